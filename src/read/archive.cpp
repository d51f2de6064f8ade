// Archives and compressed files through libarchive, which is given one format and at most one filter at a time: layers that hide in each
// other come back as members and are counted by the MemberReader. Nothing is ever written under a member's name.
#include "read/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <unordered_set>
#include <vector>

#include "read/archive_magic.h"
#include "read/format.h"
#include "read/member_name.h"
#include "read/stream_source.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kInputBytes = 256 << 10;

// What libarchive reads from.
struct Input {
  ByteSource& source;
  RandomAccess* access = nullptr;  // set where the format needs to seek
  std::uint64_t position = 0;
  std::vector<std::byte> buffer = std::vector<std::byte>(kInputBytes);
  std::optional<base::Error> failure;

  base::Result<std::size_t> next() {
    if (access == nullptr) return source.read(buffer);
    auto got = access->read_at(position, buffer);
    if (got) position += *got;
    return got;
  }
};

la_ssize_t on_read(archive* handle, void* data, const void** bytes) {
  auto& input = *static_cast<Input*>(data);
  auto got = input.next();
  if (!got) {
    input.failure = got.error();
    archive_set_error(handle, EIO, "input failed");
    return -1;
  }
  *bytes = input.buffer.data();
  return static_cast<la_ssize_t>(*got);
}

la_int64_t on_seek(archive*, void* data, la_int64_t offset, int whence) {
  auto& input = *static_cast<Input*>(data);
  const auto size = static_cast<la_int64_t>(input.access->size());
  const la_int64_t from = whence == SEEK_END ? size : whence == SEEK_CUR ? static_cast<la_int64_t>(input.position) : 0;
  la_int64_t target = 0;
  if (__builtin_add_overflow(from, offset, &target) || target < 0) return ARCHIVE_FATAL;
  input.position = static_cast<std::uint64_t>(std::min(target, size));
  return static_cast<la_int64_t>(input.position);
}

la_int64_t on_skip(archive*, void* data, la_int64_t request) {
  auto& input = *static_cast<Input*>(data);
  const auto left = static_cast<la_int64_t>(input.access->size() - std::min(input.position, input.access->size()));
  const la_int64_t step = std::clamp<la_int64_t>(request, 0, left);
  input.position += static_cast<std::uint64_t>(step);
  return step;
}

struct FreeArchive {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using Handle = std::unique_ptr<archive, FreeArchive>;

bool mentions(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view w) { return text.find(w) != text.npos; });
}

base::Error encrypted() {
  return {base::Code::encrypted, {"有密码保护，无法读取；请提供解密后的副本", "password-protected; provide an unencrypted copy"}, {}};
}

// libarchive's words decide the kind; they are not shown, for they may quote bytes of the archive.
base::Error archive_error(archive* handle, const Input& input) {
  if (input.failure) return *input.failure;
  const char* raw = archive_error_string(handle);
  const std::string_view words = raw == nullptr ? "" : raw;
  if (mentions(words, {"ncrypt", "assphrase", "assword"})) return encrypted();
  if (mentions(words, {"runcated", "end of file", "remature", "Unexpected EOF"})) {
    return {base::Code::truncated,
            {"压缩包不完整（被截断），其余内容未读取；请重新获取该文件", "the archive is cut short; the rest was not read; obtain it again"},
            {}};
  }
  if (mentions(words, {"nsupported", "not supported", "unavailable"})) {
    return {base::Code::unsupported,
            {"压缩包用了不支持的压缩方法，请先解压再扫描", "the archive uses a compression method that is not supported; unpack it first"},
            {}};
  }
  return {base::Code::invalid_input,
          {"压缩包损坏，其余内容未读取；请检查或重新获取该文件", "the archive is damaged; the rest was not read; check it or obtain it again"},
          {}};
}

bool prepare(archive* handle, const ArchiveKind& kind) {
  // libarchive's compress filter reads when it is set up and cannot be appended before the input is open.
  if (kind.filter == ARCHIVE_FILTER_COMPRESS) {
    if (archive_read_support_filter_compress(handle) < ARCHIVE_WARN) return false;
  } else if (kind.filter != 0 && archive_read_append_filter(handle, kind.filter) < ARCHIVE_WARN) {
    return false;
  }
  bool good = true;
  for (const auto support : kind.formats) good = good && (support == nullptr || support(handle) >= ARCHIVE_WARN);
  return good;
}

class Unpacker {
 public:
  Unpacker(archive* handle, Input& input, ExtractContext& context) : handle_(handle), input_(input), context_(context) {}

  base::Status run() {
    while (!context_.stop.requested()) {
      archive_entry* entry = nullptr;
      const int code = archive_read_next_header(handle_, &entry);
      if (code == ARCHIVE_EOF) break;
      if (code == ARCHIVE_RETRY) continue;
      if (code < ARCHIVE_WARN) return std::unexpected(archive_error(handle_, input_));
      if (!holds_data(entry)) continue;
      GD_TRY(member(entry));
    }
    // A corrupt directory can end early without an error; an archive with an encrypted directory shows no members at all.
    if (!seen_member_ && archive_read_has_encrypted_entries(handle_) == 1) return std::unexpected(encrypted());
    return {};
  }

 private:
  static bool holds_data(archive_entry* entry) {
    if (archive_entry_hardlink(entry) != nullptr) return false;  // its bytes are another member's
    const auto type = archive_entry_filetype(entry);
    return type == AE_IFREG || type == 0;
  }

  std::string name_of(archive_entry* entry) {
    const bool nameless = archive_format(handle_) == ARCHIVE_FORMAT_RAW;
    if (nameless) return uncompressed_name(context_.item.uri);
    const char* raw = archive_entry_pathname(entry);
    if (raw == nullptr) raw = archive_entry_pathname_utf8(entry);
    std::string name = safe_member_name(raw == nullptr ? "" : raw);
    // Two members of one name stay two items.
    for (int copy = 2; !names_.insert(std::hash<std::string>{}(name)).second; ++copy) {
      name = safe_member_name(raw == nullptr ? "" : raw) + "#" + std::to_string(copy);
    }
    return name;
  }

  base::Result<std::size_t> pull(std::span<std::byte> into) {
    if (member_failure_) return std::unexpected(*member_failure_);
    const la_ssize_t got = archive_read_data(handle_, into.data(), into.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (got == ARCHIVE_RETRY) return pull(into);
    member_failure_ = archive_error(handle_, input_);
    return std::unexpected(*member_failure_);
  }

  base::Status member(archive_entry* entry) {
    seen_member_ = true;
    member_failure_.reset();
    if (archive_entry_is_encrypted(entry) == 1) member_failure_ = encrypted();
    std::optional<std::uint64_t> size;
    if (archive_entry_size_is_set(entry) != 0 && archive_entry_size(entry) >= 0) {
      size = static_cast<std::uint64_t>(archive_entry_size(entry));
    }
    const base::TimeUs modified = archive_entry_mtime_is_set(entry) != 0 ? static_cast<base::TimeUs>(archive_entry_mtime(entry)) * 1'000'000 : 0;
    StreamSource source([this](std::span<std::byte> into) { return pull(into); }, size, context_.limits.whole_bytes / 4);
    return context_.members.read_member(name_of(entry), modified, source);
  }

  archive* handle_;
  Input& input_;
  ExtractContext& context_;
  std::unordered_set<std::size_t> names_;
  std::optional<base::Error> member_failure_;
  bool seen_member_ = false;
};

}  // namespace

base::Status read_archive(const ArchiveKind& kind, ByteSource& source, ExtractContext& context) {
  if (kind.check != nullptr) {
    auto head = source.head();
    if (!head) return std::unexpected(head.error());
    GD_TRY(kind.check(*head));
  }
  Input input{.source = source};
  if (kind.seeks) {
    auto access = source.random_access();
    if (!access) return std::unexpected(access.error());
    input.access = *access;
  }
  const Handle handle(archive_read_new());
  if (!handle || !prepare(handle.get(), kind)) {
    return base::fail(base::Code::internal, "压缩格式组件不可用，请检查 libarchive 的安装",
                      "the decompressor is not available; check the installation of libarchive");
  }
  archive_read_set_read_callback(handle.get(), on_read);
  archive_read_set_callback_data(handle.get(), &input);
  if (kind.seeks) {
    archive_read_set_seek_callback(handle.get(), on_seek);
    archive_read_set_skip_callback(handle.get(), on_skip);
  }
  if (archive_read_open1(handle.get()) < ARCHIVE_WARN) return std::unexpected(archive_error(handle.get(), input));
  return Unpacker(handle.get(), input, context).run();
}

}  // namespace gongdun::read
