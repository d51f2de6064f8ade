// A pull scanner for JSON texts of any length: one value, or several one after the other (JSON Lines, concatenated).
// Tolerates comments, trailing commas and NaN/Infinity. Memory is one window; a string longer than Limits::cell_bytes comes in pieces.
// Views are valid until the next call of next().
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::read {

// Hands over the next piece of UTF-8 text, valid until the next call; empty means the end.
using TextFeed = std::function<base::Result<std::string_view>()>;

enum class JsonEvent {
  object_begin,
  object_end,
  array_begin,
  array_end,
  key,          // text(): decoded; cut after key_bytes
  string,       // text(): decoded; may be the first part of a long one
  string_more,  // a further part of the same string
  number,       // text(): as written; also true, false, NaN…
  null,
  comment,  // text(): without its marks; cut after the cell length
  finished,
  failed,  // error(); nothing more can be read as JSON, see rest()
};

class JsonScan {
 public:
  JsonScan(TextFeed feed, std::size_t string_bytes, std::size_t depth_limit);

  JsonEvent next();
  std::string_view text() const { return text_; }
  std::uint64_t line() const { return token_line_; }            // 1-based line where the event begins
  std::uint64_t offset() const { return passed_ + position_; }  // UTF-8 bytes scanned
  std::size_t depth() const { return containers_.size(); }
  const base::Error& error() const { return error_; }

  // After a failure: what lies in the window from the place of the mistake on (and its line); then advance through the feed with more().
  std::string_view rest() const { return window_.substr(mark_); }
  std::uint64_t rest_line() const { return mark_line_; }
  bool more();  // replaces the window by the next piece; false at the end
  // After a failure at the root of a sequence: continues behind the next line end. The line passed over is in text(). False at the end.
  bool resume_at_next_line();

 private:
  enum class Expect : std::uint8_t { value, key, colon, comma };

  bool refill();
  bool peek(char& c);  // next byte that is neither white space nor part of a separator; false at the end
  bool skip_space();
  JsonEvent value(char c);
  JsonEvent object_key(char c);
  JsonEvent open(char c);
  JsonEvent close(char c);
  JsonEvent string_event(JsonEvent kind);
  JsonEvent bare_word();
  JsonEvent comment_event();
  JsonEvent fail(base::Code code, std::string zh, std::string en);
  JsonEvent malformed();
  void after_value();
  bool take_string_part();  // fills text_; false on a broken escape or the end of input
  bool take_escape();
  bool hex4(std::uint32_t& value);

  TextFeed feed_;
  std::size_t string_bytes_, depth_limit_;
  std::string carry_;
  std::string_view window_;
  std::size_t position_ = 0, mark_ = 0;
  std::uint64_t passed_ = 0, line_ = 1, token_line_ = 1, mark_line_ = 1;
  bool at_end_ = false, in_string_ = false, broken_ = false;
  Expect expect_ = Expect::value;
  std::string containers_;  // '{' or '[' per open container
  std::string decoded_;
  std::string_view text_;
  base::Error error_;
};

}  // namespace gongdun::read
