// Rule packs: browse, search, try on a text.
#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "detect/item_scanner.h"
#include "serve/context.h"
#include "serve/pack_shelf.h"
#include "serve/rule_book.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

// "sector-steel/sector.yaml": where the folder of packs lies is nobody's business.
std::string file_within_packs(const std::string& path) {
  const std::size_t name = path.rfind('/');
  const std::size_t folder = name == std::string::npos || name == 0 ? std::string::npos : path.rfind('/', name - 1);
  return folder == std::string::npos ? path : path.substr(folder + 1);
}

Json rule_json(const RuleEntry& rule) {
  return {{"id", rule.meta.id},
          {"kind", rule.kind},
          {"pack", rule.meta.pack},
          {"name", bilingual_json(rule.meta.name)},
          {"basis", rule.meta.basis},
          {"verified", pack::verified_name(rule.meta.verified)},
          {"effective_from", text_or_null(rule.meta.effective_from)},
          {"effective_to", text_or_null(rule.meta.effective_to)},
          {"file", file_within_packs(rule.meta.file)},
          {"line", rule.meta.line}};
}

Answer list_packs(Context& c) {
  auto versions = load_versions(c.db(), "");
  if (!versions) return std::unexpected(std::move(versions).error());
  std::map<std::string, std::string> signers;
  for (const PackVersion& version : *versions)
    if (version.active) signers[version.pack] = version.signer;
  std::map<std::string, std::map<std::string, int>> counts;
  for (const RuleEntry& rule : c.node.rules().all()) counts[rule.meta.pack][pack::verified_name(rule.meta.verified)] += 1;
  Json items = Json::array();
  for (const auto& pack : c.node.tools().packs->packs) {
    auto& verified = counts[pack.id];
    items.push_back({{"id", pack.id},
                     {"kind", pack.id.substr(0, pack.id.find('-'))},
                     {"version", pack.version},
                     {"name", bilingual_json(pack.name)},
                     {"digest", pack.digest},
                     {"signer", signers.contains(pack.id) ? Json(signers[pack.id]) : Json(nullptr)},
                     {"rules", verified["V"] + verified["S"] + verified["M"] + verified["D"]},
                     {"verified", {{"V", verified["V"]}, {"S", verified["S"]}, {"M", verified["M"]}, {"D", verified["D"]}}}});
  }
  const std::size_t total = items.size();
  Json page = page_json(std::move(items), "", total);
  page["problem"] = text_or_null(c.node.packs_problem());
  return json_answer(page);
}

Answer list_rules(Context& c) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  const auto found = c.node.rules().search({c.query("q"), c.query("pack"), c.query("kind"), c.query("basis"), c.query("verified")});
  const auto from = static_cast<std::size_t>(std::max(0LL, std::atoll(cursor->c_str())));
  Json items = Json::array();
  for (std::size_t i = from; i < std::min(found.size(), from + c.limit()); ++i) items.push_back(rule_json(*found[i]));
  const std::size_t next = from + items.size();
  return json_answer(page_json(std::move(items), next < found.size() ? std::to_string(next) : "", found.size()));
}

Answer get_rule(Context& c) {
  const RuleEntry* rule = c.node.rules().find(c.path("id"));
  if (rule == nullptr) return base::fail(Code::not_found, "没有这条规则", "no such rule", c.path("id"));
  Json out = rule_json(*rule);
  out["facts"] = Json::array();
  for (const RuleFact& fact : rule->facts) out["facts"].push_back({{"name", bilingual_json(fact.name)}, {"values", fact.values}});
  std::uint64_t assets = 0;
  store::Sql sql("SELECT count(*) FROM asset WHERE asset.vanished = 0 AND (asset.assessment LIKE ? ESCAPE '\\' OR asset.facts LIKE ? ESCAPE '\\') AND ",
                 store::containing("\"" + rule->meta.id + "\""), store::containing("\"" + rule->meta.id + "\""));
  sql.add(c.scope(Permission::assets_read).condition({"asset.org_id", "asset.grade_rank"}));
  GD_TRY(sql.rows(c.db(), [&](store::Stmt& row) { assets = static_cast<std::uint64_t>(row.integer(0)); }));
  out["assets"] = assets;
  return json_answer(out);
}

// The text is the person's own, typed here; it is neither stored nor logged.
Answer try_rules(Context& c) {
  auto engine = c.node.tools().engine->get();
  if (!engine) return std::unexpected(std::move(engine).error());
  const std::string text = c.body["text"].get<std::string>();
  Json findings = Json::array();
  detect::ItemScanner scanner(*engine, {}, [&](const detect::ScannedItem& scanned) {
    for (const auto& finding : scanned.scan.findings)
      findings.push_back({{"detector", finding.detector},
                          {"detector_name", bilingual_json(c.node.rules().name_of(finding.detector))},
                          {"offset", finding.offset},
                          {"length", finding.sample.size()},
                          {"sample", finding.sample},
                          {"confidence", finding.confidence},
                          {"context", finding.context}});
    return true;
  });
  read::Item item;
  item.uri = "text";
  item.bytes = text.size();
  scanner.begin_item(item, {.format = "text", .encoding = "utf-8"});
  scanner.text({.text = text, .first_line = 1});
  scanner.end_item();
  return json_answer({{"findings", findings}});
}

}  // namespace

void add_rule_routes(Handlers& to) {
  to.on("listPacks", list_packs).on("listRules", list_rules).on("getRule", get_rule).on("tryRules", try_rules);
}

}  // namespace gongdun::serve
