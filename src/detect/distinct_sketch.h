// Estimates how many different values were seen, in bounded memory (k minimum values): exact up to kKeep, about 9 % off beyond.
// Values enter as 64-bit hashes under a key drawn at random for each scanner and never stored, so nothing that outlives the scan can be used to
// test a guess against a value.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gongdun::detect {

class ValueHash {
 public:
  ValueHash();  // a fresh random key
  std::uint64_t operator()(std::string_view value) const;

 private:
  std::uint64_t key_[2];
};

class DistinctSketch {
 public:
  static constexpr std::size_t kKeep = 128;

  void add(std::uint64_t hash) {
    if (smallest_.size() == kKeep && hash >= smallest_.back()) return;
    insert(hash);
  }
  void merge(const DistinctSketch& other);
  std::uint64_t estimate() const;

 private:
  void insert(std::uint64_t hash);
  std::vector<std::uint64_t> smallest_;  // sorted, without duplicates
  std::uint64_t last_ = 0;               // repeated values are frequent
};

}  // namespace gongdun::detect
