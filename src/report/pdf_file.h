// A PDF of A4 pages as a file that is there whole or not at all.
#pragma once
#include <functional>
#include <string>

#include "base/error.h"

typedef struct _cairo cairo_t;                  // NOLINT: cairo's own names
typedef struct _cairo_surface cairo_surface_t;  // NOLINT

namespace gongdun::report {

struct PdfAbout {
  std::string title, author, subject;
  std::int64_t date = 0;  // TimeUs
};

base::Status make_pdf(const std::string& path, const PdfAbout& about, const std::function<void(cairo_surface_t*, cairo_t*)>& draw);

}  // namespace gongdun::report
