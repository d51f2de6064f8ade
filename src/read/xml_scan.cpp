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

}  // namespace

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
    const char* const end = window_.get() + end_;
    const char* const stop = find_text_stop(begin, end);
    if (stop < end && *stop == '<') {
      text_ = {begin, static_cast<std::size_t>(stop - begin)};
      position_ += text_.size();
      return XmlEvent::text;
    }
    const char* const open = stop == end ? nullptr : static_cast<const char*>(std::memchr(stop, '<', static_cast<std::size_t>(end - stop)));
    if (open != nullptr) {
      text_ = decode({begin, static_cast<std::size_t>(open - begin)}, scratch_);
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
  append_short(names_, name_);
  open_.push_back({static_cast<std::uint32_t>(name_.size()), static_cast<std::uint32_t>(name_.size() - local_.size())});
  seen_root_ = true;
  return true;
}

void XmlScan::pop() {
  shorten(names_, open_.back().size);
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
  std::uint32_t quoted = 0;  // all ones: a value has begun and not ended
  for (; at < end_; at += 32) {
    const TagMarks marks = tag_marks(text + at);
    if (marks.single != 0) return tag_end_by_quote(at, quoted != 0 ? '"' : '\0', bad);
    const std::uint32_t inside = parity_so_far(marks.twin) ^ quoted;
    if (const std::uint32_t found = marks.angle & ~inside; found != 0) {
      at += static_cast<std::size_t>(std::countr_zero(found));
      if (at >= end_) return kNowhere;
      bad = text[at] == '<';
      return bad ? kNowhere : at;
    }
    quoted = (inside >> 31) != 0 ? ~0U : 0U;
  }
  return kNowhere;
}

// The same where both kinds of quotes may stand.
std::size_t XmlScan::tag_end_by_quote(std::size_t at, char quote, bool& bad) const {
  const char* const text = window_.get();
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
