"""Nothing is skipped: what is planted at the ends of files, across the edges of blocks, deep in archives and in any encoding is found."""
import gzip
import io
import random
import unittest
import zipfile

from harness import Case
from people import People

MIB = 1 << 20


def mobiles(count, seed=11):
    r = random.Random(seed)
    return [f"13{r.randrange(10**9):09d}" for _ in range(count)]


class EveryByte(Case):
    def samples(self, *paths, **more):
        """(item, offset or row) of the telephone numbers found."""
        return [f for f in self.findings(*paths, **more) if f["detector"] == "cn.mobile"]

    def test_marker_across_every_block_edge_of_one_long_line(self):
        deltas = range(-40, 41, 2)
        for delta in deltas:
            line = bytearray(b"x " * (2 * MIB))
            marker = " 电话 13812345678 ".encode()
            at = MIB + delta
            line[at:at + len(marker)] = marker
            self.write(f"edge{delta:+03d}.txt", bytes(line))
        found = {f["item"].rsplit("/", 1)[1] for f in self.samples(self.data)}
        self.assertEqual(found, {f"edge{d:+03d}.txt" for d in deltas})

    def test_marker_across_every_block_edge_of_lines(self):
        filler = b"2024-05-01 08:00:00,TI-1001,1180.25,GOOD\n"
        numbers = mobiles(81)
        for delta, number in zip(range(-40, 41), numbers):
            marker = f"联系电话 {number}\n".encode()
            before = (filler * (MIB // len(filler) + 1))[:MIB + delta]
            before = before[:before.rfind(b"\n") + 1].ljust(MIB + delta, b"#") + b"\n"
            self.write(f"l{delta:+03d}.log", before + marker + filler * 5)
        self.assertEqual(len({f["item"] for f in self.samples(self.data)}), 81)

    def test_first_and_last_bytes_of_a_large_file(self):
        path = self.write("big.log", b"")
        filler = b"INFO heartbeat ok, queue 12, latency 8 ms\n" * 25000
        with open(path, "wb") as out:
            out.write("13812345678 值班电话\n".encode())
            for _ in range(64):
                out.write(filler)
            out.write("紧急联系电话 13987654321".encode())  # no line end
        rows = sorted(f["row"] for f in self.samples(self.data))
        self.assertEqual(rows, [1, 64 * 25000 + 2])

    def test_nested_six_deep(self):
        content = "仓库保管员电话 13812345678\n".encode()
        name = "note.txt"
        for level in range(6):
            if level % 2:
                content, name = gzip.compress(content), name + ".gz"
            else:
                box = io.BytesIO()
                with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as out:
                    out.writestr(name, content)
                content, name = box.getvalue(), f"level{level}.zip"
        self.write(name, content)
        self.assertEqual(len(self.samples(self.data)), 1)

    def test_same_findings_in_five_encodings(self):
        people = [f"{n}，身份证 {i}，手机 {m}，请联系" for n, i, m, *_ in People(9).rows(200)]
        text = "\r\n".join(["人员来访登记说明"] + people) + "\r\n"
        config = "[数据库]\r\nhost = 10.20.30.40\r\npassword = Qw8!pLm2#tR\r\n说明 = 生产库口令\r\n"
        encodings = ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"]
        for encoding in encodings:
            self.write(f"{encoding}/登记.txt", text, encoding)
            self.write(f"{encoding}/库.ini", config, encoding)
        found = {e: set() for e in encodings}
        for f in self.findings(self.data):
            found[f["item"].split("/")[-2]].add((f["item"].rsplit("/", 1)[1], f["detector"], f["row"], f["sample"], f["confidence"]))
        self.assertGreater(len(found["utf-8"]), 400)
        for encoding in encodings[1:]:
            self.assertEqual(found[encoding], found["utf-8"], encoding)


if __name__ == "__main__":
    unittest.main()
