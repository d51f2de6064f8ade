#include "serve/restore_places.h"

namespace gongdun::serve {

using base::Code;
using base::Status;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSqlite = "sqlite:";

fs::path part(const fs::path& path) {
  return path.string() + ".restoring";
}

void remove_store(const fs::path& file) {
  std::error_code ignored;
  if (file.empty()) return;
  for (const char* side : {"", "-wal", "-shm"}) fs::remove(part(file).string() + side, ignored);
}

}  // namespace

RestorePlaces::RestorePlaces(const BackupPlace& to) : data_(fs::absolute(to.data).lexically_normal()), address_(to.store) {
  if (!address_.starts_with(kSqlite)) return;
  file_ = fs::absolute(address_.substr(kSqlite.size())).lexically_normal();
  address_ = std::string(kSqlite) + part(file_).string();
}

RestorePlaces::~RestorePlaces() {
  if (done_ || !begun_) return;
  std::error_code ignored;
  fs::remove_all(data(), ignored);
  remove_store(file_);
}

fs::path RestorePlaces::data() const {
  return part(data_);
}

Status RestorePlaces::begin() {
  std::error_code error;
  if (!file_.empty() && fs::exists(file_, error) && fs::file_size(file_, error) > 0)
    return base::fail(Code::conflict, "存储库已存在，恢复只能写入新的存储库，请换一个路径",
                      "the store exists already; a backup is restored into a new one: name another path", file_.string());
  if (fs::exists(data_, error) && !fs::is_empty(data_, error))
    return base::fail(Code::conflict, "数据目录不是空的，请换一个目录", "the data folder is not empty; name another", data_.string());
  begun_ = true;
  fs::remove_all(data(), error);  // left by an attempt that was interrupted
  remove_store(file_);
  fs::create_directories(data(), error);
  if (error) return base::fail(Code::permission, "无法建立数据目录：" + error.message(), "cannot create the data folder: " + error.message(), data_.string());
  fs::permissions(data(), fs::perms::owner_all, error);
  return {};
}

Status RestorePlaces::end() {
  std::error_code error;
  fs::remove(data_, error);  // an empty one
  fs::rename(data(), data_, error);
  if (!error && !file_.empty()) fs::rename(part(file_), file_, error);
  if (error) return base::fail(Code::io, "无法完成改名：" + error.message(), "cannot rename what was restored: " + error.message(), data_.string());
  done_ = true;
  return {};
}

}  // namespace gongdun::serve
