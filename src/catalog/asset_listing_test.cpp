// Lists, counts and search against looking at every asset, on both engines, whichever way a page is found.
#include "catalog/asset_listing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/split.h"
#include "catalog/asset_groups.h"
#include "catalog/asset_search.h"
#include "catalog/asset_store.h"
#include "catalog/facts_json.h"
#include "catalog/listing_page.h"
#include "catalog/search_terms.h"
#include "store/rows.h"
#include "store/test_engines.h"

namespace gongdun::catalog {
namespace {

struct Made {
  std::string id, name, location, category, kind, source, sector, format;
  std::vector<std::string> headers;
  int rank = 1;
  std::uint64_t rows = 0, bytes = 0, persons = 0;
  std::string folded() const {
    std::string out = name + "\n" + location + "\n" + category;
    for (const std::string& header : headers) out += "\n" + header;
    return fold_for_search(out);
  }
};

class AssetListing : public store::testing::OnEngine {
 protected:
  void SetUp() override {
    OnEngine::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    auto opened = Catalog::open(url());
    ASSERT_TRUE(opened) << opened.error().text(base::Lang::en);
    catalog_ = std::move(*opened);
    fill();
  }

  store::Db& db() { return catalog_->db(); }

  template <class T>
  const T& any(const std::vector<T>& list) {
    return list[random_() % list.size()];
  }

  void fill() {
    const std::vector<std::string> words{"工艺", "参数", "炼钢", "客户", "设备台账", "温度", "EmpRoster", "Order_id", "PLC3", "记录", "Ｖ２", "質量", "𠮷"};
    const std::vector<std::string> grades{"general-1", "general-2", "general-4", "important", "core"};
    auto tx = store::Tx::begin(db());
    ASSERT_TRUE(tx);
    for (int i = 0; i < 240; ++i) {
      Made made{.name = any(words) + any(words) + (i % 3 == 0 ? "_" : "") + any(words) + std::to_string(i % 40),
                .location = "/数据/" + any(words) + "/" + std::to_string(i % 7),
                .category = any(std::vector<std::string>{"研发数据/工艺参数", "管理数据/人员", ""}),
                .kind = i % 4 == 0 ? "document" : "table",
                .source = "S-" + std::to_string(i % 3),
                .sector = i % 5 == 0 ? "S-01" : "",
                .format = i % 2 == 0 ? "csv" : "xlsx",
                .headers = {any(words), any(words) + "编号"},
                .rows = random_() % 9,
                .bytes = random_() % 1000,
                .persons = random_() % 3};
      auto id = ensure_asset(db(), {"key" + std::to_string(i), made.name, made.kind, made.location, ""});
      ASSERT_TRUE(id);
      made.id = *id;
      grade::Facts facts{.kind = made.kind, .name = made.name, .formats = {made.format}, .headers = made.headers};
      facts.rows = made.rows;
      facts.bytes = made.bytes;
      facts.persons = made.persons;
      grade::Assessment assessment{.category = made.category, .proposed = *grade::parse_grade(any(grades))};
      assessment.sector.id = made.sector;
      made.rank = grade::rank_of(assessment.proposed);
      ASSERT_TRUE(save_graded(db(), {made.id, made.name, made.location, facts, assessment}, pack::PackSet{}, "digest"));
      ASSERT_TRUE(
          store::run(db(), "UPDATE asset SET source_id = ?, org_id = 'O-1', first_seen = ?, last_seen = ? WHERE id = ?", made.source, i / 2, i % 11, made.id));
      all_.push_back(std::move(made));
    }
    ASSERT_TRUE(tx->commit());
  }

  std::vector<std::string> paged(const ListingFilter& filter, const std::string& sort, PageLimits limits) {
    auto parsed = parse_sort(sort);
    EXPECT_TRUE(parsed);
    std::vector<std::string> out;
    std::optional<PageEntry> after;
    const access::Scope scope = access::Scope::all();
    for (int pages = 0; pages < 200; ++pages) {
      auto page = find_page(db(), {.scope = scope, .filter = filter, .sort = *parsed, .after = after, .limit = 9, .limits = limits});
      EXPECT_TRUE(page) << page.error().text(base::Lang::en);
      if (!page || page->empty()) return out;
      for (const PageEntry& entry : *page) out.push_back(entry.id);
      after = page->back();
    }
    ADD_FAILURE() << "pages do not end";
    return out;
  }

  std::vector<std::string> expected(const std::string& sort, const std::function<bool(const Made&)>& passes) {
    std::vector<std::pair<std::string, std::string>> keyed;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const Made& made = all_[i];
      if (!passes(made)) continue;
      const auto number = [](std::uint64_t value) { return std::string(20 - std::to_string(value).size(), '0') + std::to_string(value); };
      const std::string name = sort.substr(sort.starts_with('-'));
      keyed.emplace_back(name == "name"         ? made.name
                         : name == "rows"       ? number(made.rows)
                         : name == "bytes"      ? number(made.bytes)
                         : name == "persons"    ? number(made.persons)
                         : name == "first_seen" ? number(i / 2)
                         : name == "last_seen"  ? number(i % 11)
                                                : number(static_cast<std::uint64_t>(made.rank)),
                         made.id);
    }
    std::ranges::sort(keyed);
    if (sort.starts_with('-')) std::ranges::reverse(keyed);
    std::vector<std::string> out;
    for (auto& [key, id] : keyed) out.push_back(std::move(id));
    return out;
  }

  std::unique_ptr<Catalog> catalog_;
  std::vector<Made> all_;
  std::mt19937 random_{20240501};
};
INSTANTIATE_TEST_SUITE_P(Engines, AssetListing, store::testing::kEngines, store::testing::engine_name);

const std::vector<std::string> kSorts{"grade", "-grade", "name",    "-name",    "rows",       "-rows",
                                      "bytes", "-bytes", "persons", "-persons", "first_seen", "-last_seen"};
// From heads of groups; walking in windows of 20; sorted because walking ended too soon.
const std::vector<PageLimits> kWays{
    {}, {.few = 2, .groups = 0, .first_window = 20, .last_window = 20'000}, {.few = 2, .groups = 0, .first_window = 3, .last_window = 3}};

TEST_P(AssetListing, Pages_of_every_sort_are_complete_and_in_order) {
  for (const std::string& sort : kSorts)
    for (const PageLimits& way : kWays) EXPECT_EQ(paged({}, sort, way), expected(sort, [](const Made&) { return true; })) << sort << ' ' << way.groups;
}

TEST_P(AssetListing, Filters_pass_what_looking_at_every_asset_passes) {
  const std::vector<std::pair<ListingFilter, std::function<bool(const Made&)>>> filters{
      {{.grades = {"important", "core"}}, [](const Made& made) { return made.rank >= 10; }},
      {{.sectors = {"S-01"}}, [](const Made& made) { return made.sector == "S-01"; }},
      {{.categories = {"研发数据"}}, [](const Made& made) { return made.category.starts_with("研发数据"); }},
      {{.kinds = {"document"}, .sources = {"S-1", "S-2"}}, [](const Made& made) { return made.kind == "document" && made.source != "S-0"; }},
      {{.format = "csv"}, [](const Made& made) { return made.format == "csv"; }},
      {{.text = "炼钢", .grades = {"core"}}, [](const Made& made) { return made.rank == 20 && made.folded().find("炼钢") != std::string::npos; }},
  };
  for (const auto& [filter, passes] : filters)
    for (const std::string sort : {"-grade", "name", "-rows"})
      for (const PageLimits& way : kWays) EXPECT_EQ(paged(filter, sort, way), expected(sort, passes)) << sort << ' ' << filter.text << ' ' << way.groups;
}

TEST_P(AssetListing, Search_finds_what_looking_at_every_text_finds) {
  const std::vector<std::string> typed{"工艺", "艺参数", "炉",   "empr", "ROSTER",    "order_id",      "id",    "plc3",
                                       "3记",  "v2",     "質量", "𠮷",   "参数 客户", "研发数据/工艺", "台账编"};
  for (const std::string& text : typed) {
    const auto contains = [&](const Made& made) {
      const std::string folded = made.folded();
      return std::ranges::all_of(base::split(fold_for_search(text), ' '), [&](const std::string& word) { return folded.find(word) != std::string::npos; });
    };
    const auto wanted = expected("name", contains);
    EXPECT_EQ(wanted.empty(), text == "炉") << text;
    for (const PageLimits& way : kWays) EXPECT_EQ(paged({.text = text}, "name", way), wanted) << text << ' ' << way.few;
  }
}

TEST_P(AssetListing, Counts_and_facets_agree_with_the_list) {
  const access::Scope scope = access::Scope::all();
  for (const ListingFilter& filter : {ListingFilter{}, ListingFilter{.states = {"pending"}, .sources = {"S-1"}}, ListingFilter{.text = "参数"}}) {
    const std::uint64_t listed = paged(filter, "-grade", {}).size();
    EXPECT_EQ(count_assets(db(), scope, filter).value(), listed);
    const auto beside = count_beside(db(), scope, filter).value();
    EXPECT_EQ(beside.count, listed);
    EXPECT_FALSE(beside.at_least);
    const auto facets = asset_facets(db(), scope, filter).value();
    EXPECT_EQ(facets.total, listed);
    std::uint64_t by_grade = 0;
    for (const auto& [grade, count] : facets.grades) by_grade += count;
    EXPECT_EQ(by_grade, listed);
  }
}

// Whatever statement changes a row: the groups say what counting the rows says.
TEST_P(AssetListing, Groups_follow_every_change_of_a_row) {
  const auto agrees = [&] {
    std::map<std::string, std::uint64_t> counted, kept;
    EXPECT_TRUE(store::rows(
        db(), [&](store::Stmt& row) { counted[row.text(0) + row.text(1) + row.text(2)] = static_cast<std::uint64_t>(row.integer(3)); },
        "SELECT org_id, source_id, state, sum(row_count + 1) FROM asset GROUP BY org_id, source_id, state"));
    EXPECT_TRUE(store::rows(
        db(), [&](store::Stmt& row) { kept[row.text(0) + row.text(1) + row.text(2)] = static_cast<std::uint64_t>(row.integer(3)); },
        "SELECT org_id, source_id, state, sum(row_sum + asset_count) FROM asset_group WHERE asset_count > 0 GROUP BY org_id, source_id, state"));
    EXPECT_EQ(counted, kept);
  };
  agrees();
  ASSERT_TRUE(store::run(db(), "UPDATE asset SET state = 'decided', row_count = row_count + 3 WHERE source_id = 'S-1'"));
  agrees();
  ASSERT_TRUE(store::run(db(), "DELETE FROM asset WHERE source_id = 'S-2' AND kind = 'document'"));
  agrees();
  ASSERT_TRUE(ungroup_source(db(), "S-0"));
  ASSERT_TRUE(store::run(db(), "UPDATE asset SET org_id = 'O-2' WHERE source_id = 'S-0'"));
  ASSERT_TRUE(regroup(db()));
  agrees();
  ASSERT_TRUE(store::run(db(), "UPDATE asset SET org_id = '' WHERE source_id = 'S-0'"));
  ASSERT_TRUE(adopt_assets(db(), "O-3"));
  agrees();
}

TEST_P(AssetListing, Best_hits_are_called_so_then_begin_so) {
  auto tx = store::Tx::begin(db());
  ASSERT_TRUE(tx);
  for (const char* name : {"高炉日志", "高炉日志备份", "旧高炉日志"}) {
    auto id = ensure_asset(db(), {name, name, "table", "/x", ""});
    ASSERT_TRUE(id);
    grade::Facts facts;
    facts.headers = {"炉号"};
    ASSERT_TRUE(store::run(db(), "UPDATE asset SET facts = ? WHERE id = ?", facts_to_json(facts), *id));
    ASSERT_TRUE(save_graded(db(), {*id, name, "/x", facts, grade::Assessment{}}, pack::PackSet{}, "digest"));
  }
  ASSERT_TRUE(tx->commit());
  const auto hits = search_assets(db(), access::Scope::all(), "高炉日志", 10).value();
  ASSERT_EQ(hits.size(), 3U);
  EXPECT_EQ(hits[0].name, "高炉日志");
  EXPECT_EQ(hits[1].name, "高炉日志备份");
  const auto fields = search_fields(db(), access::Scope::all(), "炉号", 2).value();
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].column, "炉号");
  EXPECT_TRUE(search_assets(db(), access::Scope(), "高炉日志", 10).value().empty());
}

}  // namespace
}  // namespace gongdun::catalog
