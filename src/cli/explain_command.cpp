#include <fmt/format.h>

#include "base/utf8.h"
#include "catalog/tools.h"
#include "cli/asset_text.h"
#include "cli/catalog_open.h"
#include "cli/commands.h"
#include "cli/learned_text.h"
#include "cli/terminal.h"
#include "detect/column_model.h"

namespace gongdun::cli {

using base::Lang;

namespace {

const pack::Detector* find(const pack::PackSet& packs, const std::string& id) {
  for (const auto& detector : packs.detectors)
    if (detector.meta.id == id) return &detector;
  return nullptr;
}

std::string joined(const std::vector<std::string>& words, Lang lang) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : lang == Lang::zh ? "、" : ", ") + base::printable(word);
  return out;
}

std::string evidence(const std::vector<std::string>& reasons, Lang lang) {
  std::vector<std::string> texts;
  texts.reserve(reasons.size());
  for (const std::string& reason : reasons) texts.push_back(detect::reason_text(reason, lang));
  return joined(texts, lang);
}

std::string finding_text(const catalog::FindingView& view, const pack::PackSet& packs, Lang lang) {
  const bool zh = lang == Lang::zh;
  const std::string& id = view.is_claim ? view.claim.detector : view.stored.finding.detector;
  const pack::Detector* detector = find(packs, id);
  std::string out = fmt::format("{}  {}\n", view.stored.id, base::printable(view.stored.place));
  const auto line = [&](const char* zh_label, const char* en_label, const std::string& value) {
    if (!value.empty()) out += fmt::format("  {}{}\n", zh ? std::string(zh_label) + "：" : std::string(en_label) + ": ", value);
  };
  line("识别为", "recognised as", (detector != nullptr ? detector->meta.name.in(lang) + " " : "") + "(" + id + ")");
  if (view.is_claim) {
    line("有效占比", "valid share", fmt::format("{:.1f}% ({})", view.claim.share * 100, view.claim.matches));
    line("不同取值约", "distinct values, about", fmt::format("{}", view.claim.distinct));
    line("可信度", "confidence", fmt::format("{:.2f}", view.claim.confidence));
    line("依据", "evidence", evidence(view.claim.reasons, lang));
  } else {
    line("遮蔽样例", "masked sample", view.stored.finding.sample);
    line("可信度", "confidence", fmt::format("{:.2f}", view.stored.finding.confidence));
    line("通过的校验", "validators passed", joined(view.stored.finding.validators, lang));
    line("支持的上下文", "supporting context", joined(view.stored.finding.context, lang));
  }
  if (detector != nullptr) {
    line("规则依据", "basis of the rule", fmt::format("{} [{}]", detector->meta.basis, pack::verified_name(detector->meta.verified)));
    line("规则所在", "rule in", fmt::format("{}:{}", detector->meta.file, detector->meta.line));
  }
  if (!view.asset.empty()) line("所属资产", "asset", view.asset);
  if (view.dismissed) line("已标为误报", "dismissed", *view.dismissed);
  return out;
}

}  // namespace

int run(const ExplainOptions& options) {
  const Lang lang = options.common.lang;
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), lang);
  const bool is_finding = options.id.starts_with("F-") || options.id.starts_with("C-");
  if (!is_finding) {
    auto asset = (*catalog)->asset(options.id);
    if (!asset) return report_error(asset.error(), lang);
    auto text = asset_text(**catalog, *asset, lang);
    if (!text) return report_error(text.error(), lang);
    print(*text);
    return kDone;
  }
  auto box = catalog::open_toolbox(options.common.packs, lang);
  if (!box) return report_error(box.error(), lang);
  auto view = (*catalog)->finding(options.id);
  if (!view) return report_error(view.error(), lang);
  print(finding_text(*view, *box->packs, lang));
  return kDone;
}

int run(const DismissOptions& options) {
  const Lang lang = options.common.lang;
  auto box = catalog::open_toolbox(options.common.packs, lang);
  if (!box) return report_error(box.error(), lang);
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), lang);
  auto view = (*catalog)->finding(options.id);
  if (!view) return report_error(view.error(), lang);
  auto tx = store::Tx::begin((*catalog)->db());  // what was said and what follows from it, or nothing
  if (!tx) return report_error(tx.error(), lang);
  const auto reach = options.alone ? catalog::Reach::alone : catalog::Reach::alike;
  const auto status = options.restore ? (*catalog)->restore(options.id) : (*catalog)->dismiss(options.id, options.reason, options.by, reach);
  if (!status) return report_error(status.error(), lang);
  // What no longer counts may have carried the grade, here and in tables like this one.
  base::Result<catalog::Learned> learned;
  if (!view->asset.empty()) learned = (*catalog)->learn({view->asset}, *box->grader, box->packs->digest, catalog::About::finding);
  if (!learned) return report_error(learned.error(), lang);
  if (auto done = tx->commit(); !done) return report_error(done.error(), lang);
  auto rest = learn_rest(**catalog, *learned, view->asset, *box, catalog::About::finding, lang);
  if (!rest) return report_error(rest.error(), lang);
  auto asset = view->asset.empty() ? base::Result<catalog::Asset>(catalog::Asset{}) : (*catalog)->asset(view->asset);
  if (!asset) return report_error(asset.error(), lang);
  const std::string grade = view->asset.empty() ? "" : fmt::format("  {} {}", asset->id, grade::grade_title(asset->assessment.proposed, lang));
  print((lang == Lang::zh ? (options.restore ? "已撤销误报标记。" : "已标为误报，重新扫描后仍然有效。")
                          : (options.restore ? "The dismissal is taken back." : "Dismissed; it stays dismissed on the next scan.")) +
        grade + "\n" + learned_text(learned->changes, view->asset, lang) + *rest);
  return kDone;
}

}  // namespace gongdun::cli
