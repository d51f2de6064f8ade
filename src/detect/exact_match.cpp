#include "detect/exact_match.h"

namespace gongdun::detect {

base::Result<ExactMatcher> ExactMatcher::compile(const std::string& pattern, const Syntax& syntax) {
  ExactMatcher matcher;
  matcher.dfa_ = PatternDfa::from(*syntax.root);
  if (matcher.dfa_ && !syntax.captures_value) return matcher;
  auto confirmer = Confirmer::compile(pattern);
  if (!confirmer) return std::unexpected(std::move(confirmer).error());
  matcher.confirmer_ = std::move(*confirmer);
  return matcher;
}

}  // namespace gongdun::detect
