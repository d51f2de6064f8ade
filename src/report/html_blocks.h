#pragma once
#include <cstddef>
#include <string>

#include "report/document.h"
#include "report/outline.h"

namespace gongdun::report {

// Turns the blocks of a document into HTML, one after the other.
class HtmlBlocks {
 public:
  HtmlBlocks(base::Lang lang, const Outline& outline) : lang_(lang), outline_(outline) {}
  void add(const Block& block);
  const std::string& html() const { return html_; }

 private:
  void put(const Heading& heading);
  void put(const Paragraph& paragraph);
  void put(const Bullets& bullets);
  void put(const KeyValues& pairs);
  void put(const Callout& callout);
  void put(const Figures& figures);
  void put(const TableBlock& block);
  void put(const Chart& chart);
  void put(const PageBreak&);

  base::Lang lang_;
  const Outline& outline_;
  std::string html_;
  std::size_t headings_ = 0;
  int tables_ = 0, charts_ = 0;
};

}  // namespace gongdun::report
