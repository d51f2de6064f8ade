"""The folder being written and what a careful expert would say about every file in it."""
import csv
import io
import json
import shutil

from .invent import Invent


def csv_text(rows, delimiter=",", end="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def encoded(value, encoding):
    """"utf-16-le-bom" and "utf-16-be-bom" carry a byte-order mark; GBK has no ³."""
    if encoding.endswith("-bom"):
        return ("\ufeff" + value).encode(encoding[:-4])
    return (value.replace("³", "3") if encoding == "gbk" else value).encode(encoding)


def expect(header, wanted, table=None):
    """Truth columns of a table: header names to a detector id (or a list of them)."""
    out = []
    for index, name in enumerate(header):
        found = wanted.get(name, [])
        out += [{"table": table, "name": name, "index": index, "detector": d} for d in ([found] if isinstance(found, str) else found)]
    missing = set(wanted) - set(header)
    if missing:
        raise ValueError(f"no such columns: {missing}")
    return out


def nameless(wanted, table=None):
    return [{"table": table, "name": None, "index": index, "detector": d} for index, d in wanted.items()]


class Tree:
    def __init__(self):
        self.files = {}
        self.truth = {}
        self.raw = set()

    def invent(self, path):
        return Invent(path, self.raw)

    def put(self, path, data, encoding=None, **said):
        if isinstance(data, str):
            data = encoded(data, encoding or "utf-8")
        if path in self.files:
            raise ValueError(f"written twice: {path}")
        self.files[path] = data
        self.say(path, encoding=encoding, **said)
        return data

    def say(self, path, encoding=None, sector=None, columns=(), secrets=(), mentions=(), at_least=None, at_most=None, unread=False, harmless=False):
        """What is true of one item. `mentions`: detectors whose values stand in running text. `harmless`: nothing personal and no secret in it."""
        entry = {"encoding": encoding, "sector": sector, "columns": list(columns), "secrets": [{"row": row, "detector": d} for row, d in secrets], "mentions": list(mentions),
                 "grade_at_least": at_least, "grade_at_most": at_most, "unread": unread, "harmless": harmless}
        self.truth[path] = entry

    def write(self, root):
        if root.exists():
            shutil.rmtree(root)
        for path, data in sorted(self.files.items()):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def truth_text(self):
        files = ",\n".join(f"  {json.dumps(path, ensure_ascii=False)}: {json.dumps(entry, ensure_ascii=False, sort_keys=True)}" for path, entry in sorted(self.truth.items()))
        return f'{{"files": {{\n{files}\n}},\n"raw_values": {json.dumps(sorted(self.raw), ensure_ascii=False, indent=1)}\n}}\n'
