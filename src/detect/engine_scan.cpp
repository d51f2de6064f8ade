// Engine::scan: anchors from the two searchers, exact matching around them, checks, and one answer where matches of a detector overlap.
#include <algorithm>

#include "base/utf8.h"
#include "detect/engine_impl.h"

namespace gongdun::detect {
namespace {

constexpr std::size_t kMaxTermHits = 1U << 19;        // of one buffer; more say nothing new about it
constexpr std::size_t kNarrowWindow = 512;            // for open-ended patterns that keep failing
constexpr std::size_t kLookMargin = 256;              // what an assertion may see after the longest match

bool word_edge(std::string_view text, std::size_t at) {
  const bool before = at > 0 && is_word_byte(static_cast<unsigned char>(text[at - 1]));
  return before != (at < text.size() && is_word_byte(static_cast<unsigned char>(text[at])));
}

class Scan final : public LiteralSet::Receiver, public ClassRunKernel::Receiver {
 public:
  Scan(const EngineCore& engine, std::string_view text, Engine::Scratch& out, ScanState& state)
      : engine_(engine), text_(text), out_(out), state_(state), budget_((8U << 20) + 32 * text.size()) {}

  void literal(std::uint32_t id, std::size_t end) override {
    for (const LiteralUse& use : engine_.uses[id]) {
      if (end < use.length) continue;
      const std::size_t begin = end - use.length;
      if (use.kind == LiteralUse::Kind::unit) {
        anchor(use.index, begin);
        continue;
      }
      if (use.whole_left && begin > 0 && is_alnum_byte(static_cast<unsigned char>(text_[begin - 1]))) continue;
      if (use.whole_right && end < text_.size() && is_alnum_byte(static_cast<unsigned char>(text_[end]))) continue;
      if (use.kind == LiteralUse::Kind::term) {
        if (out_.terms.size() < kMaxTermHits) out_.terms.push_back({use.index, static_cast<std::uint32_t>(end)});
      } else {
        report(use.index, false, {begin, end, begin, end});
      }
    }
  }

  void candidate(std::uint32_t unit, std::size_t position) override { anchor(unit, position); }

 private:
  // The anchor of a unit begins at `at`: tries every beginning that is possible and was not tried before, once.
  void anchor(std::uint32_t number, std::size_t at) {
    const PatternUnit& unit = engine_.units[number];
    const LengthRange& prefix = unit.anchor.prefix;
    if (at < prefix.min) return;
    const std::size_t last = at - prefix.min;
    TriedRange& tried = state_.tried[number];
    if (last >= tried.from && last < tried.to && prefix.min == prefix.max) return;
    std::size_t from = last;
    if (prefix.min != prefix.max) {
      const std::size_t reach = prefix.max == kUnboundedLength ? kMaxPrefix : std::min(prefix.max, kMaxBoundedPrefix);
      const std::size_t limit = at - std::min(at, reach);
      Span ignored;
      if (unit.suffix && !unit.suffix->match_at(text_, at, window(unit, number), state_.confirm, ignored)) return;
      from = at;
      while (from > limit && unit.anchor.prefix_bytes.test(static_cast<unsigned char>(text_[from - 1]))) --from;
      if (from > last) return;
    }
    tried.add(from, try_from(unit, number, from, last));
  }

  // Returns where the next beginning may be looked for.
  std::size_t try_from(const PatternUnit& unit, std::uint32_t number, std::size_t from, std::size_t last) {
    const TriedRange& tried = state_.tried[number];
    std::size_t begin = from;
    while (begin <= last) {
      if (begin >= tried.from && begin < tried.to) {
        begin = tried.to;
        continue;
      }
      Span span;
      const bool possible = unit.first.test(static_cast<unsigned char>(text_[begin])) && (!unit.at_word_edge || word_edge(text_, begin));
      if (!possible || !match(unit, number, begin, span)) {
        ++begin;
        continue;
      }
      report(unit.detector, unit.masked_form, span);
      begin = span.end;
    }
    return begin;
  }

  std::size_t window(const PatternUnit& unit, std::uint32_t number) const {
    if (unit.length.max < Confirmer::kMaxMatchBytes) return unit.length.max + kLookMargin;
    return state_.wasted[number] > budget_ ? kNarrowWindow : Confirmer::kMaxMatchBytes;
  }

  bool match(const PatternUnit& unit, std::uint32_t number, std::size_t begin, Span& span) {
    if (unit.linear) {
      const std::size_t end = unit.linear->match_at(text_, begin);
      span = {begin, end, begin, end};
      return end > 0;
    }
    const std::size_t bytes = window(unit, number);
    if (unit.exact.match_at(text_, begin, bytes, state_.confirm, span)) return true;
    state_.wasted[number] += bytes;
    return false;
  }

  void report(std::uint32_t detector, bool masked_form, const Span& span) {
    Match match;
    match.detector = detector;
    match.begin = static_cast<std::uint32_t>(span.begin);
    match.end = static_cast<std::uint32_t>(span.end);
    match.value_begin = static_cast<std::uint32_t>(span.value_begin);
    match.value_end = static_cast<std::uint32_t>(span.value_end);
    match.masked_form = masked_form;
    if (accepted(engine_.checks[detector], text_, match)) out_.matches.push_back(match);
  }

  const EngineCore& engine_;
  std::string_view text_;
  Engine::Scratch& out_;
  ScanState& state_;
  std::size_t budget_;
};

// Of overlapping matches of one detector the earliest stays, of equal beginnings the longest.
void resolve(std::vector<Match>& matches) {
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    if (a.detector != b.detector) return a.detector < b.detector;
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.end != b.end) return a.end > b.end;
    return a.masked_form < b.masked_form;
  });
  std::size_t kept = 0;
  for (const Match& match : matches) {
    const bool overlaps = kept > 0 && matches[kept - 1].detector == match.detector && match.begin < matches[kept - 1].end;
    if (!overlaps) matches[kept++] = match;
  }
  matches.resize(kept);
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.detector < b.detector;
  });
}

}  // namespace

bool accepted(const DetectorChecks& checks, std::string_view buffer, const Match& match) {
  const std::string_view value = buffer.substr(match.value_begin, match.value_end - match.value_begin);
  if (!match.masked_form) {
    for (const Validator* validator : checks.validators) {
      if (!validator->passes(value)) return false;
    }
  }
  if (!checks.stop_values.empty() && checks.stop_values.contains(base::ascii_lower(value))) return false;
  for (const Veto* veto : checks.vetoes) {
    if (veto->forbids(buffer, match.value_begin, match.value_end)) return false;
  }
  return true;
}

void Engine::scan(std::string_view buffer, Scratch& scratch) const {
  scratch.matches.clear();
  scratch.terms.clear();
  ScanState& state = *scratch.impl_;
  std::fill(state.tried.begin(), state.tried.end(), TriedRange{});
  std::fill(state.wasted.begin(), state.wasted.end(), 0);
  Scan scan(*impl_, buffer, scratch, state);
  impl_->literals->scan(buffer, state.literals, scan);
  impl_->kernel->scan(buffer, state.kernel, scan);
  resolve(scratch.matches);
}

}  // namespace gongdun::detect
