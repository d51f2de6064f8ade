// Tables in text that was laid out with blanks (a PDF page as poppler's -layout prints it): consecutive lines whose columns stand apart by
// at least two blanks at the same places. Pure functions over the lines of one page.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::read {

struct LayoutField {
  std::uint32_t begin = 0, end = 0;  // in code points from the left edge
  std::string_view text;
};

struct LayoutLine {
  std::string_view text;            // without the line end
  std::vector<LayoutField> fields;  // split at two or more blanks, or a tab
};

struct LayoutColumn {
  std::uint32_t begin = 0, end = 0;
};

struct LayoutTable {
  std::size_t first_line = 0, last_line = 0;  // both inclusive
  std::vector<LayoutColumn> columns;
  std::vector<std::vector<std::string>> rows;  // as wide as columns; wrapped cells are joined
};

// At most kLayoutFields fields in a line, kLayoutWidth code points; what is wider is text.
inline constexpr std::size_t kLayoutFields = 200;
inline constexpr std::uint32_t kLayoutWidth = 4000;

std::vector<LayoutLine> split_layout_lines(std::string_view page);
// In order, not overlapping.
std::vector<LayoutTable> find_layout_tables(const std::vector<LayoutLine>& lines);
// Cells of a line under given columns: each field goes to the column it overlaps most, or lies nearest to.
std::vector<std::string> layout_cells(const LayoutLine& line, const std::vector<LayoutColumn>& columns);

}  // namespace gongdun::read
