#include "read/header_guess.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "read/cell_shape.h"

namespace gongdun::read {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t kMaxTitleRows = 20;
constexpr std::size_t kMaxExtraRows = 4;
constexpr std::size_t kMaxTitleBytes = 4096;

std::string_view cell(const Row& row, std::size_t column) {
  return column < row.size() ? base::trim(row[column]) : std::string_view{};
}

std::size_t filled(const Row& row) {
  return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [](const std::string& c) { return !base::trim(c).empty(); }));
}

// What a column holds below the header.
struct Body {
  std::size_t cells = 0, values = 0, codes = 0, with_digit = 0, characters = 0;
  std::set<std::string_view> distinct;
  double share(std::size_t n) const { return cells == 0 ? 0 : static_cast<double>(n) / static_cast<double>(cells); }
};

class Guess {
 public:
  explicit Guess(const SampleRows& rows) : rows_(rows) {
    for (const Row& row : rows) {
      width_ = std::max(width_, row.size());
      fill_.push_back(filled(row));
    }
    std::vector<std::size_t> sorted;
    std::copy_if(fill_.begin(), fill_.end(), std::back_inserter(sorted), [](std::size_t n) { return n > 0; });
    std::sort(sorted.begin(), sorted.end());
    usual_ = sorted.empty() ? 0 : sorted[sorted.size() / 2];
    std::vector<std::size_t> sizes;
    for (const Row& row : rows) sizes.push_back(row.size());
    std::sort(sizes.begin(), sizes.end());
    usual_size_ = sizes.empty() ? 0 : sizes[sizes.size() / 2];
  }

  HeaderGuess run() {
    HeaderGuess guess;
    guess.columns.resize(width_);
    if (usual_ == 0) return guess;
    const std::size_t full = first_full_row();
    if (full >= rows_.size()) return guess;
    const std::size_t header = find_header(full);
    if (header >= rows_.size()) {
      guess.title_rows = leading_titles(full);
      guess.title = titles(guess.title_rows);
      return guess;
    }
    const bool grouped = header > 0 && is_group_row(header - 1);
    guess.has_header = true;
    guess.title_rows = grouped ? header - 1 : header;
    guess.title = titles(guess.title_rows);
    for (std::size_t c = 0; c < width_; ++c) guess.columns[c].name = cell(rows_[header], c);
    if (grouped) join_groups(rows_[header - 1], guess.columns);
    const std::size_t extra = extra_rows(header, guess.columns);
    guess.header_rows = (grouped ? 2 : 1) + extra;
    for (Column& column : guess.columns) {
      if (column.unit.empty()) column.unit = unit_in_name(column.name);
    }
    return guess;
  }

 private:
  std::size_t first_full_row() const {
    for (std::size_t r = 0; r < std::min(rows_.size(), kMaxTitleRows + 1); ++r) {
      if (rows_[r].size() == 1 && width_ > 1) continue;  // one cell on the line: a title, even over a sparse table
      if (fill_[r] * 10 >= usual_ * 6 && (fill_[r] > 1 || usual_ == 1)) return r;
    }
    return rows_.size();
  }

  // The header is the first full row or, where that is shorter than the rows of the table, one of the next; rows_.size() if there is none.
  std::size_t find_header(std::size_t full) const {
    if (is_header(full)) return full;
    if (full > 0 && fill_[full - 1] > 1 && rows_[full - 1].size() == rows_[full].size() && share_of(full - 1, is_field_word) == 1) return full - 1;
    for (std::size_t r = full; r < std::min(rows_.size(), kMaxTitleRows); ++r) {
      if (rows_[r].size() >= usual_size_) return r > full && is_header(r) ? r : rows_.size();
    }
    return rows_.size();
  }

  std::size_t leading_titles(std::size_t limit) const {
    std::size_t n = 0;
    while (n < limit && (fill_[n] == 0 || (fill_[n] == 1 && usual_ >= 3))) ++n;
    return n;
  }

  std::string titles(std::size_t count) const {
    std::string title;
    for (std::size_t r = 0; r < count && title.size() < kMaxTitleBytes; ++r) {
      std::string line;
      for (const std::string& text : rows_[r]) {
        const std::string_view part = base::trim(text);
        if (part.empty()) continue;
        if (!line.empty()) line.push_back(' ');
        line.append(part);
      }
      if (line.empty()) continue;
      if (!title.empty()) title.push_back('\n');
      title.append(line);
    }
    return title;
  }

  Body body_of(std::size_t column, std::size_t from) const {
    Body body;
    for (std::size_t r = from; r < rows_.size(); ++r) {
      const std::string_view text = cell(rows_[r], column);
      const CellShape shape = shape_of(text);
      if (shape == CellShape::missing) continue;
      ++body.cells;
      if (is_value(shape)) ++body.values;
      if (shape == CellShape::code) ++body.codes;
      if (has_digit(text)) ++body.with_digit;
      body.characters += base::count_code_points(text);
      body.distinct.insert(text);
    }
    return body;
  }

  // How much one cell speaks for being a heading of what is below it.
  static double vote(std::string_view head, const Body& body) {
    const CellShape shape = shape_of(head);
    if (is_value(shape)) return -1;
    if (shape == CellShape::sentence) return is_field_word(head) ? 0 : -0.5;
    const bool repeated = body.distinct.contains(head);
    if (body.share(body.values) >= 0.6) return shape == CellShape::code && !is_identifier(head) && head.front() <= '9' ? -0.5 : 1;
    if (repeated && body.cells > 1) return is_field_word(head) ? 0 : -0.7;
    if (is_field_word(head)) return 1;
    if (shape == CellShape::code) return body.share(body.codes) >= 0.5 ? -0.7 : 0.3;
    if (body.share(body.with_digit) >= 0.7 && !has_digit(head)) return 0.8;
    if (is_identifier(head)) return 0.5;
    const double average = body.cells == 0 ? 0 : static_cast<double>(body.characters) / static_cast<double>(body.cells);
    const auto length = static_cast<double>(base::count_code_points(head));
    return body.cells >= 3 && average > 2.5 * length ? 0.4 : 0;
  }

  bool are_years(const Row& row) const {
    std::size_t years = 0, others = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (is_year(row[c])) ++years;
      if (!is_year(row[c]) && is_value(shape_of(row[c]))) ++others;
    }
    if (years < 2 || others > 0) return false;
    const Row& below = rows_.back();
    return std::any_of(below.begin(), below.end(), [](const std::string& c) { return shape_of(c) == CellShape::number && !is_year(c); });
  }

  bool is_header(std::size_t header) const {
    const Row& row = rows_[header];
    if (are_years(row)) return true;
    double sum = 0;
    std::size_t voters = 0, against = 0;
    std::set<std::string_view> names;
    std::size_t twice = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string_view head = cell(row, c);
      if (head.empty()) continue;
      if (!names.insert(head).second) ++twice;
      const double v = vote(head, body_of(c, header + 1));
      sum += v;
      ++voters;
      if (v < 0) ++against;
    }
    const bool grouped = header > 0 && is_group_row(header - 1);  // names repeat under each group
    if (voters == 0 || (twice * 3 > voters && !grouped)) return false;
    return sum / static_cast<double>(voters) >= 0.3 && against * 4 <= voters;
  }

  // Words above a header, with gaps that the groups spread over.
  bool is_group_row(std::size_t r) const {
    if (fill_[r] < 2 || fill_[r] >= usual_) return false;
    const Row& row = rows_[r];
    return std::all_of(row.begin(), row.end(), [](const std::string& text) {
      const CellShape shape = shape_of(text);
      return shape == CellShape::missing || shape == CellShape::word;
    });
  }

  void join_groups(const Row& groups, std::vector<Column>& columns) const {
    std::string_view group;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (!cell(groups, c).empty()) group = cell(groups, c);
      std::string& name = columns[c].name;
      if (name.empty()) {
        name = cell(groups, c);
      } else if (!group.empty() && group != name) {
        name.insert(0, std::string(group) + "/");
      }
    }
  }

  std::size_t extra_rows(std::size_t header, std::vector<Column>& columns) const {
    std::size_t extra = 0;
    bool translated = false;
    while (extra < kMaxExtraRows && header + extra + 1 < rows_.size()) {
      const std::size_t r = header + extra + 1;
      if (share_of(r, is_unit) >= 0.7 && !all_numbers(r)) {
        for (std::size_t c = 0; c < width_; ++c) columns[c].unit = cell(rows_[r], c);
      } else if (share_of(r, is_type_name) >= 0.8) {
        for (std::size_t c = 0; c < width_; ++c) columns[c].type = cell(rows_[r], c);
      } else if (extra == 0 && fills_gaps(header, r)) {
        join_below(rows_[header], rows_[r], columns);
      } else if (!translated && is_translation(header, r)) {
        for (std::size_t c = 0; c < width_; ++c) columns[c].comment = cell(rows_[r], c);
        translated = true;
      } else {
        break;
      }
      ++extra;
    }
    return extra;
  }

  template <class Test>
  double share_of(std::size_t r, Test test) const {
    std::size_t cells = 0, hits = 0;
    for (const std::string& text : rows_[r]) {
      if (shape_of(text) == CellShape::missing) continue;
      ++cells;
      if (test(text)) ++hits;
    }
    return cells == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(cells);
  }

  bool all_numbers(std::size_t r) const {
    return share_of(r, [](std::string_view text) { return shape_of(text) == CellShape::number; }) > 0.5;
  }

  bool only_words(std::size_t r) const {
    return share_of(r, [](std::string_view text) { return is_value(shape_of(text)); }) == 0;
  }

  // The columns the header leaves open are named in the row below, which holds nothing else of its own.
  bool fills_gaps(std::size_t header, std::size_t r) const {
    std::size_t gaps = 0, named = 0, lone = 0;
    for (std::size_t c = 0; c < width_; ++c) {
      const bool gap = cell(rows_[header], c).empty(), below = !cell(rows_[r], c).empty();
      if (gap) ++gaps;
      if (gap && below) ++named;
      if (!gap && !below) ++lone;
    }
    return gaps > 0 && named == gaps && lone > 0 && only_words(r) && header + 2 < rows_.size();
  }

  void join_below(const Row& header, const Row& below, std::vector<Column>& columns) const {
    std::string group;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (!cell(header, c).empty()) group = columns[c].name;
      const std::string_view name = cell(below, c);
      if (name.empty()) continue;
      columns[c].name = group.empty() ? std::string(name) : group + "/" + std::string(name);
    }
  }

  // A second header line: words over columns of values, or the other script over anything.
  bool is_translation(std::size_t header, std::size_t r) const {
    if (fill_[r] * 10 < fill_[header] * 8 || !only_words(r)) return false;
    const auto han = [](std::string_view text) { return has_han(text); };
    const double above = share_of(header, han), below = share_of(r, han);
    const bool other_script = (above >= 0.7 && below <= 0.1) || (above <= 0.1 && below >= 0.7);
    std::size_t over_values = 0, fields = 0;
    for (std::size_t c = 0; c < width_; ++c) {
      const std::string_view text = cell(rows_[r], c);
      if (text.empty()) continue;
      const Body body = body_of(c, r + 1);
      if (body.cells > 0 && body.share(body.values) >= 0.8 && shape_of(text) == CellShape::word) ++over_values;
      if (is_field_word(text) || is_identifier(text)) ++fields;
    }
    if (other_script) return over_values > 0 || fields * 2 >= fill_[r];
    return over_values * 3 >= fill_[r] && over_values >= 1 && r + 1 < rows_.size();
  }

  const SampleRows& rows_;
  std::vector<std::size_t> fill_;
  std::size_t width_ = 0;
  std::size_t usual_ = 0;       // filled cells of a middling row
  std::size_t usual_size_ = 0;  // cells of a middling row, empty ones included
};

}  // namespace

HeaderGuess guess_header(const SampleRows& rows) {
  return Guess(rows).run();
}

}  // namespace gongdun::read
