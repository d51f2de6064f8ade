"""11_信息化: configurations, scripts, dumps and logs, with the credentials that should not lie in them."""
import json

from .tree import csv_text, expect


def write(tree):
    configs(tree)
    scripts(tree)
    keys(tree)
    dumps(tree)
    logs(tree)


def secret_file(tree, path, lines, encoding="utf-8", **said):
    """lines: text, or (text, detector) where a secret stands in the line."""
    text = "\n".join(line if isinstance(line, str) else line[0] for line in lines) + "\n"
    tree.put(path, text, encoding, secrets=[(n, line[1]) for n, line in enumerate(lines, 1) if not isinstance(line, str)], **({"at_least": "general-4"} | said))


def configs(tree):
    P, C, T = "secret.password", "secret.connection_string", "secret.generic_token"
    v = tree.invent("11_信息化/配置/mes.env")
    secret_file(tree, "11_信息化/配置/mes.env", ["# MES 应用环境变量", "APP_NAME=beichen-mes", "DB_HOST=10.10.3.21", "DB_PORT=3306", "DB_USER=mes_app", (f"DB_PASSWORD={v.password()}", P), (f"REDIS_URL=redis://:{v.password(14)}@10.10.3.30:6379/2", C),
                                             (f"JWT_SECRET={v.token(40)}", T), "LOG_LEVEL=info"])
    v = tree.invent("11_信息化/配置/erp.properties")
    secret_file(tree, "11_信息化/配置/erp.properties", ["# ERP 数据源", "spring.datasource.url=jdbc:oracle:thin:@10.10.2.11:1521/erp", "spring.datasource.username=erp_read", (f"spring.datasource.password={v.password()}", P), "spring.datasource.hikari.maximum-pool-size=20",
                                                    (f"sms.api.secret={v.token(32)}", T)], "gbk")
    v = tree.invent("11_信息化/配置/application.yaml")
    secret_file(tree, "11_信息化/配置/application.yaml", ["server:", "  port: 8080", "datasource:", "  url: jdbc:postgresql://10.10.3.40:5432/quality", "  username: quality", (f"  password: {v.password()}", P), "oss:", "  endpoint: oss.example.internal", ("  accessKeyId: " + v.seeded("LTAI5t" + v.token(18)), "secret.aliyun_key"),
                                                      (f"  accessKeySecret: {v.token(30)}", T)])
    v = tree.invent("11_信息化/配置/historian.ini")
    secret_file(tree, "11_信息化/配置/historian.ini", ["[collector]", "server=172.20.9.5", "interval=1000", "[account]", "user=pi_writer", (f"password={v.password(10)}", P), "[archive]", "path=D:\\history", "days=400"], "gbk")
    v = tree.invent("11_信息化/配置/web.config")
    secret_file(tree, "11_信息化/配置/web.config", ['<?xml version="1.0" encoding="utf-8"?>', "<configuration>", "  <connectionStrings>", (f'    <add name="Weigh" connectionString="Server=10.10.4.8;Database=weigh;User Id=weigh;Password={v.password()};" />', C), "  </connectionStrings>",
                                                '  <appSettings><add key="PageSize" value="50" /></appSettings>', "</configuration>"])
    v = tree.invent("11_信息化/配置/docker-compose.yml")
    secret_file(tree, "11_信息化/配置/docker-compose.yml", ["services:", "  mysql:", "    image: mysql:8.0", "    environment:", (f"      MYSQL_ROOT_PASSWORD: {v.password()}", P), "      MYSQL_DATABASE: mes", "  api:", "    image: registry.example.internal/mes-api:2.4.1", "    environment:",
                                                        (f"      DATABASE_URL: postgres://mes:{v.password(13)}@db:5432/mes", C), "      DB_PASSWORD: ${DB_PASSWORD}"])
    v = tree.invent("11_信息化/配置/gateway.json")
    body = ['{', '  "listen": "0.0.0.0:9443",', '  "upstream": "http://10.10.3.22:8080",', ('  "client_secret": "' + v.token(28) + '",', T), '  "mqtt": {', '    "broker": "tcp://172.20.9.9:1883",', '    "username": "edge01",', (f'    "password": "{v.password()}"', P), "  },", '  "timeout_ms": 3000', "}"]
    secret_file(tree, "11_信息化/配置/gateway.json", body)
    secret_file(tree, "11_信息化/配置/nginx.conf", ["upstream mes { server 10.10.3.22:8080; }", "server {", "  listen 443 ssl;", "  server_name mes.beichen-steel-example.cn;", "  ssl_certificate_key /etc/nginx/tls/mes.key;", "  location / { proxy_pass http://mes; }", "}"], at_least=None, at_most="general-3")
    secret_file(tree, "11_信息化/配置/template.env", ["# 模板：部署时由运维填写，不含真实口令", "DB_HOST=", "DB_USER=", "DB_PASSWORD=${DB_PASSWORD}", "API_KEY=<请填写>", "JWT_SECRET="], at_least=None, at_most="general-3")


def scripts(tree):
    P, C, T = "secret.password", "secret.connection_string", "secret.generic_token"
    v = tree.invent("11_信息化/脚本/backup.sh")
    secret_file(tree, "11_信息化/脚本/backup.sh", ["#!/bin/bash", "# 每日备份 MES 库", "set -e", "DAY=$(date +%F)", (f"mysqldump -h 10.10.3.21 -u backup -p{v.password()} mes > /backup/mes_$DAY.sql", P), "gzip /backup/mes_$DAY.sql", (f"export FTP_PASSWORD='{v.password()}'", P), "lftp -f /opt/put.lftp"])
    v = tree.invent("11_信息化/脚本/sync_heat.py")
    secret_file(tree, "11_信息化/脚本/sync_heat.py", ["# -*- coding: gbk -*-", "# 炉次记录同步：转炉炼钢二级系统到 MES", "import requests", "", 'URL = "http://10.10.3.22:8080/api/heat"', (f'TOKEN = "{v.token(40, "0123456789abcdef")}"', T), (f'DB = "mongodb://sync:{v.password()}@10.10.3.50:27017/heat"', C), "", "", "def push(heat_no, steel_grade, tap_temp):",
                                                   '    requests.post(URL, json={"heat_no": heat_no, "steel_grade": steel_grade, "tap_temp": tap_temp}, headers={"X-Token": TOKEN}, timeout=5)'], "gbk", sector="any")
    v = tree.invent("11_信息化/脚本/create_users.sql")
    secret_file(tree, "11_信息化/脚本/create_users.sql", ["-- 报表库账号", (f"CREATE USER 'report'@'10.10.%' IDENTIFIED BY '{v.password()}';", P), "GRANT SELECT ON mes.* TO 'report'@'10.10.%';", (f"CREATE USER 'etl'@'10.10.%' IDENTIFIED BY '{v.password()}';", P), "FLUSH PRIVILEGES;"])
    v = tree.invent("11_信息化/脚本/deploy.bat")
    secret_file(tree, "11_信息化/脚本/deploy.bat", ["@echo off", "rem 发布到热轧服务器", (f"net user deploy {v.password()} /add", P), "xcopy /E /Y D:\\build \\\\172.20.5.9\\app", "net stop BCService", "net start BCService"], "gbk")
    v = tree.invent("11_信息化/脚本/Notify.java")
    secret_file(tree, "11_信息化/脚本/Notify.java", ["package cn.beichen.notify;", "", "/** 向群机器人发送高炉报警。 */", "public final class Notify {", (f'  private static final String HOOK = "https://oapi.dingtalk.com/robot/send?access_token={v.seeded(v.hex(64))}";', T), "  public static void main(String[] args) {",
                                                 '    System.out.println(HOOK.length());', "  }", "}"])
    secret_file(tree, "11_信息化/脚本/calc_basicity.py", ["# 炉渣碱度计算", "def basicity(cao, sio2):", '    """返回二元碱度。"""', "    return cao / sio2", "", "", 'if __name__ == "__main__":', "    password_length = 12", '    token = input("token: ")', "    print(round(basicity(41.2, 34.8), 3))"], at_least=None, at_most="general-3", sector="any")
    v = tree.invent("11_信息化/运维/服务器账号密码.txt")
    secret_file(tree, "11_信息化/运维/服务器账号密码.txt", ["账号密码清单（运维内部，勿外传）", "", "一、历史服务器 172.20.9.5", "用户名：administrator", (f"密码：{v.password()}", P), "", "二、MES数据库 10.10.3.21", "用户名：root", (f"密码：{v.password()}", P), "", "三、视频平台", (f"管理员口令：{v.password(10)}", P)], "gbk")
    v = tree.invent("11_信息化/运维/系统账号台账.csv")
    header = ["系统", "地址", "用户名", "密码", "负责人"]
    names = v.names(12)
    rows = [[s, f"10.10.{k}.8", f"svc_{k:02}", v.password(), names[k]] for k, s in enumerate(["MES", "ERP", "质量", "能源", "计量", "物流", "视频", "门禁", "网闸", "备份", "域控", "邮件"])]
    tree.put("11_信息化/运维/系统账号台账.csv", csv_text([header, *rows]), "gbk", at_least="general-4", columns=expect(header, {"地址": "ipv4", "密码": P, "负责人": "person.name"}), secrets=[(n, P) for n in range(2, 14)])


def keys(tree):
    v = tree.invent("11_信息化/密钥/id_rsa_ops")
    secret_file(tree, "11_信息化/密钥/id_rsa_ops", [(line, "secret.private_key") if n == 0 else line for n, line in enumerate(v.private_key())])
    v = tree.invent("11_信息化/密钥/云访问密钥.txt")
    aws = v.seeded("AKIA" + v.token(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
    secret_file(tree, "11_信息化/密钥/云访问密钥.txt", ["海外备份桶", (f"aws_access_key_id = {aws}", "secret.aws_key"), (f"aws_secret_access_key = {v.token(40)}", "secret.generic_token"), "region = ap-east-1"], "utf-16-le-bom")
    v = tree.invent("11_信息化/密钥/接口联调.http")
    secret_file(tree, "11_信息化/密钥/接口联调.http", ["### 查询炉次", "GET http://10.10.3.22:8080/api/heat?no=2A2400318", (f"Authorization: Bearer {v.jwt('line3')}", "secret.jwt"), "Accept: application/json", ""])
    tree.put("11_信息化/密钥/公钥_供合作方.pem", "-----BEGIN PUBLIC KEY-----\n" + "\n".join("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE" + tree.invent(f"pub{k}").hex(28) for k in range(2)) + "\n-----END PUBLIC KEY-----\n", "utf-8", harmless=True)


def dumps(tree):
    path = "11_信息化/数据库/mes_dump_mysql.sql"
    v = tree.invent(path)
    columns = ["heat_no", "steel_grade", "end_c", "tap_temp", "czy", "lxdh"]
    rows = ",\n".join(f"('{1 + k % 3}A24{k:05}','{v.random.choice(['BC-GCr15', 'BC-X80M', 'BC-SPHC'])}',{v.serial(0.03, 0.12, 3)},{v.serial(1620, 1675)},'{v.name()}','{v.mobile()}')" for k in range(1, 301))
    tree.put(path, "SET NAMES gbk;\nCREATE TABLE `t_heat` (\n  `heat_no` varchar(12) NOT NULL COMMENT '炉号',\n  `steel_grade` varchar(20) COMMENT '钢种',\n  `end_c` decimal(6,3) COMMENT '终点碳(%)',\n  `tap_temp` int COMMENT '出钢温度',\n  `czy` varchar(20) COMMENT '操作员姓名',\n"
             "  `lxdh` varchar(11) COMMENT '联系电话'\n) COMMENT='炉次实绩';\nINSERT INTO `t_heat` VALUES\n" + rows + ";\n", "gbk", sector="S-01", at_least="general-2", columns=expect(columns, {"heat_no": "ind.heat_number", "czy": "person.name", "lxdh": "cn.mobile"}, "t_heat"))
    path = "11_信息化/数据库/portal_users_pg.sql"
    v = tree.invent(path)
    columns = ["id", "login", "full_name", "id_card", "mobile", "password_hash"]
    rows = "".join(f"{k}\tuser{k:03}\t{v.name()}\t{v.resident_id()}\t{v.mobile()}\t$2b$12${v.token(53, './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')}\n" for k in range(1, 161))
    tree.put(path, "-- PostgreSQL database dump\nSET client_encoding = 'UTF8';\n\nCREATE TABLE public.portal_user (\n    id integer NOT NULL,\n    login character varying(40),\n    full_name character varying(40),\n    id_card character(18),\n    mobile character varying(20),\n    password_hash text\n);\n\n"
             "COMMENT ON TABLE public.portal_user IS '门户用户';\nCOMMENT ON COLUMN public.portal_user.full_name IS '姓名';\nCOMMENT ON COLUMN public.portal_user.id_card IS '身份证号';\nCOMMENT ON COLUMN public.portal_user.mobile IS '手机号';\n\n"
             "COPY public.portal_user (id, login, full_name, id_card, mobile, password_hash) FROM stdin;\n" + rows + "\\.\n", "utf-8", at_least="general-4",
             columns=expect(columns, {"full_name": "person.name", "id_card": "cn.resident_id", "mobile": "cn.mobile", "password_hash": "secret.password"}, "portal_user"))


def logs(tree):
    path = "11_信息化/日志/api_access_20240312.jsonl"
    v = tree.invent(path)
    lines, secrets = [], []
    for k in range(1, 401):
        entry = {"ts": f"2024-03-12T{k // 60:02}:{k % 60:02}:07.{v.serial(100, 999)}Z", "traceId": v.hex(32), "method": v.random.choice(["GET", "POST"]), "path": v.random.choice(["/api/heat", "/api/coil", "/api/energy"]), "status": v.random.choice([200, 200, 200, 404]), "clientIp": f"10.10.{v.serial(1, 9)}.{v.serial(2, 250)}",
                 "user": {"name": v.name(), "mobile": v.mobile()}, "costMs": v.serial(3, 900)}
        if k % 100 == 0:
            entry["authorization"] = "Bearer " + v.jwt(f"user{k}")
            secrets.append((k, "secret.jwt"))
        lines.append(json.dumps(entry, ensure_ascii=False))
    tree.put(path, "\n".join(lines) + "\n", "utf-8", at_least="general-4", secrets=secrets, columns=[{"table": None, "name": n, "index": None, "detector": d} for n, d in (("clientIp", "ipv4"), ("user.name", "person.name"), ("user.mobile", "cn.mobile"))])
    path = "11_信息化/日志/堡垒机审计日志_2024-03.log"
    v = tree.invent(path)
    names = v.names(10)
    lines = [f"2024-03-{1 + k // 24:02} {k % 24:02}:{v.serial(0, 59):02}:{v.serial(0, 59):02} [审计日志] 操作人={v.random.choice(names)} 客户端地址=10.10.{v.serial(1, 9)}.{v.serial(2, 250)} 结果={v.random.choice(['登录成功', '登录成功', '登录失败'])} 目标=172.20.9.{v.serial(2, 60)}" for k in range(600)]
    tree.put(path, "\n".join(lines) + "\n", "gbk", at_least="general-2", mentions=["ipv4"])
    path = "11_信息化/日志/数据导出操作日志.csv"
    v = tree.invent(path)
    header = ["操作时间", "操作人", "客户端地址", "操作", "对象", "行数", "结果"]
    rows = [header] + [[f"2024-03-{1 + k // 12:02} {8 + k % 12:02}:{v.serial(0, 59):02}", names[k % 10], f"10.10.{v.serial(1, 9)}.{v.serial(2, 250)}", "导出", v.random.choice(["炉次记录", "工资表", "客户档案"]), v.serial(10, 20000), "成功"] for k in range(280)]
    tree.put(path, csv_text(rows), "utf-8-sig", at_least="general-2", columns=expect(header, {"操作人": "person.name", "客户端地址": "ipv4"}), sector="any")
    path = "11_信息化/日志/二级系统运行日志.log"
    v = tree.invent(path)
    lines = [f"{k * 17 + 1711000000000} INFO  [L2-BOF] heat=2A24{4300 + k // 20:05} seq={v.serial(10 ** 17, 10 ** 18 - 1)} uuid={v.hex(8)}-{v.hex(4)}-4{v.hex(3)}-a{v.hex(3)}-{v.hex(12)} cost={v.serial(1, 400)}ms" for k in range(700)]
    tree.put(path, "\n".join(lines) + "\n", "utf-8", harmless=True, sector="any")
