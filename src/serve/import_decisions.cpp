// Decisions on assets, each for itself as in a batch decision; core data still goes to a second person.
#include <nlohmann/json.hpp>

#include "catalog/asset_listing.h"
#include "catalog/decision_store.h"
#include "serve/decision_change.h"
#include "serve/import_support.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;
using catalog::DecisionKind;

namespace {

class DecisionImporter final : public Importer {
 public:
  std::string identity(const ImportRow& row) const override { return row.at("id").empty() ? row.at("location") : row.at("id"); }

  RowResult row(Context& c, const ImportRow& row, bool dry) override {
    const bool withdrawn = row.at("kind") == "withdrawn";
    if (row.at("grade").empty() && !withdrawn) {
      if (row.at("reason").empty() && row.at("kind").empty()) return Did::unchanged;  // a row of the export nobody decided
      return refuse("grade", Code::invalid_input, "请填写级别", "a grade is needed");
    }
    WantedDecision wanted{.kind = parse_decision_kind(row.at("kind")), .reason = row.at("reason"), .reach = catalog::Reach::alone, .learns = false};
    Json body{{"kind", row.at("kind").empty() ? "decided" : row.at("kind")}, {"reason", wanted.reason}};
    if (!row.at("grade").empty()) body["grade"] = row.at("grade");
    if (auto fits = check_row_body("decideAsset", body); !fits) return std::unexpected(std::move(fits.error()));
    if (auto found = find(c, row, wanted); !found) return std::unexpected(std::move(found.error()));
    auto asset = c.catalog().asset_alone(wanted.asset);
    if (!asset) return std::unexpected(fault("id", std::move(asset).error()));
    wanted.grade = grade::parse_grade(row.at("grade")).value_or(asset->decided ? asset->decided->grade : asset->assessment.proposed);
    auto there = stands(c, *asset, wanted);
    if (!there) return std::unexpected(fault("", std::move(there).error()));
    if (*there) return Did::unchanged;
    if (auto status = check_version(c, wanted.asset, row.at("version")); !status) return std::unexpected(fault("version", std::move(status).error()));
    const bool review = !withdrawn && catalog::needs_review(effective_grade(*asset), wanted.grade);
    if (dry) return review ? Did::review : Did::changed;
    // What was a precedent before and is none now bears on others.
    wanted.learns = asset->decided || asset->confirmed;
    auto outcome = carry_out(c, wanted, *asset);
    if (!outcome) return std::unexpected(fault_of(std::move(outcome).error(), decision_import(), "grade"));
    return outcome->review.empty() ? Did::changed : Did::review;
  }

 private:
  static std::expected<void, RowFault> find(Context& c, const ImportRow& row, WantedDecision& wanted) {
    wanted.asset = row.at("id");
    if (wanted.asset.empty()) {
      if (row.at("location").empty()) return refuse("id", Code::invalid_input, "请填写资产编号或位置", "give the asset's number or its location");
      std::vector<std::string> found;
      store::Sql query("SELECT asset.id FROM asset WHERE asset.vanished = 0 AND asset.location = ? AND ", row.at("location"));
      query.add(decision_scope(c, wanted.kind).condition({"asset.org_id", "asset.grade_rank"})).add(" ORDER BY asset.id LIMIT 2");
      if (auto status = query.rows(c.db(), [&](store::Stmt& one) { found.push_back(one.text(0)); }); !status)
        return std::unexpected(fault("location", std::move(status).error()));
      if (found.empty()) return refuse("location", Code::not_found, "这个位置没有数据资产，或不在您的范围内", "no asset at this place in your reach");
      if (found.size() > 1)
        return refuse("location", Code::conflict, "这个位置有多项资产，请填写资产编号", "several assets are at this place; give the asset's number");
      wanted.asset = found.front();
    }
    if (auto status = check_decision_reach(c, wanted); !status) return std::unexpected(fault("id", std::move(status).error()));
    return {};
  }

  // Decided so already, or waiting to be reviewed as such: the same file again changes nothing.
  static base::Result<bool> stands(Context& c, const catalog::Asset& asset, const WantedDecision& wanted) {
    if (wanted.kind == DecisionKind::withdrawn) return !asset.decided;
    const auto& last = wanted.kind == DecisionKind::confirmed ? asset.confirmed : asset.decided;
    if (last && last->grade == wanted.grade && last->reason == wanted.reason) return true;
    auto review = catalog::review_of(c.db(), asset.id);
    if (!review) return std::unexpected(std::move(review).error());
    return *review && (*review)->kind == wanted.kind && (*review)->decision.grade == wanted.grade && (*review)->decision.reason == wanted.reason;
  }
};

base::Result<std::vector<std::string>> form(Context& c, const Json& row) {
  const std::string id = row["id"].get<std::string>();
  auto decided = catalog::latest_decision(c.db(), id, DecisionKind::decided);
  if (!decided) return std::unexpected(std::move(decided).error());
  auto version = catalog::asset_version(c.db(), id);
  if (!version) return std::unexpected(std::move(version).error());
  return std::vector<std::string>{id,
                                  row["location"].get<std::string>(),
                                  row["name"].get<std::string>(),
                                  row["proposed"].get<std::string>(),
                                  row["effective"].get<std::string>(),
                                  "",
                                  *decided ? grade::grade_code((*decided)->grade) : "",
                                  *decided ? (*decided)->reason : "",
                                  std::to_string(*version)};
}

}  // namespace

const ImportKind& decision_import() {
  static const ImportKind kind{
      .verb = "assets.import",
      .any_of = {Permission::assets_decide, Permission::assets_confirm},
      .columns =
          {{.key = "id", .title = {"资产编号", "Asset"}, .note = {"与位置二者填一", "this or the location"}, .width = 16},
           {.key = "location", .title = {"位置", "Location"}, .note = {"没有资产编号时按位置查找", "looked up where there is no number"}, .width = 48},
           {.key = "name", .title = {"名称", "Name"}, .note = {"仅供核对", "for the eye only"}, .width = 28, .told = true},
           {.key = "proposed", .title = {"建议级别", "Proposed grade"}, .note = {"仅供核对", "for the eye only"}, .choices = grade_words(), .told = true},
           {.key = "effective", .title = {"现行级别", "Grade in force"}, .note = {"仅供核对", "for the eye only"}, .choices = grade_words(), .told = true},
           {.key = "kind",
            .title = {"办理", "Act"},
            .note = {"空：决定", "empty: decision"},
            .choices = {{"decided", {"决定", "Decision"}}, {"confirmed", {"确认备案", "Confirmation"}}, {"withdrawn", {"撤回", "Withdrawal"}}}},
           {.key = "grade",
            .title = {"决定的级别", "Grade decided"},
            .note = {"从列表中选择；级别和理由都空的行不处理", "choose from the list; rows with neither grade nor reason are left alone"},
            .choices = grade_words()},
           {.key = "reason",
            .title = {"理由", "Reason"},
            .note = {"决定时必填；涉及核心数据的由另一人复核", "needed with a decision; core data is reviewed by somebody else"},
            .width = 40},
           {.key = "version",
            .title = {"版本", "Version"},
            .note = {"导出时的版本，勿改；此后被他人修改的行不导入", "as exported, leave it: rows that somebody changed since are refused"},
            .width = 10}},
      .make = []() -> std::unique_ptr<Importer> { return std::make_unique<DecisionImporter>(); },
      .form = form};
  return kind;
}

}  // namespace gongdun::serve
