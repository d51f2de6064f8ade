#include "catalog/json_output.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "base/clock.h"

namespace gongdun::catalog {

using nlohmann::ordered_json;

namespace {

std::string dump(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json grade_json(const grade::Grade& grade) {
  ordered_json out;
  out["class"] = grade::class_name(grade.data_class);
  out["level"] = grade.data_class == grade::Class::general ? ordered_json(grade.level) : ordered_json(nullptr);
  return out;
}

ordered_json decision_json(const std::optional<Decision>& decision) {
  if (!decision) return nullptr;
  ordered_json out = grade_json(decision->grade);
  out["reason"] = decision->reason;
  out["by"] = decision->by;
  out["at"] = base::iso8601(decision->at);
  return out;
}

template <class T>
ordered_json or_null(bool known, const T& value) {
  return known ? ordered_json(value) : ordered_json(nullptr);
}

double rounded(double value) {
  return std::round(value * 10'000) / 10'000;
}

ordered_json column_json(const detect::ColumnClaim& claim) {
  ordered_json out;
  out["item"] = claim.item;
  out["table"] = or_null(!claim.table.empty(), claim.table);
  out["name"] = or_null(!claim.name.empty(), claim.name);
  out["index"] = claim.index;
  out["comment"] = or_null(!claim.comment.empty(), claim.comment);
  out["detector"] = claim.detector;
  out["share"] = rounded(claim.share);
  out["confidence"] = rounded(claim.confidence);
  out["matches"] = claim.matches;
  out["distinct"] = claim.distinct;
  out["masked"] = claim.masked;
  return out;
}

ordered_json reason_json(const grade::Reason& reason, base::Lang lang) {
  return {{"rule", reason.rule}, {"pack", reason.pack}, {"basis", reason.basis}, {"verified", reason.verified}, {"text", reason.text.in(lang)}};
}

}  // namespace

std::string asset_object(const Asset& asset, base::Lang lang) {
  ordered_json out;
  out["id"] = asset.id;
  out["name"] = asset.name;
  out["items"] = asset.items;
  out["kind"] = asset.kind;
  out["formats"] = asset.facts.formats;
  out["encodings"] = asset.encodings;
  out["location"] = asset.location;
  out["sector"] = {{"id", or_null(!asset.assessment.sector.id.empty(), asset.assessment.sector.id)}, {"score", rounded(asset.assessment.sector.score)}};
  out["category"] = asset.assessment.category;
  out["document_kind"] = or_null(!asset.assessment.document_kind.empty(), asset.assessment.document_kind);
  out["grade"] = {
      {"proposed", grade_json(asset.assessment.proposed)}, {"decided", decision_json(asset.decided)}, {"confirmed", decision_json(asset.confirmed)}};
  out["columns"] = ordered_json::array();
  for (const auto& claim : asset.columns) out["columns"].push_back(column_json(claim));
  out["detectors"] = ordered_json::array();
  for (const auto& fact : asset.facts.detectors)
    out["detectors"].push_back({{"detector", fact.detector}, {"found", fact.found}, {"in_column", fact.in_column}, {"masked", fact.masked_only}});
  out["volume"] = {{"items", asset.items.size()}, {"rows", asset.facts.rows}, {"bytes", asset.facts.bytes}, {"persons", asset.facts.persons}};
  out["reasons"] = ordered_json::array();
  for (const auto& reason : asset.assessment.reasons) out["reasons"].push_back(reason_json(reason, lang));
  out["vanished"] = asset.vanished;
  return dump(out);
}

void write_scan_object(const std::vector<Asset>& assets, const ScanOutcome& outcome, base::Lang lang, const std::function<void(std::string_view)>& write) {
  write("{\"assets\":[");
  for (std::size_t i = 0; i < assets.size(); ++i) {
    write(i == 0 ? "\n" : ",\n");
    write(asset_object(assets[i], lang));
  }
  write("\n],\"unread\":[");
  for (std::size_t i = 0; i < outcome.unread.size(); ++i) {
    const auto& unread = outcome.unread[i];
    ordered_json line;
    line["item"] = unread.item;
    line["reason"] = unread.reason.message.in(lang);
    line["code"] = base::code_name(unread.reason.code);
    line["where"] = or_null(!unread.reason.where.empty(), unread.reason.where);
    write(i == 0 ? "\n" : ",\n");
    write(dump(line));
  }
  ordered_json totals;
  totals["items"] = outcome.record.items;
  totals["bytes"] = outcome.record.bytes;
  totals["seconds"] = rounded(outcome.record.seconds);
  totals["unchanged"] = outcome.items_unchanged;
  totals["interrupted"] = outcome.interrupted;
  write("\n],\"totals\":" + dump(totals) + "}\n");
}

}  // namespace gongdun::catalog
