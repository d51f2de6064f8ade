#include "report/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace gongdun::report {
namespace {

base::Code code_of(int error) {
  if (error == EACCES || error == EPERM || error == EROFS) return base::Code::permission;
  return error == ENOENT ? base::Code::not_found : base::Code::io;
}

std::string hidden_neighbour(const std::string& path) {
  static std::atomic<unsigned> counter{0};
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  // Not derived from the whole name: a long name plus a suffix could exceed what the file system allows.
  return fmt::format("{}.gongdun-{}-{}.part", folder, ::getpid(), counter++);
}

base::Status failed(int error, const char* zh, const char* en, const std::string& path) {
  const std::string why = std::generic_category().message(error);
  return base::fail(code_of(error), fmt::format("{}（{}），请检查目录是否存在、有无写入权限和剩余空间", zh, why),
                    fmt::format("{} ({}): check that the folder exists, may be written to and has space", en, why), path);
}

}  // namespace

base::Result<AtomicFile> AtomicFile::create(const std::string& path) {
  std::string temporary = hidden_neighbour(path);
  ::unlink(temporary.c_str());  // left over from a killed process that had our number
  const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd < 0) return std::unexpected(failed(errno, "无法创建报告文件", "cannot create the report file", path).error());
  return AtomicFile(path, std::move(temporary), fd);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::move(other.temporary_)), fd_(std::exchange(other.fd_, -1)) {
  other.temporary_.clear();
}

AtomicFile::~AtomicFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

base::Status AtomicFile::refused(const char* zh, const char* en) const {
  return failed(errno, zh, en, path_);
}

base::Status AtomicFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return refused("无法写入报告文件", "cannot write the report file");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

base::Status AtomicFile::commit() {
  if (::fsync(fd_) != 0) return refused("无法将报告文件写入磁盘", "cannot flush the report file to disk");
  ::close(std::exchange(fd_, -1));
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return refused("无法保存报告文件", "cannot save the report file");
  temporary_.clear();
  return {};
}

base::Status write_file(const std::string& path, std::string_view bytes) {
  auto file = AtomicFile::create(path);
  if (!file) return std::unexpected(std::move(file).error());
  GD_TRY(file->write(bytes));
  return file->commit();
}

}  // namespace gongdun::report
