#include <algorithm>
#include <cmath>

#include "grade/judge.h"

namespace gongdun::grade {

namespace {

constexpr std::size_t kEvidenceShown = 8;
constexpr double kSureFolder = 2;             // times the score a sector needs
constexpr std::uint64_t kFewCharacters = 64;  // of a page whose text could not be read

struct Ranked {
  const pack::Sector* sector;
  Score score;
  double value;  // after anti-terms
};

std::vector<Ranked> rank(const Evidence& evidence, const pack::PackSet& packs) {
  std::vector<Ranked> out;
  for (const pack::Sector& sector : packs.sectors) {
    Score score = evidence.score(sector.terms, sector.formats, sector.detectors);
    const double value = std::max(0.0, score.value - evidence.term_score(sector.anti_terms));
    out.push_back({&sector, std::move(score), value});
  }
  std::ranges::stable_sort(out,
                           [](const Ranked& a, const Ranked& b) { return a.value != b.value ? a.value > b.value : a.sector->meta.id < b.sector->meta.id; });
  return out;
}

SectorVerdict verdict(const Ranked& ranked, SectorVerdict::How how) {
  SectorVerdict out;
  out.sector = ranked.sector;
  out.score = ranked.score;
  out.how = how;
  out.guess.id = ranked.sector->meta.id;
  out.guess.score = std::round(ranked.value * 100) / 100;
  for (std::size_t i = 0; i < ranked.score.hits.size() && i < kEvidenceShown; ++i) out.guess.evidence.push_back(ranked.score.hits[i].what.zh);
  return out;
}

bool enough(const Ranked& ranked, double min_score, const pack::Scoring& scoring) {
  return ranked.value >= min_score && ranked.score.evidence >= scoring.min_evidence && ranked.score.strong;
}

// Numbers alone, or a page without text (a scan): there is nothing that could speak.
bool silent(const Evidence& evidence) {
  const Facts& facts = evidence.facts();
  return evidence.only_numbers() || (facts.kind == "document" && facts.characters < kFewCharacters && facts.bytes > kFewCharacters);
}

}  // namespace

std::vector<SectorGuess> score_sectors(const Evidence& evidence, const pack::PackSet& packs) {
  std::vector<SectorGuess> out;
  for (const Ranked& one : rank(evidence, packs)) out.push_back(verdict(one, SectorVerdict::How::content).guess);
  return out;
}

SectorVerdict judge_sector(const Evidence& evidence, const pack::PackSet& packs, std::string_view hint, const SectorGuess& surroundings) {
  const std::vector<Ranked> ranked = rank(evidence, packs);
  if (ranked.empty()) return {};
  const auto named = [&](std::string_view id) { return std::ranges::find_if(ranked, [&](const Ranked& one) { return one.sector->meta.id == id; }); };
  if (const auto given = named(hint); !hint.empty() && given != ranked.end()) return verdict(*given, SectorVerdict::How::given);

  const Ranked& best = ranked.front();
  const double second = ranked.size() > 1 ? ranked[1].value : 0;
  const bool leads = second <= 0 || best.value >= second * best.sector->min_lead;
  if (leads && enough(best, best.sector->min_score, packs.scoring)) return verdict(best, SectorVerdict::How::content);

  // The neighbours may settle what the content half says; they never give a sector to words that say nothing.
  const auto neighbour = named(surroundings.id);
  if (surroundings.id.empty() || neighbour == ranked.end()) return {};
  // What cannot say anything is of the industry its own folder says with certainty, unless it has words for something else.
  const bool sure = surroundings.here && surroundings.score >= neighbour->sector->min_score * kSureFolder;
  if (sure && silent(evidence) && best.value < best.sector->min_score * packs.scoring.weak_share) return verdict(*neighbour, SectorVerdict::How::surroundings);
  const double needed = neighbour->sector->min_score * packs.scoring.weak_share;
  const bool near_best = neighbour->value * neighbour->sector->min_lead >= best.value;
  if (near_best && enough(*neighbour, needed, packs.scoring)) return verdict(*neighbour, SectorVerdict::How::surroundings);
  return {};
}

}  // namespace gongdun::grade
