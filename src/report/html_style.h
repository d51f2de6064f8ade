#pragma once
#include <string>

#include "report/document.h"

namespace gongdun::report {

// The style sheet of the HTML report, colours from theme.h, with the running header and page numbers of its printed form.
std::string html_style(const Document& document);

}  // namespace gongdun::report
