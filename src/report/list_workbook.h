// One long list as a workbook (XLSX, constant memory) or CSV: a line that says who made it, a header row, rows as they come. For exports of any size;
// reports with more to say are Documents.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"

namespace gongdun::report {

class ListWorkbook {
 public:
  static base::Result<std::unique_ptr<ListWorkbook>> open(const std::string& path, bool csv, const std::string& sheet, const std::string& mark,
                                                          const std::vector<std::string>& titles);
  ~ListWorkbook();
  // A cell that reads as a whole number is one; a cell a spreadsheet would take for a formula stays text.
  base::Status add(const std::vector<std::string>& cells);
  base::Status close();

 private:
  ListWorkbook();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::report
