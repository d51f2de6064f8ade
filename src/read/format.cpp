#include "read/format.h"

#include <algorithm>

namespace gongdun::read {
namespace {

// Filled while the program starts, read-only from main on.
std::vector<Format>& registry() {
  static std::vector<Format> all;
  return all;
}

}  // namespace

const std::vector<Format>& formats() {
  return registry();
}

bool register_format(const Format& format) {
  auto& all = registry();
  const auto place = std::upper_bound(all.begin(), all.end(), format, [](const Format& a, const Format& b) { return a.id < b.id; });
  all.insert(place, format);
  return true;
}

const Format* find_format(std::string_view id) {
  const auto& all = registry();
  const auto place = std::lower_bound(all.begin(), all.end(), id, [](const Format& f, std::string_view wanted) { return f.id < wanted; });
  return place != all.end() && place->id == id ? &*place : nullptr;
}

const Format* identify(const Sniff& sniff) {
  const Format* best = nullptr;
  int best_score = 0;
  for (const Format& format : registry()) {
    const int score = format.identify == nullptr ? 0 : format.identify(sniff);
    if (score <= best_score) continue;
    best = &format;
    best_score = score;
  }
  return best;
}

const Format* identify(const Sniff& sniff, ByteSource& source, const Limits& limits) {
  const Format* const found = identify(sniff);
  const Format* const closer = found == nullptr || found->look_into == nullptr ? nullptr : find_format(found->look_into(source, limits));
  return closer == nullptr ? found : closer;
}

}  // namespace gongdun::read
