#include "detect/column_profile.h"

#include <algorithm>

namespace gongdun::detect {

void Makes::add(const CellShape& shape) {
  One* weakest = kept_.data();
  for (One& one : kept_) {
    if (one.count > 0 && one.kinds == shape.kinds && one.bytes == shape.bytes) {
      ++one.count;
      return;
    }
    if (one.count < weakest->count) weakest = &one;
  }
  // A newcomer takes the weakest place unless that one has proved frequent.
  if (weakest->count > 64) return;
  *weakest = {shape.kinds, shape.bytes, 1};
}

std::uint64_t Makes::count(std::uint16_t kinds, std::uint32_t bytes) const {
  for (const One& one : kept_) {
    if (one.count > 0 && one.kinds == kinds && one.bytes == bytes) return one.count;
  }
  return 0;
}

std::uint64_t Makes::most() const {
  return std::ranges::max_element(kept_, {}, &One::count)->count;
}

void NameCounts::note_ends(std::string_view value) {
  const auto bit = [](std::string_view character) {
    std::uint32_t hash = 0;
    for (const char c : character) hash = hash * 31 + static_cast<unsigned char>(c);
    return std::uint64_t{1} << (hash * 2654435761U >> 26);
  };
  ++han_text;
  if (value.size() < 6) return;
  beginnings |= bit(value.substr(0, 3));
  endings |= bit(value.substr(value.size() - 3));
}

void ColumnState::add(std::string_view value, const CellShape& shape, std::uint64_t hash) {
  ++filled;
  characters += shape.characters;
  digits += shape.digits;
  ++shapes[static_cast<std::size_t>(shape.shape)];
  distinct.add(hash);
  makes.add(shape);
  if (shape.shape != Shape::integer || shape.bytes < 4) return;
  std::int64_t number = 0;
  if (!small_integer(value, number)) return;
  if (last_integer != 0) {
    ++steps;
    const std::int64_t step = number - last_integer;
    small_steps += step >= -20 && step <= 200;
  }
  last_integer = number;
}

Tally& ColumnState::tally(std::uint16_t detector) {
  for (Tally& one : tallies) {
    if (one.detector == detector) return one;
  }
  tallies.emplace_back();
  tallies.back().detector = detector;
  return tallies.back();
}

const Tally* ColumnState::find(std::uint16_t detector) const {
  const auto found = std::ranges::find(tallies, detector, &Tally::detector);
  return found == tallies.end() ? nullptr : &*found;
}

const HeaderSpeech* ColumnState::hears(std::uint16_t detector) const {
  const auto found = std::ranges::find(speech, detector, &HeaderSpeech::detector);
  return found == speech.end() ? nullptr : &*found;
}

std::string ColumnState::shape() const {
  if (filled == 0) return "empty";
  const auto most = std::ranges::max_element(shapes);
  const auto index = static_cast<std::size_t>(most - shapes.begin());
  const std::uint64_t numbers = shapes[static_cast<std::size_t>(Shape::integer)] + shapes[static_cast<std::size_t>(Shape::number)];
  if (*most * 10 >= filled * 9) return shape_name(static_cast<Shape>(index));
  if (numbers * 10 >= filled * 9) return "number";
  const std::uint64_t words = shapes[static_cast<std::size_t>(Shape::code)] + shapes[static_cast<std::size_t>(Shape::text)];
  if (words * 10 >= filled * 9) return "text";
  return "mixed";
}

}  // namespace gongdun::detect
