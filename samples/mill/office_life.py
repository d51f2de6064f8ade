"""13_办公室 (hard negatives and harmless things), 15_归档 (archives and what cannot be read), 16_邮件."""
import zlib

from .office import Sheet, docx, xlsx
from .packing import gz_bytes, seven_zip_bytes, tar_bytes, xz_bytes, zip_bytes, zst_bytes
from .papers import eml, odt, pdf
from .tree import csv_text, expect


def write(tree):
    harmless(tree)
    near_misses(tree)
    meetings(tree)
    mails(tree)
    archives(tree)


def harmless(tree):
    dishes = ["红烧排骨", "清炒时蔬", "番茄炒蛋", "土豆牛腩", "宫保鸡丁", "白灼菜心", "麻婆豆腐", "鱼香肉丝", "冬瓜丸子汤", "西红柿鸡蛋汤"]
    rows = [["星期", "早餐", "午餐荤菜", "午餐素菜", "汤"]] + [[f"星期{d}", "豆浆 包子", dishes[k % 5], dishes[5 + k % 3], dishes[8 + k % 2]] for k, d in enumerate("一二三四五六日")]
    tree.put("13_办公室/食堂菜谱_第12周.xlsx", xlsx([Sheet("菜谱", [["职工食堂一周菜谱"], *rows], ["A1:E1"])]), harmless=True, at_most="general-2")
    tree.put("13_办公室/公开信息/放假通知.docx", docx([("h", "关于2024年清明节放假安排的通知"), "各单位：", "清明节放假时间为4月4日至6日，共3天。4月7日（星期日）正常上班。", "请各单位做好值班和安全防火工作。"]), harmless=True, at_most="general-2")
    tree.put("13_办公室/公开信息/公司简介.html", '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>公司简介</title></head><body><h1>公司简介</h1><p>北辰特钢集团（虚构）欢迎访问。版权所有。</p><table><tr><th>年份</th><th>大事</th></tr><tr><td>1992</td><td>建厂</td></tr><tr><td>2008</td><td>环保改造完成</td></tr>'
             "<tr><td>2021</td><td>智能工厂开工</td></tr></table></body></html>\n", "utf-8", harmless=True, at_most="general-1", sector="any")
    tree.put("13_办公室/公开信息/新闻稿_开放日.txt", "新闻稿\n\n记者从北辰特钢集团（虚构）获悉，企业开放日活动将于5月18日举行。据悉，市民可参观厂史馆与绿化园区，活动免费，请自带水杯。\n版权所有，欢迎转载。\n", "gbk", harmless=True, at_most="general-1", sector="any")
    tree.put("13_办公室/公开信息/招聘启事.pdf", pdf([("h", "招聘启事"), "本公司（虚构）面向社会招聘机械维修工10名、电气维修工8名。", "要求：中专以上学历，身体健康，能适应倒班。", "报名方式：请到厂前区人力资源服务大厅现场报名。"]), harmless=True, at_most="general-1", sector="any")
    tree.put("13_办公室/班车时刻表.csv", csv_text([["线路", "首站", "发车", "到厂", "返程"]] + [[f"{k}号线", s, f"06:{10 + k * 3:02}", "07:20", "17:40"] for k, s in enumerate(["新华广场", "火车站", "钢城公园", "大学城", "河东小区", "体育馆"], 1)]), "gb18030", harmless=True, at_most="general-2")
    tree.put("13_办公室/软件许可_LICENSE.txt", "Permission is hereby granted, free of charge, to any person obtaining a copy of the sample data, to use, copy and share it.\nThe sample data is provided as is, without warranty of any kind, express or implied, including merchantability.\n", "utf-8", harmless=True, at_most="general-1")


def near_misses(tree):
    """Numbers that look like something else to a careless reader. Nothing here is kept as a raw value: none of it is sensitive."""
    v = tree.invent("13_办公室/数字很像")
    def wrong_id():
        good = tree.invent(f"near{v.serial(0, 10 ** 9)}")
        good.raw = set()
        number = good.resident_id()
        return number[:17] + ("0" if number[17] != "0" else "1")
    header = ["订单号", "物流单号", "追溯码", "数量"]
    tree.put("13_办公室/难例/电商办公用品订单.csv", csv_text([header] + [[f"6228{v.serial(0, 10 ** 12 - 1):012}", f"{v.serial(10 ** 18, 9 * 10 ** 18)}", f"2024{v.serial(10 ** 13, 10 ** 14 - 1)}", v.serial(1, 20)] for _ in range(240)]), "utf-8", harmless=True)
    tree.put("13_办公室/难例/流水号校验失败.csv", csv_text([["流水号", "状态"]] + [[wrong_id(), "失败"] for _ in range(150)]), "gbk", harmless=True)
    tree.put("13_办公室/难例/勘察钻孔坐标.csv", csv_text([["孔号", "X坐标", "Y坐标", "孔深(m)", "标高(m)"]] + [[f"ZK{k:03}", 13800000000 + v.serial(0, 10 ** 8), round(4520000 + v.serial(0, 9000, 3), 3), v.serial(12, 45, 1), v.serial(20, 31, 2)] for k in range(1, 161)]), "utf-8", harmless=True, sector="any")
    tree.put("13_办公室/难例/水表读数.csv", csv_text([["表号", "上期读数", "本期读数", "用量"]] + [[f"SB{k:04}", 13900000000 + k * 1117, 13900000000 + k * 1117 + v.serial(20, 900), v.serial(20, 900)] for k in range(1, 141)]), "utf-16-le-bom", harmless=True)
    tree.put("13_办公室/难例/资产GUID.csv", csv_text([["资产标识", "资产", "哈希"]] + [[f"{v.hex(8)}-{v.hex(4)}-4{v.hex(3)}-9{v.hex(3)}-{v.digits(12)}", v.random.choice(["打印机", "投影仪", "台式机"]), v.hex(40)] for _ in range(160)]), "utf-8", harmless=True)
    parts = [["零件号", "名称", "库存", "供货周期(天)"]] + [[f"{v.random.choice(['6204', '62206', '4801', '5103'])}-2RS-{v.digits(4)}", v.random.choice(["深沟球轴承", "密封圈", "螺栓", "油封"]), v.serial(0, 90), v.serial(3, 60)] for _ in range(200)]
    tree.put("13_办公室/难例/零件号清单.xlsx", xlsx([Sheet("零件", parts)]), harmless=True)
    tree.put("13_办公室/难例/设备姓名牌.csv", csv_text([["姓名", "电话机位", "地址"]] + [[f"{c}号高炉鼓风机", 8000 + k, 40001 + k] for k, c in enumerate("一二三四五六七八九十" * 6)]), "utf-8", harmless=True, sector="any")
    tree.put("13_办公室/难例/仪表时间戳.txt", "\n".join(f"{1711000000000 + k * 1000} {v.serial(100, 999)}.{v.digits(11)} 0x{v.hex(16)} 3.{v.digits(17)}" for k in range(300)) + "\n", "utf-8", harmless=True)
    tree.put("13_办公室/难例/版本与条款.md", "# 升级记录\n\n- 固件版本 3.12.0.7 升级到 3.12.1.0\n- 依据条款 5.3.2.1、6.1.4.2\n- 图号 0512-628812 的支架已作废\n- 密码策略：长度不少于 12 位，每 90 天更换一次\n- 联系人：无\n", "utf-8", harmless=True)


def meetings(tree):
    v = tree.invent("13_办公室/会议纪要/安全生产例会.odt")
    tree.put("13_办公室/会议纪要/安全生产例会.odt", odt([("h", "安全生产例会会议纪要"), f"主持人：{v.name()}", "会议议题：一季度隐患排查情况。", "议定事项：一、炼钢厂钢包吊运路线重新划线；二、煤气柜区增设报警仪4台。", [["责任部门", "事项", "完成时间"], ["炼钢厂", "划线", "4月20日"], ["能源动力厂", "报警仪", "5月10日"]]]),
             mentions=["person.name"], at_least="general-2", sector="any")
    v = tree.invent("13_办公室/会议纪要/数字化转型会议纪要.docx")
    tree.put("13_办公室/会议纪要/数字化转型会议纪要.docx", docx([("h", "数字化转型推进会会议纪要"), "参会人员：各厂信息化负责人", "会议议题：数据分类分级工作安排。", "议定事项：六月底前完成重要数据目录初稿，由信息化部汇总。"]), at_least="general-1", sector="any")
    tree.put("13_办公室/内网/值班表.html", '<html><head><meta charset="gbk"><title>值班表</title></head><body><h2>四月值班表</h2><table border="1"><tr><th>日期</th><th>值班员</th><th>手机</th></tr>'
             + "".join(f"<tr><td>4月{k}日</td><td>{(w := tree.invent(f'duty{k}')).name()}</td><td>{w.mobile()}</td></tr>" for k in range(1, 31)) + "</table></body></html>\n", "gbk", at_least="general-2", columns=expect(["日期", "值班员", "手机"], {"值班员": "person.name", "手机": "cn.mobile"}))


def mails(tree):
    path = "16_邮件/设备故障沟通.eml"
    v = tree.invent(path)
    a, b = v.name(), v.name()
    tree.put(path, eml((a, v.email()), (b, v.email()), "2号连铸机扇形段更换安排", "Mon, 18 Mar 2024 09:12:00 +0800", f"{b}：\n\n3月20日停机8小时更换扇形段，浇次计划已调整。现场联系人：{v.name()}，手机{v.mobile()}。\n\n{a}\n"), mentions=["email", "cn.mobile"], at_least="general-2", sector="any")
    path = "16_邮件/新员工名单_带附件.eml"
    v = tree.invent(path)
    header = ["姓名", "身份证号", "手机号"]
    table = csv_text([header] + [[v.name(), v.resident_id(), v.mobile()] for _ in range(40)]).encode("gbk")
    tree.put(path, eml((v.name(), v.email()), (v.name(), v.email()), "新员工名单", "Tue, 19 Mar 2024 14:05:00 +0800", "附件为本月新员工名单，请办理门禁。\n", [("名单.csv", "text/csv", table)]), mentions=["email"], at_least="general-2")
    tree.say(path + "!/名单.csv", "gbk", columns=expect(header, {"姓名": "person.name", "身份证号": "cn.resident_id", "手机号": "cn.mobile"}), at_least="general-4")
    path = "16_邮件/VPN开通.eml"
    v = tree.invent(path)
    word = v.password()
    tree.put(path, eml((v.name(), v.email()), (v.name(), v.email()), "VPN账号已开通", "Wed, 20 Mar 2024 10:00:00 +0800", f"您好：\n\n您的VPN账号已开通。\n用户名：zhangsan01\n初始密码：{word}\n请首次登录后修改。\n"), mentions=["email"], secrets=[(None, "secret.password")], at_least="general-4")
    path = "16_邮件/食堂问卷.eml"
    tree.put(path, eml(("后勤", "canteen@beichen-steel-example.cn"), ("全体职工", "all@beichen-steel-example.cn"), "食堂满意度问卷", "Thu, 21 Mar 2024 11:30:00 +0800", "各位同事：本周五前请填写食堂满意度问卷，谢谢支持。\n"), mentions=["email"], at_most="general-2")


def archives(tree):
    header = ["姓名", "身份证号", "手机号", "邮箱"]
    def people(path, count=40):
        v = tree.invent(path)
        return csv_text([header] + [[v.name(), v.resident_id(), v.mobile(), v.email()] for _ in range(count)])
    wanted = expect(header, {"姓名": "person.name", "身份证号": "cn.resident_id", "手机号": "cn.mobile", "邮箱": "email"})

    def inside(path, encoding="utf-8", **more):
        tree.say(path, encoding, **({"columns": wanted, "at_least": "general-4"} | more))

    outer = "15_归档/旧人事系统备份.zip"
    tree.put(outer, zip_bytes([("人事/离职人员.csv", people(outer).encode("gbk")), ("说明.txt", "旧人事系统停用前导出。\r\n".encode("gbk"))], names="gbk"))
    inside(outer + "!/人事/离职人员.csv", "gbk")
    tree.say(outer + "!/说明.txt", "gbk", harmless=True)
    outer = "15_归档/2023年归档.zip"
    inner = zip_bytes([("承包商人员.csv", people(outer).encode())])
    tree.put(outer, zip_bytes([("第一季度/承包商.zip", inner), ("readme.txt", b"archive of 2023\n")]))
    inside(outer + "!/第一季度/承包商.zip!/承包商人员.csv")
    tree.say(outer + "!/readme.txt", "utf-8", harmless=True)
    outer = "15_归档/质量数据_2022.tar.gz"
    v = tree.invent(outer)
    heat = csv_text([["炉号", "钢种", "终点碳(%)", "终点温度(℃)", "出钢温度(℃)"]] + [[f"1A22{k:05}", "BC-SPHC", v.serial(0.03, 0.1, 3), v.serial(1630, 1690), v.serial(1620, 1670)] for k in range(300)])
    tree.put(outer, gz_bytes(tar_bytes([("quality/炉次_2022.csv", heat.encode()), ("quality/人员.csv", people(outer + "人").encode("gbk"))])))
    tree.say(outer + "!/quality/炉次_2022.csv", "utf-8", sector="S-01", at_least="general-2", columns=expect(["炉号"], {"炉号": "ind.heat_number"}))
    inside(outer + "!/quality/人员.csv", "gbk")
    outer = "15_归档/配置备份.tar.xz"
    v = tree.invent(outer)
    conf = f"[db]\nhost=10.10.3.21\nuser=root\npassword={v.password()}\n"
    tree.put(outer, xz_bytes(tar_bytes([("etc/mes.ini", conf.encode()), ("etc/版本.txt", "2.3.1\n".encode())])))
    tree.say(outer + "!/etc/mes.ini", "utf-8", secrets=[(4, "secret.password")], at_least="general-4")
    tree.say(outer + "!/etc/版本.txt", "utf-8", harmless=True)
    outer = "15_归档/访客登记_2023.csv.gz"
    tree.put(outer, gz_bytes(people(outer, 60).encode("gbk")))
    inside(outer + "!/访客登记_2023.csv", "gbk")
    outer = "15_归档/点检数据.7z"
    v = tree.invent(outer)
    check = csv_text([["位号", "数值", "单位"]] + [[f"TI-{5000 + k}", v.serial(20, 90, 1), "℃"] for k in range(120)])
    tree.put(outer, seven_zip_bytes([("点检/位号.csv", check.encode()), ("点检/说明.txt", "轧机轴承温度点检\n".encode())]))
    tree.say(outer + "!/点检/位号.csv", "utf-8", columns=expect(["位号"], {"位号": "ind.process_tag"}), sector="any")
    tree.say(outer + "!/点检/说明.txt", "utf-8", harmless=True, sector="any")
    outer = "15_归档/班组通讯录.csv.zst"
    tree.put(outer, zst_bytes(people(outer).encode()))
    inside(outer + "!/班组通讯录.csv")
    secret_zip = "15_归档/审计材料_加密.zip"
    tree.put(secret_zip, zip_bytes([("审计底稿.csv", people(secret_zip, 10).encode())], password=b"not-in-this-repository"), unread=True)
    broken = "15_归档/上传中断.xlsx"
    v = tree.invent(broken)
    whole = xlsx([Sheet("数据", [["编号", "数值"], *[[f"N{k}", v.serial(0, 10 ** 6)] for k in range(400)]])])
    tree.put(broken, whole[:len(whole) * 3 // 5], unread=True)
    assert zlib.crc32(whole)
