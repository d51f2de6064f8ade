#include "report/pdf_file.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <optional>

#include "base/clock.h"
#include "report/atomic_file.h"
#include "report/theme.h"

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

void set_metadata(cairo_surface_t* surface, const PdfAbout& about) {
  const std::string date = base::iso8601(about.date);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, about.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, about.author.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, about.subject.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Gongdun");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
}

}  // namespace

base::Status make_pdf(const std::string& path, const PdfAbout& about, const std::function<void(cairo_surface_t*, cairo_t*)>& draw) {
  auto file = AtomicFile::create(path);
  if (!file) return std::unexpected(std::move(file).error());
  Output out{*file, std::nullopt};
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(write_out, &out, theme::kPageWidth, theme::kPageHeight);
  cairo_t* cairo = cairo_create(surface);
  set_metadata(surface, about);
  draw(surface, cairo);
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
