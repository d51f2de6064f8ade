#include "serve/decision_change.h"

#include <nlohmann/json.hpp>

#include "catalog/asset_listing.h"
#include "serve/learning_work.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;
using base::Result;
using catalog::DecisionKind;

catalog::DecisionKind parse_decision_kind(const std::string& text) {
  return text == "confirmed" ? DecisionKind::confirmed : text == "withdrawn" ? DecisionKind::withdrawn : DecisionKind::decided;
}

std::string decision_summary(const std::string& kind, const grade::Grade& grade) {
  return Json{{"kind", kind}, {"grade", grade::grade_code(grade)}}.dump();
}

grade::Grade effective_grade(const catalog::Asset& asset) {
  return asset.confirmed ? asset.confirmed->grade : asset.decided ? asset.decided->grade : asset.assessment.proposed;
}

access::Scope decision_scope(const Context& c, DecisionKind kind) {
  const access::Scope scope = c.scope(kind == DecisionKind::confirmed ? Permission::assets_confirm : Permission::assets_decide);
  return kind == DecisionKind::confirmed && scope.reaches().empty() ? c.scope(Permission::assets_decide) : scope;
}

base::Status check_decision_reach(Context& c, const WantedDecision& wanted) {
  auto reachable = catalog::in_scope(c.db(), decision_scope(c, wanted.kind), wanted.asset);
  if (!reachable) return std::unexpected(std::move(reachable).error());
  if (*reachable) return {};
  return base::fail(Code::not_found, "没有这项数据资产，或不在您的范围内", "no such asset in your reach", wanted.asset);
}

base::Status check_version(Context& c, const std::string& asset, std::string_view seen) {
  if (seen.size() > 1 && seen.starts_with('"') && seen.ends_with('"')) seen = seen.substr(1, seen.size() - 2);
  if (seen.empty()) return {};
  auto version = catalog::asset_version(c.db(), asset);
  if (!version) return std::unexpected(std::move(version).error());
  if (seen == std::to_string(*version)) return {};
  return base::fail(Code::conflict, "这项资产刚被他人修改，请刷新后重试", "somebody changed this asset meanwhile; load it again", asset);
}

base::Status learn_from(Context& c, const std::vector<std::string>& assets, catalog::About about, DecisionOutcome& outcome) {
  auto learned = c.catalog().learn(assets, *c.node.tools().grader, c.node.tools().packs->digest, about);
  if (!learned) return std::unexpected(std::move(learned).error());
  outcome.learned = std::move(learned->changes);
  if (!learned->later) return {};
  auto job = queue_learning(c, assets, about);
  if (!job) return std::unexpected(std::move(job).error());
  outcome.later = std::move(*job);
  return {};
}

Result<DecisionOutcome> carry_out(Context& c, const WantedDecision& wanted, const catalog::Asset& asset) {
  DecisionOutcome outcome;
  const grade::Grade effective = effective_grade(asset);
  if (wanted.kind != DecisionKind::withdrawn && catalog::needs_review(effective, wanted.grade)) {
    auto review = catalog::open_review(c.db(), {.id = {},
                                                .asset = asset.id,
                                                .asset_name = asset.name,
                                                .kind = wanted.kind,
                                                .decision = {wanted.grade, wanted.reason, c.caller.name, 0, {}},
                                                .person = c.caller.person,
                                                .current = {}});
    if (!review) return std::unexpected(std::move(review).error());
    outcome.review = *review;
    GD_TRY(catalog::save_row_state(c.db(), asset.id));
    GD_TRY(c.audit("asset.decide.propose", asset.id, decision_summary("effective", effective), decision_summary("wanted", wanted.grade)));
    return outcome;
  }
  if (wanted.kind == DecisionKind::withdrawn)
    GD_TRY(c.catalog().withdraw(asset.id, wanted.reason, c.caller.name));
  else
    GD_TRY(c.catalog().decide(asset.id, wanted.kind, wanted.grade, wanted.reason, c.caller.name, wanted.reach));
  if (wanted.learns) GD_TRY(learn_from(c, {asset.id}, catalog::About::grade, outcome));
  GD_TRY(c.audit(wanted.kind == DecisionKind::withdrawn   ? "asset.withdraw"
                 : wanted.kind == DecisionKind::confirmed ? "asset.confirm"
                                                          : "asset.decide",
                 asset.id, decision_summary("effective", effective), decision_summary("wanted", wanted.grade)));
  return outcome;
}

}  // namespace gongdun::serve
