// The first look at the cells of a batch: what each is like, and what the engine finds in it. The engine sees only the cells that need it, one
// behind the other in a buffer of their own; the rest is settled by make or memory. Results are those of the engine over the whole batch.
// One per thread, for all its tables.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "detect/cell_memory.h"
#include "detect/item_state.h"
#include "detect/scan_plan.h"
#include "read/content.h"

namespace gongdun::detect {

struct CellLook {
  CellShape shape;
  std::uint32_t begin = 0, size = 0;  // the value in RowBatch::data, without blanks and quotes around it; size 0: the cell says nothing
  std::uint64_t hash = 0;
  std::uint32_t first_match = 0, matches = 0;
};

class CellLooks {
 public:
  explicit CellLooks(const ScanPlan& plan) : plan_(plan), makes_(plan.gate) {}

  CellLooks(const CellLooks&) = delete;
  CellLooks& operator=(const CellLooks&) = delete;

  // For tests: the engine looks at every cell.
  void settle_nothing() { settles_ = false; }

  // Looks at the cells from `from` on and returns where it stopped; terms of the cells are counted.
  std::size_t look(const read::RowBatch& batch, std::size_t from, Engine::Scratch& scratch, TermTotals& terms);

  // Of the last call, cell by cell.
  const std::vector<CellLook>& looks() const { return looks_; }
  // Matches that lie in the cell; offsets in RowBatch::data, by (begin, detector).
  std::span<const Match> matches(const CellLook& look) const { return std::span(matches_).subspan(look.first_match, look.matches); }

  // judge_person_name of a value with this hash.
  NameVerdict person_name(std::string_view value, std::uint64_t hash);

 private:
  static constexpr std::size_t kCells = 4096, kScanBytes = 256U << 10;  // of one go
  static constexpr std::uint32_t kDigits = 5;                           // values with more of them seldom come again

  // A cell in the buffer for the engine.
  struct Piece {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t look = 0;  // index
    bool remember = false;
  };

  bool short_ascii(const read::RowBatch& batch, std::size_t index, CellLook& look, TermTotals& terms);
  void any_cell(const read::RowBatch& batch, std::size_t index, CellLook& look, TermTotals& terms);
  bool recall(CellLook& look, TermTotals& terms);
  void offer(const read::RowBatch& batch, std::size_t index, std::string_view cell, bool beside, bool remember);
  void copy_beside(const read::RowBatch& batch, std::size_t from, std::size_t to);
  void take_results(const read::RowBatch& batch, std::size_t from, const Engine::Scratch& scratch, TermTotals& terms);
  void remember(const CellLook& look, std::span<const TermHit> terms);
  bool repeats(std::string_view cell, const CellShape& shape) const;

  const ScanPlan& plan_;
  MakeMemory makes_;
  ValueMemory values_;
  bool settles_ = true;
  std::vector<CellLook> looks_;
  std::vector<Match> matches_;
  std::vector<Piece> pieces_;
  std::string buffer_;
};

}  // namespace gongdun::detect
