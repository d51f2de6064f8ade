#include "store/db.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace gongdun::store {
namespace {

std::string fresh_path() {
  static int number = 0;
  const auto path = std::filesystem::temp_directory_path() / ("gd-db-" + std::to_string(getpid()) + "-" + std::to_string(++number) + ".db");
  std::filesystem::remove(path);
  return path.string();
}

const std::vector<Migration> kMigrations = {{1, "CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT, size REAL)"},
                                            {2, "ALTER TABLE thing ADD COLUMN note TEXT"}};

TEST(Db, OpenUnknownAddress_saysWhatIsPossible) {
  auto db = Db::open("oracle://x");
  ASSERT_FALSE(db);
  EXPECT_NE(db.error().message.zh.find("sqlite:"), std::string::npos);
}

TEST(Db, Migrate_twice_appliesOnce) {
  const std::string path = fresh_path();
  for (int round = 0; round < 2; ++round) {
    auto db = Db::open("sqlite:" + path);
    ASSERT_TRUE(db) << db.error().text(base::Lang::en);
    ASSERT_TRUE((*db)->migrate("test", kMigrations));
  }
  struct stat info{};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  std::filesystem::remove(path);
}

TEST(Db, Migrate_newerStore_isRefused) {
  auto db = Db::open(":memory:");
  ASSERT_TRUE(db);
  ASSERT_TRUE((*db)->migrate("test", kMigrations));
  const auto status = (*db)->migrate("test", {kMigrations[0]});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, base::Code::unsupported);
}

TEST(Db, BindAndRead_roundTripsUtf8AndNull) {
  auto db = Db::open(":memory:");
  ASSERT_TRUE((*db)->migrate("test", kMigrations));
  auto insert = (*db)->prepare("INSERT INTO thing(id, name, size, note) VALUES(?, ?, ?, ?)");
  ASSERT_TRUE(insert);
  ASSERT_TRUE((*insert)->bind(1, std::int64_t{7}).bind(2, "铁水").bind(3, 1.5).bind_null(4).run());
  auto query = (*db)->prepare("SELECT id, name, size, note FROM thing");
  ASSERT_TRUE(query);
  ASSERT_TRUE((*query)->step().value());
  EXPECT_EQ((*query)->integer(0), 7);
  EXPECT_EQ((*query)->text(1), "铁水");
  EXPECT_DOUBLE_EQ((*query)->real(2), 1.5);
  EXPECT_TRUE((*query)->is_null(3));
}

TEST(Tx, NotCommitted_rollsBack) {
  auto db = Db::open(":memory:");
  ASSERT_TRUE((*db)->migrate("test", kMigrations));
  {
    auto tx = Tx::begin(**db);
    ASSERT_TRUE(tx);
    ASSERT_TRUE((*db)->exec("INSERT INTO thing(id) VALUES(1)"));
  }
  auto query = (*db)->prepare("SELECT count(*) FROM thing");
  ASSERT_TRUE((*query)->step().value());
  EXPECT_EQ((*query)->integer(0), 0);
}

TEST(Db, OpenFileThatIsNoDatabase_fails) {
  const std::string path = fresh_path();
  FILE* file = fopen(path.c_str(), "w");
  fputs("this is not a database, but it is long enough to be looked at as one by the library that opens it", file);
  fclose(file);
  auto db = Db::open("sqlite:" + path);
  EXPECT_FALSE(db);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace gongdun::store
