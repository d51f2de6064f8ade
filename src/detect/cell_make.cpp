#include "detect/cell_make.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kHalf = 16;
using Bytes [[gnu::vector_size(kHalf)]] = unsigned char;

constexpr std::array<unsigned char, 2 * CellMake::kLongest> kKeep = [] {
  std::array<unsigned char, 2 * CellMake::kLongest> keep{};
  for (std::size_t i = 0; i < CellMake::kLongest; ++i) keep[i] = 0xFF;
  return keep;
}();

Bytes all(unsigned char value) {
  return Bytes{} + value;
}

bool any(Bytes bytes) {
  std::uint64_t words[2];
  std::memcpy(words, &bytes, sizeof words);
  return (words[0] | words[1]) != 0;
}

// Signs of sixteen bytes, those behind `size` zero; false if one is no printable ASCII.
bool signs_of(const char* text, std::size_t size, char* out) {
  Bytes bytes, keep;
  std::memcpy(&bytes, text, kHalf);
  std::memcpy(&keep, kKeep.data() + (size < kHalf ? CellMake::kLongest - size : 0), kHalf);
  const Bytes digits = reinterpret_cast<Bytes>((bytes - all('0')) <= all(9));
  const Bytes folded = bytes | all(0x20);
  const Bytes letters = reinterpret_cast<Bytes>((folded - all('a')) <= all(25)) & reinterpret_cast<Bytes>(folded != all('e'));
  const Bytes signs = (digits & all('0')) | (letters & ((bytes & all(0x20)) | all('A'))) | (~(digits | letters) & bytes);
  const Bytes strange = reinterpret_cast<Bytes>((bytes - all(' ')) > all('~' - ' '));
  const Bytes kept = signs & keep;
  std::memcpy(out, &kept, kHalf);
  return !any(strange & keep);
}

std::uint64_t word(const char* at) {
  std::uint64_t value = 0;
  std::memcpy(&value, at, sizeof value);
  return value;
}

}  // namespace

std::uint64_t CellMake::hash() const {
  constexpr std::uint64_t kA = 0x9E3779B97F4A7C15, kB = 0xC2B2AE3D27D4EB4F, kC = 0x165667B19E3779F9, kD = 0xD6E8FEB86659FD93;
  std::uint64_t sum = word(signs.data()) * kA ^ word(signs.data() + 8) * kB;
  if (size > kHalf) sum ^= word(signs.data() + 16) * kC ^ word(signs.data() + 24) * kD;
  sum ^= sum >> 32;
  return (sum + size) * kA;
}

bool make_of(std::string_view cell, std::size_t readable, CellMake& make) {
  if (cell.empty() || cell.size() > CellMake::kLongest) return false;
  std::array<char, CellMake::kLongest> copy;
  const char* text = cell.data();
  if (readable < CellMake::kLongest) {
    copy.fill(' ');
    std::memcpy(copy.data(), text, cell.size());
    text = copy.data();
  }
  make.size = static_cast<std::uint32_t>(cell.size());
  if (!signs_of(text, cell.size(), make.signs.data())) return false;
  if (cell.size() > kHalf) return signs_of(text + kHalf, cell.size() - kHalf, make.signs.data() + kHalf);
  std::memset(make.signs.data() + kHalf, 0, kHalf);
  return true;
}

}  // namespace gongdun::detect
