#include "detect/english_names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "base/utf8.h"
#include "detect/class_stretches.h"
#include "detect/name_words.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kLongestWord = 24, kLongestName = 60;

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}

// The word at `at`, letters with an inner hyphen or apostrophe.
std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool inner = (text[at] == '-' || text[at] == '\'') && at + 2 < text.size() && upper(text[at + 1]);
    if (!letter(text[at]) && !inner) break;
    ++at;
  }
  return at;
}

// Words that stand behind a first name without being a family name: months and days, places, firms, things of a plant.
bool no_surname(std::string_view word) {
  static constexpr std::array<std::string_view, 64> kWords{
      "and",     "the",       "for",     "was",      "january",     "february", "march",      "april",     "may",      "june",     "july",
      "august",  "september", "october", "november", "december",    "monday",   "tuesday",    "wednesday", "thursday", "friday",   "saturday",
      "sunday",  "street",    "road",    "avenue",   "drive",       "lane",     "court",      "place",     "square",   "park",     "river",
      "lake",    "beach",     "city",    "county",   "island",      "hospital", "university", "college",   "school",   "church",   "airport",
      "station", "hotel",     "inc",     "ltd",      "llc",         "corp",     "company",    "group",     "systems",  "software", "technology",
      "valve",   "pump",      "motor",   "pressure", "temperature", "version",  "license",    "server",    "model"};
  return std::ranges::find(kWords, word) != kWords.end();
}

// First names that are more often something else at the head of a sentence or a heading.
bool ambiguous(std::string_view word) {
  static constexpr std::array<std::string_view, 26> kWords{"max",   "jan",       "mark", "jordan", "virginia", "austin", "victoria", "grace", "amber",
                                                           "mason", "christian", "jack", "ray",    "roy",      "dan",    "tim",      "ali",   "will",
                                                           "alan",  "sydney",    "dean", "carol",  "leo",      "logan",  "ken",      "sam"};
  return std::ranges::find(kWords, word) != kWords.end();
}

struct Words {
  std::size_t count = 0, end = 0;
};

// Up to four capitalised words from `at`, single blanks and initials (D.) between them.
Words capitalised(std::string_view text, std::size_t at) {
  Words found;
  while (found.count < 4 && at < text.size() && (upper(text[at]) || static_cast<unsigned char>(text[at]) >= 0xC3)) {
    std::size_t end = word_end(text, at);
    if (end - at > kLongestWord) break;
    const bool initial = end - at == 1 && end < text.size() && text[end] == '.';
    if (end - at < 2 && !initial) break;
    if (no_surname(base::ascii_lower(text.substr(at, end - at)))) break;
    if (initial) ++end;
    found.end = end;
    ++found.count;
    if (end >= text.size() || text[end] != ' ') break;
    at = end + 1;
  }
  return found;
}

constexpr std::array<std::string_view, 6> kTitles{"Mr", "Mrs", "Ms", "Miss", "Dr", "Prof"};

// Behind what stands right before `at` (a blank excluded): "my name is", "Name:".
bool labelled(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && text[end - 1] == ' ') --end;
  const std::string before = base::ascii_lower(text.substr(end > 24 ? end - 24 : 0, std::min<std::size_t>(end, 24)));
  static constexpr std::array<std::string_view, 6> kLabels{"my name is", "first name is", "last name is", "maiden name is", "partner's name", "full name:"};
  return std::ranges::any_of(kLabels, [&](std::string_view label) { return before.ends_with(label); });
}

// The name that begins with the capital at `at`; `word` ends at `end`.
bool name_at(std::string_view text, std::size_t at, std::size_t end, Piece& out) {
  const std::string_view word = text.substr(at, end - at);
  if (std::ranges::find(kTitles, word) != kTitles.end()) {
    std::size_t from = end;
    const bool dotted = from < text.size() && text[from] == '.';
    if (dotted) ++from;
    if (!dotted && at > 1 && text[at - 1] == ' ' && letter(text[at - 2])) return false;  // 1737 Cheriton Dr Apt. 724
    if (from >= text.size() || text[from] != ' ') return false;
    const Words found = capitalised(text, from + 1);
    out = {from + 1, found.end, true};
    return found.count >= 1;
  }
  const Words found = capitalised(text, at);
  if (found.count == 0 || found.end - at > kLongestName) return false;
  const std::string lower = base::ascii_lower(word);
  if (labelled(text, at)) {
    out = {at, found.end, true};
    return true;
  }
  out = {at, found.end, false};
  return found.count >= 2 && found.count <= 3 && latin_first_name(lower) && !ambiguous(lower);
}

// Does the capital at `at` begin a word, and not one of a path, an address or an identifier?
bool begins_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (letter(before) || before == '_' || before == '/' || before == '.' || before == '@') return false;
  return (before != '-' && before != '\'') || at < 2 || !letter(text[at - 2]);
}

}  // namespace

void english_names(std::string_view text, std::vector<Piece>& out) {
  ClassStretches::Mask capitals;
  std::size_t taken = 0;  // the names found reach to here
  for (ClassStretches stretches(text); stretches.next();) {
    stretches.classify({'A', 25}, capitals);
    for (std::size_t w = 0; w < stretches.words(); ++w) {
      for (std::uint64_t bits = capitals[w]; bits != 0; bits &= bits - 1) {
        const std::size_t at = stretches.base() + w * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        if (at < taken || !begins_word(text, at)) continue;
        const std::size_t end = word_end(text, at);
        Piece piece;
        if (end - at < 2 || end - at > kLongestWord || !name_at(text, at, end, piece)) continue;
        out.push_back(piece);
        taken = piece.end;
      }
    }
  }
}

}  // namespace gongdun::detect
