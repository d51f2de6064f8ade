// Text made fit for a page: whatever a scanned file held, what is printed is valid XML 1.0 text that cannot reorder, blank or stretch a page.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace gongdun::report {

// Longest texts in code points; what is longer is cut and ends with "…". Tables say below themselves how many cells were cut.
inline constexpr std::size_t kTitleLimit = 160;        // titles, headings, captions, labels
inline constexpr std::size_t kPrintedCellLimit = 300;  // a table cell in HTML, PDF and DOCX
inline constexpr std::size_t kColumnTitleLimit = 40;
inline constexpr std::size_t kParagraphLimit = 6'000;   // a paragraph's span, bullet, callout, value of a pair
inline constexpr std::size_t kSheetCellLimit = 32'000;  // XLSX allows 32,767 UTF-16 units a cell; characters outside the BMP count as two

struct Cleaned {
  std::string text;
  bool cut = false;
};

// Drops control characters, bidirectional overrides and piled-up combining marks, turns malformed bytes into U+FFFD, keeps at most `lines`
// lines (further line breaks become spaces) and at most `limit` code points.
Cleaned clean_text(std::string_view text, std::size_t limit, std::size_t lines = 1);
std::string clean(std::string_view text, std::size_t limit = kTitleLimit, std::size_t lines = 1);

// & < > " ' as entities; for cleaned text only.
std::string xml(std::string_view cleaned);
// clean + xml.
std::string clean_xml(std::string_view text, std::size_t limit = kTitleLimit, std::size_t lines = 1);

// 12,486 or 3.25: never in the machine's locale. Not a number: "—".
std::string number_text(double value);

// Width in em of a text in the house fonts, near enough to lay out charts and share table columns.
double em_width(std::string_view text);
// The longest beginning that fits, with "…" when something was left off.
std::string fit_em(std::string_view text, double em);

std::size_t utf16_length(std::string_view text);

}  // namespace gongdun::report
