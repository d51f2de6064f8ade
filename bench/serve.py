#!/usr/bin/env python3
"""./dev bench serve: a node over stores of 10,000 to 1,000,000 assets, on SQLite and on PostgreSQL where it is installed. Medians and 95th percentiles of what
people wait for, and the ratio to a bare Boost.Beast server that answers with as many bytes, asked by the same client in the same run; then a list imported and exported."""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
os.environ.setdefault("GONGDUN", str(ROOT / "build" / "bench" / "gongdun"))
import postgres  # noqa: E402
from node import Node, administrators, wait_job  # noqa: E402
from sheets import make_book  # noqa: E402

TOOLS = pathlib.Path(os.environ["GONGDUN"]).parent / "bench"
BASE = 10_000  # made by our own code; larger stores hold copies of these under other names
SORTS = ["grade", "-grade", "name", "-name", "rows", "-rows", "bytes", "-bytes", "persons", "-persons", "first_seen", "-first_seen", "last_seen", "-last_seen"]
FILTERS = ["", "&grade=important", "&grade=core", "&state=pending", "&sector=S-01", "&sector=S-09", "&category=研发数据", "&category=运维数据", "&kind=document", "&kind=table",
           "&personal=true", "&credentials=false", "&format=csv", "&format=docx", "&vanished=true"]
SEARCHES = {"common Chinese word": "工艺", "Chinese words": "高炉 台账", "four characters": "炼钢记录", "one character": "炉", "identifier": "HistorianTags", "part of an identifier": "tag_na",
            "one asset": "_00777", "number": "7919", "nothing": "不存在词", "two letters": "or"}


def multiply(run, quick, total):
    """Copies of the first BASE assets until there are `total`; `run` executes SQL both engines understand."""
    copies = total // BASE - 1
    if copies <= 0:
        return
    columns = [name for name in quick("columns") if name not in ("id", "key", "name", "search", "row_count", "last_seen")]
    number = "(n.value * 7919 % 100003)"
    run(f"""WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {copies})
        INSERT INTO asset(id, key, name, search, row_count, last_seen, {', '.join(columns)})
        SELECT asset.id || '-' || n.value, asset.key || '#' || n.value, asset.name || ' ' || {number}, asset.search || ' ' || {number},
        (asset.row_count * 31 + n.value * 104729) % 1000003, asset.last_seen + n.value, {', '.join('asset.' + name for name in columns)} FROM asset CROSS JOIN n""")
    run(f"""INSERT INTO asset_words(asset_id, words) SELECT asset_words.asset_id || '-' || n.value, asset_words.words || ' ' || {number}
        FROM asset_words CROSS JOIN (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {copies}) SELECT value FROM n) AS n""")
    run("""UPDATE asset_group SET asset_count = counted.count, row_sum = counted.rows, byte_sum = counted.bytes, person_sum = counted.persons FROM
        (SELECT group_no, count(*) AS count, sum(row_count) AS rows, sum(byte_count) AS bytes, sum(person_count) AS persons FROM asset GROUP BY group_no) AS counted
        WHERE counted.group_no = asset_group.no""")


def seed(store, total):
    subprocess.run([TOOLS / "seed_assets", store, str(min(BASE, total))], check=True)


def multiply_file(path, total):
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.execute("PRAGMA cache_size=-400000")
        multiply(db.execute, lambda _: [row[1] for row in db.execute("PRAGMA table_info(asset)")], total)
        db.commit()
        return db.execute("SELECT count(*) FROM asset").fetchone()[0]


def fill(node, path, schema, total):
    seed(node.store, total)
    node.start()  # what was made without a node gets its organisation now
    node.stop()
    if path:
        return multiply_file(path, total)
    server = postgres.server()
    names = server.sql(f"SELECT column_name FROM information_schema.columns WHERE table_schema = '{schema}' AND table_name = 'asset'", schema).stdout.split()
    # Built at once when all words are there: the index is the same.
    server.sql("DROP INDEX asset_word_index", schema)
    multiply(lambda sql: server.sql(sql, schema), lambda _: names, total)
    server.sql("CREATE INDEX asset_word_index ON asset_words USING gin (array_to_tsvector(string_to_array(words, ' ')))", schema)
    server.sql("VACUUM ANALYZE", schema)
    return int(server.sql("SELECT count(*) FROM asset", schema).stdout)


def times(person, paths, rounds):
    """Milliseconds of every request, the paths in turn."""
    out = []
    for _ in range(rounds):
        for path in paths:
            begin = time.perf_counter()
            answer = person.ask("GET", "/api/v1" + path)
            out.append((time.perf_counter() - begin) * 1000)
            assert answer.status == 200, (path, answer.status, answer.body[:300])
    return out


def p95(values):
    return statistics.quantiles(values, n=20)[-1]


def slowest(person, paths, rounds):
    worst = {path: statistics.median(times(person, [path], rounds)) for path in paths}
    return sorted(worst.items(), key=lambda one: -one[1])[:3]


def resident(process):
    with open(f"/proc/{process.pid}/status") as status:
        return int([line for line in status if line.startswith("VmRSS")][0].split()[1]) / 1024


def load(port, target, cookie, seconds=2.0, connections=2):
    done = subprocess.run([TOOLS / "http_bench", "load", str(port), target, cookie, str(seconds), str(connections)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def against_echo(node, person, rounds):
    """Requests per second of a page of the list, of one row and of the session, each against the same bytes from a bare server, interleaved."""
    cookie, row = f"gongdun_session={person.cookie}", {}
    for name, target in (("page", "/assets?limit=50"), ("organisation", "/organisations?limit=1"), ("session", "/session")):
        target = "/api/v1" + target
        size = load(node.port, target, cookie, 0.3)["bytes"]
        echo = subprocess.Popen([TOOLS / "http_bench", "echo", str(size)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        port = int(echo.stdout.readline())
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(load(node.port, target, cookie)["per_second"])
            theirs.append(load(port, "/", "")["per_second"])
        echo.stdin.close()
        echo.stdout.close()
        echo.wait()
        row |= {f"{name}: bytes": size, f"{name} : echo of the same size": statistics.median(a / b for a, b in zip(ours, theirs)), f"{name}: a second": statistics.median(ours),
                f"{name}: echoes a second": statistics.median(theirs)}
    return row


def decide(person, rounds):
    out = []
    listed = person.get("/assets?kind=table&sort=-rows&limit=200")["items"]
    for asset in listed[:rounds]:
        begin = time.perf_counter()
        person.api("POST", f"/assets/{asset['id']}/decisions", {"kind": "decided", "grade": "general-2", "reason": "bench"})
        out.append((time.perf_counter() - begin) * 1000)
    return out


def measure(engine, size, rounds):
    schema = None
    if engine == "postgresql":
        schema = f"bench{size}"
        postgres.server().sql(f"CREATE SCHEMA {schema}")
    node = Node(store=postgres.server().url(schema) if schema else None)
    row = {"resident idle MiB": resident(node.process)}
    person = node.first_person()
    node.stop()
    begin = time.perf_counter()
    row["assets"] = fill(node, None if schema else f"{node.folder}/store.db", schema, size)
    row["seconds to fill"] = time.perf_counter() - begin
    if not schema:
        row["store MiB"] = os.path.getsize(f"{node.folder}/store.db") / 2**20
    begin = time.perf_counter()
    node.start()
    row["listening ms"] = (time.perf_counter() - begin) * 1000
    person.log_in("first")
    pages = [f"/assets?limit=50&sort={sort}{part}" for sort in SORTS for part in FILTERS]
    times(person, pages[:20], 1)
    everything = times(person, pages, max(1, rounds // 20))
    row["page, any filter and sort, p50 ms"], row["page, any filter and sort, p95 ms"] = statistics.median(everything), p95(everything)
    if size >= 1_000_000:
        row["slowest pages"] = {path: round(ms, 1) for path, ms in slowest(person, pages, 1)}
    first = person.get("/assets?limit=50&sort=-grade")
    deep = f"/assets?limit=50&sort=-grade&cursor={first['next']}"
    row["first page p95 ms"] = p95(times(person, ["/assets?limit=50"], rounds))
    row["next page p95 ms"] = p95(times(person, [deep], rounds))
    row["counts p95 ms"] = p95(times(person, ["/assets/facets"], rounds))
    row["workbench p95 ms"] = p95(times(person, ["/workbench"], max(5, rounds // 4)))
    for name, text in SEARCHES.items():
        row[f"search, {name}, p95 ms"] = p95(times(person, [f"/search?q={text}"], max(5, rounds // 4)))
    row["list, common word p95 ms"] = p95(times(person, ["/assets?q=工艺&limit=50", "/assets?q=工艺&sort=-rows&limit=50"], max(5, rounds // 4)))
    decided = decide(person, max(5, rounds // 4))
    row["decision p50 ms"], row["decision p95 ms"] = statistics.median(decided), p95(decided)
    row.update(against_echo(node, person, 3))
    row["resident MiB"] = resident(node.process)
    node.stop()
    shutil.rmtree(node.folder)
    if schema:
        postgres.server().sql(f"DROP SCHEMA {schema} CASCADE")
    return {name: round(value, 3 if "echo of" in name else 1) if isinstance(value, float) else value for name, value in row.items()}


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
    parser.add_argument("--engines", default="sqlite,postgresql" if postgres.installed() else "sqlite")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--rows", type=int, default=200_000, help="rows of the list that is imported and exported; 0: leave that out")
    arguments = parser.parse_args()
    result = {}
    for engine in arguments.engines.split(","):
        for size in map(int, arguments.sizes.split(",")):
            result[f"{engine} {size:,}"] = measure(engine, size, arguments.rounds)
            print(f"{engine} {size:,}: {json.dumps(result[f'{engine} {size:,}'], ensure_ascii=False)}", file=sys.stderr)
    moved = transfers(arguments.rows) if arguments.rows else {}
    if arguments.json:
        print(json.dumps({**result, "transfers": moved}, ensure_ascii=False))
        return
    names = list(dict.fromkeys(name for row in result.values() for name in row))
    print("| |" + "".join(f" {column} |" for column in result))
    print("|---|" + "---|" * len(result))
    for name in names:
        print(f"| {name} |" + "".join(f" {row.get(name, '–')} |" for row in result.values()))
    if moved:
        print("\n| import and export | |\n|---|---|")
        for name, value in moved.items():
            print(f"| {name} | {value:,} |")


if __name__ == "__main__":
    main()
