#include "cli/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.h"
#include "catalog/report_model.h"
#include "cli/terminal.h"

namespace gongdun::cli {

using base::Lang;
using catalog::Asset;
using catalog::effective_grade;

namespace {

constexpr std::size_t kMostSerious = 10, kCategories = 15, kUnreadShown = 10;

std::string grade_by_category(const std::vector<Asset>& assets, Lang lang) {
  std::map<std::string, std::array<std::size_t, 6>> counts;  // core, important, general 4..1
  for (const Asset& asset : assets) {
    const grade::Grade grade = effective_grade(asset);
    const std::size_t column = grade.data_class == grade::Class::core        ? 0
                               : grade.data_class == grade::Class::important ? 1
                                                                             : 6 - static_cast<std::size_t>(std::clamp(grade.level, 1, 4));
    ++counts[asset.assessment.category][column];
  }
  std::vector<std::pair<std::string, std::array<std::size_t, 6>>> rows(counts.begin(), counts.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::tie(a.second[0], a.second[1], a.second[2]) > std::tie(b.second[0], b.second[1], b.second[2]);
  });
  TextTable table{.header = lang == Lang::zh ? std::vector<std::string>{"类别", "核心", "重要", "一般4", "一般3", "一般2", "一般1"}
                                             : std::vector<std::string>{"category", "core", "import.", "gen. 4", "gen. 3", "gen. 2", "gen. 1"},
                  .widths = {34, 7, 7, 7, 7, 7, 7}};
  std::array<std::size_t, 6> sum{};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t c = 0; c < 6; ++c) sum[c] += rows[i].second[c];
    if (i >= kCategories) continue;
    std::vector<std::string> cells{rows[i].first};
    for (const std::size_t count : rows[i].second) cells.push_back(count == 0 ? "·" : fmt::format("{}", count));
    table.rows.push_back(std::move(cells));
  }
  if (rows.size() > kCategories)
    table.rows.push_back(
        {lang == Lang::zh ? fmt::format("……另有 {} 类", rows.size() - kCategories) : fmt::format("… {} more categories", rows.size() - kCategories)});
  std::vector<std::string> total{lang == Lang::zh ? "合计" : "total"};
  for (const std::size_t count : sum) total.push_back(fmt::format("{}", count));
  table.rows.push_back(std::move(total));
  return table.text();
}

// One line: the whole reason is in the report and in `catalog show`.
std::string cut(const std::string& text, std::size_t width) {
  std::string line = fit(base::printable(text), width);
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string most_serious(const std::vector<Asset>& assets, Lang lang) {
  std::string out;
  std::size_t shown = 0;
  for (const Asset& asset : assets) {
    const grade::Grade grade = effective_grade(asset);
    if (shown >= kMostSerious || (grade.data_class == grade::Class::general && grade.level < 3)) break;
    ++shown;
    out += fmt::format("{} {} {} {}\n", fit(fmt::format("{}.", shown), 3), fit(grade::grade_title(grade, lang), 14), asset.id, base::printable(asset.name));
    if (!asset.assessment.reasons.empty())
      out += "      " + cut(asset.assessment.reasons.front().text.in(lang), static_cast<std::size_t>(std::max(terminal_width(), 80)) - 8) + "\n";
  }
  if (shown == 0) out = lang == Lang::zh ? "没有一般 3 级及以上的资产。\n" : "nothing at general 3 or above.\n";
  return out;
}

std::string unread_list(const catalog::ScanOutcome& outcome, Lang lang) {
  std::string out;
  for (std::size_t i = 0; i < outcome.unread.size() && i < kUnreadShown; ++i)
    out += fmt::format("  {} — {}\n", base::printable(outcome.unread[i].item), base::printable(outcome.unread[i].reason.message.in(lang)));
  if (outcome.unread.size() > kUnreadShown)
    out += lang == Lang::zh ? fmt::format("  ……另有 {} 处，见报告\n", outcome.unread.size() - kUnreadShown)
                            : fmt::format("  … {} more, see the report\n", outcome.unread.size() - kUnreadShown);
  return out;
}

}  // namespace

std::string scan_summary(const std::vector<Asset>& assets, const catalog::ScanOutcome& outcome, const pack::PackSet& packs, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::size_t personal = 0, secret = 0;
  for (const Asset& asset : assets) {
    personal +=
        std::any_of(asset.facts.detectors.begin(), asset.facts.detectors.end(), [&](const auto& fact) { return catalog::is_personal(packs, fact.detector); })
            ? 1
            : 0;
    secret +=
        std::any_of(asset.facts.detectors.begin(), asset.facts.detectors.end(), [&](const auto& fact) { return catalog::is_secret(packs, fact.detector); }) ? 1
                                                                                                                                                            : 0;
  }
  std::string out =
      zh ? fmt::format("读取 {} 个文件（{}，其中 {} 个未变化），{:.1f} 秒，归并为 {} 项数据资产；含个人信息 {} 项，含口令密钥 {} 项。\n\n",
                       outcome.record.items, catalog::human_bytes(outcome.record.bytes), outcome.items_unchanged, outcome.record.seconds, assets.size(),
                       personal, secret)
         : fmt::format("{} files ({}, {} unchanged) in {:.1f} s, {} data assets; {} with personal information, {} with credentials.\n\n", outcome.record.items,
                       catalog::human_bytes(outcome.record.bytes), outcome.items_unchanged, outcome.record.seconds, assets.size(), personal, secret);
  if (!assets.empty()) {
    out += (zh ? "各类别的建议级别\n" : "Proposed grades by category\n") + grade_by_category(assets, lang) + "\n";
    out += (zh ? "最需要关注\n" : "Most serious\n") + most_serious(assets, lang) + "\n";
  }
  if (!outcome.unread.empty())
    out += (zh ? fmt::format("未能读取 {} 处\n", outcome.unread.size()) : fmt::format("{} places could not be read\n", outcome.unread.size())) +
           unread_list(outcome, lang) + "\n";
  if (outcome.interrupted) out += zh ? "扫描被中断；再次运行同一命令会继续。\n" : "Interrupted; run the same command again to continue.\n";
  return out;
}

}  // namespace gongdun::cli
