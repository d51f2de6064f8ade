#include "assess/site_summary.h"

#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "assess/report_parts.h"

namespace gongdun::assess {

namespace {

std::string joined(const std::set<std::string>& names, const std::string& between) {
  std::string out;
  for (const std::string& one : names) out += (out.empty() ? std::string() : between) + one;
  return out;
}

void add_head(ReportView& view, const std::string& met) {
  std::set<std::string> people, devices;
  for (const auto& [id, entry] : view.input.log.entries()) {
    if (entry.kind != EntryKind::probe) people.insert(entry.author);
    devices.insert(entry.device);
  }
  view.out.blocks.emplace_back(
      report::KeyValues{{{view.say("企业", "Enterprise"), view.input.assessment.name},
                         {view.say("诊断编号", "Assessment"), view.input.assessment.id},
                         {view.say("调研表", "Questionnaire"), view.questions.meta.name.in(view.lang) + " " + view.questions.version},
                         {view.say("时间", "From … to"), base::local_minute(view.input.assessment.made) + " — " + base::local_minute(view.date)},
                         {view.say("诊断人员", "For the service"), joined(people, view.say("、", ", "))},
                         {view.say("企业人员", "For the enterprise"), met},
                         {view.say("设备", "Devices"), joined(devices, view.say("、", ", "))}}});
}

void add_counts(ReportView& view) {
  view.heading(1, view.say("完成情况", "What was asked"));
  report::TableBlock table;
  table.columns = {
      {view.say("域", "Domain"), 4}, {view.say("适用", "Applies"), 1, report::Align::right}, {view.say("已答", "Answered"), 1, report::Align::right}};
  for (std::size_t i = 0; i < 3; ++i) table.columns.push_back({view.questions.scoring.state_name[i].in(view.lang), 1, report::Align::right});
  for (const DomainScore& one : view.score.domains) {
    if (one.domain->weight <= 0 || one.applicable == 0) continue;
    table.rows.push_back(
        {{one.domain->named.name.in(view.lang)}, number_cell(static_cast<double>(one.applicable)), number_cell(static_cast<double>(one.answered))});
    for (std::size_t i = 0; i < 3; ++i) table.rows.back().push_back(number_cell(static_cast<double>(one.count[i])));
  }
  view.out.blocks.emplace_back(std::move(table));
}

void add_findings(ReportView& view) {
  view.heading(1, view.say("现场发现的事项", "What was found"));
  report::TableBlock table;
  table.columns = {{view.say("编号", "No."), 1},
                   {view.say("事项", "Item"), 3},
                   {view.say("现场结果", "Result"), 1.5, report::Align::center},
                   {view.say("取得方式", "How known"), 1.2, report::Align::center},
                   {view.say("说明与证据", "Notes and evidence"), 4}};
  for (const ItemView& item : view.picture.items) {
    const bool found = item.state && (*item.state == pack::State::noncompliant || *item.state == pack::State::partial);
    if (!found || item.asked != ItemView::Asked::yes || item.question->weight <= 0) continue;
    const Entry* answer = item.answer.entry;
    std::string note = answer == nullptr ? std::string() : answer->note;
    const std::string evidence = evidence_words(item);
    if (!evidence.empty()) note += (note.empty() ? "" : "　") + view.say("证据：", "Evidence: ") + evidence;
    table.rows.push_back({{item.question->meta.id},
                          {item.question->meta.name.in(view.lang)},
                          {state_words(view, item), state_tone(item)},
                          {answer == nullptr ? view.say("探测", "Probe") : basis_name(answer->basis).in(view.lang)},
                          {note}});
  }
  table.empty_text = view.say("没有不符合或部分符合的事项", "Nothing was found that is not met");
  view.out.blocks.emplace_back(std::move(table));
}

void add_open(ReportView& view) {
  std::vector<std::string> open;
  std::size_t silent = 0;
  for (const ItemView& item : view.picture.items) {
    const std::string name = item.question->meta.id + " " + item.question->meta.name.in(view.lang);
    if (item.disagreement) open.push_back(name + view.say("：多人作答不一致，待选定", ": people disagree"));
    if (item.contradicted) open.push_back(name + view.say("：作答与探测不符，待复核", ": answer and probe disagree"));
    if (item.asked == ItemView::Asked::yes && item.question->weight > 0 && !item.state) ++silent;
  }
  if (silent > 0) open.push_back(fmt::format(fmt::runtime(view.say("{} 题尚未作答", "{} questions are not answered yet")), silent));
  if (open.empty()) return;
  view.heading(1, view.say("待定事项", "Open matters"));
  view.out.blocks.emplace_back(report::Bullets{std::move(open)});
}

void add_taken(ReportView& view) {
  view.heading(1, view.say("取走的材料", "What was taken along"));
  report::TableBlock table;
  table.columns = {{view.say("文件", "File"), 3}, {view.say("保管记录", "Custody"), 4}, {"SM3", 3}};
  for (const EvidenceFile& one : view.input.evidence) {
    std::string story;
    for (const CustodyEvent& event : view.input.custody)
      if (event.digest == one.digest)
        story += fmt::format("{}{} {} {}{}", story.empty() ? "" : view.say("；", "; "), base::local_minute(event.when), event.by,
                             custody_name(event.what).in(view.lang), event.note.empty() ? "" : view.say("（", " (") + event.note + view.say("）", ")"));
    table.rows.push_back({{one.name}, {story}, {one.digest}});
  }
  table.empty_text = view.say("没有取走任何文件或照片", "No file and no photo was taken along");
  view.out.blocks.emplace_back(std::move(table));
}

void add_signatures(ReportView& view) {
  view.heading(1, view.say("双方确认", "Both sides"));
  view.paragraph(
      view.say("以上为现场问询、查看和检测的如实记录，不含评分和定级；双方各执一份。企业对某项有异议的，写在下面。",
               "This records what was said, seen and tested on site; it holds no score and no grade. Each side keeps a copy. Objections of the enterprise "
               "are written below."));
  const std::string line = "____________________________";
  view.out.blocks.emplace_back(report::KeyValues{{{view.say("异议", "Objections"), line + line}, {"", line + line}}});
  report::TableBlock table;
  table.columns = {{"", 1.6}, {view.say("姓名（签字）", "Name, signature"), 3}, {view.say("盖章", "Seal"), 2}, {view.say("日期", "Date"), 2}};
  for (const std::string& side : {view.say("企业", "The enterprise"), view.say("诊断机构", "The service")})
    for (int i = 0; i < 2; ++i) table.rows.push_back({{i == 0 ? side : std::string("　")}, {"　\n　"}, {"　"}, {"　"}});
  view.out.blocks.emplace_back(std::move(table));
}

}  // namespace

report::Document build_site_summary(const DiagnosisInput& input, const std::string& met) {
  report::Document out;
  out.lang = input.lang;
  const auto entries = input.log.in_order();
  ReportView view{input, input.questions, look(input.questions, input.log), {}, {}, entries.empty() ? input.assessment.made : entries.back()->when.time,
                  out,   input.lang};
  view.score = score(input.questions, view.picture);
  out.cover.title = view.say("数据安全诊断现场情况确认单", "On-site summary of a data security diagnosis");
  out.cover.organization = input.assessment.name;
  out.cover.classification = view.say("内部资料　注意保管", "Internal — handle with care");
  out.cover.lines = {{view.say("诊断编号", "Assessment"), input.assessment.id}, {view.say("数据截至", "Data as of"), view.day()}};
  out.table_of_contents = false;
  out.header = out.cover.title;
  out.date = view.date;
  add_head(view, met);
  for (const auto add : {add_counts, add_findings, add_open, add_taken, add_signatures}) add(view);
  return out;
}

base::Result<std::vector<std::string>> write_site_summary(const DiagnosisInput& input, const std::string& met, const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return base::fail(base::Code::permission, "无法建立目录，请检查路径和权限", "cannot make the folder; check path and permissions", folder);
  const report::Document document = build_site_summary(input, met);
  std::vector<std::string> files{(std::filesystem::path(folder) / "site-summary.pdf").string(), (std::filesystem::path(folder) / "site-summary.docx").string()};
  if (auto written = report::write_pdf(document, files[0]); !written) return std::unexpected(std::move(written).error());
  if (auto written = report::write_docx(document, files[1]); !written) return std::unexpected(std::move(written).error());
  return files;
}

}  // namespace gongdun::assess
