// Precedents: what people decided of one asset bears on the proposals for assets like it in the same store, which is one organisation's. A precedent
// changes proposals only: a person's decision on the asset itself stands, and a decision taken back, or made for one asset alone, bears on nothing.
// Pure functions; precedent_store.h reads them from the store.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/asset.h"
#include "grade/grade.h"

namespace gongdun::catalog {

// What of an asset is compared.
struct AssetTraits {
  std::string kind, series, category, document_kind;
  grade::Grade by_rules;
  std::vector<std::string> headers, formats;  // folded, sorted, without duplicates
  std::vector<std::string> found;             // detectors and data objects, sorted
};
AssetTraits traits_of(const grade::Facts& facts, const grade::Assessment& assessment);

// 0 … 1. Tables are as alike as the names of their columns (shared ones among all of both); other assets by what kind of document they are, or by name
// and format. Assets of different kinds are not alike at all.
double likeness(const AssetTraits& a, const AssetTraits& b);
inline constexpr double kAlike = 0.7;  // from here on a precedent bears

// Two assets that are alike share one of these; two that share one need not be alike. Of a table of n columns 3 n / 10 + 1 of the names suffice: tables that
// share seven in ten of their columns share one of the first ones in any order that is the same for both.
std::vector<std::string> alike_keys(const AssetTraits& traits);

struct Precedent {
  std::string asset, name;
  AssetTraits traits;
  Decision decision;
};

class Precedents {
 public:
  // `traits.by_rules` is the grade the rules gave when the person decided.
  void add(Precedent precedent);
  bool empty() const { return all_.empty(); }

  // The most alike, among equals the latest; nullptr if none bears. It must have been graded alike by the rules and stand in the same category: then the
  // reasons the person weighed are the same. One that lowers the grade bears only where nothing was found that was not found there.
  const Precedent* bearing_on(std::string_view asset, const AssetTraits& traits) const;

 private:
  static std::string key_of(const AssetTraits& traits);

  std::map<std::string, std::vector<Precedent>> all_;  // by kind, category and grade by rules: only these can bear
};

// The proposal becomes what was decided; the reason comes first, those of the rules stay behind it.
void follow(const Precedent& precedent, grade::Assessment& assessment);

// A column claim somebody dismissed, and the table it stood in.
struct ClaimTable {
  std::string asset, kind;
  std::vector<std::string> headers;  // folded
};
struct ClaimPrecedent {
  ClaimTable table;
  std::string detector, column;  // column: folded
  std::string reason, by;
};

// The dismissal that bears on a claim of `detector` for `column` of a table; nullptr if none. The asset it was made in counts as well: the next file of
// a series.
const ClaimPrecedent* silencing(const std::vector<ClaimPrecedent>& all, const ClaimTable& table, std::string_view detector, std::string_view column);
grade::Reason silenced_reason(const ClaimPrecedent& precedent, std::string_view column);

// Column names as they are compared: width, case, decoration.
std::string folded_name(std::string_view name);
std::vector<std::string> folded_names(const std::vector<std::string>& names);

}  // namespace gongdun::catalog
