"""Reminders by mail and webhook: real receivers, retries, a node killed in between, and nobody hears of what is beyond their reach."""
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

import harness
import postgres
from node import ENVIRONMENT, Node, administrators, new_person, scan, wait_job
from reminder_parties import MailServer, Receiver, certificate, free_port

ALL = ["job.failed", "scan.candidates", "review.waiting", "scan.missed"]


def until(condition, seconds=40):
    end = time.time() + seconds
    while time.time() < end:
        if value := condition():
            return value
        time.sleep(0.1)
    raise AssertionError("did not happen")


class ReminderTest(unittest.TestCase):
    def setUp(self):
        self.tls = certificate()
        self.folder = tempfile.mkdtemp(prefix="gd-remind-")
        with open(f"{self.folder}/node.yaml", "w") as file:
            file.write(f"outbound_ca: {self.tls}/ca.pem\n")
        self.node = Node(store=self.store(), arguments=["--config", f"{self.folder}/node.yaml"], folder=self.folder)
        self.first, self.security, self.auditor = administrators(self.node)
        self.home = self.first.get("/organisations")["items"][0]["id"]
        self.parts = []

    @staticmethod
    def store():
        return None

    def tearDown(self):
        for part in self.parts:
            part.stop()
        self.node.stop()
        shutil.rmtree(self.folder)
        shutil.rmtree(self.tls)

    def mail_server(self, port=None):
        server = MailServer(self.tls, port)
        self.parts.append(server)
        return server

    def receiver(self, port=0, **more):
        one = Receiver(self.tls, port, **more)
        self.parts.append(one)
        return one

    def set_mail(self, port, **more):
        return self.first.api("PUT", "/notifications/mail", {"on": True, "host": "127.0.0.1", "port": port, "safety": "starttls", "login": MailServer.LOGIN,
                                                              "password": MailServer.PASSWORD, "sender": "node@factory.example", "sender_name": "工盾 节点", **more})

    def choose(self, person, kinds, mail="li@factory.example", **more):
        return person.api("PUT", "/session/reminders", {"mail": mail, "lang": "zh", "digest": None, "kinds": kinds, **more})

    def add_hook(self, receiver, kinds=ALL, port=None):
        made = self.first.api("POST", "/notifications/webhooks", {"name": "值班系统", "url": receiver.url if receiver else f"https://127.0.0.1:{port}/hook", "kinds": kinds, "enabled": True})
        if receiver:
            receiver.secret = made["secret"]
        return made

    def fail_a_scan(self, person=None, name="坏源", organisation=None):
        """A source that is gone when it is scanned."""
        person = person or self.first
        gone = tempfile.mkdtemp(prefix="gd-gone-")
        source = person.api("POST", "/sources", {"name": name, "kind": "folder", "address": gone, "organisation": organisation or self.home})
        os.rmdir(gone)
        job = wait_job(person, person.api("POST", f"/sources/{source['id']}/scan"))
        self.assertEqual(job["state"], "failed")
        return job

    def deliveries(self):
        return self.first.get("/notifications/deliveries?limit=200")["items"]

    def test_failed_scan_is_told_by_mail_and_webhook(self):
        server, receiver = self.mail_server(), self.receiver()
        self.set_mail(server.port)
        self.add_hook(receiver)
        self.choose(self.first, ALL)
        self.fail_a_scan()
        sender, to, mail, encrypted = until(lambda: server.mails and server.mails[0])
        self.assertTrue(encrypted)
        self.assertEqual((sender, to), ("node@factory.example", ["li@factory.example"]))
        self.assertIn("任务失败", mail["Subject"])
        self.assertIn("工盾 节点", mail["From"])
        self.assertIn("扫描「坏源」失败", mail.get_content())
        headers, body = until(lambda: receiver.got and receiver.got[0])
        self.assertTrue(receiver.signed(headers, body))
        self.assertFalse(receiver.signed({**headers, "X-Gongdun-Timestamp": "1"}, body))
        told = receiver.bodies()[0]
        self.assertEqual([one["kind"] for one in told["reminders"]], ["job.failed"])
        self.assertEqual(told["delivery"], headers["X-Gongdun-Delivery"])
        self.assertNotIn("坏源", body.decode())
        until(lambda: {one["state"] for one in self.deliveries()} == {"sent"})
        self.assertEqual({(one["channel"], one["recipient"]) for one in self.deliveries()}, {("mail", "测试人员"), ("webhook", "值班系统")})
        # once, however often the node looks
        time.sleep(7)
        self.assertEqual((len(server.mails), len(receiver.got)), (1, 1))

    def test_server_that_is_down_and_a_node_that_is_killed_lose_nothing(self):
        port, hook = free_port(), free_port()
        self.set_mail(port)
        made = self.add_hook(None, port=hook)
        self.choose(self.first, ALL)
        self.fail_a_scan()
        until(lambda: len(self.deliveries()) == 2 and all(one["attempts"] > 0 for one in self.deliveries()))
        before = {one["id"] for one in self.deliveries()}
        self.assertEqual({one["state"] for one in self.deliveries()}, {"waiting"})
        self.assertTrue(all(one["error"]["zh"] and one["next_try"] for one in self.deliveries()))
        self.node.restart(signal.SIGKILL)
        self.first.node = self.node
        server, receiver = self.mail_server(port), self.receiver(hook)
        receiver.secret = made["secret"]
        until(lambda: server.mails and receiver.got, 60)
        until(lambda: {one["state"] for one in self.deliveries()} == {"sent"})
        time.sleep(7)
        self.assertEqual((len(server.mails), len(receiver.got)), (1, 1))
        self.assertEqual({one["id"] for one in self.deliveries()}, before)
        self.assertTrue(receiver.signed(*receiver.got[0]))
        self.assertIn(receiver.bodies()[0]["delivery"], before)
        self.assertIn(server.mails[0][2]["Message-ID"].strip("<>").split("@")[0], before)

    def test_receiver_that_refuses_is_asked_again_under_the_same_id(self):
        receiver = self.receiver(status=503)
        self.add_hook(receiver)
        self.fail_a_scan()
        until(lambda: len(receiver.got) >= 2)
        receiver.status = 200
        until(lambda: {one["state"] for one in self.deliveries()} == {"sent"}, 60)
        self.assertEqual(len({headers["X-Gongdun-Delivery"] for headers, _ in receiver.got}), 1)

    def test_nobody_hears_of_what_is_beyond_their_reach(self):
        server = self.mail_server()
        self.set_mail(server.port)
        make = lambda name: self.security.api("POST", "/organisations", {"name": name, "parents": [{"kind": "territory", "id": self.home}]})["id"]
        own, sibling = make("本厂"), make("兄弟厂")
        person = new_person(self.first, self.security, "own", [("data_security_officer", own, "territory", "core")])
        low = new_person(self.first, self.security, "low", [("reader", own, "territory", "general-1")])
        plain = new_person(self.first, self.security, "plain", [])
        self.choose(person, ALL, "own@factory.example")
        self.choose(low, ALL, "low@factory.example")
        self.choose(plain, ALL + ["audit.broken", "certificate.expiring"], "plain@factory.example")
        self.fail_a_scan(name="兄弟机密源", organisation=sibling)
        data = tempfile.mkdtemp(prefix="gd-cand-")
        self.addCleanup(shutil.rmtree, data)
        self.candidates(data)
        scan(self.first, data, name="本厂工艺", organisation=own)
        self.fail_a_scan(name="本厂坏源", organisation=own)
        # `low` reads jobs of its organisation, but no candidates above its ceiling
        until(lambda: {to[0] for _, to, _, _ in server.mails} >= {"own@factory.example", "low@factory.example"})
        until(lambda: all(one["state"] == "sent" for one in self.deliveries()))
        time.sleep(6)
        texts = {}
        for _, to, mail, _ in server.mails:
            texts.setdefault(to[0], "")
            texts[to[0]] += mail["Subject"] + mail.get_content()
        self.assertNotIn("plain@factory.example", texts)
        self.assertNotIn("兄弟机密源", "".join(texts.values()))
        self.assertIn("本厂坏源", texts["own@factory.example"])
        self.assertIn("候选", texts["own@factory.example"])
        self.assertNotIn("候选", texts["low@factory.example"])

    def candidates(self, folder):
        """A copy of what the sample factory holds of the kind that is proposed as important data."""
        shutil.copytree(harness.ROOT / "samples" / "factory", folder, dirs_exist_ok=True)

    def test_right_that_was_taken_back_before_sending_is_heeded(self):
        port = free_port()
        self.set_mail(port)
        person = new_person(self.first, self.security, "leaves", [("data_security_officer", self.home, "territory", "core")])
        self.choose(person, ALL, "leaves@factory.example")
        self.fail_a_scan()
        until(lambda: any(one["attempts"] > 0 for one in self.deliveries()))
        grant = self.security.get(f"/grants?person={person.session['person']['id']}")["items"][0]["id"]
        self.security.api("DELETE", f"/grants/{grant}")
        server = self.mail_server(port)
        until(lambda: [one["state"] for one in self.deliveries()] == ["withdrawn"], 60)
        self.assertEqual(server.mails, [])

    def test_review_is_told_to_the_second_person_only(self):
        server = self.mail_server()
        self.set_mail(server.port)
        data = tempfile.mkdtemp(prefix="gd-review-")
        self.addCleanup(shutil.rmtree, data)
        with open(f"{data}/员工.csv", "w", encoding="utf-8") as file:
            file.write("姓名,手机号\n" + "\n".join(f"王小{c},1380013{i:04}" for i, c in enumerate("一二三四五六七八九十")) + "\n")
        scan(self.first, data)
        reviewer = new_person(self.first, self.security, "reviewer", [("reviewer", self.home, "territory", "core")])
        self.choose(self.first, ["review.waiting"], "first@factory.example")
        self.choose(reviewer, ["review.waiting"], "reviewer@factory.example", lang="en")
        asset = self.first.get("/assets?limit=1")["items"][0]["id"]
        self.first.api("POST", f"/assets/{asset}/decisions", {"kind": "decided", "grade": "core", "reason": "试验"})
        _, to, mail, _ = until(lambda: server.mails and server.mails[0])
        self.assertEqual(to, ["reviewer@factory.example"])
        self.assertIn("waits for a second person", mail.get_content())
        time.sleep(6)
        self.assertEqual(len(server.mails), 1)

    def test_daily_digest_waits_for_its_hour(self):
        server = self.mail_server()
        self.set_mail(server.port)
        hour = (time.localtime().tm_hour + 5) % 24
        self.choose(self.first, ALL, digest=hour)
        self.fail_a_scan()
        self.fail_a_scan(name="坏源二")
        time.sleep(7)
        self.assertEqual((self.deliveries(), server.mails), ([], []))

    def test_missed_scan_and_broken_log_are_told(self):
        if self.store() is not None:
            self.skipTest("looks into the SQLite file")
        server = self.mail_server()
        self.set_mail(server.port)
        data = tempfile.mkdtemp(prefix="gd-sched-")
        self.addCleanup(shutil.rmtree, data)
        source = self.first.api("POST", "/sources", {"name": "夜间源", "kind": "folder", "address": data, "schedule": {"every": "day", "hour": 2}})
        self.choose(self.first, ["scan.missed"], "first@factory.example")
        self.choose(self.auditor, ["audit.broken"], "auditor@factory.example")
        self.node.stop()
        with sqlite3.connect(f"{self.folder}/store.db") as db:
            db.execute("UPDATE source SET next_run = ? WHERE id = ?", (int((time.time() - 7200) * 1e6), source["id"]))
            db.execute("UPDATE audit SET action = 'x' WHERE number = 2")
        self.node.start()
        self.assertFalse(self.auditor.get("/audit/verification")["ok"])
        until(lambda: {to[0] for _, to, _, _ in server.mails} == {"first@factory.example", "auditor@factory.example"}, 60)
        texts = {to[0]: mail.get_content() for _, to, mail, _ in server.mails}
        self.assertIn("夜间源", texts["first@factory.example"])
        self.assertIn("第 2 条", texts["auditor@factory.example"])

    def test_certificate_about_to_end_is_told_once(self):
        server = self.mail_server()
        self.set_mail(server.port)
        self.choose(self.first, ["certificate.expiring"])
        self.node.stop()
        command = [harness.GONGDUN, "serve", "--store", self.node.store, "--data", f"{self.folder}/data", "--config", f"{self.folder}/node.yaml", "--listen", "127.0.0.1:0",
                   "--certificate", f"{self.tls}/cert.pem", "--key", f"{self.tls}/key.pem"]
        with open(f"{self.folder}/log", "ab") as log:
            for _ in range(2):
                with subprocess.Popen(command, stdout=log, stderr=log, env=ENVIRONMENT) as process:
                    until(lambda: server.mails)
                    time.sleep(7)
                    process.terminate()
        self.node.start()
        self.assertEqual(len(server.mails), 1)
        self.assertIn("节点证书将于", server.mails[0][2].get_content())

    def test_secrets_are_sealed_and_addresses_checked(self):
        receiver = self.receiver()
        self.set_mail(free_port())
        made = self.add_hook(receiver)
        self.assertNotIn("password", self.first.get("/notifications/mail"))
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    data = file.read()
                self.assertNotIn(MailServer.PASSWORD.encode(), data, name)
                self.assertNotIn(made["secret"].encode(), data, name)
        # another server does not get the password of this one
        body = {"on": True, "host": "localhost", "port": 25, "safety": "starttls", "login": MailServer.LOGIN, "sender": "a@b", "sender_name": ""}
        self.assertFalse(self.first.api("PUT", "/notifications/mail", body)["password_set"])
        hook = {"name": "x", "url": receiver.url, "kinds": ALL, "enabled": True}
        self.assertIsNone(self.first.api("PUT", f"/notifications/webhooks/{made['webhook']['id']}", hook)["secret"])
        self.assertIsNotNone(self.first.api("PUT", f"/notifications/webhooks/{made['webhook']['id']}", {**hook, "url": receiver.url + "2"})["secret"])
        for url in ("http://example.org/", "file:///etc/passwd", "https://u:p@h/"):
            self.first.api("POST", "/notifications/webhooks", {**hook, "url": url}, expect=400)
        for more in ({"host": "mail.example.org", "safety": "plain"}, {"sender": "a@b\r\nBcc: c@d"}, {"host": "h/x"}):
            self.first.api("PUT", "/notifications/mail", {**body, **more}, expect=400)
        for mail in ("x", "a@b,c@d", "a@b\nBcc: c@d"):
            self.first.api("PUT", "/session/reminders", {"mail": mail, "lang": "zh", "digest": None, "kinds": []}, expect=400)
        self.first.api("PUT", "/session/reminders", {"mail": "", "lang": "zh", "digest": None, "kinds": ["x"]}, expect=400)
        self.auditor.get("/notifications/deliveries", expect=403)

    def test_tests_say_what_is_wrong(self):
        server = self.mail_server()
        self.set_mail(server.port, password="wrong")
        found = self.first.api("POST", "/notifications/mail/test", {"to": "a@b.example"})
        self.assertFalse(found["ok"])
        self.assertIn("拒绝", found["error"]["zh"])
        self.first.api("POST", "/notifications/mail/test", {"to": "a@b.example"}, expect=413)
        self.set_mail(server.port)
        self.choose(self.auditor, [], "auditor@factory.example")
        self.assertTrue(self.auditor.api("POST", "/session/reminders/test")["ok"])
        self.assertEqual(server.mails[0][1], ["auditor@factory.example"])
        # a certificate of an authority nobody named
        other = certificate()
        self.addCleanup(shutil.rmtree, other)
        stranger = Receiver(other)
        self.parts.append(stranger)
        hook = self.add_hook(stranger)["webhook"]["id"]
        found = self.first.api("POST", f"/notifications/webhooks/{hook}/test")
        self.assertFalse(found["ok"])
        self.assertIn("outbound_ca", found["error"]["en"])
        self.assertEqual(stranger.got, [])


class ReminderOnPostgresTest(ReminderTest):
    @staticmethod
    def store():
        if not postgres.installed():
            raise unittest.SkipTest("PostgreSQL 15 is not installed (package postgresql-15): not tested on it")
        return postgres.OnPostgres().fresh_url()


if __name__ == "__main__":
    unittest.main()
