// Chapters 6 to 11: what follows, by when, and what it rests on.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "assess/answer_form.h"
#include "assess/report_parts.h"

namespace gongdun::assess {

using report::Align;
using report::TableBlock;
using report::Tone;

namespace {

std::string effort_words(const ReportView& view, pack::Effort effort) {
  switch (effort) {
    case pack::Effort::low: return view.say("低", "low");
    case pack::Effort::medium: return view.say("中", "medium");
    case pack::Effort::high: break;
  }
  return view.say("高", "high");
}

std::string value_of(const ReportView& view, const ItemView& item) {
  if (item.question->type == pack::AnswerType::score) return state_words(view, item);
  if (item.question->type != pack::AnswerType::profile)
    return item.answer.entry == nullptr ? std::string() : value_words(view.questions, *item.question, item.answer.entry->value, view.lang);
  std::string out;
  for (const std::string& id : item.question->fields) {
    const pack::FactField* field = view.questions.fact(id);
    const std::string words = fact_words(*field, view.picture.facts.text(id), view.lang);
    if (!words.empty()) out += (out.empty() ? "" : view.say("；", "; ")) + field->name.in(view.lang) + view.say("：", ": ") + words;
  }
  return out;
}

void add_form(ReportView& view) {
  view.heading(2, view.say("调研表", "The questionnaire as filled in"));
  TableBlock table;
  table.title = view.say("调研表", "Questionnaire");
  table.sheet = table.title;
  table.columns = {{view.say("编号", "No."), 1},    {view.say("题目", "Question"), 5},
                   {view.say("答案", "Answer"), 2}, {view.say("取得方式", "How known"), 1.2, Align::center},
                   {view.say("填报人", "By"), 1.2}, {view.say("说明与证据", "Notes and evidence"), 3}};
  for (const ItemView& item : view.picture.items) {
    const Entry* answer = item.answer.entry;
    const std::string evidence = evidence_words(item);
    std::string note = answer == nullptr ? std::string() : answer->note;
    if (!evidence.empty()) note += (note.empty() ? "" : "；") + evidence;
    table.rows.push_back({{item.question->meta.id},
                          {item.question->text.in(view.lang)},
                          {value_of(view, item), item.question->type == pack::AnswerType::score ? state_tone(item) : Tone::normal},
                          {answer == nullptr ? "" : basis_name(answer->basis).in(view.lang)},
                          {answer == nullptr ? "" : answer->author},
                          {note}});
  }
  view.out.blocks.emplace_back(std::move(table));
}

void add_evidence(ReportView& view) {
  view.heading(2, view.say("证据清单与保管记录", "Evidence and its custody"));
  TableBlock files;
  files.title = view.say("证据清单", "Evidence");
  files.sheet = files.title;
  files.columns = {{view.say("文件", "File"), 3}, {view.say("大小（字节）", "Bytes"), 1.2, Align::right}, {"SM3", 5}};
  for (const EvidenceFile& one : view.input.evidence) files.rows.push_back({{one.name}, number_cell(static_cast<double>(one.bytes)), {one.digest}});
  files.empty_text = view.say("证据袋中没有文件", "The evidence bag is empty");
  view.out.blocks.emplace_back(std::move(files));
  TableBlock events;
  events.title = view.say("保管记录", "Custody");
  events.sheet = events.title;
  events.columns = {{view.say("时间", "Time"), 2},     {view.say("事件", "Event"), 1, Align::center}, {view.say("人员", "By"), 1.5},
                    {view.say("设备", "Device"), 1.5}, {view.say("文件 SM3", "SM3 of the file"), 3},  {view.say("说明", "Note"), 2}};
  for (const CustodyEvent& one : view.input.custody)
    events.rows.push_back(
        {{base::local_minute(one.when)}, {custody_name(one.what).in(view.lang)}, {one.by}, {one.device}, {one.digest.substr(0, 16) + "…"}, {one.note}});
  events.empty_text = view.say("没有保管记录", "Nothing recorded");
  view.out.blocks.emplace_back(std::move(events));
}

}  // namespace

void add_risks(ReportView& view) {
  view.heading(1, view.say("风险清单", "Risks"));
  view.paragraph(view.say("危害程度取决于企业所处理数据的最高级别，部分符合的降一档；可能性取决于所在域的得分；风险等级由二者按矩阵得出。",
                          "Harm follows from the highest grade of data processed, one degree lower where an item is partly met; likelihood from the score of "
                          "the domain; the level of risk from both by the matrix."));
  TableBlock table;
  table.title = view.say("风险清单", "Risks");
  table.sheet = table.title;
  table.columns = {{view.say("编号", "No."), 1},
                   {view.say("风险源", "Source"), 3},
                   {view.say("风险类别", "Kind"), 1.5},
                   {view.say("危害程度", "Harm"), 1, Align::center},
                   {view.say("可能性", "Likelihood"), 1, Align::center},
                   {view.say("风险等级", "Risk"), 1, Align::center}};
  for (const Measure& one : view.measures) {
    const pack::Question& question = *one.item->question;
    table.rows.push_back({{question.meta.id},
                          {question.meta.name.in(view.lang) + view.say("：", ": ") + state_words(view, *one.item)},
                          {question.risk.empty() ? "" : name_of(view.questions.risk_sources, question.risk, view.lang)},
                          {name_of(view.questions.scoring.harms, one.harm, view.lang)},
                          {name_of(view.questions.scoring.likelihoods, one.likelihood, view.lang)},
                          {name_of(view.questions.scoring.risks, one.risk, view.lang), risk_tone(view, one.risk)}});
  }
  table.empty_text = view.say("未发现不符合或部分符合的事项", "Nothing was found that is not met");
  view.out.blocks.emplace_back(std::move(table));
}

void add_gaps(ReportView& view) {
  view.heading(1, view.say("合规差距", "Gaps"));
  TableBlock table;
  table.title = view.say("合规差距", "Gaps");
  table.sheet = table.title;
  table.columns = {{view.say("编号", "No."), 1},
                   {view.say("义务", "Duty"), 5},
                   {view.say("现状", "Now"), 1.3, Align::center},
                   {view.say("条款", "Clause"), 2},
                   {view.say("核验", "Verified"), 0.8, Align::center},
                   {view.say("执法事项", "Enforcement item"), 1, Align::center}};
  for (const Measure& one : view.measures) {
    const pack::Question& question = *one.item->question;
    table.rows.push_back({{question.meta.id},
                          {question.text.in(view.lang)},
                          {state_words(view, *one.item), state_tone(*one.item)},
                          {question.meta.basis},
                          {pack::verified_name(question.meta.verified)},
                          {question.enforcement_item == 0 ? "" : std::to_string(question.enforcement_item)}});
  }
  table.empty_text = view.say("未发现差距", "No gaps were found");
  view.out.blocks.emplace_back(std::move(table));
  view.paragraph(view.say("核验：V 已对照官方文本；S 见于二手来源；M 凭记忆，未核对；D 设计建议。",
                          "Verified: V checked against the official text; S seen in a secondary source; M from memory; D a design proposal."));
}

void add_topics(ReportView& view) {
  view.heading(1, view.say("专项", "Special topics"));
  for (const pack::Topic& topic : view.questions.topics) {
    view.heading(2, topic.named.name.in(view.lang));
    TableBlock table;
    table.columns = {
        {view.say("编号", "No."), 1}, {view.say("事项", "Item"), 4}, {view.say("结果", "Result"), 2, Align::center}, {view.say("整改", "Remedy"), 4}};
    for (const std::string& id : topic.questions) {
      const ItemView& item = *view.picture.item(id);
      const bool open =
          item.asked != ItemView::Asked::not_applicable && item.state && (*item.state == pack::State::partial || *item.state == pack::State::noncompliant);
      table.rows.push_back(
          {{id}, {item.question->meta.name.in(view.lang)}, {state_words(view, item), state_tone(item)}, {open ? item.question->remedy.in(view.lang) : ""}});
    }
    view.out.blocks.emplace_back(std::move(table));
  }
}

void add_measures(ReportView& view) {
  view.heading(1, view.say("整改建议", "Rectification"));
  view.paragraph(view.say("按风险等级、否决项、投入由先到后排列；“可提分”为该项改为符合后总分的增加。",
                          "Ordered by risk, veto items and effort; the gain is what the score rises by when the item is met."));
  for (const pack::Phase& phase : view.questions.phases) {
    view.heading(2, fmt::format(fmt::runtime(view.say("{}（{} 天内，{} 前）", "{} (within {} days, by {})")), phase.named.name.in(view.lang), phase.days,
                                view.day(phase.days)));
    TableBlock table;
    table.sheet = view.say("整改 ", "Rectify ") + phase.named.name.in(view.lang);
    table.columns = {{view.say("序", "#"), 0.6, Align::right},
                     {view.say("编号", "No."), 1},
                     {view.say("整改事项", "Measure"), 7},
                     {view.say("风险", "Risk"), 1, Align::center},
                     {view.say("否决项", "Veto"), 0.8, Align::center},
                     {view.say("投入", "Effort"), 0.8, Align::center},
                     {view.say("可提分", "Gain"), 1, Align::right},
                     {view.say("可用工具", "Tool"), 2},
                     {view.say("责任部门", "Owner"), 1.2},
                     {view.say("期限", "By"), 1.5, Align::center}};
    int number = 0;
    for (const Measure& one : view.measures) {
      ++number;
      if (one.phase != &phase) continue;
      const pack::Question& question = *one.item->question;
      table.rows.push_back({number_cell(number),
                            {question.meta.id},
                            {question.remedy.in(view.lang)},
                            {name_of(view.questions.scoring.risks, one.risk, view.lang), risk_tone(view, one.risk)},
                            {question.veto && one.item->state == pack::State::noncompliant ? view.say("是", "yes") : ""},
                            {effort_words(view, question.effort)},
                            number_cell(one.gain, fmt::format("{:.2f}", one.gain)),
                            {question.tool.empty() ? "" : question.tool + " " + name_of(view.questions.tools, question.tool, view.lang)},
                            {""},
                            {view.day(phase.days)}});
    }
    table.empty_text = view.say("无", "None");
    view.out.blocks.emplace_back(std::move(table));
  }
}

void add_calendar(ReportView& view) {
  view.heading(1, view.say("后续义务日历", "What is due when"));
  TableBlock table;
  table.columns = {{view.say("日期", "Date"), 1.5}, {view.say("事项", "What"), 5}, {view.say("项数", "Items"), 1, Align::right}};
  for (const pack::Phase& phase : view.questions.phases) {
    const auto count = std::ranges::count_if(view.measures, [&](const Measure& one) { return one.phase == &phase; });
    if (count > 0)
      table.rows.push_back({{view.day(phase.days)},
                            {phase.named.name.in(view.lang) + view.say("整改事项到期", ": rectification is due")},
                            number_cell(static_cast<double>(count))});
  }
  table.empty_text = view.say("没有到期事项", "Nothing is due");
  view.out.blocks.emplace_back(std::move(table));
  view.paragraph(view.say("法定期限（风险评估、备案变更、事件报告等）由企业按所依据条款另行管理，本报告不推算。",
                          "Statutory terms (risk assessments, changes of filing, reports of incidents) are not computed by this report."));
}

void add_annexes(ReportView& view) {
  view.heading(1, view.say("附件", "Annexes"));
  add_form(view);
  add_evidence(view);
  view.heading(2, view.say("声明", "Disclaimer"));
  view.paragraph(
      view.say("本诊断依据企业提供的资料和只读检测结果得出，不替代《工业和信息化领域数据安全风险评估实施细则（试行）》规定的风险评估；权重、等级和期限为设计建"
               "议，不是监管要求。",
               "This diagnosis rests on what the enterprise provided and on read-only checks. It does not replace the statutory risk assessment; weights, "
               "levels and dates are design proposals, not regulation."));
}

}  // namespace gongdun::assess
