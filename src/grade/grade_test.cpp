#include "grade/grade.h"

#include <gtest/gtest.h>

#include "grade/grade_fixture_test.h"
#include "pack/conditions.h"

namespace gongdun::grade {
namespace {

using namespace testing;

TEST(Grade, order_risesFromGeneralToCore_always) {
  EXPECT_LT((Grade{Class::general, 1}), (Grade{Class::general, 4}));
  EXPECT_LT((Grade{Class::general, 4}), (Grade{Class::important, 0}));
  EXPECT_LT((Grade{Class::important, 0}), (Grade{Class::core, 0}));
}

TEST(Grade, code_parsesBack_forAllGrades) {
  for (const char* text : {"core", "important", "general-1", "general-2", "general-3", "general-4"}) {
    const auto grade = parse_grade(text);
    ASSERT_TRUE(grade) << text;
    EXPECT_EQ(grade_code(*grade), text);
  }
  for (const char* text : {"", "general", "general-0", "general-5", "general-12", "Core", "general-x"}) EXPECT_FALSE(parse_grade(text)) << text;
}

TEST(Grade, title_usesOfficialWords_inBothLanguages) {
  EXPECT_EQ(grade_title({Class::core, 0}, base::Lang::zh), "核心数据");
  EXPECT_EQ(grade_title({Class::important, 0}, base::Lang::zh), "重要数据");
  EXPECT_EQ(grade_title({Class::general, 3}, base::Lang::zh), "一般数据 3级");
  EXPECT_EQ(grade_title({Class::general, 3}, base::Lang::en), "General data, level 3");
}

// GB/T 43697-2024 6.5.
TEST(Matrix, shipped_isTheTableOfTheStandard_cellByCell) {
  const auto& cells = shipped_packs()->matrix.cells;
  const char* expected[6][3] = {{"core", "core", "important"},    {"core", "important", "general"},  {"core", "important", "general"},
                                {"core", "important", "general"}, {"general", "general", "general"}, {"general", "general", "general"}};
  for (std::size_t row = 0; row < 6; ++row) {
    for (std::size_t col = 0; col < 3; ++col) {
      EXPECT_EQ(cells.at(std::string(pack::impact_objects()[row])).at(std::string(pack::impact_degrees()[col])), expected[row][col]) << row << "," << col;
    }
  }
}

// A pack with one object per cell: the matrix decides where the candidate is silent.
TEST(Matrix, objectImpact_givesItsCell_asClass) {
  for (const std::string_view object : pack::impact_objects()) {
    for (const std::string_view degree : pack::impact_degrees()) {
      auto packs = std::make_shared<pack::PackSet>();
      packs->matrix = shipped_packs()->matrix;
      pack::DataObject one;
      one.meta.id = "X";
      one.candidate_class = "general";
      one.candidate_level = 1;
      one.terms = {{"富氧率", 3, true}, {"料速", 3, true}};
      one.impact_object = object;
      one.impact_degree = degree;
      packs->general_objects.push_back(one);
      Facts facts = table();
      header(facts, {"富氧率", "料速"});
      const Assessment result = Grader(packs).assess(facts, {}, {});
      EXPECT_STREQ(class_name(result.proposed.data_class), packs->matrix.cells.at(std::string(object)).at(std::string(degree)).c_str())
          << object << " " << degree;
    }
  }
}

}  // namespace
}  // namespace gongdun::grade
