#include "detect/distinct_sketch.h"

#include <algorithm>
#include <cstring>
#include <random>

namespace gongdun::detect {

namespace {

std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

template <class Word>
std::uint64_t load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// The last one to eight bytes in two reads that may overlap.
std::uint64_t tail(const char* at, std::size_t bytes) {
  if (bytes >= 4) return load<std::uint32_t>(at) << 32 | load<std::uint32_t>(at + bytes - 4);
  const auto byte = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])); };
  return byte(0) << 16 | byte(bytes / 2) << 8 | byte(bytes - 1);
}

}  // namespace

ValueHash::ValueHash() {
  std::random_device device;
  for (std::uint64_t& part : key_) part = (static_cast<std::uint64_t>(device()) << 32) | device() | 1U;
}

std::uint64_t ValueHash::operator()(std::string_view value) const {
  std::uint64_t state = key_[0] ^ value.size();
  std::size_t at = 0;
  for (; at + 8 <= value.size(); at += 8) state = fold(state ^ load<std::uint64_t>(value.data() + at), key_[1]);
  if (at < value.size()) state = fold(state ^ tail(value.data() + at, value.size() - at), key_[1]);
  return fold(state ^ key_[1], key_[0] | 1U);
}

void DistinctSketch::insert(std::uint64_t hash) {
  if (hash == last_ && !smallest_.empty()) return;
  last_ = hash;
  const auto place = std::lower_bound(smallest_.begin(), smallest_.end(), hash);
  if (place != smallest_.end() && *place == hash) return;
  smallest_.insert(place, hash);
  if (smallest_.size() > kKeep) smallest_.pop_back();
}

void DistinctSketch::merge(const DistinctSketch& other) {
  for (const std::uint64_t hash : other.smallest_) add(hash);
}

std::uint64_t DistinctSketch::estimate() const {
  if (smallest_.size() < kKeep) return smallest_.size();
  const double share = static_cast<double>(smallest_.back()) / 18446744073709551616.0;
  return share <= 0 ? kKeep : static_cast<std::uint64_t>(static_cast<double>(kKeep - 1) / share);
}

}  // namespace gongdun::detect
