// PDF in two passes over the same layout code: the first finds pages, the second draws.
#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/clock.h"
#include "report/atomic_file.h"
#include "report/document.h"
#include "report/outline.h"
#include "report/pdf_front.h"
#include "report/pdf_layout.h"
#include "report/pdf_text.h"
#include "report/text.h"

namespace gongdun::report {
namespace {

struct Output {
  AtomicFile& file;
  std::optional<base::Error> error;
};

cairo_status_t write_out(void* closure, const unsigned char* bytes, unsigned length) {
  auto& out = *static_cast<Output*>(closure);
  if (auto written = out.file.write({reinterpret_cast<const char*>(bytes), length}); !written) {
    out.error = std::move(written).error();
    return CAIRO_STATUS_WRITE_ERROR;
  }
  return CAIRO_STATUS_SUCCESS;
}

void set_metadata(cairo_surface_t* surface, const Document& document) {
  const std::string date = base::iso8601(document.date);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, clean(document.cover.title).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, clean(document.cover.organization).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, clean(document.cover.subtitle).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Gongdun");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
}

void add_bookmarks(cairo_surface_t* surface, const Outline& outline) {
  int parents[5] = {CAIRO_PDF_OUTLINE_ROOT, 0, 0, 0, 0};
  int depth = 0;  // deepest level that has an open bookmark
  for (std::size_t i = 0; i < outline.entries.size(); ++i) {
    const OutlineEntry& entry = outline.entries[i];
    const int level = std::min(entry.level, depth + 1);  // a level that was skipped
    const auto flags = level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : static_cast<cairo_pdf_outline_flags_t>(0);
    parents[level] = cairo_pdf_surface_add_outline(surface, parents[level - 1], entry.label().c_str(), fmt::format("dest='{}'", destination(i)).c_str(), flags);
    depth = level;
  }
}

}  // namespace

base::Status write_pdf(const Document& document, const std::string& path) {
  auto file = AtomicFile::create(path);
  if (!file) return std::unexpected(std::move(file).error());
  const Outline outline = make_outline(document);
  const Typesetter type(document.lang);
  const PageMap known = lay_out(document, outline, type, nullptr, {});
  Output out{*file, std::nullopt};
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(write_out, &out, theme::kPageWidth, theme::kPageHeight);
  cairo_t* cairo = cairo_create(surface);
  set_metadata(surface, document);
  lay_out(document, outline, type, cairo, known);
  add_bookmarks(surface, outline);
  const cairo_status_t drawn = cairo_status(cairo);
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  const cairo_status_t written = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (out.error) return std::unexpected(std::move(*out.error));
  if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS) {
    const char* why = cairo_status_to_string(drawn != CAIRO_STATUS_SUCCESS ? drawn : written);
    return base::fail(base::Code::internal, fmt::format("PDF 生成失败（{}），请改用 HTML 或 DOCX 报告，并反馈本提示", why),
                      fmt::format("the PDF could not be made ({}): use the HTML or DOCX report and report this message", why), path);
  }
  return file->commit();
}

}  // namespace gongdun::report
