// Facts and answers as people write them: YAML, or the workbook that `diagnose form` makes (XLSX, CSV). Every mistake is reported with its line and field, or
// its cell; with a mistake nothing is taken.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "assess/entry.h"
#include "pack/load.h"
#include "pack/questionnaire.h"

namespace gongdun::assess {

struct AnswerInput {
  std::vector<Entry> entries;  // neither sealed nor in a log; `author` is set where the file names one
  std::vector<pack::LoadProblem> problems;
};

// A mapping from facts to values.
AnswerInput read_facts(const pack::Questionnaire& questions, std::string_view yaml, const std::string& file);
// A mapping with the keys by, facts, answers, probes, reviews.
AnswerInput read_answers(const pack::Questionnaire& questions, std::string_view yaml, const std::string& file);
// A filled-in form.
base::Result<AnswerInput> read_form(const pack::Questionnaire& questions, const std::string& file);
// By its content: a workbook, the table of the form as text, or YAML.
base::Result<AnswerInput> read_answer_file(const pack::Questionnaire& questions, const std::string& file);

// As entries keep it: ids of states and choices, "yes" and "no". Names in both languages are understood.
base::Result<std::string> answer_value(const pack::Question& question, std::string_view text);
base::Result<std::string> fact_text(const pack::FactField& field, std::string_view text);

}  // namespace gongdun::assess
