// Sums facts over the carriers of assets and grades them: after a scan and on regrade. learning.h has what follows when
// people say something.
#pragma once
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace gongdun::catalog {

// What scans owe to assets (catalog/asset_waiting.h): first all are summed, then all are graded, for what neighbours say counts. Read outside of
// transactions, written some at a time, so that others' writes wait for no more than one such step. Killed in between, the next run goes on.
base::Status grade_waiting(store::Db& db, const grade::Grader& grader, const std::string& packs_digest);

// Everything again from stored facts; reads no data. Saves some at a time in transactions of its own.
base::Result<std::vector<GradeChange>> regrade_all(store::Db& db, const grade::Grader& grader, const std::string& packs_digest, bool save);

}  // namespace gongdun::catalog
