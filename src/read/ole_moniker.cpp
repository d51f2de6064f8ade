#include "read/ole_moniker.h"

#include <algorithm>
#include <cstdint>

#include "read/code_page.h"
#include "read/little_endian.h"

namespace gongdun::read {
namespace {

constexpr std::uint32_t kUrl = 0x79EAC9E0, kFile = 0x00000303;  // beginnings of the class ids
constexpr std::size_t kMostBytes = 16 << 10;

}  // namespace

std::vector<std::string> hyperlink_texts(std::string_view object) {
  std::vector<std::string> found;
  const auto keep = [&](std::string text) {
    if (!text.empty()) found.push_back(plain_lines(text));
  };
  std::size_t at = 8;
  const auto take_wide = [&] {
    const std::size_t bytes = 2ULL * little::u32(object, at);
    keep(from_utf16(little::part(object, at + 4, std::min(bytes, kMostBytes))));
    at += 4 + bytes;
  };
  const std::uint32_t flags = little::u32(object, 4);
  if ((flags & 0x10U) != 0) take_wide();  // what is shown
  if ((flags & 0x80U) != 0) take_wide();  // frame
  if ((flags & 0x101U) == 0x101U) {
    take_wide();
  } else if ((flags & 1U) != 0) {
    const std::uint32_t kind = little::u32(object, at);
    at += 16;
    const std::size_t bytes = little::u32(object, at + (kind == kFile ? 2 : 0));
    if (kind == kUrl) keep(from_utf16(little::part(object, at + 4, std::min(bytes, kMostBytes))));
    if (kind == kFile) keep(from_code_page(little::part(object, at + 6, std::min(bytes, kMostBytes)), 0));
  }
  return found;
}

}  // namespace gongdun::read
