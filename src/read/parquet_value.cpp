#include "read/parquet_value.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "read/binary_input.h"

namespace gongdun::read {
namespace {

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

std::string moment(const ParquetLeaf& leaf, std::string_view raw) {
  if (leaf.type == ParquetType::int96) {  // nanoseconds of the day, Julian day
    ByteCursor in(raw);
    const std::uint64_t nanoseconds = in.u64();
    return julian_text(in.u32(), nanoseconds / 1000);
  }
  const std::int64_t value = ByteCursor(raw).i64();
  if (leaf.per_second >= 1'000'000) return time_text(floor_divide(value, leaf.per_second / 1'000'000));
  std::int64_t microseconds = 0;
  return __builtin_mul_overflow(value, 1000, &microseconds) ? std::string{} : time_text(microseconds);
}

std::string time_of_day(const ParquetLeaf& leaf, std::int64_t value) {
  if (value < 0 || value / leaf.per_second >= 86'400) return std::to_string(value);
  const std::int64_t seconds = value / leaf.per_second;
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::int64_t whole_number(const ParquetLeaf& leaf, std::string_view raw) {
  return leaf.type == ParquetType::int32 ? ByteCursor(raw).i32() : ByteCursor(raw).i64();
}

// Two's complement, the highest byte first, of any length up to 16 bytes.
bool big_decimal(std::string_view raw, std::string& digits, bool& negative) {
  if (raw.empty() || raw.size() > 16) return false;
  negative = (static_cast<unsigned char>(raw[0]) & 0x80U) != 0;
  unsigned __int128 value = negative ? ~static_cast<unsigned __int128>(0) : 0;
  for (const char c : raw) value = value << 8U | static_cast<unsigned char>(c);
  if (negative) value = ~value + 1;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return true;
}

bool decimal(const ParquetLeaf& leaf, std::string_view raw, std::string& out) {
  std::string digits;
  bool negative = false;
  if (leaf.type == ParquetType::int32 || leaf.type == ParquetType::int64) {
    const std::int64_t value = whole_number(leaf, raw);
    negative = value < 0;
    digits = std::to_string(negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
  } else if (!big_decimal(raw, digits, negative)) {
    return false;
  }
  const auto scale = static_cast<std::size_t>(leaf.scale);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - scale, 1, '.');
  out = (negative ? "-" : "") + digits;
  return true;
}

bool bytes_text(const ParquetLeaf& leaf, std::string_view raw, std::string& out) {
  if (leaf.meaning == ParquetMeaning::uuid && raw.size() == 16) {
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
      out += fmt::format("{:02x}", static_cast<unsigned char>(raw[i]));
    }
    return true;
  }
  if (raw.find('\0') == raw.npos && base::is_valid_utf8(raw)) {
    out = raw;
    return true;
  }
  if (leaf.meaning != ParquetMeaning::text && base::detect_encoding(std::as_bytes(std::span(raw)), true).encoding == base::Encoding::binary) return false;
  out = field_text(raw);
  return true;
}

}  // namespace

bool parquet_text(const ParquetLeaf& leaf, std::string_view raw, std::string& out) {
  out.clear();
  if (leaf.meaning == ParquetMeaning::decimal && leaf.type != ParquetType::boolean) return decimal(leaf, raw, out);
  switch (leaf.type) {
    case ParquetType::boolean: out = !raw.empty() && raw[0] != 0 ? "true" : "false"; return true;
    case ParquetType::real: out = number_text(ByteCursor(raw).number<float>()); return true;
    case ParquetType::double_real: out = number_text(ByteCursor(raw).number<double>()); return true;
    case ParquetType::int96: out = moment(leaf, raw); return true;
    case ParquetType::int32:
    case ParquetType::int64: break;
    default: return bytes_text(leaf, raw, out);
  }
  const std::int64_t value = whole_number(leaf, raw);
  if (leaf.meaning == ParquetMeaning::date) out = date_text(value);
  if (leaf.meaning == ParquetMeaning::time) out = time_of_day(leaf, value);
  if (leaf.meaning == ParquetMeaning::timestamp) out = moment(leaf, raw);
  if (leaf.meaning == ParquetMeaning::unsigned_number) {
    out = leaf.type == ParquetType::int32 ? std::to_string(static_cast<std::uint32_t>(value)) : std::to_string(static_cast<std::uint64_t>(value));
  }
  if (out.empty()) out = std::to_string(value);
  return true;
}

}  // namespace gongdun::read
