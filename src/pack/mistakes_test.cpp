// Every mistake an author can make is reported with the right file, line and field.
#include <gtest/gtest.h>

#include <algorithm>

#include "pack/pack_fixture_test.h"

namespace gongdun::pack {
namespace {

using namespace testing;

struct Mistake {
  const char* name;
  const char* file;     // of the good pack
  const char* find;     // text of the good file ...
  const char* replace;  // ... that becomes this
  int line;             // where the problem must be reported
  const char* field;    // its field ends so
};

std::string good_file(const std::string& name) {
  if (name == "detectors.yaml") return kGoodDetector;
  if (name == "taxonomy.yaml") return kGoodTaxonomy;
  if (name == "grading.yaml") return kGoodGrading;
  return kGoodSector;
}

class Mistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, IsReportedWhereItStands) {
  const Mistake& mistake = GetParam();
  std::string text = good_file(mistake.file);
  const std::size_t at = text.find(mistake.find);
  ASSERT_NE(at, std::string::npos) << mistake.find;
  text.replace(at, std::string_view(mistake.find).size(), mistake.replace);
  PackFolder folder;
  write_good(folder);
  folder.file(std::string("good/") + mistake.file, text);
  const Loaded loaded = folder.load();
  const std::string all = format_problems(loaded.problems, base::Lang::en);
  const bool found = std::ranges::any_of(loaded.problems, [&](const LoadProblem& one) {
    return one.file.ends_with(std::string("/good/") + mistake.file) && one.line == mistake.line && one.field.ends_with(mistake.field) &&
           !one.message.zh.empty() && !one.message.en.empty();
  });
  EXPECT_TRUE(found) << "wanted line " << mistake.line << " field …" << mistake.field << "\n" << all;
}

const Mistake kMistakes[] = {
    {"missing_basis", "detectors.yaml", "    basis: PIPL A4\n", "", 2, "detectors[cn.mobile].basis"},
    {"empty_basis", "detectors.yaml", "    basis: PIPL A4\n", "    basis:\n", 4, "detectors[cn.mobile].basis"},
    {"missing_verified", "detectors.yaml", "    verified: V\n", "", 2, "detectors[cn.mobile].verified"},
    {"bad_verified", "detectors.yaml", "verified: V", "verified: X", 5, "detectors[cn.mobile].verified"},
    {"missing_id", "detectors.yaml", "- id: cn.mobile\n    name", "- name", 2, "detectors[0].id"},
    {"bad_id", "detectors.yaml", "id: cn.mobile", "id: 手机", 2, ".id"},
    {"missing_english", "detectors.yaml", ", en: Mobile number", "", 3, "detectors[cn.mobile].name.en"},
    {"comma_in_flow_name", "detectors.yaml", "en: Mobile number", "en: Mobile, number", 3, "detectors[cn.mobile].name.number"},
    {"unknown_key", "detectors.yaml", "    class: personal", "    clas: x\n    class: personal", 6, "detectors[cn.mobile].clas"},
    {"unknown_nested_key", "detectors.yaml", "window: 20", "windows: 20", 9, "detectors[cn.mobile].context.windows"},
    {"unknown_top_key", "detectors.yaml", "detectors:\n", "detector: []\ndetectors:\n", 1, "detector"},
    {"bad_class", "detectors.yaml", "class: personal", "class: private", 6, "detectors[cn.mobile].class"},
    {"number_is_text", "detectors.yaml", "window: 20", "window: wide", 9, "detectors[cn.mobile].context.window"},
    {"number_out_of_range", "detectors.yaml", "min_share: 0.7", "min_share: 70", 10, "detectors[cn.mobile].column.min_share"},
    {"fraction_where_whole", "detectors.yaml", "keep_head: 3", "keep_head: 3.5", 11, "detectors[cn.mobile].mask.keep_head"},
    {"bad_shape", "detectors.yaml", "shape: code", "shape: round", 10, "detectors[cn.mobile].column.shape"},
    {"no_patterns", "detectors.yaml", "    patterns: ['1[3-9][0-9]{9}']\n", "", 2, "detectors[cn.mobile].patterns"},
    {"no_examples", "detectors.yaml", "    counter_examples: ['23900001234']\n", "", 2, "detectors[cn.mobile].counter_examples"},
    {"empty_entry", "detectors.yaml", "validators: [cn_mobile]", "validators: ['']", 8, "detectors[cn.mobile].validators"},
    {"list_where_text", "detectors.yaml", "basis: PIPL A4", "basis: [PIPL A4]", 4, "detectors[cn.mobile].basis"},
    {"bad_flag", "detectors.yaml", "    class: personal", "    columns_only: maybe\n    class: personal", 6, "detectors[cn.mobile].columns_only"},
    {"twice_the_same_key", "detectors.yaml", "    class: personal", "    class: personal\n    class: personal", 7, "class"},
    {"anchor", "detectors.yaml", "class: personal", "class: &a personal", 6, ""},
    {"alias", "detectors.yaml", "class: personal", "class: *a", 6, ""},
    {"tag", "detectors.yaml", "class: personal", "class: !!binary personal", 6, ""},
    {"syntax", "detectors.yaml", "validators: [cn_mobile]", "validators: [cn_mobile", 9, ""},
    {"second_document", "detectors.yaml", "    counter_examples: ['23900001234']\n", "    counter_examples: ['23900001234']\n---\na: b\n", 14, ""},
    {"bad_date", "detectors.yaml", "    verified: V", "    effective_from: 2026-13-01\n    verified: V", 5, "detectors[cn.mobile].effective_from"},
    {"dates_reversed", "detectors.yaml", "    verified: V", "    effective_from: 2026-02-01\n    effective_to: 2026-01-01\n    verified: V", 6,
     "detectors[cn.mobile].effective_to"},
    {"dangling_detector", "taxonomy.yaml", "detectors: [cn.mobile]", "detectors: [cn.mobil]", 2, "cat.one.detectors"},
    {"dangling_category", "taxonomy.yaml", "category: 研发数据/工艺,", "category: 研发数据/工艺品,", 12, "doc.card.category"},
    {"bad_path", "taxonomy.yaml", "path: 研发数据/工艺\n", "path: 研发数据 / 工艺\n", 4, "categories[cat.one].path"},
    {"bad_m166_class", "taxonomy.yaml", "m166: 研发数据", "m166: 研究数据", 8, "categories[cat.one].m166"},
    {"bad_weight", "taxonomy.yaml", "{2: [工艺]", "{heavy: [工艺]", 9, "categories[cat.one].terms"},
    {"word_twice", "taxonomy.yaml", "1: [温度]", "1: [工艺]", 9, "categories[cat.one].terms"},
    {"word_too_short", "taxonomy.yaml", "1: [温度]", "1: [t]", 9, "categories[cat.one].terms"},
    {"word_of_digits", "taxonomy.yaml", "1: [温度]", "1: [6063]", 9, "categories[cat.one].terms"},
    {"duplicate_id", "taxonomy.yaml", "id: doc.card", "id: cat.one", 12, "cat.one.id"},
    {"bad_candidate", "sector.yaml", "candidate: important", "candidate: general-5", 13, "sector.objects[S-01-D1].candidate"},
    {"bad_annex", "sector.yaml", "annex_g: G-f", "annex_g: G-z", 14, "sector.objects[S-01-D1].annex_g"},
    {"bad_impact", "sector.yaml", "impact_object: economy", "impact_object: money", 18, "sector.objects[S-01-D1].impact_object"},
    {"half_impact", "sector.yaml", "      impact_degree: serious\n", "", 10, "sector.objects[S-01-D1].impact_degree"},
    {"candidate_below_matrix", "sector.yaml", "candidate: important", "candidate: general-3", 10, "S-01-D1.candidate"},
    {"general_format", "sector.yaml", "formats: [dbc]", "formats: [csv]", 2, "S-01.formats"},
    {"nothing_to_find", "sector.yaml", "      terms: {3: [富氧率]}\n", "", 10, "sector.objects[S-01-D1].terms"},
    {"weak_words_only", "sector.yaml", "terms: {3: [富氧率]}", "terms: {1: [富氧率]}", 10, "S-01-D1.terms"},
    {"lead_below_one", "sector.yaml", "  formats: [dbc]", "  min_lead: 0.5\n  formats: [dbc]", 8, "sector.min_lead"},
    {"unknown_condition", "grading.yaml", "persons>=: 10", "people>=: 10", 18, "grade_rules[pi.floor].when.people>="},
    {"condition_not_a_number", "grading.yaml", "persons>=: 10", "persons>=: many", 18, "grade_rules[pi.floor].when.persons>="},
    {"bad_condition_class", "grading.yaml", "data_class: [personal]", "data_class: [persons]", 18, "grade_rules[pi.floor].when.data_class"},
    {"bad_masked", "grading.yaml", "masked: \"no\"", "masked: never", 18, "grade_rules[pi.floor].when.masked"},
    {"masked_alone", "grading.yaml", "data_class: [personal], ", "", 18, "grade_rules[pi.floor].when.masked"},
    {"dangling_condition_detector", "grading.yaml", "data_class: [personal]", "detector: cn.phone", 14, "pi.floor.when.detector"},
    {"dangling_condition_prefix", "grading.yaml", "data_class: [personal]", "detector: [us.*]", 14, "pi.floor.when.detector"},
    {"dangling_condition_category", "grading.yaml", "persons>=: 10", "category: 生产数据", 14, "pi.floor.when.category"},
    {"dangling_condition_sector", "grading.yaml", "persons>=: 10", "sector: S-99", 14, "pi.floor.when.sector"},
    {"dangling_condition_object", "grading.yaml", "persons>=: 10", "object: S-01-D9", 14, "pi.floor.when.object"},
    {"dangling_condition_kind", "grading.yaml", "persons>=: 10", "document_kind: doc.x", 14, "pi.floor.when.document_kind"},
    {"bad_set", "grading.yaml", "set: general-2", "set: secret", 19, "grade_rules[pi.floor].set"},
    {"no_effect", "grading.yaml", "    set: general-2\n", "", 14, "grade_rules[pi.floor].set"},
    {"two_effects", "grading.yaml", "set: general-2", "set: general-2\n    raise: level+1", 14, "grade_rules[pi.floor].set"},
    {"bad_raise", "grading.yaml", "set: general-2", "raise: level+2", 19, "grade_rules[pi.floor].raise"},
    {"unknown_placeholder", "grading.yaml", "en: 'found {detector}'", "en: 'found {people}'", 20, "grade_rules[pi.floor].text.en"},
    {"open_placeholder", "grading.yaml", "zh: '发现{detector}'", "zh: '发现{detector'", 20, "grade_rules[pi.floor].text.zh"},
    {"matrix_cell_missing", "grading.yaml", "economy: {extreme: core, serious: important, general: general}", "economy: {extreme: core, serious: important}", 8,
     "harm_matrix.cells.economy.general"},
    {"matrix_row_unknown", "grading.yaml", "    person: {", "    people: {", 12, "harm_matrix.cells.people"},
    {"matrix_bad_class", "grading.yaml", "national_security: {extreme: core", "national_security: {extreme: top", 7,
     "harm_matrix.cells.national_security.extreme"},
};

INSTANTIATE_TEST_SUITE_P(Table, Mistakes, ::testing::ValuesIn(kMistakes), [](const auto& one) { return std::string(one.param.name); });

TEST(Manifest, mistakes_areReportedInPackYaml) {
  PackFolder folder;
  write_good(folder);
  folder.file("good/pack.yaml", "id: other\nversion: \"1\"\nname: {zh: 包, en: Pack}\nbasis: M166\nauthor: me\nfiles: [../x.yaml, missing.yaml]\n");
  const Loaded loaded = folder.load();
  auto has = [&](int line, const std::string& field) {
    return std::ranges::any_of(loaded.problems,
                               [&](const LoadProblem& one) { return one.file.ends_with("good/pack.yaml") && one.line == line && one.field == field; });
  };
  EXPECT_TRUE(has(1, "id"));
  EXPECT_TRUE(has(5, "author"));
  EXPECT_TRUE(has(6, "files"));
  EXPECT_TRUE(std::ranges::any_of(loaded.problems, [](const LoadProblem& one) { return one.file.ends_with("missing.yaml"); }));
}

TEST(Mistakes, several_areAllReportedInOneGo) {
  PackFolder folder;
  write_good(folder);
  std::string text = kGoodDetector;
  text.replace(text.find("verified: V"), 11, "verified: Q");
  text.replace(text.find("class: personal"), 15, "class: nothing");
  text.replace(text.find("window: 20"), 10, "window: 0");
  folder.file("good/detectors.yaml", text);
  EXPECT_EQ(folder.load().problems.size(), 3U);
}

TEST(Mistakes, aliasBomb_isRefusedQuickly_withOneProblem) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'z'; ++c) bomb += std::string(1, c) + ": &" + c + " [*" + static_cast<char>(c - 1) + ", *" + static_cast<char>(c - 1) + "]\n";
  PackFolder folder;
  write_good(folder);
  folder.file("good/bomb.yaml", bomb);
  const Loaded loaded = folder.load();
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_EQ(loaded.problems[0].line, 1);
}

TEST(Mistakes, deepNesting_isRefused_withoutDeepRecursion) {
  PackFolder folder;
  write_good(folder);
  folder.file("good/deep.yaml", "a: " + std::string(3000, '[') + "\n");
  folder.file("good/deeper.yaml", "a: " + std::string(200'000, '{') + "\n");
  std::string stairs = "a:\n";
  for (int i = 1; i < 400; ++i) stairs += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  folder.file("good/stairs.yaml", stairs);
  EXPECT_EQ(folder.load().problems.size(), 3U);
}

TEST(Mistakes, notUtf8_namesTheLine_ofTheBadBytes) {
  PackFolder folder;
  write_good(folder);
  folder.file("good/gbk.yaml", "# ok\ncategories: []\n# \xB9\xA4\xD2\xB5\n");
  const Loaded loaded = folder.load();
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_EQ(loaded.problems[0].line, 3);
}

}  // namespace
}  // namespace gongdun::pack
