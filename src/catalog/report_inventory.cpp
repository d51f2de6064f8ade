#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "catalog/report_sections.h"

namespace gongdun::catalog {

using base::Lang;
using report::Tone;

namespace {

constexpr std::size_t kPrintedRows = 200;
constexpr std::size_t kCandidatesInFull = 60;

std::string decision_text(const Asset& asset, Lang lang) {
  if (asset.confirmed) return (lang == Lang::zh ? "已确认：" : "confirmed: ") + grade::grade_title(asset.confirmed->grade, lang);
  if (!asset.decided) return lang == Lang::zh ? "待决定" : "open";
  const std::string text = (lang == Lang::zh ? "已决定：" : "decided: ") + grade::grade_title(asset.decided->grade, lang);
  return asset.disagrees() ? text + (lang == Lang::zh ? "（与系统建议不一致）" : " (differs from the proposal)") : text;
}

std::string volume_text(const Asset& asset, Lang lang) {
  std::string text = human_bytes(asset.facts.bytes);
  if (asset.facts.rows > 0) text += lang == Lang::zh ? fmt::format("，{} 行", asset.facts.rows) : fmt::format(", {} rows", asset.facts.rows);
  if (asset.facts.persons > 0)
    text += lang == Lang::zh ? fmt::format("，约 {} 人", asset.facts.persons) : fmt::format(", about {} persons", asset.facts.persons);
  return text;
}

// Verified is shown as in the rule packs, so a reader sees how firm the ground is.
std::string reason_text(const grade::Reason& reason, Lang lang) {
  return fmt::format("{} 〔{}，{}〕", reason.text.in(lang), reason.basis, reason.verified);
}

bool is_candidate(const Asset& asset) {
  return effective_grade(asset).data_class != grade::Class::general || asset.assessment.proposed.data_class != grade::Class::general;
}

void add_candidate(report::Document& document, const ReportInput& input, const Asset& asset) {
  const bool zh = input.lang == Lang::zh;
  document.blocks.emplace_back(report::Heading{2, asset.name, asset.id});
  report::KeyValues facts;
  facts.rows = {{zh ? "编号" : "Id", asset.id},
                {zh ? "建议级别" : "Proposed grade", grade::grade_title(asset.assessment.proposed, input.lang)},
                {zh ? "本单位决定" : "Decision", decision_text(asset, input.lang)},
                {zh ? "类别" : "Category", category_name(input, asset.assessment.category)},
                {zh ? "行业" : "Sector", sector_name(input, asset.assessment.sector.id)},
                {zh ? "规模" : "Volume", volume_text(asset, input.lang)},
                {zh ? "载体" : "Carriers", carriers_text(asset, input.lang)}};
  document.blocks.emplace_back(std::move(facts));
  report::Bullets reasons;
  for (const auto& reason : asset.assessment.reasons) reasons.items.push_back(reason_text(reason, input.lang));
  if (!reasons.items.empty()) document.blocks.emplace_back(std::move(reasons));
}

}  // namespace

void add_candidates(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  document.blocks.emplace_back(report::Heading{1, zh ? "重要数据、核心数据建议清单" : "Important and core data candidates", "candidates"});
  document.blocks.emplace_back(report::Paragraph{
      {{.text =
            zh ? "以下资产命中行业规则包和国家标准中的识别因素，建议列入重要数据或核心数据目录，须由本单位数据安全负责人复核，并按备案要求报送；"
                 "级别以本单位决定和主管部门确认为准。"
               : "These assets meet identification factors of the sector packs and national standards. The data-security officer reviews them before filing; "
                 "the organisation decides and the authority confirms."}}});
  std::size_t shown = 0, all = 0;
  for (const Asset& asset : input.assets) {
    if (!is_candidate(asset)) continue;
    if (++all <= kCandidatesInFull) {
      add_candidate(document, input, asset);
      ++shown;
    }
  }
  if (all == 0)
    document.blocks.emplace_back(report::Callout{Tone::good, zh ? "没有建议列为重要数据的资产" : "No candidates",
                                                 zh ? "扫描范围内没有资产达到重要数据的识别条件。" : "No asset in scope meets the conditions."});
  if (shown < all)
    document.blocks.emplace_back(report::Paragraph{{{.text = zh ? fmt::format("另有 {} 项见数据资源清单（XLSX 全量）。", all - shown)
                                                                : fmt::format("{} more are in the catalog (complete in the XLSX).", all - shown)}}});
}

void add_personal_inventory(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  document.blocks.emplace_back(report::Heading{1, zh ? "个人信息清单" : "Personal information inventory", "personal"});
  report::TableBlock table;
  table.sheet = zh ? "个人信息" : "Personal data";
  table.columns = {{zh ? "数据资产" : "Asset", 3},
                   {zh ? "个人信息种类" : "Kinds", 3},
                   {zh ? "敏感" : "Sensitive", 1, report::Align::center},
                   {zh ? "约计人数" : "Persons", 1, report::Align::right},
                   {zh ? "已脱敏" : "Masked", 1, report::Align::center},
                   {zh ? "载体" : "Carriers", 4}};
  table.printed_rows = kPrintedRows;
  table.empty_text = zh ? "未发现个人信息。" : "No personal information was found.";
  for (const Asset& asset : input.assets) {
    std::string kinds;
    bool sensitive = false, masked = true;
    for (const auto& fact : asset.facts.detectors) {
      if (!is_personal(input.packs, fact.detector)) continue;
      kinds += (kinds.empty() ? "" : zh ? "、" : ", ") + detector_name(input, fact.detector);
      masked = masked && fact.masked_only;
      for (const auto& detector : input.packs.detectors)
        if (detector.meta.id == fact.detector && detector.data_class == pack::DataClass::personal_sensitive) sensitive = true;
    }
    if (kinds.empty()) continue;
    table.rows.push_back({{.text = asset.name},
                          {.text = kinds},
                          {.text = sensitive ? (zh ? "是" : "yes") : (zh ? "否" : "no"), .tone = sensitive ? Tone::warning : Tone::muted},
                          number_cell(asset.facts.persons),
                          {.text = masked ? (zh ? "是" : "yes") : (zh ? "否" : "no")},
                          {.text = carriers_text(asset, input.lang)}});
  }
  document.blocks.emplace_back(std::move(table));
}

void add_credentials(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  document.blocks.emplace_back(report::Heading{1, zh ? "口令、密钥等凭据" : "Credentials found", "credentials"});
  document.blocks.emplace_back(
      report::Paragraph{{{.text = zh ? "凭据不应以明文保存在共享目录、脚本或配置文件中。请先更换下列凭据，再清除文件中的明文。清单只列位置，不含凭据内容。"
                                     : "Credentials do not belong in shared folders, scripts or configuration in clear. Replace them first, then remove the "
                                       "clear text. The list shows places only."}}});
  report::TableBlock table;
  table.sheet = zh ? "凭据" : "Credentials";
  table.columns = {{zh ? "位置" : "Place", 5},
                   {zh ? "行/页" : "Line/page", 1, report::Align::right},
                   {zh ? "种类" : "Kind", 2},
                   {zh ? "可信度" : "Confidence", 1, report::Align::right},
                   {zh ? "编号" : "Id", 1.6}};
  table.printed_rows = kPrintedRows;
  table.empty_text = zh ? "未发现凭据。" : "No credentials were found.";
  for (const StoredFinding& stored : input.credentials) {
    const auto& finding = stored.finding;
    const std::string place = finding.table.empty() ? finding.item : finding.item + " · " + finding.table;
    table.rows.push_back({{.text = place},
                          number_cell(finding.row != 0 ? finding.row : finding.page),
                          {.text = detector_name(input, finding.detector)},
                          {.text = fmt::format("{:.0f}%", finding.confidence * 100)},
                          {.text = stored.id}});
  }
  document.blocks.emplace_back(std::move(table));
}

void add_catalog(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  document.blocks.emplace_back(report::Heading{1, zh ? "数据资源清单" : "Data catalog", "catalog"});
  report::TableBlock table;
  table.sheet = zh ? "数据资源清单" : "Catalog";
  table.columns = {{zh ? "编号" : "Id", 1.8},
                   {zh ? "数据资产" : "Asset", 3},
                   {zh ? "类别" : "Category", 2.4},
                   {zh ? "行业" : "Sector", 1.3},
                   {zh ? "级别" : "Grade", 1.5, report::Align::center},
                   {zh ? "决定" : "Decision", 1.6},
                   {zh ? "文件数" : "Files", 0.9, report::Align::right},
                   {zh ? "行数" : "Rows", 1.1, report::Align::right},
                   {zh ? "载体" : "Carriers", 3.2}};
  table.printed_rows = kPrintedRows;
  table.empty_text = zh ? "没有数据资产。" : "No assets.";
  for (const Asset& asset : input.assets)
    table.rows.push_back({{.text = asset.id},
                          {.text = asset.name},
                          {.text = category_name(input, asset.assessment.category)},
                          {.text = sector_name(input, asset.assessment.sector.id)},
                          {.text = grade::grade_title(effective_grade(asset), input.lang), .tone = grade_tone(effective_grade(asset))},
                          {.text = decision_text(asset, input.lang)},
                          number_cell(asset.items.size()),
                          number_cell(asset.facts.rows),
                          {.text = carriers_text(asset, input.lang)}});
  document.blocks.emplace_back(std::move(table));
}

void add_unread(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  document.blocks.emplace_back(report::Heading{1, zh ? "未能读取的内容" : "What could not be read", "unread"});
  document.blocks.emplace_back(
      report::Paragraph{{{.text = zh ? "未读取的内容不在以上结论之内，其中可能有重要数据，请按原因处理后重新扫描。"
                                     : "These are not covered by the conclusions above and may hold important data; resolve the cause and scan again."}}});
  report::TableBlock table;
  table.sheet = zh ? "未读取" : "Unread";
  table.columns = {{zh ? "位置" : "Place", 4}, {zh ? "原因与处理" : "Reason and what to do", 5}};
  table.printed_rows = kPrintedRows;
  table.empty_text = zh ? "全部内容均已读取。" : "Everything was read.";
  for (const auto& unread : input.outcome.unread) {
    const std::string where = unread.reason.where.empty() || unread.reason.where == unread.item ? "" : " (" + unread.reason.where + ")";
    table.rows.push_back({{.text = unread.item}, {.text = unread.reason.message.in(input.lang) + where}});
  }
  document.blocks.emplace_back(std::move(table));
}

void add_method(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  document.blocks.emplace_back(report::Heading{1, zh ? "方法与规则包" : "Method and rule packs", "method"});
  report::Bullets steps;
  if (zh)
    steps.items = {"读取：按内容识别格式与文字编码，逐块读取全部内容（未抽样）；压缩包逐层展开，受层数、体积和时间限制；不执行任何内容。",
                   "识别：规则匹配后经校验位、上下文、列统计等证据共同判断；样例在发现处即被遮蔽，不保存原值及其摘要。",
                   "分类：依据《工业数据分类分级指南（试行）》数据域、工信部网安〔2022〕166号第八条类别和 GB/T 43697-2024 描述对象与数据主体。",
                   "分级：对影响对象与影响程度取危害矩阵，叠加规模、精度、覆盖度等要素，多项取最高（就高从严）；不可分割的混合数据按最高级别保护。",
                   "级别为建议。条文核对程度以 V（核对原文）、S（见于二手资料）、M（凭记忆，未核实）、D（本产品设计）标注。"};
  else
    steps.items = {
        "Reading: formats and encodings are told from content, everything is read block by block (no sampling); archives are unpacked within limits of depth, "
        "size and time; nothing is executed.",
        "Detection: a match is judged together with check digits, context and column statistics; samples are masked where they are found; neither values nor "
        "digests of values are kept.",
        "Categories follow the 2020 industrial guide, 工信部网安〔2022〕166号 article 8 and GB/T 43697-2024.",
        "Grades: the harm matrix over impact objects and degrees, then volume, precision and coverage; the highest wins; inseparable mixtures take the highest "
        "grade.",
        "Grades are proposals. V: checked against the official text; S: seen in a secondary source; M: from memory; D: a design proposal of this product."};
  document.blocks.emplace_back(std::move(steps));
  report::TableBlock table;
  table.sheet = zh ? "规则包" : "Packs";
  table.columns = {{zh ? "规则包" : "Pack", 2}, {zh ? "名称" : "Name", 3}, {zh ? "版本" : "Version", 1.4}, {zh ? "摘要（SM3）" : "Digest (SM3)", 3}};
  for (const auto& pack : input.packs.packs)
    table.rows.push_back({{.text = pack.id}, {.text = pack.name.in(input.lang)}, {.text = pack.version}, {.text = pack.digest.substr(0, 32)}});
  document.blocks.emplace_back(std::move(table));
}

}  // namespace gongdun::catalog
