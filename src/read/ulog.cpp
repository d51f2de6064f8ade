// PX4 flight logs (ULog, "ULog File Format" of the PX4 guide, version 1): information and parameters as pairs, a table per topic with the fields
// of its format, logged messages as text. Positions are given in degrees and metres whatever the topic counts in.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/utf8.h"
#include "read/binary_input.h"
#include "read/sniff.h"
#include "read/topic_tables.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::size_t kHeader = 16, kMostFormats = 4096, kMostSteps = 100'000, kMostFields = 200'000;
constexpr int kMostDepth = 8;

struct Scalar {
  std::string_view name;
  char kind;  // i signed, u unsigned, f, d, b, c
  std::size_t size;
};
constexpr std::array<Scalar, 12> kScalars{{{"int8_t", 'i', 1},
                                           {"uint8_t", 'u', 1},
                                           {"int16_t", 'i', 2},
                                           {"uint16_t", 'u', 2},
                                           {"int32_t", 'i', 4},
                                           {"uint32_t", 'u', 4},
                                           {"int64_t", 'i', 8},
                                           {"uint64_t", 'u', 8},
                                           {"float", 'f', 4},
                                           {"double", 'd', 8},
                                           {"bool", 'b', 1},
                                           {"char", 'c', 1}}};

const Scalar* scalar_of(std::string_view type) {
  const auto found = std::find_if(kScalars.begin(), kScalars.end(), [type](const Scalar& scalar) { return scalar.name == type; });
  return found == kScalars.end() ? nullptr : &*found;
}

// "float[3] q" → float, 3, q.
struct Declared {
  std::string_view type, name;
  std::size_t count = 1;
  bool array = false;
};
Declared declared(std::string_view text) {
  Declared result;
  text = base::trim(text);
  const std::size_t blank = text.find(' ');
  if (blank == text.npos) return result;
  result.name = base::trim(text.substr(blank));
  result.type = text.substr(0, blank);
  if (const std::size_t open = result.type.find('['); open != result.type.npos) {
    const std::string_view digits = result.type.substr(open + 1);
    result.array = true;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), result.count).ec != std::errc{}) result.count = 0;
    result.type = result.type.substr(0, open);
  }
  return result;
}

struct Field {
  std::string name;
  const Scalar* scalar = nullptr;
  std::size_t at = 0, count = 1;  // count > 1: characters
  double divisor = 0;             // 0: as it is
  std::string_view unit;
  bool utc = false;
};

std::string value_text(const Field& field, std::string_view data) {
  if (field.at >= data.size()) return {};
  ByteCursor in(data.substr(field.at));
  if (field.scalar->kind == 'c') return field_text(in.take(std::min(field.count, in.left())));
  if (in.left() < field.scalar->size) return {};
  if (field.scalar->kind == 'f') return number_text(in.number<float>());
  if (field.scalar->kind == 'd') return number_text(in.number<double>());
  std::uint64_t raw = 0;
  for (std::size_t i = 0; i < field.scalar->size; ++i) raw |= static_cast<std::uint64_t>(in.u8()) << (8 * i);
  if (field.scalar->kind == 'b') return raw != 0 ? "1" : "0";
  const auto shift = static_cast<unsigned>(64 - 8 * field.scalar->size);
  const std::int64_t number = static_cast<std::int64_t>(raw << shift) >> shift;
  if (field.divisor != 0) return number_text(static_cast<double>(number) / field.divisor);
  if (field.utc && number > 0) return time_text(number);
  return field.scalar->kind == 'i' ? std::to_string(number) : std::to_string(raw);
}

class UlogReader {
 public:
  UlogReader(ByteSource& source, ExtractContext& context)
      : context_(context),
        pieces_(source, context.limits),
        tables_(context),
        info_(context, "info", &tables_.turn()),
        parameters_(context, "parameters", &tables_.turn()) {}

  base::Status read() {
    auto head = pieces_.take(kHeader);
    if (!head) return std::unexpected(head.error());
    if (head->size() < kHeader) return std::unexpected(cut_short(pieces_.offset()));
    std::string text;
    bool cut = false;
    while (!context_.stop.requested() && !stopped_) {
      auto lead = pieces_.take(3);
      if (!lead) return std::unexpected(lead.error());
      if (lead->size() < 3) {
        cut = !lead->empty();
        break;
      }
      ByteCursor in(*lead);
      const std::size_t size = in.u16();
      const char type = static_cast<char>(in.u8());
      auto body = pieces_.take(size);
      if (!body) return std::unexpected(body.error());
      cut = body->size() < size;
      if (cut) break;
      message(type, *body);
    }
    finish();
    if (cut) context_.sink.unread(cut_short(pieces_.offset()));
    return {};
  }

 private:
  void message(char type, std::string_view body) {
    ByteCursor in(body);
    switch (type) {
      case 'F': return format(body);
      case 'I': return pair(in, info_, {});
      case 'M': {
        const bool continued = in.u8() != 0;
        return multi(in, continued);
      }
      case 'P': return pair(in, parameters_, {});
      case 'Q': in.skip(1); return pair(in, parameters_, " (default)");
      case 'A': {
        const unsigned instance = in.u8();
        const std::uint16_t id = in.u16();
        return subscribe(id, instance, in.rest());
      }
      case 'D': {
        const std::uint16_t id = in.u16();
        return data(id, in.rest());
      }
      case 'L':
      case 'C': in.skip(type == 'L' ? 9 : 11); return log(in.rest());
      default: return;  // flags, synchronisation, drop-outs
    }
  }

  void format(std::string_view text) {
    const std::size_t colon = text.find(':');
    format_bytes_ += text.size();
    if (colon == text.npos || formats_.size() >= kMostFormats || format_bytes_ > context_.limits.block_bytes) {
      ++unknown_;
      return;
    }
    formats_.emplace(text.substr(0, colon), text.substr(colon + 1));
  }

  // Length of the key, "type name", the value.
  void pair(ByteCursor& in, PairSheet& sheet, std::string_view suffix) {
    const std::string_view key = in.take(in.u8());
    const Declared what = declared(key);
    const Scalar* const scalar = scalar_of(what.type);
    if (scalar == nullptr) return;
    Field field{.name = field_text(what.name) + std::string(suffix), .scalar = scalar, .at = 0, .count = what.count, .divisor = 0, .unit = {}, .utc = false};
    field.utc = what.name.find("time_ref_utc") == what.name.npos && what.name.find("utc_usec") != what.name.npos;
    sheet.add(field.name, value_text(field, in.rest()));
  }

  void multi(ByteCursor& in, bool continued) {
    const Declared what = declared(in.take(in.u8()));
    const std::string value = field_text(in.rest());
    add_text(fmt::format("{}{}", continued ? "" : field_text(what.name) + ": ", value));
  }

  void log(std::string_view message) { add_text(field_text(message)); }

  void add_text(const std::string& line) {
    text_ += line + "\n";
    if (text_.size() > context_.limits.block_bytes) flush_text();
  }

  void flush_text() {
    info_.writer().text(text_, 0, 0, "log", true);
    stopped_ = stopped_ || info_.writer().stopped();
    text_.clear();
  }

  struct Subscription {
    std::string topic;
    std::vector<Field> fields;
    std::vector<std::uint32_t> columns;
    TopicTables::Topic* table = nullptr;
  };

  void subscribe(std::uint16_t id, unsigned instance, std::string_view format) {
    Subscription made;
    made.topic = field_text(format) + (instance == 0 ? std::string{} : fmt::format(" [{}]", instance));
    std::size_t at = 0, steps = 0;
    if (!flatten(std::string(format), {}, 0, at, steps, made.fields)) ++unknown_;
    const bool position = made.topic.find("gps") != std::string::npos || made.topic.find("position") != std::string::npos;
    fields_ += made.fields.size();
    if (fields_ > kMostFields) {
      ++unknown_;
      return;
    }
    for (Field& field : made.fields) scale(field, position);
    subscriptions_[id] = std::move(made);
  }

  // Integer coordinates count ten-millionths of a degree and millimetres.
  static void scale(Field& field, bool position) {
    field.utc = field.name.find("utc_usec") != std::string::npos || field.name == "time_utc";
    const bool integer = field.scalar->kind == 'i' && field.scalar->size == 4;
    if (!position) return;
    if (field.name == "lat" || field.name == "lon") {
      field.unit = "deg";
      field.divisor = integer ? 1e7 : 0;
    } else if (field.name == "alt" || field.name == "alt_ellipsoid") {
      field.unit = "m";
      field.divisor = integer ? 1e3 : 0;
    }
  }

  // The fields of a format with those of the formats inside it; false where one is not known or the whole is larger than a message.
  bool flatten(const std::string& format, const std::string& prefix, int depth, std::size_t& at, std::size_t& steps, std::vector<Field>& fields) const {
    const auto found = formats_.find(format);
    if (found == formats_.end() || depth > kMostDepth) return false;
    std::string_view rest = found->second;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      const Declared what = declared(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (what.type.empty()) continue;
      const Scalar* const scalar = scalar_of(what.type);
      const std::string name = prefix + field_text(what.name);
      if (scalar != nullptr && scalar->kind == 'c') {
        fields.push_back({.name = name, .scalar = scalar, .at = at, .count = what.count, .divisor = 0, .unit = {}, .utc = false});
        at += what.count;
      } else {
        for (std::size_t i = 0; i < what.count; ++i) {
          const std::string item = what.array ? fmt::format("{}[{}]", name, i) : name;
          if (++steps > kMostSteps || at > 0xFFFF) return false;
          if (scalar == nullptr) {
            if (!flatten(std::string(what.type), item + ".", depth + 1, at, steps, fields)) return false;
            continue;
          }
          if (!what.name.starts_with("_padding"))
            fields.push_back({.name = item, .scalar = scalar, .at = at, .count = 1, .divisor = 0, .unit = {}, .utc = false});
          at += scalar->size;
        }
      }
      if (++steps > kMostSteps || at > 0xFFFF) return false;
    }
    return true;
  }

  void data(std::uint16_t id, std::string_view values) {
    const auto found = subscriptions_.find(id);
    if (found == subscriptions_.end()) {
      ++unknown_;
      return;
    }
    Subscription& subscription = found->second;
    if (subscription.table == nullptr) {
      subscription.table = tables_.topic(subscription.topic);
      if (subscription.table == nullptr) return;
      if (subscription.table->writer->columns() == 0) {
        for (const Field& field : subscription.fields) {
          subscription.table->writer->add_column(
              Column{.name = field.name, .comment = {}, .unit = std::string(field.unit), .type = std::string(field.scalar->name)});
        }
      }
    }
    CellWriter& writer = *subscription.table->writer;
    const std::uint64_t row = ++subscription.table->rows;
    // Two subscriptions of one name have one table; fields beyond its columns are told.
    const std::size_t columns = std::min(writer.columns(), subscription.fields.size());
    if (columns < subscription.fields.size()) ++unknown_;
    for (std::size_t i = 0; i < columns; ++i) {
      const std::string text = value_text(subscription.fields[i], values);
      if (!text.empty()) writer.put(static_cast<std::uint32_t>(i), row, text, row);
    }
    stopped_ = stopped_ || writer.stopped();
  }

  void finish() {
    flush_text();
    tables_.finish();
    info_.finish();
    parameters_.finish();
    if (unknown_ == 0) return;
    context_.sink.unread(base::fail(base::Code::invalid_input, fmt::format("{} 条记录的格式没有说明，未读取", unknown_),
                                    fmt::format("{} records or fields have no described format and were not read", unknown_))
                             .error());
  }

  ExtractContext& context_;
  PieceReader pieces_;
  TopicTables tables_;
  PairSheet info_, parameters_;
  std::map<std::string, std::string, std::less<>> formats_;
  std::map<std::uint16_t, Subscription> subscriptions_;
  std::string text_;
  std::size_t format_bytes_ = 0, fields_ = 0;
  std::uint64_t unknown_ = 0;
  bool stopped_ = false;
};

base::Status extract_ulog(ByteSource& source, ExtractContext& context) {
  return UlogReader(source, context).read();
}

GD_FORMAT({"ulog", "飞行日志（ULog）", "flight log (ULog)", "ulg", magic<"ULog\x01\x12\x35">, extract_ulog});

}  // namespace
}  // namespace gongdun::read
