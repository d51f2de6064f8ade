// What must and must not change a grade.
#include <gtest/gtest.h>

#include "grade/grade_fixture_test.h"

namespace gongdun::grade {
namespace {

using namespace testing;

Facts public_readme() {
  Facts facts = document(8000);
  return body(facts, {"readme", "pip install", "git clone", "permission is hereby granted", "pull request"}, 2);
}

// Every word of every sector, one at a time: none may lift a public file.
TEST(Keyword, anySingleOne_doesNotRaise_aPublicFile) {
  const Facts plain = public_readme();
  const Grade before = assess(plain).proposed;
  EXPECT_EQ(grade_code(before), "general-1");
  for (const pack::Sector& sector : shipped_packs()->sectors) {
    std::vector<pack::Term> terms = sector.terms;
    for (const pack::DataObject& object : sector.objects) terms.insert(terms.end(), object.terms.begin(), object.terms.end());
    for (const pack::Term& term : terms) {
      Facts facts = plain;
      body(facts, {term.word}, 5);
      const Assessment after = assess(facts);
      ASSERT_EQ(after.proposed, before) << term.word;
    }
  }
}

TEST(Keyword, anySingleOne_namesNoSector_inALicenceText) {
  const std::vector<std::string> licence{"permission is hereby granted", "free of charge", "without warranty of any kind", "merchantability",
                                         "copyright notice"};
  for (const pack::Sector& sector : shipped_packs()->sectors) {
    for (const pack::Term& term : sector.terms) {
      Facts facts = document(3000);
      body(facts, licence, 1);
      body(facts, {term.word}, 5);
      const Assessment after = assess(facts);
      ASSERT_TRUE(after.sector.id.empty()) << term.word << " " << after.sector.id;
      ASSERT_EQ(grade_code(after.proposed), "general-1") << term.word;
    }
  }
}

TEST(Keyword, anySingleOne_neverMakesImportantData_inAnUnknownDocument) {
  for (const pack::Sector& sector : shipped_packs()->sectors) {
    for (const pack::DataObject& object : sector.objects) {
      for (const pack::Term& term : object.terms) {
        Facts facts = document();
        body(facts, {term.word}, 50);
        ASSERT_EQ(assess(facts).proposed.data_class, Class::general) << term.word;
      }
    }
  }
}

TEST(Keyword, industryWordsInPublicMaterial_areCapped_withTheReason) {
  Facts facts = public_readme();
  body(facts, {"富氧率", "料速", "铁水硅", "高炉", "转炉"}, 1);
  const Assessment result = assess(facts);
  EXPECT_EQ(grade_code(result.proposed), "general-1");
  EXPECT_TRUE(reason(result, "base.public"));
}

TEST(Keyword, quotedLicenceInAProcessManual_doesNotLower_theManual) {
  Facts facts = document(40'000);
  body(facts, {"permission is hereby granted", "free of charge", "copyright notice"}, 1);
  body(facts, {"富氧率", "料速", "铁水硅", "终点碳", "喷煤比", "高炉", "转炉", "炉次"}, 40);
  EXPECT_EQ(code(facts), "important");
}

TEST(Findings, inPublicMaterial_areNotCapped_aKeyIsAKey) {
  Facts facts = public_readme();
  in_text(facts, "secret.aws_key", 1);
  EXPECT_EQ(code(facts), "general-4");
}

TEST(Repetition, ofAWord_saturates_soLongFilesDoNotDrift) {
  Facts few = document(), many = document();
  body(few, {"高炉"}, 10);
  body(many, {"高炉"}, 1'000'000);
  EXPECT_TRUE(assess(few).sector.id.empty());
  EXPECT_TRUE(assess(many).sector.id.empty());
}

TEST(Length, ofText_dilutesStrayWords_inALargeArchive) {
  const std::vector<std::string> words{"高炉", "转炉", "铁水", "钢包", "连铸"};
  Facts page = document(3000), archive = document(50'000'000);
  body(page, words, 1);
  body(archive, words, 1);
  EXPECT_EQ(assess(page).sector.id, "S-01");
  EXPECT_TRUE(assess(archive).sector.id.empty());
}

TEST(Order, ofFacts_doesNotMatter_toTheResult) {
  Facts facts = table(5000);
  header(facts, {"富氧率", "料速", "铁水硅", "终点碳", "高炉", "供应商"});
  column(facts, "cn.mobile", 100);
  column(facts, "cn.resident_id", 90);
  Facts turned = facts;
  std::ranges::reverse(turned.terms);
  std::ranges::reverse(turned.detectors);
  const Assessment a = assess(facts), b = assess(turned);
  EXPECT_EQ(a.proposed, b.proposed);
  EXPECT_EQ(a.category, b.category);
  ASSERT_EQ(a.reasons.size(), b.reasons.size());
  for (std::size_t i = 0; i < a.reasons.size(); ++i) EXPECT_EQ(a.reasons[i].text, b.reasons[i].text);
}

TEST(MoreFindings, neverLower_theGrade) {
  Facts facts = table(5000);
  Grade last = assess(facts).proposed;
  for (const char* id : {"email", "cn.mobile", "person.name", "secret.jwt", "cn.resident_id"}) {
    column(facts, id, 5000);
    facts.persons = 5000;
    const Grade now = assess(facts).proposed;
    EXPECT_GE(now, last) << id;
    last = now;
  }
}

}  // namespace
}  // namespace gongdun::grade
