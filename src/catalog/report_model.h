// The classification-and-grading report as a Document: what a plant manager and a regulator's reviewer need, nothing that could only be shown.
#pragma once
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/scan.h"
#include "pack/spec.h"
#include "report/document.h"

namespace gongdun::catalog {

struct ReportInput {
  const std::vector<Asset>& assets;               // most serious first
  const std::vector<StoredFinding>& credentials;  // listed findings of secret detectors
  const ScanOutcome& outcome;
  const pack::PackSet& packs;
  std::string version;  // of the program
  base::Lang lang = base::Lang::zh;
};

report::Document build_report(const ReportInput& input);

// Detectors of these classes; shared with the summary on the terminal.
bool is_personal(const pack::PackSet& packs, std::string_view detector);
bool is_secret(const pack::PackSet& packs, std::string_view detector);
// The grade that counts: confirmed, else decided, else proposed.
grade::Grade effective_grade(const Asset& asset);
std::string human_bytes(std::uint64_t bytes);

}  // namespace gongdun::catalog
