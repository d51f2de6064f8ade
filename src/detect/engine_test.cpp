#include "detect/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "base/utf8.h"

namespace gongdun::detect {
namespace {

pack::Detector detector(std::string id, std::vector<std::string> patterns) {
  pack::Detector made;
  made.meta.id = std::move(id);
  made.meta.file = "packs/test/rules.yaml";
  made.meta.line = 7;
  made.patterns = std::move(patterns);
  return made;
}

std::shared_ptr<const Engine> engine_of(std::vector<pack::Detector> detectors, std::vector<pack::Term> terms = {}) {
  pack::PackSet packs;
  packs.detectors = std::move(detectors);
  packs.categories.emplace_back().terms = std::move(terms);
  auto made = Engine::compile(packs);
  EXPECT_TRUE(made) << made.error().text(base::Lang::en);
  return made ? *made : nullptr;
}

std::vector<std::string> values(const Engine& engine, std::string_view text) {
  Engine::Scratch scratch(engine);
  engine.scan(text, scratch);
  std::vector<std::string> out;
  for (const Match& match : scratch.matches) out.emplace_back(text.substr(match.value_begin, match.value_end - match.value_begin));
  return out;
}

std::vector<std::string> terms(const Engine& engine, std::string_view text) {
  Engine::Scratch scratch(engine);
  engine.scan(text, scratch);
  std::vector<std::string> out;
  std::uint32_t last = 0;
  for (const TermHit& hit : scratch.terms) {
    EXPECT_GE(hit.end, last);
    last = hit.end;
    out.push_back(engine.vocabulary()[hit.term]);
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(Engine, HanBeforeNumber_isWordBoundary) {
  const auto engine = engine_of({detector("id", {R"(\b[1-9][0-9]{16}[0-9Xx]\b)"})});
  EXPECT_EQ(values(*engine, "身份证110105194912310021号"), Strings{"110105194912310021"});
  EXPECT_EQ(values(*engine, "x110105194912310021"), Strings{});
}

TEST(Engine, NamedGroup_givesValue) {
  const auto engine = engine_of({detector("heat", {R"((?:炉号|Heat No)[:： ]{0,3}(?<v>[A-Z]?[0-9]{6,8}))"})});
  EXPECT_EQ(values(*engine, "炉号：A1234567，Heat No 7654321"), (Strings{"A1234567", "7654321"}));
}

TEST(Engine, ValidatorsVetoesStopValues_rejectMatches) {
  auto made = detector("m", {R"(\b1[3-9][0-9]{9}\b)"});
  made.validators = {"mobile_cn"};
  made.vetoes = {"float"};
  made.stop_values = {"13800138000"};
  const auto engine = engine_of({made});
  EXPECT_EQ(values(*engine, "13912345678 15412345678 1.13912345678 13800138000"), Strings{"13912345678"});
}

TEST(Engine, MaskedForm_reportedAsMaskedWithoutValidators) {
  auto made = detector("m", {R"(\b1[3-9][0-9]{9}\b)"});
  made.masked_forms = {R"(\b1[3-9][0-9]\*{4}[0-9]{4}\b)"};
  made.validators = {"mobile_cn"};
  const auto engine = engine_of({made});
  Engine::Scratch scratch(*engine);
  engine->scan("139****5678", scratch);
  ASSERT_EQ(scratch.matches.size(), 1U);
  EXPECT_TRUE(scratch.matches[0].masked_form);
}

TEST(Engine, OverlappingPatternsOfOneDetector_earliestLongestOnce) {
  const auto engine = engine_of({detector("p", {R"(\b0[1-9][0-9]{1,2}-[0-9]{7}\b)", R"(\b0[1-9][0-9]{1,2}-[0-9]{7,8}(?:-[0-9]{1,4})?\b)"})});
  EXPECT_EQ(values(*engine, "0512-6288123-12"), Strings{"0512-6288123-12"});
}

TEST(Engine, UnboundedPrefix_foundFromItsBeginning) {
  const auto engine = engine_of({detector("email", {R"([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,40}\.[a-z]{2,8}\b)"})});
  EXPECT_EQ(values(*engine, "寄给zhang.san@mill.example,或 li@b.cn"), (Strings{"zhang.san@mill.example", "li@b.cn"}));
}

TEST(Engine, DictionaryWords_caselessAndWholeInAscii) {
  auto made = detector("kw", {});
  made.words = {"PLC", "绝密"};
  const auto engine = engine_of({made});
  EXPECT_EQ(values(*engine, "plc PLCs xPLC 绝密级 Plc_1"), (Strings{"plc", "绝密", "Plc"}));
}

TEST(Engine, Terms_allOccurrencesByEnd) {
  const auto engine = engine_of({}, {{"转炉"}, {"转炉炼钢"}, {"炼钢"}, {"炉"}, {"bill of materials"}, {"bom"}, {"ring", 1, false}, {".step"}});
  EXPECT_THAT(terms(*engine, "转炉炼钢"), ::testing::UnorderedElementsAre("转炉", "炉", "炼钢", "转炉炼钢"));
  EXPECT_EQ(terms(*engine, "the Bill of Materials (BOM), bomb, drawing.step"), (Strings{"bill of materials", "bom", ".step"}));
  EXPECT_EQ(terms(*engine, "engineering"), Strings{"ring"});
  EXPECT_EQ(terms(*engine, "炉"), Strings{"炉"});
}

TEST(Engine, TermsAcrossBlockEdges_sameEverywhere) {
  const auto engine = engine_of({}, {{"连铸"}, {"连铸坯定尺"}, {"cast house"}, {"x1"}});
  for (std::size_t pad = 4080; pad < 4110; ++pad) {
    EXPECT_EQ(terms(*engine, std::string(pad, ' ') + "连铸坯定尺 Cast House X1").size(), 4U) << pad;
  }
}

TEST(Engine, InvalidUtf8_safe) {
  const auto engine = engine_of({detector("a", {R"((?:省|市)[^\s,]{2,60}号)"}), detector("d", {R"(\b[0-9]{11}\b)"})}, {{"炉号"}});
  std::string text = "\xFF\xE7\x9C\x81\x80\x80\xE5\xF0 13912345678 \xE7\x9C";
  for (int i = 0; i < 200; ++i) text += "\xE7\x9C\x81\xFF\xE5\x8F\xB7\xE7\x82";
  EXPECT_EQ(values(*engine, text).at(0), "13912345678");
}

void expect_refused(const std::string& pattern, const char* word) {
  pack::PackSet packs;
  packs.detectors = {detector("bad.rule", {pattern})};
  const auto made = Engine::compile(packs);
  ASSERT_FALSE(made) << pattern;
  const std::string text = made.error().text(base::Lang::en);
  EXPECT_NE(text.find("packs/test/rules.yaml:7 bad.rule"), std::string::npos) << text;
  EXPECT_NE(text.find(word), std::string::npos) << text;
  EXPECT_FALSE(made.error().message.zh.empty());
}

TEST(EngineRefusal, SlowOrWrongPattern_namedWithFileLineReason) {
  expect_refused("[a-z]+", "too loose");
  expect_refused(R"(\w{2,}\s)", "too loose");
  expect_refused(R"((?:[a-z]+)+=secretword)", "nested");
  expect_refused(R"((?:a|ab)*keyword(?:[0-9]+)*)", "nested");
  expect_refused("[0-9]*", "match nothing");
  expect_refused("(abc", "not closed");
  expect_refused(R"(abc(.)\1)", "not supported");
  expect_refused("[z-a]{9}abc", "not supported");
}

TEST(EngineRefusal, UnknownValidatorOrVeto_named) {
  pack::PackSet packs;
  packs.detectors = {detector("x", {"abcdef"})};
  packs.detectors[0].validators = {"nonsense"};
  packs.detectors[0].vetoes = {"nothing"};
  const auto made = Engine::compile(packs);
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().text(base::Lang::en).find("nonsense"), std::string::npos);
  EXPECT_NE(made.error().text(base::Lang::zh).find("nothing"), std::string::npos);
}

TEST(EnginePlans, Shapes_sorted) {
  auto words = detector("w", {});
  words.words = {"机密"};
  const auto engine = engine_of({detector("run", {R"(\b1[3-9][0-9]{9}\b)"}), detector("literal", {"AKIA[0-9A-Z]{16}"}), words});
  ASSERT_EQ(engine->plans().size(), 3U);
  EXPECT_EQ(engine->plans()[0].kind, "run");
  EXPECT_EQ(engine->plans()[1].kind, "literal");
  EXPECT_EQ(engine->plans()[2].kind, "dictionary");
}

// Text made to make matching slow: anchors everywhere, prefixes and suffixes that nearly fit.
TEST(EngineHostile, RepeatedAnchors_linearTime) {
  const auto engine = engine_of({detector("email", {R"(\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,24}\b)"}),
                                 detector("jwt", {R"(eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,})"}),
                                 detector("digits", {R"([0-9]{15,19}X)"}), detector("host", {R"((?:[a-z0-9-]+\.)+internal:543)"})});
  Engine::Scratch scratch(*engine);
  for (const std::string& piece : {std::string("a.a@"), std::string("eyJ"), std::string("0"), std::string("a."), std::string("a@a.")}) {
    std::string text;
    while (text.size() < (1U << 19)) text += piece;
    const auto start = std::chrono::steady_clock::now();
    engine->scan(text, scratch);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20)) << piece;
  }
}

TEST(MaskValue, KeepsCharactersNotBytes) {
  EXPECT_EQ(mask_value("13912345678", {3, 2}), "139******78");
  EXPECT_EQ(mask_value("张建国", {1, 0}), "张**");
  EXPECT_EQ(mask_value("张伟", {1, 0}), "张*");
  EXPECT_EQ(mask_value("张", {1, 0}), "*");
  EXPECT_EQ(mask_value("S3cret!pw", {0, 0}), "*********");
  EXPECT_EQ(mask_value("江苏省苏州市吴中区88号", {3, 0}), "江苏省*********");
  EXPECT_EQ(mask_value("abcdef", {3, 3}), "a****f");
  EXPECT_EQ(mask_value("", {3, 2}), "");
  EXPECT_EQ(mask_value(std::string(300, 'k'), {0, 0}).size(), 24U);
  EXPECT_TRUE(base::is_valid_utf8(mask_value("\xFF\xE5\x8F", {1, 1})));
}

}  // namespace
}  // namespace gongdun::detect
