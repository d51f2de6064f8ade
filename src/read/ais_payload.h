// What one AIS message says: positions of ships and aids to navigation, names, call signs, IMO numbers, destinations.
// Source: ITU-R M.1371-5, annex 8 (messages 1–5, 9, 11, 12, 14, 18, 19, 21, 24, 27), table 47 (6-bit text); IEC 61162-1 (6-bit armour).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::read {

struct AisMessage {
  unsigned type = 0;
  std::uint32_t mmsi = 0;
  // As text, empty where the message has none or says "not available".
  std::string latitude, longitude, speed, course, heading, status, time;
  std::string imo, call_sign, name, ship_type, length, beam, draught, destination, eta, text;
  bool position() const { return !latitude.empty() && !longitude.empty(); }
  bool identity() const { return !imo.empty() || !call_sign.empty() || !name.empty() || !destination.empty() || !ship_type.empty(); }
};

// `payload` is the armoured 6-bit text of all parts of a sentence. Nothing for messages too short for their type or of no known type.
std::optional<AisMessage> decode_ais(std::string_view payload);

}  // namespace gongdun::read
