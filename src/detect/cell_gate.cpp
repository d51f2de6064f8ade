#include "detect/cell_gate.h"

#include <algorithm>
#include <bit>

#include "detect/engine_impl.h"

namespace gongdun::detect {

namespace {

// Bit i: between signs i - 1 and i of a make.
using Places = std::uint64_t;
using Ascii = std::bitset<128>;
static_assert(CellMake::kLongest < 63);

// The characters a sign stands for.
Ascii characters_of(char sign) {
  const auto range = [](char first, char last, char but) {
    Ascii set;
    for (char c = first; c <= last; ++c) set.set(static_cast<std::size_t>(c), c != but);
    return set;
  };
  if (sign == '0') return range('0', '9', 0);
  if (sign == 'A') return range('A', 'Z', 'E');
  if (sign == 'a') return range('a', 'z', 'e');
  return Ascii().set(static_cast<unsigned char>(sign) & 0x7F);
}

// Where matches of a syntax tree could end in any cell of one make, given where they begin. What cannot be told from a make is taken to fit.
class Reach {
 public:
  explicit Reach(const CellMake& make) : size_(make.size) {
    for (std::uint32_t i = 0; i < size_; ++i) signs_[i] = characters_of(make.signs[i]);
    Places words = 0;
    for (std::uint32_t i = 0; i < size_; ++i) words |= static_cast<Places>(is_word_byte(static_cast<unsigned char>(make.signs[i]))) << (i + 1);
    edges_ = (words ^ (words >> 1)) & everywhere();  // between the sign before a place and the one behind it
  }

  Places everywhere() const { return (Places{2} << size_) - 1; }

  Places ends(const Node& node, Places from) const {
    if (from == 0) return 0;
    switch (node.kind) {
      case Node::Kind::set: return one(node.set, from);
      case Node::Kind::concat:
        for (const auto& child : node.children) from = ends(*child, from);
        return from;
      case Node::Kind::alternation: {
        Places sum = 0;
        for (const auto& child : node.children) sum |= ends(*child, from);
        return sum;
      }
      case Node::Kind::repeat: return repeated(node, from);
      case Node::Kind::word_boundary: return from & edges_;
      case Node::Kind::look: return looked(node, from);
      default: return from;
    }
  }

 private:
  Places fits(const CodeSet& set) const {
    Places fit = 0;
    for (std::uint32_t i = 0; i < size_; ++i) fit |= static_cast<Places>((signs_[i] & set.ascii).any()) << i;
    return fit;
  }
  Places one(const CodeSet& set, Places from) const { return (from & fits(set)) << 1; }

  Places repeated(const Node& node, Places from) const {
    const Node& body = *node.children.front();
    Places sum = node.min == 0 ? from : 0;
    for (std::uint32_t count = 1; count <= node.max; ++count) {
      from = ends(body, from);
      if (from == 0) break;
      if (count < node.min) continue;
      if ((sum | from) == sum && count > node.min + size_) break;
      sum |= from;
    }
    return sum;
  }

  // Only looks at one ASCII character that lies in the cell are judged.
  Places looked(const Node& node, Places from) const {
    const Node& body = *node.children.front();
    if (body.kind != Node::Kind::set) return from;
    Places passes = 0;
    for (std::uint32_t place = 0; place <= size_; ++place) {
      const bool inside = node.ahead ? place < size_ : place > 0;
      const Ascii at = inside ? signs_[node.ahead ? place : place - 1] : Ascii();
      const bool can = node.negative ? (at & ~body.set.ascii).any() : (at & body.set.ascii).any();
      passes |= static_cast<Places>(!inside || can) << place;
    }
    return from & passes;
  }

  std::uint32_t size_;
  std::array<Ascii, CellMake::kLongest> signs_;
  Places edges_ = 0;
};

char small_sign(char sign) {
  return sign == 'A' || sign == 'E' || sign == 'e' ? 'a' : sign;
}

// The signs of an ASCII word; empty if a short cell cannot hold it.
std::string signs_of_word(std::string_view word) {
  CellMake make;
  if (!make_of(word, word.size(), make)) return {};
  std::string signs(make.view());
  std::ranges::transform(signs, signs.begin(), small_sign);
  return signs;
}

bool alnum_sign(char sign) {
  return sign == '0' || sign == 'a';
}

// What every match of a tree holds at least.
struct Needs {
  std::uint32_t digits = 0;
  std::uint16_t kinds = 0;  // as in CellShape
};

Needs needs_of(const CodeSet& set) {
  std::uint16_t kinds = 0;
  for (std::size_t i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    if (set.ascii.test(i)) kinds |= shape_of({&c, 1}).kinds;
  }
  const bool one_kind = set.wide.empty() && std::has_single_bit(kinds);
  return {one_kind && kinds == CellShape::kDigit ? 1U : 0U, one_kind ? kinds : std::uint16_t{0}};
}

Needs needs_of(const Node& node) {
  Needs needs;
  switch (node.kind) {
    case Node::Kind::set: return needs_of(node.set);
    case Node::Kind::concat:
      for (const auto& child : node.children) {
        const Needs one = needs_of(*child);
        needs.digits += one.digits;
        needs.kinds |= one.kinds;
      }
      return needs;
    case Node::Kind::alternation:
      needs = {0xFFFF, 0xFFFF};
      for (const auto& child : node.children) {
        const Needs one = needs_of(*child);
        needs.digits = std::min(needs.digits, one.digits);
        needs.kinds &= one.kinds;
      }
      return needs;
    case Node::Kind::repeat:
      if (node.min == 0) return needs;
      needs = needs_of(*node.children.front());
      needs.digits *= std::min(node.min, 0xFFFFU);
      return needs;
    default: return needs;
  }
}

bool looks_beside(const DetectorChecks& checks) {
  return std::ranges::any_of(checks.vetoes, [](const Veto* veto) { return veto->before + veto->behind > 0; });
}

}  // namespace

CellGate::CellGate(const Engine& engine) {
  const EngineCore& core = engine.core();
  for (const DetectorChecks& checks : core.checks) {
    for (const Veto* veto : checks.vetoes) {
      before_ = std::max(before_, veto->before);
      behind_ = std::max(behind_, veto->behind);
    }
  }
  for (const PatternUnit& unit : core.units) {
    auto syntax = parse_pattern(unit.text);
    if (!syntax) continue;  // it was compiled: this does not happen
    const bool beside = looks_beside(core.checks[unit.detector]);
    if (beside) {
      const Needs needs = needs_of(*syntax->root);
      digits_beside_ = std::min(digits_beside_, needs.digits);
      kinds_beside_ &= needs.kinds;
    }
    patterns_.push_back({std::move(syntax->root), unit.length.min, beside});
  }
  const auto add = [&](const LiteralUse& use, const std::string& word) {
    if (std::string signs = signs_of_word(word); !signs.empty()) words_.push_back({std::move(signs), use.whole_left, use.whole_right});
  };
  for (const auto& uses : core.uses) {
    for (const LiteralUse& use : uses) {
      if (use.kind == LiteralUse::Kind::term) add(use, core.vocabulary[use.index]);
    }
  }
  for (const LiteralUse& use : core.word_uses) {
    if (use.kind == LiteralUse::Kind::term) add(use, core.vocabulary[use.index]);
  }
  for (std::size_t i = 0; i < core.detectors.size(); ++i) {
    for (const std::string& word : core.detectors[i].words) {
      if (word.empty()) continue;
      const auto whole = [](char c) { return is_alnum_byte(static_cast<unsigned char>(c)); };
      add({.whole_left = whole(word.front()), .whole_right = whole(word.back())}, word);
    }
    if (!core.detectors[i].words.empty() && looks_beside(core.checks[i])) digits_beside_ = kinds_beside_ = 0;
  }
  std::ranges::sort(words_);
  const auto same = std::ranges::unique(words_);
  words_.erase(same.begin(), same.end());
}

bool CellGate::holds_word(const CellMake& make) const {
  std::string cell(make.view());
  std::ranges::transform(cell, cell.begin(), small_sign);
  for (const Word& word : words_) {
    for (std::size_t at = cell.find(word.signs); at != std::string::npos; at = cell.find(word.signs, at + 1)) {
      const std::size_t end = at + word.signs.size();
      const bool left = word.whole_left && at > 0 && alnum_sign(cell[at - 1]);
      const bool right = word.whole_right && end < cell.size() && alnum_sign(cell[end]);
      if (!left && !right) return true;
    }
  }
  return false;
}

CellGate::Answer CellGate::look(const CellMake& make) const {
  Answer answer{.engine = holds_word(make), .beside = false};
  const Reach reach(make);
  for (const Pattern& pattern : patterns_) {
    if (pattern.shortest > make.size || (answer.engine && !pattern.beside)) continue;
    if (reach.ends(*pattern.root, reach.everywhere()) == 0) continue;
    answer.engine = true;
    answer.beside |= pattern.beside;
  }
  if (answer.engine && digits_beside_ == 0) answer.beside = true;  // words of a dictionary are judged so
  return answer;
}

}  // namespace gongdun::detect
