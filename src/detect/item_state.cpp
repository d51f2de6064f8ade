#include "detect/item_state.h"

#include <algorithm>

namespace gongdun::detect {

void TermTotals::touch(std::uint32_t term) {
  if (body_[term] == 0 && header_[term] == 0) touched_.push_back(term);
}

void TermTotals::add(const std::vector<TermHit>& hits, bool header, std::uint32_t skip_before) {
  for (const TermHit& hit : hits) {
    if (hit.end <= skip_before && skip_before > 0) continue;
    touch(hit.term);
    std::uint32_t& count = header ? header_[hit.term] : body_[hit.term];
    count += count < 0xFFFFFFFF;
  }
}

void TermTotals::add(const std::vector<TermCount>& counts) {
  for (const TermCount& one : counts) {
    touch(one.term);
    body_[one.term] += std::min(one.body, 0xFFFFFFFF - body_[one.term]);
    header_[one.term] += std::min(one.header, 0xFFFFFFFF - header_[one.term]);
  }
}

std::vector<TermCount> TermTotals::take() {
  std::ranges::sort(touched_);
  std::vector<TermCount> out;
  out.reserve(touched_.size());
  for (const std::uint32_t term : touched_) {
    out.push_back({term, body_[term], header_[term]});
    body_[term] = header_[term] = 0;
  }
  touched_.clear();
  return out;
}

std::vector<DetectorCount> DetectorTotals::counts(const ScanPlan& plan) const {
  std::vector<DetectorCount> out;
  for (const auto& [detector, total] : totals_) {
    if (total.found > 0) out.push_back({plan.rule(detector).meta.id, total.found, std::min(total.found, total.distinct.estimate())});
  }
  return out;
}

std::uint64_t DetectorTotals::persons(const ScanPlan& plan) const {
  std::uint64_t most = 0;
  for (const auto& [detector, total] : totals_) {
    if (plan.identity[detector]) most = std::max(most, std::min(total.found, total.distinct.estimate()));
  }
  return most;
}

ItemState::ItemState(const ScanPlan& plan, const read::Item& item, const read::ItemInfo& info) : terms(plan.engine->vocabulary().size()) {
  out.item = item;
  out.info = info;
}

}  // namespace gongdun::detect
