"""Diagnosis on site: signed task packages, the paper form and its entry by keyboard, the evidence bag's custody, the summary both sides sign."""
import json
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import time
import unittest
import urllib.parse
import zipfile

import harness
from test_diagnose import FACTS

PASSPHRASE = "现场签名口令一二三四"


class FieldTest(harness.Case):
    def gd(self, *args, store="one", expect=0, who="a"):
        env = {"XDG_DATA_HOME": str(self.dir / f"home-{who}")}
        return self.run_gd("diagnose", *args, "--store", f"sqlite:{self.dir}/{store}.db", store=False, expect=expect, env=env)

    def setUp(self):
        super().setUp()
        self.phrase = self.dir / "phrase"
        self.phrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self.phrase.chmod(0o600)

    def new(self, store="one"):
        return self.gd("new", self.write("facts.yaml", FACTS), "--by", "组长", store=store).stdout.strip()

    def answers(self, number, text, store="one", by="张三"):
        self.gd("answer", number, "--by", by, "--from", self.write("answers.yaml", text), store=store)

    def score(self, number, store="one"):
        return json.loads(self.gd("score", number, "--format", "json", store=store).stdout)

    def test_task_package_goes_out_signed_and_comes_back(self):
        last = self.new("office")
        self.answers(last, "answers: {Q-B05: {value: 部分符合, note: 上年在改}}\n", store="office")
        number = self.new("office")
        out = self.dir / "task.json"
        signed = ("--by", "组长", "--passphrase-file", self.phrase)
        made = self.gd("export", number, out, "--task", *signed, store="office", who="lead")
        self.assertIn("为您建立签名密钥", made.stderr)
        key = self.dir / "home-lead" / "gongdun" / "signing.key"
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)
        self.assertIn("ENCRYPTED PRIVATE KEY", key.read_text())
        fingerprint = re.search(r"指纹 ([0-9a-f]{64})", made.stderr)[1]
        # On the laptop: whose it is, last year's answers, the rule packs.
        first = self.gd("merge", out, "--packs-to", self.dir / "packs", store="laptop").stdout
        self.assertIn("自称“组长”，公钥第一次出现", first)
        self.assertIn(fingerprint, first)
        self.assertIn("附有上次作答 1 项", first)
        shipped = {str(path.relative_to(harness.ROOT / "packs")): path.read_bytes() for path in (harness.ROOT / "packs").rglob("*.yaml")}
        self.assertEqual({str(path.relative_to(self.dir / "packs")): path.read_bytes() for path in (self.dir / "packs").rglob("*.yaml")}, shipped)
        self.assertRegex(self.gd("merge", out, store="laptop").stdout, rf"签名有效：组长，公钥 {fingerprint[:16]}，.* 起已知")
        # The answers go back; nobody's terminal: unsigned, and both sides are told.
        self.answers(number, "answers: {Q-B06: 符合}\n", store="laptop", by="李四")
        back = self.dir / "back.json"
        self.assertIn("未签名", self.gd("export", number, back, store="laptop", who="li").stderr)
        self.assertIn("未签名", self.gd("merge", back, store="office").stdout)
        self.gd("export", number, back, "--by", "组长", "--passphrase-file", self.phrase, store="laptop", who="li")
        told = self.gd("merge", back, store="laptop").stdout
        self.assertIn("此前用的是另一公钥", told)  # the same name, another key
        # Altered: refused, whatever it is.
        for name, change in (("name", lambda file: file["assessment"].update(name="别的企业")), ("previous", lambda file: file.pop("packs")),
                             ("signer", lambda file: file["signature"].update(signer="别人"))):
            file = json.loads(out.read_text())
            change(file)
            altered = self.write(f"{name}.json", json.dumps(file))
            self.assertIn("签名不符", self.gd("merge", altered, store="fresh", expect=2).stderr)
        self.assertEqual(self.gd("list", store="fresh").stdout.count("DG-"), 0)
        wrong = self.dir / "wrong"
        wrong.write_text("不是这个口令不是这个\n")
        wrong.chmod(0o600)
        self.assertIn("口令不对", self.gd("export", number, out, "--passphrase-file", wrong, store="office", who="lead", expect=2).stderr)

    def paper(self, number):
        self.gd("paper", number, "-o", self.dir / "form.pdf")
        subprocess.run(["pdftoppm", "-r", "150", "-png", self.dir / "form.pdf", self.dir / "page"], check=True)
        return sorted(self.dir.glob("page-*.png"))

    @unittest.skipUnless(shutil.which("zbarimg") and shutil.which("pdftoppm"), "zbar-tools and poppler-utils are needed")
    def test_each_printed_page_names_enterprise_version_and_page(self):
        number = self.new()
        pages = self.paper(number)
        self.assertEqual(len(pages), 12)
        questionnaire = json.loads(self.gd("score", number, "--format", "json").stdout)["questionnaire"]
        for at, page in enumerate(pages, 1):
            read = subprocess.run(["zbarimg", "-q", "--raw", page], capture_output=True, text=True, check=True).stdout.strip()
            self.assertTrue(read.startswith("gongdun-form:1?"), read)
            says = dict(urllib.parse.parse_qsl(read.partition("?")[2]))
            self.assertEqual((says["id"], says["p"], says["n"], says["e"]), (number, str(at), "12", "示例钢铁有限公司"))
            self.assertTrue(questionnaire["digest"].startswith(says["d"]), (questionnaire, says))
        first = (self.dir / "form.pdf").read_bytes()
        self.gd("paper", number, "-o", self.dir / "form.pdf")
        self.assertEqual((self.dir / "form.pdf").read_bytes(), first)

    def enter(self, number, *typed):
        """A person at a terminal: waits for a prompt, then types."""
        child, terminal = pty.fork()
        if child == 0:
            env = {**os.environ, "GONGDUN_PACKS": str(harness.ROOT / "packs"), "XDG_CACHE_HOME": harness.CACHE}
            os.execve(harness.GONGDUN, [harness.GONGDUN, "diagnose", "enter", number, "--by", "李四", "--store", f"sqlite:{self.dir}/one.db"], env)
        screen = b""

        def read(until):
            nonlocal screen
            begin, end = len(screen), time.monotonic() + 60
            while time.monotonic() < end:
                ready, _, _ = select.select([terminal], [], [], 1)
                try:
                    screen += os.read(terminal, 65536) if ready else b""
                except OSError:
                    return
                if until and until in screen[begin:]:
                    return
            self.fail(screen.decode(errors="replace"))

        read("结束：".encode())
        for keys, awaited in typed:
            os.write(terminal, keys.encode())
            read(awaited.encode() if awaited else None)
        _, status = os.waitpid(child, 0)
        os.close(terminal)
        return os.waitstatus_to_exitcode(status), screen.decode(errors="replace")

    def test_keyboard_entry_from_paper(self):
        number = self.new()
        asked = [one["id"] for one in self.score(number)["questions"] if not one["id"].startswith("Q-A")]
        code = f"gongdun-form:1?id={number}&q=diagnosis&v=1&d={'0' * 16}&p=1&n=12&e=x"
        status, screen = self.enter(number, ("99\n", "没有这一页"), (code + "\n", "另一版调研表"), ("1\n", "1-1 "), ("1", "1-2 "), ("2", "1-3 "), ("-", "1-2 "), ("3", "1-3 "), ("b", "[查看]"), ("1", "1-4 "),
                                    ("4", "理由"), ("\n", "未记录"), ("4", "理由"), ("由集团统一管理\n", "1-5 "), ("x", "1-5 "), (" ", "1-6 "), ("q", "结束："), ("q\n", None))
        self.assertEqual(status, 0, screen)
        self.assertIn("本次录入 5 项", screen)
        entries = {one["id"]: one for one in self.score(number)["questions"]}
        self.assertEqual([entries[one]["state"] for one in asked[:5]], ["compliant", "noncompliant", "compliant", "na", None], screen)
        self.gd("export", number, self.dir / "log.json", "--unsigned")
        log = [one for one in json.loads((self.dir / "log.json").read_text())["entries"] if one["about"] in asked]
        self.assertEqual([(one["about"], one["value"], one["basis"], one["author"]) for one in log],
                         [(asked[0], "compliant", "said", "李四"), (asked[1], "partial", "said", "李四"), (asked[1], "noncompliant", "said", "李四"),
                          (asked[2], "compliant", "seen", "李四"), (asked[3], "na", "seen", "李四")])
        self.assertEqual(log[4]["note"], "由集团统一管理")

    def test_what_was_typed_is_kept_when_the_terminal_dies(self):
        number = self.new()
        done = subprocess.run([harness.GONGDUN, "diagnose", "enter", number, "--by", "李四", "--store", f"sqlite:{self.dir}/one.db"], input=b"2\n11", capture_output=True,
                              env={**os.environ, "XDG_CACHE_HOME": harness.CACHE}, timeout=60)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(self.score(number)["answered"], 2)

    def test_custody_and_the_summary_both_sides_sign(self):
        number = self.new()
        self.answers(number, "answers: {Q-B05: 符合, Q-D04: {value: 不符合, note: 口令写在便签上, evidence: [便签.jpg]}}\n")
        digest = self.gd("evidence", number, self.write("便签.jpg", b"\xff\xd8note"), "--by", "张三").stdout.split()[0]
        self.gd("custody", number, "封存", digest[:8], "--by", "张三")
        self.assertIn("--note", self.gd("custody", number, "handed_over", "all", "--by", "张三", expect=2).stderr)
        self.gd("custody", number, "handed_over", "all", "--by", "张三", "--note", "诊断机构档案室")
        self.gd("custody", number, "collected", "all", "--by", "x", expect=2)
        self.gd("custody", number, "viewed", "ffffffff", "--by", "x", expect=2)
        self.gd("report", number, "-o", self.dir / "report")
        html = (self.dir / "report" / "diagnosis.html").read_text()
        for word in ("采集", "封存", "移交", "诊断机构档案室"):
            self.assertIn(word, html)
        made = self.gd("summary", number, "-o", self.dir / "site", "--met", "王主任").stdout.split()
        self.assertEqual([os.path.basename(one) for one in made], ["site-summary.pdf", "site-summary.docx"])
        with zipfile.ZipFile(made[1]) as docx:
            text = re.sub(r"<[^>]*>", "", docx.read("word/document.xml").decode())
        for word in ("现场情况确认单", "王主任", "Q-D04", "口令写在便签上", digest, "移交", "企业", "诊断机构"):
            self.assertIn(word, text)
        self.assertNotIn("总分", text)
        first = pathlib.Path(made[0]).read_bytes()
        self.gd("summary", number, "-o", self.dir / "site", "--met", "王主任")
        self.assertEqual(pathlib.Path(made[0]).read_bytes(), first)


if __name__ == "__main__":
    unittest.main()
