#include "detect/chinese_tables.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/utf8.h"

namespace gongdun::detect {
namespace {

// Area codes by their first three digits; the allotted last digits follow (电信网编号计划, long-distance area codes).
struct AreaGroup {
  std::string_view head, tails;
};
constexpr AreaGroup kAreas[] = {{"031", "0123456789"}, {"033", "5"},          {"034", "9"},          {"035", "0123456789"}, {"037", "0123456789"},
                                {"039", "12345678"},   {"041", "0123456789"}, {"042", "1279"},       {"043", "123456789"},  {"044", "0"},
                                {"045", "123456789"},  {"046", "46789"},      {"047", "0123456789"}, {"048", "23"},         {"051", "0123456789"},
                                {"052", "37"},         {"053", "0123456789"}, {"054", "36"},         {"055", "0123456789"}, {"056", "123456"},
                                {"057", "0123456789"}, {"058", "0"},          {"059", "123456789"},  {"063", "12345"},      {"066", "0238"},
                                {"069", "12"},         {"070", "1"},          {"071", "0123456789"}, {"072", "248"},        {"073", "0123456789"},
                                {"074", "3456"},       {"075", "0123456789"}, {"076", "023689"},     {"077", "0123456789"}, {"079", "0123456789"},
                                {"081", "23456789"},   {"082", "567"},        {"083", "0123456789"}, {"085", "123456789"},  {"087", "0123456789"},
                                {"088", "3678"},       {"089", "0123456789"}, {"090", "1236789"},    {"091", "0123456789"}, {"093", "0123456789"},
                                {"094", "13"},         {"095", "12345"},      {"097", "0123456789"}, {"099", "0123456789"}};

// Prefectures of a province as ranges of the third and fourth digit: 01-20 cities, 21-43 prefectures, leagues and autonomous prefectures, 51-53 cities of
// Guangdong, 90 counties under the province itself. 00 is the province.
struct Prefectures {
  int province;
  std::array<std::pair<int, int>, 3> ranges;
};
constexpr Prefectures kPrefectures[] = {{11, {{{1, 2}}}},
                                        {12, {{{1, 2}}}},
                                        {13, {{{1, 11}, {90, 90}}}},
                                        {14, {{{1, 11}, {22, 24}}}},
                                        {15, {{{1, 9}, {21, 29}}}},
                                        {21, {{{1, 14}}}},
                                        {22, {{{1, 8}, {22, 24}}}},
                                        {23, {{{1, 12}, {23, 27}}}},
                                        {31, {{{1, 2}}}},
                                        {32, {{{1, 13}}}},
                                        {33, {{{1, 11}}}},
                                        {34, {{{1, 18}, {21, 29}}}},
                                        {35, {{{1, 9}, {21, 27}}}},
                                        {36, {{{1, 11}, {21, 25}}}},
                                        {37, {{{1, 17}, {23, 29}}}},
                                        {41, {{{1, 17}, {21, 29}, {90, 90}}}},
                                        {42, {{{1, 13}, {21, 28}, {90, 90}}}},
                                        {43, {{{1, 13}, {22, 31}}}},
                                        {44, {{{1, 20}, {51, 53}}}},
                                        {45, {{{1, 14}, {21, 28}}}},
                                        {46, {{{1, 4}, {90, 90}}}},
                                        {50, {{{1, 3}}}},
                                        {51, {{{1, 20}, {21, 39}}}},
                                        {52, {{{1, 6}, {21, 28}}}},
                                        {53, {{{1, 9}, {21, 35}}}},
                                        {54, {{{1, 6}, {21, 27}}}},
                                        {61, {{{1, 10}, {21, 27}}}},
                                        {62, {{{1, 12}, {21, 30}}}},
                                        {63, {{{1, 2}, {21, 28}}}},
                                        {64, {{{1, 5}, {21, 22}}}},
                                        {65, {{{1, 5}, {21, 43}, {90, 90}}}},
                                        {71, {{{1, 2}}}},
                                        {81, {{{1, 2}}}},
                                        {82, {{{1, 2}}}}};

constexpr std::u32string_view kPlateProvinces = U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦"
    U"邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯"
    U"纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿"
    U"桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝"
    U"区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉"
    U"银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由";
constexpr std::array<std::string_view, 24> kDoubleSurnames = {"欧阳", "上官", "司马", "诸葛", "司徒", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "东方",
                                                              "端木", "南宫", "独孤", "轩辕", "长孙", "宇文", "申屠", "淳于", "呼延", "澹台", "闻人", "钟离"};

}  // namespace

std::size_t area_code_length(std::string_view digits) {
  if (digits.size() < 3 || digits[0] != '0') return 0;
  if (digits.substr(0, 3) == "010") return 3;
  if (digits[1] == '2') return digits[2] == '6' ? 0 : 3;
  if (digits.size() < 4) return 0;
  const auto* group = std::find_if(std::begin(kAreas), std::end(kAreas), [&](const AreaGroup& area) { return area.head == digits.substr(0, 3); });
  return group != std::end(kAreas) && group->tails.find(digits[3]) != std::string_view::npos ? 4 : 0;
}

bool is_region_code(std::string_view digits) {
  if (digits.size() != 6 || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
  const auto two = [&](std::size_t at) { return (digits[at] - '0') * 10 + digits[at + 1] - '0'; };
  if (digits == "100000") return true;
  const auto* place = std::find_if(std::begin(kPrefectures), std::end(kPrefectures), [&](const Prefectures& one) { return one.province == two(0); });
  if (place == std::end(kPrefectures)) return false;
  const int prefecture = two(2);
  if (prefecture == 0) return true;
  return std::any_of(place->ranges.begin(), place->ranges.end(),
                     [&](const auto& range) { return prefecture >= range.first && prefecture <= range.second && range.first > 0; });
}

bool is_plate_province(char32_t character) {
  return kPlateProvinces.find(character) != std::u32string_view::npos;
}

std::size_t surname_length(std::string_view text) {
  static const std::unordered_set<char32_t> single(kSurnames.begin(), kSurnames.end());
  for (const std::string_view name : kDoubleSurnames) {
    if (text.starts_with(name)) return name.size();
  }
  if (text.empty()) return 0;
  std::size_t at = 0;
  return single.contains(base::next_code_point(text, at)) ? at : 0;
}

}  // namespace gongdun::detect
