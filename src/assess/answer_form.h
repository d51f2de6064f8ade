// The 调研表 as a workbook that people fill in and hand back.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "assess/picture.h"

namespace gongdun::assess {

struct FormColumn {
  std::string_view key;
  base::Bilingual title;
  double width;
};
// question, domain, text, basis, asked, answer, how, note, evidence
inline constexpr std::size_t kFormColumns = 9;
const std::array<FormColumn, kFormColumns>& form_columns();

struct FormWish {
  std::string path;
  std::string enterprise;
  base::Lang lang = base::Lang::zh;
  bool csv = false;
};

// All questions but those of the profile, with what was answered so far.
base::Status write_form(const pack::Questionnaire& questions, const Picture& picture, const FormWish& wish);

// What an answer says, for people.
std::string value_words(const pack::Questionnaire& questions, const pack::Question& question, const std::string& value, base::Lang lang);
std::string fact_words(const pack::FactField& field, const std::string& value, base::Lang lang);

}  // namespace gongdun::assess
