#include "catalog/finding_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gongdun::catalog {
namespace {

detect::Finding example() {
  return {.table = "员工\"表\"\\",
          .column = "身份\n证",
          .column_index = 2,
          .row = 7,
          .offset = 3,
          .detector = "cn.resident_id",
          .confidence = 0.95,
          .sample = "1***\t",
          .validators = {"gb11643"},
          .context = {"header:证件"},
          .masked = true};
}

TEST(FindingText, StoredAndParsed_isTheSame) {
  std::string lines;
  append_finding(lines, "F-000000000001", example());
  append_finding(lines, "F-000000000002", {.row = 1, .detector = "email"});
  std::vector<std::string> ids;
  each_finding_line(lines, [&](std::string_view id, std::string_view rest) {
    ids.emplace_back(id);
    const auto parsed = parse_finding(id, "dir/a\xff.csv", rest);
    EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().message.en);
    if (ids.size() == 1) {
      EXPECT_EQ(parsed->table, example().table);
      EXPECT_EQ(parsed->column, example().column);
      EXPECT_EQ(parsed->column_index, 2);
      EXPECT_EQ(parsed->sample, example().sample);
      EXPECT_TRUE(parsed->masked);
    } else {
      EXPECT_EQ(parsed->column_index, -1);
      EXPECT_TRUE(parsed->table.empty());
    }
    return true;
  });
  EXPECT_EQ(ids, (std::vector<std::string>{"F-000000000001", "F-000000000002"}));
}

TEST(FindingText, DamagedLine_isAnError) {
  EXPECT_FALSE(parse_finding("F-1", "a", ",\"table\":"));
}

TEST(FindingText, InvalidUtf8_staysValidJson) {
  std::string out;
  append_json_string(out, "a\xff\x01b");
  EXPECT_TRUE(nlohmann::json::accept(out));
}

}  // namespace
}  // namespace gongdun::catalog
