#include "read/ooxml_package.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

#include "base/utf8.h"
#include "read/package_stream.h"

namespace gongdun::read {

namespace {

constexpr std::uint64_t kMaxParts = 65'536;
constexpr std::size_t kMaxRelationships = 200'000;

// What libzip reads from.
struct ZipBytes {
  RandomAccess& bytes;
  std::uint64_t at = 0;
  zip_error_t error{};
};

zip_int64_t seek_bytes(ZipBytes& self, void* data, zip_uint64_t length) {
  const zip_int64_t to = zip_source_seek_compute_offset(self.at, self.bytes.size(), data, length, &self.error);
  if (to < 0) return -1;
  self.at = static_cast<std::uint64_t>(to);
  return 0;
}

zip_int64_t read_bytes(ZipBytes& self, void* data, zip_uint64_t length) {
  auto got = self.bytes.read_at(self.at, {static_cast<std::byte*>(data), static_cast<std::size_t>(length)});
  if (!got) {
    zip_error_set(&self.error, ZIP_ER_READ, 0);
    return -1;
  }
  self.at += *got;
  return static_cast<zip_int64_t>(*got);
}

zip_int64_t zip_callback(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& self = *static_cast<ZipBytes*>(user);
  switch (command) {
    case ZIP_SOURCE_OPEN: self.at = 0; return 0;
    case ZIP_SOURCE_READ: return read_bytes(self, data, length);
    case ZIP_SOURCE_SEEK: return seek_bytes(self, data, length);
    case ZIP_SOURCE_TELL: return static_cast<zip_int64_t>(self.at);
    case ZIP_SOURCE_STAT: {
      auto* stat = static_cast<zip_stat_t*>(data);
      zip_stat_init(stat);
      stat->valid = ZIP_STAT_SIZE;
      stat->size = self.bytes.size();
      return static_cast<zip_int64_t>(sizeof(*stat));
    }
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&self.error, data, length);
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                            ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, -1);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0;
    default: zip_error_set(&self.error, ZIP_ER_OPNOTSUPP, 0); return -1;
  }
}

std::uint64_t little_endian(std::span<const std::byte> bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value |= static_cast<std::uint64_t>(bytes[at + i]) << (8 * i);
  return value;
}

// The 64-bit record, found through its locator (APPNOTE 4.3.15).
std::uint64_t promised_entries_64(RandomAccess& bytes, std::span<const std::byte> locator) {
  if (little_endian(locator, 0, 4) != 0x07064b50) return 0;
  std::array<std::byte, 56> record{};
  auto got = bytes.read_at(little_endian(locator, 8, 8), record);
  if (!got || *got < record.size() || little_endian(record, 0, 4) != 0x06064b50) return 0;
  return little_endian(record, 32, 8);
}

// Entries the end-of-directory record promises, before libzip makes room for them (APPNOTE 4.3.16, 4.3.14).
std::uint64_t promised_entries(RandomAccess& bytes) {
  const std::uint64_t size = bytes.size();
  const auto tail_bytes = static_cast<std::size_t>(std::min<std::uint64_t>(size, 66'000));
  std::vector<std::byte> tail(tail_bytes);
  auto got = bytes.read_at(size - tail_bytes, tail);
  if (!got || *got < 22) return 0;
  for (std::size_t at = *got - 22;; --at) {
    if (little_endian(tail, at, 4) == 0x06054b50) {
      const std::uint64_t directory_bytes = little_endian(tail, at + 12, 4);
      const std::uint64_t entries = little_endian(tail, at + 10, 2);
      const bool wide = entries == 0xFFFF || directory_bytes == 0xFFFFFFFF;
      return wide && at >= 20 ? promised_entries_64(bytes, std::span(tail).subspan(at - 20, 20)) : entries;
    }
    if (at == 0) return 0;
  }
}

std::optional<DeflatePromise> deflate_promise(const zip_stat_t& stat) {
  constexpr zip_uint64_t kSaid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
  if ((stat.valid & kSaid) != kSaid || stat.comp_method != ZIP_CM_DEFLATE) return std::nullopt;
  return DeflatePromise{stat.comp_size, stat.size, stat.crc};
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using ZipFile = std::unique_ptr<zip_file_t, CloseFile>;

std::string part_key(std::string_view name) {
  while (name.starts_with('/')) name.remove_prefix(1);
  std::string key = base::ascii_lower(name);
  std::replace(key.begin(), key.end(), '\\', '/');
  return key;
}

std::string relationship_part(std::string_view part) {
  if (part.empty()) return "_rels/.rels";
  const std::size_t slash = part.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? std::string_view{} : part.substr(0, slash + 1);
  return std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

}  // namespace

struct OoxmlPackage::Zip {
  ZipBytes bytes;
  zip_t* handle = nullptr;
  explicit Zip(RandomAccess& from) : bytes{from} { zip_error_init(&bytes.error); }
  ~Zip() {
    if (handle != nullptr) zip_discard(handle);
    zip_error_fini(&bytes.error);
  }
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;
};

OoxmlPackage::OoxmlPackage(RandomAccess& bytes, const Limits& limits)
    : bytes_(bytes), limits_(limits), zip_(std::make_unique<Zip>(bytes)), budget_(std::make_unique<Budget>(Budget{limits, bytes.size()})) {}

OoxmlPackage::~OoxmlPackage() = default;

base::Result<std::unique_ptr<OoxmlPackage>> OoxmlPackage::open(RandomAccess& bytes, const Limits& limits) {
  std::unique_ptr<OoxmlPackage> package(new OoxmlPackage(bytes, limits));
  auto opened = package->open_directory();
  if (!opened && opened.error().code == base::Code::limit) return std::unexpected(std::move(opened).error());
  if (!opened) GD_TRY(package->salvage());
  return package;
}

base::Status OoxmlPackage::open_directory() {
  if (promised_entries(bytes_) > kMaxParts) {
    return base::fail(base::Code::limit, "文档包内的部件数超过上限，未读取", "the document package has more parts than the limit; not read");
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_function_create(zip_callback, &zip_->bytes, &error);
  zip_->handle = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (zip_->handle == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return std::unexpected(damaged_part());
  }
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(zip_->handle, 0));
  for (std::uint64_t i = 0; i < std::min(count, kMaxParts); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(zip_->handle, i, 0, &stat) != 0 || stat.name == nullptr) continue;
    const bool sized = (stat.valid & ZIP_STAT_SIZE) != 0;
    const bool locked = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
    entries_.try_emplace(part_key(stat.name),
                         Entry{stat.name, i, stat.comp_size, sized ? std::optional(stat.size) : std::nullopt, locked, deflate_promise(stat)});
  }
  return {};
}

base::Status OoxmlPackage::salvage() {
  salvaged_ = true;
  GD_TRY(walk_local_headers(bytes_, [&](const SalvagedEntry& found) {
    entries_.try_emplace(part_key(found.name), Entry{found.name, found.position, 0, std::nullopt, false, std::nullopt});
    return entries_.size() < kMaxParts;
  }));
  return {};
}

const OoxmlPackage::Entry* OoxmlPackage::find(std::string_view part) const {
  const auto found = entries_.find(part_key(part));
  return found == entries_.end() ? nullptr : &found->second;
}

bool OoxmlPackage::has(std::string_view part) const {
  return find(part) != nullptr;
}

std::vector<std::string> OoxmlPackage::parts() const {
  std::vector<std::string> names;
  names.reserve(entries_.size());
  for (const auto& [key, entry] : entries_) names.push_back(entry.name);
  return names;
}

std::optional<std::uint64_t> OoxmlPackage::part_bytes(std::string_view part) const {
  const Entry* entry = find(part);
  return entry == nullptr ? std::nullopt : entry->unpacked;
}

base::Result<XmlInput> OoxmlPackage::open_part(std::string_view part) {
  const Entry* entry = find(part);
  if (entry == nullptr) {
    return base::fail(base::Code::not_found, "文档包缺少部件，该部分未读取；请取得完整文件",
                      "a part of the document package is missing and was not read; obtain the complete file", std::string(part));
  }
  if (entry->encrypted) {
    return base::fail(base::Code::encrypted, "文档部件已加密，未读取；请提供解密后的文件",
                      "a document part is encrypted and was not read; provide a decrypted copy", entry->name);
  }
  if (salvaged_) return open_local_entry(bytes_, entry->position, *budget_);
  if (auto whole = open_whole(*entry)) return std::move(*whole);
  ZipFile file(zip_fopen_index(zip_->handle, entry->position, 0));
  if (!file) return std::unexpected(damaged_part().at(entry->name));
  return XmlInput([file = std::move(file), budget = budget_.get(), packed = entry->packed,
                   total = std::uint64_t{0}](std::span<std::byte> into) mutable -> base::Result<std::size_t> {
    const zip_int64_t got = zip_fread(file.get(), into.data(), into.size());
    if (got < 0) return std::unexpected(damaged_part());
    total += static_cast<std::uint64_t>(got);
    GD_TRY(budget->spend(static_cast<std::uint64_t>(got), total, packed));
    return static_cast<std::size_t>(got);
  });
}

std::optional<XmlInput> OoxmlPackage::open_whole(const Entry& entry) {
  if (!entry.deflated || !entry.deflated->small(limits_.inflate_bytes)) return std::nullopt;
  const DeflatePromise& promise = *entry.deflated;
  const auto size = static_cast<std::size_t>(promise.unpacked);
  const std::uint64_t before = budget_->produced;
  if (!budget_->spend(size, size, promise.packed)) return budget_->produced = before, std::nullopt;
  std::vector<std::byte> packed(static_cast<std::size_t>(promise.packed));
  const ZipFile file(zip_fopen_index(zip_->handle, entry.position, ZIP_FL_COMPRESSED));
  std::unique_ptr<std::byte[]> bytes;
  if (file && zip_fread(file.get(), packed.data(), packed.size()) == static_cast<zip_int64_t>(packed.size())) {
    bytes = inflate_.inflate(packed, promise);
  }
  if (!bytes) return budget_->produced = before, std::nullopt;  // streamed instead, and charged as it streams
  return XmlInput([bytes = std::move(bytes), size, taken = std::size_t{0}](std::span<std::byte> into) mutable -> base::Result<std::size_t> {
    const std::size_t count = std::min(into.size(), size - taken);
    std::memcpy(into.data(), bytes.get() + taken, count);
    taken += count;
    return count;
  });
}

base::Result<std::string> OoxmlPackage::read_part(std::string_view part, std::size_t most) {
  auto input = open_part(part);
  if (!input) return std::unexpected(std::move(input).error());
  std::string text;
  std::array<std::byte, 16 << 10> buffer{};
  for (;;) {
    auto got = (*input)(buffer);
    if (!got) return std::unexpected(std::move(got).error());
    if (*got == 0) return text;
    if (text.size() + *got > most) {
      return base::fail(base::Code::limit, "文档部件过大，未读取", "a document part is too large and was not read", std::string(part));
    }
    text.append(reinterpret_cast<const char*>(buffer.data()), *got);
  }
}

std::vector<Relationship> OoxmlPackage::relationships(std::string_view part) {
  std::vector<Relationship> found;
  auto input = open_part(relationship_part(part));
  if (!input) return found;
  XmlScan xml(std::move(*input), {.depth = 8});
  for (XmlEvent event = xml.next(); event == XmlEvent::start || event == XmlEvent::end || event == XmlEvent::text; event = xml.next()) {
    if (event != XmlEvent::start || xml.local() != "Relationship") continue;
    if (found.size() >= kMaxRelationships) break;
    const std::string type(xml.attribute("Type").value_or(""));
    const std::string target(xml.attribute("Target").value_or(""));
    const bool external = xml.attribute("TargetMode").value_or("") == "External";
    found.push_back(
        {std::string(xml.attribute("Id").value_or("")), type.substr(type.rfind('/') + 1), external ? target : resolve_part(part, target), external});
  }
  return found;
}

std::string OoxmlPackage::content_type(std::string_view part) {
  auto input = open_part("[Content_Types].xml");
  if (!input) return {};
  const std::string wanted = part_key(part);
  XmlScan xml(std::move(*input), {.depth = 8});
  for (XmlEvent event = xml.next(); event == XmlEvent::start || event == XmlEvent::end || event == XmlEvent::text; event = xml.next()) {
    if (event != XmlEvent::start || xml.local() != "Override") continue;
    if (part_key(xml.attribute("PartName").value_or("")) == wanted) return std::string(xml.attribute("ContentType").value_or(""));
  }
  return {};
}

std::string resolve_part(std::string_view source_part, std::string_view target) {
  std::vector<std::string_view> segments;
  const auto add = [&](std::string_view path) {
    while (!path.empty()) {
      const std::size_t slash = path.find_first_of("/\\");
      const std::string_view segment = path.substr(0, slash);
      if (segment == ".." && !segments.empty()) segments.pop_back();
      if (!segment.empty() && segment != "." && segment != "..") segments.push_back(segment);
      if (slash == std::string_view::npos) return;
      path.remove_prefix(slash + 1);
    }
  };
  const std::size_t folder = source_part.rfind('/');
  if (!target.starts_with('/') && folder != std::string_view::npos) add(source_part.substr(0, folder));
  add(target);
  std::string name;
  for (const std::string_view segment : segments) {
    if (!name.empty()) name.push_back('/');
    name.append(segment);
  }
  return name;
}

}  // namespace gongdun::read
