// Puts the lines of a laid-out table together into its rows: a cell that wraps stands on several lines, above and below the others
// when it is centred in its row, below them when it starts at the top.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::read {

struct LayoutCells {
  std::vector<std::string> cells;
  bool after_blank = false;  // an empty line stands in front of it
};

// All with the same number of cells.
std::vector<std::vector<std::string>> join_wrapped_rows(std::vector<LayoutCells> lines);

// Appends to a cell: with a blank, except after a Han character.
void join_cell(std::string& cell, std::string_view more);

}  // namespace gongdun::read
