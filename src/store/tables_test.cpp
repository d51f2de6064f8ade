#include "store/tables.h"

#include <gmock/gmock.h>

#include "store/rows.h"
#include "store/snapshot.h"
#include "store/test_engines.h"

namespace gongdun::store {
namespace {

using ::testing::ElementsAre;

const std::vector<Migration> kThings = {{1, R"sql(
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE area (id TEXT PRIMARY KEY, zone INTEGER NOT NULL REFERENCES zone(id), share REAL, "order" INTEGER, note TEXT);
)sql"}};

class Tables : public testing::OnEngine {};
INSTANTIATE_TEST_SUITE_P(Engines, Tables, testing::kEngines, testing::engine_name);

TEST_P(Tables, Store_listsWhatMigrationsMade_referredOnesFirst) {
  auto db = open();
  ASSERT_TRUE(db->migrate("things", kThings));
  auto found = tables(*db);
  ASSERT_TRUE(found) << found.error().text(base::Lang::en);
  ASSERT_EQ(found->size(), 3u);
  EXPECT_EQ((*found)[0].name, "schema_version");
  EXPECT_EQ((*found)[1].name, "zone");
  EXPECT_EQ((*found)[2].name, "area");
  EXPECT_THAT((*found)[2].columns, ElementsAre(Column{"id", ColumnType::text}, Column{"zone", ColumnType::integer}, Column{"share", ColumnType::real},
                                               Column{"order", ColumnType::integer}, Column{"note", ColumnType::text}));
}

TEST_P(Tables, Rows_goAndComeUnchanged_numbersGoOn) {
  auto db = open();
  ASSERT_TRUE(db->migrate("things", kThings));
  auto found = tables(*db);
  const std::vector<Row> zones = {{std::int64_t{7}, std::string("一区")}, {std::int64_t{9}, std::string("nul\0 and \xff", 10)}};
  const std::vector<Row> areas = {{std::string("a"), std::int64_t{7}, 0.1, std::int64_t{-3}, std::monostate()},
                                  {std::string("b"), std::int64_t{9}, std::monostate(), std::monostate(), std::string()}};
  {
    auto tx = Tx::begin(*db);
    ASSERT_TRUE(empty_tables(*db, {(*found)[1], (*found)[2]}));
    for (const auto& [table, rows] : {std::pair{(*found)[1], zones}, std::pair{(*found)[2], areas}}) {
      auto writer = RowWriter::into(*db, table);
      ASSERT_TRUE(writer);
      for (const Row& row : rows) ASSERT_TRUE(writer->add(row));
    }
    ASSERT_TRUE(renumber(*db, *found));
    ASSERT_TRUE(tx->commit());
  }
  std::vector<Row> back;
  const auto keep = [&](Row&& row) -> base::Status {
    back.push_back(std::move(row));
    return {};
  };
  ASSERT_TRUE(each_row_of(*db, (*found)[1], keep));
  EXPECT_EQ(back, zones);
  back.clear();
  ASSERT_TRUE(each_row_of(*db, (*found)[2], keep));
  EXPECT_EQ(back, areas);
  EXPECT_EQ(integer(*db, "INSERT INTO zone(name) VALUES('三区') RETURNING id")->value_or(0), 10);
}

TEST_P(Tables, Snapshot_showsOneMomentAndTakesNoWrites) {
  auto db = open();
  ASSERT_TRUE(db->migrate("things", kThings));
  ASSERT_TRUE(run(*db, "INSERT INTO zone(name) VALUES('一区')"));
  auto snapshot = open_snapshot(url());
  ASSERT_TRUE(snapshot) << snapshot.error().text(base::Lang::en);
  const auto count = [&] { return integer(**snapshot, "SELECT count(*) FROM zone")->value_or(-1); };
  ASSERT_TRUE(run(*db, "INSERT INTO zone(name) VALUES('二区')"));
  EXPECT_EQ(count(), 1);
  ASSERT_TRUE(run(*db, "DELETE FROM zone"));
  EXPECT_EQ(count(), 1);
  EXPECT_FALSE(run(**snapshot, "DELETE FROM zone"));
  EXPECT_EQ(integer(*db, "SELECT count(*) FROM zone")->value_or(-1), 0);
}

}  // namespace
}  // namespace gongdun::store
