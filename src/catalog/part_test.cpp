#include "catalog/part.h"

#include <gtest/gtest.h>

namespace gongdun::catalog {
namespace {

const std::vector<std::string> kVocabulary = {"铁水", "配方", "波形"};

detect::TableScan table(const std::string& name, std::vector<std::string> columns, std::uint64_t rows) {
  detect::TableScan out;
  out.name = name;
  out.has_header = true;
  out.rows = rows;
  for (std::string& column : columns) out.columns.push_back({.name = std::move(column), .index = static_cast<std::uint32_t>(out.columns.size())});
  return out;
}

TEST(SplitIntoParts, DumpWithTwoTables_givesTwoPartsWithTheirOwnClaims) {
  detect::ScannedItem scanned;
  scanned.info.format = "sql-dump";
  scanned.item.bytes = 400;
  scanned.scan.tables = {table("emp", {"xm", "zjh", "dh"}, 30), table("heat", {"炉号", "温度", "碳"}, 10)};
  scanned.scan.claims = {{.table = "emp", .name = "zjh", .index = 1, .detector = "cn.resident_id", .share = 1, .matches = 30}};
  const auto parts = split_into_parts(scanned, kVocabulary);
  ASSERT_EQ(parts.size(), 2U);
  const Part& emp = parts[0].name == "emp" ? parts[0] : parts[1];
  const Part& heat = parts[0].name == "emp" ? parts[1] : parts[0];
  EXPECT_EQ(emp.claims.size(), 1U);
  EXPECT_TRUE(heat.claims.empty());
  EXPECT_EQ(emp.facts.bytes, 300U);
  EXPECT_EQ(heat.facts.rows, 10U);
}

TEST(SplitIntoParts, SheetsWithSameColumns_areOnePart) {
  detect::ScannedItem scanned;
  scanned.info.format = "xlsx";
  scanned.scan.tables = {table("一月", {"日期", "产量", "电耗"}, 30), table("二月", {"日期", "产量", "电耗"}, 28)};
  const auto parts = split_into_parts(scanned, kVocabulary);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].facts.rows, 58U);
}

TEST(SplitIntoParts, Document_staysWhole) {
  detect::ScannedItem scanned;
  scanned.info.format = "docx";
  scanned.scan.tables = {table("", {"甲", "乙", "丙"}, 3)};
  scanned.scan.terms = {{.term = 1, .body = 2, .header = 1}};
  const auto parts = split_into_parts(scanned, kVocabulary);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].kind, "document");
  ASSERT_EQ(parts[0].facts.terms.size(), 1U);
  EXPECT_EQ(parts[0].facts.terms[0].term, "配方");
}

TEST(SplitIntoParts, RecognisedOnly_isMediaNotUnread) {
  detect::ScannedItem scanned;
  scanned.info = {.format = "dwg", .recognised_only = true};
  const auto parts = split_into_parts(scanned, kVocabulary);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].kind, "media");
}

TEST(MergeFacts, TwoParts_addUp) {
  grade::Facts sum{.kind = "table",
                   .terms = {{"铁水", 1, 0, 1}},
                   .detectors = {{.detector = "cn.mobile", .found = 3, .column_share = 0.5, .masked_only = true}},
                   .rows = 5,
                   .bytes = 10};
  const grade::Facts more{.kind = "table",
                          .terms = {{"铁水", 2, 1, 1}, {"配方", 1, 0, 1}},
                          .detectors = {{.detector = "cn.mobile", .found = 4, .column_share = 0.9, .in_column = true}},
                          .rows = 7,
                          .bytes = 20};
  merge_facts(sum, more);
  EXPECT_EQ(sum.rows, 12U);
  EXPECT_EQ(sum.items, 2U);
  ASSERT_EQ(sum.terms.size(), 2U);
  ASSERT_EQ(sum.detectors.size(), 1U);
  EXPECT_EQ(sum.detectors[0].found, 7U);
  EXPECT_DOUBLE_EQ(sum.detectors[0].column_share, 0.9);
  EXPECT_FALSE(sum.detectors[0].masked_only);
}

}  // namespace
}  // namespace gongdun::catalog
