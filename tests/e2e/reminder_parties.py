"""Receivers of reminders: a real SMTP server (aiosmtpd) with STARTTLS and log-in, and an HTTPS receiver of webhooks that checks the signature."""
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

# Debian's aiosmtpd (python3-aiosmtpd), also where `python3` is another one.
sys.path.append("/usr/lib/python3/dist-packages")
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


def certificate():
    """A folder with an authority (ca.pem) and a certificate of its for 127.0.0.1 (cert.pem, key.pem)."""
    folder = tempfile.mkdtemp(prefix="gd-ca-")
    run = lambda *words: subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=folder)
    run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test CA")
    run("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=127.0.0.1")
    with open(f"{folder}/names", "w") as file:
        file.write("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    run("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "cert.pem", "-days", "2", "-extfile", "names")
    return folder


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class MailServer:
    LOGIN, PASSWORD = "node", "mail-S3cret-0123456789"

    def __init__(self, folder, port=None, auth=True):
        self.port, self.mails, outer = port or free_port(), [], self
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")

        class Handler:
            async def handle_DATA(self, server, session, envelope):
                mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
                outer.mails.append((envelope.mail_from, envelope.rcpt_tos, mail, session.ssl is not None))
                return "250 OK"

        def check(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == (outer.LOGIN.encode(), outer.PASSWORD.encode()), handled=False)

        class OwnController(Controller):
            def factory(self):
                return SMTP(self.handler, tls_context=context, require_starttls=True, authenticator=check, auth_required=auth, hostname="test")

        self.controller = OwnController(Handler(), hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        self.controller.stop()


class Receiver:
    def __init__(self, folder, port=0, status=204):
        self.got, self.status, self.secret, outer = [], status, None, self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((dict(self.headers), body))
                self.send_response(outer.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.url = f"https://127.0.0.1:{self.port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def signed(self, headers, body):
        message = headers["X-Gongdun-Timestamp"].encode() + b"." + headers["X-Gongdun-Delivery"].encode() + b"." + body
        return hmac.compare_digest(headers["X-Gongdun-Signature"], "sha256=" + hmac.new(self.secret.encode(), message, hashlib.sha256).hexdigest())

    def bodies(self):
        return [json.loads(body) for _, body in self.got]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
