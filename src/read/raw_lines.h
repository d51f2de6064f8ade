// The lines of a source as bytes, ends included; a very long line comes in pieces.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "read/byte_source.h"

namespace gongdun::read {

class RawLines {
 public:
  explicit RawLines(ByteSource& source) : source_(source) {}

  // The view is valid until the next call. False at the end or on an error.
  bool next(std::string_view& line) {
    if (ends_line_) ++line_;
    std::size_t searched = at_;
    while (true) {
      const void* const end = searched < buffer_.size() ? std::memchr(buffer_.data() + searched, '\n', buffer_.size() - searched) : nullptr;
      if (end != nullptr) return take(line, static_cast<std::size_t>(static_cast<const char*>(end) - buffer_.data()) + 1, true);
      if (buffer_.size() - at_ >= kPiece) return take(line, buffer_.size(), false);
      if (fill(searched)) continue;
      return at_ < buffer_.size() && take(line, buffer_.size(), false);
    }
  }
  std::uint64_t line() const { return line_; }  // 1-based number of the line just returned
  const base::Error* error() const { return failed_ ? &error_ : nullptr; }

 private:
  static constexpr std::size_t kPiece = 64 << 10;

  bool take(std::string_view& line, std::size_t close, bool ends) {
    line = std::string_view(buffer_).substr(at_, close - at_);
    at_ = close;
    ends_line_ = ends;
    return true;
  }

  bool fill(std::size_t& searched) {
    if (done_) return false;
    buffer_.erase(0, at_);
    at_ = 0;
    searched = buffer_.size();
    const std::size_t before = buffer_.size();
    buffer_.resize(before + kPiece);
    auto got = source_.read({reinterpret_cast<std::byte*>(buffer_.data() + before), kPiece});
    if (!got) {
      error_ = got.error();
      failed_ = true;
    }
    const std::size_t count = got ? *got : 0;
    buffer_.resize(before + count);
    done_ = count == 0;
    return !done_;
  }

  ByteSource& source_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 0;
  bool ends_line_ = true, done_ = false, failed_ = false;
  base::Error error_;
};

}  // namespace gongdun::read
