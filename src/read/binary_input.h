// What the readers of binary formats share: a cursor that never leaves its bytes, exact pieces of a source read forwards or at an offset,
// text fields of unknown encoding, and pairs under their names.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/encoding.h"
#include "read/cell_writer.h"
#include "read/format.h"

namespace gongdun::read {

// Reads numbers from bytes; beyond the end everything is 0 or empty, and failed() says so.
class ByteCursor {
 public:
  explicit ByteCursor(std::string_view bytes, std::endian order = std::endian::little) : bytes_(bytes), order_(order) {}

  bool failed() const { return failed_; }
  std::size_t left() const { return bytes_.size() - at_; }
  std::size_t position() const { return at_; }
  std::string_view take(std::size_t size) {
    if (size > left()) {
      fail();
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  void skip(std::size_t size) { take(size); }
  void seek(std::size_t at) {
    if (at > bytes_.size()) {
      fail();
    } else {
      at_ = at;
    }
  }
  template <class T>
  T number() {
    T value{};
    const std::string_view from = take(sizeof(T));
    if (from.empty()) return value;
    char raw[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = from[order_ == std::endian::native ? i : sizeof(T) - 1 - i];
    std::memcpy(&value, raw, sizeof(T));
    return value;
  }
  std::uint8_t u8() { return number<std::uint8_t>(); }
  std::uint16_t u16() { return number<std::uint16_t>(); }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  std::uint64_t u64() { return number<std::uint64_t>(); }
  std::int32_t i32() { return number<std::int32_t>(); }
  std::int64_t i64() { return number<std::int64_t>(); }
  // Seven bits a byte, the lowest first.
  std::uint64_t varint();
  std::string_view rest() { return take(left()); }

 private:
  void fail() {
    failed_ = true;
    at_ = bytes_.size();
  }

  std::string_view bytes_;
  std::endian order_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

// A source read forwards in pieces of exact size.
class PieceReader {
 public:
  PieceReader(ByteSource& source, const Limits& limits) : source_(source), limits_(limits) {}
  // `size` bytes, fewer only at the end; valid until the next call. More than Limits::whole_bytes is refused.
  base::Result<std::string_view> take(std::size_t size);
  // false: the source ended before.
  base::Result<bool> skip(std::uint64_t size);
  std::uint64_t offset() const { return offset_; }

 private:
  base::Status fill(std::size_t size);

  ByteSource& source_;
  const Limits& limits_;
  std::vector<std::byte> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool ended_ = false;
  std::uint64_t offset_ = 0;
};

// Exact pieces at an offset. More than Limits::whole_bytes is refused, and so is what lies beyond the end.
class PieceAccess {
 public:
  static base::Result<PieceAccess> open(ByteSource& source, const Limits& limits);
  std::uint64_t size() const { return access_->size(); }
  base::Result<std::string> at(std::uint64_t offset, std::uint64_t size) const;
  // As many as there are, up to `size`.
  base::Result<std::string> up_to(std::uint64_t offset, std::uint64_t size) const;

 private:
  PieceAccess(RandomAccess& access, const Limits& limits) : access_(&access), limits_(&limits) {}
  RandomAccess* access_;
  const Limits* limits_;
};

// A text field as people read it: ends at the first zero byte, blanks around it gone, UTF-8 where it is that, else the encoding its bytes show.
std::string field_text(std::string_view bytes);
// … in a known encoding.
std::string field_text(std::string_view bytes, base::Encoding encoding);
// Shortest decimal form.
std::string number_text(double value);
std::string number_text(float value);
// Days and microseconds since 1970-01-01 as ISO text; empty where the year leaves 1…9999.
std::string date_text(std::int64_t days);
std::string time_text(std::int64_t microseconds);
// … from a Julian day number and the microseconds of that day.
std::string julian_text(std::uint32_t day, std::uint64_t microseconds);

// Name → value, one column a name; empty values are left out.
class PairSheet {
 public:
  PairSheet(ExtractContext& context, std::string name, TableTurn* turn = nullptr)
      : writer_(context.sink, context.limits, TableKind::pairs, std::move(name), turn) {}
  void add(const std::string& name, std::string_view value, std::string unit = {});
  CellWriter& writer() { return writer_; }
  void finish() { writer_.finish(); }

 private:
  CellWriter writer_;
  std::map<std::string, std::uint32_t> columns_;
  std::uint64_t row_ = 0;
};

base::Error cut_short(std::uint64_t offset);

}  // namespace gongdun::read
