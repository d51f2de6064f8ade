// The 调研表 on paper: which question stands on which page, what the QR code of a page says, and the form itself. Pages are a function of the questionnaire
// alone, so that a form printed long ago is still entered by page and number.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/picture.h"
#include "assess/task_parts.h"
#include "report/paper_form.h"

namespace gongdun::assess {

using PaperQuestions = std::vector<const pack::Question*>;
// All questions but those of the profile.
std::vector<PaperQuestions> paper_pages(const pack::Questionnaire& questions);

// What a code says: "gongdun-form:1?id=DG-…&q=ID&v=VERSION&d=16 digits of the digest&p=PAGE&n=PAGES&e=ENTERPRISE", values percent-encoded (RFC 3986), the
// name of the enterprise cut at 24 characters.
struct PageCode {
  std::string assessment, questionnaire, version, digest, enterprise;
  std::size_t page = 0, pages = 0;  // from 1
};
std::string page_code(const PageCode& code);
std::optional<PageCode> parse_page_code(std::string_view text);
PageCode code_of(const Assessment& assessment, const pack::Questionnaire& questions, std::size_t page);

report::PaperForm paper_form(const Assessment& assessment, const pack::Questionnaire& questions, const Picture& picture,
                             const std::optional<PreviousAnswers>& previous, base::Lang lang);

}  // namespace gongdun::assess
