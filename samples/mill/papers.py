"""OpenDocument, PDF, RTF, pictures and mail written by hand."""
import base64
import re
import struct
import zlib

from .office import HEAD, text
from .packing import zip_bytes

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(f'xmlns:{p}="{ODF}{p}:1.0"' for p in ("office", "text", "table", "manifest"))


def _odf(kind, body):
    mime = f"application/vnd.oasis.opendocument.{kind}"
    content = HEAD + f'<office:document-content {SPACES} office:version="1.2"><office:body>{body}</office:body></office:document-content>'
    manifest = HEAD + (f'<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
                       '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    return zip_bytes([("mimetype", mime.encode()), ("content.xml", content.encode()), ("META-INF/manifest.xml", manifest.encode())], store=("mimetype",))


def _odf_cell(value):
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{text(value)}</text:p></table:table-cell>' if value else "<table:table-cell/>"


def _odf_table(name, rows):
    return f'<table:table table:name="{text(name)}">' + "".join("<table:table-row>" + "".join(map(_odf_cell, row)) + "</table:table-row>" for row in rows) + "</table:table>"


def ods(sheets):
    return _odf("spreadsheet", "<office:spreadsheet>" + "".join(_odf_table(n, rows) for n, rows in sheets) + "</office:spreadsheet>")


def odt(blocks):
    body = "".join(_odf_table(f"表{n}", b) if isinstance(b, list) else f'<text:h text:outline-level="1">{text(b[1])}</text:h>' if isinstance(b, tuple) else f"<text:p>{text(b)}</text:p>"
                   for n, b in enumerate(blocks, 1))
    return _odf("text", f"<office:text>{body}</office:text>")


def _show(value, size, x, y, encoding):
    coded = value.replace("³", "3").encode(encoding).hex()        # the font has no ³
    return f"BT /F1 {size} Tf 1 0 0 1 {x:g} {y:g} Tm <{coded}> Tj ET\n"


def _width(value, size):
    return sum(size / 2 if ord(c) < 128 else size for c in value)


def _wrapped(value, size):
    lines = [""]
    for word in re.findall(r"[!-~]+|.", value):            # a number or code is not broken over two lines
        if _width(lines[-1] + word, size) > 505:
            lines.append("")
        lines[-1] += word
    return lines


def pdf(blocks, encoding="utf-16-be", compress=True):
    """blocks: str (line), ("h", text) heading, list of rows (table; column places follow the widest cell). Chinese through the standard STSong-Light font, not embedded."""
    pages, ops, y = [], "", 780

    def turn(height):
        nonlocal ops, y
        y -= height
        if y < 60:
            pages.append(ops)
            ops, y = "", 780

    for block in blocks:
        if isinstance(block, list):
            size = 9
            widths = [max(_width(str(row[c]), size) for row in block if c < len(row)) + 14 for c in range(max(map(len, block)))]
            for row in block:
                turn(16)
                x = 40
                for value, width in zip(row, widths):
                    ops += _show(str(value), size, x, y, encoding)
                    x += width
            turn(12)
        else:
            heading = isinstance(block, tuple)
            value, size = (block[1], 15) if heading else (block, 10.5)
            for line in _wrapped(value, size):
                turn(26 if heading else 18)
                ops += _show(line, size, 200 - min(150, _width(value, size) / 3) if heading else 45, y, encoding)
    pages.append(ops)
    cmap = {"utf-16-be": "UniGB-UCS2-H", "gbk": "GBKp-EUC-H"}[encoding]
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-{cmap}/Encoding/{cmap}/DescendantFonts[4 0 R]>>",
               f"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R/DW 1000/W[1 95 500]>>",
               "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"]
    kids = []
    for content in pages:
        data = zlib.compress(content.encode(), 9) if compress else content.encode()
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects) + 2} 0 R>>")
        objects.append((f"<</Length {len(data)}{'/Filter/FlateDecode' if compress else ''}>>stream\n".encode(), data))
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (item[0] + item[1] + b"\nendstream" if isinstance(item, tuple) else item.encode()) + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010} 00000 n \n" for p in places)
    return out + (table + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n").encode()


def rtf(paragraphs):
    def run(value):
        return "".join(c if ord(c) < 128 and c not in "\\{}" else "".join(f"\\'{b:02x}" for b in c.encode("gbk")) for c in value)
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\n" + "".join(f"\\pard\\f0\\fs24 {run(p)}\\par\n" for p in paragraphs) + "}").encode("ascii")


def png(width, height, grey):
    """An 8-bit grey picture; grey(x, y) gives the shade."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes(grey(x, y) for x in range(width)) for y in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def jpeg(blocks_wide, blocks_high, grey):
    """A baseline grey JPEG of flat 8×8 blocks: only the DC coefficient of each block is coded."""
    counts, symbols = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], list(range(12))
    codes, code, k = {}, 0, 0
    for length, count in enumerate(counts, 1):
        for _ in range(count):
            codes[symbols[k]] = (code, length)
            code, k = code + 1, k + 1
        code <<= 1
    bits, previous = [], 0
    for by in range(blocks_high):
        for bx in range(blocks_wide):
            dc = round((grey(bx, by) - 128) * 8 / 16)
            diff, previous = dc - previous, dc
            size = abs(diff).bit_length()
            code, length = codes[size]
            bits.append(f"{code:0{length}b}" + (f"{diff if diff > 0 else diff + (1 << size) - 1:0{size}b}" if size else "") + "0")
    stream = "".join(bits)
    stream += "1" * (-len(stream) % 8)
    data = bytes(int(stream[i:i + 8], 2) for i in range(0, len(stream), 8)).replace(b"\xff", b"\xff\0")

    def segment(marker, payload):
        return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload
    return (b"\xff\xd8" + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0") + segment(0xDB, b"\0" + bytes([16] * 64))
            + segment(0xC0, struct.pack(">BHHBBBB", 8, blocks_high * 8, blocks_wide * 8, 1, 1, 0x11, 0)) + segment(0xC4, b"\0" + bytes(counts) + bytes(symbols))
            + segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0") + segment(0xDA, b"\x01\x01\0\0\x3f\0") + data + b"\xff\xd9")


def _word(value):
    return "=?UTF-8?B?" + base64.b64encode(value.encode()).decode() + "?="


def _folded(data):
    coded = base64.b64encode(data).decode()
    return "\r\n".join(coded[i:i + 76] for i in range(0, len(coded), 76))


def eml(sender, receiver, subject, date, body, attachments=()):
    """sender, receiver: (name, address). A mail as a Chinese mail client writes it: base64 in UTF-8."""
    head = (f"From: {_word(sender[0])} <{sender[1]}>\r\nTo: {_word(receiver[0])} <{receiver[1]}>\r\nSubject: {_word(subject)}\r\nDate: {date}\r\n"
            f"Message-ID: <{zlib.crc32(subject.encode()):08x}.beichen@mail.beichen-steel-example.cn>\r\nMIME-Version: 1.0\r\n")
    main = f"Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{_folded(body.encode())}\r\n"
    if not attachments:
        return (head + main).encode("ascii")
    mark = "----=_beichen_part_0001"
    out = head + f'Content-Type: multipart/mixed; boundary="{mark}"\r\n\r\n--{mark}\r\n{main}'
    for name, kind, data in attachments:
        out += f'--{mark}\r\nContent-Type: {kind}; name="{_word(name)}"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="{_word(name)}"\r\n\r\n{_folded(data)}\r\n'
    return (out + f"--{mark}--\r\n").encode("ascii")
