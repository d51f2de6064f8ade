// The probe book of the program, for tests.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "pack/load.h"

namespace gongdun::probe::testing {

inline const pack::Loaded& shipped() {
  static const pack::Loaded loaded = pack::load_packs(GD_SOURCE_DIR "/packs", "2026-12-01");
  if (loaded.assess.probe_books.empty()) throw std::runtime_error(pack::format_problems(loaded.problems, base::Lang::en));
  return loaded;
}

inline const pack::ProbeBook& book() {
  return shipped().assess.probe_books.front();
}

inline const pack::Questionnaire& questions() {
  const auto& all = shipped().assess.questionnaires;
  return *std::ranges::find_if(all, [](const pack::Questionnaire& one) { return one.meta.id == "diagnosis"; });
}

}  // namespace gongdun::probe::testing
