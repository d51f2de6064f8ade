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

}  // namespace gongdun::cli
