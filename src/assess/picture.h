// What an assessment shows at a moment: facts, which questions apply, what was answered, where answers and probes disagree. A function of questionnaire and
// log.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assess/answer_log.h"
#include "pack/questionnaire.h"

namespace gongdun::assess {

inline constexpr std::string_view kFactPrefix = "fact.";

pack::FactValue fact_value(const pack::FactField& field, const std::string& value);

// The facts of a log, and the flags made of them; conflicting facts are unknown.
class FactBook {
 public:
  FactBook(const pack::Questionnaire& questions, const AnswerLog& log);
  pack::FactValue operator()(const std::string& name) const;
  // As entered; empty: unknown.
  const std::string& text(const std::string& id) const;
  const std::set<std::string>& conflicts() const { return conflicts_; }

 private:
  std::map<std::string, std::string> texts_;
  std::map<std::string, pack::FactValue> values_;
  std::set<std::string> conflicts_;
};

struct ItemView {
  const pack::Question* question = nullptr;
  enum class Asked { yes, not_applicable, skipped } asked = Asked::yes;
  std::optional<pack::State> state;  // what counts; none: not answered, or not a scored question
  Standing answer;
  std::map<std::string, Standing> probes;
  bool contradicted = false;  // a probe says otherwise, and nobody has reviewed it: counts as not met
  bool disagreement = false;  // people say different things: the worst counts until one is picked
  bool prefilled = false;     // by probes alone
  bool reviewed = false;
  const Entry* review = nullptr;
};

struct Picture {
  FactBook facts;
  std::vector<ItemView> items;         // of all questions, in their order
  std::set<std::string> facts_needed;  // unknown facts on which applicability hangs; such questions are asked

  const ItemView* item(std::string_view id) const;
};

Picture look(const pack::Questionnaire& questions, const AnswerLog& log);

std::optional<pack::State> parse_state(std::string_view id);

}  // namespace gongdun::assess
