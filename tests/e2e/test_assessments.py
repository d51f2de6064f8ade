"""A diagnosis over the API: begun, answered by two people at once, merged, reviewed, reported; and what each role sees of it."""
import json
import shutil
import unittest

import api_schema
from node import Node, administrators, new_person, wait_job

FACTS = {"name": "示例精密制造厂", "sector": "S-04", "important_data": "yes", "core_data": "no", "personal_information": "yes", "data_export": "no", "cloud_use": "no", "control_systems": "yes"}


class AssessmentsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = Node()
        cls.first, cls.security, _ = administrators(cls.node)
        home = cls.first.get("/organisations")["items"][0]["id"]
        make = lambda login, role: new_person(cls.first, cls.security, login, [(role, home, "territory", "core")])
        cls.zhang, cls.li = make("zhang", "diagnostician"), make("lijian", "diagnostician")
        cls.reviewer, cls.regulator = make("reviewer", "reviewer"), make("regulator", "regulator")

    @classmethod
    def tearDownClass(cls):
        cls.node.stop()
        shutil.rmtree(cls.node.folder)

    def checked(self, person, method, path, body=None, status=200, headers=None):
        answer = person.ask(method, "/api/v1" + path, body, headers)
        self.assertEqual(answer.status, status, f"{method} {path}: {answer.body[:400]!r}")
        api_schema.check(method, path, answer)
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer

    def make(self, **more):
        return self.checked(self.zhang, "POST", "/assessments", {"facts": FACTS, **more}, 201)["id"]

    def question(self, person, made, about):
        return self.checked(person, "GET", f"/assessments/{made}/questions?about={about}")["items"][0]

    def say(self, person, made, about, value, seen=None, status=200, **more):
        headers = {"If-Match": f'"{seen}"'} if seen else {}
        return self.checked(person, "PUT", f"/assessments/{made}/answers/{about}", {"value": value, **more}, status, headers)

    def upload(self, person, name, data):
        return person.ask("POST", f"/api/v1/uploads?name={name}", raw=data).json()["id"]

    def answer_all(self, made, value="compliant"):
        for _ in range(3):
            page = self.checked(self.zhang, "GET", f"/assessments/{made}/questions?only=unanswered&limit=200")["items"]
            page = [one for one in page if one["type"] == "score"]
            for one in page:
                self.say(self.zhang, made, one["about"], value)
            if not page:
                return

    def test_begun_from_facts_and_answered(self):
        made = self.make(due="2020-01-01")
        row = next(one for one in self.checked(self.zhang, "GET", "/assessments?overdue=true")["items"] if one["id"] == made)
        self.assertEqual((row["state"], row["score"], row["answered"], row["overdue"]), ("fresh", None, 0, True))
        self.assertEqual(self.checked(self.zhang, "GET", f"/assessments/{made}")["name"], FACTS["name"])
        before = self.question(self.zhang, made, "Q-B05")
        self.assertIsNone(before["answer"])
        now = self.say(self.zhang, made, "Q-B05", "compliant", before["version"], basis="seen", note="看过制度")
        self.assertEqual((now["answer"]["value"], now["answer"]["basis"], now["answer"]["author"]), ("compliant", "seen", "zhang"))
        self.assertNotEqual(now["version"], before["version"])
        row = next(one for one in self.checked(self.zhang, "GET", "/assessments?q=" + made)["items"])
        self.assertEqual((row["state"], row["answered"]), ("answering", 1))
        self.assertEqual(row["score"], 100)
        log = self.checked(self.zhang, "GET", f"/assessments/{made}/history?about=Q-B05")["items"]
        self.assertEqual([one["value"] for one in log], ["compliant"])
        # the same again is no change
        self.say(self.zhang, made, "Q-B05", "compliant", before["version"], basis="seen", note="看过制度")
        self.assertEqual(self.checked(self.zhang, "GET", f"/assessments/{made}/history?about=Q-B05")["total"], 1)

    def test_wrong_answers_are_refused_with_words(self):
        made = self.make()
        self.say(self.zhang, made, "Q-B05", "perhaps", status=400)
        self.say(self.zhang, made, "Q-B05", "na", status=400)
        self.say(self.zhang, made, "Q-B05", "na", note="没有这项业务")
        self.say(self.zhang, made, "Q-Z99", "compliant", status=404)
        self.say(self.zhang, made, "Q-B05", "compliant", evidence=["0" * 64], status=400)
        self.say(self.zhang, made, "fact.employees", "很多", status=400)
        self.say(self.zhang, made, "fact.systems", '[["a"]]', status=400)
        self.say(self.zhang, made, "fact.systems", json.dumps([["MES", "生产", "本地", "生产网", "二级"]]))
        self.checked(self.zhang, "POST", "/assessments", {"facts": {"sector": "S-04"}}, 400)
        self.checked(self.zhang, "POST", "/assessments", {"facts": {"nothing": "x", "name": "x"}}, 400)

    def test_two_at_once_who_and_when(self):
        made = self.make()
        seen = self.question(self.zhang, made, "Q-B06")["version"]
        self.say(self.li, made, "Q-B06", "partial", seen)
        refused = self.say(self.zhang, made, "Q-B06", "compliant", seen, status=409)
        self.assertEqual(refused["params"]["by"], "lijian")
        self.assertRegex(refused["params"]["at"], r"^20\d\d-")
        fresh = self.question(self.zhang, made, "Q-B06")
        self.assertEqual(fresh["answer"]["value"], "partial")
        self.say(self.zhang, made, "Q-B06", "compliant", fresh["version"])
        log = self.checked(self.zhang, "GET", f"/assessments/{made}/history?about=Q-B06")["items"]
        self.assertEqual([(one["author"], one["value"], one["stands"]) for one in log], [("zhang", "compliant", True), ("lijian", "partial", False)])

    def test_evidence_has_a_digest_and_custody(self):
        made = self.make()
        data = b"\x89PNG" + bytes(range(256)) * 40
        bag = self.checked(self.zhang, "POST", f"/assessments/{made}/evidence", {"upload": self.upload(self.zhang, "机房.png", data), "note": "门口"}, 201)
        self.say(self.zhang, made, "Q-B05", "compliant", evidence=[bag["digest"]])
        got = self.reviewer.ask("GET", f"/api/v1/assessments/{made}/evidence/{bag['digest']}")
        self.assertEqual((got.status, got.body), (200, data))
        self.assertIn("attachment", got.headers["content-disposition"])
        self.checked(self.zhang, "POST", f"/assessments/{made}/evidence/{bag['digest']}/custody", {"what": "sealed", "note": "三号箱"}, 201)
        one = self.checked(self.zhang, "GET", f"/assessments/{made}/evidence")["items"][0]
        self.assertEqual(one["answers"], ["Q-B05"])
        self.assertEqual([(event["what"], event["by"]) for event in one["custody"]], [("collected", "zhang"), ("viewed", "reviewer"), ("sealed", "zhang")])
        # taken into the bag, nothing of it is left among the uploads
        self.assertEqual(self.zhang.ask("POST", f"/api/v1/assessments/{made}/evidence", {"upload": "U-none"}).status, 404)

    def test_travels_and_merges(self):
        made = self.make()
        self.say(self.zhang, made, "Q-B05", "compliant")
        taken = self.zhang.ask("GET", f"/api/v1/assessments/{made}/export").body
        other = Node()
        try:
            far, _, _ = administrators(other)
            sent = far.ask("POST", "/api/v1/uploads?name=a.gdx", raw=taken).json()["id"]
            self.assertTrue(far.api("POST", "/assessments/merges", {"upload": sent})["made"])
            far.api("PUT", f"/assessments/{made}/answers/Q-B05", {"value": "noncompliant", "note": "现场未见"})
            far.api("PUT", f"/assessments/{made}/answers/Q-B06", {"value": "partial"})
            back = far.ask("GET", f"/api/v1/assessments/{made}/export").body
        finally:
            other.stop()
            shutil.rmtree(other.folder)
        self.say(self.zhang, made, "Q-B05", "partial")
        merged = self.checked(self.zhang, "POST", "/assessments/merges", {"upload": self.upload(self.zhang, "back.gdx", back)})
        self.assertEqual((merged["made"], merged["entries"], merged["conflicts"]), (False, 2, ["Q-B05"]))
        again = self.checked(self.zhang, "POST", "/assessments/merges", {"upload": self.upload(self.zhang, "back.gdx", back)})
        self.assertEqual((again["entries"], again["evidence"]), (0, 0))
        one = self.question(self.zhang, made, "Q-B05")
        self.assertEqual((one["disagreement"], one["state"], len(one["heads"])), (True, "noncompliant", 2))
        picked = self.say(self.zhang, made, "Q-B05", "noncompliant", one["version"], note="现场未见")
        self.assertEqual((picked["disagreement"], len(picked["heads"])), (False, 1))
        altered = json.loads(back)
        altered["entries"][0]["value"] = "compliant"
        self.assertEqual(self.zhang.ask("POST", "/api/v1/assessments/merges", {"upload": self.upload(self.zhang, "x.gdx", json.dumps(altered).encode())}).status, 400)
        self.assertEqual(self.zhang.ask("POST", "/api/v1/assessments/merges", {"upload": self.upload(self.zhang, "x.gdx", b"[" * 5000)}).status, 400)

    def test_two_person_review(self):
        made = self.make()
        self.checked(self.zhang, "PUT", f"/assessments/{made}/state", {"state": "submitted"}, 409)
        self.answer_all(made)
        score = self.checked(self.zhang, "GET", f"/assessments/{made}/score")
        self.assertEqual((score["complete"], score["total"]), (True, 100))
        self.checked(self.reviewer, "PUT", f"/assessments/{made}/state", {"state": "approved"}, 409)
        self.assertEqual(self.checked(self.zhang, "PUT", f"/assessments/{made}/state", {"state": "submitted"})["state"], "submitted")
        self.checked(self.zhang, "PUT", f"/assessments/{made}/state", {"state": "approved"}, 403)
        self.checked(self.reviewer, "PUT", f"/assessments/{made}/state", {"state": "returned"}, 400)
        self.assertEqual(self.checked(self.reviewer, "PUT", f"/assessments/{made}/state", {"state": "approved", "note": "核对无误"})["state"], "approved")
        # an answer after that opens it again
        self.say(self.zhang, made, "Q-B05", "partial")
        self.assertEqual(self.checked(self.zhang, "GET", f"/assessments/{made}")["state"], "answering")

    def test_who_supervises_sees_scores_until_the_enterprise_agrees(self):
        made = self.make()
        self.say(self.zhang, made, "Q-B05", "noncompliant", note="仅企业知道的话")
        score = self.checked(self.regulator, "GET", f"/assessments/{made}/score")
        self.assertIsNone(score["measures"])
        self.assertEqual(sum(one["count"] for one in score["classes"]), 1)
        paths = ("questions", "history", "evidence", "reports")
        for path in paths:
            self.checked(self.regulator, "GET", f"/assessments/{made}/{path}", status=403)
        self.assertEqual(self.regulator.ask("GET", f"/api/v1/assessments/{made}/export").status, 403)
        self.assertEqual(self.regulator.ask("POST", f"/api/v1/assessments/{made}/reports", {"lang": "zh"}).status, 403)
        self.assertFalse(self.checked(self.regulator, "GET", f"/assessments/{made}")["may"]["read"])
        self.checked(self.zhang, "PUT", f"/assessments/{made}/terms", {"shared": True}, 400)
        self.checked(self.zhang, "PUT", f"/assessments/{made}/terms", {"shared": True, "note": "企业总经理书面同意"})
        for path in paths:
            self.checked(self.regulator, "GET", f"/assessments/{made}/{path}")
        self.checked(self.zhang, "PUT", f"/assessments/{made}/terms", {"shared": False, "note": "企业撤回"})
        self.checked(self.regulator, "GET", f"/assessments/{made}/questions", status=403)

    def test_report_in_four_formats(self):
        made = self.make()
        self.say(self.zhang, made, "Q-B05", "partial")
        job = wait_job(self.zhang, self.checked(self.zhang, "POST", f"/assessments/{made}/reports", {"lang": "zh"}, 202))
        self.assertEqual(job["state"], "done", job)
        report = self.checked(self.zhang, "GET", f"/assessments/{made}/reports")["items"][0]
        self.assertEqual({file["format"] for file in report["files"]}, {"docx", "pdf", "html", "xlsx"})
        for file in report["files"]:
            got = self.zhang.ask("GET", f"/api/v1/assessments/{made}/reports/{report['id']}/files/{file['name']}")
            self.assertEqual((got.status, len(got.body)), (200, file["bytes"]))
        # it is none of the catalog's reports
        self.assertNotIn(report["id"], [one["id"] for one in self.first.get("/reports")["items"]])
        self.regulator.api("GET", f"/reports/{report['id']}/files/diagnosis.pdf", expect=404)

    def test_list_pages_filters_and_sorts(self):
        ids = {self.make(due=f"2031-01-{n + 1:02}") for n in range(5)}
        for sort in ("made", "-made", "name", "-name", "score", "-score", "due", "-due", "progress", "-progress"):
            seen, cursor = [], ""
            while True:
                page = self.checked(self.zhang, "GET", f"/assessments?limit=2&sort={sort}{cursor}")
                seen += [one["id"] for one in page["items"]]
                if not page["next"]:
                    break
                cursor = f"&cursor={page['next']}"
            self.assertEqual(len(seen), len(set(seen)), sort)
            self.assertEqual(len(seen), page["total"], sort)
            self.assertLessEqual(ids, set(seen), sort)
        due = [one["due"] for one in self.checked(self.zhang, "GET", "/assessments?sort=due&limit=200")["items"] if one["due"]]
        self.assertEqual(due, sorted(due))
        self.assertEqual(self.checked(self.zhang, "GET", "/assessments?state=approved&q=zzzz")["total"], 0)


if __name__ == "__main__":
    unittest.main()
