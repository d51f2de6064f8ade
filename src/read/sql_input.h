// The characters of a SQL dump, one after the other, with line and offset. One chunk of the text reader is held at a time.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace gongdun::read {

class SqlInput {
 public:
  // Hands over the next piece of UTF-8 text, valid until the next call; empty means the end.
  using Feed = std::function<base::Result<std::string_view>()>;
  explicit SqlInput(Feed feed) : feed_(std::move(feed)) {}

  bool at_end() { return at_ == end_ && !refill(); }
  char peek() { return at_end() ? '\0' : *at_; }
  char get() {
    if (at_end()) return '\0';
    if (*at_ == '\n') ++line_;
    return *at_++;
  }
  // The run of bytes for which `plain` holds, up to the end of the chunk; without line ends.
  template <class Plain>
  std::string_view run(Plain plain) {
    if (at_end()) return {};
    const char* const begin = at_;
    while (at_ != end_ && plain(static_cast<unsigned char>(*at_))) ++at_;
    return {begin, static_cast<std::size_t>(at_ - begin)};
  }
  std::uint64_t line() const { return line_; }
  std::uint64_t offset() const { return passed_ - static_cast<std::uint64_t>(end_ - at_); }
  const base::Error* error() const { return failed_ ? &error_ : nullptr; }

 private:
  bool refill() {
    if (done_) return false;
    auto piece = feed_();
    if (!piece) {
      error_ = std::move(piece).error();
      failed_ = done_ = true;
      return false;
    }
    done_ = piece->empty();
    at_ = piece->data();
    end_ = at_ + piece->size();
    passed_ += piece->size();
    return !done_;
  }

  Feed feed_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  std::uint64_t line_ = 1, passed_ = 0;
  bool done_ = false, failed_ = false;
  base::Error error_;
};

}  // namespace gongdun::read
