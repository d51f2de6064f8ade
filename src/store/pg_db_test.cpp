// What only PostgreSQL does: addresses, passwords, lost connections, the turn among writers.
#include <gtest/gtest.h>

#include "store/pg_address.h"
#include "store/test_engines.h"

namespace gongdun::store {
namespace {

std::string said(const base::Error& error) {
  return error.text(base::Lang::zh) + '\n' + error.text(base::Lang::en);
}

class Postgres : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::PgServer::installed()) GTEST_SKIP() << "PostgreSQL 15 is not installed (package postgresql-15)";
    server = testing::PgServer::instance();
    ASSERT_NE(server, nullptr) << "the PostgreSQL of the tests does not start";
    url = server->fresh_url();
    db = open();
    other = open();
    ASSERT_TRUE(db && other);
    ASSERT_TRUE(db->exec("CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT)"));
  }
  std::unique_ptr<Db> open() {
    auto opened = Db::open(url);
    EXPECT_TRUE(opened) << said(opened.error());
    return opened ? std::move(*opened) : nullptr;
  }
  std::int64_t number(Db& on, std::string_view sql) {
    auto query = on.prepare(sql);
    auto row = (*query)->step();
    EXPECT_TRUE(row && *row) << (row ? "no row" : said(row.error()));
    return row && *row ? (*query)->integer(0) : -1;
  }
  // Ends the connection of `victim` and waits until its server process is gone.
  void kill(std::int64_t pid) {
    auto end = other->prepare("SELECT pg_terminate_backend(CAST(? AS INT), 10000)");
    auto row = (*end)->bind(1, pid).step();
    ASSERT_TRUE(row && *row) << said(row.error());
    ASSERT_EQ((*end)->integer(0), 1);
  }

  testing::PgServer* server = nullptr;
  std::string url;
  std::unique_ptr<Db> db, other;
};

TEST_F(Postgres, KilledInATransaction_fails_thenGoesOn) {
  const std::int64_t pid = number(*db, "SELECT pg_backend_pid()");
  {
    auto tx = Tx::begin(*db);
    ASSERT_TRUE(tx);
    ASSERT_TRUE(db->exec("INSERT INTO thing(name) VALUES('lost')"));
    kill(pid);
    auto insert = db->prepare("INSERT INTO thing(name) VALUES('later')");
    for (int i = 0; i < 2; ++i) {  // never outside of the transaction it belongs to
      const auto status = (*insert)->run();
      ASSERT_FALSE(status);
      EXPECT_NE(status.error().message.en.find("nothing of it was saved"), std::string::npos) << said(status.error());
    }
    EXPECT_FALSE(tx->commit());
  }
  EXPECT_EQ(number(*db, "SELECT count(*) FROM thing"), 0);
  ASSERT_TRUE(db->exec("INSERT INTO thing(name) VALUES('again')"));
  EXPECT_EQ(number(*other, "SELECT count(*) FROM thing"), 1);
}

TEST_F(Postgres, KilledBetweenTransactions_isNotNoticed) {
  auto query = db->prepare("SELECT count(*), pg_backend_pid() FROM thing");
  ASSERT_TRUE((*query)->step().value());
  const std::int64_t pid = (*query)->integer(1);
  ASSERT_TRUE((*query)->run());
  kill(pid);
  auto row = (*query)->step();
  ASSERT_TRUE(row && *row) << said(row.error());
  EXPECT_NE((*query)->integer(1), pid);
  ASSERT_TRUE((*query)->run());
  kill(number(*db, "SELECT pg_backend_pid()"));
  EXPECT_TRUE(Tx::begin(*db)->commit());
}

TEST_F(Postgres, KilledWhileRowsAreRead_fails_thenGoesOn) {
  ASSERT_TRUE(db->exec("INSERT INTO thing(name) SELECT repeat('x', 1000) FROM generate_series(1, 50000)"));
  const std::int64_t pid = number(*db, "SELECT pg_backend_pid()");
  auto query = db->prepare("SELECT name FROM thing");
  ASSERT_TRUE((*query)->step().value());
  kill(pid);
  base::Result<bool> row = true;
  while (row && *row) row = (*query)->step();
  ASSERT_FALSE(row);
  EXPECT_EQ(number(*db, "SELECT count(*) FROM thing"), 50000);
}

TEST_F(Postgres, KilledInTheMiddleOfAWrite_saysSo) {
  const std::int64_t pid = number(*db, "SELECT pg_backend_pid()");
  const pid_t child = ::fork();
  if (child == 0) {
    other.release();  // the parent's
    auto mine = Db::open(url);
    auto waiting = (*mine)->prepare("SELECT count(*) FROM pg_stat_activity WHERE pid = CAST(? AS INT) AND wait_event = 'PgSleep'");
    for (std::int64_t there = 0; there == 0;) {
      if (!(*waiting)->bind(1, pid).step().value()) break;
      there = (*waiting)->integer(0);
      (void)(*waiting)->run();
    }
    auto end = (*mine)->prepare("SELECT pg_terminate_backend(CAST(? AS INT))");
    ::_exit((*end)->bind(1, pid).step().value() ? 0 : 1);
  }
  const auto status = (*db->prepare("INSERT INTO thing(name) SELECT 'x' FROM pg_sleep(30)"))->run();
  ::waitpid(child, nullptr, 0);
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message.en.find("lost"), std::string::npos) << said(status.error());
  EXPECT_EQ(number(*db, "SELECT count(*) FROM thing"), 0);
}

TEST_F(Postgres, StepThatFailed_commitSavesNothingAndSaysSo) {
  auto tx = Tx::begin(*db);
  ASSERT_TRUE(db->exec("INSERT INTO thing(id) VALUES(1)"));
  ASSERT_FALSE(db->exec("INSERT INTO thing(id) VALUES(1)"));
  const auto status = tx->commit();
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message.en.find("nothing of it was saved"), std::string::npos);
  EXPECT_EQ(number(*db, "SELECT count(*) FROM thing"), 0);
}

TEST_F(Postgres, WriterThatDoesNotEnd_makesOthersGiveUp) {
  ASSERT_TRUE(db->exec("SET lock_timeout = '50ms'"));
  auto tx = Tx::begin(*other);
  const auto in_transaction = Tx::begin(*db);
  ASSERT_FALSE(in_transaction);
  EXPECT_NE(in_transaction.error().message.en.find("another program"), std::string::npos) << said(in_transaction.error());
  EXPECT_FALSE((*db->prepare("INSERT INTO thing(name) VALUES('x')"))->run());
  EXPECT_FALSE(db->exec("INSERT INTO thing(name) VALUES('x')"));
  EXPECT_EQ(number(*db, "SELECT count(*) FROM thing"), 0);  // readers do not wait
  ASSERT_TRUE(tx->commit());
  EXPECT_TRUE((*db->prepare("INSERT INTO thing(name) VALUES('x')"))->run());
}

TEST_F(Postgres, WritersOfAnotherStore_doNotWait) {
  auto elsewhere = Db::open(server->fresh_url());
  ASSERT_TRUE((*elsewhere)->exec("SET lock_timeout = '50ms'"));
  auto tx = Tx::begin(*db);
  EXPECT_TRUE(Tx::begin(**elsewhere));
}

TEST_F(Postgres, ManyDifferentStatements_areForgottenInTime) {
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(number(*db, "SELECT " + std::to_string(i)), i);
  EXPECT_LT(number(*db, "SELECT count(*) FROM pg_prepared_statements"), 500);
}

TEST_F(Postgres, WrongPassword_isRefusedAndNotShown) {
  auto refused = Db::open(server->url("public", "Wr0ng-pass"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::Code::permission) << said(refused.error());
  EXPECT_EQ(said(refused.error()).find("Wr0ng"), std::string::npos);
  EXPECT_NE(said(refused.error()).find("tester"), std::string::npos);
}

TEST_F(Postgres, PasswordFile_serves) {
  const std::string file = "/tmp/gd-pgpass-" + std::to_string(::getpid());
  std::ofstream(file) << "*:*:*:tester:" << testing::PgServer::kPassword << '\n';
  ::chmod(file.c_str(), 0600);
  ::setenv("PGPASSFILE", file.c_str(), 1);
  std::string without = url;
  without.erase(without.find(':', 11), without.find('@') - without.find(':', 11));
  auto opened = Db::open(without);
  ::unsetenv("PGPASSFILE");
  EXPECT_TRUE(opened) << said(opened.error());
  EXPECT_FALSE(Db::open(without));
  std::filesystem::remove(file);
}

TEST(PgAddress, UnknownHost_saysWhichAndNoPassword) {
  auto refused = Db::open("postgres://tester:hunter2@nowhere.invalid:5433/plant");
  ASSERT_FALSE(refused);
  EXPECT_NE(said(refused.error()).find("nowhere.invalid:5433/plant"), std::string::npos) << said(refused.error());
  EXPECT_EQ(said(refused.error()).find("hunter2"), std::string::npos) << said(refused.error());
}

TEST(PgAddress, NobodyListens_saysWhere) {
  auto refused = Db::open("postgresql://127.0.0.1:1/plant");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::Code::io);
  EXPECT_EQ(refused.error().where, "127.0.0.1:1/plant");
}

// Whatever stands in a password, no piece of it comes out as a host, a port or a database.
TEST(PgAddress, Malformed_isRefusedWithoutItsParts) {
  for (const char* url : {"postgres://u:hunt@er2@nowhere.invalid/d", "postgres://u:hunt/er2@nowhere.invalid/d", "postgres://u:hunt?er2@nowhere.invalid/d",
                          "postgres://u:hunt#er2@nowhere.invalid/d", "postgres://u:hunt er2@nowhere.invalid/d", "postgres://u:hunt%zzer2@nowhere.invalid/d",
                          "postgres://u:hunter2", "postgres://u@nowhere.invalid/d?password=hunt@er2", "postgres://[hunter2", "postgres://u@h/d?hunter2=1",
                          "postgres://u:hunt%00er2@nowhere.invalid/d"}) {
    auto refused = Db::open(url);
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().code, base::Code::invalid_input) << url << ": " << said(refused.error());
    EXPECT_EQ(said(refused.error()).find("hunt"), std::string::npos) << url << ": " << said(refused.error());
    EXPECT_EQ(said(refused.error()).find("er2"), std::string::npos) << url << ": " << said(refused.error());
  }
}

TEST(PgAddress, Quotes_areLetters) {
  auto place = pg_place("postgres://u'%20dbname=x:p'%20host=evil%20'@nowhere.invalid/d'%20host=evil?application_name=a'b");
  ASSERT_TRUE(place) << said(place.error());
  EXPECT_EQ(*place, "nowhere.invalid/d' host=evil");
  auto refused = Db::open("postgres://u'%20dbname=x:p'%20host=evil%20'@nowhere.invalid/d'%20host=evil");
  ASSERT_FALSE(refused);
  EXPECT_NE(said(refused.error()).find("nowhere.invalid"), std::string::npos) << said(refused.error());
}

TEST(PgAddress, Place_namesHostPortAndDatabaseOnly) {
  EXPECT_EQ(pg_place("postgres://me:secret@db1:5433/plant?sslmode=require").value(), "db1:5433/plant");
  EXPECT_EQ(pg_place("postgres://me:secret@/plant?host=/run/postgresql").value(), "/run/postgresql/plant");
  EXPECT_EQ(pg_place("postgres:///plant").value(), "localhost/plant");
  EXPECT_EQ(pg_place("postgres://?service=plant").value(), "service plant");
}

}  // namespace
}  // namespace gongdun::store
