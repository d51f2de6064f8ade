"""09_人事 and 12_安环保卫: the tables with persons."""
import json

from .office import Sheet, docx, xlsx
from .papers import ods, pdf, rtf
from .tree import csv_text, expect, nameless

POSTS = ["高炉值班工长", "转炉炼钢工", "连铸主控", "轧钢调整工", "点检员", "化验员", "天车工", "仪表工", "调度员", "安全员"]
UNITS = ["炼铁厂", "炼钢厂", "热轧厂", "冷轧厂", "能源动力厂", "质量管理部", "设备管理部", "信息化部"]


def write(tree):
    roster(tree)
    pay(tree)
    others(tree)
    guests(tree)
    safety(tree)


def roster(tree):
    path = "09_人事/职工花名册_2024.xlsx"
    v = tree.invent(path)
    header = ["工号", "姓名", "性别", "身份证号", "手机号码", "部门", "岗位", "入职日期", "家庭住址", "工资卡号"]
    body = [[f"BC{10000 + k}", v.name(), v.random.choice("男男男女"), v.resident_id(), int(v.mobile()) if k % 2 else v.mobile(), v.random.choice(UNITS), v.random.choice(POSTS), ("date", v.serial(36526, 45292)), v.address(), v.card()] for k in range(1, 421)]
    kin = ["工号", "紧急联系人", "关系", "联系电话"]
    kin_rows = [[f"BC{10000 + k}", v.name(), v.random.choice(["配偶", "父亲", "母亲"]), v.mobile()] for k in range(1, 211)]
    tree.put(path, xlsx([Sheet("在册", [["北辰特钢集团（虚构）职工花名册"], header, *body], ["A1:J1"]), Sheet("紧急联系人", [kin, *kin_rows], hidden=True)]), sector="any", at_least="general-4",
             columns=expect(header, {"姓名": "person.name", "身份证号": "cn.resident_id", "手机号码": "cn.mobile", "家庭住址": "cn.address", "工资卡号": "bank.card"}, "在册")
             + expect(kin, {"紧急联系人": "person.name", "联系电话": "cn.mobile"}, "紧急联系人"))

    path = "09_人事/新员工信息_无表头.csv"
    v = tree.invent(path)
    rows = [[k, v.name(), v.resident_id(), v.mobile(), v.random.choice(UNITS), v.email()] for k in range(1, 86)]
    tree.put(path, csv_text(rows), "utf-8", sector="any", at_least="general-4", columns=nameless({1: "person.name", 2: "cn.resident_id", 3: "cn.mobile", 5: "email"}))

    path = "09_人事/系统导出/员工主数据.sql"
    v = tree.invent(path)
    rows = ",\n".join(f"({k},'BC{20000 + k}','{v.name()}','{v.resident_id()}','{v.mobile()}','{v.random.choice(UNITS)}','{v.email()}')" for k in range(1, 241))
    tree.put(path, "-- 人力资源系统导出\nSET NAMES gbk;\nDROP TABLE IF EXISTS `hr_emp`;\nCREATE TABLE `hr_emp` (\n  `id` int NOT NULL COMMENT '序号',\n  `gh` varchar(10) COMMENT '工号',\n  `xm` varchar(20) COMMENT '姓名',\n  `zjhm` char(18) COMMENT '身份证号码',\n"
             "  `lxfs` varchar(11) COMMENT '手机号码',\n  `bm` varchar(20) COMMENT '部门',\n  `yx` varchar(60) COMMENT '邮箱',\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB COMMENT='员工主数据';\nINSERT INTO `hr_emp` VALUES\n" + rows + ";\n", "gbk", sector="any", at_least="general-4",
             columns=expect(["id", "gh", "xm", "zjhm", "lxfs", "bm", "yx"], {"xm": "person.name", "zjhm": "cn.resident_id", "lxfs": "cn.mobile", "yx": "email"}, "hr_emp"))

    path = "09_人事/系统导出/考勤接口返回.json"
    v = tree.invent(path)
    records = [{"employee": {"no": f"BC{10000 + k}", "name": v.name(), "phone": v.mobile()}, "attendance": {"month": "2024-03", "days": v.serial(18, 23), "overtimeHours": v.serial(0, 30, 1)}} for k in range(1, 121)]
    names = ["data.employee.no", "data.employee.name", "data.employee.phone"]
    tree.put(path, json.dumps({"code": 0, "message": "ok", "data": records}, ensure_ascii=False), "utf-8", at_least="general-2", columns=[{"table": None, "name": names[k], "index": None, "detector": d} for k, d in ((1, "person.name"), (2, "cn.mobile"))])


def pay(tree):
    staff = tree.invent("09_人事/工资")
    people = [(staff.name(), staff.resident_id(), staff.card()) for _ in range(180)]
    header = ["序号", "姓名", "证件号码", "基本工资", "绩效工资", "夜班津贴", "社保扣款", "个人所得税", "实发工资", "银行卡号"]
    for month in (1, 2, 3):
        path = f"09_人事/工资/工资表_2024-{month:02}.csv"
        v = tree.invent(path)
        rows = [[f"2024年{month}月工资表"], header] + [[k, n, i, v.serial(3200, 5200), v.serial(1800, 6800), v.serial(0, 900), v.serial(500, 1100), v.serial(0, 600, 2), v.serial(4200, 11000, 2), c] for k, (n, i, c) in enumerate(people, 1)]
        tree.put(path, csv_text(rows), "gbk", at_least="general-4", columns=expect(header, {"姓名": "person.name", "证件号码": "cn.resident_id", "银行卡号": "bank.card"}))


def others(tree):
    path = "09_人事/培训/安全培训名单_脱敏.csv"
    v = tree.invent(path)
    header = ["姓名", "手机号", "身份证号", "课程", "成绩"]
    rows = [header]
    for _ in range(110):
        n, m, i = v.name(), v.mobile(), v.resident_id()
        rows.append([n[0] + "*" * (len(n) - 1), m[:3] + "****" + m[7:], i[:6] + "********" + i[14:], v.random.choice(["煤气防护", "起重吊装", "有限空间"]), v.serial(70, 100)])
    tree.put(path, csv_text(rows), "utf-8", at_least="general-2", columns=expect(header, {"姓名": "person.name", "手机号": "cn.mobile", "身份证号": "cn.resident_id"}))

    path = "09_人事/通讯录.tsv"
    v = tree.invent(path)
    header = ["姓名", "部门", "办公电话", "手机", "电子邮箱"]
    rows = [header] + [[v.name(), v.random.choice(UNITS), v.phone(), v.mobile(), v.email()] for _ in range(150)]
    tree.put(path, csv_text(rows, "\t", "\n"), "utf-16-be", sector="any", at_least="general-2", columns=expect(header, {"姓名": "person.name", "办公电话": "cn.phone", "手机": "cn.mobile", "电子邮箱": "email"}))

    path = "09_人事/外籍专家签证信息.csv"
    v = tree.invent(path)
    header = ["Name", "Passport No", "Nationality", "Email", "Arrival"]
    first, last = ["Anton", "Marek", "Luisa", "Henrik", "Paolo", "Ingrid", "Tomas", "Elena"], ["Varga", "Lindholm", "Keller", "Moretti", "Novotny", "Brandt", "Salo", "Petrov"]
    rows = [header] + [[f"{v.random.choice(first)} {v.random.choice(last)}", v.passport(), v.random.choice(["AT", "SE", "DE", "IT", "CZ", "FI"]), v.email("metallurgy-consult-example.com"), f"2024-0{v.serial(1, 9)}-1{v.serial(0, 9)}"] for _ in range(36)]
    tree.put(path, csv_text(rows), "cp1252", at_least="general-4", columns=expect(header, {"Name": "person.name", "Passport No": "cn.passport", "Email": "email"}))

    path = "09_人事/职业健康体检_2024.ods"
    v = tree.invent(path)
    header = ["姓名", "身份证号", "岗位", "接害因素", "纯音听阈(dB)", "肺功能FVC(%)", "结论", "联系电话"]
    rows = [header] + [[v.name(), v.resident_id(), v.random.choice(POSTS), v.random.choice(["噪声", "粉尘", "高温", "一氧化碳"]), v.serial(12, 40), v.serial(70, 105), v.random.choice(["未见异常", "复查", "职业禁忌证"]), v.mobile()] for _ in range(130)]
    tree.put(path, ods([("体检结果", rows)]), sector="any", at_least="general-4", columns=expect(header, {"姓名": "person.name", "身份证号": "cn.resident_id", "联系电话": "cn.mobile"}, "体检结果"))

    path = "09_人事/应聘简历_炼钢工艺岗.docx"
    v = tree.invent(path)
    name = v.name()
    tree.put(path, docx([("h", "个人简历"), f"姓名：{name}    性别：男    身份证号：{v.resident_id()}", f"手机：{v.mobile()}    邮箱：{v.email('mail-example.cn')}", f"家庭住址：{v.address()}", "求职意向：炼钢工艺工程师", "教育经历：2012—2016 某工业大学 冶金工程 本科",
                         "工作经历：2016年起从事转炉与精炼工艺工作，参与过轴承钢冶炼降本项目。"]), sector="any", at_least="general-4", mentions=["cn.resident_id", "cn.mobile", "email", "cn.address", "person.name"])

    path = "09_人事/劳动合同_样本.pdf"
    v = tree.invent(path)
    tree.put(path, pdf([("h", "劳动合同书"), "甲方：北辰特钢集团（虚构）有限公司", f"乙方姓名：{v.name()}", f"身份证号码：{v.resident_id()}", f"联系电话：{v.mobile()}", f"工资卡号：{v.card()}", "第一条 合同期限：自2024年4月1日起至2027年3月31日止。", "第二条 工作岗位：连铸主控，执行四班三运转。",
                        "第三条 违约责任与争议解决：按国家有关规定执行。"]), sector="any", at_least="general-4", mentions=["cn.resident_id", "cn.mobile", "bank.card", "person.name"])

    path = "09_人事/困难职工慰问登记.docx"
    v = tree.invent(path)
    header = ["序号", "姓名", "身份证号", "联系电话", "家庭住址", "慰问金(元)"]
    rows = [header] + [[k, v.name(), v.resident_id(), v.mobile(), v.address(), v.random.choice([1000, 2000, 3000])] for k in range(1, 31)]
    tree.put(path, docx([("h", "2024年春节困难职工慰问登记表"), rows, "工会办公室存档。"]), at_least="general-4", columns=expect(header, {"姓名": "person.name", "身份证号": "cn.resident_id", "联系电话": "cn.mobile", "家庭住址": "cn.address"}))

    path = "09_人事/退休人员名册.pdf"
    v = tree.invent(path)
    header = ["序号", "姓名", "身份证号", "手机号", "退休单位"]
    rows = [header] + [[k, v.name(), v.resident_id(), v.mobile(), v.random.choice(UNITS)] for k in range(1, 76)]
    tree.put(path, pdf([("h", "退休人员名册"), rows]), sector="any", at_least="general-4", columns=expect(header, {"姓名": "person.name", "身份证号": "cn.resident_id", "手机号": "cn.mobile"}))

    path = "09_人事/调动通知.rtf"
    v = tree.invent(path)
    tree.put(path, rtf(["岗位调动通知", f"经研究决定，{UNITS[1]}职工（姓名：{v.name()}，手机：{v.mobile()}）自2024年4月10日起调往{UNITS[2]}工作。", "请相关单位做好工作交接。"]), sector="any", at_least="general-2", mentions=["cn.mobile", "person.name"])


def guests(tree):
    path = "12_安环保卫/门禁/访客登记_2024-03.csv"
    v = tree.invent(path)
    header = ["来访时间", "访客姓名", "身份证号", "手机号", "来访单位", "车牌号", "被访人"]
    rows = [header] + [[f"2024-03-{1 + k // 8:02} {8 + k % 8:02}:{v.serial(0, 59):02}", v.name(), v.resident_id(), v.mobile(), v.company(), v.plate(), v.name()] for k in range(240)]
    tree.put(path, csv_text(rows), "gbk", sector="any", at_least="general-4",
             columns=expect(header, {"访客姓名": "person.name", "身份证号": "cn.resident_id", "手机号": "cn.mobile", "来访单位": "org.name", "车牌号": "cn.plate", "被访人": "person.name"}))

    path = "12_安环保卫/门禁/车辆通行.jsonl"
    v = tree.invent(path)
    lines = [json.dumps({"time": f"2024-03-05T{k // 30:02}:{k % 30 * 2:02}:00+08:00", "gate": v.random.choice(["东门", "西门", "物流门"]), "plate": v.plate(), "direction": v.random.choice(["in", "out"]), "weight_kg": v.serial(12000, 49000)}, ensure_ascii=False)
             for k in range(500)]
    tree.put(path, "\n".join(lines) + "\n", "utf-8", at_least="general-2", columns=[{"table": None, "name": "plate", "index": None, "detector": "cn.plate"}])

    path = "12_安环保卫/门禁/司机信息.xlsx"
    v = tree.invent(path)
    header = ["司机姓名", "身份证号", "联系电话", "车牌号码", "车架号", "承运单位"]
    rows = [[v.name(), v.resident_id(), v.mobile(), v.plate(), v.vin(), v.company("物流")] for _ in range(95)]
    tree.put(path, xlsx([Sheet("外协车辆", [header, *rows])], macro=True), at_least="general-4",
             columns=expect(header, {"司机姓名": "person.name", "身份证号": "cn.resident_id", "联系电话": "cn.mobile", "车牌号码": "cn.plate", "车架号": "vin", "承运单位": "org.name"}, "外协车辆"), at_most="general-4")

    path = "12_安环保卫/监控摄像机清单.xlsx"
    v = tree.invent(path)
    header = ["编号", "安装位置", "IP地址", "MAC地址", "型号", "登录密码"]
    word = [v.password(10) for _ in range(3)]
    rows = [[f"CAM-{k:03}", v.random.choice(["高炉出铁场", "转炉平台", "成品库", "煤气柜区", "厂前区"]), f"10.66.{1 + k // 50}.{20 + k % 50}", ":".join(["28", "63", "36", v.hex(2), v.hex(2), v.hex(2)]), "DS-BC20", word[k % 3]] for k in range(1, 91)]
    tree.put(path, xlsx([Sheet("摄像机", [header, *rows])]), sector="any", at_least="general-4", columns=expect(header, {"IP地址": "ipv4", "MAC地址": "mac", "登录密码": "secret.password"}, "摄像机"), secrets=[(r, "secret.password") for r in (2, 3, 50, 91)])


def safety(tree):
    path = "12_安环保卫/煤气泄漏专项应急预案.docx"
    v = tree.invent(path)
    chief, deputy = v.names(2)
    table = [["职务", "姓名", "手机"], ["总指挥", chief, v.mobile()], ["副总指挥", deputy, v.mobile()], ["现场组长", v.name(), v.mobile()], ["医疗救护", v.name(), v.mobile()], ["警戒疏散", v.name(), v.mobile()], ["后勤保障", v.name(), v.mobile()]]
    tree.put(path, docx([("h", "高炉煤气泄漏专项应急预案"), "一、应急组织机构", table, "二、应急响应程序：发现煤气柜区一氧化碳报警超过24ppm，立即启动响应分级中的Ⅱ级响应。", "三、应急处置措施：关闭眼镜阀，通知高炉减风，疏散下风向人员。", f"四、事故报告：厂部值班电话 {v.phone()}。", "五、应急物资：空气呼吸器20套、便携式报警仪30台。每半年组织一次应急演练。"]),
             at_least="general-2", sector="any", mentions=["cn.mobile", "person.name", "cn.phone"], columns=expect(table[0], {"姓名": "person.name", "手机": "cn.mobile"}))
    path = "12_安环保卫/环保在线监测_2024-03.csv"
    v = tree.invent(path)
    header = ["时间", "排口", "颗粒物(mg/m³)", "SO2(mg/m³)", "NOx(mg/m³)", "烟气流量(m³/h)"]
    rows = [header] + [[f"2024-03-{1 + k // 72:02} {k // 3 % 24:02}:00", ["烧结机头", "转炉二次除尘", "加热炉"][k % 3], v.serial(3, 9, 2), v.serial(10, 30, 1), v.serial(20, 48, 1), v.serial(400000, 1600000)] for k in range(900)]
    tree.put(path, csv_text(rows), "utf-8", harmless=True, sector="any")
    tree.put("12_安环保卫/动火作业管理规定.txt", "动火作业管理规定\n\n第一章 总则\n第一条 为规范煤气区域动火作业，制定本规定。\n第二条 动火前三十分钟内完成气体检测，一氧化碳浓度不高于24ppm。\n第三条 监护人不得离开现场，作业结束后检查余火。\n\n附则\n本规定自2024年1月1日起施行。\n", "utf-16-le", harmless=True)
    path = "12_安环保卫/设备点检记录.csv"
    v = tree.invent(path)
    header = ["点检日期", "设备编号", "设备名称", "振动(mm/s)", "温度(℃)", "故障现象", "处理措施", "点检员"]
    crew = v.names(8)
    rows = [header] + [[f"2024-03-{1 + k // 10:02}", f"BC-SB-{v.serial(1, 400):04}", v.random.choice(["高炉鼓风机", "主抽风机", "连铸扇形段", "精轧主电机", "除尘风机"]), v.serial(0.8, 4.5, 2), v.serial(38, 76, 1), v.random.choice(["无", "轴承异响", "漏油"]), v.random.choice(["继续观察", "补脂", "更换密封"]),
                        v.random.choice(crew)] for k in range(300)]
    tree.put(path, csv_text(rows), "gbk", at_least="general-2", columns=expect(header, {"设备编号": "ind.equipment_id", "点检员": "person.name"}), sector="any")
