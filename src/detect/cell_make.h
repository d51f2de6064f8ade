// The make of a short ASCII cell: its bytes with every digit and letter replaced by one sign for its kind. Measured values, times and numbers of
// one kind share a make, so that what follows from the make alone is worked out once.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace gongdun::detect {

struct CellMake {
  static constexpr std::size_t kLongest = 32;  // bytes of a cell that has a make
  // '0' stands for any digit, 'A' for any capital and 'a' for any small letter, other bytes for themselves; E and e too, which numbers are written
  // with. Zeros behind the end.
  alignas(16) std::array<char, kLongest> signs{};
  std::uint32_t size = 0;

  bool operator==(const CellMake& other) const { return size == other.size && std::memcmp(signs.data(), other.signs.data(), kLongest) == 0; }
  std::string_view view() const { return {signs.data(), size}; }
  std::uint64_t hash() const;
};

// False if the cell has none: empty, too long, or not all of it printable ASCII. `readable` is how many bytes may be read from cell.data() on.
bool make_of(std::string_view cell, std::size_t readable, CellMake& make);

}  // namespace gongdun::detect
