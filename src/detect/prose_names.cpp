#include "detect/prose_names.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "detect/name_words.h"

namespace gongdun::detect {

namespace {

struct Char {
  char32_t code = 0;
  std::size_t begin = 0, end = 0;
};

// Up to `limit` code points of `text` from `at`; bounded so that hostile text costs nothing.
template <std::size_t N>
std::size_t take(std::string_view text, std::size_t at, std::array<Char, N>& out) {
  std::size_t count = 0;
  while (at < text.size() && count < N) {
    Char c;
    c.begin = at;
    c.code = base::next_code_point(text, at);
    c.end = at;
    out[count++] = c;
  }
  return count;
}

// The code point that ends at `end`; begin is moved to its first byte.
char32_t before(std::string_view text, std::size_t end, std::size_t& begin) {
  begin = end;
  if (end == 0) return 0;
  do --begin;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80 && end - begin < 4);
  std::size_t at = begin;
  return base::next_code_point(text, at);
}

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0;
}

bool starts_with_any(std::string_view text, const auto& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}

// Words that may follow a name at once in a run of Han characters.
constexpr std::array<std::string_view, 34> kFollows{"电话", "手机",   "联系", "身份", "先生", "女士", "同志", "师傅", "经理", "主任", "厂长", "科长",
                                                    "部长", "工程师", "书记", "组长", "班长", "负责", "签字", "签名", "于",   "在",   "为",   "和",
                                                    "与",   "及",     "等",   "将",   "已",   "说",   "到",   "进行", "主持", "提出"};

// Length in code points of a name at the start of `chars`, knowing that `run` Han characters follow one another there.
std::size_t name_length(const std::array<Char, 8>& chars, std::size_t run, std::string_view text) {
  const auto fits = [&](std::size_t length) {
    if (length > run) return false;
    const auto verdict = judge_person_name(text.substr(chars[0].begin, chars[length - 1].end - chars[0].begin));
    return verdict.name && verdict.given && !verdict.thing && !verdict.seldom;
  };
  if (run >= 2 && run <= 4 && fits(run)) return run;
  for (const std::size_t length : {std::size_t{3}, std::size_t{2}, std::size_t{4}}) {
    if (length < run && fits(length) && starts_with_any(text.substr(chars[length].begin), kFollows)) return length;
  }
  return 0;
}

bool read_name(std::string_view text, std::size_t at, Piece& out) {
  std::array<Char, 8> chars;
  const std::size_t count = take(text, at, chars);
  std::size_t run = 0;
  while (run < count && base::is_han(chars[run].code)) ++run;
  if (run < 2) return false;
  const std::size_t length = name_length(chars, run, text);
  if (length == 0) return false;
  out = {chars[0].begin, chars[length - 1].end, length == run && single_surname(chars[0].code) == Surname::common};
  return true;
}

// Skips what stands between a label and its value. `delimited` tells whether there was anything.
std::size_t skip_delimiters(std::string_view text, std::size_t at, bool& delimited) {
  constexpr std::string_view kAscii = " \t:=\"'([|/-\x1f";
  constexpr std::array<std::string_view, 9> kWide{"：", "（", "　", "“", "【", "、", "，", "＿", "为"};
  const std::size_t stop = std::min(text.size(), at + 24);
  while (at < stop) {
    const auto wide = std::ranges::find_if(kWide, [&](std::string_view w) { return text.substr(at).starts_with(w); });
    if (wide != kWide.end())
      at += wide->size();
    else if (kAscii.find(text[at]) != std::string_view::npos)
      ++at;
    else
      break;
    delimited = true;
  }
  return at;
}

}  // namespace

NameVerdict judge_person_name(std::string_view value) {
  NameVerdict verdict;
  if (value.size() < 6 || value.size() > 40 || static_cast<unsigned char>(value[0]) < 0xE3) return verdict;
  std::array<Char, 16> chars;
  std::size_t count = take(value, 0, chars);
  const bool whole = chars[count - 1].end == value.size();
  // 买买提·艾力: a foreign or minority name with a middle dot.
  const auto dot = std::find_if(chars.begin(), chars.begin() + static_cast<std::ptrdiff_t>(count),
                                [](const Char& c) { return c.code == 0xB7 || c.code == 0x2022 || c.code == 0x30FB; });
  if (dot != chars.begin() + static_cast<std::ptrdiff_t>(count)) {
    const bool rest = std::all_of(chars.begin(), chars.begin() + static_cast<std::ptrdiff_t>(count),
                                  [&](const Char& c) { return c.code == dot->code || base::is_han(c.code); });
    verdict.name = verdict.given = verdict.dotted = whole && rest && count >= 5 && dot->begin >= 6 && dot->end + 6 <= value.size();
    return verdict;
  }
  // 张 伟: spaces that only align.
  const auto end = std::remove_if(chars.begin(), chars.begin() + static_cast<std::ptrdiff_t>(count), [](const Char& c) { return is_blank(c.code); });
  count = static_cast<std::size_t>(end - chars.begin());
  if (!whole || count < 2 || count > 4) return verdict;
  if (!std::all_of(chars.begin(), end, [](const Char& c) { return base::is_han(c.code); })) return verdict;
  const bool compound = count >= 3 && compound_surname(chars[0].code, chars[1].code);
  const Surname surname = single_surname(chars[0].code);
  if (!compound && (surname == Surname::none || count > 3)) return verdict;
  const std::size_t first = compound ? 2 : 1;
  bool given = false, all_given = true;
  for (std::size_t i = first; i < count; ++i) {
    given |= given_character(chars[i].code);
    all_given &= given_character(chars[i].code);
  }
  const char32_t last = chars[count - 1].code;
  verdict.thing = (thing_character(last) && !(given_character(last) && all_given)) || (!compound && common_word(chars[0].code, chars[1].code));
  verdict.seldom = !compound && surname == Surname::seldom;
  verdict.name = !verdict.thing && (!verdict.seldom || all_given);
  verdict.common = compound || surname == Surname::common;
  verdict.given = given;
  verdict.full = all_given && count - first == 2;
  return verdict;
}

bool masked_person_name(std::string_view value) {
  if (value.size() < 4 || value.size() > 24) return false;
  std::array<Char, 8> chars;
  const std::size_t count = take(value, 0, chars);
  if (count < 2 || count > 5 || chars[count - 1].end != value.size()) return false;
  const auto star = [](char32_t c) { return c == '*' || c == 0xFF0A || c == 0x25CB || c == 0x3007 || c == 0x25CF || c == 'X' || c == 'x' || c == 0x67D0; };
  std::size_t stars = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (star(chars[i].code))
      ++stars;
    else if (!base::is_han(chars[i].code))
      return false;
  }
  if (stars == 0 || stars == count) return false;
  return single_surname(chars[0].code) != Surname::none || star(chars[0].code);
}

LatinVerdict judge_latin_name(std::string_view value) {
  LatinVerdict verdict;
  if (value.size() < 3 || value.size() > 48) return verdict;
  std::size_t words = 0;
  for (std::size_t at = 0; at < value.size();) {
    if (value[at] == ' ' || value[at] == ',' || value[at] == '.') {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < value.size() && ((value[at] | 0x20) >= 'a' && (value[at] | 0x20) <= 'z')) ++at;
    if (at < value.size() && (value[at] == '\'' || value[at] == '-') && at + 1 < value.size()) {
      ++at;
      while (at < value.size() && ((value[at] | 0x20) >= 'a' && (value[at] | 0x20) <= 'z')) ++at;
    }
    if (at == begin || value[begin] < 'A' || value[begin] > 'Z') return verdict;
    const std::string lower = base::ascii_lower(value.substr(begin, at - begin));
    verdict.known |= latin_first_name(lower) || pinyin_surname(lower);
    if (++words > 4) return verdict;
  }
  verdict.shape = words >= 1;
  verdict.full = words >= 2;
  return verdict;
}

void names_after_label(std::string_view text, std::size_t label_end, std::vector<Piece>& out) {
  bool delimited = false;
  std::size_t at = skip_delimiters(text, label_end, delimited);
  Piece piece;
  if (!read_name(text, at, piece)) return;
  // Without a delimiter the label may only be the head of a longer word: ask for a sure name.
  if (!delimited && (!piece.strong || piece.end - piece.begin < 9)) return;
  out.push_back(piece);
  for (int listed = 0; listed < 40; ++listed) {
    std::size_t next = piece.end;
    const std::string_view rest = text.substr(next);
    if (rest.starts_with("、") || rest.starts_with("，"))
      next += 3;
    else if (rest.starts_with("/") || rest.starts_with(","))
      next += 1;
    else
      return;
    while (next < text.size() && text[next] == ' ') ++next;
    if (!read_name(text, next, piece)) return;
    out.push_back(piece);
  }
}

bool name_before_title(std::string_view text, std::size_t title_begin, Piece& out) {
  std::size_t begin = title_begin;
  std::array<std::size_t, 5> starts{};
  std::size_t count = 0;
  while (count < starts.size()) {
    std::size_t at = 0;
    const char32_t c = before(text, begin, at);
    if (!base::is_han(c)) break;
    starts[count++] = at;
    begin = at;
  }
  constexpr std::array<std::string_view, 16> kLead{"由", "和", "与", "请", "向", "给", "对", "是", "及", "找", "跟", "经", "让", "派", "人", "员"};
  for (const std::size_t length : {std::size_t{3}, std::size_t{2}}) {
    if (count < length) continue;
    const std::size_t from = starts[length - 1];
    const auto verdict = judge_person_name(text.substr(from, title_begin - from));
    if (!verdict.name || !verdict.given || !verdict.common) continue;
    std::size_t lead = 0;
    const char32_t ahead = before(text, from, lead);
    const bool edge = !base::is_han(ahead) || std::ranges::any_of(kLead, [&](std::string_view w) { return text.substr(lead, from - lead) == w; });
    if (!edge) continue;
    out = {from, title_begin, true};
    return true;
  }
  return false;
}

void name_tokens(std::string_view line, std::vector<Piece>& out) {
  std::size_t at = 0;
  constexpr std::string_view kEdges = " \t,;|\"'\x1f()[]<>";
  while (at < line.size()) {
    while (at < line.size() && kEdges.find(line[at]) != std::string_view::npos) ++at;
    std::size_t end = at;
    while (end < line.size() && kEdges.find(line[end]) == std::string_view::npos) {
      const std::string_view rest = line.substr(end);
      if (rest.starts_with("，") || rest.starts_with("、") || rest.starts_with("：") || rest.starts_with("；") || rest.starts_with("　") ||
          rest.starts_with("（"))
        break;
      ++end;
    }
    const auto verdict = judge_person_name(line.substr(at, end - at));
    if (verdict.name && verdict.given && verdict.common) out.push_back({at, end, true});
    at = end < line.size() ? end + (static_cast<unsigned char>(line[end]) >= 0xE3 ? 3 : 1) : end;
  }
}

}  // namespace gongdun::detect
