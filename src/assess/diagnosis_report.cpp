#include "assess/diagnosis_report.h"

#include <algorithm>
#include <filesystem>

#include "assess/report_parts.h"

namespace gongdun::assess {

using report::Tone;

namespace {

constexpr base::TimeUs kDay = 86'400'000'000;

report::Cover cover_of(const ReportView& view) {
  report::Cover cover;
  cover.title = view.say("数据安全诊断报告", "Data security diagnosis report");
  cover.organization = view.input.assessment.name;
  cover.classification = view.say("内部资料　注意保管", "Internal — handle with care");
  cover.lines = {{view.say("诊断编号", "Assessment"), view.input.assessment.id},
                 {view.say("调研表", "Questionnaire"), view.questions.meta.name.in(view.lang) + " " + view.questions.version},
                 {view.say("调研表摘要", "Digest of the questionnaire"), view.questions.digest.substr(0, 16)},
                 {view.say("数据截至", "Data as of"), view.day()},
                 {view.say("程序版本", "Program"), std::string("Gongdun 工盾 ") + GD_VERSION}};
  cover.footer = view.say("本诊断不替代《工业和信息化领域数据安全风险评估实施细则（试行）》规定的风险评估。",
                          "This diagnosis does not replace the statutory risk assessment of data security.");
  return cover;
}

}  // namespace

std::string ReportView::day(int days_later) const {
  return base::local_minute(date + days_later * kDay).substr(0, 10);
}

std::string name_of(const std::vector<pack::Named>& list, const std::string& id, base::Lang lang) {
  const auto found = std::ranges::find_if(list, [&](const pack::Named& one) { return one.id == id; });
  return found == list.end() ? id : found->name.in(lang);
}

std::string state_words(const ReportView& view, const ItemView& item) {
  if (item.asked == ItemView::Asked::not_applicable) return view.say("不适用于本企业", "Does not apply");
  if (!item.state) return view.say("未答", "Not answered");
  std::string out = view.questions.scoring.state_name[static_cast<std::size_t>(*item.state)].in(view.lang);
  if (item.contradicted) out += view.say("（与探测不符）", " (contradicted)");
  if (item.disagreement) out += view.say("（作答不一致）", " (disagreement)");
  return out;
}

Tone state_tone(const ItemView& item) {
  if (!item.state || item.asked == ItemView::Asked::not_applicable) return Tone::muted;
  switch (*item.state) {
    case pack::State::compliant: return Tone::good;
    case pack::State::partial: return Tone::warning;
    case pack::State::noncompliant: return Tone::danger;
    case pack::State::na: break;
  }
  return Tone::muted;
}

Tone risk_tone(const ReportView& view, const std::string& risk) {
  const auto& all = view.questions.scoring.risks;
  const auto at = std::ranges::find_if(all, [&](const pack::Named& one) { return one.id == risk; }) - all.begin();
  const auto size = static_cast<std::ptrdiff_t>(all.size());
  return at * 5 < size * 2 ? Tone::danger : at * 5 < size * 3 ? Tone::warning : Tone::normal;
}

std::string evidence_words(const ItemView& item) {
  std::string out;
  for (const std::string& one : item.answer.evidence) out += (out.empty() ? "" : "；") + one;
  for (const auto& [name, standing] : item.probes)
    if (standing.entry != nullptr) out += (out.empty() ? "" : "；") + name + (standing.entry->note.empty() ? "" : "：" + standing.entry->note);
  return out;
}

report::TableCell number_cell(double value, const std::string& text) {
  return {.text = text, .number = true, .value = value};
}

report::Document build_diagnosis_report(const DiagnosisInput& input) {
  report::Document out;
  out.lang = input.lang;
  Picture picture = look(input.questions, input.log);
  const auto entries = input.log.in_order();
  ReportView view{input, input.questions, std::move(picture), {}, {}, entries.empty() ? input.assessment.made : entries.back()->when.time, out, input.lang};
  view.score = score(input.questions, view.picture);
  view.measures = measures(input.questions, view.picture, view.score);
  out.cover = cover_of(view);
  out.header = out.cover.title + "　" + input.assessment.name;
  out.date = view.date;
  for (const auto add :
       {add_overview, add_profile, add_conclusion, add_domains, add_assets, add_risks, add_gaps, add_topics, add_measures, add_calendar, add_annexes})
    add(view);
  return out;
}

base::Result<std::vector<std::string>> write_diagnosis_report(const DiagnosisInput& input, const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return base::fail(base::Code::permission, "无法建立报告目录，请检查路径和权限", "cannot make the report folder; check path and permissions", folder);
  const report::Document document = build_diagnosis_report(input);
  const std::pair<const char*, base::Status (*)(const report::Document&, const std::string&)> writers[] = {{"diagnosis.docx", report::write_docx},
                                                                                                           {"diagnosis.pdf", report::write_pdf},
                                                                                                           {"diagnosis.html", report::write_html},
                                                                                                           {"diagnosis.xlsx", report::write_xlsx}};
  std::vector<std::string> files;
  for (const auto& [name, write] : writers) {
    files.push_back((std::filesystem::path(folder) / name).string());
    if (auto written = write(document, files.back()); !written) return std::unexpected(std::move(written).error());
  }
  return files;
}

}  // namespace gongdun::assess
