#include "catalog/tools.h"

#include "detect/examples.h"
#include "pack/load.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;

namespace {

std::unexpected<base::Error> mistakes(const std::string& directory, const std::vector<pack::LoadProblem>& problems, base::Lang lang) {
  const std::string list = pack::format_problems(problems, lang);
  return base::fail(Code::invalid_input, "规则包有错误，请改正后再试：\n" + list, "the rule packs have mistakes; mend them and try again:\n" + list, directory);
}

}  // namespace

Result<Toolbox> open_toolbox(const std::string& pack_directory, bool with_engine, base::Lang lang) {
  const std::string directory = pack_directory.empty() ? pack::default_pack_directory() : pack_directory;
  pack::Loaded loaded = pack::load_packs(directory);
  if (!loaded.problems.empty()) return mistakes(directory, loaded.problems, lang);
  Toolbox box;
  box.packs = std::make_shared<const pack::PackSet>(std::move(loaded.set));
  if (with_engine) {
    auto engine = detect::Engine::compile(*box.packs);
    if (!engine) return std::unexpected(std::move(engine).error());
    box.engine = std::move(*engine);
    if (const auto failed = detect::run_examples(box.engine); !failed.empty()) return mistakes(directory, failed, lang);
  }
  box.grader = std::make_unique<grade::Grader>(box.packs);
  return box;
}

}  // namespace gongdun::catalog
