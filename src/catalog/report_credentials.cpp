// Credentials: the page names every place once, the workbook lists every finding.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "catalog/report_sections.h"

namespace gongdun::catalog {

using base::Lang;

namespace {

constexpr std::size_t kPrintedRows = 200;
constexpr std::size_t kPrintedRuns = 12;  // of one place

// What is found in one place, of one kind.
struct Place {
  std::vector<std::uint64_t> rows;
  double confidence = 0;
};
using PlaceKey = std::tuple<std::string, std::string, std::string>;  // item, table, detector

std::string place_of(const std::string& item, const std::string& table) {
  return table.empty() ? item : item + " · " + table;
}

// 3, 7–9, 12
std::string row_runs(std::vector<std::uint64_t> rows) {
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::string out;
  std::size_t runs = 0;
  for (std::size_t i = 0; i < rows.size(); ++runs) {
    if (runs == kPrintedRuns) return out + " …";
    std::size_t last = i;
    while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1) ++last;
    out += out.empty() ? "" : ", ";
    out += last == i ? fmt::format("{}", rows[i]) : fmt::format("{}–{}", rows[i], rows[last]);
    i = last + 1;
  }
  return out;
}

report::TableBlock places(const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  std::map<PlaceKey, Place> found;
  std::vector<PlaceKey> order;
  for (const StoredFinding& stored : input.credentials) {
    const auto& finding = stored.finding;
    const PlaceKey key{finding.item, finding.table, finding.detector};
    const auto [place, is_new] = found.try_emplace(key);
    if (is_new) order.push_back(key);
    place->second.rows.push_back(finding.row != 0 ? finding.row : finding.page);
    place->second.confidence = std::max<double>(place->second.confidence, finding.confidence);
  }
  report::TableBlock table;
  table.sheet = zh ? "凭据" : "Credentials";
  table.shown = report::Shown::page;
  table.columns = {{zh ? "位置" : "Place", 5},
                   {zh ? "种类" : "Kind", 1.6},
                   {zh ? "处数" : "Count", 0.8, report::Align::right},
                   {zh ? "行/页" : "Lines/pages", 2.6},
                   {zh ? "可信度" : "Confidence", 1.1, report::Align::right}};
  table.printed_rows = kPrintedRows;
  table.empty_text = zh ? "未发现凭据。" : "No credentials were found.";
  for (const PlaceKey& key : order) {
    const Place& place = found.at(key);
    table.rows.push_back({{.text = place_of(place_text(input, std::get<0>(key)), std::get<1>(key))},
                          {.text = detector_name(input, std::get<2>(key))},
                          number_cell(place.rows.size()),
                          {.text = row_runs(place.rows)},
                          {.text = fmt::format("{:.0f}%", place.confidence * 100)}});
  }
  return table;
}

report::TableBlock findings(const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  report::TableBlock table;
  table.sheet = zh ? "凭据" : "Credentials";
  table.shown = report::Shown::sheet;
  table.columns = {{zh ? "位置" : "Place", 5},
                   {zh ? "行/页" : "Line/page", 1, report::Align::right},
                   {zh ? "种类" : "Kind", 2},
                   {zh ? "可信度" : "Confidence", 1, report::Align::right},
                   {zh ? "编号" : "Id", 1.6}};
  for (const StoredFinding& stored : input.credentials) {
    const auto& finding = stored.finding;
    table.rows.push_back({{.text = place_of(finding.item, finding.table)},
                          number_cell(finding.row != 0 ? finding.row : finding.page),
                          {.text = detector_name(input, finding.detector)},
                          {.text = fmt::format("{:.0f}%", finding.confidence * 100)},
                          {.text = stored.id}});
  }
  return table;
}

}  // namespace

void add_credentials(report::Document& document, const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  document.blocks.emplace_back(report::Heading{1, zh ? "口令、密钥等凭据" : "Credentials found", "credentials"});
  document.blocks.emplace_back(
      report::Paragraph{{{.text = zh ? "凭据不应以明文保存在共享目录、脚本或配置文件中。请先更换下列凭据，再清除文件中的明文。清单只列位置，不含凭据内容。"
                                     : "Credentials do not belong in shared folders, scripts or configuration in clear. Replace them first, then remove the "
                                       "clear text. The list shows places only."}}});
  document.blocks.emplace_back(places(input));
  document.blocks.emplace_back(findings(input));
}

}  // namespace gongdun::catalog
