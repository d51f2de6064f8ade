// dBASE tables (.dbf): dBASE III+ and IV, FoxPro 2 and Visual FoxPro, Clipper. After the public descriptions of the file header
// ("Xbase File Format", dBASE knowledge base; Visual FoxPro "Table File Structure"). Records are streamed; deleted ones are read too, and marked.
// Memo text lies in a second file (.dbt, .fpt) and is not read.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "read/binary_input.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::size_t kFieldBytes = 32;

// Version, date of last update, header length that fits the 32-byte field records and ends in 0x0D.
int dbf(const Sniff& s) {
  const std::string_view b = s.bytes();
  if (b.size() < 65 || std::string_view("\x02\x03\x30\x31\x32\x43\x63\x83\x8B\xCB\xF5\xFB").find(b[0]) == b.npos) return 0;
  const unsigned month = static_cast<unsigned char>(b[2]), day = static_cast<unsigned char>(b[3]);
  const std::size_t header = static_cast<unsigned char>(b[8]) + 256U * static_cast<unsigned char>(b[9]);
  if (month < 1 || month > 12 || day < 1 || day > 31 || header < 65 || header > b.size()) return 0;
  const std::size_t terminator = 32 + (header - 33) / 32 * 32;
  return terminator < b.size() && (b[terminator] == '\r' || b[header - 1] == '\r') && std::string_view("CNFDLMIBGTY@O+V0").find(b[43]) != b.npos ? kSpecific
                                                                                                                                                 : 0;
}

struct Field {
  std::string_view raw_name;
  std::string name;
  char type = 'C';
  std::size_t at = 0, size = 0;
  unsigned decimals = 0;
};

struct Header {
  std::uint8_t version = 0, driver = 0;
  std::string updated;
  std::uint32_t records = 0;
  std::size_t header_bytes = 0, record_bytes = 0;
  std::vector<Field> fields;
  std::size_t named_bytes = 1;  // of a record: the mark and all fields
};

struct Driver {
  std::uint8_t id;
  std::string_view page;
  base::Encoding encoding;
};
// Language drivers whose code page is more than one byte wide, or the Windows Western one; others are told from the content.
constexpr std::array<Driver, 11> kDrivers{{{0x4D, "936", base::Encoding::gb18030},
                                           {0x7A, "936", base::Encoding::gb18030},
                                           {0x4F, "950", base::Encoding::big5},
                                           {0x78, "950", base::Encoding::big5},
                                           {0x13, "932", base::Encoding::shift_jis},
                                           {0x7B, "932", base::Encoding::shift_jis},
                                           {0x03, "1252", base::Encoding::binary},
                                           {0x57, "ANSI", base::Encoding::binary},
                                           {0x01, "437", base::Encoding::binary},
                                           {0x02, "850", base::Encoding::binary},
                                           {0x00, "", base::Encoding::binary}}};

const Driver* driver_of(std::uint8_t id) {
  const auto found = std::find_if(kDrivers.begin(), kDrivers.end(), [id](const Driver& driver) { return driver.id == id; });
  return found == kDrivers.end() ? nullptr : &*found;
}

bool is_visual_foxpro(std::uint8_t version) {
  return version >= 0x30 && version <= 0x32;
}

// The bytes begin with the header; nothing if no field is described.
base::Result<Header> read_header(std::string_view bytes) {
  Header header;
  ByteCursor in(bytes);
  header.version = in.u8();
  const unsigned year = in.u8(), month = in.u8(), day = in.u8();
  header.updated = fmt::format("{:04}-{:02}-{:02}", year < 80 ? 2000 + year : 1900 + year, month, day);
  header.records = in.u32();
  header.header_bytes = in.u16();
  header.record_bytes = in.u16();
  in.skip(17);
  header.driver = in.u8();
  in.skip(2);
  for (std::size_t at = 1; in.left() >= kFieldBytes && in.position() + kFieldBytes < header.header_bytes;) {
    const std::string_view entry = in.take(kFieldBytes);
    if (entry[0] == '\r' || entry[0] == '\0') break;
    Field field;
    field.raw_name = entry.substr(0, 11);
    field.raw_name = field.raw_name.substr(0, field.raw_name.find('\0'));
    field.type = entry[11];
    field.size = static_cast<unsigned char>(entry[16]);
    field.decimals = static_cast<unsigned char>(entry[17]);
    if (field.type == 'C') field.size += 256U * field.decimals;  // Clipper and FoxPro: wide character fields
    field.at = at;
    at += field.size;
    header.named_bytes = at;
    header.fields.push_back(field);
  }
  if (header.fields.empty() || header.record_bytes < 2) {
    return base::fail(base::Code::invalid_input, "dBASE 文件头没有字段说明，未读取", "the dBASE header describes no fields; it was not read");
  }
  return header;
}

template <class T>
T number_at(std::string_view bytes) {
  return ByteCursor(bytes).number<T>();
}

std::string date_time(std::string_view value) {
  ByteCursor in(value);
  const std::uint32_t day = in.u32();
  return julian_text(day, 1000ULL * in.u32());
}

std::string iso_date(std::string_view value) {
  value = base::trim(value);
  const bool date = value.size() == 8 && value.find_first_not_of("0123456789") == value.npos;
  return date ? fmt::format("{}-{}-{}", value.substr(0, 4), value.substr(4, 2), value.substr(6)) : std::string(value);
}

class DbfReader {
 public:
  DbfReader(ByteSource& source, ExtractContext& context)
      : source_(source), context_(context), pieces_(source, context.limits), writer_(context.sink, context.limits) {}

  base::Status read() {
    auto head = source_.head();
    if (!head) return std::unexpected(head.error());
    const std::string_view start(reinterpret_cast<const char*>(head->data()), head->size());
    auto header = read_header(start);
    if (!header) return std::unexpected(header.error());
    header_ = std::move(*header);
    if (header_.named_bytes > header_.record_bytes) {
      context_.sink.unread(base::fail(base::Code::invalid_input, "dBASE 字段总长超过记录长度，超出部分未读取",
                                      "the dBASE fields are longer than the record; what lies beyond was not read")
                               .error());
    }
    choose_encoding(start);
    announce();
    auto skipped = pieces_.skip(header_.header_bytes);
    if (!skipped) return std::unexpected(skipped.error());
    return records();
  }

 private:
  // The driver byte is often left at ANSI whatever the text is: bytes that are UTF-8, or that no driver explains, decide for themselves.
  void choose_encoding(std::string_view start) {
    std::string texts;
    for (const Field& field : header_.fields) texts.append(field.raw_name).push_back('\n');
    for (std::size_t at = header_.header_bytes; at + header_.record_bytes <= start.size(); at += header_.record_bytes) {
      const std::string_view record = start.substr(at, header_.record_bytes);
      for (const Field& field : header_.fields) {
        if (field.type != 'C' || field.at >= record.size()) continue;
        const std::string_view value = base::trim(record.substr(field.at, field.size));
        texts.append(value.substr(0, value.find('\0'))).push_back('\n');
      }
    }
    const bool plain = base::ascii_length(texts) == texts.size();
    const base::Encoding detected = base::detect_encoding(std::as_bytes(std::span(texts)), true).encoding;
    const Driver* const driver = driver_of(header_.driver);
    if (driver != nullptr && driver->encoding != base::Encoding::binary && (plain || detected != base::Encoding::utf8)) {
      encoding_ = driver->encoding;
    } else {
      detect_each_ = plain;  // nothing to tell from so far: each later value shows its own
      encoding_ = detected == base::Encoding::binary ? base::Encoding::cp1252 : detected;
    }
  }

  std::string decoded(std::string_view value) const { return detect_each_ ? field_text(value) : field_text(value, encoding_); }

  void announce() {
    const Driver* const driver = driver_of(header_.driver);
    PairSheet pairs(context_, "file");
    pairs.add("version", fmt::format("dBASE 0x{:02X}", header_.version));
    pairs.add("records", std::to_string(header_.records));
    pairs.add("last update", header_.updated);
    pairs.add("code page", driver == nullptr ? fmt::format("driver 0x{:02X}", header_.driver) : std::string(driver->page));
    pairs.finish();
    for (Field& field : header_.fields) {
      field.name = decoded(field.raw_name);
      Column column{.name = field.name, .comment = {}, .unit = {}, .type = std::string(1, field.type)};
      columns_.push_back(field.type == '0' ? CellWriter::kNoColumn : writer_.add_column(std::move(column)));
    }
    writer_.announce();
  }

  bool binary_memo(const Field& field) const { return field.size == 4; }

  std::string value_of(const Field& field, std::string_view raw) {
    switch (field.type) {
      case 'C': return decoded(raw);
      case 'D': return iso_date(raw);
      case 'I':
      case '+': return raw.size() == 4 ? std::to_string(number_at<std::int32_t>(raw)) : std::string{};
      case 'Y': return raw.size() == 8 ? number_text(static_cast<double>(number_at<std::int64_t>(raw)) / 10'000) : std::string{};
      case 'T': return raw.size() == 8 ? date_time(raw) : field_text(raw);
      case 'B':
        if (raw.size() == 8 && is_visual_foxpro(header_.version)) return number_text(number_at<double>(raw));
        [[fallthrough]];
      case 'M':
      case 'G':
      case 'P': memo(field, raw); return {};
      case 'V':  // the last byte holds the length where the value does not fill its field
        if (!raw.empty() && static_cast<unsigned char>(raw.back()) < raw.size()) return decoded(raw.substr(0, static_cast<unsigned char>(raw.back())));
        return decoded(raw);
      case '0':
      case 'Q': return {};
      default: return field_text(raw);
    }
  }

  void memo(const Field& field, std::string_view raw) {
    const bool pointer = binary_memo(field) ? number_at<std::uint32_t>(raw) != 0 : raw.find_first_of("123456789") != raw.npos;
    memos_ += pointer ? 1 : 0;
  }

  void record(std::string_view bytes, std::uint64_t row) {
    for (std::size_t i = 0; i < header_.fields.size(); ++i) {
      const Field& field = header_.fields[i];
      if (field.at >= bytes.size()) return;
      const std::string value = value_of(field, bytes.substr(field.at, field.size));
      if (value.empty()) continue;
      if (columns_[i] == CellWriter::kNoColumn) {
        writer_.put_loose(field.name, value, row);
      } else {
        writer_.put(columns_[i], row, value, row);
      }
    }
    if (bytes[0] != '*') return;
    if (!deleted_) deleted_ = writer_.add_column(Column{.name = "(deleted)", .comment = "已标记删除的记录", .unit = {}, .type = {}});
    if (*deleted_ != CellWriter::kNoColumn) writer_.put(*deleted_, row, "*", row);
  }

  base::Status records() {
    std::uint64_t row = 0;
    bool cut = false;
    while (!cut && row < header_.records && !writer_.stopped() && !context_.stop.requested()) {
      auto bytes = pieces_.take(header_.record_bytes);
      if (!bytes) return std::unexpected(bytes.error());
      if (bytes->empty() || (*bytes)[0] == '\x1A') break;
      record(*bytes, ++row);
      cut = bytes->size() < header_.record_bytes;
    }
    const bool short_of_records = (cut || row < header_.records) && !writer_.stopped() && !context_.stop.requested();
    writer_.finish();
    if (short_of_records) context_.sink.unread(cut_short(pieces_.offset()));
    if (memos_ > 0) {
      context_.sink.unread(base::fail(base::Code::unsupported, fmt::format("{} 个备注字段的内容在同名 .dbt 或 .fpt 文件中，未读取", memos_),
                                      fmt::format("the text of {} memo fields lies in the .dbt or .fpt file beside this one; it was not read", memos_))
                               .error());
    }
    return {};
  }

  ByteSource& source_;
  ExtractContext& context_;
  PieceReader pieces_;
  CellWriter writer_;
  Header header_;
  std::vector<std::uint32_t> columns_;
  std::optional<std::uint32_t> deleted_;
  base::Encoding encoding_ = base::Encoding::utf8;
  bool detect_each_ = false;
  std::uint64_t memos_ = 0;
};

base::Status extract_dbf(ByteSource& source, ExtractContext& context) {
  return DbfReader(source, context).read();
}

GD_FORMAT({"dbf", "dBASE／FoxPro 数据表", "dBASE table", "dbf", dbf, extract_dbf});

}  // namespace
}  // namespace gongdun::read
