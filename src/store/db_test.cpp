#include "store/db.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <limits>
#include <thread>

#include "store/test_engines.h"

namespace gongdun::store {
namespace {

const std::vector<Migration> kMigrations = {{1, "CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT, size REAL)"},
                                            {2, "ALTER TABLE thing ADD COLUMN note TEXT; CREATE UNIQUE INDEX thing_name ON thing(name)"}};

class Store : public testing::OnEngine {
 protected:
  void SetUp() override {
    OnEngine::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    db = open();
    ASSERT_TRUE(db);
    auto status = db->migrate("test", kMigrations);
    ASSERT_TRUE(status) << status.error().text(base::Lang::en);
  }
  void TearDown() override {
    db.reset();
    OnEngine::TearDown();
  }

  std::unique_ptr<Stmt> prepare(std::string_view sql, Db* on = nullptr) {
    auto stmt = (on == nullptr ? *db : *on).prepare(sql);
    EXPECT_TRUE(stmt) << stmt.error().text(base::Lang::en);
    return std::move(*stmt);
  }
  void add(std::int64_t id, std::string_view name) {
    auto status = prepare("INSERT INTO thing(id, name) VALUES(?, ?)")->bind(1, id).bind(2, name).run();
    ASSERT_TRUE(status) << status.error().text(base::Lang::en);
  }
  std::int64_t number(std::string_view sql, Db* on = nullptr) {
    auto query = prepare(sql, on);
    auto row = query->step();
    EXPECT_TRUE(row && *row) << (row ? "no row" : row.error().text(base::Lang::en));
    return query->integer(0);
  }
  std::vector<std::string> texts(std::string_view sql) {
    auto query = prepare(sql);
    std::vector<std::string> out;
    for (;;) {
      auto row = query->step();
      EXPECT_TRUE(row) << row.error().text(base::Lang::en);
      if (!row || !*row) return out;
      out.push_back(query->text(0));
    }
  }

  std::unique_ptr<Db> db;
};
INSTANTIATE_TEST_SUITE_P(Engines, Store, testing::kEngines, testing::engine_name);

TEST(Db, OpenUnknownAddress_saysWhatIsPossibleAndShowsNoPassword) {
  for (const char* url : {"oracle://x", "postgre://me:hunter2@host/db", "me:hunter2@host"}) {
    auto db = Db::open(url);
    ASSERT_FALSE(db);
    EXPECT_NE(db.error().text(base::Lang::zh).find("sqlite:"), std::string::npos);
    EXPECT_NE(db.error().text(base::Lang::zh).find("postgres://"), std::string::npos);
    EXPECT_EQ(db.error().text(base::Lang::zh).find("hunter2"), std::string::npos);
  }
}

TEST_P(Store, Migrate_twice_appliesOnce) {
  auto again = open();
  ASSERT_TRUE(again->migrate("test", kMigrations));
  EXPECT_EQ(number("SELECT number FROM schema_version WHERE component = 'test'"), 2);
}

TEST(Db, OpenSqlite_fileIsItsOwnersAlone) {
  const auto path = std::filesystem::temp_directory_path() / ("gd-db-mode-" + std::to_string(getpid()));
  auto db = Db::open("sqlite:" + path.string());
  ASSERT_TRUE(db) << db.error().text(base::Lang::en);
  struct stat info{};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  std::filesystem::remove(path);
}

TEST_P(Store, Migrate_newerStore_isRefused) {
  const auto status = db->migrate("test", {kMigrations[0]});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, base::Code::unsupported);
}

TEST_P(Store, Migrate_failsInTheMiddle_leavesNothing) {
  const auto status = db->migrate("other", {{1, "CREATE TABLE half(id INTEGER PRIMARY KEY)"}, {2, "CREATE TABLE half(id INTEGER PRIMARY KEY)"}});
  ASSERT_FALSE(status);
  EXPECT_TRUE(db->exec("CREATE TABLE half(id INTEGER PRIMARY KEY)"));
  EXPECT_EQ(number("SELECT count(*) FROM schema_version"), 1);
}

TEST_P(Store, Migrate_withTextForPostgres_usesItThere) {
  ASSERT_TRUE(db->migrate("other", {{1, "CREATE TABLE made_by(sqlite INTEGER)", "CREATE TABLE made_by(postgresql INTEGER)"}}));
  EXPECT_TRUE(db->exec(on_postgres() ? "INSERT INTO made_by(postgresql) VALUES(1)" : "INSERT INTO made_by(sqlite) VALUES(1)"));
}

TEST_P(Store, BindAndRead_roundTripsUtf8AndNull) {
  auto insert = prepare("INSERT INTO thing(id, name, size, note) VALUES(?, ?, ?, ?)");
  ASSERT_TRUE(insert->bind(1, std::int64_t{7}).bind(2, "铁水'; DROP TABLE thing; --\\😀").bind(3, 1.5).bind_null(4).run());
  auto query = prepare("SELECT id, name, size, note FROM thing");
  ASSERT_TRUE(query->step().value());
  EXPECT_EQ(query->integer(0), 7);
  EXPECT_EQ(query->text(1), "铁水'; DROP TABLE thing; --\\😀");
  EXPECT_DOUBLE_EQ(query->real(2), 1.5);
  EXPECT_TRUE(query->is_null(3));
  EXPECT_FALSE(query->step().value());
}

TEST_P(Store, BindAndRead_extremes) {
  const std::int64_t integers[] = {std::numeric_limits<std::int64_t>::min(), -1, 0, std::numeric_limits<std::int64_t>::max()};
  const double reals[] = {0.1, -std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(), 1.0 / 3};
  auto insert = prepare("INSERT INTO thing(id, size) VALUES(?, ?)");
  for (std::size_t i = 0; i < 4; ++i) ASSERT_TRUE(insert->bind(1, integers[i]).bind(2, reals[i]).run());
  auto query = prepare("SELECT id, size FROM thing WHERE id = ?");
  for (std::size_t i = 0; i < 4; ++i) {
    auto row = query->bind(1, integers[i]).step();
    ASSERT_TRUE(row && *row) << integers[i];
    EXPECT_EQ(query->integer(0), integers[i]);
    EXPECT_EQ(query->real(1), reals[i]);
    ASSERT_TRUE(query->run());
  }
}

// File names of Linux are bytes: they come back as they were, and one is not another.
TEST_P(Store, BindAndRead_bytesThatAreNoText) {
  using namespace std::string_literals;
  const std::string names[] = {"a\0b"s,        "a\0"s,         "a", "\xC4\xE3\xBA\xC3.txt", "\xFF", "\xFE", "\xF4\x8F\xBC\x80", "\xF4\x8F\xBF\xBF",
                               "\xEF\xBF\xBD", "\xED\xA0\x80", ""};
  std::int64_t id = 0;
  for (const std::string& name : names) add(++id, name);
  auto query = prepare("SELECT id FROM thing WHERE name = ?");
  const auto stored = texts("SELECT name FROM thing ORDER BY id");
  ASSERT_EQ(stored.size(), std::size(names));
  for (std::size_t i = 0; i < stored.size(); ++i) {
    EXPECT_EQ(stored[i], names[i]) << i;
    auto row = query->bind(1, names[i]).step();
    ASSERT_TRUE(row && *row) << i;
    EXPECT_EQ(query->integer(0), static_cast<std::int64_t>(i) + 1);
    ASSERT_TRUE(query->run());
  }
}

TEST_P(Store, Order_isThatOfBytes) {
  std::int64_t id = 0;
  for (const char* name : {"b", "a", "B", "_", "中", "阿", "é", "z"}) add(++id, name);
  EXPECT_EQ(texts("SELECT name FROM thing ORDER BY name"), (std::vector<std::string>{"B", "_", "a", "b", "z", "é", "中", "阿"}));
  EXPECT_EQ(number("SELECT count(*) FROM thing WHERE name < 'a'"), 2);
  EXPECT_EQ(texts("SELECT DISTINCT lower(name) || 'É' FROM thing WHERE name >= 'é' AND name < 'ê'"), (std::vector<std::string>{"éÉ"}));
}

TEST_P(Store, Ids_areMadeAndReturned) {
  auto insert = prepare("INSERT INTO thing(name) VALUES(?) RETURNING id");
  for (const std::int64_t wanted : {1, 2, 3}) {
    ASSERT_TRUE(insert->bind(1, std::to_string(wanted)).step().value());
    EXPECT_EQ(insert->integer(0), wanted);
    ASSERT_TRUE(insert->run());
  }
}

TEST_P(Store, NumberedParameters_mixWithPlainOnes) {
  auto query = prepare("SELECT ? || ?2, ?1, '?', ?");
  auto row = query->bind(1, "a").bind(2, "b").bind(3, std::int64_t{1} << 40).step();
  ASSERT_TRUE(row && *row) << row.error().text(base::Lang::en);
  EXPECT_EQ(query->text(0), "ab");
  EXPECT_EQ(query->text(1), "a");
  EXPECT_EQ(query->text(2), "?");
  EXPECT_EQ(query->integer(3), std::int64_t{1} << 40);
}

TEST_P(Store, TruthValues_areOneAndZero) {
  add(1, "x");
  auto query = prepare("SELECT name IS NOT NULL, note IS NOT NULL, EXISTS (SELECT 1 FROM thing WHERE id = 2), note = 'y' FROM thing");
  ASSERT_TRUE(query->step().value());
  EXPECT_EQ(query->integer(0), 1);
  EXPECT_EQ(query->text(1), "0");
  EXPECT_EQ(query->integer(2), 0);
  EXPECT_TRUE(query->is_null(3));
}

TEST_P(Store, Changes_countsRowsOfTheLastChange) {
  add(1, "x");
  add(2, "y");
  ASSERT_TRUE(prepare("UPDATE thing SET note = ?")->bind(1, "n").run());
  EXPECT_EQ(db->changes(), 2);
  EXPECT_EQ(number("SELECT count(*) FROM thing"), 2);
  EXPECT_EQ(db->changes(), 2);
  ASSERT_TRUE(prepare("DELETE FROM thing WHERE id = 5")->run());
  EXPECT_EQ(db->changes(), 0);
}

TEST_P(Store, Statement_reused_keepsNoBindings) {
  auto insert = prepare("INSERT INTO thing(name, note) VALUES(?, ?)");
  ASSERT_TRUE(insert->bind(1, "a").bind(2, "n").run());
  ASSERT_TRUE(insert->bind(1, "b").run());
  ASSERT_TRUE(insert->bind(1, "c").bind_null(2).run());
  EXPECT_EQ(number("SELECT count(*) FROM thing WHERE note IS NULL"), 2);
}

TEST_P(Store, Statement_boundWhileRowsAreRead_fails) {
  add(1, "a");
  add(2, "b");
  auto query = prepare("SELECT id FROM thing WHERE id > ?");
  ASSERT_TRUE(query->bind(1, std::int64_t{0}).step().value());
  query->bind(1, std::int64_t{1});
  EXPECT_FALSE(query->step());
  EXPECT_TRUE(query->bind(1, std::int64_t{1}).step().value());  // and begins anew
  EXPECT_FALSE(prepare("SELECT ?")->bind(2, "x").step());
}

TEST_P(Store, FaultyStatement_failsAndTheStoreGoesOn) {
  auto faulty = db->prepare("SELECT nothing FROM nowhere");
  EXPECT_TRUE(!faulty || !(*faulty)->step());
  add(1, "a");
  auto twice = prepare("INSERT INTO thing(id, name) VALUES(1, 'b')")->run();
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, base::Code::conflict);
  EXPECT_EQ(number("SELECT count(*) FROM thing"), 1);
}

// Rows of one statement are read while others run, in a transaction and without, and also beyond the transaction's end.
TEST_P(Store, StatementsInFlight_doNotDisturbEachOther) {
  const std::int64_t rows = 3000;
  {
    auto tx = Tx::begin(*db);
    auto insert = prepare("INSERT INTO thing(id, name) VALUES(?, ?)");
    for (std::int64_t i = 1; i <= rows; ++i) ASSERT_TRUE(insert->bind(1, i).bind(2, std::string(2000, 'x') + std::to_string(i)).run());
    ASSERT_TRUE(tx->commit());
  }
  for (const bool within : {false, true}) {
    std::optional<Tx> tx;
    if (within) tx.emplace(std::move(*Tx::begin(*db)));
    auto outer = prepare("SELECT id, name FROM thing ORDER BY id");
    auto inner = prepare("SELECT name FROM thing WHERE id >= ? ORDER BY id");
    auto change = prepare("UPDATE thing SET note = 'seen' WHERE id = ?");
    std::int64_t seen = 0;
    for (;;) {
      auto row = outer->step();
      ASSERT_TRUE(row) << row.error().text(base::Lang::en);
      if (!*row) break;
      ASSERT_EQ(outer->integer(0), ++seen);
      if (seen % 500 == 3) {
        ASSERT_TRUE(inner->bind(1, seen).step().value());
        const auto changed = change->bind(1, seen).run();
        ASSERT_TRUE(changed) << changed.error().text(base::Lang::en);
        ASSERT_EQ(inner->text(0), outer->text(1));
        ASSERT_TRUE(inner->run());
      }
      if (seen == 1000 && within) {
        ASSERT_TRUE(tx->commit());
      }
    }
    EXPECT_EQ(seen, rows);
  }
  EXPECT_EQ(number("SELECT count(*) FROM thing WHERE note = 'seen'"), 6);
}

TEST_P(Store, StatementLeftInTheMiddle_freesTheStore) {
  ASSERT_TRUE(prepare("INSERT INTO thing(name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT 'n' || i FROM n")->run());
  for (const bool within : {false, true}) {
    std::optional<Tx> tx;
    if (within) tx.emplace(std::move(*Tx::begin(*db)));
    ASSERT_TRUE(prepare("SELECT name FROM thing")->step().value());
    if (within) {
      ASSERT_TRUE(prepare("DELETE FROM thing WHERE name = 'n1'")->run());
    }
    if (within) {
      ASSERT_TRUE(tx->commit());
    }
    EXPECT_EQ(number("SELECT count(*) FROM thing"), within ? 19999 : 20000);
  }
}

TEST_P(Store, Statement_outlivesItsDb) {
  add(1, "a");
  auto query = prepare("SELECT name FROM thing");
  db.reset();
  EXPECT_TRUE(query->step().value());
  EXPECT_EQ(query->text(0), "a");
}

TEST_P(Store, Tx_notCommitted_rollsBack) {
  {
    auto tx = Tx::begin(*db);
    ASSERT_TRUE(tx);
    ASSERT_TRUE(db->exec("INSERT INTO thing(id) VALUES(1)"));
  }
  EXPECT_EQ(number("SELECT count(*) FROM thing"), 0);
}

TEST_P(Store, LookOver_worksInATransactionAndWithout) {
  add(1, "a");
  EXPECT_TRUE(db->look_over({"thing", "schema_version"}));
  auto tx = Tx::begin(*db);
  add(2, "b");
  EXPECT_TRUE(db->look_over({"thing"}));
  ASSERT_TRUE(tx->commit());
  if (!on_postgres()) return;
  EXPECT_EQ(number("SELECT CAST(reltuples AS INTEGER) FROM pg_class WHERE oid = 'thing'::regclass"), 2);
}

TEST_P(Store, Tx_withinTx_isRefused) {
  auto tx = Tx::begin(*db);
  EXPECT_FALSE(Tx::begin(*db));
  add(1, "a");
  ASSERT_TRUE(tx->commit());
  EXPECT_EQ(number("SELECT count(*) FROM thing"), 1);
}

TEST_P(Store, Tx_isSeenByOthersWhenCommitted) {
  auto other = open();
  auto tx = Tx::begin(*db);
  add(1, "a");
  EXPECT_EQ(number("SELECT count(*) FROM thing", other.get()), 0);
  ASSERT_TRUE(tx->commit());
  EXPECT_EQ(number("SELECT count(*) FROM thing", other.get()), 1);
}

// Each reads the highest number and writes the next: without turns two would write the same.
TEST_P(Store, WritersOfTwoProcesses_takeTurns) {
  constexpr int kEach = 150;
  ASSERT_TRUE(
      db->exec("CREATE TABLE chain(number INTEGER PRIMARY KEY, writer INTEGER); CREATE TABLE tally(count INTEGER NOT NULL); INSERT INTO tally VALUES(0)"));
  db.reset();
  const auto write = [&](std::int64_t writer) {
    auto mine = open();
    if (!mine) return 2;
    for (int i = 0; i < kEach; ++i) {
      auto tx = Tx::begin(*mine);
      if (!tx) return 3;
      const std::int64_t next = number("SELECT coalesce(max(number), 0) + 1 FROM chain", mine.get());
      if (!prepare("INSERT INTO chain(number, writer) VALUES(?, ?)", mine.get())->bind(1, next).bind(2, writer).run()) return 4;
      if (!tx->commit()) return 5;
      if (!prepare("UPDATE tally SET count = count + 1", mine.get())->run()) return 6;  // outside of a transaction
    }
    return 0;
  };
  const pid_t child = ::fork();
  if (child == 0) ::_exit(write(2));
  const int ours = write(1);
  int theirs = 0;
  ::waitpid(child, &theirs, 0);
  EXPECT_EQ(ours, 0);
  EXPECT_EQ(WEXITSTATUS(theirs), 0);
  db = open();
  EXPECT_EQ(number("SELECT count(*) FROM chain"), 2 * kEach);
  EXPECT_EQ(number("SELECT max(number) FROM chain"), 2 * kEach);
  EXPECT_EQ(number("SELECT count FROM tally"), 2 * kEach);
}

TEST(Db, OpenFileThatIsNoDatabase_fails) {
  const auto path = std::filesystem::temp_directory_path() / ("gd-db-none-" + std::to_string(getpid()));
  FILE* file = fopen(path.c_str(), "w");
  fputs("this is not a database, but it is long enough to be looked at as one by the library that opens it", file);
  fclose(file);
  auto db = Db::open("sqlite:" + path.string());
  EXPECT_FALSE(db);
  std::filesystem::remove(path);
}

TEST_P(Store, OthersWait_saysSoWhileSomebodyWaitsToWrite) {
  auto one = open(), other = open();
  ASSERT_TRUE(one && other);
  auto mine = Tx::begin(*one);
  ASSERT_TRUE(mine);
  EXPECT_FALSE(one->others_wait());
  std::thread writer([&] {
    auto theirs = Tx::begin(*other);
    EXPECT_TRUE(theirs && theirs->commit());
  });
  bool waits = false;
  for (int i = 0; i < 1000 && !waits; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    waits = one->others_wait();
  }
  EXPECT_TRUE(waits);
  EXPECT_TRUE(mine->commit());
  writer.join();
}

}  // namespace
}  // namespace gongdun::store
