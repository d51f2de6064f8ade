"""Memory stays under a bound whatever comes: sparse files, bombs, endless lines, endless records."""
import gzip
import io
import json
import lzma
import os
import subprocess
import unittest
import zipfile

from harness import CACHE, GONGDUN, ROOT, Case

MOST_MIB = 256
ID = "11010519491231002X"


@unittest.skipIf("sanitize" in GONGDUN, "a sanitizer's own memory would be measured")
class Memory(Case):
    def findings_within(self, *paths):
        """Findings as (item, detector); asserts the peak of the process and of its helpers."""
        env = {**os.environ, "GONGDUN_PACKS": str(ROOT / "packs"), "XDG_CACHE_HOME": CACHE}
        out = self.dir / "out.jsonl"
        with open(out, "wb") as sink:
            process = subprocess.Popen([GONGDUN, "scan", *map(str, paths), "--format", "jsonl", "--store", f"sqlite:{self.store}"], stdout=sink,
                                       stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=env)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.assertIn(process.returncode, (0, 1))
        self.assertLess(usage.ru_maxrss / 1024, MOST_MIB)
        return [(os.path.basename(f["item"]), f["detector"], f["offset"]) for f in map(json.loads, out.read_text(encoding="utf-8").splitlines())]

    def test_sparse_file_of_100_gb(self):
        path = self.write("sparse.log", "开始记录\n")
        os.truncate(path, 100 << 30)
        with open(path, "ab") as file:
            file.write(f"\n身份证 {ID}\n".encode())
        self.assertEqual(self.findings_within(path), [("sparse.log", "cn.resident_id", (100 << 30) + 1 + len("身份证 ".encode()))])

    def test_bombs(self):
        chunk = b"\0" * (1 << 20)
        with gzip.open(self.data / "zeros.gz", "wb") as out:
            for _ in range(600):
                out.write(chunk)
        with lzma.open(self.data / "zeros.xz", "wb", preset=1) as out:
            for _ in range(600):
                out.write(chunk)
        with zipfile.ZipFile(self.data / "many.zip", "w") as out:
            for k in range(40_000):
                out.writestr(f"{k % 100}/{k}.txt", "")
        with zipfile.ZipFile(self.data / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
            out.writestr("xl/workbook.xml", '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>')
            out.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s.xml"/>'
                         '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
            with out.open("xl/sharedStrings.xml", "w") as part:
                part.write(b"<sst>")
                for k in range(600):
                    part.write(b"<si><t>" + b"x" * 1000 + b"%d</t></si>" % k * 1000)
            out.writestr("xl/worksheets/s.xml", '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>')
        self.findings_within(self.data)

    def test_lines_and_records_without_end(self):
        with open(self.data / "line.txt", "wb") as out:
            for _ in range(160):
                out.write(b"0123456789abcdef" * 65536)
            out.write(f" 身份证 {ID}".encode())
        with open(self.data / "quoted.csv", "wb") as out:
            out.write("编号,说明\n1,\"".encode())
            for _ in range(160):
                out.write(b"a,b\nc d e f " * 87381)
        with open(self.data / "open.json", "wb") as out:
            out.write(b'[{"a":"')
            for _ in range(160):
                out.write(b"0123456789abcdef" * 65536)
        with open(self.data / "deep.json", "wb") as out:
            out.write(b"[" * (32 << 20))
        with open(self.data / "wide.xml", "wb") as out:
            out.write(b"<a")
            for k in range(800_000):
                out.write(b' a%d="x"' % k)
        found = self.findings_within(self.data)
        self.assertIn(("line.txt", "cn.resident_id"), {(item, detector) for item, detector, _ in found})


if __name__ == "__main__":
    unittest.main()
