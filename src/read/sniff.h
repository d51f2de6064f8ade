// Building blocks for identifiers: magic numbers, XML roots, JSON marks and votes over lines. Pure functions of the head of an item.
#pragma once
#include <cstddef>
#include <string_view>

#include "read/format.h"

namespace gongdun::read::sniff {

// Scores shared by the identifiers of this room: a specific format wins over the generic one it is built on.
inline constexpr int kMagic = 100;     // magic number or unmistakable opening
inline constexpr int kSpecific = 95;   // a named use of JSON, XML or ZIP
inline constexpr int kStructure = 90;  // most lines obey a narrow grammar
inline constexpr int kGeneric = 80;    // JSON, XML, SQL as such

inline constexpr std::string_view kPrintable = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

// A string literal as a template argument; embedded zero bytes are kept.
template <std::size_t N>
struct Literal {
  char chars[N]{};
  consteval Literal(const char (&from)[N]) {
    for (std::size_t i = 0; i < N; ++i) chars[i] = from[i];
  }
  constexpr std::string_view view() const { return {chars, N - 1}; }
};

bool starts(const Sniff& s, std::string_view magic, std::size_t at = 0);
// The decoded text without byte-order mark and leading white space.
std::string_view body(const Sniff& s);
inline bool has(std::string_view text, std::string_view needle) {
  return text.find(needle) != std::string_view::npos;
}
// `needle` stands at the beginning of some line (blanks before it allowed), letter case apart.
bool line_starts(std::string_view text, std::string_view needle);
std::string_view take_line(std::string_view& rest);  // without the line end
bool starts_ignoring_case(std::string_view text, std::string_view prefix);

// Reads a number of digits and advances; false if there is none.
bool skip_digits(std::string_view& text, std::size_t at_least = 1);
bool skip_hex(std::string_view& text, std::size_t at_least = 1);
bool skip_char(std::string_view& text, char c);
void skip_blanks(std::string_view& text);

struct Vote {
  std::size_t judged = 0, hits = 0;
  bool most(std::size_t at_least, double share) const { return hits >= at_least && static_cast<double>(hits) >= share * static_cast<double>(judged); }
};

// Judges up to 300 complete lines; blank lines and lines opening with one of `comments` are passed over.
template <class Judge>
Vote vote(const Sniff& s, std::string_view comments, Judge judge) {
  Vote result;
  std::string_view rest = body(s);
  while (!rest.empty() && result.judged < 300) {
    const std::size_t before = rest.size();
    std::string_view line = take_line(rest);
    if (rest.empty() && !s.whole && line.size() == before && result.judged > 0) break;  // cut by the end of the head
    skip_blanks(line);
    if (line.empty() || comments.find(line.front()) != std::string_view::npos) continue;
    ++result.judged;
    result.hits += judge(line) ? 1 : 0;
  }
  return result;
}

struct XmlRoot {
  std::string_view name;  // local name
  std::string_view tag;   // the whole start tag, attributes included
};

// The first element of an XML text, after declaration, comments, processing instructions and DOCTYPE; empty name if there is none.
XmlRoot xml_root(std::string_view text);

// '{' or '[' if the text opens like JSON (comments before it allowed), else 0.
char json_opening(std::string_view text);
// `"key"` followed by a colon occurs in the text.
bool json_key(std::string_view text, std::string_view key);

// A magic number at a fixed place. One made of printable letters only counts in binary items: prose may begin with any letters.
template <Literal Magic, std::size_t At = 0>
int magic(const Sniff& s) {
  constexpr bool printable = Magic.view().find_first_not_of(kPrintable) == std::string_view::npos;
  return (!printable || s.text.empty()) && starts(s, Magic.view(), At) ? kMagic : 0;
}

// The text opens with one of the literals.
template <Literal... Openings>
int opens(const Sniff& s) {
  const std::string_view text = body(s);
  return (text.starts_with(Openings.view()) || ...) ? kMagic : 0;
}

template <Literal... Names>
int root(const Sniff& s) {
  const std::string_view text = body(s);
  if (!text.starts_with('<')) return 0;
  const std::string_view name = xml_root(text).name;
  return ((name == Names.view()) || ...) ? kSpecific : 0;
}

// One of the root names, and `Mark` somewhere in the head.
template <Literal Mark, Literal... Names>
int root_with(const Sniff& s) {
  return root<Names...>(s) != 0 && has(s.text, Mark.view()) ? kSpecific + 1 : 0;
}

// A JSON text whose head holds all of the keys.
template <Literal... Keys>
int json_with(const Sniff& s) {
  return json_opening(body(s)) != 0 && (json_key(s.text, Keys.view()) && ...) ? kSpecific : 0;
}

// A ZIP archive whose head names one of the members.
template <Literal... Members>
int zip_with(const Sniff& s) {
  return starts(s, "PK\x03\x04") && (has(s.bytes(), Members.view()) || ...) ? kMagic : 0;
}

}  // namespace gongdun::read::sniff
