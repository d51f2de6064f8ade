"""Office Open XML written by hand: workbooks, documents, presentations."""
from xml.sax.saxutils import escape

from .packing import zip_bytes

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TRANSITIONAL = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
STRICT = ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
OFFICE = "application/vnd.openxmlformats-officedocument."


def text(value):
    return escape(str(value), {'"': "&quot;"})


def column_letters(index):
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(65 + rest) + out
    return out


def _types(overrides):
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (HEAD + f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>').encode()


def _relations(items):
    return (HEAD + f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(f'<Relationship Id="{i}" Type="{t}" Target="{g}"/>' for i, t, g in items) + "</Relationships>").encode()


class Sheet:
    """rows: lists of str, int, float, None or ("date", serial). merges: like "A1:F1"."""

    def __init__(self, name, rows, merges=(), hidden=False):
        self.name, self.rows, self.merges, self.hidden = name, rows, merges, hidden

    def xml(self, strings, main):
        out = [HEAD, f'<worksheet xmlns="{main}"><sheetData>']
        for r, row in enumerate(self.rows, 1):
            out.append(f'<row r="{r}">')
            for c, value in enumerate(row):
                at = f"{column_letters(c)}{r}"
                if value is None or value == "":
                    continue
                if isinstance(value, tuple):
                    out.append(f'<c r="{at}" s="1"><v>{value[1]}</v></c>')
                elif isinstance(value, (int, float)):
                    out.append(f'<c r="{at}"><v>{value}</v></c>')
                else:
                    out.append(f'<c r="{at}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>')
            out.append("</row>")
        out.append("</sheetData>")
        if self.merges:
            out.append(f'<mergeCells count="{len(self.merges)}">' + "".join(f'<mergeCell ref="{m}"/>' for m in self.merges) + "</mergeCells>")
        out.append("</worksheet>")
        return "".join(out).encode()


def xlsx(sheets, strict=False, macro=False):
    main, rel = STRICT if strict else TRANSITIONAL
    strings = {}
    bodies = [sheet.xml(strings, main) for sheet in sheets]
    state = {True: ' state="hidden"', False: ""}
    book = HEAD + f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>' + "".join(
        f'<sheet name="{text(s.name)}" sheetId="{n}"{state[s.hidden]} r:id="rId{n}"/>' for n, s in enumerate(sheets, 1)) + "</sheets></workbook>"
    shared = HEAD + f'<sst xmlns="{main}" uniqueCount="{len(strings)}">' + "".join(f'<si><t xml:space="preserve">{text(s)}</t></si>' for s in strings) + "</sst>"
    styles = HEAD + (f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
                     '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>')
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if macro else OFFICE + "spreadsheetml.sheet.main+xml"
    count = len(sheets)
    overrides = [("/xl/workbook.xml", kind), ("/xl/sharedStrings.xml", OFFICE + "spreadsheetml.sharedStrings+xml"), ("/xl/styles.xml", OFFICE + "spreadsheetml.styles+xml")]
    overrides += [(f"/xl/worksheets/sheet{n}.xml", OFFICE + "spreadsheetml.worksheet+xml") for n in range(1, count + 1)]
    relations = [(f"rId{n}", rel + "/worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)]
    relations += [(f"rId{count + 1}", rel + "/sharedStrings", "sharedStrings.xml"), (f"rId{count + 2}", rel + "/styles", "styles.xml")]
    entries = [("[Content_Types].xml", _types(overrides)), ("_rels/.rels", _relations([("rId1", rel + "/officeDocument", "xl/workbook.xml")])), ("xl/workbook.xml", book.encode()),
               ("xl/_rels/workbook.xml.rels", _relations(relations)), ("xl/sharedStrings.xml", shared.encode()), ("xl/styles.xml", styles.encode())]
    return zip_bytes(entries + [(f"xl/worksheets/sheet{n}.xml", body) for n, body in enumerate(bodies, 1)])


def _paragraph(value, style=None):
    props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{props}<w:r><w:t xml:space="preserve">{text(value)}</w:t></w:r></w:p>'


def _word_table(rows):
    cells = lambda row: "".join(f"<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>{_paragraph(c)}</w:tc>" for c in row)
    return "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>" + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows) + "</w:tbl>"


def docx(blocks, footer=None):
    """blocks: str (paragraph), ("h", text) heading, list of rows (table)."""
    body = "".join(_word_table(b) if isinstance(b, list) else _paragraph(b[1], "Heading1") if isinstance(b, tuple) else _paragraph(b) for b in blocks)
    rel = TRANSITIONAL[1]
    ending = '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/></w:sectPr>' if footer else "<w:sectPr/>"
    document = HEAD + f'<w:document xmlns:w="{WORD}" xmlns:r="{rel}"><w:body>{body}{ending}</w:body></w:document>'
    overrides = [("/word/document.xml", OFFICE + "wordprocessingml.document.main+xml")]
    entries = [("word/document.xml", document.encode())]
    if footer:
        overrides.append(("/word/footer1.xml", OFFICE + "wordprocessingml.footer+xml"))
        entries += [("word/footer1.xml", (HEAD + f'<w:ftr xmlns:w="{WORD}">{_paragraph(footer)}</w:ftr>').encode()), ("word/_rels/document.xml.rels", _relations([("rId1", rel + "/footer", "footer1.xml")]))]
    return zip_bytes([("[Content_Types].xml", _types(overrides)), ("_rels/.rels", _relations([("rId1", rel + "/officeDocument", "word/document.xml")])), *entries])


def pptx(slides):
    """slides: (title, [lines])."""
    rel = TRANSITIONAL[1]
    shape = lambda n, lines: (f'<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="文本 {n}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>'
                              + "".join(f"<a:p><a:r><a:t>{text(line)}</a:t></a:r></a:p>" for line in lines) + "</p:txBody></p:sp>")
    entries, overrides, relations = [], [("/ppt/presentation.xml", OFFICE + "presentationml.presentation.main+xml")], []
    for n, (title, lines) in enumerate(slides, 1):
        entries.append((f"ppt/slides/slide{n}.xml", (HEAD + f'<p:sld xmlns:p="{SLIDE}" xmlns:a="{DRAW}" xmlns:r="{rel}"><p:cSld><p:spTree>{shape(2, [title])}{shape(3, lines)}</p:spTree></p:cSld></p:sld>').encode()))
        overrides.append((f"/ppt/slides/slide{n}.xml", OFFICE + "presentationml.slide+xml"))
        relations.append((f"rId{n}", rel + "/slide", f"slides/slide{n}.xml"))
    listing = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    show = HEAD + f'<p:presentation xmlns:p="{SLIDE}" xmlns:a="{DRAW}" xmlns:r="{rel}"><p:sldIdLst>{listing}</p:sldIdLst></p:presentation>'
    return zip_bytes([("[Content_Types].xml", _types(overrides)), ("_rels/.rels", _relations([("rId1", rel + "/officeDocument", "ppt/presentation.xml")])),
                      ("ppt/presentation.xml", show.encode()), ("ppt/_rels/presentation.xml.rels", _relations(relations)), *entries])
