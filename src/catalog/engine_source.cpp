#include "catalog/engine_source.h"

#include <sys/stat.h>

#include <string>

#include "base/own_program.h"
#include "detect/examples.h"

namespace gongdun::catalog {

namespace {

// The same rules in the same program pass again; another build is another program.
std::string this_program() {
  struct stat about{};
  if (::stat(base::own_program().c_str(), &about) != 0) return "-unknown";
  return "-" + std::to_string(about.st_size) + "-" + std::to_string(about.st_mtim.tv_sec) + "-" + std::to_string(about.st_mtim.tv_nsec);
}

}  // namespace

base::Result<std::shared_ptr<const detect::Engine>> EngineSource::get() {
  std::call_once(once_, [this] {
    const auto cache = detect::ReadyCache::of_user();
    engine_ = detect::Engine::compile(*packs_, cache);
    if (!engine_) return;
    const std::string passed = "examples-" + packs_->digest + this_program();
    if (cache.find(passed)) return;
    const auto failed = detect::run_examples(*engine_);
    if (failed.empty()) return cache.keep(passed, "passed");
    const std::string list = pack::format_problems(failed, lang_);
    engine_ = base::fail(base::Code::invalid_input, "规则包的正反例没有通过，请改正后再试：\n" + list,
                         "examples of the rule packs fail; mend them and try again:\n" + list);
  });
  return engine_;
}

}  // namespace gongdun::catalog
