#include "serve/asset_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/split.h"
#include "catalog/report_model.h"

namespace gongdun::serve {

using catalog::GradeChange;

namespace {

std::string code_of_rank(int rank) {
  return grade::grade_code(grade::grade_of_rank(rank));
}

Json reason_json(const grade::Reason& reason) {
  return {{"rule", reason.rule},
          {"pack", reason.pack},
          {"basis", reason.basis},
          {"verified", reason.verified.empty() ? "D" : reason.verified},
          {"text", bilingual_json(reason.text)}};
}

Json detectors_json(const catalog::Asset& asset, const Node& node) {
  Json out = Json::array();
  const auto& packs = *node.tools().packs;
  for (const auto& fact : asset.facts.detectors)
    out.push_back({{"detector", fact.detector},
                   {"name", bilingual_json(node.rules().name_of(fact.detector))},
                   {"found", fact.found},
                   {"distinct", fact.distinct},
                   {"in_column", fact.in_column},
                   {"masked_only", fact.masked_only},
                   {"personal", catalog::is_personal(packs, fact.detector)},
                   {"secret", catalog::is_secret(packs, fact.detector)}});
  return out;
}

// The data objects of the sector that were recognised, with what raises or lowers them.
Json objects_json(const catalog::Asset& asset, const Node& node) {
  Json out = Json::array();
  for (const std::string& id : asset.assessment.objects) {
    const RuleEntry* rule = node.rules().find(id);
    Json one{{"id", id},
             {"name", bilingual_json(node.rules().name_of(id))},
             {"basis", rule == nullptr ? "" : rule->meta.basis},
             {"raises", Json::array()},
             {"lowers", Json::array()}};
    if (rule != nullptr)
      for (const RuleFact& fact : rule->facts) {
        if (fact.name.en == "Raises") one["raises"] = fact.values;
        if (fact.name.en == "Lowers") one["lowers"] = fact.values;
      }
    out.push_back(std::move(one));
  }
  return out;
}

std::optional<bool> truth(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text == "true");
}

}  // namespace

Json listed_json(const catalog::ListedAsset& row) {
  return {{"id", row.id},
          {"name", row.name},
          {"kind", row.kind},
          {"location", row.location},
          {"source", text_or_null(row.source)},
          {"source_name", text_or_null(row.source_name)},
          {"organisation", row.organisation},
          {"category", row.category},
          {"sector", text_or_null(row.sector)},
          {"proposed", grade::grade_code(row.proposed)},
          {"effective", code_of_rank(row.rank)},
          {"state", row.state},
          {"rows", row.rows},
          {"bytes", row.bytes},
          {"persons", row.persons},
          {"carriers", row.carriers},
          {"formats", row.formats},
          {"personal", row.personal},
          {"credentials", row.credentials},
          {"top_reason", row.headline ? bilingual_json(*row.headline) : Json(nullptr)},
          {"demo", row.demo},
          {"vanished", row.vanished},
          {"first_seen", base::iso8601(row.first_seen)},
          {"last_seen", base::iso8601(row.last_seen)}};
}

Json decision_json(const std::optional<catalog::Decision>& decision) {
  if (!decision) return nullptr;
  return {{"grade", grade::grade_code(decision->grade)}, {"reason", decision->reason}, {"by", decision->by}, {"at", base::iso8601(decision->at)}};
}

Json review_json(const catalog::Review& review) {
  return {{"id", review.id},
          {"asset", review.asset},
          {"asset_name", review.asset_name},
          {"current", review.current ? Json(grade::grade_code(*review.current)) : Json(nullptr)},
          {"grade", grade::grade_code(review.decision.grade)},
          {"reason", review.decision.reason},
          {"by", review.decision.by},
          {"at", base::iso8601(review.decision.at)},
          {"kind", review.kind == catalog::DecisionKind::confirmed ? "confirmed" : "decided"}};
}

Json asset_json(const catalog::ListedAsset& row, const catalog::Asset& asset, const std::optional<catalog::Review>& review, const Node& node) {
  Json out = listed_json(row);
  out["sector_score"] = asset.assessment.sector.score;
  out["sector_evidence"] = asset.assessment.sector.evidence;
  out["document_kind"] = asset.assessment.document_kind.empty() ? Json(nullptr) : bilingual_json(node.rules().name_of(asset.assessment.document_kind));
  out["precedent"] = text_or_null(asset.assessment.precedent);
  out["decided"] = decision_json(asset.decided);
  out["confirmed"] = decision_json(asset.confirmed);
  out["review"] = review ? review_json(*review) : Json(nullptr);
  out["reasons"] = Json::array();
  for (const auto& reason : asset.assessment.reasons) out["reasons"].push_back(reason_json(reason));
  out["objects"] = objects_json(asset, node);
  out["detectors"] = detectors_json(asset, node);
  out["headers"] = asset.facts.headers;
  out["encodings"] = asset.encodings;
  out["characters"] = asset.facts.characters;
  return out;
}

Json changes_json(const std::vector<GradeChange>& changes, const std::string& except) {
  Json out = Json::array();
  for (const GradeChange& change : changes)
    if (change.asset != except && change.before != change.after)
      out.push_back(
          {{"asset", change.asset}, {"name", change.name}, {"before", change.before}, {"after", change.after}, {"precedent", text_or_null(change.precedent)}});
  return out;
}

catalog::ListingFilter filter_of(const Context& context) {
  return {.text = context.query("q"),
          .grades = context.query_list("grade"),
          .states = context.query_list("state"),
          .sectors = context.query_list("sector"),
          .categories = context.query_list("category"),
          .kinds = context.query_list("kind"),
          .sources = context.query_list("source"),
          .organisations = context.query_list("organisation"),
          .format = context.query("format"),
          .detector = context.query("detector"),
          .rule = context.query("rule"),
          .personal = truth(context.query("personal")),
          .credentials = truth(context.query("credentials")),
          .vanished = context.query("vanished") == "true",
          .ids = {}};
}

catalog::ListingFilter filter_of(const Json& parameters) {
  const auto text = [&](const char* name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string()
           : found->is_string()      ? found->get<std::string>()
           : found->is_boolean()     ? (found->get<bool>() ? "true" : "false")
                                     : "";
  };
  const auto list = [&](const char* name) {
    std::vector<std::string> out;
    const auto found = parameters.find(name);
    if (found == parameters.end()) return out;
    if (found->is_array()) {
      for (const Json& one : *found)
        if (one.is_string()) out.push_back(one.get<std::string>());
      return out;
    }
    return base::split(text(name), ',');
  };
  return {.text = text("q"),
          .grades = list("grade"),
          .states = list("state"),
          .sectors = list("sector"),
          .categories = list("category"),
          .kinds = list("kind"),
          .sources = list("source"),
          .organisations = list("organisation"),
          .format = text("format"),
          .detector = text("detector"),
          .rule = text("rule"),
          .personal = truth(text("personal")),
          .credentials = truth(text("credentials")),
          .vanished = text("vanished") == "true",
          .ids = {}};
}

}  // namespace gongdun::serve
