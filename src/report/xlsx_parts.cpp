#include "report/xlsx_parts.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cmath>
#include <cstdlib>
#include <utility>

#include "base/utf8.h"
#include "report/text.h"
#include "report/theme.h"

namespace gongdun::report {
namespace {

lxw_color_t color(theme::Hex hex) {
  return static_cast<lxw_color_t>(std::strtoul(std::string(hex).c_str(), nullptr, 16));
}

bool looks_like_formula(std::string_view text) {
  return !text.empty() && (std::string_view("=+-@").find(text.front()) != std::string_view::npos || text.starts_with("＝") || text.starts_with("＋") ||
                           text.starts_with("－") || text.starts_with("＠"));
}

// "_x000D_" in a cell means a control character to Excel; what only looks like it has to be written as "_x005F_x000D_".
std::string keep_lookalikes(std::string text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  for (std::size_t at = 0; (at = text.find("_x", at)) != std::string::npos; at += 2) {
    const bool lookalike =
        at + 6 < text.size() && text[at + 6] == '_' && is_hex(text[at + 2]) && is_hex(text[at + 3]) && is_hex(text[at + 4]) && is_hex(text[at + 5]);
    if (lookalike) text.insert(at, "_x005F");
    if (lookalike) at += 6;
  }
  return text;
}

void set_kind(lxw_format* format, CellKind kind) {
  const auto bold = [&](double size, theme::Hex ink) {
    format_set_bold(format);
    format_set_font_size(format, size);
    format_set_font_color(format, color(ink));
  };
  switch (kind) {
    case CellKind::text: break;
    case CellKind::guarded: format_set_num_format_index(format, 49); break;  // "@"
    case CellKind::whole: format_set_num_format(format, "#,##0"); break;
    case CellKind::decimal: format_set_num_format(format, "#,##0.00"); break;
    case CellKind::percent: format_set_num_format(format, "0.0%"); break;
    case CellKind::percent_points: format_set_num_format(format, "0.0\"%\""); break;
    case CellKind::title: bold(20, theme::kNavy); break;
    case CellKind::subtitle:
      format_set_font_size(format, 12);
      format_set_font_color(format, color(theme::kInk2));
      break;
    case CellKind::section:
      bold(13, theme::kPrimary);
      format_set_bottom(format, LXW_BORDER_THIN);
      format_set_bottom_color(format, color(theme::kLine));
      break;
    case CellKind::label: format_set_font_color(format, color(theme::kInk2)); break;
    case CellKind::head:
      bold(10.5, theme::kNavy);
      format_set_bg_color(format, color(theme::kHead));
      format_set_bottom(format, LXW_BORDER_MEDIUM);
      format_set_bottom_color(format, color(theme::kNavy));
      break;
    case CellKind::link:
      format_set_font_color(format, color(theme::kPrimary));
      format_set_underline(format, LXW_UNDERLINE_SINGLE);
      break;
    case CellKind::big:
      bold(13, theme::kNavy);
      format_set_align(format, LXW_ALIGN_LEFT);
      break;
    case CellKind::small:
      format_set_font_size(format, 9.5);
      format_set_font_color(format, color(theme::kInk3));
      break;
  }
}

bool wraps(CellKind kind) {
  return kind == CellKind::text || kind == CellKind::guarded || kind == CellKind::head || kind == CellKind::label;
}

}  // namespace

std::string SheetNames::unique(std::string_view wanted) {
  std::string name;
  for (const char c : clean(wanted, 28)) name += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : '_';
  while (!name.empty() && (name.front() == '\'' || name.front() == ' ')) name.erase(0, 1);
  while (!name.empty() && (name.back() == '\'' || name.back() == ' ')) name.pop_back();
  if (name.empty() || base::ascii_lower(name) == "history") name += "Sheet";
  while (utf16_length(name) > 31) name = std::string(base::utf8_prefix(name, base::count_code_points(name) - 1));
  std::string result = name;
  for (int number = 2; !taken_.insert(base::ascii_lower(result)).second; ++number) {
    const std::string suffix = fmt::format(" ({})", number);
    std::size_t keep = base::count_code_points(name);
    do result = std::string(base::utf8_prefix(name, keep--)) + suffix;
    while (utf16_length(result) > 31);
  }
  return result;
}

lxw_format* Formats::get(CellKind kind, Tone tone) {
  lxw_format*& format = made_[{kind, tone}];
  if (format) return format;
  format = workbook_add_format(book_);
  format_set_font_name(format, "等线");
  format_set_font_size(format, 10.5);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  set_kind(format, kind);
  if (wraps(kind)) format_set_text_wrap(format);
  const theme::Look look = theme::look(tone);
  if (tone != Tone::normal) format_set_font_color(format, color(look.fg));
  if (tone != Tone::normal && tone != Tone::muted) format_set_bg_color(format, color(look.bg));
  return format;
}

bool write_text(lxw_worksheet* sheet, Formats& formats, std::uint32_t row, std::uint16_t column, std::string_view text, Tone tone, CellKind kind) {
  Cleaned cleaned = clean_text(text, kSheetCellLimit, 200);
  if (utf16_length(cleaned.text) > 32'767) cleaned = {clean(cleaned.text, kSheetCellLimit / 2, 200), true};
  // Excel shows long cells of the format "text" as #####, so long ones stay plain strings.
  if (kind == CellKind::text && looks_like_formula(cleaned.text) && cleaned.text.size() <= 255) kind = CellKind::guarded;
  cleaned.text = keep_lookalikes(std::move(cleaned.text));
  worksheet_write_string(sheet, row, column, cleaned.text.c_str(), formats.get(kind, tone));
  return cleaned.cut;
}

void write_number(lxw_worksheet* sheet, Formats& formats, std::uint32_t row, std::uint16_t column, const TableCell& cell) {
  if (!std::isfinite(cell.value)) {
    write_text(sheet, formats, row, column, cell.text.empty() ? number_text(cell.value) : cell.text, cell.tone);
    return;
  }
  CellKind kind = cell.value == std::floor(cell.value) ? CellKind::whole : CellKind::decimal;
  if (cell.text.ends_with('%')) {  // "12.5%" may come with 0.125 or with 12.5
    const double shown = std::strtod(cell.text.c_str(), nullptr);
    kind = std::abs(shown - cell.value * 100) <= std::abs(shown - cell.value) ? CellKind::percent : CellKind::percent_points;
  }
  worksheet_write_number(sheet, row, column, cell.value, formats.get(kind, cell.tone));
}

}  // namespace gongdun::report
