#include "serve/backup.h"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "access/audit_log.h"
#include "base/utf8.h"
#include "crypto/sm3.h"
#include "serve/backup_form.h"
#include "serve/sealed_archive.h"
#include "store/rows.h"
#include "store/snapshot.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;
namespace fs = std::filesystem;

namespace {

// Of the data folder: what is under way or goes away by itself.
bool passes_by(const fs::path& path) {
  const std::string first = path.begin()->string(), last = path.filename().string();
  return first == "tmp" || first == "exports" || first == "uploads" || last.ends_with(".part");
}

class Backup {
 public:
  Backup(store::Db& db, ArchiveWriter& archive) : db_(db), archive_(archive) {}

  Status write_manifest() {
    manifest_.program = GD_VERSION;
    manifest_.engine = db_.engine() == store::Engine::sqlite ? "sqlite" : "postgresql";
    manifest_.made = base::now_us();
    auto tables = store::tables(db_);
    if (!tables) return std::unexpected(std::move(tables).error());
    for (store::Table& table : *tables)
      if (table.name != "schema_version") manifest_.tables.push_back(std::move(table));
    if (manifest_.tables.empty()) return base::fail(Code::not_found, "这个存储库是空的，没有可备份的内容", "this store is empty: there is nothing to back up");
    GD_TRY(store::rows(db_, [&](store::Stmt& row) { manifest_.schema[row.text(0)] = row.integer(1); }, "SELECT component, number FROM schema_version"));
    return archive_.add(std::string(kManifestName), manifest_json(manifest_).dump());
  }

  Status write_rows() {
    for (const store::Table& table : manifest_.tables) {
      TableSummary& sums = summary_.tables[table.name];
      crypto::Sm3 hash;
      RowPart part;
      int number = 0;
      const auto flush = [&]() -> Status {
        const std::string bytes = part.take();
        hash.update(bytes);
        return archive_.add(fmt::format("{}{}/{:06}.cbor", kStorePrefix, table.name, ++number), bytes);
      };
      GD_TRY(store::each_row_of(db_, table, [&](store::Row&& row) -> Status {
        part.add(row);
        ++sums.rows;
        return part.full() ? flush() : Status{};
      }));
      if (!part.empty()) GD_TRY(flush());
      sums.sm3 = crypto::hex(hash.finish());
    }
    return {};
  }

  Status write_files(const std::string& folder, const std::string& store_file) {
    std::error_code error;
    fs::recursive_directory_iterator walk(folder, fs::directory_options::none, error);
    if (error && error != std::errc::no_such_file_or_directory)
      return base::fail(Code::io, "无法读取数据目录：" + error.message(), "cannot read the data folder: " + error.message(), folder);
    for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
      const fs::path relative = walk->path().lexically_relative(folder);
      if (passes_by(relative)) {
        walk.disable_recursion_pending();
        continue;
      }
      if (walk->is_symlink(error) || !walk->is_regular_file(error)) continue;
      if (!store_file.empty() && walk->path().string().starts_with(store_file)) continue;  // the store and its side files
      GD_TRY(write_file(walk->path().string(), relative.generic_string()));
    }
    return archive_.add(std::string(kSummaryName), summary_json(summary_).dump());
  }

  BackupFacts facts() const {
    BackupFacts out{.made = manifest_.made, .program = manifest_.program, .engine = manifest_.engine, .missing = summary_.missing};
    out.tables = summary_.tables.size();
    for (const auto& [name, table] : summary_.tables) out.rows += table.rows;
    out.files = summary_.files.size();
    return out;
  }

 private:
  // What went away since the folder was listed (a report was deleted) is named, and no failure.
  Status write_file(const std::string& path, const std::string& name) {
    FileSummary sums;
    auto status = archive_.add_file(std::string(kDataPrefix) + name, path, sums.sm3, sums.bytes);
    if (!status && status.error().code == Code::not_found) {
      summary_.missing.push_back(name);
      return {};
    }
    if (status) summary_.files[name] = sums;
    return status;
  }

  store::Db& db_;
  ArchiveWriter& archive_;
  Manifest manifest_;
  Summary summary_;
};

std::string store_file(const std::string& address) {
  constexpr std::string_view kSqlite = "sqlite:";
  return address.starts_with(kSqlite) ? fs::absolute(address.substr(kSqlite.size())).lexically_normal().string() : std::string();
}

Status note_backup(const std::string& store, const BackupFacts& facts, const std::string& by) {
  auto db = store::Db::open(store);
  if (!db) return std::unexpected(std::move(db).error());
  const Json after = {{"made", facts.made}, {"rows", facts.rows}, {"files", facts.files}, {"bytes", facts.bytes}};
  auto tx = store::Tx::begin(**db);
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(store::run(**db, "INSERT INTO setting(name, value) VALUES('last_backup', ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", after.dump()));
  GD_TRY(access::append_audit(
      **db, {.person = {}, .login = by, .address = "local", .action = "node.backup", .object = {}, .before = {}, .after = after.dump(), .hash = {}}));
  return tx->commit();
}

}  // namespace

Result<BackupFacts> make_backup(const BackupPlace& from, const std::string& file, std::string_view passphrase, const std::string& by) {
  if (base::count_code_points(passphrase) < kShortestPassphrase)
    return base::fail(Code::invalid_input, fmt::format("口令至少 {} 个字符", kShortestPassphrase),
                      fmt::format("the passphrase takes at least {} characters", kShortestPassphrase));
  const std::string sqlite = store_file(from.store);
  if (std::error_code error; !sqlite.empty() && !fs::exists(sqlite, error))
    return base::fail(Code::not_found, "没有这个存储库", "there is no such store", sqlite);
  auto db = store::open_snapshot(from.store);
  if (!db) return std::unexpected(std::move(db).error());
  auto archive = ArchiveWriter::begin(file, passphrase);
  if (!archive) return std::unexpected(std::move(archive).error());
  Backup backup(**db, **archive);
  GD_TRY(backup.write_manifest());
  GD_TRY(backup.write_rows());
  GD_TRY(backup.write_files(fs::absolute(from.data).lexically_normal().string(), sqlite));
  GD_TRY((*archive)->finish());
  BackupFacts facts = backup.facts();
  std::error_code ignored;
  facts.bytes = fs::file_size(file, ignored);
  db->reset();
  GD_TRY(note_backup(from.store, facts, by));
  return facts;
}

}  // namespace gongdun::serve
