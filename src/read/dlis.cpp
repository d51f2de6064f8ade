// Well logs (DLIS, API RP66 V1): the storage unit label, and the explicitly formatted records as tables by their set type: origin (well, field,
// company), channels with units, frames, parameters, equipment. Frame data are counted, not read.
#include <fmt/core.h>

#include <array>

#include "read/binary_input.h"
#include "read/sniff.h"
#include "read/topic_tables.h"

namespace gongdun::read {
namespace {

using namespace sniff;

// Storage unit label, 4 digits of sequence, then "V1.00RECORD".
int dlis(const Sniff& s) {
  return starts(s, "V1.", 4) && starts(s, "RECORD", 9) ? kMagic : 0;
}

constexpr std::size_t kLabel = 80, kMostRecord = 4 << 20, kMostTemplate = 500, kMostShown = 64;

std::uint32_t uvari(ByteCursor& in) {
  const std::uint32_t first = in.u8();
  if ((first & 0x80U) == 0) return first;
  if ((first & 0x40U) == 0) return (first & 0x3FU) << 8U | in.u8();
  const std::uint32_t second = in.u8();
  return (first & 0x3FU) << 24U | second << 16U | in.u16();
}
std::string ident(ByteCursor& in) {
  return field_text(in.take(in.u8()));
}
std::string object_name(ByteCursor& in) {
  uvari(in);
  in.skip(1);
  return ident(in);
}

// One value of a representation code (RP66 V1, appendix B); false for a code nobody knows.
bool value_text(unsigned code, ByteCursor& in, std::string& out) {
  constexpr std::array<std::uint8_t, 12> kUnread{0, 2, 0, 8, 12, 4, 4, 0, 16, 24, 8, 16};  // short, IBM, VAX and composite numbers
  switch (code) {
    case 2: out = number_text(in.number<float>()); return true;
    case 7: out = number_text(in.number<double>()); return true;
    case 12: out = std::to_string(in.number<std::int8_t>()); return true;
    case 13: out = std::to_string(in.number<std::int16_t>()); return true;
    case 14: out = std::to_string(in.i32()); return true;
    case 15:
    case 26: out = std::to_string(in.u8()); return true;
    case 16: out = std::to_string(in.u16()); return true;
    case 17: out = std::to_string(in.u32()); return true;
    case 18:
    case 22: out = std::to_string(uvari(in)); return true;
    case 19:
    case 27: out = ident(in); return true;
    case 20: out = field_text(in.take(uvari(in))); return true;
    case 21: {
      const unsigned year = 1900U + in.u8(), month = in.u8() & 15U, day = in.u8(), hour = in.u8(), minute = in.u8(), second = in.u8();
      in.skip(2);
      out = fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", year, month, day, hour, minute, second);
      return true;
    }
    case 23: out = object_name(in); return true;
    case 24:
      out = ident(in);
      out += ":" + object_name(in);
      return true;
    case 25:
      out = ident(in);
      out += ":" + object_name(in);
      out += ":" + ident(in);
      return true;
    default:
      if (code >= kUnread.size() || kUnread.at(code) == 0) return false;
      in.skip(kUnread.at(code));
      out.clear();
      return true;
  }
}

struct Attribute {
  std::string label, units, value;
  std::uint32_t count = 1;
  unsigned code = 19;
};

class DlisReader {
 public:
  DlisReader(ByteSource& source, ExtractContext& context)
      : context_(context), pieces_(source, context.limits), tables_(context), pairs_(context, "storage unit", &tables_.turn()) {}

  base::Status read() {
    auto label = pieces_.take(kLabel);
    if (!label) return std::unexpected(label.error());
    if (label->size() < kLabel) return std::unexpected(cut_short(pieces_.offset()));
    pairs_.add("version", field_text(label->substr(4, 5)));
    pairs_.add("storage set", field_text(label->substr(20, 60)));
    auto status = visible_records();
    if (frames_ > 0) pairs_.add("frame data records", fmt::format("{} (未读取 / not read)", frames_));
    tables_.finish();
    pairs_.finish();
    tell();
    return status;
  }

 private:
  base::Status visible_records() {
    while (!context_.stop.requested() && !stopped_) {
      auto lead = pieces_.take(4);
      if (!lead) return std::unexpected(lead.error());
      if (lead->empty()) return {};
      ByteCursor in(*lead, std::endian::big);
      const std::size_t size = in.u16();
      if (lead->size() < 4 || size < 4 || !lead->substr(2).starts_with("\xFF\x01")) return std::unexpected(cut_short(pieces_.offset()));
      auto body = pieces_.take(size - 4);
      if (!body) return std::unexpected(body.error());
      segments(*body);
      if (body->size() < size - 4) return std::unexpected(cut_short(pieces_.offset()));
    }
    return {};
  }

  void segments(std::string_view bytes) {
    ByteCursor in(bytes, std::endian::big);
    while (in.left() >= 4) {
      const std::size_t size = in.u16();
      const unsigned attributes = in.u8();
      in.skip(1);
      std::string_view body = in.take(size < 4 ? in.left() + 1 : size - 4);
      if (in.failed()) {
        ++damaged_;
        return;
      }
      const bool explicit_record = (attributes & 0x80U) != 0, continues = (attributes & 0x40U) != 0, goes_on = (attributes & 0x20U) != 0,
                 encrypted = (attributes & 0x10U) != 0;
      if (encrypted) {
        encrypted_ += goes_on ? 0 : 1;
        continue;
      }
      if (!explicit_record) {
        frames_ += goes_on ? 0 : 1;
        continue;
      }
      // Behind the body: padding with its length in the last byte, a checksum, the length again.
      const std::size_t after = ((attributes & 2U) != 0 ? 2U : 0U) + ((attributes & 4U) != 0 ? 2U : 0U);
      body = body.substr(0, body.size() - std::min(after, body.size()));
      if ((attributes & 1U) != 0 && !body.empty())
        body = body.substr(0, body.size() - std::min<std::size_t>(static_cast<unsigned char>(body.back()), body.size()));
      if (!continues) record_.clear();
      if (record_.size() + body.size() > kMostRecord) {
        ++damaged_;
        continue;
      }
      record_ += body;
      if (!goes_on) set(record_);
    }
  }

  void set(std::string_view bytes) {
    ByteCursor in(bytes, std::endian::big);
    const unsigned head = in.u8();
    if (head >> 5U < 5) {
      ++damaged_;
      return;
    }
    const std::string type = (head & 0x10U) != 0 ? ident(in) : "SET";
    if ((head & 8U) != 0) ident(in);
    std::vector<Attribute> columns, object;
    std::string name;
    std::size_t at = 0;
    bool in_object = false;
    while (in.left() > 0) {
      const unsigned component = in.u8(), role = component >> 5U;
      if (role == 3) {
        if (in_object) put(type, name, object);
        in_object = true;
        object = columns;
        at = 0;
        name = (component & 0x10U) != 0 ? object_name(in) : std::string{};
      } else if (role <= 2) {
        Attribute attribute = in_object && at < object.size() ? object[at] : Attribute{};
        if (role == 0) attribute.value.clear();
        if (role != 0 && !read_attribute(component, in, attribute)) break;
        if (in_object && at < object.size()) object[at] = attribute;
        if (!in_object && columns.size() < kMostTemplate) columns.push_back(attribute);
        ++at;
      } else {
        break;
      }
      if (in.failed() || context_.stop.requested()) break;
    }
    if (in_object) put(type, name, object);
    if (in.failed() || in.left() > 0) ++damaged_;
  }

  static bool read_attribute(unsigned component, ByteCursor& in, Attribute& attribute) {
    if ((component & 0x10U) != 0) attribute.label = ident(in);
    if ((component & 8U) != 0) attribute.count = uvari(in);
    if ((component & 4U) != 0) attribute.code = in.u8();
    if ((component & 2U) != 0) attribute.units = ident(in);
    if ((component & 1U) == 0) return true;
    attribute.value.clear();
    std::string one;
    for (std::uint32_t i = 0; i < attribute.count && !in.failed(); ++i) {
      if (!value_text(attribute.code, in, one)) return false;
      if (i < kMostShown && !one.empty()) attribute.value += (attribute.value.empty() ? "" : ", ") + one;
    }
    return true;
  }

  void put(const std::string& type, const std::string& name, const std::vector<Attribute>& object) {
    TopicTables::Topic* const topic = tables_.topic(type);
    if (topic == nullptr) return;
    CellWriter& writer = *topic->writer;
    if (writer.columns() == 0) {
      writer.add_column("name");
      for (const Attribute& attribute : object) writer.add_column(Column{.name = attribute.label, .comment = {}, .unit = attribute.units, .type = {}});
    }
    const std::uint64_t row = ++topic->rows;
    if (!name.empty()) writer.put(0, row, name, row);
    for (std::uint32_t i = 0; i < object.size() && i + 1 < writer.columns(); ++i) {
      if (object[i].value.empty()) continue;
      writer.put(i + 1, row, object[i].units.empty() ? object[i].value : object[i].value + " " + object[i].units, row);
    }
    stopped_ = stopped_ || writer.stopped();
  }

  void tell() {
    if (encrypted_ > 0) {
      context_.sink.unread(base::fail(base::Code::encrypted, fmt::format("{} 条 DLIS 记录已加密，未读取", encrypted_),
                                      fmt::format("{} DLIS records are encrypted and were not read", encrypted_))
                               .error());
    }
    if (damaged_ > 0) {
      context_.sink.unread(base::fail(base::Code::invalid_input, fmt::format("{} 条 DLIS 记录已损坏，其余部分未读取", damaged_),
                                      fmt::format("{} DLIS records are damaged; the rest of them was not read", damaged_))
                               .error());
    }
  }

  ExtractContext& context_;
  PieceReader pieces_;
  TopicTables tables_;
  PairSheet pairs_;
  std::string record_;
  std::uint64_t frames_ = 0, encrypted_ = 0, damaged_ = 0;
  bool stopped_ = false;
};

base::Status extract_dlis(ByteSource& source, ExtractContext& context) {
  return DlisReader(source, context).read();
}

GD_FORMAT({"dlis", "测井数据（DLIS）", "well log (DLIS)", "dlis", dlis, extract_dlis});

}  // namespace
}  // namespace gongdun::read
