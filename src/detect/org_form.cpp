#include "detect/org_form.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace gongdun::detect {

namespace {

// Trades as the last word of a firm's short name; none of them names a thing, a department or a process.
constexpr std::array<std::string_view, 66> kTrades{
    "重工", "化工", "化学", "石化", "钢铁", "特钢", "铝业", "铜业", "锌业", "锰业", "镍业", "钛业", "锂业", "矿业", "煤业", "纸业", "木业",
    "药业", "制药", "医药", "酒业", "食品", "乳业", "粮油", "农业", "种业", "纺织", "服饰", "鞋业", "家具", "建材", "水泥", "陶瓷", "玻璃",
    "科技", "电子", "电气", "电器", "电力", "电缆", "光电", "通信", "软件", "网络", "信息", "机械", "机电", "机床", "精密", "汽车", "船舶",
    "航空", "物流", "运输", "码头", "航运", "贸易", "商贸", "实业", "工贸", "能源", "燃气", "环保", "检测", "地产", "置业"};
constexpr std::array<std::string_view, 34> kShops{"商行",   "商店",   "商场",   "超市",   "经营部",   "门市部", "门市",   "批发部", "经销部",
                                                  "经销处", "销售部", "加工部", "加工厂", "加工坊",   "作坊",   "维修部", "维修店", "服务部",
                                                  "汽修厂", "汽修店", "修理厂", "修理店", "快修中心", "用品店", "专卖店", "五金店", "饭店",
                                                  "酒店",   "宾馆",   "餐馆",   "药店",   "轮胎行",   "车行",   "货运站"};

// Legal forms as the last word: Borun Machinery Co., Ltd.
bool latin_firm(std::string_view value) {
  constexpr std::array<std::string_view, 22> kForms{"ltd", "limited", "llc", "inc",   "incorporated", "corp", "corporation", "company", "gmbh", "ag", "kg",
                                                    "s.a", "sa",      "srl", "s.r.l", "bv",           "b.v",  "plc",         "co",      "spa",  "oy", "pte"};
  while (!value.empty() && (value.back() == '.' || value.back() == ' ')) value.remove_suffix(1);
  const std::size_t at = value.find_last_of(" ,");
  if (at == std::string_view::npos || at < 3) return false;
  return std::ranges::find(kForms, base::ascii_lower(value.substr(at + 1))) != kForms.end();
}

}  // namespace

bool ends_like_a_firm(std::string_view value) {
  if (!value.empty() && static_cast<unsigned char>(value[0]) < 0x80) return latin_firm(value);
  const std::size_t characters = base::count_code_points(value);
  if (characters < 4 || characters > 20) return false;
  for (std::size_t at = 0; at < value.size();) {
    if (!base::is_han(base::next_code_point(value, at))) return false;
  }
  const auto ends = [&](std::string_view word) { return value.ends_with(word) && value.size() >= word.size() + 6; };
  return std::ranges::any_of(kTrades, ends) || std::ranges::any_of(kShops, ends);
}

}  // namespace gongdun::detect
