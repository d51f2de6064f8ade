#include "detect/pattern_unit.h"

#include <fmt/core.h>

namespace gongdun::detect {
namespace {

const Node* branches_of(const Node& root) {
  const auto list = flat_list(root);
  return list.size() == 1 && list.front()->kind == Node::Kind::alternation ? list.front() : nullptr;
}

bool begins_at_word_edge(const Node& root) {
  const auto list = flat_list(root);
  return !list.empty() && list.front()->kind == Node::Kind::word_boundary;
}

base::Result<PatternUnit> make_unit(const std::string& pattern, const Syntax& syntax, Anchor anchor) {
  auto exact = ExactMatcher::compile(pattern, syntax);
  if (!exact) return std::unexpected(std::move(exact).error());
  PatternUnit unit(std::move(*exact));
  unit.text = pattern;
  unit.anchor = std::move(anchor);
  unit.length = length_of(*syntax.root);
  unit.first = first_bytes_of(*syntax.root);
  for (std::size_t c = 0x80; c < 0xC0; ++c) unit.first.reset(c);  // a character never begins with a continuation byte
  unit.at_word_edge = begins_at_word_edge(*syntax.root);
  const bool wide_prefix = unit.anchor.prefix.max != unit.anchor.prefix.min;
  if (wide_prefix && unit.anchor.suffix_text > 0 && !syntax.late_flags) {
    const std::string text = syntax.flags + pattern.substr(unit.anchor.suffix_text);
    const auto parsed = parse_pattern(text);
    auto suffix = parsed ? ExactMatcher::compile(text, *parsed) : std::unexpected(parsed.error());
    if (suffix) unit.suffix = std::move(*suffix);
  }
  return unit;
}

base::Result<std::vector<PatternUnit>> split(const std::string& pattern, const Syntax& syntax, const Node& branches, MaskProgram& program) {
  std::vector<PatternUnit> units;
  for (const auto& branch : branches.children) {
    const std::size_t skip = branch->text_begin < syntax.flags.size() ? syntax.flags.size() : branch->text_begin;
    auto made = make_units(syntax.flags + pattern.substr(skip, branch->text_end - skip), program);
    if (!made) return std::unexpected(std::move(made).error());
    for (PatternUnit& unit : *made) units.push_back(std::move(unit));
  }
  return units;
}

// A great many common literals (every first character of a number plate) cost more than the shape of what follows them.
void prefer_cheaper_mask(Anchor& anchor, const Node& root, MaskProgram& program) {
  constexpr double kDear = 50;
  if (anchor.price < kDear) return;
  MaskProgram trial = program;
  Anchor mask = mask_anchor(root, trial);
  if (mask.price >= anchor.price) return;
  anchor = std::move(mask);
  program = std::move(trial);
}

}  // namespace

base::Result<std::vector<PatternUnit>> make_units(const std::string& pattern, MaskProgram& program) {
  auto syntax = parse_pattern(pattern);
  if (!syntax) return std::unexpected(std::move(syntax).error());
  GD_TRY(check_cost(*syntax->root));
  Anchor anchor;
  if (auto literal = literal_anchor(*syntax->root)) {
    anchor = std::move(*literal);
    prefer_cheaper_mask(anchor, *syntax->root, program);
  } else {
    const Node* branches = branches_of(*syntax->root);
    bool any_literal = false;
    if (branches != nullptr) {
      for (const auto& branch : branches->children) any_literal |= literal_anchor(*branch).has_value();
    }
    if (any_literal && !syntax->late_flags) return split(pattern, *syntax, *branches, program);
    anchor = mask_anchor(*syntax->root, program);
    if (anchor.density > kLooseDensity) {
      return base::fail(base::Code::invalid_input,
                        fmt::format("模式过于宽泛(估计每千字节 {:.0f} 个候选):请加入至少 3 个字符的固定文字(或一个汉字),加长必需的数字/字母段,或在开头加 \\b",
                                    anchor.density * 1000),
                        fmt::format("the pattern is too loose (about {:.0f} candidates per 1000 bytes): add a fixed text of at least three characters "
                                    "(or one Chinese character), require a longer run of digits or letters, or begin it with \\b",
                                    anchor.density * 1000));
    }
  }
  auto unit = make_unit(pattern, *syntax, std::move(anchor));
  if (!unit) return std::unexpected(std::move(unit).error());
  std::vector<PatternUnit> units;
  units.push_back(std::move(*unit));
  return units;
}

}  // namespace gongdun::detect
