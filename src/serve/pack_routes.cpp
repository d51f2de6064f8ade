// Versions of rule packs: whose signatures count, uploading, what would change, putting in force, and the way back.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "serve/context.h"
#include "serve/jobs.h"
#include "serve/pack_shelf.h"
#include "serve/pack_work.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

Json signer_json(const PackSigner& signer) {
  return {{"fingerprint", signer.fingerprint}, {"name", signer.name}, {"key", signer.key}, {"by", signer.by}, {"added", time_json(signer.added)}};
}

Json version_json(const PackVersion& version) {
  return {{"id", version.digest},
          {"pack", version.pack},
          {"version", version.version},
          {"signer", version.signer},
          {"fingerprint", version.fingerprint},
          {"by", version.by},
          {"uploaded", time_json(version.uploaded)},
          {"activated", time_json(version.activated)},
          {"active", version.active},
          {"preview", version.preview.empty() ? Json(nullptr) : Json::parse(version.preview, nullptr, false)}};
}

template <class T, class ToJson>
Answer all_of(base::Result<std::vector<T>> found, ToJson to_json) {
  if (!found) return std::unexpected(std::move(found).error());
  Json items = Json::array();
  for (const T& one : *found) items.push_back(to_json(one));
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

Answer list_signers(Context& c) {
  return all_of(load_signers(c.db()), signer_json);
}

Answer add_pack_signer(Context& c) {
  auto key = crypto::Sm2PublicKey::parse(c.body["key"].get<std::string>());
  if (!key) return std::unexpected(std::move(key).error().at("/key"));
  const PackSigner signer{key->fingerprint(), c.body["name"].get<std::string>(), key->text(), c.caller.login, base::now_us()};
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(add_signer(c.db(), signer));
  GD_TRY(c.audit("pack.signer_add", signer.fingerprint, {}, Json{{"name", signer.name}}.dump()));
  GD_TRY(tx->commit());
  return json_answer(signer_json(signer), 201);
}

Answer remove_pack_signer(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(remove_signer(c.db(), c.path("id")));
  GD_TRY(c.audit("pack.signer_remove", c.path("id")));
  GD_TRY(tx->commit());
  return no_content();
}

Answer list_versions(Context& c) {
  return all_of(load_versions(c.db(), c.query("pack")), version_json);
}

Answer upload(Context& c) {
  auto bundle = pack::parse_bundle(c.request.body);
  if (!bundle) return std::unexpected(std::move(bundle).error());
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto version = keep_bundle(c.db(), c.node.options().data, *bundle, c.caller.login);
  if (!version) return std::unexpected(std::move(version).error());
  // What does not load together with the packs there are is of no use: refused with every mistake, file, line and field.
  auto digests = digests_with(c.db(), version->pack, version->digest);
  if (!digests) return std::unexpected(std::move(digests).error());
  if (auto box = open_choice({c.node.shipped_packs(), c.node.options().data, std::move(*digests)}); !box) {
    (void)forget_version(c.db(), c.node.options().data, version->digest);
    return std::unexpected(std::move(box).error());
  }
  GD_TRY(c.audit("pack.upload", version->digest, {}, Json{{"pack", version->pack}, {"version", version->version}, {"signer", version->fingerprint}}.dump()));
  GD_TRY(tx->commit());
  return json_answer(version_json(*version), 201);
}

Answer remove_version(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(forget_version(c.db(), c.node.options().data, c.path("id")));
  GD_TRY(c.audit("pack.remove", c.path("id")));
  GD_TRY(tx->commit());
  return no_content();
}

Json change_json(const pack::RuleChange& change) {
  Json fields = Json::array();
  for (const pack::FieldChange& field : change.fields) fields.push_back({{"field", field.field}, {"removed", field.removed}, {"added", field.added}});
  return {{"id", change.id},     {"what", pack::what_name(change.what)}, {"pack", change.pack},
          {"kind", change.kind}, {"name", bilingual_json(change.name)},  {"fields", std::move(fields)}};
}

// Against what is in force now.
Answer show_difference(Context& c) {
  auto version = load_version(c.db(), c.path("id"));
  if (!version) return std::unexpected(std::move(version).error());
  auto now = active_digests(c.db());
  auto then = digests_with(c.db(), version->pack, version->digest);
  if (!now || !then) return std::unexpected(now ? std::move(then).error() : std::move(now).error());
  const auto before = texts_of_choice({c.node.shipped_packs(), c.node.options().data, std::move(*now)});
  const auto after = texts_of_choice({c.node.shipped_packs(), c.node.options().data, std::move(*then)});
  if (!before || !after) return std::unexpected(before ? after.error() : before.error());
  Json items = Json::array();
  for (const pack::RuleChange& change : pack::difference(*before, *after)) items.push_back(change_json(change));
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

// The lines of the last preview, of assets in reach only.
Answer list_changes(Context& c) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  const auto scope = c.scope(Permission::assets_read).condition({"asset.org_id", "asset.grade_rank"});
  std::size_t total = 0;
  store::Sql count("SELECT count(*) FROM pack_change JOIN asset ON asset.id = pack_change.asset_id WHERE pack_change.digest = ? AND ", c.path("id"));
  count.add(scope);
  GD_TRY(count.rows(c.db(), [&](store::Stmt& row) { total = static_cast<std::size_t>(row.integer(0)); }));
  store::Sql sql(
      "SELECT asset.id, asset.name, pack_change.before, pack_change.after, pack_change.decided FROM pack_change JOIN asset ON asset.id = pack_change.asset_id "
      "WHERE pack_change.digest = ? AND asset.id > ? AND ",
      c.path("id"), *cursor);
  sql.add(scope).add(" ORDER BY asset.id LIMIT ?", c.limit() + 1);
  Json items = Json::array();
  GD_TRY(sql.rows(c.db(), [&](store::Stmt& row) {
    items.push_back({{"asset", row.text(0)}, {"name", row.text(1)}, {"before", row.text(2)}, {"after", row.text(3)}, {"decided", row.integer(4) != 0}});
  }));
  std::string next;
  if (items.size() > c.limit()) {
    items.erase(items.size() - 1);
    next = items.back()["asset"].get<std::string>();
  }
  return json_answer(page_json(std::move(items), next, total));
}

Answer start_regrade(Context& c, const std::string& pack, const std::string& version, const std::string& digest, bool in_force) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto job = queue_regrade(c.db(), pack, version, digest, in_force, c.caller.person, c.caller.login, c.node.home());
  if (!job) return std::unexpected(std::move(job).error());
  if (in_force) {
    const Json after{{"pack", pack}, {"version", version}, {"reason", c.body["reason"]}};
    GD_TRY(c.audit("pack.in_force", digest.empty() ? pack : digest, {}, after.dump()));
  }
  GD_TRY(tx->commit());
  c.node.jobs().add(*job);
  return json_answer(c.node.jobs().json_of(*job), 202);
}

Answer preview(Context& c) {
  auto version = load_version(c.db(), c.path("id"));
  if (!version) return std::unexpected(std::move(version).error());
  return start_regrade(c, version->pack, version->version, version->digest, false);
}

Answer put_in_force(Context& c) {
  auto version = load_version(c.db(), c.path("id"));
  if (!version) return std::unexpected(std::move(version).error());
  if (version->active) return base::fail(Code::conflict, "这个版本已经在使用", "this version is in force already", version->version);
  return start_regrade(c, version->pack, version->version, version->digest, true);
}

// Back to the pack as it came with the program; a pack that did not come with it is no longer there then.
Answer revert(Context& c) {
  auto versions = load_versions(c.db(), c.path("id"));
  if (!versions) return std::unexpected(std::move(versions).error());
  if (std::ranges::none_of(*versions, &PackVersion::active))
    return base::fail(Code::not_found, "这个规则包没有启用其他版本", "no other version of this pack is in force", c.path("id"));
  return start_regrade(c, c.path("id"), "", "", true);
}

}  // namespace

void add_pack_routes(Handlers& to) {
  to.on("listPackSigners", list_signers).on("addPackSigner", add_pack_signer).on("removePackSigner", remove_pack_signer);
  to.on("listPackVersions", list_versions).on("uploadPack", upload).on("removePackVersion", remove_version);
  to.on("getPackDifference", show_difference).on("listPackChanges", list_changes);
  to.on("previewPack", preview).on("putPackInForce", put_in_force).on("revertPack", revert);
}

}  // namespace gongdun::serve
