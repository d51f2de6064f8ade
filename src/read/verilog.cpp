// Hardware descriptions in Verilog: modules and their ports as rows; everything else is source text.
// Source: IEEE 1364-2005 clause 12 (module headers, port declarations).
#include <algorithm>

#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kLongest = 64 << 10;

class VerilogParser final : public LineTaker {
 public:
  explicit VerilogParser(LineTables& out) : out_(out) {
    ports_ = out_.add_table("ports", {{.name = "module", .comment = "模块"},
                                      {.name = "port", .comment = "端口"},
                                      {.name = "direction", .comment = "方向"},
                                      {.name = "range", .comment = "位宽"}});
  }

  void line(const TextLine& line) override {
    const std::string_view text = base::trim(line.text);
    if (statement_.empty()) {
      const std::string_view word = text.substr(0, text.find_first_of(" \t[(#"));
      const bool declares = word == "module" || word == "input" || word == "output" || word == "inout";
      if (!declares) return text.empty() ? void() : out_.rest(line);
      first_ = line.number;
    }
    const std::size_t remark = std::min(line.text.find("//"), line.text.size());
    if (remark < line.text.size()) out_.comment({line.text.substr(remark + 2), line.number, line.offset});
    statement_.append(line.text.substr(0, remark)).push_back(' ');
    if (statement_.find(';') != std::string::npos || statement_.size() > kLongest) take();
  }
  void finish() override { take(); }

 private:
  void take() {
    std::string statement = std::exchange(statement_, {});
    for (std::size_t begin; (begin = statement.find("/*")) != std::string::npos;) {
      const std::size_t end = statement.find("*/", begin + 2);
      out_.comment({std::string_view(statement).substr(begin + 2, end == std::string::npos ? end : end - begin - 2), first_, 0});
      statement.erase(begin, end == std::string::npos ? end : end + 2 - begin);
    }
    const std::size_t semicolon = statement.find(';');
    std::string_view rest = std::string_view(statement).substr(0, semicolon);
    if (rest.starts_with("module") || base::trim(rest).starts_with("module")) {
      module(rest);
    } else {
      direction_.clear(), range_.clear();
      ports(rest);
    }
    if (semicolon != std::string::npos && !base::trim(std::string_view(statement).substr(semicolon + 1)).empty())
      out_.rest({std::string_view(statement).substr(semicolon + 1), first_, 0});
  }

  void module(std::string_view text) {
    next_word(text);
    text = base::trim(text);
    module_ = base::trim(text.substr(0, text.find_first_of(" \t(#;")));
    const std::size_t close = text.rfind(')');
    std::size_t open = text.find('(');
    if (text.find('#') < open) {  // parameters first
      open = text.find('(', text.find(')', open));
      out_.rest({text.substr(0, std::min(open, text.size())), first_, 0});
    }
    direction_.clear(), range_.clear();
    if (open == text.npos || close == text.npos || close < open) return out_.row(ports_, first_, {module_});
    const std::string_view list = text.substr(open + 1, close - open - 1);
    if (list.find("input") == list.npos && list.find("output") == list.npos) return out_.row(ports_, first_, {module_});  // declared in the body
    ports(list);
  }

  void ports(std::string_view list) {
    for (const std::string_view port : fields_of(list, ',')) {
      std::string_view name;
      std::string_view rest = port;
      for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
        if (word == "input" || word == "output" || word == "inout")
          direction_ = word, range_.clear();
        else if (word.starts_with('[')) {
          const auto begin = static_cast<std::size_t>(word.data() - port.data());
          const std::size_t end = port.find(']', begin);
          range_ = port.substr(begin, end == port.npos ? end : end - begin + 1);
          rest = end == port.npos ? std::string_view() : port.substr(end + 1);
        } else if (word == "=")
          break;
        else if (word != "wire" && word != "reg" && word != "logic" && word != "signed")
          name = word;
      }
      if (!name.empty()) out_.row(ports_, first_, {module_, name, direction_, range_});
    }
  }

  LineTables& out_;
  std::size_t ports_;
  std::string statement_, module_, direction_, range_;
  std::uint64_t first_ = 1;
};

}  // namespace

base::Status extract_verilog(ByteSource& source, ExtractContext& context) {
  return extract_lines<VerilogParser>(source, context);
}

}  // namespace gongdun::read
