"""Runs the real binary on real folders. Every test has its own store and scratch folder."""
import atexit
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GONGDUN = os.environ.get("GONGDUN", str(ROOT / "build/release/gongdun"))
CACHE = tempfile.mkdtemp(prefix="gd-e2e-cache-")  # of compiled rules; not the one of the person who runs the tests
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
SHARED_SAMPLES = ROOT.parent / "shared" / "samples"   # real files of nine sectors; present where the project is developed


def need_shared_samples(test):
    return unittest.skipUnless(SHARED_SAMPLES.is_dir(), "../shared/samples is not here: real sector files are not part of the repository")(test)


class Case(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="gd-e2e-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        self.store = self.dir / "store.db"
        self.store_url = f"sqlite:{self.store}"
        self.data = self.dir / "data"
        self.data.mkdir()

    def run_gd(self, *args, store=True, expect=None, timeout=300, **more):
        command = [GONGDUN, *map(str, args)]
        if store:
            command += ["--store", self.store_url]
        env = {**os.environ, "GONGDUN_PACKS": str(ROOT / "packs"), "XDG_CACHE_HOME": CACHE, **more.pop("env", {})}
        result = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=env, stdin=subprocess.DEVNULL, **more)
        if expect is not None:
            self.assertEqual(result.returncode, expect, f"{command}\nstdout: {result.stdout[-3000:]}\nstderr: {result.stderr[-3000:]}")
        return result

    def fresh_url(self):
        """Another store of the same kind."""
        return f"sqlite:{self.dir}/fresh.db"

    def query(self, sql):
        """Rows of the store as lists of text; raises OSError while it is not there yet."""
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.store}?mode={'rw' if sql.startswith(('UPDATE', 'ALTER', 'DROP')) else 'ro'}", uri=True)) as db, db:
                return [[str(value) for value in row] for row in db.execute(sql).fetchall()]
        except sqlite3.Error as error:
            raise OSError(str(error)) from error

    def scan(self, *paths, expect=0, **more):
        return json.loads(self.run_gd("scan", *paths, "--format", "json", expect=expect, **more).stdout)

    def findings(self, *paths, expect=0, **more):
        out = self.run_gd("scan", *paths, "--format", "jsonl", expect=expect, **more).stdout
        return [json.loads(line) for line in out.splitlines()]

    def write(self, name, content, encoding="utf-8"):
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path


def columns(result):
    """(file name, column name) → set of detectors."""
    out = {}
    for asset in result["assets"]:
        for column in asset["columns"]:
            out.setdefault((pathlib.PurePath(column["item"]).name, column["name"]), set()).add(column["detector"])
    return out
