#include "read/xml_scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace gongdun::read {
namespace {

// "<a" start, ">a" end, "'text" text; pieces of text are joined. Ends with "." finished or "!" failed.
std::string trace(std::string_view xml, const XmlLimits& limits = {}, std::size_t step = 1 << 20, base::Error* error = nullptr) {
  XmlInput whole = xml_memory_input(xml);
  XmlScan scan([&whole, step](std::span<std::byte> into) { return whole(into.first(std::min(step, into.size()))); }, limits);
  std::string out;
  bool in_text = false;
  for (;;) {
    const XmlEvent event = scan.next();
    if (event != XmlEvent::text) in_text = false;
    switch (event) {
      case XmlEvent::start: out += "<" + std::string(scan.name()); break;
      case XmlEvent::end: out += ">" + std::string(scan.name()); break;
      case XmlEvent::text:
        out += (in_text ? "" : "'") + std::string(scan.text());
        in_text = true;
        break;
      case XmlEvent::finished: return out + ".";
      case XmlEvent::failed:
        if (error != nullptr) *error = scan.error();
        return out + "!";
    }
  }
}

TEST(XmlScan_events, elements_text_and_empty_elements) {
  EXPECT_EQ(trace("<?xml version='1.0'?><!-- c --><a><b x='1'/>你好<c>&lt;1&amp;2&gt;</c></a>\n"), "<a<b>b'你好<c'<1&2>>c>a.");
}

TEST(XmlScan_events, same_in_tiny_pieces) {
  const std::string xml = "<a k=\"v&quot;w\">&#20320;&#x597D;<![CDATA[<raw> & ]] ]]>尾<b/></a>";
  for (const std::size_t step : {1U, 2U, 3U, 7U, 100U}) EXPECT_EQ(trace(xml, {}, step), "<a'你好<raw> & ]] 尾<b>b>a.") << step;
}

TEST(XmlScan_text, longer_than_the_window_comes_whole) {
  std::string body;
  for (int i = 0; i < 20'000; ++i) body += "汉&amp;";
  std::string expected;
  for (int i = 0; i < 20'000; ++i) expected += "汉&";
  EXPECT_EQ(trace("<a>" + body + "</a>", {.tag_bytes = 4096}, 777), "<a'" + expected + ">a.");
  EXPECT_EQ(trace("<a><![CDATA[" + expected + "]]></a>", {.tag_bytes = 4096}, 777), "<a'" + expected + ">a.");
}

TEST(XmlScan_attributes, prefix_and_entities) {
  XmlScan scan(xml_memory_input("<s id='1' r:id=\"r&amp;2\" name = '表 &#49;'/>"));
  ASSERT_EQ(scan.next(), XmlEvent::start);
  EXPECT_EQ(scan.attribute("id"), "1");
  EXPECT_EQ(scan.prefixed_attribute("id"), "r&2");
  EXPECT_EQ(scan.attribute("name"), "表 1");
  EXPECT_EQ(scan.attribute("none"), std::nullopt);
  EXPECT_EQ(scan.attribute_count(), 3U);
}

TEST(XmlScan_entities, of_a_dtd_never_expand) {
  std::string xml = "<!DOCTYPE l [<!ENTITY a \"1234567890\">";
  for (char c = 'b'; c <= 'j'; ++c) xml += std::string("<!ENTITY ") + c + " \"&" + char(c - 1) + ";&" + char(c - 1) + ";\">";
  xml += "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><l>&j;&x;</l>";
  EXPECT_EQ(trace(xml), "<l'&j;&x;>l.");
}

TEST(XmlScan_limits, depth_is_bounded) {
  std::string xml;
  for (int i = 0; i < 300; ++i) xml += "<a>";
  base::Error error;
  trace(xml, {}, 1 << 20, &error);
  EXPECT_EQ(error.code, base::Code::limit);
}

TEST(XmlScan_limits, endless_tag_and_comment_are_bounded) {
  base::Error error;
  trace("<a k='" + std::string(1 << 20, 'x'), {.tag_bytes = 8192}, 1 << 20, &error);
  EXPECT_EQ(error.code, base::Code::limit);
  trace("<!--" + std::string(1 << 20, 'x'), {.tag_bytes = 8192, .skipped_bytes = 100'000}, 1 << 20, &error);
  EXPECT_EQ(error.code, base::Code::limit);
}

TEST(XmlScan_failure, truncation_keeps_what_came_before) {
  base::Error error;
  EXPECT_EQ(trace("<a><b>text</b><c>mo", {}, 1 << 20, &error), "<a<b'text>b<c'mo!");
  EXPECT_EQ(error.code, base::Code::truncated);
  EXPECT_EQ(trace("<a><b>text</b><c att", {}, 1 << 20, &error), "<a<b'text>b!");
  EXPECT_EQ(error.code, base::Code::truncated);
}

TEST(XmlScan_failure, crossed_tags_are_malformed) {
  base::Error error;
  EXPECT_EQ(trace("<a><b></a></b>", {}, 1 << 20, &error), "<a<b!");
  EXPECT_EQ(error.code, base::Code::invalid_input);
}

TEST(XmlScan_failure, of_the_input_is_handed_on) {
  XmlScan scan([](std::span<std::byte>) -> base::Result<std::size_t> { return base::fail(base::Code::io, "坏", "bad"); });
  EXPECT_EQ(scan.next(), XmlEvent::failed);
  EXPECT_EQ(scan.error().code, base::Code::io);
}

TEST(XmlScan_encoding, gbk_by_declaration_and_utf16_by_mark) {
  EXPECT_EQ(trace("<?xml version=\"1.0\" encoding=\"GB2312\"?><a>\xC4\xE3\xBA\xC3</a>"), "<a'你好>a.");
  const std::string utf16("\xFF\xFE<\0a\0>\0\x60\x4F\x7D\x59<\0/\0a\0>\0", 20);
  EXPECT_EQ(trace(utf16, {}, 3), "<a'你好>a.");
}

TEST(XmlScan_position, lines_count_from_one) {
  XmlScan scan(xml_memory_input("<a>\n<b>\n\n<c/></b></a>"), {.tag_bytes = 4096});
  scan.next();
  EXPECT_EQ(scan.line(), 1U);
  scan.next();
  scan.next();
  EXPECT_EQ(scan.line(), 2U);
  scan.next();
  scan.next();
  EXPECT_EQ(scan.name(), "c");
  EXPECT_EQ(scan.line(), 4U);
}

TEST(XmlScan_skip, passes_over_a_subtree) {
  XmlScan scan(xml_memory_input("<a><b><b/>x</b><c/></a>"));
  scan.next();
  scan.next();
  EXPECT_EQ(scan.skip(), XmlEvent::end);
  EXPECT_EQ(scan.name(), "b");
  EXPECT_EQ(scan.next(), XmlEvent::start);
  EXPECT_EQ(scan.name(), "c");
}

TEST(XmlScan, Leaf_takesPlainElementsAndLeavesOthersAlone) {
  const std::string text = "<r><v>12</v><v/><v>a&amp;b</v><v>x<i/></v><v></v><v>last</v></r>";
  XmlScan xml(xml_memory_input(text));
  std::string seen;
  for (XmlEvent event = xml.next(); event != XmlEvent::finished; event = xml.next()) {
    ASSERT_NE(event, XmlEvent::failed);
    if (event == XmlEvent::text) seen += "[" + std::string(xml.text()) + "]";
    if (event != XmlEvent::start || xml.name() != "v") continue;
    const auto leaf = xml.leaf();
    seen += leaf ? "(" + std::string(*leaf) + ")" : "-";
  }
  EXPECT_EQ(seen, "(12)--[a&b]-[x]()(last)");
}

}  // namespace
}  // namespace gongdun::read
