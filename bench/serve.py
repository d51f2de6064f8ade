#!/usr/bin/env python3
"""./dev bench serve: a node over stores of 10,000 to 1,000,000 assets. Prints the 95th percentile of list requests and how it grows, memory, start to listening, and
what one request costs beside one that only crosses the server (/healthz); then a list imported and exported."""
import argparse
import json
import os
import pathlib
import shutil
import sqlite3
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
os.environ.setdefault("GONGDUN", str(ROOT / "build" / "bench" / "gongdun"))
from node import Node, administrators, scan, wait_job  # noqa: E402
from sheets import make_book  # noqa: E402

QUERIES = {"first page": "/assets?limit=50", "important, by rows": "/assets?grade=important&sort=-rows&limit=50", "by name": "/assets?sort=name&limit=50",
           "waiting, of one sector": "/assets?state=pending&sector=S-01&limit=50", "words": "/assets?q=工艺&limit=50", "counts": "/assets/facets"}


def fill(path, count):
    """Copies the assets that are there, under other names, until there are so many."""
    db = sqlite3.connect(path)
    columns = [row[1] for row in db.execute("PRAGMA table_info(asset)")]
    have = db.execute("SELECT count(*) FROM asset").fetchone()[0]
    picked = ", ".join({"id": "'A-' || printf('%012x', n.value * 100000 + rowid)", "key": "key || '#' || n.value", "name": "name || ' ' || (n.value * 7919 % 100003)",
                        "search": "search || ' ' || (n.value * 7919 % 100003)", "row_count": "(n.value * 104729 + rowid * 31) % 1000003",
                        "last_seen": "last_seen + n.value"}.get(name, name) for name in columns)
    db.execute(f"WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {max(1, (count - have) // have)}) "
               f"INSERT INTO asset({', '.join(columns)}) SELECT {picked} FROM asset, n WHERE asset.key NOT LIKE '%#%'")
    db.commit()
    db.execute("ANALYZE")
    db.commit()
    total = db.execute("SELECT count(*) FROM asset").fetchone()[0]
    db.close()
    return total


def p95(person, path, rounds):
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        answer = person.ask("GET", path if path.startswith("/healthz") else "/api/v1" + path)
        times.append(time.perf_counter() - begin)
        assert answer.status == 200, answer.body
    return statistics.quantiles(times, n=20)[-1] * 1000


def resident(process):
    with open(f"/proc/{process.pid}/status") as status:
        return int([line for line in status if line.startswith("VmRSS")][0].split()[1]) / 1024


def peak(process):
    with open(f"/proc/{process.pid}/status") as status:
        return int([line for line in status if line.startswith("VmHWM")][0].split()[1]) / 1024


def transfers(rows):
    """A list of organisations of so many rows: checked, imported, imported again, exported. Each step is a job; the peak is that of the node from its start to then."""
    node = Node()
    first, security, _ = administrators(node)
    home = security.get("/organisations")["items"][0]["id"]
    data = make_book([["名称", "统一社会信用代码", "行政区划", "上级（属地）"]] + [[f"样本企业{i:06}", f"BENCH{i:013}", "310000", home] for i in range(rows)])
    row = {"rows": rows, "file MiB": len(data) / 2**20, "idle peak MiB": peak(node.process)}
    begin = time.perf_counter()
    sent = security.ask("POST", "/api/v1/uploads?name=bench.xlsx", raw=data).json()["id"]
    row["upload s"] = time.perf_counter() - begin
    for name, method, body in (("check", "/imports/organisations", {"upload": sent, "mode": "check"}), ("apply", "/imports/organisations", {"upload": sent, "mode": "apply"}),
                               ("again", "/imports/organisations", {"upload": sent, "mode": "apply"}), ("export", "/exports/organisations", {"as": "xlsx"})):
        begin = time.perf_counter()
        job = wait_job(security, security.api("POST", method, body), 3600)
        assert job["state"] == "done" and job["result"]["rows"] >= rows, job
        row[name + " s"], row[name + " peak MiB"] = time.perf_counter() - begin, peak(node.process)
    node.stop()
    shutil.rmtree(node.folder)
    return {name: round(value, 2) for name, value in row.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--rows", type=int, default=200_000, help="rows of the list that is imported and exported; 0: leave that out")
    arguments = parser.parse_args()
    result = {}
    for size in map(int, filter(None, arguments.sizes.split(","))):
        node = Node()
        person = node.first_person()
        scan(person, str(ROOT / "samples" / "factory"))
        node.stop()
        total = fill(f"{node.folder}/store.db", size)
        begin = time.perf_counter()
        node.start()
        row = {"assets": total, "listening_ms": (time.perf_counter() - begin) * 1000}
        person.log_in("first")
        for name, path in {"health": "/healthz", "session": "/session", **QUERIES}.items():
            row[name + " p95 ms"] = p95(person, path, arguments.rounds)
        row["resident MiB"] = resident(node.process)
        result[size] = {name: round(value, 2) for name, value in row.items()}
        node.stop()
        shutil.rmtree(node.folder)
    moved = transfers(arguments.rows) if arguments.rows else {}
    if arguments.json:
        print(json.dumps({**result, "transfers": moved}))
        return
    names = list(next(iter(result.values()))) if result else []
    print("| |" + "".join(f" {size:,} |" for size in result))
    print("|---|" + "---|" * len(result))
    for name in names:
        print(f"| {name} |" + "".join(f" {row[name]:,} |" for row in result.values()))
    if moved:
        print("\n| import and export | |\n|---|---|")
        for name, value in moved.items():
            print(f"| {name} | {value:,} |")


if __name__ == "__main__":
    main()
