#!/usr/bin/env python3
"""./dev bench [NAME] [--json] [--quick]: medians and ratios with their peers.

engine  the pattern engine against one Vectorscan database (in one process, interleaved)
path    the stages of the text path: matching alone, other encodings, office XML, judged columns
tools   ripgrep, grep -P and secret scanners, as far as they are installed (only when named)
serve   a node over 10,000 to 1,000,000 assets: list requests, memory, start (only when named)
scan    the text path end to end against one Vectorscan database; two threads against one; rescan; memory over large input
"""
import json
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import tools

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "bench"
ENV = {**os.environ, "GONGDUN_PACKS": str(ROOT / "packs")}


def program(name):
    return str(BUILD / "bench" / f"{name}_bench")


def scan(paths, store, *more):
    """One run of the real program: wall seconds, peak memory in MiB, totals."""
    command = [str(BUILD / "gongdun"), "scan", *map(str, paths), "--format", "json", "--store", f"sqlite:{store}", *more]
    begin = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(store + ".out", os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), 1)
        os.execve(command[0], command, ENV)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    totals = json.loads(pathlib.Path(store + ".out").read_text())["totals"]
    return seconds, usage.ru_maxrss / 1024, totals


def corpus(folder, megabytes):
    """Log, historian and personnel text, seeded; all persons invented."""
    r = random.Random(42)
    surnames, given = "王李张刘陈杨赵黄周吴徐孙", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
    makers = [
        lambda: f'{{"ts":"2024-05-{r.randint(1, 28):02}T08:{r.randint(0, 59):02}:00Z","host":"10.{r.randint(0, 255)}.{r.randint(0, 255)}.{r.randint(1, 254)}","path":"/api/v1/orders/{r.randint(1, 10**6)}","ms":{r.randint(1, 900)}}}\n',
        lambda: f"2024-05-01 08:{r.randint(0, 59):02}:{r.randint(0, 59):02},TI-{r.randint(1000, 1999)},高炉热风温度,{r.uniform(1100, 1250):.2f},℃,GOOD\n",
        lambda: f"{r.randint(1, 10**6)},{r.choice(surnames)}{r.choice(given)}{r.choice(given)},1{r.choice('3578')}{r.randint(0, 10**9 - 1):09},炼钢车间{r.randint(1, 9)}班,出勤正常\n",
        lambda: f"for (int index = 0; index < {r.randint(10, 999)}; ++index) total_value += table_{r.randint(1, 99)}[index] * factor;  // step {r.randint(1, 999)}\n",
    ]
    files = max(8, megabytes * 2)
    size = megabytes * (1 << 20) // files
    for k in range(files):
        maker = makers[k % len(makers)]
        chunk = "".join(maker() for _ in range(2000))
        name = folder / f"d{k % 16}" / f"part{k:04}.{['jsonl', 'csv', 'txt', 'c'][k % 4]}"
        name.parent.mkdir(parents=True, exist_ok=True)
        with open(name, "w", encoding="utf-8") as out:
            written = 0
            while written < size:
                out.write(chunk)
                written += len(chunk.encode())


def big_file(path, gibibytes):
    """One huge file: repeats a block, so it is made quickly, but every byte is there to be read."""
    block = "".join(f"2024-05-01 08:00:{k % 60:02},TI-{1000 + k % 900},高炉热风温度,{1100 + k % 150}.{k % 100:02},℃,GOOD\n" for k in range(20000)).encode()
    with open(path, "wb") as out:
        for _ in range((gibibytes << 30) // len(block) + 1):
            out.write(block)


def bench_scan(figures, quick):
    figures.update(json.loads(subprocess.run([program("scan"), "--json"], check=True, capture_output=True, text=True, env=ENV).stdout))
    work = pathlib.Path(tempfile.mkdtemp(prefix="gongdun-bench-", dir=os.environ.get("GD_BENCH_DIR")))
    try:
        tree = work / "tree"
        corpus(tree, 64 if quick else 256)
        times = {1: [], 2: []}
        for round_number in range(3):
            for threads in (1, 2):
                seconds, rss, totals = scan([tree], str(work / f"t{threads}-{round_number}.db"), "--threads", str(threads))
                times[threads].append(seconds)
        one, two = statistics.median(times[1]), statistics.median(times[2])
        figures["tree_mb_per_s_1_thread"] = round(totals["bytes"] / one / 1e6, 1)
        figures["threads2"] = round(one / two, 2)
        first = statistics.median(times[2])
        again = statistics.median([scan([tree], str(work / "t2-0.db"), "--threads", "2")[0] for _ in range(3)])
        figures["rescan_share_of_first"] = round(again / first, 4)
        size = 1 if quick else 5
        mixed = work / "mixed"
        corpus(mixed / "a", size * 1024 // 2)
        for k in range(size):
            shutil.copytree(mixed / "a" / "d0", mixed / f"copy{k}", dirs_exist_ok=True)
        samples = ROOT.parent / "shared" / "samples"
        shutil.copytree(samples if samples.is_dir() else ROOT / "samples", mixed / "samples")
        left = (size << 30) - sum(f.stat().st_size for f in mixed.rglob("*") if f.is_file())
        if left > 0:
            big_file(mixed / "rest.csv", 1)
            os.truncate(mixed / "rest.csv", min(left, (mixed / "rest.csv").stat().st_size))
        seconds, rss, totals = scan([mixed], str(work / "mixed.db"))
        figures["mixed_tree_gib"] = round(totals["bytes"] / (1 << 30), 2)
        figures["mixed_tree_peak_mib"] = round(rss)
        figures["mixed_tree_mb_per_s"] = round(totals["bytes"] / seconds / 1e6, 1)
        shutil.rmtree(mixed)
        big_file(work / "one.csv", size)
        seconds, rss, totals = scan([work / "one.csv"], str(work / "one.db"))
        figures["one_file_gib"] = round(totals["bytes"] / (1 << 30), 2)
        figures["one_file_peak_mib"] = round(rss)
        figures["one_file_mb_per_s"] = round(totals["bytes"] / seconds / 1e6, 1)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} cores, {round(os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30)} GiB"


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("-")] or ["engine", "path", "scan"]
    as_json, quick = "--json" in sys.argv, "--quick" in sys.argv
    figures = {"machine": machine()}
    for name in names:
        if name in ("engine", "path"):
            if not as_json:
                subprocess.run([program(name)], check=True, env=ENV)
            else:
                figures.update(json.loads(subprocess.run([program(name), "--json"], check=True, capture_output=True, text=True, env=ENV).stdout))
        elif name == "tools":
            tools.run(figures)
        elif name == "serve":
            subprocess.run([sys.executable, str(ROOT / "bench" / "serve.py"), *(["--json"] if as_json else [])], check=True, env={**ENV, "GONGDUN": str(BUILD / "gongdun")})
        elif name == "scan":
            bench_scan(figures, quick)
        else:
            sys.exit(f"no such bench: {name}; known: engine, path, scan, serve, tools")
    if as_json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        for key, value in figures.items():
            print(f"{key:34} {value}")


if __name__ == "__main__":
    main()
