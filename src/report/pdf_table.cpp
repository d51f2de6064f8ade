#include "report/pdf_table.h"

#include <algorithm>
#include <vector>

namespace gongdun::report {
namespace {

constexpr double kPadX = 5, kPadY = 4.2;
constexpr double kTallRow = 0.4;  // of a page: a row up to this height moves to the next page whole

struct Cell {
  TextBlock text;
  theme::Look look;
  bool badge = false;
  Align align = Align::left;
};

using Row = std::vector<Cell>;

class TableDrawer {
 public:
  TableDrawer(Pages& pages, const PrintedTable& table) : pages_(pages), table_(table) {
    double x = pages.left();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      x_.push_back(x);
      widths_.push_back(table.columns[i].share * pages.width());
      x += widths_.back();
      align_.push_back(numbers_only(i) ? Align::right : table.columns[i].align);
    }
    head_ = set_head();
  }

  void draw(const std::string& caption) {
    const TextStyle style{.face = Face::sans, .size = 9.2, .line = 14, .color = theme::kInk2, .bold = true};
    const TextBlock title = pages_.type().set(caption, style, pages_.width());
    std::vector<Row> first;
    if (!table_.rows.empty()) first.push_back(set_row(table_.rows.front()));
    const double first_height = first.empty() ? 24 : std::min(height(first.front()), pages_.body_height() * kTallRow);
    pages_.need((caption.empty() ? 0 : title.height() + 5) + height(head_) + first_height);
    if (!caption.empty()) {
      title.draw(pages_.cairo(), pages_.left(), pages_.y());
      pages_.move(title.height() + 5);
    }
    draw_head();
    for (const auto& row : table_.rows) draw_row(set_row(row));
    if (table_.rows.empty()) draw_empty();
    pages_.rule(pages_.left(), pages_.left() + pages_.width(), pages_.y(), theme::kLine, 0.8);
  }

 private:
  bool numbers_only(std::size_t column) const {
    return !table_.rows.empty() && std::ranges::all_of(table_.rows, [&](const auto& row) { return row[column].number; });
  }

  Row set_head() const {
    Row row;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const TextStyle style{.size = theme::kTableSize, .line = theme::kTableLine, .color = theme::kNavy, .bold = true, .align = align_[i]};
      row.push_back({pages_.type().set(table_.columns[i].title, style, widths_[i] - 2 * kPadX), theme::look(Tone::normal), false, align_[i]});
    }
    return row;
  }

  Row set_row(const std::vector<PrintedCell>& cells) const {
    Row row;
    row.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) row.push_back(set_cell(cells[i], i));
    return row;
  }

  Cell set_cell(const PrintedCell& cell, std::size_t column) const {
    const theme::Look look = theme::look(cell.tone);
    const double width = widths_[column] - 2 * kPadX;
    const Align align = cell.number ? Align::right : align_[column];
    if (cell.badge) {
      const TextStyle style{.size = theme::kTableSize - 0.6, .line = theme::kTableLine, .color = look.fg, .bold = true};
      TextBlock text = pages_.type().set(std::string(look.mark) + " " + cell.text, style, 0);
      if (text.width() + 8 <= width + 4) return {std::move(text), look, true, align};
    }
    const theme::Hex color = cell.tone == Tone::normal ? theme::kInk : look.fg;
    const TextStyle style{.size = theme::kTableSize, .line = theme::kTableLine, .color = color, .bold = cell.badge, .align = align};
    return {pages_.type().set(cell.text, style, width), look, false, align};
  }

  static double height(const Row& row) {
    double most = theme::kTableLine;
    for (const auto& cell : row) most = std::max(most, cell.text.height());
    return most + 2 * kPadY;
  }

  void draw_head() {
    const double tall = height(head_);
    pages_.fill(pages_.left(), pages_.y(), pages_.width(), tall, theme::kHead);
    pages_.rule(pages_.left(), pages_.left() + pages_.width(), pages_.y(), theme::kNavy, 1.2);
    for (std::size_t i = 0; i < head_.size(); ++i) {
      head_[i].text.draw(pages_.cairo(), x_[i] + kPadX, pages_.y() + tall - kPadY - head_[i].text.height());
    }
    pages_.move(tall);
    pages_.rule(pages_.left(), pages_.left() + pages_.width(), pages_.y(), theme::kLine, 0.6);
  }

  void turn_page() {
    pages_.rule(pages_.left(), pages_.left() + pages_.width(), pages_.y(), theme::kLine, 0.6);
    pages_.next_page();
    draw_head();
  }

  void draw_cell(const Cell& cell, std::size_t column, double y, std::size_t from, std::size_t to) {
    double x = x_[column] + kPadX;
    if (cell.badge) {
      const double wide = cell.text.width() + 8, spare = widths_[column] - 2 * kPadX - wide;
      if (spare > 0) x += cell.align == Align::center ? spare / 2 : cell.align == Align::right ? spare : 0;
      pages_.fill(x, y + 0.4, wide, theme::kTableLine - 0.8, cell.look.bg, 2);
      pages_.frame(x, y + 0.4, wide, theme::kTableLine - 0.8, cell.look.border, 2);
      x += 4;
    }
    cell.text.draw_lines(pages_.cairo(), x, y, from, to);
  }

  // Lines of a cell from `from` on that fit into `space`.
  static std::size_t fit(const TextBlock& text, std::size_t from, double space) {
    std::size_t to = from;
    while (to < text.lines().size() && text.lines()[to].bottom - text.lines()[from].top <= space + 0.01) ++to;
    return to;
  }

  void draw_row(const Row& row) {
    const double tall = height(row);
    if (tall > pages_.room() && tall <= pages_.body_height() * kTallRow) turn_page();
    if (tall <= pages_.room() + 0.01) {
      for (std::size_t i = 0; i < row.size(); ++i) draw_cell(row[i], i, pages_.y() + kPadY, 0, row[i].text.lines().size());
      end_row(tall);
      return;
    }
    draw_split(row);
  }

  void draw_split(const Row& row) {
    if (pages_.room() < 5 * theme::kTableLine) turn_page();
    std::vector<std::size_t> from(row.size(), 0);
    for (bool more = true; more;) {
      more = false;
      double used = 0;
      const double space = std::max(pages_.room() - 2 * kPadY, theme::kTableLine);
      for (std::size_t i = 0; i < row.size(); ++i) {
        const auto& lines = row[i].text.lines();
        const std::size_t to = fit(row[i].text, from[i], space);
        if (to > from[i]) {
          draw_cell(row[i], i, pages_.y() + kPadY, from[i], to);
          used = std::max(used, lines[to - 1].bottom - lines[from[i]].top);
        }
        from[i] = to;
        more = more || to < lines.size();
      }
      end_row(used + 2 * kPadY);
      if (more) turn_page();
    }
  }

  void end_row(double tall) {
    pages_.move(tall);
    pages_.rule(pages_.left(), pages_.left() + pages_.width(), pages_.y(), theme::kLineSoft, 0.6);
  }

  void draw_empty() {
    const TextStyle style{.size = theme::kTableSize, .line = theme::kTableLine, .color = theme::kInk3, .align = Align::center};
    const TextBlock text = pages_.type().set(table_.empty_text, style, pages_.width() - 2 * kPadX);
    pages_.move(6);
    pages_.flow(text, pages_.left() + kPadX);
    pages_.move(6);
  }

  Pages& pages_;
  const PrintedTable& table_;
  std::vector<double> x_, widths_;
  std::vector<Align> align_;
  Row head_;
};

}  // namespace

void draw_table(Pages& pages, const PrintedTable& table, const std::string& caption) {
  TableDrawer(pages, table).draw(caption);
  const TextStyle style{.size = theme::kSmallSize, .line = theme::kSmallLine, .color = theme::kInk3};
  for (const auto& note : table.notes) {
    pages.move(4);
    pages.flow(pages.type().set(note, style, pages.width()), pages.left());
  }
}

}  // namespace gongdun::report
