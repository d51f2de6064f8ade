// Joins neighbouring comment lines into one text block, so that a key or password in a commented-out line is found at its line.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "read/cell_writer.h"

namespace gongdun::read {

class CommentLines {
 public:
  explicit CommentLines(CellWriter& writer, std::string_view part = "comment") : writer_(writer), part_(part) {}
  ~CommentLines() { flush(); }
  CommentLines(const CommentLines&) = delete;
  CommentLines& operator=(const CommentLines&) = delete;

  void add(std::string_view text, std::uint64_t line, std::uint64_t offset) {
    if (!text_.empty() && (line != next_line_ || text_.size() > kBlock)) flush();
    if (text_.empty()) first_line_ = line, offset_ = offset;
    text_.append(text).push_back('\n');
    next_line_ = line + 1;
  }
  void flush() {
    if (!text_.empty()) writer_.text(text_, first_line_, offset_, part_);
    text_.clear();
  }

 private:
  static constexpr std::size_t kBlock = 64 << 10;
  CellWriter& writer_;
  std::string_view part_;
  std::string text_;
  std::uint64_t first_line_ = 0, next_line_ = 0, offset_ = 0;
};

}  // namespace gongdun::read
