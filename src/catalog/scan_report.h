// Writes the four files of a scan's report.
#pragma once
#include <string>
#include <vector>

#include "base/error.h"
#include "catalog/catalog.h"
#include "catalog/scan.h"

namespace gongdun::catalog {

struct ReportTarget {
  std::string folder;  // made if need be
  base::Lang lang = base::Lang::zh;
};

// Returns the paths written: report.html, report.pdf, report.docx, report.xlsx.
base::Result<std::vector<std::string>> write_scan_report(Catalog& catalog, const std::vector<Asset>& assets, const ScanOutcome& outcome,
                                                         const pack::PackSet& packs, const ReportTarget& target);

// The same of anything gathered before: credentials are listed findings of secret detectors.
base::Result<std::vector<std::string>> write_report_files(const std::vector<Asset>& assets, const std::vector<StoredFinding>& credentials,
                                                          const ScanOutcome& outcome, const pack::PackSet& packs, const ReportTarget& target);

// What the store knows of the last scan, as run_scan gave it (counts of unchanged files are not kept).
base::Result<ScanOutcome> last_outcome(Catalog& catalog);

}  // namespace gongdun::catalog
