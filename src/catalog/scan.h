// The scan pipeline: list → read and detect in threads → one writer → sum and grade.
// Interruptible at any moment: what was stored stays, a rerun reads only the rest. Unchanged items are not read again.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/stop_flag.h"
#include "catalog/catalog.h"
#include "catalog/engine_source.h"
#include "grade/grade.h"
#include "pack/spec.h"
#include "read/limits.h"
#include "work/progress.h"

namespace gongdun::catalog {

struct ScanRequest {
  std::vector<std::string> paths, excludes;
  std::string sector = "auto";  // or a sector id: every asset of this scan is judged as of that sector
  unsigned threads = 0;         // 0: one per core
  bool git_history = false;     // also what Git repositories keep beside the checked-out files
  read::Limits limits;
  std::string source, organisation;  // whose the assets of this scan are; empty: nobody's in particular
};

struct ScanTools {
  std::shared_ptr<const pack::PackSet> packs;
  EngineSource* engine = nullptr;
  const grade::Grader* grader = nullptr;
};

struct ScanOutcome {
  ScanRecord record;
  std::vector<read::Unread> unread;
  std::uint64_t items_read = 0, items_unchanged = 0, bytes_read = 0;
  bool interrupted = false;
};

base::Result<ScanOutcome> run_scan(Catalog& catalog, const ScanTools& tools, const ScanRequest& request, const base::StopFlag& stop, work::Progress& progress);

}  // namespace gongdun::catalog
