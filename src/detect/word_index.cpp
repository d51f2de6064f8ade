#include "detect/word_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>

#include "detect/byte_set.h"

namespace gongdun::detect {
namespace {

constexpr unsigned kBitTableBits = 17;   // 16 KiB: stays in the first-level cache
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

// The first run of letters and digits, whole if it is shorter than kTokenBytes.
std::uint64_t ascii_key(std::uint64_t bytes, unsigned length) {
  return fold(bytes) & ~std::uint64_t{0} >> (64 - 8 * length);
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
std::size_t two_bytes(std::uint64_t bytes) {
  return fold(bytes) & 0xFFFF;
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
  for (auto* table : {&first_ascii_, &first_wide_, &single_}) table->resize(kCharacters / 64);
  const std::uint64_t bytes = load(word, 0);
  Entry entry{.begin = static_cast<std::uint32_t>(letters_.size()), .length = static_cast<std::uint32_t>(word.size()), .id = id, .whole = whole_word};
  std::size_t skip = 0;
  if (is_high(word.front())) {
    set(word.size() >= 6 ? first_wide_ : single_, character(bytes));
    skip = word.size() >= 9 ? 9 : word.size() >= 6 ? 6 : 3;
    entry.key = skip == 9 ? third_key(bytes, ninth_of(word, 0)) : skip == 6 ? wide_key(bytes) : single_key(bytes);
    if (skip == 9) deeper_.push_back(wide_key(bytes));
  } else {
    const auto first = static_cast<unsigned char>(word.front());
    const bool known = std::any_of(start_ranges_.begin(), start_ranges_.end(), [&](ByteRange r) { return first >= r.low && first <= r.low + r.span; });
    if (!known && is_digit_byte(first))
      start_ranges_.push_back({'0', 9});
    else if (!known)
      start_ranges_.insert(start_ranges_.end(), {{'A', 25}, {'a', 25}});
    skip = token_length(bytes);
    entry.key = ascii_key(bytes, token_length(bytes));
    set(first_ascii_, two_bytes(bytes));
  }
  const std::size_t rest = std::min<std::size_t>(word.size() - std::min(skip, word.size()), 8);
  if (rest > 0) {
    entry.next_mask = ~std::uint64_t{0} >> (64 - 8 * rest);
    entry.next = fold(load(word, skip)) & entry.next_mask;
  }
  letters_ += word;
  entries_.push_back(entry);
}

void WordIndex::finish() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
  buckets_.assign(std::bit_ceil(2 * (entries_.size() + deeper_.size()) + 1), {});
  bits_.assign((1U << kBitTableBits) / 64, 0);
  for (std::size_t i = 0; i < entries_.size();) {
    Bucket& bucket = bucket_for(entries_[i].key);
    bucket.begin = static_cast<std::uint32_t>(i);
    while (i < entries_.size() && entries_[i].key == bucket.key) ++i;
    bucket.count = static_cast<std::uint32_t>(i) - bucket.begin;
  }
  for (const std::uint64_t key : deeper_) bucket_for(key).deeper = true;
}

WordIndex::Bucket& WordIndex::bucket_for(std::uint64_t key) {
  const std::uint64_t h = hash(key);
  set(bits_, h >> (64 - kBitTableBits));
  std::size_t at = h >> 24 & (buckets_.size() - 1);  // the low bits of a product are poor
  while (buckets_[at].used && buckets_[at].key != key) at = (at + 1) & (buckets_.size() - 1);
  buckets_[at].key = key;
  buckets_[at].used = true;
  return buckets_[at];
}

bool WordIndex::look_up(std::uint64_t key, std::size_t skip, std::string_view text, std::size_t at, Receiver& receiver) const {
  const std::uint64_t h = hash(key);
  if (!test(bits_, h >> (64 - kBitTableBits))) return false;
  std::size_t slot = h >> 24 & (buckets_.size() - 1);
  while (buckets_[slot].used && buckets_[slot].key != key) slot = (slot + 1) & (buckets_.size() - 1);
  const Bucket& bucket = buckets_[slot];
  if (bucket.count == 0) return bucket.deeper;
  const std::uint64_t next = at + skip < text.size() ? fold(load(text, at + skip)) : 0;
  for (std::uint32_t i = 0; i < bucket.count; ++i) {
    const Entry& entry = entries_[bucket.begin + i];
    if ((next & entry.next_mask) != entry.next) continue;
    const std::size_t end = at + entry.length;
    if (end > text.size()) continue;
    const std::string_view word(letters_.data() + entry.begin, entry.length);
    if (!std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at), [](char a, char b) { return a == lower(b); })) continue;
    if (entry.whole && is_alnum(word.back()) && end < text.size() && is_alnum(text[end])) continue;
    receiver.word(entry.id, at, end);
  }
  return bucket.deeper;
}

void WordIndex::at_ascii(std::uint64_t first, unsigned length, std::string_view text, std::size_t at, Receiver& receiver) const {
  if (test(first_ascii_, two_bytes(first))) look_up(ascii_key(first, length), length, text, at, receiver);
}

void WordIndex::at_wide(std::uint64_t first, std::string_view text, std::size_t at, Receiver& receiver) const {
  const std::size_t code = character(first);
  if (test(single_, code)) look_up(single_key(first), 3, text, at, receiver);
  if (!test(first_wide_, code)) return;
  if (look_up(wide_key(first), 6, text, at, receiver) && at + 9 <= text.size()) look_up(third_key(first, ninth_of(text, at)), 9, text, at, receiver);
}

void WordIndex::scan(std::string_view text, Receiver& receiver) const {
  if (empty()) return;
  static constexpr std::array<ByteRange, 3> kAlnum = {{{'0', 9}, {'A', 25}, {'a', 25}}};
  static constexpr ByteRange kLead = {0xE0, 0x14};
  const ClassBits& bits = class_bits();
  std::array<std::uint64_t, kBlockWords> alnum, starts, leads;
  alignas(64) std::array<unsigned char, kBlockWords * 64> tail;
  std::uint64_t carry = 0;  // was the byte before a letter or digit?
  for (std::size_t base = 0; base < text.size(); base += tail.size()) {
    const std::size_t count = std::min(tail.size(), text.size() - base);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + base;
    const std::size_t words = (count + 255) / 256 * 4;
    if (count < words * 64) {
      std::memcpy(tail.data(), bytes, count);
      std::memset(tail.data() + count, '\n', words * 64 - count);
      bytes = tail.data();
    }
    bits.classify(bytes, words, kAlnum.data(), kAlnum.size(), alnum.data());
    bits.classify(bytes, words, &kLead, 1, leads.data());
    starts.fill(0);
    if (!start_ranges_.empty()) bits.classify(bytes, words, start_ranges_.data(), start_ranges_.size(), starts.data());
    for (std::size_t w = 0; w < words; ++w) {
      std::uint64_t found = (starts[w] & ~(alnum[w] << 1 | carry)) | leads[w];
      carry = alnum[w] >> 63;
      for (; found != 0; found &= found - 1) {
        const auto bit = static_cast<unsigned>(std::countr_zero(found));
        const std::size_t at = base + w * 64 + bit;
        const std::uint64_t first = load(text, at);
        if ((first & 0x80) != 0)
          at_wide(first, text, at, receiver);
        else
          at_ascii(first, bit <= 56 ? static_cast<unsigned>(std::min(std::countr_one(alnum[w] >> bit), 8)) : token_length(first), text, at, receiver);
      }
    }
  }
}

}  // namespace gongdun::detect
