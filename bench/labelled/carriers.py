"""One table in many carriers. write() returns the files; claims are matched by position, in keyed carriers by name.

OOXML, ODF and PDF come from the writers of samples/mill."""
import csv
import html
import io
import json
import pathlib
import re
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "samples"))

from mill import office, packing, papers                                            # noqa: E402

KEYED = {"json", "jsonl", "xml", "xml-attributes", "yaml"}


def key(carrier, header):
    """The name of a column in a keyed carrier; XML names hold letters, digits and underscores."""
    return re.sub(r"\W", "_", header) if carrier.startswith("xml") else header.strip()


def _grid(table):
    head = table.header()
    return ([head] if head else []) + table.rows()


def _typed(table):
    """Rows with numbers as numbers, where a spreadsheet would have made them so."""
    def cell(value):
        if re.fullmatch(r"[1-9]\d{0,14}", value):
            return int(value)
        return float(value) if re.fullmatch(r"-?(0|[1-9]\d{0,8})\.\d{1,6}", value) else value
    return ([table.header()] if table.header() else []) + [[cell(v) for v in row] for row in table.rows()]


def _framed(table):
    """As printed from a program: title and date above, total and signature below."""
    wide = len(table.columns)
    return [[table.title] + [""] * (wide - 1), ["制表日期：2024-03-18"] + [""] * (wide - 1), *_grid(table), ["合计"] + [""] * (wide - 1), ["审核：", "", "制表："][:wide]]


def _sheet(table, number):
    """Rows and merged cells: plain, with a title, or with a line of group names above the header."""
    rows, wide = _typed(table) if number % 2 else _grid(table), len(table.columns)
    if not table.header() or number % 3 == 1 or wide < 5:
        return rows, ()
    if number % 3 == 0:
        return [[table.title]] + rows, [f"A1:{office.column_letters(wide - 1)}1"]
    return [["基本信息"] + [None] * 2 + ["其他信息"] + [None] * (wide - 4)] + rows, ["A1:C1", f"D1:{office.column_letters(wide - 1)}1"]


def _csv(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _records(table, keep_empty=True):
    return [{k: v for k, v in zip(table.header(), row) if keep_empty or v != ""} for row in table.rows()]


def _nested(record):
    """The first half of the fields under "base", the rest under "detail"."""
    items = list(record.items())
    half = (len(items) + 1) // 2
    return {"base": dict(items[:half]), "detail": dict(items[half:])}


def _xml(table):
    names = [key("xml", h) for h in table.header()]
    rows = "".join("  <record>" + "".join(f"<{n}>{html.escape(v)}</{n}>" for n, v in zip(names, row)) + "</record>\n" for row in table.rows())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<data>\n{rows}</data>\n'


def _xml_attributes(table):
    names = [key("xml", h) for h in table.header()]
    rows = "".join("<row " + " ".join(f'{n}="{html.escape(v)}"' for n, v in zip(names, row)) + "/>\n" for row in table.rows())
    return f'<?xml version="1.0" encoding="GB18030"?>\n<rowset>\n{rows}</rowset>\n'


def _sql(table, named=True):
    """MySQL dump; the columns of half of the tables are c1, c2 … with the header as COMMENT. Without header: bare INSERT lines."""
    quoted = ",\n".join("(" + ",".join("NULL" if v == "" else "'" + v.replace("'", "''") + "'" for v in row) + ")" for row in table.rows())
    if not table.header():
        return f"INSERT INTO `t_data` VALUES\n{quoted};\n"
    names = table.header() if named else [f"c{i + 1}" for i in range(len(table.columns))]
    fields = ",\n".join(f"  `{n}` varchar(200) DEFAULT NULL COMMENT '{h}'" for n, h in zip(names, table.header()))
    return f"CREATE TABLE `t_data` (\n{fields}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\nINSERT INTO `t_data` VALUES\n{quoted};\n"


def _inserts(table):
    """One INSERT a row that names its columns, as desktop tools export from Oracle and SQL Server."""
    names = ", ".join('"' + h.strip() + '"' for h in table.header())
    return "".join(f"INSERT INTO MES.T_DATA ({names}) VALUES (" + ", ".join("NULL" if v == "" else "'" + v.replace("'", "''") + "'" for v in row) + ");\n" for row in table.rows())


def _copy(table):
    """PostgreSQL dump."""
    names = ", ".join('"' + h.strip() + '"' for h in table.header())
    return f"COPY public.t_data ({names}) FROM stdin;\n" + "".join("\t".join(v or "\\N" for v in row) + "\n" for row in table.rows()) + "\\.\n"


def _html(table):
    cells = lambda row, tag: "<tr>" + "".join(f"<{tag}>{html.escape(v)}</{tag}>" for v in row) + "</tr>\n"
    head = cells(table.header(), "th") if table.header() else ""
    return f'<html><head><meta charset="utf-8"><title>导出</title></head><body><table border="1">\n{head}{"".join(cells(row, "td") for row in table.rows())}</table></body></html>\n'


def _yaml(table):
    quoted = lambda value: json.dumps(value, ensure_ascii=False)
    names = {h: quoted(h) if re.search(r"\W", h) else h for h in table.header()}
    return "".join("- " + "\n  ".join(f"{names[k]}: {quoted(v)}" for k, v in record.items()) + "\n" for record in _records(table))


def _fits(table):
    """A page is 515 points wide: the PDF holds the tables that fit in 9 points. Its font has no middle dot."""
    return not any("·" in v for c in table.columns for v in c.cells) and sum(max(sum(4.5 if ord(s) < 128 else 9 for s in v) for v in (c.cells + [c.header or ""])) + 14 for c in table.columns) <= 515


def write(table, number):
    """(carrier, file name, bytes) for every carrier that can hold the table."""
    named = number % 2 == 0
    title, framed = table.title, table.header() and number % 4 == 1
    out = [
        ("csv-utf8", "csv", _csv(_grid(table)).encode("utf-8-sig" if named else "utf-8")),
        ("csv-gb18030", "csv", _csv(_framed(table) if framed else _grid(table)).encode("gb18030")),
        ("tsv-utf16", "txt", b"\xff\xfe" + _csv(_grid(table), "\t").encode("utf-16-le")),
        ("csv-zip", "zip", packing.zip_bytes([("导出/data.csv", _csv(_grid(table)).encode("gb18030"))], names="gbk")),
        ("semicolon", "csv", _csv(_grid(table), ";", csv.QUOTE_ALL).encode("utf-8")),
        ("pipe", "txt", _csv(_grid(table), "|").encode("gb18030" if named else "utf-8")),
        ("xlsx", "xlsx", office.xlsx([office.Sheet("Sheet1", *_sheet(table, number))])),
        ("docx", "docx", office.docx([("h", title), _grid(table), "以上。"])),
        ("ods", "ods", papers.ods([("工作表1", _typed(table) if named else _grid(table))])),
        ("sql", "sql", _sql(table, named).encode("utf-8")),
        ("html", "html", _html(table).encode("utf-8")),
    ]
    if table.header():
        out += [
            ("json", "json", json.dumps({"code": 0, "data": _records(table)} if named else _records(table), ensure_ascii=False, indent=1 if named else None).encode()),
            ("jsonl", "jsonl", "".join(json.dumps(_nested(r), ensure_ascii=False) + "\n" for r in _records(table)).encode()),
            ("xml", "xml", _xml(table).encode()),
            ("yaml", "yaml", _yaml(table).encode()),
            ("xml-attributes", "xml", _xml_attributes(table).encode("gb18030")),
            ("sql-inserts", "sql", _inserts(table).encode("gb18030")),
            ("sql-copy", "sql", _copy(table).encode()),
        ]
    if _fits(table):
        out.append(("pdf", "pdf", papers.pdf([title, _grid(table)])))
    return [(carrier, f"{title}.{ending}", data) for carrier, ending, data in out]
