// Collects the running text of a document and hands it on in blocks of about Limits::block_bytes, one part ("comment", "notes", ""…)
// and one page at a time. A paragraph ends with a newline; a paragraph longer than a block is cut at a character.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "read/content.h"
#include "read/limits.h"

namespace gongdun::read {

class DocumentText {
 public:
  DocumentText(ContentSink& sink, const Limits& limits) : sink_(sink), limits_(limits) {}

  // Text goes to this part and page from now on. `part` must be a literal.
  bool enter(std::string_view part, std::uint32_t page = 0, bool prose = true);
  bool add(std::string_view text);
  bool end_paragraph();  // nothing happens for an empty one
  bool paragraph(std::string_view text) { return add(text) && end_paragraph(); }
  bool flush();
  bool stopped() const { return stopped_; }
  bool empty() const { return buffer_.empty(); }

 private:
  bool hand_on(std::string_view text);

  ContentSink& sink_;
  const Limits& limits_;
  std::string buffer_;
  std::string_view part_;
  std::uint32_t page_ = 0;
  bool prose_ = true, stopped_ = false;
  std::uint64_t offset_ = 0;  // in the extracted text
};

}  // namespace gongdun::read
