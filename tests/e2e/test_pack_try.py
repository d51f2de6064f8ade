"""gongdun pack try: what a set of packs says of a file; and what must not change a grade, end to end."""
import shutil
import unittest

from harness import ROOT, Case

ZH = ["炉次", "钢种", "铁水温度", "终点碳", "出钢温度"]
EN = ["heat number", "steel grade", "hot metal temperature", "end point carbon", "tap temperature"]


def table(headers, rows=40):
    return "\n".join([",".join(headers), *(",".join(str(1300 + row * 7 + column) for column in range(len(headers))) for row in range(rows))]) + "\n"


class PackTry(Case):
    def asset(self, name, text):
        folder = self.data / name
        folder.mkdir()
        (folder / "neutral").write_text(text, encoding="utf-8")
        return self.scan(folder)["assets"][0]

    def test_try_tellsSectorsObjectsAndReasons_andStoresNothing(self):
        path = self.data / "neutral"
        path.write_text(table(ZH), encoding="utf-8")
        out = self.run_gd("pack", "try", path, "--lang", "en", expect=0).stdout
        for said in ("Scores of the sectors", "S-01", "Reasons, from data to clause", "proposed:", "factors considered"):
            self.assertIn(said, out)
        self.assertFalse(self.store.exists())

    def test_try_withAnotherPack_showsItsWords(self):
        packs = self.dir / "packs"
        shutil.copytree(ROOT / "packs", packs)
        mine = packs / "sector-cement"
        mine.mkdir()
        (mine / "pack.yaml").write_text('id: sector-cement\nversion: "1"\nname: {zh: 水泥, en: Cement}\nbasis: 企业细则\n', encoding="utf-8")
        (mine / "sector.yaml").write_text("""sector:
  id: X-CEMENT
  name: {zh: 水泥, en: Cement}
  basis: 企业细则
  verified: D
  terms: {3: [熟料, 回转窑]}
  header_terms: {2: [窑速]}
""", encoding="utf-8")
        path = self.data / "neutral"
        path.write_text(table(["熟料", "回转窑", "窑速"]), encoding="utf-8")
        out = self.run_gd("pack", "try", path, "--packs", packs, "--lang", "en", expect=0).stdout
        self.assertIn("X-CEMENT", out)
        

    def test_headersInEitherLanguage_giveTheSameSector(self):
        self.assertEqual(self.asset("zh", table(ZH))["sector"]["id"], "S-01")
        self.assertEqual(self.asset("en", table(EN))["sector"]["id"], "S-01")

    def test_anIrrelevantKeyword_changesNoGrade(self):
        notice = "Lunch is served from eleven. Please return the trays.\n" * 40
        before = self.asset("plain", notice)["grade"]["proposed"]
        for number, word in enumerate(["高炉", "富氧率", "crude oil", "autosar", "wafer", "mmsi"]):
            self.assertEqual(self.asset(f"word{number}", notice + word + "\n")["grade"]["proposed"], before, word)


if __name__ == "__main__":
    unittest.main()
