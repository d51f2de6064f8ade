#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Ini_sections, become_pairs_with_lines) {
  const std::string text = "; site\n[Server]\nName=Main\nAdmin Password = \"p#1 x\" ; keep\n[数据库]\n口令=abc123\n";
  EXPECT_EQ(identified(text), "ini");
  const auto got = extract_in_memory("ini", text);
  EXPECT_THAT(got.column("Server.Admin Password"), ElementsAre("p#1 x"));
  EXPECT_EQ(got.row_of("p#1 x"), 4U);
  EXPECT_THAT(got.column("数据库.口令"), ElementsAre("abc123"));
  EXPECT_THAT(got.item.text, HasSubstr("; site"));
  EXPECT_THAT(got.item.text, HasSubstr("keep"));
}

TEST(Ini_environment_file, keeps_values_as_written) {
  const std::string text = "# Risk\nAPP_ENV=local\nexport DB_PASSWORD='s3cret=='\nEMPTY=\nURL=http://a/?b=c\n";
  EXPECT_EQ(identified(text), "ini");
  const auto got = extract_in_memory("ini", text);
  EXPECT_EQ(got.row_of("s3cret=="), 3U);
  EXPECT_THAT(got.column("URL"), ElementsAre("http://a/?b=c"));
}

TEST(Ini_continued_values, are_joined) {
  const auto got = extract_in_memory("ini", "[a.b]\nlist = [\n  \"x\",\n  \"y\",\n]\npath=one\\\n  two\nlast=1\n");
  EXPECT_THAT(got.column("a.b.list")[0], HasSubstr("\"y\""));
  EXPECT_THAT(got.column("a.b.path"), ElementsAre("onetwo"));
  EXPECT_EQ(got.row_of("1"), 8U);
}

TEST(Ini_identification, leaves_scripts_code_and_logs_alone) {
  EXPECT_EQ(identified("#!/bin/sh\nA=1\nB=2\n"), "text");
  EXPECT_EQ(identified("int main() {\n  int a = 1;\n  int b = 2;\n  return a;\n}\n"), "text");
  EXPECT_EQ(identified("level=info msg=start\nlevel=info msg=a\nlevel=warn msg=b\nlevel=info msg=c\nlevel=info msg=d\n"), "text");
  EXPECT_EQ(identified("The formula is simple.\nE = mc2 and that is that.\nWe stop here, for now, dear reader.\n"), "text");
}

}  // namespace
}  // namespace gongdun::read
