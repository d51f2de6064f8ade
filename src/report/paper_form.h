// A form for pen and paper: pages of questions with boxes to tick, each page with a QR code that says what it is.
#pragma once
#include <string>
#include <vector>

#include "report/document.h"

namespace gongdun::report {

struct PaperRow {
  std::string mark;         // what is keyed in to find it: its number on the page
  std::string label, text;  // id and short title; the question
  std::string hint;         // small, below: last year's answer, "does not apply"
  std::string domain;       // printed where it changes
  bool ticks = true;        // false: answered by writing
};

struct PaperPage {
  std::string code;  // of the QR code
  std::vector<PaperRow> rows;
};

struct PaperForm {
  base::Lang lang = base::Lang::zh;
  std::string title, enterprise, about;     // about: number, version
  std::vector<std::string> boxes, sources;  // to tick: answers, in the order of their keys; how it is known
  std::string note, signature;              // words before the lines to write on
  std::int64_t date = 0;
  std::vector<PaperPage> pages;
};

inline constexpr std::size_t kPaperRows = 8;  // of a page, at most

base::Status write_paper_form(const PaperForm& form, const std::string& path);

}  // namespace gongdun::report
