#include "catalog/precedent.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "catalog/grouping.h"
#include "detect/context.h"

namespace gongdun::catalog {

namespace {

constexpr double kSameDocumentKind = 0.9, kSameSeries = 0.8;
constexpr std::size_t kAlikeTenths = 7;
static_assert(kAlike * 10 == kAlikeTenths);

// The same on every machine and in every version: what comes of it stands in stores.
std::uint64_t spread(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return (hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15ULL;
}

std::vector<std::string> sorted(std::vector<std::string> list) {
  std::ranges::sort(list);
  const auto twice = std::ranges::unique(list);
  list.erase(twice.begin(), twice.end());
  return list;
}

double shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t both = 0;
  for (auto left = a.begin(), right = b.begin(); left != a.end() && right != b.end();) {
    const auto order = *left <=> *right;
    both += order == 0;
    if (order <= 0) ++left;
    if (order >= 0) ++right;
  }
  const std::size_t all = a.size() + b.size() - both;
  return all == 0 ? 0 : static_cast<double>(both) / static_cast<double>(all);
}

// One column says little of a table.
bool compared_by_columns(const std::vector<std::string>& headers) {
  return headers.size() >= 2;
}

}  // namespace

std::string folded_name(std::string_view name) {
  return base::ascii_lower(base::fold_width(base::trim(detect::plain_header(name))));
}

std::vector<std::string> folded_names(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  out.reserve(names.size());
  for (const std::string& name : names) out.push_back(folded_name(name));
  std::erase(out, "");
  return sorted(std::move(out));
}

AssetTraits traits_of(const grade::Facts& facts, const grade::Assessment& assessment) {
  AssetTraits out{.kind = facts.kind,
                  .series = series_name(facts.name),
                  .category = assessment.category,
                  .document_kind = assessment.document_kind,
                  .by_rules = assessment.by_rules,
                  .headers = folded_names(facts.headers),
                  .formats = sorted(facts.formats),
                  .found = {}};
  // What was found in the clear is more than what was found masked.
  for (const grade::DetectorFact& fact : facts.detectors) {
    out.found.push_back(fact.detector);
    if (!fact.masked_only) out.found.push_back(fact.detector + " clear");
  }
  for (const std::string& object : assessment.objects) out.found.push_back("object " + object);
  out.found = sorted(std::move(out.found));
  return out;
}

double likeness(const AssetTraits& a, const AssetTraits& b) {
  if (a.kind != b.kind) return 0;
  if (compared_by_columns(a.headers) || compared_by_columns(b.headers)) return shared(a.headers, b.headers);
  if (!a.document_kind.empty() || !b.document_kind.empty()) return a.document_kind == b.document_kind ? kSameDocumentKind : 0;
  return !a.series.empty() && a.series == b.series && shared(a.formats, b.formats) > 0 ? kSameSeries : 0;
}

std::vector<std::string> alike_keys(const AssetTraits& traits) {
  if (!compared_by_columns(traits.headers)) {
    if (!traits.document_kind.empty()) return {"kind\n" + traits.kind + "\n" + traits.document_kind};
    return traits.series.empty() ? std::vector<std::string>{} : std::vector<std::string>{"series\n" + traits.kind + "\n" + traits.series};
  }
  // By a hash, so that rare names come first as often as common ones, and names everybody has do not gather all tables under one key.
  std::vector<std::pair<std::uint64_t, std::string_view>> order;
  for (const std::string& header : traits.headers) order.emplace_back(spread(header), header);
  std::ranges::sort(order);
  const std::size_t shared_at_least = (traits.headers.size() * kAlikeTenths + 9) / 10;
  std::vector<std::string> out;
  for (std::size_t i = 0; i + shared_at_least <= order.size(); ++i) out.push_back("column\n" + traits.kind + "\n" + std::string(order[i].second));
  return out;
}

std::string Precedents::key_of(const AssetTraits& traits) {
  return traits.kind + "\n" + traits.category + "\n" + grade_code(traits.by_rules);
}

void Precedents::add(Precedent precedent) {
  all_[key_of(precedent.traits)].push_back(std::move(precedent));
}

const Precedent* Precedents::bearing_on(std::string_view asset, const AssetTraits& traits) const {
  const Precedent* best = nullptr;
  double most = kAlike;
  const auto alike = all_.find(key_of(traits));
  if (alike == all_.end()) return nullptr;
  for (const Precedent& one : alike->second) {
    if (one.asset == asset) continue;
    if (one.decision.grade < traits.by_rules && !std::ranges::includes(one.traits.found, traits.found)) continue;
    const double near = likeness(one.traits, traits);
    if (near < most || (best != nullptr && near == most && one.decision.at < best->decision.at)) continue;
    best = &one;
    most = near;
  }
  return best;
}

void follow(const Precedent& precedent, grade::Assessment& assessment) {
  const Decision& decision = precedent.decision;
  const grade::Grade rules = assessment.by_rules;
  const auto text = [&](base::Lang lang) {
    const std::string grade = grade_title(decision.grade, lang), before = grade_title(rules, lang);
    if (lang == base::Lang::zh) {
      return fmt::format("先例：同类资产 {}（{}）由{}定为{}，理由：{}；规则本身给出{}", precedent.asset, precedent.name, decision.by, grade, decision.reason,
                         before);
    }
    return fmt::format("precedent: {} decided {} for the like asset {} ({}): {}; the rules alone give {}", decision.by, grade, precedent.asset, precedent.name,
                       decision.reason, before);
  };
  assessment.proposed = decision.grade;
  assessment.precedent = precedent.asset;
  assessment.reasons.insert(assessment.reasons.begin(), {"precedent", "", "本单位决定", "D", {text(base::Lang::zh), text(base::Lang::en)}});
}

const ClaimPrecedent* silencing(const std::vector<ClaimPrecedent>& all, const ClaimTable& table, std::string_view detector, std::string_view column) {
  const std::string folded = folded_name(column);
  if (folded.empty()) return nullptr;
  const auto alike = [&](const ClaimTable& other) {
    return other.kind == table.kind && compared_by_columns(other.headers) && compared_by_columns(table.headers) &&
           shared(other.headers, table.headers) >= kAlike;
  };
  const auto bears = [&](const ClaimPrecedent& one) {
    return one.detector == detector && one.column == folded && (one.table.asset == table.asset || alike(one.table));
  };
  const auto found = std::ranges::find_if(all, bears);
  return found == all.end() ? nullptr : &*found;
}

grade::Reason silenced_reason(const ClaimPrecedent& precedent, std::string_view column) {
  return {"precedent",
          "",
          "本单位决定",
          "D",
          {fmt::format("先例：列“{}”的“{}”不计入，{} 在同类资产 {} 中已标为误报：{}", column, precedent.detector, precedent.by, precedent.table.asset,
                       precedent.reason),
           fmt::format("precedent: {} of column {} is not counted; {} dismissed it in the like asset {}: {}", precedent.detector, column, precedent.by,
                       precedent.table.asset, precedent.reason)}};
}

}  // namespace gongdun::catalog
