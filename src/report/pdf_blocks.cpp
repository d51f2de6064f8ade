#include "report/pdf_blocks.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/pdf_front.h"
#include "report/pdf_table.h"
#include "report/svg_image.h"
#include "report/text.h"
#include "report/words.h"

namespace gongdun::report {
namespace {

constexpr double kAfter = 7;   // below a paragraph
constexpr double kAround = 9;  // above and below a table, chart, callout
constexpr double kCardTall = 68, kCardPad = 9;

TextStyle body(base::Lang lang) {
  return {.face = Face::serif, .size = theme::kBodySize, .line = theme::kBodyLine, .justify = lang == base::Lang::zh};
}

}  // namespace

void PdfBlocks::add(const Block& block) {
  std::visit([this](const auto& one) { put(one); }, block);
}

double PdfBlocks::least_height(const Block& block) const {
  if (const auto* heading = std::get_if<Heading>(&block)) {
    const theme::HeadingSize size = theme::heading_size(heading->level);
    return size.before + size.line + size.after;
  }
  if (const auto* chart = std::get_if<Chart>(&block)) return make_chart(*chart, lang_, 0).height * 0.7 + 40;
  if (const auto* pairs = std::get_if<KeyValues>(&block)) {
    return std::min(pairs_height(*pairs, pages_.width() * 0.74 - 16), pages_.body_height() * 0.35) + 4;
  }
  if (std::holds_alternative<TableBlock>(block)) return 90;
  if (std::holds_alternative<Figures>(block)) return kCardTall + 6;
  return 2 * theme::kBodyLine + 2 * kAfter;
}

void PdfBlocks::put(const Heading&) {
  const std::size_t index = heading_pages_.size();
  const OutlineEntry& entry = outline_.entries.at(index);
  const theme::HeadingSize size = theme::heading_size(entry.level);
  const TextStyle style{.size = size.size, .line = size.line, .color = theme::kNavy, .bold = true};
  const std::string label = entry.label();
  std::vector<TextRun> runs;
  if (!entry.number.empty() && entry.level == 1) runs.push_back({0, entry.number.size(), true, false, theme::kPrimary});
  const TextBlock text = pages_.type().set(label, style, pages_.width(), runs);
  pages_.space(size.before);
  pages_.need(text.height() + size.after + following_);
  heading_pages_.push_back(pages_.page());
  cairo_t* cairo = pages_.cairo();
  if (cairo) {
    cairo_tag_begin(cairo, CAIRO_TAG_DEST, fmt::format("name='{}'", destination(index)).c_str());
    text.draw(cairo, pages_.left(), pages_.y());
    cairo_tag_end(cairo, CAIRO_TAG_DEST);
  }
  pages_.move(text.height());
  if (entry.level == 1) {
    pages_.move(4);
    pages_.rule(pages_.left(), pages_.left() + pages_.width(), pages_.y(), theme::kLine, 0.8);
  }
  pages_.gap(size.after);
}

void PdfBlocks::put(const Paragraph& paragraph) {
  std::string text;
  std::vector<TextRun> runs;
  for (const Span& span : paragraph.spans) {
    const std::size_t begin = text.size();
    text += clean(span.text, kParagraphLimit);
    const theme::Hex color = span.tone == Tone::normal ? theme::kInk : theme::look(span.tone).fg;
    if (span.bold || span.code || span.tone != Tone::normal) runs.push_back({begin, text.size(), span.bold, span.code, color});
  }
  TextStyle style = body(lang_);
  if (paragraph.indent && lang_ == base::Lang::zh) style.indent = 2 * theme::kBodySize;
  pages_.flow(pages_.type().set(text, style, pages_.width(), runs), pages_.left());
  pages_.gap(kAfter);
}

void PdfBlocks::put(const Bullets& bullets) {
  constexpr double kHang = 20;
  int number = 0;
  for (const auto& item : bullets.items) {
    const std::string sign = bullets.numbered ? fmt::format("{}.", ++number) : "";
    const TextBlock text = pages_.type().set(clean(item, kParagraphLimit), body(lang_), pages_.width() - kHang - 6);
    const TextBlock mark = pages_.type().set(sign, {.face = Face::serif, .color = theme::kPrimary, .bold = true}, 0);
    bool first = true;
    pages_.flow(text, pages_.left() + kHang + 6, [&](double top, double) {
      if (first && bullets.numbered) mark.draw(pages_.cairo(), pages_.left() + 8, top);
      if (first && !bullets.numbered) pages_.fill(pages_.left() + 10, top + theme::kBodyLine / 2 - 1.6, 4, 4, theme::kPrimary, 2);
      first = false;
    });
    pages_.move(2.5);
  }
  pages_.gap(kAfter - 2.5);
}

// A short list of pairs is not torn apart.
double PdfBlocks::pairs_height(const KeyValues& pairs, double value_width) const {
  double height = 0;
  for (const auto& [key, value] : pairs.rows) {
    height += std::max<double>(std::ceil(em_width(clean(value, kParagraphLimit, 6)) * 9.2 / value_width), 1) * 14.4 + 9;
  }
  return height;
}

void PdfBlocks::put(const KeyValues& pairs) {
  constexpr double kPad = 4.5;
  const double label = pages_.width() * 0.26;
  pages_.space(2);
  if (const double all = pairs_height(pairs, pages_.width() - label - 16); all < pages_.body_height() * 0.35) pages_.need(all);
  for (const auto& [key, value] : pairs.rows) {
    const TextStyle left{.size = 9.2, .line = 14.4, .color = theme::kInk2};
    const TextStyle right{.size = 9.2, .line = 14.4, .color = theme::kInk};
    const TextBlock name = pages_.type().set(clean(key), left, label - 16);
    const TextBlock text = pages_.type().set(clean(value, kParagraphLimit, 6), right, pages_.width() - label - 16);
    pages_.need(std::min(std::max(name.height(), text.height()), 120.0) + 2 * kPad);
    bool first = true;
    const double name_height = name.height();
    pages_.flow(text, pages_.left() + label + 8, [&](double top, double height) {
      const double tall = std::max(height, first ? name_height : 0.0) + 2 * kPad;
      pages_.fill(pages_.left(), top, label, tall, theme::kSoft);
      pages_.rule(pages_.left(), pages_.left() + pages_.width(), top + tall, theme::kLineSoft);
      if (first) name.draw(pages_.cairo(), pages_.left() + 8, top + kPad);
      first = false;
      pages_.move(kPad);
    });
    pages_.move(kPad + std::max(0.0, text.lines().size() == 1 ? name_height - text.height() : 0.0));
  }
  pages_.gap(kAround);
}

void PdfBlocks::put(const Callout& callout) {
  constexpr double kPad = 8, kBar = 3;
  const theme::Look look = theme::look(callout.tone);
  const std::string title = clean(callout.title);
  std::string text = title.empty() ? "" : (look.mark.empty() ? "" : std::string(look.mark) + " ") + title;
  std::vector<TextRun> runs;
  if (!text.empty()) runs.push_back({0, text.size(), true, false, look.fg});
  if (!text.empty() && !callout.text.empty()) text += "\n";
  text += clean(callout.text, kParagraphLimit, 20);
  const TextStyle style{.size = 9.6, .line = 16, .color = theme::kInk};
  const TextBlock block = pages_.type().set(text, style, pages_.width() - 2 * kPad - kBar - 6, runs);
  pages_.space(3);
  pages_.need(std::min(block.height(), pages_.body_height() * 0.4) + 2 * kPad);
  pages_.flow(block, pages_.left() + kBar + kPad + 3, [&](double top, double height) {
    pages_.fill(pages_.left(), top, pages_.width(), height + 2 * kPad, look.bg);
    pages_.fill(pages_.left(), top, kBar, height + 2 * kPad, look.fill);
    pages_.move(kPad);
  });
  pages_.move(kPad);
  pages_.gap(kAround);
}

void PdfBlocks::put_card(const Figures::One& one, double x, double width, double size) {
  const theme::Look look = theme::look(one.tone);
  const bool plain = one.tone == Tone::normal;
  pages_.fill(x, pages_.y(), width, kCardTall, theme::kSoft);
  pages_.fill(x, pages_.y(), width, 2.4, plain ? theme::kPrimary : look.fill);
  const TextStyle big{.size = size, .line = 26, .color = plain ? theme::kNavy : look.fg, .bold = true, .single_line = true};
  pages_.type().set(clean(one.value, 40), big, width - 2 * kCardPad).draw(pages_.cairo(), x + kCardPad, pages_.y() + 8);
  const TextStyle small{.size = theme::kSmallSize, .line = 12.5, .color = theme::kInk3};
  const TextBlock caption = pages_.type().set(clean(one.caption, 60), small, width - 2 * kCardPad);
  caption.draw_lines(pages_.cairo(), x + kCardPad, pages_.y() + 36, 0, 2);
}

void PdfBlocks::put(const Figures& figures) {
  constexpr double kGap = 9;
  const std::size_t count = figures.items.size();
  const std::size_t in_row = count <= 5 ? std::max<std::size_t>(count, 1) : count == 6 ? 3 : 4;
  const double slots = static_cast<double>(std::max<std::size_t>(in_row, 3));
  const double width = (pages_.width() - (slots - 1) * kGap) / slots;
  double size = 20;  // one size for all cards, so that the longest value fits
  for (const auto& one : figures.items) {
    const double natural = pages_.type().set(clean(one.value, 40), {.size = 20, .line = 26, .bold = true}, 0).width();
    size = std::clamp(19.6 * (width - 2 * kCardPad) / std::max(natural, 1.0), 9.0, size);
  }
  pages_.space(3);
  for (std::size_t i = 0; i < count; ++i) {
    if (i % in_row == 0) pages_.need(kCardTall);
    put_card(figures.items[i], pages_.left() + static_cast<double>(i % in_row) * (width + kGap), width, size);
    if (i % in_row == in_row - 1 || i + 1 == count) {
      pages_.move(kCardTall);
      pages_.gap(kGap);
    }
  }
}

void PdfBlocks::put(const TableBlock& block) {
  if (block.shown == Shown::sheet) return;
  const PrintedTable table = print_table(block, lang_);
  const std::string caption = table.title.empty() ? "" : words::table_number(lang_, ++tables_) + "　" + table.title;
  pages_.space(4);
  draw_table(pages_, table, caption);
  pages_.gap(kAround + 4);
}

void PdfBlocks::put(const Chart& chart) {
  ++charts_;
  const ChartSvg picture = make_chart(chart, lang_, charts_);
  const double scale = std::min(pages_.width() / picture.width, (pages_.body_height() - 80) / std::max(picture.height, 1.0));
  const double width = picture.width * scale, height = picture.height * scale;
  const std::string title = words::figure_number(lang_, charts_) + "　" + clean(chart.title);
  const TextStyle style{.size = 9.2, .line = 14, .color = theme::kInk2, .bold = true, .align = Align::center};
  const TextStyle small{.size = theme::kSmallSize, .line = theme::kSmallLine, .color = theme::kInk3, .align = Align::center};
  const TextBlock name = pages_.type().set(title, style, pages_.width());
  const TextBlock caption = pages_.type().set(clean(chart.caption, 600), small, pages_.width() - 60);
  pages_.space(4);
  pages_.need(height + 6 + name.height() + caption.height());
  draw_svg(pages_.cairo(), picture.svg, pages_.left() + (pages_.width() - width) / 2, pages_.y(), width, height);
  pages_.move(height + 6);
  name.draw(pages_.cairo(), pages_.left(), pages_.y());
  pages_.move(name.height() + 1);
  if (!chart.caption.empty()) {
    caption.draw(pages_.cairo(), pages_.left() + 30, pages_.y());
    pages_.move(caption.height());
  }
  pages_.gap(kAround + 2);
}

void PdfBlocks::put(const PageBreak&) {
  if (!pages_.at_top()) pages_.next_page();
}

}  // namespace gongdun::report
