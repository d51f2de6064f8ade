// What the sheets of the workbook share: names Excel accepts, cell formats made once, texts that can never become a formula.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "report/document.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace gongdun::report {

class SheetNames {
 public:
  // At most 31 characters, without []:*?/\ and quotes at the ends, unique without regard to case.
  std::string unique(std::string_view wanted);

 private:
  std::set<std::string> taken_;
};

enum class CellKind { text, guarded, whole, decimal, percent, percent_points, title, subtitle, section, label, head, link, big, small };

class Formats {
 public:
  explicit Formats(lxw_workbook* book) : book_(book) {}
  lxw_format* get(CellKind kind, Tone tone = Tone::normal);

 private:
  lxw_workbook* book_;
  std::map<std::pair<CellKind, Tone>, lxw_format*> made_;
};

// Text cells are strings in the file and so never formulas. One that begins like a formula also gets the format "text", so that it stays a
// string when somebody edits the cell. Returns true if the text had to be cut.
bool write_text(lxw_worksheet* sheet, Formats& formats, std::uint32_t row, std::uint16_t column, std::string_view text, Tone tone,
                CellKind kind = CellKind::text);
void write_number(lxw_worksheet* sheet, Formats& formats, std::uint32_t row, std::uint16_t column, const TableCell& cell);

}  // namespace gongdun::report
