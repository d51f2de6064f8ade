"""Interrupt, resume, kill -9, exit codes, report."""
import json
import os
import signal
import subprocess
import time
import unittest

from harness import GONGDUN, ROOT, Case
from people import HEADER, People
from test_contract import csv_text


class Run(Case):
    def many(self, count=300, rows=400):
        text = csv_text(HEADER, People(1).rows(rows))
        for k in range(count):
            self.write(f"d{k % 10}/t{k:04}_{'abcdefghij'[k % 10]}.csv", text)

    def start(self):
        env = {**os.environ, "GONGDUN_PACKS": str(ROOT / "packs")}
        return subprocess.Popen([GONGDUN, "scan", str(self.data), "--format", "json", "--threads", "1", "--store", self.store_url], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)

    def wait_for_progress(self, process):
        for _ in range(600):
            if process.poll() is not None:
                return False
            try:
                if self.stored():
                    return True
            except OSError:
                pass
            time.sleep(0.02)
        return False

    def stored(self):
        """What is committed, as others see it: they build on it."""
        return {row[0] for row in self.query("SELECT item.path FROM item JOIN part ON part.item_id = item.id")}

    def test_interrupt_stops_cleanly_and_rerun_continues(self):
        self.many()
        process = self.start()
        running = self.wait_for_progress(process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        if not running:
            self.skipTest("the scan was over before it could be interrupted")
        self.assertEqual(process.returncode, 130, err)
        self.assertTrue(json.loads(out)["totals"]["interrupted"])
        again = self.scan(self.data)
        self.assertGreater(again["totals"]["unchanged"], 0)
        self.assertEqual(again["totals"]["items"], 300)
        self.assertEqual(sum(len(a["items"]) for a in again["assets"]), 300)

    def test_kill_9_loses_nothing_that_was_stored(self):
        self.many()
        process = self.start()
        running = self.wait_for_progress(process)
        before = self.stored() if running else set()
        process.kill()
        process.communicate()
        if not running:
            self.skipTest("the scan was over before it could be killed")
        self.assertLessEqual(before, self.stored())
        again = self.scan(self.data)
        self.assertGreater(again["totals"]["unchanged"], 0)
        self.assertEqual(sum(len(a["items"]) for a in again["assets"]), 300)
        fresh = json.loads(self.run_gd("scan", self.data, "--format", "json", "--store", self.fresh_url(), store=False, expect=0).stdout)
        key = lambda result: sorted((a["id"], a["category"], str(a["grade"]["proposed"]), a["volume"]["rows"], len(a["columns"])) for a in result["assets"])
        self.assertEqual(key(again), key(fresh))

    def test_wrong_arguments_name_the_right_ones(self):
        cases = [(["scan"], "--sector"), (["scan", "/nowhere/at/all"], "nowhere"), (["scan", str(self.data), "--format", "xml"], "jsonl"), (["scna"], "scan"),
                 (["scan", str(self.data), "--sector", "S-77"], "S-09"), (["scan", str(self.data), "--packs", "/nowhere"], "nowhere"), (["catalog"], "set-grade")]
        for args, word in cases:
            with self.subTest(args=args):
                result = self.run_gd(*args, store=False)
                self.assertEqual(result.returncode, 2, result.stderr)
                self.assertIn(word, result.stderr)

    def test_rule_whose_example_fails_is_refused(self):
        import shutil
        packs = self.dir / "packs"
        shutil.copytree(ROOT / "packs", packs)
        with open(packs / "detectors-network" / "zz.yaml", "w", encoding="utf-8") as out:
            out.write("detectors:\n  - id: net.wrong\n    name: {zh: 错误规则, en: wrong rule}\n    basis: M166 A8\n    verified: D\n    class: network\n    patterns: ['ABCD-[0-9]{4}']\n"
                      "    confidence: 0.9\n    examples: ['没有这样的编号']\n")
        self.write("a.txt", "text\n")
        result = self.run_gd("scan", self.data, "--packs", packs)
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertIn("net.wrong", result.stderr)
        (packs / "detectors-network" / "zz.yaml").write_text("detectors:\n  - id: net.slow\n    name: {zh: 慢规则, en: slow rule}\n    basis: M166 A8\n    verified: D\n    class: network\n"
                                                             "    patterns: ['[^a]+']\n", encoding="utf-8")
        result = self.run_gd("scan", self.data, "--packs", packs)
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertIn("net.slow", result.stderr)

    def test_bad_store_is_refused_with_words(self):
        self.write("a.txt", "text\n")
        for url in ("oracle://x", "sqlite:/proc/nothing/here.db"):
            result = self.run_gd("scan", self.data, "--store", url, store=False)
            self.assertEqual(result.returncode, 2)
            self.assertIn("--store" if "proc" in url else "sqlite:", result.stderr)

    def test_exclude_leaves_out(self):
        self.write("keep/a.csv", csv_text(HEADER, People(2).rows(20)))
        self.write("node_modules/b.csv", csv_text(HEADER, People(2).rows(20)))
        self.write("c.bak", "text\n")
        result = self.scan(self.data, "--exclude", "node_modules", "--exclude", "*.bak")
        self.assertEqual([i.split("/")[-1] for a in result["assets"] for i in a["items"]], ["a.csv"])

    def test_version_and_help(self):
        self.assertTrue(self.run_gd("--version", store=False, expect=0).stdout.startswith("gongdun "))
        self.assertIn("--report", self.run_gd("scan", "--help", store=False, expect=0).stdout)

    def test_report_twice_is_the_same_bytes(self):
        self.write("a/people.csv", csv_text(HEADER, People(3).rows(40)))
        self.write("b/settings.env", "API_TOKEN=9sKq2mVx7LpTz4Wn8RbY\n")
        first, second = self.dir / "r1", self.dir / "r2"
        self.run_gd("scan", self.data, "--report", first, expect=0)
        # The same data snapshot: reports carry the scan's time, so the second is rendered with the first one's.
        started = int(self.query("SELECT started FROM scan ORDER BY id LIMIT 1")[0][0])
        self.assertGreater(started, 0)
        self.run_gd("catalog", "report", "--output", second, expect=0)
        self.run_gd("catalog", "report", "--output", self.dir / "r3", expect=0)
        for name in ("report.html", "report.pdf", "report.docx", "report.xlsx"):
            self.assertEqual((second / name).read_bytes(), (self.dir / "r3" / name).read_bytes(), name)
            self.assertEqual((first / name).read_bytes(), (second / name).read_bytes(), name)

    def test_closed_pipe_is_quiet(self):
        self.many(count=20)
        command = f"{GONGDUN} scan {self.data} --format jsonl --store '{self.store_url}' | head -1"
        result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, env={**os.environ, "GONGDUN_PACKS": str(ROOT / "packs")})
        self.assertEqual(len(result.stdout.splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
