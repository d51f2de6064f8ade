#include "detect/distinct_sketch.h"

#include <algorithm>
#include <cstring>
#include <iterator>
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

bool DistinctSketch::place(std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    if (slots_[at] == hash) return false;
  }
  slots_[at] = hash;
  return true;
}

void DistinctSketch::insert(std::uint64_t hash) {
  if (slots_.empty()) slots_.resize(16);
  if (!place(hash == 0 ? 1 : hash)) return;
  ++count_;
  if (slots_.size() < kSlots) {
    if (count_ * 2 > slots_.size()) rebuild(slots_.size() * 2);
  } else if (count_ == kMost) {
    rebuild(kSlots);
  }
}

std::vector<std::uint64_t> DistinctSketch::held() const {
  std::vector<std::uint64_t> held;
  held.reserve(count_);
  std::ranges::copy_if(slots_, std::back_inserter(held), [](std::uint64_t hash) { return hash != 0; });
  return held;
}

// Into so many slots; of too many the smallest stay.
void DistinctSketch::rebuild(std::size_t slots) {
  std::vector<std::uint64_t> kept = held();
  if (kept.size() > kKeep) {
    const auto last = kept.begin() + kKeep - 1;
    std::nth_element(kept.begin(), last, kept.end());
    limit_ = *last;
    kept.resize(kKeep);
  }
  slots_.assign(slots, 0);
  for (const std::uint64_t hash : kept) place(hash);
  count_ = kept.size();
}

void DistinctSketch::merge(const DistinctSketch& other) {
  for (const std::uint64_t hash : other.slots_) {
    if (hash != 0) add(hash);
  }
}

std::uint64_t DistinctSketch::estimate() const {
  if (count_ < kKeep) return count_;
  std::vector<std::uint64_t> kept = held();
  const auto last = kept.begin() + kKeep - 1;
  std::nth_element(kept.begin(), last, kept.end());
  const double share = static_cast<double>(*last) / 18446744073709551616.0;
  return share <= 0 ? kKeep : static_cast<std::uint64_t>(static_cast<double>(kKeep - 1) / share);
}

}  // namespace gongdun::detect
