// What aircraft broadcast: BaseStation lines with their columns named, raw Mode S frames with address, call sign, altitude and speed decoded.
// Source: ICAO Annex 10 volume IV (Mode S, extended squitter: identification, airborne position, airborne velocity); BaseStation socket format.
#include <fmt/core.h>

#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>

#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

struct Squitter {
  std::string icao, kind, call_sign, altitude, speed, track;
};

class Frame {  // bits counted from 1, as the standard does
 public:
  static std::optional<Frame> from(std::string_view hex) {
    Frame frame;
    if (hex.size() != 14 && hex.size() != 28) return std::nullopt;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      unsigned value = 0;
      const auto end = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
      if (end.ec != std::errc{} || end.ptr != hex.data() + i + 2) return std::nullopt;
      frame.bytes_[i / 2] = static_cast<unsigned char>(value);
    }
    return frame;
  }
  unsigned bits(std::size_t first, std::size_t last) const {
    unsigned value = 0;
    for (std::size_t bit = first - 1; bit < last; ++bit) value = (value << 1) | ((bytes_[bit / 8] >> (7 - bit % 8)) & 1U);
    return value;
  }

 private:
  unsigned char bytes_[14] = {};
};

void velocity(const Frame& frame, Squitter& said) {
  const unsigned subtype = frame.bits(38, 40), east = frame.bits(47, 56), north = frame.bits(58, 67);
  if (subtype != 1 || east == 0 || north == 0) return;
  const double x = (frame.bits(46, 46) != 0 ? -1.0 : 1.0) * (east - 1), y = (frame.bits(57, 57) != 0 ? -1.0 : 1.0) * (north - 1);
  said.speed = fmt::format("{:.0f}", std::hypot(x, y));
  const double track = std::atan2(x, y) * 180 / std::numbers::pi;
  said.track = fmt::format("{:.0f}", track < 0 ? track + 360 : track);
}

Squitter decode(const Frame& frame) {
  Squitter said;
  const unsigned format = frame.bits(1, 5);
  if (format == 11 || format == 17 || format == 18) said.icao = fmt::format("{:06X}", frame.bits(9, 32));
  if (format != 17 && format != 18) return said;
  const unsigned type = frame.bits(33, 37);
  said.kind = std::to_string(type);
  if (type >= 1 && type <= 4) {
    static constexpr std::string_view kLetters = "?ABCDEFGHIJKLMNOPQRSTUVWXYZ????? ???????????????0123456789??????";
    for (std::size_t i = 0; i < 8; ++i) said.call_sign.push_back(kLetters[frame.bits(41 + 6 * i, 46 + 6 * i)]);
    said.call_sign = std::string(base::trim(said.call_sign));
  } else if (type >= 9 && type <= 18 && frame.bits(48, 48) == 1) {  // in steps of 25 ft
    said.altitude = std::to_string(25 * static_cast<int>((frame.bits(41, 47) << 4) | frame.bits(49, 52)) - 1000);
  } else if (type == 19) {
    velocity(frame, said);
  }
  return said;
}

std::string_view unquoted(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : text;
}

class AdsbParser final : public LineTaker {
 public:
  explicit AdsbParser(LineTables& out) : out_(out) {
    frames_ = out_.add_table("mode s frames", {{.name = "time", .comment = "时间"},
                                               {.name = "frame", .comment = "报文"},
                                               {.name = "icao_address", .comment = "ICAO 24 位地址"},
                                               {.name = "type_code", .comment = "类型码"},
                                               {.name = "callsign", .comment = "航班呼号"},
                                               {.name = "altitude", .comment = "气压高度", .unit = "ft"},
                                               {.name = "speed", .comment = "地速", .unit = "kn"},
                                               {.name = "track", .comment = "航迹角", .unit = "°"},
                                               {.name = "more"}});
    messages_ = out_.add_table("messages", {{.name = "message"},
                                            {.name = "type"},
                                            {.name = "session"},
                                            {.name = "aircraft"},
                                            {.name = "icao_address", .comment = "ICAO 24 位地址"},
                                            {.name = "flight"},
                                            {.name = "date", .comment = "日期"},
                                            {.name = "time", .comment = "时间"},
                                            {.name = "date_logged"},
                                            {.name = "time_logged"},
                                            {.name = "callsign", .comment = "航班呼号"},
                                            {.name = "altitude", .comment = "气压高度", .unit = "ft"},
                                            {.name = "speed", .comment = "地速", .unit = "kn"},
                                            {.name = "track", .comment = "航迹角", .unit = "°"},
                                            {.name = "latitude", .comment = "纬度", .unit = "°"},
                                            {.name = "longitude", .comment = "经度", .unit = "°"},
                                            {.name = "vertical_rate", .comment = "升降率", .unit = "ft/min"},
                                            {.name = "squawk", .comment = "应答机编码"},
                                            {.name = "alert"},
                                            {.name = "emergency"},
                                            {.name = "ident"},
                                            {.name = "on_ground"}});
  }

  void line(const TextLine& line) override {
    const std::string_view text = base::trim(line.text);
    if (text.empty()) return;
    if (text.front() == '#') return out_.comment(line);
    auto fields = fields_of(text, ',');
    for (std::string_view& value : fields) value = unquoted(value);
    if (fields[0] == "MSG") return out_.row(messages_, line.number, fields);
    const auto frame = Frame::from(field(fields, 1));
    if (!frame) return out_.rest(line);
    const Squitter said = decode(*frame);
    std::size_t next = 2;
    if (field(fields, next) == said.icao) ++next;
    if (field(fields, next) == said.kind) ++next;
    const std::string_view more = next < fields.size() ? text.substr(static_cast<std::size_t>(fields[next].data() - text.data())) : std::string_view();
    out_.row(frames_, line.number, {fields[0], fields[1], said.icao, said.kind, said.call_sign, said.altitude, said.speed, said.track, more});
  }

 private:
  LineTables& out_;
  std::size_t frames_, messages_;
};

}  // namespace

base::Status extract_adsb(ByteSource& source, ExtractContext& context) {
  return extract_lines<AdsbParser>(source, context);
}

}  // namespace gongdun::read
