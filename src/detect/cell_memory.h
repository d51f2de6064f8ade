// What a thread remembers of the cells it has seen, so that what repeats is looked at once: short ASCII cells by their make, short values by their
// hash. Two small tables of fixed size; what drops out of them is looked at again, and no result depends on that. Values themselves are not kept.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "detect/cell_gate.h"
#include "detect/cell_shape.h"
#include "detect/engine.h"
#include "detect/prose_names.h"

namespace gongdun::detect {

struct KnownMake {
  CellMake make;
  CellShape shape;
  std::uint8_t seen = 0;              // until it is asked
  bool engine = true, beside = true;  // see CellGate::Answer
};

class MakeMemory {
 public:
  explicit MakeMemory(const CellGate& gate) : gate_(gate), known_(kPlaces) {}

  // Valid until the next call.
  const KnownMake& look(const CellMake& make) {
    KnownMake& known = known_[make.hash() >> (64 - kPlaceBits)];
    if (!(known.make == make)) meet(known, make);
    if (known.seen < kProved) {
      ++known.seen;
      if (known.seen == kProved) ask(known);
    }
    return known;
  }

 private:
  static constexpr unsigned kPlaceBits = 10;
  static constexpr std::size_t kPlaces = 1U << kPlaceBits;
  static constexpr std::uint8_t kProved = 48;  // cells: asking the gate costs as much as the engine over so many

  static void meet(KnownMake& known, const CellMake& make);
  void ask(KnownMake& known) const;

  const CellGate& gate_;
  std::vector<KnownMake> known_;
};

// A value and what the engine found in it: little, or it is not kept.
struct KnownValue {
  static constexpr std::size_t kTerms = 4, kMatches = 2;
  std::uint64_t hash = 0;  // 0: free
  CellShape shape;
  bool nothing = false;  // see null_words.h
  bool judged = false;   // as a name:
  NameVerdict name;
  std::uint8_t terms = 0, matches = 0;
  std::array<std::uint32_t, kTerms> term{};
  std::array<Match, kMatches> match{};  // offsets in the value
};

class ValueMemory {
 public:
  static constexpr std::size_t kLongest = 48;  // bytes of a value that is remembered

  ValueMemory() : known_(kPlaces) {}
  KnownValue* find(std::uint64_t hash) {
    KnownValue& known = known_[hash >> (64 - kPlaceBits)];
    return known.hash == hash && hash != 0 ? &known : nullptr;
  }
  // To be filled in by the caller.
  KnownValue& place(std::uint64_t hash) { return known_[hash >> (64 - kPlaceBits)]; }

 private:
  static constexpr unsigned kPlaceBits = 10;
  static constexpr std::size_t kPlaces = 1U << kPlaceBits;
  std::vector<KnownValue> known_;
};

}  // namespace gongdun::detect
