// Captures of NMEA 2000 ship buses: parameter group, source, destination and data of each message, positions of ship and targets decoded.
// Source: SAE J1939-21 (identifiers); public descriptions of well-known parameter groups; log layouts of Actisense/canboat, Yacht Devices RAW
// and iKonvert.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <numbers>

#include "base/base64.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"
#include "read/nmea2000.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

struct Pgn {
  std::uint32_t number;
  std::string_view name;
};
constexpr Pgn kPgns[] = {{59392, "ISO acknowledgement"},
                         {59904, "ISO request"},
                         {60928, "ISO address claim"},
                         {126208, "group function"},
                         {126464, "PGN list"},
                         {126720, "manufacturer proprietary"},
                         {126992, "system time"},
                         {126993, "heartbeat"},
                         {126996, "product information"},
                         {126998, "configuration information"},
                         {127237, "heading/track control"},
                         {127245, "rudder"},
                         {127250, "vessel heading"},
                         {127251, "rate of turn"},
                         {127257, "attitude"},
                         {127258, "magnetic variation"},
                         {127488, "engine parameters, rapid update"},
                         {127489, "engine parameters, dynamic"},
                         {127493, "transmission parameters, dynamic"},
                         {127497, "trip parameters, engine"},
                         {127501, "binary switch bank status"},
                         {127505, "fluid level"},
                         {127506, "DC detailed status"},
                         {127508, "battery status"},
                         {128259, "speed, water referenced"},
                         {128267, "water depth"},
                         {128275, "distance log"},
                         {129025, "position, rapid update"},
                         {129026, "COG and SOG, rapid update"},
                         {129029, "GNSS position data"},
                         {129033, "time and date"},
                         {129038, "AIS class A position report"},
                         {129039, "AIS class B position report"},
                         {129040, "AIS class B extended position report"},
                         {129041, "AIS aids to navigation report"},
                         {129283, "cross track error"},
                         {129284, "navigation data"},
                         {129285, "navigation route/waypoint information"},
                         {129539, "GNSS DOPs"},
                         {129540, "GNSS satellites in view"},
                         {129794, "AIS class A static and voyage related data"},
                         {129809, "AIS class B static data, part A"},
                         {129810, "AIS class B static data, part B"},
                         {130306, "wind data"},
                         {130310, "environmental parameters"},
                         {130311, "environmental parameters"},
                         {130312, "temperature"},
                         {130313, "humidity"},
                         {130314, "actual pressure"},
                         {130577, "direction data"}};

}  // namespace

std::string_view pgn_name(std::uint32_t number) {
  const auto found = std::find_if(std::begin(kPgns), std::end(kPgns), [&](const Pgn& pgn) { return pgn.number == number; });
  return found == std::end(kPgns) ? std::string_view() : found->name;
}

namespace {

template <class Number>
bool number_in(std::string_view text, Number& value, int base = 10) {
  text = base::trim(text);
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return end.ec == std::errc{} && end.ptr == text.data() + text.size();
}

struct Message {
  std::string_view time, priority, source, destination, name, text;
  std::uint32_t pgn = 0;
  std::string bytes;
};

std::string hex_of(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{}{:02x}", out.empty() ? "" : " ", static_cast<unsigned char>(c));
  return out;
}

// Bytes written as hexadecimal pairs with one separator between them.
bool read_bytes(std::string_view text, char separator, std::string& out) {
  for (const std::string_view word : fields_of(base::trim(text), separator)) {
    unsigned value = 0;
    if (word.empty()) continue;
    if (word.size() > 2 || !number_in(word, value, 16)) return false;
    out.push_back(static_cast<char>(value));
  }
  return true;
}

class Nmea2000Parser final : public LineTaker {
 public:
  explicit Nmea2000Parser(LineTables& out) : out_(out) {
    messages_ = out_.add_table("messages", {{.name = "time", .comment = "时间"},
                                            {.name = "priority", .comment = "优先级"},
                                            {.name = "pgn", .comment = "参数组编号"},
                                            {.name = "parameter_group", .comment = "参数组"},
                                            {.name = "source", .comment = "源地址"},
                                            {.name = "destination", .comment = "目的地址"},
                                            {.name = "data", .comment = "数据"},
                                            {.name = "values", .comment = "解析值"}});
    positions_ = out_.add_table("positions", {{.name = "time", .comment = "时间"},
                                              {.name = "mmsi", .comment = "MMSI 九位码"},
                                              {.name = "latitude", .comment = "纬度", .unit = "°"},
                                              {.name = "longitude", .comment = "经度", .unit = "°"},
                                              {.name = "speed", .comment = "对地航速", .unit = "m/s"},
                                              {.name = "course", .comment = "对地航向", .unit = "°"}});
  }

  void line(const TextLine& line) override {
    const std::string_view text = base::trim(line.text);
    if (text.empty()) return;
    if (text.front() == '#') return out_.comment(line);
    Message message;
    if (!(text.starts_with("!PDGY,") ? ikonvert(text, message) : raw(text, message) || listed(text, message) || decoded(text, message))) return out_.rest(line);
    const std::string_view name = message.name.empty() ? pgn_name(message.pgn) : message.name;
    out_.row(messages_, line.number,
             {message.time, message.priority, std::to_string(message.pgn), name, message.source, message.destination, hex_of(message.bytes), message.text});
    position(message, line.number);
  }

 private:
  // !PDGY,pgn,priority,source,destination,time,base64
  static bool ikonvert(std::string_view text, Message& message) {
    const auto f = fields_of(text, ',');
    if (f.size() < 7 || !number_in(f[1], message.pgn) || !base::decode_base64(f[6], message.bytes)) return false;
    message.priority = f[2], message.source = f[3], message.destination = f[4], message.time = f[5];
    return true;
  }

  // 00:29:58.617 R 0DFF180D A2 8C 50 …
  bool raw(std::string_view text, Message& message) {
    const auto words = words_of(text);
    std::uint32_t id = 0;
    if (words.size() < 3 || (words[1] != "R" && words[1] != "T") || words[2].size() != 8 || !number_in(words[2], id, 16)) return false;
    const std::uint32_t format = (id >> 16) & 0xFF, specific = (id >> 8) & 0xFF, page = (id >> 24) & 3;
    message.pgn = (page << 16) | (format << 8) | (format >= 240 ? specific : 0);
    priority_ = std::to_string((id >> 26) & 7), source_ = std::to_string(id & 0xFF), destination_ = format >= 240 ? "255" : std::to_string(specific);
    message.time = words[0], message.priority = priority_, message.source = source_, message.destination = destination_;
    return words.size() == 3 || read_bytes(text.substr(static_cast<std::size_t>(words[3].data() - text.data())), ' ', message.bytes);
  }

  // time,priority,pgn,source,destination,length,hex,hex,…
  static bool listed(std::string_view text, Message& message) {
    const auto f = fields_of(text, ',');
    if (f.size() < 6 || !number_in(f[2], message.pgn)) return false;
    message.time = f[0], message.priority = f[1], message.source = f[3], message.destination = f[4];
    return f.size() == 6 || read_bytes(text.substr(static_cast<std::size_t>(f[6].data() - text.data())), ',', message.bytes);
  }

  // time priority source destination pgn name: field = value; … or … pgn : hex hex …
  static bool decoded(std::string_view text, Message& message) {
    std::string_view rest = text;
    message.time = next_word(rest), message.priority = next_word(rest), message.source = next_word(rest), message.destination = next_word(rest);
    if (!number_in(next_word(rest), message.pgn)) return false;
    const std::size_t colon = rest.find(':');
    if (colon == rest.npos) return false;
    message.name = base::trim(rest.substr(0, colon));
    if (message.name.empty()) return read_bytes(rest.substr(colon + 1), ' ', message.bytes);
    message.text = base::trim(rest.substr(colon + 1));
    return true;
  }

  void position(const Message& message, std::uint64_t line) {
    const auto little = [&](std::size_t at, std::size_t count) {
      std::uint64_t value = 0;
      for (std::size_t i = 0; i < count && at + i < message.bytes.size(); ++i)
        value |= std::uint64_t{static_cast<unsigned char>(message.bytes[at + i])} << (8 * i);
      return value;
    };
    const auto degrees = [&](std::size_t at) { return static_cast<std::int32_t>(little(at, 4)) / 1e7; };
    const std::size_t size = message.bytes.size();
    if (message.pgn == 129025 && size == 8) {
      put(message, line, {}, degrees(0), degrees(4), {}, {});
    } else if (message.pgn == 129029 && size >= 23) {
      put(message, line, {}, static_cast<double>(static_cast<std::int64_t>(little(7, 8))) / 1e16,
          static_cast<double>(static_cast<std::int64_t>(little(15, 8))) / 1e16, {}, {});
    } else if ((message.pgn == 129038 || message.pgn == 129039) && size >= 18) {
      const auto course = little(14, 2), speed = little(16, 2);
      put(message, line, fmt::format("{:09}", little(1, 4)), degrees(9), degrees(5),
          speed < 0xFFFD ? fmt::format("{:.2f}", static_cast<double>(speed) / 100) : "",
          course < 0xFFFD ? fmt::format("{:.1f}", static_cast<double>(course) / 10000 * 180 / std::numbers::pi) : "");
    }
  }

  void put(const Message& message, std::uint64_t line, std::string_view mmsi, double latitude, double longitude, std::string_view speed,
           std::string_view course) {
    if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) return;  // all ones: not available
    out_.row(positions_, line, {message.time, mmsi, fmt::format("{:.7f}", latitude), fmt::format("{:.7f}", longitude), speed, course});
  }

  LineTables& out_;
  std::size_t messages_, positions_;
  std::string priority_, source_, destination_;
};

}  // namespace

base::Status extract_nmea2000(ByteSource& source, ExtractContext& context) {
  return extract_lines<Nmea2000Parser>(source, context);
}

}  // namespace gongdun::read
