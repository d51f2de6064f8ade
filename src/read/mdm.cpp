// Device measurements of IC-CAP: what was measured at which device under which conditions as pairs, inputs and outputs, the readings as rows.
// Source: the layout of Keysight IC-CAP data files (BEGIN_HEADER, ICCAP_INPUTS/OUTPUTS/VALUES, BEGIN_DB) as publicly described.
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

class MdmParser final : public LineTaker {
 public:
  explicit MdmParser(LineTables& out) : out_(out) {
    quantities_ = out_.add_table("quantities", {{.name = "quantity", .comment = "量"},
                                                {.name = "role", .comment = "输入或输出"},
                                                {.name = "mode", .comment = "方式"},
                                                {.name = "terminals_and_sweep", .comment = "端子与扫描"}});
  }

  void line(const TextLine& line) override {
    std::string_view rest = line.text;
    const std::string_view first = next_word(rest);
    if (first.empty()) return;
    if (first == "ICCAP_VAR") {  // an outer sweep, before its readings
      const std::string_view name = next_word(rest);
      setting(name, rest, line.number);
    } else if (first == "BEGIN_HEADER" || first == "END_HEADER" || first == "END_DB")
      part_.clear();
    else if (first.starts_with("ICCAP_"))
      part_ = first;
    else if (first == "BEGIN_DB")
      part_ = "DB";
    else if (first.front() == '!')
      out_.comment(line);
    else if (part_ == "ICCAP_INPUTS" || part_ == "ICCAP_OUTPUTS")
      quantity(first, rest, line.number);
    else if (part_ == "DB" && first.front() == '#')
      heading(line);
    else if (part_ == "DB" && columns_ != 0)
      out_.row(table_, line.number, words_of(line.text));
    else if (part_ == "ICCAP_VALUES")
      setting(first, rest, line.number);
    else
      out_.rest(line);
  }

 private:
  void quantity(std::string_view name, std::string_view rest, std::uint64_t line) {
    const std::string_view mode = next_word(rest);
    out_.row(quantities_, line, {name, part_ == "ICCAP_INPUTS" ? "input" : "output", mode, base::trim(rest)});
    if (units_.size() < out_.limits().columns) units_[std::string(name)] = mode == "V" ? "V" : mode == "I" ? "A" : mode == "C" ? "F" : mode == "F" ? "Hz" : "";
  }

  void setting(std::string_view name, std::string_view rest, std::uint64_t line) {
    rest = base::trim(rest);
    if (rest.size() >= 2 && rest.front() == '"' && rest.back() == '"') rest = base::trim(rest.substr(1, rest.size() - 2));
    if (!name.empty()) out_.pair(name, rest, line);
  }

  // Sweeps repeat the heading before every block of readings.
  void heading(const TextLine& line) {
    const std::string text(base::trim(line.text.substr(line.text.find('#') + 1)));
    if (text == heading_) return;
    heading_ = text;
    if (++tables_ > kTables) return out_.rest(line);
    std::vector<Column> columns;
    for (const std::string_view name : words_of(text)) {
      const auto unit = units_.find(name);
      columns.push_back({.name = std::string(name), .comment = {}, .unit = unit == units_.end() ? std::string() : unit->second, .type = {}});
    }
    columns_ = columns.size();
    table_ = out_.add_table("readings", std::move(columns));
  }

  static constexpr std::size_t kTables = 40;  // each may hold a MiB of rows until its turn comes; what follows is text
  LineTables& out_;
  std::size_t quantities_, table_ = 0, columns_ = 0, tables_ = 0;
  std::string part_, heading_;
  std::map<std::string, std::string, std::less<>> units_;
};

}  // namespace

base::Status extract_mdm(ByteSource& source, ExtractContext& context) {
  return extract_lines<MdmParser>(source, context);
}

}  // namespace gongdun::read
