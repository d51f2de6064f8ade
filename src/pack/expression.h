// Conditions over facts, as packs write them: `important_data or core_data`, `not cloud`, `pi_persons >= 1000000 and not is_ciio`,
// `purpose in [contract, hr]`, `Q-F02 == compliant`. A fact may be unknown: then a condition that hangs on it is unknown too (Kleene's logic), so that
// nothing is decided on silence. Pure; the text is bounded in length and depth.
#pragma once
#include <cstddef>
#include <expected>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bilingual.h"

namespace gongdun::pack {

// What is known of a fact; monostate: nothing. Choices are lists of their ids.
using FactValue = std::variant<std::monostate, bool, double, std::vector<std::string>>;
using FactLookup = std::function<FactValue(const std::string& name)>;

struct Expression {
  enum class Op { name, negation, conjunction, disjunction, less, at_most, more, at_least, equal, unequal, one_of };
  struct Term {
    Op op = Op::name;
    std::string name;                // of a fact; left side of a comparison
    double number = 0;               // right side
    std::vector<std::string> words;  // right side of == != in
    std::size_t left = 0, right = 0;
  };
  std::vector<Term> terms;  // the last is the whole; none: holds always
  std::string text;

  bool always() const { return terms.empty(); }
  std::set<std::string> names() const;
};

std::expected<Expression, base::Bilingual> parse_expression(std::string_view text);

// nullopt: not known.
std::optional<bool> holds(const Expression& expression, const FactLookup& facts);
// Facts nothing is known of and on which the answer hangs; empty where the answer is known.
std::set<std::string> unknown_facts(const Expression& expression, const FactLookup& facts);

}  // namespace gongdun::pack
