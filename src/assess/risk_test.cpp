// Risks over the shipped method: every cell of both matrices, the grade of assets, signals, and what changed since.
#include "assess/risk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "assess/assess_fixture_test.h"

namespace gongdun::assess {
namespace {

using testing::answer;
using testing::shipped;

const pack::Loaded& packs() {
  static const pack::Loaded loaded = pack::load_packs(GD_SOURCE_DIR "/packs");
  if (!loaded.problems.empty()) throw std::runtime_error(pack::format_problems(loaded.problems, base::Lang::en));
  return loaded;
}
const pack::RiskMethod& method() {
  return packs().assess.risk_methods.front();
}

class RiskRun {
 public:
  RiskRun(const AnswerLog& log, std::vector<RiskAsset> assets, const std::string& matrix = "A")
      : picture_(look(shipped(), log)),
        assets_(std::move(assets)),
        input_{method(), *method().matrix(matrix), shipped(), picture_, assets_},
        result_(assess_risks(input_)) {}
  RiskResult& result() { return result_; }
  const Risk* risk(const std::string& key) const {
    const auto found = std::ranges::find_if(result_.risks, [&](const Risk& one) { return one.key == key; });
    return found == result_.risks.end() ? nullptr : &*found;
  }
  RiskView view() const { return {assessment_, input_, &packs().assess.clock_tables.front(), days_, 1'790'000'000'000'000, base::Lang::zh}; }

 private:
  Assessment assessment_{"DG-1", "示例钢铁有限公司", "", 0, "", ""};
  WorkDays days_{packs().assess.calendars};
  Picture picture_;
  std::vector<RiskAsset> assets_;
  RiskInput input_;
  RiskResult result_;
};

// All met but what is given; domain G then scores by its weights.
AnswerLog all_met_but(const std::map<std::string, std::string>& changes) {
  AnswerLog log;
  testing::facts(log, "yes");
  testing::answer_all(shipped(), log, "compliant");
  for (const auto& [id, state] : changes) answer(log, id, state);
  return log;
}
const std::vector<RiskAsset> kAssets{{"A-1", "配方", "important", {}}, {"A-2", "花名册", "general-3", {"personal"}}, {"A-3", "通知", "general-1", {}}};

TEST(Risk, matrices_areThoseOfTheTable) {
  const auto cells = [](const std::string& id) {
    std::string out;
    for (const char* likelihood : {"high", "medium", "low"})
      for (const char* harm : {"H5", "H4", "H3", "H2", "H1"}) out += method().matrix(id)->cells.at(likelihood).at(harm).substr(0, 2) + " ";
    return out;
  };
  EXPECT_EQ(cells("A"), "ex ex me lo sl ex hi me lo sl hi me lo sl sl ");
  EXPECT_EQ(cells("B"), "ex ex me lo sl ex hi me lo sl me me lo sl sl ");
  EXPECT_EQ(method().matrix("C"), nullptr);
}

TEST(Risk, everythingMet_andNothingInTheClear_isNoRisk) {
  RiskRun run(all_met_but({}), {{"A-1", "配方", "important", {}}});
  EXPECT_TRUE(run.result().risks.empty());
}

TEST(Risk, aGap_bearsOnTheGradesItIsFor_withTheirHarm) {
  RiskRun run(all_met_but({{"Q-F01", "noncompliant"}, {"Q-G01", "noncompliant"}}), kAssets);
  ASSERT_NE(run.risk("Q-F01/important"), nullptr);  // storage encryption: for important data alone
  EXPECT_EQ(run.risk("Q-F01/general-3"), nullptr);
  EXPECT_EQ(run.risk("Q-F01/important")->harm, "H4");
  EXPECT_EQ(run.risk("Q-G01/important")->harm, "H4");  // least privilege: for all
  EXPECT_EQ(run.risk("Q-G01/general-3")->harm, "H3");
  EXPECT_EQ(run.risk("Q-G01/general-1")->harm, "H1");
  EXPECT_EQ(run.risk("Q-G01/general-3")->assets.front()->id, "A-2");
}

TEST(Risk, aQuestionOfPersonalInformation_bearsOnAssetsThatHoldIt) {
  RiskRun run(all_met_but({{"Q-P02", "noncompliant"}}), kAssets);
  EXPECT_NE(run.risk("Q-P02/general-3"), nullptr);
  EXPECT_EQ(run.risk("Q-P02/important"), nullptr);
}

TEST(Risk, partlyMet_isOneDegreeLess) {
  RiskRun full(all_met_but({{"Q-G01", "noncompliant"}}), kAssets), part(all_met_but({{"Q-G01", "partial"}}), kAssets);
  EXPECT_EQ(full.risk("Q-G01/important")->harm, "H4");
  EXPECT_EQ(part.risk("Q-G01/important")->harm, "H3");
}

TEST(Risk, aSignal_isARiskByItself_andRaisesTheLikelihoodOfGapsOfItsSource) {
  const std::vector<RiskAsset> with_secret{{"A-1", "配方", "important", {"secret"}}, {"A-3", "通知", "general-1", {}}};
  RiskRun run(all_met_but({{"Q-N02", "partial"}}), with_secret);
  const Risk* own = run.risk("SG-1/important");
  ASSERT_NE(own, nullptr);
  EXPECT_EQ(own->level, "extreme");
  EXPECT_EQ(run.risk("SG-1/general-1"), nullptr);
  EXPECT_EQ(run.risk("Q-N02/important")->likelihood, "high");
  EXPECT_EQ(run.risk("Q-N02/important")->raised_by.front()->meta.id, "SG-1");
  EXPECT_TRUE(run.risk("Q-N02/general-1")->raised_by.empty());
}

TEST(Risk, theMatrixByName_changesTheOneCell) {
  const std::vector<RiskAsset> core{{"A-9", "核心工艺", "core", {}}};
  const AnswerLog log = all_met_but({{"Q-G04", "noncompliant"}});
  RiskRun a(log, core, "A"), b(log, core, "B");
  ASSERT_EQ(a.risk("Q-G04/core")->likelihood, "low");
  EXPECT_EQ(a.risk("Q-G04/core")->level, "high");
  EXPECT_EQ(b.risk("Q-G04/core")->level, "medium");
}

TEST(Risk, anEmptyCatalog_goesByTheFactsOfTheEnterprise) {
  RiskRun run(all_met_but({{"Q-G01", "noncompliant"}}), {});
  ASSERT_EQ(run.result().risks.size(), 1U);
  EXPECT_EQ(run.result().risks.front().key, "Q-G01/core");
  EXPECT_TRUE(run.result().risks.front().assets.empty());
}

TEST(Risk, comparedWithTheLast_onlyWhatChangedIsNew) {
  RiskRun before(all_met_but({{"Q-G01", "noncompliant"}, {"Q-F01", "noncompliant"}}), kAssets);
  const std::string json = risk_json(before.view(), before.result());
  RiskRun same(all_met_but({{"Q-G01", "noncompliant"}, {"Q-F01", "noncompliant"}}), kAssets);
  ASSERT_TRUE(compare_with(same.result(), json, "before.json"));
  EXPECT_TRUE(std::ranges::none_of(same.result().risks, [](const Risk& one) { return one.changed; }));
  EXPECT_TRUE(same.result().gone.empty());
  std::vector<RiskAsset> more = kAssets;
  more.push_back({"A-4", "公告", "general-1", {}});
  RiskRun after(all_met_but({{"Q-G01", "noncompliant"}}), more);
  ASSERT_TRUE(compare_with(after.result(), json, "before.json"));
  EXPECT_TRUE(after.risk("Q-G01/general-1")->changed);
  EXPECT_FALSE(after.risk("Q-G01/general-3")->changed);
  EXPECT_EQ(after.result().gone, std::vector<std::string>{"Q-F01/important"});
  for (const char* wrong : {"", "[]", "{\"form\":\"gongdun-risk/1\",\"risks\":[1]}", "{\"form\":\"x\",\"risks\":[]}"})
    EXPECT_FALSE(compare_with(after.result(), wrong, "before.json")) << wrong;
}

TEST(Risk, terms_followTheDayOfTheReport) {
  RiskRun run(all_met_but({}), kAssets);
  const auto terms = risk_terms(run.view());
  ASSERT_EQ(terms.size(), 3U);
  EXPECT_EQ(day_text(day_of(run.view().issued)), "2026-09-21");
  EXPECT_EQ(day_text(*terms[0].due.last), "2027-09-21");  // valid for a year
  EXPECT_EQ(day_text(*terms[1].due.last), "2026-10-12");  // ten working days, over 中秋 and 国庆, 10-10 worked
}

TEST(RiskReport, isWritten_inFourForms_withBothViews_theSameTwice) {
  RiskRun run(all_met_but({{"Q-G01", "noncompliant"}}), kAssets);
  const auto read = [&](const std::string& folder) {
    std::vector<std::string> out;
    const auto files = write_risk_report(run.view(), run.result(), folder);
    EXPECT_TRUE(files);
    for (const std::string& file : files.value_or(std::vector<std::string>())) {
      std::ifstream in(file, std::ios::binary);
      out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
      EXPECT_FALSE(out.back().empty()) << file;
    }
    std::filesystem::remove_all(folder);
    return out;
  };
  std::string pattern = (std::filesystem::temp_directory_path() / "gd-risk-XXXXXX").string();
  const std::string folder = ::mkdtemp(pattern.data());
  const auto first = read(folder);
  ASSERT_EQ(first.size(), 4U);
  EXPECT_EQ(first, read(folder));
  for (const char* words : {"RA-1", "RA-8", "NDR33-7", "RT-5", "2027-09-21", "Q-G01"}) EXPECT_NE(first[2].find(words), std::string::npos) << words;
}

}  // namespace
}  // namespace gongdun::assess
