#include "grade/rules.h"

#include <algorithm>
#include <charconv>

#include "pack/conditions.h"

namespace gongdun::grade {

namespace {

using pack::ConditionKind;

bool listed(const std::string& value, std::string_view name) {
  const std::vector<std::string> all = pack::split_condition(value);
  return std::ranges::find(all, name) != all.end();
}

bool id_listed(const std::string& value, std::string_view id) {
  return std::ranges::any_of(pack::split_condition(value), [&](const std::string& one) {
    return one.ends_with('*') ? id.starts_with(std::string_view(one).substr(0, one.size() - 1)) : id == one;
  });
}

bool under(const std::string& value, const std::string& path) {
  return std::ranges::any_of(pack::split_condition(value), [&](const std::string& one) { return path == one || path.starts_with(one + "/"); });
}

double number(const std::string& text) {
  double value = 0;
  std::string digits = text;
  std::erase(digits, '_');
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

class Matcher {
 public:
  Matcher(const pack::GradeRule& rule, const Situation& situation) : rule_(rule), s_(situation) {}

  std::optional<Match> run() {
    if (!match_detectors() || !match_objects()) return std::nullopt;
    for (const auto& [key, value] : rule_.when) {
      if (!holds(key, value)) return std::nullopt;
    }
    return std::move(match_);
  }

 private:
  const std::string* value(const char* key) const {
    const auto found = rule_.when.find(key);
    return found == rule_.when.end() ? nullptr : &found->second;
  }

  bool wanted(const DetectorFact& fact) const {
    if (fact.found == 0) return false;
    if (const std::string* ids = value("detector"); ids && !id_listed(*ids, fact.detector)) return false;
    if (const std::string* ids = value("detectors_together"); ids && !id_listed(*ids, fact.detector)) return false;
    const std::string* classes = value("data_class");
    if (!classes) return true;
    const pack::Detector* detector = find_detector(s_.packs, fact.detector);
    return detector && listed(*classes, pack::data_class_names()[static_cast<std::size_t>(detector->data_class)]);
  }

  // Conditions on findings speak of the same findings: class, id, masking, count, share.
  bool match_detectors() {
    if (!rests_on_findings(rule_)) return true;
    std::vector<const DetectorFact*>& facts = match_.detectors;
    for (const DetectorFact& fact : s_.evidence.facts().detectors) {
      if (wanted(fact)) facts.push_back(&fact);
    }
    if (const std::string* masked = value("masked")) {
      if (*masked == "no") std::erase_if(facts, [](const DetectorFact* fact) { return fact->masked_only; });
      if (*masked == "only" && std::ranges::any_of(facts, [](const DetectorFact* fact) { return !fact->masked_only; })) return false;
    }
    std::ranges::stable_sort(facts, std::ranges::greater{}, &DetectorFact::found);
    if (rule_.when.contains("personal_kinds>=")) return true;
    if (const std::string* together = value("detectors_together")) {
      return std::ranges::all_of(pack::split_condition(*together), [&](const std::string& one) {
        return std::ranges::any_of(facts, [&](const DetectorFact* fact) { return id_listed(one, fact->detector); });
      });
    }
    return !facts.empty();
  }

  bool match_objects() {
    const std::string *ids = value("object"), *factor = value("annex_g"), *candidate = value("candidate");
    for (const ObjectHit& hit : s_.objects) {
      if (ids && !listed(*ids, hit.object->meta.id)) continue;
      if (factor && !listed(*factor, hit.object->annex_g)) continue;
      if (candidate && !listed(*candidate, class_name(hit.candidate.data_class))) continue;
      match_.objects.push_back(&hit);
    }
    return (!ids && !factor && !candidate) || !match_.objects.empty();
  }

  double measure(std::string_view key) const {
    const Facts& facts = s_.evidence.facts();
    if (key == "rows>=") return static_cast<double>(facts.rows);
    if (key == "bytes>=") return static_cast<double>(facts.bytes);
    if (key == "persons>=") return static_cast<double>(facts.persons);
    if (key == "carriers>=") return static_cast<double>(facts.items);
    if (key == "characters>=") return static_cast<double>(facts.characters);
    if (key == "personal_kinds>=") return static_cast<double>(s_.personal_kinds);
    if (key == "objects>=") return static_cast<double>(match_.objects.size());
    if (key == "grades>=") return static_cast<double>(s_.distinct_grades);
    if (key == "number_columns>=") return static_cast<double>(facts.number_columns);
    if (key == "words>=") return s_.evidence.score(rule_.words, {}, {}).evidence;
    double found = 0, distinct = 0, share = 0;
    for (const DetectorFact* fact : match_.detectors) {
      found += static_cast<double>(fact->found);
      distinct = std::max(distinct, static_cast<double>(fact->distinct));
      share = std::max(share, fact->in_column ? fact->column_share : 0);
    }
    return key == "found>=" ? found : key == "distinct>=" ? distinct : share;
  }

  bool holds(const std::string& key, const std::string& wanted_value) const {
    const Facts& facts = s_.evidence.facts();
    if (key == "proposed") return s_.proposed && listed(wanted_value, class_name(s_.proposed->data_class));
    switch (pack::condition_kind(key).value_or(ConditionKind::number)) {
      case ConditionKind::categories: return under(wanted_value, s_.category.path);
      case ConditionKind::sectors: return s_.sector.sector && (wanted_value == "any" || listed(wanted_value, s_.sector.guess.id));
      case ConditionKind::document_kinds: return s_.kind.kind && listed(wanted_value, s_.kind.kind->meta.id);
      case ConditionKind::asset_kinds: return listed(wanted_value, facts.kind);
      case ConditionKind::formats: return std::ranges::any_of(facts.formats, [&](const std::string& id) { return listed(wanted_value, id); });
      case ConditionKind::number: return measure(key) >= number(wanted_value);
      default: return true;  // judged by match_detectors and match_objects
    }
  }

  const pack::GradeRule& rule_;
  const Situation& s_;
  Match match_;
};

}  // namespace

std::optional<Match> match_rule(const pack::GradeRule& rule, const Situation& situation) {
  return Matcher(rule, situation).run();
}

bool rests_on_findings(const pack::GradeRule& rule) {
  return rule.when.contains("detector") || rule.when.contains("detectors_together") || rule.when.contains("data_class") ||
         rule.when.contains("personal_kinds>=");
}

bool is_second_pass(const pack::GradeRule& rule) {
  return rule.when.contains("grades>=") || rule.when.contains("proposed");
}

std::size_t count_personal_kinds(const Evidence& evidence, const pack::PackSet& packs) {
  std::size_t kinds = 0;
  for (const DetectorFact& fact : evidence.facts().detectors) {
    if (fact.found == 0 || fact.masked_only) continue;
    const pack::Detector* detector = find_detector(packs, fact.detector);
    if (!detector) continue;
    kinds += detector->data_class == pack::DataClass::personal || detector->data_class == pack::DataClass::personal_sensitive;
  }
  return kinds;
}

}  // namespace gongdun::grade
