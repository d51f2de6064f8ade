// One neutral document model; writers turn it into HTML, PDF, DOCX and XLSX. Content is a function of the model only: rendering twice gives
// the same bytes (dates come from the model, never from the clock).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/bilingual.h"
#include "base/error.h"

namespace gongdun::report {

// Colour of a badge, cell or chart part. `general` is a general grade whose level is not shown; general1..4 are its four levels, pale to dark.
enum class Tone { normal, muted, good, warning, danger, core, important, general, general1, general2, general3, general4 };

struct Span {
  std::string text;
  bool bold = false;
  bool code = false;
  Tone tone = Tone::normal;
};

// level 1-4. Writers number headings (1, 1.1, ...) unless one of them brings its own number (一、, 1., 第一章).
struct Heading {
  int level = 1;
  std::string text;
  std::string anchor;
};
struct Paragraph {
  std::vector<Span> spans;
  bool indent = true;
};
struct Bullets {
  std::vector<std::string> items;
  bool numbered = false;
};
struct KeyValues {
  std::vector<std::pair<std::string, std::string>> rows;
};
struct Callout {
  Tone tone = Tone::normal;
  std::string title, text;
};
// Big figures in a row: value, caption.
struct Figures {
  struct One {
    std::string value, caption;
    Tone tone = Tone::normal;
  };
  std::vector<One> items;
};

enum class Align { left, right, center };
// width: relative; when all columns have the same width, writers share the page by content.
struct TableColumn {
  std::string title;
  double width = 1;
  Align align = Align::left;
};
// A short text with a tone is shown as a badge. `number`: right-aligned, and `value` is what XLSX holds; an empty text is made from it.
struct TableCell {
  std::string text;
  Tone tone = Tone::normal;
  bool number = false;
  double value = 0;
};
enum class Shown { everywhere, page, sheet };
struct TableBlock {
  std::string title;
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;
  std::string empty_text;           // shown instead of an empty table
  std::string sheet;                // XLSX sheet name; empty: not exported as a sheet
  Shown shown = Shown::everywhere;  // page: HTML, PDF and DOCX alone, where `sheet` names the fuller table; sheet: XLSX alone
  std::size_t printed_rows = 0;     // 0 = all; else HTML/PDF/DOCX show this many and say how many more are in the XLSX
};

enum class ChartKind { bars, stacked_bars, donut, radar };
struct Series {
  std::string name;
  std::vector<double> values;
  Tone tone = Tone::normal;
};
struct Chart {
  ChartKind kind = ChartKind::bars;
  std::string title, caption;  // caption also serves as the text for those who cannot see it
  std::vector<std::string> labels;
  std::vector<Series> series;
  std::vector<Tone> tones;  // per label (donut, bars), optional
};
struct PageBreak {};

using Block = std::variant<Heading, Paragraph, Bullets, KeyValues, Callout, Figures, TableBlock, Chart, PageBreak>;

struct Cover {
  std::string title, subtitle, organization;
  std::vector<std::pair<std::string, std::string>> lines;  // "报告日期" → "2026-11-23"
  std::string classification;                              // "内部资料 注意保管" printed at the top
  std::string footer;
};

struct Document {
  base::Lang lang = base::Lang::zh;
  Cover cover;
  bool table_of_contents = true;
  std::string header;     // running header
  std::int64_t date = 0;  // TimeUs, for metadata and nothing else
  std::vector<Block> blocks;
};

// Each writes the file through a temporary name and renames it: a reader never sees half a report.
base::Status write_html(const Document& document, const std::string& path);
base::Status write_pdf(const Document& document, const std::string& path);
base::Status write_docx(const Document& document, const std::string& path);
base::Status write_xlsx(const Document& document, const std::string& path);

// The same SVG serves all writers and, later, the console.
std::string chart_svg(const Chart& chart, base::Lang lang);

}  // namespace gongdun::report
