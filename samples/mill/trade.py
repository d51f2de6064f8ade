"""07_采购 and 14_销售."""
import json

from .office import Sheet, docx, xlsx
from .papers import eml, ods, pdf
from .steelmaking import GRADES
from .tree import csv_text, expect


def write(tree):
    suppliers(tree)
    contracts(tree)
    materials(tree)
    foreign_notes(tree)
    sales(tree)


def suppliers(tree):
    path = "07_采购/供应商/合格供应商名录.xlsx"
    v = tree.invent(path)
    header = ["供应商编码", "供应商名称", "统一社会信用代码", "联系人", "联系电话", "邮箱", "开户行", "银行账号", "注册地址"]
    rows = [[f"GYS{k:05}", name, v.uscc(), v.name(), v.mobile(), v.email("lanjiang-example.com"), f"{v.random.choice(['澜江', '云岭', '朔原'])}商业银行{v.random.choice(['城东', '钢城', '开发区'])}支行", v.account(), v.address()[:-1].replace("单元", "座")] for k, name in enumerate(v.companies(120), 1)]
    for row in rows:
        v.seeded(row[8])
    tree.put(path, xlsx([Sheet("名录", [header, *rows])]), sector="any", at_least="general-2",
             columns=expect(header, {"供应商名称": "org.name", "统一社会信用代码": "cn.uscc", "联系人": "person.name", "联系电话": "cn.mobile", "邮箱": "email", "银行账号": "bank.account", "注册地址": "cn.address"}, "名录"))
    path = "07_采购/供应商/供应商主数据.xml"
    v = tree.invent(path)
    body = "".join(f"  <Supplier><Code>GYS{k:05}</Code><Name>{n}</Name><Uscc>{v.uscc()}</Uscc><Contact>{v.name()}</Contact><Phone>{v.mobile()}</Phone></Supplier>\n" for k, n in enumerate(v.companies(80), 1))
    tree.put(path, f'<?xml version="1.0" encoding="UTF-8"?>\n<Suppliers>\n{body}</Suppliers>\n', "utf-8", sector="any", at_least="general-2",
             columns=[{"table": None, "name": n, "index": None, "detector": d} for n, d in (("Name", "org.name"), ("Uscc", "cn.uscc"), ("Contact", "person.name"), ("Phone", "cn.mobile"))])


def contract(v, number, goods, lines):
    seller = v.company()
    return [("h", f"{goods}采购合同"), f"合同编号：BCCG2024-{number:04}    签订地点：北辰", "甲方：北辰特钢集团（虚构）有限公司", f"乙方：{seller}", f"统一社会信用代码：{v.uscc()}", "第一条 标的与数量", lines, "第二条 付款方式：货到验收合格后60日内以银行承兑汇票支付合同总价的95%。",
            "第三条 违约责任：逾期交货每日按未交部分货款的千分之一支付违约金。", "第四条 争议解决：提交甲方所在地人民法院。", f"开户银行：澜江商业银行城东支行    账号：{v.account()}", f"乙方联系人：{v.name()}    电话：{v.mobile()}"]


def contracts(tree):
    goods = [("镁碳砖", "MT-14A", "吨"), ("活性石灰", "CaO≥92%", "吨"), ("硅锰合金", "FeMn68Si18", "吨"), ("连铸保护渣", "BZ-3", "吨"), ("轴承", "24026CC/W33", "套"), ("液压缸", "φ160/110-400", "台"), ("石墨电极", "φ600", "吨"), ("浸入式水口", "铝碳质", "支")]
    for n, (name, spec, unit) in enumerate(goods, 1):
        suffix = "docx" if n <= 4 else "pdf"
        path = f"07_采购/合同/{name}采购合同_BCCG2024-{n * 7:04}.{suffix}"
        v = tree.invent(path)
        table = [["品名", "规格", "单位", "数量", "含税单价(元)", "交货日期"], [name, spec, unit, v.serial(20, 800), v.serial(800, 9000), f"2024-0{v.serial(4, 9)}-15"]]
        blocks = contract(v, n * 7, name, table)
        tree.put(path, docx(blocks) if n <= 4 else pdf(blocks, "gbk" if n == 6 else "utf-16-be"), sector="any", at_least="general-2", mentions=["cn.uscc", "cn.mobile", "person.name", "bank.account", "org.name"])


def materials(tree):
    path = "07_采购/大宗原料/铁矿石采购量_2024.xlsx"
    v = tree.invent(path)
    header = ["月份", "矿种", "供应来源", "采购量", "到港量", "到岸价", "合同方式", "港口库存"]
    units = [None, None, None, "万湿吨", "万湿吨", "美元/干吨", None, "万吨"]
    rows = [[f"2024-{m:02}", kind, v.random.choice(["长协矿", "现货"]), v.serial(8, 42, 2), v.serial(7, 40, 2), v.serial(98, 142, 2), v.random.choice(["普氏指数均价", "固定价", "长协价"]), v.serial(20, 110, 1)] for m in range(1, 13) for kind in ("PB粉", "卡粉", "纽曼粉", "块矿", "球团矿", "国产铁精粉")]
    tree.put(path, xlsx([Sheet("铁矿石采购", [["集团铁矿石采购量与价格（全年汇总）"], header, units, *rows], ["A1:H1"]), Sheet("谈判底价", [["矿种", "2025年长协目标价(美元/干吨)", "谈判底价(美元/干吨)"], ["PB粉", 96.5, 99.0], ["卡粉", 111.0, 114.5], ["块矿", 118.0, 121.0]], hidden=True)]),
             sector="S-01", at_least="important")
    path = "07_采购/大宗原料/焦炭焦煤采购计划_2024.csv"
    v = tree.invent(path)
    header = ["计划月份", "品种", "供应商", "采购量(t)", "含税单价(元/t)", "运输方式", "合同量(t)", "期末库存(t)"]
    rows = [header] + [[f"2024-{m:02}", kind, v.company("焦化"), v.serial(20000, 90000), v.serial(1650, 2400), v.random.choice(["火运", "汽运", "海运"]), v.serial(30000, 95000), v.serial(15000, 60000)] for m in range(1, 13) for kind in ("一级冶金焦", "准一级焦炭", "主焦煤", "肥煤", "1/3焦煤", "喷吹煤")]
    tree.put(path, csv_text(rows), "gbk", sector="S-01", at_least="important", columns=expect(header, {"供应商": "org.name"}))
    path = "07_采购/大宗原料/原料场铁矿石库存_20240331.ods"
    v = tree.invent(path)
    header = ["料堆", "矿种", "铁矿石库存(万吨)", "可用天数", "TFe(%)", "水分(%)", "到港批次"]
    rows = [header] + [[f"{'ABCD'[k % 4]}{k // 4 + 1}", ["PB粉", "卡粉", "纽曼粉", "块矿", "铁精粉"][k % 5], v.serial(2, 18, 2), v.serial(3, 25, 1), v.serial(56, 66, 2), v.serial(5, 9, 1), f"HK24{v.serial(1000, 9999)}"] for k in range(60)]
    tree.put(path, ods([("原料库存", rows)]), sector="S-01", at_least="important")
    path = "07_采购/大宗原料/矿石价格谈判.eml"
    v = tree.invent(path)
    a, b = v.name(), v.name()
    tree.put(path, eml((a, v.email()), (b, v.email()), "回复：2025年度长协矿价格谈判口径", "Thu, 14 Mar 2024 16:20:00 +0800",
                       f"{b}经理：\n\n明年铁矿石采购计划总量1860万吨，其中长协矿占七成。谈判口径：以普氏指数均价下浮1.5美元/干吨起谈，底价不高于下浮0.5美元。到岸价与港口库存情况见上月报表，请勿外传。\n\n{a}\n手机：{v.mobile()}\n"),
             sector="S-01", at_least="general-3", mentions=["email", "cn.mobile"])
    path = "07_采购/采购订单_2024-03.csv"
    v = tree.invent(path)
    firms = v.companies(25)
    header = ["采购订单号", "行号", "物料编码", "物料描述", "供应商名称", "采购数量", "单位", "含税金额", "交货日期"]
    rows = [header] + [[f"45{v.serial(10000000, 99999999)}", 10, f"30{v.serial(10000000, 99999999)}", v.random.choice(["托辊 φ133×750", "电磁阀 DN25", "热电偶 S型", "高铝砖 LZ-75", "碳结圆钢"]), v.random.choice(firms), v.serial(1, 500), v.random.choice(["件", "套", "吨"]), v.serial(500, 900000, 2), f"2024-0{v.serial(4, 6)}-{v.serial(1, 28):02}"]
                       for _ in range(420)]
    tree.put(path, csv_text(rows), "utf-8", sector="any", at_least="general-2", columns=expect(header, {"物料编码": "ind.material_code", "供应商名称": "org.name"}))
    path = "07_采购/备件库存台账.xlsx"
    v = tree.invent(path)
    header = ["库位", "物料编码", "名称", "规格型号", "期初", "入库", "出库", "结存", "安全库存"]
    rows = [[f"B{v.serial(1, 9)}-{v.serial(1, 99):02}", f"30{v.serial(10000000, 99999999)}", v.random.choice(["轴承", "密封圈", "滤芯", "接近开关"]), v.random.choice(["24026CC", "φ160×9", "HX-250", "NI10-M18"]), v.serial(0, 60), v.serial(0, 40), v.serial(0, 40), v.serial(0, 60), v.serial(1, 10)] for _ in range(260)]
    tree.put(path, xlsx([Sheet("收发存", [["备件收发存台账"], header, *rows], ["A1:I1"])]), at_least="general-2", columns=expect(header, {"物料编码": "ind.material_code"}, "收发存"))


def foreign_notes(tree):
    tree.put("07_采购/外文函件/臺灣耐材供應商來函.txt", "敬啟者：\n\n貴公司詢價之鎂碳磚與滑板水口，現報價如下，交期為收到訂單後四十五天，付款條件為信用狀。\n品質保證：使用壽命不低於一百二十爐。\n如有疑問，敬請隨時聯繫本公司業務部門。順頌商祺。\n\n澄海耐火材料股份有限公司（虛構） 敬上\n", "big5", sector="any", at_most="general-3")
    tree.put("07_采购/外文函件/ロール納期のお知らせ.txt", "平素は格別のお引き立てを賜り、厚く御礼申し上げます。\nご注文いただきました圧延ロールの納期につきまして、下記のとおりご連絡いたします。\n\n品名：熱延用ワークロール　数量：二十四本　納期：二〇二四年七月末\n硬度：ＨＳ八十前後　検査成績書を添付いたします。\n\n架空ロール製作所（架空）営業部\n", "shift_jis", sector="any", at_most="general-3")
    tree.put("07_采购/外文函件/Mould powder datasheet.txt", "Technical data sheet – Mould powder BP-3 (fictional product)\r\n\r\nBasicity CaO/SiO2: 1.05 ± 0.05\r\nMelting point: 1080 °C ± 20 °C\r\nViscosity at 1300 °C: 1.8 dPa·s\r\nMoisture: max. 0.5 % – store dry\r\n“For slab casters, casting speed up to 1.6 m/min” – see user’s guide.\r\nPackaging: 20 kg bags, price 410 € per tonne\r\n", "cp1252", sector="any", at_most="general-3", harmless=True)


def sales(tree):
    path = "14_销售/客户档案.csv"
    v = tree.invent(path)
    header = ["客户编号", "客户名称", "税号", "联系人", "手机", "收货地址", "信用额度(万元)"]
    rows = [header] + [[f"KH{k:04}", n, v.uscc(), v.name(), v.mobile(), v.address(), v.serial(100, 5000)] for k, n in enumerate(v.companies(110), 1)]
    tree.put(path, csv_text(rows), "gbk", sector="any", at_least="general-2", columns=expect(header, {"客户名称": "org.name", "税号": "cn.uscc", "联系人": "person.name", "手机": "cn.mobile", "收货地址": "cn.address"}))
    path = "14_销售/销售订单_2024Q1.xlsx"
    v = tree.invent(path)
    firms = v.companies(40, "机械制造")
    header = ["销售订单", "合同号", "客户名称", "钢种", "规格", "订货量(t)", "不含税价", "交货期"]
    rows = [[f"{v.serial(1000000000, 1999999999)}", f"BCXS24{k:04}", v.random.choice(firms), v.random.choice(GRADES), f"φ{v.serial(16, 130)}", v.serial(20, 900, 1), v.serial(3600, 9800), ("date", v.serial(45292, 45400))] for k in range(1, 301)]
    tree.put(path, xlsx([Sheet("订单", [header, *rows])]), sector="any", at_least="general-2", columns=expect(header, {"客户名称": "org.name"}, "订单"))
    path = "14_销售/crm_export.json"
    v = tree.invent(path)
    rows = [{"customer": {"id": f"KH{k:04}", "company": n, "contact": {"name": v.name(), "mobile": v.mobile(), "email": v.email("customer-example.com")}}, "lastVisit": f"2024-02-{1 + k % 28:02}", "note": "询价轴承钢圆钢"} for k, n in enumerate(v.companies(70), 1)]
    tree.put(path, json.dumps(rows, ensure_ascii=False, indent=1), "utf-8", sector="any", at_least="general-2",
             columns=[{"table": None, "name": n, "index": None, "detector": d} for n, d in (("customer.company", "org.name"), ("customer.contact.name", "person.name"), ("customer.contact.mobile", "cn.mobile"), ("customer.contact.email", "email"))])
    path = "14_销售/产销存月报_2024-03.docx"
    v = tree.invent(path)
    tree.put(path, docx([("h", "产销存经营月报（2024年3月）"), "粗钢产量 61.8 万吨，同比增长2.1%；钢材产量 58.2 万吨，产销率98.7%。", [["品种", "产量(万吨)", "销量(万吨)", "期末库存(万吨)", "完成率"], ["热轧卷", "24.6", "24.1", "8.2", "101%"], ["中厚板", "12.2", "12.5", "4.1", "99%"], ["特钢棒线", "9.8", "9.6", "3.3", "103%"]]]),
             sector="S-01", at_least="general-2")
    path = "14_销售/发运车辆.csv"
    v = tree.invent(path)
    header = ["发货单号", "车牌", "司机", "司机电话", "净重(t)", "出厂时间"]
    rows = [header] + [[f"FH2403{k:05}", v.plate(), v.name(), v.mobile(), v.serial(28, 33, 2), f"2024-03-{1 + k // 12:02} {k % 24:02}:{v.serial(0, 59):02}"] for k in range(280)]
    tree.put(path, csv_text(rows, "|", "\n"), "utf-8", at_least="general-2", columns=expect(header, {"车牌": "cn.plate", "司机": "person.name", "司机电话": "cn.mobile"}))
