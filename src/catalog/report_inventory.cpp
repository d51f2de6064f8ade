#include <fmt/format.h>

#include <algorithm>

#include "catalog/report_sections.h"

namespace gongdun::catalog {

using base::Lang;
using report::Tone;

namespace {

constexpr std::size_t kPrintedRows = 200;
constexpr std::size_t kCandidatesInFull = 60;

std::string volume_text(const Asset& asset, Lang lang) {
  std::string text = human_bytes(asset.facts.bytes);
  if (asset.facts.rows > 0) text += lang == Lang::zh ? fmt::format("，{} 行", asset.facts.rows) : fmt::format(", {} rows", asset.facts.rows);
  if (asset.facts.persons > 0)
    text += lang == Lang::zh ? fmt::format("，约 {} 人", asset.facts.persons) : fmt::format(", about {} persons", asset.facts.persons);
  return text;
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
                {zh ? "载体" : "Carriers", carriers_text(input, asset)}};
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
                          {.text = carriers_text(input, asset)}});
  }
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
    table.rows.push_back({{.text = place_text(input, unread.item)}, {.text = unread.reason.message.in(input.lang) + where}});
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
