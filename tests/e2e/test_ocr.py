"""Text drawn in pictures and scans: read only where asked for, marked, within its budget."""
import os
import shutil
import subprocess
import unittest

from harness import Case

LINE = "Mobile: 13671829405"


def pdf(objects):
    """A document of these objects; each is bytes without `obj` and `endobj`."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def stream(content, keys=b""):
    return b"<<%s/Length %d>>stream\n" % (keys, len(content)) + content + b"\nendstream"


CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def typed():
    return pdf([CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 80]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                stream(b"BT /F 18 Tf 20 30 Td (%s) Tj ET" % LINE.encode()), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"])


def scanned(grey):
    """A page that is one picture (PGM bytes)."""
    _, width, height, _, pixels = grey.split(None, 4)
    return pdf([CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 80]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
                stream(b"420 0 0 80 0 0 cm /I Do"),
                stream(pixels, b"/Type/XObject/Subtype/Image/Width %s/Height %s/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height))])


class Ocr(Case):
    def setUp(self):
        super().setUp()
        source = self.dir / "typed.pdf"
        source.write_bytes(typed())
        render = ["pdftoppm", "-r", "200", "-gray"]
        subprocess.run([*render, "-png", "-singlefile", str(source), str(self.data / "badge")], check=True)
        grey = subprocess.run([*render, str(source)], check=True, capture_output=True).stdout
        (self.data / "scan.pdf").write_bytes(scanned(grey))

    def found(self, *options, expect=0):
        return {os.path.basename(f["item"]): f["context"] for f in self.findings(self.data, *options, expect=expect) if f["detector"] == "cn.mobile"}

    def test_off_by_default_a_picture_says_nothing(self):
        self.assertEqual(self.found(expect=1), {})  # the scan says that it has no text

    def test_asked_for_both_are_read_and_marked(self):
        if not shutil.which("tesseract"):
            self.skipTest("tesseract is not installed")
        self.found(expect=1)
        found = self.found("--ocr")  # files that were read without it are read again
        self.assertEqual(sorted(found), ["badge.png", "scan.pdf"])
        for context in found.values():
            self.assertIn("ocr", context)


if __name__ == "__main__":
    unittest.main()
