// Pages of laid-out text on their way to the sink: tables as tables, across pages where the columns repeat, everything else as text.
// A line that became part of a table is not handed on again as text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/document_table.h"
#include "read/document_text.h"
#include "read/layout_table.h"

namespace gongdun::read {

class LayoutText {
 public:
  LayoutText(ContentSink& sink, const Limits& limits) : text_(sink, limits), table_(sink, limits, text_) {}

  // One page, without its form feed. False when the sink has had enough.
  bool page(std::string_view text, std::uint32_t number);
  bool finish();
  std::uint64_t characters() const { return characters_; }  // other than blanks

 private:
  struct Pending {
    std::uint32_t page;
    std::string text;
  };

  bool take(const LayoutTable& found, std::uint32_t number);
  bool continues(const LayoutTable& found) const;
  std::size_t take_leftover(const std::vector<LayoutLine>& lines, const std::vector<LayoutTable>& tables);
  bool add_rows(const std::vector<std::vector<std::string>>& rows, std::size_t from);
  std::size_t repeated_rows(const std::vector<std::vector<std::string>>& rows) const;
  bool close_table();
  void add_line(const LayoutLine& line, std::uint32_t number);

  DocumentText text_;
  DocumentTable table_;
  bool open_ = false;            // a table that the next page may go on with
  std::size_t lines_since_ = 0;  // lines of text after it
  std::vector<LayoutColumn> columns_;
  std::vector<std::vector<std::string>> first_rows_;  // to know a repeated header
  std::uint64_t row_ = 0;
  std::vector<Pending> pending_;  // text that comes between the pages of an open table
  std::size_t pending_bytes_ = 0;
  std::uint64_t characters_ = 0;
};

}  // namespace gongdun::read
