// The judgements that stand between evidence and a grade: sector, data objects, document kind, category.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "grade/evidence.h"

namespace gongdun::grade {

struct SectorVerdict {
  SectorGuess guess;
  const pack::Sector* sector = nullptr;  // nullptr: none
  Score score;
  enum class How { content, surroundings, given } how = How::content;
};

// Nothing is forced: below min_score, without a lead over the second, or on weak words alone, there is no sector.
// `surroundings` may settle a guess that is weak, or a tie; `hint` (a sector id) overrides.
SectorVerdict judge_sector(const Evidence& evidence, const pack::PackSet& packs, std::string_view hint, const SectorGuess& surroundings);

// Every sector with its score, best first.
std::vector<SectorGuess> score_sectors(const Evidence& evidence, const pack::PackSet& packs);

struct ObjectHit {
  const pack::DataObject* object = nullptr;
  Score score;
  Grade candidate;
};
// Data objects of the sector and the general ones, highest candidate first.
std::vector<ObjectHit> find_objects(const Evidence& evidence, const pack::PackSet& packs, const pack::Sector* sector);

struct KindVerdict {
  const pack::DocumentKind* kind = nullptr;
  Score score;
};
// Only data people write or export has a kind: a licence text in a program's comments does not make the program a licence. A kind that
// contradicts the category of a special format is dropped.
KindVerdict judge_kind(const Evidence& evidence, const pack::PackSet& packs);

struct CategoryVerdict {
  const pack::Category* category = nullptr;  // nullptr only when the packs define no default
  std::string path;
  base::Bilingual why;
};
CategoryVerdict judge_category(const Evidence& evidence, const pack::PackSet& packs, const std::vector<ObjectHit>& objects, const KindVerdict& kind);

const pack::Detector* find_detector(const pack::PackSet& packs, std::string_view id);
// A detector fact that says something about this asset: found, and of that class.
bool found_class(const Evidence& evidence, const pack::PackSet& packs, pack::DataClass data_class, bool readable_only);

}  // namespace gongdun::grade
