// The records of a binary workbook (.xlsb): a type and a length in bytes of seven bits, then the body. Source: [MS-XLSB] §2.1.4.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "read/xml_scan.h"

namespace gongdun::read {

struct BrtRecord {
  std::uint32_t type = 0;
  std::string_view body;  // until the next call; longer ones than kMostBody are cut
};

class BrtReader {
 public:
  static constexpr std::size_t kMostBody = 1 << 20;

  explicit BrtReader(XmlInput input) : input_(std::move(input)) {}
  bool next(BrtRecord& record);
  const std::optional<base::Error>& error() const { return error_; }

 private:
  bool have(std::size_t bytes);
  bool number(int most_bytes, std::uint32_t& value);
  bool skip(std::size_t bytes);

  XmlInput input_;
  std::string window_;
  std::size_t at_ = 0, skip_ = 0;
  bool ended_ = false;
  std::optional<base::Error> error_;
};

// A text with its length before it (§2.5.169); `at` is moved behind it.
std::string brt_text(std::string_view body, std::size_t& at);

}  // namespace gongdun::read
