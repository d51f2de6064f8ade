// The records of a legacy Excel workbook: a type, a length, a body; what does not fit goes on in CONTINUE records.
// Source: [MS-XLS] §2.1.4, §2.5.240 and §2.5.293 (strings); versions 2 to 5 as the Excel 5 Developer's Kit has them.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::read {

struct BiffRecord {
  std::uint16_t type = 0;
  std::uint64_t at = 0;   // of its header in the stream
  std::string_view body;  // until the next call of next()
};

// Streams the records through a window.
class BiffReader {
 public:
  static constexpr std::uint16_t kContinue = 0x3C;
  using ReadAt = std::function<base::Result<std::size_t>(std::uint64_t, std::span<std::byte>)>;

  explicit BiffReader(ReadAt read) : read_(std::move(read)) {}
  // False at the end, at a record cut short, and on an error.
  bool next(BiffRecord& record);
  // Goes on to the next record if it continues this one.
  bool next_continued(BiffRecord& record);
  void seek(std::uint64_t offset);
  bool cut() const { return cut_; }  // the stream ended inside a record
  const std::optional<base::Error>& error() const { return error_; }

 private:
  static constexpr std::size_t kWindow = 128 << 10;
  bool have(std::size_t bytes);

  ReadAt read_;
  std::string window_;
  std::size_t at_ = 0;           // in the window
  std::uint64_t window_at_ = 0;  // in the stream
  bool cut_ = false;
  std::optional<base::Error> error_;
};

// A body read from front to back, through the records that continue it. What is missing reads as zero, and ended() says so.
class BiffBody {
 public:
  BiffBody(BiffReader& reader, const BiffRecord& record) : reader_(reader), record_(record) {}

  std::uint32_t u8() { return take(1); }
  std::uint32_t u16() { return take(2); }
  std::uint32_t u32() { return take(4); }
  void skip(std::uint64_t bytes);
  // BIFF8: flags, formatting counts, characters, formatting. `count` characters, at most 65535.
  std::string rich_text(std::uint32_t count);
  // Characters only; a continuing record begins with flags of its own.
  std::string characters(std::uint32_t count, bool wide);
  bool ended() const { return ended_; }
  // Behind this record, where the next one begins with a flags byte (text of a drawn object).
  bool next_segment();

 private:
  std::uint32_t take(std::size_t bytes);

  BiffReader& reader_;
  BiffRecord record_;
  bool ended_ = false;
};

}  // namespace gongdun::read
