"""Containers with fixed dates: zip (also with GBK names or a password), 7z, tar, gzip, xz, zstd."""
import gzip
import io
import lzma
import struct
import tarfile
import zlib

DOS_DATE = ((2024 - 1980) << 9) | (4 << 5) | 1
DOS_TIME = 8 << 11
EPOCH = 1711929600                                         # 2024-04-01, the date every archive bears


def _crypt(data, password, check):
    """The old zip cipher: enough to be unreadable without the password, which is what the sample is for."""
    table = [0] * 256
    for n in range(256):
        c = n
        for _ in range(8):
            c = (c >> 1) ^ 0xEDB88320 if c & 1 else c >> 1
        table[n] = c
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte):
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 255]
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 255]

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in bytes(range(11)) + bytes([check]) + data:
        temp = keys[2] | 2
        out.append(byte ^ (((temp * (temp ^ 1)) >> 8) & 255))
        update(byte)
    return bytes(out)


def zip_bytes(entries, names="utf-8", password=None, store=()):
    """entries: (name, bytes). `names` is the encoding of member names; anything but UTF-8 leaves the UTF-8 flag off."""
    body, directory = io.BytesIO(), io.BytesIO()
    for name, data in entries:
        raw_name = name.encode(names)
        method = 0 if name in store else 8
        if method:
            packer = zlib.compressobj(9, zlib.DEFLATED, -15)
            packed = packer.compress(data) + packer.flush()
        else:
            packed = data
        crc = zlib.crc32(data)
        flags = 0x800 if names == "utf-8" and not name.isascii() else 0
        if password:
            packed = _crypt(packed, password, crc >> 24)
            flags |= 1
        common = struct.pack("<HHHHHIIIHH", 20, flags, method, DOS_TIME, DOS_DATE, crc, len(packed), len(data), len(raw_name), 0)
        directory.write(b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, body.tell()) + raw_name)
        body.write(b"PK\x03\x04" + common + raw_name + packed)
    start, listing = body.tell(), directory.getvalue()
    return body.getvalue() + listing + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(listing), start, 0)


def _number(value):
    if value < 0x80:
        return bytes([value])
    if value < 0x4000:
        return bytes([0x80 | (value >> 8), value & 255])
    return bytes([0xC0 | (value >> 16), value & 255, (value >> 8) & 255]) if value < 0x200000 else bytes([0xE0 | (value >> 24)]) + (value & 0xFFFFFF).to_bytes(3, "little")


def seven_zip_bytes(entries):
    """A 7z file whose members are stored as they are."""
    data = b"".join(d for _, d in entries)
    names = b"".join((n + "\0").encode("utf-16-le") for n, _ in entries)
    header = b"\x01\x04\x06\x00\x01\x09" + _number(len(data)) + b"\x00"
    header += b"\x07\x0b\x01\x00\x01\x01\x00\x0c" + _number(len(data)) + b"\x00"
    header += b"\x08\x0d" + _number(len(entries)) + b"\x09" + b"".join(_number(len(d)) for _, d in entries[:-1])
    header += b"\x0a\x01" + b"".join(struct.pack("<I", zlib.crc32(d)) for _, d in entries) + b"\x00\x00"
    header += b"\x05" + _number(len(entries)) + b"\x11" + _number(len(names) + 1) + b"\x00" + names + b"\x00\x00"
    start = struct.pack("<QQI", len(data), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + data + header


def tar_bytes(entries):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, data in entries:
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.mode = len(data), EPOCH, 0o644
            tar.addfile(member, io.BytesIO(data))
    return out.getvalue()


def gz_bytes(data):
    return gzip.compress(data, 9, mtime=EPOCH)


def xz_bytes(data):
    return lzma.compress(data, preset=6)


def zst_bytes(data):
    """A zstd frame of raw blocks."""
    out = b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(data))
    for at in range(0, len(data), 65536):
        block = data[at:at + 65536]
        last = at + 65536 >= len(data)
        out += struct.pack("<I", (len(block) << 3) | int(last))[:3] + block
    return out
