"""The near-miss corpus: valid numbers with one digit changed, as columns under the very header they ask for, in prose and in JSON. Nothing there may be sure."""
import json
import random

from . import tables, values

HIGH = 0.8                                     # a finding at or above is sure; lower ones are hints
COUNT = 300
PROSE = "经办人已核对，{word}：{value}，请于本周内归档。"


def write(folder):
    folder.mkdir(parents=True)
    for kind in values.CHECKED:
        r = random.Random("near/" + kind)
        numbers = [values.near_miss(r, kind) for _ in range(COUNT)]
        word, stem = tables.HEADERS[kind][0][0], kind.replace(".", "_")
        (folder / f"{stem}.csv").write_text("\n".join([f"序号,{word},数量", *(f"{i},{n},{r.randint(1, 9)}" for i, n in enumerate(numbers, 1))]) + "\n", encoding="utf-8")
        (folder / f"{stem}.txt").write_text("\n".join(PROSE.format(word=word, value=n) for n in numbers) + "\n", encoding="utf-8")
        (folder / f"{stem}.json").write_text(json.dumps([{tables.HEADERS[kind][1][0]: n, "seq": i} for i, n in enumerate(numbers)]), encoding="utf-8")


def sure(findings):
    return [f"{f['item'].rsplit('/', 1)[-1]}:{f['row']} {f['detector']} {f['confidence']:.2f} {f['sample']} {' '.join(f['validators'])}"
            for f in findings if f["confidence"] >= HIGH and not f["masked"]]
