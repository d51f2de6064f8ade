"""Every file of ../shared/samples under a neutral name (no name, no extension, no telling folder): does it finish, is the format told from content, and are
sector, category and grade those of the manifest? The files are copied to a temporary folder at run time, one folder for each source."""
import collections
import csv
import hashlib
import pathlib
import shutil

SECTORS = {"steel": "S-01", "nonferrous": "S-02", "petrochem": "S-03", "auto": "S-04", "aircraft": "S-05", "ship": "S-06", "textile": "S-07", "ic": "S-08", "software": "S-09"}
# Names of categories in the manifest that the taxonomy words otherwise. Several: any of them is right.
CATEGORIES = {"研发数据/图纸": ["研发数据/设计图纸"], "研发数据/工艺规范": ["研发数据/工艺规程"], "凭据/默认口令": ["凭据/口令与密钥"], "个人信息": ["用户数据/个人信息"],
              "管理数据/进销存": ["管理数据/库存", "管理数据/采购与供应商", "管理数据/销售与客户"], "管理数据/订单与客户": ["管理数据/销售与客户"]}
# What a file of a kind may be told as; kinds of the manifest first, then the endings of the names it had. A file whose content is not what its name says (they are in the
# collection on purpose) stands in EXCEPTIONS.
KINDS = {"opcua-nodeset": {"opcua-nodeset"}, "garment-pattern-json": {"garment-pattern"}, "pattern-cad-xml": {"valentina-pattern", "valentina-measurements"}, "email-eml": {"eml", "text"},
         "device-measurement-mdm": {"mdm"}, "geoeas-dat": {"geoeas"}, "can-dbc": {"dbc"}, "ais-nmea": {"ais"}, "uav-ulog": {"ulog", "text"}, "autosar-arxml": {"arxml"}, "sbom-cyclonedx": {"cyclonedx-json", "cyclonedx-xml"},
         "well-log-las": {"las"}, "nmea2000-log": {"nmea2000-log", "candump", "pcan-trace", "csv", "text"}, "mtconnect": {"mtconnect", "mtconnect-shdr"}, "gsdml/esi": {"gsdml", "esi"},
         "modbus-register-map": {"sunspec-model", "sunspec-smdx", "xlsx"}, "mtconnect-shdr": {"mtconnect-shdr"}, "adsb-modes-csv": {"adsb", "csv"}}
ENDINGS = {".csv": {"csv", "columns", "text", "jsonl", "tsv"}, ".tsv": {"csv", "tsv"}, ".xlsx": {"xlsx", "office-encrypted"}, ".xls": {"xls"}, ".xlsb": {"xlsb"}, ".ods": {"ods"}, ".odt": {"odt", "office-encrypted"}, ".pdf": {"pdf"},
           ".docx": {"docx", "office-encrypted"}, ".doc": {"doc"}, ".pptx": {"pptx", "office-encrypted"}, ".ppt": {"ppt"}, ".json": {"json", "jsonl", "cyclonedx-json"}, ".xml": {"xml"}, ".html": {"html"}, ".zip": {"zip"}, ".7z": {"7z"},
           ".rar": {"rar"}, ".tgz": {"gzip"}, ".gz": {"gzip"}, ".tar": {"tar"}, ".png": {"png"}, ".jpg": {"jpeg"}, ".jpeg": {"jpeg"}, ".dxf": {"dxf"}, ".dwg": {"dwg"}, ".dwf": {"dwf"}, ".dgn": {"dgn"}, ".plt": {"hpgl"},
           ".gpx": {"gpx"}, ".gds": {"gdsii"}, ".lef": {"lef"}, ".lib": {"liberty"}, ".cdl": {"cdl"}, ".spice": {"spice"}, ".rtf": {"rtf"}, ".eml": {"eml"}, ".msg": {"msg"}, ".dbf": {"dbf"}, ".mdb": {"access"}, ".mpp": {"mpp"},
           ".one": {"onenote"}, ".db": {"sqlite"}, ".stl": {"stl", "stl-binary"}, ".vsd": {"vsd"}, ".vsdx": {"vsdx"}, ".sql": {"sql-dump"}, ".parquet": {"parquet"}, ".avro": {"avro"}, ".prt": {"cadkey-prt"}, ".md": {"text", "markdown"},
           ".txt": {"text", "csv", "columns", "mtconnect-shdr", "json", "jsonl"}, ".dat": {"columns", "text", "geoeas"}}
EXCEPTIONS = {"testWORD_truncated.docx": {"ooxml", "docx"}, "testEXCEL2003.xml": {"excel-2003-xml"}, "testWORD_2003ml.xml": {"word-2003-xml"}, "nmea_1300.json": {"json"}, "canboat.dbc": {"dbc"}, "models_workbook.xlsx": {"xlsx"},
              "data_Mazak.txt": {"mtconnect-shdr"}, "data_OKUMA.txt": {"mtconnect-shdr"}}
NEUTRAL = "ghijklmnopqrstuv"


def neutral_name(path):
    """A name without a digit, so that nothing looks like a numbered series."""
    return "".join(NEUTRAL[int(c, 16)] for c in hashlib.sha256(path.encode()).hexdigest()[:10])


def source_of(row):
    return row["source"].split(":")[0]


def copy(samples, folder):
    """rows by neutral path (relative to the folder)."""
    with open(samples / "MANIFEST.tsv", encoding="utf-8") as f:
        rows = [r for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE) if not r["path"].startswith("labelled/") and (samples / r["path"]).exists()]
    out = {}
    for row in rows:
        place = pathlib.PurePath(neutral_name(row["sector"] + source_of(row)), neutral_name(row["path"]))
        (folder / place.parent).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(samples / row["path"], folder / place)
        out[str(place)] = row
    return out


def formats_asked(row):
    name = pathlib.PurePath(row["path"])
    return EXCEPTIONS.get(name.name) or KINDS.get(row["kind"]) or ENDINGS.get(name.suffix.lower())


def grade_rank(grade):
    return {"core": 20, "important": 10}.get(grade["class"], grade["level"] or 0)


class Told:
    """What the scan said of one file: of itself, not of what it holds, where both were listed."""

    def __init__(self):
        self.own, self.inner = [], []

    def assets(self):
        return self.own or self.inner

    def top(self):
        return max(self.assets(), key=lambda a: grade_rank(a["grade"]["proposed"]))


def told_by_file(result, folder):
    told = collections.defaultdict(Told)
    for asset in result["assets"]:
        for item in asset["items"]:
            outer, *inner = item.split("!/")
            one = told[str(pathlib.Path(outer).relative_to(folder))]
            (one.inner if inner else one.own).append(asset)
    return told


def figures(samples, folder, scan, store_formats):
    """scan(path) → the JSON of a scan; store_formats(path) → {item path: format id} of the same scan."""
    rows = copy(samples, folder)
    result = scan(folder)
    told, formats = told_by_file(result, folder), store_formats(folder)
    out = {"samples_files": len(rows)}
    wrong_format, unfinished = [], []
    for place, row in rows.items():
        got = formats.get(place)
        if got is None:
            unfinished.append(row["path"])
        asked = formats_asked(row)
        if asked and got and got not in asked:
            wrong_format.append(f"{row['path']}: {got}, not {'/'.join(sorted(asked))}")
    out |= {"samples_unfinished": unfinished, "samples_format_right": 1 - len(wrong_format) / len(rows), "samples_format_wrong": wrong_format}
    out |= sectors(rows, told)
    out |= categories(rows, told)
    out |= grades(rows, told)
    return out


def sectors(rows, told):
    votes, confusions, forced = collections.defaultdict(collections.Counter), collections.Counter(), []
    for place, row in rows.items():
        if place not in told:
            continue
        given = {a["sector"]["id"] for a in told[place].assets()} - {None, ""}
        if row["sector"] == "cross":
            if given:
                forced.append(f"{row['path']} {'/'.join(sorted(given))}")
            continue
        right = SECTORS[row["sector"]]
        got = right if right in given else min(given) if given else "none"
        votes[(row["sector"], source_of(row))][got] += 1
        if got != right:
            confusions[f"{row['sector']} told as {got}: {row['path']}"] += 1
    # A source is right when most of its files that were given a sector were given the right one; the stricter figure counts every file of it.
    right = strict = 0
    for (sector, _), counter in votes.items():
        named = {k: v for k, v in counter.items() if k != "none"}
        right += bool(named) and max(named, key=named.get) == SECTORS[sector]
        strict += counter[SECTORS[sector]] / counter.total()
    return {"samples_sector_by_source": right / len(votes), "samples_sector_files_by_source": strict / len(votes), "samples_sector_sources": len(votes), "samples_sector_confusions": sorted(confusions),
            "samples_cross_forced": forced}


def categories(rows, told):
    exact = near = total = 0
    confusions = collections.Counter()
    for place, row in rows.items():
        asked = row["expected_category"]
        if asked == "—" or place not in told:
            continue
        total += 1
        paths = CATEGORIES.get(asked, [asked])
        got = {a["category"] for a in told[place].assets()}
        if got & set(paths):
            exact += 1
            continue
        near += bool({p.split("/")[0] for p in got} & {p.split("/")[0] for p in paths})
        confusions[f"{asked} told as {'、'.join(sorted(got))}: {row['path']}"] += 1
    return {"samples_category_files": total, "samples_category_exact": exact / total, "samples_category_exact_or_one_off": (exact + near) / total, "samples_category_confusions": sorted(confusions)}


def grades(rows, told):
    low, high, table = [], [], collections.Counter()
    for place, row in rows.items():
        hint = row["grade_hint"]
        if hint == "—" or place not in told:
            continue
        top = told[place].top()
        grade = top["grade"]["proposed"]
        name = grade["class"] if grade["class"] != "general" else f"general-{grade['level']}"
        table[(hint, name)] += 1
        if hint == "3" and name == "general-1":
            low.append(row["path"])
        if hint == "1" and grade["class"] != "general":
            high.append(f"{row['path']} {name}: {top['reasons'][0]['text'][:80]}")
    return {"samples_grade_3_lowest": low, "samples_grade_1_important": high, "samples_grades": {f"{hint} → {name}": count for (hint, name), count in sorted(table.items())}}
