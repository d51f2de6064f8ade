"""Invented persons with numbers that are valid by checksum. Nobody real."""
import random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英建国子涵雨欣浩然思远文博嘉怡梓轩若曦晨阳志强海燕"
AREAS = ["110105", "310115", "440305", "320505", "210106", "510107", "370211", "420111", "330106", "500112"]
CITIES = ["北京市朝阳区", "上海市浦东新区", "广东省深圳市南山区", "江苏省苏州市虎丘区", "辽宁省沈阳市铁西区", "四川省成都市武侯区", "山东省青岛市黄岛区", "湖北省武汉市洪山区"]
ROADS = ["建设路", "人民路", "中山大道", "解放街", "科技园路", "钢铁大街", "化工路"]


class People:
    def __init__(self, seed=1):
        self.random = random.Random(seed)

    def name(self):
        return self.random.choice(SURNAMES) + "".join(self.random.choice(GIVEN) for _ in range(self.random.choice([1, 2, 2])))

    def resident_id(self):
        r = self.random
        body = f"{r.choice(AREAS)}{r.randint(1955, 2002)}{r.randint(1, 12):02}{r.randint(1, 28):02}{r.randint(1, 999):03}"
        weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights)) % 11]

    def mobile(self):
        return self.random.choice(["138", "139", "150", "158", "186", "189", "177", "199"]) + "".join(str(self.random.randint(0, 9)) for _ in range(8))

    def card(self):
        body = self.random.choice(["622202", "622848", "621661", "622700"]) + "".join(str(self.random.randint(0, 9)) for _ in range(12))
        total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(body)))
        return body + str((10 - total % 10) % 10)

    def email(self):
        return f"{''.join(self.random.choice('abcdefghijkmnpqrst') for _ in range(7))}{self.random.randint(1, 99)}@{self.random.choice(['factory-mail.cn', 'steelgroup.com.cn', 'zhongxing-mfg.cn'])}"

    def address(self):
        return f"{self.random.choice(CITIES)}{self.random.choice(ROADS)}{self.random.randint(1, 400)}号{self.random.randint(1, 20)}栋{self.random.randint(101, 2004)}室"

    def rows(self, count):
        return [[self.name(), self.resident_id(), self.mobile(), self.card(), self.email(), self.address()] for _ in range(count)]


HEADER = ["姓名", "身份证号", "手机号", "银行卡号", "邮箱", "住址"]
DETECTORS = {"姓名": "person.name", "身份证号": "cn.resident_id", "手机号": "cn.mobile", "银行卡号": "bank.card", "邮箱": "email", "住址": "cn.address"}
