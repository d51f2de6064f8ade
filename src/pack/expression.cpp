#include "pack/expression.h"

#include <algorithm>

#include <fmt/core.h>

#include "pack/fields.h"

namespace gongdun::pack {

namespace {

constexpr std::size_t kLongest = 2000;  // bytes of an expression
constexpr int kDeepest = 32;

struct Wrong {
  base::Bilingual message;
};

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '-';
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Expression parse() {
    Expression out;
    either(0);
    if (!token().empty()) refuse(token());
    out.terms = std::move(terms_);
    out.text = std::string(text_);
    return out;
  }

 private:
  using Op = Expression::Op;

  [[noreturn]] static void refuse(std::string_view token) {
    if (token.empty()) throw Wrong{{"条件没有写完", "the condition ends too early"}};
    throw Wrong{{fmt::format("条件中“{}”处有误", token), fmt::format("the condition is wrong at \"{}\"", token)}};
  }

  // The next word, sign or operator, without taking it; empty at the end.
  std::string_view token() const {
    std::size_t at = at_;
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\n')) ++at;
    std::size_t end = at;
    while (end < text_.size() && is_word(text_[end])) ++end;
    if (end == at && at < text_.size()) end = at + (at + 1 < text_.size() && text_[at + 1] == '=' && std::string_view("<>=!").contains(text_[at]) ? 2 : 1);
    return text_.substr(at, end - at);
  }
  std::string_view take() {
    const std::string_view out = token();
    at_ = static_cast<std::size_t>(out.data() + out.size() - text_.data());
    return out;
  }
  bool take_if(std::string_view wanted) {
    if (token() != wanted) return false;
    take();
    return true;
  }
  std::string word() {
    const std::string_view out = take();
    if (out.empty() || !is_word(out[0]) || out == "and" || out == "or" || out == "not" || out == "in") refuse(out);
    return std::string(out);
  }
  std::size_t push(Expression::Term term) {
    terms_.push_back(std::move(term));
    return terms_.size() - 1;
  }

  std::size_t either(int depth) {
    std::size_t left = both(depth);
    while (take_if("or")) {
      const std::size_t right = both(depth);
      left = push({.op = Op::disjunction, .left = left, .right = right});
    }
    return left;
  }
  std::size_t both(int depth) {
    std::size_t left = single(depth);
    while (take_if("and")) {
      const std::size_t right = single(depth);
      left = push({.op = Op::conjunction, .left = left, .right = right});
    }
    return left;
  }
  std::size_t single(int depth) {
    if (depth > kDeepest) throw Wrong{{"条件嵌套过深", "the condition is nested too deeply"}};
    if (take_if("not")) {
      const std::size_t inner = single(depth + 1);
      return push({.op = Op::negation, .left = inner});
    }
    if (take_if("(")) {
      const std::size_t inner = either(depth + 1);
      if (!take_if(")")) refuse(token());
      return inner;
    }
    return comparison();
  }
  std::size_t comparison() {
    Expression::Term term{.name = word()};
    const std::string_view sign = token();
    if (sign == "in") return one_of(std::move(term));
    if (sign == "==" || sign == "!=") {
      take();
      term.op = sign == "==" ? Op::equal : Op::unequal;
      term.words = {word()};
      return push(std::move(term));
    }
    const Op op = sign == "<" ? Op::less : sign == "<=" ? Op::at_most : sign == ">" ? Op::more : sign == ">=" ? Op::at_least : Op::name;
    if (op == Op::name) return push(std::move(term));
    take();
    term.op = op;
    const std::string right = word();
    if (!parse_number(right, term.number)) refuse(right);
    return push(std::move(term));
  }
  std::size_t one_of(Expression::Term term) {
    take();
    term.op = Op::one_of;
    if (!take_if("[")) refuse(token());
    do {
      term.words.push_back(word());
    } while (take_if(","));
    if (!take_if("]")) refuse(token());
    return push(std::move(term));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Expression::Term> terms_;
};

std::optional<bool> compare(const Expression::Term& term, const FactValue& value) {
  using Op = Expression::Op;
  if (term.op == Op::name) {
    const bool* flag = std::get_if<bool>(&value);
    return flag == nullptr ? std::nullopt : std::optional(*flag);
  }
  if (term.op == Op::equal || term.op == Op::unequal || term.op == Op::one_of) {
    const auto* words = std::get_if<std::vector<std::string>>(&value);
    if (words == nullptr) return std::nullopt;
    const bool any = std::ranges::any_of(*words, [&](const std::string& one) { return std::ranges::find(term.words, one) != term.words.end(); });
    return any != (term.op == Op::unequal);
  }
  const double* number = std::get_if<double>(&value);
  if (number == nullptr) return std::nullopt;
  switch (term.op) {
    case Op::less: return *number < term.number;
    case Op::at_most: return *number <= term.number;
    case Op::more: return *number > term.number;
    default: return *number >= term.number;
  }
}

}  // namespace

std::set<std::string> Expression::names() const {
  std::set<std::string> out;
  for (const Term& term : terms)
    if (!term.name.empty()) out.insert(term.name);
  return out;
}

std::expected<Expression, base::Bilingual> parse_expression(std::string_view text) {
  if (text.size() > kLongest) return std::unexpected(base::Bilingual{"条件过长", "the condition is too long"});
  try {
    return Parser(text).parse();
  } catch (const Wrong& wrong) {
    return std::unexpected(wrong.message);
  }
}

// Terms stand behind those they are made of, so one pass from the front knows all.
std::optional<bool> holds(const Expression& expression, const FactLookup& facts) {
  if (expression.always()) return true;
  using Op = Expression::Op;
  std::vector<std::optional<bool>> known;
  for (const Expression::Term& term : expression.terms) {
    std::optional<bool> value;
    if (term.op == Op::negation) {
      if (known[term.left]) value = !*known[term.left];
    } else if (term.op == Op::conjunction || term.op == Op::disjunction) {
      const bool decisive = term.op == Op::disjunction;
      const auto left = known[term.left], right = known[term.right];
      if (left == decisive || right == decisive)
        value = decisive;
      else if (left && right)
        value = !decisive;
    } else {
      value = compare(term, facts(term.name));
    }
    known.push_back(value);
  }
  return known.back();
}

std::set<std::string> unknown_facts(const Expression& expression, const FactLookup& facts) {
  if (holds(expression, facts)) return {};
  std::set<std::string> out;
  for (const std::string& name : expression.names())
    if (std::holds_alternative<std::monostate>(facts(name))) out.insert(name);
  return out;
}

}  // namespace gongdun::pack
