#include "read/html_scan.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "read/xml_entities.h"

namespace gongdun::read {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool hides_content(std::string_view tag) {
  return tag == "script" || tag == "style" || tag == "noembed" || tag == "noframes";
}

std::size_t find_ignoring_case(std::string_view text, std::string_view lower) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; };
  const auto found = std::search(text.begin(), text.end(), lower.begin(), lower.end(), same);
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

// Names beyond the XML five, as the HTML standard spells them; those that occur in office and web pages.
char32_t named_reference(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, char32_t>, 38> kNames{{
      {"nbsp", U' '},  {"ensp", U' '},   {"emsp", U'\u3000'}, {"thinsp", U' '}, {"copy", U'©'},   {"reg", U'®'},    {"trade", U'™'},  {"mdash", U'—'},
      {"ndash", U'–'}, {"hellip", U'…'}, {"lsquo", U'‘'},     {"rsquo", U'’'},  {"ldquo", U'“'},  {"rdquo", U'”'},  {"middot", U'·'}, {"bull", U'•'},
      {"times", U'×'}, {"divide", U'÷'}, {"deg", U'°'},       {"micro", U'µ'},  {"plusmn", U'±'}, {"yen", U'¥'},    {"cent", U'¢'},   {"pound", U'£'},
      {"euro", U'€'},  {"laquo", U'«'},  {"raquo", U'»'},     {"larr", U'←'},   {"rarr", U'→'},   {"le", U'≤'},     {"ge", U'≥'},     {"ne", U'≠'},
      {"alpha", U'α'}, {"beta", U'β'},   {"Omega", U'Ω'},     {"sup2", U'²'},   {"sup3", U'³'},   {"permil", U'‰'},
  }};
  for (const auto& [known, value] : kNames) {
    if (name == known) return value;
  }
  return 0;
}

// Replaces the named references XML does not know; the others are left to decode_xml_text.
std::string with_html_names(std::string_view raw) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t amp = raw.find('&'); amp != std::string_view::npos; amp = raw.find('&', amp + 1)) {
    const std::size_t close = raw.substr(amp, 10).find(';');
    if (close == std::string_view::npos) continue;
    const char32_t value = named_reference(raw.substr(amp + 1, close - 1));
    if (value == 0) continue;
    out.append(raw.substr(at, amp - at));
    base::append_utf8(out, value);
    at = amp + close + 1;
  }
  out.append(raw.substr(at));
  return out;
}

}  // namespace

void decode_html_text(std::string_view raw, bool preformatted, std::string& out) {
  std::string decoded;
  if (raw.find('&') != std::string_view::npos) {
    decode_xml_text(with_html_names(raw), decoded);
    raw = decoded;
  }
  if (preformatted) return out.append(raw), void();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const bool wide_space = raw.substr(i).starts_with("\u00A0");
    if (!is_space(raw[i]) && !wide_space) {
      out.push_back(raw[i]);
      continue;
    }
    if (wide_space) ++i;
    if (!out.empty() && out.back() != ' ' && out.back() != '\n') out.push_back(' ');
  }
}

bool HtmlScan::more() {
  if (ended_ || broken_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  auto got = input_(buffer_);
  if (!got) {
    error_ = std::move(got).error();
    broken_ = true;
    return false;
  }
  ended_ = !*got;
  return *got;
}

HtmlToken HtmlScan::next() {
  for (;;) {
    if (broken_) return HtmlToken::failed;
    if (at_ == buffer_.size() && !more()) {
      if (at_ == buffer_.size()) return broken_ ? HtmlToken::failed : HtmlToken::finished;
    }
    if (!raw_until_.empty()) {
      if (!pass_raw()) return broken_ ? HtmlToken::failed : HtmlToken::finished;
      continue;
    }
    if (buffer_[at_] != '<') return text_token();
    const auto token = markup_token();
    if (!token) continue;  // passed over
    return *token;
  }
}

HtmlToken HtmlScan::take_text(std::size_t count) {
  text_ = rest().substr(0, count);
  at_ += count;
  return HtmlToken::text;
}

HtmlToken HtmlScan::text_token() {
  for (;;) {
    const std::size_t open = rest().find('<');
    if (open != std::string_view::npos) return take_text(open);
    if (rest().size() >= kText) return take_text(safe_cut(rest(), 16));
    if (!more()) return broken_ && rest().empty() ? HtmlToken::failed : take_text(rest().size());
  }
}

// At a '<'. Nothing: it was passed over (doctype, processing instruction).
std::optional<HtmlToken> HtmlScan::markup_token() {
  for (;;) {
    const std::string_view text = rest();
    const bool enough = text.size() >= 4 || ended_;
    if (enough && text.starts_with("<!--")) {
      const std::size_t close = text.find("-->", 4);
      if (close != std::string_view::npos) return comment_token(close);
    } else if (enough && (text.starts_with("<!") || text.starts_with("<?"))) {
      const std::size_t close = text.find('>');
      if (close != std::string_view::npos) return at_ += close + 1, std::nullopt;
    } else if (enough && !(text.size() > 1 && (is_letter(text[1]) || text[1] == '/'))) {
      return take_text(1);  // a stray '<'
    } else if (enough) {
      const std::size_t close = find_tag_close();
      if (close != std::string_view::npos) return tag_token(close);
    }
    if (text.size() > kMarkup || !more()) return broken_ ? HtmlToken::failed : take_text(1);
  }
}

HtmlToken HtmlScan::comment_token(std::size_t close) {
  text_ = rest().substr(4, close - 4);
  at_ += close + 3;
  return HtmlToken::comment;
}

// The '>' that is in no quotes; a quote only opens after '='.
std::size_t HtmlScan::find_tag_close() const {
  const std::string_view text = rest();
  char quote = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && text[i - 1] == '=') {
      quote = c;
    } else if (c == '>') {
      return i;
    }
  }
  return std::string_view::npos;
}

HtmlToken HtmlScan::tag_token(std::size_t close) {
  std::string_view inside = rest().substr(1, close - 1);
  at_ += close + 1;
  const bool closing = inside.starts_with('/');
  if (closing) inside.remove_prefix(1);
  const std::size_t name = std::min(inside.find_first_of(" \t\r\n\f/"), inside.size());
  tag_ = base::ascii_lower(inside.substr(0, name));
  attributes_.clear();
  if (closing) return HtmlToken::end;
  take_attributes(inside.substr(name));
  if (hides_content(tag_) && !inside.ends_with('/')) raw_until_ = tag_;
  return HtmlToken::start;
}

void HtmlScan::take_attributes(std::string_view inside) {
  std::size_t at = 0;
  while (at < inside.size() && attributes_.size() < 100) {
    while (at < inside.size() && (is_space(inside[at]) || inside[at] == '/')) ++at;
    const std::size_t name_at = at;
    while (at < inside.size() && !is_space(inside[at]) && inside[at] != '=' && inside[at] != '/') ++at;
    const std::string_view name = inside.substr(name_at, at - name_at);
    while (at < inside.size() && is_space(inside[at])) ++at;
    std::string_view value;
    if (at < inside.size() && inside[at] == '=') {
      ++at;
      while (at < inside.size() && is_space(inside[at])) ++at;
      const bool quoted = at < inside.size() && (inside[at] == '"' || inside[at] == '\'');
      const std::size_t close = quoted ? inside.find(inside[at], at + 1) : inside.find_first_of(" \t\r\n\f", at);
      const std::size_t begin = quoted ? at + 1 : at;
      const std::size_t end = std::min(close, inside.size());
      value = inside.substr(std::min(begin, end), end - std::min(begin, end));
      at = end + (quoted ? 1 : 0);
    } else if (name.empty()) {
      ++at;
    }
    if (!name.empty()) attributes_.emplace_back(base::ascii_lower(name), value);
  }
}

std::optional<std::string_view> HtmlScan::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

// Passes over the content of a script or style up to its end tag.
bool HtmlScan::pass_raw() {
  const std::string close = "</" + raw_until_;
  for (;;) {
    const std::size_t found = find_ignoring_case(rest(), close);
    if (found != std::string_view::npos) {
      at_ += found;
      raw_until_.clear();
      return true;
    }
    at_ += rest().size() > close.size() ? rest().size() - close.size() : 0;
    if (!more()) return false;
  }
}

}  // namespace gongdun::read
