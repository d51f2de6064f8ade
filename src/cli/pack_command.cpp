#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "detect/engine.h"
#include "detect/examples.h"
#include "pack/load.h"

namespace gongdun::cli {

int run(const PackCheckOptions& options) {
  const base::Lang lang = options.common.lang;
  const std::string directory = options.directory.empty() ? pack::default_pack_directory() : options.directory;
  const pack::Loaded loaded = pack::load_packs(directory);
  if (!loaded.problems.empty()) {
    print_error(pack::format_problems(loaded.problems, lang));
    return kNothing;
  }
  auto engine = detect::Engine::compile(loaded.set);
  if (!engine) return report_error(engine.error(), lang);
  const auto problems = detect::run_examples(*engine);
  if (!problems.empty()) {
    print_error(pack::format_problems(problems, lang));
    return kNothing;
  }
  print(lang == base::Lang::zh ? fmt::format("规则包无误：{} 个包，{} 个识别规则，{} 个行业，{} 个类别。\n", loaded.set.packs.size(), loaded.set.detectors.size(), loaded.set.sectors.size(), loaded.set.categories.size())
                               : fmt::format("packs are sound: {} packs, {} detectors, {} sectors, {} categories.\n", loaded.set.packs.size(), loaded.set.detectors.size(), loaded.set.sectors.size(), loaded.set.categories.size()));
  return kDone;
}

}  // namespace gongdun::cli
