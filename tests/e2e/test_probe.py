"""gongdun diagnose consent and probe against real servers: PostgreSQL, MariaDB, TLS, sshd; folders of backups and documents; a folder that stands for a machine."""
import json
import os
import ssl
import time
import unittest

import harness
import postgres
import servers
from test_diagnose import FACTS


class ProbeTest(harness.Case):
    def setUp(self):
        super().setUp()
        facts = self.write("facts.yaml", FACTS)
        self.number = self.gd("new", facts, "--by", "组长").stdout.strip()

    def gd(self, *args, expect=0):
        return self.run_gd("diagnose", *args, expect=expect)

    def consent(self, *scopes, until="2099-12-31", **more):
        return self.gd("consent", self.number, "--by", "王厂长", *[x for one in scopes for x in ("--scope", one)], "--until", until, **more).stdout.strip()

    def probe(self, *targets, expect=0):
        return self.gd("probe", self.number, *targets, expect=expect)

    def score(self):
        return json.loads(self.gd("score", self.number, "--format", "json").stdout)

    def probes(self):
        """(question, probe and target) → state."""
        return {(one["id"], name): state for one in self.score()["questions"] for name, state in one.get("probes", {}).items()}

    def package(self):
        self.gd("export", self.number, self.dir / "package.json")
        return json.loads((self.dir / "package.json").read_text())

    def server(self, kind, *args, **more):
        one = kind(*args, **more)
        self.addCleanup(one.stop)
        return one

    def passwords(self, *lines):
        path = self.write("passwords", "\n".join(lines) + "\n")
        path.chmod(0o600)
        return path

    def test_nothing_is_probed_without_consent_and_consent_merges(self):
        self.assertIn("同意", self.probe("os:/", expect=2).stderr)
        self.assertIn("同意", self.probe(expect=2).stderr)
        paper = self.write("consent.pdf", b"%PDF signed")
        digest = self.consent("os:/", "backup:/srv")
        self.assertRegex(digest, r"^[0-9a-f]{64}$")
        self.gd("consent", self.number, "--by", "王厂长", "--scope", "catalog", "--until", "2099-01-01T08:00", "--evidence", paper)
        self.assertIn("同意", self.probe("tls:localhost:1", expect=2).stderr)
        self.assertEqual(self.probes(), {})
        package = self.package()
        consents = [one for one in package["entries"] if one["kind"] == "consent"]
        self.assertEqual((len(consents), consents[0]["author"]), (2, "王厂长"))
        self.assertEqual(consents[1]["evidence"], [one["digest"] for one in package["evidence"]])
        # Another laptop has it from the package, until it is taken back.
        other = f"sqlite:{self.dir}/other.db"
        self.run_gd("diagnose", "merge", self.dir / "package.json", "--store", other, store=False, expect=0)
        said = self.run_gd("diagnose", "probe", self.number, "os:/", "--dry-run", "--store", other, store=False, expect=0).stdout
        self.assertIn("@@shadow", said)
        self.gd("consent", self.number, "--by", "王厂长", "--withdraw", digest[:12], "--note", "改期")
        self.assertIn("同意", self.probe("os:/", "--dry-run", expect=2).stderr)
        for scope, until in (("tls:", "2099-01-01"), ("os:/", "2001-01-01"), ("os:/", "soon"), ("db:postgres://u:geheim@h", "2099-01-01")):
            wrong = self.gd("consent", self.number, "--by", "x", "--scope", scope, "--until", until, expect=2)
            self.assertNotIn("geheim", wrong.stderr)

    def test_control_network_runs_passive_probes_only(self):
        (self.dir / "backups").mkdir()
        self.consent("tls:127.0.0.1:1", "db:mariadb://u@127.0.0.1:1", "os:ssh://127.0.0.1:1", f"backup:{self.dir}/backups")
        said = self.probe("--ot").stdout
        for target in ("tls:127.0.0.1:1", "db:mariadb://u@127.0.0.1:1", "os:ssh://127.0.0.1:1"):
            self.assertIn(f"不运行 {target}", said)
        self.assertEqual(set(self.probes()), {("Q-F02", f"backup:job_log backup:{self.dir}/backups"), ("Q-F02", f"backup:immutability backup:{self.dir}/backups")})
        self.gd("answer", self.number, "--by", "组长", "--from", self.write("ot.yaml", "facts: {ot_mode: 是}\n"))
        self.assertIn("不运行 tls:127.0.0.1:1", self.probe().stdout)

    @unittest.skipUnless(postgres.installed(), "PostgreSQL 15 is not installed")
    def test_postgresql_contradicts_an_answer(self):
        server = self.server(servers.Postgres)
        place = f"127.0.0.1:{server.port}"
        self.gd("answer", self.number, "--by", "张三", "--from", self.write("a.yaml", "answers: {Q-H02: 符合, Q-K04: 符合, Q-F05: 符合}\n"))
        self.consent(f"db:postgres://{place}")
        passwords = self.passwords(f"127.0.0.1:{server.port}:*:chief:chief-Pw1", f"127.0.0.1:{server.port}:*:reader:reader-Pw1")
        target = f"db:postgres://chief@{place}/postgres"
        out = self.probe(target, "--passwords", passwords)
        found = {name.split()[0]: state for (question, name), state in self.probes().items()}
        self.assertEqual(found, {"db:transport": "noncompliant", "db:exposure": "noncompliant", "db:password_settings": "partial", "db:audit_settings": "noncompliant",
                                 "db:integrity": "partial"})
        result = self.score()
        self.assertEqual(result["contradicted"], 3)
        self.assertIn("Q-F05", result["vetoes"])
        package = json.dumps(self.package())
        for secret in ("chief-Pw1", "reader-Pw1", "md5" + "0"):
            self.assertNotIn(secret, package + out.stdout)
        evidence = next(one for one in self.package()["evidence"] if one["name"].startswith("probe-db"))
        import base64
        raw = json.loads(base64.b64decode(evidence["content"]))
        self.assertEqual((raw["target"], raw["read"]["settings"]["ssl"], raw["facts"]["db_superusers"]), (target, "off", 1.0))
        hashes = server.sql("SELECT rolpassword FROM pg_authid WHERE rolpassword IS NOT NULL").stdout.split()
        self.assertEqual(len(hashes), 2)
        for one in hashes:
            self.assertNotIn(one, base64.b64decode(evidence["content"]).decode())
        # An account that sees little: what it cannot know it does not say.
        little = self.probe(f"db:postgres://reader@{place}/postgres", "--passwords", passwords).stdout
        self.assertIn("未能判断 db:exposure", little)
        # Mended: the same target again takes its word back.
        server.sql("ALTER SYSTEM SET log_statement = 'all'")
        server.sql("ALTER SYSTEM SET log_connections = on")
        server.sql("SELECT pg_reload_conf()")
        time.sleep(0.5)
        self.probe(target, "--only", "db:audit", "--passwords", passwords)
        self.assertNotIn(("Q-K04", f"db:audit_settings {target}"), self.probes())
        self.assertEqual(self.score()["contradicted"], 3 if any(question == "Q-K04" for question, _ in self.probes()) else 2)
        passwords.chmod(0o644)
        self.assertIn("chmod 600", self.probe(target, "--passwords", passwords, expect=2).stderr)

    @unittest.skipUnless(servers.MARIADB.exists(), "MariaDB is not installed (package mariadb-server)")
    def test_mariadb(self):
        server = self.server(servers.Mariadb)
        target = f"db:mariadb://reader@127.0.0.1:{server.port}"
        self.consent(target)
        passwords = self.passwords(f"127.0.0.1:{server.port}:*:reader:reader-Pw2")
        before = server.sql("SELECT count(*) FROM information_schema.tables").stdout
        out = self.probe("--passwords", passwords).stdout
        found = {name.split()[0]: state for (question, name), state in self.probes().items()}
        for probe, state in {"db:tde_status": "noncompliant", "db:transport": "noncompliant", "db:password_settings": "noncompliant", "db:audit_settings": "noncompliant",
                             "db:exposure": "partial"}.items():
            self.assertEqual(found.get(probe), state, f"{probe}\n{out}")
        self.assertNotIn("db:patch_level", found)
        self.assertEqual(server.sql("SELECT count(*) FROM information_schema.tables").stdout, before)
        self.assertNotIn("reader-Pw2", json.dumps(self.package()))
        wrong = self.probe("--passwords", self.passwords("*:*:*:*:wrong"), expect=1)
        self.assertNotIn("wrong", wrong.stderr.replace("wrongly", ""))

    def test_tls_versions_suites_and_certificate(self):
        key, cert = servers.certificate(self.dir)
        good = self.server(servers.Tls, cert, key)
        old = self.server(servers.Tls, cert, key, oldest=ssl.TLSVersion.TLSv1, newest=ssl.TLSVersion.TLSv1_2, ciphers="ALL:NULL:@SECLEVEL=0")
        weak_key, weak_cert = servers.certificate(self.dir, name="weak", days=5, bits=1024, san="DNS:elsewhere.example")
        weak = self.server(servers.Tls, weak_cert, weak_key)
        self.consent("tls:localhost")
        self.probe(f"tls:localhost:{good.port}", f"tls:localhost:{old.port}", f"tls:localhost:{weak.port}", "--ca", cert)
        found = {(name.split()[0], int(name.rsplit(":", 1)[1])): state for (_, name), state in self.probes().items()}
        self.assertNotIn(("net:tls_probe", good.port), found)
        self.assertNotIn(("cert:validity", good.port), found)
        self.assertEqual(found[("tls:cipher_suite", good.port)], "partial")   # no TLCP
        self.assertEqual(found[("net:tls_probe", old.port)], "partial")
        self.assertEqual(found[("tls:cipher_suite", old.port)], "noncompliant")
        self.assertEqual(found[("cert:algorithm", weak.port)], "noncompliant")
        self.assertEqual(found[("cert:validity", weak.port)], "partial")
        self.assertLessEqual(good.connections, 7)
        self.assertIn("无法连接", self.probe("tls:localhost:1", expect=1).stderr)

    def test_no_tls_at_all(self):
        import http.server
        import threading
        web = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
        threading.Thread(target=web.serve_forever, daemon=True).start()
        self.addCleanup(web.shutdown)
        self.consent("tls:localhost")
        self.probe(f"tls:localhost:{web.server_port}")
        self.assertEqual(list(self.probes().values()), ["noncompliant"])

    def test_machine_in_a_folder_and_this_machine(self):
        root = self.dir / "image"
        for name, text in {"etc/passwd": "root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\n", "etc/shadow": "root::1:0:99999:7:::\n",
                           "etc/logrotate.conf": "weekly\nrotate 4\n", "etc/logrotate.d/rsyslog": "x {\n rotate 4\n}\n"}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        self.consent(f"os:{root}", "os:/")
        said = self.probe(f"os:{root}").stdout
        self.assertIn("@@shadow", said)   # the script is shown before
        found = {name.split()[0]: state for (_, name), state in self.probes().items()}
        self.assertEqual(found, {"os:accounts": "noncompliant", "os:password_policy": "noncompliant", "os:log_retention": "noncompliant"})
        self.probe("os:/")

    @unittest.skipUnless(servers.SSHD.exists() and os.geteuid() == 0, "sshd is not installed (package openssh-server), or this is not root")
    def test_over_ssh(self):
        server = self.server(servers.Sshd)
        target = f"os:ssh://{server.user}@127.0.0.1:{server.port}"
        self.consent(target)
        keys = ("--ssh-key", server.dir / "user", "--known-hosts", server.dir / "known")
        self.probe(target, *keys)
        entries = [one for one in self.package()["entries"] if one["kind"] == "probe"]
        self.assertIn(f"os:accounts {target}", [one["author"] for one in entries])
        # An unknown host key is refused, not accepted.
        empty = self.write("none", "")
        self.assertIn("known_hosts", self.probe(target, "--ssh-key", server.dir / "user", "--known-hosts", empty, expect=1).stderr)

    def test_backups_and_documents(self):
        backups = self.dir / "backups"
        backups.mkdir()
        for day in (1, 2, 40):
            path = backups / f"erp-{day}.dump"
            path.write_bytes(b"x")
            os.utime(path, (time.time() - day * 86400,) * 2)
        self.write("docs/预案.txt", "数据安全事件应急预案\n一、事件分级\n二、组织机构\n三、监测预警\n四、应急处置\n五、信息报告\n六、取证溯源\n七、总结恢复\n")
        self.consent(f"backup:{backups}", f"doc:{self.data}/docs")
        self.probe()
        found = {name.split()[0]: state for (_, name), state in self.probes().items()}
        self.assertEqual(found, {"backup:immutability": "partial", "doc:plan_sections": "partial"})
        for path in backups.iterdir():
            os.utime(path, (time.time() - 31 * 86400,) * 2)
        self.probe("--only", "backup:")
        found = {name.split()[0]: state for (_, name), state in self.probes().items()}
        self.assertEqual(found["backup:job_log"], "noncompliant")
        notes = [one["note"] for one in self.package()["entries"] if one["kind"] == "probe" and one["author"].startswith("doc:")]
        self.assertIn("缺：演练与培训", notes[0])

    def test_catalog(self):
        self.write("f/员工.csv", "姓名,身份证号,手机号\n" + "".join(f"王伟{i},{number},1390000{i:04d}\n" for i, number in enumerate(["11010519491231002X"] * 30)))
        self.scan(self.data / "f")
        self.consent("catalog")
        self.probe("catalog")
        found = {name.split()[0]: state for (_, name), state in self.probes().items()}
        self.assertEqual(found.get("classifier:grade_coverage"), "noncompliant")
        self.assertEqual(found.get("scan:clear_values"), "partial")


if __name__ == "__main__":
    unittest.main()
