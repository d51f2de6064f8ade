#include "read/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "read/descriptor_access.h"
#include "read/file_source.h"
#include "read/stream_source.h"

namespace gongdun::read {
namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(Descriptor fd, std::uint64_t size) : size_(size), fd_(fd.get()), access_(std::move(fd), size) {}

  std::optional<std::uint64_t> size() const override { return size_; }

  base::Result<std::span<const std::byte>> head() override {
    if (!head_read_) {
      head_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kHeadBytes, size_)));
      auto got = access_.read_at(0, head_);
      if (!got) return std::unexpected(got.error());
      head_read_ = true;
    }
    return std::span<const std::byte>(head_);
  }

  base::Result<std::size_t> read(std::span<std::byte> into) override {
    auto got = access_.read_at(offset_, into);
    if (got) offset_ += *got;
    return got;
  }

  base::Result<RandomAccess*> random_access() override { return &access_; }

  std::uint64_t skip_hole() override {
    const off_t data = ::lseek(fd_, static_cast<off_t>(offset_), SEEK_DATA);
    const std::uint64_t next = data >= 0 ? static_cast<std::uint64_t>(data) : errno == ENXIO ? size_ : offset_;
    const std::uint64_t jump = std::min(next, size_) - std::min(offset_, size_);
    offset_ += jump;
    return jump;
  }

 private:
  std::uint64_t size_;
  int fd_;  // of access_
  DescriptorAccess access_;
  std::vector<std::byte> head_;
  bool head_read_ = false;
  std::uint64_t offset_ = 0;
};

class MemoryAccess final : public RandomAccess {
 public:
  explicit MemoryAccess(std::span<const std::byte> bytes) : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) override {
    if (offset >= bytes_.size()) return 0;
    const auto part = bytes_.subspan(static_cast<std::size_t>(offset));
    const std::size_t size = std::min(part.size(), into.size());
    std::memcpy(into.data(), part.data(), size);
    return size;
  }
  base::Result<int> descriptor() override {
    if (!fd_) {
      auto fd = unnamed_memory();
      if (!fd) return std::unexpected(fd.error());
      GD_TRY(write_fully(fd->get(), bytes_));
      fd_ = std::move(*fd);
    }
    return fd_.get();
  }

 private:
  std::span<const std::byte> bytes_;
  Descriptor fd_;
};

}  // namespace

base::Result<OpenedFile> open_file(const std::string& path) {
  // O_NONBLOCK: a FIFO put in the file's place between listing and reading must not stop us.
  Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!fd) return system_failure(errno, "打不开", "cannot be opened");
  struct stat info{};
  if (::fstat(fd.get(), &info) != 0) return system_failure(errno, "读不到文件信息", "its attributes cannot be read");
  if (!S_ISREG(info.st_mode)) {
    return base::fail(base::Code::unsupported, "不是普通文件（管道、套接字或设备），未读取", "not a regular file (pipe, socket or device); not read");
  }
  const auto size = static_cast<std::uint64_t>(info.st_size);
  ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  OpenedFile opened;
  opened.device = static_cast<std::uint64_t>(info.st_dev);
  opened.inode = static_cast<std::uint64_t>(info.st_ino);
  opened.source = std::make_unique<FileSource>(std::move(fd), size);
  return opened;
}

StreamSource::StreamSource(PullBytes pull, std::optional<std::uint64_t> size, std::size_t memory_bytes)
    : pull_(std::move(pull)), size_(size), memory_bytes_(memory_bytes) {}
StreamSource::~StreamSource() = default;

base::Result<std::span<const std::byte>> StreamSource::head() {
  if (head_read_) return std::span<const std::byte>(head_);
  head_.resize(kHeadBytes);
  std::size_t filled = 0;
  while (filled < head_.size()) {
    auto got = pull_(std::span(head_).subspan(filled));
    if (!got) {
      // What came before the failure is still worth reading; the failure comes again at the next pull.
      if (filled == 0) return std::unexpected(got.error());
      break;
    }
    if (*got == 0) break;
    filled += *got;
  }
  head_.resize(filled);
  head_read_ = true;
  return std::span<const std::byte>(head_);
}

base::Result<std::size_t> StreamSource::read_stream(std::span<std::byte> into) {
  if (taken_ < head_.size()) {
    const std::size_t size = std::min(into.size(), head_.size() - taken_);
    std::memcpy(into.data(), head_.data() + taken_, size);
    taken_ += size;
    return size;
  }
  std::size_t filled = 0;
  while (filled < into.size()) {
    auto got = pull_(into.subspan(filled));
    if (!got && filled == 0) return got;
    if (!got || *got == 0) break;
    filled += *got;
  }
  return filled;
}

base::Result<std::size_t> StreamSource::read(std::span<std::byte> into) {
  if (copy_ == nullptr) return read_stream(into);
  auto got = copy_->read_at(copy_offset_, into);
  if (got) copy_offset_ += *got;
  return got;
}

base::Result<RandomAccess*> StreamSource::random_access() {
  if (copy_ != nullptr) return copy_.get();
  auto fd = unnamed_memory();
  if (!fd) return std::unexpected(fd.error());
  std::vector<std::byte> buffer(256 << 10);
  std::uint64_t size = 0;
  bool on_disk = false;
  while (true) {
    auto got = read_stream(buffer);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    if (!on_disk && size + *got > memory_bytes_) {
      auto disk = unnamed_file();
      if (!disk) return std::unexpected(disk.error());
      std::vector<std::byte> piece(1 << 20);
      for (std::uint64_t at = 0; at < size;) {
        auto moved = read_fully(fd->get(), at, piece);
        if (!moved) return std::unexpected(moved.error());
        GD_TRY(write_fully(disk->get(), std::span(piece).first(*moved)));
        at += *moved;
      }
      *fd = std::move(*disk);
      on_disk = true;
    }
    GD_TRY(write_fully(fd->get(), std::span(buffer).first(*got)));
    size += *got;
  }
  copy_ = std::make_unique<DescriptorAccess>(std::move(*fd), size);
  return copy_.get();
}

MemorySource::MemorySource(std::span<const std::byte> bytes) : bytes_(bytes) {}
MemorySource::~MemorySource() = default;

base::Result<std::span<const std::byte>> MemorySource::head() {
  return bytes_.first(std::min(bytes_.size(), kHeadBytes));
}

base::Result<std::size_t> MemorySource::read(std::span<std::byte> into) {
  const std::size_t size = std::min(into.size(), bytes_.size() - taken_);
  if (size > 0) std::memcpy(into.data(), bytes_.data() + taken_, size);
  taken_ += size;
  return size;
}

base::Result<RandomAccess*> MemorySource::random_access() {
  if (access_ == nullptr) access_ = std::make_unique<MemoryAccess>(bytes_);
  return access_.get();
}

}  // namespace gongdun::read
