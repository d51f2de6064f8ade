#include "pack/expression.h"

#include <gtest/gtest.h>

#include <map>

namespace gongdun::pack {
namespace {

std::optional<bool> value(const std::string& text, const std::map<std::string, FactValue>& facts = {}) {
  const auto parsed = parse_expression(text);
  EXPECT_TRUE(parsed) << text << ": " << (parsed ? "" : parsed.error().en);
  if (!parsed) return std::nullopt;
  return holds(*parsed, [&](const std::string& name) {
    const auto found = facts.find(name);
    return found == facts.end() ? FactValue() : found->second;
  });
}

TEST(Expression, precedence_isNotAndOr) {
  const std::map<std::string, FactValue> facts{{"yes", true}, {"no", false}};
  EXPECT_EQ(value("yes or yes and no", facts), true);
  EXPECT_EQ(value("(yes or yes) and no", facts), false);
  EXPECT_EQ(value("not no and no", facts), false);
  EXPECT_EQ(value("not (no and no)", facts), true);
}

TEST(Expression, numbers_areComparedAtTheLine) {
  const std::map<std::string, FactValue> facts{{"n", 100000.0}};
  EXPECT_EQ(value("n >= 100000", facts), true);
  EXPECT_EQ(value("n > 100000", facts), false);
  EXPECT_EQ(value("n < 100000", facts), false);
  EXPECT_EQ(value("n <= 100_000", facts), true);
}

TEST(Expression, words_matchAnyOfSeveral) {
  const std::map<std::string, FactValue> facts{{"Q-F02", std::vector<std::string>{"partial"}}};
  EXPECT_EQ(value("Q-F02 in [compliant, partial]", facts), true);
  EXPECT_EQ(value("Q-F02 == compliant", facts), false);
  EXPECT_EQ(value("Q-F02 != compliant", facts), true);
}

TEST(Expression, unknownFact_decidesNothingOnSilence) {
  const std::map<std::string, FactValue> facts{{"yes", true}, {"no", false}};
  EXPECT_EQ(value("mystery", facts), std::nullopt);
  EXPECT_EQ(value("not mystery", facts), std::nullopt);
  EXPECT_EQ(value("mystery or yes", facts), true);
  EXPECT_EQ(value("mystery and no", facts), false);
  EXPECT_EQ(value("mystery and yes", facts), std::nullopt);
  EXPECT_EQ(value("mystery >= 1", facts), std::nullopt);
  const auto parsed = parse_expression("mystery and yes");
  const auto lookup = [](const std::string& name) { return name == "yes" ? FactValue(true) : FactValue(); };
  EXPECT_EQ(unknown_facts(*parsed, lookup), std::set<std::string>{"mystery"});
}

TEST(Expression, factOfAnotherKind_isUnknown) {
  EXPECT_EQ(value("n", {{"n", 1.0}}), std::nullopt);
  EXPECT_EQ(value("n >= 1", {{"n", true}}), std::nullopt);
}

TEST(Expression, mistakes_areNamed) {
  for (const char* text : {"", "and", "a and", "a b", "(a", "a >= ", "a >= b", "a in b", "a in [", "a in [b", "a in [b c]", "not", "a ~ b", "a)", "\xff"})
    EXPECT_FALSE(parse_expression(text)) << text;
  EXPECT_FALSE(parse_expression(std::string(3000, 'a')));
  EXPECT_FALSE(parse_expression(std::string(500, '(') + "a" + std::string(500, ')')));
}

TEST(Expression, everyBeginning_parsesOrFailsWithWords) {
  const std::string text = "not (a and b >= 10) or c in [d, e] and f != g";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const auto parsed = parse_expression(std::string_view(text).substr(0, length));
    EXPECT_TRUE(parsed || !parsed.error().zh.empty());
  }
}

}  // namespace
}  // namespace gongdun::pack
