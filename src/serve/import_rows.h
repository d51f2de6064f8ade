// A filled-in sheet as rows of a list: finds the header, says which columns are missing or unknown, and turns cells into codes. What a row means is the
// importer's business.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "read/sheet_rows.h"
#include "serve/list_kind.h"

namespace gongdun::serve {

struct ReadRow {
  ImportRow row;
  std::vector<RowFault> faults;  // cells that cannot be understood
};

class ImportSheet final : public read::RowSink {
 public:
  using Each = std::function<bool(ReadRow&& row)>;  // false: stop
  ImportSheet(const ListKind& list, Each each) : list_(list), each_(std::move(each)) {}

  bool sheet(const std::string& name, bool hidden) override;
  bool row(std::uint64_t number, const std::vector<std::string>& cells) override;

  // After reading: no header was found, or not the right one.
  std::optional<base::Error> problem() const;
  const std::vector<std::string>& passed_by() const { return passed_by_; }  // columns and sheets that were not read
  // "C12"; the row's number where the column is not in the sheet.
  std::string place(std::uint64_t row, std::string_view column) const;

 private:
  bool take_header(const std::vector<std::string>& cells);
  bool repeats_header(const std::vector<std::string>& cells) const;
  std::string nearest(const std::string& title) const;

  const ListKind& list_;
  Each each_;
  std::string sheet_;
  std::vector<int> to_;  // column of the sheet → of the import; -1: passed by
  bool found_ = false, fresh_ = false, done_ = false;
  std::uint64_t looked_at_ = 0;
  std::vector<std::string> passed_by_, seen_, unknown_, missing_;
};

}  // namespace gongdun::serve
