// Sums facts over the carriers of assets and grades them: after a scan, after a person said something, and on regrade.
#pragma once
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace gongdun::catalog {

// What scans owe to assets (catalog/asset_waiting.h): first all are summed, then all are graded, for what neighbours say counts. Read outside of
// transactions, written some at a time, so that others' writes wait for no more than one such step. Killed in between, the next run goes on.
base::Status grade_waiting(store::Db& db, const grade::Grader& grader, const std::string& packs_digest);

// After people said something of these assets, within the caller's transaction: grades them and those alike again and says whose proposal changed.
base::Result<std::vector<GradeChange>> grade_alike(store::Db& db, const std::vector<std::string>& assets, const grade::Grader& grader,
                                                   const std::string& packs_digest, About about);

// Everything again from stored facts; reads no data. Saves some at a time in transactions of its own.
base::Result<std::vector<GradeChange>> regrade_all(store::Db& db, const grade::Grader& grader, const std::string& packs_digest, bool save);

}  // namespace gongdun::catalog
