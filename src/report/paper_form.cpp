#include "report/paper_form.h"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>

#include "report/pdf_file.h"
#include "report/pdf_text.h"
#include "report/qr_code.h"
#include "report/text.h"
#include "report/words.h"

namespace gongdun::report {

namespace {

constexpr double kLeft = 45, kRight = theme::kPageWidth - 45, kWidth = kRight - kLeft;
constexpr double kCode = 88;  // 31 mm: modules of half a millimetre and more
constexpr double kTop = 40, kRows = kTop + kCode + 10, kFoot = theme::kPageHeight - 62;
constexpr double kRow = (kFoot - kRows) / static_cast<double>(kPaperRows);
constexpr double kBoxes = 186;  // width of the column to tick in
constexpr double kQuiet = 4;    // modules of white around a code

class Sheet {
 public:
  Sheet(const PaperForm& form, const Typesetter& type, cairo_t* cairo) : form_(form), type_(type), cairo_(cairo) {}

  void draw(const PaperPage& page, std::size_t number, const QrCode& code) {
    head();
    draw_code(code, kRight - kCode, kTop - 6);
    std::string domain;
    for (std::size_t i = 0; i < page.rows.size() && i < kPaperRows; ++i) {
      draw_row(page.rows[i], kRows + kRow * static_cast<double>(i), page.rows[i].domain != domain);
      domain = page.rows[i].domain;
    }
    rule(kLeft, kRight, kRows + kRow * static_cast<double>(std::min(page.rows.size(), kPaperRows)));
    const TextStyle small{.size = 9, .line = 13, .color = theme::kInk3, .single_line = true};
    TextStyle right = small;
    right.align = Align::right;
    put(form_.signature, small, kLeft, kFoot + 18, kWidth * 0.8);
    put(words::page_of(form_.lang, static_cast<int>(number), static_cast<int>(form_.pages.size())), right, kLeft + kWidth * 0.6, kFoot + 18, kWidth * 0.4);
    cairo_show_page(cairo_);
  }

 private:
  double put(const std::string& text, const TextStyle& style, double x, double y, double width) {
    const TextBlock block = type_.set(clean(text), style, width);
    block.draw(cairo_, x, y);
    return block.height();
  }
  void rule(double x1, double x2, double y, double thickness = 0.5) {
    set_color(cairo_, theme::kLine);
    cairo_set_line_width(cairo_, thickness);
    cairo_move_to(cairo_, x1, y);
    cairo_line_to(cairo_, x2, y);
    cairo_stroke(cairo_);
  }
  void head() {
    const double width = kWidth - kCode - 16;
    put(form_.title, {.size = 15, .line = 22, .color = theme::kNavy, .bold = true, .single_line = true}, kLeft, kTop, width);
    put(form_.enterprise, {.size = 11, .line = 17, .single_line = true}, kLeft, kTop + 26, width);
    put(form_.about, {.size = 8.5, .line = 12.5, .color = theme::kInk3}, kLeft, kTop + 46, width);
  }
  // Without antialiasing between modules: one shape, filled once.
  void draw_code(const QrCode& code, double x, double y) {
    const double module = kCode / (code.width + 2 * kQuiet);
    set_color(cairo_, "000000");
    for (int row = 0; row < code.width; ++row)
      for (int column = 0; column < code.width; ++column)
        if (code.dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(code.width) + static_cast<std::size_t>(column)])
          cairo_rectangle(cairo_, x + (column + kQuiet) * module, y + (row + kQuiet) * module, module, module);
    cairo_fill(cairo_);
  }
  void tick(const std::string& text, double x, double y, double width) {
    set_color(cairo_, theme::kInk);
    cairo_set_line_width(cairo_, 0.8);
    cairo_rectangle(cairo_, x, y + 2.5, 9, 9);
    cairo_stroke(cairo_);
    put(text, {.size = 8.5, .line = 13, .single_line = true}, x + 12.5, y + 0.5, width - 13);
  }
  void draw_row(const PaperRow& row, double y, bool new_domain) {
    rule(kLeft, kRight, y, new_domain ? 1.2 : 0.5);
    put(row.mark, {.size = 15, .line = 20, .color = theme::kPrimary, .bold = true, .single_line = true}, kLeft, y + 5, 22);
    const double x = kLeft + 24, width = kWidth - 24 - kBoxes - 10;
    const std::string label = new_domain ? row.domain + "　" + row.label : row.label;
    const double label_height = put(label, {.size = 8, .line = 12, .color = theme::kInk3, .single_line = true}, x, y + 5, width);
    // A question is never cut: where it does not fit it is set smaller.
    const double room = kRow - 10 - label_height - (row.hint.empty() ? 0 : 11);
    double size = 9.5;
    while (size > 5 && type_.set(clean(row.text), {.size = size, .line = size * 1.42}, width).height() > room) size -= 0.5;
    put(row.text, {.size = size, .line = size * 1.42}, x, y + 6 + label_height, width);
    if (!row.hint.empty()) put(row.hint, {.size = 7.5, .line = 11, .color = theme::kInk3, .single_line = true}, x, y + kRow - 13, width);
    draw_boxes(y, row.ticks);
  }
  void draw_boxes(double y, bool ticks) {
    const double x = kRight - kBoxes;
    if (!ticks) rule(x, kRight, y + 26);
    for (std::size_t i = 0; ticks && i < form_.boxes.size(); ++i)
      tick(form_.boxes[i], x + static_cast<double>(i % 2) * kBoxes / 2, y + 5 + static_cast<double>(i / 2) * 16, kBoxes / 2);
    const double below = y + 5 + static_cast<double>((form_.boxes.size() + 1) / 2) * 16;
    const double each = kBoxes / static_cast<double>(std::max<std::size_t>(form_.sources.size(), 1));
    for (std::size_t i = 0; i < form_.sources.size(); ++i) tick(form_.sources[i], x + static_cast<double>(i) * each, below, each);
    put(form_.note, {.size = 8, .line = 12, .color = theme::kInk3, .single_line = true}, x, y + kRow - 16, 40);
    rule(x + 26, kRight, y + kRow - 5);
  }

  const PaperForm& form_;
  const Typesetter& type_;
  cairo_t* cairo_;
};

}  // namespace

base::Status write_paper_form(const PaperForm& form, const std::string& path) {
  std::vector<QrCode> codes;
  for (const PaperPage& page : form.pages) {
    auto code = qr_code(page.code);
    if (!code) return std::unexpected(std::move(code).error());
    codes.push_back(std::move(*code));
  }
  const Typesetter type(form.lang);
  return make_pdf(path, {clean(form.title), clean(form.enterprise), {}, form.date}, [&](cairo_surface_t*, cairo_t* cairo) {
    Sheet sheet(form, type, cairo);
    for (std::size_t i = 0; i < form.pages.size(); ++i) sheet.draw(form.pages[i], i + 1, codes[i]);
  });
}

}  // namespace gongdun::report
