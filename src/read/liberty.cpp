// Timing libraries of chip cells: the library's own data as pairs with units, cells, pins; number tables are not handed on.
// Source: Liberty user guide and reference manual (groups, simple and complex attributes).
#include <algorithm>

#include "read/brace_blocks.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"

namespace gongdun::read {
namespace {

std::string_view unquoted(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : text;
}

class LibertyParser final : public BraceBlocks {
 public:
  explicit LibertyParser(LineTables& out) : BraceBlocks(out, true) {
    cells_ = out_.add_table("cells", {{.name = "cell", .comment = "单元"}, {.name = "attribute", .comment = "属性"}, {.name = "value", .comment = "取值"}});
    pins_ = out_.add_table("pins", {{.name = "cell", .comment = "单元"},
                                    {.name = "pin", .comment = "引脚"},
                                    {.name = "attribute", .comment = "属性"},
                                    {.name = "value", .comment = "取值"}});
  }

 private:
  void opened(std::string_view head, std::uint64_t line) override {
    const std::size_t open = std::min(head.find('('), head.size());
    const std::string_view kind = base::trim(head.substr(0, open)), name = argument(head);
    if (kind == "library") out_.pair("library", name, line, "库");
    if (kind == "operating_conditions") out_.pair("operating_conditions", name, line, "工作条件");
    if (kind == "cell") cell_ = name, cell_depth_ = path().size();
    if (kind == "pin" || kind == "bus" || kind == "pg_pin") pin_ = name, pin_depth_ = path().size();
  }

  void closed() override {
    if (path().size() == pin_depth_) pin_.clear(), pin_depth_ = 0;
    if (path().size() == cell_depth_) cell_.clear(), cell_depth_ = 0;
  }

  static std::string_view argument(std::string_view head) {
    const std::size_t open = head.find('('), close = head.rfind(')');
    return open == head.npos || close == head.npos || close < open ? std::string_view() : unquoted(base::trim(head.substr(open + 1, close - open - 1)));
  }

  void statement(std::string_view text, std::uint64_t line) override {
    std::size_t mark = text.find_first_of(":(");
    if (mark == text.npos) return out_.rest({text, line, 0});
    const std::string_view name = base::trim(text.substr(0, mark));
    const std::string_view value = text[mark] == ':' ? unquoted(base::trim(text.substr(mark + 1))) : argument(text);
    if (name == "values" || name.starts_with("index_") || name == "coefs" || name == "orders") return;
    if (!pin_.empty() && path().size() == pin_depth_)
      out_.row(pins_, line, {cell_, pin_, name, value});
    else if (!cell_.empty() && path().size() == cell_depth_)
      out_.row(cells_, line, {cell_, name, value});
    else if (path().size() <= 1)
      out_.pair(name, value, line);
    else if (path().size() == 2 && path().back().starts_with("operating_conditions"))
      out_.pair(name, value, line);
    else if (cell_.empty() || value.find_first_not_of("0123456789.-+eE, \"") != value.npos)
      out_.rest({text, line, 0});
  }

  std::size_t cells_, pins_, cell_depth_ = 0, pin_depth_ = 0;
  std::string cell_, pin_;
};

}  // namespace

base::Status extract_liberty(ByteSource& source, ExtractContext& context) {
  return extract_lines<LibertyParser>(source, context);
}

}  // namespace gongdun::read
