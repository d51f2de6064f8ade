// Findings become a sector, a category and a proposed grade with a reason chain. Pure functions of (facts, packs): the same facts and packs give
// the same answer, so grades can be recomputed from stored facts without reading data (catalog regrade).
// Source: GB/T 43697-2024 §6 (harm matrix, elements), 工信部网安〔2022〕166号 A8–A13, 工信厅信发〔2020〕6号.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/bilingual.h"
#include "detect/finding.h"
#include "pack/spec.h"

namespace gongdun::grade {

enum class Class { general, important, core };  // 一般 重要 核心, in rising order
const char* class_name(Class value);            // "general"
base::Bilingual class_title(Class value);       // 一般数据 / General data
std::optional<Class> parse_class(std::string_view name);

struct Grade {
  Class data_class = Class::general;
  int level = 1;                                   // 1-4 for general, 0 otherwise
  auto operator<=>(const Grade&) const = default;  // by class, then level
  bool operator==(const Grade&) const = default;
};
std::string grade_title(const Grade& grade, base::Lang lang);  // "重要数据", "一般数据 3级"
// "core", "important", "general-3"
std::string grade_code(const Grade& grade);
std::optional<Grade> parse_grade(std::string_view code);
// One number that rises with the grade, for sorting and ceilings: general 1–4, important 10, core 20.
int rank_of(const Grade& grade);
Grade grade_of_rank(int rank);

struct Reason {
  std::string rule, pack, basis, verified;
  base::Bilingual text;
};

// What is known of one asset, summed over its items. This is what the catalog stores.
struct TermFact {
  std::string term;
  std::uint64_t body = 0, header = 0;
  std::uint32_t items = 1;
};
struct DetectorFact {
  std::string detector;
  std::uint64_t found = 0, distinct = 0;
  double column_share = 0;
  bool in_column = false;
  bool masked_only = false;
};
struct Facts {
  std::string kind;  // table | series | document | config | code | media | archive | binary
  std::string name;
  std::vector<std::string> formats;
  std::vector<TermFact> terms;
  std::vector<DetectorFact> detectors;
  std::vector<std::string> headers;  // column names, without duplicates, at most 500
  std::uint64_t rows = 0, bytes = 0, persons = 0, items = 1, characters = 0;
  std::uint64_t columns = 0, number_columns = 0;  // of its widest table: all, and those that hold numbers
};

struct SectorGuess {
  std::string id;
  double score = 0;
  std::vector<std::string> evidence;
  bool here = false;  // of the asset's own folder, not of the one above
};  // id empty: none

struct Assessment {
  SectorGuess sector;
  std::string category;       // path
  std::string document_kind;  // id or empty
  Grade proposed;
  Grade by_rules;                    // what facts and packs alone give: the proposal, unless a precedent bears (catalog/precedent.h)
  std::string precedent;             // asset whose decision the proposal follows; empty: none
  std::vector<std::string> objects;  // sector data objects hit
  std::vector<Reason> reasons;       // from bytes to clause, strongest first
};

class Grader {
 public:
  explicit Grader(std::shared_ptr<const pack::PackSet> packs);
  ~Grader();
  // `sector_hint`: empty = judge by content; a sector id forces it. `surroundings`: what the neighbouring assets say (same source folder),
  // used only to settle a weak guess, never to force one.
  Assessment assess(const Facts& facts, std::string_view sector_hint, const SectorGuess& surroundings) const;
  SectorGuess guess_sector(const Facts& facts) const;
  // What each sector scores by content alone, best first, whether or not it is enough.
  std::vector<SectorGuess> sector_scores(const Facts& facts) const;
  const pack::PackSet& packs() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::grade
