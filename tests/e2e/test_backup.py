"""Backup of a running node, the drill, and the way back — into the same engine and into the other one."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

import harness
import postgres
from node import ENVIRONMENT, Node, PASSWORD, administrators, scan, wait_job

FACTORY = str(harness.ROOT / "samples" / "factory")
WORDS = "离线备份 correct horse"


def fresh_postgres():
    if not postgres.installed():
        raise unittest.SkipTest("PostgreSQL 15 is not installed (package postgresql-15): not tested on it")
    return postgres.OnPostgres().fresh_url()


class BackupTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # One node with work in it, stopped; the tests on SQLite take copies.
        cls.first_node, first, cls.first_seen = cls.make_node(None)
        cls.cookie = first.cookie
        cls.first_node.stop()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.first_node.folder)

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="gd-backup-")
        self.words = f"{self.folder}/words"
        self.secret(self.words, WORDS)

    def tearDown(self):
        shutil.rmtree(self.folder)

    @staticmethod
    def secret(path, text, mode=0o600):
        pathlib.Path(path).write_text(text + "\n", encoding="utf-8")
        os.chmod(path, mode)

    def gd(self, *arguments, expect=0, words=None):
        out = subprocess.run([harness.GONGDUN, *arguments, "--passphrase-file", words or self.words, "--lang", "en"], capture_output=True, text=True, env=ENVIRONMENT, timeout=300,
                             stdin=subprocess.DEVNULL)
        self.assertEqual(out.returncode, expect, out.stdout + out.stderr)
        return out.stdout + out.stderr

    @classmethod
    def make_node(cls, store):
        """A node with assets, a decision and a report, its first person, and what that person sees there."""
        node = Node(store=store)
        first, _, _ = administrators(node)
        scan(first, FACTORY, name="示例工厂")
        row = first.get("/assets?grade=general-3,general-2&state=pending&limit=1")["items"][0]
        first.api("POST", f"/assets/{row['id']}/decisions", {"kind": "decided", "grade": "important", "reason": "影响重点产线"})
        wait_job(first, first.api("POST", "/reports", {"lang": "zh"}))
        return node, first, cls.seen(first)

    def copy(self):
        """Store and data folder of the stopped node."""
        shutil.copytree(self.first_node.folder, f"{self.folder}/node")
        return f"sqlite:{self.folder}/node/store.db", f"{self.folder}/node/data"

    @staticmethod
    def seen(person):
        report = person.get("/reports")["items"][0]
        return {
            "assets": sorted(person.get("/assets?limit=200")["items"], key=lambda asset: asset["id"]),
            "sources": [(s["id"], s["name"]) for s in person.get("/sources")["items"]],
            "organisations": person.get("/organisations")["items"],
            "people": sorted(p["login"] for p in person.get("/people")["items"]),
            "report": person.ask("GET", f"/api/v1/reports/{report['id']}/files/{report['files'][0]['name']}").body,
        }

    def round_trip(self, from_postgres, to_store):
        if from_postgres:
            node, first, before = self.make_node(fresh_postgres())
            self.addCleanup(shutil.rmtree, node.folder)
            store, data, cookie = node.store, f"{node.folder}/data", first.cookie
        else:
            (store, data), before, cookie = self.copy(), self.first_seen, self.cookie
        self.gd("backup", f"{self.folder}/b.gdbackup", "--store", store, "--data", data)
        self.assertEqual(os.stat(f"{self.folder}/b.gdbackup").st_mode & 0o777, 0o600)
        self.assertFalse(os.path.exists(f"{self.folder}/b.gdbackup.part"))
        self.assertIn("drill passed", self.gd("restore", f"{self.folder}/b.gdbackup", "--drill"))
        if from_postgres:
            node.stop()
        new_folder = f"{self.folder}/new"
        os.mkdir(new_folder)
        to_store = to_store or f"sqlite:{new_folder}/store.db"
        self.gd("restore", f"{self.folder}/b.gdbackup", "--store", to_store, "--data", f"{new_folder}/data")
        again = Node(store=to_store, folder=new_folder)
        try:
            self.assertIsNone(again.token)
            person = again.person()
            person.cookie = cookie
            self.assertEqual(person.ask("GET", "/api/v1/assets").status, 401, "a session from before the backup is no session now")
            person.cookie = None
            person.log_in("first")
            self.assertEqual(self.seen(person), before)
            source = person.get("/sources")["items"][0]
            self.assertEqual(wait_job(person, person.api("POST", f"/sources/{source['id']}/scan"))["state"], "done")  # made numbers go on
            verdict = subprocess.run([harness.GONGDUN, "audit", "verify", "--store", to_store, "--lang", "en"], capture_output=True, text=True)
            self.assertEqual(verdict.returncode, 0, verdict.stdout)
        finally:
            again.stop()

    def test_from_sqlite_to_sqlite(self):
        self.round_trip(False, None)

    def test_from_sqlite_to_postgres_and_a_node_goes_on_there(self):
        self.round_trip(False, fresh_postgres())

    def test_from_postgres_to_sqlite(self):
        self.round_trip(True, None)

    def test_store_of_an_earlier_version_comes_back_and_is_raised(self):
        """fixtures/README.md tells what is in them."""
        fixtures = sorted((harness.ROOT / "tests/e2e/fixtures").glob("node-*.gdbackup"))
        self.assertTrue(fixtures)
        self.secret(f"{self.folder}/fixture", "fixture of the tests")
        targets = [None, fresh_postgres()] if postgres.installed() else [None]
        for fixture in fixtures:
            for number, store in enumerate(targets):
                folder = f"{self.folder}/{fixture.stem}-{number}"
                os.mkdir(folder)
                store = store or f"sqlite:{folder}/store.db"
                self.gd("restore", str(fixture), "--store", store, "--data", f"{folder}/data", words=f"{self.folder}/fixture")
                node = Node(store=store, folder=folder)
                try:
                    person = node.person().log_in("first")
                    rows = person.get("/assets?limit=200")
                    self.assertEqual(rows["total"], len(rows["items"]))
                    self.assertEqual([r["name"] for r in rows["items"] if r["state"] == "disputed"], ["员工花名册"])
                    self.assertEqual(person.get("/assets?q=花名册")["total"], 1)
                    decided = [r for r in rows["items"] if r["state"] == "disputed"][0]
                    self.assertEqual(person.get(f"/assets/{decided['id']}/history")["items"][0]["reason"], "按制度定级")
                    self.assertEqual(sorted(p["login"] for p in person.get("/people")["items"]), ["auditor", "first", "security"])
                finally:
                    node.stop()

    def test_nothing_of_it_is_readable_and_what_was_altered_or_cut_is_refused(self):
        store, data = self.copy()
        path = f"{self.folder}/b"
        self.gd("backup", path, "--store", store, "--data", data)
        whole = pathlib.Path(path).read_bytes()
        for word in ("示例工厂".encode(), b"sqlite", b"organisation", PASSWORD.encode()):
            self.assertNotIn(word, whole)
        for name, bytes_ in (("altered", whole[:len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1:]), ("cut", whole[:-100]), ("none", b"hello")):
            pathlib.Path(f"{self.folder}/{name}").write_bytes(bytes_)
            out = self.gd("restore", f"{self.folder}/{name}", "--store", f"sqlite:{self.folder}/{name}.db", "--data", f"{self.folder}/{name}-data", expect=2)
            self.assertIn(name, out)
            left = [f for f in os.listdir(self.folder) if f.startswith(name) and f != name]
            self.assertEqual(left, [], "a failed restore leaves nothing")
        self.secret(f"{self.folder}/wrong", "another passphrase")
        self.assertIn("passphrase is wrong", self.gd("restore", path, "--drill", expect=2, words=f"{self.folder}/wrong"))

    def test_wrong_inputs_say_what_to_do(self):
        store, data = self.copy()
        path = f"{self.folder}/b"
        self.secret(f"{self.folder}/short", "short")
        self.assertIn("12", self.gd("backup", path, "--store", store, "--data", data, expect=2, words=f"{self.folder}/short"))
        self.secret(f"{self.folder}/open", WORDS, 0o644)
        self.assertIn("chmod 600", self.gd("backup", path, "--store", store, "--data", data, expect=2, words=f"{self.folder}/open"))
        self.assertIn("no such store", self.gd("backup", path, "--store", f"sqlite:{self.folder}/nothing.db", "--data", data, expect=2))
        self.assertFalse(os.path.exists(f"{self.folder}/nothing.db"))
        self.gd("backup", path, "--store", store, "--data", data)
        self.assertIn("exists already", self.gd("backup", path, "--store", store, "--data", data, expect=2))
        self.assertIn("exists already", self.gd("restore", path, "--store", store, "--data", f"{self.folder}/d", expect=2))
        self.assertIn("not empty", self.gd("restore", path, "--store", f"sqlite:{self.folder}/new.db", "--data", data, expect=2))
        self.assertFalse(os.path.exists(f"{self.folder}/new.db"))

    def test_backup_while_people_work_is_of_one_moment(self):
        store, data = self.copy()
        node = Node(store=store, folder=f"{self.folder}/node")
        first = node.person().log_in("first")
        ids = [a["id"] for a in first.get("/assets?grade=general-1,general-2&limit=200")["items"]]
        over, failures, answers = threading.Event(), [], []

        def work():
            person = node.person().log_in("first")
            while not over.is_set():
                for id_ in ids:
                    started = time.time()
                    try:
                        person.api("POST", f"/assets/{id_}/decisions", {"kind": "decided", "grade": "general-2", "reason": "试"})
                    except Exception as error:  # whatever it is, the test names it
                        failures.append(error)
                    answers.append(time.time() - started)
                    if over.is_set():
                        return

        thread = threading.Thread(target=work)
        thread.start()
        try:
            for i in range(3):
                self.gd("backup", f"{self.folder}/b{i}", "--store", store, "--data", data)
        finally:
            over.set()
            thread.join()
            node.stop()
        self.assertEqual(failures, [])
        self.assertGreater(len(answers), 3)
        for i in range(3):  # the chain of the audit log is whole in each, so no change is half in it
            self.assertIn("drill passed", self.gd("restore", f"{self.folder}/b{i}", "--drill"))

    def test_killed_restore_leaves_no_store_and_can_be_done_again(self):
        store, data = self.copy()
        path, target = f"{self.folder}/b", f"{self.folder}/new.db"
        self.gd("backup", path, "--store", store, "--data", data)
        command = [harness.GONGDUN, "restore", path, "--store", f"sqlite:{target}", "--data", f"{self.folder}/new-data", "--passphrase-file", self.words]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        until = time.time() + 30
        while not os.path.exists(target + ".restoring") and process.poll() is None and time.time() < until:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.assertTrue(os.path.exists(target + ".restoring"), "it was killed too late to tell anything")
        self.assertFalse(os.path.exists(target))
        self.gd(*command[1:-2])
        self.assertTrue(os.path.exists(target))
        self.assertEqual([f for f in os.listdir(self.folder) if "restoring" in f], [])


if __name__ == "__main__":
    unittest.main()
