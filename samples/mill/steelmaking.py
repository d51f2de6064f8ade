"""02_炼钢: converter heats, ladle furnace, vacuum, casting."""
from .ironmaking import DAYS
from .office import Sheet, docx, xlsx
from .papers import pdf
from .tree import csv_text, expect

GRADES = ["BC-GCr15", "BC-42CrMo", "BC-X80M", "BC-Q460GJ", "BC-SPHC", "BC-HRB400E", "BC-65Mn", "BC-20CrMnTi"]


def write(tree):
    heats(tree)
    refining(tree)
    casting(tree)
    rules(tree)


def heats(tree):
    crew = tree.invent("02_炼钢/炉次记录").names(16)
    header = ["炉号", "钢种", "开吹时间", "铁水温度(℃)", "铁水硅(%)", "废钢加入量(t)", "吹氧量(Nm3)", "氧枪枪位(mm)", "终点碳(%)", "终点磷(%)", "终点温度(℃)", "出钢温度(℃)", "出钢量(t)", "班组", "操作员"]
    number = 0
    for month, days in enumerate(DAYS, 1):
        path = f"02_炼钢/炉次记录/炉次记录_2024-{month:02}.csv"
        v = tree.invent(path)
        rows = [header]
        for day in range(1, days + 1):
            for slot in range(0, 24, 2):
                number += 1
                rows.append([f"{1 + number % 3}A24{number:05}", v.random.choice(GRADES), f"2024-{month:02}-{day:02} {slot:02}:{v.serial(0, 59):02}", v.serial(1290, 1380), v.serial(0.25, 0.6, 2), v.serial(28, 46, 1),
                             v.serial(8200, 9600), v.serial(1400, 1900), v.serial(0.03, 0.12, 3), v.serial(0.006, 0.018, 3), v.serial(1630, 1690), v.serial(1620, 1670), v.serial(205, 222, 1), "甲乙丙丁"[number % 4], v.random.choice(crew)])
        tree.put(path, csv_text(rows), "gbk" if month <= 9 else "gb18030", sector="S-01", at_least="important", columns=expect(header, {"炉号": "ind.heat_number", "操作员": "person.name"}))

    path = "02_炼钢/转炉/铁水预处理_2024-03.csv"
    v = tree.invent(path)
    header = ["炉号", "铁水罐号", "处理前S(%)", "处理后S(%)", "镁粉加入量(kg)", "石灰粉加入量(kg)", "温降(℃)", "扒渣时间(min)"]
    rows = [header] + [[f"KR24{k:05}", f"T{v.serial(1, 24):02}", v.serial(0.02, 0.05, 3), v.serial(0.001, 0.004, 4), v.serial(80, 140), v.serial(400, 700), v.serial(18, 34), v.serial(6, 14, 1)] for k in range(1, 401)]
    tree.put(path, csv_text(rows, ";"), "gb18030", sector="S-01", at_least="general-2", columns=expect(header, {"炉号": "ind.heat_number", "镁粉加入量(kg)": "ind.recipe_setpoint", "石灰粉加入量(kg)": "ind.recipe_setpoint"}))


def refining(tree):
    path = "02_炼钢/精炼/LF精炼合金加入量_2024-03.xlsx"
    v = tree.invent(path)
    names = ["炉号", "钢种", "进站温度", "出站温度", "硅铁", "高碳锰铁", "低碳铬铁", "钼铁", "喂铝线", "电耗"]
    units = [None, None, "℃", "℃", "kg", "kg", "kg", "kg", "m", "kWh"]
    body = [[f"{1 + k % 3}A24{4300 + k:05}", v.random.choice(GRADES), v.serial(1540, 1580), v.serial(1570, 1600), v.serial(200, 700), v.serial(300, 1500), v.serial(0, 3500), v.serial(0, 480), v.serial(120, 400), v.serial(6500, 11000)] for k in range(300)]
    tree.put(path, xlsx([Sheet("LF1", [["LF精炼炉合金加入记录"], ["炉次信息", None, "温度", None, "合金加入量", None, None, None, None, "能耗"], names, units, *body[:150]], ["A1:J1", "A2:B2", "C2:D2", "E2:I2"]),
                         Sheet("LF2", [["LF精炼炉合金加入记录"], ["炉次信息", None, "温度", None, "合金加入量", None, None, None, None, "能耗"], names, units, *body[150:]], ["A1:J1", "A2:B2", "C2:D2", "E2:I2"])]), sector="S-01", at_least="general-2")

    path = "02_炼钢/精炼/RH真空处理_2024-03.csv"
    v = tree.invent(path)
    header = ["炉号", "钢种", "真空度(Pa)", "处理时间(min)", "提升气流量(Nl/min)", "处理前[H](ppm)", "处理后[H](ppm)", "处理前碳(%)", "处理后碳(%)", "出站温度(℃)"]
    rows = [header] + [[f"{1 + k % 3}A24{4300 + k:05}", v.random.choice(GRADES), v.serial(40, 90), v.serial(18, 32), v.serial(1200, 1800), v.serial(3.5, 6.0, 1), v.serial(0.8, 1.6, 1), v.serial(0.03, 0.06, 3), v.serial(0.001, 0.003, 4),
                        v.serial(1565, 1595)] for k in range(260)]
    tree.put(path, csv_text(rows), "utf-16-le-bom", sector="S-01", at_least="general-2", columns=expect(header, {"炉号": "ind.heat_number"}))


def casting(tree):
    path = "02_炼钢/连铸/2号板坯连铸拉速记录.tsv"
    v = tree.invent(path)
    header = ["时间", "浇次号", "炉号", "中间包温度", "过热度", "拉速(m/min)", "结晶器液位(mm)", "一次冷却水量", "二冷水量(L/min)"]
    rows = [header] + [[f"2024-03-{1 + k // 48:02} {k // 2 % 24:02}:{k % 2 * 30:02}", f"J24{310 + k // 12:04}", f"{1 + k % 3}A24{4300 + k // 2:05}", v.serial(1535, 1560), v.serial(18, 32), v.serial(1.05, 1.45, 2), v.serial(798, 803, 1),
                        v.serial(3600, 3900), v.serial(1450, 1800)] for k in range(700)]
    tree.put(path, csv_text(rows, "\t", "\n"), "utf-16-le", sector="S-01", at_least="general-2", columns=expect(header, {"炉号": "ind.heat_number"}))

    path = "02_炼钢/连铸/浇次计划_20240318.xlsx"
    v = tree.invent(path)
    header = ["浇次号", "序号", "炉号", "钢种", "断面", "计划开浇", "计划重量(t)", "合同号", "去向"]
    body = [[f"J24{340 + k // 8:04}", k % 8 + 1, f"{1 + k % 3}A24{4900 + k:05}", GRADES[k // 8 % 8], v.random.choice(["230×1550", "230×1650", "250×1800"]), f"2024-03-18 {k % 24:02}:{v.serial(0, 59):02}", v.serial(206, 220), f"BCXS24{v.serial(1000, 9999)}",
             v.random.choice(["热轧1580", "中厚板", "外卖"])] for k in range(64)]
    tree.put(path, xlsx([Sheet("浇次计划", [["炼钢生产计划：浇次计划（3月18日）"], header, *body], ["A1:I1"])]), sector="S-01", at_least="general-2", columns=expect(header, {"炉号": "ind.heat_number"}, "浇次计划"))

    path = "02_炼钢/连铸/铸坯低倍检验.xml"
    v = tree.invent(path)
    records = "".join(f"  <record><heat_no>{1 + k % 3}A24{4300 + k:05}</heat_no><steel_grade>{v.random.choice(GRADES)}</steel_grade><center_segregation>{v.random.choice(['C0.5', 'C1.0', 'C1.5'])}</center_segregation>"
                      f"<center_porosity>{v.random.choice(['0.5', '1.0'])}</center_porosity><crack>{v.random.choice(['0', '0.5'])}</crack><judge>合格</judge></record>\n" for k in range(150))
    tree.put(path, f'<?xml version="1.0" encoding="GBK"?>\n<低倍组织 单位="炼钢厂" 机组="2号板坯连铸机">\n{records}</低倍组织>\n', "gbk", sector="S-01", at_least="general-2")


def rules(tree):
    body = ["适用范围：210吨顶底复吹转炉，冶炼管线钢、轴承钢、高强结构钢。", "一、装入制度：铁水比88%～92%，废钢加入量28～46吨，铁水硅0.30%～0.55%。", "二、供氧制度：氧枪枪位采用高低高模式，开吹1.8米，中期1.5米，终点前压枪1.4米不少于90秒，供氧强度3.4 Nm³/(t·min)。",
            "三、造渣制度：终渣碱度3.2～3.8，活性石灰分两批加入，溅渣护炉时间不少于3分钟。", "四、终点控制：终点碳0.04%～0.08%，终点磷不大于0.012%，终点温度1640～1675℃。", "五、出钢与脱氧合金化：出钢时间4～7分钟，钢包底吹氩全程开启，挡渣出钢。"]
    table = [["阶段", "枪位设定(mm)", "氧压设定(MPa)", "时间(s)"], ["开吹", 1800, 0.85, 120], ["前期", 1650, 0.88, 240], ["中期", 1500, 0.90, 420], ["压枪", 1400, 0.92, 95]]
    tree.put("02_炼钢/转炉/转炉吹炼技术操作规程.docx", docx([("h", "转炉吹炼技术操作规程（BC-LG-GC-07）"), *body, table], footer="北辰特钢集团（虚构） 炼钢厂 内部资料"), sector="S-01", at_least="general-3")
    tree.put("02_炼钢/精炼/RH精炼工艺规程.pdf", pdf([("h", "RH精炼工艺规程"), "北辰特钢集团（虚构）炼钢厂    文件编号：BC-LG-GC-11", *body[1:4], "六、RH真空脱气：真空度不大于67Pa，纯脱气时间不少于15分钟，软吹氩时间不少于12分钟，出站过热度25～30℃。",
                                             [["钢种", "真空度设定(Pa)", "脱气时间(min)", "出站温度(℃)"], ["BC-GCr15", "67", "18", "1560"], ["BC-X80M", "67", "22", "1572"], ["BC-42CrMo", "67", "16", "1568"]]]), sector="S-01", at_least="general-3")
