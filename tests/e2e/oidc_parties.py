"""Who takes part in log-in by OpenID Connect: a browser that follows redirects and keeps cookies, the real provider (oidc/provider.mjs), and a hostile
provider that says whatever a test wants it to."""
import base64
import hashlib
import hmac
import html
import http.client
import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.parse

import harness

REAL = os.path.join(os.path.dirname(__file__), "oidc", "provider.mjs")


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Browser:
    """Cookies by host, redirects one at a time; knows of SameSite only what a test tells it by `cross_site`."""

    def __init__(self):
        self.jar = {}

    def ask(self, method, url, form=None, body=None, headers=None):
        place = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
        sent = dict(headers or {})
        cookies = [f"{name}={value}" for (host, path, name), value in self.jar.items() if host == place.netloc and place.path.startswith(path)]
        if cookies:
            sent["Cookie"] = "; ".join(cookies)
        data = None
        if form is not None:
            data = urllib.parse.urlencode(form)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        if body is not None:
            data = json.dumps(body)
            sent["Content-Type"] = "application/json"
        connection.request(method, place.path + ("?" + place.query if place.query else ""), data, sent)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self.keep(place, value)
        connection.close()
        location = response.getheader("Location")
        return response.status, urllib.parse.urljoin(url, location) if location else None, text

    def keep(self, place, header):
        first, *rest = header.split(";")
        name, value = first.split("=", 1)
        attributes = {k.strip().lower(): v for k, _, v in (one.partition("=") for one in rest)}
        key = (place.netloc, attributes.get("path", "/"), name.strip())
        if not value or attributes.get("max-age") == "0" or "1970" in attributes.get("expires", ""):
            self.jar.pop(key, None)
        else:
            self.jar[key] = value

    def cookie(self, name):
        return next((value for (_, _, key), value in self.jar.items() if key == name), None)

    def drop(self, name):
        for key in [key for key in self.jar if key[2] == name]:
            del self.jar[key]

    def walk(self, url, until, login="wang", most=20):
        """Follows redirects and the provider's forms (log-in, consent) until an address begins with `until`, which is not asked for."""
        for _ in range(most):
            if url.startswith(until):
                return url
            status, location, text = self.ask("GET", url)
            if location is None:
                action = re.search(r'action="([^"]+)"', text)
                assert action, (status, url, text[:2000])
                fields = dict(re.findall(r'name="(prompt)" value="([^"]+)"', text))
                if 'name="login"' in text:
                    fields.update(login=login, password="x")
                status, location, text = self.ask("POST", urllib.parse.urljoin(url, html.unescape(action.group(1))), form=fields)
                assert location, (status, text[:500])
            url = location
        raise AssertionError("no end: " + url)


class RealProvider:
    SECRET = "client-S3cret-0123456789"

    def __init__(self, redirect, algorithm="RS256"):
        self.process = subprocess.Popen(["node", REAL, redirect, self.SECRET, algorithm], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if line.startswith("ISSUER "):
                self.issuer = line.split()[1]
                return
        raise RuntimeError("the provider did not start")

    def rotate(self):
        Browser().ask("POST", self.issuer + "/rotate")

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class HostileProvider:
    """Discovery and keys as they should be; the token is what the test put into `token` (a function of the nonce) last."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="gd-oidc-")
        self.key, self.public = self.make_key("k")
        self.answer_status, self.asked, self.key_fetches = 200, [], 0
        self.discovery = {}
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def send(self, value, status=200):
                data = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self):
                if self.path.endswith("/.well-known/openid-configuration"):
                    self.send({"issuer": outer.issuer, "authorization_endpoint": outer.issuer + "/auth", "token_endpoint": outer.issuer + "/token",
                               "jwks_uri": outer.issuer + "/jwks", "id_token_signing_alg_values_supported": ["RS256"], **outer.discovery})
                elif self.path == "/jwks":
                    outer.key_fetches += 1
                    self.send({"keys": [outer.public]})
                else:
                    self.send({}, 404)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.asked.append((dict(self.headers), urllib.parse.parse_qs(body)))
                self.send({"access_token": "x", "token_type": "Bearer", "id_token": outer.token}, outer.answer_status)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def make_key(self, kid):
        path = f"{self.folder}/{kid}.pem"
        subprocess.run(["openssl", "genrsa", "-out", path, "2048"], check=True, capture_output=True)
        modulus = subprocess.run(["openssl", "rsa", "-in", path, "-noout", "-modulus"], check=True, capture_output=True, text=True).stdout
        return path, {"kty": "RSA", "kid": kid, "use": "sig", "alg": "RS256", "n": b64(bytes.fromhex(modulus.strip().split("=")[1])), "e": "AQAB"}

    def public_pem(self):
        return subprocess.run(["openssl", "rsa", "-in", self.key, "-pubout"], check=True, capture_output=True).stdout

    def claims(self, asked, **more):
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "u-1", "aud": "gongdun", "exp": now + 300, "iat": now, "nonce": asked, **more}
        return {k: v for k, v in claims.items() if v is not None}

    def sign(self, claims, header=None, key=None):
        text = b64(json.dumps(header or {"alg": "RS256", "kid": "k"}).encode()) + "." + b64(json.dumps(claims).encode())
        signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key or self.key], input=text.encode(), check=True, capture_output=True).stdout
        return text + "." + b64(signature)

    def sign_hs256(self, claims, secret):
        text = b64(json.dumps({"alg": "HS256", "kid": "k"}).encode()) + "." + b64(json.dumps(claims).encode())
        return text + "." + b64(hmac.new(secret, text.encode(), hashlib.sha256).digest())

    def unsigned(self, claims):
        return b64(json.dumps({"alg": "none"}).encode()) + "." + b64(json.dumps(claims).encode()) + "."

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.folder)
