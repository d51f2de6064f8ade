#include "cli/learned_text.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace gongdun::cli {

std::string learned_text(const std::vector<catalog::GradeChange>& changes, const std::string& spoken_of, base::Lang lang) {
  constexpr std::size_t kShown = 10;
  const bool zh = lang == base::Lang::zh;
  std::string lines;
  std::size_t count = 0;
  for (const catalog::GradeChange& change : changes) {
    if (change.asset == spoken_of) continue;
    if (++count > kShown) continue;
    lines += fmt::format("  {}  {}  {} → {}{}\n", change.asset, base::printable(change.name), change.before, change.after,
                         change.decided ? (zh ? "（已有人工决定，决定不变）" : " (a person has decided; the decision stands)") : "");
  }
  if (count == 0) return {};
  if (count > kShown) lines += zh ? fmt::format("  ……另有 {} 项\n", count - kShown) : fmt::format("  … {} more\n", count - kShown);
  return (zh ? fmt::format("同类资产 {} 项的建议随之改变：\n", count) : fmt::format("The proposals for {} alike assets change with it:\n", count)) + lines;
}

base::Result<std::string> learn_rest(catalog::Catalog& catalog, const catalog::Learned& learned, const std::string& asset, const catalog::Toolbox& box,
                                     catalog::About about, base::Lang lang) {
  if (!learned.later) return std::string();
  auto changed = catalog.learn_later({asset}, *box.grader, box.packs->digest, about);
  if (!changed) return std::unexpected(std::move(changed).error());
  return lang == base::Lang::zh ? fmt::format("可能同类的资产较多，已逐项更新：{} 项的建议随之改变。\n", *changed)
                                : fmt::format("Many assets may be alike; all were looked at: {} proposals change with it.\n", *changed);
}

}  // namespace gongdun::cli
