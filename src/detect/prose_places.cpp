// Organisations and addresses: the half of prose_names.h that reads backwards from a suffix.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "detect/name_words.h"
#include "detect/prose_names.h"

namespace gongdun::detect {

namespace {

constexpr std::array<std::string_view, 40> kCompanySuffixes{
    "有限公司", "有限责任公司", "股份公司",     "集团公司", "分公司", "公司",     "集团", "研究院", "研究所", "设计院", "事务所", "合作社", "工厂",   "厂",
    "大学",     "学院",         "医院",         "银行",     "支行",   "分行",     "中心", "协会",   "学会",   "委员会", "经营部", "商行",   "工作室", "电厂",
    "钢厂",     "矿业",         "中级人民法院", "法院",     "检察院", "人民政府", "中学", "小学",   "幼儿园", "海关",   "出版社", "局"};
// Words that cannot be inside a name and so mark its beginning.
constexpr std::array<std::string_view, 38> kLeads{"由",   "与",   "向",   "是",   "给",   "及",   "跟",   "从",   "于",   "至",   "将",   "把",   "该",
                                                  "并",   "经",   "系",   "被",   "或",   "以",   "到",   "请",   "在",   "和",   "供方", "需方", "甲方",
                                                  "乙方", "委托", "关于", "通过", "单位", "名称", "同意", "授权", "根据", "来自", "位于", "因"};

std::size_t previous(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  do --begin;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80);
  return begin;
}

bool name_character(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  const char32_t c = base::next_code_point(text, at);
  if (base::is_han(c) || c == 0xFF08 || c == 0xFF09 || c == 0xB7) return true;
  return c < 128 && ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '(' || c == ')' || c == '&' || c == '-');
}

// Walks back from `end` over characters a name may hold, at most `limit` of them.
std::size_t walk_back(std::string_view text, std::size_t end, int limit) {
  std::size_t at = end;
  for (int i = 0; i < limit && at > 0; ++i) {
    const std::size_t begin = previous(text, at);
    if (!name_character(text, begin)) break;
    at = begin;
  }
  return at;
}

std::size_t skip_spaces_back(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] == ' ') --at;
  return at;
}

// Whether the last character ends one of the suffixes: nearly all values are done with here.
bool organization_ending(std::string_view value) {
  constexpr std::string_view kEndings = "司团院所社厂学行心会部室业府园关局）";
  const std::string_view last = value.substr(value.size() - 3);
  for (std::size_t at = 0; at < kEndings.size(); at += 3) {
    if (kEndings[at] == last[0] && kEndings[at + 1] == last[1] && kEndings[at + 2] == last[2]) return true;
  }
  return value.back() == ')';
}

// The best beginning in [from, to): a region name, else what follows the last leading word.
std::size_t best_beginning(std::string_view text, std::size_t from, std::size_t to) {
  for (std::size_t at = from; at < to;) {
    if (region_at(text.substr(at, to - at)) > 0) return at;
    base::next_code_point(text, at);
  }
  std::size_t best = from;
  for (std::size_t at = from; at < to;) {
    const std::string_view rest = text.substr(at, to - at);
    const auto lead = std::ranges::find_if(kLeads, [&](std::string_view w) { return rest.starts_with(w); });
    if (lead != kLeads.end() && rest.size() - lead->size() >= 6) best = at + lead->size();
    base::next_code_point(text, at);
  }
  return best;
}

struct Parts {
  bool region = false, district = false, road = false, number = false, building = false;
  int count() const { return region + district + road + number + building; }
};

// `c` stands in the text after `prior`; `numbered`: a digit or letter stands just before it.
void mark(Parts& parts, char32_t c, char32_t prior, bool numbered) {
  switch (c) {
    case U'省':
    case U'市':
    case U'州': parts.region = true; break;
    case U'区':
    case U'县':
    case U'旗':
    case U'镇':
    case U'乡':
    case U'园': parts.district = true; break;
    case U'路':
    case U'街':
    case U'巷':
    case U'弄':
    case U'村':
    case U'庄':
    case U'屯': parts.road = true; break;
    case U'道': parts.road |= prior == U'大' || prior == U'街'; break;
    case U'同': parts.road |= prior == U'胡'; break;
    case U'号':
    case U'组':
    case U'#': parts.number |= numbered; break;
    case U'栋':
    case U'幢':
    case U'楼':
    case U'室':
    case U'层':
    case U'座':
    case U'单': parts.building |= numbered; break;
    default: break;
  }
}

Parts address_parts(std::string_view value) {
  constexpr std::size_t kRegionReach = 24;
  Parts parts;
  char32_t prior = 0;
  for (std::size_t at = 0; at < value.size();) {
    if (!parts.region && at < kRegionReach && region_at(value.substr(at)) > 0) parts.region = true;
    const bool numbered =
        (prior >= '0' && prior <= '9') || (prior < 128 && (prior | 0x20) >= 'a' && (prior | 0x20) <= 'z') || prior == U'一' || prior == U'二' || prior == U'三';
    const bool first = at == 0;
    const char32_t c = base::next_code_point(value, at);
    if (!first) mark(parts, c, prior, numbered);
    prior = c;
  }
  return parts;
}

}  // namespace

bool looks_like_organization(std::string_view value) {
  if (value.size() < 9 || value.size() > 150 || !organization_ending(value)) return false;
  std::string_view body = value;
  if (body.ends_with("）") || body.ends_with(")")) {
    const std::size_t open = std::min(body.rfind("（"), body.rfind('('));
    if (open == std::string_view::npos || open < 9) return false;
    body = body.substr(0, open);
  }
  for (const std::string_view suffix : kCompanySuffixes) {
    if (!body.ends_with(suffix) || body.size() < suffix.size() + 6) continue;
    const std::string_view head = body.substr(0, body.size() - suffix.size());
    constexpr std::array<std::string_view, 6> kOther{"布", "格", "结", "全", "大", "残"};  // 布局, 格局
    if (suffix == "局" && std::ranges::any_of(kOther, [&](std::string_view w) { return head.ends_with(w); })) continue;
    const bool sure =
        suffix.find("公司") != std::string_view::npos || suffix == "集团" || suffix == "研究院" || suffix == "大学" || suffix == "医院" || suffix == "事务所";
    if (sure || region_at(head) > 0 || head.size() >= 12) return head.find("。") == std::string_view::npos && head.find("，") == std::string_view::npos;
  }
  return false;
}

int address_strength(std::string_view value) {
  if (value.size() < 12 || value.size() > 240) return 0;
  if (looks_like_organization(value)) return 0;
  const Parts parts = address_parts(value);
  const bool fine = parts.road || parts.number || parts.building;
  if (parts.count() >= 3 && fine && (parts.region || parts.district)) return 2;
  if (parts.road && parts.number) return 2;
  return parts.count() >= 2 && (parts.region || fine) ? 1 : 0;
}

bool organization_at(std::string_view text, std::size_t begin, std::size_t end, Piece& out) {
  const std::size_t from = walk_back(text, begin, 30);
  if (from == begin) return false;
  std::size_t start = best_beginning(text, from, begin);
  while (start < begin && (text[start] == ')' || text[start] == '-' || text.substr(start).starts_with("）"))) base::next_code_point(text, start);
  const std::string_view head = text.substr(start, begin - start);
  constexpr std::array<std::string_view, 8> kEmpty{"本", "该", "贵", "我", "各", "某", "股份", "责任"};
  if (head.size() < 6 || base::count_code_points(head) < 2) return false;
  if (std::ranges::any_of(kEmpty, [&](std::string_view w) { return head == w; })) return false;
  // The suffix may go on: 有限公司大连分公司.
  std::size_t stop = end;
  const std::size_t branch = text.substr(end, 36).find("分公司");
  if (branch != std::string_view::npos && branch % 3 == 0) stop = end + branch + std::string_view("分公司").size();
  out = {start, stop, region_at(head) > 0};
  return true;
}

bool address_around(std::string_view text, std::size_t begin, std::size_t end, Piece& out) {
  const std::size_t from = walk_back(text, skip_spaces_back(text, begin), 40);
  std::size_t start = from;
  for (std::size_t at = from; at < begin;) {
    const std::string_view rest = text.substr(at);
    if (region_at(rest) > 0) {
      start = at;
      break;
    }
    constexpr std::array<std::string_view, 9> kBefore{"地址", "住址", "位于", "住在", "送至", "寄至", "于", "至", "在"};
    for (const std::string_view word : kBefore) {
      if (rest.starts_with(word)) start = at + word.size();
    }
    base::next_code_point(text, at);
  }
  std::size_t stop = end;
  for (int i = 0; i < 30 && stop < text.size() && name_character(text, stop); ++i) base::next_code_point(text, stop);
  // Cut behind the last mark of an address, so that running text after it stays out.
  constexpr std::array<std::string_view, 10> kEnds{"号", "室", "栋", "幢", "楼", "层", "座", "组", "单元", "院"};
  std::size_t last = end;
  for (std::size_t at = end; at < stop;) {
    const std::string_view rest = text.substr(at, stop - at);
    for (const std::string_view word : kEnds) {
      if (rest.starts_with(word) && at > 0 && static_cast<unsigned char>(text[at - 1]) < 128) last = at + word.size();
    }
    base::next_code_point(text, at);
  }
  if (start >= begin && start >= end) return false;
  out = {start, last, false};
  const int strength = address_strength(text.substr(start, last - start));
  out.strong = strength == 2;
  return strength == 2;
}

}  // namespace gongdun::detect
