#include "serve/import_rows.h"

#include <algorithm>
#include <array>

#include "base/split.h"
#include "base/utf8.h"
#include "serve/list_form.h"

namespace gongdun::serve {

using base::Code;

namespace {

constexpr std::uint64_t kHeaderWithin = 20;  // rows looked at for the header
constexpr std::size_t kShown = 12;           // choices named in a message

// "名称 *\nName" → 名称, name
std::vector<std::string> names_in(const std::string& cell) {
  std::vector<std::string> out;
  for (const std::string& line : base::split(cell, '\n')) {
    std::string_view text = base::trim(line);
    while (text.ends_with('*') || text.ends_with('\r')) text = base::trim(text.substr(0, text.size() - 1));
    if (!text.empty()) out.push_back(base::ascii_lower(base::fold_width(text)));
  }
  return out;
}

bool is_named(const std::string& cell, std::string_view key, const base::Bilingual& title) {
  return std::ranges::any_of(names_in(cell), [&](const std::string& name) {
    return name == base::ascii_lower(key) || name == base::ascii_lower(base::fold_width(title.zh)) || name == base::ascii_lower(title.en);
  });
}

int import_column(const ListKind& list, const std::string& cell) {
  const auto& columns = list.import->columns;
  const auto found = std::ranges::find_if(columns, [&](const ImportColumn& one) { return is_named(cell, one.key, one.title); });
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

// Columns of an export that nobody fills in.
bool is_told(const ListKind& list, const std::string& cell) {
  return std::ranges::any_of(list.columns, [&](const ListColumn& one) { return is_named(cell, one.key, one.title); });
}

// Those in front of refused rows. Their English titles are words that lists use too.
bool is_of_faults(const std::string& cell) {
  return std::ranges::any_of(fault_columns(), [&](const FaultColumn& one) { return is_named(cell, one.key, {one.title.zh, one.title.zh}); });
}

std::size_t common(const std::string& one, const std::string& other) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < one.size();) {
    std::string letter;
    base::append_utf8(letter, base::next_code_point(one, at));
    count += other.find(letter) != std::string::npos ? 1 : 0;
  }
  return count;
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

std::string first_line(const std::string& text) {
  return std::string(base::trim(std::string_view(text).substr(0, text.find('\n'))));
}

bool is_formula_error(const std::string& cell) {
  constexpr std::array<std::string_view, 7> kErrors{"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"};
  return std::ranges::find(kErrors, cell) != kErrors.end();
}

// A cell as the importer gets it. What an export wrote with a ' in front, so that no spreadsheet takes it for a formula, loses it again.
std::optional<RowFault> understand(const ImportColumn& column, std::string& cell, bool is_text) {
  cell = std::string(base::trim(cell));
  const std::string key(column.key);
  if (cell == "\x1a" || (is_text && cell.starts_with('=')))
    return fault(key, {Code::invalid_input, {"公式没有保存的结果，请改填数值或文字", "a formula without a stored result; write the value itself"}, {}});
  if (is_formula_error(cell)) return fault(key, {Code::invalid_input, {"单元格是公式错误 " + cell, "the cell holds a formula error: " + cell}, {}});
  if (is_text && cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos) cell.erase(0, 1);
  if (cell.find('\0') != std::string::npos || !base::is_valid_utf8(cell))
    return fault(key, {Code::invalid_input, {"含有不能保存的字符", "it holds characters that cannot be kept"}, {}});
  if (cell.empty()) {
    if (column.required) return fault(key, {Code::invalid_input, {"必填，但为空", "is required, but empty"}, {}});
    return std::nullopt;
  }
  if (column.choices.empty()) return std::nullopt;
  if (auto code = code_of(column.choices, cell)) {
    cell = std::move(*code);
    return std::nullopt;
  }
  std::vector<std::string> zh, en;
  for (const Choice& one : column.choices)
    if (zh.size() < kShown) zh.push_back(one.title.zh), en.push_back(one.title.en);
  return fault(key, {Code::invalid_input, {"应为以下之一：" + joined(zh, "、"), "should be one of: " + joined(en, ", ")}, {}});
}

}  // namespace

bool ImportSheet::sheet(const std::string& name, bool hidden) {
  if (done_ || found_ || hidden || is_form_sheet(name)) {
    if (!is_form_sheet(name)) passed_by_.push_back(name);
    if (found_) done_ = true;
    return false;
  }
  sheet_ = name;
  looked_at_ = 0;
  return true;
}

bool ImportSheet::row(std::uint64_t number, const std::vector<std::string>& cells) {
  if (!found_) {
    found_ = fresh_ = take_header(cells);
    if (found_ && (!missing_.empty() || !unknown_.empty())) return false;
    return found_ || ++looked_at_ < kHeaderWithin;
  }
  if (std::exchange(fresh_, false) && repeats_header(cells)) return true;  // the hidden row of stable names
  ReadRow out;
  out.row.kind = list_.import;
  out.row.number = number;
  out.row.values.resize(list_.import->columns.size());
  bool any = false;
  for (std::size_t i = 0; i < cells.size() && i < to_.size(); ++i)
    if (to_[i] >= 0 && !base::trim(cells[i]).empty()) any = true, out.row.values[static_cast<std::size_t>(to_[i])] = cells[i];
  if (!any) return true;
  for (std::size_t i = 0; i < out.row.values.size(); ++i)
    if (!list_.import->columns[i].told)
      if (auto wrong = understand(list_.import->columns[i], out.row.values[i], sheet_.empty())) out.faults.push_back(std::move(*wrong));
  return each_(std::move(out));
}

bool ImportSheet::take_header(const std::vector<std::string>& cells) {
  const auto& columns = list_.import->columns;
  std::vector<int> to(cells.size(), -1);
  std::vector<std::string> told, unknown;
  std::size_t known = 0, known_aside = 0, filled = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (base::trim(cells[i]).empty()) continue;
    ++filled;
    if (is_of_faults(cells[i])) {
      ++known_aside;
      continue;
    }
    const int column = import_column(list_, cells[i]);
    const bool again = column >= 0 && std::ranges::find(to, column) != to.end();
    if (column >= 0 && !again)
      to[i] = column, ++known;
    else if (!again && is_told(list_, cells[i]))
      told.push_back(first_line(cells[i]));
    else
      unknown.push_back(first_line(cells[i]));
  }
  if (filled > 0 && seen_.size() < kShown)
    for (const std::string& cell : cells)
      if (seen_.size() < kShown && !base::trim(cell).empty()) seen_.push_back(std::string(base::utf8_prefix(first_line(cell), 30)));
  if (known == 0 || 2 * (known + known_aside + told.size()) < filled) return false;
  to_ = std::move(to);
  unknown_ = std::move(unknown);
  for (std::string& one : told) passed_by_.push_back(std::move(one));
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].required && std::ranges::find(to_, static_cast<int>(i)) == to_.end()) missing_.push_back(columns[i].title.zh + " / " + columns[i].title.en);
  return true;
}

bool ImportSheet::repeats_header(const std::vector<std::string>& cells) const {
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!base::trim(cells[i]).empty() && !is_of_faults(cells[i]) && (i >= to_.size() || import_column(list_, cells[i]) != to_[i])) return false;
  return true;
}

std::string ImportSheet::nearest(const std::string& title) const {
  const std::string wanted = base::ascii_lower(title);
  std::string best;
  std::size_t most = 0;
  for (const ImportColumn& column : list_.import->columns)
    for (const std::string& name : {column.title.zh, base::ascii_lower(column.title.en)})
      if (const std::size_t shared = common(name, wanted); shared > most && 2 * shared >= base::count_code_points(name))
        most = shared, best = column.title.zh + " / " + column.title.en;
  return best;
}

std::optional<base::Error> ImportSheet::problem() const {
  if (!found_) {
    std::vector<std::string> wanted;
    for (const ImportColumn& column : list_.import->columns)
      if (!column.told) wanted.push_back(column.title.zh);
    return base::Error{Code::invalid_input,
                       {"没有找到标题行。应有的列：" + joined(wanted, "、") + (seen_.empty() ? "" : "；文件开头为：" + joined(seen_, "、")) + "。请用模板填写",
                        "no header row was found; use the template" + (seen_.empty() ? std::string() : "; the file begins with: " + joined(seen_, ", "))},
                       sheet_};
  }
  if (missing_.empty() && unknown_.empty()) return std::nullopt;
  std::string zh, en;
  if (!missing_.empty()) zh = "缺少列：" + joined(missing_, "、"), en = "missing columns: " + joined(missing_, ", ");
  for (const std::string& one : unknown_) {
    const std::string like = nearest(one);
    zh += (zh.empty() ? "" : "；") + ("不认识的列“" + one + "”") + (like.empty() ? "，请删去" : "，是否为“" + like + "”");
    en += (en.empty() ? "" : "; ") + ("unknown column \"" + one + "\"") + (like.empty() ? ", remove it" : ", is it \"" + like + "\"?");
  }
  return base::Error{Code::invalid_input, {zh, en}, sheet_};
}

std::string ImportSheet::place(std::uint64_t row, std::string_view column) const {
  const auto& columns = list_.import->columns;
  const auto found = std::ranges::find(columns, column, &ImportColumn::key);
  const auto at = found == columns.end() ? to_.end() : std::ranges::find(to_, static_cast<int>(found - columns.begin()));
  if (at == to_.end()) return std::to_string(row);
  std::string letters;
  for (auto index = static_cast<std::size_t>(at - to_.begin()) + 1; index > 0; index = (index - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (index - 1) % 26));
  return letters + std::to_string(row);
}

}  // namespace gongdun::serve
