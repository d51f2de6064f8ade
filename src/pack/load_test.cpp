#include "pack/load.h"

#include <gtest/gtest.h>

#include <set>

#include "pack/pack_fixture_test.h"

namespace gongdun::pack {
namespace {

using testing::PackFolder;

TEST(Load, goodPack_fillsEveryField) {
  PackFolder folder;
  write_good(folder);
  const Loaded loaded = folder.load();
  ASSERT_TRUE(loaded.problems.empty()) << format_problems(loaded.problems, base::Lang::en);
  ASSERT_EQ(loaded.set.detectors.size(), 1U);
  const Detector& detector = loaded.set.detectors[0];
  EXPECT_EQ(detector.meta.id, "cn.mobile");
  EXPECT_EQ(detector.meta.pack, "good");
  EXPECT_EQ(detector.meta.line, 2);
  EXPECT_EQ(detector.meta.verified, Verified::V);
  EXPECT_EQ(detector.data_class, DataClass::personal);
  EXPECT_EQ(detector.context.header_words, (std::vector<std::string>{"手机号", "mobile"}));  // folded to half width and lower case
  EXPECT_EQ(detector.context.window, 20);
  EXPECT_DOUBLE_EQ(detector.column.min_share, 0.7);
  EXPECT_EQ(detector.mask.keep_head, 3);
  EXPECT_EQ(detector.examples, std::vector<std::string>{"13900001234"});
  ASSERT_EQ(detector.column_examples.size(), 1U);
  EXPECT_EQ(detector.column_examples[0].header, "手机号");
  EXPECT_EQ(detector.column_examples[0].values.size(), 2U);

  const Sector& sector = loaded.set.sectors.at(0);
  ASSERT_EQ(sector.terms.size(), 3U);
  double furnace = 0;
  for (const Term& term : sector.terms) furnace += term.word == "炉" ? term.weight : 0;
  EXPECT_DOUBLE_EQ(furnace, 0.5);
  EXPECT_EQ(sector.objects.at(0).candidate_class, "important");
  EXPECT_EQ(loaded.set.grade_rules.at(0).when.at("persons>="), "10");
  EXPECT_EQ(loaded.set.grade_rules.at(0).set_level, 2);
  EXPECT_EQ(loaded.set.matrix.cells.at("economy").at("serious"), "important");
  EXPECT_EQ(loaded.set.categories.at(0).m166, "研发数据");
  EXPECT_EQ(loaded.set.packs.at(0).version, "2026.11.1");
}

TEST(Load, shippedPacks_haveNoMistakes) {
  const Loaded loaded = load_packs(GD_SOURCE_DIR "/packs");
  EXPECT_TRUE(loaded.problems.empty()) << format_problems(loaded.problems, base::Lang::en);
  EXPECT_EQ(loaded.set.sectors.size(), 9U);
  EXPECT_GE(loaded.set.categories.size(), 40U);
  EXPECT_GE(loaded.set.document_kinds.size(), 14U);
}

TEST(Load, shippedPacks_useEveryTaxonomyOfTheStandards) {
  const Loaded loaded = load_packs(GD_SOURCE_DIR "/packs");
  std::set<std::string> idc6, m166, describes, subject;
  for (const Category& one : loaded.set.categories) {
    idc6.insert(one.idc6);
    m166.insert(one.m166);
    describes.insert(one.describes);
    subject.insert(one.subject);
    EXPECT_FALSE(one.m166.empty()) << one.path;
    EXPECT_FALSE(one.path_name.en.empty()) << one.path;
  }
  for (const char* domain : {"研发数据域", "生产数据域", "运维数据域", "管理数据域", "外部数据域", "平台运营数据域"})
    EXPECT_TRUE(idc6.contains(domain)) << domain;
  for (const char* name : {"研发数据", "生产运行数据", "管理数据", "运维数据", "业务服务数据"}) EXPECT_TRUE(m166.contains(name)) << name;
  for (const char* name : {"用户数据", "业务数据", "经营管理数据", "系统运维数据"}) EXPECT_TRUE(describes.contains(name)) << name;
  for (const char* name : {"公共数据", "组织数据", "个人信息"}) EXPECT_TRUE(subject.contains(name)) << name;
}

TEST(Load, emptyFolder_saysWhatIsMissing_oneProblem) {
  PackFolder folder;
  const Loaded loaded = folder.load();
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_NE(format_problems(loaded.problems, base::Lang::en).find("pack.yaml"), std::string::npos);
}

TEST(Load, missingFolder_isReported_notThrown) {
  EXPECT_EQ(load_packs("/nowhere/at/all").problems.size(), 1U);
}

TEST(Load, ruleOutOfForce_isCheckedAndLeftOut_byDate) {
  PackFolder folder;
  write_good(folder);
  std::string text = testing::kGoodGrading;
  text.replace(text.find("    when:"), 0, "    effective_from: 2026-06-01\n    effective_to: 2026-12-31\n");
  folder.file("good/grading.yaml", text);
  EXPECT_EQ(folder.load("2026-06-01").set.grade_rules.size(), 1U);
  EXPECT_EQ(folder.load("2026-12-31").set.grade_rules.size(), 1U);
  const Loaded before = folder.load("2026-05-31");
  EXPECT_TRUE(before.problems.empty());
  EXPECT_TRUE(before.set.grade_rules.empty());
  EXPECT_EQ(before.set.not_in_force, std::vector<std::string>{"pi.floor"});
  EXPECT_TRUE(folder.load("2027-01-01").set.grade_rules.empty());
  EXPECT_NE(before.set.grade_digest, folder.load("2026-06-01").set.grade_digest);
}

TEST(Load, linkOutOfThePack_isRefused_withReason) {
  PackFolder folder, outside;
  write_good(folder);
  outside.file("secret.yaml", testing::kGoodTaxonomy);
  std::filesystem::create_symlink(outside.root() / "secret.yaml", folder.root() / "good" / "zz.yaml");
  const Loaded loaded = folder.load();
  ASSERT_FALSE(loaded.problems.empty());
  EXPECT_NE(loaded.problems[0].file.find("zz.yaml"), std::string::npos);
  EXPECT_NE(loaded.problems[0].message.en.find("leaves the pack"), std::string::npos);
}

TEST(Load, fifoInPack_isRefused_withoutBlocking) {
  PackFolder folder;
  write_good(folder);
  ASSERT_EQ(::system(("mkfifo '" + (folder.root() / "good" / "pipe.yaml").string() + "'").c_str()), 0);
  const Loaded loaded = folder.load();
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_NE(loaded.problems[0].message.en.find("not a regular file"), std::string::npos);
}

TEST(Load, oversizedFile_isRefused_withReason) {
  PackFolder folder;
  write_good(folder);
  folder.file("good/big.yaml", "# " + std::string(4u << 20, 'x'));
  const Loaded loaded = folder.load();
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_NE(loaded.problems[0].message.en.find("4 MiB"), std::string::npos);
}

TEST(DefaultDirectory, findsThePacks_fromTheBuildTree) {
  if (std::getenv("GONGDUN_PACKS")) GTEST_SKIP() << "GONGDUN_PACKS is set";
  EXPECT_TRUE(std::filesystem::exists(default_pack_directory() + "/taxonomy/pack.yaml"));
}

TEST(DefaultDirectory, environmentWins_always) {
  ::setenv("GONGDUN_PACKS", "/opt/our-packs", 1);
  EXPECT_EQ(default_pack_directory(), "/opt/our-packs");
  ::unsetenv("GONGDUN_PACKS");
}

TEST(FormatProblems, line_holdsFileLineFieldMessage_inBothLanguages) {
  const std::vector<LoadProblem> problems{{"a.yaml", 7, "detectors[x].class", {"取值不对", "not allowed"}}, {"dir", 0, "", {"没有规则包", "no packs"}}};
  EXPECT_EQ(format_problems(problems, base::Lang::zh), "a.yaml:7: detectors[x].class: 取值不对\ndir: 没有规则包\n");
  EXPECT_EQ(format_problems(problems, base::Lang::en), "a.yaml:7: detectors[x].class: not allowed\ndir: no packs\n");
}

}  // namespace
}  // namespace gongdun::pack
