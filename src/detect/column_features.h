// What is known of one column for one detector, as whole numbers: the share of valid values, their spread and make, what header, comment and
// neighbours say. The trained models (column_model.h) weigh these, `gongdun explain` names them. Whole numbers, so that a decision is the same on
// every machine. Pure functions of what was counted.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/column_profile.h"
#include "detect/scan_plan.h"

namespace gongdun::detect {

// Shares are hundredths of the filled cells; flags are 0 or 100. The order is that of kFeatureNames and of the generated weights.
enum class Feature : std::uint8_t {
  bias,           // always 100
  valid,          // cells that are a valid value
  sound,          // how far that is above 80 of 100, stretched to 0 … 100
  inside,         // cells that hold one beside other words
  headed,         // cells that are one only if the header says so
  fitting,        // cells of the shape a header-only rule asks for
  masked,         // cells somebody masked before
  told_whole,     // the header is a name of it
  told_head,      // … ends with one
  told_part,      // … holds one
  told_valid,     // header speaks × valid
  told_inside,    // header speaks × inside
  told_headed,    // header speaks × headed
  told_fitting,   // header speaks × fitting
  loose_word,     // the word heard heads other things as well: 名称, owner, 坐标
  silent,         // there is a header, a word that says nothing of this
  vague,          // the header says nothing of anything: 字段3, col_2
  other_name,     // the header is the name of something else: 品名, ship_name
  against,        // the header speaks of something akin that this is not
  numbering,      // the header only numbers things: 编号, id
  other_header,   // the header speaks of another detector, of things
  other_person,   // … of persons or firms: columns get exchanged
  comment,        // the comment speaks for it
  spread,         // distinct values among the first sixty
  running,        // numbers that count upwards
  look_alike,     // values of the same make that fail
  uniform,        // values of the commonest make
  few,            // fewer than five values
  length,         // mean length, 20 characters: 100
  breadth,        // mean length, 60 characters: 100
  digits,         // digits among all characters
  words,          // cells of words
  numbers,        // cells that are a number
  names,          // cells that are a Chinese personal name
  surnames,       // of the names: with one of the hundred most common surnames
  given,          // of the names: a usual given name
  full_given,     // of the names: two usual characters
  dotted,         // names with a middle dot
  name_like,      // two to five Han characters that are no thing
  things,         // cells that end like a thing or begin like an everyday word
  endings,        // spread of the last characters: names end on many, things on few
  beginnings,     // spread of the first characters
  latin,          // cells that look like a Latin name
  latin_known,    // of them: with a known first or family name
  latin_full,     // of them: of two words or more
  personal_near,  // other columns of the table that hold persons or firms
  industry_near,  // other columns of the table that hold industrial data
};
inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::industry_near) + 1;

struct FeatureName {
  std::string_view id, zh, en;
};
extern const std::array<FeatureName, kFeatures> kFeatureNames;

struct Features {
  std::array<std::int16_t, kFeatures> values{};
  std::int16_t& operator[](Feature feature) { return values[static_cast<std::size_t>(feature)]; }
  std::int16_t operator[](Feature feature) const { return values[static_cast<std::size_t>(feature)]; }
};

// Columns of the same table, without the one that is judged.
struct Neighbours {
  std::size_t columns = 0, personal = 0, industrial = 0;
};

// For every column of a table what its neighbours evidently are: by check digits, or by header and shape together. One pass over the table.
std::vector<Neighbours> neighbours_of(const ScanPlan& plan, const std::vector<ColumnState>& columns);

// A header that only numbers things (编号, id, code) is weak evidence for values without a check digit.
bool numbering_header(std::string_view header);

Features features_of(const ScanPlan& plan, const ColumnState& column, const Tally& tally, const Neighbours& neighbours);

}  // namespace gongdun::detect
