#include <gtest/gtest.h>

#include <string>

#include "read/compound_writer.h"
#include "read/office_test_kit.h"

namespace gongdun::read {
namespace {

using test::make_zip;
using test::Parts;
using test::read_bytes;
using test::ReadResult;

std::string rel(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type + "\" Target=\"" + target +
         "\"/>";
}

Parts document(const std::string& body, const std::string& relationships = {}, Parts more = {}) {
  Parts parts{
      {"[Content_Types].xml",
       R"(<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)"},
      {"_rels/.rels", "<Relationships>" + rel("r1", "officeDocument", "word/document.xml") + "</Relationships>"},
      {"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"},
      {"word/_rels/document.xml.rels", "<Relationships>" + relationships + "</Relationships>"}};
  for (auto& part : more) parts.push_back(std::move(part));
  return parts;
}

std::string p(const std::string& text) {
  return "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}
std::string cell(const std::string& text, const std::string& properties = {}) {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + p(text) + "</w:tc>";
}

TEST(Docx_body, paragraphs_runs_and_tabs) {
  const ReadResult result = read_bytes(
      make_zip(document(p("第一段") + "<w:p><w:r><w:t>身份证</w:t></w:r><w:r><w:tab/><w:t>110101</w:t></w:r><w:r><w:br/><w:t>次行</w:t></w:r></w:p>")));
  EXPECT_EQ(result.format, "docx");
  EXPECT_EQ(result.item.text, "第一段\n身份证\t110101\n次行\n");
  EXPECT_TRUE(result.item.unread.empty());
}

TEST(Docx_table, has_header_rows_and_no_copy_in_the_text) {
  std::string rows = "<w:tr>" + cell("姓名") + cell("手机号码") + "</w:tr>";
  for (const char* name : {"张三", "李四", "王五"}) rows += "<w:tr>" + cell(name) + cell("13800138000") + "</w:tr>";
  const ReadResult result = read_bytes(make_zip(document(p("前") + "<w:tbl><w:tblGrid/>" + rows + "</w:tbl>" + p("后"))));
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.item.text, "前\n后\n");
  EXPECT_EQ(result.table().table.columns.at(1).name, "手机号码");
  ASSERT_EQ(result.table().rows.size(), 3U);
  EXPECT_EQ(result.table().rows.at(2).at(0), "王五");
}

TEST(Docx_table, spanned_and_nested_cells_keep_their_columns) {
  const std::string nested = "<w:tc><w:tbl><w:tr>" + cell("内一") + cell("内二") + "</w:tr></w:tbl>" + p("") + "</w:tc>";
  std::string rows = "<w:tr>" + cell("编号") + cell("名称") + cell("数量") + "</w:tr>";
  rows += "<w:tr>" + cell("合并", "<w:gridSpan w:val=\"2\"/>") + cell("7") + "</w:tr>";
  rows += "<w:tr>" + cell("1") + nested + cell("9") + "</w:tr>";
  const ReadResult result = read_bytes(make_zip(document("<w:tbl>" + rows + "</w:tbl>")));
  ASSERT_EQ(result.item.tables.size(), 1U);
  const auto& last = result.table().rows.back();
  EXPECT_EQ(last.at(1), "内一\n内二");
  EXPECT_EQ(last.at(2), "9");
  EXPECT_EQ(result.table().rows.at(result.table().rows.size() - 2).at(2), "7");
}

TEST(Docx_table, a_form_is_pairs) {
  const auto row = [](std::initializer_list<const char*> cells) {
    std::string out = "<w:tr>";
    for (const char* text : cells) out += cell(text);
    return out + "</w:tr>";
  };
  const std::string rows = row({"姓名", "张三", "性别", "男"}) + row({"出生日期", "1990-03-07", "民族", "汉"}) +
                           row({"身份证号", "110101199003072316", "联系电话", "13800138000"}) + row({"工作单位", "某某钢铁", "职务", "轧钢工"});
  const ReadResult result = read_bytes(make_zip(document("<w:tbl>" + rows + "</w:tbl>")));
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.kind, TableKind::pairs);
  EXPECT_EQ(result.table().table.columns.at(4).name, "身份证号");
  EXPECT_EQ(result.table().rows.at(0).at(4), "110101199003072316");
}

TEST(Docx_table, records_are_no_form) {
  std::string rows = "<w:tr>" + cell("姓名") + cell("性别") + cell("部门") + cell("电话") + "</w:tr>";
  for (const char* name : {"张三", "李四", "王五", "赵六", "钱七"}) rows += "<w:tr>" + cell(name) + cell("男") + cell("炼铁") + cell("13800138000") + "</w:tr>";
  const ReadResult result = read_bytes(make_zip(document("<w:tbl>" + rows + "</w:tbl>")));
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.kind, TableKind::records);
  EXPECT_EQ(result.table().rows.size(), 5U);
}

TEST(Docx_stories, headers_notes_and_comments_have_their_part) {
  const ReadResult result =
      read_bytes(make_zip(document(p("正文"), rel("a", "header", "header1.xml") + rel("b", "footnotes", "footnotes.xml") + rel("c", "comments", "comments.xml"),
                                   {{"word/header1.xml", "<w:hdr>" + p("内部资料") + "</w:hdr>"},
                                    {"word/footnotes.xml", "<w:footnotes><w:footnote>" + p("脚注") + "</w:footnote></w:footnotes>"},
                                    {"word/comments.xml", "<w:comments><w:comment w:author=\"孙工\">" + p("请核对") + "</w:comment></w:comments>"}})));
  EXPECT_EQ(result.part(""), "正文\n");
  EXPECT_EQ(result.part("header"), "内部资料\n");
  EXPECT_EQ(result.part("note"), "脚注\n");
  EXPECT_EQ(result.part("comment"), "孙工\n请核对\n");
}

TEST(Docx_textBox, is_read_once) {
  const std::string box = "<w:txbxContent>" + p("框内") + "</w:txbxContent>";
  const ReadResult result = read_bytes(make_zip(
      document("<w:p><w:r><mc:AlternateContent><mc:Choice>" + box + "</mc:Choice><mc:Fallback>" + box + "</mc:Fallback></mc:AlternateContent></w:r></w:p>")));
  EXPECT_EQ(result.item.text, "框内\n");
}

TEST(Docx_trackedChanges, deleted_text_is_still_found) {
  const ReadResult result =
      read_bytes(make_zip(document("<w:p><w:ins><w:r><w:t>新号码</w:t></w:r></w:ins><w:del><w:r><w:delText>13800138000</w:delText></w:r></w:del></w:p>")));
  EXPECT_EQ(result.part(""), "新号码\n");
  EXPECT_EQ(result.part("deleted"), "13800138000\n");
}

TEST(Docx_embedded, files_become_items) {
  const ReadResult result = read_bytes(make_zip(document(p("x"), {}, {{"word/embeddings/book1.xlsx", "PK"}, {"word/media/image1.png", "x"}})));
  ASSERT_EQ(result.members.size(), 1U);
  EXPECT_EQ(result.members[0], "word/embeddings/book1.xlsx");
}

TEST(Docx_hostile, deep_nesting_is_bounded_and_reported) {
  std::string body = p("前");
  for (int i = 0; i < 1000; ++i) body += "<w:tbl><w:tr><w:tc>";
  const ReadResult result = read_bytes(make_zip(document(body)));
  EXPECT_TRUE(result.lost(base::Code::limit));
  EXPECT_NE(result.item.text.find("前"), std::string::npos);
}

TEST(Docx_hostile, main_part_missing_is_reported) {
  Parts parts = document(p("x"));
  parts[2].first = "word/other.xml";
  EXPECT_FALSE(read_bytes(make_zip(parts)).item.unread.empty());
}

TEST(Docx_encrypted, ole_wrapped_package_is_named_as_such) {
  CompoundWriter writer;
  writer.stream(0, "EncryptedPackage", "x");
  writer.stream(0, "EncryptionInfo", "x");
  const ReadResult result = read_bytes(writer.finish());
  EXPECT_EQ(result.format, "office-encrypted");
  EXPECT_TRUE(result.lost(base::Code::encrypted));
}

TEST(Pptx_slides, pages_tables_notes_and_comments) {
  const std::string slide =
      "<p:sld><a:p><a:r><a:t>标题</a:t></a:r></a:p><a:tbl><a:tr><a:tc><a:p><a:r><a:t>姓名</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>电话</a:t></a:r></a:p></"
      "a:tc></a:tr>"
      "<a:tr><a:tc><a:p><a:r><a:t>张三</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>13800138000</a:t></a:r></a:p></a:tc></a:tr>"
      "<a:tr><a:tc><a:p><a:r><a:t>李四</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>13900139000</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:sld>";
  const ReadResult result = read_bytes(make_zip(
      {{"[Content_Types].xml",
        R"(<Types><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>)"},
       {"_rels/.rels", "<Relationships>" + rel("r1", "officeDocument", "ppt/presentation.xml") + "</Relationships>"},
       {"ppt/presentation.xml", R"(<p:presentation><p:sldIdLst><p:sldId id="256" r:id="b"/><p:sldId id="257" r:id="a"/></p:sldIdLst></p:presentation>)"},
       {"ppt/_rels/presentation.xml.rels",
        "<Relationships>" + rel("a", "slide", "slides/slide1.xml") + rel("b", "slide", "slides/slide2.xml") + "</Relationships>"},
       {"ppt/slides/slide1.xml", slide},
       {"ppt/slides/slide2.xml", "<p:sld><a:p><a:r><a:t>首页</a:t></a:r></a:p></p:sld>"},
       {"ppt/slides/_rels/slide1.xml.rels",
        "<Relationships>" + rel("n", "notesSlide", "../notesSlides/n1.xml") + rel("l", "slideLayout", "slide1.xml") + "</Relationships>"},
       {"ppt/notesSlides/n1.xml", "<p:notes><a:p><a:r><a:t>讲稿</a:t></a:r></a:p></p:notes>"}}));
  EXPECT_EQ(result.format, "pptx");
  ASSERT_EQ(result.item.blocks.size(), 3U);
  EXPECT_EQ(result.item.block_texts[0], "首页\n");
  EXPECT_EQ(result.item.blocks[0].page, 1U);
  EXPECT_EQ(result.item.block_texts[1], "标题\n");
  EXPECT_EQ(result.item.blocks[1].page, 2U);
  EXPECT_EQ(result.part("notes"), "讲稿\n");
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.page, 2U);
  EXPECT_EQ(result.table().rows.at(0).at(1), "13800138000");
}

}  // namespace
}  // namespace gongdun::read
