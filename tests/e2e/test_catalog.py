"""Decisions survive, history follows, regrade needs no data."""
import json
import os
import shutil
import unittest

from harness import ROOT, Case
from people import HEADER, People
from test_contract import csv_text


class Catalog(Case):
    def setUp(self):
        super().setUp()
        self.file = self.write("hr/花名册.csv", csv_text(HEADER, People(1).rows(50)))
        self.write("hr/说明.txt", "这是一个说明文件，介绍目录中的内容。\n")

    def people_asset(self, result=None):
        result = result or self.scan(self.data)
        return next(a for a in result["assets"] if any("花名册" in i for i in a["items"]))

    def test_decision_survives_rescan_change_and_regrade(self):
        asset = self.people_asset()
        self.run_gd("catalog", "set-grade", asset["id"], "important", "--reason", "涉及关键岗位人员", "--by", "张工", expect=0)
        self.file.write_text(csv_text(HEADER, People(2).rows(80)), encoding="utf-8")
        again = self.people_asset()
        self.assertEqual(again["id"], asset["id"])
        self.assertEqual(again["grade"]["decided"]["class"], "important")
        self.assertEqual(again["grade"]["proposed"]["class"], "general")
        self.run_gd("catalog", "regrade", expect=0)
        shown = json.loads(self.run_gd("catalog", "show", asset["id"], "--format", "json", expect=0).stdout)
        self.assertEqual(shown["grade"]["decided"]["by"], "张工")
        self.assertIn("≠", self.run_gd("catalog", "list", expect=0).stdout)

    def test_confirmation_is_apart_from_decision(self):
        asset = self.people_asset()
        self.run_gd("catalog", "set-grade", asset["id"], "general-3", "--reason", "内部", "--by", "李工", expect=0)
        self.run_gd("catalog", "confirm", asset["id"], "--reason", "备案审核通过", "--by", "主管部门", expect=0)
        shown = json.loads(self.run_gd("catalog", "show", asset["id"], "--format", "json", expect=0).stdout)
        self.assertEqual(shown["grade"]["confirmed"], {**shown["grade"]["confirmed"], "class": "general", "level": 3})
        self.assertEqual(shown["grade"]["decided"]["level"], 3)

    def test_decision_needs_reason_name_and_known_grade(self):
        asset = self.people_asset()
        self.assertEqual(self.run_gd("catalog", "set-grade", asset["id"], "important", "--by", "张工").returncode, 2)
        self.assertEqual(self.run_gd("catalog", "set-grade", asset["id"], "important", "--reason", " ", "--by", "张工").returncode, 2)
        wrong = self.run_gd("catalog", "set-grade", asset["id"], "secret", "--reason", "x", "--by", "y")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("general-4", wrong.stderr)
        self.assertEqual(self.run_gd("catalog", "show", "A-000000000000").returncode, 2)

    def test_moved_file_keeps_its_history(self):
        asset = self.people_asset()
        self.run_gd("catalog", "set-grade", asset["id"], "core", "--reason", "测试", "--by", "王工", expect=0)
        (self.data / "archive").mkdir()
        os.rename(self.file, self.data / "archive" / "花名册.csv")
        result = self.scan(self.data)
        moved = self.people_asset(result)
        self.assertEqual(moved["id"], asset["id"])
        self.assertEqual(moved["grade"]["decided"]["class"], "core")
        self.assertTrue(moved["location"].endswith("/archive"))
        self.assertEqual(result["totals"]["unchanged"], 2)

    def test_vanished_file_is_marked(self):
        asset = self.people_asset()
        self.file.unlink()
        self.assertFalse(any(a["id"] == asset["id"] for a in self.scan(self.data)["assets"]))
        self.assertIn("已消失", self.run_gd("catalog", "list", "--all", expect=0).stdout)
        self.assertNotIn(asset["id"], self.run_gd("catalog", "list", expect=0).stdout)

    def test_unchanged_files_are_not_read_again(self):
        self.scan(self.data)
        again = self.scan(self.data)
        self.assertEqual(again["totals"]["unchanged"], again["totals"]["items"])
        self.assertEqual(len(again["assets"]), 2)

    def test_changed_grade_rules_regrade_without_reading(self):
        asset = self.people_asset()
        packs = self.dir / "packs"
        shutil.copytree(ROOT / "packs", packs)
        with open(packs / "grading" / "zz_local.yaml", "w", encoding="utf-8") as out:
            out.write("grade_rules:\n  - id: local.personal_is_important\n    name: {zh: 本地测试规则, en: local test rule}\n    basis: M166 A10\n    verified: D\n"
                      "    when: {detector: cn.resident_id}\n    set: important\n    text: {zh: 本地规则, en: local rule}\n")
        shutil.rmtree(self.data)   # no data is left to read
        env = {"GONGDUN_PACKS": str(packs)}
        dry = json.loads(self.run_gd("catalog", "regrade", "--dry-run", "--format", "json", expect=0, env=env).stdout)
        self.assertEqual([(c["id"], c["after"]) for c in dry], [(asset["id"], "important")])
        self.run_gd("catalog", "regrade", expect=0, env=env)
        shown = json.loads(self.run_gd("catalog", "show", asset["id"], "--format", "json", expect=0).stdout)
        self.assertEqual(shown["grade"]["proposed"], {"class": "important", "level": None})
        self.assertEqual(json.loads(self.run_gd("catalog", "regrade", "--format", "json", expect=0, env=env).stdout), [])

    def test_dismissed_finding_stays_dismissed(self):
        self.write("app/部署.ini", "[db]\npassword = Xk29!mmQ7rt\n")
        secrets = [f for f in self.findings(self.data) if f["detector"].startswith("secret.")]
        self.assertEqual(len(secrets), 1, secrets)
        self.run_gd("dismiss", secrets[0]["id"], "--reason", "测试环境示例", "--by", "赵工", expect=0)
        self.assertEqual([f for f in self.findings(self.data) if f["detector"].startswith("secret.")], [])
        self.write("app/部署.ini", "# 说明\n[db]\nhost = db1\npassword = Xk29!mmQ7rt\n")
        self.assertEqual([f for f in self.findings(self.data) if f["detector"].startswith("secret.")], [])
        self.run_gd("reinstate", secrets[0]["id"], expect=0)
        self.assertEqual(len([f for f in self.findings(self.data) if f["detector"].startswith("secret.")]), 1)

    def test_dismissed_column_no_longer_counts(self):
        asset = self.people_asset()
        shown = self.run_gd("catalog", "show", asset["id"], expect=0).stdout
        claim = next(line.split()[0] for line in shown.splitlines() if "cn.mobile" in line and line.strip().startswith("C-"))
        self.run_gd("dismiss", claim, "--reason", "内部分机号", "--by", "赵工", expect=0)
        again = self.people_asset()
        self.assertNotIn("cn.mobile", {c["detector"] for c in again["columns"]})
        self.assertNotIn("cn.mobile", {d["detector"] for d in again["detectors"]})

    # --- precedents: what was said of one asset bears on those like it

    def two_plants(self):
        """The same kind of table in two places, which are two assets."""
        for plant, seed in (("一厂", 3), ("二厂", 4)):
            self.write(f"{plant}/职工.csv", csv_text(HEADER, People(seed).rows(60)))
        result = self.scan(self.data)
        return [next(a for a in result["assets"] if any(plant in i for i in a["items"])) for plant in ("一厂", "二厂")]

    def shown(self, asset):
        return json.loads(self.run_gd("catalog", "show", asset["id"], "--format", "json", expect=0).stdout)

    def test_decision_becomes_the_next_proposal_for_alike_assets(self):
        first, second = self.two_plants()
        self.assertEqual(first["grade"]["proposed"], second["grade"]["proposed"])
        said = self.run_gd("catalog", "set-grade", first["id"], "important", "--reason", "涉及关键岗位", "--by", "张工", expect=0).stdout
        self.assertIn(second["id"], said)
        after = self.shown(second)
        self.assertEqual(after["grade"]["proposed"]["class"], "important")
        self.assertIsNone(after["grade"]["decided"])
        self.assertIn("张工", json.dumps(after["reasons"], ensure_ascii=False))
        self.assertIn(first["id"], json.dumps(after["reasons"], ensure_ascii=False))
        self.assertEqual(self.shown(first)["grade"]["proposed"], first["grade"]["proposed"])   # no precedent for itself
        self.write("三厂/职工.csv", csv_text(HEADER, People(5).rows(60)))                        # one that appears later
        third = next(a for a in self.scan(self.data)["assets"] if any("三厂" in i for i in a["items"]))
        self.assertEqual(third["grade"]["proposed"]["class"], "important")
        other = next(a for a in self.scan(self.data)["assets"] if any("说明" in i for i in a["items"]))
        self.assertEqual(other["grade"]["proposed"]["class"], "general")
        self.run_gd("catalog", "withdraw", first["id"], "--reason", "复核后撤回", "--by", "李工", expect=0)
        self.assertEqual(self.shown(second)["grade"]["proposed"], second["grade"]["proposed"])
        self.assertIsNone(self.shown(first)["grade"]["decided"])
        self.assertIn("撤回", self.run_gd("catalog", "show", first["id"], expect=0).stdout)
        self.assertEqual(self.run_gd("catalog", "withdraw", first["id"], "--reason", "x", "--by", "y").returncode, 2)

    def test_precedent_never_overrides_a_person(self):
        first, second = self.two_plants()
        self.run_gd("catalog", "set-grade", second["id"], "general-2", "--reason", "已脱敏", "--by", "李工", expect=0)
        self.run_gd("catalog", "set-grade", first["id"], "important", "--reason", "涉及关键岗位", "--by", "张工", expect=0)
        self.scan(self.data)
        self.run_gd("catalog", "regrade", expect=0)
        self.assertEqual(self.shown(second)["grade"]["decided"]["level"], 2)
        self.assertEqual(self.shown(second)["grade"]["decided"]["by"], "李工")

    def test_decision_for_one_asset_alone_is_no_precedent(self):
        first, second = self.two_plants()
        self.run_gd("catalog", "set-grade", first["id"], "important", "--reason", "特例", "--by", "张工", "--alone", expect=0)
        self.assertEqual(self.shown(second)["grade"]["proposed"], second["grade"]["proposed"])

    def drop_helpers_of_lists(self):
        """Indexes and triggers of later versions: SQLite drops no column they name."""
        for kind, name in self.query("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'trigger' OR (type = 'index' AND tbl_name = 'asset'))"):
            if name != "asset_location":
                self.query(f"DROP {kind} {name}")
        self.query("DROP INDEX scan_by_source")
        self.query("DROP TABLE asset_word_index")

    def test_store_made_before_precedents_keeps_its_decisions_and_makes_no_precedent_of_them(self):
        first, second = self.two_plants()
        self.run_gd("catalog", "set-grade", first["id"], "important", "--reason", "旧决定", "--by", "张工", "--alone", expect=0)
        # as version 1 left it
        self.drop_helpers_of_lists()
        for table, names in (("decision", "alone by_rules"), ("dismissal", "alone column_name"), ("scan", "source_id"),
                             ("asset", "source_id org_id state grade_rank row_count byte_count person_count carrier_count formats personal credentials search version parent group_no")):
            for name in names.split():
                self.query(f"ALTER TABLE {table} DROP COLUMN {name}")
        for table in ("kept_claim", "review", "source", "asset_words", "asset_waiting", "asset_group"):
            self.query(f"DROP TABLE {table}")
        self.query("UPDATE schema_version SET number = 1 WHERE component = 'catalog'")
        self.run_gd("catalog", "regrade", expect=0)
        self.assertEqual(self.shown(first)["grade"]["decided"]["class"], "important")
        self.assertEqual(self.shown(second)["grade"]["proposed"], second["grade"]["proposed"])

    def test_data_that_grew_more_serious_is_not_lowered_by_an_old_decision(self):
        first, second = self.two_plants()
        packs = self.dir / "packs"
        shutil.copytree(ROOT / "packs", packs)
        self.run_gd("catalog", "set-grade", first["id"], "general-1", "--reason", "内部演练数据", "--by", "张工", expect=0)
        self.assertEqual(self.shown(second)["grade"]["proposed"]["level"], 1)
        with open(packs / "grading" / "zz_local.yaml", "w", encoding="utf-8") as out:
            out.write("grade_rules:\n  - id: local.personal_is_important\n    name: {zh: 本地测试规则, en: local test rule}\n    basis: M166 A10\n    verified: D\n"
                      "    when: {detector: cn.resident_id}\n    set: important\n    text: {zh: 本地规则, en: local rule}\n")
        self.run_gd("catalog", "regrade", expect=0, env={"GONGDUN_PACKS": str(packs)})
        self.assertEqual(self.shown(second)["grade"]["proposed"]["class"], "important")
        self.assertEqual(self.shown(first)["grade"]["decided"]["level"], 1)

    def test_dismissed_column_bears_on_alike_tables(self):
        first, second = self.two_plants()
        claim = lambda asset: next(line.split()[0] for line in self.run_gd("catalog", "show", asset["id"], expect=0).stdout.splitlines()
                                   if "cn.mobile" in line and line.strip().startswith("C-"))
        counted = lambda asset: "cn.mobile" in {d["detector"] for d in self.shown(asset)["detectors"]}
        own, alike = claim(first), claim(second)
        self.assertTrue(counted(second))
        self.run_gd("dismiss", own, "--reason", "内部短号", "--by", "赵工", expect=0)
        self.assertFalse(counted(second))
        self.assertIn("赵工", json.dumps(self.shown(second)["reasons"], ensure_ascii=False))
        self.scan(self.data)
        self.assertFalse(counted(second))
        self.run_gd("reinstate", alike, expect=0)            # here it is a mobile number after all
        self.assertTrue(counted(second))
        self.assertFalse(counted(first))
        self.scan(self.data)
        self.assertTrue(counted(second))
        self.run_gd("dismiss", alike, "--reason", "误操作", "--by", "赵工", expect=0)
        self.assertFalse(counted(second))
        self.run_gd("reinstate", alike, expect=0)            # and is so again after a slip
        self.assertTrue(counted(second))
        self.run_gd("reinstate", own, expect=0)
        self.assertTrue(counted(first))
        self.run_gd("dismiss", own, "--reason", "内部短号", "--by", "赵工", "--alone", expect=0)
        self.assertFalse(counted(first))

    def test_explain_names_evidence_and_basis(self):
        finding = next(f for f in self.findings(self.data) if f["detector"] == "cn.resident_id")
        text = self.run_gd("explain", finding["id"], expect=0).stdout
        self.assertIn("GB", text)
        self.assertIn("gb11643", text)
        asset = self.people_asset()
        self.assertIn("理由", self.run_gd("explain", asset["id"], expect=0).stdout)

    def test_export_formats(self):
        self.scan(self.data)
        for kind in ("xlsx", "csv", "json"):
            path = self.dir / f"catalog.{kind}"
            self.run_gd("catalog", "export", "--format", kind, "-o", path, expect=0)
            self.assertGreater(path.stat().st_size, 200)
        self.assertTrue((self.dir / "catalog.csv").read_bytes().startswith(b"\xef\xbb\xbf"))


if __name__ == "__main__":
    unittest.main()
