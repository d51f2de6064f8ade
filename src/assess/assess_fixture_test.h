// The questionnaire of the program, and answers to it, for tests.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "assess/picture.h"
#include "assess/scoring.h"
#include "pack/load.h"

namespace gongdun::assess::testing {

inline const pack::Questionnaire& shipped() {
  static const pack::Loaded loaded = pack::load_packs(GD_SOURCE_DIR "/packs");
  const auto found = std::ranges::find_if(loaded.assess.questionnaires, [](const pack::Questionnaire& one) { return one.meta.id == "diagnosis"; });
  if (found == loaded.assess.questionnaires.end()) throw std::runtime_error(pack::format_problems(loaded.problems, base::Lang::en));
  return *found;
}

// A questionnaire of one scored domain with questions of these weights, all applying: `veto` of them from the front are veto items.
inline pack::Questionnaire with_weights(const std::vector<double>& weights, std::size_t vetoes = 0) {
  pack::Questionnaire out = shipped();
  std::erase_if(out.domains, [](const pack::Domain& one) { return one.named.id != "B"; });
  const pack::Question model = *out.question("Q-B05");
  out.questions.clear();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    out.questions.push_back(model);
    out.questions.back().meta.id = "T-" + std::to_string(i);
    out.questions.back().weight = weights[i];
    out.questions.back().veto = i < vetoes;
  }
  return out;
}

inline Entry entry(EntryKind kind, const std::string& about, const std::string& value, const std::string& author = "张三") {
  Entry out;
  out.kind = kind;
  out.about = about;
  out.value = value;
  out.author = author;
  out.device = "laptop-1";
  return out;
}

inline void answer(AnswerLog& log, const std::string& about, const std::string& value) {
  log.say(entry(EntryKind::answer, about, value), 1'000'000);
}

inline void facts(AnswerLog& log, const std::string& yes_or_no) {
  for (const char* id : {"important_data", "core_data", "personal_information", "data_export", "cloud_use", "control_systems"})
    answer(log, std::string(kFactPrefix) + id, yes_or_no);
}

inline void answer_all(const pack::Questionnaire& questions, AnswerLog& log, const std::string& value) {
  for (const pack::Question& question : questions.questions)
    if (question.weight > 0) answer(log, question.meta.id, value);
}

inline Score score_of(const pack::Questionnaire& questions, const AnswerLog& log) {
  return score(questions, look(questions, log));
}

}  // namespace gongdun::assess::testing
