"""Log-in by OpenID Connect: against a real provider by following redirects as a browser does, and against one that lies."""
import itertools
import json
import os
import shutil
import time
import unittest
import urllib.parse

import postgres
from node import PASSWORD, Node, administrators, new_person
from oidc_parties import Browser, HostileProvider, RealProvider

NUMBERS = itertools.count(1)


def code_of(url):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(url).query).get("oidc", [""])[0]


def query_of(url):
    return {name: values[0] for name, values in urllib.parse.parse_qs(urllib.parse.urlsplit(url).query).items()}


class OidcCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = Node(store=cls.store())
        cls.first, cls.security, cls.auditor = administrators(cls.node)
        cls.address = f"http://127.0.0.1:{cls.node.port}"
        cls.first.api("PUT", "/node", {"public_address": cls.address})

    @staticmethod
    def store():
        return None

    @classmethod
    def tearDownClass(cls):
        cls.node.stop()
        shutil.rmtree(cls.node.folder)

    def add_provider(self, issuer, secret="s", **more):
        return self.first.api("POST", "/identity-providers", {"name": "集团统一认证", "issuer": issuer, "client_id": "gongdun", "secret": secret, **more})

    def somebody(self):
        return new_person(self.first, self.security, f"person{next(NUMBERS)}", [])

    def begin_link(self, person, provider, password=PASSWORD):
        """As the account page does it: the answer's address, and the cookie in a browser of the person's."""
        browser = Browser()
        browser.jar[(f"127.0.0.1:{self.node.port}", "/", "gongdun_session")] = person.cookie
        status, _, text = browser.ask("POST", self.address + "/api/v1/session/identities", body={"provider": provider["id"], "password": password},
                                      headers={"X-CSRF-Token": person.csrf})
        # another site leads the browser back: the session's cookie stays behind (SameSite=Strict)
        browser.drop("gongdun_session")
        return browser, status, json.loads(text)

    def callback(self, browser, **query):
        status, location, text = browser.ask("GET", self.address + "/api/v1/oidc/callback?" + urllib.parse.urlencode(query))
        self.assertEqual(status, 302, text)
        return location

    def start(self, browser, provider, to="/assets?grade=core"):
        status, location, _ = browser.ask("GET", f"{self.address}/api/v1/oidc/start?" + urllib.parse.urlencode({"provider": provider["id"], "next": to}))
        self.assertEqual(status, 302)
        return location

    def session_of(self, browser):
        return browser.ask("GET", self.address + "/api/v1/session")

    def audit_of(self, action):
        return self.auditor.get(f"/audit?action={action}&limit=200")["items"]


class RealProviderTest(OidcCase):
    algorithm = "RS256"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.real = RealProvider(cls.address + "/api/v1/oidc/callback", cls.algorithm)
        cls.provider = cls.add_provider(cls, cls.real.issuer, RealProvider.SECRET)

    @classmethod
    def tearDownClass(cls):
        cls.real.stop()
        super().tearDownClass()

    def link(self, person, name):
        browser, status, answer = self.begin_link(person, self.provider)
        self.assertEqual(status, 200, answer)
        back = browser.walk(answer["url"], self.address + "/api/v1/oidc/callback", login=name)
        return browser.ask("GET", back)[1]

    def log_in(self, name, browser=None, to="/assets?grade=core"):
        browser = browser or Browser()
        back = browser.walk(self.start(browser, self.provider, to), self.address + "/api/v1/oidc/callback", login=name)
        return browser, browser.ask("GET", back)[1], back

    def test_administrator_sees_what_discovery_says(self):
        found = self.first.api("POST", "/identity-providers/test", {"issuer": self.real.issuer})
        self.assertTrue(found["ok"], found)
        self.assertGreaterEqual(found["keys"], 1)
        self.assertIn(self.algorithm, found["algorithms"])
        wrong = self.first.api("POST", "/identity-providers/test", {"issuer": self.real.issuer + "/"})
        self.assertFalse(wrong["ok"])
        self.assertIn("issuer", wrong["error"]["zh"])

    def test_linked_person_logs_in_and_comes_back_to_the_page(self):
        person = self.somebody()
        self.assertEqual(code_of(self.link(person, "wang")), "linked")
        mine = person.get("/session/identities")["items"]
        self.assertEqual([(one["provider"], one["shown"]) for one in mine], [("集团统一认证", "wang")] if mine[0]["shown"] else [("集团统一认证", "")])
        browser, location, back = self.log_in("wang")
        self.assertEqual(location, self.address + "/assets?grade=core")
        status, _, text = self.session_of(browser)
        self.assertEqual(status, 200)
        self.assertEqual(json.loads(text)["person"]["id"], person.session["person"]["id"])
        entry = self.audit_of("login")[0]
        self.assertEqual(json.loads(entry["after"]) if isinstance(entry["after"], str) else entry["after"], {"provider": self.provider["id"]})
        self.assertTrue(self.audit_of("identity.link"))
        # the same answer again, with the cookie that went along
        self.assertEqual(code_of(browser.ask("GET", back)[1]), "cookie")
        # unlinked: out again
        person.api("DELETE", f"/session/identities/{mine[0]['id']}")
        self.assertEqual(code_of(self.log_in("wang")[1]), "unlinked")
        self.assertTrue(self.audit_of("identity.unlink"))

    def test_nobody_comes_into_being_by_logging_in(self):
        before = len(self.first.get("/people")["items"])
        browser, location, _ = self.log_in("first@example.org")
        self.assertEqual(code_of(location), "unlinked")
        self.assertEqual(self.session_of(browser)[0], 401)
        self.assertEqual(len(self.first.get("/people")["items"]), before)

    def test_identity_of_another_account_is_not_taken_over(self):
        one, other = self.somebody(), self.somebody()
        self.assertEqual(code_of(self.link(one, "zhao")), "linked")
        self.assertEqual(code_of(self.link(other, "zhao")), "taken")
        self.assertEqual(other.get("/session/identities")["total"], 0)

    def test_linking_asks_for_the_password(self):
        self.assertEqual(self.begin_link(self.somebody(), self.provider, "wrong password")[1], 400)

    def test_link_of_a_session_that_ended_is_not_made(self):
        person = self.somebody()
        browser, _, answer = self.begin_link(person, self.provider)
        back = browser.walk(answer["url"], self.address + "/api/v1/oidc/callback", login="sun")
        person.api("DELETE", "/session")
        self.assertEqual(code_of(browser.ask("GET", back)[1]), "session_ended")
        self.assertEqual(code_of(self.log_in("sun")[1]), "unlinked")

    def test_disabled_person_stays_out(self):
        person = self.somebody()
        self.link(person, "li")
        self.first.api("PATCH", f"/people/{person.session['person']['id']}", {"state": "disabled"})
        browser, location, _ = self.log_in("li")
        self.assertEqual(code_of(location), "disabled")
        self.assertEqual(self.session_of(browser)[0], 401)

    def test_locked_person_stays_out(self):
        person = self.somebody()
        self.link(person, "qian")
        for _ in range(5):
            self.node.person().api("POST", "/session", {"login": person.session["person"]["login"], "password": "wrong wrong"}, expect=(401, 429))
        self.assertEqual(code_of(self.log_in("qian")[1]), "locked")

    def test_second_factor_is_still_asked_for(self):
        import base64
        import hashlib
        import hmac
        import struct
        person = self.somebody()
        self.link(person, "zhou")
        secret = person.api("POST", "/session/totp")["secret"]

        def code(step):
            mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
            at = mac[19] & 15
            return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 10**6:06}"
        now = int(time.time()) // 30
        person.api("PUT", "/session/totp", {"code": code(now - 1)})
        browser, location, _ = self.log_in("zhou")
        self.assertEqual(code_of(location), "second_factor")
        self.assertEqual(query_of(location)["next"], "/assets?grade=core")
        self.assertEqual(self.session_of(browser)[0], 401)
        ask = lambda totp: browser.ask("POST", self.address + "/api/v1/oidc/second-factor", body={"totp": totp})[0]
        self.assertEqual(ask("000000"), 401)
        self.assertEqual(ask(code(now)), 200)
        self.assertEqual(self.session_of(browser)[0], 200)
        # without the provider's word nobody gets to the second factor
        self.assertEqual(Browser().ask("POST", self.address + "/api/v1/oidc/second-factor", body={"totp": code(now + 1)})[0], 401)

    def test_new_key_of_the_provider_is_fetched(self):
        person = self.somebody()
        self.link(person, "wu")
        self.assertEqual(code_of(self.log_in("wu")[1]), "")
        self.real.rotate()
        self.assertEqual(code_of(self.log_in("wu")[1]), "")

    def test_callback_without_or_with_somebody_elses_cookie_is_refused(self):
        person = self.somebody()
        self.link(person, "zheng")
        mine = Browser()
        back = mine.walk(self.start(mine, self.provider), self.address + "/api/v1/oidc/callback", login="zheng")
        # log-in CSRF: the victim's browser is led to the attacker's answer
        victim = Browser()
        self.assertEqual(code_of(victim.ask("GET", back)[1]), "cookie")
        self.start(victim, self.provider)
        self.assertEqual(code_of(victim.ask("GET", back)[1]), "state")
        self.assertEqual(self.session_of(victim)[0], 401)

    def test_next_is_a_place_of_our_own(self):
        person = self.somebody()
        self.link(person, "feng")
        for to in ("https://evil.example.org/", "//evil.example.org", "/\\evil.example.org", "javascript:alert(1)", "/api/v1/session", "/a\r\nX: y", ""):
            self.assertEqual(self.log_in("feng", to=to)[1], self.address + "/", to)

    def test_secret_is_neither_shown_nor_kept_in_the_clear(self):
        self.assertNotIn("secret", self.first.get("/identity-providers")["items"][0])
        self.assertTrue(self.first.get("/identity-providers")["items"][0]["secret_set"])
        self.assertNotIn(RealProvider.SECRET, self.node.log_text())
        for folder, _, names in os.walk(self.node.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertNotIn(RealProvider.SECRET.encode(), file.read(), name)
        self.assertEqual(os.stat(f"{self.node.folder}/data/node.key").st_mode & 0o777, 0o600)


class EcProviderTest(RealProviderTest):
    algorithm = "ES256"


class RealProviderOnPostgresTest(RealProviderTest):
    @staticmethod
    def store():
        if not postgres.installed():
            raise unittest.SkipTest("PostgreSQL 15 is not installed (package postgresql-15): not tested on it")
        return postgres.OnPostgres().fresh_url()


class HostileProviderTest(OidcCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.liar = HostileProvider()
        cls.provider = cls.add_provider(cls, cls.liar.issuer)
        cls.person = cls.somebody(cls)
        browser, _, answer = cls.begin_link(cls, cls.person, cls.provider)
        asked = query_of(answer["url"])
        cls.liar.token = cls.liar.sign(cls.liar.claims(asked["nonce"]))
        status, location, _ = browser.ask("GET", f"{cls.address}/api/v1/oidc/callback?code=c&state={asked['state']}")
        assert code_of(location) == "linked", location

    @classmethod
    def tearDownClass(cls):
        cls.liar.stop()
        super().tearDownClass()

    def attempt(self, token, **more):
        """`token` of the nonce that was asked with; the code the console is sent back with, "" when signed in."""
        browser = Browser()
        asked = query_of(self.start(browser, self.provider))
        self.liar.token = token(asked["nonce"])
        location = self.callback(browser, code="c", state=asked["state"], **more)
        self.assertEqual(self.session_of(browser)[0], 401 if code_of(location) else 200)
        return code_of(location)

    def signed(self, **changes):
        return lambda nonce: self.liar.sign(self.liar.claims(nonce, **changes))

    def test_right_token_is_taken(self):
        self.assertEqual(self.attempt(self.signed()), "")

    def test_request_carries_pkce_state_and_nonce(self):
        asked = query_of(self.start(Browser(), self.provider))
        self.assertEqual((asked["response_type"], asked["code_challenge_method"], asked["client_id"]), ("code", "S256", "gongdun"))
        self.assertEqual(asked["redirect_uri"], self.address + "/api/v1/oidc/callback")
        self.attempt(self.signed())
        headers, form = self.liar.asked[-1]
        self.assertGreaterEqual(len(form["code_verifier"][0]), 43)
        self.assertTrue(headers["Authorization"].startswith("Basic "))

    def test_claims_of_another_are_refused(self):
        now = int(time.time())
        for expected, changes in (("token_nonce", {"nonce": "other"}), ("token_nonce", {"nonce": None}), ("token_expired", {"exp": now - 120}), ("token_expired", {"exp": None}),
                                  ("token_expired", {"iat": now + 600}), ("token_expired", {"iat": now - 3600}), ("token_audience", {"aud": "other"}),
                                  ("token_audience", {"aud": ["gongdun", "other"]}), ("token_audience", {"azp": "other"}),
                                  ("token_issuer", {"iss": "http://127.0.0.1:1"}), ("token_malformed", {"sub": None}), ("token_malformed", {"sub": 7}),
                                  ("unlinked", {"sub": "u-2", "email": "first@example.org", "email_verified": True})):
            with self.subTest(changes):
                self.assertEqual(self.attempt(self.signed(**changes)), expected)

    def test_signatures_of_nobody_are_refused(self):
        liar = self.liar
        other, _ = liar.make_key("other")
        for expected, token in (("token_malformed", lambda nonce: liar.unsigned(liar.claims(nonce))),
                                ("token_malformed", lambda nonce: liar.sign_hs256(liar.claims(nonce), liar.public_pem())),
                                ("token_malformed", lambda nonce: liar.sign_hs256(liar.claims(nonce), b"s")),
                                ("token_signature", lambda nonce: liar.sign(liar.claims(nonce), key=other)),
                                ("token_unknown_key", lambda nonce: liar.sign(liar.claims(nonce), {"alg": "RS256", "kid": "x"}, other)),
                                ("token_malformed", lambda nonce: "x" * 100_000),
                                ("token_malformed", lambda nonce: "")):
            self.assertEqual(self.attempt(token), expected)

    def test_unknown_keys_do_not_make_us_fetch_all_the_time(self):
        other, _ = self.liar.make_key("flood")
        self.attempt(lambda nonce: self.liar.sign(self.liar.claims(nonce), {"alg": "RS256", "kid": "y"}, other))
        before = self.liar.key_fetches
        for _ in range(5):
            self.attempt(lambda nonce: self.liar.sign(self.liar.claims(nonce), {"alg": "RS256", "kid": "z"}, other))
        self.assertLessEqual(self.liar.key_fetches - before, 1)

    def test_answer_is_taken_once(self):
        browser = Browser()
        asked = query_of(self.start(browser, self.provider))
        self.liar.token = self.liar.sign(self.liar.claims(asked["nonce"]))
        jar = dict(browser.jar)
        self.assertEqual(code_of(self.callback(browser, code="c", state=asked["state"])), "")
        # a provider that takes a code twice, and a browser whose cookie was kept
        again = Browser()
        again.jar = jar
        self.assertEqual(code_of(self.callback(again, code="c", state=asked["state"])), "replayed")
        self.assertEqual(self.session_of(again)[0], 401)

    def test_other_state_or_issuer_is_refused(self):
        browser = Browser()
        asked = query_of(self.start(browser, self.provider))
        self.liar.token = self.liar.sign(self.liar.claims(asked["nonce"]))
        self.assertEqual(code_of(self.callback(browser, code="c", state=asked["state"][:-1] + "~")), "state")
        self.assertEqual(self.attempt(self.signed(), iss="https://other.example.org"), "issuer")
        self.assertEqual(self.attempt(self.signed(), iss=self.liar.issuer), "")

    def test_refusals_of_the_provider_are_told(self):
        for error, code in (("access_denied", "denied"), ("server_error", "provider_error")):
            browser = Browser()
            asked = query_of(self.start(browser, self.provider))
            self.assertEqual(code_of(self.callback(browser, error=error, error_description="<b>x", state=asked["state"], session_state="1")), code)
        self.liar.answer_status = 400
        self.assertEqual(self.attempt(self.signed()), "refused_code")
        self.liar.answer_status = 200

    def test_altered_cookie_is_no_cookie(self):
        browser = Browser()
        asked = query_of(self.start(browser, self.provider))
        for key, value in list(browser.jar.items()):
            browser.jar[key] = ("B" if value[0] == "A" else "A") + value[1:]
        self.assertEqual(code_of(self.callback(browser, code="c", state=asked["state"])), "cookie")

    def test_word_of_the_provider_for_a_second_factor_counts_only_where_it_was_said_so(self):
        # without the setting the local factor is asked for (RealProviderTest); with it, only "mfa" counts
        body = {"name": "x", "issuer": self.liar.issuer, "client_id": "gongdun", "trust_factor": True}
        self.first.api("PUT", f"/identity-providers/{self.provider['id']}", body)
        with self.totp_on():
            self.assertEqual(self.attempt(self.signed(amr=["pwd"])), "second_factor")
            self.assertEqual(self.attempt(self.signed(amr=["pwd", "mfa"])), "")
            self.first.api("PUT", f"/identity-providers/{self.provider['id']}", {**body, "trust_factor": False})
            self.assertEqual(self.attempt(self.signed(amr=["pwd", "mfa"])), "second_factor")

    def totp_on(self):
        import base64
        import contextlib
        import hashlib
        import hmac
        import struct

        @contextlib.contextmanager
        def on():
            secret = self.person.api("POST", "/session/totp")["secret"]
            mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
            at = mac[19] & 15
            self.person.api("PUT", "/session/totp", {"code": f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 10**6:06}"})
            yield
            self.person.api("DELETE", "/session/totp", {"password": PASSWORD})
        return on()

    def test_settings_that_could_leak_or_be_led_astray_are_refused(self):
        base = {"name": "x", "issuer": "https://id.example.org", "client_id": "c"}
        for issuer in ("http://id.example.org", "file:///etc/passwd", "https://u:p@id.example.org", "https://id.example.org/\r\nX: y", "x"):
            self.first.api("POST", "/identity-providers", {**base, "issuer": issuer}, expect=400)
        made = self.first.api("POST", "/identity-providers", {**base, "secret": "abc", "enabled": False})
        # a secret is not sent to another address than it was entered for
        self.assertFalse(self.first.api("PUT", f"/identity-providers/{made['id']}", {**base, "issuer": "https://other.example.org"})["secret_set"])
        self.first.api("DELETE", f"/identity-providers/{made['id']}")
        self.security.api("POST", "/identity-providers", base, expect=403)
        self.auditor.get("/identity-providers", expect=403)
        names = [one["id"] for one in self.node.person().get("/oidc/providers")["items"]]
        self.assertIn(self.provider["id"], names)

    def test_provider_that_is_gone_is_said(self):
        gone = self.first.api("POST", "/identity-providers", {"name": "x", "issuer": "http://127.0.0.1:1", "client_id": "c"})
        browser = Browser()
        status, location, _ = browser.ask("GET", f"{self.address}/api/v1/oidc/start?provider={gone['id']}")
        self.assertEqual((status, code_of(location)), (302, "unreachable"))
        self.first.api("DELETE", f"/identity-providers/{gone['id']}")
        self.assertEqual(code_of(browser.ask("GET", f"{self.address}/api/v1/oidc/start?provider={gone['id']}")[1]), "no_provider")


if __name__ == "__main__":
    unittest.main()
