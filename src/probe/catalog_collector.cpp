// What scans of this store have found: are grades decided, does personal information lie in the clear, were credentials found.
#include "probe/collector.h"
#include "store/rows.h"

namespace gongdun::probe {

namespace {

double percent(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part * 100 / whole);
}

base::Result<Collected> collect(const Target&, const Settings& settings) {
  if (settings.db == nullptr) return base::fail(base::Code::internal, "没有打开存储库", "no store is open");
  Collected out;
  // class: 1 important, 2 core, as proposed; a person's word is in `state`.
  auto status = store::rows(
      *settings.db,
      [&](store::Stmt& row) {
        const std::int64_t all = row.integer(0);
        out.raw = {{"assets", all},
                   {"without_category", row.integer(1)},
                   {"undecided", row.integer(2)},
                   {"candidates", row.integer(3)},
                   {"candidates_undecided", row.integer(4)},
                   {"personal", row.integer(5)},
                   {"credentials", row.integer(6)}};
        out.facts.number("catalog_assets", static_cast<double>(all));
        out.facts.number("catalog_uncategorised", percent(row.integer(1), all));
        out.facts.number("catalog_undecided", percent(row.integer(2), all));
        out.facts.number("catalog_candidates", static_cast<double>(row.integer(3)));
        out.facts.number("catalog_candidates_open", static_cast<double>(row.integer(4)));
        out.facts.number("catalog_personal", static_cast<double>(row.integer(5)));
        out.facts.number("catalog_credentials", static_cast<double>(row.integer(6)));
      },
      "SELECT count(*), coalesce(sum(CASE WHEN category = '' THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN state = 'pending' THEN 1 ELSE 0 END), 0), "
      "coalesce(sum(CASE WHEN class >= 1 THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN class >= 1 AND state = 'pending' THEN 1 ELSE 0 END), 0), "
      "coalesce(sum(personal), 0), coalesce(sum(credentials), 0) FROM asset WHERE vanished = 0");
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

}  // namespace

const Collector kCatalogCollector{"catalog", [](const Target&) { return true; },
                                  [](const Target&) {
                                    return base::Bilingual{"汇总本机存储库中已有的扫描结果，不读取其他数据",
                                                           "sums up what scans of this store have found; reads nothing else"};
                                  },
                                  collect};

}  // namespace gongdun::probe
