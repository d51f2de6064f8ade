// The pattern engine: any bytes as text, and any bytes as a pattern. The first byte chooses.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "detect/engine.h"
#include "detect/oracle_patterns.h"
#include "detect/validators.h"
#include "detect/vetoes.h"

namespace {

using namespace gongdun;

pack::PackSet all_rules() {
  pack::PackSet packs;
  for (const auto& [id, pattern] : detect::kOraclePatterns) {
    pack::Detector detector;
    detector.meta.id = std::string(id);
    detector.patterns = {std::string(pattern)};
    packs.detectors.push_back(std::move(detector));
  }
  pack::Category& words = packs.categories.emplace_back();
  words.terms = {{"转炉"}, {"炉"}, {"转炉炼钢"}, {"heat"}, {"bill of materials"}, {".step"}, {"x1"}};
  return packs;
}

void scan_text(std::string_view text) {
  static const auto engine = *detect::Engine::compile(all_rules());
  static detect::Engine::Scratch scratch(*engine);
  engine->scan(text, scratch);
  for (const auto& match : scratch.matches) {
    if (match.begin > match.value_begin || match.value_begin > match.value_end || match.value_end > match.end || match.end > text.size()) std::abort();
    const std::string_view value = text.substr(match.value_begin, match.value_end - match.value_begin);
    for (const auto* validator : detect::all_validators()) validator->passes(value);
    for (const auto* veto : detect::all_vetoes()) veto->forbids(text, match.value_begin, match.value_end);
    detect::mask_value(value, {3, 2});
  }
  for (const auto& hit : scratch.terms) {
    if (hit.end > text.size()) std::abort();
  }
}

// The pattern comes first, the text after a zero byte.
void scan_pattern(std::string_view data) {
  const std::size_t cut = data.find('\0');
  pack::PackSet packs;
  pack::Detector detector;
  detector.patterns = {std::string(data.substr(0, cut))};
  packs.detectors = {detector};
  const auto engine = detect::Engine::compile(packs);
  if (!engine || cut == std::string_view::npos) return;
  detect::Engine::Scratch scratch(**engine);
  (*engine)->scan(data.substr(cut + 1), scratch);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 4 == 0)
    scan_pattern(text);
  else
    scan_text(text);
  return 0;
}
