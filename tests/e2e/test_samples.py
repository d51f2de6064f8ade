"""The shipped sample factory against its truth file: what a careful expert would say, found by the real program."""
import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from harness import ROOT, Case

SAMPLES = ROOT / "samples"
FACTORY = SAMPLES / "factory"
PERSONAL = {"person.name", "cn.resident_id", "cn.mobile", "cn.phone", "cn.passport", "cn.address", "cn.plate", "email", "bank.card", "bank.account", "id.iban"}
RANK = {"general-1": 1, "general-2": 2, "general-3": 3, "general-4": 4, "important": 5, "core": 6}
GRAM = 7                                                   # the shortest value is a licence plate


def relative(item):
    return item[len(str(FACTORY)) + 1:]


def leaked(values, text):
    """Values that stand in the text: one pass, looking up the first characters of all values at every place."""
    heads = collections.defaultdict(list)
    for value in values:
        heads[value[:GRAM]].append(value)
    return sorted({v for at in range(len(text) - GRAM) if (piece := text[at:at + GRAM]) in heads for v in heads[piece] if text.startswith(v, at)})


class Samples(Case):
    @classmethod
    def setUpClass(cls):
        cls.scratch = pathlib.Path(tempfile.mkdtemp(prefix="gd-e2e-"))
        cls.addClassCleanup(shutil.rmtree, cls.scratch, ignore_errors=True)
        truth = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
        cls.truth, cls.raw_values = truth["files"], truth["raw_values"]
        once = Case("run_gd")
        once.store_url = f"sqlite:{cls.scratch / 'store.db'}"
        json_run = once.run_gd("scan", FACTORY, "--format", "json")
        list_run = once.run_gd("scan", FACTORY, "--format", "jsonl")
        cls.exit_code, cls.outputs = json_run.returncode, {"json": json_run.stdout + json_run.stderr, "jsonl": list_run.stdout + list_run.stderr}
        cls.result = json.loads(json_run.stdout)
        cls.findings = [json.loads(line) for line in list_run.stdout.splitlines()]
        cls.claims = [(relative(c["item"]), c) for a in cls.result["assets"] for c in a["columns"]]
        cls.assets_of = collections.defaultdict(list)          # the sheets of a workbook are assets of their own
        for asset in cls.result["assets"]:
            for item in asset["items"]:
                cls.assets_of[relative(item)].append(asset)
        cls.found_in = collections.defaultdict(set)
        for finding in cls.findings:
            cls.found_in[relative(finding["item"])].add((finding["detector"], finding["row"]))

    def detectors_in(self, item):
        return {d for d, _ in self.found_in[item]}

    def matches(self, item, wanted, claim_item, claim):
        if claim_item != item or claim["detector"] != wanted["detector"]:
            return False
        if wanted["table"] is not None and claim["table"] != wanted["table"]:
            return False
        return claim["name"] == wanted["name"] if wanted["name"] is not None else claim["index"] == wanted["index"]

    def missing_columns(self, personal):
        wanted = [(item, c) for item, t in self.truth.items() for c in t["columns"] if (c["detector"] in PERSONAL) == personal]
        return wanted, [(item, c) for item, c in wanted if not any(self.matches(item, c, i, k) for i, k in self.claims)]

    def share_at_least(self, floor, wanted, missed):
        shown = "\n".join(map(str, missed))
        self.assertGreater(len(wanted), 10)
        self.assertGreaterEqual(1 - len(missed) / len(wanted), floor, f"{len(missed)} of {len(wanted)} missed:\n{shown}")

    def test_personal_columns_are_found(self):
        self.share_at_least(0.95, *self.missing_columns(True))

    def test_other_columns_are_found(self):
        self.share_at_least(0.9, *self.missing_columns(False))

    def test_no_personal_column_is_invented(self):
        false = [(item, c["table"], c["name"], c["index"], c["detector"], c["share"]) for item, c in self.claims
                 if c["detector"] in PERSONAL and not any(self.matches(item, w, item, c) for w in self.truth.get(item, {"columns": []})["columns"])]
        self.assertEqual(false, [])

    def test_secrets_are_found_by_row(self):
        wanted = [(item, s["row"], s["detector"]) for item, t in self.truth.items() for s in t["secrets"]]
        secret = {item: {row for d, row in rows if d.startswith("secret.")} for item, rows in self.found_in.items()}
        self.share_at_least(0.9, wanted, [w for w in wanted if not (w[1] in secret.get(w[0], set()) or (w[1] is None and secret.get(w[0])))])

    def test_no_secret_is_invented(self):
        wanted = {item: {s["row"] for s in t["secrets"]} for item, t in self.truth.items()}
        columns = {item for item, t in self.truth.items() for c in t["columns"] if c["detector"].startswith("secret.")}
        false = [(item, d, row) for item, rows in self.found_in.items() for d, row in rows
                 if d.startswith("secret.") and item not in columns and row not in wanted.get(item, set()) and None not in wanted.get(item, set())]
        self.assertEqual(false, [])

    def test_values_in_running_text_are_found(self):
        wanted = [(item, d) for item, t in self.truth.items() for d in t["mentions"]]
        self.share_at_least(0.9, wanted, [(item, d) for item, d in wanted if d not in self.detectors_in(item)])

    def test_harmless_files_hold_nothing(self):
        false = [(item, d) for item, t in self.truth.items() if t["harmless"] for d in self.detectors_in(item) if d in PERSONAL or d.startswith("secret.")]
        self.assertEqual(false, [])

    def test_only_the_intended_files_are_unread(self):
        intended = {item for item, t in self.truth.items() if t["unread"]}
        self.assertEqual({relative(u["item"]).split("!/")[0] for u in self.result["unread"]}, intended)
        self.assertEqual(self.exit_code, 1)

    def grade(self, item):
        proposed = [asset["grade"]["proposed"] for asset in self.assets_of[item]]
        return max(RANK[p["class"] if p["class"] != "general" else f"general-{p['level']}"] for p in proposed)

    def sectors(self, item):
        return {asset["sector"]["id"] for asset in self.assets_of[item]}

    def test_every_item_belongs_to_an_asset(self):
        missing = [item for item, t in self.truth.items() if not t["unread"] and item not in self.assets_of and not any(i.startswith(item + "!/") for i in self.assets_of)]
        self.assertEqual(missing, [])

    def test_important_candidates_are_proposed(self):
        low = [item for item, t in self.truth.items() if t["grade_at_least"] == "important" and self.grade(item) < RANK["important"]]
        self.assertEqual(low, [])

    def test_grades_are_not_too_low(self):
        wanted = [item for item, t in self.truth.items() if t["grade_at_least"] and item in self.assets_of]
        self.share_at_least(0.95, wanted, [(i, self.truth[i]["grade_at_least"], self.grade(i)) for i in wanted if self.grade(i) < RANK[self.truth[i]["grade_at_least"]]])

    def test_grades_are_not_too_high(self):
        alone = [i for i, t in self.truth.items() if t["grade_at_most"] and all(len(a["items"]) == 1 for a in self.assets_of[i])]   # a harmless mail in a folder of mails takes the folder's grade
        self.share_at_least(0.9, alone, [(i, self.truth[i]["grade_at_most"], self.grade(i)) for i in alone if self.grade(i) > RANK[self.truth[i]["grade_at_most"]]])

    def test_sector_is_steel_or_none(self):
        wanted = [item for item, t in self.truth.items() if t["sector"] == "S-01"]
        self.share_at_least(0.85, wanted, [i for i in wanted if "S-01" not in self.sectors(i)])
        self.assertEqual([(i, self.sectors(i)) for i in self.assets_of if self.sectors(i) - {None, "S-01"}], [])
        self.assertEqual([(i, self.sectors(i)) for i, t in self.truth.items() if t["sector"] is None and self.sectors(i) - {None}], [])

    def test_monthly_files_are_one_asset(self):
        for pattern in ("01_炼铁/高炉/冶炼参数/2024-{:02}.csv", "02_炼钢/炉次记录/炉次记录_2024-{:02}.csv"):
            self.assertEqual(len({a["id"] for m in range(1, 13) for a in self.assets_of[pattern.format(m)]}), 1, pattern)

    def test_masked_lists_are_reported_as_masked(self):
        claims = [c for item, c in self.claims if item == "09_人事/培训/安全培训名单_脱敏.csv" and c["detector"] in PERSONAL]
        self.assertEqual({c["detector"] for c in claims if c["masked"]}, {"person.name", "cn.mobile", "cn.resident_id"})
        self.assertEqual([c for c in claims if not c["masked"]], [])

    def test_no_raw_value_leaves(self):
        self.assertGreater(len(self.raw_values), 5000)
        self.assertGreaterEqual(min(map(len, self.raw_values)), GRAM)
        self.assertEqual(leaked(["苏E8K2D61"], "车牌 苏E8K2D61 "), ["苏E8K2D61"])
        for name, text in self.outputs.items():
            self.assertEqual(leaked(self.raw_values, text), [], name)
        for path in self.scratch.glob("store.db*"):
            raw = path.read_bytes()
            self.assertEqual(leaked(self.raw_values, raw.decode("utf-8", "replace")), [], path.name)

    def test_truth_describes_every_file(self):
        files = {str(p.relative_to(FACTORY)) for p in FACTORY.rglob("*") if p.is_file()}
        self.assertEqual(files, {item.split("!/")[0] for item in self.truth})
        self.assertLess(sum((FACTORY / f).stat().st_size for f in files), 10 * 2**20)

    def test_the_script_gives_the_same_bytes(self):
        target = self.scratch / "again"
        target.mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-B", SAMPLES / "make_samples.py", target], check=True, capture_output=True)
        shipped = {p.relative_to(SAMPLES): p.read_bytes() for p in [SAMPLES / "truth.json", SAMPLES / "README.md", *FACTORY.rglob("*")] if p.is_file()}
        again = {p.relative_to(target): p.read_bytes() for p in target.rglob("*") if p.is_file()}
        self.assertEqual(sorted(shipped), sorted(again))
        self.assertEqual([str(name) for name in shipped if shipped[name] != again[name]], [])


if __name__ == "__main__":
    unittest.main()
