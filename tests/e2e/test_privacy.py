"""No raw value in the store, on the terminal, in JSON, or in the unpacked text of the four report files."""
import pathlib
import re
import subprocess
import unittest
import zipfile

from harness import Case
from people import HEADER, People
from test_contract import csv_text


class Privacy(Case):
    def setUp(self):
        super().setUp()
        people = People(21)
        rows = people.rows(120)
        # Distinctive parts of what must not leak; short names occur in ordinary words and are left out.
        self.secrets = ["Tz7#kQ9vLm!2xR", "9f8e7d6c5b4a39281706f5e4d3c2b1a0998877665544332211ffeeddccbbaa00"]
        self.values = [value for row in rows for value in row[1:]] + self.secrets
        self.write("hr/people.csv", csv_text(HEADER, rows))
        self.write("hr/notes.txt", "".join(f"联系人{n}，身份证{i}，电话{m}，住{a}。\n" for n, i, m, _, _, a in rows[:30]))
        self.write("ops/app.properties", f"db.url=jdbc:mysql://10.1.1.1:3306/mes\ndb.password={self.secrets[0]}\napi_secret_key={self.secrets[1]}\n")
        self.report = self.dir / "report"

    def assert_clean(self, where, text):
        for value in self.values:
            self.assertFalse(value in text, f"{where} holds a raw value of length {len(value)} beginning {value[:3]}")

    def test_nothing_raw_anywhere(self):
        human = self.run_gd("scan", self.data, "--report", self.report, expect=0)
        self.assert_clean("terminal", human.stdout + human.stderr)
        for kind in ("json", "jsonl"):
            out = self.run_gd("scan", self.data, "--format", kind, expect=0)
            self.assertGreater(len(out.stdout), 1000)
            self.assert_clean(kind, out.stdout + out.stderr)
        for path in self.dir.glob("store.db*"):
            raw = path.read_bytes()
            self.assert_clean(path.name, raw.decode("utf-8", "replace"))
            self.assert_clean(path.name, raw.decode("utf-16-le", "replace"))
        self.assertEqual(sorted(p.name for p in self.report.iterdir()), ["report.docx", "report.html", "report.pdf", "report.xlsx"])
        self.assert_clean("html", (self.report / "report.html").read_text(encoding="utf-8"))
        pdf = subprocess.run(["pdftotext", "-raw", self.report / "report.pdf", "-"], capture_output=True, check=True).stdout.decode("utf-8")
        self.assertIn("分类分级", pdf)
        self.assert_clean("pdf", re.sub(r"\s", "", pdf))
        for name in ("report.docx", "report.xlsx"):
            with zipfile.ZipFile(self.report / name) as z:
                for member in z.namelist():
                    text = z.read(member).decode("utf-8", "replace")
                    self.assert_clean(f"{name}!{member}", text)
                    self.assert_clean(f"{name}!{member} without tags", re.sub(r"<[^>]*>", "", text))
        show = "".join(self.run_gd("catalog", "show", line.split()[0], expect=0).stdout for line in self.run_gd("catalog", "list", expect=0).stdout.splitlines() if line.startswith("A-"))
        self.assertIn("cn.resident_id", show)
        self.assert_clean("catalog show", show)

    def test_nothing_is_left_in_temporary_folders(self):
        before = set(pathlib.Path("/tmp").iterdir())
        self.run_gd("scan", self.data, expect=0)
        left = [p for p in set(pathlib.Path("/tmp").iterdir()) - before if "gd-e2e" not in p.name and "gongdun" in p.name.lower()]
        self.assertEqual(left, [])

    def test_store_is_private(self):
        self.run_gd("scan", self.data, expect=0)
        self.assertEqual(self.store.stat().st_mode & 0o077, 0)


if __name__ == "__main__":
    unittest.main()
