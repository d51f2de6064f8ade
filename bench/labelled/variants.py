"""Harder forms of the same types: how people really type them, and columns whose words or shapes differ from the plain one.

Each entry: type, how much the value proves ("proved": under any header, "shaped": unless a header says otherwise, "header": only with its header),
headers (Chinese, English, pinyin; None: those of the type), maker.
"""
import string

from . import places, values
from .values import digits

WIDE = str.maketrans(string.digits, "０１２３４５６７８９")


def ethnic_name(r):
    return r.choice(places.ETHNIC_OTHERS) if r.random() < 0.3 else f"{r.choice(places.ETHNIC_GIVEN)}·{r.choice(places.ETHNIC_FATHERS)}"


def dirty_id(r):
    value = values.resident_id(r)
    return r.choice([value, value.lower(), "'" + value, value + " ", value.translate(WIDE), f"{value[:6]} {value[6:14]} {value[14:]}"])


def dirty_mobile(r):
    value = values.mobile(r)
    return r.choice([value, f"{value}（微信同号）", f"(+86){value}", f"0086{value}", f"86{value}", value.translate(WIDE), f"{value} ", f"手机:{value}"])


def phone_ext(r):
    area = r.choice([a for a in places.PHONE_AREAS])
    number = r.choice("2345678") + digits(r, places.PHONE_AREAS[area] - 1)
    return r.choice(["{0}-{1}转{2}", "+86-{3}-{1}", "+86 {3} {1}", "{0}—{1}", "{0}{1}", "{0}-{1}/{2}"]).format(area, number, r.randint(101, 899), area[1:])


def titled_name(r):
    value = values.name(r)
    return r.choice([f"{value[0]} {value[1:]}" if len(value) == 2 else value, f"{value}（{r.choice(['组长', '班长', '实习'])}）", f"{value}({r.choice('男女')})", value, f"{value} "])


def rare_name(r):
    return r.choice(places.SURNAMES[100:] if r.random() < 0.5 else places.SURNAMES) + "".join(r.choice(places.GIVEN_F) for _ in range(2))


def shop(r):
    return r.choice([r.choice(places.AREAS)[2], ""]) + r.choice(places.SHOP_NAMES) + r.choice(places.SHOPS)


def bracketed_firm(r):
    return f"{r.choice(places.FIRM_WORDS)}（{r.choice(['上海', '天津', '中国', '大连'])}）{r.choice(places.FIRM_TRADES)}有限公司"


def english_firm(r):
    ending = r.choice(["Co., Ltd.", "Co.,Ltd", "GmbH", "Inc.", "Corporation"])
    return f"{r.choice(['Huayu', 'Borun', 'Lilian', 'Tianyue', 'Keruite', 'Jintai'])} {r.choice(['Trading', 'Machinery', 'Electronics', 'New Materials'])} {ending}"


def short_address(r):
    return f"{r.choice(places.AREAS)[2]}{r.choice(places.STREETS)}{r.randint(1, 400)}号{r.choice(['', f'{r.randint(1, 30)}栋', r.choice(places.ESTATES)])}"


def park_address(r):
    return f"{r.choice(['南湖科技园', '临港产业园', '高新区创新大厦', '老厂区家属院', '滨河小区'])}{r.choice('ABCD')}座{r.randint(1, 18)}层{r.randint(101, 1820)}室"


def dotted_mac(r):
    return values.mac(r).replace(":", "")


def foreign_vin(r):
    """European makers compute no check digit: place 9 is a filler."""
    return r.choice(["WBA", "WVW", "WDD", "VF1", "ZFA", "TMB"]) + "".join(r.choice(values.VIN_SIGNS) for _ in range(5)) + "Z" + r.choice("KLMNPR") + r.choice(values.VIN_SIGNS) + digits(r, 6)


def dms(r, low, high, ends):
    return f"{r.randint(low, high)}°{r.randint(0, 59)}′{r.randint(0, 59)}″{r.choice(ends)}"


def dashed_imei(r):
    value = values.imei(r)
    return f"{value[:2]}-{value[2:8]}-{value[8:14]}-{value[14]}"


def grouped_account(r):
    value = values.account(r)
    return r.choice([f"{value[:4]}-{value[4:8]}-{value[8:]}", f"{value[:4]} {value[4:8]} {value[8:12]} {value[12:]}", value])


VARIANTS = {
    "id_dirty": ("cn.resident_id", "proved", None, dirty_id),
    "mobile_dirty": ("cn.mobile", "shaped", None, dirty_mobile),
    "mobile_two": ("cn.mobile", "shaped", None, lambda r: r.choice([values.mobile(r), f"{values.mobile(r)}/{values.mobile(r)}", f"{values.mobile(r)}、{values.mobile(r)}"])),
    "contact": ("cn.mobile", "shaped", (["联系方式", "联系人及电话", "紧急联系"], ["contact_info"], ["lxfs"]), lambda r: r.choice(["{} {}", "{}{}", "{}：{}", "{}（{}）"]).format(values.name(r), values.mobile(r))),
    "phone_ext": ("cn.phone", "shaped", None, phone_ext),
    "phone_400": ("cn.phone", "header", (["服务电话", "客服热线", "售后电话"], ["hotline", "service_tel"], ["fwdh"]), lambda r: f"{r.choice(['400', '800'])}-{digits(r, 3)}-{digits(r, 4)}"),
    "phone_local": ("cn.phone", "header", None, values.local_phone),
    "name_titled": ("person.name", "header", (["司机", "经办人", "收件人", "申请人", "监护人"], ["driver", "recipient", "applicant"], ["jbr", "sjr"]), titled_name),
    "name_ethnic": ("person.name", "header", None, lambda r: ethnic_name(r) if r.random() < 0.8 else values.name(r)),
    "name_rare": ("person.name", "shaped", (["法定代表人", "户主", "审核人", "制单人"], ["legal_person", "owner_name"], ["fddbr", "hz"]), rare_name),
    "name_pair": ("person.name", "header", (["参会人员", "检修人员", "值班人员"], ["attendees", "operators"], ["chry", "zbry"]), lambda r: r.choice("、,; ").join(values.name(r) for _ in range(r.randint(1, 3)))),
    "org_short": ("org.name", "header", None, lambda r: r.choice(places.FIRM_WORDS) + r.choice(places.SHORT_TRADES)),
    "org_shop": ("org.name", "header", (["商户名称", "往来单位", "客户单位"], ["merchant_name", "customer_company"], ["shmc", "wldw"]), shop),
    "org_bracket": ("org.name", "proved", (["甲方", "投标人", "承运单位", "生产厂家"], ["vendor", "manufacturer"], ["cydw", "sccj"]), bracketed_firm),
    "org_english": ("org.name", "header", None, english_firm),
    "address_short": ("cn.address", "shaped", (["户籍地址", "注册地址", "通讯地址", "住所"], ["mailing_address", "street_address"], ["hjdz", "zcdz"]), short_address),
    "address_park": ("cn.address", "header", None, park_address),
    "email_named": ("email", "proved", None, lambda r: r.choice(["{1}", "{0} <{1}>", "{2}", "mailto:{1}", "{1};{2}"]).format(values.name(r), values.email(r), values.email(r).upper())),
    "vin_foreign": ("vin", "header", None, foreign_vin),
    "vin_lower": ("vin", "proved", None, lambda r: values.vin(r).lower()),
    "imei_dashed": ("imei", "header", None, dashed_imei),
    "imei_two": ("imei", "proved", (["IMEI1/IMEI2", "双卡串号"], ["imei_pair"], ["imeis"]), lambda r: f"{values.imei(r)}/{values.imei(r)}"),
    "mac_bare": ("mac", "header", None, dotted_mac),
    "ip_port": ("ipv4", "shaped", (["服务地址", "采集服务器", "接入点"], ["endpoint", "host"], ["fwdz"]), lambda r: f"{values.ipv4(r)}:{r.choice([502, 102, 8080, 4840])}"),
    "ip_net": ("ipv4", "shaped", (["接口地址", "管理地址", "允许访问IP"], ["interface_ip", "allowed_ip"], ["gldz"]), lambda r: f"{values.ipv4(r)}/{r.choice([24, 25, 26, 32])}"),
    "iban_spaced": ("id.iban", "proved", None, lambda r: values.spaced(r, "id.iban")),
    "account_grouped": ("bank.account", "header", None, grouped_account),
    "card_quoted": ("bank.card", "proved", (["收款卡", "打款账户", "工资账户"], ["payee_card", "pay_card"], ["skk"]), lambda r: "'" + values.card(r)),
    "plate_lower": ("cn.plate", "proved", (["货车牌照", "入厂车辆", "挂车号"], ["truck", "vehicle_no"], ["gch", "cp"]), lambda r: values.plate(r)[0] + values.plate(r)[1:].lower()),
    "longitude": ("geo.coordinate", "header", (["经度", "GPS经度"], ["lng", "longitude"], ["jd"]), values.longitude),
    "latitude": ("geo.coordinate", "header", (["纬度", "GPS纬度"], ["lat", "latitude"], ["wd"]), values.latitude),
    "longitude_dms": ("geo.coordinate", "header", (["经度", "东经"], ["lon", "longitude"], ["jd"]), lambda r: dms(r, 98, 122, "E")),
    "latitude_dms": ("geo.coordinate", "header", (["纬度", "北纬"], ["lat", "latitude"], ["wd"]), lambda r: dms(r, 23, 42, "N")),
    "point_wkt": ("geo.coordinate", "header", (["位置", "打卡位置"], ["geom", "position"], ["wz"]), lambda r: f"POINT({values.longitude(r)} {values.latitude(r)})"),
    "name_list_no": ("person.name", "header", (["业务员", "跟单员", "质检员"], ["salesman", "inspector"], ["ywy", "zjy"]), lambda r: f"{values.name(r)}{r.choice(['', '', '/'])}{r.randint(1001, 1999)}"),
}
