// Parameter group numbers of NMEA 2000 (names as the public list of messages gives them) in the identifiers of CAN frames.
#pragma once
#include <cstdint>
#include <string_view>

namespace gongdun::read {

// The number in a 29-bit identifier (SAE J1939-21): data page and format, and the group extension where the message has no addressee.
constexpr std::uint32_t pgn_of(std::uint32_t can_id) {
  const std::uint32_t number = can_id >> 8U & 0x3FFFFU;
  return (number >> 8U & 0xFFU) < 240 ? number & 0x3FF00U : number;
}
// Numbers no J1939 vehicle uses: data page 1 from 126208 on.
constexpr bool nmea2000_only(std::uint32_t pgn) {
  return pgn >= 126'208 && pgn <= 131'071;
}
// Empty where the number is not listed.
std::string_view pgn_name(std::uint32_t number);

}  // namespace gongdun::read
