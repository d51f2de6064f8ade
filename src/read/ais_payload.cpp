#include "read/ais_payload.h"

#include <fmt/core.h>

#include "base/utf8.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kLongestPayload = 1024;  // five slots are 168 characters

class Bits {
 public:
  explicit Bits(std::string_view payload) {
    for (const char c : payload.substr(0, kLongestPayload)) {
      int value = static_cast<unsigned char>(c) - 48;
      if (value > 40) value -= 8;
      if (value < 0 || value > 63) break;
      for (int bit = 5; bit >= 0; --bit) bits_.push_back(((value >> bit) & 1) != 0);
    }
  }
  std::size_t size() const { return bits_.size(); }
  std::uint32_t number(std::size_t at, std::size_t length) const {  // bits beyond the end are zero
    std::uint32_t value = 0;
    for (std::size_t i = at; i < at + length; ++i) value = (value << 1) | (i < bits_.size() && bits_[i] ? 1U : 0U);
    return value;
  }
  std::int32_t signed_number(std::size_t at, std::size_t length) const {
    const std::uint32_t value = number(at, length);
    return static_cast<std::int32_t>(value << (32 - length)) >> (32 - length);
  }
  std::string text(std::size_t at, std::size_t length) const {
    std::string out;
    for (; length >= 6 && at + 6 <= bits_.size(); at += 6, length -= 6) {
      const std::uint32_t code = number(at, 6);
      if (code == 0) break;  // '@' fills up
      out.push_back(static_cast<char>(code < 32 ? code + 64 : code));
    }
    return std::string(base::trim(out));
  }

 private:
  std::vector<bool> bits_;
};

void position(const Bits& bits, AisMessage& message, std::size_t longitude, std::size_t latitude) {
  const double east = bits.signed_number(longitude, 28) / 600000.0, north = bits.signed_number(latitude, 27) / 600000.0;
  if (east < -180 || east > 180 || north < -90 || north > 90) return;
  message.longitude = fmt::format("{:.6f}", east);
  message.latitude = fmt::format("{:.6f}", north);
}

void movement(const Bits& bits, AisMessage& message, std::size_t speed, std::size_t course) {
  if (const auto knots = bits.number(speed, 10); knots < 1023) message.speed = fmt::format("{:.1f}", knots / 10.0);
  if (const auto degrees = bits.number(course, 12); degrees < 3600) message.course = fmt::format("{:.1f}", degrees / 10.0);
}

void heading(const Bits& bits, AisMessage& message, std::size_t at) {
  if (const auto degrees = bits.number(at, 9); degrees < 360) message.heading = std::to_string(degrees);
}

void dimensions(const Bits& bits, AisMessage& message, std::size_t at) {
  const auto length = bits.number(at, 9) + bits.number(at + 9, 9), beam = bits.number(at + 18, 6) + bits.number(at + 24, 6);
  if (length != 0) message.length = std::to_string(length);
  if (beam != 0) message.beam = std::to_string(beam);
}

void type_of_ship(const Bits& bits, AisMessage& message, std::size_t at) {
  if (const auto kind = bits.number(at, 8); kind != 0) message.ship_type = std::to_string(kind);
}

const char* status_word(std::uint32_t status) {
  static constexpr const char* kWords[] = {"under way using engine", "at anchor", "not under command", "restricted manoeuvrability",
                                           "constrained by draught", "moored",    "aground",           "engaged in fishing",
                                           "under way sailing"};
  return status < std::size(kWords) ? kWords[status] : "";
}

void voyage(const Bits& bits, AisMessage& message) {
  if (const auto imo = bits.number(40, 30); imo != 0) message.imo = std::to_string(imo);
  message.call_sign = bits.text(70, 42);
  message.name = bits.text(112, 120);
  type_of_ship(bits, message, 232);
  dimensions(bits, message, 240);
  const auto month = bits.number(274, 4), day = bits.number(278, 5), hour = bits.number(283, 5), minute = bits.number(288, 6);
  if (month >= 1 && month <= 12 && day >= 1) message.eta = fmt::format("{:02}-{:02} {:02}:{:02}", month, day, hour % 24, minute % 60);
  if (const auto draught = bits.number(294, 8); draught != 0) message.draught = fmt::format("{:.1f}", draught / 10.0);
  message.destination = bits.text(302, 120);
}

void base_time(const Bits& bits, AisMessage& message) {
  const auto year = bits.number(38, 14), month = bits.number(52, 4), day = bits.number(56, 5);
  if (year == 0 || month < 1 || month > 12 || day == 0) return;
  message.time = fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", year, month, day, bits.number(61, 5), bits.number(66, 6), bits.number(72, 6));
}

// Bits a message of this type needs before it says anything; 0: not read here.
std::size_t needed(unsigned type) {
  switch (type) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 9:
    case 11:
    case 18: return 128;
    case 5: return 232;
    case 12: return 78;
    case 14: return 46;
    case 19:
    case 21: return 160;
    case 24: return 130;
    case 27: return 90;
    default: return 0;
  }
}

}  // namespace

std::optional<AisMessage> decode_ais(std::string_view payload) {
  const Bits bits(payload);
  AisMessage message{.type = bits.number(0, 6), .mmsi = bits.number(8, 30)};
  if (needed(message.type) == 0 || bits.size() < needed(message.type)) return std::nullopt;
  switch (message.type) {
    case 1:
    case 2:
    case 3:
      message.status = status_word(bits.number(38, 4));
      position(bits, message, 61, 89);
      movement(bits, message, 50, 116);
      heading(bits, message, 128);
      break;
    case 4:
    case 11:
      base_time(bits, message);
      position(bits, message, 79, 107);
      break;
    case 5: voyage(bits, message); break;
    case 9: position(bits, message, 61, 89); break;
    case 12: message.text = bits.text(72, bits.size()); break;
    case 14: message.text = bits.text(40, bits.size()); break;
    case 18:
    case 19:
      position(bits, message, 57, 85);
      movement(bits, message, 46, 112);
      heading(bits, message, 124);
      if (message.type == 18) break;
      message.name = bits.text(143, 120);
      type_of_ship(bits, message, 263);
      dimensions(bits, message, 271);
      break;
    case 21:
      message.name = bits.text(43, 120);
      position(bits, message, 164, 192);
      break;
    case 24:
      if (bits.number(38, 2) == 0) {
        message.name = bits.text(40, 120);
      } else {
        type_of_ship(bits, message, 40);
        message.call_sign = bits.text(90, 42);
        dimensions(bits, message, 132);
      }
      break;
    default: {
      const double east = bits.signed_number(44, 18) / 600.0, north = bits.signed_number(62, 17) / 600.0;
      if (east < -180 || east > 180 || north < -90 || north > 90) break;
      message.longitude = fmt::format("{:.4f}", east);
      message.latitude = fmt::format("{:.4f}", north);
    }
  }
  return message;
}

}  // namespace gongdun::read
