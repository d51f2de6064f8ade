#include "read/brt.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/encoding.h"
#include "read/little_endian.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kPiece = 64 << 10;

}  // namespace

bool BrtReader::have(std::size_t bytes) {
  if (window_.size() - at_ >= bytes) return true;
  window_.erase(0, at_);
  at_ = 0;
  while (!ended_ && !error_ && window_.size() < bytes) {
    const std::size_t held = window_.size();
    window_.resize(held + kPiece);
    auto got = input_(std::as_writable_bytes(std::span(window_)).subspan(held));
    if (!got) error_ = std::move(got).error();
    ended_ = !got || *got == 0;
    window_.resize(held + (got ? *got : 0));
  }
  return window_.size() >= bytes;
}

bool BrtReader::number(int most_bytes, std::uint32_t& value) {
  value = 0;
  for (int i = 0; i < most_bytes; ++i) {
    if (!have(1)) return false;
    const std::uint32_t byte = little::u8(window_, at_++);
    value |= (byte & 0x7FU) << (7 * i);
    if ((byte & 0x80U) == 0) break;
  }
  return true;
}

bool BrtReader::skip(std::size_t bytes) {
  while (bytes > 0) {
    if (!have(1)) return false;
    const std::size_t step = std::min(bytes, window_.size() - at_);
    at_ += step;
    bytes -= step;
  }
  return true;
}

bool BrtReader::next(BrtRecord& record) {
  std::uint32_t size = 0;
  const std::size_t rest = std::exchange(skip_, 0);
  if (!skip(rest) || !number(2, record.type) || !number(4, size)) return false;
  const std::size_t kept = std::min<std::size_t>(size, kMostBody);
  if (!have(kept)) return false;
  record.body = std::string_view(window_).substr(at_, kept);
  at_ += kept;
  skip_ = size - kept;
  return true;
}

std::string brt_text(std::string_view body, std::size_t& at) {
  const std::size_t count = little::u32(body, at);
  at += 4;
  if (count == 0xFFFFFFFF) return {};
  const std::string_view units = little::part(body, at, 2 * count);
  at += 2 * count;
  return base::to_utf8(std::as_bytes(std::span(units.substr(0, units.size() / 2 * 2))), base::Encoding::utf16le);
}

}  // namespace gongdun::read
