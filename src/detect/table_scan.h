// Tables: one engine run per batch, matches mapped to cells, columns profiled as they pass and judged when the table ends. Key-value tables are
// read cell by cell with the key as context.
#pragma once
#include <string>
#include <vector>

#include "detect/cell_look.h"
#include "detect/column_judge.h"
#include "detect/column_profile.h"
#include "detect/item_state.h"
#include "detect/look_through.h"
#include "detect/scan_plan.h"
#include "detect/text_scan.h"

namespace gongdun::detect {

class TableScanner {
 public:
  TableScanner(const ScanPlan& plan, const ScanOptions& options, CellLooks& looks)
      : plan_(plan), options_(options), looks_(looks), reader_(plan), through_(plan), terms_(plan.engine->vocabulary().size()) {}

  void begin(const read::Table& table, Engine::Scratch& scratch);
  void add_column(const read::Column& column, Engine::Scratch& scratch);
  void rows(const read::RowBatch& batch, Engine::Scratch& scratch, ItemState& state);
  void end(ItemState& state);
  const std::vector<ColumnState>& columns() const { return columns_; }  // until end()

 private:
  void listen(ColumnState& column) const;
  void count_names(const read::Column& column, Engine::Scratch& scratch);
  ColumnState& column_at(std::uint32_t index);
  void cell(const read::RowBatch& batch, const read::Cell& cell, const CellLook& look);
  bool by_content(ColumnState& column, std::string_view value, const CellShape& shape, const read::Cell& cell, std::uint64_t hash);
  bool person_cell(ColumnState& column, std::string_view value, const CellShape& shape, const read::Cell& cell, std::uint64_t hash);
  bool secret_again(std::size_t begin, std::size_t end) const;
  bool secret_cell(ColumnState& column, std::string_view value, const read::Cell& cell, std::uint64_t hash);
  void match_in_cell(ColumnState& column, const read::RowBatch& batch, std::string_view value, std::size_t value_begin, const CellShape& shape,
                     const Match& match, const read::Cell& cell, std::uint64_t hash);
  void read_long_cell(ColumnState& column, std::string_view value, const std::vector<Match>& matches, const read::Cell& cell, std::size_t value_begin);
  void claim(const read::RowBatch& batch, const CellLook& look);
  void look_through(const read::RowBatch& batch, Engine::Scratch& scratch, ItemState& state);
  bool form_cell(ColumnState& column, std::string_view value, const CellShape& shape, const read::Cell& cell);
  bool short_organization(const ColumnState& column, std::string_view value) const;
  bool room(const Tally& tally) const { return tally.held < options_.listed_per_place && held_hits_ < kHeldHits; }
  void hold(Tally& tally, const CellHit& hit, std::string_view value);
  double alone_confidence(const ColumnState& column, std::uint16_t detector, const HeaderSpeech* speech, int& near, std::string_view text, std::size_t begin,
                          std::size_t end, bool full) const;

  void give_column(std::uint32_t index, const Neighbours& neighbours, ItemState& state, DetectorTotals& totals);
  void give_hits(const ColumnState& column, std::uint32_t index, const Tally& tally, const Verdict* verdict, ItemState& state);
  Finding finding_of(const ColumnState& column, std::uint32_t index, const Tally& tally, const CellHit& hit, const Verdict* verdict,
                     const std::string& uri) const;
  void give_claim(const ColumnState& column, std::uint32_t index, const Verdict& verdict, ItemState& state) const;
  std::vector<Verdict> verdicts_of(const ColumnState& column, const Neighbours& neighbours) const;
  void count(const Tally& tally, std::uint64_t found, ItemState& state, DetectorTotals& totals) const;
  std::uint64_t reported(const ColumnState& column, const Tally& tally, const Verdict* verdict) const;

  static constexpr std::size_t kHeldHits = 200'000;  // of one table, waiting for its end

  const ScanPlan& plan_;
  ScanOptions options_;
  CellLooks& looks_;
  CandidateReader reader_;
  LookThrough through_;
  std::vector<Claimed> claimed_;  // in the batch at hand
  TermTotals terms_;
  TableScan out_;
  std::vector<ColumnState> columns_;
  std::vector<Match> cell_matches_;
  std::vector<Claimed> cell_secrets_;  // of the present cell, found by their own form
  bool cell_is_secret_ = false;
  std::size_t held_hits_ = 0;
  bool listing_ = true;  // the item's list of findings is not full
  std::uint64_t last_row_ = 0;
  bool pairs_ = false;
};

}  // namespace gongdun::detect
