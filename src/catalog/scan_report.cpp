#include "catalog/scan_report.h"

#include <filesystem>

#include "catalog/report_model.h"

namespace gongdun::catalog {

using base::Result;

Result<std::vector<std::string>> write_scan_report(Catalog& catalog, const std::vector<Asset>& assets, const ScanOutcome& outcome, const pack::PackSet& packs,
                                                   const ReportTarget& target) {
  std::vector<StoredFinding> credentials;
  auto status = catalog.each_finding(
      outcome.record.id, [&](std::string_view detector) { return is_secret(packs, detector); },
      [&](const StoredFinding& finding) { credentials.push_back(finding); });
  if (!status) return std::unexpected(std::move(status).error());
  return write_report_files(assets, credentials, outcome, packs, target);
}

Result<std::vector<std::string>> write_report_files(const std::vector<Asset>& assets, const std::vector<StoredFinding>& credentials, const ScanOutcome& outcome,
                                                    const pack::PackSet& packs, const ReportTarget& target) {
  std::error_code error;
  std::filesystem::create_directories(target.folder, error);
  if (error)
    return base::fail(base::Code::permission, "无法建立报告目录，请检查路径和权限，或用 --report 指定别处",
                      "cannot make the report folder; check path and permissions, or name another with --report", target.folder);
  const report::Document document = build_report({assets, credentials, outcome, packs, GD_VERSION, target.lang});
  const std::pair<const char*, base::Status (*)(const report::Document&, const std::string&)> writers[] = {
      {"report.html", report::write_html}, {"report.pdf", report::write_pdf}, {"report.docx", report::write_docx}, {"report.xlsx", report::write_xlsx}};
  std::vector<std::string> files;
  for (const auto& [name, write] : writers) {
    files.push_back((std::filesystem::path(target.folder) / name).string());
    if (auto written = write(document, files.back()); !written) return std::unexpected(std::move(written).error());
  }
  return files;
}

Result<ScanOutcome> last_outcome(Catalog& catalog) {
  auto record = catalog.last_scan();
  if (!record) return std::unexpected(std::move(record).error());
  if (!*record) return base::fail(base::Code::not_found, "存储库中还没有扫描记录，请先运行 gongdun scan", "the store has no scan yet; run gongdun scan first");
  ScanOutcome outcome;
  outcome.record = std::move(**record);
  outcome.interrupted = outcome.record.state != "done";
  auto items = ItemStore::open(catalog.db());
  if (!items) return std::unexpected(std::move(items).error());
  GD_TRY((*items)->each_unread(outcome.record.id, [&](const read::Unread& unread) { outcome.unread.push_back(unread); }));
  return outcome;
}

}  // namespace gongdun::catalog
