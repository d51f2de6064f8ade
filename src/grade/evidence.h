// What the facts of one asset say for or against a sector, a category, a document kind or a data object, as a saturating score.
//   term:      weight × min(term_cap, log2(1 + body/density + header_weight × header)), density by length and rows
//   format:    format_weight
//   detector:  detector_weight when it claims a column, up to half of it in running text
// All numbers are pack::Scoring. A term inside a longer matched term (铁水 in 铁水硅含量) counts only where it stands alone.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bilingual.h"
#include "grade/grade.h"
#include "pack/spec.h"

namespace gongdun::grade {

struct Hit {
  base::Bilingual what;  // "富氧率（表头 1，正文 120）"
  double score = 0;
};

struct Score {
  double value = 0;
  int evidence = 0;       // different pieces; a format counts as two
  bool strong = false;    // a strong term, a format or a column detector took part
  std::vector<Hit> hits;  // strongest first
};

class Evidence {
 public:
  Evidence(const Facts& facts, const pack::PackSet& packs);

  Score score(const std::vector<pack::Term>& terms, const std::vector<std::string>& formats, const std::vector<std::string>& detectors) const;
  double term_score(const std::vector<pack::Term>& terms) const;
  const DetectorFact* detector(std::string_view id) const;
  bool has_format(std::string_view id) const;
  const Facts& facts() const { return facts_; }
  // A table of numbers without a word to tell what they are (pack::Scoring::numbers_…).
  bool only_numbers() const;
  // Running text rather than tables: words are weaker evidence there.
  bool prose() const;

 private:
  struct Seen {
    double body = 0, header = 0;  // standing alone
    std::uint64_t body_count = 0, header_count = 0;
  };
  void count_terms();
  double strength(const Seen& seen) const;
  double strength(const pack::Term& term, const Seen& seen) const;

  const Facts& facts_;
  const pack::PackSet& packs_;
  std::unordered_map<std::string_view, Seen> terms_;
  std::unordered_map<std::string_view, const DetectorFact*> detectors_;
};

// "富氧率（表头 1，正文 120）、终点碳（正文 3）": at most `limit` hits.
base::Bilingual join_hits(std::span<const Hit> hits, std::size_t limit);

}  // namespace gongdun::grade
