#include "detect/name_cell.h"

#include <array>
#include <string>

#include "base/utf8.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kLongest = 120, kMostNames = 8;

bool digit(char c) {
  return c >= '0' && c <= '9';
}

// 张伟(男), 张伟/1723, 张伟1187, 工段长… in brackets: what is left is the name.
std::string_view without_note(std::string_view text) {
  text = base::trim(text);
  const std::size_t open = text.rfind('(');
  if (text.ends_with(')') && open != std::string_view::npos && open > 0) text = base::trim(text.substr(0, open));
  std::size_t end = text.size();
  while (end > 0 && digit(text[end - 1])) --end;
  if (end == text.size() || text.size() - end > 8) return text;
  while (end > 0 && (text[end - 1] == '/' || text[end - 1] == '-' || text[end - 1] == ' ' || text[end - 1] == '_')) --end;
  return text.substr(0, end);
}

std::size_t separator_at(std::string_view text) {
  for (const std::string_view mark : {"、", "/", ",", ";", "|", " ", "\n", "和", "及"}) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

}  // namespace

NameVerdict judge_name_cell(std::string_view value) {
  if (value.size() > kLongest) return {};
  const std::string text = base::fold_width(value);
  if (const NameVerdict one = judge_person_name(without_note(text)); one.name) return one;
  NameVerdict first;
  std::size_t count = 0, begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t mark = at == text.size() ? 1 : separator_at(std::string_view(text).substr(at));
    if (mark == 0) {
      base::next_code_point(text, at);
      continue;
    }
    const std::string_view part = without_note(std::string_view(text).substr(begin, at - begin));
    at = begin = at + mark;
    if (part.empty()) continue;
    const NameVerdict verdict = judge_person_name(part);
    if (!verdict.name || ++count > kMostNames) return {};
    if (count == 1) first = verdict;
  }
  return first;
}

}  // namespace gongdun::detect
