// CNC programs: program numbers, remarks, tools with speeds and feeds, the range of travel; not every motion.
// Source: ISO 6983-1 (DIN 66025) word addresses; RS-274 comments in parentheses and after semicolons.
#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

class GcodeParser final : public LineTaker {
 public:
  explicit GcodeParser(LineTables& out) : out_(out) {
    settings_ = out_.add_table("machining", {{.name = "block", .comment = "程序段"},
                                             {.name = "tool", .comment = "刀具"},
                                             {.name = "spindle_speed", .comment = "主轴转速", .unit = "rpm"},
                                             {.name = "feed", .comment = "进给"},
                                             {.name = "m_functions", .comment = "辅助功能"},
                                             {.name = "g_functions", .comment = "准备功能"}});
    axes_ =
        out_.add_table("travel", {{.name = "axis", .comment = "坐标轴"}, {.name = "minimum", .comment = "最小值"}, {.name = "maximum", .comment = "最大值"}});
  }

  void line(const TextLine& line) override {
    std::string_view rest = line.text;
    Block block;
    bool words = true;
    while (words) {
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t/%"), rest.size()));
      if (rest.empty()) break;
      if (rest.front() == '(' || rest.front() == ';') {
        const std::size_t close = rest.front() == '(' ? rest.find(')') : rest.npos;
        out_.comment({rest.substr(1, close == rest.npos ? close : close - 1), line.number, line.offset});
        rest.remove_prefix(close == rest.npos ? rest.size() : close + 1);
      } else {
        words = word(rest, block, line.number);
      }
    }
    if (!words) out_.rest({rest, line.number, line.offset});  // macros, expressions, machine dialects
    ++blocks_;
    if (!block.tool.empty() || !block.speed.empty() || !block.feed.empty() || !block.m.empty())
      out_.row(settings_, line.number, {block.number, block.tool, block.speed, block.feed, block.m, block.g});
    last_ = line.number;
  }

  void finish() override {
    std::uint64_t row = 0;
    for (const auto& [axis, range] : travel_)
      out_.row(axes_, ++row, {std::string_view(&axis, 1), fmt::format("{}", range.first), fmt::format("{}", range.second)});
    out_.pair("blocks", std::to_string(blocks_), last_, "程序段数");
  }

 private:
  struct Block {
    std::string number, tool, speed, feed, m, g;
  };

  bool word(std::string_view& rest, Block& block, std::uint64_t line) {
    const char letter = static_cast<char>(std::toupper(static_cast<unsigned char>(rest.front())));
    if (std::isalpha(static_cast<unsigned char>(letter)) == 0 && letter != ':') return false;
    std::string_view value = rest.substr(1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    value = value.substr(0, value.find_first_not_of("+-.0123456789"));
    if (value.empty()) return false;
    rest.remove_prefix(static_cast<std::size_t>(value.data() + value.size() - rest.data()));
    switch (letter) {
      case 'N': block.number = value; break;
      case 'T': block.tool = value; break;
      case 'S': block.speed = value; break;
      case 'F': block.feed = value; break;
      case 'M': block.m.append(block.m.empty() ? "M" : " M").append(value); break;
      case 'G': block.g.append(block.g.empty() ? "G" : " G").append(value); break;
      case 'O':
      case ':': out_.pair("program", value, line, "程序号"); break;
      case 'X':
      case 'Y':
      case 'Z': travel(letter, value); break;
      default: break;
    }
    return true;
  }

  void travel(char axis, std::string_view value) {
    double number = 0;
    if (value.starts_with('+')) value.remove_prefix(1);
    if (std::from_chars(value.data(), value.data() + value.size(), number).ec != std::errc{}) return;
    const auto [known, fresh] = travel_.emplace(axis, std::pair{number, number});
    if (fresh) return;
    known->second.first = std::min(known->second.first, number);
    known->second.second = std::max(known->second.second, number);
  }

  LineTables& out_;
  std::size_t settings_, axes_;
  std::uint64_t blocks_ = 0, last_ = 1;
  std::map<char, std::pair<double, double>> travel_;
};

}  // namespace

base::Status extract_gcode(ByteSource& source, ExtractContext& context) {
  return extract_lines<GcodeParser>(source, context);
}

}  // namespace gongdun::read
