#include "read/document_text.h"

#include "read/xml_entities.h"

namespace gongdun::read {

bool DocumentText::enter(std::string_view part, std::uint32_t page, bool prose) {
  if (part == part_ && page == page_ && prose == prose_) return !stopped_;
  flush();
  part_ = part;
  page_ = page;
  prose_ = prose;
  return !stopped_;
}

bool DocumentText::add(std::string_view text) {
  buffer_.append(text);
  while (buffer_.size() >= limits_.block_bytes && !stopped_) {
    // Whole paragraphs where there are any; the rest stays for the next block.
    const std::size_t line = buffer_.rfind('\n');
    const std::size_t cut = line != std::string::npos ? line + 1 : safe_cut(buffer_, 0);
    if (cut == 0) break;
    hand_on(std::string_view(buffer_).substr(0, cut));
    buffer_.erase(0, cut);
  }
  return !stopped_;
}

bool DocumentText::end_paragraph() {
  if (buffer_.empty() || buffer_.back() == '\n') return !stopped_;
  return add("\n");
}

bool DocumentText::flush() {
  if (!buffer_.empty()) hand_on(buffer_);
  buffer_.clear();
  return !stopped_;
}

bool DocumentText::hand_on(std::string_view text) {
  if (stopped_) return false;
  TextBlock block;
  block.text = text;
  block.offset = offset_;
  block.page = page_;
  block.part = part_;
  block.prose = prose_;
  offset_ += text.size();
  stopped_ = !sink_.text(block);
  return !stopped_;
}

}  // namespace gongdun::read
