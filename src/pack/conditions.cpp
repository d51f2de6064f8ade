#include "pack/conditions.h"

#include <algorithm>
#include <array>

#include "pack/spec.h"

namespace gongdun::pack {

namespace {

using enum ConditionKind;

constexpr std::array kKeys{
    ConditionKey{"detector", detectors},
    ConditionKey{"detectors_together", all_detectors},
    ConditionKey{"data_class", data_classes},
    ConditionKey{"category", categories},
    ConditionKey{"sector", sectors},
    ConditionKey{"object", objects},
    ConditionKey{"document_kind", document_kinds},
    ConditionKey{"kind", asset_kinds},
    ConditionKey{"annex_g", ConditionKind::annex_g},
    ConditionKey{"candidate", candidates},
    ConditionKey{"format", formats},
    ConditionKey{"masked", ConditionKind::masked},
    ConditionKey{"rows>=", number},
    ConditionKey{"bytes>=", number},
    ConditionKey{"persons>=", number},
    ConditionKey{"carriers>=", number},
    ConditionKey{"characters>=", number},
    ConditionKey{"found>=", number},
    ConditionKey{"distinct>=", number},
    ConditionKey{"share>=", number},
    ConditionKey{"personal_kinds>=", number},
    ConditionKey{"objects>=", number},
    ConditionKey{"number_columns>=", number},
    ConditionKey{"words>=", number},
    ConditionKey{"grades>=", number},
    ConditionKey{"proposed", candidates},
};

constexpr std::array<std::string_view, 7> kDataClasses{"personal", "personal_sensitive", "secret", "organization", "network", "industrial", "identifier"};
constexpr std::array<std::string_view, 8> kAssetKinds{"table", "series", "document", "config", "code", "media", "archive", "binary"};
constexpr std::array<std::string_view, 3> kClasses{"general", "important", "core"};
constexpr std::array<std::string_view, 6> kObjects{"national_security", "economy", "social_order", "public_interest", "organization", "person"};
constexpr std::array<std::string_view, 3> kDegrees{"extreme", "serious", "general"};
constexpr std::array<std::string_view, 13> kPlaceholders{"rows",   "bytes",  "persons",  "carriers",      "found",   "kinds",  "detector",
                                                         "object", "sector", "category", "document_kind", "factors", "changes"};

}  // namespace

std::span<const ConditionKey> condition_keys() {
  return kKeys;
}

std::optional<ConditionKind> condition_kind(std::string_view key) {
  for (const ConditionKey& one : kKeys) {
    if (one.key == key) return one.kind;
  }
  return std::nullopt;
}

std::vector<std::string> split_condition(std::string_view value) {
  std::vector<std::string> out;
  while (!value.empty()) {
    const std::size_t cut = std::min(value.find(kListSeparator), value.size());
    out.emplace_back(value.substr(0, cut));
    value.remove_prefix(std::min(cut + 1, value.size()));
  }
  return out;
}

std::span<const std::string_view> data_class_names() {
  return kDataClasses;
}
std::span<const std::string_view> asset_kind_names() {
  return kAssetKinds;
}
std::span<const std::string_view> class_names() {
  return kClasses;
}
std::span<const std::string_view> impact_objects() {
  return kObjects;
}
std::span<const std::string_view> impact_degrees() {
  return kDegrees;
}
std::span<const std::string_view> placeholders() {
  return kPlaceholders;
}

const char* verified_name(Verified verified) {
  switch (verified) {
    case Verified::V: return "V";
    case Verified::S: return "S";
    case Verified::M: return "M";
    case Verified::D: return "D";
  }
  return "D";
}

}  // namespace gongdun::pack
