#include "read/dialect.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.h"
#include "read/byte_scan.h"
#include "read/cell_shape.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kSampleBytes = 32 << 10;
constexpr std::size_t kSampleRecords = 200;
constexpr std::size_t kShapedRecords = 60;

struct Candidate {
  Dialect dialect;
  double preference = 0;  // of equals
  std::size_t min_columns = 2, min_records = 2;
  double min_regular = 0.8;  // records that have the usual width
};

struct Profile {
  std::size_t records = 0, width = 0, regular = 0;
  std::size_t leading = 0;                      // irregular records before the first regular one
  double typed = 0, values = 0, sentences = 0;  // shares of filled cells; typed: values and codes
  std::size_t typed_columns = 0;
  std::size_t filled = 0;
  double first_filled = 0;  // regular records with something in the first column
  double last_words = 0;    // blanks in a cell of the last column, on average
  bool header = false;
  bool quoted = false;
};

std::string_view complete_lines(std::string_view head, bool whole, char line_end) {
  if (whole && head.size() <= kSampleBytes) return head;
  head = head.substr(0, kSampleBytes);
  const std::size_t end = head.rfind(line_end);
  return end == std::string_view::npos ? std::string_view{} : head.substr(0, end + 1);
}

SampleRows to_rows(std::string_view text, SplitState& state, std::size_t at_most, std::vector<std::uint64_t>* lines) {
  std::string data(text);
  data.resize(text.size() + kSplitPadding, kCellSeparator);
  std::vector<std::uint32_t> widths;
  std::vector<std::uint64_t> starts;
  state.widths = &widths;
  state.starts = &starts;
  split_records(data.data(), text.size(), true, state);
  state.widths = nullptr;
  state.starts = nullptr;
  SampleRows rows(std::min(widths.size(), at_most));
  for (std::size_t r = 0; r < rows.size(); ++r) rows[r].resize(std::min<std::size_t>(widths[r], 1024));
  std::size_t r = 0;
  for (const Cell& cell : state.cells) {
    while (r < rows.size() && starts[r] < cell.row) ++r;
    if (r >= rows.size()) break;
    if (cell.column < rows[r].size()) rows[r][cell.column] = data.substr(cell.begin, cell.end - cell.begin);
  }
  if (lines != nullptr) lines->assign(starts.begin(), starts.begin() + static_cast<std::ptrdiff_t>(rows.size()));
  return rows;
}

std::size_t usual_width(const SampleRows& rows) {
  std::map<std::size_t, std::size_t> counts;
  for (const auto& row : rows) {
    if (!row.empty()) ++counts[row.size()];
  }
  std::size_t width = 0, best = 0;
  for (const auto& [w, n] : counts) {
    if (n < best || (n == best && w < width)) continue;
    best = n;
    width = w;
  }
  return width;
}

void shape_cells(const SampleRows& rows, std::size_t from, Profile& profile) {
  std::vector<std::size_t> values(profile.width), filled(profile.width);
  std::size_t typed = 0, plain = 0, sentences = 0, shaped = 0, first = 0, blanks = 0;
  for (std::size_t r = from; r < rows.size() && shaped < kShapedRecords; ++r) {
    if (rows[r].size() != profile.width) continue;
    ++shaped;
    if (!rows[r].front().empty()) ++first;
    blanks += static_cast<std::size_t>(std::count(rows[r].back().begin(), rows[r].back().end(), ' '));
    for (std::size_t c = 0; c < profile.width; ++c) {
      const CellShape shape = shape_of(rows[r][c]);
      if (shape == CellShape::missing) continue;
      ++filled[c];
      if (shape == CellShape::sentence) ++sentences;
      if (is_value(shape)) ++plain;
      if (is_value(shape) || shape == CellShape::code) ++values[c];
    }
  }
  for (std::size_t c = 0; c < profile.width; ++c) {
    profile.filled += filled[c];
    typed += values[c];
    if (filled[c] > 0 && values[c] * 10 >= filled[c] * 8) ++profile.typed_columns;
  }
  if (shaped == 0 || profile.filled == 0) return;
  const auto cells = static_cast<double>(profile.filled);
  profile.typed = static_cast<double>(typed) / cells;
  profile.values = static_cast<double>(plain) / cells;
  profile.sentences = static_cast<double>(sentences) / cells;
  profile.first_filled = static_cast<double>(first) / static_cast<double>(shaped);
  profile.last_words = static_cast<double>(blanks) / static_cast<double>(shaped);
}

Profile profile_of(std::string_view text, const Dialect& dialect) {
  SplitState state{.dialect = dialect};
  SampleRows rows = to_rows(text, state, kSampleRecords, nullptr);
  Profile profile;
  profile.width = usual_width(rows);
  std::size_t first_regular = rows.size();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (rows[r].empty()) continue;
    ++profile.records;
    if (rows[r].size() != profile.width) {
      if (first_regular == rows.size()) ++profile.leading;
      continue;
    }
    ++profile.regular;
    first_regular = std::min(first_regular, r);
  }
  if (profile.width < 2 || first_regular == rows.size()) return profile;
  const std::string quoted = std::string(1, dialect.delimiter) + dialect.quote;
  profile.quoted = dialect.quote != 0 && text.find(quoted) != std::string_view::npos;
  SampleRows body(rows.begin() + static_cast<std::ptrdiff_t>(first_regular),
                  rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), first_regular + kShapedRecords)));
  profile.header = guess_header(body).has_header;
  shape_cells(rows, first_regular + (profile.header ? 1 : 0), profile);
  return profile;
}

// Titles before the table do not count; a few other lines may differ.
bool is_regular(const Profile& p, const Candidate& candidate) {
  if (p.width < candidate.min_columns || p.regular < candidate.min_records) return false;
  const std::size_t titles = candidate.dialect.blanks ? 3 : 20;
  const std::size_t judged = p.records - std::min(p.leading, std::min(titles, p.records / 2));
  return static_cast<double>(p.regular) >= candidate.min_regular * static_cast<double>(judged);
}

bool holds_values(const Profile& p, const Dialect& dialect) {
  if (p.filled == 0) return p.header;
  if (dialect.blanks && !dialect.wide_blanks) return p.typed >= 0.7 && p.values >= 0.6;
  if (dialect.wide_blanks) return p.typed_columns >= 1 && p.sentences < 0.1;
  if (p.first_filled < 0.3 && p.width < 4) return false;  // indented text
  // Two columns with a sentence in the second: the one comma of a log line or of prose.
  if (p.width == 2 && !p.quoted && p.last_words > 3 && !p.header) return false;
  if (p.sentences > 0.4 && !p.quoted && !p.header) return false;
  return p.header || p.typed_columns >= 1 || (p.width >= 3 && p.regular >= 5 && p.sentences < 0.2) || (p.quoted && p.regular >= 3);
}

bool is_code_line(std::string_view line) {
  if (line.ends_with(';') || line.ends_with('{') || line.ends_with('}') || line.ends_with("};")) return true;
  if (line.ends_with("*/") || line.starts_with("/*") || line.starts_with("//")) return true;
  const std::string start = base::ascii_lower(line.substr(0, 12));
  return start.starts_with("insert into") || start.starts_with("create tabl") || start.starts_with("#include") || start.starts_with("#define");
}

struct Lines {
  std::size_t count = 0, code = 0;
  bool opens_bracket = false;  // an array or object opens near the top
};

Lines look_at_lines(std::string_view text, char line_end) {
  Lines lines;
  while (!text.empty() && lines.count < kSampleRecords) {
    const std::size_t end = text.find(line_end);
    const std::string_view line = base::trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) continue;
    ++lines.count;
    if (is_code_line(line)) ++lines.code;
    if (lines.count <= 20 && (line.ends_with('{') || line.ends_with('[') || line.ends_with("=") || line.ends_with('('))) lines.opens_bracket = true;
  }
  return lines;
}

// A semicolon at the end of every line may be a delimiter that is written after each cell.
bool is_code(const Lines& lines, const Dialect& dialect) {
  if (lines.opens_bracket) return true;
  return dialect.delimiter != ';' && lines.code * 10 > lines.count;
}

std::vector<Candidate> candidates(std::string_view text, char line_end) {
  const auto plain = [line_end](char delimiter) { return Dialect{.delimiter = delimiter, .line_end = line_end}; };
  std::vector<Candidate> list{{plain('\t'), 0.25},        {plain(','), 0.2},          {plain(';'), 0.2},
                              {plain('|'), 0.15},         {plain('@'), 0, 3, 3, 0.9}, {plain('^'), 0, 3, 3, 0.9},
                              {plain('~'), 0, 3, 3, 0.9}, {plain('\x01'), 0.2},       {plain(kCellSeparator), 0.2}};
  Dialect edges = plain('|');
  edges.edges = true;
  edges.quote = 0;
  list.push_back({edges, 0.3, 2, 2, 0.9});
  Dialect blanks = plain(' ');
  blanks.blanks = true;
  list.push_back({blanks, 0, 2, 3, 0.95});
  blanks.wide_blanks = true;
  list.push_back({blanks, 0.05, 3, 4, 0.9});
  const std::size_t lines = std::max<std::size_t>(1, count_byte(text, line_end));
  const auto rare = [&](const Candidate& c) {
    return count_byte(text, c.dialect.delimiter) * 2 < lines && !(c.dialect.blanks && count_byte(text, '\t') >= lines);
  };
  list.erase(std::remove_if(list.begin(), list.end(), rare), list.end());
  // Apostrophes quote only where no double quote does.
  if (text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos) {
    const std::size_t size = list.size();
    for (std::size_t i = 0; i < size; ++i) {
      const std::string opening = std::string(1, list[i].dialect.delimiter) + "'";
      if (list[i].dialect.blanks || text.find(opening) == std::string_view::npos) continue;
      list.push_back(list[i]);
      list.back().dialect.quote = '\'';
      list[i].preference -= 0.05;
    }
  }
  return list;
}

// Every line begins and ends with the bar, as database clients and Markdown draw tables.
bool has_edges(std::string_view text, char line_end) {
  std::size_t lines = 0, bars = 0;
  while (!text.empty() && lines < 50) {
    const std::size_t end = text.find(line_end);
    const std::string_view line = base::trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) continue;
    ++lines;
    if ((line.front() == '|' && line.back() == '|') || line.starts_with("+--") || line.starts_with("+==")) ++bars;
  }
  return lines > 0 && bars * 10 >= lines * 9;
}

bool belongs(const Dialect& dialect, DialectFamily family) {
  switch (family) {
    case DialectFamily::any: return true;
    case DialectFamily::marks: return !dialect.blanks && dialect.delimiter != '\t';
    case DialectFamily::tabs: return !dialect.blanks && dialect.delimiter == '\t';
    case DialectFamily::blanks: return dialect.blanks;
  }
  return true;
}

}  // namespace

std::optional<DialectGuess> guess_dialect(std::string_view head, bool whole, DialectFamily family) {
  const char line_end = head.find('\n') == std::string_view::npos && head.find('\r') != std::string_view::npos ? '\r' : '\n';
  const std::string_view text = complete_lines(head, whole, line_end);
  if (text.empty()) return std::nullopt;
  const char first = base::trim(text.substr(0, 256)).empty() ? ' ' : base::trim(text.substr(0, 256)).front();
  if (first == '{' || first == '<' || first == '[') return std::nullopt;
  const Lines lines = look_at_lines(text, line_end);
  const bool edges = has_edges(text, line_end);
  std::optional<DialectGuess> best;
  for (const Candidate& candidate : candidates(text, line_end)) {
    if (!belongs(candidate.dialect, family)) continue;
    if (candidate.dialect.edges != (edges && candidate.dialect.delimiter == '|')) continue;
    if (is_code(lines, candidate.dialect)) continue;
    const Profile p = profile_of(text, candidate.dialect);
    if (!is_regular(p, candidate) || !holds_values(p, candidate.dialect)) continue;
    const double regular = static_cast<double>(p.regular) / static_cast<double>(p.records);
    const double score = regular + 0.6 * p.typed + candidate.preference + (p.quoted ? 0.1 : 0) + 0.02 * static_cast<double>(std::min<std::size_t>(p.width, 10));
    if (!best || score > best->score) best = DialectGuess{candidate.dialect, score};
  }
  return best;
}

SampleRows sample_records(std::string_view head, bool whole, const Dialect& dialect, std::size_t at_most, std::vector<std::uint64_t>& lines) {
  SplitState state{.dialect = dialect};
  return to_rows(complete_lines(head, whole, dialect.line_end), state, at_most, &lines);
}

}  // namespace gongdun::read
