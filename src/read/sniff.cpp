#include "read/sniff.h"

#include <algorithm>

#include "base/utf8.h"

namespace gongdun::read::sniff {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f');
}

template <class Test>
bool skip_while(std::string_view& text, std::size_t at_least, Test test) {
  std::size_t n = 0;
  while (n < text.size() && test(text[n])) ++n;
  if (n < at_least) return false;
  text.remove_prefix(n);
  return true;
}

// Skips what `open` begins up to and including `close`; false when it does not end in the head.
bool skip_markup(std::string_view& text, std::string_view open, std::string_view close) {
  if (!text.starts_with(open)) return false;
  const std::size_t end = text.find(close, open.size());
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + close.size());
  return true;
}

bool skip_doctype(std::string_view& text) {
  if (!starts_ignoring_case(text, "<!doctype")) return false;
  std::size_t at = 0;
  int brackets = 0;
  while (at < text.size()) {
    const char c = text[at++];
    if (c == '[') ++brackets;
    if (c == ']') --brackets;
    if (c == '>' && brackets <= 0) break;
  }
  text.remove_prefix(at);
  return true;
}

}  // namespace

bool starts(const Sniff& s, std::string_view magic, std::size_t at) {
  const std::string_view bytes = s.bytes();
  return at <= bytes.size() && bytes.substr(at).starts_with(magic);
}

std::string_view body(const Sniff& s) {
  std::string_view text = s.text;
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  skip_while(text, 0, is_space);
  return text;
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool starts_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

bool line_starts(std::string_view text, std::string_view needle) {
  while (!text.empty()) {
    std::string_view line = take_line(text);
    skip_blanks(line);
    if (starts_ignoring_case(line, needle)) return true;
  }
  return false;
}

bool skip_digits(std::string_view& text, std::size_t at_least) {
  return skip_while(text, at_least, is_digit);
}
bool skip_hex(std::string_view& text, std::size_t at_least) {
  return skip_while(text, at_least, is_hex);
}
void skip_blanks(std::string_view& text) {
  skip_while(text, 0, [](char c) { return c == ' ' || c == '\t'; });
}

bool skip_char(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

XmlRoot xml_root(std::string_view text) {
  while (true) {
    skip_while(text, 0, is_space);
    if (!text.starts_with('<')) return {};
    if (skip_markup(text, "<?", "?>") || skip_markup(text, "<!--", "-->") || skip_doctype(text)) continue;
    break;
  }
  XmlRoot root;
  root.tag = text.substr(0, std::min(text.find('>'), text.size()));
  std::size_t end = 1;
  while (end < root.tag.size() && !is_space(root.tag[end]) && root.tag[end] != '/') ++end;
  root.name = root.tag.substr(1, end - 1);
  if (const std::size_t colon = root.name.find(':'); colon != std::string_view::npos) root.name.remove_prefix(colon + 1);
  return root;
}

char json_opening(std::string_view text) {
  while (true) {
    skip_while(text, 0, is_space);
    if (text.starts_with("//")) {
      take_line(text);
    } else if (!skip_markup(text, "/*", "*/")) {
      break;
    }
  }
  return text.starts_with('{') || text.starts_with('[') ? text.front() : '\0';
}

bool json_key(std::string_view text, std::string_view key) {
  for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    if (at == 0 || text[at - 1] != '"' || !text.substr(at + key.size()).starts_with('"')) continue;
    std::string_view after = text.substr(at + key.size() + 1);
    skip_while(after, 0, is_space);
    if (after.starts_with(':')) return true;
  }
  return false;
}

}  // namespace gongdun::read::sniff
