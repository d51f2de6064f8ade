#include "report/docx_body.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "report/docx_drawing.h"
#include "report/svg_image.h"
#include "report/text.h"
#include "report/theme.h"
#include "report/words.h"

namespace gongdun::report::docx {
namespace {

constexpr double kPngScale = 2;

std::string ink(theme::Hex color) {
  return fmt::format("<w:rPr><w:color w:val=\"{}\"/></w:rPr>", color);
}

std::string bookmark_name(std::size_t heading) {
  return fmt::format("_Toc{:08}", heading + 1);
}

std::string cell(int width, const std::string& properties, const std::string& content) {
  return fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{}</w:tcPr>{}</w:tc>", width, properties, content);
}

std::string fill(theme::Hex color) {
  return fmt::format("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", color);
}

std::string card(const Figures::One& one, int width, int half_points) {
  const theme::Look look = theme::look(one.tone);
  const bool plain = one.tone == Tone::normal;
  const std::string face = fmt::format("<w:rPr><w:color w:val=\"{}\"/><w:sz w:val=\"{}\"/></w:rPr>", plain ? theme::kNavy : look.fg, half_points);
  const std::string edge =
      fmt::format("<w:tcBorders><w:top w:val=\"single\" w:sz=\"18\" w:space=\"0\" w:color=\"{}\"/></w:tcBorders>", plain ? theme::kPrimary : look.fill);
  return cell(width, edge + fill(theme::kSoft),
              paragraph("CardValue", text_run(clean(one.value, 40), face)) + paragraph("CardCaption", text_run(clean(one.caption, 60))));
}

struct TitleSize {
  double size = 32, height = 0;
};

// As in the PDF: the largest size at which the title takes about three lines.
TitleSize cover_title(const std::string& title) {
  constexpr double kWider = 1.12, kLine = 1.36;  // other programs' fonts may be wider than ours
  const double width = theme::kBodyWidth - 30;
  TitleSize out;
  while (out.size > 14 && em_width(title) * out.size * kWider > 2.7 * width) out.size -= 3;
  out.height = std::ceil(em_width(title) * out.size * kWider / width) * out.size * kLine;
  return out;
}

// Near the foot of the page. Some room is left over, in case a program's own fonts need one line more for the title.
std::string cover_lines(const Cover& cover, double above) {
  constexpr double kRow = 22.8, kReserve = 60;
  const double height = static_cast<double>(cover.lines.size()) * kRow + 20;
  const double body = theme::kPageHeight - theme::kMarginTop - theme::kMarginBottom;
  const double gap = std::max(body - above - height - kReserve, 20.0);
  std::string out = paragraph("Gap", "", fmt::format("<w:spacing w:before=\"{}\"/>", twips(gap)));
  const std::string foot = paragraph("CoverFoot", text_run(clean(cover.footer, 200)));
  if (cover.lines.empty()) return out + foot;
  const std::vector<int> widths = {twips(96), twips(theme::kBodyWidth - 126)};
  const std::string line = fmt::format("w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{}\"", theme::kLineSoft);
  out += table_open(
      {widths, "<w:tblInd w:w=\"600\" w:type=\"dxa\"/><w:tblBorders><w:top " + line + "/><w:bottom " + line + "/><w:insideH " + line + "/></w:tblBorders>",
       ""});
  for (const auto& [key, value] : cover.lines) {
    out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + cell(widths[0], "", paragraph("Pair", text_run(clean(key), ink(theme::kInk3)))) +
           cell(widths[1], "", paragraph("Pair", text_run(clean(value, 120)))) + "</w:tr>";
  }
  return out + "</w:tbl>" + foot;
}

}  // namespace

base::Status Body::build() {
  put_cover();
  if (document_.table_of_contents && !outline_.entries.empty()) put_contents();
  break_before_ = true;
  for (const Block& block : document_.blocks) {
    // Only a paragraph can start a page: a table gets a tiny one before it.
    if (break_before_ && !std::holds_alternative<Heading>(block) && !std::holds_alternative<PageBreak>(block)) {
      xml_ += paragraph("Gap", "", "<w:pageBreakBefore/>");
      break_before_ = false;
    }
    std::visit([this](const auto& one) { put(one); }, block);
    if (!status_) return status_;
  }
  return status_;
}

std::size_t Body::add_media(std::string extension, std::string bytes) {
  media_.push_back({fmt::format("image{}.{}", media_.size() + 1, extension), std::move(bytes)});
  return media_.size();
}

void Body::put_cover() {
  const Cover& cover = document_.cover;
  std::string band;
  const auto navy = pixel_png(theme::kNavy), blue = pixel_png(theme::kPrimary);
  if (navy && blue) {
    band += drawing_behind({add_media("png", *navy), ++drawings_, 0, 0, 26, theme::kPageHeight});
    const std::size_t accent = add_media("png", *blue);
    band += drawing_behind({accent, ++drawings_, 26, 0, 4, theme::kPageHeight});
    band += drawing_behind({accent, ++drawings_, theme::kMarginX + 30, 224, 54, 4});
  }
  const std::string frame = fmt::format("<w:rPr><w:bdr w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"{}\"/></w:rPr>", theme::look(Tone::core).fg);
  const std::string secrecy = clean(cover.classification, 40);
  xml_ += paragraph("Secrecy", band + (secrecy.empty() ? "" : text_run("\u00a0\u00a0" + secrecy + "\u00a0\u00a0", frame)));
  const std::string title = clean(cover.title);
  const TitleSize size = cover_title(title);
  const std::string face = fmt::format("<w:rPr><w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/></w:rPr>", static_cast<int>(size.size * 2));
  xml_ += paragraph("Title", text_run(title, face), fmt::format("<w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>", twips(size.size * 1.36)));
  if (!cover.subtitle.empty()) xml_ += paragraph("Subtitle", text_run(clean(cover.subtitle)));
  if (!cover.organization.empty()) xml_ += paragraph("Organization", text_run(clean(cover.organization)));
  constexpr double kSecrecyAndSpace = 18 + 150 + 10, kSubtitle = 23 + 20, kOrganization = 24;
  xml_ += cover_lines(cover, kSecrecyAndSpace + size.height + kSubtitle * std::ceil(em_width(clean(cover.subtitle)) / 27) + kOrganization);
}

// A real TOC field whose entries are filled in, so that it is right to read before any program has updated it.
void Body::put_contents() {
  xml_ += paragraph("TOCHeading", text_run(words::contents(document_.lang)));
  const std::string begin =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u "
      "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
  bool first = true;
  for (std::size_t i = 0; i < outline_.entries.size(); ++i) {
    const OutlineEntry& entry = outline_.entries[i];
    if (entry.level > kContentsDepth) continue;
    const int page = i < pages_.headings.size() ? pages_.headings[i] : 0;
    const std::string link = fmt::format("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{}<w:r><w:tab/></w:r>{}</w:hyperlink>", bookmark_name(i),
                                         text_run(entry.label()), field("PAGEREF " + bookmark_name(i) + " \\h", fmt::format("{}", page)));
    xml_ += paragraph(fmt::format("TOC{}", entry.level), (first ? begin : "") + link);
    first = false;
  }
  if (!first) xml_ += paragraph("Gap", "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
}

void Body::put(const Heading&) {
  const std::size_t index = headings_++;
  const OutlineEntry& entry = outline_.entries.at(index);
  std::string more;
  const bool at_top = std::exchange(break_before_, false);
  if (at_top) more += "<w:pageBreakBefore/>";
  if (!entry.number.empty()) more += fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr>", entry.level - 1);
  if (at_top) more += "<w:spacing w:before=\"0\"/>";
  const std::string mark = fmt::format("<w:bookmarkStart w:id=\"{}\" w:name=\"{}\"/>", index + 1, bookmark_name(index));
  xml_ += paragraph(fmt::format("Heading{}", entry.level), mark + text_run(entry.text) + fmt::format("<w:bookmarkEnd w:id=\"{}\"/>", index + 1), more);
}

void Body::put(const Paragraph& block) {
  std::string runs;
  for (const Span& span : block.spans) {
    std::string properties;
    if (span.code) properties += fmt::format("<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:eastAsia=\"黑体\"/>");
    if (span.bold) properties += "<w:b/><w:bCs/>";
    if (span.tone != Tone::normal) properties += fmt::format("<w:color w:val=\"{}\"/>", theme::look(span.tone).fg);
    if (span.code) properties += fill(theme::kHead);
    runs += text_run(clean(span.text, kParagraphLimit), properties.empty() ? "" : "<w:rPr>" + properties + "</w:rPr>");
  }
  xml_ += paragraph(block.indent ? "BodyIndent" : "BodyText", runs);
}

void Body::put(const Bullets& bullets) {
  const int list = bullets.numbered ? kFirstNumberedList + numbered_lists_++ : 2;
  const std::string number = fmt::format("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{}\"/></w:numPr>", list);
  for (const auto& item : bullets.items) xml_ += paragraph("ListText", text_run(clean(item, kParagraphLimit)), number);
}

void Body::put(const KeyValues& pairs) {
  if (pairs.rows.empty()) return;
  const std::string line = fmt::format("w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{}\"", theme::kLineSoft);
  const std::vector<int> widths = {twips(theme::kBodyWidth * 0.26), twips(theme::kBodyWidth * 0.74)};
  xml_ += table_open({widths, "<w:tblBorders><w:top " + line + "/><w:bottom " + line + "/><w:insideH " + line + "/></w:tblBorders>", ""});
  constexpr std::size_t kKeptWhole = 12;  // rows; a short list of pairs is not torn apart
  std::size_t left = pairs.rows.size();
  for (const auto& [key, value] : pairs.rows) {
    const std::string keep = --left && pairs.rows.size() <= kKeptWhole ? "<w:keepNext/>" : "";
    xml_ += "<w:tr>" + cell(widths[0], fill(theme::kSoft), paragraph("Pair", text_run(clean(key), ink(theme::kInk2)), keep)) +
            cell(widths[1], "", paragraph("Pair", text_run(clean(value, kParagraphLimit, 6)))) + "</w:tr>";
  }
  xml_ += "</w:tbl>" + paragraph("Gap", "");
}

void Body::put(const Callout& callout) {
  const theme::Look look = theme::look(callout.tone);
  const std::string title = clean(callout.title), mark = look.mark.empty() ? "" : std::string(look.mark) + " ";
  std::string content;
  if (!title.empty()) content += paragraph("CalloutTitle", text_run(mark + title, ink(look.fg)));
  if (!callout.text.empty() || title.empty()) content += paragraph("CalloutText", text_run(clean(callout.text, kParagraphLimit, 20)));
  const std::string bar = fmt::format("<w:tblBorders><w:left w:val=\"single\" w:sz=\"24\" w:space=\"0\" w:color=\"{}\"/></w:tblBorders>", look.fill);
  const int width = twips(theme::kBodyWidth);
  const std::string margins =
      "<w:tcMar><w:top w:w=\"150\" w:type=\"dxa\"/><w:left w:w=\"200\" w:type=\"dxa\"/><w:bottom w:w=\"150\" "
      "w:type=\"dxa\"/><w:right w:w=\"160\" w:type=\"dxa\"/></w:tcMar>";
  xml_ += table_open({{width}, bar, ""}) + "<w:tr>" + cell(width, fill(look.bg) + margins, content) + "</w:tr></w:tbl>" + paragraph("Gap", "");
}

void Body::put(const Figures& figures) {
  constexpr double kGap = 9;
  const std::size_t count = figures.items.size();
  const std::size_t in_row = count <= 5 ? std::max<std::size_t>(count, 1) : count == 6 ? 3 : 4;
  const double slots = static_cast<double>(std::max<std::size_t>(in_row, 3));
  const double width = (theme::kBodyWidth - (slots - 1) * kGap) / slots;
  double size = 20;  // one size for all cards, so that the longest value fits in a wider font, too
  for (const auto& one : figures.items) {
    size = std::clamp((width - 12) / std::max(em_width(clean(one.value, 40)) * 1.2, 1.0), 9.0, size);
  }
  for (std::size_t from = 0; from < count; from += in_row) {
    const std::size_t to = std::min(from + in_row, count);
    std::vector<int> widths;
    std::string cells;
    for (std::size_t i = from; i < to; ++i) {
      if (i > from) {
        widths.push_back(twips(kGap));
        cells += cell(widths.back(), "", paragraph("CardCaption", ""));
      }
      widths.push_back(twips(width));
      cells += card(figures.items[i], widths.back(), static_cast<int>(size * 2));
    }
    xml_ += table_open({widths, "", ""}) + "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + cells + "</w:tr></w:tbl>" + paragraph("Gap", "");
  }
}

void Body::put(const TableBlock& block) {
  if (block.shown != Shown::sheet) xml_ += table_xml(block, document_.lang, &tables_);
}

void Body::put(const Chart& chart) {
  const ChartSvg picture = make_chart(chart, document_.lang, ++charts_);
  auto png = svg_to_png(picture, kPngScale);
  if (!png) {
    status_ = std::unexpected(std::move(png).error());
    return;
  }
  const std::size_t raster = add_media("png", std::move(*png)), vector = add_media("svg", picture.svg);
  const double scale = theme::kBodyWidth / picture.width;
  const std::string alternative = clean(chart.caption.empty() ? chart.title : chart.title + "：" + chart.caption, 800);
  xml_ += paragraph("Picture", drawing_inline({raster, vector, ++drawings_, theme::kBodyWidth, picture.height * scale, alternative}));
  const bool zh = document_.lang == base::Lang::zh;
  xml_ += paragraph("FigureCaption", text_run(zh ? "图 " : "Figure ") + field(zh ? "SEQ 图 \\* ARABIC" : "SEQ Figure \\* ARABIC", fmt::format("{}", charts_)) +
                                         text_run("　" + clean(chart.title)));
  xml_ += chart.caption.empty() ? paragraph("Gap", "") : paragraph("FigureNote", text_run(clean(chart.caption, 600)));
}

void Body::put(const PageBreak&) {
  break_before_ = true;
}

}  // namespace gongdun::report::docx
