#include "work/crew.h"

#include <gtest/gtest.h>

#include <atomic>

namespace gongdun::work {
namespace {

TEST(Crew, ManyTasks_areEachDoneOnce) {
  std::vector<std::atomic<int>> done(2000);
  {
    Crew<int> crew(4, 8, [&] { return [&](int task) { ++done[static_cast<std::size_t>(task)]; }; });
    for (int i = 0; i < 2000; ++i) ASSERT_TRUE(crew.add(i));
    crew.finish();
  }
  for (const auto& count : done) EXPECT_EQ(count.load(), 1);
}

TEST(Crew, AddAfterFinish_isRefused) {
  Crew<int> crew(1, 4, [] { return [](int) {}; });
  crew.finish();
  EXPECT_FALSE(crew.add(1));
}

TEST(BoundedQueue, Full_pushWaitsUntilRoom) {
  base::BoundedQueue<int> queue(1);
  ASSERT_TRUE(queue.push(1));
  std::atomic<bool> second{false};
  std::thread producer([&] {
    queue.push(2);
    second = true;
  });
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
  producer.join();
  EXPECT_TRUE(second);
  queue.close();
  EXPECT_FALSE(queue.pop());
  EXPECT_FALSE(queue.push(3));
}

}  // namespace
}  // namespace gongdun::work
