// The words that headings are made of: units, type names, field names. Data, in code because no rule of grading depends on it.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_set>

#include "base/utf8.h"
#include "read/cell_shape.h"

namespace gongdun::read {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words& units() {
  static const Words words{
      "%",    "‰",    "℃",     "°c",   "℉",   "°f",   "°r",   "k",    "degc", "degf", "deg",   "°",        "′",   "rad",  "mm",     "cm",     "dm",
      "m",    "km",   "um",    "μm",   "µm",  "nm",   "in",   "inch", "ft",   "mil",  "m2",    "m²",       "㎡",  "cm2",  "cm²",    "mm2",    "mm²",
      "m3",   "m³",   "nm3",   "nm³",  "l",   "ml",   "bbl",  "gal",  "kg",   "g",    "mg",    "ug",       "μg",  "t",    "kt",     "ton",    "tons",
      "lb",   "lbm",  "lbf",   "oz",   "吨",  "千克", "公斤", "克",   "毫米", "厘米", "米",    "公里",     "升",  "毫升", "立方米", "平方米", "件",
      "个",   "台",   "套",    "只",   "根",  "卷",   "张",   "批",   "炉",   "次",   "人",    "人次",     "箱",  "包",   "pa",     "kpa",    "mpa",
      "gpa",  "hpa",  "bar",   "mbar", "psi", "psia", "psig", "torr", "s",    "sec",  "ms",    "us",       "μs",  "ns",   "min",    "h",      "hr",
      "hour", "d",    "day",   "天",   "日",  "小时", "分钟", "分",   "秒",   "月",   "年",    "a",        "ma",  "ka",   "v",      "kv",     "mv",
      "w",    "kw",   "mw",    "gw",   "va",  "kva",  "var",  "kvar", "kwh",  "mwh",  "kvarh", "hz",       "khz", "mhz",  "ghz",    "rpm",    "r",
      "n",    "kn",   "nm",    "j",    "kj",  "mj",   "gj",   "cal",  "kcal", "ppm",  "ppb",   "db",       "dba", "元",   "万元",   "亿元",   "美元",
      "角",   "cny",  "rmb",   "usd",  "eur", "cst",  "cp",   "mol",  "mol%", "wt%",  "vol%",  "at%",      "%wt", "md",   "cc",     "api",    "gapi",
      "ohm",  "ohmm", "ohm.m", "ω",    "kω",  "mω",   "pu",   "dec",  "frac", "tco2", "tce",   "吨标准煤", "mpg", "kph",  "mph",    "kn/m",   "hrc",
      "hb",   "hv",   "hra",   "ph",   "lx",  "lm",   "cd",   "bit",  "byte", "kb",   "mb",    "gb",       "bps", "无",   "无量纲", "1"};
  return words;
}

const Words& type_names() {
  static const Words words{"int",       "integer", "bigint",   "smallint", "tinyint", "float",    "double", "real",   "decimal",  "numeric", "number",
                           "char",      "varchar", "varchar2", "nvarchar", "text",    "string",   "str",    "bool",   "boolean",  "date",    "datetime",
                           "timestamp", "time",    "blob",     "object",   "long",    "category", "字符串", "字符型", "字符",     "文本",    "整数",
                           "整型",      "数值",    "数值型",   "数字",     "浮点",    "浮点型",   "日期",   "日期型", "日期时间", "布尔",    "布尔型"};
  return words;
}

const Words& field_tokens() {
  static const Words words{
      "id",       "name",     "names",       "firstname",  "lastname", "surname",  "date",    "time",     "datetime",  "timestamp", "code",    "type",
      "no",       "num",      "number",      "nr",         "address",  "addr",     "phone",   "tel",      "telephone", "mobile",    "email",   "mail",
      "status",   "desc",     "description", "unit",       "units",    "value",    "values",  "qty",      "quantity",  "amount",    "price",   "total",
      "count",    "user",     "username",    "password",   "passwd",   "gender",   "sex",     "age",      "birthday",  "city",      "country", "state",
      "region",   "province", "company",     "department", "dept",     "title",    "level",   "category", "class",     "group",     "key",     "index",
      "remark",   "remarks",  "note",        "notes",      "comment",  "comments", "version", "model",    "serial",    "sn",        "lat",     "lon",
      "lng",      "latitude", "longitude",   "altitude",   "port",     "source",   "vendor",  "device",   "protocol",  "tag",       "batch",   "order",
      "item",     "product",  "material",    "supplier",   "customer", "weight",   "height",  "width",    "length",    "thickness", "depth",   "temperature",
      "pressure", "speed",    "flow",        "rate",       "ratio",    "score",    "label",   "target",   "result",    "salary",    "bank",    "account",
      "card",     "zip",      "postcode",    "zipcode",    "url",      "ip",       "mac",     "path",     "file",      "filename",  "size",    "start",
      "end",      "begin",    "year",        "month",      "day",      "hour",     "owner",   "author",   "manager",   "employee",  "staff",   "worker",
      "supplies", "activity", "species",     "job",        "position", "grade",    "heat",    "steel",    "line"};
  return words;
}

constexpr std::array<std::string_view, 132> kFieldWords{
    "姓名", "名称", "编号", "序号", "日期", "时间", "地址", "电话", "手机", "邮箱", "邮件",   "型号",     "类型",   "类别",   "种类",     "数量", "金额",
    "单价", "价格", "总价", "单位", "备注", "状态", "等级", "级别", "年龄", "性别", "部门",   "职务",     "职位",   "岗位",   "职称",     "工号", "身份证",
    "证件", "护照", "账号", "账户", "帐号", "卡号", "户名", "开户", "银行", "温度", "压力",   "流量",     "液位",   "转速",   "电流",     "电压", "功率",
    "频率", "湿度", "浓度", "说明", "描述", "代码", "编码", "规格", "材质", "厚度", "宽度",   "长度",     "高度",   "重量",   "直径",     "牌号", "炉号",
    "批号", "批次", "班组", "班次", "车间", "产线", "工序", "工位", "工段", "设备", "操作员", "操作人",   "负责人", "联系人", "联系方式", "客户", "供应商",
    "厂商", "厂家", "产品", "物料", "零件", "图号", "件号", "版本", "密码", "口令", "用户",   "省份",     "城市",   "地区",   "区域",     "区县", "学历",
    "学校", "专业", "籍贯", "民族", "出生", "住址", "邮编", "合同", "订单", "发票", "税号",   "信用代码", "法人",   "产量",   "产值",     "能耗", "成分",
    "含量", "合格", "检验", "结果", "数值", "上限", "下限", "经度", "纬度", "坐标", "车牌",   "循环数",   "标签"};

std::string_view unbracket(std::string_view text) {
  for (const auto& [open, close] : std::array<std::pair<std::string_view, std::string_view>, 4>{{{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}}}) {
    if (text.size() > open.size() + close.size() && text.starts_with(open) && text.ends_with(close)) {
      return base::trim(text.substr(open.size(), text.size() - open.size() - close.size()));
    }
  }
  return text;
}

bool is_simple_unit(std::string_view text) {
  while (!text.empty() && (std::isdigit(static_cast<unsigned char>(text.back())) != 0 || text.back() == '^' || text.back() == '-')) {
    if (units().contains(text)) return true;
    text.remove_suffix(1);
  }
  return !text.empty() && units().contains(text);
}

}  // namespace

bool is_unit(std::string_view cell) {
  const std::string low = base::ascii_lower(unbracket(base::trim(cell)));
  std::string_view text = low;
  if (text.empty() || text.size() > 24) return false;
  if (units().contains(text)) return true;
  // t/h, N·m, kJ/(kg*K), 10^3 m3
  std::size_t parts = 0;
  while (!text.empty()) {
    std::size_t end = std::min(text.find_first_of("/*. ()"), text.find("·"));
    const std::string_view part = text.substr(0, end);
    if (!part.empty() && !is_simple_unit(part)) return false;
    if (!part.empty()) ++parts;
    if (end >= text.size()) break;
    text.remove_prefix(end + (text.substr(end).starts_with("·") ? std::string_view("·").size() : 1));
  }
  return parts > 0;
}

bool is_type_name(std::string_view cell) {
  const std::string low = base::ascii_lower(base::trim(cell));
  return type_names().contains(std::string_view(low).substr(0, low.find('(')));
}

bool is_field_word(std::string_view cell) {
  cell = base::trim(cell);
  if (cell.empty() || cell.size() > 120) return false;
  const auto contained = [cell](std::string_view word) { return cell.find(word) != std::string_view::npos; };
  if (std::any_of(kFieldWords.begin(), kFieldWords.end(), contained)) return true;
  std::string token;
  for (std::size_t i = 0; i <= cell.size(); ++i) {
    const char c = i < cell.size() ? cell[i] : ' ';
    const bool alpha = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    const bool hump = alpha && c <= 'Z' && i > 0 && cell[i - 1] >= 'a' && cell[i - 1] <= 'z';
    if (!alpha || hump) {
      if (field_tokens().contains(token)) return true;
      token.clear();
    }
    if (alpha) token.push_back(static_cast<char>(c | 0x20));
  }
  return false;
}

std::string_view unit_in_name(std::string_view name) {
  name = base::trim(name);
  for (const auto& [open, close] : std::array<std::pair<std::string_view, std::string_view>, 4>{{{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}}}) {
    if (!name.ends_with(close)) continue;
    const std::size_t at = name.rfind(open);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view inside = name.substr(at + open.size(), name.size() - at - open.size() - close.size());
    if (is_unit(inside)) return base::trim(inside);
  }
  if (const std::size_t comma = name.rfind(", "); comma != std::string_view::npos && comma > 0 && is_unit(name.substr(comma + 2))) {
    return base::trim(name.substr(comma + 2));
  }
  // GB 3101: quantity/unit
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos || slash == 0 || !has_han(name.substr(0, slash))) return {};
  const std::string_view tail = name.substr(slash + 1);
  return is_unit(tail) ? tail : std::string_view{};
}

}  // namespace gongdun::read
