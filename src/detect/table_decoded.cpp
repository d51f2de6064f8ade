// Cells that hold something encoded: what is found inside counts for the cell's column.
#include <algorithm>
#include <utility>

#include "detect/table_scan.h"

namespace gongdun::detect {

// What the engine found in the cell as it stands is not looked into.
void TableScanner::claim(const read::RowBatch& batch, const CellLook& look) {
  for (const Match& match : looks_.matches(look)) {
    const std::string_view value = std::string_view(batch.data).substr(match.value_begin, match.value_end - match.value_begin);
    if (!plan_.trigger(match, value)) claimed_.push_back({match.value_begin, match.value_end, static_cast<std::uint16_t>(match.detector)});
  }
}

void TableScanner::look_through(const read::RowBatch& batch, Engine::Scratch& scratch, ItemState& state) {
  const auto cell_at = [&](std::size_t at) {
    const auto after = std::ranges::upper_bound(batch.cells, at, {}, &read::Cell::begin);
    return after == batch.cells.begin() ? nullptr : &*(after - 1);
  };
  // A cell under a header that says "password" is a secret as it stands.
  for (const EncodedRun& run : through_.runs()) {
    const read::Cell* cell = cell_at(run.begin);
    if (cell == nullptr) continue;
    const int detector = plan_.secret_detector(column_at(cell->column).secret);
    if (detector >= 0) claimed_.push_back({cell->begin, cell->end, static_cast<std::uint16_t>(detector)});
  }
  for (const DecodedFinding& one : through_.read(std::exchange(claimed_, {}), scratch, state)) {
    const read::Cell* cell = cell_at(one.begin);
    if (cell == nullptr || one.begin >= cell->end || plan_.rule(one.detector).text_only) continue;
    Tally& tally = column_at(cell->column).tally(one.detector);
    ++tally.partial;
    ++tally.alone;
    tally.distinct.add(one.hash);
    if (!room(tally)) continue;
    ++held_hits_;
    tally.hits.push_back({.row = cell->row,
                          .offset = static_cast<std::uint32_t>(one.begin - cell->begin),
                          .confidence = static_cast<float>(one.confidence),
                          .near_word = one.near_word,
                          .full = false,
                          .masked = one.masked,
                          .sample = one.sample,
                          .decoded = one.chain});
  }
}

}  // namespace gongdun::detect
