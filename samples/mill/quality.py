"""06_质量 and 08_研发."""
from .office import Sheet, docx, pptx, xlsx
from .papers import jpeg, pdf, png
from .steelmaking import GRADES
from .tree import csv_text, expect


def write(tree):
    certificates(tree)
    laboratory(tree)
    special_steel(tree)
    drawings(tree)


def certificate(v, number):
    heat = f"{v.serial(1, 3)}A24{v.serial(100, 4400):05}"
    chemistry = [["炉号", "C%", "Si%", "Mn%", "P%", "S%", "Cr%"], [heat, v.serial(0.95, 1.05, 2), v.serial(0.15, 0.35, 2), v.serial(0.25, 0.45, 2), v.serial(0.005, 0.015, 3), v.serial(0.001, 0.006, 3), v.serial(1.4, 1.65, 2)]]
    strength = [["屈服强度(MPa)", "抗拉强度(MPa)", "断后伸长率(%)", "冲击功(J)"], [v.serial(420, 560), v.serial(580, 720), v.serial(18, 26), v.serial(120, 210)]]
    return [("h", "产品质量证明书"), f"证明书编号：BCZS2024{number:05}    产品：热轧圆钢", f"收货单位：{v.company('机械制造')}    牌号：{v.random.choice(GRADES)}    炉号：{heat}", f"规格：φ{v.serial(20, 120)}mm    重量：{v.serial(20, 60, 2)}t    执行标准：协议 BC/J-{v.serial(100, 999)}",
            "化学成分（熔炼分析）", chemistry, "力学性能", strength, "低倍组织：合格    夹杂物评级：A0.5 B0.5 C0 D0.5    探伤：合格", f"质检员：{v.name()}    签发日期：2024-03-{v.serial(1, 28):02}"]


def certificates(tree):
    for n in range(1, 4):
        path = f"06_质量/质量证明书/BCZS2024{100 + n:05}.docx"
        tree.put(path, docx(certificate(tree.invent(path), 100 + n)), sector="S-01", at_least="general-2", mentions=["ind.heat_number", "person.name"])
    for n in range(1, 6):
        path = f"06_质量/质量证明书/BCZS2024{200 + n:05}.pdf"
        tree.put(path, pdf(certificate(tree.invent(path), 200 + n), "gbk" if n % 3 == 0 else "utf-16-be", compress=n != 5), sector="S-01", at_least="general-2", mentions=["ind.heat_number", "person.name"])


def laboratory(tree):
    path = "06_质量/化验/光谱分析_2024-03.csv"
    v = tree.invent(path)
    elements = ["C", "Si", "Mn", "P", "S", "Cr", "Ni", "Mo", "V", "Al"]
    crew = v.names(6)
    header = ["样品编号", "炉号", "工位", *elements, "分析员", "分析时间"]
    rows = [["炼钢厂快速分析室  光谱分析结果（单位：质量分数 %）"], header] + [[f"GP{k:06}", f"{1 + k % 3}A24{4300 + k // 3:05}", ["转炉终点", "LF出站", "中间包"][k % 3], *[v.serial(0.001, 1.2, 3) for _ in elements], crew[k % 6], f"2024-03-{1 + k // 30 % 28:02} {k % 24:02}:{k % 60:02}"] for k in range(600)]
    tree.put(path, csv_text(rows), "gbk", sector="S-01", at_least="general-2", columns=expect(header, {"炉号": "ind.heat_number", "分析员": "person.name"}))
    path = "06_质量/化验/力学性能试验_2024Q1.xlsx"
    v = tree.invent(path)
    header = ["试样编号", "炉号", "牌号", "屈服强度(MPa)", "抗拉强度(MPa)", "断后伸长率(%)", "冲击功1(J)", "冲击功2(J)", "冲击功3(J)", "判定"]
    rows = [[f"LX24{k:05}", f"{1 + k % 3}A24{k:05}", v.random.choice(GRADES), v.serial(350, 620), v.serial(500, 780), v.serial(16, 30), v.serial(60, 220), v.serial(60, 220), v.serial(60, 220), "合格"] for k in range(1, 321)]
    tree.put(path, xlsx([Sheet("拉伸冲击", [header, *rows])]), sector="S-01", at_least="general-2", columns=expect(header, {"炉号": "ind.heat_number"}, "拉伸冲击"))
    path = "06_质量/用户异议处理单.docx"
    v = tree.invent(path)
    tree.put(path, docx([("h", "用户质量异议处理单"), f"异议单位：{v.company('机械制造')}", f"联系人：{v.name()}    电话：{v.mobile()}    邮箱：{v.email('lanjiang-example.com')}", "涉及产品：轴承钢圆钢 BC-GCr15，炉号：2A2400318", "异议内容：表面裂纹。检验结论：中心偏析C1.5，属内控超差，同意退货12.6吨。"]),
             sector="any", at_least="general-2", mentions=["cn.mobile", "email", "person.name", "ind.heat_number"])
    def paper(x, y):
        return 40 if (y // 6) % 4 == 0 and 20 < x < 380 and (x * 7 + y * 13) % 11 > 3 else 236 + (x * 31 + y * 17) % 12
    tree.put("06_质量/扫描件/进厂检验单_扫描0001.png", png(400, 560, paper), harmless=True)
    tree.put("06_质量/扫描件/低倍照片_2A2400318.jpg", jpeg(64, 48, lambda x, y: 90 + (x * 5 + y * 3) % 90), harmless=True)


def special_steel(tree):
    intro = ["研究单位：北辰特钢集团（虚构）技术中心", "一、目标：研制国家重大工程用超高强度钢BC-1900，抗拉强度不小于1900MPa，断裂韧性不小于75MPa·m1/2，替代进口。",
             "二、成分设计：C 0.28～0.32，Ni 9.5～10.5，Co 11～13，Cr 1.8～2.2，Mo 1.0～1.3，杂质元素S+P不大于0.006，内控成分见附表。", "三、冶炼工艺：真空感应熔炼加真空自耗重熔，自耗熔速3.6kg/min，充氦冷却；夹杂物控制目标D类不大于0.5级。",
             "四、热处理制度：885℃固溶1小时油淬，-73℃冷处理1小时，482℃时效5小时。"]
    table = [["元素", "内控下限", "目标值", "内控上限"], ["C", "0.29", "0.30", "0.31"], ["Ni", "9.8", "10.0", "10.2"], ["Co", "11.6", "12.0", "12.4"], ["Cr", "1.9", "2.0", "2.1"], ["Mo", "1.10", "1.18", "1.25"]]
    tree.put("08_研发/特殊钢/BC-1900超高强度钢试制方案.docx", docx([("h", "BC-1900特殊钢试制方案"), *intro, table, "五、试制安排：真空感应炉3炉，每炉1.2吨；重点型号验证件由协作单位加工。"]), sector="S-01", at_least="important")
    tree.put("08_研发/特殊钢/国家重大工程专项汇报.pptx", pptx([("国家重大工程用特殊钢专项进展", ["汇报单位：技术中心", "超高强度钢BC-1900与核电用钢BC-N508"]), ("冶炼工艺", ["真空感应熔炼＋电渣重熔双联", "氧含量不大于8ppm，夹杂物控制达到航空用钢水平"]),
                                                     ("热处理制度", ["固溶885℃，冷处理-73℃，时效482℃", "断裂韧性平均81MPa·m1/2"]), ("下一步", ["完成第三炉真空自耗重熔", "成分设计固化为内控成分"])]), sector="S-01", at_least="important")
    tree.put("08_研发/特殊钢/核电用钢BC-N508冶炼工艺规程.pdf", pdf([("h", "核电用钢BC-N508冶炼工艺规程"), "密级：内部    版本：C    编制：技术中心特殊钢室", "一、电弧炉初炼，终点碳0.10%～0.15%，出钢温度1650～1670℃。", "二、LF精炼，白渣时间不少于25分钟；真空脱气氢含量不大于1.0ppm。",
                                                        "三、真空浇注大型钢锭，冒口补缩，电渣重熔备用。", "四、锻后热处理制度：正火920℃，淬火890℃水冷，回火640℃。", table]), sector="S-01", at_least="important")
    path = "08_研发/特殊钢/轴承钢夹杂物控制试验.xlsx"
    v = tree.invent(path)
    header = ["试验号", "炉号", "钢种", "精炼渣碱度", "软吹时间(min)", "全氧(ppm)", "钛含量(ppm)", "A类", "B类", "D类", "DS类", "接触疲劳寿命(×10⁷)"]
    rows = [[f"SY-{k:03}", f"2A24{200 + k:05}", "BC-GCr15", v.serial(4, 8, 1), v.serial(20, 45), v.serial(4.2, 7.5, 1), v.serial(8, 18), v.random.choice([0, 0.5, 1]), v.random.choice([0, 0.5]), v.random.choice([0, 0.5]), v.random.choice([0, 0.5]), v.serial(2.1, 6.8, 2)] for k in range(1, 91)]
    tree.put(path, xlsx([Sheet("轴承钢冶炼试验", [["轴承钢冶炼夹杂物控制试验数据"], header, *rows], ["A1:L1"])]), sector="S-01", at_least="general-3", columns=expect(header, {"炉号": "ind.heat_number"}, "轴承钢冶炼试验"))
    tree.put("08_研发/工艺卡/模具钢BC-H13热处理工艺卡.docx", docx([("h", "热处理工艺卡"), "产品：模具钢BC-H13    图号：MJ-2203-01    设备名称：真空淬火炉", [["工序号", "工序", "温度(℃)", "保温(min)", "冷却"], ["10", "预热", "650", "60", "—"], ["20", "淬火", "1030", "45", "6bar氮气"], ["30", "一次回火", "560", "120", "空冷"], ["40", "二次回火", "580", "120", "空冷"]]]),
             sector="S-01", at_least="general-2")


def drawings(tree):
    path = "08_研发/图纸/图纸目录_连铸扇形段.xlsx"
    v = tree.invent(path)
    header = ["序号", "图号", "图纸名称", "图幅", "版次", "设计", "校核", "日期"]
    people = v.names(7)
    rows = [[k, f"LZ-2300-{k // 20 + 1:02}{k % 20:02}-{v.serial(1, 9):02}", v.random.choice(["扇形段框架", "驱动辊装配", "夹紧油缸", "喷淋集管", "轴承座", "辊缝仪支架"]), v.random.choice(["A0", "A1", "A2", "A3"]), v.random.choice("ABC"), v.random.choice(people), v.random.choice(people), ("date", 45000 + k)] for k in range(1, 161)]
    tree.put(path, xlsx([Sheet("目录", [["图纸目录"], header, *rows], ["A1:H1"])]), sector="any", at_least="general-2", columns=expect(header, {"图号": "ind.drawing_number", "设计": "person.name", "校核": "person.name"}, "目录"))
    for n, (name, words) in enumerate([("扇形段框架", ["图号：LZ-2300-0101-01", "扇形段框架", "材料：Q345B", "未注倒角2×45°"]), ("结晶器铜板", ["图号：LZ-2300-0205-03", "结晶器铜板", "镀镍层0.8mm"]), ("氧枪喷头", ["图号：ZL-0210-0117-02", "五孔氧枪喷头", "马赫数2.05"]), ("轧辊", ["图号：RZ-1580-0030-01", "F1工作辊", "辊身硬度HSD78～82"])], 1):
        lines = "".join(f"  0\nLINE\n  8\n0\n 10\n{x * 25}.0\n 20\n{n * 10}.0\n 11\n{x * 25 + 20}.0\n 21\n{n * 10 + x}.0\n" for x in range(40))
        notes = "".join(f"  0\nTEXT\n  8\nNOTE\n 10\n20.0\n 20\n{200 - 12 * k}.0\n 40\n5.0\n  1\n{word}\n" for k, word in enumerate(words))
        tree.put(f"08_研发/图纸/{name}.dxf", f"  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1021\n  0\nENDSEC\n  0\nSECTION\n  2\nENTITIES\n{lines}{notes}  0\nENDSEC\n  0\nEOF\n", "utf-8", sector="any", mentions=["ind.drawing_number"])
    path = "08_研发/图纸/备件物料清单.csv"
    v = tree.invent(path)
    header = ["父项", "子项", "物料编码", "零件号", "名称", "单台用量", "单位"]
    rows = [header] + [[f"LZ-2300-{k // 15:04}", f"LZ-2300-{k // 15:04}-{k % 15:02}", f"2004{v.serial(100000, 999999)}", f"{v.serial(3500000, 3599999)}-B{v.serial(10, 99)}", v.random.choice(["调心滚子轴承", "密封圈", "联轴器", "喷嘴", "高强螺栓"]), v.serial(1, 24), v.random.choice(["件", "套"])] for k in range(240)]
    tree.put(path, csv_text(rows), "utf-8", at_least="general-2", sector="any", columns=expect(header, {"物料编码": "ind.material_code", "零件号": "ind.part_number"}))
