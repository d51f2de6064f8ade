#include "store/pg_spool.h"

#include <gtest/gtest.h>

namespace gongdun::store {
namespace {

std::string text(const PgCell& cell) {
  return cell.data == nullptr ? "NULL" : std::string(cell.data, cell.size);
}

TEST(PgSpool, RowsBeyondMemory_comeBackInOrder) {
  PgSpool spool(1000);
  const std::string large(5000, 'y');
  const auto add = [&](int from, int to) {
    for (int i = from; i < to; ++i) {
      const std::string number = std::to_string(i);
      ASSERT_TRUE(spool.add({{number.data(), number.size()}, {}, {"", 0}, {large.data(), static_cast<std::size_t>(i % 7 == 0 ? large.size() : 3)}}));
    }
  };
  int seen = 0;
  const auto take = [&](int count) {
    std::vector<PgCell> row;
    for (int i = 0; i < count; ++i) {
      ASSERT_TRUE(spool.next(row).value());
      ASSERT_EQ(row.size(), 4U);
      ASSERT_EQ(text(row[0]), std::to_string(seen));
      ASSERT_EQ(text(row[1]), "NULL");
      ASSERT_EQ(text(row[2]), "");
      ASSERT_EQ(row[3].size, seen % 7 == 0 ? large.size() : 3);
      ++seen;
    }
  };
  add(0, 500);
  take(200);
  add(500, 600);
  take(400);
  std::vector<PgCell> row;
  EXPECT_FALSE(spool.next(row).value());
  add(600, 601);
  take(1);
  EXPECT_FALSE(spool.next(row).value());
}

}  // namespace
}  // namespace gongdun::store
