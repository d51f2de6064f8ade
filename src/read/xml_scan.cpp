#include "read/xml_scan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "base/utf8.h"
#include "read/byte_scan.h"
#include "read/xml_characters.h"
#include "read/xml_entities.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kEntityBytes = 16;  // a longer run after '&' is no entity we decode
constexpr std::size_t kRawBytes = 64 << 10;
constexpr std::size_t kRawHead = 16 << 10;

bool starts_name(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u == '_' || u == ':' || u >= 0x80;
}

constexpr std::array<bool, 256> kTextStop = xml_table_of("<&\r");
constexpr std::size_t kShortTag = 16;
constexpr std::size_t kWindowPadding = 64;  // read by mask_of beyond the end
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

std::uint64_t count_lines(const char* begin, const char* end) {
  std::uint64_t count = 0;
  while (const auto* found = static_cast<const char*>(std::memchr(begin, '\n', static_cast<std::size_t>(end - begin)))) {
    ++count;
    begin = found + 1;
  }
  return count;
}

}  // namespace

XmlInput xml_memory_input(std::string_view text) {
  return [text, at = std::size_t{0}](std::span<std::byte> into) mutable -> base::Result<std::size_t> {
    const std::size_t count = std::min(into.size(), text.size() - at);
    std::memcpy(into.data(), text.data() + at, count);
    at += count;
    return count;
  };
}

XmlScan::XmlScan(XmlInput input, const XmlLimits& limits) : input_(std::move(input)), limits_(limits) {
  capacity_ = std::max<std::size_t>(limits_.tag_bytes, 4096);
  window_ = std::make_unique<char[]>(capacity_ + kWindowPadding);
}

XmlScan::~XmlScan() = default;

XmlEvent XmlScan::fail(base::Code code, std::string zh, std::string en) {
  if (!broken_) error_ = base::Error{code, {std::move(zh), std::move(en)}, {}};
  broken_ = true;
  return XmlEvent::failed;
}

XmlEvent XmlScan::malformed() {
  if (broken_) return XmlEvent::failed;
  if (ended_ && position_ >= end_) return end_of_input();
  return fail(base::Code::invalid_input, "XML 结构有误，其后内容未读取；请检查文件是否损坏",
              "malformed XML, the rest was not read; check whether the file is damaged");
}

XmlEvent XmlScan::end_of_input() {
  if (broken_) return XmlEvent::failed;
  if (open_.empty() && seen_root_) return XmlEvent::finished;
  return fail(base::Code::truncated, "XML 在中途结束，其后内容缺失；请取得完整文件", "the XML ends early and the rest is missing; obtain the complete file");
}

// Moves what is left to the front of the window, so that the rest of it is free.
void XmlScan::compact() {
  if (position_ == 0) return;
  if (counted_ < position_) {
    lines_ += count_lines(window_.get() + counted_, window_.get() + position_);
    counted_ = position_;
  }
  std::memmove(window_.get(), window_.get() + position_, end_ - position_);
  consumed_ += position_;
  end_ -= position_;
  counted_ -= position_;
  event_at_ = 0;
  position_ = 0;
}

// Reads on. False: nothing more came (end, failure, or the window is full).
bool XmlScan::fill() {
  if (!started_ && !start_encoding()) return false;
  if (ended_ || broken_) return false;
  compact();
  if (end_ == capacity_) return false;
  if (decoder_ || !raw_.empty() || decoded_at_ < decoded_.size()) return fill_decoded();
  auto got = input_({reinterpret_cast<std::byte*>(window_.get() + end_), capacity_ - end_});
  if (!got) return error_ = std::move(got).error(), broken_ = true, false;
  end_ += *got;
  ended_ = *got == 0;
  return !ended_;
}

// Input that is converted first; also the head that was read to settle the encoding.
bool XmlScan::fill_decoded() {
  while (decoded_at_ == decoded_.size()) {
    decoded_.clear();
    decoded_at_ = 0;
    if (raw_.empty()) {
      raw_.resize(kRawBytes);
      auto got = input_(raw_);
      if (!got) return error_ = std::move(got).error(), broken_ = true, false;
      raw_.resize(*got);
      input_ended_ = *got == 0;
    }
    if (decoder_) {
      decoder_->decode(raw_, decoded_, input_ended_);
    } else {
      decoded_.assign(reinterpret_cast<const char*>(raw_.data()), raw_.size());
    }
    raw_.clear();
    if (input_ended_ && decoded_.empty()) return ended_ = true, false;
  }
  const std::size_t count = std::min(capacity_ - end_, decoded_.size() - decoded_at_);
  std::memcpy(window_.get() + end_, decoded_.data() + decoded_at_, count);
  decoded_at_ += count;
  end_ += count;
  ended_ = input_ended_ && decoded_at_ == decoded_.size();
  return count > 0;
}

// Reads the first bytes and settles the encoding: mark, then declaration, then content.
bool XmlScan::start_encoding() {
  started_ = true;
  raw_.resize(kRawHead);
  std::size_t have = 0;
  while (have < raw_.size()) {
    auto got = input_(std::span(raw_).subspan(have));
    if (!got) return error_ = std::move(got).error(), broken_ = true, false;
    if (*got == 0) break;
    have += *got;
  }
  const bool whole = have < raw_.size();
  raw_.resize(have);
  const std::string_view head(reinterpret_cast<const char*>(raw_.data()), have);
  const XmlEncoding found = detect_xml_encoding(head, whole);
  encoding_ = found.encoding;
  raw_.erase(raw_.begin(), raw_.begin() + static_cast<std::ptrdiff_t>(found.mark_bytes));
  if (found.encoding != base::Encoding::utf8 && found.encoding != base::Encoding::utf8_bom) decoder_ = std::make_unique<base::Decoder>(found.encoding);
  if (raw_.empty()) ended_ = true;
  return !ended_;
}

// True when at least `bytes` lie in the window from position_.
bool XmlScan::need(std::size_t bytes) {
  while (end_ - position_ < bytes) {
    if (!fill()) return false;
  }
  return true;
}

std::uint64_t XmlScan::line() {
  if (counted_ < event_at_) {
    lines_ += count_lines(window_.get() + counted_, window_.get() + event_at_);
    counted_ = event_at_;
  }
  return lines_ + 1;
}

XmlEvent XmlScan::next() {
  if (broken_) return XmlEvent::failed;
  if (close_pending_) {
    close_pending_ = false;
    pop();
    return XmlEvent::end;
  }
  for (;;) {
    if (position_ == end_ && !fill()) {
      if (position_ == end_) return end_of_input();
    }
    event_at_ = position_;
    if (in_cdata_) {
      const XmlEvent event = cdata_event();
      if (event == XmlEvent::text && text_.empty()) continue;
      return event;
    }
    if (window_[position_] != '<') {
      const XmlEvent event = text_event();
      if (event == XmlEvent::text && (text_.empty() || open_.empty())) continue;  // white space around the root
      return event;
    }
    bool again = false;
    const XmlEvent event = markup_event(again);
    if (!again) return event;
  }
}

XmlEvent XmlScan::text_event() {
  for (;;) {
    const char* const begin = window_.get() + position_;
    const char* const near = begin + std::min(kShort, end_ - position_);
    const char* at = begin;
    while (at < near && !kTextStop[static_cast<unsigned char>(*at)]) ++at;
    if (at < near && *at == '<') {  // short and plain: the usual cell
      text_ = {begin, static_cast<std::size_t>(at - begin)};
      position_ += text_.size();
      return XmlEvent::text;
    }
    const char* const open = find_char(begin, window_.get() + end_, '<');
    if (open != nullptr) {
      take_text({begin, static_cast<std::size_t>(open - begin)});
      position_ = static_cast<std::size_t>(open - window_.get());
      return XmlEvent::text;
    }
    const bool could_grow = position_ > 0 || end_ < capacity_;
    if (could_grow && fill()) {
      event_at_ = position_;
      continue;
    }
    if (broken_) return XmlEvent::failed;
    // The run is longer than the window, or the input ended: hand on a piece that cuts no character and no entity.
    std::string_view piece(window_.get() + position_, end_ - position_);
    if (!ended_) piece = piece.substr(0, safe_cut(piece, kEntityBytes));
    take_text(piece);
    position_ += piece.size();
    return XmlEvent::text;
  }
}

XmlEvent XmlScan::cdata_event() {
  for (;;) {
    const std::string_view rest(window_.get() + position_, end_ - position_);
    const std::size_t close = rest.find("]]>");
    if (close != std::string_view::npos) {
      in_cdata_ = false;
      text_ = rest.substr(0, close);
      position_ += close + 3;
      return XmlEvent::text;
    }
    if ((position_ > 0 || end_ < capacity_) && fill()) continue;
    if (broken_) return XmlEvent::failed;
    if (ended_ && rest.size() <= 2) {
      position_ = end_;
      return end_of_input();
    }
    text_ = rest.substr(0, ended_ ? rest.size() : safe_cut(rest.substr(0, rest.size() - 2), 0));
    position_ += text_.size();
    return XmlEvent::text;
  }
}

XmlEvent XmlScan::markup_event(bool& again) {
  if (!need(2)) return position_ + 1 >= end_ ? (position_ = end_, malformed()) : malformed();
  const char second = window_[position_ + 1];
  if (second == '/') return end_tag();
  if (second != '!' && second != '?') return start_tag();
  again = true;
  bool skipped = false;
  if (second == '?') {
    skipped = skip_until("?>");
  } else if (need(4) && std::memcmp(window_.get() + position_, "<!--", 4) == 0) {
    position_ += 4;
    in_comment_ = comment_sink_ != nullptr;
    skipped = skip_until("-->");
    in_comment_ = false;
  } else if (need(9) && std::memcmp(window_.get() + position_, "<![CDATA[", 9) == 0) {
    position_ += 9;
    skipped = in_cdata_ = true;
  } else {
    skipped = skip_doctype();
  }
  again = skipped;
  return skipped ? XmlEvent::text : malformed();
}

bool XmlScan::skip_until(std::string_view close) {
  std::size_t total = 0;
  for (;;) {
    const std::string_view rest(window_.get() + position_, end_ - position_);
    const std::size_t at = rest.find(close);
    if (at != std::string_view::npos) {
      if (in_comment_) comment_sink_(rest.substr(0, at));
      return position_ += at + close.size(), true;
    }
    const std::size_t drop = rest.size() >= close.size() ? rest.size() - close.size() + 1 : 0;
    if (in_comment_ && drop > 0) comment_sink_(rest.substr(0, drop));
    position_ += drop;
    total += drop;
    if (total > limits_.skipped_bytes) {
      fail(base::Code::limit, "XML 注释或声明过长，已停止读取", "an XML comment or declaration is too long, reading stopped");
      return false;
    }
    if (!fill()) return position_ = end_, false;
  }
}

// Nothing in a DTD is kept, so no entity of it can ever be expanded.
bool XmlScan::skip_doctype() {
  std::size_t total = 0;
  int brackets = 0;
  char quote = 0;
  position_ += 2;
  for (;;) {
    for (; position_ < end_; ++position_, ++total) {
      const char c = window_[position_];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        ++brackets;
      } else if (c == ']') {
        --brackets;
      } else if (c == '>' && brackets <= 0) {
        return ++position_, true;
      }
    }
    if (total > limits_.skipped_bytes) {
      fail(base::Code::limit, "XML 文档类型定义过长，已停止读取", "the XML document type definition is too long, reading stopped");
      return false;
    }
    if (!fill()) return false;
  }
}

bool XmlScan::push() {
  if (open_.size() >= limits_.depth) {
    fail(base::Code::limit, "XML 嵌套超过上限，其后内容未读取", "the XML nests too deeply, the rest was not read");
    return false;
  }
  names_.append(name_);
  open_.push_back({static_cast<std::uint32_t>(name_.size()), static_cast<std::uint32_t>(name_.size() - local_.size())});
  seen_root_ = true;
  return true;
}

void XmlScan::pop() {
  names_.resize(names_.size() - open_.back().size);
  open_.pop_back();
}

XmlEvent XmlScan::start_tag() {
  for (;;) {
    attributes_.clear();
    values_used_ = 0;
    pending_ = nullptr;
    bool bad = false;
    const std::size_t end = tag_end(position_ + 1, bad);
    if (bad) return malformed();
    if (end != kNowhere) {
      const char* const text = window_.get();
      const std::size_t begin = position_ + 1;
      if (!starts_name(text[begin]) || (open_.empty() && seen_root_)) return malformed();
      std::size_t local = begin;
      const std::size_t name_end = end_of_name(begin, local);
      name_ = {text + begin, name_end - begin};
      local_ = {text + local, name_end - local};
      pending_ = text + name_end;
      pending_end_ = text + end;
      close_pending_ = text[end - 1] == '/';
      position_ = end + 1;
      return push() ? XmlEvent::start : XmlEvent::failed;
    }
    const bool full = position_ == 0 && end_ == capacity_;
    if (full) return fail(base::Code::limit, "XML 标记过长，其后内容未读取", "an XML tag is too long, the rest was not read");
    if (!fill()) return position_ = ended_ ? end_ : position_, malformed();
    event_at_ = position_;
  }
}

// The '>' that ends the tag whose inside begins at `at`; one within quotes does not. kNowhere if the window ends first.
std::size_t XmlScan::tag_end(std::size_t at, bool& bad) const {
  const char* const text = window_.get();
  // Tags of spreadsheets are a few bytes long.
  for (const std::size_t near = std::min(at + kShortTag, end_); at < near; ++at) {
    if (text[at] == '>') return at;
    if (text[at] == '"' || text[at] == '\'' || text[at] == '<') break;
  }
  char quote = 0;
  for (; at < end_; at += 64) {
    for (std::uint64_t mask = mask_of(text + at, '>', '"', '\'', '<'); mask != 0; mask &= mask - 1) {
      const std::size_t found = at + static_cast<std::size_t>(std::countr_zero(mask));
      if (found >= end_) return kNowhere;
      const char c = text[found];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        return found;
      } else if (c == '<') {
        return bad = true, kNowhere;
      } else {
        quote = c;
      }
    }
  }
  return kNowhere;
}

// Where the name that begins at `at` ends; end_ when the window ends first.
std::size_t XmlScan::end_of_name(std::size_t at, std::size_t& local_at) const {
  const char* const text = window_.get();
  local_at = at;
  const std::size_t begin = at;
  for (; at < end_ && !ends_name(text[at]); ++at) {
    if (text[at] == ':' && local_at == begin) local_at = at + 1;
  }
  return at;
}

XmlEvent XmlScan::end_tag() {
  if (open_.empty()) return malformed();
  const Open top = open_.back();
  // "</name>": nearly always complete in the window and without blanks.
  if (!need(top.size + 3)) return position_ = ended_ ? end_ : position_, malformed();
  event_at_ = position_;
  const char* const name = window_.get() + position_ + 2;
  if (std::memcmp(names_.data() + names_.size() - top.size, name, top.size) != 0) return malformed();
  std::size_t close = position_ + 2 + top.size;
  while (is_xml_space(window_[close])) {
    if (++close == end_) return malformed();
  }
  if (window_[close] != '>') return malformed();
  name_ = {name, top.size};
  local_ = name_.substr(top.local);
  pop();
  position_ = close + 1;
  return XmlEvent::end;
}

XmlEvent XmlScan::skip() {
  const std::size_t inside = open_.size();
  for (;;) {
    const XmlEvent event = next();
    if (event == XmlEvent::failed || event == XmlEvent::finished) return event;
    if (event == XmlEvent::end && open_.size() < inside) return event;
  }
}

std::optional<std::string_view> XmlScan::leaf() {
  if (close_pending_ || broken_) return std::nullopt;
  const char* const begin = window_.get() + position_;
  const char* const end = window_.get() + end_;
  const char* at = begin;
  while (at < end && !kTextStop[static_cast<unsigned char>(*at)]) ++at;
  const Open top = open_.back();
  const char* const name = names_.data() + names_.size() - top.size;
  if (static_cast<std::size_t>(end - at) < top.size + 3 || at[0] != '<' || at[1] != '/' || std::memcmp(at + 2, name, top.size) != 0 ||
      at[2 + top.size] != '>') {
    return std::nullopt;
  }
  position_ = static_cast<std::size_t>(at - window_.get()) + top.size + 3;
  pop();
  return std::string_view(begin, static_cast<std::size_t>(at - begin));
}

std::string_view XmlScan::decode(std::string_view raw, std::string& into) {
  into.clear();
  decode_xml_text(raw, into);
  return into;
}

void XmlScan::take_text(std::string_view raw) {
  const char* const end = raw.data() + raw.size();
  const bool plain = find_char(raw.data(), end, '&') == nullptr && find_char(raw.data(), end, '\r') == nullptr;
  text_ = plain ? raw : decode(raw, scratch_);
}

}  // namespace gongdun::read
