#include "report/pdf_text.h"

#include <pango/pangocairo.h>
#include <cmath>

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "report/text.h"

namespace gongdun::report {
namespace {

constexpr double kScale = PANGO_SCALE;
constexpr std::size_t kFaces = 6;  // three faces, regular and bold

int units(double points) {
  return static_cast<int>(std::lround(points * kScale));
}

std::string families(Face face) {
  std::string sans = std::string(theme::kSans) + ",WenQuanYi Micro Hei,Sans";
  if (face == Face::serif) return std::string(theme::kSerif) + "," + sans;
  if (face == Face::mono) return std::string(theme::kMono) + ",WenQuanYi Micro Hei Mono,Monospace";
  return sans;
}

guint16 channel(double value) {
  return static_cast<guint16>(std::lround(value * 65535));
}

void add(PangoAttrList* list, PangoAttribute* attribute, const TextRun& run) {
  attribute->start_index = static_cast<guint>(run.begin);
  attribute->end_index = static_cast<guint>(run.end);
  pango_attr_list_insert(list, attribute);
}

void add_run(PangoAttrList* list, const TextRun& run) {
  const Rgb color = rgb(run.color);
  add(list, pango_attr_foreground_new(channel(color.r), channel(color.g), channel(color.b)), run);
  if (run.bold) add(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), run);
  if (!run.code) return;
  const Rgb back = rgb(theme::kHead);
  add(list, pango_attr_family_new(families(Face::mono).c_str()), run);
  add(list, pango_attr_scale_new(0.92), run);
  add(list, pango_attr_background_new(channel(back.r), channel(back.g), channel(back.b)), run);
}

PangoAlignment alignment(Align align) {
  if (align == Align::right) return PANGO_ALIGN_RIGHT;
  return align == Align::center ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT;
}

struct Prepared {
  std::string text;
  std::vector<TextRun> runs;
  double longest_token = 0;  // em
};

bool breaks_line(char32_t c) {
  return c == ' ' || c == '\n' || c == '-' || c == '/' || c >= 0x2E80;
}

void insert_break(Prepared& out, std::size_t at) {
  constexpr std::string_view kZeroWidthSpace = "\u200b";
  for (TextRun& run : out.runs) {
    if (run.begin >= at) run.begin += kZeroWidthSpace.size();
    if (run.end > at) run.end += kZeroWidthSpace.size();
  }
  out.text.insert(at, kZeroWidthSpace);
}

// A token without break opportunities costs Pango time that grows with the square of its length. One longer than its line, which has to be broken
// anyway, gets a zero-width space every quarter of a line.
Prepared break_long_tokens(std::string_view text, std::span<const TextRun> runs, double line_em) {
  Prepared out{std::string(text), {runs.begin(), runs.end()}, 0};
  std::vector<std::size_t> cuts, token_cuts;
  double width = 0, piece = 0;
  const auto end_token = [&] {
    if (width > line_em * 0.94) cuts.insert(cuts.end(), token_cuts.begin(), token_cuts.end());
    out.longest_token = std::max(out.longest_token, width);
    token_cuts.clear();
    width = piece = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (breaks_line(base::next_code_point(text, at))) {
      end_token();
      continue;
    }
    const double em = em_width(text.substr(begin, at - begin));
    if (piece > 0 && piece + em > std::max(line_em / 4, 2.0)) {
      token_cuts.push_back(begin);
      piece = 0;
    }
    piece += em;
    width += em;
  }
  end_token();
  for (std::size_t i = cuts.size(); i-- > 0;) insert_break(out, cuts[i]);
  return out;
}

}  // namespace

Rgb rgb(theme::Hex color) {
  const unsigned value = static_cast<unsigned>(std::stoul(std::string(color), nullptr, 16));
  return {(value >> 16 & 255) / 255.0, (value >> 8 & 255) / 255.0, (value & 255) / 255.0};
}

void set_color(cairo_t* cairo, theme::Hex color) {
  const Rgb c = rgb(color);
  cairo_set_source_rgb(cairo, c.r, c.g, c.b);
}

void TextBlock::Free::operator()(PangoLayout* layout) const {
  g_object_unref(layout);
}

TextBlock::TextBlock(PangoLayout* layout) : layout_(layout) {
  PangoLayoutIter* at = pango_layout_get_iter(layout);
  do {
    PangoRectangle logical;
    int top = 0, bottom = 0;
    pango_layout_iter_get_line_extents(at, nullptr, &logical);
    pango_layout_iter_get_line_yrange(at, &top, &bottom);
    lines_.push_back({top / kScale, bottom / kScale, pango_layout_iter_get_baseline(at) / kScale, logical.x / kScale});
  } while (pango_layout_iter_next_line(at));
  pango_layout_iter_free(at);
}

double TextBlock::width() const {
  PangoRectangle logical;
  pango_layout_get_extents(layout_.get(), nullptr, &logical);
  return logical.width / kScale;
}

void TextBlock::draw_lines(cairo_t* cairo, double x, double y, std::size_t from, std::size_t to) const {
  if (!cairo) return;
  gongdun::report::set_color(cairo, color_);
  for (std::size_t i = from; i < to && i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    cairo_move_to(cairo, x + line.x, y + line.baseline - lines_[from].top);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout_.get(), static_cast<int>(i)));
  }
}

struct Typesetter::Impl {
  PangoFontMap* fonts = nullptr;
  PangoContext* context = nullptr;
  std::array<PangoFontDescription*, kFaces> faces{};
};

Typesetter::Typesetter(base::Lang lang) : impl_(std::make_unique<Impl>()) {
  impl_->fonts = pango_cairo_font_map_new();  // our own: nothing another thread does can change it
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(impl_->fonts), 72);
  impl_->context = pango_font_map_create_context(impl_->fonts);
  pango_cairo_context_set_resolution(impl_->context, 72);
  pango_context_set_language(impl_->context, pango_language_from_string(lang == base::Lang::zh ? "zh-cn" : "en"));
  pango_context_set_base_dir(impl_->context, PANGO_DIRECTION_LTR);
  cairo_font_options_t* options = cairo_font_options_create();  // lay out on the printed page's terms, not on a screen's pixel grid
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(impl_->context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(impl_->context, FALSE);
  for (std::size_t i = 0; i < kFaces; ++i) {
    PangoFontDescription* face = pango_font_description_new();
    pango_font_description_set_family(face, families(static_cast<Face>(i / 2)).c_str());
    pango_font_description_set_weight(face, i % 2 ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    impl_->faces[i] = face;
  }
}

Typesetter::~Typesetter() {
  for (auto* face : impl_->faces) pango_font_description_free(face);
  g_object_unref(impl_->context);
  g_object_unref(impl_->fonts);
}

TextBlock Typesetter::set(std::string_view text, const TextStyle& style, double width, std::span<const TextRun> runs) const {
  PangoLayout* layout = pango_layout_new(impl_->context);
  PangoFontDescription* face = impl_->faces[static_cast<std::size_t>(style.face) * 2 + (style.bold ? 1 : 0)];
  pango_font_description_set_absolute_size(face, style.size * kScale);
  pango_layout_set_font_description(layout, face);
  pango_layout_set_auto_dir(layout, FALSE);  // a right-to-left name stays in its place in a left-to-right table
  pango_layout_set_width(layout, width > 0 ? units(width) : -1);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout, alignment(style.align));
  pango_layout_set_indent(layout, units(style.indent));
  if (style.single_line) {
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_height(layout, -1);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  }
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(units(style.line)));
  const bool wraps = width > 0 && !style.single_line;
  const Prepared prepared = wraps ? break_long_tokens(text, runs, width / style.size) : Prepared{std::string(text), {runs.begin(), runs.end()}, 0};
  constexpr double kLongToken = 14;  // em: moved to the next line, it would leave a gap that justification tears through the whole line
  pango_layout_set_justify(layout, style.justify && prepared.longest_token < kLongToken);
  for (const TextRun& run : prepared.runs) add_run(attributes, run);
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_text(layout, prepared.text.data(), static_cast<int>(prepared.text.size()));
  TextBlock block(layout);
  block.set_color(style.color);
  return block;
}

}  // namespace gongdun::report
