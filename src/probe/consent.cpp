#include "probe/consent.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

namespace gongdun::probe {

using assess::Entry;
using nlohmann::json;

namespace {

Entry entry_of(std::string value, const std::string& by) {
  Entry out;
  out.kind = assess::EntryKind::consent;
  out.about = assess::kConsentAbout;
  out.value = std::move(value);
  out.basis = assess::Basis::seen;
  out.author = by;
  return out;
}

bool read_consent(const Entry& entry, Consent& out) {
  const json value = json::parse(entry.value, nullptr, false);
  if (!value.is_object() || !value.contains("scope") || !value["scope"].is_array() || !value.contains("until") || !value["until"].is_number_integer())
    return false;
  out.id = entry.id;
  out.by = entry.author;
  out.from = entry.when.time;
  out.until = value["until"].get<base::TimeUs>();
  for (const json& one : value["scope"]) {
    if (!one.is_string()) return false;
    auto target = parse_target(one.get<std::string>());
    if (!target) return false;
    out.scope.push_back(std::move(*target));
  }
  return true;
}

}  // namespace

Entry consent_entry(const std::vector<Target>& scope, base::TimeUs until, const std::string& by, const std::vector<std::string>& evidence) {
  json value{{"scope", json::array()}, {"until", until}};
  for (const Target& one : scope) value["scope"].push_back(one.text());
  Entry out = entry_of(value.dump(), by);
  out.evidence = evidence;
  return out;
}

Entry withdrawal(const std::string& consent, const std::string& by, const std::string& note) {
  Entry out = entry_of({}, by);
  out.note = note;
  out.replaces = {consent};
  return out;
}

std::vector<Consent> consents(const assess::AnswerLog& log) {
  std::vector<Consent> out;
  for (const Entry* entry : log.consents()) {
    Consent one;
    if (read_consent(*entry, one)) out.push_back(std::move(one));
  }
  return out;
}

const Consent* covering(const std::vector<Consent>& consents, const Target& target, base::TimeUs now) {
  for (const Consent& one : consents)
    if (now <= one.until && std::ranges::any_of(one.scope, [&](const Target& scope) { return covers(scope, target); })) return &one;
  return nullptr;
}

base::Result<base::TimeUs> parse_until(const std::string& text) {
  std::tm parts{};
  int used = 0;
  const int fields = std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &used);
  bool good = fields == 3 && used == 10;
  parts.tm_hour = 23;
  parts.tm_min = 59;
  parts.tm_sec = 59;
  if (good && text.size() > 10) {
    int rest = 0;
    good = (text[10] == ' ' || text[10] == 'T') && std::sscanf(text.c_str() + 11, "%2d:%2d%n", &parts.tm_hour, &parts.tm_min, &rest) == 2 && rest == 5 &&
           text.size() == 16;
    parts.tm_sec = 0;
  }
  good = good && parts.tm_year >= 2000 && parts.tm_year < 2200 && parts.tm_mon >= 1 && parts.tm_mon <= 12 && parts.tm_mday >= 1 && parts.tm_mday <= 31 &&
         parts.tm_hour >= 0 && parts.tm_hour < 24 && parts.tm_min >= 0 && parts.tm_min < 60;
  if (good) {
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    parts.tm_isdst = -1;
    const int day = parts.tm_mday;
    const std::time_t seconds = std::mktime(&parts);
    if (seconds != -1 && parts.tm_mday == day) return static_cast<base::TimeUs>(seconds) * 1'000'000;
  }
  return base::fail(base::Code::invalid_input, "期限应写作 2026-12-01 或 2026-12-01T18:00", "write the end as 2026-12-01 or 2026-12-01T18:00", text);
}

}  // namespace gongdun::probe
