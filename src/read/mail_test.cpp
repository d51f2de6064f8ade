#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"
#include "read/mime.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kMail =
    "From: =?gb2312?B?1cXI/Q==?= <zs@example.com>\r\nTo: li@example.com\r\nSubject: =?utf-8?Q?=E6=8A=A5=E4=BB=B7?=\r\n =?utf-8?Q?=E5=8D=95?=\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary=\"b1\"\r\n\r\npreamble\r\n--b1\r\n"
    "Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "yta7+rrFwusxMzgwMDEzODAwMA==\r\n--b1\r\n"
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>mail =\r\nbody<b>bold</b></p><p>next</p>\r\n--b1\r\n"
    "Content-Type: application/octet-stream; name=\"x\"\r\nContent-Disposition: attachment; filename*=utf-8''%E8%A1%A8.csv\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nYSxiCjEsMgo=\r\n--b1--\r\nepilogue\r\n";

TEST(Eml_parts, are_decoded_and_attachments_become_members) {
  EXPECT_EQ(identified(kMail), "eml");
  const auto got = extract_in_memory("eml", kMail);
  ASSERT_TRUE(got.status);
  EXPECT_THAT(got.item.text, HasSubstr("张三 <zs@example.com>"));
  EXPECT_THAT(got.item.text, HasSubstr("报价单"));
  EXPECT_THAT(got.item.text, HasSubstr("手机号码13800138000"));
  EXPECT_THAT(got.item.text, HasSubstr("mail bodybold\nnext"));
  EXPECT_THAT(got.members.names, ElementsAre("表.csv"));
  EXPECT_THAT(got.members.contents, ElementsAre("a,b\n1,2\n"));
}

TEST(Eml_plain_body, keeps_its_lines) {
  const auto got = extract_in_memory("eml", "From: a@b.cn\nTo: c@d.cn\nSubject: s\n\nline five\nline six\n");
  EXPECT_EQ(got.item.blocks.back().first_line, 5U);
}

TEST(Mbox_messages, are_all_read) {
  const std::string text =
      "From a@b Mon Jan 1 00:00:00 2024\nFrom: a@b\nTo: c@d\nSubject: one\n\nfirst\n\nFrom a@b Mon Jan 1 00:00:01 2024\nFrom: a@b\nTo: c@d\nSubject: "
      "two\n\nsecond\n";
  EXPECT_EQ(identified(text), "mbox");
  const auto got = extract_in_memory("mbox", text);
  EXPECT_THAT(got.item.text, HasSubstr("first"));
  EXPECT_THAT(got.item.text, HasSubstr("subject: two"));
  EXPECT_THAT(got.item.text, HasSubstr("second"));
}

TEST(Eml_hostile_nesting, is_bounded) {
  std::string text = "From: a@b\nTo: c@d\nDate: x\n";
  for (int i = 0; i < 200; ++i) {
    const std::string b = "b" + std::to_string(i);
    text += "Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\n";
  }
  EXPECT_TRUE(extract_in_memory("eml", text).status);
}

TEST(Mime_parameters, join_continued_pieces) {
  EXPECT_EQ(mime_parameter("attachment; filename*0*=gb18030''%D5%C5; filename*1*=%C8%FD; filename*2=.txt", "filename"), "张三.txt");
}

TEST(Rtf_text, is_decoded_by_code_page_and_unicode) {
  const std::string text =
      "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}{\\info{\\author nobody}}\\f0 \\'d5\\'c5\\'c8\\'fd\\par \\u25163?\\u26426?\\tab "
      "1\\{2\\}}";
  EXPECT_EQ(identified(text), "rtf");
  EXPECT_EQ(extract_in_memory("rtf", text).item.text, "张三\n手机\t1{2}");
}

}  // namespace
}  // namespace gongdun::read
