#include "catalog/report_model.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"
#include "catalog/report_sections.h"

namespace gongdun::catalog {

using base::Lang;
using report::Document;

namespace {

std::string join_roots(const std::vector<std::string>& roots) {
  std::string out;
  for (const std::string& root : roots) out += (out.empty() ? "" : "；") + root;
  return out;
}

report::Cover cover_of(const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  report::Cover cover;
  cover.title = zh ? "工业数据分类分级报告" : "Industrial data classification and grading report";
  cover.subtitle = zh ? "数据资源清单 · 重要数据建议 · 个人信息与凭据" : "Data inventory · important-data candidates · personal information and credentials";
  cover.classification = zh ? "内部资料　注意保管" : "Internal — handle with care";
  cover.lines = {{zh ? "扫描范围" : "Scope", join_roots(input.outcome.record.roots)},
                 {zh ? "扫描时间" : "Scanned", base::local_minute(input.outcome.record.started)},
                 {zh ? "规则包摘要" : "Rule pack digest", input.packs.digest.substr(0, 16)},
                 {zh ? "程序版本" : "Program", "Gongdun 工盾 " + input.version}};
  cover.footer = zh ? "本报告中的级别均为系统建议，以本单位决定和主管部门确认为准。"
                    : "All grades in this report are proposals; the organisation decides and the authority confirms.";
  return cover;
}

}  // namespace

bool is_personal(const pack::PackSet& packs, std::string_view detector) {
  return std::any_of(packs.detectors.begin(), packs.detectors.end(), [&](const pack::Detector& known) {
    return known.meta.id == detector && (known.data_class == pack::DataClass::personal || known.data_class == pack::DataClass::personal_sensitive);
  });
}

bool is_secret(const pack::PackSet& packs, std::string_view detector) {
  return std::any_of(packs.detectors.begin(), packs.detectors.end(),
                     [&](const pack::Detector& known) { return known.meta.id == detector && known.data_class == pack::DataClass::secret; });
}

grade::Grade effective_grade(const Asset& asset) {
  return asset.confirmed ? asset.confirmed->grade : asset.decided ? asset.decided->grade : asset.assessment.proposed;
}

std::string human_bytes(std::uint64_t bytes) {
  static constexpr const char* kUnits[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < std::size(kUnits)) {
    value /= 1024;
    ++unit;
  }
  return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", value, kUnits[unit]);
}

Document build_report(const ReportInput& input) {
  Document document;
  document.lang = input.lang;
  document.cover = cover_of(input);
  document.header = document.cover.title;
  document.date = input.outcome.record.started;
  add_summary(document, input);
  add_candidates(document, input);
  add_personal_inventory(document, input);
  add_credentials(document, input);
  add_catalog(document, input);
  add_unread(document, input);
  add_method(document, input);
  return document;
}

}  // namespace gongdun::catalog
