#include "detect/pattern_syntax.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace gongdun::detect {
namespace {

using NodePtr = std::unique_ptr<Node>;
constexpr std::size_t kMaxPatternBytes = 16384;
constexpr int kMaxDepth = 64;
constexpr std::uint32_t kMaxCount = 4096;
constexpr char32_t kLastCodePoint = 0x10FFFF;

NodePtr make(Node::Kind kind) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  return node;
}

void add_range(CodeSet& set, char32_t from, char32_t to) {
  for (char32_t c = from; c <= to && c < 128; ++c) set.ascii.set(c);
  if (to >= 128) set.wide.emplace_back(std::max<char32_t>(from, 128), to);
}

void tidy(CodeSet& set) {
  std::sort(set.wide.begin(), set.wide.end());
  std::vector<std::pair<char32_t, char32_t>> merged;
  for (const auto& range : set.wide) {
    if (!merged.empty() && range.first <= merged.back().second + 1)
      merged.back().second = std::max(merged.back().second, range.second);
    else
      merged.push_back(range);
  }
  set.wide = std::move(merged);
}

void negate(CodeSet& set) {
  tidy(set);
  set.ascii.flip();
  std::vector<std::pair<char32_t, char32_t>> rest;
  char32_t next = 128;
  for (const auto& [from, to] : set.wide) {
    if (from > next) rest.emplace_back(next, from - 1);
    next = to + 1;
  }
  if (next <= kLastCodePoint) rest.emplace_back(next, kLastCodePoint);
  set.wide = std::move(rest);
}

void add_set(CodeSet& into, const CodeSet& from) {
  into.ascii |= from.ascii;
  into.wide.insert(into.wide.end(), from.wide.begin(), from.wide.end());
}

void fold_case(CodeSet& set) {
  for (char32_t c = 'a'; c <= 'z'; ++c) {
    const bool either = set.ascii.test(c) || set.ascii.test(c - 32);
    set.ascii.set(c, either);
    set.ascii.set(c - 32, either);
  }
}

std::optional<CodeSet> shorthand(char32_t letter) {
  CodeSet set;
  switch (letter | 0x20) {
    case 'd': add_range(set, '0', '9'); break;
    case 'w':
      add_range(set, '0', '9');
      add_range(set, 'a', 'z');
      add_range(set, 'A', 'Z');
      add_range(set, '_', '_');
      break;
    case 's':
      add_range(set, 9, 13);
      add_range(set, ' ', ' ');
      break;
    case 'h':
      add_range(set, 9, 9);
      add_range(set, ' ', ' ');
      add_range(set, 0xA0, 0xA0);
      add_range(set, 0x2000, 0x200A);
      add_range(set, 0x3000, 0x3000);
      break;
    default: return std::nullopt;
  }
  if ((letter & 0x20) == 0) negate(set);
  return set;
}

CodeSet han_set() {
  CodeSet set;
  for (auto [from, to] : {std::pair<char32_t, char32_t>{0x2E80, 0x2FDF},
                          {0x3005, 0x3007},
                          {0x3021, 0x303B},
                          {0x3400, 0x4DBF},
                          {0x4E00, 0x9FFF},
                          {0xF900, 0xFAFF},
                          {0x16FE0, 0x16FFF},
                          {0x20000, 0x323AF}}) {
    add_range(set, from, to);
  }
  return set;
}

std::optional<CodeSet> posix_class(std::string_view name) {
  CodeSet set;
  if (name == "digit")
    add_range(set, '0', '9');
  else if (name == "alpha" || name == "alnum") {
    add_range(set, 'a', 'z');
    add_range(set, 'A', 'Z');
  } else if (name == "upper")
    add_range(set, 'A', 'Z');
  else if (name == "lower")
    add_range(set, 'a', 'z');
  else if (name == "space") {
    add_range(set, 9, 13);
    add_range(set, ' ', ' ');
  } else if (name == "xdigit") {
    add_range(set, '0', '9');
    add_range(set, 'a', 'f');
    add_range(set, 'A', 'F');
  } else if (name == "punct") {
    add_range(set, 33, 47);
    add_range(set, 58, 64);
    add_range(set, 91, 96);
    add_range(set, 123, 126);
  } else
    return std::nullopt;
  if (name == "alnum") add_range(set, '0', '9');
  return set;
}

// Recursive descent; the first problem stops it.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  base::Result<Syntax> run() {
    if (text_.empty()) return problem("模式为空", "the pattern is empty");
    if (text_.size() > kMaxPatternBytes) return problem("模式过长", "the pattern is too long");
    if (!base::is_valid_utf8(text_)) return problem("模式不是合法的 UTF-8", "the pattern is not valid UTF-8");
    Syntax syntax;
    syntax.root = alternation(0);
    if (zh_.empty() && at_ < text_.size()) stop("多余的右括号", "unmatched closing parenthesis");
    if (!zh_.empty()) return problem(zh_, en_);
    syntax.captures_value = captures_value_;
    syntax.flags = flags_;
    syntax.late_flags = late_flags_;
    return syntax;
  }

 private:
  base::Result<Syntax> problem(const std::string& zh, const std::string& en) const {
    return base::fail(base::Code::invalid_input, fmt::format("{}(模式第 {} 字节)", zh, at_ + 1), fmt::format("{} (pattern byte {})", en, at_ + 1));
  }
  NodePtr stop(std::string zh, std::string en) {
    if (zh_.empty()) {
      zh_ = std::move(zh);
      en_ = std::move(en);
    }
    return make(Node::Kind::empty);
  }
  bool failed() const { return !zh_.empty(); }
  bool more() const { return at_ < text_.size(); }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  NodePtr alternation(int depth) {
    if (depth > kMaxDepth) return stop("括号嵌套过深", "groups are nested too deeply");
    const std::size_t begin = at_;
    const bool outer_caseless = caseless_, outer_dot_all = dot_all_;
    auto node = make(Node::Kind::alternation);
    do {
      node->children.push_back(concat(depth));
    } while (!failed() && take("|"));
    caseless_ = outer_caseless;
    dot_all_ = outer_dot_all;
    NodePtr result = node->children.size() == 1 ? std::move(node->children.front()) : std::move(node);
    result->text_begin = begin;
    result->text_end = at_;
    return result;
  }

  NodePtr concat(int depth) {
    auto node = make(Node::Kind::concat);
    node->text_begin = at_;
    while (!failed() && more() && text_[at_] != '|' && text_[at_] != ')') {
      const std::size_t begin = at_;
      NodePtr atom_node = atom(depth);
      if (failed()) break;
      if (!atom_node) continue;
      node->children.push_back(quantified(std::move(atom_node)));
      node->children.back()->text_begin = begin;
      node->children.back()->text_end = at_;
    }
    node->text_end = at_;
    return node;
  }

  NodePtr quantified(NodePtr atom_node) {
    std::uint32_t low = 0, high = 0;
    if (take("*"))
      high = Node::kUnbounded;
    else if (take("+")) {
      low = 1;
      high = Node::kUnbounded;
    } else if (take("?"))
      high = 1;
    else if (!counted(low, high))
      return atom_node;
    if (high != Node::kUnbounded && (high > kMaxCount || low > high)) return stop("量词不合理或过大", "the quantifier is wrong or too large");
    auto node = make(Node::Kind::repeat);
    node->min = low;
    node->max = high;
    if (take("?") || take("+")) node->greedy = false;
    node->children.push_back(std::move(atom_node));
    return node;
  }

  bool counted(std::uint32_t& low, std::uint32_t& high) {
    std::size_t p = at_;
    if (p >= text_.size() || text_[p] != '{') return false;
    const auto number = [&](std::uint32_t& out) {
      const std::size_t begin = ++p;
      out = 0;
      while (p < text_.size() && text_[p] >= '0' && text_[p] <= '9' && p - begin < 5) out = out * 10 + static_cast<std::uint32_t>(text_[p++] - '0');
      return p > begin;
    };
    if (!number(low)) return false;
    high = low;
    if (p < text_.size() && text_[p] == ',' && !number(high)) high = Node::kUnbounded;
    if (p >= text_.size() || text_[p] != '}') return false;
    at_ = p + 1;
    return true;
  }

  NodePtr atom(int depth) {
    const char c = text_[at_];
    if (c == '(') return group(depth);
    if (c == '[') return bracket();
    if (c == '\\') return escape();
    if (take("^")) return make(Node::Kind::line_begin);
    if (take("$")) return make(Node::Kind::line_end);
    if (c == '*' || c == '+' || c == '?') return stop("量词前没有内容", "a quantifier has nothing before it");
    if (take(".")) {
      auto node = make(Node::Kind::set);
      if (!dot_all_) node->set.ascii.set('\n');
      negate(node->set);
      return node;
    }
    return literal(base::next_code_point(text_, at_));
  }

  NodePtr literal(char32_t code) {
    auto node = make(Node::Kind::set);
    add_range(node->set, code, code);
    return cased(std::move(node));
  }

  NodePtr cased(NodePtr node) {
    tidy(node->set);
    if (!caseless_) return node;
    const bool one = node->set.ascii.count() == 1 && node->set.wide.empty();
    fold_case(node->set);
    node->caseless = one && node->set.ascii.count() == 2;
    return node;
  }

  NodePtr group(int depth) {
    ++at_;
    auto look = [&](bool ahead, bool negative) {
      auto node = make(Node::Kind::look);
      node->ahead = ahead;
      node->negative = negative;
      node->children.push_back(close(alternation(depth + 1)));
      return node;
    };
    if (!take("?")) return close(alternation(depth + 1));
    if (take("=")) return look(true, false);
    if (take("!")) return look(true, true);
    if (take("<=")) return look(false, false);
    if (take("<!")) return look(false, true);
    if (take(":") || take(">")) return close(alternation(depth + 1));
    if (take("<") || take("P<")) {
      const std::size_t end = text_.find('>', at_);
      if (end == std::string_view::npos) return stop("命名分组没有结束", "a group name is not closed");
      captures_value_ |= text_.substr(at_, end - at_) == "v";
      at_ = end + 1;
      return close(alternation(depth + 1));
    }
    return options(depth);
  }

  NodePtr close(NodePtr inside) {
    if (!failed() && !take(")")) return stop("括号没有闭合", "a group is not closed");
    return inside;
  }

  // (?i) for the rest of the group, (?i:…) for the inside.
  NodePtr options(int depth) {
    const std::size_t begin = at_ - 2;
    const bool old_caseless = caseless_, old_dot_all = dot_all_;
    bool on = true;
    while (more() && text_[at_] != ')' && text_[at_] != ':') {
      const char flag = text_[at_++];
      if (flag == '-')
        on = false;
      else if (flag == 'i')
        caseless_ = on;
      else if (flag == 's')
        dot_all_ = on;
      else if (flag != 'm')
        return stop("不支持的选项", "this option or group is not supported");
    }
    if (take(")")) {
      if (begin == flags_.size())
        flags_ += text_.substr(begin, at_ - begin);
      else
        late_flags_ = true;
      return nullptr;
    }
    if (!take(":")) return stop("选项没有结束", "the options are not closed");
    NodePtr inside = close(alternation(depth + 1));
    caseless_ = old_caseless;
    dot_all_ = old_dot_all;
    return inside;
  }

  NodePtr escape() {
    if (at_ + 1 >= text_.size()) return stop("模式以反斜线结束", "the pattern ends with a backslash");
    const char c = text_[at_ + 1];
    if (c == 'b' || c == 'B') {
      at_ += 2;
      return make(c == 'b' ? Node::Kind::word_boundary : Node::Kind::not_word_boundary);
    }
    auto node = make(Node::Kind::set);
    if (!escaped_set(node->set)) return stop("不支持的转义", "this escape is not supported in detector patterns");
    return cased(std::move(node));
  }

  // At a backslash: the code points it stands for.
  bool escaped_set(CodeSet& set) {
    const char c = text_[at_ + 1];
    at_ += 2;
    if (auto known = shorthand(static_cast<unsigned char>(c))) {
      add_set(set, *known);
      return true;
    }
    if (c == 'x') return hexadecimal(set);
    if (c == 'p' && take("{Han}")) {
      add_set(set, han_set());
      return true;
    }
    const std::string_view controls =
        "n\nr\rt\tf\fv\ve\x1b"
        "a\a";
    for (std::size_t i = 0; i + 1 < controls.size(); i += 2) {
      if (controls[i] == c) {
        add_range(set, static_cast<unsigned char>(controls[i + 1]), static_cast<unsigned char>(controls[i + 1]));
        return true;
      }
    }
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (alphanumeric) return false;
    --at_;
    const char32_t code = base::next_code_point(text_, at_);
    add_range(set, code, code);
    return true;
  }

  bool hexadecimal(CodeSet& set) {
    const bool braces = take("{");
    char32_t code = 0;
    int digits = 0;
    while (more() && digits < (braces ? 6 : 2)) {
      const char c = text_[at_];
      const int v = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
      if (v < 0) break;
      code = code * 16 + static_cast<char32_t>(v);
      ++at_;
      ++digits;
    }
    if (digits == 0 || code > kLastCodePoint || (braces && !take("}"))) return false;
    add_range(set, code, code);
    return true;
  }

  NodePtr bracket() {
    ++at_;
    const bool negative = take("^");
    auto node = make(Node::Kind::set);
    bool first = true;
    while (more() && (first || text_[at_] != ']')) {
      first = false;
      if (!bracket_item(node->set)) return stop("字符类写法不支持", "this character class is not supported");
    }
    if (!take("]")) return stop("字符类没有闭合", "a character class is not closed");
    tidy(node->set);
    if (negative) {
      if (caseless_) fold_case(node->set);
      negate(node->set);
      return node;
    }
    return cased(std::move(node));
  }

  bool bracket_item(CodeSet& set) {
    if (text_.substr(at_, 2) == "[:") {
      const std::size_t end = text_.find(":]", at_);
      if (end == std::string_view::npos) return false;
      const auto named = posix_class(text_.substr(at_ + 2, end - at_ - 2));
      if (!named) return false;
      add_set(set, *named);
      at_ = end + 2;
      return true;
    }
    char32_t from = 0;
    if (!bracket_code(set, from)) return false;
    if (from == kLastCodePoint + 1) return true;  // a whole class such as \d
    char32_t to = from;
    if (at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']') {
      ++at_;
      if (!bracket_code(set, to) || to == kLastCodePoint + 1 || to < from) return false;
    }
    add_range(set, from, to);
    return true;
  }

  // One member of a class: its code point, or one past the last after adding a shorthand to `set`.
  bool bracket_code(CodeSet& set, char32_t& code) {
    if (!more()) return false;
    if (text_[at_] != '\\') {
      code = base::next_code_point(text_, at_);
      return true;
    }
    if (at_ + 1 >= text_.size()) return false;
    if (text_[at_ + 1] == 'b') {
      at_ += 2;
      code = 8;
      return true;
    }
    CodeSet one;
    if (!escaped_set(one)) return false;
    tidy(one);
    if (one.ascii.count() + one.wide.size() == 1) {
      if (one.wide.empty()) {
        for (char32_t c = 0; c < 128; ++c) code = one.ascii.test(c) ? c : code;
        return true;
      }
      if (one.wide.front().first == one.wide.front().second) {
        code = one.wide.front().first;
        return true;
      }
    }
    add_set(set, one);
    code = kLastCodePoint + 1;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool caseless_ = false, dot_all_ = false, captures_value_ = false, late_flags_ = false;
  std::string flags_, zh_, en_;
};

}  // namespace

base::Result<Syntax> parse_pattern(std::string_view pattern) {
  return Parser(pattern).run();
}

}  // namespace gongdun::detect
