// Circuit netlists (SPICE, CDL): subcircuits with their pins, devices, models, parameters.
// Source: the SPICE 3 user's manual's element and dot lines with the usual extensions (.subckt, .model, .param, + continues); CDL as an
// application of it.
#include <algorithm>
#include <cctype>

#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

class NetlistParser final : public LineTaker {
 public:
  explicit NetlistParser(LineTables& out) : out_(out) {
    circuits_ = out_.add_table("subcircuits", {{.name = "subcircuit", .comment = "子电路"}, {.name = "pins", .comment = "端口"}});
    devices_ = out_.add_table("devices", {{.name = "subcircuit", .comment = "子电路"},
                                          {.name = "device", .comment = "器件"},
                                          {.name = "model", .comment = "模型或取值"},
                                          {.name = "nodes", .comment = "节点"},
                                          {.name = "parameters", .comment = "参数"}});
    models_ = out_.add_table("models", {{.name = "model", .comment = "模型"}, {.name = "type", .comment = "类型"}, {.name = "parameters", .comment = "参数"}});
  }

  // A line that begins with "+" goes on with the statement before it.
  void line(const TextLine& line) override {
    const std::string_view text = base::trim(line.text);
    if (text.empty()) return;
    if (text.front() == '*') return text.starts_with("*.") ? out_.rest(line) : out_.comment({text.substr(1), line.number, line.offset});
    if (text.front() == '+' && statement_.size() < kLongest) {
      statement_.append(" ").append(text.substr(1));
      return;
    }
    take();
    statement_ = text;
    first_ = line.number;
  }
  void finish() override { take(); }

 private:
  void take() {
    const std::string statement = std::exchange(statement_, {});
    std::string_view rest = statement;
    if (const std::size_t mark = rest.find_first_of("$;"); mark != rest.npos && mark > 0 && rest[mark - 1] == ' ' && rest.find('[', mark) == rest.npos) {
      out_.comment({rest.substr(mark + 1), first_, 0});
      rest = base::trim(rest.substr(0, mark));
    }
    const std::string_view all = rest;
    const std::string word = base::ascii_lower(next_word(rest));
    rest = base::trim(rest);
    if (word.empty()) return;
    if (word == ".subckt") {
      circuit_ = next_word(rest);
      out_.row(circuits_, first_, {circuit_, base::trim(rest)});
    } else if (word == ".ends") {
      circuit_.clear();
    } else if (word == ".model") {
      const std::string_view name = next_word(rest), type = next_word(rest);
      out_.row(models_, first_, {name, type, base::trim(rest)});
    } else if (std::string_view("mrcdqxlvijekfgh").find(word.front()) != std::string_view::npos && !rest.empty()) {
      device(all);
    } else {
      out_.rest({all, first_, 0});
    }
  }

  void device(std::string_view text) {
    const std::string_view name = next_word(text);
    std::string nodes, model, parameters;
    for (const std::string_view word : words_of(text)) {
      if (word == "/") continue;
      if (!parameters.empty() || word.find('=') != word.npos || word.starts_with('$')) {
        parameters.append(parameters.empty() ? "" : " ").append(word);
        continue;
      }
      if (!model.empty()) nodes.append(nodes.empty() ? "" : " ").append(model);
      model = word;
    }
    out_.row(devices_, first_, {circuit_, name, model, nodes, parameters});
  }

  static constexpr std::size_t kLongest = 64 << 10;
  LineTables& out_;
  std::size_t circuits_, devices_, models_;
  std::string statement_, circuit_;
  std::uint64_t first_ = 1;
};

}  // namespace

base::Status extract_netlist(ByteSource& source, ExtractContext& context) {
  return extract_lines<NetlistParser>(source, context);
}

}  // namespace gongdun::read
