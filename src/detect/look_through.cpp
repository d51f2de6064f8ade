#include "detect/look_through.h"

#include <algorithm>

namespace gongdun::detect {
namespace {

// Decoded bytes of an item, all levels together: so many for each byte of its own, and a little for small ones.
constexpr std::uint64_t kDecodedPerByte = 2, kDecodedFree = 64U << 10;
constexpr char kBetween = '\x1f';

EncodingChain chain_with(EncodingChain chain, int depth, Encoding encoding) {
  return static_cast<EncodingChain>(chain | static_cast<unsigned>(encoding) << (3 * depth));
}

}  // namespace

std::string chain_name(EncodingChain chain) {
  std::string name = "decoded:";
  for (; chain != 0; chain = static_cast<EncodingChain>(chain >> 3)) {
    if (name.back() != ':') name += '>';
    name += encoding_name(static_cast<Encoding>(chain & 7));
  }
  return name;
}

void LookThrough::Level::settle() {
  std::ranges::stable_sort(claimed, {}, &Claimed::begin);
  farthest.clear();
  std::size_t end = 0;
  for (const Claimed& one : claimed) farthest.push_back(end = std::max(end, one.end));
}

bool LookThrough::Level::is_claimed(const SourceSpan& span, std::uint16_t detector, const ScanPlan& plan) const {
  auto at = static_cast<std::size_t>(std::ranges::upper_bound(farthest, span.begin) - farthest.begin());
  for (; at < claimed.size() && claimed[at].begin < span.end; ++at) {
    if (claimed[at].end <= span.begin) continue;
    if (claimed[at].detector == detector || (plan.secret(detector) && plan.secret(claimed[at].detector))) return true;
  }
  return false;
}

bool LookThrough::Level::holds_secret(const EncodedRun& run, const ScanPlan& plan) const {
  auto at = static_cast<std::size_t>(std::ranges::upper_bound(farthest, run.begin) - farthest.begin());
  for (; at < claimed.size() && claimed[at].begin <= run.begin; ++at) {
    if (claimed[at].end >= run.end && plan.secret(claimed[at].detector)) return true;
  }
  return false;
}

bool LookThrough::find(std::string_view text, std::size_t from) {
  text_ = text;
  from_ = from;
  find_encoded_runs(text, runs_);
  if (from > 0) std::erase_if(runs_, [from](const EncodedRun& run) { return run.end <= from; });
  return !runs_.empty();
}

// In the part of a block that the block before showed too.
bool LookThrough::shown_before(const EncodedRun& run, const SourceSpan& span, std::size_t decoded_end) const {
  if (from_ == 0) return false;
  const bool base64 = run.encoding == Encoding::base64;
  return (base64 ? run.begin + decoded_end * 4 / 3 : span.end) <= from_;
}

void LookThrough::decode(std::string_view text, const Level& above, Level& level, int depth, ItemState& state) const {
  level.text.clear();
  level.pieces.clear();
  level.claimed.clear();
  const std::uint64_t allowed = kDecodedPerByte * state.out.scan.text_bytes + kDecodedFree;
  std::size_t parent = 0;
  std::vector<EncodedRun> inner;
  if (depth > 0) find_encoded_runs(text, inner);
  for (const EncodedRun& run : depth == 0 ? runs_ : inner) {
    if (state.decoded_bytes + level.text.size() + (run.end - run.begin) > allowed) {
      state.decoding_ended = true;
      break;
    }
    while (depth > 0 && above.pieces[parent].end <= run.begin) ++parent;
    const std::size_t begin = level.text.size();
    if (!decode_run(text, run, depth == 0 && run.begin == 0, level.text)) continue;
    Piece piece{.begin = begin, .end = level.text.size(), .run = run, .root_begin = run.begin, .root_end = run.end};
    if (depth > 0) {
      const Piece& from = above.pieces[parent];
      piece.root_begin = from.root_begin;
      piece.root_end = from.root_end;
      piece.chain = from.chain;
      piece.secret = from.secret;
    }
    piece.chain = chain_with(piece.chain, depth, run.encoding);
    level.pieces.push_back(piece);
    level.text += kBetween;
  }
  state.decoded_bytes += level.text.size();
}

void LookThrough::read_piece(const Piece& piece, std::string_view above_text, const Level& above, Level& level, const std::vector<Match>& matches,
                             std::size_t& next) {
  matches_.clear();
  for (; next < matches.size() && matches[next].begin < piece.end; ++next) {
    Match match = matches[next];
    if (match.begin < piece.begin || match.end > piece.end) continue;
    const auto base = static_cast<std::uint32_t>(piece.begin);
    match.begin -= base;
    match.end -= base;
    match.value_begin -= base;
    match.value_end -= base;
    matches_.push_back(match);
  }
  if (matches_.empty()) return;
  const std::string_view text = std::string_view(level.text).substr(piece.begin, piece.end - piece.begin);
  const bool first = above.pieces.empty();
  for (const Candidate& candidate : reader_.read(text, matches_, false, quick_)) {
    const SourceSpan span = source_of(above_text, piece.run, candidate.begin, candidate.end);
    level.claimed.push_back({piece.begin + candidate.begin, piece.begin + candidate.end, candidate.detector});
    if (above.is_claimed(span, candidate.detector, plan_) || (piece.secret && plan_.secret(candidate.detector))) continue;
    if (first && shown_before(piece.run, span, candidate.end)) continue;
    const std::string_view value = text.substr(candidate.begin, candidate.end - candidate.begin);
    found_.push_back({.begin = first ? span.begin : piece.root_begin,
                      .end = first ? span.end : piece.root_end,
                      .detector = candidate.detector,
                      .chain = piece.chain,
                      .hash = plan_.hash(value),
                      .confidence = candidate.confidence,
                      .near_word = candidate.near_word,
                      .masked = candidate.masked,
                      .sample = mask_value(value, plan_.rule(candidate.detector).mask),
                      .note = candidate.note});
  }
}

const std::vector<DecodedFinding>& LookThrough::read(std::vector<Claimed> claimed, Engine::Scratch& scratch, ItemState& state) {
  found_.clear();
  quick_.assign(plan_.engine->detectors().size(), false);
  Level above, level;
  above.claimed = std::move(claimed);
  above.settle();
  for (int depth = 0; depth < kLevels; ++depth) {
    const std::string_view text = depth == 0 ? text_ : std::string_view(above.text);
    decode(text, above, level, depth, state);
    if (level.pieces.empty()) break;
    plan_.engine->scan(level.text, scratch);
    std::size_t next = 0;
    for (Piece& piece : level.pieces) {
      piece.secret |= above.holds_secret(piece.run, plan_);
      read_piece(piece, text, above, level, scratch.matches, next);
    }
    level.settle();
    std::swap(above, level);
    if (depth + 1 == kLevels) {
      std::vector<EncodedRun> deeper;
      find_encoded_runs(above.text, deeper);
      std::string ignored;
      for (const EncodedRun& run : deeper) {
        if (decode_run(above.text, run, false, ignored)) state.decoding_ended = true;
      }
    }
  }
  std::ranges::stable_sort(found_, {}, &DecodedFinding::begin);
  return found_;
}

}  // namespace gongdun::detect
