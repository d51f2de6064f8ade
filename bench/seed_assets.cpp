// seed_assets STORE COUNT: a store with invented assets, through the code that scans and people use. `./dev bench serve` multiplies them in the database.
// Words are Zipf-distributed: some stand in every third asset, some in one of ten thousand. Some thousand folders, tables of 3 to 14 columns.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iostream>
#include <random>
#include <string>

#include "catalog/asset_row.h"
#include "catalog/asset_store.h"
#include "catalog/facts_json.h"
#include "store/rows.h"

using namespace gongdun;

namespace {

constexpr std::array<const char*, 30> kSubjects{"工艺参数", "炼钢", "高炉",   "转炉", "轧制", "设备台账", "点检", "能耗", "质量",   "检验",
                                                "合同",     "客户", "供应商", "采购", "库存", "物流",     "人员", "工资", "考勤",   "安全",
                                                "环保",     "研发", "图纸",   "配方", "订单", "排产",     "仓储", "备件", "传感器", "日志"};
constexpr std::array<const char*, 14> kKinds{"记录", "明细",   "汇总",          "台账",        "报告",       "清单", "曲线",
                                             "统计", "Roster", "HistorianTags", "order_lines", "plc_config", "批次", "月报"};
constexpr std::array<const char*, 24> kColumns{"编号",     "姓名",  "日期",     "温度",      "压力",     "流量",   "数量", "单价",
                                               "客户名称", "电话",  "身份证号", "部门",      "设备号",   "批次号", "状态", "操作员",
                                               "tag_name", "value", "quality",  "updatedAt", "order_id", "sku",    "备注", "炉号"};
constexpr std::array<const char*, 7> kCategories{
    "研发数据/工艺参数", "生产运行数据/设备状态", "生产运行数据/质量", "管理数据/人员", "管理数据/客户", "运维数据/日志", ""};
constexpr std::array<const char*, 6> kGrades{"general-1", "general-2", "general-3", "general-4", "important", "core"};

class Maker {
 public:
  base::Status make(store::Db& db, std::size_t number) {
    const std::string subject = kSubjects[zipf(kSubjects.size())], kind = kKinds[zipf(kKinds.size())];
    const bool table = random_() % 3 != 0;
    grade::Facts facts{.kind = table ? "table" : "document", .name = subject + kind + fmt::format("_{:05}", number), .formats = {table ? "csv" : "docx"}};
    const std::size_t columns = table ? 3 + random_() % 12 : 0;
    for (std::size_t i = 0; i < columns; ++i)
      facts.headers.push_back(kColumns[random_() % kColumns.size()] + (i % 3 == 0 ? std::to_string(number % 97) : std::string()));
    facts.rows = random_() % 1'000'000;
    facts.bytes = random_() % 100'000'000;
    facts.persons = table && random_() % 4 == 0 ? random_() % 10'000 : 0;
    if (facts.persons > 0) facts.detectors.push_back({"P-PHONE", facts.persons, facts.persons, 0.9, true, false});
    for (std::size_t i = 0; i < 12; ++i) facts.terms.push_back({kSubjects[(number + i) % kSubjects.size()], random_() % 50, random_() % 3, 1});
    const std::string location = fmt::format("/srv/数据/{}/{:03}/{}", subject, number % 499, number % 7);
    grade::Assessment assessment{.category = kCategories[zipf(kCategories.size())], .proposed = *grade::parse_grade(kGrades[zipf(kGrades.size())])};
    assessment.by_rules = assessment.proposed;
    assessment.sector.id = fmt::format("S-{:02}", 1 + zipf(9));
    assessment.reasons.push_back(
        {"R-SEED", "seed", "GB/T 43697-2024", "D", {"依据列名与所在文件夹的内容判定", "by the names of columns and what the folder holds"}});
    auto id = catalog::ensure_asset(db, {location + "\n" + facts.name, facts.name, facts.kind, location, ""});
    if (!id) return std::unexpected(std::move(id).error());
    GD_TRY(store::run(db, "UPDATE asset SET facts = ? WHERE id = ?", catalog::facts_to_json(facts), *id));
    return catalog::save_graded(db, {*id, facts.name, location, facts, assessment}, packs_, "seed");
  }

 private:
  std::size_t zipf(std::size_t count) {
    return static_cast<std::size_t>(std::pow(static_cast<double>(count), std::uniform_real_distribution<>(0, 1)(random_))) - 1;
  }

  std::mt19937_64 random_{7};
  pack::PackSet packs_;
};

base::Status seed(const std::string& url, std::size_t count) {
  auto opened = catalog::Catalog::open(url);
  if (!opened) return std::unexpected(std::move(opened).error());
  store::Db& db = (*opened)->db();
  Maker maker;
  for (std::size_t number = 0; number < count;) {
    auto tx = store::Tx::begin(db);
    if (!tx) return std::unexpected(std::move(tx).error());
    for (const std::size_t end = std::min(number + 1000, count); number < end; ++number) GD_TRY(maker.make(db, number));
    GD_TRY(tx->commit());
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "seed_assets STORE COUNT\n";
    return 2;
  }
  const auto done = seed(argv[1], std::stoul(argv[2]));
  if (!done) std::cerr << done.error().text(base::Lang::en) << '\n';
  return done ? 0 : 1;
}
