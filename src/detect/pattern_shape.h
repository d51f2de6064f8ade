// What a pattern looks like to the engine, worked out from its syntax tree: how long matches are, what they begin with, and which part of it
// can be searched for fast — a literal for Vectorscan, or a run of byte classes for the class-run kernel.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "detect/byte_set.h"
#include "detect/mask_program.h"
#include "detect/pattern_syntax.h"

namespace gongdun::detect {

constexpr std::uint32_t kUnboundedLength = 0xFFFFFFFF;
// How far before its anchor the beginning of a match is looked for when the prefix has no limit of its own.
constexpr std::uint32_t kMaxPrefix = 256;
constexpr std::uint32_t kMaxBoundedPrefix = 2048;  // and when it has one

struct LengthRange {
  std::uint32_t min = 0, max = 0;  // bytes; max may be kUnboundedLength
};
LengthRange length_of(const Node& node);
ByteSet first_bytes_of(const Node& node);  // superset; all bytes if the node can be empty
ByteSet all_bytes_of(const Node& node);
// The children of a concatenation with nested plain groups opened; a lone node is a list of one.
std::vector<const Node*> flat_list(const Node& root);

struct Literal {
  std::string bytes;
  bool caseless = false;  // ASCII letters in either case
  auto operator<=>(const Literal&) const = default;
};

// The part of a pattern that is searched for. Every match has its anchor `prefix` bytes after its beginning.
struct Anchor {
  std::vector<Literal> literals;              // any of them; empty: a mask
  MaskProgram::Ref mask = MaskProgram::kAny;  // positions where the anchor begins
  LengthRange prefix;
  ByteSet prefix_bytes;         // bytes that may stand before the anchor inside a match
  std::size_t suffix_text = 0;  // where in the pattern text the anchor begins; 0 = not cut there
  double density = 0;           // expected share of positions
  double price = 0;             // expected cost of searching for it, in mask steps
};
// Measured: a candidate costs about as much as one mask step over six thousand bytes.
constexpr double kCandidateCost = 6000;

// Literals of at least three ASCII characters or one other character that every match contains.
std::optional<Anchor> literal_anchor(const Node& root);
// The most selective run of byte classes. `program` receives its steps.
Anchor mask_anchor(const Node& root, MaskProgram& program);

// Nothing if the pattern can be searched in linear time; otherwise what is wrong with it and what to do.
base::Status check_cost(const Node& root);

}  // namespace gongdun::detect
