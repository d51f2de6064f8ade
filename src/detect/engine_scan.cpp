// Engine::scan: anchors from the two searchers, exact matching around them, checks, and one answer where matches of a detector overlap.
#include <algorithm>
#include <bit>

#include "base/utf8.h"
#include "detect/engine_impl.h"

namespace gongdun::detect {
namespace {

constexpr std::size_t kNarrowWindow = 512;  // for open-ended patterns that keep failing
constexpr std::size_t kLookMargin = 256;    // what an assertion may see after the longest match

bool word_edge(std::string_view text, std::size_t at) {
  const bool before = at > 0 && is_word_byte(static_cast<unsigned char>(text[at - 1]));
  return before != (at < text.size() && is_word_byte(static_cast<unsigned char>(text[at])));
}

class Scan final : public LiteralSet::Receiver, public ClassRunKernel::Receiver, public WordIndex::Receiver {
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
      report_word(use, begin, end);
    }
  }

  void word(std::uint32_t id, std::size_t begin, std::size_t end) override { report_word(engine_.word_uses[id], begin, end); }

  // From here on terms come by their ends, from the literal set: they are merged with those before.
  void words_done() {
    by_end_ = true;
    word_terms_ = static_cast<std::ptrdiff_t>(out_.terms.size());
  }
  void merge_terms() {
    const auto middle = out_.terms.begin() + word_terms_;
    if (middle == out_.terms.begin() || middle == out_.terms.end()) return;
    state_.merged.resize(out_.terms.size());  // kept between scans: large blocks of memory are not free
    std::merge(out_.terms.begin(), middle, middle, out_.terms.end(), state_.merged.begin(), [](const TermHit& a, const TermHit& b) { return a.end < b.end; });
    out_.terms.swap(state_.merged);
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

  // Terms come by their beginnings and are kept by their ends.
  void report_word(const LiteralUse& use, std::size_t begin, std::size_t end) {
    if (use.kind == LiteralUse::Kind::word) return report(use.index, false, {begin, end, begin, end});
    auto& terms = out_.terms;
    terms.push_back({use.index, static_cast<std::uint32_t>(end)});
    if (by_end_) return;
    for (std::size_t i = terms.size() - 1; i > 0 && terms[i - 1].end > terms[i].end; --i) std::swap(terms[i - 1], terms[i]);
  }

  std::size_t window(const PatternUnit& unit, std::uint32_t number) const {
    if (unit.length.max < Confirmer::kMaxMatchBytes) return unit.length.max + kLookMargin;
    return state_.wasted[number] > budget_ ? kNarrowWindow : Confirmer::kMaxMatchBytes;
  }

  bool match(const PatternUnit& unit, std::uint32_t number, std::size_t begin, Span& span) {
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
  bool by_end_ = false;
  std::ptrdiff_t word_terms_ = 0;
};

std::uint64_t order_of(const Match& match) {
  return static_cast<std::uint64_t>(match.begin) << 32 | match.detector;
}

bool before(const Match& a, const Match& b) {
  const std::uint64_t left = order_of(a), right = order_of(b);
  if (left != right) return left < right;
  return a.end != b.end ? a.end > b.end : a.masked_form < b.masked_form;
}

// Matches arrive in order within each unit only. They are first dealt out by pages of the text that hold about one match each; what a page
// does hold is then put in order by insertion.
void sort_matches(std::vector<Match>& matches, ScanState& state, std::size_t text_size) {
  if (matches.size() < 64) return std::sort(matches.begin(), matches.end(), before);
  const auto page_bits = std::max(4U, static_cast<unsigned>(std::bit_width(text_size / matches.size())));
  state.pages.assign((text_size >> page_bits) + 2, 0);
  for (const Match& match : matches) ++state.pages[(match.begin >> page_bits) + 1];
  for (std::size_t i = 1; i < state.pages.size(); ++i) state.pages[i] += state.pages[i - 1];
  state.dealt.resize(matches.size());
  for (const Match& match : matches) state.dealt[state.pages[match.begin >> page_bits]++] = match;
  constexpr std::uint32_t kFew = 24;
  std::uint32_t from = 0;  // each entry of `pages` is now where its page ends
  for (const std::uint32_t to : state.pages) {
    if (to - from > kFew) std::sort(state.dealt.begin() + from, state.dealt.begin() + to, before);
    for (std::uint32_t i = from + 1; i < to && to - from <= kFew; ++i) {
      for (std::uint32_t k = i; k > from && before(state.dealt[k], state.dealt[k - 1]); --k) std::swap(state.dealt[k], state.dealt[k - 1]);
    }
    from = to;
  }
  matches.swap(state.dealt);
}

// Of overlapping matches of one detector the earliest stays, of equal beginnings the longest.
void resolve(std::vector<Match>& matches, std::vector<std::uint32_t>& ends) {
  std::fill(ends.begin(), ends.end(), 0);
  std::erase_if(matches, [&](const Match& match) {
    std::uint32_t& end = ends[match.detector];
    if (match.begin < end) return true;
    end = match.end;
    return false;
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
  const bool maybe_stopped = value.size() >= checks.stop_shortest && value.size() <= checks.stop_longest;
  if (maybe_stopped && checks.stop_values.contains(base::ascii_lower(value))) return false;
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
  impl_->words.scan(buffer, scan);
  scan.words_done();
  impl_->literals->scan(buffer, state.literals, scan);
  scan.merge_terms();
  impl_->kernel->scan(buffer, state.kernel, scan);
  sort_matches(scratch.matches, state, buffer.size());
  resolve(scratch.matches, state.ends);
}

}  // namespace gongdun::detect
