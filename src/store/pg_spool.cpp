#include "store/pg_spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <utility>

namespace gongdun::store {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::int64_t kNull = -1;
using Length = std::int64_t;  // of a record (first), of a cell

std::string temporary_folder() {
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  return error ? "/tmp" : folder.string();
}

std::unexpected<base::Error> no_room() {
  return base::fail(Code::io, "无法写入或读取查询结果的临时文件，请检查临时目录的空间和权限",
                    "the temporary file of a query's result cannot be written or read; check space and permissions of the temporary folder",
                    temporary_folder());
}

void append(std::string& out, Length value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

Length length_at(const std::string& bytes, std::size_t at) {
  Length value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

int nameless_file() {
  const std::string folder = temporary_folder();
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) return fd;
  std::string name = folder + "/gongdun-XXXXXX";  // a file system without O_TMPFILE
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

}  // namespace

PgSpool::~PgSpool() {
  if (file_ >= 0) ::close(file_);
}

Status PgSpool::add(const std::vector<PgCell>& row) {
  std::size_t size = 0;
  for (const PgCell& cell : row) size += sizeof(Length) + cell.size;
  append(tail_, static_cast<Length>(size));
  for (const PgCell& cell : row) {
    append(tail_, cell.data == nullptr ? kNull : static_cast<Length>(cell.size));
    tail_.append(cell.data == nullptr ? "" : cell.data, cell.size);
  }
  return tail_.size() < memory_ ? Status{} : to_file();
}

Status PgSpool::to_file() {
  if (file_ < 0) file_ = nameless_file();
  if (file_ < 0) return no_room();
  for (std::size_t done = 0; done < tail_.size();) {
    const ssize_t count = ::pwrite(file_, tail_.data() + done, tail_.size() - done, static_cast<off_t>(written_ + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return no_room();
    done += static_cast<std::size_t>(count);
  }
  written_ += tail_.size();
  tail_.clear();
  return {};
}

// Appends to `head_` what comes next; the unread end of it stays.
Status PgSpool::refill() {
  head_.erase(0, std::exchange(at_, 0));
  if (read_ == written_) {
    head_ += std::exchange(tail_, {});
    return {};
  }
  const std::size_t had = head_.size(), want = std::min(memory_, written_ - read_);
  head_.resize(had + want);
  for (std::size_t done = 0; done < want;) {
    const ssize_t count = ::pread(file_, head_.data() + had + done, want - done, static_cast<off_t>(read_ + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return no_room();
    done += static_cast<std::size_t>(count);
  }
  read_ += want;
  return {};
}

Result<bool> PgSpool::next(std::vector<PgCell>& row) {
  row.clear();
  const auto whole = [&] {
    const std::size_t there = head_.size() - at_;
    return there >= sizeof(Length) && there - sizeof(Length) >= static_cast<std::size_t>(length_at(head_, at_));
  };
  while (!whole()) {
    if (read_ == written_ && tail_.empty()) return false;
    GD_TRY(refill());
  }
  const std::size_t end = at_ + sizeof(Length) + static_cast<std::size_t>(length_at(head_, at_));
  for (at_ += sizeof(Length); at_ < end;) {
    const Length size = length_at(head_, at_);
    at_ += sizeof(Length);
    row.push_back(size == kNull ? PgCell{} : PgCell{head_.data() + at_, static_cast<std::size_t>(size)});
    if (size != kNull) at_ += static_cast<std::size_t>(size);
  }
  return true;
}

}  // namespace gongdun::store
