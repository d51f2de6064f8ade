#include "serve/reminder_store.h"

#include <gtest/gtest.h>

#include "access/schema.h"
#include "serve/reminder_sender.h"
#include "serve/schema.h"
#include "store/test_engines.h"

namespace gongdun::serve {

namespace {

namespace testing = store::testing;

class Reminders : public testing::OnEngine {
 protected:
  void SetUp() override {
    OnEngine::SetUp();
    if (IsSkipped()) return;
    db_ = *store::Db::open(url());
    ASSERT_TRUE(access::migrate_access(*db_));
    ASSERT_TRUE(migrate_serve(*db_));
  }
  void TearDown() override {
    db_.reset();
    OnEngine::TearDown();
  }
  void keep(const std::string& object, const std::string& recipient, base::TimeUs due) {
    ASSERT_TRUE(keep_reminder(*db_, {"job.failed", object, recipient, 1, due}));
  }
  std::unique_ptr<store::Db> db_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Reminders, testing::kEngines, testing::engine_name);

}  // namespace

TEST_P(Reminders, SameThingTwice_isOneReminder) {
  keep("J-1", "P-1", 10);
  keep("J-1", "P-1", 20);
  keep("J-1", "P-2", 10);
  ASSERT_TRUE(form_deliveries(*db_, 100, 50));
  const auto all = *due_deliveries(*db_, 100, 50);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].reminders, 1);
  keep("J-1", "P-1", 30);
  ASSERT_TRUE(form_deliveries(*db_, 100, 50));
  EXPECT_EQ(due_deliveries(*db_, 100, 50)->size(), 2U);
}

TEST_P(Reminders, OnlyWhatIsDue_goesIntoOneDelivery) {
  for (int i = 0; i < 5; ++i) keep("J-" + std::to_string(i), "P-1", i < 4 ? 10 : 1000);
  ASSERT_TRUE(form_deliveries(*db_, 100, 3));
  ASSERT_TRUE(form_deliveries(*db_, 101, 3));
  const auto all = *due_deliveries(*db_, 200, 50);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].reminders, 3);
  EXPECT_EQ(all[1].reminders, 1);
  EXPECT_EQ(reminders_of(*db_, all[0].id)->size(), 3U);
}

TEST_P(Reminders, DeliveryThatFailed_waitsUntilItsTimeOrASettingChanges) {
  keep("J-1", "W-1", 10);
  ASSERT_TRUE(form_deliveries(*db_, 100, 3));
  Delivery one = due_deliveries(*db_, 100, 3)->front();
  one.attempts = 1;
  one.next_try = INT64_MAX;
  ASSERT_TRUE(end_delivery(*db_, one));
  EXPECT_TRUE(due_deliveries(*db_, 1000, 3)->empty());
  ASSERT_TRUE(try_again(*db_, 'P'));
  EXPECT_TRUE(due_deliveries(*db_, base::now_us(), 3)->empty());
  ASSERT_TRUE(try_again(*db_, 'W'));
  EXPECT_EQ(due_deliveries(*db_, base::now_us(), 3)->front().id, one.id);
  one.state = "sent";
  ASSERT_TRUE(end_delivery(*db_, one));
  EXPECT_TRUE(due_deliveries(*db_, base::now_us(), 3)->empty());
}

TEST_P(Reminders, Cursor_goesOnWhereThePageEnded) {
  for (const char* recipient : {"P-1", "P-2", "P-3"}) keep("J-1", recipient, 10);
  ASSERT_TRUE(form_deliveries(*db_, 100, 3));
  const auto first = *load_deliveries(*db_, "", 2);
  ASSERT_EQ(first.size(), 2U);
  const auto second = *load_deliveries(*db_, std::to_string(first[1].created) + "\n" + first[1].id, 2);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_NE(second[0].id, first[0].id);
}

TEST_P(Reminders, Webhook_leavesNothingBehind) {
  const std::string id = *save_webhook(*db_, {.id = {}, .name = "x", .url = "https://x", .secret = "s", .kinds = {"a", "b"}});
  keep("J-1", id, 10);
  ASSERT_TRUE(form_deliveries(*db_, 100, 3));
  EXPECT_EQ(load_webhook(*db_, id)->kinds.size(), 2U);
  ASSERT_TRUE(remove_webhook(*db_, id));
  EXPECT_EQ(*count_deliveries(*db_), 0);
  EXPECT_FALSE(load_webhook(*db_, id));
}

TEST(NextHour, IsAlwaysAheadAndWithinADay) {
  const base::TimeUs now = base::now_us(), day = 86'400'000'000;
  for (int hour = 0; hour < 24; ++hour) {
    EXPECT_GT(next_hour(hour, now), now);
    EXPECT_LE(next_hour(hour, now), now + day + 3'600'000'000);
  }
}

}  // namespace gongdun::serve
