#include "probe/run.h"

#include <algorithm>

#include "assess/picture.h"
#include "probe/probe_fixture_test.h"

namespace gongdun::probe {
namespace {

constexpr base::TimeUs kNow = 1'790'000'000'000'000, kHour = std::int64_t{3'600} * 1'000'000;

Target target(const char* text) {
  return parse_target(text).value();
}

assess::AnswerLog log_with(const std::vector<const char*>& scope, base::TimeUs until) {
  std::vector<Target> targets;
  for (const char* one : scope) targets.push_back(target(one));
  assess::AnswerLog log;
  log.say(consent_entry(targets, until, "王厂长", {}), kNow);
  return log;
}

TEST(Consent, is_read_back_and_ends) {
  const auto all = consents(log_with({"db:postgres://h", "os:/"}, kNow + kHour));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].by, "王厂长");
  EXPECT_NE(covering(all, target("db:postgres://u@h/erp"), kNow), nullptr);
  EXPECT_EQ(covering(all, target("db:postgres://u@other"), kNow), nullptr);
  EXPECT_EQ(covering(all, target("os:/"), kNow + kHour + 1), nullptr);
}

TEST(Consent, several_stand_side_by_side_and_a_withdrawal_ends_one_in_every_order_of_merging) {
  assess::AnswerLog here = log_with({"os:/"}, kNow + kHour);
  assess::AnswerLog there = here;
  const std::string first = consents(here)[0].id;
  there.say(consent_entry({target("catalog")}, kNow + kHour, "李", {}), kNow);
  EXPECT_EQ(consents(there).size(), 2u);
  here.say(withdrawal(first, "王厂长", "改期"), kNow);
  EXPECT_TRUE(consents(here).empty());
  assess::AnswerLog a = here, b = there;
  a.merge(there);
  b.merge(here);
  for (const auto* log : {&a, &b}) {
    ASSERT_EQ(consents(*log).size(), 1u);
    EXPECT_EQ(consents(*log)[0].by, "李");
  }
}

TEST(Plan, refuses_what_no_consent_covers) {
  const auto all = consents(log_with({"os:/"}, kNow + kHour));
  const auto refused = plan(all, {{target("tls:h")}, "", false}, kNow);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::Code::permission);
  EXPECT_FALSE(plan(all, {{target("os:/")}, "", false}, kNow + 2 * kHour));
  EXPECT_FALSE(plan({}, {}, kNow));
}

TEST(Plan, without_targets_takes_what_the_consents_name_whole) {
  const auto all = consents(log_with({"os:/", "db:postgres://h", "db:postgres://u@h"}, kNow + kHour));
  const auto planned = plan(all, {}, kNow);
  ASSERT_TRUE(planned);
  ASSERT_EQ(planned->size(), 2u);
  EXPECT_EQ((*planned)[1].target.text(), "db:postgres://u@h");
}

TEST(Plan, control_networks_get_passive_probes_only) {
  const auto all = consents(log_with({"os:/", "backup:/b", "doc:/d", "catalog", "tls:h", "db:mariadb://u@h", "os:ssh://h"}, kNow + kHour));
  const auto planned = plan(all, {{}, "", true}, kNow);
  ASSERT_TRUE(planned);
  for (const Planned& one : *planned) {
    const std::string text = one.target.text();
    EXPECT_EQ(!one.refused.zh.empty(), text.starts_with("tls:") || text.starts_with("db:") || text.starts_with("os:ssh:")) << text;
  }
}

Facts facts_with(double days) {
  Facts out;
  out.number("os_log_days", days);
  return out;
}

Report report_on(const Facts& facts) {
  Collected collected;
  collected.facts = facts;
  return report_of(testing::questions(), testing::book(), {target("os:/"), nullptr, nullptr, {}}, collected, "", kNow);
}

TEST(Report, a_contradiction_counts_as_not_met_and_a_clean_second_run_takes_it_back) {
  assess::AnswerLog log;
  assess::Entry answer;
  answer.about = "Q-K01";
  answer.value = "compliant";
  answer.author = "张三";
  log.say(answer, kNow);
  Report bad = report_on(facts_with(28));
  ASSERT_EQ(bad.entries.size(), 1u);
  EXPECT_EQ(bad.entries[0].author, "os:log_retention os:/");
  EXPECT_EQ(bad.entries[0].value, "noncompliant");
  log.say(bad.entries[0], kNow);
  auto picture = assess::look(testing::questions(), log);
  EXPECT_TRUE(picture.item("Q-K01")->contradicted);
  Report good = report_on(facts_with(200));
  ASSERT_EQ(good.entries.size(), 1u);
  EXPECT_EQ(good.entries[0].value, "");
  log.say(good.entries[0], kNow);
  picture = assess::look(testing::questions(), log);
  EXPECT_FALSE(picture.item("Q-K01")->contradicted);
  EXPECT_EQ(picture.item("Q-K01")->state, pack::State::compliant);
}

TEST(Report, six_months_of_logs_are_180_days) {
  EXPECT_EQ(report_on(facts_with(179)).entries[0].value, "noncompliant");
  EXPECT_EQ(report_on(facts_with(180)).entries[0].value, "");
}

TEST(Report, an_unknown_fact_is_named_and_nothing_is_said) {
  Facts facts;
  facts.flag("os_password_quality", true);
  const Report report = report_on(facts);
  EXPECT_TRUE(report.entries.empty());
  ASSERT_EQ(report.unknown.size(), 1u);
  EXPECT_TRUE(report.unknown[0].unknown.contains("os_lockout"));
}

TEST(Report, evidence_says_what_was_read_and_by_what) {
  const Report report = report_on(facts_with(28));
  for (const char* word : {"gongdun-probe/1", "\"target\": \"os:/\"", "\"os_log_days\": 28.0", "PB-OS-9", "2026-"})
    EXPECT_NE(report.evidence.find(word), std::string::npos) << word << "\n" << report.evidence;
}

// Every probe a rule speaks for is one a question asks for, so that nothing is judged in vain.
TEST(Book, every_probe_of_a_rule_belongs_to_a_question) {
  const auto asked = [](const std::string& probe) {
    for (const pack::Question& one : testing::questions().questions)
      if (std::ranges::find(one.probes, probe) != one.probes.end()) return true;
    return false;
  };
  for (const pack::ProbeRule& one : testing::book().rules) EXPECT_TRUE(asked(one.probe)) << one.meta.id << " " << one.probe;
  for (const pack::DocumentRule& one : testing::book().documents) EXPECT_TRUE(asked(one.probe)) << one.meta.id << " " << one.probe;
}

}  // namespace
}  // namespace gongdun::probe
