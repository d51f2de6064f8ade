#include "read/rtf_packed.h"

#include <algorithm>
#include <array>

#include "read/little_endian.h"

namespace gongdun::read {
namespace {

// §2.1.2.1: what the dictionary holds at the beginning.
constexpr std::string_view kBeginning =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New "
    "RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
static_assert(kBeginning.size() == 207);
constexpr std::uint32_t kCompressed = 0x75465A4C, kPlain = 0x414C454D;

}  // namespace

std::string unpack_rtf(std::string_view packed, std::size_t most) {
  const std::uint32_t size = little::u32(packed, 4), kind = little::u32(packed, 8);
  most = std::min<std::size_t>(most, size);
  packed = little::part(packed, 16);
  if (kind == kPlain) return std::string(packed.substr(0, most));
  std::string out;
  if (kind != kCompressed) return out;
  std::array<char, 4096> dictionary{};
  std::copy(kBeginning.begin(), kBeginning.end(), dictionary.begin());
  std::size_t write = kBeginning.size(), at = 0;
  const auto put = [&](char c) {
    dictionary[write] = c;
    write = (write + 1) % dictionary.size();
    out.push_back(c);
  };
  while (at < packed.size() && out.size() < most) {
    const unsigned flags = little::u8(packed, at++);
    for (int bit = 0; bit < 8 && at < packed.size() && out.size() < most; ++bit) {
      if ((flags >> bit & 1U) == 0) {
        put(packed[at++]);
        continue;
      }
      if (at + 2 > packed.size()) return out;
      const unsigned token = static_cast<unsigned>(little::u8(packed, at)) << 8 | little::u8(packed, at + 1);
      at += 2;
      std::size_t from = token >> 4;
      if (from == write) return out;  // the end
      for (unsigned length = (token & 0xFU) + 2; length > 0; --length) {
        put(dictionary[from]);
        from = (from + 1) % dictionary.size();
      }
    }
  }
  return out;
}

}  // namespace gongdun::read
