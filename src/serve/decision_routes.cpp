// What people say of assets: decide, confirm, withdraw, dismiss, review. Each is one transaction with its audit record.
#include <nlohmann/json.hpp>

#include "access/organisation_store.h"
#include "serve/asset_json.h"
#include "serve/conflict.h"
#include "serve/decision_change.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;
using base::Result;
using catalog::DecisionKind;

namespace {

// Committed: what is left to learn begins.
Json begin_later(Context& c, const DecisionOutcome& outcome) {
  if (!outcome.later) return nullptr;
  c.node.jobs().add(*outcome.later);
  return outcome.later->id;
}

void tell_changed(Context& c) {
  c.node.events().tell("changed", R"({"what":"assets"})", c.node.home(), c.caller.person);
}

Answer decide_asset(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  WantedDecision wanted{.asset = c.path("id"), .kind = parse_decision_kind(c.body["kind"].get<std::string>()), .reason = c.body["reason"].get<std::string>()};
  if (c.body.value("alone", false)) wanted.reach = catalog::Reach::alone;
  GD_TRY(check_decision_reach(c, wanted));
  if (auto status = check_version(c, wanted.asset, c.request.header("if-match")); !status)
    return status.error().code == Code::conflict ? Answer(changed_meanwhile(c, "asset.", wanted.asset, status.error().message))
                                                 : Answer(std::unexpected(status.error()));
  auto asset = c.catalog().asset_alone(wanted.asset);
  if (!asset) return std::unexpected(std::move(asset).error());
  const auto grade = c.body.contains("grade") ? grade::parse_grade(c.body["grade"].get<std::string>()) : std::nullopt;
  if (!grade && wanted.kind == DecisionKind::decided) return base::fail(Code::invalid_input, "请选择级别", "a grade is needed", "/grade");
  wanted.grade = grade ? *grade : asset->decided ? asset->decided->grade : asset->assessment.proposed;
  auto outcome = carry_out(c, wanted, *asset);
  if (!outcome) return std::unexpected(std::move(outcome).error());
  GD_TRY(tx->commit());
  tell_changed(c);
  return json_answer({{"state", outcome->review.empty() ? "done" : "review"},
                      {"review", text_or_null(outcome->review)},
                      {"learned", changes_json(outcome->learned, asset->id)},
                      {"later", begin_later(c, *outcome)}});
}

constexpr std::size_t kMostAtOnce = 5000;

Result<std::vector<std::string>> batch_ids(Context& c, const access::Scope& scope) {
  catalog::ListingFilter filter;
  if (c.body.contains("ids"))
    filter.ids = c.body["ids"].get<std::vector<std::string>>();
  else if (c.body.contains("filter"))
    filter = filter_of(c.body["filter"]);
  else
    return base::fail(Code::invalid_input, "请选择资产", "choose assets: ids or filter", "/ids");
  if (c.body.contains("ids") && filter.ids.empty()) return base::fail(Code::invalid_input, "请选择资产", "choose assets: ids or filter", "/ids");
  auto total = catalog::count_assets(c.db(), scope, filter);
  if (!total) return std::unexpected(std::move(total).error());
  if (*total > kMostAtOnce)
    return base::fail(Code::limit, "一次最多处理 5000 项，请缩小筛选范围", "at most 5000 assets at once; narrow the filter", std::to_string(*total));
  std::vector<std::string> ids;
  GD_TRY(catalog::each_listed(c.db(), scope, filter, [&](const catalog::ListedAsset& row) { ids.push_back(row.id); }));
  return ids;
}

Answer decide_assets(Context& c) {
  const DecisionKind kind = parse_decision_kind(c.body["kind"].get<std::string>());
  const auto grade = c.body.contains("grade") ? grade::parse_grade(c.body["grade"].get<std::string>()) : std::nullopt;
  const bool accept = c.body.value("accept", false);
  if (!grade && !accept) return base::fail(Code::invalid_input, "请选择级别，或选择接受建议", "a grade is needed, or accept", "/grade");
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto ids = batch_ids(c, decision_scope(c, kind));
  if (!ids) return std::unexpected(std::move(ids).error());
  std::size_t done = 0, review = 0;
  DecisionOutcome after;
  std::vector<std::string> were_precedents;
  Json refused = Json::array();
  for (const std::string& id : *ids) {
    auto asset = c.catalog().asset_alone(id);
    if (!asset) return std::unexpected(std::move(asset).error());
    // In a batch each asset is decided for itself: what follows for alike ones is in the batch already, or was left out on purpose. Only what was a
    // precedent before and is none now bears on others, and that is seen to once, at the end.
    const bool was_precedent = asset->decided || asset->confirmed;
    auto outcome = carry_out(c,
                             {.asset = id,
                              .kind = kind,
                              .grade = grade ? *grade : asset->assessment.proposed,
                              .reason = c.body["reason"].get<std::string>(),
                              .reach = catalog::Reach::alone,
                              .learns = false},
                             *asset);
    if (!outcome) {
      refused.push_back({{"asset", id}, {"code", base::code_name(outcome.error().code)}});
      continue;
    }
    (outcome->review.empty() ? done : review) += 1;
    if (was_precedent) were_precedents.push_back(id);
  }
  if (!were_precedents.empty()) GD_TRY(learn_from(c, were_precedents, catalog::About::grade, after));
  GD_TRY(tx->commit());
  tell_changed(c);
  return json_answer({{"done", done}, {"review", review}, {"refused", refused}, {"learned", after.learned.size()}, {"later", begin_later(c, after)}});
}

Answer review(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto open = catalog::load_review(c.db(), c.scope(Permission::assets_review), c.path("id"));
  if (!open) return std::unexpected(std::move(open).error());
  if (open->person == c.caller.person)
    return base::fail(Code::permission, "核心数据的决定须由另一人复核", "a decision on core data is reviewed by somebody else", open->id);
  const bool approve = c.body["approve"].get<bool>();
  const std::string reason = c.body["reason"].get<std::string>();
  GD_TRY(catalog::close_review(c.db(), open->id, approve, reason, c.caller.name));
  DecisionOutcome outcome;
  if (approve) {
    GD_TRY(c.catalog().decide(open->asset, open->kind, open->decision.grade, open->decision.reason + "（复核：" + c.caller.name + "，" + reason + "）",
                              open->decision.by));
    GD_TRY(learn_from(c, {open->asset}, catalog::About::grade, outcome));
  } else {
    GD_TRY(catalog::save_row_state(c.db(), open->asset));
  }
  GD_TRY(c.audit(approve ? "review.approve" : "review.reject", open->asset, {}, decision_summary("wanted", open->decision.grade)));
  GD_TRY(tx->commit());
  tell_changed(c);
  return json_answer({{"state", "done"}, {"review", open->id}, {"learned", changes_json(outcome.learned, open->asset)}, {"later", begin_later(c, outcome)}});
}

Answer list_reviews(Context& c) {
  auto reviews = catalog::load_reviews(c.db(), c.scope(Permission::assets_review));
  if (!reviews) return std::unexpected(std::move(reviews).error());
  Json items = Json::array();
  for (const auto& one : *reviews) items.push_back(review_json(one));
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

// The finding, if the asset it belongs to may be decided on.
Result<catalog::FindingView> finding_in_reach(Context& c) {
  auto view = c.catalog().finding(c.path("id"));
  if (!view) return view;
  auto reachable = catalog::in_scope(c.db(), c.scope(Permission::assets_decide), view->asset);
  if (!reachable) return std::unexpected(std::move(reachable).error());
  if (!*reachable) return base::fail(Code::not_found, "没有这条识别结果，或不在您的范围内", "no such finding in your reach", c.path("id"));
  return view;
}

Answer change_dismissal(Context& c, bool dismiss) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto view = finding_in_reach(c);
  if (!view) return std::unexpected(std::move(view).error());
  if (dismiss)
    GD_TRY(c.catalog().dismiss(view->stored.id, c.body["reason"].get<std::string>(), c.caller.name,
                               c.body.value("alone", false) ? catalog::Reach::alone : catalog::Reach::alike));
  else
    GD_TRY(c.catalog().restore(view->stored.id));
  DecisionOutcome outcome;
  GD_TRY(learn_from(c, {view->asset}, catalog::About::finding, outcome));
  GD_TRY(c.audit(dismiss ? "finding.dismiss" : "finding.restore", view->stored.id, {}, Json{{"asset", view->asset}}.dump()));
  GD_TRY(tx->commit());
  tell_changed(c);
  return json_answer({{"learned", changes_json(outcome.learned, "")}, {"later", begin_later(c, outcome)}});
}

}  // namespace

void add_decision_routes(Handlers& to) {
  to.on("decideAsset", decide_asset)
      .on("decideAssets", decide_assets)
      .on("listReviews", list_reviews)
      .on("review", review)
      .on("dismissFinding", [](Context& c) { return change_dismissal(c, true); })
      .on("restoreFinding", [](Context& c) { return change_dismissal(c, false); });
}

}  // namespace gongdun::serve
