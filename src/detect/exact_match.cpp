#include "detect/exact_match.h"

#include <stdexcept>

namespace gongdun::detect {
namespace {

// Small enough that PCRE2 surely takes the pattern too, should the table grow too large.
constexpr double kSurelySmall = 2000;

}  // namespace

base::Result<ExactMatcher> ExactMatcher::compile(const std::string& pattern, const Syntax& syntax) {
  ExactMatcher matcher;
  Later& later = *matcher.later_;
  later.pattern = pattern;
  if (!syntax.captures_value && PatternProgram::size_of(*syntax.root) <= kSurelySmall) return matcher;
  auto confirmer = Confirmer::compile(pattern);
  if (!confirmer) return std::unexpected(std::move(confirmer).error());
  later.storage.confirmer = std::move(*confirmer);
  return matcher;
}

const ExactMatcher::Made* ExactMatcher::make() const {
  Later& later = *later_;
  const std::scoped_lock lock(later.mutex);
  if (later.made.load(std::memory_order_relaxed) != nullptr) return &later.storage;
  if (const auto syntax = parse_pattern(later.pattern)) later.storage.dfa = PatternDfa::from(*syntax->root);
  if (!later.storage.dfa && !later.storage.confirmer) {
    auto confirmer = Confirmer::compile(later.pattern);
    if (!confirmer) throw std::runtime_error("a checked pattern could not be compiled: " + confirmer.error().message.en);
    later.storage.confirmer = std::move(*confirmer);
  }
  later.made.store(&later.storage, std::memory_order_release);
  return &later.storage;
}

}  // namespace gongdun::detect
