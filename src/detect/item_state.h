// What is gathered of one item while it is read: findings up to the limits, exact counts beyond, term counts, distinct values.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "detect/finding.h"
#include "detect/item_scanner.h"
#include "detect/scan_plan.h"

namespace gongdun::detect {

// Findings listed of one item in all its places; those beyond are in the counts.
inline constexpr std::size_t kListedPerItem = 50'000;

// Body and header counts of the vocabulary; only touched terms cost.
class TermTotals {
 public:
  explicit TermTotals(std::size_t vocabulary) : body_(vocabulary), header_(vocabulary) {}
  void add(const std::vector<TermHit>& hits, bool header, std::uint32_t skip_before = 0);
  void add(const std::vector<TermCount>& counts);
  void add_one(std::uint32_t term) {
    touch(term);
    body_[term] += body_[term] < 0xFFFFFFFF;
  }
  std::vector<TermCount> take();  // by term; leaves the totals empty

 private:
  void touch(std::uint32_t term);
  std::vector<std::uint32_t> body_, header_, touched_;
};

struct DetectorTotal {
  std::uint64_t found = 0;
  DistinctSketch distinct;
};

// Totals by detector; few detectors occur in one item.
class DetectorTotals {
 public:
  DetectorTotal& of(std::uint16_t detector) { return totals_[detector]; }
  std::vector<DetectorCount> counts(const ScanPlan& plan) const;
  // Different persons at most: the widest identity.
  std::uint64_t persons(const ScanPlan& plan) const;
  bool empty() const { return totals_.empty(); }

 private:
  std::map<std::uint16_t, DetectorTotal> totals_;
};

struct ItemState {
  ItemState(const ScanPlan& plan, const read::Item& item, const read::ItemInfo& info);

  ScannedItem out;
  DetectorTotals totals;
  TermTotals terms;
  std::map<std::uint16_t, std::size_t> listed_in_text;
  std::uint64_t decoded_bytes = 0;  // of encoded runs, all levels together
  bool decoding_ended = false;      // the budget or the levels were used up
  bool lists_more() const { return out.scan.findings.size() < kListedPerItem; }
};

}  // namespace gongdun::detect
