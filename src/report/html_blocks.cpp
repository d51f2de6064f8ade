#include "report/html_blocks.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/chart_parts.h"
#include "report/printed_table.h"
#include "report/text.h"
#include "report/theme.h"
#include "report/words.h"

namespace gongdun::report {
namespace {

std::string_view align_class(Align align, bool number) {
  if (number) return " class=\"num\"";
  if (align == Align::right) return " class=\"right\"";
  return align == Align::center ? " class=\"center\"" : "";
}

std::string cell_html(const PrintedCell& cell) {
  const theme::Look look = theme::look(cell.tone);
  if (cell.badge) {
    return fmt::format("<span class=\"badge {}\"><i aria-hidden=\"true\">{}</i>{}</span>", look.css, look.mark, xml(cell.text));
  }
  if (cell.tone == Tone::normal) return xml(cell.text);
  return fmt::format("<span class=\"{}-text\">{}</span>", look.css, xml(cell.text));
}

// A column of numbers has its title above the digits.
bool numbers_only(const PrintedTable& table, std::size_t column) {
  for (const auto& row : table.rows) {
    if (!row[column].number) return false;
  }
  return !table.rows.empty();
}

void put_head(std::string& html, const PrintedTable& table) {
  html += "<colgroup>";
  for (const auto& column : table.columns) html += fmt::format("<col style=\"width:{:.2f}%\">", column.share * 100);
  html += "</colgroup>\n<thead><tr>";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    html += fmt::format("<th scope=\"col\"{}>{}</th>", align_class(table.columns[i].align, numbers_only(table, i)), xml(table.columns[i].title));
  }
  html += "</tr></thead>\n<tbody>\n";
}

}  // namespace

void HtmlBlocks::add(const Block& block) {
  std::visit([this](const auto& one) { put(one); }, block);
}

void HtmlBlocks::put(const Heading&) {
  const OutlineEntry& entry = outline_.entries.at(headings_++);
  const int rank = entry.level + 1;  // h1 is the title on the cover
  const std::string number = entry.number.empty() ? "" : fmt::format("<span class=\"no\">{}</span>", entry.number);
  html_ += fmt::format("<h{0} id=\"{1}\">{2}{3}</h{0}>\n", rank, entry.anchor, number, xml(entry.text));
}

void HtmlBlocks::put(const Paragraph& paragraph) {
  html_ += paragraph.indent ? "<p class=\"indent\">" : "<p>";
  for (const Span& span : paragraph.spans) {
    std::string words = clean_xml(span.text, kParagraphLimit);
    if (span.code) words.insert(0, "<code>").append("</code>");
    if (span.bold) words.insert(0, "<strong>").append("</strong>");
    if (span.tone != Tone::normal) words = fmt::format("<span class=\"{}-text\">{}</span>", theme::look(span.tone).css, words);
    html_ += words;
  }
  html_ += "</p>\n";
}

void HtmlBlocks::put(const Bullets& bullets) {
  html_ += bullets.numbered ? "<ol class=\"list\">\n" : "<ul>\n";
  for (const auto& item : bullets.items) html_ += "<li>" + clean_xml(item, kParagraphLimit) + "</li>\n";
  html_ += bullets.numbered ? "</ol>\n" : "</ul>\n";
}

void HtmlBlocks::put(const KeyValues& pairs) {
  html_ += "<table class=\"kv\"><tbody>\n";
  for (const auto& [key, value] : pairs.rows) {
    html_ += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", clean_xml(key), clean_xml(value, kParagraphLimit, 6));
  }
  html_ += "</tbody></table>\n";
}

void HtmlBlocks::put(const Callout& callout) {
  const theme::Look look = theme::look(callout.tone);
  const std::string mark = look.mark.empty() ? "" : fmt::format("<span aria-hidden=\"true\">{}</span> ", look.mark);
  const std::string title = callout.title.empty() ? "" : fmt::format("<b>{}{}</b>", mark, clean_xml(callout.title));
  html_ += fmt::format("<aside class=\"callout {}\">{}{}</aside>\n", look.css, title, clean_xml(callout.text, kParagraphLimit, 20));
}

void HtmlBlocks::put(const Figures& figures) {
  const bool long_values = std::ranges::any_of(figures.items, [](const auto& one) { return em_width(one.value) > 4.4; });
  html_ += long_values ? "<div class=\"cards tight\">\n" : "<div class=\"cards\">\n";
  for (const auto& one : figures.items) {
    html_ +=
        fmt::format("<div class=\"card {}\"><b>{}</b><span>{}</span></div>\n", theme::look(one.tone).css, clean_xml(one.value, 40), clean_xml(one.caption));
  }
  html_ += "</div>\n";
}

void HtmlBlocks::put(const TableBlock& block) {
  if (block.shown == Shown::sheet) return;
  const PrintedTable table = print_table(block, lang_);
  html_ += "<div class=\"table\"><table>\n";
  if (!table.title.empty()) html_ += fmt::format("<caption>{}　{}</caption>\n", words::table_number(lang_, ++tables_), xml(table.title));
  put_head(html_, table);
  for (const auto& row : table.rows) {
    html_ += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      html_ += fmt::format("<td{}>{}</td>", align_class(table.columns[i].align, row[i].number), cell_html(row[i]));
    }
    html_ += "</tr>\n";
  }
  if (table.rows.empty()) {
    html_ += fmt::format("<tr><td class=\"empty\" colspan=\"{}\">{}</td></tr>\n", std::max<std::size_t>(table.columns.size(), 1), xml(table.empty_text));
  }
  html_ += "</tbody></table>\n";
  for (const auto& note : table.notes) html_ += fmt::format("<p class=\"note\">{}</p>\n", xml(note));
  html_ += "</div>\n";
}

void HtmlBlocks::put(const Chart& chart) {
  ++charts_;
  html_ += "<figure>" + make_chart(chart, lang_, charts_).svg + "<figcaption>" + words::figure_number(lang_, charts_) + "　" + clean_xml(chart.title);
  if (!chart.caption.empty()) html_ += "<span class=\"caption\">" + clean_xml(chart.caption, 600) + "</span>";
  html_ += "</figcaption></figure>\n";
}

void HtmlBlocks::put(const PageBreak&) {
  html_ += "<div class=\"page-break\"></div>\n";
}

}  // namespace gongdun::report
