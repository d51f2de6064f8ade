#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "catalog/report_sections.h"

namespace gongdun::catalog {

using base::Lang;
using report::Tone;

namespace {

struct Totals {
  std::size_t core = 0, important = 0;
  std::size_t general[5] = {};
  std::size_t personal_assets = 0, secret_assets = 0;
  std::uint64_t persons = 0;
};

Totals count(const ReportInput& input) {
  Totals totals;
  for (const Asset& asset : input.assets) {
    const grade::Grade grade = effective_grade(asset);
    if (grade.data_class == grade::Class::core)
      ++totals.core;
    else if (grade.data_class == grade::Class::important)
      ++totals.important;
    else
      ++totals.general[std::clamp(grade.level, 1, 4)];
    bool personal = false, secret = false;
    for (const auto& fact : asset.facts.detectors) {
      personal = personal || is_personal(input.packs, fact.detector);
      secret = secret || is_secret(input.packs, fact.detector);
    }
    totals.personal_assets += personal ? 1 : 0;
    totals.secret_assets += secret ? 1 : 0;
    if (personal) totals.persons += asset.facts.persons;
  }
  return totals;
}

void add_figures(report::Document& document, const ReportInput& input, const Totals& totals) {
  const bool zh = input.lang == Lang::zh;
  report::Figures figures;
  figures.items = {
      {fmt::format("{}", input.assets.size()), zh ? "数据资产" : "data assets", Tone::normal},
      {fmt::format("{}", totals.core), zh ? "核心数据（建议）" : "core (proposed)", Tone::core},
      {fmt::format("{}", totals.important), zh ? "重要数据（建议）" : "important (proposed)", Tone::important},
      {fmt::format("{}", totals.personal_assets), zh ? "含个人信息的资产" : "assets with personal data", Tone::normal},
      {fmt::format("{}", totals.secret_assets), zh ? "含口令密钥的资产" : "assets with credentials", totals.secret_assets > 0 ? Tone::danger : Tone::good},
      {fmt::format("{}", input.outcome.unread.size()), zh ? "未能读取" : "could not be read", input.outcome.unread.empty() ? Tone::good : Tone::warning}};
  document.blocks.emplace_back(std::move(figures));
}

void add_grade_chart(report::Document& document, const ReportInput& input, const Totals& totals) {
  const bool zh = input.lang == Lang::zh;
  report::Chart chart{.kind = report::ChartKind::donut, .title = zh ? "按级别的数据资产数" : "Assets by grade"};
  const std::pair<std::string, std::size_t> slices[] = {{zh ? "核心数据" : "Core", totals.core},
                                                        {zh ? "重要数据" : "Important", totals.important},
                                                        {zh ? "一般 4 级" : "General 4", totals.general[4]},
                                                        {zh ? "一般 3 级" : "General 3", totals.general[3]},
                                                        {zh ? "一般 2 级" : "General 2", totals.general[2]},
                                                        {zh ? "一般 1 级" : "General 1", totals.general[1]}};
  static constexpr Tone kTones[] = {Tone::core, Tone::important, Tone::general4, Tone::general3, Tone::general2, Tone::general1};
  report::Series series{.name = zh ? "资产数" : "assets"};
  for (std::size_t i = 0; i < std::size(slices); ++i) {
    if (slices[i].second == 0) continue;
    chart.labels.push_back(slices[i].first);
    chart.tones.push_back(kTones[i]);
    series.values.push_back(static_cast<double>(slices[i].second));
  }
  if (series.values.empty()) return;
  chart.caption = zh ? fmt::format("共 {} 项：核心 {}、重要 {}、一般 {}。", input.assets.size(), totals.core, totals.important,
                                   input.assets.size() - totals.core - totals.important)
                     : fmt::format("{} assets: {} core, {} important, {} general.", input.assets.size(), totals.core, totals.important,
                                   input.assets.size() - totals.core - totals.important);
  chart.series = {std::move(series)};
  document.blocks.emplace_back(std::move(chart));
}

void add_category_chart(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  constexpr std::size_t kBars = 12;
  std::map<std::string, std::array<double, 3>> by_category;
  for (const Asset& asset : input.assets) by_category[asset.assessment.category][static_cast<std::size_t>(effective_grade(asset).data_class)] += 1;
  std::vector<std::pair<std::string, std::array<double, 3>>> rows(by_category.begin(), by_category.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second[0] + a.second[1] + a.second[2] > b.second[0] + b.second[1] + b.second[2]; });
  if (rows.empty()) return;
  const std::size_t more = rows.size() > kBars ? rows.size() - kBars : 0;
  if (more > 0) rows.resize(kBars);
  report::Chart chart{.kind = report::ChartKind::stacked_bars, .title = zh ? "按类别的数据资产数" : "Assets by category"};
  chart.series = {{zh ? "核心" : "core", {}, Tone::core}, {zh ? "重要" : "important", {}, Tone::important}, {zh ? "一般" : "general", {}, Tone::general}};
  for (const auto& [category, counts] : rows) {
    chart.labels.push_back(category_name(input, category));
    for (std::size_t i = 0; i < 3; ++i) chart.series[i].values.push_back(counts[2 - i]);
  }
  chart.caption = more == 0 ? ""
                  : zh      ? fmt::format("另有 {} 个类别未画出，见数据资源清单。", more)
                            : fmt::format("{} more categories are in the catalog.", more);
  document.blocks.emplace_back(std::move(chart));
}

void add_most_serious(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  constexpr std::size_t kMost = 10;
  report::TableBlock table;
  table.title = zh ? "最需要关注的数据资产" : "Assets that need attention first";
  table.columns = {{zh ? "数据资产" : "Asset", 3},
                   {zh ? "类别" : "Category", 2},
                   {zh ? "建议级别" : "Grade", 1.3, report::Align::center},
                   {zh ? "主要理由" : "Main reason", 5}};
  table.empty_text = zh ? "没有数据资产。" : "No assets.";
  for (const Asset& asset : input.assets) {
    if (table.rows.size() >= kMost) break;
    const std::string reason = asset.assessment.reasons.empty() ? "" : headline(asset.assessment.reasons.front().text.in(input.lang));
    table.rows.push_back({{.text = asset.name},
                          {.text = category_name(input, asset.assessment.category)},
                          {.text = grade::grade_title(effective_grade(asset), input.lang), .tone = grade_tone(effective_grade(asset))},
                          {.text = reason}});
  }
  document.blocks.emplace_back(std::move(table));
}

std::string conclusion(const ReportInput& input, const Totals& totals) {
  if (input.lang == Lang::zh)
    return fmt::format(
        "本次扫描读取 {} 个文件（{}），归并为 {} 项数据资产；建议列为核心数据 {} 项、重要数据 {} 项，含个人信息的资产 {} 项（涉及约 {} "
        "条个人记录），发现口令、密钥等凭据的资产 {} 项，"
        "另有 {} 处未能读取。建议先核对重要数据建议清单，再处置凭据，最后完成目录备案准备。",
        input.outcome.record.items, human_bytes(input.outcome.record.bytes), input.assets.size(), totals.core, totals.important, totals.personal_assets,
        totals.persons, totals.secret_assets, input.outcome.unread.size());
  return fmt::format(
      "The scan read {} files ({}) and grouped them into {} data assets: {} proposed as core and {} as important data, {} with personal information (about {} "
      "personal records), {} with passwords or keys; "
      "{} places could not be read. Check the important-data candidates first, then deal with the credentials, then prepare the filing.",
      input.outcome.record.items, human_bytes(input.outcome.record.bytes), input.assets.size(), totals.core, totals.important, totals.personal_assets,
      totals.persons, totals.secret_assets, input.outcome.unread.size());
}

}  // namespace

void add_summary(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  const Totals totals = count(input);
  document.blocks.emplace_back(report::Heading{1, zh ? "总体结论" : "Summary", "summary"});
  document.blocks.emplace_back(report::Paragraph{{{.text = conclusion(input, totals)}}});
  if (input.outcome.interrupted)
    document.blocks.emplace_back(report::Callout{
        Tone::warning, zh ? "扫描被中断" : "The scan was interrupted",
        zh ? "本报告只反映中断前已读取的内容，再次运行同一命令会继续。" : "The report covers what was read before; run the same command again to continue."});
  add_figures(document, input, totals);
  add_grade_chart(document, input, totals);
  add_category_chart(document, input);
  add_most_serious(document, input);
}

}  // namespace gongdun::catalog
