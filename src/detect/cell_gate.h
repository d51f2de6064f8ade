// Which makes of short ASCII cells the engine could find anything in, worked out from the compiled patterns, dictionaries and terms: a measured
// value can be no identity number, so the engine need not see it. The answer errs on the side of "could": nothing that the engine finds in a cell
// is ever lost.
#pragma once
#include <bitset>
#include <memory>
#include <string>
#include <vector>

#include "detect/cell_make.h"
#include "detect/cell_shape.h"
#include "detect/engine.h"
#include "detect/pattern_syntax.h"

namespace gongdun::detect {

class CellGate {
 public:
  explicit CellGate(const Engine& engine);

  struct Answer {
    bool engine = true;   // something of the packs could be found in a cell of this make
    bool beside = false;  // and it is judged by what stands beside the cell (see Veto::before)
  };
  // Takes some microseconds: ask once a make.
  Answer look(const CellMake& make) const;

  // How far such judgements look, in bytes.
  std::size_t before() const { return before_; }
  std::size_t behind() const { return behind_; }

  // Of any cell: can it hold something that is judged by what stands beside it?
  bool may_look_beside(const CellShape& shape) const { return shape.digits >= digits_beside_ && (shape.kinds & kinds_beside_) == kinds_beside_; }

 private:
  struct Pattern {
    std::unique_ptr<Node> root;
    std::uint32_t shortest = 0;
    bool beside = false;
  };
  struct Word {
    std::string signs;  // as in a make, letters small
    bool whole_left = false, whole_right = false;
    auto operator<=>(const Word&) const = default;
  };
  bool holds_word(const CellMake& make) const;

  std::vector<Pattern> patterns_;
  std::vector<Word> words_;
  std::size_t before_ = 0, behind_ = 0;
  // What all matches judged so have in common.
  std::uint32_t digits_beside_ = 0xFFFFFFFF;
  std::uint16_t kinds_beside_ = 0xFFFF;
};

}  // namespace gongdun::detect
