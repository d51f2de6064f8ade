#include "detect/word_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>

#include "detect/byte_set.h"
#include "detect/class_bits.h"

namespace gongdun::detect {
namespace {

constexpr unsigned kBitTableBits = 17;  // 16 KiB: stays in the first-level cache; larger for large dictionaries
constexpr unsigned kMostBitTableBits = 22;
constexpr std::size_t kBlockWords = 64;  // text looked at in one go, in words of 64 bytes
constexpr std::uint64_t kThree = 0xFFFFFF, kSix = 0xFFFFFFFFFFFF;
constexpr std::size_t kCharacters = 1U << 16;                              // entries of the tables of first characters
constexpr unsigned kTokenBytes = 8;                                        // of the first ASCII word that are part of its key
constexpr std::uint64_t kWideMark = 1ULL << 62, kSingleMark = 1ULL << 63;  // keep the kinds of keys apart

std::uint64_t hash(std::uint64_t key) {
  return (key ^ key >> 29) * 0x9E3779B97F4A7C15ULL;
}

// ASCII letters fall together with their other case; so do a few marks, which the comparison tells apart.
std::uint64_t fold(std::uint64_t bytes) {
  return bytes | (~bytes & 0x8080808080808080ULL) >> 2;
}

std::uint64_t load(std::string_view text, std::size_t at) {
  std::uint64_t bytes = 0x0A0A0A0A0A0A0A0AULL;  // line ends beyond the text
  if (text.size() - at >= sizeof bytes)
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
  else
    std::memcpy(&bytes, text.data() + at, text.size() - at);
  return bytes;
}

std::uint64_t low_bytes(unsigned count) {               // 1…8
  return ~std::uint64_t{0} >> ((64 - 8 * count) & 63);  // defined for 0 too
}

// The first run of letters and digits, whole if it is shorter than kTokenBytes.
std::uint64_t ascii_key(std::uint64_t bytes, unsigned length) {
  return fold(bytes) & low_bytes(length);
}
std::uint64_t wide_key(std::uint64_t bytes) {
  return (fold(bytes) & kSix) | kWideMark;
}
std::uint64_t single_key(std::uint64_t bytes) {
  return (bytes & kThree) | kSingleMark;
}
// Nine bytes do not fit; a collision costs a comparison.
std::uint64_t third_key(std::uint64_t bytes, unsigned char ninth) {
  return (fold(bytes) ^ static_cast<std::uint64_t>(ninth) << 51) * 0xD6E8FEB86659FD93ULL | kWideMark | kSingleMark;
}

unsigned token_length(std::uint64_t bytes) {
  unsigned length = 0;
  for (; length < kTokenBytes && is_alnum_byte(static_cast<unsigned char>(bytes & 0xFF)); bytes >>= 8) ++length;
  return length;
}

// A character of three bytes as its code point, 16 bits; of four bytes as something of 16 bits.
std::size_t character(std::uint64_t bytes) {
  return ((bytes & 0xF) << 12 | (bytes >> 8 & 0x3F) << 6 | (bytes >> 16 & 0x3F)) & 0xFFFF;
}

bool test(const std::vector<std::uint64_t>& bits, std::size_t at) {
  return (bits[at / 64] >> at % 64 & 1) != 0;
}
void set(std::vector<std::uint64_t>& bits, std::size_t at) {
  bits[at / 64] |= std::uint64_t{1} << at % 64;
}

unsigned char ninth_of(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at + 8]);
  return byte < 0x80 ? byte | 0x20 : byte;
}

bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
bool is_alnum(char c) {
  return is_alnum_byte(static_cast<unsigned char>(c));
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

}  // namespace

bool WordIndex::can_hold(std::string_view word, bool whole_word) {
  if (word.size() < 2) return false;
  if (is_high(word.front())) return word.size() >= 3 && static_cast<unsigned char>(word.front()) >= 0xE0;
  return is_alnum(word.front()) && whole_word && (word.size() >= 3 || is_alnum(word.back()));
}

void WordIndex::add(std::string_view word, bool whole_word, std::uint32_t id) {
  single_.resize(kCharacters / 64);
  const std::uint64_t bytes = load(word, 0);
  Entry entry{.begin = static_cast<std::uint32_t>(letters_.size()), .length = static_cast<std::uint32_t>(word.size()), .id = id, .whole = whole_word};
  std::uint64_t key = 0;
  std::size_t skip = 0;
  if (is_high(word.front())) {
    skip = word.size() >= 9 ? 9 : word.size() >= 6 ? 6 : 3;
    key = skip == 9 ? third_key(bytes, ninth_of(word, 0)) : skip == 6 ? wide_key(bytes) : single_key(bytes);
    if (skip == 3) set(single_, character(bytes));
    if (skip == 9) deeper_.push_back(wide_key(bytes));
  } else {
    (is_digit_byte(static_cast<unsigned char>(word.front())) ? digit_starts_ : letter_starts_) = true;
    skip = token_length(bytes);
    key = ascii_key(bytes, token_length(bytes));
  }
  entry.next_bytes = static_cast<std::uint8_t>(std::min<std::size_t>(word.size() - std::min(skip, word.size()), 8));
  if (entry.next_bytes > 0) entry.next = fold(load(word, skip)) & low_bytes(entry.next_bytes);
  letters_ += word;
  pending_.emplace_back(key, entry);
}

void WordIndex::finish() {
  std::stable_sort(pending_.begin(), pending_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const std::size_t keys = pending_.size() + deeper_.size();
  buckets_.assign(std::bit_ceil(2 * keys + 1), {});
  bit_table_bits_ = std::clamp(static_cast<unsigned>(std::bit_width(keys)) + 4, kBitTableBits, kMostBitTableBits);
  bits_.assign((std::size_t{1} << bit_table_bits_) / 64, 0);
  for (const auto& [key, entry] : pending_) {
    Bucket& bucket = bucket_for(key);
    if (bucket.count == 0) bucket.begin = static_cast<std::uint32_t>(entries_.size());
    bucket.count = (bucket.count + 1) & 0x3FFFFFFF;
    entries_.push_back(entry);
  }
  for (const std::uint64_t key : deeper_) bucket_for(key).deeper = 1;
  pending_ = {};
  deeper_ = {};
}

WordIndex::Bucket& WordIndex::bucket_for(std::uint64_t key) {
  const std::uint64_t h = hash(key);
  set(bits_, h >> (64 - bit_table_bits_));
  std::size_t at = h >> 24 & (buckets_.size() - 1);  // the low bits of a product are poor
  while (buckets_[at].used && buckets_[at].key != key) at = (at + 1) & (buckets_.size() - 1);
  buckets_[at].key = key;
  buckets_[at].used = 1;
  return buckets_[at];
}

bool WordIndex::look_up(std::uint64_t key, std::size_t skip, std::string_view text, std::size_t at, Receiver& receiver) const {
  const std::uint64_t h = hash(key);
  if (!maybe(h)) return false;
  std::size_t slot = h >> 24 & (buckets_.size() - 1);
  while (buckets_[slot].used && buckets_[slot].key != key) slot = (slot + 1) & (buckets_.size() - 1);
  const Bucket& bucket = buckets_[slot];
  if (bucket.count == 0) return bucket.deeper != 0;
  const std::uint64_t next = at + skip < text.size() ? fold(load(text, at + skip)) : 0;
  for (std::uint32_t i = 0; i < bucket.count; ++i) {
    const Entry& entry = entries_[bucket.begin + i];
    if (entry.next_bytes > 0 && (next & low_bytes(entry.next_bytes)) != entry.next) continue;
    const std::size_t end = at + entry.length;
    if (end > text.size()) continue;
    const std::string_view word(letters_.data() + entry.begin, entry.length);
    if (!std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at), [](char a, char b) { return a == lower(b); })) continue;
    if (entry.whole && is_alnum(word.back()) && end < text.size() && is_alnum(text[end])) continue;
    receiver.word(entry.id, at, end);
  }
  return bucket.deeper != 0;
}

void WordIndex::at_ascii(std::string_view text, std::size_t at, Receiver& receiver) const {
  const std::uint64_t first = load(text, at);
  const unsigned length = token_length(first);
  look_up(ascii_key(first, length), length, text, at, receiver);
}

void WordIndex::at_wide(std::string_view text, std::size_t at, Receiver& receiver) const {
  const std::uint64_t first = load(text, at);
  if (test(single_, character(first))) look_up(single_key(first), 3, text, at, receiver);
  if (look_up(wide_key(first), 6, text, at, receiver) && at + 9 <= text.size()) look_up(third_key(first, ninth_of(text, at)), 9, text, at, receiver);
}

// One block of text: where words may begin, first by byte classes, then by the bit table. Most places are neither surely words nor surely not,
// so a branch a place would cost more than the look-up: all are noted, and the next note overwrites one that is none.
class WordIndex::Block {
 public:
  explicit Block(const WordIndex& index) : index_(index) {}

  // `bytes` has `words` × 64 bytes and eight more. Places from the beginning of the block are in places() afterwards.
  void look(const unsigned char* bytes, std::size_t words) {
    static constexpr std::array<ByteRange, 2> kLetters = {{{'A', 25}, {'a', 25}}};
    static constexpr ByteRange kDigits = {'0', 9}, kLead = {0xE0, 0x14};
    const bool any_letter = bits_.classify(bytes, words, kLetters.data(), kLetters.size(), letters_.data());
    const bool any_digit = bits_.classify(bytes, words, &kDigits, 1, alnum_.data());
    const bool any_lead = bits_.classify(bytes, words, &kLead, 1, leads_.data());
    count_ = 0;
    const bool ascii = (any_letter && index_.letter_starts_) || (any_digit && index_.digit_starts_);
    for (std::size_t w = 0; w < words; ++w) {
      const std::uint64_t first = (index_.letter_starts_ ? letters_[w] : 0) | (index_.digit_starts_ ? alnum_[w] : 0);
      alnum_[w] |= letters_[w];
      starts_[w] = first & ~(alnum_[w] << 1 | carry_);
      carry_ = alnum_[w] >> 63;
    }
    alnum_[words] = 0;
    if (any_lead && !ascii)
      filter<true, false>(bytes, words);
    else if (!any_lead && ascii)
      filter<false, true>(bytes, words);
    else if (any_lead)
      filter<true, true>(bytes, words);
  }

  const std::uint16_t* begin() const { return places_.data(); }
  const std::uint16_t* end() const { return places_.data() + count_; }

 private:
  template <bool wide, bool ascii>
  void filter(const unsigned char* bytes, std::size_t words) {
    std::size_t count = 0;
    for (std::size_t w = 0; w < words; ++w) {
      std::uint64_t found = (wide ? leads_[w] : 0) | (ascii ? starts_[w] : 0);
      for (; found != 0; found &= found - 1) {
        const auto bit = static_cast<unsigned>(std::countr_zero(found));
        std::uint64_t first;
        std::memcpy(&first, bytes + w * 64 + bit, sizeof first);
        places_[count] = static_cast<std::uint16_t>(w * 64 + bit);
        bool maybe;
        if (wide && (!ascii || (first & 0x80) != 0)) {
          maybe = (static_cast<int>(index_.maybe(hash(wide_key(first)))) | static_cast<int>(test(index_.single_, character(first)))) != 0;
        } else {
          const std::uint64_t from = alnum_[w] >> bit | (bit == 0 ? 0 : alnum_[w + 1] << (64 - bit));
          // At the end of the block the length is not known.
          const bool cut = w + 1 == words && bit > 56;
          maybe = cut || index_.maybe(hash(ascii_key(first, static_cast<unsigned>(std::min(std::countr_one(from), static_cast<int>(kTokenBytes))))));
        }
        count += maybe ? 1 : 0;
      }
    }
    count_ = count;
  }

  const WordIndex& index_;
  const ClassBits& bits_ = class_bits();
  std::array<std::uint64_t, kBlockWords> letters_, leads_, starts_;
  std::array<std::uint64_t, kBlockWords + 1> alnum_;
  std::array<std::uint16_t, kBlockWords * 64 + 1> places_;
  std::size_t count_ = 0;
  std::uint64_t carry_ = 0;  // was the byte before a letter or digit?
};

void WordIndex::scan(std::string_view text, Receiver& receiver) const {
  if (empty()) return;
  constexpr std::size_t kBlockBytes = kBlockWords * 64;
  alignas(64) std::array<unsigned char, kBlockBytes + 8> tail;
  Block block(*this);
  for (std::size_t base = 0; base < text.size(); base += kBlockBytes) {
    const std::size_t left = text.size() - base;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + base;
    const std::size_t words = std::min((left + 255) / 256 * 4, kBlockWords);
    if (left < kBlockBytes + 8) {
      std::memcpy(tail.data(), bytes, left);
      std::memset(tail.data() + left, '\n', tail.size() - left);
      bytes = tail.data();
    }
    block.look(bytes, words);
    for (const std::uint16_t place : block) {
      if (is_high(text[base + place]))
        at_wide(text, base + place, receiver);
      else
        at_ascii(text, base + place, receiver);
    }
  }
}

}  // namespace gongdun::detect
