// ArduPilot flight logs (DataFlash .bin; "Log file format" of the ArduPilot developer pages): a table per kind of message with the columns of its
// FMT record and the units of FMTU, UNIT and MULT where the log has them; PARM as pairs, MSG as text.
#include <fmt/core.h>

#include <array>
#include <cmath>
#include <map>

#include "base/utf8.h"
#include "read/binary_input.h"
#include "read/sniff.h"
#include "read/topic_tables.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::uint8_t kFormatId = 128;
constexpr std::size_t kFormatBody = 86;

struct Kind {
  std::size_t length = 0;  // of the body, without the three bytes in front
  std::string name, types, units;
  std::vector<std::string> columns;
  TopicTables::Topic* table = nullptr;
};

std::vector<std::string> split_names(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    names.push_back(field_text(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return names;
}

float half(std::uint16_t bits) {
  const int exponent = bits >> 10U & 31U, fraction = bits & 1023U;
  const float value = exponent == 31 ? (fraction == 0 ? INFINITY : NAN)
                                     : std::ldexp(static_cast<float>(exponent == 0 ? fraction : fraction + 1024), (exponent == 0 ? 1 : exponent) - 25);
  return (bits & 0x8000U) != 0 ? -value : value;
}

template <class T>
std::string hundredths(T value) {
  return number_text(static_cast<double>(value) / 100);
}

// One value; false for a type nobody knows: where the next one begins is then unknown too.
bool value_text(char type, ByteCursor& in, std::string& out) {
  switch (type) {
    case 'b': out = std::to_string(in.number<std::int8_t>()); return true;
    case 'B':
    case 'M': out = std::to_string(in.u8()); return true;
    case 'h': out = std::to_string(in.number<std::int16_t>()); return true;
    case 'H': out = std::to_string(in.u16()); return true;
    case 'i': out = std::to_string(in.i32()); return true;
    case 'I': out = std::to_string(in.u32()); return true;
    case 'q': out = std::to_string(in.i64()); return true;
    case 'Q': out = std::to_string(in.u64()); return true;
    case 'f': out = number_text(in.number<float>()); return true;
    case 'd': out = number_text(in.number<double>()); return true;
    case 'g': out = number_text(half(in.u16())); return true;
    case 'c': out = hundredths(in.number<std::int16_t>()); return true;
    case 'C': out = hundredths(in.u16()); return true;
    case 'e': out = hundredths(in.i32()); return true;
    case 'E': out = hundredths(in.u32()); return true;
    case 'L':  // ten-millionths of a degree
      out = number_text(static_cast<double>(in.i32()) / 1e7);
      return true;
    case 'n': out = field_text(in.take(4)); return true;
    case 'N': out = field_text(in.take(16)); return true;
    case 'Z': out = field_text(in.take(64)); return true;
    case 'a':
      out.clear();
      for (int i = 0; i < 32; ++i) out += (i == 0 ? "" : " ") + std::to_string(in.number<std::int16_t>());
      return true;
    default: return false;
  }
}

class DataflashReader {
 public:
  DataflashReader(ByteSource& source, ExtractContext& context)
      : context_(context), pieces_(source, context.limits), tables_(context), parameters_(context, "PARM", &tables_.turn()) {}

  base::Status read() {
    kinds_[kFormatId] = {.length = kFormatBody, .name = "FMT", .types = {}, .units = {}, .columns = {}, .table = nullptr};
    while (!context_.stop.requested() && !stopped_) {
      auto lead = pieces_.take(3);
      if (!lead) return std::unexpected(lead.error());
      if (lead->size() < 3) break;
      const Kind* kind = &kinds_.at(static_cast<unsigned char>((*lead)[2]));
      if (!lead->starts_with("\xA3\x95") || kind->length == 0) {
        // What follows is out of step, as behind a power failure: look for the next beginning of a known message.
        if (auto found = resume(*lead); !found) {
          return std::unexpected(found.error());
        } else if (*found < 0) {
          break;
        } else {
          kind = &kinds_.at(static_cast<std::size_t>(*found));
        }
      }
      const auto id = static_cast<std::size_t>(kind - kinds_.data());
      auto body = pieces_.take(kind->length);
      if (!body) return std::unexpected(body.error());
      if (body->size() < kind->length) {
        skipped_ += body->size() + 3;
        break;
      }
      message(id, *body);
    }
    finish();
    return {};
  }

 private:
  base::Result<int> resume(std::string_view window_bytes) {
    std::string window(window_bytes);
    while (!context_.stop.requested()) {
      ++skipped_;
      window.erase(0, 1);
      auto next = pieces_.take(1);
      if (!next) return std::unexpected(next.error());
      if (next->empty()) return -1;
      window += *next;
      const auto id = static_cast<unsigned char>(window[2]);
      if (window.starts_with("\xA3\x95") && kinds_.at(id).length != 0) return id;
    }
    return -1;
  }

  void message(std::size_t id, std::string_view body) {
    Kind& kind = kinds_.at(id);
    if (id == kFormatId) return format(body);
    std::vector<std::string> values;
    ByteCursor in(body);
    for (const char type : kind.types) {
      std::string text;
      if (!value_text(type, in, text) || in.failed()) {
        skipped_ += in.left();
        break;
      }
      values.push_back(std::move(text));
    }
    const auto value = [&](std::size_t i) { return i < values.size() ? values[i] : std::string{}; };
    if (kind.name == "PARM" && values.size() > 2) return parameters_.add(value(1), value(2));
    if (kind.name == "MSG" && values.size() > 1) return text(values.back());
    if (kind.name == "UNIT" && values.size() > 2) unit_labels_[static_cast<char>(std::atoi(value(1).c_str()))] = value(2);
    if (kind.name == "FMTU" && values.size() > 2) kinds_.at(static_cast<unsigned char>(std::atoi(value(1).c_str()))).units = value(2);
    put(kind, values);
  }

  void format(std::string_view body) {
    ByteCursor in(body);
    Kind& kind = kinds_.at(in.u8());
    const std::size_t length = in.u8();
    if (length < 3 || &kind == &kinds_.at(kFormatId)) return;
    Kind described;
    described.length = length - 3;
    described.name = field_text(in.take(4));
    described.types = in.take(16);
    described.types.resize(std::min(described.types.find('\0'), described.types.size()));
    described.columns = split_names(in.take(64).substr(0, 64));
    if (described.length == 0) return;
    if (kind.name == described.name) described.table = kind.table;
    described.units = kind.units;
    kind = std::move(described);
  }

  void put(Kind& kind, const std::vector<std::string>& values) {
    if (kind.table == nullptr) {
      kind.table = tables_.topic(kind.name);
      if (kind.table == nullptr) return;
    }
    CellWriter& writer = *kind.table->writer;
    for (std::size_t i = writer.columns(); i < values.size(); ++i) {
      const auto label = i < kind.units.size() ? unit_labels_.find(kind.units[i]) : unit_labels_.end();
      writer.add_column(Column{.name = i < kind.columns.size() ? kind.columns[i] : fmt::format("column {}", i + 1),
                               .comment = {},
                               .unit = label == unit_labels_.end() ? std::string{} : label->second,
                               .type = {}});
    }
    const std::uint64_t row = ++kind.table->rows;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!values[i].empty()) writer.put(static_cast<std::uint32_t>(i), row, values[i], row);
    }
    stopped_ = stopped_ || writer.stopped();
  }

  void text(const std::string& line) {
    text_ += line + "\n";
    if (text_.size() > context_.limits.block_bytes) flush();
  }
  void flush() {
    parameters_.writer().text(text_, 0, 0, "log", true);
    stopped_ = stopped_ || parameters_.writer().stopped();
    text_.clear();
  }

  void finish() {
    flush();
    tables_.finish();
    parameters_.finish();
    if (skipped_ == 0) return;
    context_.sink.unread(base::fail(base::Code::invalid_input, fmt::format("{} 字节不成记录，未读取", skipped_),
                                    fmt::format("{} bytes form no record and were not read", skipped_))
                             .error());
  }

  ExtractContext& context_;
  PieceReader pieces_;
  TopicTables tables_;
  PairSheet parameters_;
  std::array<Kind, 256> kinds_;
  std::map<char, std::string> unit_labels_;
  std::string text_;
  std::uint64_t skipped_ = 0;
  bool stopped_ = false;
};

base::Status extract_dataflash(ByteSource& source, ExtractContext& context) {
  return DataflashReader(source, context).read();
}

GD_FORMAT({"dataflash", "飞行日志（DataFlash）", "flight log (DataFlash)", "bin", magic<"\xA3\x95\x80\x80">, extract_dataflash});

}  // namespace
}  // namespace gongdun::read
