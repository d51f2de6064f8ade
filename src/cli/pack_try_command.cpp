// gongdun pack try: what a set of packs says of some files, in a store that is thrown away.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/utf8.h"
#include "catalog/catalog.h"
#include "catalog/scan.h"
#include "catalog/tools.h"
#include "cli/asset_text.h"
#include "cli/commands.h"
#include "cli/scratch_folder.h"
#include "cli/terminal.h"

namespace gongdun::cli {

using base::Code;
using base::Lang;

namespace {

constexpr std::size_t kSectorsShown = 4;

std::string sector_scores(const catalog::Asset& asset, const grade::Grader& grader, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out;
  std::size_t shown = 0;
  for (const grade::SectorGuess& one : grader.sector_scores(asset.facts)) {
    if (one.score <= 0 || shown++ == kSectorsShown) break;
    out += fmt::format("  {} {:.1f}  {}\n", one.id, one.score, fmt::join(one.evidence, zh ? "、" : ", "));
  }
  if (out.empty()) out = zh ? "  没有行业用语。\n" : "  no words of any sector.\n";
  return (zh ? "\n各行业得分（自身内容，不看周围数据）\n" : "\nScores of the sectors (its own content, not its neighbours)\n") + out;
}

std::string objects_text(const catalog::Asset& asset, Lang lang) {
  if (asset.assessment.objects.empty()) return lang == Lang::zh ? "\n未命中数据对象\n" : "\nNo data object\n";
  return fmt::format("\n{}{}\n", lang == Lang::zh ? "命中的数据对象：" : "Data objects: ", fmt::join(asset.assessment.objects, " "));
}

}  // namespace

int run(const PackTryOptions& options) {
  const Lang lang = options.common.lang;
  const auto failed = [&](const base::Error& error) { return report_error(error, lang); };
  auto box = catalog::open_toolbox(options.common.packs, lang);
  if (!box) return failed(box.error());
  const ScratchFolder scratch("gongdun-try");
  if (scratch.path().empty()) return failed(base::Error{Code::io, {"无法建立临时目录", "cannot make a temporary folder"}, {}});
  auto catalog = catalog::Catalog::open("sqlite:" + scratch.path() + "/try.db");
  if (!catalog) return failed(catalog.error());
  const base::StopFlag never;
  work::Progress progress;
  auto outcome = catalog::run_scan(**catalog, box->tools(), {.paths = options.paths}, never, progress);
  if (!outcome) return failed(outcome.error());
  auto assets = (*catalog)->assets({.seen_by_scan = outcome->record.id});
  if (!assets) return failed(assets.error());
  for (const catalog::Asset& one : *assets) {
    auto text = asset_text(**catalog, one, lang);
    if (!text) return failed(text.error());
    print(*text + objects_text(one, lang) + sector_scores(one, *box->grader, lang) + "\n");
  }
  for (const auto& unread : outcome->unread) print_error(fmt::format("{}: {}\n", base::printable(unread.item), unread.reason.text(lang)));
  return assets->empty() ? kNothing : outcome->unread.empty() ? kDone : kPartly;
}

}  // namespace gongdun::cli
