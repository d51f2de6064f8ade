#include "serve/pack_shelf.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "pack/load.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSelect = "SELECT digest, pack, version, signer, fingerprint, by_name, uploaded, activated, active, preview FROM pack_version ";

PackVersion read_version(store::Stmt& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.integer(6), row.integer(7), row.integer(8) != 0, row.text(9)};
}

fs::path file_of(const std::string& data, const std::string& digest) {
  return fs::path(data) / "packs" / (digest + ".gdpack");
}

Result<pack::Bundle> read_bundle(const std::string& data, const std::string& digest) {
  const fs::path path = file_of(data, digest);
  std::ifstream in(path, std::ios::binary);
  std::string text(pack::kLargestBundle + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  auto bundle = pack::parse_bundle(text);
  if (!bundle) return std::unexpected(std::move(bundle).error().at(path.string()));
  if (bundle->digest() != digest)
    return base::fail(Code::invalid_input, "保存的规则包文件被替换过，请重新上传", "the kept pack file was exchanged; upload it again", path.string());
  return bundle;
}

Status write_bundle(const std::string& data, const std::string& digest, const pack::Bundle& bundle) {
  const fs::path path = file_of(data, digest), part = path.string() + ".part";
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream out(part, std::ios::binary);
  out << pack::bundle_text(bundle);
  out.close();
  if (out) fs::rename(part, path, error);
  if (!out || error) return base::fail(Code::io, "无法保存规则包文件，请检查磁盘空间", "cannot keep the pack file; check the free space", path.string());
  return {};
}

// The set as one folder, for as long as it is read: links to the packs that stay, folders of those that take their place.
class SetFolder {
 public:
  static Result<SetFolder> make(const PackChoice& choice) {
    std::vector<pack::Bundle> bundles;
    for (const std::string& digest : choice.digests) {
      auto bundle = read_bundle(choice.data, digest);
      if (!bundle) return std::unexpected(std::move(bundle).error());
      bundles.push_back(std::move(*bundle));
    }
    SetFolder out;
    std::error_code error;
    fs::create_directories(fs::path(choice.data) / "tmp", error);
    out.path_ = (fs::path(choice.data) / "tmp" / "packs-XXXXXX").string();
    if (::mkdtemp(out.path_.data()) == nullptr) {
      out.path_.clear();
      return base::fail(Code::io, "无法在数据目录中建立临时目录", "cannot make a temporary folder in the data folder", choice.data);
    }
    for (fs::directory_iterator walk(choice.shipped, error); !error && walk != fs::directory_iterator(); walk.increment(error)) {
      const std::string name = walk->path().filename().string();
      if (!fs::exists(walk->path() / "pack.yaml", error) || std::ranges::find(bundles, name, &pack::Bundle::id) != bundles.end()) continue;
      fs::create_directory_symlink(fs::canonical(walk->path()), fs::path(out.path_) / name, error);
    }
    for (const pack::Bundle& bundle : bundles) GD_TRY(pack::unpack_bundle(bundle, out.path_ + "/" + bundle.id));
    return out;
  }
  SetFolder(SetFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ~SetFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  SetFolder() = default;
  std::string path_;
};

}  // namespace

Status add_signer(store::Db& db, const PackSigner& signer) {
  auto known = store::integer(db, "SELECT 1 FROM pack_signer WHERE fingerprint = ?", signer.fingerprint);
  if (!known) return std::unexpected(std::move(known).error());
  if (*known) return base::fail(Code::conflict, "这个公钥已经登记过", "this key is registered already", signer.fingerprint);
  return store::run(db, "INSERT INTO pack_signer(fingerprint, name, public_key, by_name, added) VALUES(?,?,?,?,?)", signer.fingerprint, signer.name, signer.key,
                    signer.by, signer.added);
}

Status remove_signer(store::Db& db, const std::string& fingerprint) {
  GD_TRY(store::run(db, "DELETE FROM pack_signer WHERE fingerprint = ?", fingerprint));
  if (db.changes() == 0) return base::fail(Code::not_found, "没有登记这个公钥", "no such key is registered", fingerprint);
  return {};
}

Result<std::vector<PackSigner>> load_signers(store::Db& db) {
  std::vector<PackSigner> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4)}); },
      "SELECT fingerprint, name, public_key, by_name, added FROM pack_signer ORDER BY added, fingerprint"));
  return out;
}

Result<PackVersion> keep_bundle(store::Db& db, const std::string& data, const pack::Bundle& bundle, const std::string& by) {
  auto key = crypto::Sm2PublicKey::parse(bundle.key);
  if (!key) return std::unexpected(std::move(key).error());
  const std::string fingerprint = key->fingerprint(), digest = bundle.digest();
  auto trusted = store::text(db, "SELECT name FROM pack_signer WHERE fingerprint = ?", fingerprint);
  if (!trusted) return std::unexpected(std::move(trusted).error());
  if (!*trusted)
    return base::fail(Code::permission, "签名有效，但签名者的公钥没有登记为可信；请向对方核对指纹后登记",
                      "the signature is valid, but the signer's key is not registered as trusted; compare the fingerprint with the signer, then register it",
                      fingerprint);
  auto known = store::integer(db, "SELECT 1 FROM pack_version WHERE digest = ?", digest);
  if (!known) return std::unexpected(std::move(known).error());
  if (*known) return base::fail(Code::conflict, "这个版本已经上传过", "this version was uploaded already", bundle.id + " " + bundle.version);
  GD_TRY(write_bundle(data, digest, bundle));
  PackVersion version{digest, bundle.id, bundle.version, **trusted, fingerprint, by, base::now_us()};
  GD_TRY(store::run(db, "INSERT INTO pack_version(digest, pack, version, signer, fingerprint, by_name, uploaded) VALUES(?,?,?,?,?,?,?)", digest, version.pack,
                    version.version, version.signer, fingerprint, by, version.uploaded));
  return version;
}

Result<std::vector<PackVersion>> load_versions(store::Db& db, const std::string& pack) {
  std::vector<PackVersion> out;
  store::Sql sql(kSelect);
  if (!pack.empty()) sql.add("WHERE pack = ? ", pack);
  sql.add("ORDER BY uploaded DESC, digest");
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back(read_version(row)); }));
  return out;
}

Result<PackVersion> load_version(store::Db& db, const std::string& digest) {
  std::vector<PackVersion> out;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { out.push_back(read_version(row)); }, std::string(kSelect) + "WHERE digest = ?", digest));
  if (out.empty()) return base::fail(Code::not_found, "没有这个规则包版本", "no such version of a pack", digest);
  return std::move(out.front());
}

Status forget_version(store::Db& db, const std::string& data, const std::string& digest) {
  auto version = load_version(db, digest);
  if (!version) return std::unexpected(std::move(version).error());
  if (version->active) return base::fail(Code::conflict, "这个版本正在使用，请先换用别的版本", "this version is in force; put another in force first", digest);
  GD_TRY(store::run(db, "DELETE FROM pack_change WHERE digest = ?", digest));
  GD_TRY(store::run(db, "DELETE FROM pack_version WHERE digest = ?", digest));
  std::error_code ignored;
  fs::remove(file_of(data, digest), ignored);
  return {};
}

Status activate(store::Db& db, const std::string& pack, const std::string& digest) {
  GD_TRY(store::run(db, "UPDATE pack_version SET active = 0 WHERE pack = ?", pack));
  return store::run(db, "UPDATE pack_version SET active = 1, activated = ? WHERE digest = ? AND pack = ?", base::now_us(), digest, pack);
}

Result<std::vector<std::string>> active_digests(store::Db& db) {
  std::vector<std::string> out;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { out.push_back(row.text(0)); }, "SELECT digest FROM pack_version WHERE active = 1 ORDER BY pack"));
  return out;
}

Result<std::vector<std::string>> digests_with(store::Db& db, const std::string& pack, const std::string& digest) {
  std::vector<std::string> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back(row.text(0)); }, "SELECT digest FROM pack_version WHERE active = 1 AND pack <> ? ORDER BY pack", pack));
  if (!digest.empty()) out.push_back(digest);
  return out;
}

Result<catalog::Toolbox> open_choice(const PackChoice& choice) {
  if (choice.digests.empty()) return catalog::open_toolbox(choice.shipped, base::Lang::zh);
  auto folder = SetFolder::make(choice);
  if (!folder) return std::unexpected(std::move(folder).error());
  return catalog::open_toolbox(folder->path(), base::Lang::zh);
}

Result<pack::RuleTexts> texts_of_choice(const PackChoice& choice) {
  auto folder = SetFolder::make(choice);
  if (!folder) return std::unexpected(std::move(folder).error());
  pack::RuleTexts texts;
  (void)pack::load_packs(folder->path(), {}, &texts);
  return texts;
}

Status keep_changes(store::Db& db, const std::string& digest, const std::vector<catalog::GradeChange>& changes, const std::string& summary) {
  auto tx = store::Tx::begin(db);
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(store::run(db, "DELETE FROM pack_change WHERE digest = ?", digest));
  auto insert = db.prepare("INSERT INTO pack_change(digest, asset_id, before, after, decided) VALUES(?,?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  for (const catalog::GradeChange& change : changes)
    GD_TRY((*insert)->bind(1, digest).bind(2, change.asset).bind(3, change.before).bind(4, change.after).bind(5, std::int64_t{change.decided ? 1 : 0}).run());
  GD_TRY(store::run(db, "UPDATE pack_version SET preview = ? WHERE digest = ?", summary, digest));
  return tx->commit();
}

}  // namespace gongdun::serve
