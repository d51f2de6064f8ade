#include "catalog/tools.h"

#include "pack/load.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;

Result<Toolbox> open_toolbox(const std::string& pack_directory, base::Lang lang) {
  const std::string directory = pack_directory.empty() ? pack::default_pack_directory() : pack_directory;
  pack::Loaded loaded = pack::load_packs(directory);
  if (!loaded.problems.empty()) {
    const std::string list = pack::format_problems(loaded.problems, lang);
    return base::fail(Code::invalid_input, "规则包有错误，请改正后再试：\n" + list, "the rule packs have mistakes; mend them and try again:\n" + list,
                      directory);
  }
  Toolbox box;
  box.packs = std::make_shared<const pack::PackSet>(std::move(loaded.set));
  box.engine = std::make_unique<EngineSource>(box.packs, lang);
  box.grader = std::make_unique<grade::Grader>(box.packs);
  box.assess = std::make_shared<const pack::AssessRules>(std::move(loaded.assess));
  return box;
}

}  // namespace gongdun::catalog
