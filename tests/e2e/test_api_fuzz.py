"""Requests made at random from the API description, by a fixed seed: no answer is a 5xx, every answer is of the shape described."""
import os
import random
import shutil
import unittest

import api_schema
import harness
from node import OPENAPI, Node, administrators, scan

ROUNDS = int(os.environ.get("GONGDUN_FUZZ_ROUNDS", "6"))
TEXTS = ["", "x", "工艺", "A-1", "'; DROP TABLE asset; --", "%", "_", "\\", "\u0000", "😀" * 50, "../../etc/passwd", "a" * 5000, "\ud800", "-1", "1e309", "null", "2026-01-01T00:00:00Z", "\n\r\t"]


class ApiFuzzTest(unittest.TestCase):
    def setUp(self):
        self.random = random.Random(20260301)
        self.node = Node()
        self.people = administrators(self.node)
        scan(self.people[0], str(harness.ROOT / "samples" / "factory" / "13_办公室"))
        page = self.people[0].get("/assets?limit=5")
        self.ids = [row["id"] for row in page["items"]] + [self.people[0].get("/sources")["items"][0]["id"], "1", page["next"] or "x"]

    def tearDown(self):
        self.node.stop()
        shutil.rmtree(self.node.folder)

    def resolve(self, schema):
        while "$ref" in schema:
            schema = OPENAPI["components"]["schemas"][schema["$ref"].split("/")[-1]]
        return schema

    def value(self, schema, depth=0):
        schema = self.resolve(schema)
        if self.random.random() < 0.08:
            return self.random.choice([None, 0, -1, 10**18, 1.5, True, "", [], {}, self.random.choice(TEXTS)])
        if "anyOf" in schema:
            return self.value(self.random.choice(schema["anyOf"]), depth)
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        kind = schema.get("type", "string")
        kind = self.random.choice(kind) if isinstance(kind, list) else kind
        if kind == "object":
            out = {}
            for name, member in schema.get("properties", {}).items():
                if name in schema.get("required", []) or self.random.random() < 0.6:
                    out[name] = self.value(member, depth + 1)
            if self.random.random() < 0.1:
                out["extra"] = 1
            return out
        if kind == "array":
            return [self.value(schema["items"], depth + 1) for _ in range(self.random.choice([0, 1, 2, 5]))]
        if kind == "integer":
            return self.random.choice([schema.get("minimum", 0), schema.get("maximum", 100), 1, 0, -1, 2**40])
        return {"boolean": self.random.random() < 0.5, "number": 0.5, "null": None}.get(kind, self.random.choice(TEXTS + self.ids))

    def test_no_request_makes_the_node_fail(self):
        asked = 0
        for _ in range(ROUNDS):
            for pattern, methods in OPENAPI["paths"].items():
                for method, operation in methods.items():
                    # what would end the test's own sessions, and the endless stream
                    if operation["operationId"] in ("logOut", "events", "changePassword", "changePerson", "beginTotp", "confirmTotp", "testSource"):
                        continue
                    person = self.random.choice(self.people)
                    path = pattern.replace("{id}", str(self.random.choice(self.ids + ["x", "%25"]))).replace("{name}", "report.pdf").replace("{list}", self.random.choice(["assets", "organisations", "people", "grants", "sources", "audit", "x"]))
                    query = []
                    for parameter in operation.get("parameters", []):
                        if parameter["in"] == "query" and self.random.random() < 0.4:
                            value = self.value(parameter["schema"])
                            value = ",".join(map(str, value)) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)
                            query.append(f"{parameter['name']}={value.encode('utf-8', 'replace').decode().replace('&', '%26').replace('%', '%25')}")
                    path += "?" + "&".join(query) if query else ""
                    forms = operation.get("requestBody", {}).get("content", {})
                    body = self.value(forms["application/json"]["schema"]) if "application/json" in forms else None
                    raw = self.random.choice([b"", b"PK\x03\x04", "名称,上级\n".encode()]) if forms and body is None else None
                    if operation["operationId"] == "addSource" and isinstance(body, dict):
                        body["address"] = "/nonexistent/" + str(asked)
                    answer = person.ask(method.upper(), "/api/v1" + path.replace("\x00", "%00").replace("\n", "%0A").replace("\r", "%0D").replace("\t", "%09").replace("\ud800", ""), body, raw=raw)
                    self.assertLess(answer.status, 500, f"{method} {path} {body!r}: {answer.body[:300]!r}")
                    if answer.headers.get("content-type", "") in ("application/json", "application/problem+json"):
                        api_schema.check(method, pattern, answer)
                    asked += 1
        self.assertGreater(asked, 300)


if __name__ == "__main__":
    unittest.main()
