"""Workbooks for tests, written and read without our own code: plain ZIP and XML, as ISO/IEC 29500 has them."""
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape

TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
         'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def letters(column):
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


class Formula:
    def __init__(self, formula, value=None):
        self.formula, self.value = formula, value


def cell_xml(reference, value, shared):
    if value is None or value == "":
        return ""
    if isinstance(value, Formula):
        stored = "" if value.value is None else f"<v>{escape(str(value.value))}</v>"
        return f'<c r="{reference}" t="str"><f>{escape(value.formula)}</f>{stored}</c>'
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"><v>{value}</v></c>'
    if shared is not None:
        return f'<c r="{reference}" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def make_book(rows, name="数据", hidden=(), merged=(), shared=True):
    """`rows`: lists of cells; `hidden`: (name, rows) of sheets that do not show, placed first."""
    strings = {} if shared else None
    sheets = [(n, r, True) for n, r in hidden] + [(name, rows, False)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("_rels/.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        listed = "".join(f'<sheet name="{escape(n)}" sheetId="{i + 1}" r:id="s{i}"{" state=" + chr(34) + "hidden" + chr(34) if h else ""}/>' for i, (n, _, h) in enumerate(sheets))
        book.writestr("xl/workbook.xml", f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{RELATION}"><sheets>{listed}</sheets></workbook>')
        related = "".join(f'<Relationship Id="s{i}" Type="{RELATION}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(len(sheets)))
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}<Relationship Id="t" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
        for i, (_, content, _) in enumerate(sheets):
            with book.open(f"xl/worksheets/sheet{i}.xml", "w") as part:
                part.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
                for number, row in enumerate(content, 1):
                    part.write(f'<row r="{number}">{"".join(cell_xml(letters(k) + str(number), v, strings) for k, v in enumerate(row))}</row>'.encode())
                merge = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
                part.write(f"</sheetData>{'<mergeCells>' + merge + '</mergeCells>' if merge else ''}</worksheet>".encode())
        if shared:
            book.writestr("xl/sharedStrings.xml", "<sst>" + "".join(f"<si><t>{escape(text)}</t></si>" for text in strings) + "</sst>")
    return out.getvalue()


def read_book(data):
    """{sheet: [[text, ...], ...]}; raises if any cell holds a formula."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    out = {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        targets = {r.get("Id"): r.get("Target") for r in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            strings = ["".join(t.text or "" for t in si.iter(main + "t")) for si in ET.fromstring(book.read("xl/sharedStrings.xml"))]
        for sheet in ET.fromstring(book.read("xl/workbook.xml")).iter(main + "sheet"):
            rows = []
            for row in ET.fromstring(book.read("xl/" + targets[sheet.get(f"{{{RELATION}}}id")])).iter(main + "row"):
                cells = []
                for cell in row.iter(main + "c"):
                    if cell.find(main + "f") is not None:
                        raise AssertionError("a formula in " + cell.get("r"))
                    at = 0
                    for letter in re.match(r"[A-Z]+", cell.get("r")).group(0):
                        at = at * 26 + ord(letter) - 64
                    cells += [""] * (at - 1 - len(cells))
                    text = "".join(t.text or "" for t in cell.iter(main + "t")) or (cell.findtext(main + "v") or "")
                    cells.append(strings[int(text)] if cell.get("t") == "s" else text)
                rows.append(cells)
            out[sheet.get("name")] = rows
    return out
