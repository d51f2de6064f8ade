#include "read/layout_rows.h"

#include <algorithm>
#include <utility>

namespace gongdun::read {

namespace {

// A fragment carries on the cells of a row above or below it.
bool is_fragment(const std::vector<std::string>& cells) {
  const auto filled = static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); }));
  return cells.front().empty() && (filled == 1 || filled * 3 <= cells.size());
}

// A row with the fragments that follow it, up to the next row.
struct Main {
  std::vector<std::string> cells;
  std::vector<LayoutCells> after;
  bool after_blank = false;
};

std::vector<Main> gather(std::vector<LayoutCells>&& lines) {
  std::vector<Main> mains;
  for (LayoutCells& line : lines) {
    if (!mains.empty() && is_fragment(line.cells)) {
      mains.back().after.push_back(std::move(line));
    } else {
      mains.push_back({std::move(line.cells), {}, line.after_blank});
    }
  }
  return mains;
}

bool any(const std::vector<LayoutCells>& fragments, std::size_t column) {
  return std::any_of(fragments.begin(), fragments.end(), [&](const LayoutCells& fragment) { return !fragment.cells[column].empty(); });
}

// A row that has nothing itself in a column that goes on below it: its text stands around it.
bool is_centred(const std::vector<Main>& mains) {
  for (const Main& main : mains) {
    for (std::size_t column = 0; column < main.cells.size(); ++column) {
      if (main.cells[column].empty() && any(main.after, column)) return true;
    }
  }
  return false;
}

class Joiner {
 public:
  explicit Joiner(std::vector<Main> mains) : mains_(std::move(mains)), centred_(is_centred(mains_)) {}

  std::vector<std::vector<std::string>> rows() {
    if (mains_.empty()) return {};
    const std::size_t width = mains_.front().cells.size();
    for (std::size_t column = 0; column < width; ++column) join_column(column);
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < mains_.size(); ++i) {
      rows.push_back(std::move(mains_[i].cells));
      for (std::vector<std::string>& own : strays_of(i)) rows.push_back(std::move(own));
    }
    return rows;
  }

 private:
  // Where an empty line parts rows, it decides; else a centred cell has as many lines below its row as above it.
  void join_column(std::size_t column) {
    std::size_t above = 0;  // fragments of this column that stood above the row
    for (std::size_t i = 0; i < mains_.size(); ++i) {
      std::vector<std::string> mine, next;
      bool parted = false;
      for (LayoutCells& fragment : mains_[i].after) {
        parted = parted || fragment.after_blank;
        std::string& text = fragment.cells[column];
        if (text.empty()) continue;
        const bool last = i + 1 == mains_.size();
        const bool blank_below = !last && mains_[i + 1].after_blank;
        bool to_next = centred_ && !last && mine.size() >= above;
        if (parted != blank_below) to_next = parted && !last;
        if (!to_next && mains_[i].cells[column].empty() && above == 0 && !centred_) continue;  // a row of its own, see strays_of
        (to_next ? next : mine).push_back(std::move(text));
        text.clear();
      }
      for (const std::string& text : mine) join_cell(mains_[i].cells[column], text);
      above = next.size();
      if (!next.empty()) put_in_front(mains_[i + 1].cells[column], next);
    }
  }

  static void put_in_front(std::string& cell, const std::vector<std::string>& lines) {
    std::string whole;
    for (const std::string& line : lines) join_cell(whole, line);
    if (!cell.empty()) join_cell(whole, cell);
    cell = std::move(whole);
  }

  // What carried nothing on is a row with few cells.
  std::vector<std::vector<std::string>> strays_of(std::size_t index) {
    std::vector<std::vector<std::string>> rows;
    for (LayoutCells& fragment : mains_[index].after) {
      const bool rest = std::any_of(fragment.cells.begin(), fragment.cells.end(), [](const std::string& cell) { return !cell.empty(); });
      if (rest) rows.push_back(std::move(fragment.cells));
    }
    return rows;
  }

  std::vector<Main> mains_;
  bool centred_;
};

bool ends_in_han(std::string_view text) {
  return text.size() >= 3 && static_cast<unsigned char>(text[text.size() - 3]) >= 0xE3;
}

}  // namespace

void join_cell(std::string& cell, std::string_view more) {
  if (!cell.empty() && !ends_in_han(cell)) cell.push_back(' ');
  cell.append(more);
}

std::vector<std::vector<std::string>> join_wrapped_rows(std::vector<LayoutCells> lines) {
  return Joiner(gather(std::move(lines))).rows();
}

}  // namespace gongdun::read
