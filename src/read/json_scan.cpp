#include "read/json_scan.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <fmt/core.h>

#include "base/utf8.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kWordBytes = 400;  // a number or literal longer than this is not one

// Bytes that end the fast run inside a string: quote, backslash, newline.
constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops{};
  stops['"'] = stops['\\'] = stops['\n'] = true;
  return stops;
}();

constexpr std::array<bool, 256> kWordEnds = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(",}] \n\r\t:/\"{[")) ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

// Bytes of numbers as they are seen: decimal, exponents, hexadecimal.
constexpr std::array<bool, 256> kNumberBytes = [] {
  std::array<bool, 256> bytes{};
  for (const char c : std::string_view("0123456789+-.eExXabcdfABCDF")) bytes[static_cast<unsigned char>(c)] = true;
  return bytes;
}();

bool is_number(std::string_view word) {
  const std::size_t start = word.starts_with('-') || word.starts_with('+') ? 1 : 0;
  if (start >= word.size() || (word[start] != '.' && (word[start] < '0' || word[start] > '9'))) return false;
  for (const char c : word.substr(start)) {
    if (!kNumberBytes[static_cast<unsigned char>(c)]) return false;
  }
  return word.size() <= start + 4 || word[start + 4] != '-';  // 2024-01-01 is a date in a log
}

bool is_word(std::string_view word) {
  using namespace std::string_view_literals;
  if (is_number(word)) return true;
  for (const std::string_view known : {"true"sv, "false"sv, "null"sv, "NaN"sv, "Infinity"sv, "-Infinity"sv, "undefined"sv, "True"sv, "False"sv, "None"sv}) {
    if (word == known) return true;
  }
  return false;
}

// The first quote, backslash or line end at or behind `at`, or `end`. Eight bytes a step.
std::size_t find_stop(const char* data, std::size_t at, std::size_t end) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL, kHigh = 0x8080808080808080ULL;
  const auto zero_byte = [](std::uint64_t word) { return (word - kOnes) & ~word & kHigh; };
  while (at + 8 <= end) {
    std::uint64_t word = 0;
    std::memcpy(&word, data + at, 8);
    const std::uint64_t hit = zero_byte(word ^ (kOnes * '"')) | zero_byte(word ^ (kOnes * '\\')) | zero_byte(word ^ (kOnes * '\n'));
    if (hit != 0) break;
    at += 8;
  }
  while (at < end && !kStops[static_cast<unsigned char>(data[at])]) ++at;
  return at;
}

}  // namespace

JsonScan::JsonScan(TextFeed feed, std::size_t string_bytes, std::size_t depth_limit)
    : feed_(std::move(feed)), string_bytes_(string_bytes), depth_limit_(depth_limit) {}

// Joins what is left of the window with the next piece; without a rest the piece itself becomes the window.
bool JsonScan::refill() {
  if (at_end_) return false;
  const std::string_view left = window_.substr(position_);
  passed_ += position_;
  const bool own = !carry_.empty() && window_.data() >= carry_.data() && window_.data() <= carry_.data() + carry_.size();
  if (own) {
    carry_.erase(0, static_cast<std::size_t>(left.data() - carry_.data()));
  } else {
    carry_.assign(left);
  }
  mark_ = position_ = 0;
  auto piece = feed_();
  at_end_ = !piece || piece->empty();
  if (!piece) error_ = piece.error();
  if (at_end_) {
    window_ = carry_;
    return false;
  }
  if (carry_.empty()) {
    window_ = *piece;
  } else {
    carry_.append(*piece);
    window_ = carry_;
  }
  return true;
}

bool JsonScan::skip_space() {
  while (true) {
    while (position_ < window_.size()) {
      const char c = window_[position_];
      if (c == '\n') {
        ++line_;
      } else if (c != ' ' && c != '\t' && c != '\r' && c != '\x1e' && c != '\0') {  // 1e: RFC 7464 record separator
        return true;
      }
      ++position_;
    }
    if (!refill()) return false;
  }
}

bool JsonScan::peek(char& c) {
  if (position_ < window_.size() && window_[position_] > ' ') {  // the usual case
    c = window_[position_];
    return true;
  }
  if (!skip_space()) return false;
  if (window_[position_] == '\xEF' && offset() == 0) {  // byte-order mark
    if (window_.size() < 3) refill();
    if (window_.starts_with("\xEF\xBB\xBF")) position_ += 3;
    if (!skip_space()) return false;
  }
  c = window_[position_];
  return true;
}

JsonEvent JsonScan::next() {
  if (broken_) return JsonEvent::failed;
  if (in_string_) {
    mark_ = position_;
    return string_event(JsonEvent::string_more);
  }
  char c = 0;
  while (peek(c)) {
    mark_ = position_;
    mark_line_ = token_line_ = line_;
    if (c == '/') return comment_event();
    if (c == ',') {
      if (expect_ == Expect::colon || (expect_ != Expect::comma && containers_.empty())) return malformed();
      ++position_;
      expect_ = containers_.ends_with('{') ? Expect::key : Expect::value;
      continue;
    }
    if (c == ':') {
      if (expect_ != Expect::colon) return malformed();
      ++position_;
      expect_ = Expect::value;
      continue;
    }
    if (c == '}' || c == ']') return close(c);
    if (expect_ == Expect::comma && containers_.empty()) expect_ = Expect::value;  // the next of several texts
    if (expect_ == Expect::key) return object_key(c);
    return expect_ == Expect::value ? value(c) : malformed();
  }
  mark_ = position_;
  mark_line_ = token_line_ = line_;
  if (!error_.message.zh.empty()) {
    broken_ = true;
    return JsonEvent::failed;
  }
  if (containers_.empty() && expect_ != Expect::colon) return JsonEvent::finished;
  return fail(base::Code::truncated, "JSON 在文件末尾中断，之前的内容已读取", "the JSON text breaks off at the end of the file; what came before was read");
}

JsonEvent JsonScan::value(char c) {
  if (c == '{' || c == '[') return open(c);
  if (c == '"') {
    ++position_;
    return string_event(JsonEvent::string);
  }
  return bare_word();
}

JsonEvent JsonScan::object_key(char c) {
  if (c != '"') return malformed();
  ++position_;
  const JsonEvent event = string_event(JsonEvent::key);
  while (in_string_ && event != JsonEvent::failed) {  // a key beyond all measure: keep its beginning
    const std::string head(text_.substr(0, 256));
    if (string_event(JsonEvent::key) == JsonEvent::failed) return JsonEvent::failed;
    decoded_ = head;
    text_ = decoded_;
  }
  expect_ = Expect::colon;
  if (event == JsonEvent::key && position_ < window_.size() && window_[position_] == ':') {
    ++position_;
    expect_ = Expect::value;
  }
  return event;
}

JsonEvent JsonScan::open(char c) {
  if (containers_.size() >= depth_limit_) {
    return fail(base::Code::limit, fmt::format("JSON 嵌套超过 {} 层，其余部分按纯文本读取", depth_limit_),
                fmt::format("JSON nested deeper than {} levels; the rest is read as plain text", depth_limit_));
  }
  ++position_;
  containers_.push_back(c);
  expect_ = c == '{' ? Expect::key : Expect::value;
  return c == '{' ? JsonEvent::object_begin : JsonEvent::array_begin;
}

JsonEvent JsonScan::close(char c) {
  const char opening = c == '}' ? '{' : '[';
  if (!containers_.ends_with(opening) || expect_ == Expect::colon || (opening == '{' && expect_ == Expect::value)) return malformed();
  ++position_;
  containers_.pop_back();
  after_value();
  return c == '}' ? JsonEvent::object_end : JsonEvent::array_end;
}

void JsonScan::after_value() {
  expect_ = Expect::comma;
}

JsonEvent JsonScan::string_event(JsonEvent kind) {
  if (!take_string_part()) {
    in_string_ = false;
    return malformed();
  }
  if (!in_string_) after_value();
  return kind;
}

// One run of plain bytes is handed on without copying; escapes, and strings that cross windows, go through decoded_.
bool JsonScan::take_string_part() {
  decoded_.clear();
  in_string_ = true;
  std::size_t from = position_;
  while (true) {
    const char* const data = window_.data();
    std::size_t at = position_;
    const std::size_t room = string_bytes_ > decoded_.size() ? string_bytes_ - decoded_.size() : 0;
    const std::size_t end = std::min(window_.size(), from + room);
    at = find_stop(data, at, end);
    position_ = at;
    const std::string_view run = window_.substr(from, at - from);
    if (at == end && at < window_.size()) {  // too long: hand on a part that ends between characters
      while (position_ > from && (static_cast<unsigned char>(window_[position_]) & 0xC0) == 0x80) --position_;
      decoded_.append(window_.substr(from, position_ - from));
      text_ = decoded_;
      return !decoded_.empty();
    }
    if (at == window_.size()) {
      decoded_.append(run);
      if (!refill()) return false;
      from = position_;
      continue;
    }
    if (data[at] == '"') {
      ++position_;
      in_string_ = false;
      if (!decoded_.empty()) decoded_.append(run);
      text_ = decoded_.empty() ? run : std::string_view(decoded_);
      return true;
    }
    if (data[at] == '\n') {  // not allowed by the standard, but seen
      ++line_;
      ++position_;
      if (containers_.empty()) return false;
      continue;
    }
    decoded_.append(run);
    if (!take_escape()) return false;
    from = position_;
  }
}

bool JsonScan::hex4(std::uint32_t& value) {
  value = 0;
  for (int i = 0; i < 4; ++i) {
    if (position_ >= window_.size() && !refill()) return false;
    const char c = window_[position_];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return false;
    value = value * 16 + static_cast<std::uint32_t>(digit);
    ++position_;
  }
  return true;
}

bool JsonScan::take_escape() {
  ++position_;  // the backslash
  if (position_ >= window_.size() && !refill()) return false;
  const char c = window_[position_++];
  constexpr std::string_view kFrom = "nrtbf", kTo = "\n\r\t\b\f";
  if (const std::size_t at = kFrom.find(c); at != kFrom.npos) {
    decoded_.push_back(kTo[at]);
    return true;
  }
  if (c != 'u') {
    if (c == '\n') ++line_;
    decoded_.push_back(c);
    return true;
  }
  std::uint32_t code = 0;
  if (!hex4(code)) return false;
  if (code >= 0xD800 && code < 0xDC00) {
    while (window_.size() - position_ < 6 && refill()) {
    }
    std::uint32_t low = 0;
    const std::size_t back = position_;
    const bool pair = window_.substr(position_).starts_with("\\u") && (position_ += 2, hex4(low)) && low >= 0xDC00 && low < 0xE000;
    if (pair) {
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else {
      position_ = back;
    }
  }
  if ((code >= 0xD800 && code < 0xE000) || code == 0) code = base::kReplacement;
  base::append_utf8(decoded_, code);
  return true;
}

JsonEvent JsonScan::bare_word() {
  std::size_t length = 0;
  while (true) {
    while (position_ + length < window_.size() && !kWordEnds[static_cast<unsigned char>(window_[position_ + length])]) ++length;
    if (position_ + length < window_.size() || length > kWordBytes || !refill()) break;
  }
  text_ = window_.substr(position_, length);
  if (length > kWordBytes || !is_word(text_)) return malformed();
  position_ += length;
  after_value();
  return text_ == "null" ? JsonEvent::null : JsonEvent::number;
}

JsonEvent JsonScan::comment_event() {
  while (window_.size() - position_ < 2 && refill()) {
  }
  const bool line_comment = window_.substr(position_).starts_with("//");
  if (!line_comment && !window_.substr(position_).starts_with("/*")) return malformed();
  const std::string_view close = line_comment ? "\n" : "*/";
  std::size_t end = window_.find(close, position_ + 2);
  while (end == window_.npos && window_.size() - position_ < string_bytes_ && refill()) end = window_.find(close, position_ + 2);
  if (end == window_.npos) {
    if (!line_comment || !at_end_) return malformed();
    end = window_.size();
  }
  text_ = window_.substr(position_ + 2, end - position_ - 2);
  line_ += static_cast<std::uint64_t>(std::count(text_.begin(), text_.end(), '\n'));
  position_ = line_comment ? end : end + close.size();
  return JsonEvent::comment;
}

JsonEvent JsonScan::fail(base::Code code, std::string zh, std::string en) {
  broken_ = true;
  error_ = {code, {std::move(zh), std::move(en)}, {}};
  return JsonEvent::failed;
}

JsonEvent JsonScan::malformed() {
  if (!error_.message.zh.empty()) {  // the input itself failed
    broken_ = true;
    return JsonEvent::failed;
  }
  return fail(base::Code::invalid_input, fmt::format("第 {} 行不是合法的 JSON，其后内容按纯文本读取", line_),
              fmt::format("line {} is not valid JSON; what follows is read as plain text", line_));
}

bool JsonScan::more() {
  if (at_end_) return false;
  mark_line_ += static_cast<std::uint64_t>(std::count(window_.begin() + static_cast<std::ptrdiff_t>(mark_), window_.end(), '\n'));
  position_ = window_.size();
  carry_.clear();
  window_ = {};
  position_ = 0;
  return refill();
}

bool JsonScan::resume_at_next_line() {
  position_ = mark_;
  line_ = mark_line_;
  std::size_t end = window_.find('\n', position_);
  while (end == window_.npos && window_.size() - position_ < string_bytes_ && refill()) end = window_.find('\n', position_);
  if (end == window_.npos) return false;
  text_ = window_.substr(position_, end + 1 - position_);
  token_line_ = line_;
  position_ = end + 1;
  ++line_;
  broken_ = in_string_ = false;
  containers_.clear();
  expect_ = Expect::value;
  error_ = {};
  return true;
}

}  // namespace gongdun::read
