// Sentences of ships' instruments: positions as degrees, what AIS transponders say of ships decoded, the other sentences by their type.
// Source: IEC 61162-1 (NMEA 0183): GGA, GNS, GLL, RMC, WPL; encapsulated VDM/VDO: see ais_payload.h.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "read/ais_payload.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

// "1929.045","S" → "-19.484083"; `degrees` digits stand for whole degrees.
std::string in_degrees(std::string_view text, std::string_view side) {
  const std::size_t point = std::min(text.find('.'), text.size());
  if (point < 3 || point > 5) return {};
  int whole = 0;
  double minutes = 0;
  const std::string_view head = text.substr(0, point - 2), tail = text.substr(point - 2);
  if (std::from_chars(head.data(), head.data() + head.size(), whole).ec != std::errc{}) return {};
  const auto end = std::from_chars(tail.data(), tail.data() + tail.size(), minutes);
  if (end.ec != std::errc{} || end.ptr != tail.data() + tail.size() || minutes < 0 || minutes >= 60 || whole > 180) return {};
  const double value = whole + minutes / 60;
  return fmt::format("{:.6f}", side == "S" || side == "W" ? -value : value);
}

std::string clock_of(std::string_view text) {  // 184353.07 → 18:43:53.07
  if (text.size() < 6 || text.substr(0, 6).find_first_not_of("0123456789") != text.npos) return std::string(text);
  return fmt::format("{}:{}:{}", text.substr(0, 2), text.substr(2, 2), text.substr(4));
}
std::string date_of(std::string_view text) {  // 230394 → 1994-03-23
  if (text.size() != 6 || text.find_first_not_of("0123456789") != text.npos) return std::string(text);
  return fmt::format("{}{}-{}-{}", text[4] >= '8' ? "19" : "20", text.substr(4), text.substr(2, 2), text.substr(0, 2));
}

class NmeaParser final : public LineTaker {
 public:
  explicit NmeaParser(LineTables& out) : out_(out) {
    positions_ = out_.add_table("positions", {{.name = "sentence", .comment = "语句"},
                                              {.name = "time", .comment = "时间"},
                                              {.name = "date", .comment = "日期"},
                                              {.name = "latitude", .comment = "纬度", .unit = "°"},
                                              {.name = "longitude", .comment = "经度", .unit = "°"},
                                              {.name = "speed", .comment = "航速", .unit = "kn"},
                                              {.name = "course", .comment = "航向", .unit = "°"},
                                              {.name = "altitude", .comment = "高程", .unit = "m"},
                                              {.name = "waypoint", .comment = "航路点"}});
    ships_ = out_.add_table("ship positions", {{.name = "sentence", .comment = "语句"},
                                               {.name = "received", .comment = "接收时间"},
                                               {.name = "message_type", .comment = "消息类型"},
                                               {.name = "mmsi", .comment = "MMSI 九位码"},
                                               {.name = "latitude", .comment = "纬度", .unit = "°"},
                                               {.name = "longitude", .comment = "经度", .unit = "°"},
                                               {.name = "speed", .comment = "对地航速", .unit = "kn"},
                                               {.name = "course", .comment = "对地航向", .unit = "°"},
                                               {.name = "heading", .comment = "船首向", .unit = "°"},
                                               {.name = "status", .comment = "航行状态"},
                                               {.name = "time", .comment = "时间"}});
    voyages_ = out_.add_table("ships", {{.name = "mmsi", .comment = "MMSI 九位码"},
                                        {.name = "imo", .comment = "IMO 编号"},
                                        {.name = "call_sign", .comment = "呼号"},
                                        {.name = "ship_name", .comment = "船名"},
                                        {.name = "ship_type", .comment = "船舶类型"},
                                        {.name = "length", .comment = "船长", .unit = "m"},
                                        {.name = "beam", .comment = "船宽", .unit = "m"},
                                        {.name = "draught", .comment = "吃水", .unit = "m"},
                                        {.name = "destination", .comment = "目的地"},
                                        {.name = "eta", .comment = "预计到达"},
                                        {.name = "safety_text", .comment = "安全广播"}});
    sentences_ = out_.add_table("sentences", {{.name = "sentence", .comment = "语句"}, {.name = "fields", .comment = "字段"}});
  }

  void line(const TextLine& line) override {
    const std::size_t begin = line.text.find_first_of("$!");
    if (line.text.starts_with('#') || begin == line.text.npos) {
      if (!base::trim(line.text).empty()) out_.comment(line);
      return;
    }
    std::string_view body = base::trim(line.text.substr(begin + 1));
    const std::size_t star = body.find('*');
    const std::string_view after = star == body.npos ? std::string_view() : base::trim(body.substr(std::min(star + 3, body.size())));
    body = body.substr(0, star);
    const auto fields = fields_of(body, ',');
    const std::string_view received = base::trim(line.text.substr(0, begin));
    if (!after.empty()) out_.rest({after, line.number, line.offset});
    const bool ship = fields[0].ends_with("VDM") || fields[0].ends_with("VDO");
    const bool taken = ship ? transponder(fields, received, line.number) : navigation(fields, line.number);
    if (taken) return;
    if (!received.empty() && received.front() != '\\') out_.rest({received, line.number, line.offset});
    const std::size_t comma = body.find(',');
    out_.row(sentences_, line.number, {fields[0], comma == body.npos ? std::string_view() : body.substr(comma + 1)});
  }

 private:
  bool navigation(const std::vector<std::string_view>& f, std::uint64_t line) {
    if (f[0].size() < 5 || f[0].front() == 'P') return false;
    const std::string_view type = f[0].substr(f[0].size() - 3);
    if (type == "GGA" || type == "GNS") {
      return put(f[0], line, {clock_of(field(f, 1)), {}}, field(f, 2), field(f, 3), field(f, 4), field(f, 5), {{}, {}, field(f, 9), {}});
    }
    if (type == "GLL") return put(f[0], line, {clock_of(field(f, 5)), {}}, field(f, 1), field(f, 2), field(f, 3), field(f, 4), {});
    if (type == "RMC") {
      return put(f[0], line, {clock_of(field(f, 1)), date_of(field(f, 9))}, field(f, 3), field(f, 4), field(f, 5), field(f, 6),
                 {field(f, 7), field(f, 8), {}, {}});
    }
    if (type == "WPL") return put(f[0], line, {}, field(f, 1), field(f, 2), field(f, 3), field(f, 4), {{}, {}, {}, field(f, 5)});
    return false;
  }

  struct When {
    std::string time, date;
  };
  struct Motion {
    std::string_view speed, course, altitude, waypoint;
  };

  bool put(std::string_view sentence, std::uint64_t line, const When& when, std::string_view latitude, std::string_view north, std::string_view longitude,
           std::string_view east, const Motion& motion) {
    const std::string y = in_degrees(latitude, north), x = in_degrees(longitude, east);
    if (x.empty() || y.empty()) return false;
    out_.row(positions_, line, {sentence, when.time, when.date, y, x, motion.speed, motion.course, motion.altitude, motion.waypoint});
    return true;
  }

  // !AIVDM,parts,part,sequence,channel,payload,fill
  bool transponder(const std::vector<std::string_view>& f, std::string_view received, std::uint64_t line) {
    std::string payload(field(f, 5));
    if (field(f, 1) != "1") {
      const std::string key = std::string(field(f, 3)) + "/" + std::string(field(f, 4)) + "/" + std::string(field(f, 1));
      if (field(f, 2) == "1") {
        if (parts_.size() >= kWaiting) parts_.clear();  // parts whose end never came
        parts_[key] = payload;
        return payload.size() <= kPayload;
      }
      const auto waiting = parts_.find(key);
      if (waiting == parts_.end() || waiting->second.size() + payload.size() > kPayload) return false;
      waiting->second += payload;
      if (field(f, 2) != field(f, 1)) return true;
      payload = std::move(waiting->second);
      parts_.erase(waiting);
    }
    const auto message = decode_ais(payload);
    if (!message) return false;
    const std::string mmsi = fmt::format("{:09}", message->mmsi), type = std::to_string(message->type);
    if (message->position()) {
      out_.row(ships_, line,
               {f[0], received, type, mmsi, message->latitude, message->longitude, message->speed, message->course, message->heading, message->status,
                message->time});
    }
    if (message->identity() || !message->text.empty()) {
      out_.row(voyages_, line,
               {mmsi, message->imo, message->call_sign, message->name, message->ship_type, message->length, message->beam, message->draught,
                message->destination, message->eta, message->text});
    } else if (!message->position()) {
      out_.row(ships_, line, {f[0], received, type, mmsi});
    }
    return true;
  }

  static constexpr std::size_t kWaiting = 1000, kPayload = 1000;
  LineTables& out_;
  std::size_t positions_, ships_, voyages_, sentences_;
  std::map<std::string, std::string> parts_;
};

}  // namespace

base::Status extract_nmea(ByteSource& source, ExtractContext& context) {
  return extract_lines<NmeaParser>(source, context);
}

}  // namespace gongdun::read
