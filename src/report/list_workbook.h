// One long list as a workbook (XLSX, constant memory) or CSV: a line that says who made it, a header row, rows as they come. For exports of any size and
// for lists that people fill in and hand back; reports with more to say are Documents.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"

namespace gongdun::report {

struct SheetColumn {
  std::string title;
  double width = 18;                      // characters
  bool text = false;                      // never a number, whatever it looks like; the column is formatted as text for who fills it in
  std::string key = {};                   // stable name, in a hidden row under the titles; all empty: no such row
  std::vector<std::string> choices = {};  // offered in the cell, and on a sheet of their own
};

struct ListSheet {
  std::string name;  // at most 31 characters
  std::string mark;  // who made it, when, where: first line, and foot of every printed page
  std::vector<SheetColumn> columns;
  std::string notes_name = {}, choices_name = {};
  std::vector<std::vector<std::string>> notes = {};  // lines of a second sheet (XLSX only)
};

class ListWorkbook {
 public:
  static base::Result<std::unique_ptr<ListWorkbook>> open(const std::string& path, bool csv, const ListSheet& sheet);
  ~ListWorkbook();
  // A cell that reads as a whole number is one unless its column is text; a cell a spreadsheet would take for a formula stays text (in CSV by a leading ').
  base::Status add(const std::vector<std::string>& cells);
  base::Status close();

 private:
  ListWorkbook();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::report
