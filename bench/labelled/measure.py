"""Writes the labelled material into a folder, has it scanned, and gives the figures of ./dev accuracy. `scan` is a function (path, kind) -> result."""
from . import carriers, metamorphic, near_corpus, score, tables


def _labelled(folder, scan, seed):
    files = {}
    for number, table in enumerate(tables.corpus(seed)):
        for carrier, name, data in carriers.write(table, number):
            path = folder / f"{number:03}" / carrier / name
            path.parent.mkdir(parents=True)
            path.write_bytes(data)
            files[f"{path}!/导出/data.csv" if carrier == "csv-zip" else str(path)] = (table, carrier)
    claims, total = score.claims_of(scan(folder, "json")), score.Score()
    for path, (table, carrier) in files.items():
        total.add(table, carrier, claims.get(path, ()))
    return total, len(files)


def figures(work, scan, seed="gongdun"):
    total, files = _labelled(work / "labelled", scan, seed)
    out = {"labelled_files": files, "labelled_macro_f1": total.all.macro_f1()}
    out |= {f"labelled_type_{k}": total.all.figures(k) for k in score.TYPES}
    out |= {f"labelled_type_{k}": total.all.figures(k) for k in sorted(total.all.false) if k not in score.TYPES}
    out |= {f"labelled_carrier_{k}": t.macro_f1() for k, t in sorted(total.carriers.items())}
    out |= {f"labelled_header_{k}": t.macro_f1() for k, t in sorted(total.styles.items())}
    out |= {f"labelled_form_{k}": t.macro_f1() for k, t in sorted(total.forms.items())}
    out["labelled_industrial_false"] = sorted(total.industrial)
    out["labelled_wrong"] = sorted(total.lines)
    near_corpus.write(work / "near")
    out["near_miss_sure"] = near_corpus.sure(scan(work / "near", "jsonl"))
    files = metamorphic.write(work / "metamorphic")
    return out | {f"metamorphic_{k}": v for k, v in metamorphic.broken(files, score.claims_of(scan(work / "metamorphic", "json"))).items()}
