#include "detect/training/values.h"

#include <fmt/core.h>

#include "base/utf8.h"

namespace gongdun::detect::training {

std::vector<std::string> words(std::string_view list) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    if (end > at) out.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    base::next_code_point(text, at);
    out.emplace_back(text.substr(begin, at - begin));
  }
  return out;
}

namespace {

const std::vector<std::string>& usual_families() {
  static const auto kWords = characters(
      "王王王李李李张张张刘刘陈陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹"
      "熊白孟秦邱侯江尹薛闫雷龙段史陶黎贺毛郝顾龚邵覃武钱戴严莫孔");
  return kWords;
}
const std::vector<std::string>& seldom_families() {
  static const auto kWords = characters("晏荆戚卓蒲苟冼麦屈柯卜茅桑璩仝逄鄢郜亓靳滕邝佘岑厉敖阚臧糜娄蔺植揭由种乜银幸瞿解牟宣");
  return kWords;
}
const std::vector<std::string>& book_families() {
  static const auto kWords = characters(
      "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
      "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
      "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
      "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁"
      "仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
      "郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃"
      "利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公");
  return kWords;
}
const std::vector<std::string>& given() {
  static const auto kWords = characters(
      "伟芳娜敏静丽强磊洋艳勇军杰娟涛超明霞秀平刚桂英华玉兰红梅文辉建国志鹏宇浩子轩涵欣怡雨佳俊凯博晓慧婷雪琳倩晨阳思嘉振海云龙永清春生胜福贵荣光祥庆东波斌峰"
      "旭健立民学义德忠诚良才富新宏达安宁康乐天瑞泽润泉溪林森松柏梓桐若诗语彤瑶萱一诺可心雅洁莹冰月星辰昊然睿智远航翔程越成友世家启铭钧锋锐彬硕楠");
  return kWords;
}
const std::vector<std::string>& unusual_given() {
  static const auto kWords = characters("犇垚赟翀骉劼淏炘珅禛昶粲甯祺筠簃芾蓁褀诒酉霂韶颀飔驭鸣麾黻龢卅丙甲木土水火开关用当在有无");
  return kWords;
}

std::string one_of(Random& random, std::initializer_list<const char*> list) {
  return *(list.begin() + random.below(list.size()));
}

std::string places(Random& random) {
  static const auto kWords = words(
      "辽宁省抚顺市新抚区 河北省保定市莲池区 山东省潍坊市奎文区 江苏省无锡市滨湖区 浙江省宁波市鄞州区 广东省佛山市南海区 四川省绵阳市涪城区 湖北省襄阳市樊城区 "
      "湖南省株洲市天元区 河南省洛阳市涧西区 安徽省蚌埠市禹会区 福建省泉州市晋江市 江西省新余市渝水区 陕西省宝鸡市金台区 甘肃省天水市麦积区 "
      "山西省太原市尖草坪区 "
      "吉林省吉林市龙潭区 黑龙江省大庆市让胡路区 内蒙古自治区包头市昆都仑区 广西壮族自治区柳州市鱼峰区 云南省曲靖市麒麟区 贵州省六盘水市钟山区 重庆市涪陵区 "
      "天津市滨海新区 上海市浦东新区 北京市大兴区 新疆维吾尔自治区克拉玛依市独山子区 海南省儋州市洋浦区");
  return random.pick(kWords);
}
std::string road(Random& random) {
  static const auto kHeads = words("人民 建设 和平 胜利 光明 新华 红旗 东风 兴业 民主 前进 钢城 向阳 复兴 西苑 南湖 北环 沿江 振兴 文化 工农 站前 锦江 紫荆");
  return random.pick(kHeads) + one_of(random, {"路", "路", "街", "大道", "东路", "西路", "南街", "一路"});
}

}  // namespace

std::string chinese_name(Random& random) {
  if (random.one_in(60)) return one_of(random, {"欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫"}) + random.pick(given());
  const std::string family = random.one_in(12) ? random.pick(seldom_families()) : random.pick(usual_families());
  const std::string first = random.one_in(40) ? random.pick(unusual_given()) : random.pick(given());
  return random.percent(25) ? family + first : family + first + random.pick(given());
}

std::string rare_name(Random& random) {
  const std::string family = random.percent(60) ? random.pick(seldom_families()) : random.pick(usual_families());
  const std::string first = random.percent(30) ? random.pick(unusual_given()) : random.pick(given());
  return random.percent(30) ? family + first : family + first + random.pick(random.percent(20) ? unusual_given() : given());
}

std::string book_name(Random& random) {
  const std::string name = random.pick(book_families()) + random.pick(given());
  return random.percent(45) ? name : name + random.pick(given());
}

std::string minority_name(Random& random) {
  static const auto kFirst = words("古丽米拉 帕尔哈提 热孜万 麦麦提 阿迪力 努尔麦麦提 赛力克 哈丽达 吐尔洪 阿依努尔 沙吾列提 叶尔江");
  static const auto kLast = words("阿不力孜 托合提 卡德尔 赛买提 肉孜 司马义 艾合买提 塔依尔");
  static const auto kOther = words("旦增罗布 德吉央宗 索南扎西 朝鲁门 娜仁花 呼和巴特尔 阿古达木 萨仁格日乐 措姆 仁青卓嘎");
  return random.percent(75) ? random.pick(kFirst) + "·" + random.pick(kLast) : random.pick(kOther);
}

std::string latin_name(Random& random) {
  static const auto kFirst = words(
      "James Maria Robert Linda Thomas Anna Peter Laura Kevin Susan Hans Ingrid Pierre Sophie Carlos Elena Yuki Kenji Ahmed Fatima Wei Li Min Jun Hao "
      "Xiaoming");
  static const auto kLast = words(
      "Smith Johnson Miller Davis Wilson Schmidt Weber Dubois Moreau Garcia Rossi Tanaka Suzuki Khan Wang Zhang Li Chen Liu Zhao Huang Andersen Novak "
      "Kowalski");
  return random.pick(kFirst) + " " + random.pick(kLast);
}

std::string masked_name(Random& random) {
  const std::string name = chinese_name(random);
  const auto parts = characters(name);
  if (parts.size() == 2) return parts[0] + "*";
  return random.percent(50) ? parts[0] + "**" : parts[0] + "*" + parts.back();
}

std::string listed_names(Random& random) {
  switch (random.below(5)) {
    case 0: return chinese_name(random) + one_of(random, {"、", ",", " ", "/", "；"}) + chinese_name(random);
    case 1: return chinese_name(random) + fmt::format("/{:04}", random.below(9999));
    case 2: return chinese_name(random) + one_of(random, {"（班长）", "(男)", "（实习）", "（组长）", "(女)"});
    default: return chinese_name(random);
  }
}

std::string firm(Random& random) {
  static const auto kPlaces = words("大连 青岛 无锡 佛山 成都 武汉 西安 郑州 南昌 重庆 厦门 合肥 长沙 太原 营口 湘潭 攀枝花 新余 日照 邯郸");
  static const auto kNames =
      words("恒泰 中瑞 天成 海纳 远望 嘉禾 正大 华信 康平 永固 盛达 联创 启明 鼎新 宝丰 金盾 建业 三江 四方 五洲 长虹 亚太 银河 广源 浦瑞 诺德");
  static const auto kTrades = words(
      "机械制造 环境工程 自动化技术 钢结构 耐火材料 国际贸易 电力设备 供应链管理 新能源科技 生物工程 特种合金 铸造 橡塑制品 仓储服务 工业气体 劳务派遣 "
      "网络科技 传媒 涂料");
  const std::string tail = one_of(random, {"有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "厂"});
  if (random.one_in(12)) return random.pick(kNames) + "（" + random.pick(kPlaces) + "）" + random.pick(kTrades) + "有限公司";
  if (random.one_in(4))
    return random.pick(kNames) + random.pick(characters("科信达创维迅捷远腾盛")) + one_of(random, {"科技", "网络", "信息", "传媒"}) + "有限公司";
  return random.pick(kPlaces) + (random.one_in(4) ? "市" : "") + random.pick(kNames) + random.pick(kTrades) + tail;
}

std::string institution(Random& random) {
  static const auto kPlaces = words("大连 青岛 无锡 佛山 成都 武汉 西安 郑州 南昌 重庆 厦门 合肥 长沙 太原 营口 湘潭");
  return random.pick(kPlaces) + one_of(random, {"理工大学", "市中心医院", "市冶金设计研究院", "市第三人民医院", "职业技术学院", "市市场监督管理局", "供电公司",
                                                "化工研究所", "市第二中学", "海关"});
}

std::string short_firm(Random& random) {
  static const auto kNames = words("远东 鸿运 金桥 三友 南方 恒通 宏达 华源 东升 万丰 天工 北辰 江南 明珠 老王 兴旺 聚友");
  return random.pick(kNames) +
         one_of(random, {"化工", "钢铁", "物流", "机电", "建材", "商贸", "电缆", "五金店", "汽修厂", "经营部", "超市", "重工", "能源", "门市部"});
}

std::string english_firm(Random& random) {
  static const auto kNames = words("Northern Delta Pacific Golden Eagle Sunrise Apex Vertex Harbor Summit Orient Dragon Everbright Nordic");
  return random.pick(kNames) + " " + one_of(random, {"Steel", "Valves", "Logistics", "Instruments", "Chemicals", "Bearings"}) + " " +
         one_of(random, {"Co., Ltd.", "Ltd", "GmbH", "Inc.", "Corp.", "LLC", "S.A."});
}

std::string address(Random& random) {
  std::string out = places(random);
  if (random.one_in(5))
    return out + one_of(random, {"柳树镇", "大洼乡", "永安街道", "石门镇", "高坪镇"}) + one_of(random, {"东升村", "桃花村", "孙家屯", "新民村"}) +
           fmt::format("{}组", random.between(1, 9));
  out += road(random) + fmt::format("{}号", random.between(1, 900));
  if (random.percent(50))
    out += fmt::format("{}{}{}", one_of(random, {"", "金域华府", "钢都花园", "御景湾"}), fmt::format("{}栋", random.between(1, 40)),
                       fmt::format("{}室", random.between(101, 3002)));
  if (random.one_in(8)) out += " " + random.digits(6);
  return out;
}

std::string local_address(Random& random) {
  static const auto kTowns = words("铁东区 开发区 高新区 城关镇 新城街道 永康县 太平乡 长安区 经开区");
  return (random.percent(70) ? random.pick(kTowns) : "") + road(random) + fmt::format("{}号", random.between(1, 600)) +
         (random.percent(50) ? fmt::format("{}号楼{}单元{}", random.between(1, 30), random.between(1, 5), random.between(101, 1203)) : "");
}

std::string park_address(Random& random) {
  return one_of(random, {"软件园", "孵化大楼", "职工宿舍", "福苑小区", "钢花新村", "创业中心"}) +
         fmt::format("{}座{}层{}室", static_cast<char>('A' + random.below(6)), random.between(1, 20), random.between(101, 2010));
}

std::string mobile(Random& random) {
  static const auto kHeads = words("130 132 133 135 136 137 138 139 145 150 151 152 155 158 159 166 170 173 177 180 182 185 186 187 188 189 198 199");
  return random.pick(kHeads) + random.digits(8);
}

std::string typed_mobile(Random& random) {
  const std::string number = mobile(random);
  const auto cut = [&](const char* between) { return number.substr(0, 3) + between + number.substr(3, 4) + between + number.substr(7); };
  switch (random.below(7)) {
    case 0: return cut("-");
    case 1: return cut(" ");
    case 2: return "+86 " + number;
    case 3: return number + "/" + mobile(random);
    case 4: return chinese_name(random) + " " + number;
    case 5: return "电话：" + number;
    default: return number;
  }
}

std::string masked_mobile(Random& random) {
  const std::string number = mobile(random);
  return number.substr(0, 3) + "****" + number.substr(7);
}

std::string local_landline(Random& random) {
  return std::string(1, static_cast<char>('2' + random.below(7))) + random.digits(random.percent(60) ? 7 : 6);
}

std::string landline(Random& random) {
  static const auto kAreas = words("010 021 022 023 024 025 027 028 029 0411 0512 0531 0591 0731 0755 0871");
  return random.pick(kAreas) + "-" + std::string(1, static_cast<char>('2' + random.below(7))) + random.digits(7);
}

std::string typed_landline(Random& random) {
  const std::string number = landline(random);
  const std::size_t dash = number.find('-');
  switch (random.below(4)) {
    case 0: return "（" + number.substr(0, dash) + "）" + number.substr(dash + 1);
    case 1: return number + fmt::format("-{}", random.between(100, 8999));
    case 2: return number.substr(0, dash) + number.substr(dash + 1);
    default: return number;
  }
}

std::string hotline(Random& random) {
  return one_of(random, {"400-", "800-"}) + random.digits(3) + "-" + random.digits(4);
}

std::string account(Random& random) {
  return one_of(random, {"1001", "4000", "3301", "2010", "6510", "0200", "8110", "3200"}) + random.digits(static_cast<std::size_t>(random.between(8, 17)));
}

std::string grouped_account(Random& random) {
  const std::string number = account(random);
  std::string out;
  const char between = random.percent(50) ? ' ' : '-';
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += between;
    out += number[i];
  }
  return out;
}

std::string passport(Random& random) {
  if (random.percent(40)) return std::string("E") + static_cast<char>('A' + random.below(8)) + random.digits(7);
  return one_of(random, {"E", "G", "E", "P"}) + random.digits(8);
}

std::string decimal(Random& random, std::int64_t low, std::int64_t high, int decimals) {
  const std::string whole = fmt::format("{}", random.between(low, high));
  return decimals == 0 ? whole : whole + "." + random.digits(static_cast<std::size_t>(decimals));
}

std::string longitude(Random& random) {
  return decimal(random, 76, 130, static_cast<int>(random.between(5, 7)));
}
std::string latitude(Random& random) {
  return decimal(random, 19, 50, static_cast<int>(random.between(5, 7)));
}
std::string position(Random& random) {
  return longitude(random) + (random.percent(50) ? "," : ", ") + latitude(random);
}

std::string ip_address(Random& random) {
  const std::string host = fmt::format("{}.{}", random.below(255), random.between(1, 254));
  return one_of(random, {"10.20.", "192.168.", "172.18.", "58.240."}) + host + (random.one_in(6) ? fmt::format(":{}", random.between(80, 9000)) : "");
}

std::string date(Random& random) {
  return fmt::format("{}-{:02}-{:02}", random.between(2015, 2026), random.between(1, 12), random.between(1, 28));
}

}  // namespace gongdun::detect::training
