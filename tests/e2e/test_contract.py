"""The machine output is a contract: docs/formats.md and docs/schema."""
import csv
import io
import json
import unittest
import zipfile

import jsonschema

from harness import ROOT, Case, columns
from people import DETECTORS, HEADER, People

SCHEMA = ROOT / "docs/schema"


def csv_text(header, rows, delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if header:
        writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


class Contract(Case):
    def test_output_matches_the_schemas(self):
        self.write("花名册.csv", csv_text(HEADER, People(1).rows(40)))
        self.write("部署.ini", "[db]\nhost=10.2.3.4\npassword=Qw8!pLm2#tR\n")
        result = self.scan(self.data)
        jsonschema.validate(result, json.loads((SCHEMA / "scan.schema.json").read_text()))
        schema = json.loads((SCHEMA / "finding.schema.json").read_text())
        findings = self.findings(self.data)
        self.assertGreater(len(findings), 50)
        for finding in findings:
            jsonschema.validate(finding, schema)

    def test_every_encoding_gives_the_same_columns(self):
        text = csv_text(HEADER, People(2).rows(60))
        for name, encoding in [("a_utf8", "utf-8"), ("b_bom", "utf-8-sig"), ("c_gb18030", "gb18030"), ("d_gbk", "gbk"), ("e_utf16", "utf-16"), ("f_utf16le", "utf-16-le"), ("g_utf16be", "utf-16-be")]:
            with self.subTest(encoding):
                self.write(f"{name}/people.csv", text, encoding)
        found = {}
        for asset in self.scan(self.data)["assets"]:
            for column in asset["columns"]:
                found.setdefault(column["item"], {}).setdefault(column["name"], set()).add(column["detector"])
        self.assertEqual(len(found), 7)
        for item, by_name in found.items():
            for header, detector in DETECTORS.items():
                self.assertIn(detector, by_name.get(header, set()), f"{item} {header}")

    def test_table_without_header_has_null_names(self):
        self.write("people.csv", csv_text(None, People(3).rows(80)))
        claims = [c for a in self.scan(self.data)["assets"] for c in a["columns"]]
        self.assertTrue(claims)
        self.assertEqual({c["name"] for c in claims}, {None})
        self.assertIn((1, "cn.resident_id"), {(c["index"], c["detector"]) for c in claims})

    def test_json_column_is_its_dotted_path(self):
        records = [{"user": {"name": n, "idNo": i}, "contact": {"phone": m}} for n, i, m, *_ in People(4).rows(50)]
        self.write("records.json", json.dumps(records, ensure_ascii=False))
        found = columns(self.scan(self.data))
        self.assertIn("cn.resident_id", found[("records.json", "user.idNo")])
        self.assertIn("cn.mobile", found[("records.json", "contact.phone")])

    def test_jsonl_rows_are_lines(self):
        people = People(5).rows(30)
        self.write("log.jsonl", "".join(json.dumps({"phone": m, "id": i}) + "\n" for _, i, m, *_ in people))
        rows = sorted(f["row"] for f in self.findings(self.data) if f["detector"] == "cn.resident_id")
        self.assertEqual(rows, list(range(1, 31)))

    def test_sql_column_carries_its_comment(self):
        rows = ",\n".join(f"({k},'{n}','{i}','{m}')" for k, (n, i, m, *_) in enumerate(People(6).rows(40), 1))
        self.write("dump.sql", "CREATE TABLE `t_emp` (`id` int NOT NULL COMMENT '序号', `xm` varchar(20) COMMENT '姓名', `zjh` varchar(18) COMMENT '身份证号', `lxfs` varchar(11) COMMENT '手机号') COMMENT='员工表';\n"
                   f"INSERT INTO `t_emp` VALUES {rows};\n")
        claims = {c["name"]: c for a in self.scan(self.data)["assets"] for c in a["columns"] if c["detector"] in ("cn.resident_id", "cn.mobile", "person.name")}
        self.assertEqual(claims["zjh"]["detector"], "cn.resident_id")
        self.assertEqual(claims["zjh"]["comment"], "身份证号")
        self.assertEqual(claims["zjh"]["table"], "t_emp")
        self.assertEqual(claims["xm"]["detector"], "person.name")

    def test_archive_members_are_named(self):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as z:
            z.writestr("hr/people.csv", csv_text(HEADER, People(7).rows(30)))
        with zipfile.ZipFile(self.data / "outer.zip", "w") as z:
            z.writestr("inner.zip", inner.getvalue())
        items = {f["item"] for f in self.findings(self.data)}
        self.assertEqual(items, {f"{self.data}/outer.zip!/inner.zip!/hr/people.csv"})

    def test_series_is_one_asset(self):
        for month in range(1, 13):
            self.write(f"能耗/2024-{month:02}.csv", csv_text(["时间", "高炉煤气流量", "热风温度", "电耗"], [[f"2024-{month:02}-{d:02} 08:00", 1200 + d, 1150 + d, 88.5 + d] for d in range(1, 28)]))
        assets = self.scan(self.data)["assets"]
        self.assertEqual(len(assets), 1, [a["name"] for a in assets])
        self.assertEqual(len(assets[0]["items"]), 12)
        self.assertEqual(assets[0]["volume"]["rows"], 12 * 27)

    def test_masked_values_are_reported_as_masked(self):
        people = People(8).rows(40)
        self.write("masked.csv", csv_text(["姓名", "手机号", "身份证号"], [[n[0] + "*" * (len(n) - 1), m[:3] + "****" + m[7:], i[:6] + "********" + i[14:]] for n, i, m, *_ in people]))
        claims = [c for a in self.scan(self.data)["assets"] for c in a["columns"]]
        by = {(c["name"], c["detector"]): c["masked"] for c in claims}
        self.assertTrue(by.get(("手机号", "cn.mobile")), by)
        self.assertTrue(by.get(("身份证号", "cn.resident_id")), by)


class Columns(Case):
    def judge(self, header, values):
        self.write("t.csv", csv_text(["序号", *header], [[k, *row] for k, row in enumerate(values, 1)]))
        return columns(self.scan(self.data))

    def test_order_numbers_are_not_cards(self):
        import random
        r = random.Random(9)
        found = self.judge(["订单号", "数量"], [[f"6228{r.randint(0, 10**12):012}", r.randint(1, 99)] for _ in range(300)])
        self.assertNotIn("bank.card", found.get(("t.csv", "订单号"), set()))

    def test_near_miss_ids_are_not_ids(self):
        wrong = []
        for row in People(10).rows(200):
            i = row[1]
            wrong.append([i[:17] + ("0" if i[17] != "0" else "1")])
        found = self.judge(["证件号码"], wrong)
        self.assertNotIn("cn.resident_id", found.get(("t.csv", "证件号码"), set()))

    def test_lying_headers_do_not_convince(self):
        found = self.judge(["姓名", "email_verified"], [[f"{n}号高炉鼓风机", k % 2] for k, n in enumerate("一二三四五六七八九十" * 10)])
        self.assertNotIn("person.name", found.get(("t.csv", "姓名"), set()))
        self.assertNotIn("email", found.get(("t.csv", "email_verified"), set()))

    def test_drill_hole_coordinates_are_not_phones(self):
        import random
        r = random.Random(11)
        found = self.judge(["孔号", "X坐标", "Y坐标", "孔深"], [[f"ZK{100 + k}", 13800000000 + r.randint(0, 10**8), 4520000.25 + k, 300 + k] for k in range(200)])
        self.assertNotIn("cn.mobile", found.get(("t.csv", "X坐标"), set()))

    def test_three_numbers_in_many_rows_are_all_found(self):
        people = People(12)
        rows = [["检查正常，无异常"] for _ in range(200_000)]
        planted = {7: people.resident_id(), 100_000: people.resident_id(), 199_999: people.resident_id()}
        for at, number in planted.items():
            rows[at] = [f"经办人证件 {number}"]
        self.write("t.csv", csv_text(["备注"], rows))
        found = [f["row"] for f in self.findings(self.data) if f["detector"] == "cn.resident_id"]
        self.assertEqual(sorted(found), sorted(at + 2 for at in planted))


if __name__ == "__main__":
    unittest.main()
