"""The node as people and programs use it: set-up, log-in, scan, evidence, decisions, report, audit."""
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

import api_schema
import harness
import postgres
from node import ENVIRONMENT, PASSWORD, Node, administrators, new_person, scan, wait_job

FACTORY = str(harness.ROOT / "samples" / "factory")


class ServeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = Node(store=cls.store())
        cls.first, cls.security, cls.auditor = administrators(cls.node)
        cls.source = scan(cls.first, FACTORY, name="示例工厂")

    @staticmethod
    def store():
        return None  # a SQLite file of the node's own

    @classmethod
    def tearDownClass(cls):
        cls.node.stop()
        shutil.rmtree(cls.node.folder)

    def test_every_get_answers_as_described(self):
        asset = self.first.get("/assets?limit=1")["items"][0]["id"]
        scan_id = self.first.get("/scans")["items"][0]["id"]
        values = {"/assets/{id}": asset, "/sources/{id}": self.source["id"], "/scans/{id}": str(scan_id), "/rules/{id}": "cn.mobile"}
        from node import OPENAPI
        people = {"node.manage": self.first, "people.manage": self.first, "grants.manage": self.security, "audit.read": self.auditor}
        checked = 0
        for pattern, methods in OPENAPI["paths"].items():
            if "get" not in methods or pattern in ("/events", "/reports/{id}/files/{name}", "/jobs/{id}", "/oidc/start", "/oidc/callback"):
                continue
            path = pattern
            for prefix, value in values.items():
                if pattern.startswith(prefix):
                    path = pattern.replace("{id}", value)
            if "{" in path:
                continue
            person = people.get(methods["get"].get("x-permission"), self.first)
            answer = person.ask("GET", "/api/v1" + path)
            self.assertEqual(answer.status, 200, f"{path}: {answer.body[:300]!r}")
            api_schema.check("GET", path, answer)
            checked += 1
        self.assertGreater(checked, 30)

    def test_without_session_everything_is_401(self):
        nobody = self.node.person()
        from node import OPENAPI
        for pattern, methods in OPENAPI["paths"].items():
            for method, operation in methods.items():
                if operation.get("security") == []:
                    continue
                answer = nobody.ask(method.upper(), "/api/v1" + pattern.replace("{id}", "x").replace("{name}", "y"), body={} if "requestBody" in operation else None)
                self.assertEqual(answer.status, 401, f"{method} {pattern}")
        self.assertEqual(nobody.ask("GET", "/api/v1/no/such/thing").status, 401)
        self.assertEqual(nobody.ask("GET", "/metrics").status, 401)
        self.assertEqual(nobody.ask("GET", "/healthz").status, 200)

    def test_first_link_works_once(self):
        again = self.node.person().ask("POST", "/api/v1/setup", {"token": self.node.token, "login": "second", "name": "x", "password": PASSWORD})
        self.assertEqual(again.status, 403)
        self.assertFalse(self.first.get("/setup")["needed"])

    def test_forged_requests_are_refused(self):
        thief = self.node.person()
        thief.cookie = self.first.cookie
        self.assertEqual(thief.ask("POST", "/api/v1/reports", {"lang": "zh"}).status, 403)
        thief.csrf = self.first.csrf
        self.assertEqual(thief.ask("POST", "/api/v1/reports", {"lang": "zh"}, headers={"Origin": "http://evil.example"}).status, 403)

    def test_lists_counts_and_export_agree(self):
        for query in ("", "grade=important,core", "personal=true", "q=人员", "state=pending&sort=-rows"):
            page, seen = self.first.get(f"/assets?limit=7&{query}"), []
            total = page["total"]
            while True:
                seen += [row["id"] for row in page["items"]]
                if page["next"] is None:
                    break
                page = self.first.get(f"/assets?limit=7&{query}&cursor={page['next']}")
            self.assertEqual(len(seen), total, query)
            self.assertEqual(len(set(seen)), total, query)
            facets = self.first.get("/assets/facets?" + "&".join(p for p in query.split("&") if not p.startswith("sort")))
            self.assertEqual(facets["total"], total)
            self.assertEqual(sum(f["count"] for f in facets["grade"]), total)
            filters = dict(p.split("=") for p in query.split("&") if p and not p.startswith("sort"))
            job = wait_job(self.first, self.first.api("POST", "/exports/assets", {"as": "csv", "filter": filters}))
            csv = self.first.ask("GET", f"/api/v1/jobs/{job['id']}/files/assets.csv")
            self.assertEqual(csv.body.decode("utf-8-sig").count("\r\n"), total + 2, query)
            self.assertEqual(job["result"]["rows"], total)

    def test_same_catalog_as_the_command_line(self):
        with tempfile.TemporaryDirectory() as folder:
            out = subprocess.run([harness.GONGDUN, "scan", FACTORY, "--store", f"sqlite:{folder}/s.db", "--format", "json"], capture_output=True, check=False, env=ENVIRONMENT)
            expected = sorted((a["location"], a["kind"], a["grade"]["proposed"]["class"], a["grade"]["proposed"]["level"]) for a in json.loads(out.stdout)["assets"])
        got = []
        for row in self.first.get(f"/assets?limit=200&source={self.source['id']}")["items"]:
            parts = row["proposed"].split("-")
            got.append((row["location"], row["kind"], parts[0], int(parts[1]) if len(parts) > 1 else None))
        self.assertEqual(sorted(got, key=str), sorted(expected, key=str))

    def test_decision_is_kept_audited_and_guarded_against_collision(self):
        row = self.first.get("/assets?grade=general-3,general-2&state=pending&limit=1")["items"][0]
        detail = self.first.ask("GET", f"/api/v1/assets/{row['id']}")
        tag = detail.headers["etag"]
        body = {"kind": "decided", "grade": "important", "reason": "影响重点产线"}
        made = self.first.ask("POST", f"/api/v1/assets/{row['id']}/decisions", body, headers={"If-Match": tag})
        self.assertEqual(made.status, 200, made.body)
        api_schema.check("POST", f"/assets/{row['id']}/decisions", made)
        late = self.first.ask("POST", f"/api/v1/assets/{row['id']}/decisions", body, headers={"If-Match": tag})
        self.assertEqual(late.status, 409)
        self.assertEqual(late.json()["params"]["by"], "first")
        after = self.first.get(f"/assets/{row['id']}")
        self.assertEqual((after["effective"], after["state"]), ("important", "disputed"))
        self.assertEqual(self.first.get(f"/assets/{row['id']}/history")["items"][0]["reason"], "影响重点产线")
        entries = self.auditor.get(f"/audit?object={row['id']}&action=asset.decide")["items"]
        self.assertEqual(len(entries), 1)
        self.assertEqual(entries[0]["login"], "first")
        self.first.api("POST", f"/assets/{row['id']}/decisions", {"kind": "withdrawn", "reason": "改回"})
        self.assertEqual(self.first.get(f"/assets/{row['id']}")["state"], "pending")

    def test_core_data_needs_a_second_person(self):
        row = self.first.get("/assets?grade=important&limit=1")["items"][0]
        said = self.first.api("POST", f"/assets/{row['id']}/decisions", {"kind": "decided", "grade": "core", "reason": "关系产业链安全"})
        self.assertEqual(said["state"], "review")
        self.assertEqual(self.first.get(f"/assets/{row['id']}")["effective"], "important")
        self.first.api("POST", f"/reviews/{said['review']}", {"approve": True, "reason": "同意"}, expect=403)
        home = self.first.get("/organisations")["items"][0]["id"]
        second = new_person(self.first, self.security, "reviewer1", [("reviewer", home, "territory", "core")])
        self.assertEqual([r["id"] for r in second.get("/reviews")["items"]], [said["review"]])
        second.api("POST", f"/reviews/{said['review']}", {"approve": True, "reason": "同意"})
        self.assertEqual(self.first.get(f"/assets/{row['id']}")["effective"], "core")
        second.api("POST", f"/reviews/{said['review']}", {"approve": True, "reason": "同意"}, expect=404)

    def test_batch_accepts_what_is_proposed_and_sends_core_data_to_review(self):
        said = self.first.api("POST", "/assets/decisions", {"filter": {"grade": "general-1", "state": "pending"}, "kind": "decided", "accept": True, "reason": "按建议定级"})
        self.assertGreater(said["done"], 5)
        self.assertEqual((said["review"], said["refused"]), (0, []))
        self.assertEqual(self.first.get("/assets?grade=general-1&state=pending")["total"], 0)
        ids = [row["id"] for row in self.first.get("/assets?grade=important&state=pending&limit=2")["items"]]
        said = self.first.api("POST", "/assets/decisions", {"ids": ids, "kind": "decided", "grade": "core", "reason": "试"})
        self.assertEqual((said["done"], said["review"]), (0, len(ids)))
        self.assertEqual(len(self.first.get("/assets?state=review&limit=200")["items"]), len(ids))
        for review in self.first.get("/reviews")["items"]:
            self.assertIn(review["asset"], ids)
        home = self.first.get("/organisations")["items"][0]["id"]
        second = new_person(self.first, self.security, "reviewer2", [("reviewer", home, "territory", "core")])
        for review in second.get("/reviews")["items"]:
            second.api("POST", f"/reviews/{review['id']}", {"approve": False, "reason": "证据不足"})
        self.assertEqual(self.first.get("/assets?state=review")["total"], 0)
        self.assertEqual(self.first.get(f"/assets/{ids[0]}/history")["items"][0]["kind"], "rejected")

    def test_dismissed_column_no_longer_counts(self):
        # Ids follow the folder's path, and so does the order of equals: the first with columns is not always the first.
        columns = {row["id"]: self.first.get(f"/assets/{row['id']}/columns")["items"] for row in self.first.get("/assets?personal=true&limit=50")["items"]}
        asset = next(id for id, found in columns.items() if found)
        column = columns[asset][0]
        self.assertTrue(all("*" in s or len(s) < 3 for s in column["samples"]), column["samples"])
        self.first.api("PUT", f"/findings/{column['id']}/dismissal", {"reason": "测试数据", "alone": True})
        again = [c for c in self.first.get(f"/assets/{asset}/columns")["items"] if c["id"] == column["id"]][0]
        self.assertEqual(again["dismissed"]["reason"], "测试数据")
        self.first.api("DELETE", f"/findings/{column['id']}/dismissal")

    def test_report_is_made_and_downloaded(self):
        job = wait_job(self.first, self.first.api("POST", "/reports", {"lang": "zh"}))
        self.assertEqual(job["state"], "done", job)
        report = [r for r in self.first.get("/reports")["items"] if r["id"] == job["result"]["report"]][0]
        for file in report["files"]:
            answer = self.first.ask("GET", f"/api/v1/reports/{report['id']}/files/{file['name']}")
            self.assertEqual(len(answer.body), file["bytes"])
            self.assertIn("attachment", answer.headers["content-disposition"])
        self.first.api("DELETE", f"/reports/{report['id']}")
        self.assertEqual(self.first.ask("GET", f"/api/v1/reports/{report['id']}/files/report.pdf").status, 404)

    def test_lockout_and_passwords(self):
        home = self.first.get("/organisations")["items"][0]["id"]
        new_person(self.first, self.security, "forgetful", [("reader", home, "territory", "general-4")])
        someone = self.node.person()
        for _ in range(5):
            someone.api("POST", "/session", {"login": "forgetful", "password": "wrong wrong"}, expect=401)
        locked = someone.ask("POST", "/api/v1/session", {"login": "forgetful", "password": PASSWORD})
        self.assertEqual(locked.status, 429)
        self.assertIn("until", locked.json()["params"])
        self.assertNotIn(PASSWORD, self.node.log_text())
        self.assertNotIn("wrong wrong", self.node.log_text())

    def test_token_carries_no_more_than_it_says(self):
        made = self.first.api("POST", "/session/tokens", {"name": "ci", "permissions": ["assets.read"], "days": 1})
        program = self.node.person()
        headers = {"Authorization": "Bearer " + made["secret"]}
        self.assertEqual(program.ask("GET", "/api/v1/assets", headers=headers).status, 200)
        self.assertEqual(program.ask("POST", "/api/v1/reports", {"lang": "zh"}, headers=headers).status, 403)
        row = self.first.get("/assets?limit=1")["items"][0]["id"]
        self.assertEqual(program.ask("POST", f"/api/v1/assets/{row}/decisions", {"kind": "decided", "grade": "important", "reason": "x"}, headers=headers).status, 404)
        self.first.api("POST", "/session/tokens", {"name": "x", "permissions": ["audit.read"], "days": 1}, expect=403)
        self.first.api("DELETE", f"/session/tokens/{made['token']['id']}")
        self.assertEqual(program.ask("GET", "/api/v1/assets", headers=headers).status, 401)

    def test_separation_of_duties(self):
        self.auditor.get("/audit")
        for person, path in ((self.first, "/audit"), (self.first, "/grants"), (self.security, "/audit"), (self.security, "/assets"), (self.auditor, "/people"), (self.auditor, "/assets")):
            person.get(path, expect=403)
        home = self.first.get("/organisations")["items"][0]["id"]
        me = self.security.session["person"]["id"]
        body = {"person": me, "role": "reader", "organisation": home, "edge": "territory", "ceiling": "core"}
        self.security.api("POST", "/grants", body, expect=403)
        body.update(person=self.auditor.session["person"]["id"], role="security_administrator")
        self.security.api("POST", "/grants", body, expect=409)

    def test_events_tell_of_jobs(self):
        got = []
        stream = socket.create_connection(("127.0.0.1", self.node.port), timeout=30)
        stream.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{self.node.port}\r\nCookie: gongdun_session={self.first.cookie}\r\n\r\n".encode())

        def listen():
            while b'"state":"done"' not in b"".join(got):
                piece = stream.recv(65536)
                if not piece:
                    return
                got.append(piece)
        thread = threading.Thread(target=listen)
        thread.start()
        wait_job(self.first, self.first.api("POST", f"/sources/{self.source['id']}/scan"))
        thread.join(20)
        stream.close()
        self.assertIn(b"event: job", b"".join(got))
        self.assertIn(b'"state":"done"', b"".join(got))

    def test_disabled_person_is_out_at_once(self):
        home = self.first.get("/organisations")["items"][0]["id"]
        person = new_person(self.first, self.security, "leaver", [("reader", home, "territory", "core")])
        with socket.create_connection(("127.0.0.1", self.node.port), timeout=20) as stream:
            stream.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{self.node.port}\r\nCookie: gongdun_session={person.cookie}\r\n\r\n".encode())
            while b"hello" not in stream.recv(65536):
                pass
            self.first.api("PATCH", f"/people/{person.session['person']['id']}", {"state": "disabled"})
            while stream.recv(65536):
                pass  # ends, or the socket's time-out fails the test
        person.get("/assets", expect=401)
        person.api("POST", "/session", {"login": "leaver", "password": PASSWORD}, expect=401)
        self.first.api("PATCH", f"/people/{self.first.session['person']['id']}", {"state": "disabled"}, expect=403)

    def test_audit_names_what_was_altered(self):
        if not self.node.store.startswith("sqlite:"):
            self.skipTest("the store's file is altered by hand: SQLite only; verification itself is the same code")
        # A copy: the node keeps its own.
        with tempfile.TemporaryDirectory() as folder:
            asset = self.first.get("/assets?limit=1")["items"][0]["id"]
            for _ in range(10):
                self.first.get(f"/assets/{asset}")
            source = sqlite3.connect(f"{self.node.folder}/store.db")
            verify = lambda: subprocess.run([harness.GONGDUN, "audit", "verify", "--lang", "en", "--store", f"sqlite:{folder}/c.db"], capture_output=True, text=True, check=False)
            for change, words in ((None, "is whole"), ("UPDATE audit SET login = 'nobody' WHERE number = 5", "record 5 is altered"), ("DELETE FROM audit WHERE number = 7", "record 7 is missing"),
                                  ("DELETE FROM audit WHERE number > 9", "record 10 is cut off")):
                for name in os.listdir(folder):
                    os.remove(os.path.join(folder, name))
                copy = sqlite3.connect(f"{folder}/c.db")
                source.backup(copy)
                if change:
                    copy.execute(change)
                    copy.commit()
                copy.close()
                self.assertIn(words, verify().stdout)
            source.close()

    def test_testing_an_empty_folder_says_that_it_is_empty(self):
        with tempfile.TemporaryDirectory() as folder:
            said = self.first.api("POST", "/sources/test", {"name": "x", "kind": "folder", "address": folder})
        self.assertFalse(said["ok"])
        self.assertEqual(len(said["problems"]), 1)

    def test_wrong_inputs_say_where(self):
        for method, path, body, where in (("POST", "/sources", {"name": "x", "kind": "folder", "address": "relative"}, "/address"),
                                          ("POST", "/sources", {"name": "", "kind": "folder", "address": "/x"}, "/name"),
                                          ("POST", "/sources", {"name": "x", "kind": "ftp", "address": "/x"}, "/kind"),
                                          ("POST", "/reports", {"lang": "fr"}, "/lang"),
                                          ("POST", "/reports", {"lang": "zh", "extra": 1}, "/extra"),
                                          ("GET", "/assets?limit=1000", None, "limit"),
                                          ("GET", "/assets?sort=secret", None, "sort"),
                                          ("GET", "/assets?nosuch=1", None, "nosuch"),
                                          ("GET", "/assets?cursor=zz", None, "cursor")):
            answer = self.first.ask(method, "/api/v1" + path, body)
            self.assertEqual(answer.status, 400, path)
            self.assertEqual(answer.json()["params"]["where"].split("/")[-1], where.split("/")[-1])
        self.assertEqual(self.first.ask("POST", "/api/v1/reports", raw=b"{", headers={"Content-Type": "application/json"}).status, 400)
        self.assertEqual(self.first.ask("POST", "/api/v1/reports", raw=b"[" * 100000, headers={"Content-Type": "application/json"}).status, 400)
        self.assertEqual(self.first.ask("POST", "/api/v1/reports", raw=b"\xff\xfe", headers={"Content-Type": "application/json"}).status, 400)


class ServeOnPostgresTest(ServeTest):
    @staticmethod
    def store():
        if not postgres.installed():
            raise unittest.SkipTest("PostgreSQL 15 is not installed (package postgresql-15): not tested on it")
        return postgres.OnPostgres().fresh_url()


class LifeTest(unittest.TestCase):
    def test_kill_loses_nothing_and_the_scan_goes_on(self):
        with tempfile.TemporaryDirectory() as data:
            for i in range(400):
                with open(f"{data}/{i:03}.csv", "w", encoding="utf-8") as file:
                    file.write("姓名,手机号\n" + "".join(f"王{chr(0x4e00 + k)},1380013{(i * 7 + k) % 10000:04}\n" for k in range(3000)))
            node = Node()
            try:
                first = node.first_person()
                source = first.api("POST", "/sources", {"name": "大目录", "kind": "folder", "address": data})
                first.api("POST", f"/sources/{source['id']}/scan")
                time.sleep(1.0)
                node.restart(signal.SIGKILL)
                first.log_in("first")
                self.assertEqual(first.get("/sources")["items"][0]["name"], "大目录")
                job = first.get("/jobs?kind=scan")["items"][0]
                self.assertEqual(wait_job(first, job)["state"], "done")
                self.assertEqual(first.get("/scans")["items"][0]["items"], 400)
                self.assertIsNone(node.token)
            finally:
                node.stop()
                shutil.rmtree(node.folder)

    def test_tls_of_its_own_and_settings_from_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(f"{folder}/node.yaml", "w", encoding="utf-8") as file:
                file.write(f"store: sqlite:{folder}/s.db\nlisten: 0.0.0.0:0\nnames: [node.example, 10.0.0.5]\n")
            process = subprocess.Popen([harness.GONGDUN, "serve", "--config", f"{folder}/node.yaml", "--lang", "en"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT)
            try:
                port = int(re.search(r"https://127\.0\.0\.1:(\d+)", process.stdout.readline()).group(1))
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                context.load_verify_locations(f"{folder}/s.db.data/tls/certificate.pem")
                with socket.create_connection(("127.0.0.1", port), timeout=20) as plain, context.wrap_socket(plain, server_hostname="node.example") as client:
                    self.assertEqual(client.version(), "TLSv1.3")
                    client.sendall(b"GET /healthz HTTP/1.1\r\nHost: node.example\r\nConnection: close\r\n\r\n")
                    self.assertIn(b"Strict-Transport-Security", client.recv(65536))
                context.maximum_version = ssl.TLSVersion.TLSv1_2
                with socket.create_connection(("127.0.0.1", port), timeout=20) as plain, self.assertRaises(ssl.SSLError):
                    context.wrap_socket(plain, server_hostname="node.example")
                self.assertEqual(os.stat(f"{folder}/s.db.data/tls/key.pem").st_mode & 0o777, 0o600)
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(30)
                process.stdout.close()
        for arguments, words in ((["--listen", "nonsense"], "127.0.0.1:8088"), (["--config", "/nonexistent"], "/nonexistent")):
            out = subprocess.run([harness.GONGDUN, "serve", "--store", f"sqlite:{self.id()}.db", "--lang", "en", *arguments], capture_output=True, text=True, timeout=60, env=ENVIRONMENT)
            self.assertNotEqual(out.returncode, 0)
            self.assertIn(words, out.stderr + out.stdout)

    def test_reset_password_by_link(self):
        node = Node()
        try:
            first = node.first_person()
            out = subprocess.run([harness.GONGDUN, "admin", "reset-password", "first", "--store", node.store], capture_output=True, text=True, check=True).stdout
            token = out.split("token=")[1].strip()
            first.api("POST", "/setup", {"token": token, "login": "first", "name": "x", "password": "another password 1"})
            node.person().api("POST", "/session", {"login": "first", "password": PASSWORD}, expect=401)
            node.person().log_in("first", "another password 1")
        finally:
            node.stop()
            shutil.rmtree(node.folder)

    def test_demo_is_marked_and_removed_with_one_request(self):
        node = Node(arguments=["--scan", FACTORY, "--demo"])
        try:
            first = node.first_person()
            wait_job(first, first.get("/jobs")["items"][0])
            self.assertTrue(first.get("/node")["demo"])
            self.assertTrue(first.get("/assets?limit=1")["items"][0]["demo"])
            first.api("DELETE", "/demo")
            self.assertEqual(first.get("/assets?vanished=true")["total"], 0)
            self.assertFalse(first.get("/node")["demo"])
            # and the same folder can be scanned again as one's own
            scan(first, FACTORY)
            self.assertGreater(first.get("/assets")["total"], 10)
            self.assertFalse(first.get("/assets?limit=1")["items"][0]["demo"])
        finally:
            node.stop()
            shutil.rmtree(node.folder)


if __name__ == "__main__":
    unittest.main()
