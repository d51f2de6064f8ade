#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "detect/engine.h"
#include "detect/examples.h"
#include "detect/validators.h"
#include "pack/load.h"

namespace gongdun::cli {

namespace {

using base::Lang;

int check(const std::shared_ptr<const detect::Engine>& engine, const pack::PackSet& packs, Lang lang) {
  if (const auto problems = detect::run_examples(engine); !problems.empty()) {
    print_error(pack::format_problems(problems, lang));
    return kNothing;
  }
  print(fmt::format(fmt::runtime(lang == Lang::zh ? "规则包无误：{} 个包，{} 个识别规则，{} 个行业，{} 个类别。\n"
                                                  : "packs are sound: {} packs, {} detectors, {} sectors, {} categories.\n"),
                    packs.packs.size(), packs.detectors.size(), packs.sectors.size(), packs.categories.size()));
  return kDone;
}

int show_plans(const detect::Engine& engine) {
  TextTable table{.header = {"detector", "kind", "why", "pattern"}, .widths = {24, 12, 40, 0}};
  for (const auto& plan : engine.plans()) table.rows.push_back({plan.detector, plan.kind, plan.why, plan.pattern});
  print(table.text());
  return kDone;
}

int show_validators(Lang lang) {
  TextTable table{.header = {"id", lang == Lang::zh ? "校验" : "check", lang == Lang::zh ? "出处" : "source"}, .widths = {22, 44, 0}};
  for (const detect::Validator* validator : detect::all_validators())
    table.rows.push_back({std::string(validator->id), std::string(lang == Lang::zh ? validator->name_zh : validator->name_en), std::string(validator->source)});
  print(table.text());
  return kDone;
}

}  // namespace

int run(const PackOptions& options) {
  const Lang lang = options.common.lang;
  if (options.what == PackOptions::What::validators) return show_validators(lang);
  const pack::Loaded loaded = pack::load_packs(options.directory.empty() ? pack::default_pack_directory() : options.directory);
  if (!loaded.problems.empty()) {
    print_error(pack::format_problems(loaded.problems, lang));
    return kNothing;
  }
  auto engine = detect::Engine::compile(loaded.set);
  if (!engine) return report_error(engine.error(), lang);
  return options.what == PackOptions::What::plans ? show_plans(**engine) : check(*engine, loaded.set, lang);
}

}  // namespace gongdun::cli
