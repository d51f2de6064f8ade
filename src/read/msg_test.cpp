#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/compound_test_kit.h"
#include "read/compound_writer.h"
#include "read/office_test_kit.h"
#include "read/rtf_packed.h"
#include "read/test_support.h"

namespace gongdun::read {
namespace {

using test::num;
using test::wide;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string fixed(unsigned number, unsigned type, std::uint64_t value) {
  return num<2>(type) + num<2>(number) + num<4>(0) + num<8>(value);
}

// A message with a subject; `inside`: as it lies in another one.
void fill(CompoundWriter& writer, std::uint32_t storage, const std::string& subject, bool inside = false) {
  writer.stream(storage, "__properties_version1.0",
                std::string(inside ? 24 : 32, '\0') + fixed(0x39, 0x40, 133'485'408'000'000'000ULL) + fixed(0x3FFD, 3, 936));
  writer.stream(storage, "__substg1.0_0037001F", wide(subject));
}

TEST(Msg_message, fields_body_and_attachments) {
  CompoundWriter writer;
  fill(writer, 0, "八月报价");
  writer.stream(0, "__substg1.0_0C1A001F", wide("李雷"));
  writer.stream(0, "__substg1.0_5D01001F", wide("lilei@example.com"));
  writer.stream(0, "__substg1.0_1000001E", encode_as("请见附件。\r\n单价 12.5", "GB18030"));
  const std::uint32_t recipient = writer.storage(0, "__recip_version1.0_#00000000");
  writer.stream(recipient, "__properties_version1.0", std::string(8, '\0') + fixed(0xC15, 3, 2));
  writer.stream(recipient, "__substg1.0_3001001F", wide("韩梅梅"));
  writer.stream(recipient, "__substg1.0_39FE001F", wide("hmm@example.com"));
  const std::uint32_t file = writer.storage(0, "__attach_version1.0_#00000000");
  writer.stream(file, "__substg1.0_3707001F", wide("报价.csv"));
  writer.stream(file, "__substg1.0_37010102", "a,b\n1,2\n");
  const std::uint32_t inner = writer.storage(0, "__attach_version1.0_#00000001");
  writer.stream(inner, "__substg1.0_3001001F", wide("转发"));
  fill(writer, writer.storage(inner, "__substg1.0_3701000D"), "里面", true);
  const test::ReadResult result = test::read_bytes(writer.finish());
  EXPECT_EQ(result.format, "msg");
  EXPECT_THAT(result.item.unread, IsEmpty());
  EXPECT_EQ(result.part("header"), "subject: 八月报价\nfrom: 李雷 <lilei@example.com>\ndate: 2024-01-01 00:00:00Z\ncc: 韩梅梅 <hmm@example.com>\n");
  EXPECT_EQ(result.part(""), "请见附件。\n单价 12.5\n");
  EXPECT_THAT(result.members, ElementsAre("报价.csv", "转发.msg"));
}

TEST(Msg_headers, those_it_travelled_with_are_decoded) {
  CompoundWriter writer;
  fill(writer, 0, "x");
  writer.stream(0, "__substg1.0_007D001E", "Received: from a\r\n by b\r\nFrom: =?gb2312?B?wO7A1w==?= <lilei@example.com>\r\nSubject: y\r\n\r\n");
  const std::string header = test::read_bytes(writer.finish()).part("header");
  EXPECT_THAT(header, HasSubstr("received: from a by b\n"));
  EXPECT_THAT(header, HasSubstr("from: 李雷 <lilei@example.com>\n"));
  EXPECT_THAT(header, Not(HasSubstr("subject: y")));
}

TEST(Msg_message, attached_to_another_is_read_when_it_stands_alone) {
  CompoundWriter writer;
  fill(writer, 0, "里面", true);
  EXPECT_THAT(test::read_bytes(writer.finish()).part("header"), HasSubstr("date: 2024-01-01"));
}

TEST(Msg_body, html_and_packed_rich_text_are_read_where_there_is_no_plain_text) {
  CompoundWriter html;
  fill(html, 0, "x");
  html.stream(0, "__substg1.0_10130102", "<html><body><p>Tel 010-1234</p></body></html>");
  EXPECT_THAT(test::read_bytes(html.finish()).item.text, HasSubstr("Tel 010-1234"));
  CompoundWriter rich;
  fill(rich, 0, "x");
  const std::string text = "{\\rtf1\\ansi plain words}";
  rich.stream(0, "__substg1.0_10090102", num<4>(text.size() + 12) + num<4>(text.size()) + "MELA" + num<4>(0) + text);
  EXPECT_THAT(test::read_bytes(rich.finish()).item.text, HasSubstr("plain words"));
}

TEST(RtfPacked_references, reach_into_what_every_dictionary_begins_with) {
  // [MS-OXRTFCP] §4.1.2: "hello world" as a small document.
  const std::string packed(
      "\x2d\0\0\0\x2b\0\0\0\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\0\x0a\0\x72\x63\x70\x67\x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\0\x20\x62\x77\x05"
      "\xb0\x6c\x64\x7d\x0a\x80\x0f\xa0",
      49);
  EXPECT_EQ(unpack_rtf(packed, 1 << 20), "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
  for (std::size_t size = 0; size < packed.size(); ++size) (void)unpack_rtf(packed.substr(0, size), 1 << 20);
  EXPECT_THAT(unpack_rtf(std::string(16, '\xFF'), 100), IsEmpty());
}

TEST(Msg_hostile, truncations_and_changed_bytes_end_without_harm) {
  CompoundWriter writer;
  fill(writer, 0, "x");
  writer.stream(0, "__substg1.0_10090102", num<4>(100) + num<4>(1U << 30) + "LZFu" + num<4>(0) + std::string(60, '\xAA'));
  writer.stream(0, "__substg1.0_80ZZ001F", wide("named"));
  writer.stream(writer.storage(0, "__attach_version1.0_#00000000"), "__substg1.0_37010102", "bytes");
  const std::string whole = writer.finish();
  for (std::size_t size = 0; size < whole.size(); size += 97) (void)test::read_bytes(whole.substr(0, size));
  for (std::size_t at = 0; at < whole.size(); at += 11) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x5A);
    (void)test::read_bytes(bytes);
  }
}

}  // namespace
}  // namespace gongdun::read
