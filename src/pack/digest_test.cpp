#include <gtest/gtest.h>

#include "pack/pack_fixture_test.h"

namespace gongdun::pack {
namespace {

using namespace testing;

std::string with(std::string text, const std::string& find, const std::string& replace) {
  const std::size_t at = text.find(find);
  EXPECT_NE(at, std::string::npos) << find;
  return text.replace(at, find.size(), replace);
}

PackSet load_with(const std::string& file, const std::string& text) {
  PackFolder folder;
  write_good(folder);
  folder.file("good/" + file, text);
  Loaded loaded = folder.load();
  EXPECT_TRUE(loaded.problems.empty()) << format_problems(loaded.problems, base::Lang::en);
  return std::move(loaded.set);
}

PackSet good() {
  return load_with("detectors.yaml", kGoodDetector);
}

TEST(Digest, samePackElsewhere_isTheSame_everyTime) {
  const PackSet a = good(), b = good();
  EXPECT_EQ(a.digest.size(), 64U);
  EXPECT_EQ(a.digest, b.digest);
  EXPECT_EQ(a.detect_digest, b.detect_digest);
  EXPECT_EQ(a.grade_digest, b.grade_digest);
  EXPECT_EQ(a.packs[0].digest, b.packs[0].digest);
}

TEST(Digest, comment_changesThePackOnly_notItsMeaning) {
  const PackSet a = good(), b = load_with("detectors.yaml", "# a remark\n" + kGoodDetector);
  EXPECT_NE(a.digest, b.digest);
  EXPECT_EQ(a.detect_digest, b.detect_digest);
  EXPECT_EQ(a.grade_digest, b.grade_digest);
}

TEST(Digest, pattern_changesDetectOnly_soDataIsReadAgain) {
  const PackSet a = good(), b = load_with("detectors.yaml", with(kGoodDetector, "1[3-9]", "1[4-9]"));
  EXPECT_NE(a.detect_digest, b.detect_digest);
  EXPECT_EQ(a.grade_digest, b.grade_digest);
}

TEST(Digest, detectorName_changesGradeOnly_becauseReasonsNameIt) {
  const PackSet a = good(), b = load_with("detectors.yaml", with(kGoodDetector, "手机号码", "移动电话"));
  EXPECT_EQ(a.detect_digest, b.detect_digest);
  EXPECT_NE(a.grade_digest, b.grade_digest);
}

TEST(Digest, examples_changeNeither_nothingIsFoundDifferently) {
  const PackSet a = good(), b = load_with("detectors.yaml", with(kGoodDetector, "['23900001234']", "['23900001235']"));
  EXPECT_EQ(a.detect_digest, b.detect_digest);
  EXPECT_EQ(a.grade_digest, b.grade_digest);
}

TEST(Digest, weight_changesGradeOnly_wordsAreCountedAlready) {
  const PackSet a = good(), b = load_with("sector.yaml", with(kGoodSector, "3: [铁水", "2: [铁水"));
  EXPECT_EQ(a.detect_digest, b.detect_digest);
  EXPECT_NE(a.grade_digest, b.grade_digest);
}

TEST(Digest, newWord_changesDetectToo_itWasNeverCounted) {
  const PackSet a = good(), b = load_with("sector.yaml", with(kGoodSector, "高炉]", "高炉, 转炉]"));
  EXPECT_NE(a.detect_digest, b.detect_digest);
  EXPECT_NE(a.grade_digest, b.grade_digest);
}

TEST(Digest, ruleMovedToAnotherFile_meansTheSame_orderDoesNotMatter) {
  PackFolder folder;
  folder.manifest("good")
      .file("good/a.yaml", kGoodSector)
      .file("good/b.yaml", kGoodGrading)
      .file("good/c.yaml", kGoodTaxonomy)
      .file("good/d.yaml", kGoodDetector);
  const Loaded moved = folder.load();
  const PackSet a = good();
  EXPECT_NE(a.digest, moved.set.digest);
  EXPECT_EQ(a.detect_digest, moved.set.detect_digest);
  EXPECT_EQ(a.grade_digest, moved.set.grade_digest);
}

}  // namespace
}  // namespace gongdun::pack
