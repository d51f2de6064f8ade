#include "detect/cell_look.h"

#include <algorithm>

#include "base/utf8.h"
#include "detect/null_words.h"

namespace gongdun::detect {

namespace {

std::string_view unquoted(std::string_view value) {
  value = base::trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
    return base::trim(value.substr(1, value.size() - 2));
  return value;
}

bool has_edges(std::string_view cell) {
  const auto edge = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\''; };
  return edge(cell.front()) || edge(cell.back());
}

}  // namespace

bool CellLooks::recall(CellLook& look, TermTotals& terms) {
  const KnownValue* known = values_.find(look.hash);
  if (known == nullptr) return false;
  look.shape = known->shape;
  look.size = known->nothing ? 0 : known->shape.bytes;
  for (std::size_t i = 0; i < known->terms; ++i) terms.add_one(known->term[i]);
  look.first_match = static_cast<std::uint32_t>(matches_.size());
  look.matches = known->matches;
  for (std::size_t i = 0; i < known->matches; ++i) {
    Match match = known->match[i];
    for (std::uint32_t* at : {&match.begin, &match.end, &match.value_begin, &match.value_end}) *at += look.begin;
    matches_.push_back(match);
  }
  return true;
}

void CellLooks::remember(const CellLook& look, std::span<const TermHit> terms) {
  if (look.matches > KnownValue::kMatches || terms.size() > KnownValue::kTerms) return;
  KnownValue& known = values_.place(look.hash);
  known.hash = look.hash;
  known.shape = look.shape;
  known.nothing = look.size == 0;
  known.judged = false;
  known.terms = static_cast<std::uint8_t>(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) known.term[i] = terms[i].term;
  known.matches = static_cast<std::uint8_t>(look.matches);
  for (std::size_t i = 0; i < look.matches; ++i) {
    Match match = matches_[look.first_match + i];
    for (std::uint32_t* at : {&match.begin, &match.end, &match.value_begin, &match.value_end}) *at -= look.begin;
    known.match[i] = match;
  }
}

// Whole cells, so that no character is cut.
void CellLooks::copy_beside(const read::RowBatch& batch, std::size_t from, std::size_t to) {
  if (from < to) buffer_.append(batch.data, from, to - from);
}

void CellLooks::offer(const read::RowBatch& batch, std::size_t index, std::string_view cell, bool beside, bool remember) {
  const auto& cells = batch.cells;
  const read::Cell& own = cells[index];
  if (!settles_) {
    pieces_.push_back({own.begin, own.end, static_cast<std::uint32_t>(looks_.size()), false});
    return;
  }
  if (beside) {
    std::size_t first = index;
    while (first > 0 && own.begin - cells[first].begin < plan_.gate.before()) --first;
    if (first == 0) buffer_.append(plan_.gate.before(), read::kCellSeparator);  // nothing stands before the batch
    copy_beside(batch, cells[first].begin, own.begin);
  }
  const auto begin = static_cast<std::uint32_t>(buffer_.size());
  buffer_.append(cell);
  pieces_.push_back({begin, static_cast<std::uint32_t>(buffer_.size()), static_cast<std::uint32_t>(looks_.size()), remember});
  buffer_.push_back(read::kCellSeparator);
  if (beside) {
    std::size_t last = index;
    while (last + 1 < cells.size() && cells[last].end - own.end < plan_.gate.behind()) ++last;
    copy_beside(batch, own.end, cells[last].end);
    buffer_.append(last + 1 == cells.size() ? plan_.gate.behind() + 1 : 1, read::kCellSeparator);
  }
}

// Short printable ASCII without blanks or quotes around it; false if the cell is something else.
bool CellLooks::short_ascii(const read::RowBatch& batch, std::size_t index, CellLook& look, TermTotals& terms) {
  const std::string_view cell = batch.text(batch.cells[index]);
  CellMake make;
  if (cell.empty() || has_edges(cell) || !make_of(cell, batch.data.size() - batch.cells[index].begin, make)) return false;
  const KnownMake& known = makes_.look(make);
  look.shape = known.shape;
  look.begin = batch.cells[index].begin;
  look.size = says_nothing(cell) ? 0 : known.shape.bytes;
  look.hash = plan_.hash(cell);
  if (!known.engine) return true;
  if (!repeats(cell, look.shape))
    offer(batch, index, cell, known.beside && plan_.gate.may_look_beside(look.shape), false);
  else if (!recall(look, terms))
    offer(batch, index, cell, false, true);
  return true;
}

bool CellLooks::repeats(std::string_view cell, const CellShape& shape) const {
  return settles_ && shape.digits <= kDigits && cell.size() <= ValueMemory::kLongest && !plan_.gate.may_look_beside(shape);
}

void CellLooks::any_cell(const read::RowBatch& batch, std::size_t index, CellLook& look, TermTotals& terms) {
  const std::string_view cell = batch.text(batch.cells[index]);
  if (cell.empty()) return;
  look.begin = batch.cells[index].begin;
  look.hash = plan_.hash(cell);
  const bool plain = !has_edges(cell);
  if (settles_ && plain && cell.size() <= ValueMemory::kLongest && recall(look, terms)) return;
  const std::string_view value = unquoted(cell);
  look.shape = shape_of(value);
  look.begin = static_cast<std::uint32_t>(value.data() - batch.data.data());
  look.size = says_nothing(value) ? 0 : static_cast<std::uint32_t>(value.size());
  if (value.size() != cell.size()) look.hash = plan_.hash(value);
  offer(batch, index, cell, plan_.gate.may_look_beside(look.shape), value.size() == cell.size() && repeats(cell, look.shape));
}

NameVerdict CellLooks::person_name(std::string_view value, std::uint64_t hash) {
  KnownValue* known = values_.find(hash);
  if (known == nullptr) return judge_person_name(value);
  if (!known->judged) {
    known->name = judge_person_name(value);
    known->judged = true;
  }
  return known->name;
}

void CellLooks::take_results(const read::RowBatch& batch, std::size_t from, const Engine::Scratch& scratch, TermTotals& terms) {
  std::size_t next = 0, next_term = 0;
  const auto& found = scratch.matches;
  const auto& said = scratch.terms;
  for (const Piece& piece : pieces_) {
    CellLook& look = looks_[piece.look];
    const std::uint32_t there = batch.cells[from + piece.look].begin;
    look.first_match = static_cast<std::uint32_t>(matches_.size());
    while (next < found.size() && found[next].begin < piece.begin) ++next;
    for (; next < found.size() && found[next].begin < piece.end; ++next) {
      if (found[next].end > piece.end) continue;
      Match match = found[next];
      for (std::uint32_t* at : {&match.begin, &match.end, &match.value_begin, &match.value_end}) *at = *at - piece.begin + there;
      matches_.push_back(match);
    }
    look.matches = static_cast<std::uint32_t>(matches_.size()) - look.first_match;
    while (next_term < said.size() && said[next_term].end <= piece.begin) ++next_term;
    const std::size_t first_term = next_term;
    for (; next_term < said.size() && said[next_term].end <= piece.end; ++next_term) terms.add_one(said[next_term].term);
    if (piece.remember) remember(look, std::span(said).subspan(first_term, next_term - first_term));
  }
}

std::size_t CellLooks::look(const read::RowBatch& batch, std::size_t from, Engine::Scratch& scratch, TermTotals& terms) {
  looks_.clear();
  matches_.clear();
  pieces_.clear();
  buffer_.clear();
  std::size_t index = from;
  for (; index < batch.cells.size() && (!settles_ || (looks_.size() < kCells && buffer_.size() < kScanBytes)); ++index) {
    CellLook look;
    if (!settles_ || !short_ascii(batch, index, look, terms)) any_cell(batch, index, look, terms);
    looks_.push_back(look);
  }
  if (pieces_.empty()) return index;
  plan_.engine->scan(settles_ ? buffer_ : batch.data, scratch);
  take_results(batch, from, scratch, terms);
  return index;
}

}  // namespace gongdun::detect
