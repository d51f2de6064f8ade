#include "serve/transfer_store.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::serve {

namespace fs = std::filesystem;
using base::Code;
using base::Result;
using base::Status;

std::string transfer_folder(const std::string& data) {
  return (fs::path(data) / "transfers").string();
}

std::string upload_path(const std::string& data, const std::string& id) {
  return (fs::path(transfer_folder(data)) / id).string();
}

std::string job_file_path(const std::string& data, const std::string& job, const std::string& name) {
  return (fs::path(transfer_folder(data)) / job / name).string();
}

Status make_job_folder(const std::string& data, const std::string& job) {
  std::error_code error;
  const fs::path folder = fs::path(transfer_folder(data)) / job;
  fs::create_directories(folder, error);
  if (error) return base::fail(Code::io, "无法建立文件夹，请检查数据目录", "cannot make a folder; look at the data folder", folder.string());
  ::chmod(transfer_folder(data).c_str(), 0700);
  return {};
}

Result<std::string> sm3_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::fail(Code::io, "无法读取文件", "cannot read the file", path);
  crypto::Sm3 digest;
  std::string piece(1 << 16, '\0');
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
    digest.update(std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount())));
  return crypto::hex(digest.finish());
}

Status insert_upload(store::Db& db, const Upload& upload) {
  return store::run(db, "INSERT INTO upload(id, person, name, bytes, sm3, created, expires) VALUES(?,?,?,?,?,?,?)", upload.id, upload.person, upload.name,
                    upload.bytes, upload.sm3, upload.created, upload.expires);
}

Result<Upload> load_upload(store::Db& db, const std::string& id, const std::string& person) {
  std::optional<Upload> found;
  GD_TRY(store::rows(
      db,
      [&](store::Stmt& row) {
        found = Upload{row.text(0), row.text(1), row.text(2), row.text(4), static_cast<std::uint64_t>(row.integer(3)), row.integer(5), row.integer(6)};
      },
      "SELECT id, person, name, bytes, sm3, created, expires FROM upload WHERE id = ? AND person = ? AND expires > ?", id, person, base::now_us()));
  if (!found) return base::fail(Code::not_found, "没有这个上传的文件，或已过期，请重新上传", "no such uploaded file, or it expired; upload it again", id);
  return std::move(*found);
}

Status keep_job_file(store::Db& db, const std::string& data, JobFile& file) {
  const std::string path = job_file_path(data, file.job, file.name);
  std::error_code error;
  file.bytes = fs::file_size(path, error);
  if (error) return base::fail(Code::io, "文件没有写成，请检查磁盘空间", "the file was not written; check the disk space", path);
  ::chmod(path.c_str(), 0600);
  auto sm3 = sm3_of_file(path);
  if (!sm3) return std::unexpected(std::move(sm3).error());
  file.sm3 = std::move(*sm3);
  file.created = base::now_us();
  file.expires = file.created + kTransferLife;
  Json reaches = Json::array();
  for (const access::Reach& reach : file.reaches) reaches.push_back({{"edge", reach.edge}, {"organisation", reach.organisation}, {"ceiling", reach.ceiling}});
  return store::run(db,
                    "INSERT INTO job_file(job, name, list, format, bytes, sm3, row_count, reaches, created, expires) VALUES(?,?,?,?,?,?,?,?,?,?) ON "
                    "CONFLICT(job, name) DO UPDATE SET bytes = excluded.bytes, sm3 = excluded.sm3, row_count = excluded.row_count, reaches = excluded.reaches, "
                    "created = excluded.created, expires = excluded.expires",
                    file.job, file.name, file.list, file.format, file.bytes, file.sm3, file.rows, reaches.dump(), file.created, file.expires);
}

Result<JobFile> load_job_file(store::Db& db, const std::string& job, const std::string& name) {
  std::optional<JobFile> found;
  GD_TRY(store::rows(
      db,
      [&](store::Stmt& row) {
        found = JobFile{.job = row.text(0), .name = row.text(1), .list = row.text(2), .format = row.text(3), .sm3 = row.text(5)};
        found->bytes = static_cast<std::uint64_t>(row.integer(4));
        found->rows = static_cast<std::uint64_t>(row.integer(6));
        for (const Json& reach : Json::parse(row.text(7), nullptr, false))
          found->reaches.push_back({reach.value("edge", ""), reach.value("organisation", ""), reach.value("ceiling", 0)});
        found->created = row.integer(8);
        found->expires = row.integer(9);
      },
      "SELECT job, name, list, format, bytes, sm3, row_count, reaches, created, expires FROM job_file WHERE job = ? AND name = ? AND expires > ?", job, name,
      base::now_us()));
  if (!found) return base::fail(Code::not_found, "没有这个文件，或已过期", "no such file, or it expired", name);
  return std::move(*found);
}

Json job_file_json(const JobFile& file) {
  return {{"name", file.name},   {"format", file.format}, {"rows", file.rows},
          {"bytes", file.bytes}, {"sm3", file.sm3},       {"expires", base::iso8601(file.expires)}};
}

Status remove_expired_transfers(store::Db& db, const std::string& data) {
  const base::TimeUs now = base::now_us();
  GD_TRY(store::run(db, "DELETE FROM upload WHERE expires <= ?", now));
  GD_TRY(store::run(db, "DELETE FROM job_file WHERE expires <= ?", now));
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(transfer_folder(data), error)) {
    const std::string name = entry.path().filename().string();
    auto known = store::integer(db,
                                "SELECT 1 FROM upload WHERE id = ? UNION ALL SELECT 1 FROM job_file WHERE job = ? UNION ALL SELECT 1 FROM job WHERE id = ? AND "
                                "state IN ('queued', 'running', 'interrupted')",
                                name, name, name);
    if (!known) return std::unexpected(std::move(known).error());
    // What is being written right now is younger than a day.
    std::error_code ignored;
    const auto age = fs::file_time_type::clock::now() - fs::last_write_time(entry.path(), ignored);
    if (!*known && age > std::chrono::hours(24)) fs::remove_all(entry.path(), ignored);
  }
  return {};
}

}  // namespace gongdun::serve
