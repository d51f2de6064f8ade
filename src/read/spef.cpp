// Parasitics of a laid-out chip (IEEE 1481, SPEF): what the file says of itself as pairs; names, ports and nets with their total capacitance as tables.
// The single capacitors and resistors are counted, not kept.
#include <string>
#include <string_view>

#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

class SpefParser final : public LineTaker {
 public:
  explicit SpefParser(LineTables& out) : out_(out) {
    names_ = out_.add_table("names", {{.name = "index", .comment = "编号"}, {.name = "name", .comment = "名称"}});
    ports_ = out_.add_table("ports", {{.name = "port", .comment = "端口"}, {.name = "direction", .comment = "方向"}});
    nets_ = out_.add_table("nets", {{.name = "net", .comment = "线网"}, {.name = "total_capacitance", .comment = "总电容"}});
  }

  void line(const TextLine& line) override {
    std::string_view text = line.text;
    if (const std::size_t mark = text.find("//"); mark != text.npos) {
      out_.comment({text.substr(mark + 2), line.number, line.offset + mark + 2});
      text = text.substr(0, mark);
    }
    text = base::trim(text);
    if (text.empty()) return;
    std::string_view rest = text;
    const std::string_view word = next_word(rest);
    rest = base::trim(rest);
    if (word == "*NAME_MAP" || word == "*PORTS" || word == "*PHYSICAL_PORTS" || word == "*DEFINE" || word == "*POWER_NETS" || word == "*GROUND_NETS") {
      section_ = word == "*NAME_MAP" ? Section::names : word == "*PORTS" ? Section::ports : Section::other;
      if (section_ == Section::other && !rest.empty()) out_.pair(word.substr(1), rest, line.number);
    } else if (word == "*D_NET" || word == "*R_NET") {
      section_ = Section::net;
      const std::string_view name = next_word(rest), total = next_word(rest);
      out_.row(nets_, line.number, {name, total});
    } else if (word == "*END") {
      section_ = Section::other;
    } else if (section_ == Section::names && word.size() > 1 && word.front() == '*') {
      out_.row(names_, line.number, {word, rest});
    } else if (section_ == Section::ports) {
      out_.row(ports_, line.number, {word, next_word(rest)});
    } else if (section_ == Section::net) {
      ++elements_;
    } else if (section_ == Section::head && word.front() == '*' && !rest.empty()) {
      out_.pair(word.substr(1), rest.front() == '"' && rest.size() > 1 && rest.ends_with('"') ? rest.substr(1, rest.size() - 2) : rest, line.number);
    } else {
      out_.rest(line);
    }
  }

  void finish() override {
    if (elements_ > 0) out_.pair("elements", std::to_string(elements_), 1, "网内元件数");
  }

 private:
  enum class Section { head, names, ports, net, other };
  LineTables& out_;
  std::size_t names_, ports_, nets_;
  Section section_ = Section::head;
  std::uint64_t elements_ = 0;
};

}  // namespace

base::Status extract_spef(ByteSource& source, ExtractContext& context) {
  return extract_lines<SpefParser>(source, context);
}

}  // namespace gongdun::read
