#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "access/audit_log.h"
#include "access/schema.h"
#include "assess/assess_store.h"
#include "assess/field_tables.h"
#include "catalog/schema.h"
#include "crypto/sm3.h"
#include "serve/backup.h"
#include "serve/backup_form.h"
#include "serve/restore_places.h"
#include "serve/schema.h"
#include "serve/sealed_archive.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;
namespace fs = std::filesystem;

namespace {

using Migrate = Status(store::Db&, std::int64_t);
constexpr std::pair<std::string_view, Migrate*> kRooms[] = {{"catalog", catalog::migrate_catalog},        {"access", access::migrate_access},
                                                            {"assess", assess::migrate_assess},           {"assess_field", assess::migrate_field},
                                                            {"assess_list", assess::migrate_assess_list}, {"serve", migrate_serve}};

std::unexpected<base::Error> unfit(const std::string& what) {
  return base::fail(Code::invalid_input, "备份的内容与它自己的清单不符，请使用另一份备份",
                    "the content of the backup does not agree with its own list; use another backup", what);
}

// A store made as the program that wrote the backup made it.
Status make_tables(store::Db& db, const std::map<std::string, std::int64_t>& schema) {
  for (const auto& [component, number] : schema) {
    const auto* room = std::ranges::find(kRooms, component, [](const auto& entry) { return entry.first; });
    if (room == std::end(kRooms))
      return base::fail(Code::unsupported, "备份由更新的版本写成，请使用新版程序恢复",
                        "the backup was written by a newer version; restore it with the newer program", component);
    GD_TRY(room->second(db, number));
    auto have = store::integer(db, "SELECT number FROM schema_version WHERE component = ?", component);
    if (!have) return std::unexpected(std::move(have).error());
    if (have->value_or(0) != number)
      return base::fail(Code::unsupported, fmt::format("备份的结构版本（{} {}）比本程序新，请使用新版程序恢复", component, number),
                        fmt::format("the backup's schema ({} {}) is newer than this program; restore it with the newer program", component, number));
  }
  return {};
}

// Migrations may leave them in another order on the other engine.
bool same_columns(std::vector<store::Column> a, std::vector<store::Column> b) {
  std::ranges::sort(a, {}, &store::Column::name);
  std::ranges::sort(b, {}, &store::Column::name);
  return a == b;
}

bool stays_inside(const fs::path& relative) {
  return !relative.empty() && relative.is_relative() &&
         std::ranges::none_of(relative, [](const fs::path& part) { return part == ".." || part == "." || part.empty(); });
}

// One pass over the archive: rows into the store, files into the folder.
class Restore {
 public:
  Restore(ArchiveReader& archive, store::Db& db, fs::path folder) : archive_(archive), db_(db), folder_(std::move(folder)) {}

  Result<Manifest> begin() {
    auto text = named(kManifestName);
    if (!text) return std::unexpected(std::move(text).error());
    auto manifest = parse_manifest(*text);
    if (!manifest) return manifest;
    GD_TRY(make_tables(db_, manifest->schema));
    auto tables = store::tables(db_);
    if (!tables) return std::unexpected(std::move(tables).error());
    for (const store::Table& table : manifest->tables) {
      const auto here = std::ranges::find(*tables, table.name, &store::Table::name);
      if (here == tables->end() || !same_columns(here->columns, table.columns)) return unfit(table.name);
      tables_.push_back(table);
    }
    return manifest;
  }

  // Within a transaction.
  Status run() {
    GD_TRY(store::empty_tables(db_, tables_));
    for (;;) {
      auto more = archive_.next();
      if (!more) return std::unexpected(std::move(more).error());
      if (!*more) return unfit(std::string(kSummaryName));
      const std::string name = archive_.name();
      if (name == kSummaryName) break;
      GD_TRY(name.starts_with(kStorePrefix) ? rows_of(name) : file_of(name));
    }
    end_table();
    auto text = archive_.bytes(kLargestText);
    if (!text) return std::unexpected(std::move(text).error());
    auto summary = parse_summary(*text);
    if (!summary) return std::unexpected(std::move(summary).error());
    GD_TRY(compare(*summary));
    GD_TRY(store::renumber(db_, tables_));
    for (const char* once : {"session", "invitation"})
      if (std::ranges::find(tables_, once, &store::Table::name) != tables_.end()) GD_TRY(store::run(db_, std::string("DELETE FROM ") + once));
    return {};
  }

  BackupFacts facts(const Manifest& manifest) const {
    BackupFacts out{.made = manifest.made, .program = manifest.program, .engine = manifest.engine, .missing = missing_};
    out.tables = tables_.size();
    for (const auto& [name, table] : done_.tables) out.rows += table.rows;
    out.files = done_.files.size();
    for (const auto& [name, file] : done_.files) out.bytes += file.bytes;
    return out;
  }

 private:
  Result<std::string> named(std::string_view name) {
    auto more = archive_.next();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more || archive_.name() != name) return unfit(std::string(name));
    return archive_.bytes(kLargestText);
  }

  Status rows_of(const std::string& name) {
    const std::string table_name = name.substr(kStorePrefix.size(), name.rfind('/') - std::min(name.rfind('/'), kStorePrefix.size()));
    if (!table_ || table_->name != table_name) {
      end_table();
      const auto found = std::ranges::find(tables_, table_name, &store::Table::name);
      if (found == tables_.end() || done_.tables.contains(table_name)) return unfit(name);
      table_ = *found;
      auto writer = store::RowWriter::into(db_, *table_);
      if (!writer) return std::unexpected(std::move(writer).error());
      writer_.emplace(std::move(*writer));
    }
    auto bytes = archive_.bytes(kLargestPart);
    if (!bytes) return std::unexpected(std::move(bytes).error());
    hash_.update(*bytes);
    auto rows = parse_rows(*bytes, *table_);
    if (!rows) return std::unexpected(std::move(rows).error().at(name));
    for (const store::Row& row : *rows) GD_TRY(writer_->add(row));
    sums_.rows += rows->size();
    return {};
  }

  void end_table() {
    if (table_) {
      sums_.sm3 = crypto::hex(hash_.finish());
      done_.tables[table_->name] = sums_;
    }
    table_.reset();
    sums_ = {};
    hash_ = {};
  }

  Status file_of(const std::string& name) {
    const fs::path relative = name.starts_with(kDataPrefix) ? name.substr(kDataPrefix.size()) : std::string();
    if (!stays_inside(relative) || done_.files.contains(relative.generic_string())) return unfit(name);
    const fs::path path = folder_ / relative;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return base::fail(Code::io, "无法建立目录：" + error.message(), "cannot create the folder: " + error.message(), path.parent_path().string());
    FileSummary sums;
    GD_TRY(archive_.copy_to(path.string(), sums.sm3));
    sums.bytes = fs::file_size(path, error);
    done_.files[relative.generic_string()] = sums;
    return {};
  }

  Status compare(const Summary& told) {
    missing_ = told.missing;
    for (const auto& [name, table] : told.tables) {
      const TableSummary& here = done_.tables[name];
      if (here.rows != table.rows || (table.rows > 0 && here.sm3 != table.sm3)) return unfit(name);
    }
    if (told.files.size() != done_.files.size()) return unfit(std::string(kDataPrefix));
    for (const auto& [name, file] : told.files)
      if (const auto here = done_.files.find(name); here == done_.files.end() || here->second.sm3 != file.sm3) return unfit(name);
    return {};
  }

  ArchiveReader& archive_;
  store::Db& db_;
  fs::path folder_;
  std::vector<store::Table> tables_;
  std::optional<store::Table> table_;
  std::optional<store::RowWriter> writer_;
  TableSummary sums_;
  crypto::Sm3 hash_;
  Summary done_;
  std::vector<std::string> missing_;
};

Status note_restore(store::Db& db, const BackupFacts& facts, const std::string& by) {
  const Json after = {{"made", facts.made}, {"rows", facts.rows}, {"files", facts.files}};
  GD_TRY(store::run(db, "INSERT INTO setting(name, value) VALUES('last_restore', ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", after.dump()));
  return access::append_audit(
      db, {.person = {}, .login = by, .address = "local", .action = "node.restore", .object = {}, .before = {}, .after = after.dump(), .hash = {}});
}

Status must_be_empty(store::Db& db) {
  auto tables = store::tables(db);
  if (!tables) return std::unexpected(std::move(tables).error());
  if (tables->empty()) return {};
  return base::fail(Code::conflict, "这个数据库（模式）里已有数据表，请使用空的数据库或模式", "this database (schema) holds tables already; name an empty one");
}

void drop_tables(store::Db& db) {
  auto tables = store::tables(db);
  if (!tables) return;
  for (auto table = tables->rbegin(); table != tables->rend(); ++table) (void)db.exec("DROP TABLE \"" + table->name + "\"");
}

Result<BackupFacts> fill(ArchiveReader& archive, store::Db& db, const fs::path& folder, const std::string& by) {
  Restore restore(archive, db, folder);
  auto manifest = restore.begin();
  if (!manifest) return std::unexpected(std::move(manifest).error());
  auto tx = store::Tx::begin(db);
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(restore.run());
  const BackupFacts facts = restore.facts(*manifest);
  GD_TRY(note_restore(db, facts, by));
  GD_TRY(tx->commit());
  return facts;
}

}  // namespace

Result<BackupFacts> restore_backup(const std::string& file, std::string_view passphrase, const BackupPlace& to, const std::string& by) {
  RestorePlaces places(to);
  GD_TRY(places.begin());
  auto archive = ArchiveReader::begin(file, passphrase);
  if (!archive) return std::unexpected(std::move(archive).error());
  auto db = store::Db::open(places.address());
  if (!db) return std::unexpected(std::move(db).error());
  GD_TRY(must_be_empty(**db));
  auto facts = fill(**archive, **db, places.data(), by);
  if (!facts) {
    drop_tables(**db);
    return facts;
  }
  db->reset();
  GD_TRY(places.end());
  return facts;
}

Result<BackupFacts> drill_backup(const std::string& file, std::string_view passphrase, const std::string& workspace) {
  std::string folder = (fs::path(workspace) / "gongdun-drill-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr)
    return base::fail(Code::io, "无法建立临时目录，请用环境变量 TMPDIR 指定别处", "cannot make a temporary folder; name another place with TMPDIR", workspace);
  const auto drill = [&]() -> Result<BackupFacts> {
    const BackupPlace place{"sqlite:" + folder + "/node.db", folder + "/data"};
    auto facts = restore_backup(file, passphrase, place, "gongdun backup check");
    if (!facts) return facts;
    auto db = store::Db::open(place.store);
    if (!db) return std::unexpected(std::move(db).error());
    for (const auto& [component, migrate] : kRooms) GD_TRY(migrate(**db, store::kNewest));
    auto verdict = access::verify_audit(**db);
    if (!verdict) return std::unexpected(std::move(verdict).error());
    if (!verdict->ok)
      return base::fail(Code::invalid_input, fmt::format("备份可以恢复，但其中的审计日志自第 {} 条起不完整", verdict->first_bad),
                        fmt::format("the backup can be restored, but its audit log is not whole from record {} on", verdict->first_bad));
    facts->audit_entries = verdict->entries;
    return facts;
  };
  auto facts = drill();
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  return facts;
}

}  // namespace gongdun::serve
