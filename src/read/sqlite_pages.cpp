#include "read/sqlite_pages.h"

#include <algorithm>
#include <array>
#include <bit>

namespace gongdun::read {
namespace {

constexpr std::size_t kHeaderBytes = 100, kMostWaiting = 1 << 20;
enum PageKind : std::uint8_t { kIndexInner = 2, kTableInner = 5, kIndexLeaf = 10, kTableLeaf = 13 };

}  // namespace

base::Result<SqliteHeader> read_sqlite_header(std::string_view head, std::uint64_t file_bytes) {
  SqliteHeader header;
  ByteCursor in(head.substr(0, kHeaderBytes), std::endian::big);
  in.skip(16);
  header.page_bytes = in.u16();
  if (header.page_bytes == 1) header.page_bytes = 65'536;
  in.skip(1);
  header.write_ahead_log = in.u8() == 2;
  const std::uint8_t reserved = in.u8();
  in.seek(56);
  const std::uint32_t encoding = in.u32();
  header.user_version = in.u32();
  in.skip(4);
  header.application = in.u32();
  const bool sound = !in.failed() && std::has_single_bit(header.page_bytes) && header.page_bytes >= 512 && header.page_bytes - reserved >= 480;
  if (!sound) return base::fail(base::Code::invalid_input, "SQLite 文件头已损坏，未读取", "the header of the SQLite database is damaged; it was not read");
  header.usable_bytes = header.page_bytes - reserved;
  // The count in the header is not always kept; what the file holds counts.
  header.pages = static_cast<std::uint32_t>(std::min<std::uint64_t>(file_bytes / header.page_bytes, 0xFFFFFFFE));
  header.encoding = encoding == 2 ? base::Encoding::utf16le : encoding == 3 ? base::Encoding::utf16be : base::Encoding::utf8;
  return header;
}

std::uint64_t sqlite_varint(ByteCursor& in) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) {
    const std::uint8_t byte = in.u8();
    value = value << 7U | (byte & 0x7FU);
    if ((byte & 0x80U) == 0) return value;
  }
  return value << 8U | in.u8();
}

base::Result<std::string> SqlitePages::read_page(std::uint32_t number) const {
  auto bytes = access_.at((number - 1ULL) * header_.page_bytes, header_.page_bytes);
  if (bytes) bytes->resize(header_.usable_bytes);
  return bytes;
}

void SqlitePages::walk(std::uint32_t root, const OnCell& on_cell) {
  std::vector<Step> todo{{.page = root, .cell_at = 0}};
  while (!todo.empty() && !stop_.requested()) {
    const Step step = todo.back();
    todo.pop_back();
    if (step.cell_at != 0) {
      const auto bytes = read_page(step.page);
      if (!bytes || !cell(*bytes, step.cell_at, kIndexInner, on_cell)) return;
      continue;
    }
    if (step.page == 0 || step.page > header_.pages || visited_[step.page]) {
      ++damaged_;
      continue;
    }
    visited_[step.page] = true;
    if (!page(step.page, todo, on_cell)) return;
  }
}

bool SqlitePages::page(std::uint32_t number, std::vector<Step>& todo, const OnCell& on_cell) {
  const auto bytes = read_page(number);
  const std::string_view whole = bytes ? std::string_view(*bytes) : std::string_view{};
  ByteCursor in(whole, std::endian::big);
  if (number == 1) in.skip(kHeaderBytes);
  const std::uint8_t kind = in.u8();
  in.skip(2);
  const std::size_t cells = in.u16();
  in.skip(3);
  const bool inner = kind == kIndexInner || kind == kTableInner;
  const std::uint32_t last_child = inner ? in.u32() : 0;
  if (in.failed() || (!inner && kind != kIndexLeaf && kind != kTableLeaf) || cells * 2 > in.left() || todo.size() > kMostWaiting) {
    ++damaged_;
    return true;
  }
  std::vector<Step> children;
  for (std::size_t i = 0; i < cells; ++i) {
    const std::uint16_t at = in.u16();
    if (!inner) {
      if (!cell(whole, at, kind, on_cell)) return false;
      continue;
    }
    ByteCursor entry(whole, std::endian::big);
    entry.seek(at);
    children.push_back({.page = entry.u32(), .cell_at = 0});
    if (kind == kIndexInner) children.push_back({.page = number, .cell_at = std::max<std::uint16_t>(at, 1)});
  }
  if (inner) children.push_back({.page = last_child, .cell_at = 0});
  todo.insert(todo.end(), children.rbegin(), children.rend());
  return true;
}

bool SqlitePages::cell(std::string_view page, std::uint16_t at, std::uint8_t kind, const OnCell& on_cell) {
  ByteCursor in(page, std::endian::big);
  in.seek(at);
  if (kind == kIndexInner) in.skip(4);
  const bool table = kind == kTableLeaf;
  const std::uint64_t size = sqlite_varint(in);
  const auto rowid = static_cast<std::int64_t>(table ? sqlite_varint(in) : 0);
  std::string record;
  if (in.failed() || !payload(in, size, table, record)) {
    ++damaged_;
    return !stop_.requested();
  }
  return on_cell(rowid, record) && !stop_.requested();
}

// What does not fit into the page goes on in a chain of overflow pages.
bool SqlitePages::payload(ByteCursor& in, std::uint64_t size, bool table, std::string& out) {
  const std::uint64_t usable = header_.usable_bytes;
  if (size > limits_.whole_bytes || size > access_.size()) return false;
  const std::uint64_t most = table ? usable - 35 : (usable - 12) * 64 / 255 - 23, least = (usable - 12) * 32 / 255 - 23;
  std::uint64_t local = size;
  if (size > most) {
    local = least + (size - least) % (usable - 4);
    if (local > most) local = least;
  }
  out = in.take(static_cast<std::size_t>(local));
  if (local == size) return !in.failed();
  std::uint32_t next = in.u32();
  while (out.size() < size) {
    if (in.failed() || next == 0 || next > header_.pages || stop_.requested()) return false;
    if (visited_[next]) return false;
    visited_[next] = true;
    const auto bytes = access_.at((next - 1ULL) * header_.page_bytes, header_.page_bytes);
    if (!bytes) return false;
    ByteCursor page(std::string_view(*bytes).substr(0, header_.usable_bytes), std::endian::big);
    next = page.u32();
    out += page.take(std::min<std::size_t>(page.left(), static_cast<std::size_t>(size) - out.size()));
  }
  return true;
}

std::vector<SqliteValue> sqlite_record(std::string_view record, std::size_t most) {
  std::vector<SqliteValue> values;
  ByteCursor head(record, std::endian::big);
  const std::uint64_t head_bytes = sqlite_varint(head);
  if (head_bytes > record.size()) return values;
  ByteCursor body(record, std::endian::big);
  body.seek(static_cast<std::size_t>(head_bytes));
  constexpr std::array<std::size_t, 7> kSizes{0, 1, 2, 3, 4, 6, 8};
  while (head.position() < head_bytes && values.size() < most) {
    const std::uint64_t type = sqlite_varint(head);
    SqliteValue value;
    if (type >= 12) {
      value.kind = type % 2 == 0 ? SqliteValue::Kind::blob : SqliteValue::Kind::text;
      if ((type - 12) / 2 > body.left()) return values;
      value.bytes = body.take(static_cast<std::size_t>((type - 12) / 2));
    } else if (type == 7) {
      value.kind = SqliteValue::Kind::real;
      value.real = body.number<double>();
    } else if (type == 8 || type == 9) {
      value.kind = SqliteValue::Kind::integer;
      value.integer = type == 9 ? 1 : 0;
    } else if (type >= 1 && type <= 6) {
      value.kind = SqliteValue::Kind::integer;
      const std::string_view raw = body.take(kSizes[type]);
      std::uint64_t number = !raw.empty() && (static_cast<unsigned char>(raw[0]) & 0x80U) != 0 ? ~std::uint64_t{0} : 0;
      for (const char c : raw) number = number << 8U | static_cast<unsigned char>(c);
      value.integer = static_cast<std::int64_t>(number);
    }
    if (head.failed() || body.failed()) return values;
    values.push_back(value);
  }
  return values;
}

}  // namespace gongdun::read
