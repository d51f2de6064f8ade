#include <fmt/format.h>
#include <cmath>

#include <algorithm>

#include "report/docx_body.h"
#include "report/printed_table.h"
#include "report/text.h"
#include "report/theme.h"
#include "report/words.h"

namespace gongdun::report::docx {
namespace {

std::string justification(Align align) {
  if (align == Align::right) return "<w:jc w:val=\"right\"/>";
  return align == Align::center ? "<w:jc w:val=\"center\"/>" : "";
}

std::string cell_open(int width, const std::string& more) {
  return fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{}</w:tcPr>", width, more);
}

std::string shade(theme::Hex color) {
  return fmt::format("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", color);
}

std::string cell_runs(const PrintedCell& cell) {
  const theme::Look look = theme::look(cell.tone);
  if (cell.badge) {
    const std::string ink = fmt::format("<w:rPr><w:b/><w:bCs/><w:color w:val=\"{}\"/>{}</w:rPr>", look.fg, shade(look.bg));
    return text_run(" " + std::string(look.mark) + " " + cell.text + " ", ink);
  }
  if (cell.tone == Tone::normal) return text_run(cell.text);
  return text_run(cell.text, fmt::format("<w:rPr><w:color w:val=\"{}\"/></w:rPr>", look.fg));
}

std::string head_row(const PrintedTable& table, const std::vector<int>& widths, const std::vector<Align>& aligns) {
  const std::string line = fmt::format(
      "<w:tcBorders><w:top w:val=\"single\" w:sz=\"10\" w:color=\"{}\"/><w:bottom w:val=\"single\" w:sz=\"6\" "
      "w:color=\"{}\"/></w:tcBorders>{}<w:vAlign w:val=\"bottom\"/>",
      theme::kNavy, theme::kLine, shade(theme::kHead));
  std::string out = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    out += cell_open(widths[i], line) + paragraph("CellHead", text_run(table.columns[i].title), justification(aligns[i])) + "</w:tc>";
  }
  return out + "</w:tr>";
}

std::string body_row(const std::vector<PrintedCell>& row, const std::vector<int>& widths, const std::vector<Align>& aligns) {
  // A row of ordinary height stays whole; one with a very long cell may run over the page end.
  const bool tall = std::ranges::any_of(row, [](const auto& cell) { return cell.text.size() > 600; });
  std::string out = tall ? "<w:tr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const Align align = row[i].number ? Align::right : aligns[i];
    out += cell_open(widths[i], "") + paragraph("Cell", cell_runs(row[i]), justification(align)) + "</w:tc>";
  }
  return out + "</w:tr>";
}

std::vector<int> widths_of(const PrintedTable& table) {
  std::vector<int> widths;
  widths.reserve(table.columns.size());
  for (const auto& column : table.columns) widths.push_back(std::max(twips(column.share * theme::kBodyWidth), 100));
  return widths;
}

std::vector<Align> aligns_of(const PrintedTable& table) {
  std::vector<Align> aligns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool numbers = !table.rows.empty() && std::ranges::all_of(table.rows, [&](const auto& row) { return row[i].number; });
    aligns.push_back(numbers ? Align::right : table.columns[i].align);
  }
  return aligns;
}

}  // namespace

int twips(double points) {
  return static_cast<int>(std::lround(points * 20));
}

std::string paragraph(const std::string& style, const std::string& runs, const std::string& more) {
  return fmt::format("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{}</w:pPr>{}</w:p>", style, more, runs);
}

std::string text_run(const std::string& cleaned, const std::string& properties) {
  if (cleaned.empty()) return {};
  std::string out = "<w:r>" + properties;
  for (std::size_t at = 0; at <= cleaned.size();) {
    const std::size_t end = std::min(cleaned.find('\n', at), cleaned.size());
    if (at) out += "<w:br/>";
    out += "<w:t xml:space=\"preserve\">" + xml(std::string_view(cleaned).substr(at, end - at)) + "</w:t>";
    at = end + 1;
  }
  return out + "</w:r>";
}

std::string table_open(const TableFrame& frame) {
  int total = 0;
  std::string grid;
  for (const int width : frame.widths) {
    total += width;
    grid += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
  }
  const std::string description = frame.description.empty() ? "" : fmt::format("<w:tblCaption w:val=\"{}\"/>", xml(frame.description));
  return fmt::format(
      "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/>{}<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"80\" "
      "w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/><w:bottom w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"100\" "
      "w:type=\"dxa\"/></w:tblCellMar><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/>{}</w:tblPr><w:tblGrid>{}</w:tblGrid>",
      total, frame.borders, description, grid);
}

std::string table_xml(const TableBlock& block, base::Lang lang, int* number) {
  const PrintedTable table = print_table(block, lang);
  std::string out;
  if (!table.title.empty()) {
    const std::string word = lang == base::Lang::zh ? "表 " : "Table ";
    const std::string shown = fmt::format("{}", ++*number);
    out += paragraph("Caption",
                     text_run(word) + field(lang == base::Lang::zh ? "SEQ 表 \\* ARABIC" : "SEQ Table \\* ARABIC", shown) + text_run("　" + table.title));
  }
  if (table.columns.empty()) return out + paragraph("Note", text_run(words::nothing(lang)));
  const std::string borders = fmt::format(
      "<w:tblBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"{0}\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" "
      "w:color=\"{1}\"/></w:tblBorders>",
      theme::kLine, theme::kLineSoft);
  const std::vector<int> widths = widths_of(table);
  const std::vector<Align> aligns = aligns_of(table);
  out += table_open({widths, borders, table.title}) + head_row(table, widths, aligns);
  for (const auto& row : table.rows) out += body_row(row, widths, aligns);
  if (table.rows.empty()) {
    const std::string span = fmt::format("<w:gridSpan w:val=\"{}\"/>", widths.size());
    const std::string grey = fmt::format("<w:rPr><w:color w:val=\"{}\"/></w:rPr>", theme::kInk3);
    out += "<w:tr>" + cell_open(twips(theme::kBodyWidth), span) + paragraph("Cell", text_run(table.empty_text, grey), "<w:jc w:val=\"center\"/>") +
           "</w:tc></w:tr>";
  }
  out += "</w:tbl>";
  for (const auto& note : table.notes) out += paragraph("Note", text_run(note));
  return out + paragraph("Gap", "");
}

}  // namespace gongdun::report::docx
