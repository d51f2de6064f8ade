#include "assess/answer_log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "assess/assess_fixture_test.h"

namespace gongdun::assess {
namespace {

using namespace testing;

constexpr base::TimeUs kDay = 86'400'000'000;

TEST(AnswerLog, laterAnswerOfTheSameLog_replaces) {
  AnswerLog log;
  log.say(entry(EntryKind::answer, "Q-1", "compliant"), 10);
  log.say(entry(EntryKind::answer, "Q-1", "partial"), 5);  // the wall clock was set back
  const Standing now = log.standing(EntryKind::answer, "Q-1");
  ASSERT_NE(now.entry, nullptr);
  EXPECT_EQ(now.entry->value, "partial");
  EXPECT_FALSE(now.conflict);
  EXPECT_GT(now.entry->when, (LogTime{10, 0}));
}

TEST(AnswerLog, bothChanged_isAConflict_untilOneIsPicked) {
  AnswerLog ours;
  ours.say(entry(EntryKind::answer, "Q-1", "compliant"), 10);
  AnswerLog theirs = ours;
  ours.say(entry(EntryKind::answer, "Q-1", "partial", "张三"), 20);
  theirs.say(entry(EntryKind::answer, "Q-1", "noncompliant", "李四"), 20 + kDay);
  ours.merge(theirs);
  const Standing conflict = ours.standing(EntryKind::answer, "Q-1");
  EXPECT_TRUE(conflict.conflict);
  EXPECT_EQ(conflict.heads.size(), 2U);
  ours.say(entry(EntryKind::answer, "Q-1", "partial", "王五"), 30);
  EXPECT_FALSE(ours.standing(EntryKind::answer, "Q-1").conflict);
  EXPECT_EQ(ours.standing(EntryKind::answer, "Q-1").entry->value, "partial");
  theirs.merge(ours);
  EXPECT_FALSE(theirs.standing(EntryKind::answer, "Q-1").conflict);
}

TEST(AnswerLog, oneChanged_winsWhateverTheClocksSay) {
  AnswerLog ours;
  ours.say(entry(EntryKind::answer, "Q-1", "compliant"), 10 + kDay);
  AnswerLog theirs = ours;
  theirs.say(entry(EntryKind::answer, "Q-1", "noncompliant"), 10);  // a day behind
  ours.merge(theirs);
  EXPECT_EQ(ours.standing(EntryKind::answer, "Q-1").entry->value, "noncompliant");
  EXPECT_FALSE(ours.standing(EntryKind::answer, "Q-1").conflict);
}

TEST(AnswerLog, silence_neverOverwritesAnAnswer) {
  AnswerLog base;
  base.say(entry(EntryKind::answer, "Q-1", "compliant"), 10);
  AnswerLog cleared = base, changed = base;
  cleared.say(entry(EntryKind::answer, "Q-1", ""), 1000);
  changed.say(entry(EntryKind::answer, "Q-1", "partial"), 20);
  cleared.merge(changed);
  const Standing now = cleared.standing(EntryKind::answer, "Q-1");
  ASSERT_NE(now.entry, nullptr);
  EXPECT_EQ(now.entry->value, "partial");
  EXPECT_FALSE(now.conflict);
}

TEST(AnswerLog, sameAnswerTwice_isAgreement_withAllEvidenceAndTheBestBasis) {
  AnswerLog ours, theirs;
  Entry said = entry(EntryKind::answer, "Q-1", "partial", "张三"), tested = entry(EntryKind::answer, "Q-1", "partial", "李四");
  said.evidence = {"b"};
  tested.basis = Basis::tested;
  tested.evidence = {"a", "b"};
  ours.say(said, 20);
  theirs.say(tested, 10);
  ours.merge(theirs);
  const Standing now = ours.standing(EntryKind::answer, "Q-1");
  EXPECT_FALSE(now.conflict);
  EXPECT_EQ(now.entry->author, "李四");
  EXPECT_EQ(now.evidence, (std::vector<std::string>{"a", "b"}));
}

TEST(Entry, json_bringsItBack_andRefusesAnyChange) {
  AnswerLog log;
  Entry one = entry(EntryKind::answer, "Q-1", "compliant");
  one.note = "见制度第3条 \"引号\"\n换行";
  one.evidence = {"制度.pdf"};
  const Entry& said = log.say(one, 10);
  const std::string text = entry_json(said);
  const auto back = parse_entry(text);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, said);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string altered = text;
    altered[at] = altered[at] == 'x' ? 'y' : 'x';
    const auto read = parse_entry(altered);
    EXPECT_FALSE(read && !(*read == said)) << altered;
    EXPECT_FALSE(parse_entry(std::string_view(text).substr(0, at)));
  }
}

// What a person sees of a log: per question the value, or the rivals.
std::string seen(const AnswerLog& log) {
  std::string out;
  for (const std::string& about : log.abouts()) {
    const Standing now = log.standing(EntryKind::answer, about);
    out += about + "=" + (now.entry == nullptr ? "-" : now.conflict ? "?" : now.entry->value);
    for (const Entry* head : now.heads) out += "," + head->id.substr(0, 8);
    out += "\n";
  }
  return out;
}

// Eight people leave with a copy each, answer the whole questionnaire at random (changing and clearing as they go) with clocks up to a day apart, some
// meeting on the way; whatever the order in which the copies come back, and however often, the result is the same and holds every entry.
TEST(MergeProperty, eightCopiesRandomEditsEveryOrder_sameResultNothingLost) {
  std::vector<std::string> questions;
  for (const pack::Question& one : shipped().questions) questions.push_back(one.meta.id);
  const std::vector<std::string> values{"compliant", "partial", "noncompliant", "na", ""};
  for (unsigned seed = 1; seed <= 3; ++seed) {
    std::mt19937 random(seed);
    AnswerLog first;
    for (const std::string& id : questions)
      if (random() % 3 == 0) first.say(entry(EntryKind::answer, id, values[random() % 4], "组长"), 1'000'000);
    std::vector<AnswerLog> copies(8, first);
    std::set<std::string> all;
    for (const auto& [id, one] : first.entries()) all.insert(id);
    for (std::size_t person = 0; person < copies.size(); ++person) {
      const base::TimeUs skew = static_cast<base::TimeUs>(random() % 86'400) * 2'000'000 - kDay;
      for (int edit = 0; edit < 150; ++edit) {
        const std::string author = "p" + std::to_string(person);
        all.insert(
            copies[person]
                .say(entry(EntryKind::answer, questions[random() % questions.size()], values[random() % values.size()], author), kDay * 30 + skew + edit * 1000)
                .id);
      }
      if (random() % 4 == 0) copies[person].merge(copies[random() % copies.size()]);
    }
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6, 7};
    std::string expected;
    for (int permutation = 0; permutation < 60; ++permutation) {
      std::ranges::shuffle(order, random);
      AnswerLog merged = permutation % 2 == 0 ? first : copies[order[0]];
      for (const std::size_t person : order) merged.merge(copies[person]);
      EXPECT_EQ(merged.merge(copies[order[3]]), 0U);  // again: nothing new
      if (expected.empty()) expected = seen(merged);
      ASSERT_EQ(seen(merged), expected) << "seed " << seed << " permutation " << permutation;
      ASSERT_EQ(merged.entries().size(), all.size());
    }
    // In pairs, then the pairs: the way of grouping changes nothing either.
    std::vector<AnswerLog> pairs(4);
    for (std::size_t i = 0; i < 8; ++i) pairs[i / 2].merge(copies[i]);
    AnswerLog grouped;
    for (int i = 3; i >= 0; --i) grouped.merge(pairs[static_cast<std::size_t>(i)]);
    EXPECT_EQ(seen(grouped), expected);
    // Nobody's last word is lost: it stands, is a rival, was replaced knowingly, or is silence.
    for (const AnswerLog& copy : copies)
      for (const std::string& about : copy.abouts())
        for (const Entry* head : copy.standing(EntryKind::answer, about).heads) EXPECT_TRUE(grouped.entries().contains(head->id));
  }
}

}  // namespace
}  // namespace gongdun::assess
