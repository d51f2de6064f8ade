#!/usr/bin/env python3
"""./dev accuracy [--json] [--verbose] [--write] [--samples] [--seed=WORD]: what the program finds on labelled material, against the truth that came with it.

The Chinese tables of bench/labelled are made on the spot. The rest needs ../shared/samples (real files of nine sectors and labelled sets; not part of the
repository). --verbose lists every miss and false claim, --write puts the table into docs/accuracy.md. --samples measures only the files of ../shared/samples under neutral names. --seed makes other labelled tables, nobody has looked at
before, and measures only those.
"""
import collections
import csv
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time

sys.dont_write_bytecode = True

from labelled import measure, samples                                         # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = pathlib.Path(os.environ.get("GD_SAMPLES", ROOT.parent / "shared" / "samples"))
BINARY = os.environ.get("GONGDUN", str(ROOT / "build" / "release" / "gongdun"))
ENV = {**os.environ, "GONGDUN_PACKS": str(ROOT / "packs")}
SECTORS = {"steel": "S-01", "nonferrous": "S-02", "petrochem": "S-03", "auto": "S-04", "aircraft": "S-05", "ship": "S-06", "textile": "S-07", "ic": "S-08", "software": "S-09"}
PERSONAL = {"cn.resident_id", "cn.mobile", "cn.phone", "phone.foreign", "cn.passport", "cn.address", "cn.plate", "bank.card", "bank.account", "person.name", "email", "id.iban"}
# Columns of the software samples that hold persons: example customers, staff and users.
PERSONS = {"software/sql/northwind.sql": {"contact_name", "first_name", "last_name", "address", "phone", "home_phone", "fax"}, "software/sql/jsh_erp.sql": {"email", "telephone"}}


def scan(path, work, kind):
    out = subprocess.run([BINARY, "scan", str(path), "--format", kind, "--store", f"sqlite:{work}/{abs(hash((str(path), kind)))}.db"], capture_output=True, text=True, env=ENV)
    if out.returncode not in (0, 1):
        sys.exit(out.stderr)
    return json.loads(out.stdout) if kind == "json" else [json.loads(line) for line in out.stdout.splitlines()]


def leaky_repo(work):
    """Lines with a secret, by file. The truth counts risk lines and informative lines; a line found beyond both is false."""
    with tarfile.open(SAMPLES / "labelled" / "secrets_leaky_repo.tar.gz") as tar:
        tar.extractall(work / "leaky", filter="data")
    root = next((work / "leaky").iterdir())
    truth = {}
    for line in (root / ".leaky-meta" / "secrets.csv").read_text().splitlines():
        if line and not line.startswith("#"):
            name, risk, informative = line.rsplit(",", 2)
            truth[name] = (int(risk), int(informative))
    found = collections.defaultdict(set)
    for finding in scan(root, work, "jsonl"):
        if finding["detector"].startswith("secret."):
            found[str(pathlib.Path(finding["item"]).relative_to(root))].add((finding["row"], finding["column"] or finding["column_index"], finding["offset"]))
    hit = risk_total = false = 0
    misses = []
    for name, (risk, informative) in truth.items():
        if not (root / name).exists():
            continue
        lines = len(found.get(name, ()))
        hit += min(lines, risk)
        risk_total += risk
        false += max(0, lines - risk - informative)
        if lines < risk:
            misses.append(f"{name} {lines}/{risk}")
    for name, lines in found.items():
        if name not in truth and ".leaky-meta" not in name:
            false += len(lines)
    return {"leaky_repo_recall": hit / risk_total, "leaky_repo_precision": hit / max(1, hit + false), "leaky_repo_risk_lines": risk_total, "leaky_repo_misses": misses}


def manifest():
    with open(SAMPLES / "MANIFEST.tsv", encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def neutral_samples(work):
    folder = work / "neutral"
    store = work / f"{abs(hash((str(folder), 'json')))}.db"

    def formats(root):
        with sqlite3.connect(store) as db:
            return {str(pathlib.Path(path).relative_to(root)): form for path, form in db.execute("SELECT path, format FROM item WHERE member = ''")}

    return samples.figures(SAMPLES, folder, lambda path: scan(path, work, "json"), formats)


def sectors_and_columns(work):
    rows = manifest()
    sector_of = {r["path"]: r["sector"] for r in rows}
    source_of = {r["path"]: r["source"].split(":")[0] for r in rows}
    votes = collections.defaultdict(collections.Counter)
    false_columns, forced, slowest, unread = [], [], 0, 0
    for top in sorted(p for p in SAMPLES.iterdir() if p.is_dir() and p.name != "labelled" and p.name != "reference_zh"):
        begin = time.monotonic()
        result = scan(top, work, "json")
        slowest = max(slowest, time.monotonic() - begin)
        unread += len(result["unread"])
        for asset in result["assets"]:
            for item in asset["items"]:
                name = str(pathlib.Path(item.split("!/")[0]).relative_to(SAMPLES))
                if name not in sector_of:
                    continue
                if sector_of[name] == "cross":
                    if asset["sector"]["id"]:
                        forced.append(f"{name} {asset['sector']['id']}")
                else:
                    votes[(sector_of[name], source_of[name])][asset["sector"]["id"]] += 1
            if top.name in SECTORS:
                for column in asset["columns"]:
                    known = PERSONS.get(str(pathlib.Path(column["item"].split("!/")[0]).relative_to(SAMPLES)), ())
                    if column["detector"] in PERSONAL and not column["masked"] and column["name"] not in known:
                        false_columns.append(f"{column['item']} {column['name']} {column['detector']}")
    # A source is right when most of its assets that have a sector have the right one.
    right, wrong = 0, []
    for (sector, source), counter in sorted(votes.items()):
        named = {k: v for k, v in counter.items() if k}
        best = max(named, key=named.get) if named else None
        if best == SECTORS[sector]:
            right += 1
        else:
            wrong.append(f"{sector} {source}: {best} {dict(counter)}")
    return {"sector_by_source": right / len(votes), "sector_sources": len(votes), "sector_wrong": wrong, "cross_forced": forced, "false_personal_columns": false_columns,
            "slowest_folder_s": round(slowest, 1), "unread_places": unread}


def presidio(work):
    spans = json.loads((SAMPLES / "labelled" / "pii_en_presidio" / "synth_dataset_v2_part_a.json").read_text())
    kinds = {"EMAIL_ADDRESS": ("email",), "CREDIT_CARD": ("bank.card",), "IBAN_CODE": ("id.iban",), "PERSON": ("person.name",), "PHONE_NUMBER": ("cn.phone", "cn.mobile", "phone.foreign")}
    (work / "presidio").mkdir()
    truth = collections.defaultdict(set)
    with open(work / "presidio" / "texts.txt", "w", encoding="utf-8") as out:
        for number, record in enumerate(spans, 1):
            out.write(" ".join(record["full_text"].split()) + "\n")
            for span in record["spans"]:
                truth[span["entity_type"]].add(number)
    lines = collections.defaultdict(set)
    for finding in scan(work / "presidio", work, "jsonl"):
        lines[finding["detector"]].add(finding["row"])
    out = {}
    for entity, detectors in kinds.items():
        found, hit = set().union(*(lines[d] for d in detectors)), set().union(*(lines[d] for d in detectors)) & truth[entity]
        out[f"presidio_{entity.lower()}"] = {"recall": len(hit) / max(1, len(truth[entity])), "precision": len(hit) / max(1, len(found)), "lines": len(truth[entity])}
    return out


ASKED = {"labelled_macro_f1": "≥ 0.97", "labelled_industrial_false": "0", "near_miss_sure": "0",
         "metamorphic_rename": "0", "metamorphic_reorder": "0", "metamorphic_exchange": "0", "metamorphic_headerless": "0", "leaky_repo_recall": "≥ 0.9",
         "leaky_repo_precision": "≥ 0.8", "sector_by_source": "≥ 0.85", "cross_forced": "0", "false_personal_columns": "0", "slowest_folder_s": "30 s a file", "samples_unfinished": "0",
         "samples_format_wrong": "0", "samples_sector_by_source": "≥ 0.9", "samples_cross_forced": "0", "samples_grade_3_lowest": "0", "samples_grade_1_important": "0"}


def shown(value):
    if isinstance(value, list):
        return str(len(value))
    if isinstance(value, dict) and "lines" in value:
        return f"recall {value['recall']:.3f}, precision {value['precision']:.3f} ({value['lines']} lines)"
    if isinstance(value, dict) and "recall" not in value:
        return ", ".join(f"{k}: {v}" for k, v in value.items())
    if isinstance(value, dict):
        return f"recall {value['recall']:.3f}, precision {value['precision']:.3f}, F1 {value['f1']:.3f} ({value['columns']} columns, {value['false']} false)"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def table(figures):
    return "\n".join(["| figure | value | asked |", "|---|---|---|", *(f"| {k} | {shown(v)} | {ASKED.get(k, '≥ 0.8' if k.startswith('labelled_carrier_') else '')} |" for k, v in figures.items())])


def main():
    with tempfile.TemporaryDirectory(prefix="gongdun-accuracy-") as folder:
        work = pathlib.Path(folder)
        seed = next((a.removeprefix("--seed=") for a in sys.argv if a.startswith("--seed=")), None)
        only = "--samples" in sys.argv
        figures = {} if only else measure.figures(work, lambda path, kind: scan(path, work, kind), *([seed] if seed else []))
        if seed:
            pass
        elif only:
            figures |= neutral_samples(work)
        elif SAMPLES.is_dir():
            figures |= {**leaky_repo(work), **neutral_samples(work), **sectors_and_columns(work), **presidio(work)}
        else:
            print("../shared/samples is not here: only the labelled tables are measured", file=sys.stderr)
    if "--json" in sys.argv:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    print(table(figures))
    for key, value in figures.items():
        if isinstance(value, list) and value:
            rest = [] if "--verbose" in sys.argv or len(value) <= 20 else [f"… {len(value) - 20} more: --verbose"]
            print(f"\n{key}:\n  " + "\n  ".join(value[:20] if rest else value), *rest, sep="\n  ")
    if "--write" in sys.argv:
        if seed or only or not SAMPLES.is_dir():
            sys.exit("docs/accuracy.md is written from the usual seed and with ../shared/samples only")
        path = ROOT / "docs" / "accuracy.md"
        text = path.read_text(encoding="utf-8")
        begin, end = "<!-- table begin -->", "<!-- table end -->"
        path.write_text(text[: text.index(begin) + len(begin)] + "\n" + table(figures) + "\n" + text[text.index(end):], encoding="utf-8")


if __name__ == "__main__":
    main()
