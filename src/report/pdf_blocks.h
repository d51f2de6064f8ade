#pragma once
#include <string>
#include <vector>

#include "report/document.h"
#include "report/outline.h"
#include "report/pdf_pages.h"

namespace gongdun::report {

// Draws the blocks of a document one below the other, and notes on which page each heading fell.
class PdfBlocks {
 public:
  PdfBlocks(Pages& pages, base::Lang lang, const Outline& outline) : pages_(pages), lang_(lang), outline_(outline) {}
  void add(const Block& block);
  // What must fit below a heading: the headings that follow it at once and the beginning of what comes after them.
  void set_following(double height) { following_ = height; }
  double least_height(const Block& block) const;
  const std::vector<int>& heading_pages() const { return heading_pages_; }

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
  double pairs_height(const KeyValues& pairs, double value_width) const;
  void put_card(const Figures::One& one, double x, double width, double size);

  Pages& pages_;
  base::Lang lang_;
  const Outline& outline_;
  std::vector<int> heading_pages_;
  double following_ = 0;
  int tables_ = 0, charts_ = 0;
};

}  // namespace gongdun::report
