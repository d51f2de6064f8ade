#include "detect/tries.h"

#include <gtest/gtest.h>

namespace gongdun::detect {
namespace {

TEST(Tries, Barren_isSampledAndWakesUp) {
  Tries tries;
  int wanted = 0;
  for (int cell = 0; cell < 1664; ++cell) {
    if (!tries.wanted()) continue;
    ++wanted;
    tries.note(false);
  }
  EXPECT_EQ(wanted, 64 + 1600 / 16);
  // From here on every cell is a find.
  int cells = 0, found = 0;
  for (; cells < 1000; ++cells) {
    if (!tries.wanted()) continue;
    ++found;
    tries.note(true);
  }
  EXPECT_GT(found, 800);
}

TEST(Tries, OneInTwenty_staysWanted) {
  Tries tries;
  for (int cell = 0; cell < 5000; ++cell) {
    ASSERT_TRUE(tries.wanted()) << cell;
    tries.note(cell % 20 == 0);
  }
}

}  // namespace
}  // namespace gongdun::detect
