#include "catalog/engine_source.h"

#include "detect/examples.h"

namespace gongdun::catalog {

base::Result<std::shared_ptr<const detect::Engine>> EngineSource::get() {
  std::call_once(once_, [this] {
    engine_ = detect::Engine::compile(*packs_);
    if (!engine_) return;
    const auto failed = detect::run_examples(*engine_);
    if (failed.empty()) return;
    const std::string list = pack::format_problems(failed, lang_);
    engine_ = base::fail(base::Code::invalid_input, "规则包的正反例没有通过，请改正后再试：\n" + list,
                         "examples of the rule packs fail; mend them and try again:\n" + list);
  });
  return engine_;
}

}  // namespace gongdun::catalog
