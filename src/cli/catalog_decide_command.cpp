// What people say of an asset's grade: decide, confirm, take back. Assets like it are graded again at once, with what was said as a precedent.
#include <fmt/format.h>

#include "catalog/tools.h"
#include "cli/catalog_open.h"
#include "cli/commands.h"
#include "cli/learned_text.h"
#include "cli/terminal.h"

namespace gongdun::cli {

using base::Lang;
using What = CatalogDecideOptions::What;

namespace {

std::string said(const CatalogDecideOptions& options, const catalog::Asset& asset, const grade::Grade& grade, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (options.what == What::withdraw)
    return zh ? fmt::format("{} 的定级决定已撤回，记录仍在。\n", asset.id) : fmt::format("{}: the decision is taken back; the record stays.\n", asset.id);
  const char* const verb = options.what == What::confirm ? (zh ? "已确认" : "confirmed") : (zh ? "已决定" : "decided");
  const std::string proposed = grade_title(asset.assessment.proposed, lang);
  std::string out = fmt::format(fmt::runtime(zh ? "{} {}：{}" : "{} {}: {}"), asset.id, verb, grade_title(grade, lang));
  if (grade != asset.assessment.proposed)
    out += zh ? fmt::format("（与系统建议 {} 不一致，以决定为准）", proposed) : fmt::format(" (differs from the proposal {}; the decision stands)", proposed);
  return out + "\n";
}

// The authority usually confirms what the organisation decided, or what was proposed.
std::optional<grade::Grade> wanted_grade(const CatalogDecideOptions& options, const catalog::Asset& asset) {
  if (options.what == What::withdraw) return grade::Grade{};
  if (options.what == What::confirm && options.grade.empty()) return asset.decided ? asset.decided->grade : asset.assessment.proposed;
  return grade::parse_grade(options.grade);
}

}  // namespace

int run(const CatalogDecideOptions& options) {
  const Lang lang = options.common.lang;
  auto box = catalog::open_toolbox(options.common.packs, lang);
  if (!box) return report_error(box.error(), lang);
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), lang);
  auto asset = (*catalog)->asset(options.id);
  if (!asset) return report_error(asset.error(), lang);
  const auto grade = wanted_grade(options, *asset);
  if (!grade) {
    const std::string known = "core, important, general-1, general-2, general-3, general-4";
    return report_error({base::Code::invalid_input, {"没有这个级别，可用：" + known, "no such grade; known: " + known}, options.grade}, lang);
  }
  // What was said and what follows from it, or nothing.
  auto tx = store::Tx::begin((*catalog)->db());
  if (!tx) return report_error(tx.error(), lang);
  const auto kind = options.what == What::confirm ? catalog::DecisionKind::confirmed : catalog::DecisionKind::decided;
  const auto reach = options.alone ? catalog::Reach::alone : catalog::Reach::alike;
  const auto status = options.what == What::withdraw ? (*catalog)->withdraw(asset->id, options.reason, options.by)
                                                     : (*catalog)->decide(asset->id, kind, *grade, options.reason, options.by, reach);
  if (!status) return report_error(status.error(), lang);
  auto learned = (*catalog)->learn({asset->id}, *box->grader, box->packs->digest, catalog::About::grade);
  if (!learned) return report_error(learned.error(), lang);
  if (auto done = tx->commit(); !done) return report_error(done.error(), lang);
  auto rest = learn_rest(**catalog, *learned, asset->id, *box, catalog::About::grade, lang);
  if (!rest) return report_error(rest.error(), lang);
  print(said(options, *asset, *grade, lang) + learned_text(learned->changes, asset->id, lang) + *rest);
  return kDone;
}

}  // namespace gongdun::cli
