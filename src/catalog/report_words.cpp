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

std::string carriers_text(const Asset& asset, base::Lang lang) {
  if (asset.items.empty()) return lang == base::Lang::zh ? "（载体已不存在）" : "(no carrier left)";
  if (asset.items.size() == 1) return asset.items.front();
  return lang == base::Lang::zh ? fmt::format("{} 等 {} 个文件", asset.items.front(), asset.items.size())
                                : fmt::format("{} and {} more", asset.items.front(), asset.items.size() - 1);
}

std::string headline(const std::string& reason) {
  const std::size_t zh = reason.find("；"), en = reason.find("; ");
  return reason.substr(0, std::min(zh, en));
}

report::TableCell number_cell(std::uint64_t value) {
  return {.text = fmt::format("{}", value), .number = true, .value = static_cast<double>(value)};
}

}  // namespace gongdun::catalog
