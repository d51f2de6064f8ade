// IC layouts in GDSII stream format (Calma GDSII Stream Format Manual, release 6.0): library, dates and units as pairs; tables of structures,
// layers, texts and properties. Geometry is counted, not kept.
#include <fmt/core.h>

#include <cmath>
#include <map>
#include <utility>

#include "read/binary_input.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

int gdsii(const Sniff& s) {
  return starts(s, std::string_view("\0\x06\0\x02", 4)) && starts(s, std::string_view("\0\x1c\x01\x02", 4), 6) ? kMagic : 0;
}

enum Record : std::uint8_t {
  kHeader = 0x00,
  kBgnlib = 0x01,
  kLibname = 0x02,
  kUnits = 0x03,
  kEndlib = 0x04,
  kBgnstr = 0x05,
  kStrname = 0x06,
  kEndstr = 0x07,
  kBoundary = 0x08,
  kPath = 0x09,
  kSref = 0x0A,
  kAref = 0x0B,
  kText = 0x0C,
  kLayer = 0x0D,
  kDatatype = 0x0E,
  kEndel = 0x11,
  kNode = 0x15,
  kTexttype = 0x16,
  kString = 0x19,
  kReflibs = 0x1F,
  kFonts = 0x20,
  kNodetype = 0x2A,
  kPropattr = 0x2B,
  kPropvalue = 0x2C,
  kBox = 0x2D,
  kBoxtype = 0x2E
};

// Excess-64 floating point: sign, exponent to base 16, 56 bits of fraction.
double real8(ByteCursor& in) {
  const std::uint64_t bits = in.u64();
  const int exponent = static_cast<int>(bits >> 56U & 0x7FU) - 64;
  const double value = std::ldexp(static_cast<double>(bits & 0xFFFFFFFFFFFFFFU), 4 * exponent - 56);
  return (bits >> 63U) != 0 ? -value : value;
}

// Six numbers; some writers count years from 1900.
std::string date(ByteCursor& in) {
  unsigned year = in.u16();
  const unsigned month = in.u16(), day = in.u16(), hour = in.u16(), minute = in.u16(), second = in.u16();
  if (year < 1000) year += 1900;
  const bool valid = !in.failed() && year < 10'000 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60;
  return valid ? fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", year, month, day, hour, minute, second) : std::string{};
}

struct Structure {
  std::string name, changed;
  std::uint64_t shapes = 0, references = 0, texts = 0;
};

class GdsReader {
 public:
  GdsReader(ByteSource& source, ExtractContext& context)
      : context_(context),
        pieces_(source, context.limits),
        pairs_(context, "library", &turn_),
        structures_(context.sink, context.limits, TableKind::records, "structures", &turn_),
        labels_(context.sink, context.limits, TableKind::records, "texts", &turn_),
        properties_(context.sink, context.limits, TableKind::records, "properties", &turn_),
        layers_table_(context.sink, context.limits, TableKind::records, "layers", &turn_) {
    for (const char* name : {"structure", "modified", "shapes", "references", "texts"}) structures_.add_column(name);
    for (const char* name : {"text", "structure", "layer"}) labels_.add_column(name);
    for (const char* name : {"property", "value", "structure"}) properties_.add_column(name);
    for (const char* name : {"layer", "datatype", "elements"}) layers_table_.add_column(name);
  }

  base::Status read() {
    bool ended = false;
    while (!ended && !context_.stop.requested() && !structures_.stopped() && !labels_.stopped()) {
      auto lead = pieces_.take(4);
      if (!lead) return std::unexpected(lead.error());
      if (lead->size() < 4) break;
      ByteCursor in(*lead, std::endian::big);
      const std::size_t size = in.u16();
      const std::uint8_t type = in.u8();
      if (size < 4) break;  // zero padding behind the end, or damage
      auto body = pieces_.take(size - 4);
      if (!body) return std::unexpected(body.error());
      if (body->size() < size - 4) break;
      ended = type == kEndlib;
      record(type, *body);
    }
    finish();
    if (!ended && !context_.stop.requested()) context_.sink.unread(cut_short(pieces_.offset()));
    return {};
  }

 private:
  void record(std::uint8_t type, std::string_view body) {
    ByteCursor in(body, std::endian::big);
    switch (type) {
      case kHeader: return pairs_.add("GDSII version", std::to_string(in.u16()));
      case kBgnlib: pairs_.add("modified", date(in)); return pairs_.add("accessed", date(in));
      case kLibname: return pairs_.add("library", field_text(body));
      case kReflibs:
      case kFonts: return pairs_.add(type == kReflibs ? "reference libraries" : "fonts", field_text(body));
      case kUnits: {
        const double user = real8(in), metres = real8(in);
        pairs_.add("database unit in user units", number_text(user));
        return pairs_.add("database unit", fmt::format("{:.6g}", metres), "m");
      }
      case kBgnstr:
        structure_ = {};
        structure_.changed = date(in);
        return;
      case kStrname: structure_.name = field_text(body); return;
      case kEndstr: return end_structure();
      case kBoundary:
      case kPath:
      case kBox:
      case kNode:
        ++structure_.shapes;
        element_ = {};
        return;
      case kSref:
      case kAref:
        ++structure_.references;
        element_ = {};
        return;
      case kText:
        ++structure_.texts;
        element_ = {};
        return;
      case kLayer: element_.layer = in.u16(); return;
      case kDatatype:
      case kTexttype:
      case kBoxtype:
      case kNodetype: element_.datatype = in.u16(); return;
      case kString: return label(field_text(body));
      case kPropattr: attribute_ = in.u16(); return;
      case kPropvalue: return property(field_text(body));
      case kEndel: return count_layer();
      default: return;
    }
  }

  // More layers than any process has: only a hostile file.
  void count_layer() {
    constexpr std::size_t kMostLayers = 1 << 16;
    if (element_.layer < 0) return;
    const std::pair<int, int> key{element_.layer, element_.datatype};
    if (layers_.size() < kMostLayers || layers_.contains(key)) {
      ++layers_[key];
    } else if (!std::exchange(layers_cut_, true)) {
      context_.sink.unread(base::fail(base::Code::limit, "图层超过 65536 个，其余未统计", "more than 65,536 layers; further ones were not counted").error());
    }
  }

  void end_structure() {
    const std::uint64_t row = ++rows_;
    structures_.put(0, row, structure_.name, row);
    if (!structure_.changed.empty()) structures_.put(1, row, structure_.changed, row);
    structures_.put(2, row, std::to_string(structure_.shapes), row);
    structures_.put(3, row, std::to_string(structure_.references), row);
    structures_.put(4, row, std::to_string(structure_.texts), row);
  }

  void label(const std::string& text) {
    if (text.empty()) return;
    const std::uint64_t row = ++label_rows_;
    labels_.put(0, row, text, row);
    labels_.put(1, row, structure_.name, row);
    if (element_.layer >= 0) labels_.put(2, row, std::to_string(element_.layer), row);
  }

  void property(const std::string& value) {
    if (value.empty()) return;
    const std::uint64_t row = ++property_rows_;
    properties_.put(0, row, std::to_string(attribute_), row);
    properties_.put(1, row, value, row);
    properties_.put(2, row, structure_.name, row);
  }

  void finish() {
    std::uint64_t row = 0;
    for (const auto& [key, count] : layers_) {
      ++row;
      layers_table_.put(0, row, std::to_string(key.first), row);
      if (key.second >= 0) layers_table_.put(1, row, std::to_string(key.second), row);
      layers_table_.put(2, row, std::to_string(count), row);
    }
    structures_.finish();
    labels_.finish();
    properties_.finish();
    layers_table_.finish();
    pairs_.finish();
  }

  struct Element {
    int layer = -1, datatype = -1;
  };

  ExtractContext& context_;
  PieceReader pieces_;
  TableTurn turn_;
  PairSheet pairs_;
  CellWriter structures_, labels_, properties_, layers_table_;
  Structure structure_;
  Element element_;
  unsigned attribute_ = 0;
  std::uint64_t rows_ = 0, label_rows_ = 0, property_rows_ = 0;
  std::map<std::pair<int, int>, std::uint64_t> layers_;
  bool layers_cut_ = false;
};

base::Status extract_gdsii(ByteSource& source, ExtractContext& context) {
  return GdsReader(source, context).read();
}

GD_FORMAT({"gdsii", "集成电路版图（GDSII）", "IC layout (GDSII)", "gds gds2", gdsii, extract_gdsii});

}  // namespace
}  // namespace gongdun::read
