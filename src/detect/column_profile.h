// Everything that is remembered of one column while its cells pass by: counts, shapes, spread and — per detector — how many cells are a valid value.
// Bounded whatever the number of rows; no value is kept, findings to be listed are masked when they enter.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/cell_shape.h"
#include "detect/context.h"
#include "detect/distinct_sketch.h"
#include "detect/prose_names.h"
#include "detect/secret_words.h"
#include "detect/tries.h"
#include "read/content.h"

namespace gongdun::detect {

// How often values of one make (kinds of characters, length) came: tells a real hit from one in a million look-alikes.
class Makes {
 public:
  void add(const CellShape& shape);
  std::uint64_t count(std::uint16_t kinds, std::uint32_t bytes) const;  // 0: rare, not kept
  std::uint64_t most() const;                                           // of the commonest make

 private:
  struct One {
    std::uint16_t kinds = 0;
    std::uint32_t bytes = 0;
    std::uint64_t count = 0;
  };
  std::array<One, 12> kept_{};
};

// A cell that would be listed as a finding if its column or the value itself deserves it.
struct CellHit {
  std::uint64_t row = 0;
  std::uint32_t offset = 0;
  float confidence = 0;  // by the rules of running text; 0: only with the column
  std::int32_t near_word = -1;
  bool full = false, masked = false;
  std::string sample;         // masked
  std::uint16_t decoded = 0;  // EncodingChain it was found behind
};

struct Tally {
  std::uint16_t detector = 0;
  std::uint64_t full = 0, partial = 0, masked = 0;  // cells that are / hold / are a masked form of a valid value
  std::uint64_t alone = 0;                          // of them: count by the rules of running text
  std::uint64_t labelled = 0;                       // of the full ones: with their label in the cell, which is as good as running text
  std::uint64_t fit = 0;                            // header-only rules: cells of the wanted shape
  std::uint64_t headed = 0;                         // cells that are a value only if the header says so (see CellForm)
  std::uint16_t make_kinds = 0;                     // make of the first full match
  std::uint32_t make_bytes = 0;
  DistinctSketch distinct;
  std::vector<CellHit> hits;
  std::size_t held = 0;  // of hits, those included that can no longer be listed
  std::uint64_t valid() const { return full + masked; }
};

struct NameCounts {
  std::uint64_t han = 0, common = 0, given = 0, full = 0, things = 0, masked = 0;  // Chinese names
  std::uint64_t dotted = 0, plausible = 0;                                         // 买买提·艾力; a few Han characters that are no thing
  std::uint64_t latin = 0, latin_known = 0, latin_full = 0;
  std::uint64_t han_text = 0;                 // cells with Han characters that were read as names
  std::uint64_t endings = 0, beginnings = 0;  // of them: which last and first characters came, by a hash of six bits
  void note_ends(std::string_view value);
};

struct ColumnState {
  read::Column meta;
  std::vector<HeaderSpeech> speech;          // of the header and the comment
  std::vector<HeaderSpeech> comment_speech;  // of the comment alone
  SecretKind secret = SecretKind::none;
  bool person_header = false;
  bool form_header = false, whole_header = false;  // the header speaks for something read by CellForm; for an organisation or address

  std::uint64_t filled = 0, characters = 0, digits = 0;
  std::array<std::uint64_t, kShapes> shapes{};
  DistinctSketch distinct;
  Makes makes;
  NameCounts names;
  std::int64_t last_integer = 0;
  std::uint64_t steps = 0, small_steps = 0;  // consecutive integers: running numbers
  std::vector<Tally> tallies;
  Tries form_tries, person_tries, whole_tries;

  void add(std::string_view value, const CellShape& shape, std::uint64_t hash);
  Tally& tally(std::uint16_t detector);
  const Tally* find(std::uint16_t detector) const;
  const HeaderSpeech* hears(std::uint16_t detector) const;
  double share(std::uint64_t cells) const { return filled == 0 ? 0 : static_cast<double>(cells) / static_cast<double>(filled); }
  bool running_numbers() const { return steps >= 3 && small_steps * 10 >= steps * 8; }
  std::string shape() const;  // "integer", "number", … "mixed", "empty"
};

}  // namespace gongdun::detect
