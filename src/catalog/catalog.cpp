#include "catalog/catalog.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "catalog/asset_store.h"
#include "catalog/decision_store.h"
#include "catalog/grading_store.h"
#include "catalog/learning.h"
#include "catalog/scan_store.h"
#include "catalog/schema.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;

struct Catalog::Impl {
  std::unique_ptr<store::Db> db;
};

Catalog::Catalog(std::unique_ptr<store::Db> db) : impl_(std::make_unique<Impl>()) {
  impl_->db = std::move(db);
}
Catalog::~Catalog() = default;
store::Db& Catalog::db() {
  return *impl_->db;
}

Result<std::unique_ptr<Catalog>> Catalog::open(const std::string& url) {
  auto db = store::Db::open(url);
  if (!db) return std::unexpected(std::move(db).error());
  GD_TRY(migrate_catalog(**db));
  return std::unique_ptr<Catalog>(new Catalog(std::move(*db)));
}

Result<std::unique_ptr<Catalog>> Catalog::connect(const std::string& url) {
  auto db = store::Db::open(url);
  if (!db) return std::unexpected(std::move(db).error());
  return std::unique_ptr<Catalog>(new Catalog(std::move(*db)));
}

Result<std::vector<Asset>> Catalog::assets(const AssetFilter& filter) {
  return load_assets(db(), filter);
}

Result<Asset> Catalog::asset(const std::string& id) {
  auto full = resolve_asset_id(db(), id);
  if (!full) return std::unexpected(std::move(full).error());
  return load_asset(db(), *full);
}

Result<Asset> Catalog::asset_alone(const std::string& id) {
  return load_asset_alone(db(), id);
}

Result<std::vector<DecisionEntry>> Catalog::decisions(const std::string& asset) {
  return load_decisions(db(), asset);
}
Result<FindingView> Catalog::finding(const std::string& id) {
  return load_finding(db(), id);
}
Status Catalog::each_finding_line(std::int64_t scan, const std::function<bool(const std::string&)>& visit) {
  return visit_finding_lines(db(), scan, visit);
}
Status Catalog::each_finding(std::int64_t scan, const std::function<bool(std::string_view)>& wanted, const std::function<void(const StoredFinding&)>& visit) {
  return visit_findings(db(), scan, wanted, visit);
}
Result<std::vector<FindingView>> Catalog::findings_of(const std::string& asset, std::size_t limit) {
  return load_findings_of(db(), asset, limit);
}
Result<std::optional<ScanRecord>> Catalog::last_scan() {
  return load_last_scan(db());
}

Status Catalog::decide(const std::string& asset, DecisionKind kind, const grade::Grade& grade, const std::string& reason, const std::string& by, Reach reach) {
  auto full = resolve_asset_id(db(), asset);
  if (!full) return std::unexpected(std::move(full).error());
  return save_decision(db(), *full, kind, grade, reason, by, reach);
}

Status Catalog::withdraw(const std::string& asset, const std::string& reason, const std::string& by) {
  auto full = resolve_asset_id(db(), asset);
  if (!full) return std::unexpected(std::move(full).error());
  auto decided = latest_decision(db(), *full, DecisionKind::decided);
  if (!decided) return std::unexpected(std::move(decided).error());
  if (!*decided) return base::fail(Code::not_found, "本单位没有对这项资产作过决定，无可撤回", "there is no decision of the organisation to take back", *full);
  return save_decision(db(), *full, DecisionKind::withdrawn, (*decided)->grade, reason, by, Reach::alone);
}

Status Catalog::dismiss(const std::string& finding, const std::string& reason, const std::string& by, Reach reach) {
  return save_dismissal(db(), finding, reason, by, reach);
}
Status Catalog::restore(const std::string& finding) {
  return remove_dismissal(db(), finding);
}
Result<bool> Catalog::is_dismissed(const std::string& finding) {
  return dismissed(db(), finding);
}
Result<std::int64_t> Catalog::begin_scan(const ScanRecord& record, const std::string& detect_digest) {
  return insert_scan(db(), record, detect_digest);
}
Status Catalog::end_scan(const ScanRecord& record) {
  return finish_scan(db(), record);
}

Result<std::string> Catalog::asset_for(const std::string& key, const std::string& name, const std::string& kind, const std::string& location,
                                       const std::string& sector_hint) {
  return ensure_asset(db(), {key, name, kind, location, sector_hint});
}

Status Catalog::settle(const grade::Grader& grader, const std::string& packs_digest) {
  return grade_waiting(db(), grader, packs_digest);
}

Result<std::vector<GradeChange>> Catalog::regrade(const grade::Grader& grader, const std::string& packs_digest, bool save) {
  return regrade_all(db(), grader, packs_digest, save);
}

Result<Learned> Catalog::learn(const std::vector<std::string>& assets, const grade::Grader& grader, const std::string& packs_digest, About about) {
  return grade_alike(db(), assets, grader, packs_digest, about);
}

Result<std::uint64_t> Catalog::learn_later(const std::vector<std::string>& assets, const grade::Grader& grader, const std::string& packs_digest, About about,
                                           const Advance& advance) {
  return grade_alike_later(db(), assets, grader, packs_digest, about, advance);
}

Result<std::string> default_store_url() {
  namespace fs = std::filesystem;
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder = data != nullptr && *data != '\0' ? fs::path(data) : fs::path(home != nullptr && *home != '\0' ? home : "/tmp") / ".local" / "share";
  folder /= "gongdun";
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    return base::fail(Code::permission, "无法建立存储库目录，请用 --store sqlite:路径 指定可写的位置",
                      "cannot make the store folder; name a writable place with --store sqlite:PATH", folder.string());
  ::chmod(folder.c_str(), 0700);
  return "sqlite:" + (folder / "gongdun.db").string();
}

}  // namespace gongdun::catalog
