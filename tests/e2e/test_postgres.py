"""The grown store: everything the catalog promises, with PostgreSQL behind it, and the same answers as SQLite."""
import io
import json
import os
import random
import re
import subprocess
import threading
import time
import unittest
import zipfile

import test_catalog
import test_run
from harness import GONGDUN, ROOT, Case
from people import HEADER, People
from postgres import PASSWORD, OnPostgres, server
from test_contract import csv_text


class CatalogOnPostgres(OnPostgres, test_catalog.Catalog):
    def drop_helpers_of_lists(self):
        self.query("DROP FUNCTION asset_moves() CASCADE")  # and its triggers
        for name, in self.query("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND (indexname = 'scan_by_source' OR tablename = 'asset') AND indexname "
                                "NOT IN (SELECT conname FROM pg_constraint) AND indexname <> 'asset_location'"):
            self.query(f"DROP INDEX IF EXISTS {name}")


class RunOnPostgres(OnPostgres, test_run.Run):
    pass


def told(text):
    """Without what differs from run to run with any store: times, and estimates of distinct values (every scan hashes them with a key of its own)."""
    text = re.sub(r'"(distinct|persons)": ?\d+', r'"\1": 0', text)
    text = re.sub(r"，约 \d+ 个不同值|约 \d+ 人", "", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "…", text)
    text = re.sub(r'"(started|finished|first_seen|last_seen|at)": ?("[^"]*"|\d+)', r'"\1": 0', text)
    return re.sub(r'"seconds": ?[0-9.e+-]+', '"seconds": 0', text)


class Postgres(OnPostgres, Case):
    def on_sqlite(self, *args, **more):
        return self.run_gd(*args, "--store", f"sqlite:{self.store}", store=False, **more)

    def on_both(self, *args, **more):
        args += ("--threads", "1") if args[0] == "scan" else ()   # a series is named after the file that was read first
        ours, theirs = self.run_gd(*args, **more), self.on_sqlite(*args, **more)
        self.assertEqual(ours.returncode, theirs.returncode, ours.stderr)
        return told(ours.stdout), told(theirs.stdout)

    def test_sample_factory_is_the_same_catalog_as_in_sqlite(self):
        factory = ROOT / "samples/factory"
        ours, theirs = self.on_both("scan", factory, "--format", "json")
        self.assertGreater(len(json.loads(ours)["assets"]), 5)
        self.assertEqual(ours, theirs)
        self.assertEqual(*self.on_both("scan", factory, "--format", "jsonl"))   # the findings; nothing is read again
        self.assertEqual(*self.on_both("catalog", "list", "--format", "json"))
        asset = json.loads(ours)["assets"][0]["id"]
        self.assertEqual(*self.on_both("catalog", "show", asset))
        self.on_both("catalog", "set-grade", asset, "important", "--reason", "测试", "--by", "张工")
        self.assertEqual(*self.on_both("catalog", "list", "--format", "json"))
        for name in ("ours", "theirs"):
            (self.run_gd if name == "ours" else self.on_sqlite)("catalog", "report", "--output", self.dir / name, expect=0)

    def test_file_names_that_are_no_text(self):
        text = csv_text(HEADER, People(1).rows(30))
        for name in ("名册.csv".encode("gbk"), "名单.csv".encode("gbk"), b"\xff.csv", "\U0010ff41.csv".encode()):
            with open(os.path.join(os.fsencode(self.data), name), "w", encoding="utf-8") as out:
                out.write(text)
        self.assertEqual(*self.on_both("scan", self.data, "--format", "json"))
        again = self.scan(self.data)
        self.assertEqual(again["totals"]["unchanged"], 4)
        os.rename(os.path.join(os.fsencode(self.data), b"\xff.csv"), os.path.join(os.fsencode(self.data), b"\xfe.csv"))
        self.assertEqual(*self.on_both("scan", self.data, "--format", "json"))

    def test_paths_too_long_for_an_index_are_listed_and_the_run_goes_on(self):
        rng = random.Random(1)
        noise = lambda count: "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(count))
        self.write("a.csv", csv_text(HEADER, People(1).rows(30)))
        inner = io.BytesIO()   # names of members are cut at 1 KB, each for itself
        with zipfile.ZipFile(inner, "w") as out:
            out.writestr(noise(300) + ".csv", csv_text(HEADER, People(2).rows(30)))
        with zipfile.ZipFile(self.data / "b.zip", "w") as out:
            out.writestr(noise(300) + ".zip", inner.getvalue())
            out.writestr("c.csv", csv_text(HEADER, People(3).rows(30)))
        folder = os.fsencode(self.data)
        here = os.getcwd()
        try:
            os.chdir(folder)
            for _ in range(12):
                name = noise(80)
                os.mkdir(name)
                os.chdir(name)
            with open("d.csv", "w", encoding="utf-8") as out:
                out.write(csv_text(HEADER, People(4).rows(30)))
        finally:
            os.chdir(here)
        result = self.scan(self.data, expect=1)
        self.assertEqual(len(result["unread"]), 2, result["unread"])
        self.assertTrue(all(one["code"] == "limit" for one in result["unread"]), result["unread"])
        self.assertEqual(sum("a.csv" in i or "c.csv" in i for a in result["assets"] for i in a["items"]), 2)
        self.assertEqual(len(self.scan(self.data, expect=1)["unread"]), 2)

    def test_wrong_password_and_no_server_say_so_and_never_show_it(self):
        for url in (self.store_url.replace(PASSWORD, "hunter2"), "postgres://u:hunter2@127.0.0.1:1/d", "postgres://u:hunter2@nowhere.invalid/d",
                    "postgres://u:hun@ter2@h/d", "postgre://u:hunter2@h/d"):
            result = self.run_gd("scan", self.data, "--store", url, store=False)
            self.assertEqual(result.returncode, 2, url)
            self.assertNotRegex(result.stdout + result.stderr, "hunter2|ter2", url)

    def test_store_of_a_newer_program_is_refused(self):
        self.scan(self.data, expect=None)
        self.query("UPDATE schema_version SET number = 99 WHERE component = 'catalog'")
        result = self.run_gd("catalog", "list")
        self.assertEqual(result.returncode, 2)
        self.assertIn("99", result.stderr)

    def test_server_connection_lost_in_a_scan_ends_it_with_words_and_the_rerun_goes_on(self):
        text = csv_text(HEADER, People(1).rows(400))
        for k in range(300):
            self.write(f"d{k % 10}/t{k:04}_{'abcdefghij'[k % 10]}.csv", text)
        env = {**os.environ, "GONGDUN_PACKS": str(ROOT / "packs")}
        process = subprocess.Popen([GONGDUN, "scan", str(self.data), "--format", "json", "--threads", "1", "--store", self.store_url], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=env, text=True)
        for _ in range(600):
            try:
                if self.query("SELECT 1 FROM item LIMIT 1"):
                    break
            except OSError:
                pass
            time.sleep(0.02)
        before = {row[0] for row in self.query("SELECT path FROM item")}
        server().sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gongdun'")
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 2, err)
        self.assertRegex(err, "连接.*中断|connection.*lost")
        self.assertNotIn(PASSWORD, err)
        self.assertLessEqual(before, {row[0] for row in self.query("SELECT path FROM item")})
        again = self.scan(self.data)
        self.assertGreaterEqual(again["totals"]["unchanged"], len(before))
        self.assertEqual(sum(len(a["items"]) for a in again["assets"]), 300)

    def test_two_scans_into_one_store_at_once(self):
        for part in ("a", "b"):
            for k in range(40):
                self.write(f"{part}/t{k:03}.csv", csv_text(HEADER, People(k).rows(60)))
        results = {}
        run = lambda part: results.__setitem__(part, self.run_gd("scan", self.data / part, "--format", "json"))
        threads = [threading.Thread(target=run, args=(part,)) for part in ("a", "b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for part, result in results.items():
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(sum(len(a["items"]) for a in json.loads(result.stdout)["assets"]), 40, part)
        self.assertEqual(self.scan(self.data)["totals"]["unchanged"], 80)


if __name__ == "__main__":
    unittest.main()
