#include "detect/text_scan.h"

#include <algorithm>

#include "base/utf8.h"
#include "detect/character_count.h"
#include "detect/english_names.h"
#include "detect/look_through.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kSmallItem = 200;

std::uint64_t count_lines(std::string_view text) {
  return static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
}

}  // namespace

TextScan::TextScan(const ScanPlan& plan, const ScanOptions& options)
    : plan_(plan), options_(options), reader_(plan), through_(std::make_unique<LookThrough>(plan)) {}
TextScan::~TextScan() = default;

void TextScan::add_characters(std::string_view text, ItemState& state) const {
  const CharacterCounts counts = count_characters(text);
  ItemScan& scan = state.out.scan;
  scan.text_bytes += text.size();
  scan.characters += counts.characters;
  scan.han_characters += counts.han;
  scan.text_lines += counts.lines;
}

void TextScan::give(Finding finding, std::uint16_t detector, std::uint64_t hash, ItemState& state) const {
  DetectorTotal& total = state.totals.of(detector);
  ++total.found;
  total.distinct.add(hash);
  std::size_t& listed = state.listed_in_text[detector];
  if (listed >= options_.listed_per_place || !state.lists_more()) return;
  ++listed;
  state.out.scan.findings.push_back(std::move(finding));
}

// Everything but the sample of a Candidate or DecodedFinding; `line`: line ends before it in the block.
template <class One>
Finding TextScan::found_at(const One& one, const read::TextBlock& block, std::uint64_t line, const ItemState& state) const {
  const pack::Detector& rule = plan_.rule(one.detector);
  Finding finding;
  finding.item = state.out.item.uri;
  finding.row = block.first_line == 0 ? 0 : block.first_line + line;
  finding.page = block.page;
  finding.offset = block.offset + one.begin;
  finding.detector = rule.meta.id;
  finding.confidence = one.confidence;
  finding.masked = one.masked;
  if (!one.masked) finding.validators = rule.validators;
  if (one.near_word >= 0) finding.context.push_back("near:" + plan_.near.word(one.near_word));
  if (!one.note.empty()) finding.context.push_back(one.note);
  if (block.part == "ocr") finding.context.emplace_back("ocr");  // recognised from a picture: people should look
  return finding;
}

void TextScan::emit(const Candidate& candidate, const read::TextBlock& block, ItemState& state) {
  const std::string_view value = block.text.substr(candidate.begin, candidate.end - candidate.begin);
  const std::uint64_t hash = plan_.hash(value);
  // In order of place: lines are counted once.
  if (candidate.begin >= counted_to_) {
    line_ += count_lines(block.text.substr(counted_to_, candidate.begin - counted_to_));
    counted_to_ = candidate.begin;
  }
  const pack::Detector& rule = plan_.rule(candidate.detector);
  Finding finding;
  const bool listed = state.listed_in_text[candidate.detector] < options_.listed_per_place && state.lists_more();
  if (listed) {
    finding = found_at(candidate, block, line_, state);
    finding.sample = mask_value(value, rule.mask);
  }
  // A value at the very end may go on in the next block of a long line, which then shows it again.
  if (candidate.end == block.text.size())
    waiting_.push_back({std::move(finding), candidate.detector, hash});
  else
    give(std::move(finding), candidate.detector, hash, state);
}

// Names the engine has no trigger for; where something else was read they give way.
void TextScan::add_english_names(std::string_view text, std::vector<Candidate>& found) {
  if (plan_.person < 0) return;
  names_.clear();
  english_names(text, names_);
  const std::size_t known = found.size();
  std::size_t next = 0;
  const double sure = plan_.rule(static_cast<std::size_t>(plan_.person)).confidence_context;
  for (const Piece& piece : names_) {
    while (next < known && found[next].end <= piece.begin) ++next;
    if (next < known && found[next].begin < piece.end) continue;
    found.push_back({.detector = static_cast<std::uint16_t>(plan_.person),
                     .begin = piece.begin,
                     .end = piece.end,
                     .confidence = piece.strong ? sure * 0.88 : 0.62,
                     .near_word = -1,
                     .note = piece.strong ? "title" : "first name",
                     .masked = false});
  }
  if (found.size() > known) std::ranges::sort(found, {}, &Candidate::begin);
}

void TextScan::block(const read::TextBlock& block, Engine::Scratch& scratch, ItemState& state) {
  if (block.overlap > 0)
    waiting_.clear();
  else {
    for (Waiting& one : waiting_) give(std::move(one.finding), one.detector, one.hash, state);
    waiting_.clear();
  }
  plan_.engine->scan(block.text, scratch);
  state.terms.add(scratch.terms, block.part == "header" || block.part == "title", block.overlap);
  add_characters(block.text.substr(std::min<std::size_t>(block.overlap, block.text.size())), state);
  small_ = small_ && small_text_.size() + block.text.size() <= kSmallItem;
  if (small_)
    small_text_ += block.text;
  else
    small_text_.clear();

  const std::size_t detectors = plan_.engine->detectors().size();
  quick_.assign(detectors, false);
  for (const auto& [detector, listed] : state.listed_in_text) quick_[detector] = listed >= options_.listed_per_place;
  std::vector<Candidate>& found = reader_.read(block.text, scratch.matches, block.prose, quick_);
  if (block.prose) add_english_names(block.text, found);
  counted_to_ = 0;
  line_ = 0;
  for (const Candidate& candidate : found) {
    if (block.overlap > 0 && candidate.end < block.overlap) continue;
    emit(candidate, block, state);
  }
  look_through(block, found, scratch, state);
}

// What encoded runs hold is reported where they stand.
void TextScan::look_through(const read::TextBlock& block, const std::vector<Candidate>& found, Engine::Scratch& scratch, ItemState& state) {
  if (!through_->find(block.text, block.overlap)) return;
  std::vector<Claimed> claimed;
  claimed.reserve(found.size());
  for (const Candidate& candidate : found) claimed.push_back({candidate.begin, candidate.end, candidate.detector});
  std::size_t counted_to = 0;
  std::uint64_t line = 0;
  for (const DecodedFinding& one : through_->read(std::move(claimed), scratch, state)) {
    line += count_lines(block.text.substr(counted_to, one.begin - counted_to));
    counted_to = one.begin;
    Finding finding = found_at(one, block, line, state);
    finding.sample = one.sample;
    finding.context.push_back(chain_name(one.chain));
    give(std::move(finding), one.detector, one.hash, state);
  }
}

// An item that holds one random token and nothing else is a key file.
void TextScan::key_file(ItemState& state) {
  const std::string_view token = base::trim(small_text_);
  if (plan_.token < 0 || !small_ || token.size() < 32 || token.size() > 128 || token.size() == 40) return;
  const bool plain = std::ranges::all_of(token, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/' || c == '=' || c == '_' || c == '-';
  });
  const auto digits = std::ranges::count_if(token, [](char c) { return c >= '0' && c <= '9'; });
  if (!plain || digits < 4 || digits == static_cast<std::ptrdiff_t>(token.size()) || entropy(token) < 3.0 || !state.out.scan.findings.empty()) return;
  const auto detector = static_cast<std::uint16_t>(plan_.token);
  Finding finding;
  finding.item = state.out.item.uri;
  finding.row = 1 + count_lines(std::string_view(small_text_).substr(0, small_text_.find(token)));
  finding.detector = plan_.rule(detector).meta.id;
  finding.confidence = 0.6;
  finding.sample = mask_value(token, plan_.rule(detector).mask);
  finding.context = {"whole item"};
  give(std::move(finding), detector, plan_.hash(token), state);
}

void TextScan::finish(ItemState& state) {
  for (Waiting& one : waiting_) give(std::move(one.finding), one.detector, one.hash, state);
  waiting_.clear();
  key_file(state);
  small_text_.clear();
  small_ = true;
}

}  // namespace gongdun::detect
