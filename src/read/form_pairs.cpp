#include "read/form_pairs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "base/utf8.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kLabelCharacters = 12;
constexpr std::size_t kFormRows = 40;

bool ends_with_colon(std::string_view text) {
  return text.ends_with(':') || text.ends_with("：");
}

std::string_view without_colon(std::string_view text) {
  if (text.ends_with(':')) text.remove_suffix(1);
  if (text.ends_with("：")) text.remove_suffix(3);
  return base::trim(text);
}

// A short caption without digits: 姓名, 身份证号码：, Phone No.
bool is_label(std::string_view text) {
  text = base::trim(text);
  if (text.empty() || base::count_code_points(text) > 2 * kLabelCharacters) return false;
  if (ends_with_colon(text)) return true;
  if (base::count_code_points(text) > kLabelCharacters) return false;
  return std::none_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '@' || c == '='; });
}

bool has_digits(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Cells of a row that hold something, in order.
std::vector<std::string_view> filled(const std::vector<std::string>& row) {
  std::vector<std::string_view> cells;
  for (const std::string& cell : row) {
    const std::string_view text = base::trim(cell);
    if (!text.empty()) cells.push_back(text);
  }
  return cells;
}

// The character a Chinese caption ends with: 姓名, 编号, 日期, 住址, 电话, 部门…; names and places of records rarely do.
bool ends_like_caption(std::string_view label) {
  static constexpr std::string_view kEndings = "名号期址话别称位人间量码型编电日类级门贯族历业职注箱额价岁龄务况质件式度果见字章因目容限";
  std::size_t start = label.size();
  while (start > 0 && (static_cast<unsigned char>(label[start - 1]) & 0xC0) == 0x80) --start;
  if (start == 0) return false;
  const std::string_view last = label.substr(start - 1);
  return last.size() == 3 && kEndings.find(last) != std::string_view::npos;
}

struct Evidence {
  std::size_t rows = 0, colons = 0, captions = 0, pairs = 0;
  std::set<std::string, std::less<>> labels;
  std::map<std::size_t, std::pair<std::size_t, std::size_t>> with_digits;  // value position → rows with digits, rows
};

// Takes a row apart into label, value, label, value…; false when it does not fit.
bool take_row(const std::vector<std::string_view>& cells, FormPairs& out, Evidence& evidence) {
  if (cells.size() < 2 || cells.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < cells.size(); i += 2) {
    if (!is_label(cells[i])) return false;
  }
  for (std::size_t i = 0; i < cells.size(); i += 2) {
    const std::string_view label = without_colon(cells[i]);
    evidence.colons += ends_with_colon(cells[i]) ? 1U : 0U;
    evidence.captions += ends_like_caption(label) ? 1U : 0U;
    ++evidence.pairs;
    evidence.labels.emplace(label);
    auto& [digits, rows] = evidence.with_digits[i + 1];
    digits += has_digits(cells[i + 1]) ? 1U : 0U;
    ++rows;
    out.emplace_back(std::string(label), std::string(cells[i + 1]));
  }
  ++evidence.rows;
  return true;
}

// In records a column is of one kind from top to bottom; in a form a value column is a mixture.
bool mixed_values(const Evidence& evidence) {
  return std::any_of(evidence.with_digits.begin(), evidence.with_digits.end(), [](const auto& column) {
    const auto [digits, rows] = column.second;
    return rows >= 3 && digits * 5 >= rows && digits * 5 <= rows * 4;
  });
}

bool convincing(const Evidence& evidence, std::size_t rows, std::size_t widest) {
  if (evidence.rows < 2 || evidence.rows * 10 < rows * 6) return false;
  if (evidence.labels.size() * 10 < evidence.pairs * 9) return false;
  if (evidence.colons * 2 >= evidence.pairs) return true;
  return widest >= 4 && evidence.captions * 10 >= evidence.pairs * 6 && mixed_values(evidence);
}

}  // namespace

std::optional<FormPairs> form_pairs(const SampleRows& rows) {
  if (rows.size() < 2 || rows.size() >= kFormRows) return std::nullopt;
  FormPairs pairs;
  Evidence evidence;
  std::size_t widest = 0, used = 0;
  for (const std::vector<std::string>& row : rows) {
    const std::vector<std::string_view> cells = filled(row);
    if (cells.empty()) continue;
    ++used;
    widest = std::max(widest, cells.size());
    if (take_row(cells, pairs, evidence)) continue;
    // A label whose value was left blank, or a section title: keeps its text under no key.
    for (const std::string_view cell : cells) {
      if (!is_label(cell)) pairs.emplace_back(std::string{}, std::string(cell));
    }
  }
  if (!convincing(evidence, used, widest)) return std::nullopt;
  return pairs;
}

}  // namespace gongdun::read
