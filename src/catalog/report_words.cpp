#include <fmt/format.h>

#include <algorithm>

#include "catalog/report_sections.h"

namespace gongdun::catalog {

report::Tone grade_tone(const grade::Grade& grade) {
  switch (grade.data_class) {
    case grade::Class::core: return report::Tone::core;
    case grade::Class::important: return report::Tone::important;
    case grade::Class::general: break;
  }
  static constexpr report::Tone kLevels[] = {report::Tone::general1, report::Tone::general2, report::Tone::general3, report::Tone::general4};
  return kLevels[std::clamp(grade.level, 1, 4) - 1];
}

std::string sector_name(const ReportInput& input, const std::string& id) {
  for (const auto& sector : input.packs.sectors)
    if (sector.meta.id == id) return sector.meta.name.in(input.lang);
  return input.lang == base::Lang::zh ? "未定行业" : "no sector";
}

std::string detector_name(const ReportInput& input, const std::string& id) {
  for (const auto& detector : input.packs.detectors)
    if (detector.meta.id == id) return detector.meta.name.in(input.lang);
  return id;
}

std::string category_name(const ReportInput& input, const std::string& path) {
  for (const auto& category : input.packs.categories)
    if (category.path == path) return category.path_name.in(input.lang).empty() ? path : category.path_name.in(input.lang);
  return path;
}

std::string place_text(const ReportInput& input, const std::string& path) {
  const auto& roots = input.outcome.record.roots;
  if (roots.size() != 1) return path;
  const std::string folder = roots[0].ends_with('/') ? roots[0] : roots[0] + "/";
  return path.size() > folder.size() && path.starts_with(folder) ? path.substr(folder.size()) : path;
}

std::string carriers_text(const ReportInput& input, const Asset& asset) {
  const bool zh = input.lang == base::Lang::zh;
  if (asset.items.empty()) return zh ? "（载体已不存在）" : "(no carrier left)";
  std::string first = place_text(input, asset.items.front());
  if (asset.items.size() == 1) return first;
  return zh ? fmt::format("{} 等 {} 个文件", first, asset.items.size()) : fmt::format("{} and {} more", first, asset.items.size() - 1);
}

std::string decision_text(const Asset& asset, base::Lang lang) {
  if (asset.confirmed) return (lang == base::Lang::zh ? "已确认：" : "confirmed: ") + grade::grade_title(asset.confirmed->grade, lang);
  if (!asset.decided) return lang == base::Lang::zh ? "待决定" : "open";
  const std::string text = (lang == base::Lang::zh ? "已决定：" : "decided: ") + grade::grade_title(asset.decided->grade, lang);
  return asset.disagrees() ? text + (lang == base::Lang::zh ? "（与系统建议不一致）" : " (differs from the proposal)") : text;
}

std::string reason_text(const grade::Reason& reason, base::Lang lang) {
  return fmt::format("{} 〔{}，{}〕", reason.text.in(lang), reason.basis, reason.verified);
}

std::string headline(const std::string& reason) {
  const std::size_t zh = reason.find("；"), en = reason.find("; ");
  return reason.substr(0, std::min(zh, en));
}

report::TableCell number_cell(std::uint64_t value) {
  return {.text = fmt::format("{}", value), .number = true, .value = static_cast<double>(value)};
}

}  // namespace gongdun::catalog
