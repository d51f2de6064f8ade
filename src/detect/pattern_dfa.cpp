#include "detect/pattern_dfa.h"

#include <algorithm>
#include <map>
#include <utility>

namespace gongdun::detect {
namespace {

using Index = PatternProgram::Index;
using Kind = PatternProgram::Kind;

constexpr std::size_t kMaxWork = 400'000;  // places looked at while the table is made

bool looks_behind(Kind kind) {
  return kind == Kind::edge || kind == Kind::behind || kind == Kind::line_begin;
}

}  // namespace

// Bytes that no set of the program tells apart are one class; so the table stays small.
class DfaBuilder {
 public:
  explicit DfaBuilder(const PatternProgram& program) : program_(program) {
    make_classes();
    make_contexts();
    seen_.resize(program.steps().size());
  }

  std::optional<PatternDfa> run() {
    place({}, false);
    place({}, true);
    std::vector<std::uint32_t> starts;
    for (std::uint32_t before = 0; before <= dfa_.end_class_; ++before) starts.push_back(place({{program_.start()}, context_[before], false}));
    for (std::size_t i = 2; i < states_.size(); ++i) {
      for (std::uint32_t c = 0; c <= dfa_.end_class_; ++c) moves_.push_back(step(i, c));
      if (states_.size() * stride() > PatternDfa::kMaxEntries || work_ > kMaxWork) return std::nullopt;
    }
    write(starts);
    return std::move(dfa_);
  }

 private:
  struct State {
    std::vector<Index> places;  // in order of preference
    std::uint32_t before = 0;   // class of the byte before, where a place looks behind
    bool matched = false;       // a match ended before that byte
    auto operator<=>(const State&) const = default;
  };

  std::size_t stride() const { return dfa_.end_class_ + 1; }

  void make_classes() {
    ByteSet line_feed;
    line_feed.set('\n');
    std::map<std::vector<bool>, std::uint8_t> known;
    for (std::size_t c = 0; c < 256; ++c) {
      std::vector<bool> signature{word_bytes().test(c), line_feed.test(c)};
      for (const ByteSet& set : program_.sets()) signature.push_back(set.test(c));
      const auto [entry, fresh] = known.try_emplace(std::move(signature), static_cast<std::uint8_t>(known.size()));
      if (fresh) example_.push_back(static_cast<unsigned char>(c));
      dfa_.class_of_[c] = entry->second;
    }
    dfa_.end_class_ = static_cast<std::uint32_t>(known.size());
  }

  // Of classes that are the same to everything that looks behind, the first stands for all.
  void make_contexts() {
    std::map<std::vector<bool>, std::uint32_t> known;
    for (std::uint32_t c = 0; c <= dfa_.end_class_; ++c) {
      std::vector<bool> signature{has(word_bytes(), c), ends_line(c)};
      for (const auto& one : program_.steps()) {
        if (one.kind == Kind::behind) signature.push_back(has(program_.sets()[one.set], c));
      }
      context_.push_back(known.try_emplace(std::move(signature), c).first->second);
    }
  }

  bool has(const ByteSet& set, std::uint32_t byte_class) const { return byte_class != dfa_.end_class_ && set.test(example_[byte_class]); }
  bool ends_line(std::uint32_t byte_class) const { return byte_class == dfa_.end_class_ || example_[byte_class] == '\n'; }

  bool holds(const PatternProgram::Step& one, std::uint32_t before, std::uint32_t after) const {
    switch (one.kind) {
      case Kind::edge: return (has(word_bytes(), before) != has(word_bytes(), after)) != one.negative;
      case Kind::ahead: return has(program_.sets()[one.set], after) != one.negative;
      case Kind::behind: return has(program_.sets()[one.set], before) != one.negative;
      case Kind::line_end: return ends_line(after);
      case Kind::line_begin: return ends_line(before);
      default: return true;
    }
  }

  // Goes through everything that is reached from a state without taking a byte, in order of preference, until a match makes the rest worthless.
  struct Reached {
    std::vector<Index> places;
    bool matched = false;
  };
  Reached reach(const State& state, std::uint32_t byte_class) {
    Reached reached;
    std::fill(seen_.begin(), seen_.end(), 0);
    std::vector<Index> open(state.places.rbegin(), state.places.rend());
    while (!open.empty()) {
      const Index at = open.back();
      open.pop_back();
      ++work_;
      if (std::exchange(seen_[at], 1) != 0) continue;
      const PatternProgram::Step& one = program_.steps()[at];
      if (one.kind == Kind::match) {
        reached.matched = true;
        break;
      }
      if (one.kind == Kind::split) {
        open.insert(open.end(), one.branches.rbegin(), one.branches.rend());
      } else if (one.kind == Kind::bytes) {
        if (has(program_.sets()[one.set], byte_class) && std::find(reached.places.begin(), reached.places.end(), one.next) == reached.places.end())
          reached.places.push_back(one.next);
      } else if (holds(one, state.before, byte_class)) {
        open.push_back(one.next);
      }
    }
    return reached;
  }

  std::uint32_t step(std::size_t number, std::uint32_t byte_class) {
    Reached reached = reach(states_[number], byte_class);
    if (reached.places.empty()) return reached.matched ? 1 : 0;
    const std::uint32_t before = any_looks_behind(reached.places) ? context_[byte_class] : 0;
    return place({std::move(reached.places), before, reached.matched});
  }

  bool any_looks_behind(const std::vector<Index>& places) {
    std::fill(seen_.begin(), seen_.end(), 0);
    std::vector<Index> open = places;
    while (!open.empty()) {
      const Index at = open.back();
      open.pop_back();
      if (std::exchange(seen_[at], 1) != 0) continue;
      const PatternProgram::Step& one = program_.steps()[at];
      if (looks_behind(one.kind)) return true;
      if (one.kind == Kind::split)
        open.insert(open.end(), one.branches.begin(), one.branches.end());
      else if (one.kind != Kind::bytes && one.kind != Kind::match)
        open.push_back(one.next);
    }
    return false;
  }

  std::uint32_t place(State state) {
    const auto [entry, fresh] = known_.try_emplace(std::move(state), static_cast<std::uint32_t>(states_.size()));
    if (fresh) states_.push_back(entry->first);
    return entry->second;
  }
  std::uint32_t place(std::vector<Index> places, bool matched) { return place({std::move(places), 0, matched}); }

  // Rows in their final order: the two ends, states without a match, states with one.
  void write(const std::vector<std::uint32_t>& starts) {
    std::vector<std::uint32_t> row(states_.size());
    std::uint32_t next_row = 2;
    for (const bool matched : {false, true}) {
      if (matched) dfa_.matched_ = static_cast<std::uint32_t>(next_row * stride());
      for (std::size_t i = 2; i < states_.size(); ++i) {
        if (states_[i].matched == matched) row[i] = next_row++;
      }
    }
    row[0] = 0;
    row[1] = 1;
    const auto entry = [&](std::uint32_t state) { return static_cast<std::uint16_t>(row[state] * stride()); };
    dfa_.finals_ = static_cast<std::uint32_t>(2 * stride());
    dfa_.next_.assign(states_.size() * stride(), 0);
    for (std::size_t i = 2; i < states_.size(); ++i) {
      for (std::size_t c = 0; c < stride(); ++c) dfa_.next_[row[i] * stride() + c] = entry(moves_[(i - 2) * stride() + c]);
    }
    for (const std::uint32_t start : starts) dfa_.starts_.push_back(entry(start));
  }

  const PatternProgram& program_;
  PatternDfa dfa_;
  std::vector<unsigned char> example_;  // a byte of each class
  std::vector<std::uint32_t> context_;
  std::size_t work_ = 0;
  std::map<State, std::uint32_t> known_;
  std::vector<State> states_;
  std::vector<std::uint32_t> moves_;  // states × classes, from state 2 on
  std::vector<char> seen_;
};

std::optional<PatternDfa> PatternDfa::from(const Node& root) {
  const auto program = PatternProgram::from(root);
  return program ? DfaBuilder(*program).run() : std::nullopt;
}

}  // namespace gongdun::detect
