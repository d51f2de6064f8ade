// The window of the scanner: what has been read and not scanned yet, in UTF-8.
#include <algorithm>
#include <cstring>
#include <utility>

#include "read/xml_entities.h"
#include "read/xml_scan.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kRawBytes = 64 << 10;
constexpr std::size_t kRawHead = 16 << 10;

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

}  // namespace gongdun::read
