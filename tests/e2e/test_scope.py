"""Nobody reaches beyond their grants: every operation that takes or gives something of an organisation, for every role, against a sibling organisation
and against a grade above the ceiling. The sibling's data carries a marker that must not appear in any answer."""
import json
import os
import shutil
import tempfile
import unittest

from node import OPENAPI, Node, administrators, new_person, scan, wait_job

MARK = "兄弟单位机密配方"
ROLES = ("data_security_officer", "asset_owner", "diagnostician", "reviewer", "regulator", "analyst", "reader")


def write_table(folder, name, header, rows):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(header + "\n" + "\n".join(rows) + "\n")


class ScopeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = tempfile.mkdtemp(prefix="gd-scope-")
        people = ["姓名,手机号,身份证号"]
        write_table(f"{cls.data}/own", "员工.csv", people[0], [f"王小{c},1380013{i:04},11010519491231002X" for i, c in enumerate("一二三四五六七八九十")])
        write_table(f"{cls.data}/sibling", f"{MARK}.csv", people[0] + f",{MARK}列", [f"李小{c},1390013{i:04},11010519491231002X,{i}" for i, c in enumerate("一二三四五六七八九十")])
        with open(f"{cls.data}/sibling/{MARK}.env", "w", encoding="utf-8") as file:
            file.write("password=Xk29dLq0sWm4\naws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzKEY1\n")
        with open(f"{cls.data}/sibling/{MARK}坏.zip", "wb") as file:
            file.write(b"PK\x03\x04" + bytes(100))
        cls.node = Node()
        cls.first, cls.security, _ = administrators(cls.node)
        home = cls.first.get("/organisations")["items"][0]["id"]
        # A province with two factories: the caller's own, and its sibling, which also belongs to a group elsewhere.
        make = lambda name, parents: cls.security.api("POST", "/organisations", {"name": name, "parents": parents})["id"]
        cls.own = make("本厂", [{"kind": "territory", "id": home}])
        cls.sibling = make(f"{MARK}厂", [{"kind": "territory", "id": home}])
        cls.own_source = scan(cls.first, f"{cls.data}/own", name="本厂数据", organisation=cls.own)
        cls.sibling_source = scan(cls.first, f"{cls.data}/sibling", name=f"{MARK}源", organisation=cls.sibling)
        cls.first.api("POST", f"/sources/{cls.sibling_source['id']}/scan")
        cls.sibling_job = cls.first.get("/jobs?limit=1")["items"][0]["id"]
        wait_job(cls.first, {"id": cls.sibling_job})
        report = wait_job(cls.first, cls.first.api("POST", "/reports", {"lang": "zh", "title": f"{MARK}报告"}))
        cls.report = report["result"]["report"]
        cls.asset = cls.first.get(f"/assets?source={cls.sibling_source['id']}&limit=1")["items"][0]["id"]
        cls.column = cls.first.get(f"/assets/{cls.first.get('/assets?personal=true&source=' + cls.sibling_source['id'])['items'][0]['id']}/columns")["items"][0]["id"]
        # what the sibling handed in and took out
        cls.sibling_export = wait_job(cls.first, cls.first.api("POST", "/exports/assets", {"as": "csv"}))["id"]
        cls.sibling_upload = cls.first.ask("POST", "/api/v1/uploads?name=x.csv", raw=f"资产编号,决定的级别,理由\n{cls.asset},general-1,x\n".encode()).json()["id"]
        # a diagnosis of the sibling, with an answer, a file in its bag and a report
        made = cls.first.api("POST", "/assessments", {"facts": {"name": f"{MARK}厂", "important_data": "yes"}, "organisation": cls.sibling})
        cls.assessment = made["id"]
        sent = cls.first.ask("POST", f"/api/v1/uploads?name={MARK}.txt", raw=MARK.encode()).json()
        cls.evidence = cls.first.api("POST", f"/assessments/{cls.assessment}/evidence", {"upload": sent["id"]})["digest"]
        cls.first.api("PUT", f"/assessments/{cls.assessment}/answers/Q-B05", {"value": "partial", "note": MARK, "evidence": [cls.evidence]})
        cls.diagnosis = wait_job(cls.first, cls.first.api("POST", f"/assessments/{cls.assessment}/reports", {"lang": "zh"}))["result"]["report"]
        cls.travel = cls.first.ask("GET", f"/api/v1/assessments/{cls.assessment}/export").body
        cls.scan_id = cls.first.get(f"/scans?source={cls.sibling_source['id']}")["items"][0]["id"]
        cls.review = None
        cls.provider = cls.first.api("POST", "/identity-providers", cls.BODIES["addProvider"])["id"]
        cls.webhook = cls.first.api("POST", "/notifications/webhooks", cls.BODIES["addWebhook"])["webhook"]["id"]
        cls.people = {role: new_person(cls.first, cls.security, f"own-{role}"[:40].replace("_", "-"), [(role, cls.own, "territory", "core")]) for role in ROLES}
        cls.people["security_administrator"] = new_person(cls.first, cls.security, "own-security", [("security_administrator", cls.own, "territory", "core")])

    @classmethod
    def tearDownClass(cls):
        cls.node.stop()
        shutil.rmtree(cls.data)
        shutil.rmtree(cls.node.folder)

    def targets(self, pattern):
        """Paths of the pattern filled with what belongs to the sibling."""
        ids = {"/assets/{id}": [self.asset], "/findings/{id}": [self.column], "/sources/{id}": [self.sibling_source["id"]], "/scans/{id}": [str(self.scan_id)], "/jobs/{id}": [self.sibling_job],
               "/assessments/{id}": [self.assessment], "/reports/{id}": [self.report], "/organisations/{id}": [self.sibling], "/identity-providers/{id}": [self.provider], "/notifications/webhooks/{id}": [self.webhook]}
        if "{" not in pattern:
            return [pattern]
        if "{list}" in pattern:
            return [pattern.replace("{list}", kind) for kind in ("assets", "columns", "organisations", "grants", "sources", "people")]
        if pattern == "/jobs/{id}/files/{name}":
            return [pattern.replace("{id}", self.sibling_export).replace("{name}", "assets.csv")]
        for prefix, values in ids.items():
            if pattern.startswith(prefix):
                name = "diagnosis.pdf" if prefix == "/assessments/{id}" else "report.pdf"
                return [pattern.replace("{id}", value).replace("{name}", name).replace("{about}", "Q-B05").replace("{digest}", self.evidence).replace("{report}", self.diagnosis) for value in values]
        return []

    BODIES = {"decideAsset": {"kind": "decided", "grade": "general-1", "reason": "x"}, "dismissFinding": {"reason": "x"}, "changePerson": {}, "review": {"approve": True, "reason": "x"},
              "addProvider": {"name": MARK, "issuer": "https://id.example.org", "client_id": MARK}, "testProvider": {"issuer": "http://127.0.0.1:1"},
              "addWebhook": {"name": MARK, "url": "https://hook.example.org/", "kinds": ["job.failed"], "enabled": False}, "testMailServer": {"to": "a@example.org"},
              "changeMailServer": {"on": True, "host": "127.0.0.1", "port": 25, "safety": "plain", "login": "", "sender": "a@example.org", "sender_name": ""}}
    BODIES |= {"answerQuestion": {"value": "compliant"}, "reviewAnswer": {"value": "compliant", "note": "x"}, "addCustody": {"what": "sealed"}, "setAssessmentState": {"state": "submitted"},
               "setAssessmentTerms": {"due": "2030-01-01"}, "makeAssessmentReport": {"lang": "zh"}, "addEvidence": {"upload": "U-1"}}
    BODIES |= {"changeProvider": BODIES["addProvider"], "changeWebhook": BODIES["addWebhook"]}

    def body(self, operation):
        if "requestBody" not in operation:
            return None
        if operation["operationId"] == "decideAssets":
            return {"kind": "decided", "grade": "general-1", "reason": "x", "filter": {}}
        if operation["operationId"] in ("changeSource", "addSource", "testSource"):
            return {"name": "x", "kind": "folder", "address": f"{self.data}/sibling", "organisation": self.sibling}
        if operation["operationId"] in ("addOrganisation", "changeOrganisation"):
            return {"name": "x", "parents": [{"kind": "territory", "id": self.sibling}]}
        if operation["operationId"] == "grant":
            return {"person": self.people["reader"].session["person"]["id"], "role": "reader", "organisation": self.sibling, "edge": "territory", "ceiling": "core"}
        if operation["operationId"] == "makeAssessment":
            return {"facts": {"name": "x"}, "organisation": self.sibling}
        if operation["operationId"] == "mergeAssessment":
            return {"upload": "U-1", "organisation": self.sibling}
        if operation["operationId"] == "makeExport":
            return {"as": "csv", "filter": {"id": self.asset}}
        if operation["operationId"] == "makeImport":
            return {"upload": self.sibling_upload, "mode": "apply"}
        return self.BODIES.get(operation["operationId"])

    def test_no_operation_leaks_or_touches_the_sibling(self):
        before = self.first.get(f"/assets/{self.asset}")
        probes = 0
        for role, person in self.people.items():
            for pattern, methods in OPENAPI["paths"].items():
                for method, operation in methods.items():
                    if operation.get("security") == [] or operation["operationId"] in ("events", "makeReport", "addUpload") or pattern.startswith("/session"):
                        continue
                    body = self.body(operation)
                    if "requestBody" in operation and body is None:
                        continue
                    for path in self.targets(pattern):
                        for query in self.queries(operation):
                            answer = person.ask(method.upper(), "/api/v1" + path + query, body)
                            self.assertNotIn(MARK, answer.body.decode("utf-8", "replace"), f"{role}: {method} {path}{query}")
                            if answer.status == 200:
                                self.assertNotIn(self.asset, answer.body.decode("utf-8", "replace"), f"{role}: {method} {path}{query}")
                            if "{" in pattern or method != "get":
                                # a batch over nothing, or no demonstration data in reach, is no error
                                # an export of what is in reach is one's own; the form of a list is nobody's secret
                                if operation["operationId"] not in ("decideAssets", "changePerson", "removeDemo", "makeExport", "importTemplate"):
                                    self.assertGreaterEqual(answer.status, 400, f"{role}: {method} {path}{query}: {answer.body[:200]!r}")
                            self.assertLess(answer.status, 500, f"{role}: {method} {path}{query}: {answer.body[:200]!r}")
                            probes += 1
        after = self.first.get(f"/assets/{self.asset}")
        self.assertEqual(self.first.get(f"/assessments/{self.assessment}/questions?about=Q-B05")["items"][0]["answer"]["value"], "partial")
        self.assertEqual((before["effective"], before["state"], before["decided"]), (after["effective"], after["state"], after["decided"]))
        self.assertIn(self.sibling_source["id"], [s["id"] for s in self.first.get("/sources")["items"]])
        self.assertGreater(probes, 400)

    def test_exports_and_imports_stay_in_scope(self):
        """Every list, exported by everybody who may: nothing of the sibling in any file; an import that names what is the sibling's is refused row by row."""
        made = 0
        for role, person in self.people.items():
            for kind in person.get("/lists")["items"]:
                if kind["may_export"]:
                    for filters in ({"id": self.asset}, {"id": str(self.scan_id)}) if kind["id"] in ("columns", "findings", "carriers", "unread") else ({}, {"organisation": self.sibling}, {"source": self.sibling_source["id"]}):
                        asked = person.ask("POST", f"/api/v1/exports/{kind['id']}", {"as": "jsonl", "filter": filters})
                        if asked.status in (400, 404):
                            continue  # a parameter this list does not have, or a list within what is not there
                        job = wait_job(person, asked.json())
                        for file in (job["result"] or {"files": []})["files"]:
                            data = person.ask("GET", f"/api/v1/jobs/{job['id']}/files/{file['name']}").body.decode()
                            rows = "\n".join(data.split("\n")[1:])  # behind the line that repeats the filter
                            self.assertNotIn(MARK, rows, f"{role}: {kind['id']}")
                            self.assertNotIn(self.asset, rows, f"{role}: {kind['id']}")
                            made += 1
                if kind["may_import"]:
                    text = {"assets": f"资产编号,决定的级别,理由\n{self.asset},general-1,x", "organisations": f"编号,名称,上级（属地）\n{self.sibling},x,{self.own}\n,y,{self.sibling}",
                            "grants": f"登录名,角色,组织,层级,级别上限\nown-reader,reader,{self.sibling},territory,core", "sources": f"编号,名称,路径,组织\n{self.sibling_source['id']},x,/y,\n,z,/z,{self.sibling}"}.get(kind["id"])
                    if text is None:
                        continue
                    sent = person.ask("POST", "/api/v1/uploads?name=x.csv", raw=text.encode()).json()
                    job = wait_job(person, person.api("POST", f"/imports/{kind['id']}", {"upload": sent["id"], "mode": "apply"}))
                    self.assertEqual((job["result"]["created"], job["result"]["changed"], job["result"]["review"]), (0, 0, 0), f"{role}: {kind['id']}: {job}")
                    self.assertNotIn(MARK, json.dumps(job, ensure_ascii=False))
                    made += 1
        self.assertGreater(made, 20)

    def queries(self, operation):
        out = [""]
        names = {p["name"] for p in operation.get("parameters", []) if p.get("in") == "query"}
        for name, value in (("source", self.sibling_source["id"]), ("organisation", self.sibling), ("q", MARK[:2].encode().hex()), ("vanished", "true")):
            if name in names:
                if name == "q":
                    import urllib.parse
                    value = urllib.parse.quote(MARK)
                out.append(f"?{name}={value}")
        return out

    def test_a_travel_file_reaches_no_further_than_who_sends_it(self):
        """A file of the sibling's diagnosis, in the hands of a diagnostician of another factory, is refused whole and tells nothing."""
        person = self.people["diagnostician"]
        sent = person.ask("POST", "/api/v1/uploads?name=x.gdx", raw=self.travel).json()
        answer = person.ask("POST", "/api/v1/assessments/merges", {"upload": sent["id"]})
        self.assertEqual(answer.status, 403, answer.body)
        self.assertNotIn(MARK, answer.body.decode())

    def test_own_data_is_there(self):
        for role in ROLES:
            page = self.people[role].get("/assets")
            self.assertGreater(page["total"], 0, role)
            self.assertEqual({row["organisation"] for row in page["items"]}, {self.own})
            self.assertEqual(self.people[role].get("/assets/facets")["total"], page["total"])

    def test_grades_above_the_ceiling_are_not_there(self):
        low = new_person(self.first, self.security, "low-ceiling", [("reader", self.own, "territory", "general-1")])
        high = self.people["reader"].get("/assets")["items"]
        self.assertTrue(any(row["effective"] != "general-1" for row in high))
        self.assertTrue(all(row["effective"] == "general-1" for row in low.get("/assets")["items"]))
        for row in high:
            if row["effective"] != "general-1":
                low.get(f"/assets/{row['id']}", expect=404)

    def test_two_hierarchies(self):
        """A subsidiary in this province that belongs to a group: the group sees it, and nothing else here."""
        home = self.first.get("/organisations")["items"][0]["id"]
        group = self.security.api("POST", "/organisations", {"name": "集团", "parents": [{"kind": "territory", "id": home}]})["id"]
        # only along edges the giver reaches: the security administrator's own grant is territorial
        self.security.api("PUT", f"/organisations/{self.own}", {"name": "本厂", "parents": [{"kind": "territory", "id": home}, {"kind": "group", "id": group}]}, expect=403)

    def test_grant_ends_with_its_time(self):
        import datetime
        import time
        person = new_person(self.first, self.security, "short", [])
        until = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.security.api("POST", "/grants", {"person": person.session["person"]["id"], "role": "reader", "organisation": self.own, "edge": "territory", "ceiling": "core", "to": until})
        person.get("/assets")
        time.sleep(2.5)
        person.get("/assets", expect=403)


if __name__ == "__main__":
    unittest.main()
