#include <gtest/gtest.h>

#include "report/outline.h"
#include "report/pdf_layout.h"
#include "report/sample_document.h"
#include "report/test_support.h"

namespace gongdun::report {
namespace {

using test::count;
using test::has;

std::vector<test::Entry> docx(base::Lang lang) {
  const test::Scratch scratch;
  EXPECT_TRUE(write_docx(sample::document(lang), scratch / "r.docx"));
  return test::unzip(scratch / "r.docx");
}

TEST(Docx_writer, parts_are_well_formed_and_all_related) {
  const auto parts = docx(base::Lang::zh);
  ASSERT_FALSE(parts.empty());
  EXPECT_EQ(parts.front().name, "[Content_Types].xml");
  const std::string relations = test::part(parts, "word/_rels/document.xml.rels"), body = test::part(parts, "word/document.xml");
  for (const auto& entry : parts) {
    if (!entry.name.ends_with(".png")) {
      EXPECT_EQ(test::xml_fault(entry.bytes), "") << entry.name;
    }
    if (entry.name.starts_with("word/media/")) {
      EXPECT_TRUE(has(relations, "Target=\"" + entry.name.substr(5) + "\"")) << entry.name;
    }
  }
  for (const char* attribute : {"r:embed=\"", "r:id=\""}) {
    for (std::size_t at = 0; (at = body.find(attribute, at)) != std::string::npos; ++at) {
      const std::size_t begin = at + std::string_view(attribute).size();
      const std::string id = body.substr(begin, body.find('"', begin) - begin);
      EXPECT_TRUE(has(relations, "Id=\"" + id + "\"")) << id;
    }
  }
}

TEST(Docx_writer, every_style_used_is_defined) {
  const auto parts = docx(base::Lang::zh);
  const std::string styles = test::part(parts, "word/styles.xml");
  for (const char* name : {"word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml"}) {
    const std::string body = test::part(parts, name);
    for (std::size_t at = 0; (at = body.find("<w:pStyle w:val=\"", at)) != std::string::npos; ++at) {
      const std::string id = body.substr(at + 17, body.find('"', at + 17) - at - 17);
      EXPECT_TRUE(has(styles, "w:styleId=\"" + id + "\"")) << id;
    }
  }
}

TEST(Docx_writer, times_in_the_zip_are_fixed) {
  const auto parts = docx(base::Lang::zh);
  for (const auto& entry : parts) EXPECT_EQ(entry.stat.mtime, parts.front().stat.mtime) << entry.name;
}

TEST(Docx_writer, headings_use_numbered_styles_for_navigation) {
  const auto parts = docx(base::Lang::zh);
  const std::string body = test::part(parts, "word/document.xml");
  EXPECT_EQ(count(body, "<w:pStyle w:val=\"Heading1\"/>"), 4U);
  EXPECT_EQ(count(body, "<w:pStyle w:val=\"Heading3\"/>"), 1U);
  EXPECT_TRUE(has(test::part(parts, "word/styles.xml"), "<w:outlineLvl w:val=\"0\"/>"));
  EXPECT_TRUE(has(test::part(parts, "word/numbering.xml"), "<w:lvlText w:val=\"%1.%2　\"/>"));
}

TEST(Docx_writer, contents_are_a_filled_field_with_the_measured_pages) {
  const Document document = sample::document(base::Lang::zh);
  const Outline outline = make_outline(document);
  const PageMap map = measure(document, outline);
  const std::string body = test::part(docx(base::Lang::zh), "word/document.xml");
  EXPECT_TRUE(has(body, "TOC \\o &quot;1-3&quot;") || has(body, "TOC \\o \"1-3\""));
  for (std::size_t i = 0; i < outline.entries.size(); ++i) {
    const std::string mark = fmt::format("_Toc{:08}", i + 1);
    EXPECT_EQ(count(body, "<w:bookmarkStart w:id=\"" + std::to_string(i + 1) + "\" w:name=\"" + mark + "\"/>"), 1U);
    const std::size_t at = body.find("PAGEREF " + mark);
    ASSERT_NE(at, std::string::npos);
    const std::size_t shown = body.find("<w:t>", at) + 5;
    EXPECT_EQ(std::stoi(body.substr(shown, 4)), map.headings[i]);
  }
}

TEST(Docx_writer, table_heads_repeat_and_pages_are_numbered_after_the_cover) {
  const auto parts = docx(base::Lang::zh);
  const std::string body = test::part(parts, "word/document.xml"), footer = test::part(parts, "word/footer1.xml");
  EXPECT_EQ(count(body, "<w:tblHeader/>"), 2U);
  EXPECT_TRUE(has(body, "<w:titlePg/>"));
  EXPECT_TRUE(has(footer, "> PAGE <"));
  EXPECT_TRUE(has(footer, "> NUMPAGES <"));
  EXPECT_TRUE(has(footer, "第 "));
  EXPECT_TRUE(has(test::part(docx(base::Lang::en), "word/footer1.xml"), "Page "));
}

TEST(Docx_writer, charts_have_alternative_text_and_a_png_beside_the_svg) {
  const auto parts = docx(base::Lang::zh);
  const std::string body = test::part(parts, "word/document.xml");
  EXPECT_TRUE(has(body, "descr=\"数据资源按建议级别分布（项）：核心数据 2 项"));
  EXPECT_EQ(count(body, "asvg:svgBlip "), 4U);
  int png = 0, svg = 0;
  for (const auto& entry : parts) {
    if (entry.name.ends_with(".svg")) ++svg;
    if (!entry.name.ends_with(".png") || entry.bytes.size() < 1000) continue;
    ++png;
    ASSERT_GT(entry.bytes.size(), 24U);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(entry.bytes[i])); };
    EXPECT_EQ(byte(18) * 256 + byte(19), 1360U) << "twice the size of the picture";
  }
  EXPECT_EQ(png, 4);
  EXPECT_EQ(svg, 4);
}

TEST(Docx_writer, numbered_lists_start_again_at_one) {
  const test::Scratch scratch;
  Document document;
  document.blocks = {Bullets{{"甲", "乙"}, true}, Bullets{{"丙"}, true}};
  ASSERT_TRUE(write_docx(document, scratch / "r.docx"));
  const auto parts = test::unzip(scratch / "r.docx");
  EXPECT_EQ(count(test::part(parts, "word/numbering.xml"), "<w:startOverride w:val=\"1\"/>"), 2U);
  EXPECT_TRUE(has(test::part(parts, "word/document.xml"), "<w:numId w:val=\"4\"/>"));
}

}  // namespace
}  // namespace gongdun::report
