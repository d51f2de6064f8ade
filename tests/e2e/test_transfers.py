"""Lists as files, out and in: what is exported is what the list shows; what is imported goes the way of the single operation, row by row; nothing happens
twice, not even when the node is killed in between."""
import csv
import io
import json
import os
import shutil
import signal
import tempfile
import time
import unittest

import api_schema
import harness
import postgres
from node import Node, administrators, new_person, scan, wait_job
from sheets import Formula, make_book, read_book


def upload(person, data, name="list.xlsx"):
    answer = person.ask("POST", f"/api/v1/uploads?name={name}", raw=data, headers={"Content-Type": "application/octet-stream"})
    assert answer.status == 201, answer.body
    return answer.json()


def start_import(person, kind, data, mode="apply", name="list.xlsx"):
    return person.api("POST", f"/imports/{kind}", {"upload": upload(person, data, name)["id"], "mode": mode}, expect=202)


def run_import(person, kind, data, mode="apply", state="done", name="list.xlsx"):
    job = wait_job(person, start_import(person, kind, data, mode, name))
    assert job["state"] == state, job
    return job["result"] if state == "done" else job["error"]


def counts(result):
    return tuple(result[name] for name in ("created", "changed", "unchanged", "review", "failed"))


def files_of(person, job):
    return {file["name"]: person.ask("GET", f"/api/v1/jobs/{job['id']}/files/{file['name']}") for file in job["result"]["files"]}


def export(person, kind, as_="xlsx", **more):
    job = wait_job(person, person.api("POST", f"/exports/{kind}", {"as": as_, **more}, expect=202))
    assert job["state"] == "done", job
    file, = files_of(person, job).values()
    assert file.status == 200, file.body
    return file.body


def rows_of(book, header=1):
    """Rows of the first sheet below its titles, by title."""
    rows = next(iter(read_book(book).values()))
    titles = [title.split("\n")[0].rstrip(" *") for title in rows[header]]
    return [dict(zip(titles, row + [""] * len(titles))) for row in rows[header + 1:]]


class TransferTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = tempfile.mkdtemp(prefix="gd-transfer-")
        for name in ("甲", "乙"):
            os.makedirs(f"{cls.data}/{name}")
            with open(f"{cls.data}/{name}/=员工{name}.csv", "w", encoding="utf-8") as file:
                file.write("姓名,手机号,身份证号\n" + "".join(f"王小{c},1380013{i:04},11010519491231002X\n" for i, c in enumerate("一二三四五六七八九十")))
        cls.node = Node(store=cls.store())
        cls.first, cls.security, cls.auditor = administrators(cls.node)
        cls.home = cls.first.get("/organisations")["items"][0]["id"]
        make = lambda name: cls.security.api("POST", "/organisations", {"name": name, "parents": [{"kind": "territory", "id": cls.home}]})["id"]
        cls.own, cls.sibling = make("甲厂"), make("乙厂")
        cls.source = scan(cls.first, f"{cls.data}/甲", name="甲数据", organisation=cls.own)
        scan(cls.first, f"{cls.data}/乙", name="乙数据", organisation=cls.sibling)
        cls.narrow = new_person(cls.first, cls.security, "narrow", [("data_security_officer", cls.own, "territory", "core")])
        cls.narrow_security = new_person(cls.first, cls.security, "narrow-security", [("security_administrator", cls.own, "territory", "core")])

    @staticmethod
    def store():
        return None

    @classmethod
    def tearDownClass(cls):
        cls.node.stop()
        shutil.rmtree(cls.node.folder)
        shutil.rmtree(cls.data)

    # -- out

    def test_every_list_is_exported_in_every_format_to_who_may_read_it(self):
        people = {"audit": self.auditor, "people": self.first, "invitations": self.first, "grants": self.security, "organisations": self.security}
        listed = {one["id"]: one for person in (self.first, self.security, self.auditor) for one in person.get("/lists")["items"] if one["may_export"]}
        self.assertGreater(len(listed), 17)
        asset = self.first.get("/assets?personal=true")["items"][0]["id"]
        run = self.first.get("/scans")["items"][0]["id"]
        for kind, one in listed.items():
            person = people.get(kind, self.first)
            extra = {"filter": {"id": asset if kind != "unread" else str(run)}} if kind in ("columns", "findings", "carriers", "unread") else {}
            total = None
            for as_ in ("xlsx", "csv", "jsonl"):
                data = export(person, kind, as_, **extra)
                if as_ == "xlsx":
                    sheets = read_book(data)
                    self.assertEqual(list(sheets)[1], "导出说明", kind)
                    rows = next(iter(sheets.values()))
                    self.assertIn(person.session["person"]["login"], rows[0][0])
                    self.assertEqual(rows[1], [column["title"]["zh"] for column in one["columns"]], kind)
                    total = len(rows) - 2
                elif as_ == "csv" and kind not in ("jobs", "audit"):
                    self.assertEqual(len(list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))) - 2, total, kind)
                elif as_ == "jsonl":
                    lines = [json.loads(line) for line in data.decode().splitlines()]
                    self.assertEqual(lines[0]["export"], kind)

    def test_filter_columns_and_audit(self):
        data = export(self.first, "assets", columns=["name", "effective"], filter={"organisation": self.own})
        rows = rows_of(data)
        self.assertEqual(len(rows), self.first.get(f"/assets?organisation={self.own}")["total"])
        self.assertEqual(set(rows[0]), {"名称", "现行级别"})
        entry = self.auditor.get("/audit?action=list.export&limit=20")["items"]
        entry = next(one for one in entry if one["action"] == "list.export" and one["after"]["filter"])
        self.assertEqual((entry["object"], entry["after"]["rows"], entry["after"]["filter"]), ("assets", len(rows), {"organisation": self.own}))
        self.assertRegex(entry["after"]["sm3"], "^[0-9a-f]{64}$")
        self.assertEqual(self.first.ask("POST", "/api/v1/exports/assets", {"as": "csv", "filter": {"state": "nonsense"}}).status, 400)
        self.assertEqual(self.first.ask("POST", "/api/v1/exports/assets", {"as": "csv", "columns": ["nonsense"]}).status, 400)
        self.assertEqual(self.first.ask("POST", "/api/v1/exports/nonsense", {"as": "csv"}).status, 404)

    def test_no_cell_becomes_a_formula(self):
        read_book(export(self.first, "assets"))  # raises at a formula
        self.security.api("POST", "/organisations", {"name": "=1+1", "parents": [{"kind": "territory", "id": self.home}]})
        self.assertIn("=1+1", [row["名称"] for row in rows_of(export(self.security, "organisations"))])
        cells = [cell for row in csv.reader(io.StringIO(export(self.security, "organisations", "csv").decode("utf-8-sig"))) for cell in row]
        self.assertIn("'=1+1", cells)
        self.assertFalse([cell for cell in cells if cell[:1] and cell[0] in "=+-@"])

    def test_a_restricted_person_exports_their_scope_and_keeps_the_file_to_themselves(self):
        rows = rows_of(export(self.narrow, "assets"))
        self.assertEqual(len(rows), self.narrow.get("/assets")["total"])
        self.assertTrue(rows and all("乙" not in row["位置"] for row in rows))
        job = wait_job(self.narrow, self.narrow.api("POST", "/exports/assets", {"as": "csv"}, expect=202))
        path = f"/api/v1/jobs/{job['id']}/files/assets.csv"
        self.assertEqual(self.narrow.ask("GET", path).status, 200)
        self.assertEqual(self.first.ask("GET", path).status, 404)
        # a reader may look, not take away
        reader = new_person(self.first, self.security, "reader", [("reader", self.own, "territory", "core")])
        self.assertEqual(reader.ask("POST", "/api/v1/exports/assets", {"as": "csv"}).status, 403)
        # who may export of one place and only look at another takes away the first alone
        mixed = new_person(self.first, self.security, "mixed", [("analyst", self.own, "territory", "core"), ("reader", self.sibling, "territory", "core")])
        seen = {row["organisation"] for row in mixed.get("/assets")["items"]}
        self.assertEqual(seen, {self.own, self.sibling})
        self.assertTrue(all("乙" not in row["位置"] for row in rows_of(export(mixed, "assets"))))
        # with the right goes the file
        leaver = new_person(self.first, self.security, "leaver", [("analyst", self.own, "territory", "core"), ("analyst", self.sibling, "territory", "general-1")])
        job = wait_job(leaver, leaver.api("POST", "/exports/assets", {"as": "csv"}, expect=202))
        path = f"/api/v1/jobs/{job['id']}/files/assets.csv"
        self.assertEqual(leaver.ask("GET", path).status, 200)
        grant = next(g for g in self.security.get(f"/grants?person={leaver.session['person']['id']}")["items"] if g["organisation"] == self.sibling)
        self.security.api("DELETE", f"/grants/{grant['id']}")
        self.assertEqual(leaver.ask("GET", path).status, 404)

    def test_fields_of_any_list(self):
        row = self.first.get("/assets?fields=id,name&limit=1")["items"][0]
        self.assertEqual(set(row), {"id", "name"})
        self.assertEqual(set(self.first.get("/organisations?fields=name")["items"][0]), {"name"})
        refused = self.first.ask("GET", "/api/v1/assets?fields=id,nonsense")
        self.assertEqual(refused.status, 400)
        self.assertIn("nonsense", refused.json()["params"]["where"])

    # -- in

    def test_organisations_round_trip(self):
        form = export(self.security, "organisations", form=True)
        for data, name in ((form, "a.xlsx"), (export(self.security, "organisations", "csv", form=True), "a.csv")):
            result = run_import(self.security, "organisations", data, name=name)
            self.assertEqual(counts(result)[:2] + counts(result)[3:], (0, 0, 0, 0), result)
            self.assertGreater(result["unchanged"], 2)

    def test_organisations_made_by_template_with_parents_in_the_same_file(self):
        template = self.security.ask("GET", "/api/v1/imports/organisations/template?lang=zh")
        self.assertEqual(template.status, 200)
        sheets = read_book(template.body)
        self.assertIn("填写说明", sheets)
        rows = sheets["组织"]
        rows = rows[:3] + [["", "华北集团", "91110000MA01ABCD12", "110000", "", "本单位" if False else self.home], ["", "华北一厂", "", "", "", "91110000MA01ABCD12"], ["", "华北二厂", "", "", "", "华北集团"]]
        before = self.security.get("/organisations")["total"]
        dry = run_import(self.security, "organisations", make_book(rows), "check")
        self.assertEqual(counts(dry), (3, 0, 0, 0, 0), dry)
        self.assertEqual(self.security.get("/organisations")["total"], before, "a dry run writes nothing")
        self.assertEqual(counts(run_import(self.security, "organisations", make_book(rows))), (3, 0, 0, 0, 0))
        made = {one["name"]: one for one in self.security.get("/organisations?q=华北")["items"]}
        self.assertEqual(made["华北二厂"]["parents"], [{"kind": "territory", "id": made["华北集团"]["id"], "name": "华北集团"}])
        # in reach along the new path too
        entry = self.auditor.get(f"/audit?object={made['华北一厂']['id']}")["items"][0]
        self.assertEqual((entry["action"], entry["login"]), ("organisation.add", "security"))
        self.assertEqual(counts(run_import(self.security, "organisations", make_book(rows))), (0, 0, 3, 0, 0))
        rows[5][4] = "S-01"
        self.assertEqual(counts(run_import(self.security, "organisations", make_book(rows))), (0, 1, 2, 0, 0))

    def test_every_wrong_row_is_told_with_row_cell_and_reason_and_can_be_corrected(self):
        header = ["编号", "名称 *", "统一社会信用代码", "行政区划", "行业", "上级（属地）"]
        rows = [header, ["", "对的厂", "", "", "", self.home], ["", "", "", "", "", self.home], ["O-nonsense", "改名", "", "", "", self.home], ["", "孤儿", "", "", "", ""],
                ["", "错上级", "", "", "", "不存在的单位"], ["", "长码", "9" * 19, "", "", self.home], ["", Formula("A1&B1"), "", "", "", self.home], ["", "#REF!", "", "", "", self.home],
                ["", "对的厂", "", "", "", self.home], ["", Formula("1+1", "算出的厂"), "", "", "", self.home], [], ["", "n" * 201, "", "", "", self.home]]
        job = wait_job(self.security, start_import(self.security, "organisations", make_book(rows, merged=["A30:B31"], hidden=[("暗表", [header, ["", "暗厂", "", "", "", self.home]])])))
        result = job["result"]
        self.assertEqual(counts(result), (2, 0, 0, 0, 9), result)
        self.assertEqual(result["merged"], 1)
        self.assertEqual(result["passed_by"], ["暗表"])
        cells = {fault["cell"]: fault for fault in result["first_faults"]}
        self.assertEqual(set(cells), {"B3", "A4", "F5", "F6", "C7", "B8", "B9", "10", "B13"}, result["first_faults"])
        self.assertIn("不存在的单位", cells["F6"]["zh"])
        self.assertIn("repeats row 2", cells["10"]["en"])
        book = files_of(self.security, job)["errors.xlsx"].body
        wrong = rows_of(book)[1:]  # below the hidden row of names
        self.assertEqual(len(wrong), 9)
        self.assertEqual({row["单元格"] for row in wrong}, set(cells))
        self.assertTrue(all(row["未导入的原因"] and row["英文原因"] for row in wrong))
        # corrected in place and handed in again
        sheet = next(iter(read_book(book).values()))
        for row in sheet[3:]:
            row += [""] * (13 - len(row))
            row[4:10] = ["", f"改正{row[0]}", "", "", "", self.home]
        self.assertEqual(counts(run_import(self.security, "organisations", make_book(sheet))), (9, 0, 0, 0, 0))

    def test_wrong_headers_are_named(self):
        error = run_import(self.security, "organisations", make_book([["编号", "名子", "上级（属地）"], ["", "x", self.home]]), state="failed")
        self.assertIn("名称", error["params"]["zh"])
        self.assertIn("名子", error["params"]["zh"])
        self.assertIn("header", run_import(self.security, "organisations", make_book([["a", "b"], ["c", "d"]]), state="failed")["params"]["en"])
        for data in (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"\x00\x01\x02" * 300, b"PK\x03\x04" + bytes(200)):
            run_import(self.security, "organisations", data, state="failed")

    def test_csv_in_gb18030(self):
        text = f"名称,上级（属地）,行政区划\r\n\"龙门铁矿，㐀\",{self.home},130000\r\n'+加号厂,{self.home},\r\n"
        self.assertEqual(counts(run_import(self.security, "organisations", text.encode("gb18030"), name="a.csv")), (2, 0, 0, 0, 0))
        self.assertEqual(self.security.get("/organisations?q=龙门")["items"][0]["name"], "龙门铁矿，㐀")
        self.assertEqual(self.security.get("/organisations?q=加号")["items"][0]["name"], "+加号厂")

    def test_each_row_has_the_rights_of_who_imports(self):
        rows = [["名称", "上级（属地）"], ["内厂", self.own], ["外厂", self.sibling]]
        result = run_import(self.narrow_security, "organisations", make_book(rows))
        self.assertEqual(counts(result), (1, 0, 0, 0, 1), result)
        self.assertEqual(result["first_faults"][0]["cell"], "B3")
        self.assertFalse(self.security.get("/organisations?q=外厂")["items"])
        self.assertEqual(self.narrow.ask("POST", "/api/v1/imports/organisations", {"upload": "U-x", "mode": "check"}).status, 403)
        # another person's upload is not there
        mine = upload(self.security, make_book(rows))
        self.assertEqual(self.narrow_security.ask("POST", "/api/v1/imports/organisations", {"upload": mine["id"], "mode": "check"}).status, 404)
        # who may import nothing sends nothing
        refused = self.auditor.ask("POST", "/api/v1/uploads", raw=b"x" * 100)
        self.assertEqual(refused.status, 403)

    def test_people_are_invited_once_and_changed_by_login(self):
        rows = [["登录名", "姓名", "状态"], ["", "张新人", ""], ["narrow", "改了名", "正常"], ["nobody-here", "x", ""], ["first", "first", "停用"]]
        job = run_import(self.first, "people", make_book(rows))
        self.assertEqual(counts(job), (1, 1, 0, 0, 2), job)
        invitation = next(one for one in self.first.get("/invitations")["items"] if one["name"] == "张新人")
        self.assertEqual(counts(run_import(self.first, "people", make_book(rows)))[:3], (0, 0, 2))
        link = self.first.api("POST", f"/invitations/{invitation['id']}/link")
        person = self.node.person()
        person.set_up(link["path"].split("token=")[1], "zhang-new", name="张新人")
        self.assertEqual(counts(run_import(self.first, "people", make_book(rows)))[:3], (0, 0, 2), "who came is not invited again")
        entries = self.auditor.get("/audit?action=person.invite")["items"]
        self.assertEqual(len([e for e in entries if e["object"] == invitation["id"]]), 1)

    def test_grants(self):
        new_person(self.first, self.security, "grantee", [])
        header = ["登录名", "角色", "组织", "层级", "级别上限", "截止时间"]
        rows = [header, ["grantee", "只读人员", "甲厂", "属地", "重要数据", "2099-12-31"], ["grantee", "auditor", self.home, "territory", "core", ""], ["grantee", "security_administrator", self.home, "territory", "core", ""],
                ["security", "reader", self.home, "territory", "core", ""], ["grantee", "国王", self.home, "territory", "core", ""], ["grantee", "reader", self.own, "territory", "core", "明天"]]
        dry = run_import(self.security, "grants", make_book(rows), "check")
        done = run_import(self.security, "grants", make_book(rows))
        self.assertEqual(counts(dry), counts(done))
        self.assertEqual(counts(done), (2, 0, 0, 0, 4), done)
        self.assertEqual({fault["cell"] for fault in done["first_faults"]}, {"B4", "C5", "B6", "F7"})
        self.assertEqual(counts(run_import(self.security, "grants", make_book(rows[:3]))), (0, 0, 2, 0, 0))
        rows[1][4] = "核心数据"
        self.assertEqual(counts(run_import(self.security, "grants", make_book(rows[:3]))), (0, 1, 1, 0, 0))
        # what reaches further than the giver's own is refused by row
        narrow = run_import(self.narrow_security, "grants", make_book([header, ["grantee", "reader", "乙厂", "territory", "core", ""]]))
        self.assertEqual(counts(narrow), (0, 0, 0, 0, 1))
        form = export(self.security, "grants", form=True)
        again = run_import(self.security, "grants", form)
        self.assertEqual((again["created"], again["changed"]), (0, 0), again)

    def test_sources_and_collisions(self):
        header = ["名称", "路径", "组织", "定期扫描", "几点", "哪天", "不扫描"]
        rows = [header, ["新源", f"{self.data}/甲/", "乙厂", "每周", "3", "2", "*.bak;*.tmp"], ["相对", "甲", "", "", "", "", ""], ["错时", "/x", "", "每天", "25", "", ""]]
        self.assertEqual(counts(run_import(self.first, "sources", make_book(rows))), (1, 0, 0, 0, 2))
        made = next(one for one in self.first.get("/sources")["items"] if one["name"] == "新源")
        self.assertEqual((made["schedule"], made["excludes"], made["address"]), ({"every": "week", "hour": 3, "day": 2}, ["*.bak", "*.tmp"], f"{self.data}/甲"))
        form = export(self.first, "sources", form=True)
        self.assertEqual(counts(run_import(self.first, "sources", form))[:2], (0, 0))
        # changed by somebody else after the export: refused, and so is nothing else
        body = {name: made[name] for name in ("name", "kind", "address", "organisation", "schedule", "excludes")}
        self.first.api("PUT", f"/sources/{made['id']}", {**body, "name": "改过的源"})
        stale = run_import(self.first, "sources", form)
        self.assertEqual((stale["created"], stale["changed"], stale["failed"]), (0, 0, 1), stale)

    def test_decisions(self):
        form = export(self.first, "assets", form=True, filter={"organisation": self.sibling})
        self.assertEqual(counts(run_import(self.first, "assets", form))[:2], (0, 0))
        sheet = next(iter(read_book(form).values()))
        titles = [title.split("\n")[0].rstrip(" *") for title in sheet[1]]
        at = {name: titles.index(name) for name in ("决定的级别", "理由", "资产编号", "位置", "版本")}
        row = sheet[3] + [""] * (len(titles) - len(sheet[3]))
        asset = row[at["资产编号"]]
        row[at["决定的级别"]], row[at["理由"]] = "一般数据 2级", "按车间惯例"
        sheet[3] = row
        dry = run_import(self.first, "assets", make_book(sheet), "check")
        self.assertEqual((dry["changed"], dry["failed"]), (1, 0), dry)
        self.assertEqual(self.first.get(f"/assets/{asset}")["state"], "pending")
        self.assertEqual(run_import(self.first, "assets", make_book(sheet))["changed"], 1)
        shown = self.first.get(f"/assets/{asset}")
        self.assertEqual((shown["effective"], shown["decided"]["reason"]), ("general-2", "按车间惯例"))
        again = run_import(self.first, "assets", make_book(sheet))
        self.assertEqual((again["changed"], again["failed"]), (0, 0), again)
        # core data waits for somebody else; no reason is no decision; another version is a collision
        core = [["资产编号", "决定的级别", "理由"], [asset, "核心数据", "关键工艺"]]
        self.assertEqual(counts(run_import(self.first, "assets", make_book(core))), (0, 0, 0, 1, 0))
        self.assertEqual(counts(run_import(self.first, "assets", make_book(core))), (0, 0, 1, 0, 0))
        self.assertEqual(self.first.get(f"/assets/{asset}")["state"], "review")
        self.assertEqual(counts(run_import(self.first, "assets", make_book([["资产编号", "决定的级别", "理由"], [asset, "general-1", ""]])))[4], 1)
        self.assertEqual(counts(run_import(self.first, "assets", make_book([["资产编号", "决定的级别", "理由", "版本"], [asset, "general-1", "x", "1"]])))[4], 1)
        # the sibling's asset is not there for who does not reach it
        result = run_import(self.narrow, "assets", make_book([["资产编号", "决定的级别", "理由"], [asset, "general-1", "x"]]))
        self.assertEqual(counts(result), (0, 0, 0, 0, 1))

    def test_answers_are_as_described(self):
        for method, path, body in (("GET", "/lists", None), ("POST", "/exports/assets", {"as": "csv"})):
            answer = self.first.ask(method, "/api/v1" + path, body)
            api_schema.check(method, path, answer)
        job = start_import(self.security, "organisations", make_book([["名称", "上级（属地）"], ["描述厂", self.home]]), "check")
        api_schema.check("GET", f"/jobs/{job['id']}", self.security.ask("GET", f"/api/v1/jobs/{job['id']}"))

    def test_hostile_uploads(self):
        import zipfile
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as book:
            with zipfile.ZipFile(io.BytesIO(make_book([["名称", "上级（属地）"]]))) as good:
                for name in good.namelist():
                    if name != "xl/worksheets/sheet0.xml":
                        book.writestr(name, good.read(name))
            with book.open("xl/worksheets/sheet0.xml", "w", force_zip64=True) as part:
                part.write(b"<worksheet><sheetData>")
                for _ in range(300):
                    part.write(b" " * (1 << 20))
        run_import(self.security, "organisations", bomb.getvalue(), state="failed")
        self.assertEqual(self.security.ask("POST", "/api/v1/uploads", raw=b"").status, 400)
        too_large = self.security.ask("POST", "/api/v1/uploads", headers={"Content-Length": str(129 << 20)})
        self.assertEqual(too_large.status, 413)
        self.assertEqual(self.node.person().ask("GET", "/healthz").status, 200)
        folder = f"{self.node.folder}/data/transfers"
        self.assertFalse([name for name in os.listdir(folder) if name.startswith(("incoming", "template"))])

    # -- killed

    def test_killed_in_the_middle_ends_as_if_it_had_not_been(self):
        many = 1200
        rows = [["名称", "统一社会信用代码", "上级（属地）"]] + [[f"断点厂{i:05}", f"KILL{i:014}", self.home] for i in range(many)] + [["", "x", self.home]]
        before = self.security.get("/organisations")["total"]
        job = start_import(self.security, "organisations", make_book(rows))
        until = time.time() + 60
        while time.time() < until:
            if self.security.get("/organisations?q=断点厂&limit=1")["total"] > 200:
                break
        self.node.restart(signal.SIGKILL)
        cut = self.security.get("/organisations?q=断点厂&limit=1")["total"]
        self.assertLess(cut, many, "the node was killed too late for this test to mean anything")
        done = wait_job(self.security, job, 300)
        self.assertEqual(done["state"], "done", done)
        self.assertEqual(counts(done["result"]), (many, 0, 0, 0, 1), done["result"])
        self.assertEqual(self.security.get("/organisations")["total"], before + many)
        entries = self.auditor.get("/audit?action=list.import&object=organisations&limit=5")["items"]
        self.assertEqual(len([e for e in entries if e["action"] == "list.import" and e["after"]["rows"] == many + 1]), 1)
        self.assertTrue(self.auditor.get("/audit/verification")["ok"])

    def test_cancelled_import_keeps_what_was_committed_and_says_how_much(self):
        rows = [["名称", "统一社会信用代码", "上级（属地）"]] + [[f"取消厂{i:05}", f"STOP{i:014}", self.home] for i in range(4000)]
        job = start_import(self.security, "organisations", make_book(rows))
        while self.security.get("/organisations?q=取消厂&limit=1")["total"] == 0:
            time.sleep(0.02)
        self.security.api("POST", f"/jobs/{job['id']}/cancel")
        done = wait_job(self.security, job)
        self.assertEqual(done["state"], "cancelled", done)
        self.assertEqual(self.security.get("/organisations?q=取消厂&limit=1")["total"], done["result"]["created"])
        self.assertLess(done["result"]["created"], 4000)


class TransferOnPostgresTest(TransferTest):
    @staticmethod
    def store():
        if not postgres.installed():
            raise unittest.SkipTest("PostgreSQL 15 is not installed (package postgresql-15): not tested on it")
        return postgres.OnPostgres().fresh_url()


def peak(node):
    with open(f"/proc/{node.process.pid}/status") as status:
        return int([line for line in status if line.startswith("VmHWM")][0].split()[1]) / 1024


@unittest.skipIf("sanitize" in harness.GONGDUN, "a sanitizer's own memory would be measured")
class MemoryTest(unittest.TestCase):
    def test_peak_does_not_grow_with_the_rows(self):
        grown = {}
        for many in (5_000, 40_000):
            node = Node()
            _, security, _ = administrators(node)
            home = security.get("/organisations")["items"][0]["id"]
            idle = peak(node)
            rows = [["名称", "统一社会信用代码", "上级（属地）"]] + [[f"内存厂{i:06}", f"MEMO{i:014}", home] for i in range(many)]
            result = run_import(security, "organisations", make_book(rows), "check")
            self.assertEqual(result["created"], many)
            wait_job(security, security.api("POST", "/exports/organisations", {"as": "xlsx", "form": True}, expect=202))
            grown[many] = peak(node) - idle
            node.stop()
            shutil.rmtree(node.folder)
        self.assertLess(grown[40_000], grown[5_000] + 24, grown)


if __name__ == "__main__":
    unittest.main()
