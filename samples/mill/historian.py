"""05_实时数据库 and 10_自动化: tags, controllers, networks of the plant floor."""
from .papers import pdf
from .tree import csv_text, expect

TAGS = [("TI-1001", "热风总管温度", "℃", 1215, 8), ("TI-1002", "炉顶煤气温度", "℃", 168, 10), ("PI-1101", "热风压力", "kPa", 405, 4), ("PI-1102", "炉顶压力", "kPa", 228, 3), ("FI-1201", "冷风流量", "m³/min", 6520, 40),
        ("FIC-1202", "富氧流量", "Nm³/h", 18200, 300), ("LI-1301", "料线", "m", 1.4, 0.2), ("AI-1401", "炉顶煤气CO", "%", 23.4, 0.4), ("AI-1402", "炉顶煤气CO2", "%", 21.8, 0.4), ("WI-1501", "喷煤量", "t/h", 62, 1.5)]


def write(tree):
    historian(tree)
    tags(tree)
    programs(tree)
    network(tree)


def historian(tree):
    for day in range(1, 8):
        path = f"05_实时数据库/高炉2/BF2_202403{day:02}.csv"
        v = tree.invent(path)
        rows = [["时间", *[t[0] for t in TAGS]], ["", *[t[1] for t in TAGS]], ["yyyy-mm-dd hh:mm:ss", *[t[2] for t in TAGS]]]
        state = [t[3] for t in TAGS]
        for minute in range(1440):
            state = [s + v.random.gauss(0, t[4] / 12) + (t[3] - s) * 0.05 for s, t in zip(state, TAGS)]
            rows.append([f"2024-03-{day:02} {minute // 60:02}:{minute % 60:02}:00", *[f"{s:.2f}" for s in state]])
        tree.put(path, csv_text(rows, end="\n"), "gbk" if day > 5 else "utf-8", sector="S-01", at_least="general-2")


def tags(tree):
    path = "10_自动化/PLC点表/高炉本体PLC点表.csv"
    v = tree.invent(path)
    header = ["序号", "位号", "描述", "PLC地址", "数据类型", "量程下限", "量程上限", "单位", "报警高", "报警低"]
    kinds = [("TI", "炉身温度", "℃", 1300), ("PI", "炉身静压", "kPa", 500), ("FI", "冷却壁水流量", "m³/h", 120), ("LI", "料线", "m", 6), ("TE", "炉缸侧壁温度", "℃", 900)]
    rows = [header] + [[k, f"{kinds[k % 5][0]}-{2000 + k}", f"{kinds[k % 5][1]}{k // 5 + 1}点", f"DB{10 + k // 60}.DBD{k % 60 * 4}", "REAL", 0, kinds[k % 5][3], kinds[k % 5][2], round(kinds[k % 5][3] * 0.9), round(kinds[k % 5][3] * 0.1)] for k in range(1, 301)]
    tree.put(path, csv_text(rows), "gbk", sector="S-01", at_least="general-2", columns=expect(header, {"位号": "ind.process_tag", "PLC地址": "ind.plc_address"}))

    path = "10_自动化/PLC点表/连铸二冷水Modbus点表.csv"
    header = ["点名", "寄存器地址", "功能码", "缩放", "单位", "说明"]
    rows = [header] + [[f"FIC-{3000 + k}", 40001 + k * 2, 3, 0.1, "L/min", f"二冷区第{k // 6 + 1}段 {'内弧' if k % 2 else '外弧'}水量设定"] for k in range(84)]
    tree.put(path, csv_text(rows), "utf-8", sector="S-01", at_least="general-2", columns=expect(header, {"点名": "ind.process_tag", "寄存器地址": "ind.modbus_register"}))

    path = "10_自动化/PLC点表/加热炉IO清单.csv"
    header = ["Tag", "Description", "Address", "Type", "Range", "Station"]
    rows = [header] + [[f"TIC-{4100 + k}", f"Reheating furnace zone {k % 8 + 1} temperature", f"%IW{k * 2}", "AI", "0-1400", f"ET200-{k // 16 + 1}"] for k in range(96)]
    tree.put(path, csv_text(rows, ";"), "cp1252", at_least="general-2", sector="S-01", columns=expect(header, {"Tag": "ind.process_tag", "Address": "ind.plc_address"}))

    path = "10_自动化/OPCUA/转炉节点集.xml"
    nodes = "".join(f'  <UAVariable NodeId="ns=2;s=BOF1.{n}" BrowseName="2:{n}" DataType="Double"><DisplayName>{d}</DisplayName><Description>{d}设定与反馈</Description></UAVariable>\n'
                    for n, d in [("LanceHeight", "氧枪枪位"), ("OxygenFlow", "吹氧量"), ("EndPointC", "终点碳"), ("EndPointT", "终点温度"), ("ArgonFlow", "底吹氩流量"), ("TiltAngle", "转炉倾角"), ("HoodPressure", "烟罩压力"), ("SlagSplash", "溅渣护炉氮气")])
    tree.put(path, f'<?xml version="1.0" encoding="utf-8"?>\n<UANodeSet xmlns="http://opcfoundation.org/UA/2011/03/UANodeSet.xsd">\n  <NamespaceUris><Uri>urn:beichen:bof</Uri></NamespaceUris>\n{nodes}</UANodeSet>\n', "utf-8",
             sector="S-01", at_least="general-2")


def programs(tree):
    tags_xml = "".join(f'<Tag Name="BF_TI_{2000 + k}" TagType="Base" DataType="REAL"><Description><![CDATA[热风炉温度{k}点]]></Description></Tag>\n' for k in range(1, 41))
    tree.put("10_自动化/PLC程序/热风炉换炉.L5X", f'<?xml version="1.0" encoding="UTF-8"?>\n<RSLogix5000Content SchemaRevision="1.0" SoftwareRevision="32.00" TargetName="BF_STOVE" TargetType="Controller">\n<Controller Use="Target" Name="BF_STOVE">\n<Tags>\n{tags_xml}</Tags>\n'
             '<Programs><Program Name="StoveChange"><Routines><Routine Name="Main" Type="ST"><STContent><Line Number="0"><![CDATA[IF BF_TI_2001 > 1350.0 THEN Stove1_Request := 1; END_IF; (* 热风炉拱顶温度到设定，请求换炉 *)]]></Line></STContent></Routine></Routines></Program></Programs>\n'
             "</Controller>\n</RSLogix5000Content>\n", "utf-8", at_least="general-2", sector="S-01")
    tree.put("10_自动化/PLC程序/结晶器液位控制.st", "(* 连铸机结晶器液位控制：塞棒开度由液位偏差与拉速前馈给出 *)\nFUNCTION_BLOCK FB_MouldLevel\nVAR_INPUT\n  LevelPV AT %IW64 : INT;   (* 结晶器液位 mm *)\n  CastingSpeed : REAL;      (* 拉速 m/min *)\n  LevelSP : REAL := 800.0;  (* 液位设定值 *)\nEND_VAR\n"
             "VAR_OUTPUT\n  StopperOut AT %QW32 : INT; (* 塞棒开度 *)\nEND_VAR\nVAR\n  Kp : REAL := 0.85;\n  Ti : REAL := 12.0;\n  Err : REAL;\n  Acc : REAL;\nEND_VAR\nErr := LevelSP - INT_TO_REAL(LevelPV);\nAcc := LIMIT(-200.0, Acc + Err / Ti, 200.0);\n"
             "StopperOut := REAL_TO_INT(Kp * Err + Acc + 35.0 * CastingSpeed);\nEND_FUNCTION_BLOCK\n", "gbk", at_least="general-2", sector="S-01")
    tree.put("10_自动化/PLC程序/DB_SecondaryCooling.scl", 'DATA_BLOCK "SecondaryCooling"\nTITLE = 二冷水配水表\nVERSION : 0.1\nSTRUCT\n  Zone1_Setpoint : REAL := 145.0;  // 足辊区 L/min\n  Zone2_Setpoint : REAL := 210.0;\n  Zone3_Setpoint : REAL := 188.5;\n  Zone4_Setpoint : REAL := 160.0;\n'
             "  Superheat : REAL;  // 过热度\n  CastingSpeed : REAL;  // 拉速\nEND_STRUCT;\nBEGIN\nEND_DATA_BLOCK\n", "utf-8", at_least="general-2", sector="S-01")

    path = "10_自动化/HMI/操作员站参数.xml"
    v = tree.invent(path)
    word = v.password()
    text = (f'<?xml version="1.0" encoding="utf-8"?>\n<Station name="BF2-OP03">\n  <Display width="1920" height="1080" />\n  <Server host="172.20.11.31" port="4840" />\n  <Login>\n    <User>operator</User>\n    <Password>{word}</Password>\n  </Login>\n'
            '  <Alarm group="高炉本体" delay="5" />\n</Station>\n')
    tree.put(path, text, "utf-8", secrets=[(7, "secret.password")], sector="any", at_least="general-4")


def network(tree):
    path = "10_自动化/网络/生产控制网拓扑.yaml"
    v = tree.invent(path)
    community = v.token(14)
    lines = ["# 生产控制网 网络拓扑（L1/L2）", "核心交换机:", "  - 名称: SW-CORE-01", "    管理地址: 172.20.0.1", "    vlan: [10, 20, 30, 99]", "  - 名称: SW-CORE-02", "    管理地址: 172.20.0.2", "    vlan: [10, 20, 30, 99]", "汇聚交换机:"]
    for k in range(1, 15):
        lines += [f"  - 名称: SW-AGG-{k:02}", f"    管理地址: 172.20.{k}.1", f"    物理地址: 00:1b:1b:{v.hex(2)}:{v.hex(2)}:{v.hex(2)}", f"    上联: SW-CORE-0{1 + k % 2}", f"    安全域: {['炼铁', '炼钢', '轧钢', '能源'][k % 4]}"]
    lines += ["网管:", "  协议: snmp", f"  community_secret: {community}"]
    tree.put(path, "\n".join(lines) + "\n", "utf-8", secrets=[(len(lines), "secret.generic_token")], mentions=["ipv4", "mac"], sector="any", at_least="general-4")

    path = "10_自动化/网络/IP地址分配表.csv"
    v = tree.invent(path)
    header = ["设备名称", "设备编号", "IP地址", "子网掩码", "网关", "MAC地址", "安装位置", "网段"]
    rows = [header] + [[v.random.choice(["PLC主站", "操作员站", "工程师站", "历史服务器", "分布式IO"]), f"BC-NET-{k:04}", f"172.20.{1 + k // 40}.{10 + k % 40}", "255.255.255.0", f"172.20.{1 + k // 40}.1",
                        ":".join(["00", "0e", "8c", v.hex(2), v.hex(2), v.hex(2)]), v.random.choice(["高炉主控楼", "转炉电气室", "连铸操作室", "热轧主电室"]), f"VLAN{10 * (1 + k // 40)}"] for k in range(1, 161)]
    tree.put(path, csv_text(rows), "utf-8-sig", sector="any", at_least="general-2", columns=expect(header, {"IP地址": "ipv4", "网关": "ipv4", "MAC地址": "mac", "设备编号": "ind.equipment_id"}))

    tree.put("10_自动化/网络/控制网说明.txt", "生产控制网网络拓扑说明\n\n+-----------+      +-----------+\n| SW-CORE-01|======| SW-CORE-02|   核心交换机 172.20.0.1 / 172.20.0.2\n+-----------+      +-----------+\n      |                  |\n  炼铁汇聚 172.20.1.1   炼钢汇聚 172.20.2.1\n"
             "      |                  |\n  PLC 172.20.1.11       PLC 172.20.2.11\n\n防火墙策略：办公网不得直接访问控制网，只允许历史服务器 172.20.9.5 经网闸单向同步。\n子网掩码 255.255.255.0，网段划分见地址规划。\n", "gbk", mentions=["ipv4"], sector="any", at_least="general-2")
    tree.put("10_自动化/网络/等级保护测评整改单.pdf", pdf([("h", "等级保护测评整改单"), "系统：炼钢生产控制系统    测评结论：基本符合", [["序号", "漏洞编号", "风险", "整改建议"], ["1", "BC-V-001", "高危漏洞", "关闭工程师站远程桌面"], ["2", "BC-V-002", "中危", "更换默认口令"], ["3", "BC-V-003", "低危", "补齐日志审计"]],
                                                   "整改期限：2024年6月30日前完成高危漏洞整改，复测后归档。"], "gbk"), at_least="general-2")
