// The end of a table: columns are judged, claims and findings given out.
#include <algorithm>

#include "detect/table_scan.h"

namespace gongdun::detect {

std::vector<Verdict> TableScanner::verdicts_of(const ColumnState& column, const Neighbours& neighbours) const {
  std::vector<Verdict> verdicts = judge_column(plan_, column, neighbours);
  if (!pairs_) return verdicts;
  // A key with one or two values is no column: only what key and value say together is claimed.
  std::erase_if(verdicts, [&](const Verdict& verdict) {
    const HeaderSpeech* speech = column.hears(verdict.detector);
    return !plan_.secret(verdict.detector) && (!speech || speech->strength < 2);
  });
  return verdicts;
}

std::uint64_t TableScanner::reported(const ColumnState& column, const Tally& tally, const Verdict* verdict) const {
  if (verdict) return std::max(verdict->matches, tally.valid() + tally.partial);
  if (pairs_) return tally.alone;
  const std::uint64_t full = stands_alone(plan_, column, tally) ? tally.valid() : tally.labelled;
  return std::min(tally.alone, full + tally.partial);
}

void TableScanner::count(const Tally& tally, std::uint64_t found, ItemState& state, DetectorTotals& totals) const {
  if (found == 0) return;
  for (DetectorTotals* one : {&state.totals, &totals}) {
    DetectorTotal& total = one->of(tally.detector);
    total.found += found;
    total.distinct.merge(tally.distinct);
  }
}

Finding TableScanner::finding_of(const ColumnState& column, std::uint32_t index, const Tally& tally, const CellHit& hit, const Verdict* verdict,
                                 const std::string& uri) const {
  const pack::Detector& rule = plan_.rule(tally.detector);
  Finding finding;
  finding.item = uri;
  finding.table = out_.name;
  finding.column = column.meta.name;
  finding.column_index = index;
  finding.row = hit.row;
  finding.page = out_.page;
  finding.offset = hit.offset;
  finding.detector = rule.meta.id;
  finding.confidence = verdict && hit.full ? std::max(verdict->confidence, static_cast<double>(hit.confidence)) : static_cast<double>(hit.confidence);
  if (verdict && finding.confidence <= 0) finding.confidence = verdict->confidence;
  finding.sample = hit.sample;
  finding.masked = hit.masked;
  if (!hit.masked) finding.validators = rule.validators;
  const HeaderSpeech* speech = column.hears(tally.detector);
  if (speech && speech->strength > 0) finding.context.push_back("header:" + plan_.headers.word(speech->word));
  if (hit.near_word >= 0) finding.context.push_back("near:" + plan_.near.word(hit.near_word));
  if (finding.context.empty() && plan_.secret(tally.detector) && column.secret != SecretKind::none)
    finding.context.push_back("header:" + plain_header(column.meta.name));
  if (hit.decoded != 0) finding.context.push_back(chain_name(hit.decoded));
  return finding;
}

void TableScanner::give_hits(const ColumnState& column, std::uint32_t index, const Tally& tally, const Verdict* verdict, ItemState& state) {
  const bool alone = verdict || pairs_ || stands_alone(plan_, column, tally);
  for (const CellHit& hit : tally.hits) {
    if (!verdict && (hit.confidence <= 0 || (hit.full && !alone))) continue;
    if (!state.lists_more()) return;
    state.out.scan.findings.push_back(finding_of(column, index, tally, hit, verdict, state.out.item.uri));
  }
}

void TableScanner::give_claim(const ColumnState& column, std::uint32_t index, const Verdict& verdict, ItemState& state) const {
  ColumnClaim claim;
  claim.item = state.out.item.uri;
  claim.table = out_.name;
  claim.name = column.meta.name;
  claim.index = index;
  claim.comment = column.meta.comment;
  claim.detector = plan_.rule(verdict.detector).meta.id;
  claim.share = verdict.share;
  claim.confidence = verdict.confidence;
  claim.matches = verdict.matches;
  claim.distinct = verdict.distinct;
  claim.masked = verdict.masked;
  claim.reasons = verdict.reasons;
  state.out.scan.claims.push_back(std::move(claim));
}

void TableScanner::give_column(std::uint32_t index, const Neighbours& neighbours, ItemState& state, DetectorTotals& totals) {
  ColumnState& column = columns_[index];
  const std::vector<Verdict> verdicts = verdicts_of(column, neighbours);
  for (const Verdict& verdict : verdicts) give_claim(column, index, verdict, state);
  for (const Tally& tally : column.tallies) {
    const auto own = std::ranges::find(verdicts, tally.detector, &Verdict::detector);
    const Verdict* verdict = own == verdicts.end() ? nullptr : &*own;
    // Another detector won these very cells.
    const bool lost = !verdict && !verdicts.empty() && verdicts.front().share > 0.7 && tally.full > tally.partial;
    if (lost) continue;
    count(tally, reported(column, tally, verdict), state, totals);
    give_hits(column, index, tally, verdict, state);
  }
  ColumnSummary summary;
  summary.name = column.meta.name;
  summary.comment = column.meta.comment;
  summary.unit = column.meta.unit;
  summary.index = index;
  summary.filled = column.filled;
  summary.distinct = std::min(column.filled, column.distinct.estimate());
  summary.shape = column.shape();
  out_.columns.push_back(std::move(summary));
}

void TableScanner::end(ItemState& state) {
  DetectorTotals totals;
  const std::vector<Neighbours> neighbours = neighbours_of(plan_, columns_);
  for (std::uint32_t index = 0; index < columns_.size(); ++index) give_column(index, neighbours[index], state, totals);
  out_.counts = totals.counts(plan_);
  out_.persons = totals.persons(plan_);
  out_.terms = terms_.take();
  state.terms.add(out_.terms);
  state.out.scan.tables.push_back(std::move(out_));
  out_ = {};
  columns_.clear();
}

}  // namespace gongdun::detect
