"""./dev bench tools: whole programs people would use instead, on the same files.

search   the 42 patterns of the engine bench over each section of its text: ripgrep, grep -P — they print how many lines match — against our
         engine in one thread, which reports every match with its offsets
secrets  the leaky-repo sample (../shared/samples, where present): secret scanners against `gongdun scan`, time and lines found
Peers are used where they are installed; what is missing is said. CPU seconds (user and system), the lowest of three runs.
"""
import collections
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "bench"
LEAKY = ROOT.parent / "shared" / "samples" / "labelled" / "secrets_leaky_repo.tar.gz"
SLOW = 60  # seconds given to one run of a peer


def cpu_of(command, **more):
    """CPU seconds of the command and its children, and what it printed; None where it did not end in time. A peer that refuses its arguments ends the bench."""
    best, out = None, ""
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            result = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SLOW, stdin=subprocess.DEVNULL, **more)
        except subprocess.TimeoutExpired:
            return None, ""
        if result.returncode not in (0, 1):
            sys.exit(f"{command[0]} ended with {result.returncode}: {result.stderr[-300:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best, out = seconds if best is None else min(best, seconds), result.stdout
        if seconds > SLOW / 6:
            break
    return best, out


def search_peers(patterns):
    union = "|".join(f"(?:{p})" for p in patterns)
    peers = collections.OrderedDict()
    if shutil.which("rg"):
        peers["ripgrep"] = ["rg", "--threads", "1", "--count", "--text", union]  # bytes alone (--no-unicode) do not take Chinese in classes
    if shutil.which("grep"):
        peers["grep_P"] = ["grep", "--perl-regexp", "--count", "--text", union]
    return peers


def bench_search(figures):
    with tempfile.TemporaryDirectory(prefix="gongdun-tools-") as folder:
        subprocess.run([str(BUILD / "bench" / "engine_bench"), "--write", folder], check=True, stdout=subprocess.DEVNULL)
        ours = json.loads(subprocess.run([str(BUILD / "bench" / "engine_bench"), "--only", "match", "--ours", "--json"], check=True, capture_output=True, text=True).stdout)
        peers = search_peers((pathlib.Path(folder) / "patterns").read_text().splitlines())
        for name in ("rg", "grep"):
            if not shutil.which(name):
                figures[f"{name}_missing"] = "not installed"
        for path in sorted(pathlib.Path(folder).glob("*.txt")):
            section, size = path.stem, path.stat().st_size
            mine = ours[f"match_{section}_gbps"] * 1000
            figures[f"{section}_gongdun_mb_per_s"] = round(mine, 1)
            for peer, command in peers.items():
                seconds, _ = cpu_of([*command, str(path)], env={**os.environ, "LC_ALL": "C.UTF-8" if peer != "grep_P" else "C"})
                rate = size / seconds / 1e6 if seconds else None
                figures[f"{section}_{peer}_mb_per_s"] = round(rate, 2) if rate else f"more than {SLOW} s"
                if rate:
                    figures[f"{section}_vs_{peer}"] = round(mine / rate, 1)


def lines_of(results):
    return {(str(f), int(n)) for f, n in results}


def gitleaks(root, out):
    seconds, _ = cpu_of(["gitleaks", "dir", str(root), "--no-banner", "--report-format", "json", "--report-path", str(out), "--exit-code", "0"])
    found = json.loads(out.read_text()) if out.exists() else []
    return seconds, lines_of((os.path.relpath(r["File"], root) if os.path.isabs(r["File"]) else r["File"], r["StartLine"]) for r in found)


def detect_secrets(root, _):
    seconds, out = cpu_of(["detect-secrets", "scan", "--all-files", "."], cwd=root)
    results = json.loads(out or "{}").get("results", {})
    return seconds, lines_of((f, r["line_number"]) for f, rs in results.items() for r in rs)


def trufflehog(root, _):
    seconds, out = cpu_of(["trufflehog", "filesystem", str(root), "--no-verification", "--json", "--no-update"])
    places = [json.loads(line)["SourceMetadata"]["Data"]["Filesystem"] for line in out.splitlines() if line.startswith("{")]
    return seconds, lines_of((os.path.relpath(p["file"], root), p.get("line", 0)) for p in places)


def gongdun(root, out):
    store = out.with_suffix(".db")
    command = [str(BUILD / "gongdun"), "scan", str(root), "--format", "jsonl", "--threads", "1", "--store", f"sqlite:{store}"]

    def once():
        store.unlink(missing_ok=True)
        return cpu_of(command, env={**os.environ, "GONGDUN_PACKS": str(ROOT / "packs")})

    seconds, text = once()
    findings = [json.loads(line) for line in text.splitlines()]
    secret = [f for f in findings if f["detector"].startswith("secret.")]
    return seconds, {(os.path.relpath(f["item"].split("!")[0], root), (f["row"], f["column"] or f["column_index"], f["offset"])) for f in secret}


def bench_secrets(figures):
    if not LEAKY.is_file():
        figures["secrets"] = "../shared/samples is not here"
        return
    with tempfile.TemporaryDirectory(prefix="gongdun-tools-") as folder:
        with tarfile.open(LEAKY) as tar:
            tar.extractall(folder, filter="data")
        root = next(p for p in pathlib.Path(folder).iterdir() if p.is_dir())
        truth = {}
        for line in (root / ".leaky-meta" / "secrets.csv").read_text().splitlines():
            if line and not line.startswith("#"):
                name, risk, _ = line.rsplit(",", 2)
                truth[name] = int(risk)
        shutil.rmtree(root / ".leaky-meta")
        for name, run in (("gongdun", gongdun), ("gitleaks", gitleaks), ("detect-secrets", detect_secrets), ("trufflehog", trufflehog)):
            if name != "gongdun" and not shutil.which(name):
                figures[f"{name}_missing"] = "not installed"
                continue
            seconds, lines = run(root, pathlib.Path(folder) / f"{name}.out")
            per_file = collections.Counter(f for f, _ in lines)
            hits = sum(min(per_file[f], n) for f, n in truth.items())
            figures[f"{name}_leaky_repo_cpu_s"] = round(seconds, 3) if seconds is not None else f"more than {SLOW} s"
            figures[f"{name}_leaky_repo_risk_lines_found"] = f"{hits} of {sum(truth.values())}"
            figures[f"{name}_leaky_repo_lines_reported"] = len(lines)


def run(figures):
    bench_search(figures)
    bench_secrets(figures)


if __name__ == "__main__":
    sys.exit("run it as: ./dev bench tools")
