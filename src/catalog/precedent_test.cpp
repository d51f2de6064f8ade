#include "catalog/precedent.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gongdun::catalog {
namespace {

using grade::Class;
using grade::Grade;

constexpr Grade kSecond{Class::general, 2}, kThird{Class::general, 3}, kImportant{Class::important, 0};

AssetTraits table(std::vector<std::string> headers) {
  return traits_of({.kind = "table", .name = "记录.csv", .formats = {"csv"}, .headers = std::move(headers)}, {.category = "生产数据", .by_rules = kSecond});
}

Precedent of(std::string asset, AssetTraits traits, Grade grade, base::TimeUs at = 1) {
  return {std::move(asset), "记录.csv", std::move(traits), {grade, "含工艺参数", "张工", at}};
}

TEST(Likeness, ofTables_isTheShareOfColumnNames) {
  EXPECT_DOUBLE_EQ(likeness(table({"炉号", "温度", "碳"}), table({"温度", "炉号", "碳"})), 1);
  EXPECT_DOUBLE_EQ(likeness(table({"炉号", "温度", "碳"}), table({"炉号", "温度", "硅"})), 0.5);
  EXPECT_DOUBLE_EQ(likeness(table({"Heat No", "ＴＥＭＰ"}), table({"heat no", " temp "})), 1) << "width, case and blanks do not matter";
  EXPECT_DOUBLE_EQ(likeness(table({"炉号", "温度"}), table({})), 0);
}

TEST(Likeness, ofDocuments_isTheirKindOrNameAndFormat) {
  const auto document = [](std::string name, std::string kind, std::string format) {
    return traits_of({.kind = "document", .name = std::move(name), .formats = {std::move(format)}}, {.document_kind = std::move(kind)});
  };
  EXPECT_GE(likeness(document("甲.docx", "contract", "docx"), document("乙.pdf", "contract", "pdf")), kAlike);
  EXPECT_LT(likeness(document("甲.docx", "contract", "docx"), document("甲.docx", "certificate", "docx")), kAlike);
  EXPECT_GE(likeness(document("日报_2024-01.docx", "", "docx"), document("日报_2025-12.docx", "", "docx")), kAlike);
  EXPECT_LT(likeness(document("日报_2024-01.docx", "", "docx"), document("周报_2024-01.docx", "", "docx")), kAlike);
  EXPECT_EQ(likeness(document("甲.docx", "contract", "docx"), table({"甲", "乙"})), 0);
}

TEST(Precedents, theMostAlikeBears_thenTheLatest) {
  Precedents all;
  all.add(of("A-1", table({"炉号", "温度", "碳", "硅"}), kThird));
  all.add(of("A-2", table({"炉号", "温度", "碳"}), kImportant, 5));
  all.add(of("A-3", table({"炉号", "温度", "碳"}), kThird, 9));
  EXPECT_EQ(all.bearing_on("A-9", table({"炉号", "温度", "碳"}))->asset, "A-3");
  EXPECT_EQ(all.bearing_on("A-9", table({"炉号", "温度", "碳", "硅"}))->asset, "A-1");
  EXPECT_EQ(all.bearing_on("A-3", table({"炉号", "温度", "碳"}))->asset, "A-2") << "not on the asset itself";
  EXPECT_EQ(all.bearing_on("A-9", table({"产量", "班组", "日期"})), nullptr);
}

TEST(Precedents, bearOnlyWhereRulesSayTheSame) {
  Precedents all;
  all.add(of("A-1", table({"炉号", "温度"}), kImportant));
  AssetTraits other = table({"炉号", "温度"});
  other.by_rules = kThird;
  EXPECT_EQ(all.bearing_on("A-9", other), nullptr);
  other = table({"炉号", "温度"});
  other.category = "管理数据";
  EXPECT_EQ(all.bearing_on("A-9", other), nullptr);
}

TEST(Precedents, thatLower_holdOnlyWhereNothingMoreWasFound) {
  Precedents all;
  all.add(of("A-1", table({"炉号", "温度"}), {Class::general, 1}));
  AssetTraits other = table({"炉号", "温度"});
  EXPECT_NE(all.bearing_on("A-9", other), nullptr);
  other.found = {"cn.resident_id"};
  EXPECT_EQ(all.bearing_on("A-9", other), nullptr);
}

TEST(Precedent_followed, keepsTheReasonsOfTheRules) {
  grade::Assessment assessment{.proposed = kSecond, .by_rules = kSecond, .reasons = {{.rule = "r"}}};
  follow(of("A-1", table({"炉号", "温度"}), kImportant), assessment);
  EXPECT_EQ(assessment.proposed, kImportant);
  EXPECT_EQ(assessment.by_rules, kSecond);
  EXPECT_EQ(assessment.precedent, "A-1");
  ASSERT_EQ(assessment.reasons.size(), 2U);
  EXPECT_NE(assessment.reasons[0].text.zh.find("张工"), std::string::npos);
  EXPECT_EQ(assessment.reasons[1].rule, "r");
}

TEST(Traits_found, tellObjectsAndWhatIsInTheClear) {
  const auto found = [](bool masked, std::vector<std::string> objects) {
    return traits_of({.kind = "table", .detectors = {{.detector = "cn.mobile", .found = 1, .masked_only = masked}}}, {.objects = std::move(objects)}).found;
  };
  EXPECT_TRUE(std::ranges::includes(found(false, {"recipe"}), found(true, {})));
  EXPECT_FALSE(std::ranges::includes(found(true, {}), found(false, {})));
  EXPECT_FALSE(std::ranges::includes(found(false, {}), found(false, {"recipe"})));
}

TEST(ClaimPrecedent_silences, theSameColumnOfAlikeTables) {
  const std::vector<ClaimPrecedent> all{{{"A-1", "table", folded_names({"姓名", "分机号", "部门"})}, "cn.mobile", "分机号", "内部号", "赵工"}};
  const auto table_of = [](const char* asset, const char* kind, std::vector<std::string> headers) { return ClaimTable{asset, kind, folded_names(headers)}; };
  const ClaimTable alike = table_of("A-9", "table", {"部门", "姓名", "分机号"}), other = table_of("A-9", "table", {"客户", "分机号", "地址", "金额"});
  EXPECT_NE(silencing(all, alike, "cn.mobile", "分机号"), nullptr);
  EXPECT_EQ(silencing(all, alike, "cn.phone", "分机号"), nullptr);
  EXPECT_EQ(silencing(all, alike, "cn.mobile", "姓名"), nullptr);
  EXPECT_EQ(silencing(all, other, "cn.mobile", "分机号"), nullptr);
  EXPECT_EQ(silencing(all, table_of("A-9", "document", {"部门", "姓名", "分机号"}), "cn.mobile", "分机号"), nullptr);
  EXPECT_NE(silencing(all, table_of("A-1", "table", {"分机号"}), "cn.mobile", "分机号"), nullptr) << "another file of the same asset";
  EXPECT_EQ(silencing(all, alike, "cn.mobile", ""), nullptr);
}

}  // namespace
}  // namespace gongdun::catalog
