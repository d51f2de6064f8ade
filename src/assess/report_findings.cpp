// Chapters 1 to 5: who was assessed, how, and how it stands.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include <fmt/format.h>

#include "assess/answer_form.h"
#include "assess/report_parts.h"

namespace gongdun::assess {

using report::Align;
using report::TableBlock;
using report::TableCell;
using report::Tone;

namespace {

std::string people(const ReportView& view) {
  std::set<std::string> names;
  for (const Entry* one : view.input.log.in_order())
    if (one->kind != EntryKind::probe) names.insert(one->author);
  std::string out;
  for (const std::string& one : names) out += (out.empty() ? "" : "、") + one;
  return out;
}

TableBlock fact_table(const ReportView& view, const pack::FactField& field) {
  TableBlock table;
  table.title = field.name.in(view.lang);
  for (const pack::Named& column : field.columns) table.columns.push_back({column.name.in(view.lang)});
  const auto rows = nlohmann::json::parse(view.picture.facts.text(field.id), nullptr, false);
  if (rows.is_array())
    for (const auto& row : rows) {
      table.rows.emplace_back();
      for (const auto& cell : row) table.rows.back().push_back({cell.is_string() ? cell.get<std::string>() : std::string()});
    }
  table.empty_text = view.say("未填报", "Not reported");
  table.sheet = table.title;
  return table;
}

void add_radar(ReportView& view) {
  report::Chart chart{report::ChartKind::radar,
                      view.say("各域得分", "Scores by domain"),
                      view.say("各域得分，满分 100；未适用的域不列", "Scores by domain out of 100; domains that do not apply are left out"),
                      {},
                      {},
                      {}};
  report::Series series{view.say("本次", "Now"), {}, Tone::normal};
  for (const DomainScore& one : view.score.domains) {
    if (!one.score) continue;
    chart.labels.push_back(one.domain->named.name.in(view.lang));
    series.values.push_back(*one.score);
  }
  if (series.values.size() < 3) return;
  chart.series.push_back(std::move(series));
  view.out.blocks.emplace_back(std::move(chart));
}

Tone band_tone(const ReportView& view, const pack::Band* band) {
  if (band == nullptr) return Tone::muted;
  const auto& likelihoods = view.questions.scoring.likelihoods;
  if (band->likelihood == likelihoods.front().id) return Tone::danger;
  return band->likelihood == likelihoods.back().id ? Tone::good : Tone::warning;
}

// The best level the veto items leave.
const pack::Band* capped_level(const ReportView& view) {
  const auto& scoring = view.questions.scoring;
  const pack::Band* out = &scoring.bands.front();
  for (const pack::VetoCap& cap : scoring.vetoes)
    for (const pack::Band& band : scoring.bands)
      if (view.score.vetoes.size() >= static_cast<std::size_t>(cap.count) && band.named.id == cap.band && band.min < out->min) out = &band;
  return out;
}

void add_domain(ReportView& view, const DomainScore& domain) {
  view.heading(2, domain.domain->named.name.in(view.lang));
  if (domain.applicable == 0) return view.paragraph(view.say("本域各题不适用于本企业，不计分。", "No question of this domain applies; it is not scored."));
  view.paragraph(fmt::format(fmt::runtime(view.say("得分 {}，适用 {} 题，已答 {} 题：符合 {}、部分符合 {}、不符合 {}、不适用 {}。",
                                                   "Score {}; {} questions apply, {} are answered: {} met, {} partly met, {} not met, {} not applicable.")),
                             domain.score ? score_text(*domain.score) : "—", domain.applicable, domain.answered, domain.count[0], domain.count[1],
                             domain.count[2], domain.count[3]));
  TableBlock table;
  table.columns = {{view.say("编号", "No."), 1},
                   {view.say("事项", "Item"), 3},
                   {view.say("结果", "Result"), 1.5, Align::center},
                   {view.say("取得方式", "How known"), 1.2, Align::center},
                   {view.say("说明与证据", "Notes and evidence"), 4}};
  for (const ItemView& item : view.picture.items) {
    if (item.question->domain != domain.domain->named.id || item.asked == ItemView::Asked::not_applicable) continue;
    const Entry* answer = item.answer.entry;
    std::string note = answer == nullptr ? std::string() : answer->note;
    const std::string evidence = evidence_words(item);
    if (!evidence.empty()) note += (note.empty() ? "" : "　") + view.say("证据：", "Evidence: ") + evidence;
    if (item.reviewed) note += (note.empty() ? "" : "　") + view.say("复核：", "Review: ") + item.review->note;
    table.rows.push_back({{item.question->meta.id},
                          {item.question->meta.name.in(view.lang) + (item.question->veto ? " *" : "")},
                          {state_words(view, item), state_tone(item)},
                          {answer == nullptr ? "" : basis_name(answer->basis).in(view.lang)},
                          {note}});
  }
  view.out.blocks.emplace_back(std::move(table));
}

}  // namespace

void add_overview(ReportView& view) {
  view.heading(1, view.say("诊断概述", "Overview"));
  view.paragraph(view.say(
      "依据国家和工业和信息化领域数据安全法律法规、标准，对企业数据安全管理和技术措施开展诊断，采用问卷调研、人员访谈、资料查阅和只读技术检测相结合的方法。",
      "Management and technical measures of data security were diagnosed by the law and standards of the state and the sector: by questionnaire, interviews, "
      "documents and read-only technical checks."));
  std::map<std::string, int> how;
  for (const ItemView& item : view.picture.items)
    if (item.answer.entry != nullptr) ++how[std::string(basis_id(item.answer.entry->basis))];
  view.out.blocks.emplace_back(
      report::KeyValues{{{view.say("诊断对象", "Enterprise"), view.input.assessment.name},
                         {view.say("诊断时间", "From … to"), base::local_minute(view.input.assessment.made).substr(0, 10) + " — " + view.day()},
                         {view.say("参与人员", "People"), people(view)},
                         {view.say("取得方式", "How known"), fmt::format(fmt::runtime(view.say("自报 {}，查看 {}，测试 {}", "said {}, seen {}, tested {}")),
                                                                         how["said"], how["seen"], how["tested"])},
                         {view.say("调研表", "Questionnaire"), fmt::format("{} {}", view.questions.meta.id, view.questions.version)}}});
}

void add_profile(ReportView& view) {
  view.heading(1, view.say("企业画像", "The enterprise"));
  report::KeyValues rows;
  for (const pack::FactField& field : view.questions.facts)
    if (field.type != pack::FactType::table && !view.picture.facts.text(field.id).empty())
      rows.rows.emplace_back(field.name.in(view.lang), fact_words(field, view.picture.facts.text(field.id), view.lang));
  view.out.blocks.emplace_back(std::move(rows));
  for (const pack::FactField& field : view.questions.facts)
    if (field.type == pack::FactType::table && field.id != "data_kinds" && !view.picture.facts.text(field.id).empty())
      view.out.blocks.emplace_back(fact_table(view, field));
  view.heading(2, view.say("适用性结论", "What applies"));
  report::KeyValues flags;
  for (const pack::Flag& flag : view.questions.flags) {
    const pack::FactValue value = view.picture.facts(flag.named.id);
    const bool* known = std::get_if<bool>(&value);
    flags.rows.emplace_back(flag.named.name.in(view.lang), known == nullptr ? view.say("未明确", "not known")
                                                           : *known         ? view.say("是", "yes")
                                                                            : view.say("否", "no"));
  }
  view.out.blocks.emplace_back(std::move(flags));
}

void add_conclusion(ReportView& view) {
  const Score& score = view.score;
  view.heading(1, view.say("总体结论", "Conclusion"));
  report::Figures figures;
  figures.items = {{score.total ? score_text(*score.total) : "—", view.say("总分（满分 100）", "Score out of 100"), Tone::normal},
                   {score.level == nullptr ? "—" : score.level->named.name.in(view.lang), view.say("等级", "Level"), band_tone(view, score.level)},
                   {std::to_string(score.vetoes.size()), view.say("否决项不符合", "Veto items not met"), score.vetoes.empty() ? Tone::good : Tone::danger},
                   {fmt::format("{}/{}", score.answered, score.applicable), view.say("已答/适用", "Answered / applicable"), Tone::normal}};
  view.out.blocks.emplace_back(std::move(figures));
  if (!score.complete())
    view.out.blocks.emplace_back(
        report::Callout{Tone::warning, view.say("暂定结果", "Provisional"),
                        fmt::format(fmt::runtime(view.say("尚有 {} 题未答。未答题不计分；若全部按不符合计，总分为 {}。",
                                                          "{} questions are not answered and not scored; if none of them were met, the score would be {}.")),
                                    score.applicable - score.answered, score_text(score.floor))});
  if (score.contradicted + score.disagreements > 0)
    view.out.blocks.emplace_back(report::Callout{
        Tone::warning, view.say("待复核", "To be reviewed"),
        fmt::format(
            fmt::runtime(view.say("{} 题的作答与自动探测不符，复核前按不符合计分；{} 题多人作答不一致，选定前取较差者。",
                                  "{} answers are contradicted by probes and count as not met until reviewed; on {} people disagree and the worse counts.")),
            score.contradicted, score.disagreements)});
  if (!score.vetoes.empty()) {
    report::Bullets list;
    for (const ItemView* item : score.vetoes) list.items.push_back(item->question->meta.id + "　" + item->question->text.in(view.lang));
    const bool lowered = score.by_score != score.level;
    const std::string text =
        lowered ? view.say("按分数为“{}”，因下列否决项不符合，等级降为“{}”。", "By score {}; because of the veto items below the level is {}.")
                : view.say("按分数为“{}”；下列否决项不符合，等级最高为“{}”。", "By score {}; with the veto items below the level is at most {}.");
    view.out.blocks.emplace_back(report::Callout{
        Tone::danger, view.say("否决项", "Veto items"),
        fmt::format(fmt::runtime(text), score.by_score->named.name.in(view.lang), (lowered ? score.level : capped_level(view))->named.name.in(view.lang))});
    view.out.blocks.emplace_back(std::move(list));
  }
  add_radar(view);
}

void add_domains(ReportView& view) {
  view.heading(1, view.say("分域结果", "Results by domain"));
  TableBlock table;
  table.title = view.say("各域得分", "Scores by domain");
  table.sheet = table.title;
  table.columns = {{view.say("域", "Domain"), 3},
                   {view.say("权重", "Weight"), 1, Align::right},
                   {view.say("得分", "Score"), 1, Align::right},
                   {view.say("等级", "Level"), 1, Align::center},
                   {view.say("适用", "Applicable"), 1, Align::right},
                   {view.say("符合", "Met"), 1, Align::right},
                   {view.say("部分符合", "Partly"), 1, Align::right},
                   {view.say("不符合", "Not met"), 1, Align::right},
                   {view.say("未答", "Silent"), 1, Align::right}};
  for (const DomainScore& one : view.score.domains) {
    if (one.domain->weight <= 0) continue;
    table.rows.push_back({{one.domain->named.id + " " + one.domain->named.name.in(view.lang)},
                          number_cell(one.domain->weight),
                          one.score ? number_cell(*one.score, score_text(*one.score)) : TableCell{"—"},
                          {one.band == nullptr ? "—" : one.band->named.name.in(view.lang), band_tone(view, one.band)},
                          number_cell(one.applicable),
                          number_cell(one.count[0]),
                          number_cell(one.count[1]),
                          number_cell(one.count[2]),
                          number_cell(one.applicable - one.answered)});
  }
  view.out.blocks.emplace_back(std::move(table));
  view.paragraph(view.say("带 * 的为否决项。", "Items with * are veto items."));
  for (const DomainScore& one : view.score.domains)
    if (one.domain->weight > 0) add_domain(view, one);
}

void add_assets(ReportView& view) {
  view.heading(1, view.say("数据资产与分级建议", "Data assets and proposed grades"));
  const pack::FactField* kinds = view.questions.fact("data_kinds");
  if (kinds != nullptr) view.out.blocks.emplace_back(fact_table(view, *kinds));
  view.paragraph(view.say("上表为企业自报。以 gongdun scan 扫描取得的数据资源清单和候选重要数据，见随附的分类分级报告，供企业复核。",
                          "The table is what the enterprise reported. The catalog found by gongdun scan, with candidates for important data, is in the "
                          "classification report that goes with this one."));
}

}  // namespace gongdun::assess
