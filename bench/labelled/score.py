"""Claims of the program against the truth of the tables: true, false and missing per type, carrier and style of header."""
import collections
import dataclasses

from . import carriers, values, variants

TYPES = list(values.MAKERS)


@dataclasses.dataclass(frozen=True)
class Claim:
    place: int | str                           # position; in keyed carriers the last part of the name
    detector: str
    masked: bool
    confidence: float = dataclasses.field(compare=False, default=0)
    share: float = dataclasses.field(compare=False, default=0)


class Tally:
    def __init__(self):
        self.true, self.false, self.missing = collections.Counter(), collections.Counter(), collections.Counter()

    def figures(self, kind):
        true, false, missing = self.true[kind], self.false[kind], self.missing[kind]
        precision, recall = true / max(1, true + false), true / max(1, true + missing)
        return {"recall": recall, "precision": precision, "f1": 2 * true / max(1, 2 * true + false + missing), "columns": true + missing, "false": false}

    def macro_f1(self):
        kinds = [k for k in TYPES if self.true[k] + self.missing[k]] + [k for k in self.false if k not in TYPES]
        return sum(self.figures(k)["f1"] for k in kinds) / max(1, len(kinds))


def claims_of(result):
    """{item: {Claim}} of a `--format json` result: the types we label, and secrets."""
    out = collections.defaultdict(set)
    for asset in result["assets"]:
        for c in asset["columns"]:
            if c["detector"] in values.MAKERS or c["detector"].startswith("secret."):
                out[c["item"]].add((c["index"], c["name"], c["detector"], c["masked"], c["confidence"], c["share"]))
    return out


def placed(claims, carrier):
    keyed = carrier in carriers.KEYED
    return {Claim(name.rsplit(".", 1)[-1].strip() if keyed and name else index, detector, masked, confidence, share) for index, name, detector, masked, confidence, share in claims}


def places(table, carrier):
    return {carriers.key(carrier, c.header) if carrier in carriers.KEYED else i: c for i, c in enumerate(table.columns)}


class Score:
    """Adds up tables; `lines` says every miss and every false claim."""

    def __init__(self):
        self.all, self.carriers, self.styles, self.forms = Tally(), *(collections.defaultdict(Tally) for _ in range(3))
        self.lines, self.industrial = [], []

    def _count(self, what, kind, carrier, style, column):
        form = "hard" if column and column.kind in variants.VARIANTS else "plain"
        for tally in (self.all, self.carriers[carrier], self.styles[style], self.forms[form]):
            getattr(tally, what)[kind] += 1

    def _say(self, what, detector, table, carrier, column, claim=None):
        filled = [c for c in column.cells if c] if column else []
        where = f"{carrier:11} {table.style:8} {table.title} {(column.header if column else claim.place)!r}"
        kind = f"{column.kind}{' masked' if column.masked else ''} {len(filled)}/{len(column.cells)}" if column else "no column"
        extra = f" share {claim.share} confidence {claim.confidence}" if claim else ""
        self.lines.append(f"{what:5} {detector:15} {where} is {kind}{extra}: {' '.join(filled[:3])}")

    def add(self, table, carrier, claims):
        at = places(table, carrier)
        met = set()
        for claim in placed(claims, carrier):
            column = at.get(claim.place)
            if column and claim.detector == column.wanted and claim.masked == column.masked:
                met.add(claim.place)
            elif not column or claim.detector not in column.allowed:
                self._count("false", claim.detector, carrier, table.style, column)
                self._say("FALSE", claim.detector, table, carrier, column, claim)
                if not table.personal:
                    self.industrial.append(self.lines[-1])
        for place, column in at.items():
            if column.wanted and any(column.cells):
                self._count("true" if place in met else "missing", column.wanted, carrier, table.style, column)
                if place not in met:
                    self._say("MISS", column.wanted, table, carrier, column)
