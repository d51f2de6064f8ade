// Scan records, and findings as they are looked at.
#pragma once
#include "catalog/catalog.h"

namespace gongdun::catalog {

base::Result<std::int64_t> insert_scan(store::Db& db, const ScanRecord& record, const std::string& detect_digest);
base::Status finish_scan(store::Db& db, const ScanRecord& record);
base::Result<std::optional<ScanRecord>> load_last_scan(store::Db& db);
base::Result<ScanRecord> load_scan(store::Db& db, std::int64_t id);
// Newest first, below `before` (0: all), of one source or (empty) of all.
base::Result<std::vector<ScanRecord>> load_scans(store::Db& db, const std::string& source, std::int64_t before, std::size_t limit);
// What a scan saw belongs to its source from now on.
// Some at a time, in transactions of its own.
base::Status claim_assets(store::Db& db, std::int64_t scan, const std::string& source, const std::string& organisation);
// Scans a killed process left running.
base::Status end_stale_scans(store::Db& db);

// "item · table · column p2:17": where a finding is, for people.
std::string finding_place(const detect::Finding& finding);

// F-… is one place, C-… a claim about a column.
base::Result<FindingView> load_finding(store::Db& db, const std::string& id);
base::Status visit_finding_lines(store::Db& db, std::int64_t scan, const std::function<bool(const std::string&)>& visit);
base::Status visit_findings(store::Db& db, std::int64_t scan, const std::function<bool(std::string_view)>& wanted,
                            const std::function<void(const StoredFinding&)>& visit);
// Of these findings (ids), those that are in the asset now, by detector.
base::Result<std::map<std::string, std::uint64_t>> present_dismissals(store::Db& db, const std::string& asset);
base::Result<std::vector<FindingView>> load_findings_of(store::Db& db, const std::string& asset, std::size_t limit);

}  // namespace gongdun::catalog
