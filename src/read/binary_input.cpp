#include "read/binary_input.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/utf8.h"

namespace gongdun::read {
namespace {

// Without the carriage return of line ends.
std::string lines_of(std::string_view text) {
  if (text.find('\r') == text.npos) return base::printable(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\r'), text.size());
    out += base::printable(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!text.empty() && !text.starts_with('\n')) out += '\n';
  }
  return out;
}

constexpr std::size_t kWindow = 256 << 10;

std::unexpected<base::Error> too_large(std::uint64_t size) {
  return base::fail(base::Code::limit, fmt::format("一段数据长 {} 字节，超过内存限额，未读取", size),
                    fmt::format("one piece is {} bytes, more than may be held in memory; it was not read", size));
}

std::span<std::byte> writable(std::string& text) {
  return std::as_writable_bytes(std::span(text.data(), text.size()));
}

}  // namespace

std::uint64_t ByteCursor::varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint8_t byte = u8();
    if (failed_) return 0;
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  fail();
  return 0;
}

base::Status PieceReader::fill(std::size_t size) {
  if (end_ - begin_ >= size || ended_) return {};
  if (buffer_.size() - begin_ < size || begin_ == end_) {
    std::move(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  while (end_ - begin_ < size && !ended_) {
    // Grows with what has really come: a size that only a header claims costs nothing.
    if (end_ == buffer_.size()) buffer_.resize(std::max(kWindow, std::min(2 * buffer_.size(), size + kWindow)));
    auto got = source_.read(std::span(buffer_).subspan(end_));
    if (!got) return std::unexpected(got.error());
    ended_ = *got == 0;
    end_ += *got;
  }
  return {};
}

base::Result<std::string_view> PieceReader::take(std::size_t size) {
  if (size > limits_.whole_bytes) return too_large(size);
  GD_TRY(fill(size));
  const std::size_t given = std::min(size, end_ - begin_);
  const std::string_view piece(reinterpret_cast<const char*>(buffer_.data()) + begin_, given);
  begin_ += given;
  offset_ += given;
  return piece;
}

base::Result<bool> PieceReader::skip(std::uint64_t size) {
  while (size > 0) {
    auto piece = take(static_cast<std::size_t>(std::min<std::uint64_t>(size, kWindow)));
    if (!piece) return std::unexpected(piece.error());
    if (piece->empty()) return false;
    size -= piece->size();
  }
  return true;
}

base::Result<PieceAccess> PieceAccess::open(ByteSource& source, const Limits& limits) {
  auto access = source.random_access();
  if (!access) return std::unexpected(access.error());
  return PieceAccess(**access, limits);
}

base::Result<std::string> PieceAccess::at(std::uint64_t offset, std::uint64_t size) const {
  if (offset > access_->size() || size > access_->size() - offset) return std::unexpected(cut_short(access_->size()));
  return up_to(offset, size);
}

base::Result<std::string> PieceAccess::up_to(std::uint64_t offset, std::uint64_t size) const {
  size = offset >= access_->size() ? 0 : std::min(size, access_->size() - offset);
  if (size > limits_->whole_bytes) return too_large(size);
  std::string piece(static_cast<std::size_t>(size), '\0');
  auto got = access_->read_at(offset, writable(piece));
  if (!got) return std::unexpected(got.error());
  piece.resize(*got);
  return piece;
}

std::string field_text(std::string_view bytes) {
  bytes = bytes.substr(0, bytes.find('\0'));
  if (base::is_valid_utf8(bytes)) return std::string(base::trim(lines_of(bytes)));
  const auto found = base::detect_encoding(std::as_bytes(std::span(bytes)), true);
  return field_text(bytes, found.encoding == base::Encoding::binary ? base::Encoding::cp1252 : found.encoding);
}

std::string field_text(std::string_view bytes, base::Encoding encoding) {
  const bool wide = encoding == base::Encoding::utf16le || encoding == base::Encoding::utf16be;
  const std::string text = base::to_utf8(std::as_bytes(std::span(wide ? bytes : bytes.substr(0, bytes.find('\0')))), encoding);
  return std::string(base::trim(lines_of(std::string_view(text).substr(0, text.find('\0')))));
}

std::string number_text(double value) {
  return fmt::format("{}", value);
}
std::string number_text(float value) {
  return fmt::format("{}", value);
}

std::string date_text(std::int64_t days) {
  if (days < -719'162 || days > 2'932'896) return {};  // years 1 to 9999
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string time_text(std::int64_t microseconds) {
  constexpr std::int64_t kDay = 86'400'000'000;
  const std::int64_t within = ((microseconds % kDay) + kDay) % kDay;
  std::string text = date_text(microseconds / kDay - (microseconds % kDay < 0 ? 1 : 0));
  if (text.empty()) return text;
  const std::int64_t seconds = within / 1'000'000, fraction = within % 1'000'000;
  text += fmt::format(" {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (fraction != 0) text += fmt::format(".{:06}", fraction);
  return text;
}

std::string julian_text(std::uint32_t day, std::uint64_t microseconds) {
  constexpr std::uint64_t kDay = 86'400'000'000;
  const std::int64_t days = static_cast<std::int64_t>(day) - 2'440'588;  // 1970-01-01
  if (microseconds >= kDay || date_text(days).empty()) return {};
  return time_text(days * static_cast<std::int64_t>(kDay) + static_cast<std::int64_t>(microseconds));
}

void PairSheet::add(const std::string& name, std::string_view value, std::string unit) {
  if (value.empty() || name.empty()) return;
  ++row_;
  auto found = columns_.find(name);
  if (found == columns_.end()) {
    const std::uint32_t column = writer_.add_column(Column{.name = name, .comment = {}, .unit = std::move(unit), .type = {}});
    if (column == CellWriter::kNoColumn) {
      writer_.put_loose(name, value, row_);
      return;
    }
    found = columns_.emplace(name, column).first;
  }
  writer_.put(found->second, row_, value, row_);
}

base::Error cut_short(std::uint64_t offset) {
  return base::fail(base::Code::truncated, fmt::format("文件在第 {} 字节处中断，其后的内容未读取，请核对文件是否完整", offset),
                    fmt::format("the file ends short at byte {}; what should follow was not read, check that the file is complete", offset))
      .error();
}

}  // namespace gongdun::read
