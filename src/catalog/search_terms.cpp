#include "catalog/search_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/split.h"
#include "base/utf8.h"

namespace gongdun::catalog {

namespace {

enum class Sign { gap, latin, wide };

bool is_latin(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Punctuation and blanks beyond ASCII; U+10FF00 and up hold malformed bytes in PostgreSQL.
bool is_wide_gap(char32_t c) {
  return c < 0xAA || c == 0xB7 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) ||
         c == 0x3030 || (c >= 0xFE10 && c <= 0xFE6F) || c == 0xFEFF || (c >= 0xFF5F && c <= 0xFF65) || c == base::kReplacement || c >= 0x10FF00;
}

Sign sign_of(char32_t c) {
  if (c < 0x80) return is_latin(c) ? Sign::latin : Sign::gap;
  return is_wide_gap(c) ? Sign::gap : Sign::wide;
}

// Calls back with (run, sign) for every run of letters of one sign.
template <class Visit>
void each_run(std::string_view text, Visit visit) {
  std::size_t begin = 0;
  Sign sign = Sign::gap;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t before = at;
    const Sign next = at == text.size() ? Sign::gap : sign_of(base::next_code_point(text, at));
    if (next != sign) {
      if (sign != Sign::gap) visit(text.substr(begin, before - begin), sign);
      begin = before;
      sign = next;
    }
    if (before == text.size()) break;
  }
}

// Where characters begin, and the end.
std::vector<std::size_t> characters(std::string_view run) {
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < run.size();) {
    out.push_back(at);
    base::next_code_point(run, at);
  }
  out.push_back(run.size());
  return out;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

// A part of an identifier begins at `at`: paramValue, XMLFile, v2, 3axis.
bool part_begins(std::string_view run, std::size_t at) {
  if (at == 0) return true;
  if (is_digit(run[at]) != is_digit(run[at - 1])) return true;
  if (!is_capital(run[at])) return false;
  return !is_capital(run[at - 1]) || (at + 1 < run.size() && !is_capital(run[at + 1]) && !is_digit(run[at + 1]));
}

class Words {
 public:
  void add(std::string word) {
    if (!known_.insert(word).second) return;
    if (!out_.empty()) out_ += ' ';
    out_ += word;
  }
  std::string take() { return std::move(out_); }

 private:
  std::unordered_set<std::string> known_;
  std::string out_;
};

std::string latin_word(std::string_view run) {
  return base::ascii_lower(run.substr(0, kWordBytes));
}

void add_latin(Words& to, std::string_view run) {
  std::size_t parts = 0;
  for (std::size_t at = 0; at < run.size() && parts < kWordParts; ++at) {
    if (!part_begins(run, at)) continue;
    to.add(latin_word(run.substr(at)));
    ++parts;
  }
}

// The last character alone: one character typed is found as the beginning of a pair, or here.
void add_wide(Words& to, std::string_view run) {
  const auto at = characters(run);
  for (std::size_t i = 0; i + 1 < at.size(); ++i) to.add(std::string(run.substr(at[i], at[std::min(i + 2, at.size() - 1)] - at[i])));
}

void add_typed(std::vector<SearchWord>& to, std::string_view run, Sign sign, bool last) {
  if (sign == Sign::latin) {
    to.push_back({latin_word(run), last});
    return;
  }
  const auto at = characters(run);
  if (at.size() == 2) to.push_back({std::string(run), true});
  for (std::size_t i = 0; i + 2 < at.size(); ++i) to.push_back({std::string(run.substr(at[i], at[i + 2] - at[i])), false});
}

}  // namespace

std::string fold_for_search(std::string_view text) {
  return base::ascii_lower(base::fold_width(text));
}

std::string words_of(std::string_view text) {
  Words words;
  const std::string folded = base::fold_width(text);
  each_run(folded, [&](std::string_view run, Sign sign) { sign == Sign::latin ? add_latin(words, run) : add_wide(words, run); });
  return words.take();
}

SearchQuery parse_search(std::string_view typed) {
  SearchQuery out;
  const std::string folded = fold_for_search(typed);
  for (const std::string& text : base::split(folded, ' ')) {
    if (text.empty() || std::ranges::find(out.texts, text) != out.texts.end()) continue;
    out.texts.push_back(text);
    each_run(text, [&](std::string_view run, Sign sign) { add_typed(out.words, run, sign, run.data() + run.size() == text.data() + text.size()); });
  }
  // Long words say most.
  std::ranges::stable_sort(out.words, std::greater{}, [](const SearchWord& word) { return word.text.size(); });
  const auto twice = std::ranges::unique(out.words, [](const SearchWord& a, const SearchWord& b) { return a.text == b.text && a.beginning == b.beginning; });
  out.words.erase(twice.begin(), twice.end());
  if (out.words.size() > kQueryWords) out.words.resize(kQueryWords);
  return out;
}

std::string marked_word(char kind, std::string_view value) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a: spread, not secrecy
  for (const char c : value) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return fmt::format(":{}{:012x}", kind, (hash ^ (hash >> 48)) & 0xFFFFFFFFFFFFULL);
}

}  // namespace gongdun::catalog
