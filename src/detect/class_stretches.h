// Walks a text in stretches whose byte classes are worked out at once; the last one is padded with line ends.
#pragma once
#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "detect/class_bits.h"

namespace gongdun::detect {

class ClassStretches {
 public:
  static constexpr std::size_t kWords = 16;
  using Mask = std::array<std::uint64_t, kWords>;

  explicit ClassStretches(std::string_view text) : text_(text) {}

  // Goes on to the next stretch; false at the end.
  bool next() {
    base_ += step_;
    if (base_ >= text_.size()) return false;
    step_ = std::min(kWords * 64, text_.size() - base_);
    words_ = (step_ + 255) / 256 * 4;
    bytes_ = reinterpret_cast<const unsigned char*>(text_.data()) + base_;
    if (step_ < words_ * 64) {
      std::memcpy(tail_.data(), bytes_, step_);
      std::memset(tail_.data() + step_, '\n', words_ * 64 - step_);
      bytes_ = tail_.data();
    }
    return true;
  }
  // Bit i of word w: is byte base() + 64 w + i in the range? Bits behind the end of the text stand for line ends.
  void classify(ByteRange range, Mask& mask) const { class_bits().classify(bytes_, words_, &range, 1, mask.data()); }
  // … in the set? False: no byte is.
  bool classify_set(const AsciiSet& set, Mask& mask) const { return class_bits().classify_set(bytes_, words_, set, mask.data()); }

  std::size_t base() const { return base_; }
  std::size_t words() const { return words_; }
  std::size_t padding() const { return words_ * 64 - step_; }

 private:
  std::string_view text_;
  std::size_t base_ = 0, step_ = 0, words_ = 0;
  const unsigned char* bytes_ = nullptr;
  alignas(64) std::array<unsigned char, kWords * 64> tail_;
};

}  // namespace gongdun::detect
