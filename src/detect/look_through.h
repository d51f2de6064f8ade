// Looks through encodings: what base64, hexadecimal, percent-encoded and \u-escaped runs of a text hold is read with the same engine, level by
// level. All runs of a level are decoded into one buffer and matched at once. What plain reading claimed already is not claimed again.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/encoded_runs.h"
#include "detect/item_state.h"
#include "detect/text_scan.h"

namespace gongdun::detect {

// A place that was claimed by reading the text as it stands.
struct Claimed {
  std::size_t begin = 0, end = 0;
  std::uint16_t detector = 0;
};

// Three bits for each level, the outermost lowest.
using EncodingChain = std::uint16_t;
std::string chain_name(EncodingChain chain);  // "decoded:base64>percent"

// One value found inside an encoded run. `begin` and `end` are those of the run in the text (for percent and \u: of what stands for the value).
struct DecodedFinding {
  std::size_t begin = 0, end = 0;
  std::uint16_t detector = 0;
  EncodingChain chain = 0;
  std::uint64_t hash = 0;
  double confidence = 0;
  int near_word = -1;
  bool masked = false;
  std::string sample, note;
};

class LookThrough {
 public:
  static constexpr int kLevels = 4;

  explicit LookThrough(const ScanPlan& plan) : plan_(plan), reader_(plan) {}

  // Finds the runs of `text` that end behind `from`; false: there are none, which is the common case.
  bool find(std::string_view text, std::size_t from);
  const std::vector<EncodedRun>& runs() const { return runs_; }
  // Reads what find() found, in order of place; `claimed` in order of beginning. Spends the budget of the item and notes where it ended.
  const std::vector<DecodedFinding>& read(std::vector<Claimed> claimed, Engine::Scratch& scratch, ItemState& state);

 private:
  struct Piece {
    std::size_t begin = 0, end = 0;  // in its level's buffer
    EncodedRun run;                  // in the level above
    std::size_t root_begin = 0, root_end = 0;
    EncodingChain chain = 0;
    bool secret = false;  // the run itself is a claimed secret
  };
  struct Level {
    std::string text;
    std::vector<Piece> pieces;
    std::vector<Claimed> claimed;
    std::vector<std::size_t> farthest;  // of claimed: the greatest end so far
    void settle();
    bool holds_secret(const EncodedRun& run, const ScanPlan& plan) const;
    bool is_claimed(const SourceSpan& span, std::uint16_t detector, const ScanPlan& plan) const;
  };
  bool shown_before(const EncodedRun& run, const SourceSpan& span, std::size_t decoded_end) const;
  void decode(std::string_view text, const Level& above, Level& level, int depth, ItemState& state) const;
  void read_piece(const Piece& piece, std::string_view above_text, const Level& above, Level& level, const std::vector<Match>& matches, std::size_t& next);

  const ScanPlan& plan_;
  CandidateReader reader_;
  std::string_view text_;
  std::size_t from_ = 0;
  std::vector<EncodedRun> runs_;
  std::vector<DecodedFinding> found_;
  std::vector<Match> matches_;
  std::vector<bool> quick_;
};

}  // namespace gongdun::detect
