"""One bad file never stops a run."""
import gzip
import io
import os
import pathlib
import stat
import subprocess
import tarfile
import unittest
import zipfile

from harness import GONGDUN, ROOT, SHARED_SAMPLES, Case, need_shared_samples
from people import HEADER, People
from test_contract import csv_text


class Hostile(Case):
    def unread(self, expect=1):
        return {pathlib.PurePath(u["item"]).name: u for u in self.scan(self.data, expect=expect)["unread"]}

    def test_links_fifos_and_empty_files(self):
        self.write("a/good.csv", csv_text(HEADER, People(1).rows(20)))
        os.symlink(self.data, self.data / "a" / "circle")
        os.symlink("/nowhere/at/all", self.data / "dangling")
        os.mkfifo(self.data / "pipe")
        self.write("empty.csv", "")
        result = self.scan(self.data, expect=1)
        self.assertEqual(len([i for a in result["assets"] for i in a["items"] if i.endswith("good.csv")]), 1)
        self.assertTrue(any("dangling" in u["item"] for u in result["unread"]), result["unread"])

    def test_truncated_archive_keeps_what_was_read(self):
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
            for k in range(20):
                data = csv_text(HEADER, People(k).rows(200)).encode()
                info = tarfile.TarInfo(f"t{k}.csv")
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
        self.write("cut.tar.gz", buffer.getvalue()[: len(buffer.getvalue()) // 2])
        result = self.scan(self.data, expect=1)
        self.assertTrue(any(u["code"] in ("truncated", "invalid_input") for u in result["unread"]))
        self.assertTrue(any("t0.csv" in i for a in result["assets"] for i in a["items"]))

    def test_bombs_and_deep_nesting_end(self):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as z:
            with z.open("zeros.txt", "w", force_zip64=True) as out:
                block = b"\0" * (1 << 20)
                for _ in range(700):
                    out.write(block)
        self.write("bomb.zip", bomb.getvalue())
        data = b"inner text 1234"
        for _ in range(12):
            layer = io.BytesIO()
            with zipfile.ZipFile(layer, "w") as z:
                z.writestr("layer.zip" if data[:2] == b"PK" else "text.txt", data)
            data = layer.getvalue()
        self.write("deep.zip", data)
        reasons = " ".join(u["code"] for u in self.scan(self.data, expect=1)["unread"])
        self.assertIn("limit", reasons)

    def test_encrypted_archives_say_so(self):
        plain = self.write("plain.txt", "secret content here\n")
        subprocess.run(["7z", "a", "-pabc", "-mhe=on", self.data / "locked.7z", plain], check=True, capture_output=True)
        subprocess.run(["7z", "a", "-tzip", "-pabc", self.data / "locked.zip", plain], check=True, capture_output=True)
        unread = self.scan(self.data, expect=1)["unread"]
        codes = {pathlib.PurePath(u["item"].split("!/")[0]).name: u["code"] for u in unread}
        self.assertEqual(codes.get("locked.7z"), "encrypted", unread)
        self.assertEqual(codes.get("locked.zip"), "encrypted", unread)

    def test_member_names_cannot_leave(self):
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w") as tar:
            for name in ("../../../escape.txt", "/etc/gd-escape.txt", "ok.txt"):
                info = tarfile.TarInfo(name)
                data = b"the password is = hunter2hunter2\n"
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
        self.write("evil.tar", buffer.getvalue())
        self.scan(self.data, expect=0)
        self.assertFalse((self.data.parent / "escape.txt").exists())
        self.assertFalse(pathlib.Path("/etc/gd-escape.txt").exists())

    def test_unreadable_folder_is_listed(self):
        self.write("open/a.txt", "text\n")
        shut = self.data / "shut"
        shut.mkdir()
        (shut / "b.txt").write_text("text\n")
        shut.chmod(0)
        self.addCleanup(shut.chmod, 0o700)
        for path in [self.dir, self.data, self.data / "open"]:
            path.chmod(0o777)
        if os.geteuid() != 0:
            result = self.scan(self.data, expect=1)
        else:   # root may read everything: try as nobody
            if not os.access(GONGDUN, os.X_OK) or not self.reachable_by_others(pathlib.Path(GONGDUN)):
                self.skipTest("running as root, and the build folder cannot be reached by another user")
            result = self.scan(self.data, expect=1, user=65534, group=65534, extra_groups=[], env={"HOME": str(self.dir)})
        self.assertEqual([u["code"] for u in result["unread"]], ["permission"], result["unread"])

    @staticmethod
    def reachable_by_others(path):
        return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents) and os.access(ROOT / "packs", os.R_OK)

    def test_wrong_extension_is_read_as_what_it_is(self):
        self.write("really_csv.xlsx", csv_text(HEADER, People(3).rows(30)))
        with gzip.open(self.data / "table.csv", "wt", encoding="utf-8") as out:
            out.write(csv_text(HEADER, People(4).rows(30)))
        found = {f["item"].split("/")[-1] for f in self.findings(self.data) if f["detector"] == "cn.resident_id"}
        self.assertIn("really_csv.xlsx", found)
        self.assertEqual(len(found), 2, found)

    def test_noise_of_every_length_is_survived(self):
        import random
        r = random.Random(5)
        for k in range(60):
            size = r.choice([1, 2, 3, 7, 63, 64, 65, 4095, 70_000])
            magic = r.choice([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\x1f\x8b\x08", b"7z\xbc\xaf\x27\x1c", b"<?xml version='1.0'?>", b"{\"a\":", b"[[[[", b"\xff\xfe", b"SQLite format 3\0"])
            self.write(f"noise{k}.bin", magic + r.randbytes(size))
        result = self.run_gd("scan", self.data, "--format", "json")
        self.assertIn(result.returncode, (0, 1), result.stderr[-2000:])

    @need_shared_samples
    def test_collected_office_traps_all_finish(self):
        result = self.run_gd("scan", SHARED_SAMPLES / "cross" / "office_formats", "--format", "json", timeout=280)
        self.assertIn(result.returncode, (0, 1), result.stderr[-2000:])


if __name__ == "__main__":
    unittest.main()
