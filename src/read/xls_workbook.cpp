#include "read/xls_workbook.h"

#include <utility>

#include "base/utf8.h"
#include "read/code_page.h"
#include "read/little_endian.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMostSheets = 10'000, kMostStyles = 65'536;
// Record types, [MS-XLS] §2.3; BIFF3 and BIFF4 add 0x200 and 0x400 to some.
constexpr std::uint16_t kCodePage = 0x42, kDateMode = 0x22, kFilePass = 0x2F, kFormat2 = 0x1E, kFormat = 0x41E, kXf = 0xE0, kXf2 = 0x43, kXf3 = 0x243,
                        kXf4 = 0x443, kBoundSheet = 0x85, kStrings = 0xFC, kSupBook = 0x1AE;

}  // namespace

int biff_version(std::uint16_t type, std::string_view body) {
  if (body.size() < 4) return 0;
  switch (type) {
    case 0x009: return 2;
    case 0x209: return 3;
    case 0x409: return 4;
    case 0x809: return little::u16(body, 0) >= 0x600 ? 8 : 5;
    default: return 0;
  }
}

bool XlsWorkbook::take(BiffReader& reader, const BiffRecord& record, LegacyDocument& document) {
  const std::string_view body = record.body;
  switch (record.type) {
    case kCodePage: code_page_ = little::u16(body, 0); return true;
    case kDateMode: epoch_1904 = little::u16(body, 0) == 1; return true;
    case kFilePass: encrypted_ = true; return true;
    case kFormat2:
    case kFormat: take_format(reader, record); return true;
    case kXf2:
    case kXf3:
    case kXf4:
    case kXf:
      if (styles_.size() < kMostStyles)
        styles_.push_back(record.type == kXf ? little::u16(body, 2) : record.type == kXf2 ? little::u8(body, 2) & 0x3F : little::u8(body, 1));
      return true;
    case kBoundSheet: take_sheet(reader, record, document); return true;
    case kStrings: take_strings(reader, record, document); return true;
    case kSupBook: take_link(reader, record, document); return true;
    default: return false;
  }
}

void XlsWorkbook::take_format(BiffReader& reader, const BiffRecord& record) {
  BiffBody body(reader, record);
  auto number = static_cast<std::uint16_t>(codes_.size());
  if (version >= 4) {
    const auto stated = static_cast<std::uint16_t>(body.u16());
    if (version >= 5) number = stated;
  }
  codes_[number] = text(body, version < 8);
}

void XlsWorkbook::take_sheet(BiffReader& reader, const BiffRecord& record, LegacyDocument& document) {
  BiffBody body(reader, record);
  XlsSheet sheet;
  sheet.offset = body.u32();
  body.skip(2);  // hidden or not, kind
  sheet.name = text(body, true);
  if (sheets.size() < kMostSheets) {
    sheets.push_back(std::move(sheet));
  } else if (!std::exchange(too_many_, true)) {
    document.lost({base::Code::limit, {"工作表过多，其余未读取", "too many sheets; the others were not read"}, {}}, sheet.name);
  }
}

void XlsWorkbook::take_strings(BiffReader& reader, const BiffRecord& record, LegacyDocument& document) {
  BiffBody body(reader, record);
  body.skip(4);
  const std::uint32_t count = body.u32();
  for (std::uint32_t i = 0; i < count && !body.ended(); ++i) {
    const std::uint32_t length = body.u16();
    const std::string text = body.rich_text(length);
    if (body.ended() && text.empty()) return;
    if (!strings.add(text, document.context.limits)) return;
    if ((i & 0xFFF) == 0 && !document.going()) return;
  }
}

// §2.4.271: where a linked workbook lies; a path with a few control characters.
void XlsWorkbook::take_link(BiffReader& reader, const BiffRecord& record, LegacyDocument& document) const {
  BiffBody body(reader, record);
  body.skip(2);
  const std::uint32_t length = body.u16();
  if (length == 0 || length > 0xFF) return;  // this workbook itself, or an add-in
  const std::string path = plain_lines(body.rich_text(length));
  if (!base::trim(path).empty() && document.text.enter("link", 0, false)) document.text.paragraph(base::trim(path));
}

std::string XlsWorkbook::text(BiffBody& body, bool short_length) const {
  const std::uint32_t length = short_length ? body.u8() : body.u16();
  if (version >= 8) return body.rich_text(length);
  std::string bytes;
  for (std::uint32_t i = 0; i < length && !body.ended(); ++i) bytes.push_back(static_cast<char>(body.u8()));
  return from_code_page(bytes, code_page_);
}

const NumberFormat& XlsWorkbook::format_of(std::uint16_t style) {
  const std::uint16_t number = version == 2 ? style : style < styles_.size() ? styles_[style] : std::uint16_t{0};
  if (const auto found = known_.find(number); found != known_.end()) return found->second;
  const auto code = codes_.find(number);
  return known_[number] = code == codes_.end() ? builtin_number_format(number) : parse_number_format(code->second);
}

}  // namespace gongdun::read
