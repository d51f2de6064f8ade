// The keys a grade rule may write under `when`, and what their values mean. `pack` checks values at load, `grade` carries them out.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::pack {

enum class ConditionKind {
  detectors,       // detector ids, one must have been found ("cn.*" stands for all that begin so)
  all_detectors,   // detector ids, all must have been found
  data_classes,    // personal | personal_sensitive | secret | organization | network | industrial | identifier
  categories,      // category paths; "生产数据" covers "生产数据/工艺参数"
  sectors,         // sector ids, or "any"
  objects,         // data object ids
  document_kinds,  // document kind ids
  asset_kinds,     // table | series | document | config | code | media | archive | binary
  annex_g,         // Annex G factor codes of the data objects hit
  candidates,      // core | important | general: candidate class of the data objects hit; for `proposed` the class proposed so far
  formats,         // format ids
  masked,          // "only": every finding named by detector/data_class was already masked; "no": some were readable
  number,          // lower limit
};

struct ConditionKey {
  std::string_view key;
  ConditionKind kind;
};

std::span<const ConditionKey> condition_keys();
std::optional<ConditionKind> condition_kind(std::string_view key);

inline constexpr char kListSeparator = '\n';
std::vector<std::string> split_condition(std::string_view value);

std::span<const std::string_view> data_class_names();  // in the order of DataClass
std::span<const std::string_view> asset_kind_names();
std::span<const std::string_view> class_names();     // general important core
std::span<const std::string_view> impact_objects();  // rows of the harm matrix
std::span<const std::string_view> impact_degrees();  // its columns
// {rows}, {persons}, … that the text of a rule may hold.
std::span<const std::string_view> placeholders();

}  // namespace gongdun::pack
