#include "report/atomic_file.h"

#include <gtest/gtest.h>

#include "report/test_support.h"

namespace gongdun::report {
namespace {

std::size_t files_in(const test::Scratch& scratch) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(scratch.path()), {}));
}

TEST(Atomic_file, not_committed_leaves_nothing_and_keeps_the_old_file) {
  const test::Scratch scratch;
  ASSERT_TRUE(write_file(scratch / "r", "old"));
  {
    auto file = AtomicFile::create(scratch / "r");
    ASSERT_TRUE(file && file->write("half"));
    EXPECT_EQ(test::slurp(scratch / "r"), "old");
  }
  EXPECT_EQ(test::slurp(scratch / "r"), "old");
  EXPECT_EQ(files_in(scratch), 1U);
}

TEST(Atomic_file, committed_replaces_and_cleans_up) {
  const test::Scratch scratch;
  ASSERT_TRUE(write_file(scratch / "r", "old"));
  ASSERT_TRUE(write_file(scratch / "r", "new"));
  EXPECT_EQ(test::slurp(scratch / "r"), "new");
  EXPECT_EQ(files_in(scratch), 1U);
}

TEST(Atomic_file, missing_folder_is_reported_with_its_path) {
  const auto written = write_file("/nonexistent-folder/r.html", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, base::Code::not_found);
  EXPECT_TRUE(test::has(written.error().text(base::Lang::zh), "/nonexistent-folder/r.html"));
}

}  // namespace
}  // namespace gongdun::report
