"""The end of a large scan: it may be killed while it grades, and nobody else waits for it."""
import os
import signal
import subprocess
import time
import unittest

import harness
import postgres


class GradingEnd(harness.Case):
    TABLES = 200  # each an asset of its own, with a column no other has

    def setUp(self):
        super().setUp()
        for i in range(self.TABLES):
            self.write(f"车间{i % 12}/表{i}.csv", f"工号,姓名,手机号,列{i}\n" + "".join(f"{k},王小明,138001380{k:02},{i * k}\n" for k in range(12)))

    def assets(self):
        return self.query("SELECT id, name, location, category, sector, grade_rank, row_count, state, formats, personal, search, vanished FROM asset ORDER BY id")

    def kill_while(self, wanted):
        """Starts a scan and kills it as soon as the store says so. Returns whether it was caught."""
        process = subprocess.Popen([harness.GONGDUN, "scan", str(self.data), "--store", self.store_url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={**os.environ, "GONGDUN_PACKS": str(harness.ROOT / "packs"), "XDG_CACHE_HOME": harness.CACHE})
        try:
            while process.poll() is None:
                try:
                    if wanted():
                        process.send_signal(signal.SIGKILL)
                        break
                except OSError:
                    pass
                time.sleep(0.002)
        finally:
            process.wait()
        return process.returncode == -signal.SIGKILL

    def test_killed_while_grading_the_next_run_ends_as_if_nothing_had_happened(self):
        waiting = lambda step: int(self.query(f"SELECT count(*) FROM asset_waiting WHERE step = {step}")[0][0])
        self.assertTrue(self.kill_while(lambda: waiting(1) > 0), "the scan ended before it could be killed")
        self.assertGreater(waiting(0) + waiting(1), 0)
        self.kill_while(lambda: waiting(0) == 0 and waiting(1) > 0 and int(self.query("SELECT count(*) FROM asset WHERE packs_digest <> ''")[0][0]) > 0)
        self.scan(self.data)
        self.assertEqual(waiting(0) + waiting(1), 0)
        resumed = self.assets()
        groups = self.query("SELECT sum(asset_count), sum(row_sum) FROM asset_group")
        self.assertEqual(groups, self.query("SELECT count(*), sum(row_count) FROM asset"))
        self.assertEqual(self.query("SELECT count(*) FROM asset_words"), self.query("SELECT count(*) FROM asset"))
        self.start_anew()
        self.scan(self.data)
        self.assertEqual(resumed, self.assets())

    def start_anew(self):
        self.store = self.dir / "uninterrupted.db"
        self.store_url = f"sqlite:{self.store}"


class GradingEndOnPostgres(postgres.OnPostgres, GradingEnd):
    def start_anew(self):
        self.schema = self.fresh_schema()
        self.store_url = postgres.server().url(self.schema)


if __name__ == "__main__":
    unittest.main()
