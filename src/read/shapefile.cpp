// Esri shapefiles (ESRI Shapefile Technical Description, July 1998): kind and extent as pairs, a row per shape: points with their coordinates,
// others with their extent and size. The index (.shx) has the same header and is told apart by its first record.
#include <fmt/core.h>

#include <array>

#include "read/binary_input.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::size_t kHeader = 100;

struct Kind {
  std::uint32_t id;
  std::string_view name;
  bool point, parts;
};
constexpr std::array<Kind, 14> kKinds{{{0, "null", false, false},
                                       {1, "point", true, false},
                                       {3, "polyline", false, true},
                                       {5, "polygon", false, true},
                                       {8, "multipoint", false, false},
                                       {11, "pointZ", true, false},
                                       {13, "polylineZ", false, true},
                                       {15, "polygonZ", false, true},
                                       {18, "multipointZ", false, false},
                                       {21, "pointM", true, false},
                                       {23, "polylineM", false, true},
                                       {25, "polygonM", false, true},
                                       {28, "multipointM", false, false},
                                       {31, "multipatch", false, true}}};

const Kind& kind_of(std::uint32_t id) {
  for (const Kind& kind : kKinds) {
    if (kind.id == id) return kind;
  }
  return kKinds[0];
}

class ShapeReader {
 public:
  ShapeReader(ByteSource& source, ExtractContext& context)
      : context_(context),
        pieces_(source, context.limits),
        pairs_(context, "shapefile", &turn_),
        shapes_(context.sink, context.limits, TableKind::records, "shapes", &turn_) {
    for (const char* name : {"x", "y", "z", "xmin", "ymin", "xmax", "ymax", "parts", "points"}) shapes_.add_column(name);
  }

  base::Status read() {
    auto head = pieces_.take(kHeader);
    if (!head) return std::unexpected(head.error());
    if (head->size() < kHeader) return std::unexpected(cut_short(pieces_.offset()));
    ByteCursor in(*head);
    in.seek(32);
    const Kind& kind = kind_of(in.u32());
    pairs_.add("shape type", kind.name);
    for (const char* name : {"xmin", "ymin", "xmax", "ymax"}) pairs_.add(name, number_text(in.number<double>()));
    const bool cut = read_records();
    shapes_.finish();
    pairs_.finish();
    if (cut) context_.sink.unread(cut_short(pieces_.offset()));
    return failed_;
  }

 private:
  // true: the file ends inside a record.
  bool read_records() {
    for (std::uint64_t row = 1; !context_.stop.requested() && !shapes_.stopped(); ++row) {
      auto lead = take(8);
      if (lead.empty()) return false;
      ByteCursor in(lead, std::endian::big);
      const std::uint32_t number = in.u32();
      const std::uint64_t size = 2ULL * in.u32();
      if (in.failed()) return true;
      if (row == 1 && number == kHeader / 2) {
        pairs_.add("content", "index (.shx)");
        return false;
      }
      const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, 44));
      const std::string_view record = take(wanted);
      if (record.size() < wanted) return true;
      shape(record, row);
      auto skipped = pieces_.skip(size - wanted);
      if (!skipped || !*skipped) {
        if (!skipped) failed_ = std::unexpected(skipped.error());
        return skipped.has_value();
      }
    }
    return false;
  }

  std::string_view take(std::size_t size) {
    auto bytes = pieces_.take(size);
    if (bytes) return *bytes;
    failed_ = std::unexpected(bytes.error());
    return {};
  }

  void shape(std::string_view record, std::uint64_t row) {
    ByteCursor in(record);
    const Kind& kind = kind_of(in.u32());
    if (kind.id == 0) return;
    const std::uint32_t first = kind.point ? 0 : 3, last = kind.point ? (kind.id == 11 ? 3 : 2) : 7;
    for (std::uint32_t column = first; column < last; ++column) {
      const double value = in.number<double>();
      if (!in.failed()) shapes_.put(column, row, number_text(value), row);
    }
    if (kind.point) return;
    if (kind.parts) shapes_.put(7, row, std::to_string(in.u32()), row);
    shapes_.put(8, row, std::to_string(in.u32()), row);
  }

  ExtractContext& context_;
  PieceReader pieces_;
  TableTurn turn_;
  PairSheet pairs_;
  CellWriter shapes_;
  base::Status failed_;
};

base::Status extract_shapefile(ByteSource& source, ExtractContext& context) {
  return ShapeReader(source, context).read();
}

GD_FORMAT({"shapefile", "矢量地图（Shapefile）", "shapefile", "shp shx", magic<"\0\0\x27\x0a">, extract_shapefile});

}  // namespace
}  // namespace gongdun::read
