#pragma once
#include <string>
#include <vector>

#include "report/document.h"
#include "report/docx_parts.h"
#include "report/outline.h"
#include "report/pdf_layout.h"

namespace gongdun::report::docx {

// Turns cover, table of contents and blocks into the body of word/document.xml, collecting pictures on the way.
class Body {
 public:
  Body(const Document& document, const Outline& outline, const PageMap& pages) : document_(document), outline_(outline), pages_(pages) {}
  base::Status build();
  const std::string& xml_text() const { return xml_; }
  const std::vector<Media>& media() const { return media_; }
  int numbered_lists() const { return numbered_lists_; }

 private:
  void put_cover();
  void put_contents();
  void put(const Heading& heading);
  void put(const Paragraph& paragraph);
  void put(const Bullets& bullets);
  void put(const KeyValues& pairs);
  void put(const Callout& callout);
  void put(const Figures& figures);
  void put(const TableBlock& block);
  void put(const Chart& chart);
  void put(const PageBreak&);
  std::size_t add_media(std::string extension, std::string bytes);  // 1-based number of its relationship

  const Document& document_;
  const Outline& outline_;
  const PageMap& pages_;
  std::string xml_;
  std::vector<Media> media_;
  base::Status status_;
  std::size_t headings_ = 0;
  int tables_ = 0, charts_ = 0, numbered_lists_ = 0, drawings_ = 0;
  bool break_before_ = false;  // the next paragraph starts a page
};

// Shared with the table file.
int twips(double points);
std::string paragraph(const std::string& style, const std::string& runs, const std::string& more = {});
std::string text_run(const std::string& cleaned, const std::string& properties = {});
struct TableFrame {
  std::vector<int> widths;
  std::string borders, description;
};
std::string table_open(const TableFrame& frame);
std::string table_xml(const TableBlock& block, base::Lang lang, int* number);
inline constexpr int kFirstNumberedList = 3;

}  // namespace gongdun::report::docx
