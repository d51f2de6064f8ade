// LIN descriptions: nodes, signals, frames, encodings of a LIN bus.
// Source: LIN specification package 2.2A, chapter 9 (node capability and LIN description files); ISO 17987-2.
#include "read/brace_blocks.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"

namespace gongdun::read {
namespace {

std::string_view unquoted(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : text;
}

class LdfParser final : public BraceBlocks {
 public:
  explicit LdfParser(LineTables& out) : BraceBlocks(out) {
    nodes_ = out_.add_table("nodes", {{.name = "node", .comment = "节点"},
                                      {.name = "role", .comment = "主从"},
                                      {.name = "attribute", .comment = "属性"},
                                      {.name = "value", .comment = "取值"}});
    signals_ = out_.add_table("signals", {{.name = "signal", .comment = "信号"},
                                          {.name = "length", .comment = "长度", .unit = "bit"},
                                          {.name = "initial_value", .comment = "初值"},
                                          {.name = "publisher", .comment = "发送节点"},
                                          {.name = "subscribers", .comment = "接收节点"}});
    frames_ = out_.add_table("frames", {{.name = "frame", .comment = "帧"},
                                        {.name = "id", .comment = "帧标识"},
                                        {.name = "publisher", .comment = "发送节点"},
                                        {.name = "length", .comment = "长度", .unit = "byte"},
                                        {.name = "signal", .comment = "信号"},
                                        {.name = "offset", .comment = "偏移", .unit = "bit"}});
    encodings_ = out_.add_table("encodings", {{.name = "encoding", .comment = "编码"},
                                              {.name = "kind", .comment = "种类"},
                                              {.name = "minimum", .comment = "最小值"},
                                              {.name = "maximum", .comment = "最大值"},
                                              {.name = "factor", .comment = "比例"},
                                              {.name = "offset", .comment = "偏移"},
                                              {.name = "unit_or_text", .comment = "单位或含义"}});
  }

 private:
  std::string_view section() const { return path().empty() ? std::string_view() : std::string_view(path().front()); }

  void opened(std::string_view head, std::uint64_t line) override {
    if (section() != "Frames" || path().size() != 2) return;
    const std::size_t colon = head.find(':');
    const auto fields = fields_of(colon == head.npos ? std::string_view() : head.substr(colon + 1), ',');
    frame_ = base::trim(head.substr(0, colon));
    out_.row(frames_, line, {frame_, field(fields, 0), field(fields, 1), field(fields, 2)});
  }

  void statement(std::string_view text, std::uint64_t line) override {
    const std::size_t colon = text.find(':'), equals = text.find('=');
    const std::string_view name = base::trim(text.substr(0, colon));
    const auto values = fields_of(colon == text.npos ? std::string_view() : text.substr(colon + 1), ',');
    if (path().empty() && equals != text.npos) {
      out_.pair(base::trim(text.substr(0, equals)), unquoted(base::trim(text.substr(equals + 1))), line);
    } else if (section() == "Nodes" && colon != text.npos) {
      if (name == "Master")
        out_.row(nodes_, line, {field(values, 0), "master", "time base, jitter", base::trim(text.substr(std::min(text.size(), text.find(',') + 1)))});
      else
        for (const std::string_view node : values) out_.row(nodes_, line, {node, "slave"});
    } else if (section() == "Signals" && values.size() >= 3) {
      const std::size_t rest = field_start(text.substr(colon + 1), 3);
      out_.row(signals_, line, {name, values[0], values[1], values[2], base::trim(text.substr(colon + 1).substr(rest))});
    } else if (section() == "Frames" && path().size() == 2) {
      const auto fields = fields_of(text, ',');
      out_.row(frames_, line, {frame_, {}, {}, {}, field(fields, 0), field(fields, 1)});
    } else if (section() == "Node_attributes" && path().size() >= 2 && equals != text.npos) {
      out_.row(nodes_, line, {path()[1], {}, base::trim(text.substr(0, equals)), base::trim(text.substr(equals + 1))});
    } else if (section() == "Signal_encoding_types" && path().size() == 2) {
      encoding(fields_of(text, ','), line);
    } else if (text != "LIN_description_file") {
      out_.rest({text, line, 0});
    }
  }

  void encoding(const std::vector<std::string_view>& fields, std::uint64_t line) {
    if (field(fields, 0) == "physical_value") {
      out_.row(encodings_, line, {path()[1], "physical", field(fields, 1), field(fields, 2), field(fields, 3), field(fields, 4), unquoted(field(fields, 5))});
    } else {
      out_.row(encodings_, line, {path()[1], field(fields, 0), field(fields, 1), {}, {}, {}, unquoted(field(fields, 2))});
    }
  }

  static std::size_t field_start(std::string_view text, int fields) {
    std::size_t at = 0;
    for (int i = 0; i < fields; ++i) {
      const std::size_t comma = text.find(',', at);
      if (comma == text.npos) return text.size();
      at = comma + 1;
    }
    return at;
  }

  std::size_t nodes_, signals_, frames_, encodings_;
  std::string frame_;
};

}  // namespace

base::Status extract_ldf(ByteSource& source, ExtractContext& context) {
  return extract_lines<LdfParser>(source, context);
}

}  // namespace gongdun::read
