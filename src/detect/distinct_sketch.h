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
    if (hash < limit_) insert(hash);
  }
  void merge(const DistinctSketch& other);
  std::uint64_t estimate() const;

 private:
  static constexpr std::size_t kMost = kKeep + kKeep / 2;  // held before the largest are dropped
  static constexpr std::size_t kSlots = 2 * kKeep;

  void insert(std::uint64_t hash);
  bool place(std::uint64_t hash);
  void rebuild(std::size_t slots);
  std::vector<std::uint64_t> held() const;

  std::vector<std::uint64_t> slots_;  // open addressing by the low bits; 0: free
  std::size_t count_ = 0;
  std::uint64_t limit_ = 0xFFFFFFFFFFFFFFFF;  // this and larger ones are not among the smallest
};

}  // namespace gongdun::detect
