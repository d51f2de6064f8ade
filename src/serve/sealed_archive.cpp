#include "serve/sealed_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "base/clock.h"
#include "crypto/sealed_stream.h"
#include "crypto/sm3.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kBuffer = 256 << 10;

class File {
 public:
  File() = default;
  explicit File(int fd) : fd_(fd) {}
  File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  int fd() const { return fd_; }

 private:
  int fd_ = -1;
};

base::Error system_error(const std::string& path, const char* zh, const char* en) {
  const int number = errno;
  const Code code = number == ENOENT ? Code::not_found : number == EACCES || number == EPERM ? Code::permission : number == EEXIST ? Code::conflict : Code::io;
  return {code, {std::string(zh) + "：" + std::strerror(number), std::string(en) + ": " + std::strerror(number)}, path};
}

Status write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return std::unexpected(system_error(path, "无法写入，请检查磁盘空间", "cannot write; check the free space"));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<std::size_t> read_some(int fd, char* to, std::size_t size, const std::string& path) {
  for (;;) {
    const ssize_t got = ::read(fd, to, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return std::unexpected(system_error(path, "无法读取", "cannot read"));
  }
}

Result<File> make_file(const std::string& path) {
  File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (file.fd() < 0) return std::unexpected(system_error(path, "无法建立文件", "cannot create the file"));
  return file;
}

struct EntryDeleter {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

}  // namespace

struct ArchiveWriter::Impl {
  std::string path, part;
  File file;
  std::optional<crypto::SealWriter> seal;
  archive* tar = nullptr;
  std::optional<base::Error> failure;  // what a callback met
  bool finished = false;

  ~Impl() {
    if (tar != nullptr) archive_write_free(tar);
    if (!finished && file.fd() >= 0) ::unlink(part.c_str());
  }

  static la_ssize_t on_write(archive*, void* data, const void* bytes, std::size_t size) {
    auto& impl = *static_cast<Impl*>(data);
    auto status = impl.seal->write({static_cast<const char*>(bytes), size});
    if (status) return static_cast<la_ssize_t>(size);
    impl.failure = std::move(status).error();
    return -1;
  }

  Status check(la_ssize_t result) {
    if (failure) return std::unexpected(*failure);
    if (result >= ARCHIVE_OK) return {};
    const char* detail = archive_error_string(tar);
    return base::fail(Code::io, "无法写入备份文件", "cannot write the archive", detail != nullptr ? detail : path);
  }

  Status head(const std::string& name, std::uint64_t size) {
    std::unique_ptr<archive_entry, EntryDeleter> entry(archive_entry_new());
    archive_entry_set_pathname_utf8(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_mtime(entry.get(), base::now_us() / 1'000'000, 0);
    return check(archive_write_header(tar, entry.get()));
  }

  Status body(std::string_view bytes) { return bytes.empty() ? Status{} : check(archive_write_data(tar, bytes.data(), bytes.size())); }
};

ArchiveWriter::ArchiveWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArchiveWriter::~ArchiveWriter() = default;

Result<std::unique_ptr<ArchiveWriter>> ArchiveWriter::begin(const std::string& path, std::string_view passphrase) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->part = path + ".part";
  if (::access(path.c_str(), F_OK) == 0) return base::fail(Code::conflict, "文件已存在，请换一个名字", "the file exists already; choose another name", path);
  ::unlink(impl->part.c_str());  // left by an attempt that was interrupted
  auto file = make_file(impl->part);
  if (!file) return std::unexpected(std::move(file).error());
  impl->file = std::move(*file);
  const int fd = impl->file.fd();
  auto seal = crypto::SealWriter::begin(passphrase, [fd, part = impl->part](std::string_view bytes) { return write_all(fd, bytes, part); });
  if (!seal) return std::unexpected(std::move(seal).error());
  impl->seal.emplace(std::move(*seal));
  impl->tar = archive_write_new();
  archive_write_set_format_pax_restricted(impl->tar);
  archive_write_add_filter_zstd(impl->tar);
  archive_write_set_bytes_per_block(impl->tar, static_cast<int>(kBuffer));
  archive_write_set_bytes_in_last_block(impl->tar, 1);  // no padding behind the compressed bytes
  Impl& made = *impl;
  GD_TRY(made.check(archive_write_open2(made.tar, impl.get(), nullptr, Impl::on_write, nullptr, nullptr)));
  return std::unique_ptr<ArchiveWriter>(new ArchiveWriter(std::move(impl)));
}

Status ArchiveWriter::add(const std::string& name, std::string_view bytes) {
  GD_TRY(impl_->head(name, bytes.size()));
  return impl_->body(bytes);
}

Status ArchiveWriter::add_file(const std::string& name, const std::string& path, std::string& sm3, std::uint64_t& size) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat status{};
  if (file.fd() < 0 || ::fstat(file.fd(), &status) != 0) return std::unexpected(system_error(path, "无法读取", "cannot read"));
  size = static_cast<std::uint64_t>(status.st_size);
  GD_TRY(impl_->head(name, size));
  crypto::Sm3 hash;
  std::string buffer(kBuffer, '\0');
  for (std::uint64_t left = size; left > 0;) {
    auto got = read_some(file.fd(), buffer.data(), std::min<std::uint64_t>(left, buffer.size()), path);
    if (!got) return std::unexpected(std::move(got).error());
    if (*got == 0) return base::fail(Code::truncated, "文件在读取时变短了，请再试一次", "the file shrank while it was read; try again", path);
    const std::string_view bytes(buffer.data(), *got);
    hash.update(bytes);
    GD_TRY(impl_->body(bytes));
    left -= *got;
  }
  sm3 = crypto::hex(hash.finish());
  return {};
}

Status ArchiveWriter::finish() {
  GD_TRY(impl_->check(archive_write_close(impl_->tar)));
  GD_TRY(impl_->seal->finish());
  if (::fsync(impl_->file.fd()) != 0) return std::unexpected(system_error(impl_->part, "无法写入磁盘", "cannot write to the disk"));
  // link(), not rename(): a file that appeared under the name meanwhile is not overwritten. Where links are not known, rename() it is.
  if (::link(impl_->part.c_str(), impl_->path.c_str()) == 0)
    ::unlink(impl_->part.c_str());
  else if (errno == EEXIST || ::rename(impl_->part.c_str(), impl_->path.c_str()) != 0)
    return std::unexpected(system_error(impl_->path, "无法建立文件", "cannot create the file"));
  impl_->finished = true;
  const auto folder = std::filesystem::absolute(impl_->path).parent_path();
  if (const File opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); opened.fd() >= 0) (void)::fsync(opened.fd());
  return {};
}

struct ArchiveReader::Impl {
  std::string path, name, piece;
  File file;
  std::optional<crypto::SealReader> seal;
  archive* tar = nullptr;
  std::optional<base::Error> failure;

  ~Impl() {
    if (tar != nullptr) archive_read_free(tar);
  }

  static la_ssize_t on_read(archive* handle, void* data, const void** bytes) {
    auto& impl = *static_cast<Impl*>(data);
    auto piece = impl.seal->next();
    if (!piece) {
      impl.failure = std::move(piece).error();
      archive_set_error(handle, EIO, "input failed");
      return -1;
    }
    impl.piece = std::move(*piece);
    *bytes = impl.piece.data();
    return static_cast<la_ssize_t>(impl.piece.size());
  }

  base::Error error() const {
    if (failure) return base::Error(*failure).at(path);
    const char* detail = archive_error_string(tar);
    const std::string why = detail != nullptr ? detail : "?";
    return {Code::invalid_input, {"备份文件的内容无法读取：" + why, "the content of the archive cannot be read: " + why}, path};
  }

  // Hands the bytes of the part on, piece by piece.
  template <class Take>
  Status each(Take take) {
    for (;;) {
      const void* bytes = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int result = archive_read_data_block(tar, &bytes, &size, &offset);
      if (result == ARCHIVE_EOF) return {};
      if (result != ARCHIVE_OK) return std::unexpected(error());
      GD_TRY(take(std::string_view(static_cast<const char*>(bytes), size)));
    }
  }
};

ArchiveReader::ArchiveReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArchiveReader::~ArchiveReader() = default;

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::begin(const std::string& path, std::string_view passphrase) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->file = File(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const int fd = impl->file.fd();
  if (fd < 0) return std::unexpected(system_error(path, "无法打开", "cannot open"));
  auto seal = crypto::SealReader::begin(passphrase, [fd, path](char* to, std::size_t size) { return read_some(fd, to, size, path); });
  if (!seal) return std::unexpected(std::move(seal).error().at(path));
  impl->seal.emplace(std::move(*seal));
  impl->tar = archive_read_new();
  archive_read_support_format_tar(impl->tar);
  archive_read_support_filter_zstd(impl->tar);
  if (archive_read_open(impl->tar, impl.get(), nullptr, Impl::on_read, nullptr) != ARCHIVE_OK) return std::unexpected(impl->error());
  return std::unique_ptr<ArchiveReader>(new ArchiveReader(std::move(impl)));
}

Result<bool> ArchiveReader::next() {
  archive_entry* entry = nullptr;
  const int result = archive_read_next_header(impl_->tar, &entry);
  if (result == ARCHIVE_EOF) return false;
  const char* name = result == ARCHIVE_OK ? archive_entry_pathname_utf8(entry) : nullptr;
  if (name == nullptr || archive_entry_filetype(entry) != AE_IFREG) return std::unexpected(impl_->error());
  impl_->name = name;
  return true;
}

const std::string& ArchiveReader::name() const {
  return impl_->name;
}

Result<std::string> ArchiveReader::bytes(std::size_t at_most) {
  std::string out;
  auto status = impl_->each([&](std::string_view bytes) -> Status {
    if (out.size() + bytes.size() > at_most) return base::fail(Code::limit, "备份中有一部分过大", "a part of the archive is too large", impl_->name);
    out += bytes;
    return {};
  });
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

Status ArchiveReader::copy_to(const std::string& path, std::string& sm3) {
  auto file = make_file(path);
  if (!file) return std::unexpected(std::move(file).error());
  crypto::Sm3 hash;
  GD_TRY(impl_->each([&](std::string_view bytes) {
    hash.update(bytes);
    return write_all(file->fd(), bytes, path);
  }));
  if (::fsync(file->fd()) != 0) return std::unexpected(system_error(path, "无法写入磁盘", "cannot write to the disk"));
  sm3 = crypto::hex(hash.finish());
  return {};
}

}  // namespace gongdun::serve
