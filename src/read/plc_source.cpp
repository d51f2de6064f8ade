// Controller programs as text: program units, variables with type, address, initial value and remark; the statements stay text.
// Source: IEC 61131-3 (Structured Text, common elements: VAR sections, AT addresses); Siemens STEP 7 sources (block headers, STRUCT, TITLE).
#include <algorithm>

#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

class PlcParser final : public LineTaker {
 public:
  explicit PlcParser(LineTables& out) : out_(out) {
    units_ = out_.add_table("program units",
                            {{.name = "unit", .comment = "程序组织单元"}, {.name = "kind", .comment = "种类"}, {.name = "type", .comment = "类型"}});
    variables_ = out_.add_table("variables", {{.name = "unit", .comment = "程序组织单元"},
                                              {.name = "scope", .comment = "作用域"},
                                              {.name = "variable", .comment = "变量"},
                                              {.name = "type", .comment = "数据类型"},
                                              {.name = "address", .comment = "地址"},
                                              {.name = "initial_value", .comment = "初值"},
                                              {.name = "remark", .comment = "注释"}});
  }

  void line(const TextLine& line) override {
    std::string remark;
    const std::string code = without_comments(line.text, remark);
    std::string_view text = base::trim(code);
    if (text.empty()) {
      if (!base::trim(remark).empty()) out_.comment({remark, line.number, line.offset});
      return;
    }
    const bool taken = unit(text, line.number) || about(text, line.number) || section(text) || variable(text, remark, line.number);
    if (!taken) return out_.rest(line);
    if (!remark.empty() && !remark_used_) out_.comment({remark, line.number, line.offset});
  }

 private:
  // What stands outside (* … *), // … and, in one line, { … } attributes stay.
  std::string without_comments(std::string_view text, std::string& remark) {
    std::string code;
    remark_used_ = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::string_view rest = text.substr(i);
      if (in_comment_) {
        const std::size_t end = std::min(rest.find("*)"), rest.find("*/"));
        remark.append(rest.substr(0, end));
        if (end == rest.npos) break;
        in_comment_ = false;
        i += end + 1;
      } else if (quote == 0 && (rest.starts_with("(*") || rest.starts_with("/*"))) {
        in_comment_ = true;
        ++i;
      } else if (quote == 0 && rest.starts_with("//")) {
        remark.append(rest.substr(2));
        break;
      } else {
        const char c = text[i];
        if (quote == 0 && (c == '\'' || c == '"'))
          quote = c;
        else if (c == quote)
          quote = 0;
        code.push_back(c);
      }
    }
    return code;
  }

  bool unit(std::string_view text, std::uint64_t line) {
    for (const std::string_view kind :
         {"FUNCTION_BLOCK", "FUNCTION", "PROGRAM", "ORGANIZATION_BLOCK", "DATA_BLOCK", "CONFIGURATION", "INTERFACE", "METHOD", "TYPE", "ACTION"}) {
      if (!sniff::starts_ignoring_case(text, kind)) continue;
      std::string_view rest = text.substr(kind.size());
      if (rest.empty() ? kind != "TYPE" : rest.front() != ' ' && rest.front() != '\t' && rest.front() != '"') continue;
      rest = base::trim(rest);
      // A unit has a name and nothing behind it but its type; "PROGRAM WITH …" and sentences are something else.
      const std::size_t colon = rest.find(':');
      std::string_view name = base::trim(rest.substr(0, colon));
      if (kind == "TYPE" && colon != rest.npos) scope_ = "STRUCT";
      if (colon == rest.npos && name.find(' ') != name.npos && name.find('"') == name.npos) {
        const std::string_view more = base::trim(name.substr(name.find(' ')));
        if (!sniff::starts_ignoring_case(more, "EXTENDS") && !sniff::starts_ignoring_case(more, "IMPLEMENTS") && name.find(',') == name.npos) return false;
      }
      unit_ = std::string(name);
      out_.row(units_, line, {name, kind, colon == rest.npos ? std::string_view() : base::trim(rest.substr(colon + 1))});
      if (kind == "TYPE" && scope_.empty()) scope_ = "TYPE";
      return true;
    }
    return false;
  }

  bool about(std::string_view text, std::uint64_t line) {
    if (!scope_.empty()) return false;
    for (const std::string_view key : {"TITLE", "AUTHOR", "FAMILY", "NAME", "VERSION"}) {
      if (!sniff::starts_ignoring_case(text, key)) continue;
      std::string_view rest = base::trim(text.substr(key.size()));
      if (!rest.starts_with(':') && !rest.starts_with('=')) continue;
      if (rest.starts_with(":=")) return false;  // an assignment to a variable of that name
      out_.pair(key, base::trim(rest.substr(1)), line);
      return true;
    }
    return false;
  }

  bool section(std::string_view text) {
    const std::string_view head = text.substr(0, text.find_first_of(" \t;:"));
    if (sniff::starts_ignoring_case(head, "VAR") && (head.size() == 3 || head[3] == '_')) {
      scope_ = std::string(text);
      return true;
    }
    if (sniff::starts_ignoring_case(text, "STRUCT") && head.size() == 6) {
      scope_ = "STRUCT";
      return true;
    }
    if (sniff::starts_ignoring_case(head, "END_VAR") || sniff::starts_ignoring_case(head, "END_STRUCT") || sniff::starts_ignoring_case(head, "END_TYPE")) {
      scope_.clear();
      return true;
    }
    if (sniff::starts_ignoring_case(head, "BEGIN") && head.size() == 5) scope_.clear();
    return false;
  }

  // name {, name} [AT address] : type [:= initial] ;
  bool variable(std::string_view text, std::string_view remark, std::uint64_t line) {
    if (scope_.empty()) return false;
    const std::size_t colon = text.find(':');
    if (colon == text.npos || text.substr(colon).starts_with(":=")) return false;
    std::string_view names = base::trim(text.substr(0, colon)), address;
    for (const std::string_view at : {" AT ", " at "}) {
      if (const std::size_t found = names.find(at); found != names.npos) {
        address = base::trim(names.substr(found + 4));
        names = base::trim(names.substr(0, found));
      }
    }
    std::string_view type = base::trim(text.substr(colon + 1)), initial;
    if (type.ends_with(';')) type = base::trim(type.substr(0, type.size() - 1));
    if (const std::size_t assign = type.find(":="); assign != type.npos) {
      initial = base::trim(type.substr(assign + 2));
      type = base::trim(type.substr(0, assign));
    }
    remark_used_ = true;
    out_.row(variables_, line, {unit_, scope_, names, type, address, initial, base::trim(remark)});
    return true;
  }

  LineTables& out_;
  std::size_t units_, variables_;
  std::string unit_, scope_;
  bool in_comment_ = false, remark_used_ = false;
};

}  // namespace

base::Status extract_plc_source(ByteSource& source, ExtractContext& context) {
  return extract_lines<PlcParser>(source, context);
}

}  // namespace gongdun::read
