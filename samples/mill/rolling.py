"""03_轧钢 and 04_能源."""
import json

from .office import Sheet, xlsx
from .papers import ods
from .steelmaking import GRADES
from .tree import csv_text, expect


def write(tree):
    rolling(tree)
    energy(tree)


def rolling(tree):
    path = "03_轧钢/热轧1580/轧制规程设定.csv"
    v = tree.invent(path)
    header = ["规程号", "钢种", "成品厚度(mm)", "成品宽度(mm)", "出炉温度设定(℃)", "粗轧出口温度设定(℃)", "终轧温度设定(℃)", "卷取温度设定(℃)"] + [f"F{n}压下率设定(%)" for n in range(1, 8)]
    rows = [header] + [[f"HR-{k:04}", GRADES[k % 8], v.serial(1.8, 12.7, 2), v.serial(900, 1450), v.serial(1190, 1250), v.serial(1030, 1080), v.serial(850, 900), v.serial(560, 680), *[v.serial(10, 45, 1) for _ in range(7)]] for k in range(1, 181)]
    tree.put(path, csv_text(rows), "utf-8", sector="S-01", at_least="general-3")

    for day in range(1, 5):
        path = f"03_轧钢/热轧1580/轧制力记录/轧制力_202403{day:02}.csv"
        v = tree.invent(path)
        header = ["钢卷号", "板坯号", "钢种", "开轧温度", "终轧温度", "卷取温度"] + [f"F{n}轧制力(kN)" for n in range(1, 8)] + [f"F{n}辊缝(mm)" for n in range(1, 8)] + ["凸度(um)", "楔形(um)"]
        rows = [header] + [[f"R4{day:02}{k:04}00", f"{1 + k % 3}A24{4000 + day * 40 + k // 6:05}{k % 6 + 1:02}", v.random.choice(GRADES), v.serial(1030, 1080), v.serial(850, 900), v.serial(560, 680), *[v.serial(7000, 24000) for _ in range(7)],
                            *[v.serial(2, 40, 2) for _ in range(7)], v.serial(30, 60), v.serial(5, 20)] for k in range(240)]
        tree.put(path, csv_text(rows), "utf-8", sector="S-01", at_least="general-2", columns=expect(header, {"钢卷号": "ind.batch_number", "板坯号": "ind.batch_number"}))

    path = "03_轧钢/热轧1580/板形质量缺陷_2024-03.csv"
    v = tree.invent(path)
    header = ["钢卷号", "缺陷", "位置", "长度(m)", "等级", "判定", "检验员"]
    crew = v.names(9)
    rows = [header] + [[f"R4{k:06}00", v.random.choice(["浪形", "镰刀弯", "辊印", "氧化铁皮压入", "结疤"]), v.random.choice(["操作侧", "传动侧", "中部"]), v.serial(1, 60, 1), v.random.choice("123"), v.random.choice(["改判", "降级", "放行"]), v.random.choice(crew)]
                       for k in range(320)]
    tree.put(path, csv_text(rows, "|"), "utf-8", sector="S-01", at_least="general-2", columns=expect(header, {"钢卷号": "ind.batch_number", "检验员": "person.name"}))

    path = "03_轧钢/轧辊/轧辊磨削记录.xlsx"
    v = tree.invent(path)
    header = ["轧辊编号", "辊型", "机架", "磨前直径(mm)", "磨后直径(mm)", "硬度(HSD)", "探伤", "磨削日期"]
    body = [[f"WR{v.serial(1000, 9999)}", v.random.choice(["工作辊", "支承辊"]), f"F{v.serial(1, 7)}", v.serial(700, 850, 2), v.serial(690, 840, 2), v.serial(72, 85), "无缺陷", ("date", 45352 + k // 6)] for k in range(180)]
    tree.put(path, xlsx([Sheet("磨辊间", [header, *body])]), sector="S-01", at_least="general-2")

    path = "03_轧钢/成品/热轧卷库存_20240331.ods"
    v = tree.invent(path)
    header = ["钢卷号", "牌号", "规格(mm)", "重量(t)", "库位", "入库日期", "状态"]
    body = [[f"R4{3000 + k:06}00", v.random.choice(GRADES), f"{v.serial(1.8, 12.7, 2)}×{v.serial(900, 1450)}", v.serial(18, 28, 2), f"A{v.serial(1, 12):02}-{v.serial(1, 40):02}", f"2024-03-{v.serial(1, 31):02}", v.random.choice(["合格", "待判", "已售"])] for k in range(260)]
    tree.put(path, ods([("库存明细", [header, *body])]), sector="S-01", at_least="general-2", columns=expect(header, {"钢卷号": "ind.batch_number"}, "库存明细"))

    path = "03_轧钢/冷轧/酸轧联合机组工艺参数.txt"
    v = tree.invent(path)
    lines = ["# 酸轧联合机组 冷轧带钢 工艺参数  时间 卷号 入口厚度 出口厚度 酸液温度 拉矫延伸率 S1轧制力 S5张力"]
    lines += [f"2024-03-02T{k // 60:02}:{k % 60:02}:00 CR24{k:05} {v.serial(2.5, 4.5, 2)} {v.serial(0.5, 1.5, 3)} {v.serial(78, 86, 1)} {v.serial(0.8, 1.6, 2)} {v.serial(7000, 11000)} {v.serial(30, 65, 1)}" for k in range(600)]
    tree.put(path, "\n".join(lines) + "\n", "gbk", sector="S-01", at_least="general-2")

    path = "03_轧钢/中厚板/加热炉装炉计划.json"
    v = tree.invent(path)
    plan = [{"slab_id": f"{1 + k % 3}A24{4700 + k:05}01", "steel_grade": GRADES[k % 8], "furnace": f"RF{1 + k % 2}", "slab_width": v.serial(1400, 2200), "charge_order": k, "target_temperature": v.serial(1180, 1240), "reheating_minutes": v.serial(170, 230)} for k in range(1, 161)]
    tree.put(path, json.dumps({"line": "plate mill 3500", "plan": plan}, ensure_ascii=False, indent=1) + "\n", "utf-8", sector="S-01", at_least="general-2")


def energy(tree):
    for quarter in (1, 2, 3, 4):
        path = f"04_能源/能耗日报/能耗日报_2024Q{quarter}.csv"
        v = tree.invent(path)
        header = ["日期", "工序", "有功电量(kWh)", "无功电量(kvarh)", "功率因数", "高炉煤气(GJ)", "焦炉煤气(GJ)", "转炉煤气(GJ)", "氧气消耗(Nm³)", "蒸汽(t)", "吨钢耗新水(m³)"]
        rows = [header] + [[f"2024-{quarter * 3 - 2 + k // 150:02}-{1 + k // 5 % 28:02}", ["烧结", "高炉", "转炉", "热轧", "冷轧"][k % 5], v.serial(200000, 900000), v.serial(30000, 90000), v.serial(0.9, 0.98, 3), v.serial(8000, 24000), v.serial(1500, 4000),
                            v.serial(900, 2600), v.serial(40000, 160000), v.serial(100, 900), v.serial(2.1, 3.4, 2)] for k in range(450)]
        tree.put(path, csv_text(rows), ["utf-8", "gbk", "utf-16-le-bom", "utf-16-be-bom"][quarter - 1], sector="S-01", at_least="general-2")

    path = "04_能源/煤气平衡表_2024.xlsx"
    v = tree.invent(path)
    header = ["月份", "高炉煤气发生量", "高炉煤气消耗", "焦炉煤气发生量", "焦炉煤气消耗", "转炉煤气回收", "放散率", "吨钢综合能耗"]
    units = [None, "万Nm³", "万Nm³", "万Nm³", "万Nm³", "Nm³/t", "%", "kgce/t"]
    body = [[f"2024-{m:02}", v.serial(82000, 90000), v.serial(80000, 88000), v.serial(6000, 7000), v.serial(5900, 6900), v.serial(105, 120, 1), v.serial(0.2, 1.2, 2), v.serial(545, 575, 1)] for m in range(1, 13)]
    tree.put(path, xlsx([Sheet("煤气平衡", [["煤气平衡表（全公司）"], header, units, *body], ["A1:H1"])]), sector="S-01", at_least="general-2")
