// Copies a cell's worth of bytes without a call: values of tables are a few bytes long. Private to read.
#pragma once
#include <cstddef>
#include <cstring>

namespace gongdun::read {

// Two pieces of fixed size that may overlap.
template <std::size_t piece>
inline void copy_ends(char* to, const char* from, std::size_t size) {
  char first[piece], last[piece];
  std::memcpy(first, from, piece);
  std::memcpy(last, from + size - piece, piece);
  std::memcpy(to, first, piece);
  std::memcpy(to + size - piece, last, piece);
}

inline void copy_short(char* to, const char* from, std::size_t size) {
  if (size > 32) {
    std::memcpy(to, from, size);
  } else if (size >= 16) {
    copy_ends<16>(to, from, size);
  } else if (size >= 8) {
    copy_ends<8>(to, from, size);
  } else if (size >= 4) {
    copy_ends<4>(to, from, size);
  } else if (size >= 2) {
    copy_ends<2>(to, from, size);
  } else if (size == 1) {
    *to = *from;
  }
}

}  // namespace gongdun::read
