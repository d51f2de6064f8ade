// gongdun diagnose capability, plan, risk: what rests on the answers of a diagnosis.
#include "cli/diagnose_assess.h"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "assess/capability.h"
#include "assess/plan.h"
#include "assess/risk.h"
#include "cli/assess_input.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "pack/conditions.h"

namespace gongdun::cli {

namespace {

using base::Code;
using base::Result;

struct Looked {
  assess::Assessment assessment;
  pack::Questionnaire questions;
  assess::AnswerLog log;
};

Result<Looked> open(assess::AssessStore& store, const std::string& id) {
  auto assessment = store.find(id);
  if (!assessment) return std::unexpected(std::move(assessment).error());
  auto questions = store.questionnaire(assessment->questionnaire);
  if (!questions) return std::unexpected(std::move(questions).error());
  auto log = store.log(assessment->id);
  if (!log) return std::unexpected(std::move(log).error());
  return Looked{std::move(*assessment), std::move(*questions), std::move(*log)};
}

// The day that counts, or `otherwise`.
Result<base::TimeUs> day_given(const std::string& text, base::TimeUs otherwise) {
  if (text.empty()) return otherwise;
  bool whole = false;
  const auto at = assess::parse_moment(text, whole);
  if (!at) return base::fail(Code::invalid_input, "--from 应写作 2026-03-01", "write --from as 2026-03-01", text);
  return *at;
}

Result<int> capability(const DiagnoseOptions& options, assess::AssessStore& store) {
  auto opened = open(store, options.id);
  if (!opened) return std::unexpected(std::move(opened).error());
  assess::DiagnosisStates states;
  if (!options.evidence.empty()) {
    auto diagnosis = open(store, options.evidence);
    if (!diagnosis) return std::unexpected(std::move(diagnosis).error());
    states = assess::states_of(assess::look(diagnosis->questions, diagnosis->log));
    std::array<char, 256> device{};
    if (::gethostname(device.data(), device.size() - 1) != 0) device[0] = '\0';
    auto kept = store.extend(opened->assessment.id, [&](assess::AnswerLog& log) -> base::Status {
      for (assess::Entry& entry : assess::evidence_entries(opened->questions, states, diagnosis->assessment.id)) {
        const auto probes = log.probes(entry.about);
        const auto now = probes.find(entry.author);
        if (now != probes.end() && now->second.entry != nullptr && now->second.entry->value == entry.value && now->second.entry->note == entry.note) continue;
        entry.device = device.data();
        log.say(std::move(entry), base::now_us());
      }
      return {};
    });
    if (!kept) return std::unexpected(std::move(kept).error());
    auto log = store.log(opened->assessment.id);
    if (!log) return std::unexpected(std::move(log).error());
    opened->log = std::move(*log);
  }
  const assess::Picture picture = assess::look(opened->questions, opened->log);
  auto result = assess::capability(opened->questions, picture, states, options.target);
  if (!result) return std::unexpected(std::move(result).error());
  print(options.format == "json" ? assess::capability_json(opened->assessment, opened->questions, *result)
                                 : assess::capability_text(opened->assessment, opened->questions, *result, options.common.lang));
  return kDone;
}

Result<int> plan(const DiagnoseOptions& options, assess::AssessStore& store) {
  auto opened = open(store, options.id);
  if (!opened) return std::unexpected(std::move(opened).error());
  const auto entries = opened->log.in_order();
  auto from = day_given(options.from, entries.empty() ? opened->assessment.made : entries.back()->when.time);
  if (!from) return std::unexpected(std::move(from).error());
  const assess::Picture picture = assess::look(opened->questions, opened->log);
  auto result = assess::plan(opened->questions, opened->log, picture, options.taken);
  if (!result) return std::unexpected(std::move(result).error());
  const assess::PlanView view{opened->assessment, opened->questions, *from, options.common.lang};
  print(options.format == "json" ? assess::plan_json(view, *result) : assess::plan_text(view, *result));
  return kDone;
}

std::vector<assess::RiskAsset> risk_assets(const std::vector<catalog::Asset>& assets, const pack::PackSet& packs) {
  std::map<std::string, pack::DataClass> classes;
  for (const pack::Detector& one : packs.detectors) classes[one.meta.id] = one.data_class;
  std::vector<assess::RiskAsset> out;
  for (const catalog::Asset& asset : assets) {
    assess::RiskAsset one{asset.id, asset.name, grade::grade_code(asset.decided ? asset.decided->grade : asset.assessment.proposed), {}};
    for (const grade::DetectorFact& fact : asset.facts.detectors)
      if (const auto known = classes.find(fact.detector); known != classes.end() && fact.found > 0 && !fact.masked_only)
        one.classes.insert(std::string(pack::data_class_names()[static_cast<std::size_t>(known->second)]));
    out.push_back(std::move(one));
  }
  return out;
}

Result<int> risk(const DiagnoseOptions& options, assess::AssessStore& store, catalog::Catalog& catalog) {
  auto opened = open(store, options.id);
  if (!opened) return std::unexpected(std::move(opened).error());
  auto loaded = sound_packs(options.common);
  if (!loaded) return std::unexpected(std::move(loaded).error());
  if (loaded->assess.risk_methods.empty()) return base::fail(Code::not_found, "规则包中没有风险评估方法", "the packs hold no method of risk assessment");
  const pack::RiskMethod& method = loaded->assess.risk_methods.front();
  const pack::RiskMatrix* matrix = options.matrix.empty() ? &method.matrices.front() : method.matrix(options.matrix);
  if (matrix == nullptr) return base::fail(Code::not_found, "规则包中没有该风险矩阵", "the packs hold no such matrix", options.matrix);
  auto found = catalog.assets({.with_columns = false});
  if (!found) return std::unexpected(std::move(found).error());
  const auto entries = opened->log.in_order();
  auto issued = day_given(options.from, entries.empty() ? opened->assessment.made : entries.back()->when.time);
  if (!issued) return std::unexpected(std::move(issued).error());
  const std::vector<assess::RiskAsset> assets = risk_assets(*found, loaded->set);
  const assess::Picture picture = assess::look(opened->questions, opened->log);
  const assess::RiskInput input{method, *matrix, opened->questions, picture, assets};
  assess::RiskResult result = assess::assess_risks(input);
  if (!options.since.empty()) {
    auto before = whole_file(options.since);
    if (!before) return std::unexpected(std::move(before).error());
    GD_TRY(assess::compare_with(result, *before, options.since));
  }
  const assess::WorkDays days(loaded->assess.calendars);
  const pack::ClockTable* clocks = loaded->assess.clock_tables.empty() ? nullptr : &loaded->assess.clock_tables.front();
  const assess::RiskView view{opened->assessment, input, clocks, days, *issued, options.common.lang};
  if (!options.output.empty()) {
    auto files = assess::write_risk_report(view, result, options.output);
    if (!files) return std::unexpected(std::move(files).error());
    for (const std::string& file : *files) print(file + "\n");
    return kDone;
  }
  print(options.format == "json" ? assess::risk_json(view, result) : assess::risk_text(view, result));
  return kDone;
}

}  // namespace

Result<int> run_assessment(const DiagnoseOptions& options, assess::AssessStore& store, catalog::Catalog& catalog) {
  using What = DiagnoseOptions::What;
  if (options.what == What::capability) return capability(options, store);
  return options.what == What::plan ? plan(options, store) : risk(options, store, catalog);
}

}  // namespace gongdun::cli
