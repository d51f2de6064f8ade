"""A real node for tests: `gongdun serve` on a free port with a store of its own, and people who talk to it over HTTP."""
import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import time
import urllib.parse

import harness

OPENAPI = json.load(open(os.path.join(os.path.dirname(__file__), "../../docs/api/openapi.json"), encoding="utf-8"))
for _methods in OPENAPI["paths"].values():
    for _operation in _methods.values():  # shared parameters stand where they are used
        _operation["parameters"] = [OPENAPI["components"]["parameters"][p["$ref"].split("/")[-1]] if "$ref" in p else p for p in _operation.get("parameters", [])]
PASSWORD = "correct horse 电池"


ENVIRONMENT = {**os.environ, "GONGDUN_PACKS": str(harness.ROOT / "packs"), "XDG_CACHE_HOME": harness.CACHE}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Person:
    """A browser or a program: keeps its cookie and the token against forged requests."""

    def __init__(self, node):
        self.node, self.cookie, self.csrf, self.session = node, None, None, None

    def ask(self, method, path, body=None, headers=None, raw=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.node.port, timeout=60)
        sent = {"Accept": "application/json"}
        if self.cookie:
            sent["Cookie"] = f"gongdun_session={self.cookie}"
        if self.csrf:
            sent["X-CSRF-Token"] = self.csrf
        data = raw
        if body is not None:
            data = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        connection.request(method, urllib.parse.quote(path, safe="/?&=,%-.:~_"), data, sent)
        response = connection.getresponse()
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                if found := re.match(r"gongdun_session=([0-9a-f]*)", value):
                    self.cookie = found.group(1) or None
        return answer

    def api(self, method, path, body=None, expect=None, headers=None):
        answer = self.ask(method, "/api/v1" + path, body, headers)
        if expect is None:
            expect = (200, 201, 202, 204)
        elif isinstance(expect, int):
            expect = (expect,)
        if answer.status not in expect:
            raise AssertionError(f"{method} {path}: {answer.status}, expected {expect}: {answer.body[:500]!r}")
        return answer.json() if answer.body and "json" in answer.headers.get("content-type", "") else answer

    def get(self, path, **more):
        return self.api("GET", path, **more)

    def set_up(self, token, login, name="测试人员", organisation="测试工厂"):
        made = self.api("POST", "/setup", {"token": token, "login": login, "name": name, "password": PASSWORD, "organisation": organisation})
        self.session = made["session"]
        self.csrf = self.session["csrf"]
        return made

    def log_in(self, login, password=PASSWORD, **more):
        self.session = self.api("POST", "/session", {"login": login, "password": password, **more})
        self.csrf = self.session["csrf"]
        return self


class Node:
    def __init__(self, store=None, arguments=(), folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix="gd-node-")
        self.store = store or f"sqlite:{self.folder}/store.db"
        self.arguments = list(arguments)
        self.process = None
        self.start()

    def start(self):
        self.log = open(os.path.join(self.folder, "log"), "ab")
        self.process = subprocess.Popen(
            [harness.GONGDUN, "serve", "--store", self.store, "--data", f"{self.folder}/data", "--listen", "127.0.0.1:0", "--lang", "en", *self.arguments],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=ENVIRONMENT)
        self.port = self.token = None
        for line in self.process.stdout:
            if found := re.search(r"Console: http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found.group(1))
            if found := re.search(r"#token=([0-9a-f]+)", line):
                self.token = found.group(1)
            if "Ctrl-C" in line:
                break
        if self.port is None:
            self.process.wait()
            raise AssertionError("the node did not start: " + self.log_text()[-2000:])

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        code = self.process.wait(60)
        self.process.stdout.close()
        self.log.close()
        return code

    def restart(self, how=signal.SIGTERM):
        self.stop(how)
        self.start()

    def person(self):
        return Person(self)

    def first_person(self, login="first"):
        person = self.person()
        person.invitations = person.set_up(self.token, login)["invitations"]
        return person

    def log_text(self):
        with open(os.path.join(self.folder, "log"), encoding="utf-8", errors="replace") as file:
            return file.read()


def token_of(link):
    return link["path"].split("token=")[1]


def administrators(node):
    """The three who stand apart: the first person, the security administrator, the auditor."""
    first = node.first_person()
    others = []
    for link, login in zip(first.invitations, ("security", "auditor")):
        person = node.person()
        person.set_up(token_of(link), login, name=login)
        others.append(person)
    return first, *others


def new_person(first, security, login, grants):
    """`grants`: (role, organisation, edge, ceiling)."""
    link = first.api("POST", "/invitations", {"name": login})
    person = first.node.person()
    person.set_up(token_of(link), login, name=login)
    for role, organisation, edge, ceiling in grants:
        security.api("POST", "/grants", {"person": person.session["person"]["id"], "role": role, "organisation": organisation, "edge": edge, "ceiling": ceiling})
    person.log_in(login)
    return person


def wait_job(person, job, seconds=120):
    until = time.time() + seconds
    while time.time() < until:
        now = person.get(f"/jobs/{job['id']}")
        if now["state"] not in ("queued", "running"):
            return now
        time.sleep(0.1)
    raise AssertionError(f"job {job['id']} did not end")


def scan(person, path, name="源", **more):
    source = person.api("POST", "/sources", {"name": name, "kind": "folder", "address": path, **more})
    job = wait_job(person, person.api("POST", f"/sources/{source['id']}/scan"))
    if job["state"] != "done":
        raise AssertionError(job)
    return source
