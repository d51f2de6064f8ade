"""gongdun diagnose on the real questionnaire: facts, forms, answers, score, conflicts, two laptops that merge, the report, the route of data export."""
import json
import pathlib
import re
import unittest
import zipfile

import harness
from sheets import make_book, read_book

FACTS = """
name: 示例钢铁有限公司
sector: 钢铁
scale: 大型
revenue: 120000
important_data: 是
core_data: 否
personal_information: yes
data_export: no
cloud_use: no
control_systems: yes
systems:
- {name: MES, use: 生产执行, deployment: 本地, zone: 生产网, mlps: 三级}
data_kinds:
- {kind: 冶炼控制参数, grade: 重要数据, size: 2 TB, place: 历史库}
scenarios: [供应链协作, 远程运维]
"""


class DiagnoseTest(harness.Case):
    def gd(self, *args, store=None, expect=0):
        return self.run_gd("diagnose", *args, "--store", f"sqlite:{self.dir}/{store or 'one'}.db", store=False, expect=expect)

    def new(self, store=None):
        facts = self.write("facts.yaml", FACTS)
        return self.gd("new", facts, "--by", "组长", store=store).stdout.strip()

    def score(self, number, store=None):
        return json.loads(self.gd("score", number, "--format", "json", store=store).stdout)

    def answers(self, text, name="answers.yaml"):
        return self.write(name, text)

    def answer_all(self, number, state, but=None, store=None):
        asked = [one["id"] for one in self.score(number, store)["questions"] if not one["id"].startswith("Q-A")]
        lines = [f"  {one}: {{value: {(but or {}).get(one, state)}, basis: seen, note: 见资料, evidence: [{one}.pdf]}}" for one in asked]
        self.gd("answer", number, "--from", self.answers("by: 张三\nanswers:\n" + "\n".join(lines) + "\n"), store=store)

    def test_all_met_is_excellent_and_one_veto_item_caps(self):
        number = self.new()
        self.answer_all(number, "compliant")
        result = self.score(number)
        self.assertEqual((result["total"], result["level"]["zh"], result["complete"]), (100.0, "优秀", True))
        self.gd("answer", number, "--by", "李四", "--from", self.answers("answers: {Q-D04: 不符合}\n"))
        result = self.score(number)
        self.assertEqual(result["level"]["zh"], "一般")
        self.assertEqual(result["vetoes"], ["Q-D04"])
        self.assertEqual([(one["id"], one["days"]) for one in result["measures"]], [("Q-D04", 30)])
        self.answer_all(number, "noncompliant")
        result = self.score(number)
        self.assertEqual((result["total"], result["level"]["zh"]), (0.0, "较差"))

    def test_mistakes_have_line_and_field_or_cell_and_nothing_is_taken(self):
        wrong = self.write("wrong.yaml", "name: 厂\nimportant_data: perhaps\nmanagement: 1\n")
        result = self.gd("new", wrong, "--by", "组长", expect=2)
        self.assertIn("wrong.yaml:2: important_data", result.stderr)
        self.assertIn("wrong.yaml:3: management", result.stderr)
        number = self.new()
        result = self.gd("answer", number, "--by", "x", "--from", self.answers("answers:\n  Q-B01: 也许\n  Q-B99: 符合\n  Q-B05: na\n"), expect=2)
        for place in (":2: answers.Q-B01", ":3: answers.Q-B99", ":4: answers.Q-B05"):
            self.assertIn(place, result.stderr)
        self.assertEqual(self.score(number)["answered"], 0)

    def test_form_goes_out_and_comes_back_with_errors_by_cell(self):
        number = self.new()
        form = self.dir / "form.xlsx"
        self.gd("form", number, "--out", form)
        rows = read_book(form.read_bytes())["调研表"]
        head = next(i for i, row in enumerate(rows) if row and row[0] == "编号")
        column = {name: i for i, name in enumerate(rows[head])}
        at = {row[0]: i for i, row in enumerate(rows) if row and str(row[0]).startswith("Q-")}
        self.assertEqual(len(at), 90)
        width = len(rows[head])
        table = [list(row) + [""] * (width - len(row)) for row in rows]
        table[at["Q-B05"]][column["答案"]] = "部分符合"
        table[at["Q-B05"]][column["取得方式"]] = "测试"
        table[at["Q-B05"]][column["证据"]] = "考核表.xlsx；纪要.pdf"
        table[at["Q-B06"]][column["答案"]] = "差不多"
        table[at["Q-B07"]][column["答案"]] = "不适用"
        filled = self.dir / "filled.xlsx"
        filled.write_bytes(make_book(table))
        result = self.gd("answer", number, "--by", "张三", "--from", filled, expect=2)
        letter = "ABCDEFGHI"
        self.assertIn(f"{letter[column['答案']]}{at['Q-B06'] + 1}", result.stderr)
        self.assertIn(f"{letter[column['说明']]}{at['Q-B07'] + 1}", result.stderr)
        self.assertEqual(self.score(number)["answered"], 0)
        table[at["Q-B06"]][column["答案"]] = "符合"
        table[at["Q-B07"]][column["说明"]] = "无此岗位"
        filled.write_bytes(make_book(table))
        self.gd("answer", number, "--by", "张三", "--from", filled)
        result = self.score(number)
        self.assertEqual(result["answered"], 3)
        one = next(one for one in result["questions"] if one["id"] == "Q-B05")
        self.assertEqual((one["state"], one["basis"], one["evidence"]), ("partial", "tested", ["纪要.pdf", "考核表.xlsx"]))
        # The same form again adds nothing.
        self.assertIn("0 项是新的", self.gd("answer", number, "--by", "张三", "--from", filled).stdout)

    def test_probe_contradicts_until_reviewed(self):
        number = self.new()
        self.answer_all(number, "compliant")
        self.gd("answer", number, "--by", "工具", "--from", self.answers("probes:\n  Q-F01: {'db:tde_status': {value: noncompliant, note: 3 个库未加密}}\n"))
        result = self.score(number)
        self.assertEqual((result["contradicted"], result["vetoes"]), (1, ["Q-F01"]))
        self.gd("answer", number, "--by", "复核人", "--from", self.answers("reviews:\n  Q-F01: {value: partial, note: 其中 2 个库无重要数据}\n"))
        result = self.score(number)
        self.assertEqual((result["contradicted"], result["vetoes"]), (0, []))
        self.assertLess(result["total"], 100)

    def test_two_laptops_merge_in_either_order(self):
        number = self.new("office")
        package = self.dir / "out.json"
        self.gd("export", number, package, store="office")
        photo = self.write("photo.jpg", bytes(range(256)) * 40)
        for laptop, text in (("a", "answers: {Q-B05: 符合, Q-B06: 部分符合, Q-C04: 不符合}\n"), ("b", "answers: {Q-B05: 符合, Q-B06: 不符合, Q-K01: 符合}\n")):
            self.gd("merge", package, store=laptop)
            self.gd("answer", number, "--by", laptop, "--from", self.answers(text, laptop + ".yaml"), store=laptop)
            self.gd("export", number, self.dir / f"{laptop}.json", store=laptop)
        digest = self.gd("evidence", number, photo, "--by", "a", store="a").stdout.split()[0]
        self.gd("export", number, self.dir / "a.json", store="a")
        a, b = self.dir / "a.json", self.dir / "b.json"
        self.gd("merge", a, b, store="office")
        self.gd("merge", b, a, a, b, store="other")
        first, second = self.score(number, "office"), self.score(number, "other")
        self.assertEqual(first, second)
        self.assertEqual((first["answered"], first["disagreements"]), (4, 1))
        rivals = next(one for one in first["questions"] if one["id"] == "Q-B06")["disagreement"]
        self.assertEqual(sorted(one["value"] for one in rivals), ["noncompliant", "partial"])
        again = self.gd("merge", a, store="office").stdout
        self.assertIn("新记录 0 条，证据 0 件，保管记录 0 条", again)
        self.gd("answer", number, "--by", "组长", "--from", self.answers("answers: {Q-B06: 部分符合}\n"), store="office")
        self.assertEqual(self.score(number, "office")["disagreements"], 0)
        self.gd("export", number, self.dir / "end.json", store="office")
        evidence = json.loads((self.dir / "end.json").read_text())["evidence"]
        self.assertEqual([one["digest"] for one in evidence], [digest])
        # An altered answer is refused.
        b.write_text(b.read_text().replace('"noncompliant"', '"compliant"'))
        self.assertIn("被改动", self.gd("merge", b, store="fresh", expect=2).stderr)

    def test_new_version_of_the_questionnaire_breaks_nothing_half_answered(self):
        number = self.new()
        self.gd("answer", number, "--by", "x", "--from", self.answers("answers: {Q-B05: 符合}\n"))
        before = self.score(number)
        packs = self.dir / "packs"
        packs.mkdir()
        for pack in (harness.ROOT / "packs").iterdir():
            target = packs / pack.name
            target.mkdir()
            for file in pack.iterdir():
                target.joinpath(file.name).write_text(file.read_text().replace("min: 60", "min: 70") if pack.name == "diagnosis" else file.read_text())
        self.gd("new", self.data / "facts.yaml", "--by", "组长", "--packs", packs)
        self.assertEqual(self.score(number), before)

    def test_report_has_all_chapters_in_four_formats_and_the_same_bytes_twice(self):
        number = self.new()
        self.answer_all(number, "compliant", {"Q-F05": "noncompliant", "Q-G01": "partial", "Q-K05": "partial", "Q-L07": "noncompliant"})
        photo = self.write("门禁.jpg", b"\xff\xd8photo")
        self.gd("evidence", number, photo, "--by", "张三")
        self.gd("report", number, "--out", self.dir / "r1")
        self.gd("report", number, "--out", self.dir / "r2")
        files = sorted(path.name for path in (self.dir / "r1").iterdir())
        self.assertEqual(files, ["diagnosis.docx", "diagnosis.html", "diagnosis.pdf", "diagnosis.xlsx"])
        for name in files:
            self.assertEqual((self.dir / "r1" / name).read_bytes(), (self.dir / "r2" / name).read_bytes(), name)
        html = (self.dir / "r1" / "diagnosis.html").read_text()
        chapters = ["诊断概述", "企业画像", "总体结论", "分域结果", "数据资产与分级建议", "风险清单", "合规差距", "专项", "整改建议", "后续义务日历", "附件"]
        places = [re.search(rf"<h[12][^>]*>[^<]*(<[^>]*>[^<]*)*{chapter}", html).start() for chapter in chapters]
        self.assertEqual(places, sorted(places))
        for text in ("示例钢铁有限公司", "冶炼控制参数", "Q-F05", "重大", "立即下线暴露面", "门禁.jpg"):
            self.assertIn(text, html)
        with zipfile.ZipFile(self.dir / "r1" / "diagnosis.docx") as docx:
            document = docx.read("word/document.xml").decode()
        self.assertIn("w:tblHeader", document)
        for chapter in chapters:
            self.assertIn(chapter, document)

    def test_outbound_route(self):
        common = "foreign_request: 否\ncore_data: 否\nimportant_data: 否\npersonal_information: 是\ncollected_abroad: 否\npurpose: 其他\ntreaty_rule: 否\nftz_registered: 否\nciio: 否\nspi_persons: 0\n"
        for persons, route in ((99999, "exempt"), (100000, "contract_or_certification"), (1000000, "security_assessment")):
            facts = self.write("outbound.yaml", common + f"pi_persons: {persons}\n")
            out = json.loads(self.run_gd("diagnose", "outbound", facts, "--format", "json", expect=0).stdout)
            self.assertEqual(out["scenes"][0]["route"], route)
        facts = self.write("outbound.yaml", common)
        out = json.loads(self.run_gd("diagnose", "outbound", facts, "--format", "json", expect=0).stdout)
        self.assertEqual((out["scenes"][0]["route"], out["scenes"][0]["missing"]), (None, ["pi_persons"]))


if __name__ == "__main__":
    unittest.main()
