// Running text: engine matches become findings by their context; names, organisations, addresses and secret assignments are read around triggers.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "detect/assignment.h"
#include "detect/item_state.h"
#include "detect/prose_names.h"
#include "detect/scan_plan.h"

namespace gongdun::detect {

// One place in a buffer that may become a finding.
struct Candidate {
  std::uint16_t detector = 0;
  std::size_t begin = 0, end = 0;  // of the value
  double confidence = 0;
  int near_word = -1;  // NearWords::word
  std::string note;    // context written out, where it is no near word
  bool masked = false;
};

// Reads the candidates of `text` out of engine matches: context, recognisers, overlaps. Shared with long cells of tables.
class CandidateReader {
 public:
  explicit CandidateReader(const ScanPlan& plan) : plan_(plan) {}
  // `matches` lie in `text` [from, to) only; context is not looked for outside. `quick` detectors need no context beyond their limit.
  std::vector<Candidate>& read(std::string_view text, const std::vector<Match>& matches, bool prose, const std::vector<bool>& quick);
  void read_one(std::string_view text, const Match& match, bool prose, bool quick);
  void clear() { found_.clear(); }
  std::vector<Candidate>& settle(std::string_view text);

 private:
  void names(std::string_view text, const Match& match);
  void plain(std::string_view text, const Match& match, bool quick);
  void secret(std::string_view text, const Match& match, bool prose);
  void names_beside_identities(std::string_view text);

  const ScanPlan& plan_;
  std::vector<Candidate> found_;
  std::vector<Piece> pieces_;
};

class LookThrough;

class TextScan {
 public:
  TextScan(const ScanPlan& plan, const ScanOptions& options);
  ~TextScan();
  TextScan(const TextScan&) = delete;
  TextScan& operator=(const TextScan&) = delete;
  void block(const read::TextBlock& block, Engine::Scratch& scratch, ItemState& state);
  // The end of the item's text: what waited for a following block is given out.
  void finish(ItemState& state);

 private:
  struct Waiting {
    Finding finding;
    std::uint16_t detector;
    std::uint64_t hash;
  };
  void add_characters(std::string_view text, ItemState& state) const;
  void add_english_names(std::string_view text, std::vector<Candidate>& found);
  template <class One>
  Finding found_at(const One& one, const read::TextBlock& block, std::uint64_t line, const ItemState& state) const;
  void emit(const Candidate& candidate, const read::TextBlock& block, ItemState& state);
  void give(Finding finding, std::uint16_t detector, std::uint64_t hash, ItemState& state) const;
  void look_through(const read::TextBlock& block, const std::vector<Candidate>& found, Engine::Scratch& scratch, ItemState& state);
  void key_file(ItemState& state);

  const ScanPlan& plan_;
  ScanOptions options_;
  CandidateReader reader_;
  std::unique_ptr<LookThrough> through_;
  std::vector<Piece> names_;
  std::vector<Waiting> waiting_;
  std::vector<bool> quick_;
  std::size_t counted_to_ = 0;
  std::uint64_t line_ = 0;
  std::string small_text_;  // the whole text of a very small item: a bare key
  bool small_ = true;
};

}  // namespace gongdun::detect
