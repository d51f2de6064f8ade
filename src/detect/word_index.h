// Thousands of dictionary words and terms searched at once. ASCII words are found at word starts, Chinese ones at every character, by a small
// bit table of their first bytes, without a branch a place, and a hash table behind it; the cost hardly grows with the number of words. ASCII case is ignored.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdun::detect {

class WordIndex {
 public:
  // Can this word be indexed? Others (beginning with punctuation, ASCII parts of words, very short) belong into the LiteralSet.
  static bool can_hold(std::string_view word, bool whole_word);

  // `word` is in lower case.
  void add(std::string_view word, bool whole_word, std::uint32_t id);
  void finish();
  bool empty() const { return entries_.empty(); }  // once finished

  class Receiver {
   public:
    virtual ~Receiver() = default;
    virtual void word(std::uint32_t id, std::size_t begin, std::size_t end) = 0;  // by `begin`
  };
  void scan(std::string_view text, Receiver& receiver) const;

 private:
  struct Entry {
    std::uint64_t next = 0;               // what follows the key, folded: turns most candidates away
    std::uint32_t begin = 0, length = 0;  // in letters_
    std::uint32_t id = 0;
    std::uint8_t next_bytes = 0;  // of `next`, at most 8
    bool whole = false;
  };
  struct Bucket {
    std::uint64_t key = 0;
    std::uint32_t begin = 0;  // in entries_
    std::uint32_t count : 30 = 0;
    std::uint32_t used : 1 = 0;
    std::uint32_t deeper : 1 = 0;  // longer words begin with these two characters: their key has three
  };
  class Block;

  Bucket& bucket_for(std::uint64_t key);
  bool maybe(std::uint64_t hashed) const { return (bits_[hashed >> (64 - bit_table_bits_) >> 6] >> (hashed >> (64 - bit_table_bits_) & 63) & 1) != 0; }
  // `skip`: bytes of the text that are in the key. Returns whether to look deeper.
  bool look_up(std::uint64_t key, std::size_t skip, std::string_view text, std::size_t at, Receiver& receiver) const;
  void at_ascii(std::string_view text, std::size_t at, Receiver& receiver) const;
  void at_wide(std::string_view text, std::size_t at, Receiver& receiver) const;

  std::string letters_;  // all words

  std::vector<std::pair<std::uint64_t, Entry>> pending_;  // with their keys, until finish()
  std::vector<Entry> entries_;                            // by key
  std::vector<Bucket> buckets_;                           // open addressing
  std::vector<std::uint64_t> bits_;                       // of the keys: what is not there needs no bucket
  unsigned bit_table_bits_ = 0;
  std::vector<std::uint64_t> deeper_;  // two-character keys of longer words
  std::vector<std::uint64_t> single_;  // whole one-character words
  bool letter_starts_ = false, digit_starts_ = false;
};

}  // namespace gongdun::detect
