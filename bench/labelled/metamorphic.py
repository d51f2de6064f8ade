"""What may change when a table is rewritten, and what may not: other file names, columns in another order, exchanged headers, no headers."""
import dataclasses
import random

from . import carriers, score, tables

CARRIERS = ("csv-utf8", "xlsx", "json", "html")


def _moved(table, order):
    return dataclasses.replace(table, columns=[table.columns[i] for i in order])


def _relabelled(table, headers):
    return dataclasses.replace(table, columns=[dataclasses.replace(c, header=headers[i]) for i, c in enumerate(table.columns)])


def variants(base):
    """{name: (table, order)}: order[i] is the original position of column i."""
    r = random.Random("metamorphic/" + base.title)
    same = list(range(len(base.columns)))
    order = r.sample(same, len(same))
    heads = [c.header for c in base.columns]
    return {"base": (base, same), "rename": (base, same), "reorder": (_moved(base, order), order), "exchange": (_relabelled(base, heads[1:] + heads[:1]), same),
            "headerless": (tables.headerless(base), same)}


def write(folder):
    """Every file with what is needed to compare it: {path: (key of the base, variant, carrier, table, order)}."""
    out = {}
    for number, (title, layout) in enumerate(tables.PERSONAL + tables.INDUSTRIAL):
        base = tables.build("metamorphic", title, layout, "right")
        for variant, (table, order) in variants(base).items():
            for carrier, name, data in carriers.write(table, number):
                if carrier not in CARRIERS:
                    continue
                path = folder / variant / str(number) / carrier / (f"d{number:04}.{name.rsplit('.', 1)[-1]}" if variant == "rename" else name)
                path.parent.mkdir(parents=True)
                path.write_bytes(data)
                out[str(path)] = ((number, carrier), variant, carrier, table, order)
    return out


def _by_origin(table, carrier, order, claims):
    """Claims as (original position, detector, masked)."""
    places = score.places(table, carrier)
    return {(order[table.columns.index(places[c.place])], c.detector, c.masked) for c in score.placed(claims, carrier)}


def _proof(table, claim):
    """How much the values of a right, unmasked claim prove without their header."""
    index, detector, masked = claim
    column = table.columns[index]
    return tables.proof(column.kind) if column.wanted == detector and not masked else None


def broken(files, claims):
    """{variant: [what changed that should not have]}."""
    seen = {}
    for path, (key, variant, carrier, table, order) in files.items():
        seen.setdefault(key, {})[variant] = (_by_origin(table, carrier, order, claims.get(path, ())), table)
    out = {"rename": [], "reorder": [], "exchange": [], "headerless": []}
    for (_, carrier), kinds in seen.items():
        base, table = kinds["base"]
        for variant in out:
            if variant not in kinds:
                continue
            lost, new = base - kinds[variant][0], kinds[variant][0] - base
            if variant == "exchange":                      # values that prove themselves keep their claim, whatever stands above them
                lost, new = {c for c in lost if _proof(table, c) == "proved"}, set()
            if variant == "headerless":
                lost = {c for c in lost if _proof(table, c) in ("proved", "shaped")}
                new = {c for c in new if c[1] not in kinds[variant][1].columns[c[0]].allowed}
            for sign, changed in (("-", lost), ("+", new)):
                for i, detector, masked in sorted(changed):
                    column = table.columns[i]
                    out[variant].append(f"{sign} {detector}{' masked' if masked else ''} {carrier} {table.title} [{column.header}] {' '.join([v for v in column.cells if v][:2])}")
    return out
