#include "cli/asset_text.h"

#include <fmt/format.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "catalog/report_model.h"

namespace gongdun::cli {

using base::Lang;
using base::printable;
using catalog::Asset;

namespace {

constexpr std::size_t kItemsShown = 20, kColumnsShown = 60, kFindingsShown = 40;

std::string more(std::size_t shown, std::size_t all, Lang lang) {
  if (shown >= all) return {};
  return lang == Lang::zh ? fmt::format("  ……另有 {} 个\n", all - shown) : fmt::format("  … {} more\n", all - shown);
}

std::string facts_text(const Asset& asset, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out = fmt::format("{}  {}\n", asset.id, printable(asset.name));
  const auto line = [&](const char* zh_label, const char* en_label, const std::string& value) {
    out += fmt::format("  {}{}\n", zh ? std::string(zh_label) + "：" : std::string(en_label) + ": ", value);
  };
  line("建议级别", "proposed", grade::grade_title(asset.assessment.proposed, lang));
  line("类别", "category", asset.assessment.category);
  line("行业", "sector",
       asset.assessment.sector.id.empty() ? (zh ? "未定" : "none") : fmt::format("{} ({:.1f})", asset.assessment.sector.id, asset.assessment.sector.score));
  std::string volume = zh ? fmt::format("{} 个文件，{}，{} 行", asset.items.size(), catalog::human_bytes(asset.facts.bytes), asset.facts.rows)
                          : fmt::format("{} files, {}, {} rows", asset.items.size(), catalog::human_bytes(asset.facts.bytes), asset.facts.rows);
  if (asset.facts.persons > 0) volume += fmt::format(fmt::runtime(zh ? "，约 {} 人" : ", about {} persons"), asset.facts.persons);
  line("规模", "volume", volume);
  line("首次发现", "first seen", base::local_minute(asset.first_seen));
  return out;
}

std::string decision_lines(const std::vector<catalog::DecisionEntry>& decisions, Lang lang) {
  std::string out;
  for (const auto& entry : decisions) {
    const bool withdrawn = entry.kind == catalog::DecisionKind::withdrawn;
    const char* what = withdrawn                                        ? (lang == Lang::zh ? "本单位撤回决定" : "taken back")
                       : entry.kind == catalog::DecisionKind::confirmed ? (lang == Lang::zh ? "主管部门确认" : "confirmed")
                                                                        : (lang == Lang::zh ? "本单位决定" : "decided");
    out += fmt::format("  {} {} {} — {}（{}）{}\n", base::local_minute(entry.decision.at), what, grade::grade_title(entry.decision.grade, lang),
                       entry.decision.reason, entry.decision.by, (lang == Lang::zh ? "；当时建议 " : "; proposed then: ") + entry.proposed);
  }
  return out;
}

}  // namespace

base::Result<std::string> asset_text(catalog::Catalog& catalog, const Asset& asset, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out = facts_text(asset, lang);
  out += zh ? "\n理由（由数据到条款）\n" : "\nReasons, from data to clause\n";
  for (const auto& reason : asset.assessment.reasons)
    out += fmt::format("  · {}  [{} | {} | {}]\n", reason.text.in(lang), reason.rule, reason.basis, reason.verified);
  for (const std::string& evidence : asset.assessment.sector.evidence) out += fmt::format("  · {}{}\n", zh ? "行业依据：" : "sector evidence: ", evidence);

  auto decisions = catalog.decisions(asset.id);
  if (!decisions) return std::unexpected(std::move(decisions).error());
  if (!decisions->empty()) out += (zh ? "\n决定记录\n" : "\nDecisions\n") + decision_lines(*decisions, lang);
  if (asset.disagrees()) out += zh ? "  决定与系统建议不一致，以决定为准。\n" : "  The decision differs from the proposal; the decision stands.\n";

  out += zh ? "\n载体\n" : "\nCarriers\n";
  for (std::size_t i = 0; i < asset.items.size() && i < kItemsShown; ++i) out += fmt::format("  {}  ({})\n", printable(asset.items[i]), asset.item_forms[i]);
  out += more(kItemsShown, asset.items.size(), lang);

  if (!asset.columns.empty()) out += zh ? "\n字段识别\n" : "\nColumns\n";
  for (std::size_t i = 0; i < asset.columns.size() && i < kColumnsShown; ++i) {
    const auto& claim = asset.columns[i];
    out += fmt::format("  {}  {}{}  {}  {:.0f}%  {:.2f}{}\n", catalog::claim_id(asset.id, claim), claim.table.empty() ? "" : printable(claim.table) + "·",
                       claim.name.empty() ? fmt::format("#{}", claim.index) : printable(claim.name), claim.detector, claim.share * 100, claim.confidence,
                       claim.masked ? (zh ? "  已脱敏" : "  masked") : "");
  }
  out += more(kColumnsShown, asset.columns.size(), lang);

  auto findings = catalog.findings_of(asset.id, kFindingsShown);
  if (!findings) return std::unexpected(std::move(findings).error());
  if (!findings->empty()) out += zh ? "\n识别结果（样例已遮蔽）\n" : "\nFindings (samples are masked)\n";
  for (const auto& view : *findings)
    out += fmt::format("  {}  {}  {}  {:.2f}  {}{}\n", view.stored.id, printable(view.stored.place), view.stored.finding.detector,
                       view.stored.finding.confidence, view.stored.finding.sample, view.dismissed ? (zh ? "  误报：" : "  dismissed: ") + *view.dismissed : "");
  return out;
}

}  // namespace gongdun::cli
