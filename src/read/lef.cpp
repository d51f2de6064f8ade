// Cell abstracts and technology of chip libraries: macros, pins, layers and their rules; shapes are not handed on.
// Source: LEF/DEF language reference 5.7/5.8 (MACRO, PIN, LAYER, SITE, VIA, UNITS, PROPERTYDEFINITIONS).
#include <algorithm>

#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

class LefParser final : public LineTaker {
 public:
  explicit LefParser(LineTables& out) : out_(out) {
    pins_ = out_.add_table("pins", {{.name = "macro", .comment = "单元"},
                                    {.name = "pin", .comment = "引脚"},
                                    {.name = "direction", .comment = "方向"},
                                    {.name = "use", .comment = "用途"}});
    macros_ = out_.add_table("macros", {{.name = "macro", .comment = "单元"},
                                        {.name = "class", .comment = "类别"},
                                        {.name = "width", .comment = "宽", .unit = "um"},
                                        {.name = "height", .comment = "高", .unit = "um"}});
    rules_ = out_.add_table("rules", {{.name = "kind", .comment = "种类"},
                                      {.name = "object", .comment = "对象"},
                                      {.name = "property", .comment = "属性"},
                                      {.name = "value", .comment = "取值"}});
  }

  void line(const TextLine& line) override {
    std::string_view rest = line.text.substr(0, line.text.find('#'));
    if (rest.size() < line.text.size()) out_.comment({line.text.substr(rest.size() + 1), line.number, line.offset});
    const std::string_view word = next_word(rest);
    if (word.empty()) return;
    rest = base::trim(rest);
    if (rest.ends_with(';')) rest = base::trim(rest.substr(0, rest.size() - 1));
    if (word == "END") return ends(rest, line.number);
    if (in_shapes_) return;  // RECT, POLYGON, VIA … between PORT or OBS and END
    if (object_.empty()) return top(word, rest, line);
    inside(word, rest, line.number);
  }

  void finish() override {
    pin_ends(1);
    macro_ends(1);
  }

 private:
  void top(std::string_view word, std::string_view rest, const TextLine& line) {
    const bool block = word == "MACRO" || word == "LAYER" || word == "SITE" || word == "VIA" || word == "VIARULE" || word == "NONDEFAULTRULE";
    if (block || word == "UNITS" || word == "SPACING" || word == "PROPERTYDEFINITIONS") {
      kind_ = word;
      object_ = block ? next_word(rest) : word;
      if (object_.empty()) object_ = word;
    } else if (!rest.empty()) {
      out_.pair(word, rest, line.number);
    } else {
      out_.rest(line);
    }
  }

  void inside(std::string_view word, std::string_view rest, std::uint64_t line) {
    const bool macro = kind_ == "MACRO";
    if (word == "PORT" || word == "OBS" || (word == "DENSITY" && macro)) {
      in_shapes_ = true;
    } else if (word == "PIN" && macro) {
      pin_ends(line);
      pin_ = rest;
    } else if (word == "DIRECTION" && !pin_.empty()) {
      direction_ = rest;
    } else if (word == "USE" && !pin_.empty()) {
      use_ = rest;
    } else if (word == "CLASS" && macro && pin_.empty()) {
      class_ = rest;
    } else if (word == "SIZE" && macro) {
      const auto words = words_of(rest);
      width_ = field(words, 0), height_ = field(words, 2);
    } else if (word == "RECT" || word == "POLYGON") {
      return;
    } else {
      out_.row(rules_, line, {pin_.empty() ? kind_ : "PIN", pin_.empty() ? object_ : object_ + "/" + pin_, word, rest});
    }
  }

  void ends(std::string_view name, std::uint64_t line) {
    if (in_shapes_ && name.empty()) {
      in_shapes_ = false;
    } else if (!pin_.empty() && (name == pin_ || name.empty())) {
      pin_ends(line);
    } else if (name == object_ || name == kind_) {
      pin_ends(line);
      macro_ends(line);
      in_shapes_ = false;
    }
  }

  void pin_ends(std::uint64_t line) {
    if (!pin_.empty()) out_.row(pins_, line, {object_, pin_, direction_, use_});
    pin_.clear(), direction_.clear(), use_.clear();
  }
  void macro_ends(std::uint64_t line) {
    if (kind_ == "MACRO") out_.row(macros_, line, {object_, class_, width_, height_});
    kind_.clear(), object_.clear(), class_.clear(), width_.clear(), height_.clear();
  }

  LineTables& out_;
  std::size_t pins_, macros_, rules_;
  std::string kind_, object_, pin_, direction_, use_, class_, width_, height_;
  bool in_shapes_ = false;
};

}  // namespace

base::Status extract_lef(ByteSource& source, ExtractContext& context) {
  return extract_lines<LefParser>(source, context);
}

}  // namespace gongdun::read
