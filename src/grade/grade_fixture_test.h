// The shipped packs and short ways to write facts, for the tests of this room.
#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "grade/grade.h"
#include "pack/load.h"

namespace gongdun::grade::testing {

inline std::shared_ptr<const pack::PackSet> shipped_packs() {
  static const auto packs = std::make_shared<const pack::PackSet>(pack::load_packs(GD_SOURCE_DIR "/packs").set);
  return packs;
}

inline Assessment assess(const Facts& facts, std::string_view hint = {}, const SectorGuess& around = {}) {
  return Grader(shipped_packs()).assess(facts, hint, around);
}

inline Facts table(std::uint64_t rows = 1000) {
  Facts facts;
  facts.kind = "table";
  facts.formats = {"csv"};
  facts.rows = rows;
  facts.bytes = rows * 80;
  facts.characters = rows * 60;
  return facts;
}

inline Facts document(std::uint64_t characters = 5000) {
  Facts facts;
  facts.kind = "document";
  facts.formats = {"docx"};
  facts.characters = characters;
  facts.bytes = characters * 3;
  return facts;
}

inline Facts& body(Facts& facts, const std::vector<std::string>& words, std::uint64_t times = 1) {
  for (const std::string& word : words) facts.terms.push_back({word, times, 0, 1});
  return facts;
}

inline Facts& header(Facts& facts, const std::vector<std::string>& words) {
  for (const std::string& word : words) facts.terms.push_back({word, 0, 1, 1});
  return facts;
}

inline Facts& column(Facts& facts, const std::string& detector, std::uint64_t found, bool masked = false) {
  facts.detectors.push_back({detector, found, found, 0.98, true, masked});
  return facts;
}

inline Facts& in_text(Facts& facts, const std::string& detector, std::uint64_t found) {
  facts.detectors.push_back({detector, found, found, 0, false, false});
  return facts;
}

inline const Reason* reason(const Assessment& assessment, std::string_view rule) {
  const auto found = std::ranges::find_if(assessment.reasons, [&](const Reason& one) { return one.rule == rule; });
  return found == assessment.reasons.end() ? nullptr : &*found;
}

inline std::string code(const Facts& facts) {
  return grade_code(assess(facts).proposed);
}

}  // namespace gongdun::grade::testing
