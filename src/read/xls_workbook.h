// What the sheets of a legacy workbook share: version, code page, number formats, strings, the list of sheets. Private to the XLS reader.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "read/biff.h"
#include "read/legacy_document.h"
#include "read/number_format.h"
#include "read/shared_strings.h"

namespace gongdun::read {

struct XlsSheet {
  std::string name;
  std::uint64_t offset = 0;
};

class XlsWorkbook {
 public:
  int version = 8;  // of the record format: 2, 3, 4, 5 (Excel 5 and 95), 8
  bool epoch_1904 = false;
  std::vector<XlsSheet> sheets;  // hidden ones too
  SharedStrings strings;

  // Takes a record that concerns the whole workbook; false for any other.
  bool take(BiffReader& reader, const BiffRecord& record, LegacyDocument& document);
  bool encrypted() const { return encrypted_; }

  // Number format of a cell: the record it points to, or for version 2 the number of the format itself.
  const NumberFormat& format_of(std::uint16_t style);
  // An 8-bit or BIFF8 text at the current place of a body, with its length before it.
  std::string text(BiffBody& body, bool short_length) const;

 private:
  void take_strings(BiffReader& reader, const BiffRecord& record, LegacyDocument& document);
  void take_format(BiffReader& reader, const BiffRecord& record);
  void take_sheet(BiffReader& reader, const BiffRecord& record, LegacyDocument& document);
  void take_link(BiffReader& reader, const BiffRecord& record, LegacyDocument& document) const;

  int code_page_ = 0;
  bool encrypted_ = false, too_many_ = false;
  std::map<std::uint16_t, std::string> codes_;   // number format code by its number
  std::vector<std::uint16_t> styles_;            // number of the format by style
  std::map<std::uint16_t, NumberFormat> known_;  // by number
};

// Version a record opening a (sub)stream tells, 0 for what is none.
int biff_version(std::uint16_t type, std::string_view body);
// Rows to document.table; notes, headers, drawing texts and links to document.text. From the place in the stream where the sheet begins.
void read_xls_sheet(LegacyDocument& document, XlsWorkbook& workbook, BiffReader& reader, const XlsSheet& sheet);

}  // namespace gongdun::read
