"""Secrets behind encodings, in files as people leave them lying about; all values are invented."""
import base64
import json
import pathlib
import unittest
import urllib.parse

from harness import Case


def b64(text):
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


class Secrets(Case):
    def secrets(self, expect=0):
        """(file, row, detector, decoded chain) of every secret."""
        found = self.findings(self.data, expect=expect)
        return sorted((pathlib.PurePath(f["item"]).name, f["row"], f["detector"], next((c for c in f["context"] if c.startswith("decoded:")), None))
                      for f in found if f["detector"].startswith("secret."))

    def test_kubernetes_secret(self):
        self.write("secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: mes\ndata:\n  username: bWVz\n"
                                  f"  password: {b64('Coil2024x')}\n  app.properties: {b64('level=2' + chr(10) + 'db.password=Slab88yy' + chr(10))}\n")
        self.assertEqual(self.secrets(), [("secret.yaml", 7, "secret.password", None), ("secret.yaml", 8, "secret.password", "decoded:base64")])

    def test_powershell_command(self):
        command = "net use X: \\\\srv\\share; $password = \"Slab88yy\"".encode("utf-16-le")
        self.write("start.cmd", f"@echo off\r\npowershell -NoProfile -EncodedCommand {b64(command)}\r\n")
        self.assertEqual(self.secrets(), [("start.cmd", 2, "secret.password", "decoded:base64")])

    def test_key_in_the_lines_of_a_letter(self):
        body = b64("-----BEGIN RSA PRIVATE KEY-----\n" + b64(bytes(range(200))) + "\n-----END RSA PRIVATE KEY-----\n")
        lines = "\n".join(body[i:i + 76] for i in range(0, len(body), 76))
        self.write("note.txt", f"the file you asked for:\n\n{lines}\n\nregards\n")
        self.assertEqual(self.secrets(), [("note.txt", 3, "secret.private_key", "decoded:base64")])

    def test_url_in_a_table(self):
        rows = "".join(f"{i},2024-01-0{i},GET /api?id={i}\n" for i in range(1, 8))
        query = urllib.parse.quote("redirect=http://10.0.0.1/?client_secret=Zq8vKx2LmN7pRt4Ws9Yb", safe="")
        self.write("access.csv", f"no,day,request\n{rows}8,2024-01-08,GET /login?next={query}\n")
        self.assertEqual(self.secrets(), [("access.csv", 9, "secret.generic_token", "decoded:percent")])

    def test_pictures_certificates_and_digests_hold_nothing(self):
        noise = bytes((i * 7919 + i * i * 31) % 256 for i in range(3000))
        lines = "\n".join(b64(noise)[i:i + 64] for i in range(0, 4000, 64))
        self.write("page.html", f'<img src="data:image/png;base64,{b64(noise)}"/>\n')
        self.write("cert.pem", f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n")
        self.write("lock.json", json.dumps({"integrity": "sha512-" + b64(noise[:64]), "sha256": noise[:32].hex()}))
        self.assertEqual(self.secrets(), [])

    def test_endless_nesting_is_said(self):
        text = 'password = "Slab88yy"' + " " * 100
        for _ in range(6):
            text = b64(text)
        self.write("deep.txt", "value " + text + "\n")
        unread = self.scan(self.data, expect=1)["unread"]
        self.assertEqual([(pathlib.PurePath(u["item"]).name, u["code"]) for u in unread], [("deep.txt", "limit")])


if __name__ == "__main__":
    unittest.main()
