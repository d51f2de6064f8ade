// Circuit-board plots and drill files: attributes, remarks, apertures and tools with their sizes; coordinates are not handed on.
// Source: Ucamco Gerber layer format specification (extended commands, attributes, G04); IPC-NC-349 as Excellon files use it (M48 header).
#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

bool coordinates(std::string_view word) {
  return !word.empty() && word.find_first_not_of("XYIJDGMTRAPCFSZN0123456789+-.%, ") == word.npos;
}

class GerberParser final : public LineTaker {
 public:
  explicit GerberParser(LineTables& out) : out_(out) {
    apertures_ = out_.add_table("apertures", {{.name = "aperture", .comment = "光圈"}, {.name = "definition", .comment = "形状与尺寸"}});
  }

  void line(const TextLine& line) override {
    for (std::string_view word : fields_of(line.text, '*')) {
      while (word.starts_with('%')) word = base::trim(word.substr(1));
      if (!word.empty()) take(word, line);
    }
  }

 private:
  void take(std::string_view word, const TextLine& line) {
    if (word.starts_with("G04")) return remark(base::trim(word.substr(3)), line);
    if (word.starts_with("ADD")) {
      const std::size_t end = std::min(word.find_first_not_of("0123456789", 3), word.size());
      return out_.row(apertures_, line.number, {word.substr(2, end - 2), word.substr(end)});
    }
    if (word.starts_with("TF") || word.starts_with("TA") || word.starts_with("TO")) return attribute(word.substr(2), line);
    for (const auto& [code, key] :
         {std::pair<std::string_view, std::string_view>{"IN", "image_name"}, {"LN", "layer_name"}, {"MO", "unit"}, {"FS", "coordinate_format"}}) {
      if (word.starts_with(code)) return out_.pair(key, word.substr(2), line.number);
    }
    if (!coordinates(word)) out_.rest({word, line.number, line.offset});
  }

  void remark(std::string_view text, const TextLine& line) {
    if (text.starts_with("#@! T")) return attribute(text.substr(6), line);  // an attribute written as a remark
    if (!text.empty()) out_.comment({text, line.number, line.offset});
  }

  void attribute(std::string_view text, const TextLine& line) {
    const std::size_t comma = text.find(',');
    if (comma == text.npos) return out_.rest({text, line.number, line.offset});
    out_.pair(text.substr(0, comma), text.substr(comma + 1), line.number);
  }

  LineTables& out_;
  std::size_t apertures_;
};

class ExcellonParser final : public LineTaker {
 public:
  explicit ExcellonParser(LineTables& out) : out_(out) {
    tools_ = out_.add_table("drills", {{.name = "tool", .comment = "刀具"}, {.name = "diameter", .comment = "直径"}, {.name = "more"}});
  }

  void line(const TextLine& line) override {
    const std::string_view text = base::trim(line.text);
    if (text.empty()) return;
    if (text.front() == ';') return out_.comment({text.substr(1), line.number, line.offset});
    const std::size_t size = text.find('C');
    if (text.front() == 'T' && size != text.npos && size > 1 && text.substr(1, size - 1).find_first_not_of("0123456789") == text.npos) {
      const std::size_t end = std::min(text.find_first_not_of("0123456789.", size + 1), text.size());
      return out_.row(tools_, line.number, {text.substr(0, size), text.substr(size + 1, end - size - 1), text.substr(end)});
    }
    if (text.starts_with("METRIC") || text.starts_with("INCH")) return out_.pair("unit", text, line.number);
    if (!coordinates(text)) out_.rest(line);
  }

 private:
  LineTables& out_;
  std::size_t tools_;
};

}  // namespace

base::Status extract_gerber(ByteSource& source, ExtractContext& context) {
  return extract_lines<GerberParser>(source, context);
}
base::Status extract_excellon(ByteSource& source, ExtractContext& context) {
  return extract_lines<ExcellonParser>(source, context);
}

}  // namespace gongdun::read
