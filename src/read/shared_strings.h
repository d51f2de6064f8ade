// The table of strings that cells of Excel workbooks point into (ISO/IEC 29500-1 §18.4; [MS-XLS] §2.4.265 SST). Held in memory up to Limits::whole_bytes, index
// included; strings beyond that are left out, and get() says so, so that the reader can report the cells it lost.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "read/limits.h"
#include "read/xml_scan.h"

namespace gongdun::read {

class SharedStrings {
 public:
  // Reads sharedStrings.xml. After an error the strings read so far stay.
  base::Status load(XmlInput input, const Limits& limits);
  // The next string; false, and cut(), when the bound is reached.
  bool add(std::string_view text, const Limits& limits);
  std::optional<std::string_view> get(std::size_t index) const;
  std::size_t size() const { return places_.size(); }
  bool cut() const { return cut_; }  // the bound was reached

 private:
  static constexpr std::size_t kChunk = 1 << 20;

  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t used_ = kChunk;          // of the last chunk
  std::vector<std::uint32_t> places_;  // chunk * kChunk + offset of the length, which the text follows
  bool cut_ = false;
};

// Text of a string item (<si>, <is>, comment <text>) that was just started: all runs, without phonetic hints. Ends after its end tag.
// At most `most` bytes are kept. False when the scan failed.
bool read_string_item(XmlScan& xml, std::string& out, std::size_t most);
// Decodes _x000D_ escapes (§22.9.2.19) in place.
void unescape_string(std::string& text);

}  // namespace gongdun::read
