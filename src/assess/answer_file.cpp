#include <fstream>
#include <iterator>

#include "assess/answer_input.h"
#include "pack/tree.h"

namespace gongdun::assess {

base::Result<AnswerInput> read_answer_file(const pack::Questionnaire& questions, const std::string& file) {
  auto form = read_form(questions, file);
  if (form) return form;
  std::ifstream in(file, std::ios::binary);
  std::string text(pack::kMaxFileBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  // Neither a workbook nor the table of the form: what is left is YAML.
  if (text.empty() || text.starts_with("PK") || text.size() > pack::kMaxFileBytes) return form;
  return read_answers(questions, text, file);
}

}  // namespace gongdun::assess
