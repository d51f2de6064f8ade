#include "report/pdf_front.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>

#include "report/text.h"
#include "report/words.h"

namespace gongdun::report {
namespace {

constexpr double kBand = 26, kCoverLeft = 92;

void draw_secrecy(Pages& pages, const std::string& words) {
  if (words.empty()) return;
  const TextStyle style{.size = 11, .line = 16, .color = theme::look(Tone::core).fg, .bold = true, .single_line = true};
  const double most = 260;
  const double width = std::min(pages.type().set(words, {.size = 11, .line = 16, .bold = true}, 0).width() + 1, most);
  const TextBlock text = pages.type().set(words, style, width);
  const double x = theme::kPageWidth - theme::kMarginX - width - 10, y = 62;
  pages.frame(x - 10, y - 4, width + 20, 24, theme::look(Tone::core).fg);
  text.draw(pages.cairo(), x, y);
}

// The largest size at which the title takes at most three lines.
TextBlock set_title(const Pages& pages, const std::string& title, double width) {
  for (double size = 32;; size -= 3) {
    TextBlock text = pages.type().set(title, {.size = size, .line = size * 1.36, .color = theme::kNavy, .bold = true}, width);
    if (text.lines().size() <= 3 || size < 15) return text;
  }
}

double draw_title_block(Pages& pages, const Cover& cover, double width) {
  double y = 250;
  pages.fill(kCoverLeft, y - 26, 54, 4, theme::kPrimary);
  const TextBlock title = set_title(pages, clean(cover.title), width);
  title.draw(pages.cairo(), kCoverLeft, y);
  y += title.height() + 12;
  const auto put = [&](const std::string& words, const TextStyle& style, double gap) {
    if (words.empty()) return;
    const TextBlock text = pages.type().set(words, style, width);
    text.draw(pages.cairo(), kCoverLeft, y);
    y += text.height() + gap;
  };
  put(clean(cover.subtitle), {.size = 15, .line = 23, .color = theme::kInk2}, 20);
  put(clean(cover.organization), {.size = 15.5, .line = 24, .color = theme::kInk, .bold = true}, 0);
  return y;
}

void draw_cover_lines(Pages& pages, const Cover& cover, double width, double above) {
  constexpr double kLabel = 96;
  const double lowest = theme::kPageHeight - 112, room = std::max(lowest - above - 20, 0.0);
  const std::size_t count = cover.lines.size();
  const double row = std::min(27.0, room / static_cast<double>(std::max<std::size_t>(count, 1)));  // many lines move closer together
  double y = lowest - static_cast<double>(count) * row;
  for (std::size_t i = 0; i < count; ++i, y += row) {
    pages.rule(kCoverLeft, kCoverLeft + width, y, theme::kLineSoft, 0.8);
    TextStyle style{.size = 10.5, .line = 16, .color = theme::kInk3, .single_line = true};
    pages.type().set(clean(cover.lines[i].first), style, kLabel - 8).draw(pages.cairo(), kCoverLeft, y + row / 2 - 8);
    style.color = theme::kInk;
    pages.type().set(clean(cover.lines[i].second), style, width - kLabel).draw(pages.cairo(), kCoverLeft + kLabel, y + row / 2 - 8);
  }
  if (count) pages.rule(kCoverLeft, kCoverLeft + width, y, theme::kLineSoft, 0.8);
}

void draw_entry(Pages& pages, const OutlineEntry& entry, std::size_t index, int page) {
  const bool top = entry.level == 1;
  const TextStyle style{.size = top ? 11.0 : 10.0, .line = 18, .color = top ? theme::kNavy : theme::kInk2, .bold = top, .single_line = true};
  TextStyle right = style;
  right.align = Align::right;
  const double indent = (entry.level - 1) * 20, above = top ? 6 : 1, right_width = 36;
  pages.space(above);
  pages.need(style.line);
  const TextBlock text = pages.type().set(entry.label(), style, pages.width() - indent - right_width - 10);
  cairo_t* cairo = pages.cairo();
  if (cairo) {
    cairo_tag_begin(cairo, CAIRO_TAG_LINK, fmt::format("dest='{}'", destination(index)).c_str());
    text.draw(cairo, pages.left() + indent, pages.y());
    pages.type().set(fmt::format("{}", page), right, right_width).draw(cairo, pages.left() + pages.width() - right_width, pages.y());
    cairo_tag_end(cairo, CAIRO_TAG_LINK);
    const double from = pages.left() + indent + text.width() + 8, to = pages.left() + pages.width() - right_width + 8;
    const double dots[] = {0.8, 3.4};
    cairo_set_dash(cairo, dots, 2, 0);
    if (to > from) pages.rule(from, to, pages.y() + 12, theme::kInk3, 0.8);
    cairo_set_dash(cairo, nullptr, 0, 0);
  }
  pages.move(style.line);
}

}  // namespace

std::string destination(std::size_t heading) {
  return fmt::format("h{}", heading + 1);
}

void draw_cover(Pages& pages, const Cover& cover) {
  const double width = theme::kPageWidth - kCoverLeft - theme::kMarginX;
  pages.fill(0, 0, kBand, theme::kPageHeight, theme::kNavy);
  pages.fill(kBand, 0, 4, theme::kPageHeight, theme::kPrimary);
  draw_secrecy(pages, clean(cover.classification, 40));
  const double below = draw_title_block(pages, cover, width);
  draw_cover_lines(pages, cover, width, below);
  const TextStyle foot{.size = 9, .line = 14, .color = theme::kInk3, .single_line = true};
  pages.type().set(clean(cover.footer), foot, width).draw(pages.cairo(), kCoverLeft, theme::kPageHeight - 70);
  pages.skip_page();
}

void draw_contents(Pages& pages, const Outline& outline, const std::vector<int>& heading_pages, base::Lang lang) {
  const TextStyle style{.size = 18, .line = 26, .color = theme::kNavy, .bold = true, .align = Align::center};
  const TextBlock title = pages.type().set(words::contents(lang), style, pages.width());
  title.draw(pages.cairo(), pages.left(), pages.y());
  pages.move(title.height() + 18);
  for (std::size_t i = 0; i < outline.entries.size(); ++i) {
    if (outline.entries[i].level > kContentsDepth) continue;
    draw_entry(pages, outline.entries[i], i, i < heading_pages.size() ? heading_pages[i] : 0);
  }
  pages.next_page();
}

}  // namespace gongdun::report
