// Cells pass by: profile, recognisers, matches.
#include "detect/table_scan.h"

#include <algorithm>

#include "base/utf8.h"
#include "detect/character_count.h"
#include "detect/name_cell.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kLongCell = 48;  // bytes from which a cell may hold sentences

// What a column says of itself, a line each: the terms of the packs are looked for here.
std::string names_of(const read::Column& column) {
  std::string text;
  for (const std::string& line : {column.name, spoken_name(column.name), column.comment}) {
    if (!line.empty()) text += "\n" + line;
  }
  return text;
}

}  // namespace

void TableScanner::listen(ColumnState& column) const {
  column.speech = plan_.headers.listen(column.meta.name);
  // A comment is written for people: it may say more than an abbreviated name.
  column.comment_speech = plan_.headers.listen(column.meta.comment);
  for (const HeaderSpeech& said : column.comment_speech) {
    const auto known = std::ranges::find(column.speech, said.detector, &HeaderSpeech::detector);
    if (known == column.speech.end())
      column.speech.push_back(said);
    else if (known->strength >= 0 ? said.strength > known->strength : said.strength > 1)
      *known = said;
  }
  column.secret = judge_secret_name(plain_header(column.meta.name));
  if (column.secret == SecretKind::none && !column.meta.comment.empty()) column.secret = judge_secret_name(plain_header(column.meta.comment));
  const HeaderSpeech* person = plan_.person < 0 ? nullptr : column.hears(static_cast<std::uint16_t>(plan_.person));
  column.person_header = person && person->strength > 0;
  for (const HeaderSpeech& speech : column.speech) {
    if (speech.strength <= 0) continue;
    const int detector = speech.detector;
    column.form_header |= std::ranges::find(plan_.forms, detector) != plan_.forms.end();
    column.whole_header |= detector == plan_.organization || detector == plan_.address;
  }
}

// Column names, comments and units are text about the data: their terms weigh apart.
void TableScanner::count_names(const read::Column& column, Engine::Scratch& scratch) {
  const std::string text = names_of(column);
  if (text.empty()) return;
  plan_.engine->scan(text, scratch);
  terms_.add(scratch.terms, true);
}

void TableScanner::begin(const read::Table& table, Engine::Scratch& scratch) {
  out_ = {};
  out_.name = table.name;
  out_.comment = table.comment;
  out_.title = table.title;
  out_.has_header = table.has_header;
  out_.pairs = pairs_ = table.kind == read::TableKind::pairs;
  out_.page = table.page;
  columns_.clear();
  held_hits_ = 0;
  last_row_ = 0;
  std::string names = table.name + "\n" + table.comment + "\n" + table.title;
  for (const read::Column& column : table.columns) {
    columns_.emplace_back();
    columns_.back().meta = column;
    listen(columns_.back());
    names += names_of(column);
  }
  plan_.engine->scan(names, scratch);
  terms_.add(scratch.terms, true);
}

void TableScanner::add_column(const read::Column& column, Engine::Scratch& scratch) {
  columns_.emplace_back();
  columns_.back().meta = column;
  listen(columns_.back());
  count_names(column, scratch);
}

ColumnState& TableScanner::column_at(std::uint32_t index) {
  while (columns_.size() <= index) columns_.emplace_back();
  return columns_[index];
}

void TableScanner::hold(Tally& tally, const CellHit& hit, std::string_view value) {
  if (!room(tally)) return;
  ++held_hits_;
  ++tally.held;
  if (!listing_) return;
  if (tally.hits.size() == tally.hits.capacity()) tally.hits.reserve(tally.hits.empty() ? 4 : std::min(4 * tally.hits.size(), options_.listed_per_place));
  tally.hits.push_back(hit);
  tally.hits.back().sample = mask_value(value, plan_.rule(tally.detector).mask);
}

bool TableScanner::person_cell(ColumnState& column, std::string_view value, const CellShape& shape, const read::Cell& cell, std::uint64_t hash) {
  if (plan_.person < 0) return false;
  NameCounts& names = column.names;
  const auto detector = static_cast<std::uint16_t>(plan_.person);
  CellHit hit{.row = cell.row, .offset = 0, .confidence = 0, .near_word = -1, .full = true, .masked = false, .sample = {}};
  bool name = false;
  if (shape.has(CellShape::kStar) || value.find("某") != std::string_view::npos || value.find("＊") != std::string_view::npos) {
    name = hit.masked = masked_person_name(value);
    names.masked += name;
  } else if (shape.has(CellShape::kHan)) {
    names.note_ends(value);
    NameVerdict verdict = looks_.person_name(value, hash);
    if (!verdict.name && column.person_header) {
      if (const NameVerdict listed = judge_name_cell(value); listed.name) verdict = listed;
    }
    names.han += verdict.name;
    names.common += verdict.name && verdict.common;
    names.given += verdict.name && verdict.given;
    names.dotted += verdict.dotted;
    names.plausible += !verdict.name && !verdict.thing && column.person_header && shape.only(CellShape::kHan) && shape.characters >= 2 && shape.characters <= 5;
    names.full += verdict.name && verdict.full;
    names.things += verdict.thing;
    name = verdict.name;
    if (name && column.person_header && verdict.given) hit.confidence = verdict.common ? 0.9F : 0.75F;
  } else if (column.person_header) {
    const LatinVerdict verdict = judge_latin_name(value);
    names.latin += verdict.shape;
    names.latin_known += verdict.known;
    names.latin_full += verdict.full;
    name = verdict.shape;
    if (verdict.known && verdict.full) hit.confidence = 0.7F;
  }
  if (!name) return false;
  Tally& tally = column.tally(detector);
  (hit.masked ? tally.masked : tally.full) += 1;
  tally.alone += hit.confidence > 0;
  tally.distinct.add(hash);
  hold(tally, hit, value);
  return true;
}

bool TableScanner::secret_cell(ColumnState& column, std::string_view value, const read::Cell& cell, std::uint64_t hash) {
  const int detector = plan_.secret_detector(column.secret);
  if (detector < 0) return false;
  const ValueStyle style{.quoted = true, .code = false, .environment = true};
  const SecretValue verdict = judge_secret_value(value, column.secret, column.meta.name, style);
  if (verdict == SecretValue::no) return false;
  Tally& tally = column.tally(static_cast<std::uint16_t>(detector));
  const bool masked = verdict == SecretValue::masked;
  (masked ? tally.masked : tally.full) += 1;
  ++tally.alone;
  tally.distinct.add(hash);
  hold(tally, {.row = cell.row, .offset = 0, .confidence = 0.9F, .near_word = -1, .full = true, .masked = masked, .sample = {}}, value);
  return true;
}

// What a cell is by its content where no pattern can tell: names, organisations, addresses, header-only shapes, secrets.
bool TableScanner::by_content(ColumnState& column, std::string_view value, const CellShape& shape, const read::Cell& cell, std::uint64_t hash) {
  const bool noted = column.person_header && shape.has(CellShape::kHan) && shape.bytes <= 120 && shape.digits <= 12;  // 张伟/1723, 张伟、李娜
  const bool short_words = shape.bytes <= 48 && shape.digits == 0;
  if (noted || (short_words && (column.person_header || column.person_tries.wanted()))) {
    const bool name = person_cell(column, value, shape, cell, hash);
    if (!column.person_header) column.person_tries.note(name);
  }
  cell_is_secret_ = column.secret != SecretKind::none && secret_cell(column, value, cell, hash);
  bool whole = false;  // an organisation or address as a whole: its parts are not read again
  const bool words = shape.bytes >= 9 && shape.bytes <= 240 && (shape.has(CellShape::kHan) || (shape.letters >= 8 && !column.speech.empty()));
  if (words && (column.whole_header || pairs_ || column.whole_tries.wanted())) {
    const bool organization = looks_like_organization(value) || short_organization(column, value);
    const HeaderSpeech* of_address = plan_.address < 0 ? nullptr : column.hears(static_cast<std::uint16_t>(plan_.address));
    const int enough = of_address && of_address->strength >= 2 ? 1 : 2;
    const int detector = organization ? plan_.organization : address_strength(value) >= enough ? plan_.address : -1;
    column.whole_tries.note(detector >= 0);
    if (detector >= 0) {
      whole = true;
      Tally& tally = column.tally(static_cast<std::uint16_t>(detector));
      ++tally.full;
      tally.distinct.add(hash);
      const HeaderSpeech* speech = column.hears(tally.detector);
      const bool alone = speech && speech->strength > 0;
      tally.alone += alone;
      hold(tally, {.row = cell.row, .offset = 0, .confidence = alone ? 0.9F : 0.0F, .near_word = -1, .full = true, .masked = false, .sample = {}}, value);
    }
  }
  for (const HeaderSpeech& speech : column.speech) {
    if (speech.strength < 2 || !plan_.header_only[speech.detector] || !fits_shape(plan_, speech.detector, shape, value)) continue;
    Tally& tally = column.tally(speech.detector);
    ++tally.fit;
    hold(tally, {.row = cell.row, .offset = 0, .confidence = 0, .near_word = -1, .full = true, .masked = false, .sample = {}}, value);
  }
  return whole;
}

// How sure a match is without its column being claimed: by the key or header, words in the cell, or its own structure.
double TableScanner::alone_confidence(const ColumnState& column, std::uint16_t detector, const HeaderSpeech* speech, int& near, std::string_view text,
                                      std::size_t begin, std::size_t end, bool full) const {
  const pack::Detector& rule = plan_.rule(detector);
  if (speech && speech->strength < 0 && !plan_.strong(detector)) return 0;
  if (speech && speech->strength > 0 && (full || speech->strength >= 2)) return rule.confidence_context;
  if (full && !pairs_) return plan_.strong(detector) ? rule.confidence : 0;
  const NearContext context = plan_.near.look(detector, text, begin, end);
  near = context.word;
  if (context.against) return plan_.strong(detector) ? rule.confidence * 0.6 : 0;
  if (context.word >= 0) return rule.confidence_context;
  if (rule.context.required) return 0;
  if (full && !plan_.strong(detector)) return 0;  // a bare value under a key that says nothing
  return column.meta.name.empty() || !full || plan_.strong(detector) ? rule.confidence : 0;
}

void TableScanner::match_in_cell(ColumnState& column, const read::RowBatch& batch, std::string_view value, std::size_t value_begin, const CellShape& shape,
                                 const Match& match, const read::Cell& cell, std::uint64_t hash) {
  const auto detector = static_cast<std::uint16_t>(match.detector);
  if (plan_.rule(detector).text_only) return;
  const bool full = match.begin <= value_begin && match.end >= value_begin + value.size();
  Tally& tally = column.tally(detector);
  const HeaderSpeech* speech = column.hears(detector);
  const std::string_view found = std::string_view(batch.data).substr(match.value_begin, match.value_end - match.value_begin);
  tally.distinct.add(found.size() == value.size() && full ? hash : plan_.hash(found));
  if (match.masked_form && full)
    ++tally.masked;
  else if (full)
    ++tally.full;
  else
    ++tally.partial;
  if (full && tally.make_bytes == 0) {
    tally.make_kinds = shape.kinds;
    tally.make_bytes = shape.bytes;
  }
  CellHit hit{
      .row = cell.row, .offset = match.value_begin - cell.begin, .confidence = 0, .near_word = -1, .full = full, .masked = match.masked_form, .sample = {}};
  const std::string_view whole = std::string_view(batch.data).substr(value_begin, value.size());
  const std::size_t begin = std::max<std::size_t>(match.begin, value_begin) - value_begin, end = std::min<std::size_t>(match.end - value_begin, value.size());
  if (full && speech == nullptr && !pairs_)
    hit.confidence = plan_.strong(detector) ? static_cast<float>(plan_.rule(detector).confidence) : 0.0F;
  else if (room(tally) || plan_.rule(detector).context.required) {
    hit.confidence = static_cast<float>(alone_confidence(column, detector, speech, hit.near_word, whole, begin, end, full));
  } else
    hit.confidence = tally.alone > 0 ? 0.5F : 0.0F;
  tally.alone += hit.confidence > 0;
  hold(tally, hit, found);
}

bool TableScanner::secret_again(std::size_t begin, std::size_t end) const {
  return std::ranges::any_of(cell_secrets_, [&](const Claimed& one) { return one.begin < end && begin < one.end; });
}

// Sentences in a cell (备注, messages): read like running text.
void TableScanner::read_long_cell(ColumnState& column, std::string_view value, const std::vector<Match>& matches, const read::Cell& cell,
                                  std::size_t value_begin) {
  reader_.clear();
  for (const Match& match : matches) reader_.read_one(value, match, true, false);
  for (const Candidate& candidate : reader_.settle(value)) {
    if (plan_.secret(candidate.detector) && secret_again(candidate.begin, candidate.end)) continue;  // the password of a connection string
    Tally& tally = column.tally(candidate.detector);
    const std::string_view found = value.substr(candidate.begin, candidate.end - candidate.begin);
    ++tally.partial;
    ++tally.alone;
    tally.distinct.add(plan_.hash(found));
    hold(tally,
         {.row = cell.row,
          .offset = static_cast<std::uint32_t>(value_begin + candidate.begin - cell.begin),
          .confidence = static_cast<float>(candidate.confidence),
          .near_word = candidate.near_word,
          .full = false,
          .masked = candidate.masked,
          .sample = {}},
         found);
  }
}

void TableScanner::cell(const read::RowBatch& batch, const read::Cell& cell, const CellLook& look) {
  const std::size_t value_begin = look.begin;
  const std::string_view value = std::string_view(batch.data).substr(value_begin, look.size);
  const std::span<const Match> matches = looks_.matches(look);
  const CellShape& shape = look.shape;
  const std::uint64_t hash = look.hash;
  ColumnState& column = column_at(cell.column);
  column.add(value, shape, hash);
  const bool whole = by_content(column, value, shape, cell, hash);
  const auto is_whole = [&](const Match& match) {
    return match.begin <= value_begin && match.end >= value_begin + value.size() && plan_.rule(match.detector).data_class != pack::DataClass::industrial;
  };
  const bool known = std::ranges::any_of(matches, is_whole);
  bool formed = false;
  // What may be a number that proves itself (an identity, card, device or vehicle number) is read wherever it stands: one in ten million is reported.
  const bool weighty = shape.digits >= 14 || shape.bytes == 17;
  if (!known && (weighty || column.form_header || pairs_ || column.form_tries.wanted())) {
    formed = form_cell(column, value, shape, cell);
    column.form_tries.note(formed);
  }
  const bool sentence = shape.bytes >= kLongCell && (shape.has(CellShape::kHan) || shape.has(CellShape::kSpace));
  cell_matches_.clear();
  cell_secrets_.clear();
  for (Match match : matches) {
    const int named = static_cast<int>(match.detector);
    if (formed && !is_whole(match) && !plan_.secret(match.detector)) continue;
    if (whole && (named == plan_.organization || named == plan_.address || named == plan_.person)) continue;
    const std::string_view found = std::string_view(batch.data).substr(match.value_begin, match.value_end - match.value_begin);
    const bool inside = match.begin >= value_begin && match.end <= value_begin + value.size();
    if (plan_.trigger(match, found) || (sentence && inside && match.end - match.begin < value.size())) {
      if (!inside || (!sentence && !plan_.secret(match.detector))) continue;
      if (cell_is_secret_ && plan_.secret(match.detector)) continue;
      match.begin -= static_cast<std::uint32_t>(value_begin);
      match.end -= static_cast<std::uint32_t>(value_begin);
      match.value_begin -= static_cast<std::uint32_t>(value_begin);
      match.value_end -= static_cast<std::uint32_t>(value_begin);
      cell_matches_.push_back(match);
    } else if (column.secret == SecretKind::none || !plan_.secret(match.detector)) {
      const Claimed place{.begin = match.value_begin - value_begin, .end = match.value_end - value_begin};
      if (plan_.secret(match.detector)) {
        if (secret_again(place.begin, place.end)) continue;
        cell_secrets_.push_back(place);
      }
      match_in_cell(column, batch, value, value_begin, shape, match, cell, hash);
    }
  }
  if (!cell_matches_.empty()) read_long_cell(column, value, cell_matches_, cell, value_begin);
}

void TableScanner::rows(const read::RowBatch& batch, Engine::Scratch& scratch, ItemState& state) {
  listing_ = state.lists_more();
  const bool encoded = through_.find(batch.data, 0);
  for (std::size_t from = 0; from < batch.cells.size();) {
    const std::size_t end = looks_.look(batch, from, scratch, terms_);
    for (std::size_t i = from; i < end; ++i) {
      const CellLook& look = looks_.looks()[i - from];
      if (look.size > 0) cell(batch, batch.cells[i], look);
      if (encoded) claim(batch, look);
    }
    from = end;
  }
  const CharacterCounts counts = count_characters(batch.data);
  out_.rows += batch.rows;
  state.out.scan.characters += counts.characters - std::min<std::uint64_t>(counts.characters, batch.cells.size());
  state.out.scan.han_characters += counts.han;
  state.out.scan.text_bytes += batch.data.size() - std::min(batch.data.size(), batch.cells.size());
  if (encoded) look_through(batch, scratch, state);
}

}  // namespace gongdun::detect
