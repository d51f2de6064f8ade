#include "read/descriptor_access.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace gongdun::read {

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

std::unexpected<base::Error> system_failure(int error_number, const char* zh, const char* en) {
  const std::string reason = std::generic_category().message(error_number);
  switch (error_number) {
    case EACCES:
    case EPERM:
      return base::fail(base::Code::permission, std::string(zh) + "：没有读取权限，请以有权限的用户运行或授予只读权限",
                        std::string(en) + ": permission denied; run as a user who may read it or grant read access");
    case ENOENT:
    case ENOTDIR:
      return base::fail(base::Code::not_found, std::string(zh) + "：文件不存在或已被移走，请检查路径",
                        std::string(en) + ": it does not exist or was moved away; check the path");
    case ELOOP:
      return base::fail(base::Code::invalid_input, std::string(zh) + "：符号链接成环，未读取，请修正该链接",
                        std::string(en) + ": symbolic links form a circle; not read, repair the link");
    default:
      return base::fail(base::Code::io, std::string(zh) + "：" + reason + "，请检查存储后重试",
                        std::string(en) + ": " + reason + "; check the storage and try again");
  }
}

std::unexpected<base::Error> shrank() {
  return base::fail(base::Code::truncated, "读取时文件变短，后面的内容已不存在，请在文件不再写入后重新扫描",
                    "the file became shorter while it was read; scan again when nobody writes to it");
}

base::Result<std::size_t> read_fully(int fd, std::uint64_t offset, std::span<std::byte> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    const ssize_t got = ::pread(fd, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure(errno, "读取失败", "reading failed");
    done += static_cast<std::size_t>(got);
  }
  return done;
}

base::Status write_fully(int fd, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      return system_failure(errno, "解压到临时空间失败（空间不足时可用环境变量 TMPDIR 另指位置）",
                            "unpacking to temporary space failed (if it is full, name another place in TMPDIR)");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return {};
}

base::Result<Descriptor> unnamed_memory() {
  Descriptor fd(::memfd_create("gongdun", MFD_CLOEXEC));
  if (!fd) return system_failure(errno, "申请内存文件失败", "a memory file could not be made");
  return fd;
}

base::Result<Descriptor> unnamed_file() {
  const char* wanted = std::getenv("TMPDIR");
  for (const char* directory : {wanted, "/var/tmp", "/tmp"}) {
    if (directory == nullptr) continue;
    Descriptor fd(::open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600));
    if (fd) return fd;
    // File systems without O_TMPFILE: make a name and take it away at once.
    std::string name = std::string(directory) + "/gongdunXXXXXX";
    Descriptor named(::mkostemp(name.data(), O_CLOEXEC));
    if (!named) continue;
    ::unlink(name.c_str());
    return named;
  }
  return system_failure(errno, "没有可写的临时目录，请设置环境变量 TMPDIR", "no writable temporary directory; set TMPDIR");
}

base::Result<std::size_t> DescriptorAccess::read_at(std::uint64_t offset, std::span<std::byte> into) {
  if (offset >= size_) return 0;
  const std::size_t want = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
  auto got = read_fully(fd_.get(), offset, into.first(want));
  if (got && *got < want) return shrank();
  return got;
}

}  // namespace gongdun::read
