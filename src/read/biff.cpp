#include "read/biff.h"

#include <algorithm>

#include "base/encoding.h"
#include "read/little_endian.h"

namespace gongdun::read {

bool BiffReader::have(std::size_t bytes) {
  if (window_.size() - at_ >= bytes) return true;
  if (error_) return false;
  window_.erase(0, at_);
  window_at_ += at_;
  at_ = 0;
  const std::size_t held = window_.size();
  window_.resize(std::max(kWindow, bytes));
  auto got = read_(window_at_ + held, std::as_writable_bytes(std::span(window_)).subspan(held));
  if (!got) error_ = std::move(got).error();
  window_.resize(held + (got ? *got : 0));
  return window_.size() >= bytes;
}

bool BiffReader::next(BiffRecord& record) {
  if (!have(4)) {
    cut_ = cut_ || at_ < window_.size();
    return false;
  }
  const std::size_t size = little::u16(window_, at_ + 2);
  if (!have(4 + size)) {
    cut_ = true;
    return false;
  }
  record.type = little::u16(window_, at_);
  record.at = window_at_ + at_;
  record.body = std::string_view(window_).substr(at_ + 4, size);
  at_ += 4 + size;
  return true;
}

bool BiffReader::next_continued(BiffRecord& record) {
  return have(4) && little::u16(window_, at_) == kContinue && next(record);
}

void BiffReader::seek(std::uint64_t offset) {
  window_.clear();
  at_ = 0;
  window_at_ = offset;
}

bool BiffBody::next_segment() {
  if (!ended_ && !reader_.next_continued(record_)) ended_ = true;
  if (ended_) record_.body = {};
  return !ended_;
}

std::uint32_t BiffBody::take(std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    while (record_.body.empty() && next_segment()) {
    }
    if (record_.body.empty()) return value;
    value |= static_cast<std::uint32_t>(little::u8(record_.body, 0)) << (8 * i);
    record_.body.remove_prefix(1);
  }
  return value;
}

void BiffBody::skip(std::uint64_t bytes) {
  while (bytes > 0) {
    while (record_.body.empty() && next_segment()) {
    }
    if (record_.body.empty()) return;
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, record_.body.size()));
    record_.body.remove_prefix(step);
    bytes -= step;
  }
}

std::string BiffBody::rich_text(std::uint32_t count) {
  const std::uint32_t flags = u8();
  const std::uint32_t runs = (flags & 8U) != 0 ? u16() : 0, extra = (flags & 4U) != 0 ? u32() : 0;
  std::string text = characters(count, (flags & 1U) != 0);
  skip(4ULL * runs + extra);
  return text;
}

std::string BiffBody::characters(std::uint32_t count, bool wide) {
  std::string units;  // UTF-16
  count = std::min<std::uint32_t>(count, 0xFFFF);
  while (count > 0) {
    if (record_.body.size() < (wide ? 2U : 1U)) {
      if (!next_segment()) break;
      wide = (u8() & 1U) != 0;
      continue;
    }
    const std::size_t width = wide ? 2 : 1, there = std::min<std::size_t>(count, record_.body.size() / width);
    if (wide) {
      units.append(record_.body.substr(0, 2 * there));
    } else {
      for (std::size_t i = 0; i < there; ++i) units += {record_.body[i], '\0'};
    }
    record_.body.remove_prefix(width * there);
    count -= static_cast<std::uint32_t>(there);
  }
  return base::to_utf8(std::as_bytes(std::span(units)), base::Encoding::utf16le);
}

}  // namespace gongdun::read
