// A risk assessment for people in a terminal and for machines.
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "assess/report_parts.h"
#include "assess/risk.h"

namespace gongdun::assess {

using json = nlohmann::ordered_json;

namespace {

constexpr std::size_t kNamed = 5;  // assets named in a reason

json terms_json(const RiskView& view) {
  json out = json::array();
  for (const RiskTerm& one : risk_terms(view)) {
    json term{{"id", one.rule->meta.id},
              {"what", one.rule->meta.name.zh},
              {"last_day", one.due.last ? day_text(*one.due.last) : ""},
              {"basis", one.rule->meta.basis},
              {"verified", pack::verified_name(one.rule->meta.verified)}};
    if (!one.due.unknown_years.empty()) term["unknown_years"] = one.due.unknown_years;
    out.push_back(std::move(term));
  }
  return out;
}

}  // namespace

std::string risk_reason(const RiskView& view, const Risk& risk) {
  const bool zh = view.lang == base::Lang::zh;
  std::string out;
  if (risk.gap != nullptr)
    out = risk.gap->question->meta.name.in(view.lang) + (zh ? "：" : ": ") +
          view.input.questions.scoring.state_name[static_cast<std::size_t>(*risk.gap->state)].in(view.lang);
  else
    out = risk.signal->meta.name.in(view.lang);
  for (const pack::RiskSignal* one : risk.raised_by) out += (zh ? "；" : "; ") + one->meta.name.in(view.lang);
  if (risk.assets.empty()) return out;
  out += zh ? fmt::format("；涉及 {} 项资产：", risk.assets.size()) : fmt::format("; {} assets: ", risk.assets.size());
  for (std::size_t i = 0; i < std::min(kNamed, risk.assets.size()); ++i) out += (i == 0 ? "" : zh ? "、" : ", ") + risk.assets[i]->name;
  return risk.assets.size() > kNamed ? out + " …" : out;
}

std::string risk_measure(const RiskView& view, const Risk& risk) {
  return risk.gap != nullptr ? risk.gap->question->remedy.in(view.lang) : risk.signal->measure.in(view.lang);
}

std::string risk_json(const RiskView& view, const RiskResult& result) {
  const RiskInput& in = view.input;
  json out{
      {"form", "gongdun-risk/1"},
      {"assessment", view.assessment.id},
      {"enterprise", view.assessment.name},
      {"method",
       {{"id", in.method.meta.id}, {"version", in.method.version}, {"matrix", in.matrix.meta.id}, {"verified", pack::verified_name(in.matrix.meta.verified)}}},
      {"issued", day_text(day_of(view.issued))},
      {"partial", result.partial},
      {"assets", in.assets.size()}};
  for (std::size_t i = 0; i < result.count.size(); ++i) out["count"][in.method.risks[i].id] = result.count[i];
  out["terms"] = terms_json(view);
  out["risks"] = json::array();
  for (const Risk& one : result.risks) {
    const pack::RuleMeta& meta = one.gap != nullptr ? one.gap->question->meta : one.signal->meta;
    json risk{{"key", one.key},
              {"state", one.state},
              {"level", one.level},
              {"harm", one.harm},
              {"likelihood", one.likelihood},
              {"source", one.source},
              {"grade", one.grade},
              {"gap", one.gap != nullptr ? meta.id : ""},
              {"signal", one.signal != nullptr ? meta.id : ""},
              {"reason", risk_reason(view, one)},
              {"measure", risk_measure(view, one)},
              {"basis", meta.basis},
              {"verified", pack::verified_name(meta.verified)},
              {"changed", one.changed}};
    risk["assets"] = json::array();
    for (const RiskAsset* asset : one.assets) risk["assets"].push_back(asset->id);
    for (const pack::RiskSignal* signal : one.raised_by) risk["raised_by"].push_back(signal->meta.id);
    out["risks"].push_back(std::move(risk));
  }
  out["gone"] = result.gone;
  return out.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string risk_text(const RiskView& view, const RiskResult& result) {
  const bool zh = view.lang == base::Lang::zh;
  const pack::RiskMethod& method = view.input.method;
  std::string out = fmt::format("{}  {}\n{}{} [{}]\n", view.assessment.id, view.assessment.name,
                                zh ? "矩阵：" : "matrix: ", view.input.matrix.meta.name.in(view.lang), pack::verified_name(view.input.matrix.meta.verified));
  for (std::size_t i = 0; i < result.count.size(); ++i) out += fmt::format("{} {}　", method.risks[i].name.in(view.lang), result.count[i]);
  out += "\n";
  for (const RiskTerm& one : risk_terms(view))
    out += fmt::format("{} {}（{}）\n", one.due.last ? day_text(*one.due.last) : "", one.rule->meta.name.in(view.lang), one.rule->meta.basis);
  if (view.input.assets.empty())
    out += zh ? "清单中没有资产：危害程度按企业信息取。先用 gongdun scan 扫描可按资产评估。\n"
              : "the catalog holds no assets: harm follows from the facts of the enterprise; gongdun scan first\n";
  for (const Risk& one : result.risks) {
    if (!one.changed) continue;
    out +=
        fmt::format("[{}] {} {}　{}\n    {}\n    → {}\n", name_of(method.risks, one.level, view.lang), one.key, name_of(method.sources, one.source, view.lang),
                    fmt::format(fmt::runtime(zh ? "危害{} 可能性{}" : "harm {} likelihood {}"), name_of(method.harms, one.harm, view.lang),
                                name_of(method.likelihoods, one.likelihood, view.lang)),
                    risk_reason(view, one), risk_measure(view, one));
  }
  if (result.partial)
    out += fmt::format(fmt::runtime(zh ? "未变化的风险 {} 项，已消除 {} 项\n" : "{} risks unchanged, {} gone\n"),
                       std::ranges::count_if(result.risks, [](const Risk& one) { return !one.changed; }), result.gone.size());
  return out;
}

}  // namespace gongdun::assess
