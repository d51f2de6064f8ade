// DXF drawings: what a drawing says in words (texts, dimensions, title-block attributes, layers, blocks, references, properties), not its geometry.
// Source: Autodesk DXF reference (group codes; HEADER, TABLES, BLOCKS, ENTITIES, OBJECTS); texts: cad_text.h.
#include <charconv>

#include "base/utf8.h"
#include "read/cad_text.h"
#include "read/industrial_text.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

bool any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  for (const std::string_view other : words) {
    if (word == other) return true;
  }
  return false;
}

class DxfParser final : public LineTaker {
 public:
  explicit DxfParser(LineTables& out) : out_(out) {
    texts_ = out_.add_table("texts", {{.name = "kind", .comment = "图元"},
                                      {.name = "layer", .comment = "图层"},
                                      {.name = "text", .comment = "文字"},
                                      {.name = "measurement", .comment = "尺寸"}});
    layers_ = out_.add_table("layers", {{.name = "layer", .comment = "图层"}, {.name = "linetype", .comment = "线型"}});
    blocks_ = out_.add_table("blocks", {{.name = "block", .comment = "块"}, {.name = "description", .comment = "说明"}});
    references_ = out_.add_table("references", {{.name = "kind", .comment = "种类"}, {.name = "path", .comment = "外部文件"}});
    counts_ = out_.add_table("entities", {{.name = "kind", .comment = "图元"}, {.name = "count", .comment = "数量"}});
  }

  // Lines come in pairs: a group code, then its value.
  void line(const TextLine& line) override {
    if (!have_code_) {
      const std::string_view code = base::trim(line.text);
      const auto end = std::from_chars(code.data(), code.data() + code.size(), code_);
      have_code_ = end.ec == std::errc{} && end.ptr == code.data() + code.size();
      if (!have_code_ && !code.empty()) out_.rest(line);
      return;
    }
    have_code_ = false;
    value(base::trim(line.text), line);
  }

  void finish() override {
    entity_ends();
    std::uint64_t row = 0;
    for (const auto& [kind, count] : entities_) out_.row(counts_, ++row, {kind, std::to_string(count)});
  }

 private:
  void value(std::string_view text, const TextLine& line) {
    line_ = line.number;
    if (code_ == 999) return out_.comment(line);
    if (code_ == 0) return begins(text);
    if (code_ == 2 && kind_ == "SECTION") {
      section_ = text;
    } else if (section_ == "HEADER") {
      header(text);
    } else {
      property(text, line);
    }
  }

  void begins(std::string_view kind) {
    entity_ends();
    kind_ = kind;
    if (section_ == "ENTITIES" || section_ == "BLOCKS") {
      if (kind_ == "ENDSEC" || kind_ == "SECTION" || kind_ == "ENDBLK") return;
      if (entities_.contains(kind_) || entities_.size() < kKinds) ++entities_[kind_];
    }
  }

  // A variable and its value; only words and units are told, not the many numbers of display settings.
  void header(std::string_view text) {
    if (code_ == 9) {
      variable_ = text;
    } else if (variable_ == "$CUSTOMPROPERTYTAG") {
      tag_ = text;
    } else if (variable_ == "$CUSTOMPROPERTY") {
      out_.pair(tag_.empty() ? "property" : tag_, plain_cad_text(text), line_);
    } else if (code_ >= 1 && code_ <= 4) {
      out_.pair(variable_, plain_cad_text(text), line_);
    } else if (any_of(variable_, {"$INSUNITS", "$MEASUREMENT", "$LUNITS", "$TDCREATE", "$TDUPDATE"})) {
      out_.pair(variable_, text, line_);
    }
  }

  void property(std::string_view text, const TextLine& line) {
    if (text.empty()) return;
    const bool note = any_of(kind_, {"TEXT", "MTEXT", "ATTRIB", "ATTDEF", "DIMENSION", "TOLERANCE", "ACAD_TABLE", "MULTILEADER", "ARCALIGNEDTEXT", "RTEXT"});
    if (solid()) return;  // the modeller's own coded text
    if (note && (code_ == 1 || (code_ == 3 && kind_ == "MTEXT") || ((code_ == 302 || code_ == 304) && kind_ != "MTEXT"))) {
      if (text_line_ == 0) text_line_ = line.number;
      if (code_ >= 302) text_.append(text_.empty() ? "" : "\n");
      if (text_.size() < kText)
        text_.append(text);
      else
        out_.rest(line);
    } else if (code_ == 8) {
      layer_ = text;
    } else if (code_ == 2) {
      name_ = text;
    } else if (code_ == 42 && kind_ == "DIMENSION") {
      measurement_ = text;
    } else if (code_ == 6 && kind_ == "LAYER") {
      linetype_ = text;
    } else if (code_ == 4 && kind_ == "BLOCK") {
      description_ = text;
    } else if (code_ == 3 && (kind_ == "ATTDEF" || kind_ == "ATTRIB")) {
      prompt_ = text;
    } else if (code_ == 1 && any_of(kind_, {"BLOCK", "IMAGEDEF", "PDFDEFINITION", "DWFDEFINITION", "DGNDEFINITION", "UNDERLAYDEFINITION"})) {
      out_.row(references_, line.number, {kind_, text});
    } else if ((code_ == 1 || code_ == 1000 || (code_ >= 300 && code_ <= 309)) &&
               !any_of(kind_, {"CLASS", "VISUALSTYLE", "MATERIAL", "MLEADERSTYLE", "TABLESTYLE", "CELLSTYLEMAP", "STYLE", "SCALE", "LAYOUT", "PLOTSETTINGS",
                               "DICTIONARYVAR"})) {
      out_.rest({plain_cad_text(text), line.number, line.offset});
    }
  }

  bool solid() const {
    return any_of(kind_, {"3DSOLID", "BODY", "REGION", "SURFACE", "PLANESURFACE", "EXTRUDEDSURFACE", "LOFTEDSURFACE", "REVOLVEDSURFACE", "SWEPTSURFACE"});
  }

  void entity_ends() {
    const std::uint64_t line = text_line_ == 0 ? line_ : text_line_;
    const std::string text = plain_cad_text(text_, any_of(kind_, {"MTEXT", "DIMENSION", "MULTILEADER", "ACAD_TABLE", "TOLERANCE", "ATTRIB"}));
    if (kind_ == "ATTRIB" || (kind_ == "ATTDEF" && !text.empty())) {
      out_.pair(name_.empty() ? "attribute" : name_, text, line, plain_cad_text(prompt_));
    } else if (kind_ == "LAYER" && section_ == "TABLES") {
      out_.row(layers_, line, {plain_cad_text(name_), linetype_});
    } else if (kind_ == "BLOCK" && !name_.starts_with('*')) {
      out_.row(blocks_, line, {plain_cad_text(name_), plain_cad_text(description_)});
    } else if (!text.empty() || (kind_ == "DIMENSION" && !measurement_.empty())) {
      out_.row(texts_, line, {kind_, plain_cad_text(layer_), text, measurement_});
    }
    for (std::string* const part : {&text_, &layer_, &name_, &measurement_, &linetype_, &description_, &prompt_}) part->clear();
    text_line_ = 0;
  }

  static constexpr std::size_t kText = 256 << 10, kKinds = 1000;
  LineTables& out_;
  std::size_t texts_, layers_, blocks_, references_, counts_;
  int code_ = 0;
  bool have_code_ = false;
  std::string section_, kind_, variable_, tag_;
  std::string text_, layer_, name_, measurement_, linetype_, description_, prompt_;
  std::uint64_t line_ = 1, text_line_ = 0;
  std::map<std::string, std::uint64_t> entities_;
};

}  // namespace

base::Status extract_dxf(ByteSource& source, ExtractContext& context) {
  return extract_lines<DxfParser>(source, context);
}

}  // namespace gongdun::read
