#include "assess/paper.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "assess/answer_form.h"
#include "base/split.h"

namespace gongdun::assess {

namespace {

constexpr std::string_view kScheme = "gongdun-form:1?";
constexpr std::size_t kLongestCode = 2000, kNameCharacters = 24, kDigestDigits = 16;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

std::string percent(std::string_view text) {
  std::string out;
  for (const char c : text) out += is_plain(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

std::string unpercent(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    if (text[i] == '%' && i + 2 < text.size() && std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string beginning(const std::string& text, std::size_t characters) {
  std::size_t at = 0;
  for (std::size_t i = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && i++ == characters) break;
  return text.substr(0, at);
}

std::size_t number(std::string_view text) {
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() ? out : 0;
}

}  // namespace

std::vector<PaperQuestions> paper_pages(const pack::Questionnaire& questions) {
  std::vector<PaperQuestions> out;
  for (const pack::Question& question : questions.questions) {
    if (question.type == pack::AnswerType::profile) continue;
    if (out.empty() || out.back().size() == report::kPaperRows) out.emplace_back();
    out.back().push_back(&question);
  }
  return out;
}

std::string page_code(const PageCode& code) {
  return fmt::format("{}id={}&q={}&v={}&d={}&p={}&n={}&e={}", kScheme, percent(code.assessment), percent(code.questionnaire), percent(code.version),
                     percent(code.digest), code.page, code.pages, percent(code.enterprise));
}

std::optional<PageCode> parse_page_code(std::string_view text) {
  if (!text.starts_with(kScheme) || text.size() > kLongestCode) return std::nullopt;
  PageCode out;
  for (const std::string& part : base::split(std::string(text.substr(kScheme.size())), '&')) {
    const std::size_t equal = part.find('=');
    if (equal == std::string::npos) return std::nullopt;
    const std::string key = part.substr(0, equal), value = unpercent(std::string_view(part).substr(equal + 1));
    if (key == "id") out.assessment = value;
    if (key == "q") out.questionnaire = value;
    if (key == "v") out.version = value;
    if (key == "d") out.digest = value;
    if (key == "p") out.page = number(value);
    if (key == "n") out.pages = number(value);
    if (key == "e") out.enterprise = value;
  }
  if (out.assessment.empty() || out.digest.empty() || out.page == 0 || out.page > out.pages) return std::nullopt;
  return out;
}

PageCode code_of(const Assessment& assessment, const pack::Questionnaire& questions, std::size_t page) {
  return {assessment.id,
          questions.meta.id,
          questions.version,
          questions.digest.substr(0, kDigestDigits),
          beginning(assessment.name, kNameCharacters),
          page,
          paper_pages(questions).size()};
}

report::PaperForm paper_form(const Assessment& assessment, const pack::Questionnaire& questions, const Picture& picture,
                             const std::optional<PreviousAnswers>& previous, base::Lang lang) {
  const bool zh = lang == base::Lang::zh;
  report::PaperForm out{.lang = lang, .title = questions.meta.name.in(lang), .enterprise = assessment.name, .date = assessment.made};
  out.about = fmt::format(
      fmt::runtime(zh ? "诊断编号 {}　调研表 {} {}（{}）\n逐题勾选；选“不适用”须写明理由。取得方式：自报为企业陈述，查看为看过文件或界面，测试为用工具测过。"
                      : "Assessment {}, questionnaire {} {} ({})\nTick one box a question; \"not applicable\" needs its reason. Said: stated by the "
                        "enterprise; seen: in documents or on screen; tested: with a tool."),
      assessment.id, questions.meta.id, questions.version, questions.digest.substr(0, kDigestDigits));
  for (std::size_t i = 0; i < pack::kStates; ++i) out.boxes.push_back(fmt::format("{} {}", i + 1, questions.scoring.state_name[i].in(lang)));
  for (std::size_t i = 0; i < kBases; ++i) out.sources.push_back(basis_name(static_cast<Basis>(i)).in(lang));
  out.note = zh ? "说明" : "Note";
  out.signature = zh ? "填写人：______________　　日期：______________　　企业确认：______________"
                     : "Filled in by: ______________   Date: ____________   For the enterprise: ______________";
  const auto pages = paper_pages(questions);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    report::PaperPage page{page_code(code_of(assessment, questions, p + 1)), {}};
    for (const pack::Question* question : pages[p]) {
      const ItemView* item = picture.item(question->meta.id);
      const auto domain = std::ranges::find_if(questions.domains, [&](const pack::Domain& one) { return one.named.id == question->domain; });
      report::PaperRow row{std::to_string(page.rows.size() + 1),
                           question->meta.id + "　" + question->meta.name.in(lang),
                           question->text.in(lang),
                           {},
                           domain->named.name.in(lang),
                           question->type == pack::AnswerType::score};
      if (question->veto) row.label += zh ? "　★否决项" : "  ★ veto item";
      if (item != nullptr && item->asked != ItemView::Asked::yes) row.hint = zh ? "不适用于本企业，不必填写" : "does not apply: leave empty";
      if (previous && previous->answers.contains(question->meta.id)) {
        const PreviousAnswer& last = previous->answers.at(question->meta.id);
        row.hint += fmt::format(fmt::runtime(zh ? "{}上次：{}{}" : "{}last time: {}{}"), row.hint.empty() ? "" : "　",
                                value_words(questions, *question, last.value, lang), last.note.empty() ? "" : "（" + last.note + "）");
      }
      page.rows.push_back(std::move(row));
    }
    out.pages.push_back(std::move(page));
  }
  return out;
}

}  // namespace gongdun::assess
