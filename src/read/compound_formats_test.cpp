#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/compound_test_kit.h"
#include "read/compound_writer.h"
#include "read/extract_in_memory.h"
#include "read/office_test_kit.h"
#include "read/vba_project.h"

namespace gongdun::read {
namespace {

using test::num;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string with_stream(const std::string& name, std::size_t before = 0) {
  CompoundWriter writer;
  if (before > 0) writer.stream(0, "filler", std::string(before, 'x'));
  writer.stream(0, name, "bytes");
  return writer.finish();
}

TEST(CompoundFormats_directory, tells_the_document_even_behind_the_head) {
  EXPECT_EQ(identified(with_stream("WordDocument")), "doc");
  EXPECT_EQ(identified(with_stream("WordDocument", 300'000)), "doc");
  EXPECT_EQ(identified(with_stream("Book")), "xls");
  EXPECT_EQ(identified(with_stream("PowerPoint Document")), "ppt");
  EXPECT_EQ(identified(with_stream("__properties_version1.0")), "msg");
  EXPECT_EQ(identified(with_stream("VisioDocument")), "vsd");
  EXPECT_EQ(identified(with_stream("EncryptedPackage", 70'000)), "office-encrypted");
  EXPECT_EQ(identified(with_stream("Something")), "ole");
  EXPECT_EQ(identified(std::string(kCompoundMagic) + std::string(600, '\0')), "ole");
}

TEST(CompoundFormats_text, that_names_a_stream_does_not_make_the_document) {
  CompoundWriter writer;
  writer.stream(0, "Book", test::wide("EncryptedPackage WordDocument"));
  EXPECT_EQ(identified(writer.finish()), "xls");
}

TEST(CompoundFormats_body, that_is_not_opened_is_said) {
  EXPECT_TRUE(test::read_bytes(with_stream("VisioDocument")).lost(base::Code::unsupported));
  EXPECT_TRUE(test::read_bytes(std::string(kCompoundMagic) + std::string(600, '\0')).lost(base::Code::invalid_input));
}

TEST(CompoundFormats_package, hands_on_the_project_of_its_macros) {
  const std::string types = R"(<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>)";
  const auto zip = test::make_zip({{"[Content_Types].xml", types}, {"word/document.xml", "<w:document/>"}, {"word/vbaProject.bin", "x"}});
  EXPECT_THAT(test::read_bytes(zip).members, ElementsAre("word/vbaProject.bin"));
}

// A container of chunks that are stored as they are.
std::string stored(const std::string& text) {
  std::string padded = text;
  padded.resize(4096, ' ');
  return "\1" + num<2>(0x3FFF) + padded;
}

std::string dir_record(unsigned id, const std::string& value) {
  return num<2>(id) + num<4>(value.size()) + value;
}

TEST(CompoundFormats_macros, sources_of_modules_are_text) {
  CompoundWriter writer;
  const std::uint32_t vba = writer.storage(writer.storage(0, "_VBA_PROJECT_CUR"), "VBA");
  const std::string dir = dir_record(3, num<2>(936)) + num<2>(9) + num<4>(4) + num<4>(1) + num<2>(2) + dir_record(0x19, "Main") + dir_record(0x1A, "Main") +
                          dir_record(0x32, test::wide("Main")) + dir_record(0x31, num<4>(3));
  writer.stream(vba, "dir", stored(dir));
  writer.stream(vba, "Main", "abc" + stored("Sub Main()\r\n  pwd = \"topsecret\"\r\nEnd Sub\r\n"));
  const test::ReadResult result = test::read_bytes(writer.finish());
  EXPECT_EQ(result.format, "ole");
  EXPECT_THAT(result.part("macro"), HasSubstr("Sub Main()\n  pwd = \"topsecret\"\nEnd Sub\n"));
  EXPECT_THAT(result.item.unread, IsEmpty());
}

TEST(VbaExpand_container, copies_reach_back_in_the_chunk) {
  // [MS-OVBA] §3.2.3: the text of the "maximum compression" example.
  EXPECT_EQ(vba_expand(std::string("\x01\x03\xB0\x02\x61\x45\x00", 7), 1 << 20), std::string(73, 'a'));
  // §3.2.2: "normal compression".
  const std::string normal(
      "\x01\x2F\xB0\x00\x23\x61\x61\x61\x62\x63\x64\x65\x82\x66\x00\x70\x61\x67\x68\x69\x6A\x01\x38\x08\x61\x6B\x6C\x00\x30\x6D\x6E\x6F\x70\x06\x71\x02\x70"
      "\x04\x10\x72\x73\x74\x75\x76\x10\x77\x78\x79\x7A\x00\x3C",
      51);
  EXPECT_EQ(vba_expand(normal, 1 << 20), "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa");
  for (std::size_t size = 0; size < normal.size(); ++size) (void)vba_expand(normal.substr(0, size), 1 << 20);
  EXPECT_EQ(vba_expand(normal, 5).size(), 5U);
  EXPECT_THAT(vba_expand("\x01\xFF\xBF\xFF\xFF\xFF\xFF", 1 << 20), IsEmpty());
}

TEST(CompoundFormats_embedded, packaged_files_and_documents_become_items) {
  CompoundWriter writer;
  writer.stream(0, "WordDocument", "");
  const std::uint32_t pool = writer.storage(0, "ObjectPool");
  const std::string file = "a,b\n1,2\n";
  const std::string native =
      num<2>(2) + std::string("label.csv\0C:\\label.csv\0", 23) + num<4>(0x30000) + num<4>(4) + std::string("C:\\\0", 4) + num<4>(file.size()) + file;
  writer.stream(writer.storage(pool, "_1"), "\1Ole10Native", num<4>(native.size()) + native);
  writer.stream(writer.storage(pool, "_2"), "Workbook", "x");
  const test::ReadResult result = test::read_bytes(writer.finish());
  EXPECT_THAT(result.members, testing::UnorderedElementsAre("ObjectPool/_1/label.csv", "ObjectPool/_2"));
}

}  // namespace
}  // namespace gongdun::read
