// Finds literals that every match of a pattern contains.
#include <algorithm>
#include <set>

#include "detect/pattern_shape.h"

namespace gongdun::detect {
namespace {

constexpr std::size_t kMaxChoices = 48;    // literals of one anchor
constexpr std::size_t kMaxSetChoices = 6;  // members of a class taken as alternatives
constexpr std::uint32_t kMaxCopies = 16;   // of a repeated string written out

struct Piece {
  std::string bytes;
  bool cased = true;    // holds letters whose case matters
  bool folded = false;  // holds letters in either case
};
using Pieces = std::vector<Piece>;

void append_code(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 63));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 63));
    out += static_cast<char>(0x80 | (c & 63));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 63));
    out += static_cast<char>(0x80 | (c >> 6 & 63));
    out += static_cast<char>(0x80 | (c & 63));
  }
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The members of a class if they are few.
std::optional<Pieces> set_pieces(const Node& node) {
  Pieces pieces;
  if (node.caseless) {
    for (std::size_t c = 'a'; c <= 'z'; ++c) {
      if (node.set.ascii.test(c)) return Pieces{{std::string(1, static_cast<char>(c)), false, true}};
    }
    return std::nullopt;
  }
  if (node.set.ascii.count() > kMaxSetChoices) return std::nullopt;
  for (std::size_t c = 0; c < 128; ++c) {
    if (node.set.ascii.test(c)) pieces.push_back({std::string(1, static_cast<char>(c)), is_letter(static_cast<char>(c)), false});
  }
  for (const auto& [from, to] : node.set.wide) {
    if (to - from + pieces.size() >= kMaxChoices) return std::nullopt;
    for (char32_t c = from; c <= to; ++c) {
      pieces.push_back({{}, false, false});
      append_code(pieces.back().bytes, c);
    }
  }
  if (pieces.empty() || pieces.size() > kMaxChoices) return std::nullopt;
  return pieces;
}

std::optional<Pieces> product(const Pieces& left, const Pieces& right) {
  if (left.size() * right.size() > kMaxChoices) return std::nullopt;
  Pieces out;
  for (const Piece& a : left) {
    for (const Piece& b : right) {
      // A literal is searched in one way: letters of one exact case do not mix with letters in either case.
      if ((a.folded && b.cased) || (a.cased && b.folded)) return std::nullopt;
      out.push_back({a.bytes + b.bytes, a.cased || b.cased, a.folded || b.folded});
    }
  }
  return out;
}

Pieces nothing() {
  return {{{}, false, false}};
}

// All strings a node matches, if they are few.
std::optional<Pieces> all_strings(const Node& node) {
  switch (node.kind) {
    case Node::Kind::set: return set_pieces(node);
    case Node::Kind::concat: {
      std::optional<Pieces> out = nothing();
      for (const auto& child : node.children) {
        const auto more = all_strings(*child);
        if (!more || !(out = product(*out, *more))) return std::nullopt;
      }
      return out;
    }
    case Node::Kind::alternation: {
      Pieces out;
      for (const auto& child : node.children) {
        const auto more = all_strings(*child);
        if (!more) return std::nullopt;
        out.insert(out.end(), more->begin(), more->end());
        if (out.size() > kMaxChoices) return std::nullopt;
      }
      return out;
    }
    case Node::Kind::repeat: {
      const auto body = all_strings(*node.children.front());
      if (!body || node.max > kMaxCopies) return std::nullopt;
      Pieces out;
      std::optional<Pieces> power = nothing();
      for (std::uint32_t n = 0; n <= node.max; ++n) {
        if (n > 0 && !(power = product(*power, *body))) return std::nullopt;
        if (n >= node.min) out.insert(out.end(), power->begin(), power->end());
        if (out.size() > kMaxChoices) return std::nullopt;
      }
      return out;
    }
    default: return nothing();  // assertions and the empty group match the empty string
  }
}

// The strings a node begins with when it cannot be written out: the least copies of a repetition.
std::optional<Pieces> least_strings(const Node& node) {
  if (node.kind != Node::Kind::repeat || node.min == 0) return std::nullopt;
  const auto body = all_strings(*node.children.front());
  if (!body) return std::nullopt;
  std::optional<Pieces> power = nothing();
  for (std::uint32_t n = 0; n < std::min(node.min, kMaxCopies); ++n) {
    const auto next = product(*power, *body);
    if (!next) break;
    power = next;
  }
  return power;
}

// 0: not searchable. Longer and rarer is better.
double worth(const Piece& piece) {
  double score = 0;
  bool varied = false;
  for (const char c : piece.bytes) {
    score += 1;
    varied |= c != piece.bytes.front();
  }
  const bool ascii = std::all_of(piece.bytes.begin(), piece.bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const bool digits = std::all_of(piece.bytes.begin(), piece.bytes.end(), [](char c) { return is_digit_byte(static_cast<unsigned char>(c)); });
  if (ascii && piece.bytes.size() < 3) return 0;
  if (digits && piece.bytes.size() < 6) return 0;  // short numbers are everywhere in tables
  return varied ? score : score * 0.6;
}

double worth(const Pieces& pieces) {
  double least = 1e9;
  for (const Piece& piece : pieces) least = std::min(least, worth(piece));
  return pieces.empty() ? 0 : least - 0.02 * static_cast<double>(pieces.size());
}

// Expected share of positions of a text in the language of the literal. Longer ones are rare in any.
double density_of(const Literal& literal) {
  const bool ascii = std::all_of(literal.bytes.begin(), literal.bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii) return literal.bytes.size() <= 4 ? 3e-4 : 1e-5;
  return literal.bytes.size() == 3 ? 1e-4 : 1e-5;
}

struct Found {
  Pieces pieces;
  LengthRange prefix;
  ByteSet prefix_bytes;
  const Node* begins = nullptr;  // the outermost list element at which the anchor begins
  double score = 0;
};

void consider(std::optional<Found>& best, Found candidate) {
  candidate.score = worth(candidate.pieces);
  // An anchor at the very beginning needs no search for the beginning.
  if (candidate.score > 0 && candidate.prefix.min != candidate.prefix.max)
    candidate.score = std::max(0.1, candidate.score - (candidate.prefix.max > 64 ? 3 : 1));
  if (candidate.score > 0 && (!best || candidate.score > best->score)) best = std::move(candidate);
}

std::optional<Found> search(const Node& node);

void extend_prefix(Found& found, const Node& before) {
  const LengthRange length = length_of(before);
  const auto add = [](std::uint32_t a, std::uint32_t b) { return a == kUnboundedLength || b == kUnboundedLength ? kUnboundedLength : a + b; };
  found.prefix = {add(found.prefix.min, length.min), add(found.prefix.max, length.max)};
  found.prefix_bytes |= all_bytes_of(before);
}

std::optional<Found> search_list(const std::vector<const Node*>& list) {
  std::optional<Found> best;
  for (std::size_t i = 0; i < list.size(); ++i) {
    Found here;
    for (std::size_t k = 0; k < i; ++k) extend_prefix(here, *list[k]);
    here.begins = list[i];
    std::optional<Pieces> grown = nothing();
    for (std::size_t k = i; k < list.size(); ++k) {
      const auto whole = all_strings(*list[k]);
      const auto more = whole ? whole : least_strings(*list[k]);
      if (!more || !(grown = product(*grown, *more))) break;
      here.pieces = *grown;
      consider(best, here);
      if (!whole) break;
    }
    if (auto inside = search(*list[i])) {
      inside->begins = inside->prefix.max == 0 ? list[i] : nullptr;
      for (std::size_t k = 0; k < i; ++k) extend_prefix(*inside, *list[k]);
      consider(best, *inside);
    }
  }
  return best;
}

std::optional<Found> search_branches(const Node& node) {
  Found all;
  all.prefix = {kUnboundedLength, 0};
  for (const auto& branch : node.children) {
    const auto one = search_list(flat_list(*branch));
    if (!one) return std::nullopt;
    all.pieces.insert(all.pieces.end(), one->pieces.begin(), one->pieces.end());
    all.prefix = {std::min(all.prefix.min, one->prefix.min), std::max(all.prefix.max, one->prefix.max)};
    all.prefix_bytes |= one->prefix_bytes;
    if (all.pieces.size() > 8 * kMaxChoices) return std::nullopt;
  }
  return all;
}

std::optional<Found> search(const Node& node) {
  switch (node.kind) {
    case Node::Kind::alternation: return search_branches(node);
    case Node::Kind::repeat: {
      if (node.min == 0) return std::nullopt;
      auto inside = search_list(flat_list(*node.children.front()));
      // Every copy holds the anchor, so any copy's hit may be the one that is seen first; the first copy is always seen.
      return inside;
    }
    case Node::Kind::concat: return search_list(flat_list(node));
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<Anchor> literal_anchor(const Node& root) {
  const auto found = root.kind == Node::Kind::alternation ? search_branches(root) : search_list(flat_list(root));
  if (!found) return std::nullopt;
  Anchor anchor;
  std::set<Literal> unique;
  for (const Piece& piece : found->pieces) unique.insert({piece.bytes, piece.folded});
  anchor.literals.assign(unique.begin(), unique.end());
  for (const Literal& literal : anchor.literals) anchor.density += density_of(literal);
  anchor.price = 2 * kCandidateCost * anchor.density;  // a hit comes through the library
  anchor.prefix = found->prefix;
  anchor.prefix_bytes = found->prefix_bytes;
  // Only a direct child of the pattern can be cut out of its text.
  for (const auto& child : root.children) {
    if (root.kind == Node::Kind::concat && child.get() == found->begins && found->prefix.max > 0) anchor.suffix_text = child->text_begin;
  }
  return anchor;
}

}  // namespace gongdun::detect
