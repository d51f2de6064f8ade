#include "detect/assignment.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kLongestName = 80, kLongestValue = 1024, kLineReach = 4096;

bool name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool ascii_name_char(char c) {
  return name_char(c) && static_cast<unsigned char>(c) < 0x80;
}
bool quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}
bool blank(char c) {
  return c == ' ' || c == '\t';
}

enum class Operator { none, equals, colon, xml, comma, space, value_attribute };

// Reads forward through one line.
class Reader {
 public:
  Reader(std::string_view text, std::size_t word_begin, std::size_t word_end, bool prose) : text_(text), begin_(word_begin), end_(word_end), prose_(prose) {
    line_begin_ = word_begin;
    while (line_begin_ > 0 && word_begin - line_begin_ < kLineReach && text[line_begin_ - 1] != '\n' && text[line_begin_ - 1] != '\x1f') --line_begin_;
    line_end_ = word_end;
    while (line_end_ < text.size() && line_end_ - word_end < kLineReach && text[line_end_] != '\n' && text[line_end_] != '\r' && text[line_end_] != '\x1f')
      ++line_end_;
  }

  std::optional<Assignment> run() {
    find_name();
    if (comment_sentence()) return std::nullopt;
    const std::string_view name = text_.substr(begin_, end_ - begin_);
    Assignment found{begin_, end_, 0, 0, kind_of(name), false};
    if (found.kind == SecretKind::none) return std::nullopt;
    at_ = end_;
    const Operator op = read_operator();
    if (op == Operator::none || !read_value(op, found)) return std::nullopt;
    const std::string_view value = text_.substr(found.value_begin, found.value_end - found.value_begin);
    style_.environment = style_.quoted ? op != Operator::comma || !prose_ : capitals(name);
    const SecretValue verdict = judge_secret_value(value, found.kind, name, style_);
    if (verdict == SecretValue::no) return std::nullopt;
    found.masked = verdict == SecretValue::masked;
    return found;
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < line_end_ ? text_[at_ + ahead] : '\0'; }
  bool eat(std::string_view word) {
    if (at_ > line_end_ || !text_.substr(at_, line_end_ - at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void skip_blanks() {
    while (blank(peek())) ++at_;
    while (eat("　")) {
    }
  }

  static bool capitals(std::string_view name) {
    return std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
  }

  // The engine's word is a piece of the whole name: db_PASSWORD_1.
  void find_name() {
    const bool han = static_cast<unsigned char>(text_[begin_]) >= 0x80;
    if (!han) {
      if (quote(text_[begin_])) ++begin_;
      if (end_ > begin_ && quote(text_[end_ - 1])) --end_;
      while (begin_ > line_begin_ && end_ - begin_ < kLongestName && ascii_name_char(text_[begin_ - 1])) --begin_;
      while (end_ < line_end_ && end_ - begin_ < kLongestName && ascii_name_char(text_[end_])) ++end_;
      while (end_ > begin_ + 1 && (text_[end_ - 1] == '.' || text_[end_ - 1] == '-')) --end_;
      while (begin_ + 1 < end_ && (text_[begin_] == '-' || text_[begin_] == '.')) ++begin_;
      return;
    }
    while (begin_ > line_begin_ && end_ - begin_ < kLongestName && static_cast<unsigned char>(text_[begin_ - 1]) >= 0x80 && !full_stop_ends(begin_)) --begin_;
  }
  bool full_stop_ends(std::size_t at) const {
    const std::string_view head = text_.substr(0, at);
    return head.ends_with("，") || head.ends_with("。") || head.ends_with("；") || head.ends_with("：") || head.ends_with("　") || head.ends_with("（") ||
           head.ends_with("“") || head.ends_with("、");
  }

  SecretKind kind_of(std::string_view name) const {
    const SecretKind kind = judge_secret_name(name);
    if (kind != SecretKind::none) return kind;
    if (base::ascii_lower(name) == "by" || base::ascii_lower(text_.substr(begin_, 13)) == "identified by") return SecretKind::password;
    return SecretKind::none;
  }

  // A comment that talks about passwords: "# change the password: see the wiki".
  bool comment_sentence() const {
    const std::string_view head = base::trim(text_.substr(line_begin_, begin_ - line_begin_));
    const bool comment = head.starts_with("#") || head.starts_with("//") || head.starts_with("*") || head.starts_with("<!--") || head.starts_with("--");
    if (head.starts_with("//") && (head.find(" cifs ") != std::string_view::npos || head.find(" smb") != std::string_view::npos)) return false;  // a mount
    return comment && std::ranges::count(head, ' ') >= 3;
  }

  Operator read_operator() {
    const std::size_t name_end = at_;
    bool closed = false;
    if (base::ascii_lower(text_.substr(begin_, std::min<std::size_t>(13, line_end_ - begin_))) == "identified by") {
      at_ = begin_ + 13;
      skip_blanks();
      return quote(peek()) ? Operator::space : Operator::none;
    }
    while (quote(peek()) || peek() == ']' || (peek() == '\\' && quote(peek(1)))) {
      closed |= quote(peek());
      ++at_;
    }
    const bool tag = begin_ > line_begin_ && (text_[begin_ - 1] == '<' || text_[begin_ - 1] == ':') && !closed;
    if (tag && xml_tag()) return Operator::xml;
    const std::size_t before_blanks = at_;
    skip_blanks();
    if (eat("=>") || eat(":=")) return Operator::equals;
    if (peek() == '=' && peek(1) == '=') return Operator::none;
    if (eat("=")) return Operator::equals;
    if (eat("：") || eat("为：") || eat("是：")) return Operator::colon;
    if (peek() == ':' && peek(1) != ':') {
      ++at_;
      return type_annotation() ? Operator::equals : Operator::colon;
    }
    if (static_cast<unsigned char>(text_[begin_]) >= 0x80 && (eat("为") || eat("是") || eat("改为"))) return Operator::colon;
    if (closed && peek() == ',') {
      ++at_;
      return defines(name_end) ? Operator::comma : Operator::none;
    }
    if (closed && base::ascii_lower(text_.substr(at_, std::min<std::size_t>(6, line_end_ - at_))).starts_with("value=")) {
      at_ += 6;
      return Operator::value_attribute;
    }
    const bool han = static_cast<unsigned char>(text_[begin_]) >= 0x80;
    return at_ > before_blanks && (han ? han_pair() : bare_statement()) ? Operator::space : Operator::none;
  }

  // 用户名 admin 密码 x; 初始密码 123456: no mark between name and value, but an account before it or a word that means one password.
  bool han_pair() const {
    const std::string_view name = text_.substr(begin_, end_ - begin_);
    const std::string head = base::ascii_lower(text_.substr(line_begin_, begin_ - line_begin_));
    const auto names = [](std::string_view text, std::initializer_list<std::string_view> words) {
      return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
    };
    const bool initial = names(name, {"初始密码", "默认密码", "缺省密码", "出厂密码"});
    if (!initial && !names(head, {"用户名", "账号", "帐号", "账户", "user", "login"})) return false;
    std::size_t p = at_;
    bool digit = false, letter = false;
    for (; p < line_end_ && text_[p] > ' ' && static_cast<unsigned char>(text_[p]) < 0x7F; ++p) {
      digit |= text_[p] >= '0' && text_[p] <= '9';
      letter |= (text_[p] | 0x20) >= 'a' && (text_[p] | 0x20) <= 'z';
    }
    return p - at_ >= 6 && digit && (letter || initial);
  }

  // <Pass>value, <Pass encoding="base64">value: the value follows the tag.
  bool xml_tag() {
    std::size_t p = at_;
    while (p < line_end_ && text_[p] != '>' && text_[p] != '<') ++p;
    if (p >= line_end_ || text_[p] != '>' || text_[p - 1] == '/') return false;
    if (p > at_ && !blank(text_[at_])) return false;
    at_ = p + 1;
    return true;
  }

  // password: str = "x"
  bool type_annotation() {
    std::size_t p = at_;
    while (p < line_end_ && blank(text_[p])) ++p;
    const std::size_t word = p;
    while (p < line_end_ && (ascii_name_char(text_[p]) || text_[p] == '[' || text_[p] == ']')) ++p;
    const std::size_t word_end = p;
    while (p < line_end_ && blank(text_[p])) ++p;
    if (word_end == word || p >= line_end_ || text_[p] != '=' || (p + 1 < line_end_ && text_[p + 1] == '=') ||
        !quote(p + 1 < line_end_ ? (blank(text_[p + 1]) && p + 2 < line_end_ ? text_[p + 2] : text_[p + 1]) : ' '))
      return false;
    at_ = p + 1;
    return true;
  }

  // define('X', 'v'), setProperty("x", "v"), putenv…: a call that sets.
  bool defines(std::size_t name_end) const {
    std::size_t p = begin_;
    while (p > line_begin_ && (quote(text_[p - 1]) || blank(text_[p - 1]))) --p;
    if (p == line_begin_ || text_[p - 1] != '(' || name_end <= begin_) return false;
    std::size_t call_end = p - 1;
    while (call_end > line_begin_ && blank(text_[call_end - 1])) --call_end;
    std::size_t call = call_end;
    while (call > line_begin_ && ascii_name_char(text_[call - 1])) --call;
    const std::string lower = base::ascii_lower(text_.substr(call, call_end - call));
    return lower.find("define") != std::string::npos || lower.find("set") != std::string::npos || lower.find("put") != std::string::npos ||
           lower.find("add") != std::string::npos;
  }

  // "password x" as a whole statement (.netrc, mail clients, routers): the name is a whole word, before it stand only such pairs.
  bool bare_statement() {
    const std::string lower = base::ascii_lower(text_.substr(begin_, end_ - begin_));
    static constexpr std::array<std::string_view, 8> kWords{"password", "passwd", "passphrase", "secret", "pwd", "pass", "-password", "--password"};
    const bool option = begin_ >= 2 && text_[begin_ - 1] == '-';
    const bool long_option = option && text_[begin_ - 2] == '-';  // --db-password x
    if (std::ranges::find(kWords, lower) == kWords.end() && !long_option) return false;
    std::size_t p = at_;
    while (p < line_end_ && !blank(text_[p])) ++p;
    while (p < line_end_ && blank(text_[p])) ++p;
    const bool last = p >= line_end_;
    const std::string head = base::ascii_lower(base::trim(text_.substr(line_begin_, begin_ - line_begin_)));
    if (option) return !prose_ && peek() != '-' && peek() != '$';
    if (head.find("login ") != std::string::npos && (head.starts_with("machine") || head.starts_with("default") || head.starts_with("login"))) return true;
    if (head.starts_with("username ") || head.starts_with("enable") || head.starts_with("machine ")) return last;
    return head.empty() && last && (quote(peek()) || (!prose_ && lower != "pass"));
  }

  bool read_value(Operator op, Assignment& found) {
    skip_blanks();
    if (op != Operator::xml) {
      while ((peek() == 'b' || peek() == 'r' || peek() == 'u' || peek() == 'f' || peek() == 'L' || peek() == '@') && quote(peek(1))) {
        if (peek() == 'f') return false;
        ++at_;
      }
      if (peek() == '\\' && quote(peek(1))) ++at_;
    }
    if (quote(peek()) && op != Operator::xml) return quoted_value(found);
    if (eat("“")) return until("”", found);
    if (op == Operator::comma || op == Operator::value_attribute) return false;
    return bare_value(op, found);
  }

  bool quoted_value(Assignment& found) {
    const char mark = text_[at_];
    while (peek() == mark && at_ + 1 < line_end_ && peek(1) == mark && peek(2) == mark) at_ += 2;  // """ of Python
    found.value_begin = ++at_;
    while (at_ < line_end_ && at_ - found.value_begin < kLongestValue && text_[at_] != mark) at_ += text_[at_] == '\\' && at_ + 1 < line_end_ ? 2 : 1;
    found.value_end = std::min(at_, line_end_);
    if (found.value_end > found.value_begin && text_[found.value_end - 1] == '\\') --found.value_end;
    style_.quoted = true;
    // "…" + variable is put together at run time, and 'a' 'b' in a sentence is prose.
    const std::string_view rest = base::trim(text_.substr(std::min(at_ + 1, line_end_), line_end_ - std::min(at_ + 1, line_end_)));
    return found.value_end > found.value_begin && !rest.starts_with("+") && !rest.starts_with(". $");
  }

  bool until(std::string_view mark, Assignment& found) {
    found.value_begin = at_;
    const std::size_t end = text_.substr(0, line_end_).find(mark, at_);
    if (end == std::string_view::npos || end - at_ > kLongestValue) return false;
    found.value_end = end;
    style_.quoted = true;
    return end > at_;
  }

  bool bare_value(Operator op, Assignment& found) {
    found.value_begin = at_;
    const auto stops = [&](char c) {
      if (op == Operator::xml) return c == '<';
      return blank(c) || c == '"' || c == '<' || (c == '&' && op == Operator::equals) || static_cast<unsigned char>(c) >= 0xE2;
    };
    while (at_ < line_end_ && at_ - found.value_begin < kLongestValue && !stops(text_[at_])) ++at_;
    found.value_end = at_;
    while (found.value_end > found.value_begin && std::string_view(",;").find(text_[found.value_end - 1]) != std::string_view::npos) --found.value_end;
    const std::string_view value = text_.substr(found.value_begin, found.value_end - found.value_begin);
    const std::string_view rest = base::trim(text_.substr(at_, line_end_ - at_));
    // A sentence goes on after the value; an assignment ends or is followed by a comment.
    const bool ends = rest.empty() || rest.starts_with("#") || rest.starts_with("//") || rest.starts_with("<") || rest.starts_with(";") ||
                      rest.starts_with("&") || static_cast<unsigned char>(rest[0]) >= 0x80;
    const bool statement = text_.substr(0, line_end_).ends_with(";") || value.find_first_of("()") != std::string_view::npos;
    style_.code = op == Operator::equals && (statement || !capitals(text_.substr(begin_, end_ - begin_))) && code_line();
    if (prose_ && op == Operator::colon && !ends) return !value.empty() && mixed(value);
    return !value.empty() && (ends || op == Operator::xml || op == Operator::space || mixed(value));
  }

  // Program text: spaces round "=", a closing semicolon, or a keyword in front.
  bool code_line() const {
    const std::string_view head = base::trim(text_.substr(line_begin_, begin_ - line_begin_));
    const std::string_view name = text_.substr(begin_, end_ - begin_);
    if (name.starts_with("self.") || name.starts_with("this.")) return true;
    if (text_.substr(0, line_end_).ends_with(";") || text_.substr(0, line_end_).ends_with(")") || text_.substr(0, line_end_).ends_with(",")) return true;
    constexpr std::array<std::string_view, 12> kKeywords{"var", "let", "const", "val", "self.", "this.", "if", "return", "def", "final", "private", "public"};
    return std::ranges::any_of(kKeywords, [&](std::string_view word) { return head.starts_with(word); });
  }

  static bool mixed(std::string_view value) {
    bool letter = false, other = false;
    for (const char c : value) {
      const bool l = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      letter |= l;
      other |= !l && c != '.' && c != ',' && c != '-';
    }
    return letter && other && value.size() >= 6;
  }

  std::string_view text_;
  std::size_t begin_, end_;
  bool prose_;
  std::size_t line_begin_ = 0, line_end_ = 0, at_ = 0;
  ValueStyle style_;
};

}  // namespace

std::optional<Assignment> read_assignment(std::string_view text, std::size_t word_begin, std::size_t word_end, bool prose) {
  if (word_begin >= word_end || word_end > text.size()) return std::nullopt;
  return Reader(text, word_begin, word_end, prose).run();
}

}  // namespace gongdun::detect
