#include <cmath>

#include <fmt/core.h>

#include "grade/factors.h"
#include "grade/rules.h"

namespace gongdun::grade {

namespace {

constexpr std::size_t kNamesShown = 5;

std::string grouped(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

// 居民身份证号（整列，占 98%，约 1,203 个）
base::Bilingual describe(const DetectorFact& fact, const pack::PackSet& packs) {
  const pack::Detector* detector = find_detector(packs, fact.detector);
  base::Bilingual name = detector ? detector->meta.name : base::Bilingual{fact.detector, fact.detector};
  std::string zh, en;
  if (fact.in_column) {
    const int share = static_cast<int>(std::lround(fact.column_share * 100));
    zh = fmt::format("成列，占 {}%，", share);
    en = fmt::format("a column, {}%, ", share);
  }
  zh += fmt::format("共 {} 处", grouped(fact.found));
  en += fmt::format("{} found", grouped(fact.found));
  if (fact.distinct > 0 && fact.distinct < fact.found) {
    zh += fmt::format("，约 {} 个不同值", grouped(fact.distinct));
    en += fmt::format(", about {} different", grouped(fact.distinct));
  }
  return {fmt::format("{}（{}）", name.zh, zh), fmt::format("{} ({})", name.in(base::Lang::en), en)};
}

void append(base::Bilingual& out, const base::Bilingual& more) {
  if (!out.zh.empty()) {
    out.zh += "、";
    out.en += ", ";
  }
  out.zh += more.zh;
  out.en += more.in(base::Lang::en);
}

template <class List, class Describe>
base::Bilingual join(const List& list, Describe describe_one) {
  base::Bilingual out;
  std::size_t shown = 0;
  for (const auto& one : list) {
    if (shown++ == kNamesShown) break;
    append(out, describe_one(one));
  }
  if (list.size() > kNamesShown) {
    out.zh += fmt::format("等 {} 项", list.size());
    out.en += fmt::format(" and {} more", list.size() - kNamesShown);
  }
  return out;
}

base::Bilingual same(const std::string& text) {
  return {text, text};
}

base::Bilingual value_of(std::string_view name, const Situation& s, const Match& match) {
  const Facts& facts = s.evidence.facts();
  if (name == "rows") return same(grouped(facts.rows));
  if (name == "bytes") return same(grouped(facts.bytes));
  if (name == "persons") return same(grouped(facts.persons));
  if (name == "carriers") return same(grouped(facts.items));
  if (name == "kinds") return same(grouped(s.personal_kinds));
  if (name == "found") {
    std::uint64_t found = 0;
    for (const DetectorFact* fact : match.detectors) found += fact->found;
    return same(grouped(found));
  }
  if (name == "detector") return join(match.detectors, [&](const DetectorFact* fact) { return describe(*fact, s.packs); });
  if (name == "object") return join(match.objects, [](const ObjectHit* hit) { return hit->object->meta.name; });
  if (name == "sector") return s.sector.sector ? s.sector.sector->meta.name : base::Bilingual{"未判定行业", "no sector"};
  if (name == "category") return s.category.category ? s.category.category->path_name : same(s.category.path);
  if (name == "document_kind") return s.kind.kind ? s.kind.kind->meta.name : base::Bilingual{"未判定文档种类", "no document kind"};
  if (name == "factors") return factors_of(s);
  if (name == "changes") return changes_of(s);
  return {};
}

std::string fill_one(const std::string& text, base::Lang lang, const Situation& situation, const Match& match) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) return out + text.substr(at);
    out += text.substr(at, open - at);
    out += value_of(std::string_view(text).substr(open + 1, close - open - 1), situation, match).in(lang);
    at = close + 1;
  }
  return out;
}

}  // namespace

base::Bilingual fill_text(const base::Bilingual& text, const Situation& situation, const Match& match) {
  return {fill_one(text.zh, base::Lang::zh, situation, match), fill_one(text.en, base::Lang::en, situation, match)};
}

}  // namespace gongdun::grade
