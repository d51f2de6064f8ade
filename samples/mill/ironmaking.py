"""01_炼铁: sintering and blast furnace."""
import json

from .office import Sheet, docx, xlsx
from .tree import csv_text, expect

DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def write(tree):
    sinter(tree)
    furnace_series(tree)
    furnace_papers(tree)


def sinter(tree):
    path = "01_炼铁/烧结/烧结配料单_2024-03.csv"
    v = tree.invent(path)
    header = ["配料日期", "堆号", "PB粉配比(%)", "卡粉配比(%)", "铁精粉配比(%)", "石灰石配比(%)", "白云石配比(%)", "焦粉配比(%)", "目标碱度", "TFe(%)"]
    rows = [header] + [[f"2024-03-{1 + k // 3:02}", f"D{24030 + k}", v.serial(24, 30, 1), v.serial(18, 24, 1), v.serial(20, 26, 1), v.serial(4, 6, 2), v.serial(3, 5, 2), v.serial(3.4, 4.2, 2), v.serial(1.85, 1.95, 2),
                        v.serial(55.5, 57.2, 2)] for k in range(90)]
    tree.put(path, csv_text(rows), "gbk", sector="S-01", at_least="general-2")

    path = "01_炼铁/烧结/烧结机工艺参数.xlsx"
    v = tree.invent(path)
    top = ["2号360㎡烧结机工艺参数记录（2024年3月）"]
    group = ["时间", "点火", None, "烧结", None, None, "成品", None]
    names = [None, "点火温度", "煤气流量", "料层厚度", "台车速度", "主管负压", "烧结矿FeO", "转鼓指数"]
    units = [None, "℃", "m³/h", "mm", "m/min", "kPa", "%", "%"]
    body = [[("date", 45352 + k // 12), v.serial(1120, 1180), v.serial(2800, 3400), v.serial(680, 750), v.serial(1.9, 2.4, 2), v.serial(-16.5, -13.5, 1), v.serial(7.8, 9.4, 2), v.serial(77, 81, 1)] for k in range(360)]
    tree.put(path, xlsx([Sheet("3月", [top, group, names, units, *body], ["A1:H1", "A2:A4", "B2:C2", "D2:F2", "G2:H2"])]), sector="S-01", at_least="general-2")

    path = "01_炼铁/烧结/混匀矿化验.txt"
    v = tree.invent(path)
    lines = ["混匀矿化验记录    取样地点：混匀料场取料机皮带", "样品编号      TFe%    SiO2%   Al2O3%  CaO%    水分%"]
    lines += [f"HY24{k:05}     {v.serial(58, 62, 2):.2f}   {v.serial(4.2, 5.1, 2):.2f}    {v.serial(1.6, 2.1, 2):.2f}    {v.serial(1.1, 1.9, 2):.2f}    {v.serial(6.5, 8.2, 2):.2f}" for k in range(1, 121)]
    tree.put(path, "\n".join(lines) + "\n", "utf-8", sector="S-01", at_least="general-2")


def furnace_series(tree):
    header = ["时间", "炉号", "风量(m³/min)", "风温(℃)", "风压(kPa)", "富氧率(%)", "喷煤比(kg/t)", "入炉焦比(kg/t)", "透气性指数", "炉顶压力(kPa)", "铁水硅含量(%)", "铁水温度(℃)", "料速(批/h)", "炉渣碱度"]
    for month, days in enumerate(DAYS, 1):
        path = f"01_炼铁/高炉/冶炼参数/2024-{month:02}.csv"
        v = tree.invent(path)
        rows = [header] + [[f"2024-{month:02}-{d:02} {h:02}:00:00", f"{bf}#", v.serial(6300, 6700), v.serial(1195, 1245), v.serial(390, 425), v.serial(4.0, 7.5, 2), v.serial(145, 168, 1), v.serial(345, 378, 1),
                            v.serial(24, 31, 2), v.serial(215, 240), v.serial(0.28, 0.55, 3), v.serial(1495, 1525), v.serial(6.2, 7.4, 1), v.serial(1.15, 1.25, 2)]
                           for d in range(1, days + 1) for h in range(0, 24, 4) for bf in (1, 2)]
        tree.put(path, csv_text(rows), "utf-8-sig" if month % 2 else "utf-8", sector="S-01", at_least="important")


def furnace_papers(tree):
    path = "01_炼铁/高炉/布料矩阵设定.json"
    v = tree.invent(path)
    plan = {"高炉": "2#", "有效容积": 4080, "矩阵版本": "BM-2024-07", "料制": [{"批次类型": t, "料线设定": 1.3 + 0.1 * k, "布料矩阵": [{"档位": g, "角度设定": v.serial(18, 44, 1), "圈数": v.random.choice([2, 3, 4])} for g in range(1, 9)]}
                                                                 for k, t in enumerate(["焦批", "矿批", "小烧结矿批"])], "目标": {"炉顶煤气利用率": 49.5, "入炉焦比": 358, "喷煤比": 162}}
    tree.put(path, json.dumps(plan, ensure_ascii=False, indent=2) + "\n", "utf-8", sector="S-01", at_least="general-2")

    path = "01_炼铁/高炉/高炉操作日报_20240315.docx"
    v = tree.invent(path)
    foreman, chief = v.names(2)
    table = [["班次", "产量(t)", "风温(℃)", "富氧率(%)", "焦比(kg/t)", "煤比(kg/t)", "铁水温度(℃)", "[Si](%)"]] + [[s, v.serial(3100, 3400), v.serial(1200, 1240), v.serial(5, 7, 2), v.serial(345, 370), v.serial(150, 165),
                                                                                                      v.serial(1498, 1520), v.serial(0.3, 0.5, 2)] for s in ("夜班", "白班", "中班")]
    tree.put(path, docx([("h", "2号高炉操作日报"), "日期：2024年3月15日    高炉日产量：9870吨    休风：无", table, "一、炉况：透气性指数平稳，铁口深度3.4米，渣铁排放正常。", "二、下一班操作要点：维持风温1220℃以上，富氧率6%，喷煤量每小时62吨。",
                         f"值班工长：{foreman}    审核人：{chief}"]), sector="S-01", mentions=["person.name"], at_least="general-2")

    path = "01_炼铁/高炉/热风炉烧炉设定.ini"
    tree.put(path, "; 热风炉燃烧控制设定，随班次修改\n[热风炉1]\n拱顶温度上限=1380\n废气温度上限=350\n空燃比设定=0.68\n换炉周期_min=60\n\n[热风炉2]\n拱顶温度上限=1385\n废气温度上限=350\n空燃比设定=0.70\n换炉周期_min=60\n\n[高炉煤气]\n压力下限_kPa=6.5\n热值_kJ=3250\n",
             "gbk", sector="S-01", at_least="general-2")

    path = "01_炼铁/高炉/铁水质量_2024年汇总.xlsx"
    v = tree.invent(path)
    header = ["炉号", "出铁时间", "铁水温度", "C", "Si", "Mn", "P", "S", "铁水罐号", "净重(t)"]
    body = [[f"2G{24000 + k}", f"2024-{1 + k // 40:02}-{1 + k % 28:02} {k % 24:02}:15", v.serial(1490, 1525), v.serial(4.3, 4.8, 2), v.serial(0.28, 0.6, 2), v.serial(0.12, 0.25, 2), v.serial(0.08, 0.13, 3), v.serial(0.015, 0.04, 3),
             f"T{v.serial(1, 24):02}", v.serial(280, 310, 1)] for k in range(480)]
    tree.put(path, xlsx([Sheet("铁次", [header, *body]), Sheet("说明", [["本表由炼铁MES导出，温度单位℃，成分单位%。"]], hidden=True)], strict=True), sector="S-01",
             columns=expect(header, {"炉号": "ind.heat_number"}, "铁次"), at_least="general-2")
