#include "read/xml_scan.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/utf8.h"
#include "read/xml_entities.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kEntityBytes = 16;   // a longer run after '&' is no entity we decode
constexpr std::size_t kRawBytes = 64 << 10;
constexpr std::size_t kRawHead = 16 << 10;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool starts_name(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u == '_' || u == ':' || u >= 0x80;
}

bool ends_name(char c) { return is_space(c) || c == '/' || c == '>' || c == '=' || c == '<' || c == '"' || c == '\''; }

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
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
  window_ = std::make_unique_for_overwrite<char[]>(capacity_);
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
  if (lengths_.empty() && seen_root_) return XmlEvent::finished;
  return fail(base::Code::truncated, "XML 在中途结束，其后内容缺失；请取得完整文件",
              "the XML ends early and the rest is missing; obtain the complete file");
}

// Moves what is left to the front of the window, so that the rest of it is free.
void XmlScan::compact() {
  if (position_ == 0) return;
  if (counted_ < position_) {
    lines_ += static_cast<std::uint64_t>(std::count(window_.get() + counted_, window_.get() + position_, '\n'));
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
    lines_ += static_cast<std::uint64_t>(std::count(window_.get() + counted_, window_.get() + event_at_, '\n'));
    counted_ = event_at_;
  }
  return lines_ + 1;
}

XmlEvent XmlScan::next() {
  if (broken_) return XmlEvent::failed;
  if (close_pending_) {
    close_pending_ = false;
    names_.resize(names_.size() - lengths_.back());
    lengths_.pop_back();
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
      if (event == XmlEvent::text && (text_.empty() || lengths_.empty())) continue;   // white space around the root
      return event;
    }
    bool again = false;
    const XmlEvent event = markup_event(again);
    if (!again) return event;
  }
}

XmlEvent XmlScan::text_event() {
  for (;;) {
    const char* begin = window_.get() + position_;
    const auto* open = static_cast<const char*>(std::memchr(begin, '<', end_ - position_));
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

void XmlScan::set_name(std::string_view name) {
  name_ = name;
  local_ = without_prefix(name);
}

bool XmlScan::push(std::string_view name) {
  if (lengths_.size() >= limits_.depth) {
    fail(base::Code::limit, "XML 嵌套超过上限，其后内容未读取", "the XML nests too deeply, the rest was not read");
    return false;
  }
  names_.append(name);
  lengths_.push_back(static_cast<std::uint32_t>(name.size()));
  seen_root_ = true;
  return true;
}

XmlEvent XmlScan::start_tag() {
  for (;;) {
    attributes_.clear();
    values_used_ = 0;
    std::size_t at = position_ + 1;
    const Tag tag = parse_attributes(at);
    if (tag == Tag::done) {
      if (lengths_.empty() && seen_root_) return malformed();
      close_pending_ = window_[at - 2] == '/';
      position_ = at;
      return push(name_) ? XmlEvent::start : XmlEvent::failed;
    }
    if (tag == Tag::bad) return malformed();
    const bool full = position_ == 0 && end_ == capacity_;
    if (full) return fail(base::Code::limit, "XML 标记过长，其后内容未读取", "an XML tag is too long, the rest was not read");
    if (!fill()) return position_ = ended_ ? end_ : position_, malformed();
    event_at_ = position_;
  }
}

XmlScan::Tag XmlScan::parse_attributes(std::size_t& at) {
  const char* const text = window_.get();
  const std::size_t name_at = at;
  if (at < end_ && !starts_name(text[at])) return Tag::bad;
  while (at < end_ && !ends_name(text[at])) ++at;
  if (at == end_) return Tag::more;
  set_name({text + name_at, at - name_at});
  for (;;) {
    while (at < end_ && (is_space(text[at]) || text[at] == '/')) ++at;
    if (at == end_) return Tag::more;
    if (text[at] == '>') return ++at, Tag::done;
    const std::size_t begin = at;
    while (at < end_ && !ends_name(text[at])) ++at;
    const std::string_view name(text + begin, at - begin);
    while (at < end_ && is_space(text[at])) ++at;
    if (at == end_) return Tag::more;
    if (name.empty() || text[at] != '=') return Tag::bad;
    ++at;
    while (at < end_ && is_space(text[at])) ++at;
    if (at == end_) return Tag::more;
    const char quote = text[at];
    if (quote != '"' && quote != '\'') return Tag::bad;
    ++at;
    const auto* close = static_cast<const char*>(std::memchr(text + at, quote, end_ - at));
    if (close == nullptr) return Tag::more;
    if (attributes_.size() >= limits_.attributes) return Tag::bad;
    attributes_.push_back({name, without_prefix(name), {text + at, static_cast<std::size_t>(close - (text + at))}});
    at = static_cast<std::size_t>(close - text) + 1;
  }
}

XmlEvent XmlScan::end_tag() {
  std::size_t close = 0;
  for (;;) {
    const auto* found = static_cast<const char*>(std::memchr(window_.get() + position_, '>', end_ - position_));
    if (found != nullptr) {
      close = static_cast<std::size_t>(found - window_.get());
      break;
    }
    if (!fill()) return position_ = ended_ ? end_ : position_, malformed();
    event_at_ = position_;
  }
  std::string_view name(window_.get() + position_ + 2, close - position_ - 2);
  while (!name.empty() && is_space(name.back())) name.remove_suffix(1);
  const bool matches = !lengths_.empty() && lengths_.back() == name.size() &&
                       std::memcmp(names_.data() + names_.size() - name.size(), name.data(), name.size()) == 0;
  if (!matches) return malformed();
  set_name(name);
  names_.resize(names_.size() - name.size());
  lengths_.pop_back();
  position_ = close + 1;
  return XmlEvent::end;
}

XmlEvent XmlScan::skip() {
  const std::size_t inside = lengths_.size();
  for (;;) {
    const XmlEvent event = next();
    if (event == XmlEvent::failed || event == XmlEvent::finished) return event;
    if (event == XmlEvent::end && lengths_.size() < inside) return event;
  }
}

std::string_view XmlScan::decode(std::string_view raw, std::string& into) {
  into.clear();
  decode_xml_text(raw, into);
  return into;
}

void XmlScan::take_text(std::string_view raw) {
  const bool plain = raw.empty() || (std::memchr(raw.data(), '&', raw.size()) == nullptr && std::memchr(raw.data(), '\r', raw.size()) == nullptr);
  text_ = plain ? raw : decode(raw, scratch_);
}

std::string_view XmlScan::attribute_value(std::size_t index) {
  Attribute& attribute = attributes_[index];
  if (attribute.decoded || attribute.value.find('&') == std::string_view::npos) return attribute.value;
  if (values_used_ == values_.size()) values_.push_back(std::make_unique<std::string>());
  attribute.value = decode(attribute.value, *values_[values_used_++]);
  attribute.decoded = true;
  return attribute.value;
}

std::optional<std::string_view> XmlScan::attribute(std::string_view local_name) {
  std::size_t prefixed = attributes_.size();
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    if (attributes_[i].local != local_name) continue;
    if (attributes_[i].name.size() == local_name.size()) return attribute_value(i);
    prefixed = i;
  }
  if (prefixed == attributes_.size()) return std::nullopt;
  return attribute_value(prefixed);
}

std::optional<std::string_view> XmlScan::prefixed_attribute(std::string_view local_name) {
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    if (attributes_[i].local == local_name && attributes_[i].name.size() != local_name.size()) return attribute_value(i);
  }
  return std::nullopt;
}

}  // namespace gongdun::read
