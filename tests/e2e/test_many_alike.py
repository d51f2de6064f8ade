"""A decision that bears on more assets than one answer can wait for: said at once, carried on by a job, on a node and on the command line."""
import os
import re
import shutil
import signal
import tempfile
import unittest

import harness
import postgres
from node import Node, scan, wait_job

PLANTS = 260  # more than are looked at in the transaction of a decision


def make_plants(folder):
    """One table with the same columns in every plant: each an asset of its own, all alike."""
    for i in range(PLANTS):
        plant = os.path.join(folder, f"{chr(0x4E00 + 7 * i)}厂", "生产")
        os.makedirs(plant)
        with open(os.path.join(plant, "记录.csv"), "w", encoding="utf-8") as file:
            file.write("炉号,班组,出钢温度,碳含量,硅含量\n" + "".join(f"H{i:03}{k:03},甲,{1600 + k},0.{k + 10},0.3{k}\n" for k in range(20)))


class ManyAlike(unittest.TestCase):
    @staticmethod
    def store():
        return None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="gd-alike-")
        self.addCleanup(shutil.rmtree, self.folder)
        make_plants(self.folder)
        self.node = Node(store=self.store())
        self.addCleanup(lambda: shutil.rmtree(self.node.folder))
        self.addCleanup(self.node.stop)
        self.person = self.node.first_person()
        scan(self.person, self.folder)

    def proposals(self):
        rows, cursor = {}, ""
        while True:
            page = self.person.get(f"/assets?limit=200{cursor and '&cursor=' + cursor}")
            rows.update({row["id"]: row["proposed"] for row in page["items"]})
            if not page["next"]:
                return rows
            cursor = page["next"]

    def decide(self, asset, **body):
        said = self.person.api("POST", f"/assets/{asset}/decisions", body)
        self.assertIsNotNone(said["later"])
        return {"id": said["later"]}

    def test_all_alike_follow_and_go_back(self):
        before = self.proposals()
        self.assertEqual(len(before), PLANTS)
        first = min(before)
        job = wait_job(self.person, self.decide(first, kind="decided", grade="important", reason="关系重点产线"))
        self.assertEqual((job["kind"], job["state"], job["result"]), ("learn", "done", {"changed": PLANTS - 1}))
        after = self.proposals()
        self.assertEqual({one for one, grade in after.items() if grade != "important"}, {first})
        detail = self.person.get(f"/assets/{max(before)}")
        self.assertIn(first, str(detail))
        job = wait_job(self.person, self.decide(first, kind="withdrawn", reason="复核后撤回"))
        self.assertEqual(job["result"], {"changed": PLANTS - 1})
        self.assertEqual(self.proposals(), before)

    def test_killed_while_it_learns_it_comes_to_the_same_end(self):
        before = self.proposals()
        first = min(before)
        job = self.decide(first, kind="decided", grade="important", reason="关系重点产线")
        self.node.restart(signal.SIGKILL)
        self.person.log_in("first")
        self.assertEqual(wait_job(self.person, job)["state"], "done")
        self.assertEqual({one for one, grade in self.proposals().items() if grade != "important"}, {first})

    def test_said_twice_before_it_began_it_is_looked_at_together(self):
        before = sorted(self.proposals())
        jobs = [self.decide(asset, kind="decided", grade="important", reason="关系重点产线") for asset in before[:3]]
        for job in jobs:
            self.assertEqual(wait_job(self.person, job)["state"], "done")
        self.assertLessEqual(len({job["id"] for job in jobs}), 3)
        after = self.proposals()
        self.assertEqual({after[one] for one in before[3:]}, {"important"})


class ManyAlikeOnPostgres(ManyAlike):
    @staticmethod
    def store():
        if not postgres.installed():
            raise unittest.SkipTest("PostgreSQL 15 is not installed (package postgresql-15): not tested on it")
        server = postgres.server()
        postgres._schemas += 1
        server.sql(f"CREATE SCHEMA alike{postgres._schemas}")
        return server.url(f"alike{postgres._schemas}")


class ManyAlikeByHand(harness.Case):
    def test_the_command_says_how_many_follow(self):
        make_plants(str(self.data))
        self.scan(self.data)
        first = self.query("SELECT min(id) FROM asset")[0][0]
        said = self.run_gd("catalog", "set-grade", first, "important", "--reason", "关系重点产线", "--by", "张工", expect=0).stdout
        self.assertIn(str(PLANTS - 1), re.findall(r"\d+", said))
        self.assertEqual(self.query("SELECT count(*) FROM asset WHERE assessment LIKE '%precedent%' AND id <> '" + first + "'")[0][0], str(PLANTS - 1))


if __name__ == "__main__":
    unittest.main()
