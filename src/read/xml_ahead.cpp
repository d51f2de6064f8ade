// Shortcuts over what lies whole in the window: they take what next() would have gone through event by event, or do nothing.
#include <algorithm>
#include <cstring>

#include "read/xml_characters.h"
#include "read/xml_scan.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kBareBytes = 4096;  // the same bytes may be looked at once for each level, so not too many
constexpr std::size_t kBareDepth = 16;

}  // namespace

std::string_view XmlScan::ahead() const {
  if (!limits_.shortcuts || close_pending_ || in_cdata_ || broken_ || open_.empty() || open_.size() + kAhead > limits_.depth) return {};
  return {window_.get() + position_, end_ - position_};
}

std::string_view XmlScan::innermost() const {
  return open_.empty() ? std::string_view{} : std::string_view(names_).substr(names_.size() - open_.back().size);
}

std::optional<std::string_view> XmlScan::leaf() {
  if (close_pending_ || broken_ || !limits_.shortcuts) return std::nullopt;
  const char* const begin = window_.get() + position_;
  const char* const end = window_.get() + end_;
  const char* const at = find_text_stop(begin, end);
  const std::string_view name = innermost();
  if (static_cast<std::size_t>(end - at) < name.size() + 3 || at[0] != '<' || at[1] != '/' || std::memcmp(at + 2, name.data(), name.size()) != 0 ||
      at[2 + name.size()] != '>') {
    return std::nullopt;
  }
  position_ = static_cast<std::size_t>(at - window_.get()) + name.size() + 3;
  pop();
  return std::string_view(begin, static_cast<std::size_t>(at - begin));
}

bool XmlScan::skip_without(const XmlNames& wanted) {
  if (broken_ || !limits_.shortcuts) return false;
  if (close_pending_) return close_pending_ = false, pop(), true;
  const std::size_t end = bare_end(wanted);
  if (end == kNowhere) return false;
  position_ = end;
  pop();
  return true;
}

// Where the element that has just begun ends, behind its end tag; kNowhere where that is not to be had cheaply.
std::size_t XmlScan::bare_end(const XmlNames& wanted) const {
  const char* const text = window_.get();
  const std::size_t stop = std::min(end_, position_ + kBareBytes);
  std::string_view inside[kBareDepth] = {innermost()};
  std::size_t level = 1;
  for (std::size_t at = position_;;) {
    if (at < stop && text[at] != '<') {
      const char* const open = find_char(text + at, text + stop, '<');
      at = open == nullptr ? stop : static_cast<std::size_t>(open - text);
    }
    const std::string_view name = inside[level - 1];
    if (at >= stop || stop - at < name.size() + 3) return kNowhere;
    if (text[at + 1] == '/') {
      if (std::memcmp(text + at + 2, name.data(), name.size()) != 0 || text[at + 2 + name.size()] != '>') return kNowhere;
      at += name.size() + 3;
      if (--level == 0) return at;
      continue;
    }
    if (!starts_name(text[at + 1])) return kNowhere;
    std::size_t local = 0;
    bool bad = false;
    const std::size_t name_end = end_of_name(at + 1, local), end = tag_end(at + 1, bad);
    if (end == kNowhere || open_.size() + level > limits_.depth || wanted.holds({text + local, name_end - local})) return kNowhere;
    if (text[end - 1] != '/') {
      if (level == kBareDepth) return kNowhere;
      inside[level++] = {text + at + 1, name_end - at - 1};
    }
    at = end + 1;
  }
}

}  // namespace gongdun::read
