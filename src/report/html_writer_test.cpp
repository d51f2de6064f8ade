#include <gtest/gtest.h>

#include "report/sample_document.h"
#include "report/test_support.h"

namespace gongdun::report {
namespace {

using test::count;
using test::has;

std::string html(base::Lang lang) {
  const test::Scratch scratch;
  EXPECT_TRUE(write_html(sample::document(lang), scratch / "r.html"));
  return test::slurp(scratch / "r.html");
}

TEST(Html_writer, page_needs_nothing_from_outside) {
  const std::string page = html(base::Lang::zh);
  for (const char* forbidden : {"<script", "<link", "@import", "url(", "src=", "javascript:", "onclick"}) EXPECT_FALSE(has(page, forbidden)) << forbidden;
  EXPECT_EQ(count(page, "http"), count(page, "http-equiv") + count(page, "http://www.w3.org/2000/svg"));
  EXPECT_TRUE(has(page, "default-src 'none'"));
}

TEST(Html_writer, contents_link_to_headings) {
  const std::string page = html(base::Lang::zh);
  EXPECT_TRUE(has(page, "<li class=\"l1\"><a href=\"#catalog\"><span class=\"no\">2</span>数据资源目录</a></li>"));
  EXPECT_TRUE(has(page, "<h2 id=\"catalog\"><span class=\"no\">2</span>数据资源目录</h2>"));
  for (std::size_t at = 0; (at = page.find("href=\"#", at)) != std::string::npos; ++at) {
    const std::string anchor = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    EXPECT_EQ(count(page, "id=\"" + anchor + "\""), 1U) << anchor;
  }
}

TEST(Html_writer, is_accessible) {
  const std::string page = html(base::Lang::en);
  EXPECT_TRUE(has(page, "<html lang=\"en\">"));
  EXPECT_TRUE(has(html(base::Lang::zh), "<html lang=\"zh-CN\">"));
  EXPECT_EQ(count(page, "<svg"), count(page, "role=\"img\""));
  EXPECT_EQ(count(page, "<th "), count(page, "scope=\""));
  EXPECT_TRUE(has(page, "<caption>Table 1　List of data items</caption>"));
  EXPECT_EQ(count(page, "<h1"), 1U);
}

TEST(Html_writer, prints_on_a4_with_repeated_heads_and_page_numbers) {
  const std::string page = html(base::Lang::zh);
  EXPECT_TRUE(has(page, "@page{size:A4"));
  EXPECT_TRUE(has(page, "display:table-header-group"));
  EXPECT_TRUE(has(page, "counter(pages)"));
  EXPECT_TRUE(has(page, "class=\"page-break\""));
}

TEST(Html_writer, grade_is_word_and_mark_not_colour_alone) {
  EXPECT_TRUE(has(html(base::Lang::zh), "<span class=\"badge core\"><i aria-hidden=\"true\">◆</i>核心数据</span>"));
}

TEST(Html_writer, english_page_has_no_chinese) {
  const std::string page = html(base::Lang::en);
  const std::string body = page.substr(page.find("<body>"));
  for (const char* word : {"第", "页", "表", "图", "目", "数据"}) EXPECT_FALSE(has(body, word)) << word;
}

TEST(Html_writer, headings_with_own_numbers_are_not_numbered_again) {
  const test::Scratch scratch;
  Document document;
  document.blocks = {Heading{1, "一、总体结论", ""}, Heading{2, "（一）分布", ""}};
  ASSERT_TRUE(write_html(document, scratch / "r.html"));
  EXPECT_FALSE(has(test::slurp(scratch / "r.html"), "class=\"no\""));
}

}  // namespace
}  // namespace gongdun::report
