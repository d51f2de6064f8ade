// Chip test data (STDF V4, Standard Test Data Format Specification, Teradyne): lot, product and tester as pairs; tables of tests with limits and
// units, results, parts, bins and wafers; texts of the test program.
#include <fmt/core.h>

#include <array>
#include <set>

#include "read/binary_input.h"
#include "read/sniff.h"
#include "read/topic_tables.h"

namespace gongdun::read {
namespace {

using namespace sniff;

int stdf(const Sniff& s) {
  return starts(s, std::string_view("\x02\0\0\x0a", 4)) || starts(s, std::string_view("\0\x02\0\x0a", 4)) ? kMagic : 0;
}

constexpr unsigned record(unsigned type, unsigned sub) {
  return type << 8U | sub;
}

constexpr std::size_t kMostTests = 1 << 20;

std::string text(ByteCursor& in) {
  return in.left() == 0 ? std::string{} : field_text(in.take(in.u8()));
}
std::string moment(ByteCursor& in) {
  const std::uint32_t seconds = in.u32();
  return seconds == 0 ? std::string{} : time_text(1'000'000LL * seconds);
}

class StdfReader {
 public:
  StdfReader(ByteSource& source, ExtractContext& context)
      : context_(context), pieces_(source, context.limits), tables_(context), pairs_(context, "lot", &tables_.turn()) {}

  base::Status read() {
    bool cut = false;
    while (!context_.stop.requested() && !stopped_) {
      auto lead = pieces_.take(4);
      if (!lead) return std::unexpected(lead.error());
      cut = !lead->empty() && lead->size() < 4;
      if (lead->size() < 4) break;
      if (pieces_.offset() == 4) order_ = (*lead)[0] == '\x02' ? std::endian::little : std::endian::big;
      ByteCursor in(*lead, order_);
      const std::size_t size = in.u16();
      const unsigned kind = record(in.u8(), 0), which = kind | in.u8();
      auto body = pieces_.take(size);
      if (!body) return std::unexpected(body.error());
      cut = body->size() < size;
      if (cut) break;
      ByteCursor content(*body, order_);
      handle(which, content);
    }
    tables_.finish();
    pairs_.finish();
    if (cut) context_.sink.unread(cut_short(pieces_.offset()));
    return {};
  }

 private:
  using Row = std::vector<std::pair<const char*, std::string>>;

  void handle(unsigned which, ByteCursor& in) {
    switch (which) {
      case record(1, 10): return master(in);
      case record(1, 20): return pairs_.add("finished", moment(in));
      case record(1, 80): return site(in);
      case record(1, 40):
      case record(1, 50): return bin(in, which == record(1, 40) ? "hardware" : "software");
      case record(2, 20): return wafer(in);
      case record(5, 20): return part(in);
      case record(15, 10): return parametric(in);
      case record(0, 20): in.skip(4); return pairs_.add("changed by", text(in));
      case record(50, 30): pairs_.writer().text(text(in) + "\n", 0, 0, "log"); return;
      default: return;
    }
  }

  void master(ByteCursor& in) {
    constexpr std::array<const char*, 30> kNames{"lot",
                                                 "part type",
                                                 "node",
                                                 "tester type",
                                                 "job",
                                                 "job revision",
                                                 "sublot",
                                                 "operator",
                                                 "executive",
                                                 "executive version",
                                                 "test code",
                                                 "temperature",
                                                 "user text",
                                                 "auxiliary file",
                                                 "package",
                                                 "family",
                                                 "date code",
                                                 "facility",
                                                 "floor",
                                                 "process",
                                                 "frequency",
                                                 "specification",
                                                 "specification version",
                                                 "flow",
                                                 "setup",
                                                 "design revision",
                                                 "engineering lot",
                                                 "ROM code",
                                                 "tester serial",
                                                 "supervisor"};
    pairs_.add("set up", moment(in));
    pairs_.add("started", moment(in));
    pairs_.add("station", std::to_string(in.u8()));
    in.skip(6);  // mode, retest, protection, burn-in time, command mode
    for (const char* name : kNames) pairs_.add(name, text(in));
  }

  void site(ByteCursor& in) {
    constexpr std::array<const char*, 16> kNames{"handler",   "handler id",   "probe card", "probe card id", "load board", "load board id",
                                                 "DIB board", "DIB board id", "cable",      "cable id",      "contactor",  "contactor id",
                                                 "laser",     "laser id",     "equipment",  "equipment id"};
    in.skip(2);
    in.skip(in.u8());
    for (const char* name : kNames) pairs_.add(name, text(in));
  }

  void put(const char* table, const Row& row) {
    TopicTables::Topic* const topic = tables_.topic(table);
    if (topic->writer->columns() == 0) {
      for (const auto& [name, value] : row) topic->writer->add_column(name);
    }
    const std::uint64_t number = ++topic->rows;
    for (std::uint32_t i = 0; i < row.size(); ++i) {
      if (!row[i].second.empty()) topic->writer->put(i, number, row[i].second, number);
    }
    stopped_ = stopped_ || topic->writer->stopped();
  }

  void bin(ByteCursor& in, const char* kind) {
    in.skip(2);
    const std::string number = std::to_string(in.u16()), count = std::to_string(in.u32());
    const std::string_view passed = in.take(1);
    put("bins", {{"kind", kind}, {"bin", number}, {"count", count}, {"pass/fail", field_text(passed)}, {"name", text(in)}});
  }

  void wafer(ByteCursor& in) {
    in.skip(2);
    const std::string finished = moment(in), parts = std::to_string(in.u32());
    in.skip(8);
    const std::string good = std::to_string(in.u32());
    in.skip(4);
    put("wafers", {{"wafer", text(in)}, {"finished", finished}, {"parts", parts}, {"good", good}});
  }

  void part(ByteCursor& in) {
    in.skip(1);
    const std::string site = std::to_string(in.u8());
    in.skip(3);
    const std::string hard = std::to_string(in.u16()), soft = std::to_string(in.u16());
    const std::string x = std::to_string(in.number<std::int16_t>()), y = std::to_string(in.number<std::int16_t>());
    in.skip(4);
    const std::string id = text(in);
    put("parts", {{"part", id}, {"site", site}, {"hardware bin", hard}, {"software bin", soft}, {"x", x}, {"y", y}, {"text", text(in)}});
  }

  // The first record of a test describes it; all give a result.
  void parametric(ByteCursor& in) {
    const std::uint32_t number = in.u32();
    in.skip(1);
    const std::string site = std::to_string(in.u8());
    in.skip(2);
    const float result = in.number<float>();
    if (in.failed()) return;
    put("results", {{"test", std::to_string(number)}, {"site", site}, {"result", number_text(result)}});
    const std::string name = text(in), alarm = text(in);
    if (in.left() < 12 || tests_.size() >= kMostTests || !tests_.insert(number).second) return;
    const std::uint8_t optional = in.u8();
    in.skip(3);
    const float low = in.number<float>(), high = in.number<float>();
    put("tests", {{"test", std::to_string(number)},
                  {"name", name},
                  {"unit", text(in)},
                  {"low limit", (optional & 0x50U) != 0 ? std::string{} : number_text(low)},
                  {"high limit", (optional & 0xA0U) != 0 ? std::string{} : number_text(high)}});
  }

  ExtractContext& context_;
  PieceReader pieces_;
  TopicTables tables_;
  PairSheet pairs_;
  std::endian order_ = std::endian::little;
  std::set<std::uint32_t> tests_;
  bool stopped_ = false;
};

base::Status extract_stdf(ByteSource& source, ExtractContext& context) {
  return StdfReader(source, context).read();
}

GD_FORMAT({"stdf", "芯片测试数据（STDF）", "chip test data (STDF)", "stdf std", stdf, extract_stdf});

}  // namespace
}  // namespace gongdun::read
