"""Signed rule packs: made on the command line, given to a node, looked at, put in force, and taken back."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

import harness
import postgres
from node import ENVIRONMENT, Node, administrators, new_person, scan, wait_job

FACTORY = str(harness.ROOT / "samples" / "factory")


class PackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="gd-packs-")
        cls.words = f"{cls.folder}/words"
        pathlib.Path(cls.words).write_text("correct horse battery\n")
        os.chmod(cls.words, 0o600)
        cls.gd("keygen", "-o", f"{cls.folder}/key.pem", "--passphrase-file", cls.words)
        cls.key = pathlib.Path(f"{cls.folder}/key.pem.pub").read_text()
        cls.node = Node(store=cls.store())
        cls.first, cls.security, cls.auditor = administrators(cls.node)
        cls.source = scan(cls.first, FACTORY, name="示例工厂")

    @classmethod
    def tearDownClass(cls):
        cls.node.stop()
        shutil.rmtree(cls.node.folder)
        shutil.rmtree(cls.folder)

    @staticmethod
    def store():
        return None

    @classmethod
    def gd(cls, *arguments, expect=0):
        out = subprocess.run([harness.GONGDUN, "pack", *arguments, "--lang", "en"], capture_output=True, text=True, env=ENVIRONMENT, timeout=120, stdin=subprocess.DEVNULL)
        if out.returncode != expect:
            raise AssertionError(f"{arguments}: {out.returncode}: {out.stdout}{out.stderr}")
        return out.stdout + out.stderr

    def pack(self, name, pack, version, change, key="key.pem"):
        """A signed copy of a shipped pack with another version and its files changed by `change(name, text)`; returns the path of the file and its JSON."""
        folder = pathlib.Path(self.folder) / f"work-{name}" / pack
        shutil.copytree(harness.ROOT / "packs" / pack, folder)
        for path in folder.glob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            if path.name == "pack.yaml":
                text = "\n".join(f'version: "{version}"' if line.startswith("version:") else line for line in text.split("\n"))
            path.write_text(change(path.name, text), encoding="utf-8")
        out = f"{self.folder}/{name}.gdpack"
        self.gd("sign", str(folder), "--key", f"{self.folder}/{key}", "--signer", "某某研究院", "-o", out, "--passphrase-file", self.words)
        return out, json.loads(pathlib.Path(out).read_text(encoding="utf-8"))

    def trust(self):
        known = {s["fingerprint"] for s in self.security.get("/pack-signers")["items"]}
        if not known:
            self.security.api("POST", "/pack-signers", {"name": "某某研究院（已核对）", "key": self.key})

    def test_what_a_pack_changes_is_seen_first_and_can_be_taken_back(self):
        self.trust()
        # 一份把钢铁冶炼参数的候选级别抬到核心的规则包
        _, bundle = self.pack("raised", "sector-steel", "2027.1.1", lambda name, text: text.replace("candidate: important", "candidate: core"))
        before = self.first.get("/assets/facets")
        version = self.security.api("POST", "/pack-versions", bundle)
        self.assertEqual((version["pack"], version["version"], version["active"], version["signer"]), ("sector-steel", "2027.1.1", False, "某某研究院（已核对）"))
        difference = self.security.get(f"/pack-versions/{version['id']}/difference")
        self.assertGreater(difference["total"], 0)
        self.assertTrue(all(any(f["field"] == "candidate" and f["removed"] == ["important"] and f["added"] == ["core"] for f in rule["fields"]) for rule in difference["items"]))
        job = wait_job(self.security, self.security.api("POST", f"/pack-versions/{version['id']}/preview"))
        self.assertEqual(job["state"], "done", job)
        self.assertGreater(job["result"]["grades"], 0)
        self.assertFalse(job["result"]["rescan"])
        self.assertIn("core", {step["after"] for step in job["result"]["steps"]})
        self.assertEqual(self.first.get("/assets/facets"), before, "a preview changes nothing")
        changes = self.first.get(f"/pack-versions/{version['id']}/changes?limit=200")
        self.assertEqual(changes["total"], job["result"]["assets"])
        self.assertEqual(self.security.ask("GET", f"/api/v1/pack-versions/{version['id']}/changes").status, 403, "who keeps packs does not see assets")
        job = wait_job(self.security, self.security.api("POST", f"/pack-versions/{version['id']}/force", {"reason": "省厅下发"}))
        self.assertEqual(job["state"], "done", job)
        for change in changes["items"]:
            if change["before"] != change["after"]:
                self.assertEqual(self.first.get(f"/assets/{change['asset']}")["proposed"], change["after"])
        packs = {p["id"]: p for p in self.first.get("/packs")["items"]}
        self.assertEqual((packs["sector-steel"]["version"], packs["sector-steel"]["signer"]), ("2027.1.1", "某某研究院（已核对）"))
        self.assertEqual(self.security.ask("DELETE", f"/api/v1/pack-versions/{version['id']}").status, 409)
        # It is still so after a restart, and the rules are those.
        self.node.restart(signal.SIGKILL)
        for person, login in ((self.first, "first"), (self.security, "security"), (self.auditor, "auditor")):
            person.log_in(login)
        self.assertEqual({p["id"]: p["version"] for p in self.first.get("/packs")["items"]}["sector-steel"], "2027.1.1")
        self.assertIsNone(self.first.get("/packs")["problem"])
        job = wait_job(self.security, self.security.api("POST", "/packs/sector-steel/revert", {"reason": "撤回"}))
        self.assertEqual(job["state"], "done", job)
        self.assertEqual(self.first.get("/assets/facets"), before)
        self.security.api("DELETE", f"/pack-versions/{version['id']}")
        actions = [e["action"] for e in self.auditor.get("/audit?limit=50")["items"]]
        for action in ("pack.upload", "pack.in_force", "pack.remove"):
            self.assertIn(action, actions)

    def test_stranger_altered_and_broken_packs_are_refused(self):
        self.gd("keygen", "-o", f"{self.folder}/stranger.pem", "--passphrase-file", self.words)
        self.trust()
        _, strange = self.pack("strange", "sector-ic", "9.1", lambda name, text: text, key="stranger.pem")
        answer = self.security.ask("POST", "/api/v1/pack-versions", strange)
        self.assertEqual(answer.status, 403)
        self.assertIn(self.gd("verify", f"{self.folder}/strange.gdpack").split("fingerprint ")[1].split()[0], answer.body.decode())
        path, altered = self.pack("altered", "sector-ic", "9.2", lambda name, text: text)
        altered["files"]["pack.yaml"] += "# more\n"
        self.assertEqual(self.security.ask("POST", "/api/v1/pack-versions", altered).status, 403)
        pathlib.Path(path).write_text(json.dumps(altered), encoding="utf-8")
        self.assertIn("altered", self.gd("verify", path, expect=2))
        _, broken = self.pack("broken", "sector-ic", "9.3", lambda name, text: text if name == "pack.yaml" else text + "\nunknown_key: 1\n")
        answer = self.security.ask("POST", "/api/v1/pack-versions", broken)
        self.assertEqual(answer.status, 400)
        self.assertIn("unknown_key", answer.body.decode())
        _, silent = self.pack("silent", "detectors-personal", "9.4", lambda name, text: text.replace("1[3-9]", "2[3-9]", 1) if "1[3-9]" in text else text)
        version = self.security.ask("POST", "/api/v1/pack-versions", silent)
        if version.status == 201:  # a rule that no longer finds its own examples is refused before anything is graded by it
            job = wait_job(self.security, self.security.api("POST", f"/pack-versions/{version.json()['id']}/preview"))
            self.assertEqual(job["state"], "failed", job)
            self.security.api("DELETE", f"/pack-versions/{version.json()['id']}")
        self.assertEqual([v for v in self.security.get("/pack-versions")["items"] if v["pack"] in ("sector-ic", "detectors-personal")], [])
        self.assertEqual(os.listdir(f"{self.node.folder}/data/tmp"), [])

    def test_only_who_keeps_packs_may(self):
        self.trust()
        _, bundle = self.pack("mine", "sector-ship", "9.1", lambda name, text: text)
        for person in (self.first, self.auditor):
            self.assertEqual(person.ask("POST", "/api/v1/pack-versions", bundle).status, 403)
            self.assertEqual(person.ask("POST", "/api/v1/pack-signers", {"name": "x", "key": self.key}).status, 403)
        version = self.security.api("POST", "/pack-versions", bundle)
        self.assertEqual(self.security.ask("POST", "/api/v1/pack-versions", bundle).status, 409)
        self.security.api("DELETE", f"/pack-versions/{version['id']}")
        self.assertEqual(self.security.ask("POST", "/api/v1/pack-signers", {"name": "x", "key": "no key"}).status, 400)
        self.assertEqual(self.security.ask("POST", "/api/v1/pack-signers", {"name": "x", "key": self.key}).status, 409)

    def test_changes_are_seen_by_who_sees_the_assets(self):
        self.trust()
        _, bundle = self.pack("scoped", "sector-steel", "2027.2.1", lambda name, text: text.replace("candidate: important", "candidate: core"))
        version = self.security.api("POST", "/pack-versions", bundle)
        wait_job(self.security, self.security.api("POST", f"/pack-versions/{version['id']}/preview"))
        home = self.first.get("/organisations")["items"][0]["id"]
        elsewhere = self.security.api("POST", "/organisations", {"name": "别厂", "parents": [{"kind": "territory", "id": home}]})["id"]
        other = new_person(self.first, self.security, f"elsewhere{self.id()[-20:].replace('.', '')}"[:30], [("reader", elsewhere, "territory", "core")])
        self.assertGreater(self.first.get(f"/pack-versions/{version['id']}/changes")["total"], 0)
        self.assertEqual(other.get(f"/pack-versions/{version['id']}/changes")["total"], 0)
        self.security.api("DELETE", f"/pack-versions/{version['id']}")


class PackOnPostgresTest(PackTest):
    @staticmethod
    def store():
        if not postgres.installed():
            raise unittest.SkipTest("PostgreSQL 15 is not installed (package postgresql-15): not tested on it")
        return postgres.OnPostgres().fresh_url()


if __name__ == "__main__":
    unittest.main()
