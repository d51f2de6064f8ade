// Excel workbooks before 2007: in a compound file (Excel 5 and later) or bare (Excel 2 to 4). Source: [MS-XLS]; [MS-OFFFFMT] for what came before.
#include <set>

#include "read/delegate.h"
#include "read/legacy_document.h"
#include "read/little_endian.h"
#include "read/sniff.h"
#include "read/xls_workbook.h"

namespace gongdun::read {
namespace {

using base::Status;

constexpr std::uint16_t kEnd = 0x0A, kPivotText = 0xCD;
constexpr std::size_t kMostPivotBytes = 64 << 20;

// The globals of the workbook (§2.1.7.20.3): all up to the first end.
Status read_globals(LegacyDocument& document, XlsWorkbook& workbook, BiffReader& reader) {
  BiffRecord record;
  if (!reader.next(record)) return std::unexpected(reader.error().value_or(legacy_damaged()));
  workbook.version = biff_version(record.type, record.body);
  if (workbook.version == 0) return std::unexpected(legacy_damaged());
  if (workbook.version < 5) return {};
  while (reader.next(record) && record.type != kEnd) {
    workbook.take(reader, record, document);
    if (workbook.encrypted()) return std::unexpected(legacy_encrypted());
  }
  if (reader.error()) return std::unexpected(*reader.error());
  return {};
}

void read_sheets(LegacyDocument& document, XlsWorkbook& workbook, BiffReader& reader) {
  if (workbook.sheets.empty()) workbook.sheets.push_back({});  // one sheet and no globals
  std::set<std::uint64_t> seen;                                // two names for one place would be a trap
  for (const XlsSheet& sheet : workbook.sheets) {
    if (!document.going()) return;
    if (!seen.insert(sheet.offset).second) continue;
    read_xls_sheet(document, workbook, reader, sheet);
  }
}

Status read_stream(LegacyDocument& document, BiffReader::ReadAt read) {
  XlsWorkbook workbook;
  BiffReader reader(std::move(read));
  GD_TRY(read_globals(document, workbook, reader));
  read_sheets(document, workbook, reader);
  if (workbook.encrypted()) return std::unexpected(legacy_encrypted());
  if (reader.error()) return std::unexpected(*reader.error());
  if (reader.cut())
    document.lost({base::Code::truncated, {"工作簿不完整，其后内容未读取；请取得完整文件", "the workbook is incomplete; what follows was not read"}, {}}, {});
  return {};
}

BiffReader::ReadAt reads(CompoundStream stream) {
  return [stream = std::move(stream)](std::uint64_t at, std::span<std::byte> into) { return stream.read_at(at, into); };
}

// A pivot table keeps a copy of the rows it was made from, even when their sheet is gone (§2.1.7.12).
void read_pivot_caches(LegacyDocument& document) {
  const CompoundEntry* const storage = document.file->find("_SX_DB_CUR");
  if (storage == nullptr) return;
  std::size_t bytes = 0;
  for (const std::uint32_t index : document.file->children(document.file->index_of(*storage))) {
    BiffReader reader(reads(document.file->stream(document.file->entries()[index])));
    BiffRecord record;
    document.text.enter("pivot", 0, false);
    while (document.going() && bytes < kMostPivotBytes && reader.next(record)) {
      bytes += record.body.size() + 4;
      if (record.type != kPivotText) continue;
      BiffBody body(reader, record);
      const std::uint32_t length = body.u16();
      document.text.paragraph(body.rich_text(length));
    }
  }
  if (bytes >= kMostPivotBytes)
    document.lost({base::Code::limit, {"数据透视缓存过大，其余未读取", "the pivot caches are too large; the rest was not read"}, {}}, {});
}

// A workbook without a container begins with the record that opens a sheet or workbook.
bool bare(const Sniff& s) {
  const std::string_view bytes = s.bytes();
  const std::size_t length = little::u16(bytes, 2);
  if (length < 4 || length > 16 || biff_version(little::u16(bytes, 0), little::part(bytes, 4, length)) == 0) return false;
  const unsigned kind = little::u16(bytes, 6);
  return kind == 5 || kind == 0x10 || kind == 0x20 || kind == 0x40 || kind == 0x100;
}

Status extract_workbook(ByteSource& source, ExtractContext& context) {
  auto head = source.head();
  if (!head) return std::unexpected(std::move(head).error());
  if (!bare({.head = *head})) return extract_as("ole", source, context);
  auto bytes = source.random_access();
  if (!bytes) return std::unexpected(std::move(bytes).error());
  LegacyDocument document(nullptr, context);
  RandomAccess& from = **bytes;
  GD_TRY(read_stream(document, [&from](std::uint64_t at, std::span<std::byte> into) { return from.read_at(at, into); }));
  document.text.flush();
  return {};
}

}  // namespace

Status read_legacy_workbook(LegacyDocument& document) {
  const CompoundEntry* entry = document.file->find_stream("Workbook");
  if (entry == nullptr) entry = document.file->find_stream("Book");
  if (entry == nullptr) return std::unexpected(legacy_damaged());
  GD_TRY(read_stream(document, reads(document.file->stream(*entry))));
  if (document.going()) read_pivot_caches(document);
  return {};
}

namespace {
GD_FORMAT({"xls", "Excel 97-2003 工作簿", "Excel 97-2003 workbook", "xls xlt et",
           [](const Sniff& s) { return s.text.empty() && bare(s) ? sniff::kSpecific : 0; }, extract_workbook});
}  // namespace

}  // namespace gongdun::read
