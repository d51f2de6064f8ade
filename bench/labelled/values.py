"""Values of every type the program has a detector for: invented, valid by check digits computed here, and near misses that differ in one digit."""
import string

from . import places

RESIDENT_WEIGHTS = [2 ** (17 - i) % 11 for i in range(17)]                     # GB 11643: weight of place i is 2^(i-1) mod 11, counted from the right
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"                                 # GB 32100: no I, O, S, V, Z
VIN_SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
VIN_VALUE = dict(zip("ABCDEFGH", range(1, 9))) | dict(zip("JKLMN", range(1, 6))) | {"P": 7, "R": 9} | dict(zip("STUVWXYZ", range(2, 10))) | {str(d): d for d in range(10)}
VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
ISSUERS = ["620200", "621226", "622203", "622848", "622845", "621700", "621081", "436742", "621660", "601382", "622260", "621483",
           "622588", "622689", "622908", "621799", "621098", "622188", "625912", "524094", "370246"]
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
MOBILE_HEADS = ["130", "131", "132", "133", "134", "135", "136", "137", "138", "139", "147", "150", "151", "152", "153", "155", "156", "157", "158", "159",
                "166", "173", "175", "176", "177", "178", "180", "181", "182", "183", "185", "186", "187", "188", "189", "191", "193", "195", "198", "199"]
VENDORS = ["00:1B:1B", "28:63:36", "00:0E:8C", "AC:64:17", "00:80:F4", "EC:1C:5D", "48:57:02", "F4:A4:D6", "00:1D:9C"]
MAIL_HOSTS = ["qq.com", "163.com", "126.com", "foxmail.com", "sina.com", "139.com", "example.com", "corp.example.cn", "mail.example.com.cn"]
PINYIN = "zhang wang li zhao chen liu yang sun zhou wu xu zhu lin guo he gao luo liang song tang han feng deng cao peng zeng xiao tian dong pan".split()
IBAN_SHAPES = {"DE": "dddddddddddddddddd", "FR": "ddddddddddddddddddddddd", "GB": "aaaadddddddddddddd", "NL": "aaaadddddddddd",
               "ES": "dddddddddddddddddddd", "AT": "dddddddddddddddd", "CH": "ddddddddddddddddd"}


def digits(r, count):
    return "".join(r.choice(string.digits) for _ in range(count))


def luhn_ok(number):
    total = 0
    for place, sign in enumerate(reversed(number)):
        doubled = int(sign) * (1 + place % 2)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0


def with_luhn(body):
    return next(body + d for d in string.digits if luhn_ok(body + d))


def resident_ok(number):
    return "10X98765432"[sum(int(d) * w for d, w in zip(number, RESIDENT_WEIGHTS)) % 11] == number[17]


def resident_id(r):
    body = f"{r.choice(places.AREAS)[0]}{r.randint(1955, 2005)}{r.randint(1, 12):02}{r.randint(1, 28):02}{r.randint(1, 899):03}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, RESIDENT_WEIGHTS)) % 11]


def uscc_ok(code):
    return (sum(USCC_SIGNS.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17])) + USCC_SIGNS.index(code[17])) % 31 == 0


def uscc(r):
    organisation = r.choice(["MA", "MA", "7", "5", "0"])
    organisation += "".join(r.choice("0123456789ABCDEFGHJKLMNPQRTUWXY" if organisation == "MA" else string.digits) for _ in range(8 - len(organisation)))
    rest = 11 - sum((string.digits + string.ascii_uppercase).index(c) * w for c, w in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2))) % 11        # GB 11714
    body = r.choice(["91", "91", "91", "92", "12", "51"]) + r.choice(places.AREAS)[0] + organisation + {10: "X", 11: "0"}.get(rest, str(rest))
    return next(body + c for c in USCC_SIGNS if uscc_ok(body + c))


def card(r):
    issuer = r.choice(ISSUERS)
    length = {"4": 16, "5": 16, "3": 15}.get(issuer[0], r.choice([16, 19, 19, 19]))
    return with_luhn(issuer + digits(r, length - 7))


def imei(r):
    return with_luhn(r.choice(["86", "35"]) + digits(r, 12))


def vin_check(code):
    return "0123456789X"[sum(VIN_VALUE[c] * w for c, w in zip(code, VIN_WEIGHTS)) % 11]


def vin(r):
    code = r.choice(["LFV", "LSV", "LVS", "LGX", "LBV", "LHG", "LDC", "LS4", "LZW"]) + "".join(r.choice(VIN_SIGNS) for _ in range(5)) + "0" + r.choice("KLMNPRST") + r.choice(VIN_SIGNS) + digits(r, 6)
    return code[:8] + vin_check(code) + code[9:]


def iban_ok(code):
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def iban(r):
    land = r.choice(list(IBAN_SHAPES))
    tail = "".join(r.choice(string.digits) if s == "d" else r.choice(string.ascii_uppercase) for s in IBAN_SHAPES[land])
    return f"{land}{98 - int(''.join(str(int(c, 36)) for c in tail + land + '00')) % 97:02}{tail}"


def mobile(r):
    return r.choice(MOBILE_HEADS) + digits(r, 8)


def phone(r):
    area = r.choice(list(places.PHONE_AREAS))
    number = r.choice("2345678") + digits(r, places.PHONE_AREAS[area] - 1)
    return r.choice(["{}-{}", "{}-{}", "{}-{}", "({}){}", "{} {}"]).format(area, number) + (f"-{r.randint(1, 8999)}" if r.random() < 0.08 else "")


def local_phone(r):
    return r.choice("2345678") + digits(r, 7)


def plate(r):
    head = r.choice(PROVINCES) + r.choice("ABCDEFGH")
    if r.random() < 0.25:
        return head + r.choice("DF") + digits(r, 5)
    if r.random() < 0.06:
        return head + digits(r, 4) + r.choice("学挂警")
    tail = list(digits(r, 5))
    for place in r.sample(range(5), r.choice([0, 1, 1, 2])):
        tail[place] = r.choice("ABCDEFGHJKLMNPQRSTUVWXYZ")
    return head + "".join(tail)


def passport(r):
    return "E" + r.choice("ABCDEFGH") + digits(r, 7) if r.random() < 0.5 else r.choice("EG") + digits(r, 8)


def account(r):
    return r.choice(["1102", "3301", "2107", "4402", "0704", "8110", "1001"]) + digits(r, r.choice([11, 13, 15]))


def name(r):
    surname = r.choice(places.COMPOUND) if r.random() < 0.02 else r.choice(places.COMMON_SURNAMES if r.random() < 0.7 else places.SURNAMES)
    given = r.choice([places.GIVEN_M, places.GIVEN_F, places.GIVEN_NEW])
    return surname + "".join(r.choice(given) for _ in range(r.choice([1, 2, 2, 2])))


def organisation(r):
    if r.random() < 0.15:
        return r.choice(places.OTHER_ORGS).format(place=r.choice(places.ORG_PLACES), n=r.choice("一二三四"))
    return r.choice(places.FIRM_PLACES) + r.choice(places.FIRM_WORDS) + r.choice(places.FIRM_TRADES) + r.choice(places.FIRM_ENDS)


def address(r):
    _, upper, area = r.choice(places.AREAS)
    if r.random() < 0.2:
        return f"{upper}{area}{r.choice(places.TOWNS)}{r.choice(places.VILLAGES)}{r.randint(1, 12)}组{r.choice(['', f'{r.randint(1, 99)}号'])}"
    home = r.choice([f"{r.randint(1, 40)}栋{r.randint(101, 2802)}室", f"{r.choice(places.ESTATES)}{r.randint(1, 40)}号楼{r.randint(1, 6)}单元{r.randint(101, 2802)}",
                     f"{r.randint(1, 30)}-{r.randint(1, 4)}-{r.randint(101, 999)}", ""])
    return (upper if r.random() < 0.8 else upper.split("省")[-1].split("自治区")[-1]) + area + r.choice(places.STREETS) + f"{r.randint(1, 999)}号" + home


def email(r):
    user = r.choice([f"{r.choice(PINYIN)}{r.choice(PINYIN)}", f"{r.choice(PINYIN)}.{r.choice(PINYIN)}", f"{r.choice(PINYIN)}_{digits(r, 4)}",
                     digits(r, 9), f"{r.choice(string.ascii_lowercase)}{r.choice(PINYIN)}{r.randint(1, 99)}"])
    return f"{user}@{r.choice(MAIL_HOSTS)}"


def mac(r):
    pairs = r.choice(VENDORS).split(":") + [f"{r.randint(0, 255):02X}" for _ in range(3)]
    return ":".join(pairs)


def ipv4(r):
    return r.choice(["10.{}.{}.{}", "192.168.{1}.{2}", "172.16.{1}.{2}", "61.{}.{}.{}"]).format(r.randint(0, 254), r.randint(0, 254), r.randint(1, 254))


def ipv6(r):
    return r.choice(["2001:db8:{:x}:{:x}::{:x}", "fe80::{:x}:{:x}:{:x}", "fd00:{:x}::{:x}:{:x}"]).format(*(r.randint(256, 65535) for _ in range(3)))


def longitude(r):
    return f"{r.uniform(98, 122):.6f}"


def latitude(r):
    return f"{r.uniform(23, 42):.6f}"


def coordinate(r):
    return f"{longitude(r)},{latitude(r)}"


MAKERS = {"cn.resident_id": resident_id, "cn.mobile": mobile, "cn.phone": phone, "cn.uscc": uscc, "cn.plate": plate, "cn.passport": passport, "cn.address": address, "bank.card": card,
          "bank.account": account, "person.name": name, "org.name": organisation, "email": email, "vin": vin, "imei": imei, "mac": mac, "ipv4": ipv4,
          "ipv6": ipv6, "geo.coordinate": coordinate, "id.iban": iban}
CHECKED = {"cn.resident_id": resident_ok, "cn.uscc": uscc_ok, "bank.card": luhn_ok, "imei": luhn_ok, "vin": lambda code: vin_check(code) == code[8], "id.iban": iban_ok}


def near_miss(r, kind):
    """A valid number with one digit changed: its own check fails, and it is no valid card by accident either."""
    while True:
        value = MAKERS[kind](r)
        place = r.choice([i for i, c in enumerate(value) if c.isdigit()])
        value = value[:place] + r.choice([d for d in string.digits if d != value[place]]) + value[place + 1:]
        if not CHECKED[kind](value) and not (value.isdigit() and len(value) >= 15 and luhn_ok(value)):
            return value


def masked(r, kind):
    """A value as somebody masked it before exporting, or None for kinds nobody masks."""
    value = MAKERS[kind](r)
    if kind == "cn.mobile":
        return f"{value[:3]}****{value[7:]}"
    if kind == "cn.resident_id":
        return value[:6] + "*" * 8 + value[14:]
    if kind == "bank.card":
        return f"{value[:6]}{'*' * (len(value) - 10)}{value[-4:]}"
    if kind == "person.name":
        return value[0] + "*" * (len(value) - 1)
    return None


def spaced(r, kind):
    """A value as people type it: with dashes, blanks, a country code."""
    value = MAKERS[kind](r)
    if kind == "cn.mobile":
        return r.choice([f"{value[:3]}-{value[3:7]}-{value[7:]}", f"{value[:3]} {value[3:7]} {value[7:]}", f"+86 {value}", f"+86-{value}"])
    if kind in ("bank.card", "id.iban"):
        return " ".join(value[i:i + 4] for i in range(0, len(value), 4))
    if kind == "cn.plate":
        return value[:2] + r.choice(["·", " ", "-"]) + value[2:]
    if kind == "mac":
        return r.choice([value.replace(":", "-"), value.lower(), value.replace(":", "").lower()[:4] + "." + value.replace(":", "").lower()[4:8] + "." + value.replace(":", "").lower()[8:]])
    if kind == "cn.uscc":
        return value.lower()
    return value
