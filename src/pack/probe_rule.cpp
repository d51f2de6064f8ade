// From YAML to pack/probe_book.h, with every mistake reported by line and field.
#include <algorithm>

#include <fmt/core.h>

#include "pack/fact_rule.h"
#include "pack/probe_book.h"
#include "pack/rules.h"

namespace gongdun::pack {

namespace {

std::string probe_name(Fields& fields) {
  const std::string out = fields.text("probe", Need::required);
  const std::size_t colon = out.find(':');
  if (!out.empty() && (colon == std::string::npos || colon == 0 || colon + 1 == out.size()))
    fields.problem(fields.line_of("probe"), "probe", fmt::format("“{}”应写作 采集器:探测", out), fmt::format("write \"{}\" as collector:probe", out));
  return out;
}

// Every {name} of a text has to be a fact.
void check_text(Fields& fields, const std::vector<FactField>& facts, const std::string& text) {
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    const std::string name = end == std::string::npos ? text.substr(at) : text.substr(at + 1, end - at - 1);
    if (std::ranges::any_of(facts, [&](const FactField& one) { return one.id == name; })) continue;
    fields.problem(fields.line_of("text"), "text", fmt::format("“{}”没有定义", name), fmt::format("\"{}\" is not defined", name));
  }
}

ProbeRule parse_rule(Fields& fields, const std::string& pack, const std::vector<FactField>& facts) {
  ProbeRule out;
  out.meta = fields.meta(pack);
  out.probe = probe_name(fields);
  const FactWords known = [&](const std::string& name) { return comparable(facts, name); };
  out.when = parse_condition(fields, "when", Need::optional, known);
  const auto verdict = [&](const char* key, Expression& to) {
    if (fields.take(key) == nullptr) return false;
    to = parse_condition(fields, key, Need::optional, known);
    return true;
  };
  out.has_noncompliant = verdict("noncompliant", out.noncompliant);
  out.has_partial = verdict("partial", out.partial);
  out.has_compliant = verdict("compliant", out.compliant);
  if (!out.has_noncompliant && !out.has_partial && !out.has_compliant)
    fields.problem(fields.line(), "noncompliant", "规则至少须有 noncompliant、partial、compliant 之一", "a rule needs one of noncompliant, partial, compliant");
  out.text = fields.bilingual("text", Need::required);
  check_text(fields, facts, out.text.zh);
  check_text(fields, facts, out.text.en);
  return out;
}

DocumentRule parse_document(Fields& fields, const std::string& pack) {
  DocumentRule out;
  out.meta = fields.meta(pack);
  out.probe = probe_name(fields);
  out.titles = fields.words("titles", Need::required);
  out.partial_from = fields.number("partial_from", 0.5, 0, 1);
  each_entry(fields, "sections", Need::required, [&](Fields& entry) {
    DocumentRule::Section section{parse_named(entry), {}};
    section.words = entry.words("words", Need::required);
    out.sections.push_back(std::move(section));
  });
  return out;
}

ServiceRule parse_service(Fields& fields) {
  ServiceRule out;
  out.named = parse_named(fields);
  for (const std::string& text : fields.texts("ports", Need::required)) {
    double port = 0;
    if (!parse_number(text, port) || port < 1 || port > 65535 || port != static_cast<double>(static_cast<std::uint16_t>(port)))
      fields.problem(fields.line_of("ports"), "ports", fmt::format("“{}”不是端口号", text), fmt::format("\"{}\" is not a port", text));
    else
      out.ports.insert(static_cast<std::uint16_t>(port));
  }
  out.clear_text = fields.flag("clear_text", false);
  out.remote_access = fields.flag("remote_access", false);
  return out;
}

}  // namespace

const FactField* ProbeBook::fact(std::string_view id) const {
  const auto found = std::ranges::find_if(facts, [&](const FactField& one) { return one.id == id; });
  return found == facts.end() ? nullptr : &*found;
}

ProbeBook parse_probe_book(Fields& fields, const std::string& pack) {
  ProbeBook out;
  out.meta = fields.meta(pack);
  out.version = fields.text("version", Need::required);
  each_entry(fields, "facts", Need::required, [&](Fields& entry) { out.facts.push_back(parse_fact(entry)); });
  each_entry(fields, "rules", Need::required, [&](Fields& entry) { out.rules.push_back(parse_rule(entry, pack, out.facts)); });
  each_entry(fields, "documents", Need::optional, [&](Fields& entry) { out.documents.push_back(parse_document(entry, pack)); });
  each_entry(fields, "services", Need::optional, [&](Fields& entry) { out.services.push_back(parse_service(entry)); });
  return out;
}

}  // namespace gongdun::pack
