#include "store/write_gate.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "store/rows.h"

namespace gongdun::store {

TEST(WriteGate, WhoeverComesFirst_goesFirst) {
  WriteGate gate;
  ASSERT_TRUE(gate.enter(std::chrono::seconds(1)));
  EXPECT_FALSE(gate.others_wait());
  std::vector<int> order;
  std::thread second([&] {
    ASSERT_TRUE(gate.enter(std::chrono::seconds(20)));
    order.push_back(2);
    gate.leave();
  });
  while (!gate.others_wait()) std::this_thread::yield();
  gate.leave();
  second.join();
  EXPECT_EQ(order, std::vector<int>{2});
  EXPECT_TRUE(gate.enter(std::chrono::milliseconds(1)));
  EXPECT_FALSE(gate.enter(std::chrono::milliseconds(1))) << "the turn is taken";
  EXPECT_FALSE(gate.others_wait()) << "who gave up waits no more";
  gate.leave();
}

// One connection writes all the time, as a scan does; another wants to write once.
TEST(WriteGate, BusyWriter_givesWayToWhoeverWaits) {
  const std::string path = std::filesystem::temp_directory_path() / ("gate-" + std::to_string(::getpid()) + ".db");
  auto busy = *Db::open("sqlite:" + path), once = *Db::open("sqlite:" + path);
  ASSERT_TRUE(busy->exec("CREATE TABLE t(n INTEGER)"));
  auto tx = Tx::begin(*busy);
  ASSERT_TRUE(tx);
  base::Status written = base::fail(base::Code::internal, "", "");
  std::thread other([&] { written = run(*once, "INSERT INTO t(n) VALUES(?)", 1); });
  while (!busy->others_wait()) std::this_thread::yield();
  ASSERT_TRUE(tx->commit());
  other.join();
  EXPECT_TRUE(written);
  EXPECT_FALSE(busy->others_wait());
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
}

}  // namespace gongdun::store
