"""Invented persons, companies and numbers. Valid by checksum, nobody real."""
import base64
import random
import string

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英建国子涵雨欣浩然思远文博嘉怡梓轩若曦晨阳志强海燕立新春梅永胜玉兰红旗振华秀英德福晓东佳琪宏宇雪松"
COMPOUND = ["欧阳", "上官", "司马", "诸葛"]
AREAS = ["210302", "210303", "210304", "130202", "130203", "420107", "420111", "340504", "370112", "320282", "510402", "140106"]
PLACES = ["辽宁省鞍山市铁西区", "辽宁省鞍山市立山区", "辽宁省鞍山市铁东区", "河北省唐山市路南区", "河北省唐山市路北区", "湖北省武汉市青山区", "湖北省武汉市洪山区", "安徽省马鞍山市雨山区", "山东省济南市历城区",
          "江苏省宜兴市张渚镇", "四川省攀枝花市东区", "山西省太原市杏花岭区"]
ROADS = ["钢城路", "人民路", "建设大道", "解放东路", "和平街", "胜利南路", "光明巷", "园林路", "站前街", "新华路"]
TOWNS = ["澜江", "云岭", "北辰", "临沧湾", "青屿", "龙泊", "朔原", "望海", "赤岩", "桐川"]       # no such cities: company names cannot be anybody's
FIRM_WORDS = ["宏烨", "瑞恒通", "鼎冶", "金岳", "中澄", "恒泽", "盛屿", "联炬", "启铸", "安朔", "华榆", "天衡"]
TRADES = ["矿业", "焦化", "冶金材料", "耐火材料", "机械制造", "物资贸易", "自动化", "物流", "气体", "铁合金"]
PROVINCES = "辽冀京津沪苏浙鲁鄂皖川晋"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORG_ALPHABET = string.digits + string.ascii_uppercase


class Invent:
    """One source of invented values per file: what one file holds never depends on another."""

    def __init__(self, path, raw):
        self.random = random.Random("beichen/" + path)
        self.raw = raw                                    # every sensitive value given out is written down for the leak test

    def seeded(self, value):
        self.raw.add(value)
        return value

    def digits(self, count):
        return "".join(self.random.choice(string.digits) for _ in range(count))

    def name(self):
        r = self.random
        surname = r.choice(COMPOUND) if r.random() < 0.02 else r.choice(SURNAMES)
        return surname + "".join(r.choice(GIVEN) for _ in range(r.choice([1, 2, 2, 2])))

    def names(self, count):
        out = []
        while len(out) < count:
            name = self.name()
            if name not in out:
                out.append(name)
        return out

    def resident_id(self):
        r = self.random
        body = f"{r.choice(AREAS)}{r.randint(1964, 2003)}{r.randint(1, 12):02}{r.randint(1, 28):02}{r.randint(1, 999):03}"
        weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        return self.seeded(body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights)) % 11])

    def mobile(self):
        return self.seeded(self.random.choice(["131", "135", "137", "138", "139", "150", "152", "158", "176", "182", "186", "189", "198"]) + self.digits(8))

    def phone(self):
        area, rest = self.random.choice([("0412", 6), ("0315", 6), ("0555", 6), ("027", 7), ("0531", 7)])
        return self.seeded(f"{area}-{self.random.choice('2345678')}{self.digits(rest)}")

    def card(self):
        body = self.random.choice(["622202", "622848", "621661", "622700", "621700", "622588"]) + self.digits(12)
        total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(body)))
        return self.seeded(body + str((10 - total % 10) % 10))

    def account(self):
        return self.seeded(f"{self.random.choice(['0704', '2107', '3301'])}{self.digits(13)}")

    def email(self, domain="beichen-steel-example.cn"):
        user = "".join(self.random.choice("abcdefghijklmnoprstuwxyz") for _ in range(self.random.randint(5, 9)))
        return self.seeded(f"{user}{self.random.choice(['', '.' + self.random.choice('abcdefgh'), str(self.random.randint(1, 99))])}@{domain}")

    def address(self):
        r = self.random
        return self.seeded(f"{r.choice(PLACES)}{r.choice(ROADS)}{r.randint(1, 320)}号{r.randint(1, 30)}栋{r.randint(1, 4)}单元{r.randint(101, 2604)}室")

    def plate(self):
        r = self.random
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        if r.random() < 0.2:
            return self.seeded(f"{r.choice(PROVINCES)}{r.choice('ABCDEF')}D{self.digits(5)}")
        return self.seeded(f"{r.choice(PROVINCES)}{r.choice('ABCDEF')}{self.digits(2)}{r.choice(letters)}{self.digits(2)}")

    def passport(self):
        return self.seeded((self.random.choice(["E", "G", "EA", "EB"]) + self.digits(8))[:9])

    def vin(self):
        alphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
        values = dict(zip("0123456789", range(10))) | dict(zip("ABCDEFGH", range(1, 9))) | dict(zip("JKLMN", range(1, 6))) | {"P": 7, "R": 9} | dict(zip("STUVWXYZ", range(2, 10)))
        weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
        body = "LZ" + "".join(self.random.choice(alphabet) for _ in range(6)) + "0" + "".join(self.random.choice("PRSKLMN")) + "".join(self.random.choice(alphabet) for _ in range(3)) + self.digits(4)
        check = sum(values[c] * w for c, w in zip(body, weights)) % 11
        return self.seeded(body[:8] + ("X" if check == 10 else str(check)) + body[9:])

    def uscc(self):
        org = "MA" + "".join(self.random.choice("0123456789ABCDEFGHJK") for _ in range(6))
        check = 11 - sum(ORG_ALPHABET.index(c) * w for c, w in zip(org, [3, 7, 9, 10, 5, 8, 4, 2])) % 11
        body = "91" + self.random.choice(AREAS) + org + {10: "X", 11: "0"}.get(check, str(check))
        total = sum(USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
        return self.seeded(body + USCC_ALPHABET[(31 - total % 31) % 31])

    def company(self, trade=None):
        r = self.random
        return f"{r.choice(TOWNS)}{r.choice(FIRM_WORDS)}{trade or r.choice(TRADES)}有限公司"

    def companies(self, count, trade=None):
        out = []
        while len(out) < count:
            company = self.company(trade)
            if company not in out:
                out.append(company)
        return out

    def password(self, length=12):
        r = self.random
        value = "".join(r.choice(string.ascii_letters + string.digits) for _ in range(length - 2))
        return self.seeded(value[:4] + r.choice("!@%^") + value[4:] + r.choice("!%^") + r.choice(string.digits))

    def token(self, length=32, alphabet=string.ascii_letters + string.digits):
        return self.seeded("".join(self.random.choice(alphabet) for _ in range(length)))

    def hex(self, length):
        return "".join(self.random.choice("0123456789abcdef") for _ in range(length))

    def jwt(self, subject):
        def part(data):
            return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
        return self.seeded(".".join([part(b'{"alg":"HS256","typ":"JWT"}'), part(f'{{"sub":"{subject}","iss":"mes-gateway","iat":1709251200}}'.encode()), part(self.random.randbytes(32))]))

    def private_key(self, kind="RSA PRIVATE KEY"):
        lines = [base64.b64encode(self.random.randbytes(48)).decode() for _ in range(20)]
        self.seeded(lines[7])
        return [f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----"]

    def serial(self, low, high, places=0):
        return round(self.random.uniform(low, high), places) if places else self.random.randint(low, high)
