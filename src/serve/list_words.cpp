// Words for the codes that lists show, in both languages; a cell that is filled in may hold either, or the code.
#include <algorithm>

#include "access/roles.h"
#include "base/utf8.h"
#include "grade/grade.h"
#include "serve/list_kind.h"

namespace gongdun::serve {

const Choices& edge_words() {
  static const Choices all{
      {"territory", {"属地", "Territory"}}, {"group", {"集团", "Group"}}, {"sector", {"行业", "Sector"}}, {"service", {"服务商", "Service provider"}}};
  return all;
}

const Choices& role_words() {
  static const Choices all = [] {
    Choices out;
    for (const access::Role& role : access::roles()) out.push_back({role.id, role.name});
    return out;
  }();
  return all;
}

const Choices& grade_words() {
  static const Choices all = [] {
    Choices out;
    for (const std::string_view code : {"core", "important", "general-4", "general-3", "general-2", "general-1"}) {
      const auto grade = grade::parse_grade(code).value_or(grade::Grade{});
      out.push_back({code, {grade::grade_title(grade, base::Lang::zh), grade::grade_title(grade, base::Lang::en)}});
    }
    return out;
  }();
  return all;
}

const Choices& asset_state_words() {
  static const Choices all{{"pending", {"待确认", "To confirm"}},
                           {"decided", {"已决定", "Decided"}},
                           {"confirmed", {"已确认备案", "Confirmed"}},
                           {"disputed", {"有异议", "Disputed"}},
                           {"review", {"待复核", "In review"}}};
  return all;
}

std::string word_of(const Choices& words, std::string_view code, base::Lang lang) {
  const auto found = std::ranges::find(words, code, &Choice::code);
  return found == words.end() ? std::string(code) : found->title.in(lang);
}

std::optional<std::string> code_of(const Choices& words, std::string_view cell) {
  const std::string wanted = base::ascii_lower(base::fold_width(cell));
  for (const Choice& one : words)
    if (wanted == one.code || wanted == base::ascii_lower(base::fold_width(one.title.zh)) || wanted == base::ascii_lower(one.title.en))
      return std::string(one.code);
  return std::nullopt;
}

}  // namespace gongdun::serve
