// Whether a costly reading of cells is worth its time in a column. It is tried on every cell until it has proved barren, then on a sample, and on
// every cell again as soon as the sample finds something. No column is claimed on so small a share, so nothing that is reported changes; what
// patterns find is not under this rule.
#pragma once
#include <cstdint>

namespace gongdun::detect {

class Tries {
 public:
  bool wanted() {
    if (tried_ < kFirst || found_ * kBarren >= tried_) return true;
    return (++passed_ & (kStride - 1)) == 0;
  }
  void note(bool found) {
    ++tried_;
    found_ += found;
  }

 private:
  static constexpr std::uint32_t kFirst = 64;   // cells
  static constexpr std::uint32_t kBarren = 20;  // fewer than one in so many
  static constexpr std::uint32_t kStride = 16;  // a power of two
  std::uint64_t tried_ = 0, found_ = 0;
  std::uint32_t passed_ = 0;
};

}  // namespace gongdun::detect
