// Well logs: what is said of the well and the logging as pairs, the curves as columns with unit and description, the readings as rows.
// Source: CWLS Log ASCII Standard 1.2, 2.0 (wrapped and unwrapped) and 3.0 (definitions and data by name, delimiters).
#include <algorithm>

#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

struct LasLine {  // MNEM.UNIT  value : description
  std::string_view mnemonic, unit, value, description;
};

LasLine parse_las(std::string_view line, bool value_last) {
  LasLine parsed;
  const std::size_t dot = line.find('.');
  std::size_t colon = line.rfind(':');
  if (dot == line.npos || (colon != line.npos && colon < dot)) {  // "MNEM value : description" of careless writers
    parsed.mnemonic = base::trim(line.substr(0, colon));
    if (colon != line.npos) parsed.value = base::trim(line.substr(colon + 1));
    return parsed;
  }
  // A time in the description has a colon of its own; the one that counts has a blank at a side, the first such.
  for (std::size_t at = line.find(':', dot); at != line.npos; at = line.find(':', at + 1)) {
    const bool apart = at + 1 == line.size() || line[at + 1] == ' ' || line[at - 1] == ' ' || line[at + 1] == '\t';
    if (!apart) continue;
    colon = at;
    break;
  }
  parsed.mnemonic = base::trim(line.substr(0, dot));
  std::string_view rest = line.substr(dot + 1, colon == line.npos ? line.npos : colon - dot - 1);
  const std::size_t blank = std::min(rest.find_first_of(" \t"), rest.size());
  parsed.unit = rest.substr(0, blank);
  parsed.value = base::trim(rest.substr(blank));
  if (colon != line.npos) parsed.description = base::trim(line.substr(colon + 1));
  if (value_last) std::swap(parsed.value, parsed.description);
  return parsed;
}

class LasParser final : public LineTaker {
 public:
  explicit LasParser(LineTables& out) : out_(out) {}

  void line(const TextLine& line) override {
    const std::string_view text = base::trim(line.text);
    if (text.empty()) return;
    if (text.front() == '#') return out_.comment(line);
    if (text.front() == '~') return section(text.substr(1), line);
    if (kind_ == Kind::data) return data(text, line);
    if (kind_ == Kind::other) return out_.rest(line);
    const bool boundary = text.starts_with("STRT") || text.starts_with("STOP") || text.starts_with("STEP") || text.starts_with("NULL");
    const LasLine parsed = parse_las(text, old_ && kind_ == Kind::well && !boundary);
    if (kind_ == Kind::curves) return curve(parsed, line);
    settings(parsed);
    if (parsed.value.empty() && !parsed.description.empty()) return out_.rest(line);
    out_.pair(parsed.mnemonic, parsed.value, line.number, parsed.description, parsed.unit);
  }

  void finish() override {
    flush_row();
    if (table_ != kNone) return;
    for (const auto& [name, curves] : definitions_) {  // a header without data
      curves_ = curves;
      if (!curves_.empty()) begin_table({});
    }
  }

 private:
  enum class Kind { version, well, curves, data, parameters, other };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void section(std::string_view title, const TextLine& line) {
    flush_row();
    const std::string lower = base::ascii_lower(title);
    const std::size_t bar = lower.find('|');
    const std::string_view name = std::string_view(lower).substr(0, lower.find_first_of("| \t["));
    if (bar != lower.npos) {  // "Core_Data[1] | Core_Definition"
      data_section(base::trim(title.substr(0, bar)), base::trim(std::string_view(lower).substr(bar + 1)));
    } else if (name.ends_with("_definition")) {
      kind_ = Kind::curves;
      definition_ = name;
      definitions_[definition_].clear();
    } else if (name.ends_with("_parameter") || name.ends_with("_parameters")) {
      kind_ = Kind::parameters;
    } else if (name.ends_with("_data")) {
      data_section(title.substr(0, name.size()), std::string(name.substr(0, name.size() - 5)) + "_definition");
    } else {
      switch (name.empty() ? ' ' : name.front()) {
        case 'v': kind_ = Kind::version; break;
        case 'w': kind_ = Kind::well; break;
        case 'p': kind_ = Kind::parameters; break;
        case 'c':
          kind_ = Kind::curves;
          definition_ = "curve";
          definitions_[definition_].clear();
          break;
        case 'a':
          if (definitions_["curve"].empty()) {  // only the heading of the data names them
            std::string_view rest = title;
            next_word(rest);
            for (const std::string_view word : words_of(rest))
              definitions_["curve"].push_back({.name = std::string(word), .comment = {}, .unit = {}, .type = {}});
          }
          data_section({}, "curve");
          break;
        default: kind_ = Kind::other; out_.rest(line);
      }
    }
  }

  void data_section(std::string_view name, std::string_view definition) {
    kind_ = Kind::data;
    const auto known = definitions_.find(definition);
    curves_ = known != definitions_.end() ? known->second : definitions_["curve"];
    begin_table(name);
  }

  void settings(const LasLine& parsed) {
    if (kind_ != Kind::version) return;
    if (parsed.mnemonic == "VERS") old_ = parsed.value.starts_with("1");
    if (parsed.mnemonic == "WRAP") wrapped_ = parsed.value == "YES" || parsed.value == "Yes" || parsed.value == "yes";
    if (parsed.mnemonic == "DLM") delimiter_ = parsed.value == "COMMA" ? ',' : parsed.value == "TAB" ? '\t' : ' ';
  }

  void curve(const LasLine& parsed, const TextLine& line) {
    if (defined_ >= 4 * out_.limits().columns) return out_.rest(line);
    ++defined_;
    Column column{.name = std::string(parsed.mnemonic), .comment = std::string(parsed.description), .unit = std::string(parsed.unit)};
    if (!parsed.value.empty()) column.comment.append(column.comment.empty() ? "" : " ").append(parsed.value);  // API code
    definitions_[definition_].push_back(std::move(column));
  }

  void begin_table(std::string_view name) {
    if (tables_++ > kTables) {
      kind_ = Kind::other;
      return;
    }
    table_ = out_.add_table(std::string(name), curves_);
    out_.show(table_);
  }

  void data(std::string_view text, const TextLine& line) {
    auto values = delimiter_ == ' ' ? words_of(text, true) : fields_of(text, delimiter_);
    // Blank-separated files with a comma or tab as delimiter nobody declared.
    if (values.size() == 1 && delimiter_ == ' ' && text.find(',') != text.npos) values = fields_of(text, ',');
    if (!wrapped_) return out_.row(table_, line.number, values);
    if (row_.empty()) row_line_ = line.number;
    for (const std::string_view value : values) {
      row_.emplace_back(value);
      if (row_.size() >= std::max<std::size_t>(curves_.size(), 1)) flush_row();
      if (row_.empty()) row_line_ = line.number;
    }
  }

  void flush_row() {
    if (row_.empty()) return;
    const std::vector<std::string_view> cells(row_.begin(), row_.end());
    out_.row(table_, row_line_, cells);
    row_.clear();
  }

  static constexpr std::size_t kTables = 40;  // each may hold a MiB of rows until its turn comes; what follows is text
  LineTables& out_;
  Kind kind_ = Kind::other;
  std::map<std::string, std::vector<Column>, std::less<>> definitions_;  // by section name
  std::string definition_ = "curve";
  std::vector<Column> curves_;  // of the data section
  std::size_t defined_ = 0;
  std::vector<std::string> row_;  // of a wrapped file: values of the reading so far
  std::uint64_t row_line_ = 0;
  std::size_t table_ = kNone, tables_ = 0;
  char delimiter_ = ' ';
  bool old_ = false, wrapped_ = false;
};

}  // namespace

base::Status extract_las(ByteSource& source, ExtractContext& context) {
  return extract_lines<LasParser>(source, context);
}

}  // namespace gongdun::read
