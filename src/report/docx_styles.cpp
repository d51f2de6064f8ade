// Styles, heading numbers and fonts of the DOCX. Chinese text is 宋体, headings and tables 黑体, which every Chinese office program has; the
// font table names the free fonts the other formats use as stand-ins.
#include <fmt/format.h>
#include <cmath>

#include "report/docx_parts.h"
#include "report/theme.h"

namespace gongdun::report::docx {
namespace {

struct Style {
  std::string id, name;
  std::string based_on = "Normal";
  std::string next = {};
  std::string paragraph = {};  // inside w:pPr
  bool sans = false, bold = false;
  double size = 0;  // points; 0 = inherit
  theme::Hex color = {};
};

std::string fonts(bool sans) {
  return sans ? "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"黑体\" w:cs=\"Arial\"/>"
              : "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\" w:cs=\"Times New Roman\"/>";
}

int half_points(double size) {
  return static_cast<int>(std::lround(size * 2));
}
int twips(double points) {
  return static_cast<int>(std::lround(points * 20));
}

std::string spacing(double before, double after, double line) {
  return fmt::format("<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{}\" w:lineRule=\"exact\"/>", twips(before), twips(after), twips(line));
}

std::string render(const Style& style) {
  std::string out = fmt::format("<w:style w:type=\"paragraph\"{} w:styleId=\"{}\"><w:name w:val=\"{}\"/>",
                                style.name.starts_with("Gongdun") ? " w:customStyle=\"1\"" : "", style.id, style.name);
  if (!style.based_on.empty()) out += fmt::format("<w:basedOn w:val=\"{}\"/>", style.based_on);
  if (!style.next.empty()) out += fmt::format("<w:next w:val=\"{}\"/>", style.next);
  out += "<w:qFormat/><w:pPr>" + style.paragraph + "</w:pPr><w:rPr>";
  if (style.sans) out += fonts(true);
  if (style.bold) out += "<w:b/><w:bCs/>";
  if (!style.color.empty()) out += fmt::format("<w:color w:val=\"{}\"/>", style.color);
  if (style.size > 0) out += fmt::format("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", half_points(style.size));
  return out + "</w:rPr></w:style>";
}

std::string headings() {
  std::string out;
  for (int level = 1; level <= 4; ++level) {
    const theme::HeadingSize size = theme::heading_size(level);
    std::string paragraph = "<w:keepNext/><w:keepLines/>";
    if (level == 1) paragraph += fmt::format("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"{}\"/></w:pBdr>", theme::kLine);
    paragraph += spacing(size.before, size.after, size.line) + fmt::format("<w:outlineLvl w:val=\"{}\"/>", level - 1);
    out += render({.id = fmt::format("Heading{}", level),
                   .name = fmt::format("heading {}", level),
                   .next = "BodyText",
                   .paragraph = paragraph,
                   .sans = true,
                   .bold = true,
                   .size = size.size,
                   .color = theme::kNavy});
  }
  return out;
}

std::string contents_styles() {
  std::string out;
  for (int level = 1; level <= 3; ++level) {
    const int tab = twips(theme::kBodyWidth);
    const std::string paragraph = fmt::format("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{}\"/></w:tabs>{}<w:ind w:left=\"{}\"/>", tab,
                                              spacing(level == 1 ? 6 : 1, 0, 18), twips((level - 1) * 20));
    out += render({.id = fmt::format("TOC{}", level),
                   .name = fmt::format("toc {}", level),
                   .paragraph = paragraph,
                   .sans = true,
                   .bold = level == 1,
                   .size = level == 1 ? 11.0 : 10.0,
                   .color = level == 1 ? theme::kNavy : theme::kInk2});
  }
  return out;
}

std::string text_styles(bool zh) {
  const std::string body = spacing(0, 7, theme::kBodyLine);
  const std::string justified = zh ? "<w:jc w:val=\"both\"/>" : "<w:jc w:val=\"left\"/>";
  std::string out;
  out += render({.id = "BodyText", .name = "Body Text", .paragraph = body + justified});
  out += render(
      {.id = "BodyIndent", .name = "Body Text Indent", .paragraph = body + (zh ? "<w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/>" : "") + justified});
  out += render({.id = "ListText", .name = "List Paragraph", .paragraph = spacing(0, 3, theme::kBodyLine) + justified});
  out += render(
      {.id = "Caption", .name = "caption", .paragraph = "<w:keepNext/>" + spacing(6, 5, 14), .sans = true, .bold = true, .size = 9.2, .color = theme::kInk2});
  out += render({.id = "FigureCaption",
                 .name = "Gongdun Figure Caption",
                 .paragraph = spacing(4, 2, 14) + "<w:jc w:val=\"center\"/>",
                 .sans = true,
                 .bold = true,
                 .size = 9.2,
                 .color = theme::kInk2});
  out += render({.id = "FigureNote",
                 .name = "Gongdun Figure Note",
                 .paragraph = spacing(0, 11, 13) + "<w:jc w:val=\"center\"/>",
                 .sans = true,
                 .size = theme::kSmallSize,
                 .color = theme::kInk3});
  out += render({.id = "Picture",
                 .name = "Gongdun Picture",
                 .paragraph = "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>"});
  out += render({.id = "Note", .name = "Gongdun Note", .paragraph = spacing(4, 4, 13), .sans = true, .size = theme::kSmallSize, .color = theme::kInk3});
  return out;
}

std::string table_styles() {
  std::string out;
  out += render({.id = "Cell", .name = "Gongdun Cell", .paragraph = spacing(0, 0, theme::kTableLine), .sans = true, .size = theme::kTableSize});
  out += render({.id = "CellHead",
                 .name = "Gongdun Cell Head",
                 .based_on = "Cell",
                 .paragraph = "<w:keepNext/>",
                 .sans = true,
                 .bold = true,
                 .size = theme::kTableSize,
                 .color = theme::kNavy});
  out += render({.id = "Pair", .name = "Gongdun Pair", .paragraph = spacing(0, 0, 14.4), .sans = true, .size = 9.2});
  out += render({.id = "CardValue",
                 .name = "Gongdun Card Value",
                 .paragraph = "<w:keepNext/>" + spacing(4, 2, 26),
                 .sans = true,
                 .bold = true,
                 .size = 20,
                 .color = theme::kNavy});
  out += render(
      {.id = "CardCaption", .name = "Gongdun Card Caption", .paragraph = spacing(0, 4, 12.5), .sans = true, .size = theme::kSmallSize, .color = theme::kInk3});
  out += render(
      {.id = "CalloutTitle", .name = "Gongdun Callout Title", .paragraph = "<w:keepNext/>" + spacing(0, 0, 16), .sans = true, .bold = true, .size = 9.6});
  out += render({.id = "CalloutText", .name = "Gongdun Callout Text", .paragraph = spacing(0, 0, 16), .sans = true, .size = 9.6});
  out += render({.id = "Gap", .name = "Gongdun Gap", .paragraph = spacing(0, 0, 9), .size = 2});
  return out;
}

std::string cover_styles() {
  std::string out;
  const std::string left = fmt::format("<w:ind w:left=\"{}\"/>", twips(30));
  out += render({.id = "Secrecy",
                 .name = "Gongdun Secrecy",
                 .paragraph = spacing(0, 0, 18) + "<w:jc w:val=\"right\"/>",
                 .sans = true,
                 .bold = true,
                 .size = 11,
                 .color = theme::look(Tone::core).fg});
  out += render({.id = "Title",
                 .name = "Title",
                 .paragraph = "<w:spacing w:before=\"3000\" w:after=\"200\"/>" + left,
                 .sans = true,
                 .bold = true,
                 .size = 32,
                 .color = theme::kNavy});
  out += render({.id = "Subtitle", .name = "Subtitle", .paragraph = spacing(0, 20, 23) + left, .sans = true, .size = 15, .color = theme::kInk2});
  out += render({.id = "Organization", .name = "Gongdun Organization", .paragraph = spacing(0, 0, 24) + left, .sans = true, .bold = true, .size = 15.5});
  out += render({.id = "CoverFoot", .name = "Gongdun Cover Foot", .paragraph = spacing(10, 0, 14) + left, .sans = true, .size = 9, .color = theme::kInk3});
  out += render({.id = "TOCHeading",
                 .name = "TOC Heading",
                 .paragraph = "<w:pageBreakBefore/>" + spacing(0, 18, 26) + "<w:jc w:val=\"center\"/>",
                 .sans = true,
                 .bold = true,
                 .size = 18,
                 .color = theme::kNavy});
  return out;
}

std::string running_styles() {
  const std::string line = fmt::format("w:val=\"single\" w:sz=\"4\" w:color=\"{}\"", theme::kLine);
  std::string out;
  out += render({.id = "Header",
                 .name = "header",
                 .paragraph = "<w:pBdr><w:bottom " + line + " w:space=\"4\"/></w:pBdr>" + spacing(0, 0, 13),
                 .sans = true,
                 .size = theme::kSmallSize,
                 .color = theme::kInk3});
  out += render({.id = "Footer",
                 .name = "footer",
                 .paragraph = "<w:pBdr><w:top " + line + " w:space=\"6\"/></w:pBdr>" + spacing(0, 0, 13),
                 .sans = true,
                 .size = theme::kSmallSize,
                 .color = theme::kInk3});
  return out;
}

std::string font(const std::string& name, const std::string& other, const std::string& charset, const std::string& family) {
  return fmt::format("<w:font w:name=\"{}\"><w:altName w:val=\"{}\"/><w:charset w:val=\"{}\"/><w:family w:val=\"{}\"/><w:pitch w:val=\"variable\"/></w:font>",
                     name, other, charset, family);
}

}  // namespace

std::string styles(base::Lang lang) {
  const bool zh = lang == base::Lang::zh;
  std::string out = kXmlHead + "<w:styles" + kNamespaces + "><w:docDefaults><w:rPrDefault><w:rPr>" + fonts(false);
  out += fmt::format("<w:color w:val=\"{}\"/><w:kern w:val=\"0\"/><w:sz w:val=\"{}\"/><w:szCs w:val=\"{}\"/>", theme::kInk, half_points(theme::kBodySize),
                     half_points(theme::kBodySize));
  out += "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>";
  out += "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>";
  out += headings() + contents_styles() + text_styles(zh) + table_styles() + cover_styles() + running_styles();
  out +=
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>"
      "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/>"
      "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";
  return out + "</w:styles>";
}

// 1: headings 1, 1.1, ...; 2: bullets; 3 and on: numbered lists, one instance a list.
std::string numbering() {
  std::string out = kXmlHead + "<w:numbering" + kNamespaces + "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>";
  std::string text;
  for (int level = 0; level < 4; ++level) {
    text += fmt::format("{}%{}", level ? "." : "", level + 1);
    out += fmt::format(
        "<w:lvl w:ilvl=\"{0}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Heading{1}\"/><w:suff w:val=\"space\"/>"
        "<w:lvlText w:val=\"{2}　\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"0\" w:firstLine=\"0\"/></w:pPr>{3}</w:lvl>",
        level, level + 1, text, level ? "" : fmt::format("<w:rPr><w:color w:val=\"{}\"/></w:rPr>", theme::kPrimary));
  }
  out += "</w:abstractNum>";
  const std::string indent = "<w:pPr><w:ind w:left=\"520\" w:hanging=\"360\"/></w:pPr>";
  const std::string color = fmt::format("<w:rPr><w:color w:val=\"{}\"/></w:rPr>", theme::kPrimary);
  out +=
      "<w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
      "w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/>" +
      indent + color + "</w:lvl></w:abstractNum>";
  out +=
      "<w:abstractNum w:abstractNumId=\"2\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
      "w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/>" +
      indent + color + "</w:lvl></w:abstractNum>";
  out += "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>";
  return out;  // the writer adds one w:num per numbered list and closes the part
}

std::string font_table(base::Lang) {
  return kXmlHead + "<w:fonts" + kNamespaces + ">" + font("宋体", std::string(theme::kSerif), "86", "roman") +
         font("黑体", std::string(theme::kSans), "86", "swiss") + font("Times New Roman", "Liberation Serif", "00", "roman") +
         font("Arial", "Liberation Sans", "00", "swiss") + "</w:fonts>";
}

}  // namespace gongdun::report::docx
