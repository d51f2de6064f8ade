// Decisions on assets: one way for the form, for batches and for imported rows. Within the caller's transaction, the audit record included.
#pragma once
#include "catalog/review_store.h"
#include "serve/context.h"
#include "serve/jobs.h"

namespace gongdun::serve {

struct WantedDecision {
  std::string asset;
  catalog::DecisionKind kind = catalog::DecisionKind::decided;
  grade::Grade grade;
  std::string reason;
  catalog::Reach reach = catalog::Reach::alike;
  bool learns = true;  // grades the asset and those like it again at once
};

struct DecisionOutcome {
  std::string review;  // id; empty: done at once
  std::vector<catalog::GradeChange> learned;
  std::optional<Job> later;  // looks at the other alike assets; to be started once committed
};

catalog::DecisionKind parse_decision_kind(const std::string& text);
std::string decision_summary(const std::string& kind, const grade::Grade& grade);
grade::Grade effective_grade(const catalog::Asset& asset);
// Where the caller may decide: the organisation decides; the authority confirms, or records what it confirmed on paper: who may decide may record that.
access::Scope decision_scope(const Context& context, catalog::DecisionKind kind);
// not_found: no such asset where the caller may decide.
base::Status check_decision_reach(Context& context, const WantedDecision& wanted);
// `seen`: a version, with or without quotes; empty: any. conflict: another one.
base::Status check_version(Context& context, const std::string& asset, std::string_view seen);
// What follows from what was said of these assets; fills in what was learned.
base::Status learn_from(Context& context, const std::vector<std::string>& assets, catalog::About about, DecisionOutcome& outcome);
base::Result<DecisionOutcome> carry_out(Context& context, const WantedDecision& wanted, const catalog::Asset& asset);

}  // namespace gongdun::serve
