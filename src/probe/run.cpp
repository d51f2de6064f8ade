#include "probe/run.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/clock.h"
#include "crypto/sm3.h"

namespace gongdun::probe {

using base::Code;

namespace {

nlohmann::json fact_json(const Facts& facts) {
  nlohmann::json out = nlohmann::json::object();
  for (const auto& [id, value] : facts.all()) {
    if (const auto* flag = std::get_if<bool>(&value)) out[id] = *flag;
    if (const auto* number = std::get_if<double>(&value)) out[id] = *number;
    if (const auto* words = std::get_if<std::vector<std::string>>(&value)) out[id] = *words;
  }
  return out;
}

nlohmann::json finding_json(const std::vector<Finding>& findings) {
  nlohmann::json out = nlohmann::json::array();
  for (const Finding& one : findings)
    out.push_back({{"rule", one.rule},
                   {"probe", one.probe},
                   {"verdict", one.state ? nlohmann::json(pack::state_id(*one.state)) : nlohmann::json()},
                   {"note", {{"zh", one.note.zh}, {"en", one.note.en}}},
                   {"unknown", one.unknown}});
  return out;
}

// A scope that leaves open what a collector has to know is no target.
bool is_whole(const Target& scope) {
  return scope.collector != "db" || !scope.user.empty();
}

std::string file_name(const Target& target) {
  std::string out = "probe-" + target.text();
  for (char& c : out)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) c = '_';
  return out.substr(0, 120) + ".json";
}

}  // namespace

const Collector* find_collector(const Target& target) {
  if (target.collector == "db") return target.scheme == "postgres" ? &kPostgresCollector : &kMariadbCollector;
  for (const Collector* one : {&kCatalogCollector, &kTlsCollector, &kOsCollector, &kBackupCollector, &kDocumentCollector})
    if (one->id == target.collector) return one;
  return nullptr;
}

base::Result<std::vector<Planned>> plan(const std::vector<Consent>& consents, const Wish& wish, base::TimeUs now) {
  std::vector<Target> targets = wish.targets;
  if (targets.empty())
    for (const Consent& one : consents)
      for (const Target& scope : one.scope)
        if (now <= one.until && is_whole(scope) && std::ranges::find(targets, scope) == targets.end()) targets.push_back(scope);
  std::vector<Planned> out;
  for (const Target& target : targets) {
    Planned planned{target, find_collector(target), covering(consents, target, now), {}};
    if (planned.consent == nullptr)
      return base::fail(Code::permission, "没有有效的书面同意涵盖此对象，未做任何探测；先用 gongdun diagnose consent 记录",
                        "no valid written consent covers this: nothing was probed; record one with `gongdun diagnose consent` first", target.text());
    if (planned.collector == nullptr) return base::fail(Code::unsupported, "没有能读取此对象的采集器", "nothing here reads such a target", target.text());
    if (wish.passive_only && !planned.collector->passive(target))
      planned.refused = {"工控模式只做被动探测，主动探测须另行安排窗口", "control network: passive probes only; active ones need a window of their own"};
    out.push_back(std::move(planned));
  }
  if (out.empty())
    return base::fail(Code::permission, "没有可探测的对象：没有有效的书面同意，或同意中没有写明具体对象；用 gongdun diagnose consent 记录",
                      "there is nothing to probe: no consent is valid, or none names a target whole; record one with `gongdun diagnose consent`");
  return out;
}

Report report_of(const pack::Questionnaire& questions, const pack::ProbeBook& book, const Planned& planned, const Collected& collected, const std::string& only,
                 base::TimeUs now) {
  std::vector<Finding> findings = judge(book, collected.facts);
  findings.insert(findings.end(), collected.findings.begin(), collected.findings.end());
  Report out;
  const std::string target = planned.target.text();
  out.evidence = nlohmann::json{{"form", "gongdun-probe/1"},
                                {"tool", std::string("gongdun ") + GD_VERSION},
                                {"target", target},
                                {"time", base::iso8601(now)},
                                {"consent", planned.consent == nullptr ? std::string() : planned.consent->id},
                                {"rules", {{"id", book.meta.id}, {"version", book.version}}},
                                {"facts", fact_json(collected.facts)},
                                {"findings", finding_json(findings)},
                                {"read", collected.raw}}
                     .dump(1, ' ', false, nlohmann::json::error_handler_t::replace) +
                 "\n";
  out.evidence_name = file_name(planned.target);
  const std::string digest = crypto::sm3_hex(out.evidence);
  for (const Finding& one : findings)
    if (!one.unknown.empty() && one.probe.starts_with(only)) out.unknown.push_back(one);
  for (const pack::Question& question : questions.questions) {
    if (question.type != pack::AnswerType::score) continue;
    for (const std::string& probe : question.probes) {
      if (!probe.starts_with(only)) continue;
      const Verdict verdict = sum(findings, probe);
      if (!verdict.decided) continue;
      out.results.push_back({question.meta.id, probe, target, verdict});
      assess::Entry entry;
      entry.kind = assess::EntryKind::probe;
      entry.about = question.meta.id;
      // An empty value takes back what an earlier run said of this target.
      entry.value = verdict.state ? std::string(pack::state_id(*verdict.state)) : std::string();
      entry.basis = assess::Basis::tested;
      entry.note = verdict.note.zh + "（gongdun " GD_VERSION "）";
      entry.evidence = {digest};
      entry.author = probe + " " + target;
      out.entries.push_back(std::move(entry));
    }
  }
  return out;
}

}  // namespace gongdun::probe
