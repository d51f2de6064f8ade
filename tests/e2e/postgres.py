"""A PostgreSQL of the tests: private folder, private socket, no durability, an unprivileged account. One per test program, a fresh schema per test."""
import atexit
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time
import unittest

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
PASSWORD = "e2e-S3cret"
_server = None
_schemas = 0


def account():
    """The server refuses root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def installed():
    try:
        return (PROGRAMS / "postgres").exists() and account() is not None
    except KeyError:
        return False


class Server:
    def __init__(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="gd-e2e-pg-"))
        (self.dir / "password").write_text(PASSWORD)
        if os.geteuid() == 0:
            for path in (self.dir, self.dir / "password"):
                shutil.chown(path, "postgres", "postgres")
        run = {"cwd": self.dir, "stdin": subprocess.DEVNULL, **account()}
        # A locale that does not sort by bytes.
        made = subprocess.run([PROGRAMS / "initdb", "-D", self.dir / "data", "-U", "tester", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh",
                               "--auth=scram-sha-256", f"--pwfile={self.dir}/password", "--no-sync"], capture_output=True, text=True, **run)
        if made.returncode != 0:
            raise RuntimeError(made.stderr)
        self.log = open(self.dir / "log", "w")
        self.process = subprocess.Popen([PROGRAMS / "postgres", "-D", self.dir / "data", "-k", self.dir, "-h", "", "-F", "-c", "full_page_writes=off"], stdout=self.log,
                                        stderr=self.log, **run)
        atexit.register(self.stop)
        for _ in range(400):
            if self.sql("SELECT 1", check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError((self.dir / "log").read_text())

    def stop(self):
        self.process.send_signal(3)   # SIGQUIT: at once; nothing of it is needed again
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    def sql(self, text, schema="public", check=True):
        env = {**os.environ, "PGPASSWORD": PASSWORD, "PGOPTIONS": f"-csearch_path={schema}"}
        return subprocess.run([PROGRAMS / "psql", "-h", self.dir, "-U", "tester", "-d", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text], capture_output=True, text=True,
                              check=check, env=env)

    def url(self, schema):
        return f"postgres://tester:{PASSWORD}@/postgres?host={self.dir}&options=-csearch_path%3D{schema}"


def server():
    global _server
    if _server is None:
        _server = Server()
    return _server


class OnPostgres:
    """Before a Case: the same tests with a store in PostgreSQL."""

    def setUp(self):
        if not installed():
            raise unittest.SkipTest("PostgreSQL 15 is not installed (package postgresql-15): not tested on it")
        super().setUp()
        self.schema = self.fresh_schema()
        self.store_url = server().url(self.schema)

    def fresh_schema(self):
        global _schemas
        _schemas += 1
        server().sql(f"CREATE SCHEMA t{_schemas}")
        return f"t{_schemas}"

    def fresh_url(self):
        return server().url(self.fresh_schema())

    def query(self, sql):
        """Rows of the store as lists of text; raises OSError while it is not there yet."""
        result = server().sql(sql, self.schema, check=False)
        if result.returncode != 0:
            raise OSError(result.stderr)
        return [line.split("|") for line in result.stdout.splitlines()]
