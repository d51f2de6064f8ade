"""Tables as plants and offices keep them: typed and negative columns mixed, under right, foreign, short, vague, lying, exchanged or no headers."""
import dataclasses
import random

from . import negatives, values, variants

HEADERS = {                                                                   # Chinese words, English, pinyin
    "cn.resident_id": (["身份证号", "身份证号码", "公民身份号码", "证件号码"], ["id_card", "id_number", "idCardNo"], ["sfzh", "sfzhm"]),
    "cn.mobile": (["手机号", "手机号码", "联系电话", "移动电话", "手机"], ["mobile", "phone", "cellphone"], ["sjhm", "sjh", "lxdh"]),
    "cn.phone": (["办公电话", "固定电话", "座机", "电话", "传真"], ["tel", "office_phone", "fax"], ["bgdh", "gddh"]),
    "cn.uscc": (["统一社会信用代码", "社会信用代码", "纳税人识别号"], ["credit_code", "uscc", "tax_no"], ["tyshxydm", "xydm"]),
    "cn.plate": (["车牌号", "车牌号码", "车号", "号牌号码"], ["plate_no", "license_plate"], ["cph", "hphm"]),
    "cn.passport": (["护照号", "护照号码"], ["passport_no", "passport"], ["hzh", "hzhm"]),
    "cn.address": (["家庭住址", "地址", "联系地址", "住址", "收货地址"], ["address", "home_address", "addr"], ["dz", "jtzz", "lxdz"]),
    "bank.card": (["银行卡号", "卡号", "工资卡号"], ["bank_card", "card_no"], ["yhkh", "kh"]),
    "bank.account": (["银行账号", "对公账号", "收款账号", "开户账号"], ["bank_account", "account_no"], ["yhzh", "zh"]),
    "person.name": (["姓名", "联系人", "员工姓名", "负责人", "客户姓名"], ["name", "contact", "full_name"], ["xm", "lxr"]),
    "org.name": (["单位名称", "供应商名称", "公司名称", "客户名称", "企业名称"], ["company", "company_name", "supplier"], ["dwmc", "gsmc", "qymc"]),
    "email": (["邮箱", "电子邮箱", "电子邮件"], ["email", "e_mail", "mail"], ["yx", "dzyx"]),
    "vin": (["车架号", "车辆识别代号", "车辆识别代码"], ["vin", "vin_code"], ["cjh", "clsbdh"]),
    "imei": (["IMEI号", "手机串号", "IMEI"], ["imei", "imei_no"], ["imei1", "sjch"]),
    "mac": (["MAC地址", "物理地址", "网卡地址"], ["mac", "mac_address"], ["macdz", "wkdz"]),
    "ipv4": (["IP地址", "管理IP", "登录IP"], ["ip", "ip_address"], ["ipdz", "ip1"]),
    "ipv6": (["IPv6地址", "IP地址"], ["ipv6", "ip_address"], ["ipv6dz", "ipdz"]),
    "geo.coordinate": (["经纬度", "坐标", "GPS坐标"], ["location", "coordinates", "gps"], ["jwd", "gps1"]),
    "id.iban": (["IBAN", "国际银行账号", "外币账号"], ["iban", "beneficiary_iban"], ["iban1", "gjzh"]),
}
TRUTHFUL = ("right", "english", "pinyin", "decorated")
PROVED = {"cn.resident_id", "bank.card", "cn.uscc", "vin", "imei", "id.iban", "email", "mac", "ipv6", "cn.plate", "cn.address", "org.name"}       # the value alone says what it is
SHAPED = {"cn.mobile", "cn.phone", "person.name", "ipv4"}                      # enough under a header that says nothing, not against one that says otherwise
AKIN = {"bank.card": ["bank.account"], "cn.mobile": ["cn.phone"], "contact": ["person.name", "cn.phone"], "email_named": ["person.name"],
        "bank": ["org.name"], "issuer": ["org.name"], "home_town": ["cn.address"], "mask": ["ipv4"]}      # claims that are no mistake beside the wanted one
MASKABLE = ["cn.mobile", "cn.resident_id", "bank.card", "person.name"]
LIES = ["订单号", "物料编码", "备注1", "批次号", "手机号", "身份证号", "姓名", "银行卡号", "邮箱", "车牌号", "地址", "IP地址", "单位名称", "编号", "email", "phone", "id_card"]
NAME_LIES = {"part": "姓名", "product": "姓名", "tag_name": "联系人", "origin": "姓名"}
DECORATED = ["{}（必填）", "*{}", "{}\n(如实填写)", "{}：", "甲方{}", "{}1", "【{}】", "{}(text)", "emp_{}", " {} "]
PLACEHOLDERS = ["无", "/", "-", "N/A", "待补充", "未提供", "NULL", "——"]
STYLES = ["right"] * 5 + ["decorated"] * 3 + ["english"] * 3 + ["pinyin"] * 3 + ["vague"] * 2 + ["lying"] + ["shuffled"] * 2 + ["none"] * 3

# Title, then the columns: a type, a type~ where people type blanks and dashes, a key of variants.VARIANTS or of negatives.NEGATIVES.
PERSONAL = [
    ("员工花名册", "row staff_no person.name gender cn.resident_id cn.mobile unit post cn.address bank.card date"),
    ("工资发放表", "staff_no person.name cn.resident_id amount amount bank.card~ remark"),
    ("通讯录", "unit person.name cn.phone cn.mobile email staff_no"),
    ("客户信息", "org.name cn.uscc person.name cn.mobile~ email cn.address order"),
    ("访客登记", "datetime person.name id_kind cn.resident_id cn.mobile cn.plate org.name meeting"),
    ("车辆台账", "cn.plate vin plate_colour unit person.name date model"),
    ("物流车辆", "waybill cn.plate~ person.name cn.mobile org.name cn.address datetime"),
    ("供应商名录", "org.name cn.uscc cn.address person.name cn.phone bank.account status"),
    ("开票信息", "org.name cn.uscc cn.address cn.phone bank.account lot_slash amount"),
    ("付款流水", "order19 org.name bank.account amount compact_time remark order16"),
    ("境外付款", "lot_slash id.iban amount date order"),
    ("移动终端台账", "imei phone_model person.name cn.mobile mac version_long phone_verified"),
    ("网络设备", "mac~ ipv4 model serial version unit status"),
    ("双栈主机清单", "ipv4 ipv6 mac guid version_long"),
    ("紧急联系人", "person.name cn.mobile person.name cn.mobile cn.address"),
    ("快递收件", "waybill11 person.name cn.mobile cn.address ean quantity"),
    ("线上订单", "order person.name cn.mobile~ cn.address product amount unix_ms"),
    ("会员账户", "guid email email_verified cn.mobile phone_verified unix_s md5"),
    ("外事出访", "person.name cn.passport cn.resident_id date remark"),
    ("GPS轨迹", "cn.plate geo.coordinate datetime rpm"),
    ("站点位置", "tag_name geo.coordinate cn.address temperature ipv4"),
    ("安全培训签到", "row person.name unit cn.mobile shift date"),
    ("体检名单", "person.name gender cn.resident_id cn.mobile unit percent"),
    ("承包商人员", "org.name person.name cn.resident_id cn.mobile post date"),
    ("门禁授权", "staff_no person.name cn.plate cn.mobile datetime serial_e8"),
    ("售后回访", "vin person.name cn.mobile cn.plate remark work_order"),
    ("SIM卡清单", "cn.mobile imei near_imei telephone_fee status"),
    ("投标单位", "org.name cn.uscc person.name cn.mobile cn.phone email near_uscc"),
    ("设备责任人", "part tag person.name cn.mobile serial drawing"),
    ("质量投诉", "work_order_138 product org.name person.name cn.phone datetime article"),
    ("工伤登记", "person.name cn.resident_id unit datetime near_id bank.card"),
    ("登录日志", "datetime ipv4 mac sha1 status unix_ms"),
    ("残缺花名册", "row name_titled id_dirty mobile_dirty address_short ethnicity home_town"),
    ("民族职工", "name_ethnic cn.resident_id cn.mobile ethnicity major"),
    ("法人信息", "org_bracket name_rare cn.uscc address_short phone_ext issuer bank account_grouped"),
    ("商户", "org_shop name_rare mobile_two address_park brand phone_400"),
    ("外商", "org_english email_named iban_spaced phone_ext brand"),
    ("往来客户", "org_short person.name phone_local account_grouped bank colour"),
    ("值班表", "date shift name_pair cn.mobile short_number"),
    ("应急通讯", "unit contact phone_local short_number mention"),
    ("进口车", "vin_foreign plate_lower name_titled brand colour"),
    ("二手车", "vin_lower cn.plate mobile_dirty colour brand amount"),
    ("双卡终端", "imei_two imei_dashed phone_model name_list_no phone_hash"),
    ("服务器", "ip_port mac_bare ip_net mask login account_state"),
    ("巡检打卡", "name_list_no longitude latitude datetime point_wkt"),
    ("测站", "tag_name longitude_dms latitude_dms elevation person.name"),
    ("劳务费", "name_titled id_dirty card_quoted bank amount"),
    ("一卡通", "staff_no person.name door_card fuel_card plate_lower amount"),
    ("匿名问卷", "anonymous gender home_town major datetime"),
    ("物流轨迹", "waybill plate_lower longitude latitude contact unix_s"),
]
INDUSTRIAL = [
    ("炉次记录", "heat steel shift percent temperature quantity datetime compact_time"),
    ("设备点检", "tag part model status shift datetime remark"),
    ("备件库存", "material18 part model origin quantity amount drawing"),
    ("商品主数据", "ean product material18 origin amount isbn"),
    ("历史数据", "unix_ms tag float temperature pressure float_mobile"),
    ("钻孔编录", "row drill_x drill_y elevation percent batch"),
    ("生产订单", "order19 work_order product batch quantity date unit"),
    ("派工单", "work_order_138 shift part post datetime status"),
    ("点表", "tag_name register tag hex_can ip_code version"),
    ("软件资产", "guid version version_long md5 sha1 telephone_fee"),
    ("发货批次", "waybill waybill11 order16 near_card batch heat8 quantity"),
    ("测试机台账", "phone_model serial_e8 mailbox near_imei status near_uscc"),
    ("编码对照", "near_id near_card near_uscc material18 lot_slash"),
    ("原料进厂", "crop origin percent percent amount date batch"),
    ("会议室预订", "meeting unit datetime telephone_fee email_verified"),
    ("数控加工", "position position rpm drawing steel float"),
    ("字典表", "id_kind plate_colour address_kind gender row"),
    ("新闻稿件", "article date unit serial status"),
    ("颜色品牌", "row brand colour food origin"),
    ("介质台账", "fluid tag cas standard process ship"),
    ("工序故障", "process fault part shift dotted_date"),
    ("追溯", "region_date meter13 hex12 nm_mobile batch"),
    ("网络资源", "wwn oid clause memory url version"),
    ("接口资源", "asset_file mention url token_count login password_time account_state"),
    ("库位", "bin part material18 short_number contact_count"),
    ("电源测试", "voltage_in latency float graphics clause"),
    ("会议室资源", "room graphics ledger door_card"),
    ("文件清单", "file_name md5 unix_s voltage_in"),
    ("采样", "ore ore elevation fluid standard clause"),
    ("控制点", "plc tag register memory telephone_fee"),
]


@dataclasses.dataclass
class Column:
    kind: str                                  # a type, a key of VARIANTS or of NEGATIVES
    header: str | None
    cells: list
    wanted: str | None                         # the type that must be claimed
    allowed: frozenset                         # claims that are neither right nor wrong here
    masked: bool = False


@dataclasses.dataclass
class Table:
    title: str
    style: str
    columns: list
    personal: bool

    def header(self):
        return None if self.style == "none" else [c.header for c in self.columns]

    def rows(self):
        return [list(row) for row in zip(*(c.cells for c in self.columns))]


def _words(kind, place):
    if kind in negatives.NEGATIVES:
        return [negatives.NEGATIVES[kind][0][place]]
    own = variants.VARIANTS[kind][2] if kind in variants.VARIANTS else None
    return (own or HEADERS[type_of(kind)])[place]


def type_of(kind):
    return variants.VARIANTS[kind][0] if kind in variants.VARIANTS else kind


def proof(kind):
    if kind in variants.VARIANTS:
        return variants.VARIANTS[kind][1]
    return "proved" if kind in PROVED else "shaped" if kind in SHAPED else "header"


def _headers(r, kinds, style):
    if style == "none":
        return [None] * len(kinds)
    if style == "vague":
        pattern = r.choice(["字段{}", "col_{}", "列{}", "F{}", "attr{}"])
        return [pattern.format(i + 1) for i in range(len(kinds))]
    place = {"english": 1, "pinyin": 2}.get(style, 0)
    words = [r.choice(_words(k, place)) for k in kinds]
    if style == "decorated":
        words = [r.choice(DECORATED).format(w) if r.random() < 0.7 else w for w in words]
    if style == "shuffled":
        words = words[1:] + words[:1]
    if style == "lying":
        words = [NAME_LIES.get(k) or (r.choice(LIES) if r.random() < 0.6 else w) for k, w in zip(kinds, words)]
    seen, out = {}, []
    for word in words:
        seen[word] = seen.get(word, 0) + 1
        out.append(word if seen[word] == 1 else f"{word}{seen[word]}")
    return out


def _truth(kind, style, honest):
    """What must be claimed and what may be, given how much the header tells."""
    if kind in negatives.NEGATIVES:
        telling = honest and style != "pinyin"                                  # an abbreviation nobody has heard of rules nothing out
        return None, frozenset(AKIN.get(kind, ())) | frozenset(() if telling else negatives.NEGATIVES[kind][2])
    wanted, akin = type_of(kind), set(AKIN.get(kind, AKIN.get(type_of(kind), ())))
    if honest or proof(kind) == "proved" or (proof(kind) == "shaped" and style in ("vague", "none")):
        return wanted, frozenset(akin)
    return None, frozenset(akin | {wanted} | ({"bank.account"} if wanted in ("cn.mobile", "cn.phone") else set()))


def _cells(r, kind, spaced, masked, count, empty):
    if kind in negatives.NEGATIVES:
        make = negatives.NEGATIVES[kind][1]
        cells = [make(r, row) for row in range(count)]
    elif kind in variants.VARIANTS:
        cells = [variants.VARIANTS[kind][3](r) for _ in range(count)]
    else:
        maker = values.masked if masked else values.spaced if spaced else None
        cells = [maker(r, kind) if maker else values.MAKERS[kind](r) for _ in range(count)]
        for row in range(count):
            if kind in values.CHECKED and not masked and not spaced and r.random() < 0.02:
                cells[row] = values.near_miss(r, kind)                          # typing errors
    blank = r.choice(PLACEHOLDERS) if empty and r.random() < 0.25 else ""
    return [blank if r.random() < empty else c for c in cells]


def build(seed, title, layout, style, personal=True):
    r = random.Random(f"{seed}/{title}")
    specs = [(s.rstrip("~"), s.endswith("~")) for s in layout.split()]
    kinds = [k for k, _ in specs]
    count, words = r.choice([20, 30, 45, 60, 90, 130, 200]), _headers(r, kinds, style)
    columns = []
    for (kind, spaced), header in zip(specs, words):
        honest = style in TRUTHFUL or (style == "lying" and header.rstrip("23") in _words(kind, 0))
        masked = kind in MASKABLE and honest and r.random() < 0.07
        wanted, allowed = _truth(kind, style, honest)
        empty = r.choice([0, 0, 0, 0.05, 0.1, 0.3, 0.6])
        columns.append(Column(kind, header, _cells(r, kind, spaced, masked, count, empty), wanted, allowed, masked))
    return Table(title, style, columns, personal)


def headerless(table):
    """The same cells with nothing above them, and what may then be claimed."""
    allowed = [frozenset({c.wanted} - {None}) | c.allowed | _truth(c.kind, "none", False)[1] for c in table.columns]
    return dataclasses.replace(table, style="none", columns=[dataclasses.replace(c, header=None, allowed=a) for c, a in zip(table.columns, allowed)])


def corpus(seed="gongdun"):
    """Every layout three times, each time under another style of header."""
    r = random.Random(seed)
    out = []
    for layouts, personal in ((PERSONAL, True), (INDUSTRIAL, False)):
        for title, layout in layouts:
            styles = r.sample(STYLES, 3)
            out += [build(f"{seed}/{n}", title, layout, style, personal) for n, style in enumerate(styles)]
    return out
