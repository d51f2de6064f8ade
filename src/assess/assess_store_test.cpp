#include "assess/assess_store.h"

#include "assess/assess_fixture_test.h"
#include "assess/travel_file.h"
#include "crypto/sm3.h"
#include "store/test_engines.h"

namespace gongdun::assess {
namespace {

using namespace testing;

class Assessments : public store::testing::OnEngine {};
INSTANTIATE_TEST_SUITE_P(Engines, Assessments, store::testing::kEngines, store::testing::engine_name);

Assessment sample() {
  return {"DG-0a1b2c", "示例厂", shipped().digest, 1'000'000, "组长", "laptop-1"};
}

TEST_P(Assessments, whatWasSaid_isThereAgain_withItsQuestionnaire) {
  auto db = open();
  auto store = AssessStore::open(*db);
  ASSERT_TRUE(store) << store.error().text(base::Lang::en);
  ASSERT_TRUE(store->create(sample(), shipped()));
  auto fresh = store->extend(sample().id, [](AnswerLog& log) -> base::Status {
    log.say(entry(EntryKind::answer, "Q-B05", "partial"), 10);
    log.say(entry(EntryKind::answer, "Q-B05", "compliant"), 20);
    return {};
  });
  ASSERT_TRUE(fresh) << fresh.error().text(base::Lang::en);
  EXPECT_EQ(*fresh, 2U);
  auto again = open();
  auto other = AssessStore::open(*again);
  ASSERT_TRUE(other);
  const auto found = other->find("DG-0a");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "示例厂");
  const auto log = other->log(found->id);
  ASSERT_TRUE(log);
  EXPECT_EQ(log->standing(EntryKind::answer, "Q-B05").entry->value, "compliant");
  const auto questions = other->questionnaire(found->questionnaire);
  ASSERT_TRUE(questions) << questions.error().text(base::Lang::en);
  EXPECT_EQ(questions->digest, shipped().digest);
  EXPECT_EQ(questions->questions.size(), 96U);
  EXPECT_FALSE(other->find("DG-9"));
}

TEST_P(Assessments, failedChange_leavesNothing) {
  auto db = open();
  auto store = AssessStore::open(*db);
  ASSERT_TRUE(store && store->create(sample(), shipped()));
  const auto failed = store->extend(sample().id, [](AnswerLog& log) -> base::Status {
    log.say(entry(EntryKind::answer, "Q-B05", "partial"), 10);
    return base::fail(base::Code::invalid_input, "错", "wrong");
  });
  EXPECT_FALSE(failed);
  EXPECT_TRUE(store->log(sample().id)->entries().empty());
}

TEST_P(Assessments, travelFile_bringsAllOfIt_andAgainNothing) {
  auto db = open();
  auto store = AssessStore::open(*db);
  ASSERT_TRUE(store && store->create(sample(), shipped()));
  ASSERT_TRUE(store->extend(sample().id, [](AnswerLog& log) -> base::Status {
    log.say(entry(EntryKind::answer, "Q-B05", "partial"), 10);
    return {};
  }));
  const std::string photo("\xff\xd8\x00 photo", 9);
  CustodyEvent event{{}, crypto::sm3_hex(photo), Custody::collected, "张三", "laptop-1", "门禁", 30};
  seal(event);
  ASSERT_TRUE(store->add_evidence(sample().id, {event.digest, "门禁.jpg", 9}, photo, event));
  EXPECT_FALSE(store->add_evidence(sample().id, {event.digest, "门禁.jpg", 9}, "another", event));
  const auto text = travel_text(*store, sample());
  ASSERT_TRUE(text);
  const auto travelled = parse_travel(*text);
  ASSERT_TRUE(travelled) << travelled.error().text(base::Lang::en);

  auto elsewhere = store::Db::open(":memory:");
  ASSERT_TRUE(elsewhere);
  auto there = AssessStore::open(**elsewhere);
  ASSERT_TRUE(there);
  const auto first = take_in(*there, *travelled);
  ASSERT_TRUE(first) << first.error().text(base::Lang::en);
  EXPECT_TRUE(first->made);
  EXPECT_EQ(first->entries, 1U);
  EXPECT_EQ(first->files, 1U);
  EXPECT_EQ(there->content(sample().id, event.digest).value_or(""), photo);
  EXPECT_EQ(there->custody(sample().id)->size(), 1U);
  const auto again = take_in(*there, *travelled);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->made);
  EXPECT_EQ(again->entries + again->files + again->events, 0U);
  EXPECT_EQ(travel_text(*there, sample()).value_or(""), *text);
}

TEST(TravelFile, anyBeginningOrChange_isRefusedOrTheSame) {
  EXPECT_FALSE(parse_travel(""));
  EXPECT_FALSE(parse_travel("{}"));
  EXPECT_FALSE(parse_travel("[]"));
  EXPECT_FALSE(parse_travel("{\"form\":\"gongdun-diagnosis/1\"}"));
  EXPECT_FALSE(parse_travel("{\"form\":\"gongdun-diagnosis/1\",\"assessment\":7}"));
  EXPECT_FALSE(parse_travel(std::string(1000, '[')));
}

}  // namespace
}  // namespace gongdun::assess
