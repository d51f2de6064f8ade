// The kinds of columns, what they are and what they are called.
#include <fmt/core.h>

#include "detect/training/material.h"
#include "detect/training/values.h"

namespace gongdun::detect::training {

namespace {

std::string from(Random& random, const char* list) {
  return random.pick(words(list));
}

// Running numbers behind a fixed head.
std::string counted(std::uint64_t row, std::uint64_t start, std::uint64_t step) {
  return fmt::format("{}", start + row * step);
}

void persons(std::vector<Kind>& out) {
  const char* names =
      "姓名 联系人 负责人 职工姓名 驾驶员 客户姓名 收货人 经办人 学员姓名 填报人|name full_name contact_person employee_name driver_name|xm xingming lxr";
  out.push_back({names, [](Random& r, auto) { return chinese_name(r); }, "person.name", Proof::shaped});
  out.push_back({names, [](Random& r, auto) { return chinese_name(r); }, "person.name", Proof::shaped});
  out.push_back({names, [](Random& r, auto) { return book_name(r); }, "person.name", Proof::shaped});
  out.push_back({"客户名称 户名 开户名 会员名称 昵称|customer_name account_name member|khmc", [](Random& r, auto) { return chinese_name(r); }, "person.name",
                 Proof::shaped});
  out.push_back({"法定代表人 户主 申请人 监护人 操作工 检验员|legal_person applicant inspector|fddbr", [](Random& r, auto) { return rare_name(r); },
                 "person.name", Proof::shaped});
  out.push_back({names, [](Random& r, auto) { return r.percent(70) ? minority_name(r) : chinese_name(r); }, "person.name", Proof::header});
  out.push_back({"name full_name contact_person|customer_name full_name contact_person employee_name first_name|name",
                 [](Random& r, auto) { return latin_name(r); }, "person.name", Proof::header});
  out.push_back({names, [](Random& r, auto) { return masked_name(r); }, "person.name", Proof::header});
  out.push_back({"值班人员 参会人员 检修人员 施工人员 业务员|operators attendees salesman|ywy", [](Random& r, auto) { return listed_names(r); }, "person.name",
                 Proof::header});
  const char* mobiles = "手机号 手机号码 联系电话 移动电话 联系方式 本人手机|mobile phone mobile_no cellphone phone_number|sjh lxdh sjhm";
  out.push_back({mobiles, [](Random& r, auto) { return mobile(r); }, "cn.mobile", Proof::shaped, "cn.phone bank.account"});
  out.push_back({mobiles, [](Random& r, auto) { return mobile(r); }, "cn.mobile", Proof::shaped, "cn.phone bank.account"});
  out.push_back({mobiles, [](Random& r, auto) { return typed_mobile(r); }, "cn.mobile", Proof::shaped, "cn.phone bank.account person.name"});
  out.push_back({mobiles, [](Random& r, auto) { return masked_mobile(r); }, "cn.mobile", Proof::shaped, "cn.phone bank.account"});
  out.push_back({mobiles, [](Random& r, auto) { return r.percent(70) ? mobile(r) : landline(r); }, "cn.mobile", Proof::header, "cn.phone bank.account"});
  const char* reach = "紧急联系 紧急联系人 联系人及电话 联系方式 负责人电话 值班联系|emergency_contact contact contact_info|jjlx lxfs";
  for (int i = 0; i < 2; ++i) {
    out.push_back({reach,
                   [](Random& r, auto) {
                     static const auto kForms = words("{}{} {}{} {}（{}） {}({}) {}：{} {}/{} {}，{}");
                     const std::string name = r.percent(85) ? chinese_name(r) : rare_name(r);
                     return fmt::format(fmt::runtime(r.pick(kForms)), r.percent(15) ? name + " " : name, mobile(r));
                   },
                   "cn.mobile", Proof::header, "cn.phone person.name"});
  }
  const char* phones = "办公电话 固定电话 座机 电话 传真 单位电话|tel office_phone fax telephone|bgdh dh";
  out.push_back({phones, [](Random& r, auto) { return landline(r); }, "cn.phone", Proof::shaped, "bank.account cn.mobile"});
  out.push_back({phones, [](Random& r, auto) { return typed_landline(r); }, "cn.phone", Proof::shaped, "bank.account cn.mobile"});
  out.push_back({phones, [](Random& r, auto) { return local_landline(r); }, "cn.phone", Proof::header, "bank.account cn.mobile"});
  out.push_back({"客服热线 服务电话 咨询电话|hotline service_phone|fwdh", [](Random& r, auto) { return hotline(r); }, "cn.phone", Proof::header, "cn.mobile"});
  out.push_back({"护照号 护照号码|passport_no passport|hzh", [](Random& r, auto) { return passport(r); }, "cn.passport", Proof::header});
  const char* homes = "家庭住址 地址 住址 通讯地址 收货地址 详细地址|address home_address street_address|dz jtzz";
  out.push_back({homes, [](Random& r, auto) { return address(r); }, "cn.address"});
  out.push_back({homes, [](Random& r, auto) { return local_address(r); }, "cn.address", Proof::shaped});
  out.push_back({homes, [](Random& r, auto) { return park_address(r); }, "cn.address", Proof::header});
  const char* accounts = "银行账号 对公账号 收款账号 账号 开户账号|bank_account account_no|yhzh zh";
  out.push_back({accounts, [](Random& r, auto) { return account(r); }, "bank.account", Proof::header, "bank.card cn.mobile cn.phone"});
  out.push_back({accounts, [](Random& r, auto) { return grouped_account(r); }, "bank.account", Proof::header, "bank.card cn.phone"});
}

void places_and_firms(std::vector<Kind>& out) {
  const char* firms = "公司名称 单位名称 供应商名称 客户名称 企业名称 承运单位 生产厂家 投标人|company supplier company_name customer vendor|dwmc gsmc";
  out.push_back({firms, [](Random& r, auto) { return firm(r); }, "org.name"});
  out.push_back({firms, [](Random& r, auto) { return firm(r); }, "org.name"});
  out.push_back({firms, [](Random& r, auto) { return r.percent(50) ? institution(r) : firm(r); }, "org.name"});
  out.push_back({firms, [](Random& r, auto) { return short_firm(r); }, "org.name", Proof::header});
  out.push_back({"公司名称 供应商名称|company supplier vendor company_name manufacturer|gsmc", [](Random& r, auto) { return english_firm(r); }, "org.name",
                 Proof::header});
  out.push_back(
      {"开户行 开户银行 发证机关|bank_name issued_by|khh",
       [](Random& r, auto) { return r.percent(50) ? "中国农业银行" + from(r, "抚顺 日照 邯郸 株洲") + "分行" : from(r, "抚顺 日照 邯郸 株洲") + "市公安局"; },
       "", Proof::header, "", "org.name"});
  out.push_back({"籍贯 出生地|native_place birthplace|jg", [](Random& r, auto) { return from(r, "河北邯郸 山东日照 湖南株洲 四川绵阳 辽宁营口"); }, "",
                 Proof::header, "", "cn.address"});
  out.push_back({"经度 GPS经度 东经|longitude lng lon|jd", [](Random& r, auto) { return longitude(r); }, "geo.coordinate", Proof::header});
  out.push_back({"纬度 GPS纬度 北纬|latitude lat|wd", [](Random& r, auto) { return latitude(r); }, "geo.coordinate", Proof::header});
  out.push_back({"经纬度 GPS坐标 定位 坐标|location coordinates gps latlng|jwd", [](Random& r, auto) { return position(r); }, "geo.coordinate", Proof::shaped});
  out.push_back({"IP地址 管理IP 登录IP 主机IP|ip ip_address host|ipdz", [](Random& r, auto) { return ip_address(r); }, "ipv4", Proof::shaped});
}

// A word for a thing that begins like a family name: 平压机, 方轧辊.
std::string made_thing(Random& random) {
  static const auto kFirst =
      characters("平方石冷金高常温成连江马安关时程余任强向项单路车管原丰满封查解施水龙云花雷康毛白黄蓝乌汤柴米麻梅桂柳杨松热粗精主副进出");
  static const auto kMiddle = characters("压速频温流位力轧铸炼焊磨切冲锻冶吸排输送提升降转定");
  static const auto kEnd = characters("机阀泵器辊轴板管线材料粉罐仓箱柜座盘带轮环套杆臂斗架台箱组段");
  return random.pick(kFirst) + (random.percent(80) ? random.pick(kMiddle) : "") + random.pick(kEnd);
}

// Departments and service points that end like an organisation.
std::string department(Random& random) {
  return from(random, "客户服务 设备维修 质量检测 能源调度 信息 培训 物流配送 炼铁总 第二轧钢 动力 采购 安全管理 技术") +
         from(random, "中心 中心 部 处 分厂 车间 委员会 科 室 厂");
}

// Words that could be names.
void things(std::vector<Kind>& out) {
  out.push_back({"设备名称 设备|equipment equipment_name device|sbmc", [](Random& r, auto) {
                   return from(r,
                               "高炉 转炉 电炉 钢包车 连铸机 飞剪 矫直机 开卷机 鼓风机 除尘器 余热锅炉 水泵 齿轮箱 行车 龙门吊 万能铣床 平面磨床 曲轴磨床 "
                               "马弗炉 金相显微镜 时效炉 温控柜 纪录仪 程控柜 高压柜");
                 }});
  out.push_back({"设备名称 品名 部件名称 名称|equipment_name item part_name|sbmc pm", [](Random& r, auto) { return made_thing(r); }});
  out.push_back(
      {"部门 所属单位 责任部门 使用单位|department unit division|bm", [](Random& r, auto) { return department(r); }, "", Proof::header, "", "org.name"});
  out.push_back({"受理部门 服务点 站点|service_point station|zd",
                 [](Random& r, auto) { return from(r, "1号 2号 东区 西区 A座") + from(r, "配电室 泵站 磅房 换热站 值班室 服务中心 检测中心"); }});
  out.push_back({"备件名称 零件名称 部件|part_name part component|bjmc ljmc", [](Random& r, auto) {
                   return from(r,
                               "轴瓦 连杆 曲柄 齿圈 密封圈 平键 方头螺栓 高强螺母 万向轴 江铃水箱 安全销 游标卡尺 毛细管 石棉垫 金属软管 向心球 常开触点 "
                               "田字垫 成套附件 梅花扳手");
                 }});
  out.push_back(
      {"物料名称 材料名称 品名 原料|material material_name item|wlmc pm", [](Random& r, auto) {
         return from(
             r, "白云石 石灰石 焦炭 锰铁 硅锰 生铁 方坯 黄铜棒 紫铜管 金红石 毛竹 云母片 柏油 江砂 麦饭石 乌洛托品 明胶 石英砂 高岭土 萤石粉 钱塘粉 温石棉");
       }});
  out.push_back({"产品名称 商品名称 产品|product product_name goods|cpmc", [](Random& r, auto) {
                   return from(r,
                               "螺纹钢 高线 冷轧卷 方管 角钢 马口铁 金属网 白糖 黄油 方便面 花生油 毛巾 牛仔布 羊绒衫 石膏板 安全帽 常青藤 金龙鱼 雷达表 "
                               "华为路由 康师傅 王老吉 张裕干红");
                 }});
  out.push_back(
      {"车间 部门 所属部门 班组名称 作业区|department workshop team unit|bm cj", [](Random& r, auto) {
         return from(
             r,
             "炼铁车间 安全科 金工车间 动力厂 焦化作业区 高线车间 成品库 质检中心 马鞍山基地 安环部 财务科 施工队 任务组 和平分厂 甲班 乙班 连铸班 向上班组");
       }});
  out.push_back({"仓库 库位名称 产线 生产线|warehouse line production_line|ck cx", [](Random& r, auto) {
                   return from(r, "成品库 原料场 一号库 二号线 平整线 高棚 东库 西跨 南跨 白班线 包装线 冷床 中转库 常温库 危化库 金库 江边码头 石料场");
                 }});
  out.push_back({"状态 设备状态 处理结果|status state result|zt",
                 [](Random& r, auto) { return from(r, "运行 停机 检修 正常 合格 完成 成功 封存 满负荷 常开 关闭 解除 未知 许可"); }});
  out.push_back({"工序 工序名称 工艺|process step|gx",
                 [](Random& r, auto) { return from(r, "冷却 平整 钻孔 车削 焊接 回火 连铸 轧制 包装 封装 成型 施釉 余热回收 曲面加工 修磨 印染 漂白"); }});
  out.push_back({"城市 产地 地区 省份 到站|city origin region province|cs cd", [](Random& r, auto) {
                   return from(r, "安阳 金昌 马鞍山 石嘴山 常州 温州 江阴 白银 黄石 万州 包头 宁德 连云港 许昌 孟州 梅州 梁山 云浮 辽阳 鲁山 祁阳");
                 }});
  out.push_back({"品牌 厂牌 车系|brand make|pp", [](Random& r, auto) {
                   return from(r, "江淮 金杯 马自达 解放 东风 康明斯 雷诺 柳工 徐工 常柴 云内 华菱 安凯 海马 施耐德 罗克韦尔 金风 万和 方太");
                 }});
  out.push_back({"颜色|color colour|ys", [](Random& r, auto) { return from(r, "白色 黄色 金黄 米白 古铜 乌金 明黄 柏木色 海蓝 石青 银灰"); }});
  out.push_back(
      {"民族 政治面貌 学历|ethnicity education|mz", [](Random& r, auto) { return from(r, "汉族 满族 苗族 白族 党员 团员 群众 本科 大专 高中 硕士"); }});
  out.push_back({"岗位 职务 工种 职称|post job title position|gw zw", [](Random& r, auto) {
                   return from(r, "操作工 班长 炉长 电焊工 天车工 高级工程师 安全员 会计 司机 项目经理 行车工 化验员 厂长 车间主任 保安 文员");
                 }});
  out.push_back({"项目名称 合同名称 会议主题|project project_name subject|xmmc", [](Random& r, auto) {
                   return from(r, "高炉大修 二期扩建 余热发电 安全培训 金工改造 平台升级 石化项目 水处理 方案评审 周例会 张家港项目 唐山二期");
                 }});
  out.push_back({"名称 标题|name title|mc", [](Random& r, auto) {
                   return from(r, "进水温度 主轴转速 冷却水压 1号炉 张力设定 液位高报 高位油箱 平衡阀 成品率 常用参数 循环水泵 余量 方波 向量");
                 }});
  out.push_back({"用户名 登录名 账号 用户|user_name username login account user|yhm", [](Random& r, auto) {
                   return from(r, "admin root guest operator zhangwei lifang wangqiang chenjing test01 sysadmin liuyang zhaolei scada opc_user");
                 }});
  out.push_back({"船名 船舶名称 车次 航班|ship vessel ship_name vessel_name boat_name|cm",
                 [](Random& r, auto) {
                   if (r.percent(30)) return from(r, "东方之星 长航江山 华海龙 向阳红 海丰天津 金海澜 万吉 雪龙");
                   return from(r, "华航 江海 安顺 万通 金洋 连江 向海 成山 温海 常江 路远 吉运 华 江 安 海 金 万") +
                          from(r, "龙 星 宏 福 运 顺 达 兴 泰 洋 平 远");
                 },
                 "", Proof::header, "person.name org.name"});
  out.push_back(
      {"菜名 食材|dish food|cm", [](Random& r, auto) { return from(r, "毛血旺 金针菇 花生米 黄瓜 白菜 鱼香茄子 马蹄 高汤 毛豆 洪湖莲 麦片 方糕 薄饼"); }});
  out.push_back(
      {"介质 化学品|medium chemical|jz", [](Random& r, auto) { return from(r, "氮气 柴油 甘油 乙二醇 常压油 石脑油 白油 氢气 盐酸 丁二烯 苯乙烯 溶剂油"); }});
  out.push_back({"product_name name|product_name name item_name equipment part model_name|mc", [](Random& r, auto) {
                   return from(r, "Main Cooling Hot Rolling Steel Inlet Outlet Gear") + " " + from(r, "Pump Pipe Mill Valve Temp Pressure Box Line Motor");
                 }});
  out.push_back({"city site|city site country location|cs",
                 [](Random& r, auto) { return from(r, "Shanghai Berlin Houston Osaka Lyon Milan Pittsburgh Dalian Anshan"); }, "", Proof::proved,
                 "geo.coordinate"});
  out.push_back({"变量名 点名 标签|tag variable tag_name|wh",
                 [](Random& r, auto) { return from(r, "TIC PT FT LIC HotMetal Furnace Roll") + fmt::format("_{:03}", r.below(999)); }});
  out.push_back({"备注 说明|remark note comment|bz", [](Random& r, auto) {
                   return from(r, "正常 已处理 待更换备件 联系电气人员处理 油温偏高，注意观察 按计划检修 无异常 请尽快安排 于班前会通报 见附件");
                 }});
  out.push_back(
      {"备注 使用说明|remark note description|bz",
       [](Random& r, auto) {
         return from(r, "1号高炉出铁场除尘 位于2号车间东侧 主轧线3号机架 一区二段5号柜 厂区北门1号磅 原料场A区3号堆 轧机区2层平台 二期工程5号楼 10号路灯检修");
       },
       "", Proof::header});
}

void numbers(std::vector<Kind>& out) {
  out.push_back({"订单号 订单编号 销售单号|order_no order_id|ddh",
                 [](Random& r, auto) { return "20" + r.digits(2) + fmt::format("{:02}{:02}", r.between(1, 12), r.between(1, 28)) + r.digits(8); }, "",
                 Proof::header, "bank.account"});
  out.push_back({"订单号 工单号 派工单|order_no work_order job_no|gdh", [](Random&, std::uint64_t row) { return counted(row, 13500120000, 3); }});
  out.push_back({"流水号 交易号 序列号|serial_no transaction_id|lsh", [](Random& r, auto) { return "1" + r.digits(17); }, "", Proof::header, "bank.account"});
  out.push_back({"表号 电表号 计量点|meter_no meter|bh",
                 [](Random& r, auto) { return "1" + std::string(1, static_cast<char>('3' + r.below(7))) + r.digits(9); }, "", Proof::header,
                 "cn.mobile bank.account"});
  out.push_back({"读数 累计量 示数|reading total counter|ds", [](Random& r, auto) { return fmt::format("{}", r.between(13000000000, 19900000000)); }, "",
                 Proof::header, "cn.mobile bank.account"});
  out.push_back({"序号 行号|seq row_no id|xh", [](Random&, std::uint64_t row) { return counted(row, 1, 1); }});
  out.push_back(
      {"物料编码 物料号|material_no sku item_code|wlbm", [](Random& r, auto) { return "10" + r.digits(8); }, "", Proof::header, "bank.account cn.phone"});
  out.push_back({"条码 商品条码|barcode ean|tm", [](Random& r, auto) { return "69" + r.digits(11); }, "", Proof::header, "bank.account"});
  out.push_back(
      {"资产编号 设备编号|asset_no equipment_no|zcbh", [](Random& r, auto) { return from(r, "E G H P SB") + r.digits(8); }, "", Proof::header, "cn.passport"});
  out.push_back(
      {"批次号 炉号 批号|batch_no heat_no lot|pch",
       [](Random& r, auto) { return from(r, "A E G B2 H") + fmt::format("2{}{:02}{:02}{}", r.below(7), r.between(1, 12), r.between(1, 28), r.digits(3)); }, "",
       Proof::header, "cn.passport"});
  out.push_back({"图号 规格 型号|drawing_no model spec|th xh", [](Random& r, auto) { return from(r, "YE3- DN50- LZ-14- Q235B- 6ES7-") + r.digits(4); }});
  out.push_back({"时间戳 采集时间|timestamp ts|sjc", [](Random& r, std::uint64_t row) { return counted(row, 1730000000000 + r.below(900), 60000); }, "",
                 Proof::header, "bank.account"});
  out.push_back({"时间戳 上报时间|timestamp unix_time|sjc", [](Random& r, std::uint64_t row) { return counted(row, 1730000000 + r.below(50), 60); }, "",
                 Proof::header, "bank.account"});
  out.push_back({"温度 炉温 压力|temperature pressure temp|wd", [](Random& r, auto) { return decimal(r, 20, 1600, 2); }});
  out.push_back({"出口温度 浓度 湿度|outlet_temp humidity|ckwd", [](Random& r, auto) { return decimal(r, 20, 52, static_cast<int>(r.between(1, 3))); }, "",
                 Proof::header, "geo.coordinate"});
  out.push_back({"位移 轴坐标 X坐标|axis_x position_x offset_x|wy", [](Random& r, auto) { return decimal(r, -200, 200, 3); }});
  out.push_back({"东坐标 孔口X|easting collar_x|dzb", [](Random& r, auto) { return decimal(r, 4500000, 4600000, 3); }});
  // Drill holes and surveys in a grid whose numbers have eleven places, and counters of coordinates in hundredths of a millimetre.
  const char* grids = "X坐标 Y坐标 东坐标 北坐标 横坐标 纵坐标 坐标|x_coord easting northing coordinate pos_x|zb";
  out.push_back({grids, [](Random& r, auto) { return fmt::format("{}", r.between(13800000000, 13899999999)); }, "", Proof::header, "cn.mobile bank.account"});
  out.push_back({grids, [](Random& r, auto) { return fmt::format("{}", r.between(13000000000, 19900000000)); }, "", Proof::header, "cn.mobile bank.account"});
  out.push_back({"延迟 耗时|latency elapsed_ms|ys", [](Random& r, auto) { return decimal(r, 1, 90, 3); }, "", Proof::header, "geo.coordinate"});
  out.push_back({"固件版本 软件版本|firmware version|bb",
                 [](Random& r, auto) { return fmt::format("{}.{}.{}.{}", r.between(1, 9), r.below(20), r.below(40), r.below(250)); }, "", Proof::header,
                 "ipv4"});
  out.push_back({"条款号 章节|clause section|tkh",
                 [](Random& r, auto) { return fmt::format("{}.{}.{}.{}", r.between(1, 12), r.between(1, 9), r.between(1, 9), r.between(1, 9)); }, "",
                 Proof::header, "ipv4"});
  out.push_back({"数量 件数|qty quantity|sl", [](Random& r, auto) { return fmt::format("{}", r.between(1, 4000)); }});
  out.push_back({"金额 单价 重量|amount price weight|je", [](Random& r, auto) { return decimal(r, 10, 90000, 2); }});
  out.push_back({"日期 检定日期|date checked_at|rq", [](Random& r, auto) { return date(r); }});
  out.push_back({"短号 分机|ext extension|fj", [](Random& r, auto) { return fmt::format("{}", r.between(2000, 8999)); }});
  out.push_back({"手机号已验证 邮箱已验证|phone_verified mobile_bound|sjyz", [](Random& r, auto) { return from(r, "0 1"); }});
  out.push_back({"手机型号 终端型号|phone_model device_model|sjxh", [](Random& r, auto) { return from(r, "Mate60 iPhone15 小米14 荣耀90 vivoX100 P70Pro"); }});
  out.push_back({"寄存器地址 起始地址|register_address address|jcq", [](Random& r, std::uint64_t row) { return counted(row, 40001 + r.below(2), 2); }});
  out.push_back({"IO地址 PLC地址|plc_address io_address|iodz", [](Random& r, auto) { return from(r, "DB1.DBX I0. Q4. MW") + r.digits(2); }});
  out.push_back({"网址 链接地址|url web_address link|wz", [](Random& r, auto) { return "https://portal.example.com/item/" + r.digits(5); }});
  out.push_back({"加油卡号 门禁卡号 卡号|card_no fuel_card|kh", [](Random& r, auto) { return "1000" + r.digits(12); }, "", Proof::header, "", "bank.account"});
}

}  // namespace

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> kAll = [] {
    std::vector<Kind> out;
    persons(out);
    places_and_firms(out);
    things(out);
    numbers(out);
    return out;
  }();
  return kAll;
}

}  // namespace gongdun::detect::training
