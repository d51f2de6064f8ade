// 风险评估: assets by grade × gaps (questions of a diagnosis not met) × signals (what a scan found in the clear) → risks with level, reason and measure, by the
// method of a pack. A function of these alone. docs/assessments.md.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "assess/assess_store.h"
#include "assess/duties.h"
#include "assess/scoring.h"
#include "pack/risk_method.h"

namespace gongdun::assess {

// What a risk assessment has to know of an asset.
struct RiskAsset {
  std::string id, name;
  std::string grade;              // core, important, general-1 … general-4
  std::set<std::string> classes;  // classes of detectors that found something in the clear
};

struct Risk {
  std::string key;                              // stable: gap or signal, and grade
  std::string state;                            // SM3 of all it rests on: another one means it has changed
  std::string source, harm, likelihood, level;  // ids
  const ItemView* gap = nullptr;                // one of the two
  const pack::RiskSignal* signal = nullptr;
  std::vector<const pack::RiskSignal*> raised_by;  // signals that raised the likelihood of a gap
  std::string grade;                               // of the assets it bears on
  std::vector<const RiskAsset*> assets;            // of that grade; none: the catalog holds none, the facts of the enterprise speak
  bool changed = true;                             // other than at the last assessment
};

struct RiskInput {
  const pack::RiskMethod& method;
  const pack::RiskMatrix& matrix;
  const pack::Questionnaire& questions;
  const Picture& picture;
  const std::vector<RiskAsset>& assets;
};

struct RiskResult {
  std::vector<Risk> risks;        // gravest first
  std::vector<int> count;         // by level, in the order of the method
  std::vector<std::string> gone;  // keys of the last assessment that are no more
  bool partial = false;           // compared with an earlier one
};

RiskResult assess_risks(const RiskInput& input);

// Marks what is as it was in `before`, the JSON of an earlier result; refuses a file of another form.
base::Status compare_with(RiskResult& result, std::string_view before, const std::string& file);

struct RiskView {
  const Assessment& assessment;
  const RiskInput& input;
  const pack::ClockTable* clocks = nullptr;  // terms that a report starts; may be null
  const WorkDays& days;
  base::TimeUs issued = 0;  // the day of the report
  base::Lang lang = base::Lang::zh;
};
std::string risk_json(const RiskView& view, const RiskResult& result);
std::string risk_text(const RiskView& view, const RiskResult& result);
// risk.docx, .pdf, .html, .xlsx in the folder, which is made; their paths. The same input gives the same bytes.
base::Result<std::vector<std::string>> write_risk_report(const RiskView& view, const RiskResult& result, const std::string& folder);

// For people: why a risk is there, and what to do.
std::string risk_reason(const RiskView& view, const Risk& risk);
std::string risk_measure(const RiskView& view, const Risk& risk);
struct RiskTerm {
  const pack::ClockRule* rule = nullptr;
  Due due;
};
std::vector<RiskTerm> risk_terms(const RiskView& view);

}  // namespace gongdun::assess
