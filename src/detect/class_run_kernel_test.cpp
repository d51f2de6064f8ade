#include "detect/class_run_kernel.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "detect/class_bits.h"

namespace gongdun::detect {
namespace {

std::string random_bytes(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::string bytes;
  while (bytes.size() < count) bytes += static_cast<char>(random() % 256);
  return bytes;
}

TEST(ClassBits, EveryVariant_sameBits) {
  const std::string text = random_bytes(16 * 64, 3);
  const std::array<ByteRange, 3> ranges = {{{'0', 9}, {0x80, 0x7F}, {0, 0}}};
  std::array<std::uint64_t, 16> expected{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c >= '0' && c <= '9') || c >= 0x80 || c == 0) expected[i / 64] |= 1ULL << i % 64;
  }
  for (const ClassBits* bits : all_class_bits()) {
    std::array<std::uint64_t, 16> found{};
    bits->classify(reinterpret_cast<const unsigned char*>(text.data()), 16, ranges.data(), ranges.size(), found.data());
    EXPECT_EQ(found, expected) << bits->name;
  }
}

TEST(ClassBits, EveryVariant_sameBitsOfASet) {
  std::string text;
  for (int c = 0; c < 256; ++c) text += static_cast<char>(c);
  text += random_bytes(12 * 64, 9);
  constexpr std::string_view kIn("AZaz059+/-_%\x7F\0 ", 16);
  AsciiSet set;
  for (const char c : kIn) set.add(c);
  std::array<std::uint64_t, 16> expected{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kIn.find(text[i]) != std::string_view::npos) expected[i / 64] |= 1ULL << i % 64;
  }
  for (const ClassBits* bits : all_class_bits()) {
    std::array<std::uint64_t, 16> found{};
    EXPECT_TRUE(bits->classify_set(reinterpret_cast<const unsigned char*>(text.data()), 16, set, found.data()));
    EXPECT_EQ(found, expected) << bits->name;
    const std::string none(16 * 64, '!');
    EXPECT_FALSE(bits->classify_set(reinterpret_cast<const unsigned char*>(none.data()), 16, set, found.data()));
  }
}

bool bit(const std::vector<std::uint64_t>& mask, std::size_t at) {
  return (mask[at / 64] >> at % 64 & 1) != 0;
}

TEST(ClassBits, Combine_shiftsAcrossWords) {
  std::mt19937_64 random(5);
  constexpr std::size_t kWords = 8, kPad = 1;
  std::vector<std::uint64_t> a(kWords + 2 * kPad), b(kWords + 2 * kPad);
  for (auto& word : a) word = random();
  for (auto& word : b) word = random();
  for (const ClassBits* bits : all_class_bits()) {
    for (const unsigned shift : {0U, 1U, 7U, 63U}) {
      std::vector<std::uint64_t> out(kWords + 2 * kPad);
      bits->combine({MaskOp::and_ahead, shift, a.data() + kPad, b.data() + kPad, out.data() + kPad}, kWords);
      for (std::size_t i = 64; i < 64 + kWords * 64; ++i) ASSERT_EQ(bit(out, i), bit(a, i) && bit(b, i + shift)) << bits->name << shift;
    }
    std::vector<std::uint64_t> out(kWords + 2 * kPad);
    bits->combine({MaskOp::not_behind, 0, a.data() + kPad, b.data() + kPad, out.data() + kPad}, kWords);
    for (std::size_t i = 64; i < 64 + kWords * 64; ++i) ASSERT_EQ(bit(out, i), bit(a, i) && !bit(b, i - 1));
    EXPECT_FALSE(bits->combine({MaskOp::not_here, 0, a.data() + kPad, a.data() + kPad, out.data() + kPad}, kWords));
  }
}

class Collector final : public ClassRunKernel::Receiver {
 public:
  void candidate(std::uint32_t, std::size_t position) override { positions.push_back(position); }
  std::vector<std::size_t> positions;
};

TEST(ClassRunKernel, RunOfDigits_everyStartOfEveryLength) {
  ByteSet digits;
  for (std::size_t c = '0'; c <= '9'; ++c) digits.set(c);
  for (const std::uint32_t length : {1U, 2U, 7U, 18U, 33U, 64U}) {
    MaskProgram program;
    program.add_trigger(program.run(program.bytes(digits), length), 0);
    const ClassRunKernel kernel(program);
    ClassRunKernel::Scratch scratch(kernel);
    std::mt19937_64 random(length);
    std::string text;
    while (text.size() < 9000) text += std::string(1 + random() % 90, static_cast<char>('0' + random() % 10)) + ' ';
    Collector collector;
    kernel.scan(text, scratch, collector);
    std::vector<std::size_t> expected;
    for (std::size_t at = 0; at + length <= text.size(); ++at) {
      if (text.substr(at, length).find(' ') == std::string::npos) expected.push_back(at);
    }
    EXPECT_EQ(collector.positions, expected) << length;
  }
}

// A class of every byte has an empty complement and the other way round; neither may be taken apart for ever.
TEST(ClassRunKernel, FullAndEmptyClasses_everyByteAndNone) {
  const std::string text = random_bytes(700, 11);
  for (const bool full : {true, false}) {
    MaskProgram program;
    program.add_trigger(program.bytes(full ? ByteSet().set() : ByteSet()), 0);
    const ClassRunKernel kernel(program);
    ClassRunKernel::Scratch scratch(kernel);
    Collector collector;
    kernel.scan(text, scratch, collector);
    EXPECT_EQ(collector.positions.size(), full ? text.size() : 0);
  }
}

TEST(ClassRunKernel, EmptyTextAndNoTriggers_nothing) {
  MaskProgram program;
  const ClassRunKernel kernel(program);
  ClassRunKernel::Scratch scratch(kernel);
  Collector collector;
  kernel.scan("13912345678", scratch, collector);
  kernel.scan("", scratch, collector);
  EXPECT_TRUE(collector.positions.empty());
}

}  // namespace
}  // namespace gongdun::detect
