#include "catalog/grouping.h"

#include <gtest/gtest.h>

namespace gongdun::catalog {
namespace {

Part table_part(const std::string& name, const std::string& header_key, const std::string& format = "csv") {
  Part part;
  part.name = name;
  part.kind = part.facts.kind = "table";
  part.header_key = header_key;
  part.facts.formats = {format};
  return part;
}

Part whole(const std::string& kind, const std::string& format) {
  Part part;
  part.kind = part.facts.kind = kind;
  part.facts.formats = {format};
  return part;
}

TEST(SeriesName, Dates_areFolded) {
  EXPECT_EQ(series_name("炼钢记录_2024-03.csv"), "炼钢记录_#-#");
  EXPECT_EQ(series_name("x.csv.gz"), "x");
  EXPECT_EQ(series_name("report_v1.2"), "report_v#.#");
  EXPECT_EQ(series_name(".bashrc"), ".bashrc");
}

TEST(AssetKey, MonthlyFilesWithSameColumns_areOne) {
  const Part part = table_part("", "时间|风温|风量|");
  EXPECT_EQ(asset_key("/d/2024-01.csv", part, {}).key, asset_key("/d/2024-02.csv", part, {}).key);
  EXPECT_EQ(asset_key("/d/2023/a.csv", part, {}).key, asset_key("/d/2024/b.csv", part, {}).key);
  EXPECT_NE(asset_key("/d/1号炉/a.csv", part, {}).key, asset_key("/d/2号炉/a.csv", part, {}).key);
}

TEST(AssetKey, DifferentColumns_areTwo) {
  EXPECT_NE(asset_key("/d/a.xlsx", table_part("一月", "a|b|c|"), {}).key, asset_key("/d/a.xlsx", table_part("说明", "d|e|f|"), {}).key);
}

TEST(AssetKey, DocumentsOfOneKindInOneFolder_areOne) {
  const Part part = whole("document", "docx");
  const AssetKey one = asset_key("/d/甲.docx", part, {"doc.contract", "合同", ""});
  EXPECT_EQ(one.key, asset_key("/d/乙.docx", part, {"doc.contract", "合同", ""}).key);
  EXPECT_EQ(one.name, "合同");
  EXPECT_NE(asset_key("/d/甲.docx", part, {}).key, asset_key("/d/乙.docx", part, {}).key);
}

TEST(AssetKey, DocumentsOfOneKindButOtherSectors_areTwo) {
  const Part part = whole("document", "eml");
  EXPECT_NE(asset_key("/d/a.eml", part, {"doc.mail", "邮件", "S-01"}).key, asset_key("/d/b.eml", part, {"doc.mail", "邮件", ""}).key);
}

TEST(AssetKey, SpecialFormatsOfOneFolder_areOne) {
  EXPECT_EQ(asset_key("/d/a.dbc", whole("document", "dbc"), {}).key, asset_key("/d/b.dbc", whole("document", "dbc"), {}).key);
}

TEST(AssetKey, Moved_keepsEverythingButTheFolder) {
  const Part part = table_part("", "a|b|c|");
  EXPECT_EQ(moved_asset_key(asset_key("/old/a.csv", part, {}).key, "/new"), asset_key("/new/a.csv", part, {}).key);
}

TEST(AssetKey, ControlCharactersInNames_areNotShown) {
  const AssetKey key = asset_key("/d/evil\x1b[31m.csv", table_part("", ""), {});
  EXPECT_EQ(key.name.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace gongdun::catalog
