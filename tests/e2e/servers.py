"""Servers that probes look at, each real, on a free port of this machine, in a folder of its own: PostgreSQL 15 and MariaDB on TCP, TLS, sshd."""
import os
import pathlib
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time

import postgres

MARIADB = pathlib.Path("/usr/sbin/mariadbd")
SSHD = pathlib.Path("/usr/sbin/sshd")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def certificate(folder, name="localhost", days=400, bits=2048, san="DNS:localhost,IP:127.0.0.1"):
    key, cert = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", f"rsa:{bits}", "-nodes", "-keyout", key, "-out", cert, "-days", str(days), "-subj", f"/CN={name}",
                    "-addext", f"subjectAltName={san}"], check=True, capture_output=True)
    return key, cert


class Scratch:
    def __init__(self, owner=None):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="gd-e2e-srv-"))
        self.account = {}
        if os.geteuid() == 0 and owner:
            user = pwd.getpwnam(owner)
            shutil.chown(self.dir, owner, owner)
            self.account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self.process = None

    def start(self, command, ready, **more):
        self.log = open(self.dir / "log", "w")
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, cwd=self.dir, **self.account, **more)
        for _ in range(600):
            if self.process.poll() is not None:
                break
            if ready():
                return
            time.sleep(0.05)
        raise RuntimeError((self.dir / "log").read_text())

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.log.close()
        shutil.rmtree(self.dir, ignore_errors=True)


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 0.5):
            return True
    except OSError:
        return False


class Postgres(Scratch):
    """A PostgreSQL that listens beyond this machine by its settings, without TLS, with md5; `reader` sees what pg_monitor sees, `chief` everything."""

    def __init__(self):
        super().__init__("postgres")
        self.port = free_port()
        (self.dir / "password").write_text("chief-Pw1")
        if self.account:
            shutil.chown(self.dir / "password", "postgres")
        subprocess.run([postgres.PROGRAMS / "initdb", "-D", self.dir / "data", "-U", "chief", "-E", "UTF8", "--auth=md5", f"--pwfile={self.dir}/password", "--no-sync"],
                       check=True, capture_output=True, cwd=self.dir, **self.account)
        with open(self.dir / "data/postgresql.conf", "a") as out:
            out.write("password_encryption = 'md5'\n")
        with open(self.dir / "data/pg_hba.conf", "a") as out:
            out.write("host all all 0.0.0.0/0 trust\n")
        self.start([postgres.PROGRAMS / "postgres", "-D", self.dir / "data", "-k", self.dir, "-h", "*", "-p", str(self.port), "-F"],
                   lambda: self.sql("SELECT 1", check=False).returncode == 0)
        self.sql("CREATE ROLE reader LOGIN PASSWORD 'reader-Pw1'")

    def sql(self, text, check=True):
        return subprocess.run([postgres.PROGRAMS / "psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "chief", "-d", "postgres", "-qAtX", "-c", text],
                              capture_output=True, text=True, check=check, env={**os.environ, "PGPASSWORD": "chief-Pw1"})


class Mariadb(Scratch):
    def __init__(self):
        super().__init__("mysql")
        self.port = free_port()
        subprocess.run(["mariadb-install-db", "--no-defaults", f"--datadir={self.dir}/data", "--auth-root-authentication-method=normal", "--skip-test-db",
                        *(["--user=mysql"] if self.account else [])], check=True, capture_output=True, cwd=self.dir)
        self.start([MARIADB, "--no-defaults", f"--datadir={self.dir}/data", f"--socket={self.dir}/s", f"--port={self.port}", "--bind-address=0.0.0.0",
                    f"--pid-file={self.dir}/pid", "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0"],
                   lambda: self.sql("SELECT 1", check=False).returncode == 0)
        self.sql("CREATE USER reader@'%' IDENTIFIED BY 'reader-Pw2'; GRANT SELECT ON mysql.* TO reader@'%'; CREATE USER nobody_asks@'%'")

    def sql(self, text, check=True):
        return subprocess.run(["mariadb", "--no-defaults", f"--socket={self.dir}/s", "-uroot", "-N", "-e", text], capture_output=True, text=True, check=check)


class Tls:
    """A TLS service that says nothing."""

    def __init__(self, cert, key, oldest=ssl.TLSVersion.TLSv1_2, newest=ssl.TLSVersion.TLSv1_3, ciphers=None):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.set_ciphers(ciphers or "DEFAULT:@SECLEVEL=0")
        self.context.minimum_version, self.context.maximum_version = oldest, newest
        self.context.load_cert_chain(cert, key)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                plain, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            plain.settimeout(3)
            try:
                self.context.wrap_socket(plain, server_side=True).close()
            except OSError:
                plain.close()

    def stop(self):
        self.socket.close()


class Sshd(Scratch):
    def __init__(self):
        super().__init__()
        self.port = free_port()
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.dir / name], check=True)
        shutil.copy(self.dir / "user.pub", self.dir / "authorized")
        self.user = pwd.getpwuid(os.geteuid()).pw_name
        pathlib.Path("/run/sshd").mkdir(exist_ok=True)
        (self.dir / "config").write_text(f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {self.dir}/host\nAuthorizedKeysFile {self.dir}/authorized\nStrictModes no\n"
                                         "PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nPidFile none\nPermitRootLogin yes\n")
        (self.dir / "known").write_text(f"[127.0.0.1]:{self.port} {(self.dir / 'host.pub').read_text()}")
        self.start([SSHD, "-D", "-e", "-f", self.dir / "config"], lambda: answers(self.port))
