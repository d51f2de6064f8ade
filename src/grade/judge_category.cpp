#include <algorithm>

#include <fmt/core.h>

#include "grade/judge.h"

namespace gongdun::grade {

namespace {

constexpr std::size_t kHitsShown = 6;

Grade candidate_of(const pack::DataObject& object) {
  return {parse_class(object.candidate_class).value_or(Class::general), object.candidate_class == "general" ? object.candidate_level : 0};
}

void add_objects(const std::vector<pack::DataObject>& objects, const Evidence& evidence, const pack::Scoring& scoring, std::vector<ObjectHit>& out) {
  const double factor = evidence.prose() ? scoring.prose_factor : 1;
  for (const pack::DataObject& object : objects) {
    Score score = evidence.score(object.terms, object.formats, object.detectors);
    if (score.value < object.min_score * factor || score.evidence < scoring.min_evidence || !score.strong) continue;
    out.push_back({&object, std::move(score), candidate_of(object)});
  }
}

const pack::Category* category_at(const pack::PackSet& packs, std::string_view path) {
  const auto found = std::ranges::find_if(packs.categories, [&](const pack::Category& one) { return one.path == path; });
  return found == packs.categories.end() ? nullptr : &*found;
}

CategoryVerdict at(const pack::PackSet& packs, const std::string& path, base::Bilingual why) {
  return {category_at(packs, path), path, std::move(why)};
}

// The category that lists most of the detectors found: 凭据/口令与密钥 for secrets.
CategoryVerdict credential_category(const Evidence& evidence, const pack::PackSet& packs) {
  const pack::Category* best = nullptr;
  Score best_score;
  for (const pack::Category& one : packs.categories) {
    const bool secret = std::ranges::any_of(one.detectors, [&](const std::string& id) {
      const pack::Detector* detector = find_detector(packs, id);
      return detector && detector->data_class == pack::DataClass::secret && evidence.detector(id);
    });
    if (!secret) continue;
    Score score = evidence.score({}, {}, one.detectors);
    if (best && score.value <= best_score.value) continue;
    best = &one;
    best_score = std::move(score);
  }
  if (!best) return {};
  const base::Bilingual hits = join_hits(best_score.hits, kHitsShown);
  return {best, best->path, {"含可直接使用的凭据：" + hits.zh, "holds usable credentials: " + hits.en}};
}

// Categories that name a format of this asset: a DWG is a drawing, whatever words are in it.
bool lists_format(const pack::Category& category, const Evidence& evidence) {
  return std::ranges::any_of(category.formats, [&](const std::string& id) { return evidence.has_format(id); });
}

CategoryVerdict scored_category(const Evidence& evidence, const pack::PackSet& packs, bool by_format) {
  const pack::Category* best = nullptr;
  Score best_score;
  for (const pack::Category& one : packs.categories) {
    if (by_format && !lists_format(one, evidence)) continue;
    Score score = evidence.score(one.terms, one.formats, one.detectors);
    // One word alone has to say it loudly, and words say less in running text.
    const double lonely = score.evidence < packs.scoring.min_evidence ? 2 : 1, loose = evidence.prose() ? packs.scoring.prose_factor : 1;
    if (score.value < packs.scoring.category_min_score * lonely * loose) continue;
    if (best && score.value <= best_score.value) continue;
    best = &one;
    best_score = std::move(score);
  }
  if (!best) return {};
  const base::Bilingual hits = join_hits(best_score.hits, kHitsShown);
  return {best, best->path, {"依据：" + hits.zh, "because of " + hits.en}};
}

bool secret_in_column(const Evidence& evidence, const pack::PackSet& packs) {
  return std::ranges::any_of(evidence.facts().detectors, [&](const DetectorFact& fact) {
    const pack::Detector* detector = find_detector(packs, fact.detector);
    return detector && detector->data_class == pack::DataClass::secret && fact.in_column && !fact.masked_only;
  });
}

}  // namespace

const pack::Detector* find_detector(const pack::PackSet& packs, std::string_view id) {
  const auto found = std::ranges::find_if(packs.detectors, [&](const pack::Detector& one) { return one.meta.id == id; });
  return found == packs.detectors.end() ? nullptr : &*found;
}

bool found_class(const Evidence& evidence, const pack::PackSet& packs, pack::DataClass data_class, bool readable_only) {
  return std::ranges::any_of(evidence.facts().detectors, [&](const DetectorFact& fact) {
    if (fact.found == 0 || (readable_only && fact.masked_only)) return false;
    const pack::Detector* detector = find_detector(packs, fact.detector);
    return detector && detector->data_class == data_class;
  });
}

std::vector<ObjectHit> find_objects(const Evidence& evidence, const pack::PackSet& packs, const pack::Sector* sector) {
  std::vector<ObjectHit> out;
  if (sector) add_objects(sector->objects, evidence, packs.scoring, out);
  add_objects(packs.general_objects, evidence, packs.scoring, out);
  std::ranges::stable_sort(
      out, [](const ObjectHit& a, const ObjectHit& b) { return a.candidate != b.candidate ? a.candidate > b.candidate : a.score.value > b.score.value; });
  return out;
}

KindVerdict judge_kind(const Evidence& evidence, const pack::PackSet& packs) {
  KindVerdict best;
  const std::string& form = evidence.facts().kind;
  if (form != "document" && form != "table" && form != "series" && form != "config") return best;
  const CategoryVerdict special = scored_category(evidence, packs, true);
  for (const pack::DocumentKind& one : packs.document_kinds) {
    if (special.category && one.category != special.path) continue;
    Score score = evidence.score(one.terms, {}, {});
    if (score.value < one.min_score || score.evidence < packs.scoring.min_evidence || (best.kind && score.value <= best.score.value)) continue;
    best = {&one, std::move(score)};
  }
  return best;
}

CategoryVerdict judge_category(const Evidence& evidence, const pack::PackSet& packs, const std::vector<ObjectHit>& objects, const KindVerdict& kind) {
  const Facts& facts = evidence.facts();
  const bool tabular = facts.kind == "table" || facts.kind == "series";
  const bool secrets = found_class(evidence, packs, pack::DataClass::secret, true);
  if (secrets && (!tabular || secret_in_column(evidence, packs))) {
    if (CategoryVerdict credential = credential_category(evidence, packs); credential.category) return credential;
  }
  // A file made by a special program stays what it is: words in a device model do not make it a recipe. An object that knows the format may refine.
  const CategoryVerdict special = scored_category(evidence, packs, true);
  if (special.category) {
    const auto knows = [&](const ObjectHit& hit) {
      return std::ranges::any_of(hit.object->formats, [&](const std::string& id) { return evidence.has_format(id); });
    };
    const bool refined = !objects.empty() && (objects.front().object->category == special.path || knows(objects.front()));
    if (!refined) return special;
  }
  // A document that is plainly of one kind stays there even when it mentions a data object.
  if (!objects.empty() && (!kind.kind || kind.score.value <= objects.front().score.value)) {
    const ObjectHit& top = objects.front();
    const base::Bilingual& name = top.object->meta.name;
    return at(packs, top.object->category, {fmt::format("数据对象“{}”属于此类", name.zh), fmt::format("the data object {} belongs here", name.en)});
  }
  if (special.category) return special;
  if (kind.kind) {
    const base::Bilingual hits = join_hits(kind.score.hits, kHitsShown);
    return at(packs, kind.kind->category,
              {fmt::format("文档种类为“{}”，依据：{}", kind.kind->meta.name.zh, hits.zh),
               fmt::format("the document is a {}, because of {}", kind.kind->meta.name.en, hits.en)});
  }
  if (CategoryVerdict scored = scored_category(evidence, packs, false); scored.category) return scored;
  if (secrets) {
    if (CategoryVerdict credential = credential_category(evidence, packs); credential.category) return credential;
  }
  if (evidence.only_numbers() && !packs.scoring.numbers_category.empty())
    return at(packs, packs.scoring.numbers_category,
              {"多列连续数值且没有说明含义的名称，按测量记录归类", "columns of numbers that nothing explains: placed with recorded measurements"});
  const auto fallback = packs.scoring.default_category.find(facts.kind);
  if (fallback == packs.scoring.default_category.end()) return {};
  return at(packs, fallback->second, {"没有更具体的依据，按数据形态归类", "nothing more specific was found; placed by the form of the data"});
}

}  // namespace gongdun::grade
