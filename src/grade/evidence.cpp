#include "grade/evidence.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include <fmt/core.h>

namespace gongdun::grade {

namespace {

constexpr std::size_t kMaxTerms = 20'000;  // stored facts are data too

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

base::Bilingual term_words(std::string_view word, std::uint64_t body, std::uint64_t header) {
  std::string zh, en;
  if (header > 0) {
    zh = fmt::format("表头 {}", header);
    en = fmt::format("header {}", header);
  }
  if (body > 0) {
    zh += fmt::format("{}正文 {}", zh.empty() ? "" : "，", body);
    en += fmt::format("{}body {}", en.empty() ? "" : ", ", body);
  }
  return {fmt::format("{}（{}）", word, zh), fmt::format("{} ({})", word, en)};
}

}  // namespace

Evidence::Evidence(const Facts& facts, const pack::PackSet& packs) : facts_(facts), packs_(packs) {
  for (const DetectorFact& fact : facts.detectors) detectors_.emplace(fact.detector, &fact);
  count_terms();
}

// Counts each term where it stands alone: longest first, every term takes its own occurrences away from the terms inside it.
void Evidence::count_terms() {
  const double by_length = static_cast<double>(facts_.characters) / packs_.scoring.density_characters;
  const double by_rows = prose() ? 0 : static_cast<double>(facts_.rows) / packs_.scoring.density_rows;
  const double density = std::max({1.0, by_length, by_rows});
  std::vector<std::string_view> words;
  for (const TermFact& fact : facts_.terms) {
    if (words.size() >= kMaxTerms) break;
    Seen& seen = terms_[fact.term];
    if (seen.body_count + seen.header_count == 0) words.push_back(fact.term);
    seen.body_count += fact.body;
    seen.header_count += fact.header;
    seen.body += static_cast<double>(fact.body);
    seen.header += static_cast<double>(fact.header);
  }
  std::ranges::sort(words, [](std::string_view a, std::string_view b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  for (const std::string_view word : words) {
    const Seen outer = terms_[word];
    for (std::size_t begin = 0; begin < word.size(); ++begin) {
      if (is_continuation(word[begin])) continue;
      for (std::size_t length = 2; begin + length <= word.size(); ++length) {
        if (length == word.size()) continue;
        const auto inner = terms_.find(word.substr(begin, length));
        if (inner == terms_.end()) continue;
        inner->second.body = std::max(0.0, inner->second.body - outer.body);
        inner->second.header = std::max(0.0, inner->second.header - outer.header);
      }
    }
  }
  for (auto& [word, seen] : terms_) seen.body /= density;
}

double Evidence::strength(const Seen& seen) const {
  const pack::Scoring& scoring = packs_.scoring;
  return std::min(scoring.term_cap, std::log2(1 + seen.body + scoring.header_weight * seen.header));
}

// A word that only means something as a column name: wells, style, port.
double Evidence::strength(const pack::Term& term, const Seen& seen) const {
  if (!term.header_only) return strength(seen);
  return prose() ? 0 : strength(Seen{.body = 0, .header = seen.header, .body_count = 0, .header_count = 0});
}

const DetectorFact* Evidence::detector(std::string_view id) const {
  const auto found = detectors_.find(id);
  return found == detectors_.end() ? nullptr : found->second;
}

bool Evidence::has_format(std::string_view id) const {
  return std::ranges::find(facts_.formats, id) != facts_.formats.end();
}

bool Evidence::prose() const {
  return facts_.kind == "document" || facts_.kind == "code" || facts_.kind == "config";
}

bool Evidence::only_numbers() const {
  const pack::Scoring& scoring = packs_.scoring;
  const auto columns = static_cast<double>(facts_.columns), numbers = static_cast<double>(facts_.number_columns);
  return (facts_.kind == "table" || facts_.kind == "series") && numbers >= scoring.numbers_columns && numbers >= columns * scoring.numbers_share &&
         static_cast<double>(facts_.rows) >= scoring.numbers_rows;
}

double Evidence::term_score(const std::vector<pack::Term>& terms) const {
  double sum = 0;
  for (const pack::Term& term : terms) {
    const auto seen = terms_.find(term.word);
    if (seen != terms_.end()) sum += term.weight * strength(term, seen->second);
  }
  return sum;
}

Score Evidence::score(const std::vector<pack::Term>& terms, const std::vector<std::string>& formats, const std::vector<std::string>& detectors) const {
  const pack::Scoring& scoring = packs_.scoring;
  Score score;
  std::unordered_set<std::string_view> counted;
  for (const std::string& id : formats) {
    if (!has_format(id)) continue;
    score.hits.push_back({{"格式 " + id, "format " + id}, scoring.format_weight});
    score.evidence += 2;
    score.strong = true;
  }
  for (const std::string& id : detectors) {
    const DetectorFact* fact = detector(id);
    if (!fact || fact->found == 0) continue;
    const bool column = fact->in_column && fact->column_share >= scoring.detector_share_min;
    const double text_share = std::min(1.0, std::log2(1 + static_cast<double>(fact->found)) / 4) / 2;
    score.hits.push_back({{"识别 " + id, "detector " + id}, scoring.detector_weight * (column ? 1 : text_share)});
    score.evidence += 1;
    score.strong = score.strong || column;
  }
  for (const pack::Term& term : terms) {
    const auto found = terms_.find(term.word);
    if (found == terms_.end()) continue;
    const double value = term.weight * strength(term, found->second);
    if (value <= 0) continue;
    const bool again = !counted.insert(term.word).second;  // in both lists of a sector: more weight, not more evidence
    score.hits.push_back({term_words(term.word, found->second.body_count, found->second.header_count), value});
    score.evidence += again ? 0 : 1;
    score.strong = score.strong || term.weight >= scoring.strong_weight;
  }
  std::ranges::stable_sort(score.hits, std::ranges::greater{}, &Hit::score);
  for (const Hit& hit : score.hits) score.value += hit.score;
  return score;
}

base::Bilingual join_hits(std::span<const Hit> hits, std::size_t limit) {
  base::Bilingual out;
  const std::size_t shown = std::min(limit, hits.size());
  for (std::size_t i = 0; i < shown; ++i) {
    out.zh += (i ? "、" : "") + hits[i].what.zh;
    out.en += (i ? ", " : "") + hits[i].what.en;
  }
  if (hits.size() > shown) {
    out.zh += fmt::format(" 等 {} 项", hits.size());
    out.en += fmt::format(" and {} more", hits.size() - shown);
  }
  return out;
}

}  // namespace gongdun::grade
