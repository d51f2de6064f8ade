"""The kit (docs/kit.md) where nothing else is: in a root file system with the kit, /proc, /dev/null and /tmp alone, in one of an older Debian, on an older processor.

KIT: the folder that `./dev kit` made. What cannot be had here (name spaces, a Debian mirror, qemu) is skipped with its reason.
"""
import json
import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
KIT = pathlib.Path(os.environ.get("KIT", ROOT / "build/kit")).resolve()
ROOTS = pathlib.Path(os.environ.get("KIT_ROOTS", ROOT / "build/roots")).resolve()
OLDER = os.environ.get("KIT_OLDER", "bullseye")

# As a user without rights: a user name space. Then own mounts and processes, so that nothing stays behind.
SPACE = ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--mount", "--pid", "--fork", "--kill-child"]
ENTER = """set -e
mount -t proc proc "$1/proc"
: > "$1/dev/null"
mount --bind /dev/null "$1/dev/null"
[ -d "$1/kit/bin" ] || { mkdir -p "$1/kit"; mount --bind "$2" "$1/kit"; mount -o remount,bind,ro "$1/kit"; }
root="$1"; shift 2
ip link set lo up 2>/dev/null || true
exec chroot "$root" "$@"
"""

FACTS = """name: 示例钢铁有限公司
sector: 钢铁
scale: 大型
revenue: 120000
important_data: 是
core_data: 否
personal_information: yes
data_export: no
cloud_use: no
control_systems: yes
"""


def graded(told):
    # Not by name: a series is named by a member, and which comes first is up to the threads.
    return sorted((one["category"], one["kind"], json.dumps(one["grade"])) for one in json.loads(told)["assets"])


def name_spaces():
    return subprocess.run([*SPACE, "true"], capture_output=True).returncode == 0


@unittest.skipUnless((KIT / "gongdun").is_file(), f"no kit in {KIT}: ./dev kit")
class KitTest(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="gd-kit-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)

    def fill(self, root):
        """Mount points, the sample factory, facts."""
        for name in ("proc", "dev", "tmp", "kit"):
            (root / name).mkdir(exist_ok=True)
        work = root / "tmp" / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        shutil.copytree(ROOT / "samples/factory", work / "factory")
        (work / "facts.yaml").write_text(FACTS, encoding="utf-8")
        return work

    def inside(self, root, *words, expect=0, **environment):
        if not name_spaces():
            self.skipTest("name spaces are not to be had here (unshare)")
        command = [*SPACE, "--net", "sh", "-c", ENTER, "sh", str(root), str(KIT), *words]
        environment = {"HOME": "/tmp/work/home", "LANG": "C.UTF-8", "PATH": os.environ["PATH"], **environment}
        result = subprocess.run(command, capture_output=True, text=True, timeout=900, env=environment, stdin=subprocess.DEVNULL)
        if expect is not None:
            self.assertEqual(result.returncode, expect, f"{words}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}")
        return result

    def visit(self, root):
        """What is done on a visit: scan and report, a diagnosis, the console."""
        work = self.fill(root)
        gd = lambda *words, **more: self.inside(root, "/kit/gongdun", *words, **more)
        self.assertIn("gongdun ", gd("--version").stdout)
        # 1: the sample factory holds files that cannot be read, which are listed.
        told = gd("scan", "/tmp/work/factory", "--report", "/tmp/work/report", "--format", "json", "--store", "sqlite:/tmp/work/scan.db", expect=1).stdout
        outside = subprocess.run([KIT / "gongdun", "scan", work / "factory", "--format", "json", "--store", f"sqlite:{work}/outside.db"], capture_output=True, text=True,
                                 timeout=900, env={"HOME": str(work), "PATH": os.environ["PATH"]}).stdout
        self.assertGreater(len(graded(told)), 100)
        self.assertEqual(graded(told), graded(outside))
        kinds = {path.suffix: path for path in (work / "report").iterdir()}
        for suffix, start in ((".pdf", b"%PDF-"), (".docx", b"PK"), (".xlsx", b"PK"), (".html", b"<!")):
            self.assertTrue(kinds[suffix].read_bytes().startswith(start), suffix)
        self.assertIn(b"NotoSansCJK", kinds[".pdf"].read_bytes())  # the kit's font, embedded: not boxes

        number = gd("diagnose", "new", "/tmp/work/facts.yaml", "--by", "组长", "--store", "sqlite:/tmp/work/visit.db").stdout.strip()
        (work / "answers.yaml").write_text("by: 张三\nanswers:\n  Q-B05: 符合\n  Q-D04: 不符合\n", encoding="utf-8")
        visit = ("--store", "sqlite:/tmp/work/visit.db")
        gd("diagnose", "answer", number, "--from", "/tmp/work/answers.yaml", *visit)
        score = json.loads(gd("diagnose", "score", number, "--format", "json", *visit).stdout)
        self.assertEqual(score["vetoes"], ["Q-D04"])
        gd("diagnose", "report", number, "-o", "/tmp/work/diagnosis", *visit)
        self.assertEqual(sorted(path.name for path in (work / "diagnosis").iterdir()), ["diagnosis.docx", "diagnosis.html", "diagnosis.pdf", "diagnosis.xlsx"])
        served = gd("serve", "--listen", "127.0.0.1:0", "--data", "/tmp/work/node", "--store", "sqlite:/tmp/work/node.db", "--scan", "/tmp/work/factory", "--once", expect=None)
        self.assertIn("http", served.stdout + served.stderr)
        return work

    def test_whole_by_its_own_list(self):
        done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=KIT, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        listed = {line.split("  ", 1)[1] for line in (KIT / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
        self.assertEqual(listed, {f"./{path.relative_to(KIT)}" for path in KIT.rglob("*") if path.is_file() and path.name != "SHA256SUMS"})
        self.assertEqual([path for path in KIT.rglob("*") if stat.S_ISLNK(path.lstat().st_mode)], [])  # FAT and exFAT know none

    def test_names_nothing_of_the_machine_that_made_it(self):
        for program in (KIT / "bin/gongdun", KIT / "gongdun", KIT / "libexec/gongdun-pdf-text"):
            self.assertFalse(os.fsencode(ROOT) in program.read_bytes(), program)

    def test_runs_where_nothing_else_is(self):
        self.visit(self.root)

    def test_runs_on_an_older_debian(self):
        root = ROOTS / OLDER
        if not (root / "bin/sh").exists():
            if os.geteuid() != 0 or shutil.which("debootstrap", path="/usr/sbin:/usr/bin") is None:
                self.skipTest("debootstrap needs to be installed and run as root")
            shutil.rmtree(root, ignore_errors=True)
            made = subprocess.run(["debootstrap", "--variant=minbase", OLDER, str(root)], capture_output=True, text=True, timeout=1200)
            if made.returncode != 0:
                shutil.rmtree(root, ignore_errors=True)
                self.skipTest(f"no mirror gives {OLDER}: {made.stdout[-300:]}")
        self.visit(root)

    def test_runs_on_a_processor_of_2008(self):
        qemu = shutil.which("qemu-x86_64-static") or shutil.which("qemu-x86_64")
        if qemu is None:
            self.skipTest("qemu-user-static is not installed")
        folder = self.root / "in"
        folder.mkdir()
        (folder / "staff.csv").write_text("姓名,手机号\n张伟,13912345678\n王芳,13812345679\n李娜,13712345670\n", encoding="utf-8")
        loader = [qemu, "-cpu", "Nehalem", KIT / "lib/ld-linux-x86-64.so.2", "--inhibit-cache", "--library-path", KIT / "lib", KIT / "bin/gongdun"]
        done = subprocess.run([*loader, "scan", folder, "--format", "json", "--threads", "1", "--store", f"sqlite:{self.root}/q.db"], capture_output=True, text=True,
                              timeout=900, env={"HOME": str(self.root), "GONGDUN_PACKS": str(KIT / "share/gongdun/packs"), "PATH": os.environ["PATH"]})
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        self.assertEqual(len(json.loads(done.stdout)["assets"]), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
