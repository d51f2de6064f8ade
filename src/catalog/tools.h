// Packs, engine and grader made ready together; `scan`, `regrade` and later the server start from here.
#pragma once
#include <memory>
#include <string>

#include "base/error.h"
#include "catalog/scan.h"
#include "pack/assess_rules.h"

namespace gongdun::catalog {

struct Toolbox {
  std::shared_ptr<const pack::PackSet> packs;
  std::unique_ptr<EngineSource> engine;
  std::unique_ptr<grade::Grader> grader;
  std::shared_ptr<const pack::AssessRules> assess;  // questionnaires, decision tables: grading has no part in them
  ScanTools tools() const { return {packs, engine.get(), grader.get()}; }
};

// An empty directory means the packs that came with the program. The error lists every mistake found, one a line.
base::Result<Toolbox> open_toolbox(const std::string& pack_directory, base::Lang lang);

}  // namespace gongdun::catalog
