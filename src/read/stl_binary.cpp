// Binary STL meshes ("The STL Format", 3D Systems 1989): the text of the header, the number of facets and the size of the part. No facet is kept.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "read/binary_input.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::size_t kHeader = 84, kFacet = 50;

// Printable characters, then nothing but zeros or blanks.
bool words_and_filling(std::string_view header) {
  const std::size_t words = std::min(header.find_first_of(std::string_view("\0", 1)), header.size());
  const auto printable = [](char c) { return (c >= ' ' && c < 0x7F) || c == '\r' || c == '\n'; };
  return words >= 4 && std::ranges::all_of(header.substr(0, words), printable) && header.find_first_not_of(std::string_view("\0 ", 2), words) == header.npos;
}

// Binary STL has no magic: 80 free bytes, a count, then 50-byte facets whose normal is a unit (or zero) vector.
int stl_binary(const Sniff& s) {
  const std::string_view b = s.bytes();
  if (!s.text.empty() || b.size() < kHeader + kFacet) return 0;
  std::uint32_t count = 0;
  std::memcpy(&count, b.data() + 80, 4);
  if (s.whole && b.size() > kHeader + kFacet * count) return 0;
  if (count < 2 || count > 500'000'000) return 0;
  // Cut short: the header must be words and filling, so that the few facets left are not all there is to say.
  const bool cut = s.whole && b.size() < kHeader + kFacet * count;
  if (cut && !words_and_filling(b.substr(0, 80))) return 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(count, (b.size() - kHeader) / kFacet); ++i) {
    float normal[3];
    std::memcpy(normal, b.data() + kHeader + i * kFacet, sizeof normal);
    const double length = std::hypot(normal[0], normal[1], normal[2]);
    if (!(length < 0.01 || std::abs(length - 1) < 0.02)) return 0;
  }
  return cut ? kGeneric : kSpecific;
}

base::Status extract_stl_binary(ByteSource& source, ExtractContext& context) {
  PieceReader pieces(source, context.limits);
  auto head = pieces.take(kHeader);
  if (!head) return std::unexpected(head.error());
  if (head->size() < kHeader) return std::unexpected(cut_short(pieces.offset()));
  PairSheet pairs(context, "mesh");
  pairs.add("header", field_text(head->substr(0, 80)));
  const std::uint32_t count = ByteCursor(head->substr(80)).u32();
  pairs.add("facets", std::to_string(count));
  std::array<float, 3> least{}, most{};
  std::uint32_t seen = 0;
  for (; seen < count && !context.stop.requested(); ++seen) {
    auto facet = pieces.take(kFacet);
    if (!facet) return std::unexpected(facet.error());
    if (facet->size() < kFacet) break;
    ByteCursor in(facet->substr(12));
    for (int corner = 0; corner < 3; ++corner) {
      for (std::size_t axis = 0; axis < 3; ++axis) {
        const float value = in.number<float>();
        if (seen == 0 && corner == 0) least.at(axis) = most.at(axis) = value;
        least.at(axis) = std::min(least.at(axis), value);
        most.at(axis) = std::max(most.at(axis), value);
      }
    }
  }
  if (seen > 0) pairs.add("extent", fmt::format("{:.6g} × {:.6g} × {:.6g}", most[0] - least[0], most[1] - least[1], most[2] - least[2]));
  pairs.finish();
  if (seen < count && !context.stop.requested()) context.sink.unread(cut_short(pieces.offset()));
  return {};
}

GD_FORMAT({"stl-binary", "三角网格模型（STL 二进制）", "STL mesh, binary", "stl", stl_binary, extract_stl_binary});

}  // namespace
}  // namespace gongdun::read
