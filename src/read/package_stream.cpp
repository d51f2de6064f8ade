#include "read/package_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <utility>
#include <vector>

namespace gongdun::read {

namespace {

constexpr std::size_t kReadBytes = 64 << 10;

struct ArchiveCloser {
  void operator()(archive* a) const { archive_read_free(a); }
};

// A libarchive reader that sees the bytes from some offset on.
struct LocalReader {
  RandomAccess& bytes;
  std::uint64_t at;
  std::vector<std::byte> buffer = std::vector<std::byte>(kReadBytes);
  std::unique_ptr<archive, ArchiveCloser> handle;
  archive_entry* entry = nullptr;

  LocalReader(RandomAccess& from, std::uint64_t position) : bytes(from), at(position) {}

  static la_ssize_t read(archive*, void* data, const void** out) {
    auto& self = *static_cast<LocalReader*>(data);
    auto got = self.bytes.read_at(self.at, self.buffer);
    if (!got) return ARCHIVE_FATAL;
    self.at += *got;
    *out = self.buffer.data();
    return static_cast<la_ssize_t>(*got);
  }

  bool open() {
    handle.reset(archive_read_new());
    if (!handle) return false;
    archive_read_support_format_zip_streamable(handle.get());
    return archive_read_open(handle.get(), this, nullptr, read, nullptr) == ARCHIVE_OK;
  }

  bool next() {
    const int status = archive_read_next_header(handle.get(), &entry);
    return status == ARCHIVE_OK || status == ARCHIVE_WARN;
  }
};

}  // namespace

base::Error damaged_part() {
  return {base::Code::invalid_input,
          {"文档部件的压缩数据已损坏，其余内容未读取；请取得完整文件",
           "the compressed data of a document part is damaged, the rest was not read; obtain a good copy"},
          {}};
}

base::Status OoxmlPackage::Budget::spend(std::uint64_t more, std::uint64_t part_total, std::uint64_t part_packed) {
  produced += more;
  const auto over = [&](std::uint64_t unpacked, std::uint64_t packed, double ratio) {
    return unpacked > limits.expansion_floor && static_cast<double>(unpacked) > ratio * static_cast<double>(packed + 1);
  };
  if (produced > limits.expanded_bytes || over(produced, package_bytes, limits.expansion_ratio) || over(part_total, part_packed, kPartRatio)) {
    return base::fail(base::Code::limit, "文档解压后的体积超过上限（疑似压缩炸弹），其余内容未读取",
                      "the document unpacks to more than the limit (a decompression bomb?), the rest was not read");
  }
  return {};
}

base::Status walk_local_headers(RandomAccess& bytes, const std::function<bool(const SalvagedEntry&)>& found) {
  LocalReader reader(bytes, 0);
  if (!reader.open()) return std::unexpected(damaged_part());
  while (reader.next()) {
    const char* name = archive_entry_pathname_utf8(reader.entry);
    if (name == nullptr) name = archive_entry_pathname(reader.entry);
    if (name == nullptr) continue;
    if (!found({name, static_cast<std::uint64_t>(archive_read_header_position(reader.handle.get()))})) break;
  }
  return {};
}

base::Result<XmlInput> open_local_entry(RandomAccess& bytes, std::uint64_t position, OoxmlPackage::Budget& budget) {
  auto reader = std::make_unique<LocalReader>(bytes, position);
  if (!reader->open() || !reader->next()) return std::unexpected(damaged_part());
  return XmlInput([reader = std::move(reader), &budget, total = std::uint64_t{0}](std::span<std::byte> into) mutable -> base::Result<std::size_t> {
    const la_ssize_t got = archive_read_data(reader->handle.get(), into.data(), into.size());
    if (got < 0) return std::unexpected(damaged_part());
    total += static_cast<std::uint64_t>(got);
    GD_TRY(budget.spend(static_cast<std::uint64_t>(got), total, reader->bytes.size()));
    return static_cast<std::size_t>(got);
  });
}

}  // namespace gongdun::read
