#include "crypto/sealed_stream.h"

#include <gtest/gtest.h>

#include <cstring>

namespace gongdun::crypto {
namespace {

constexpr std::string_view kPassphrase = "离线备份 correct horse";
constexpr std::size_t kPiece = 65536, kHead = 8 + 4 + 8 + 16 + 7;

std::string sealed(const std::string& text, std::size_t step = 10'000) {
  std::string out;
  auto writer = SealWriter::begin(kPassphrase,
                                  [&](std::string_view bytes) -> base::Status {
                                    out += bytes;
                                    return {};
                                  },
                                  {.passes = 1, .kib = 64});
  EXPECT_TRUE(writer);
  for (std::size_t at = 0; at < text.size(); at += step) EXPECT_TRUE(writer->write(std::string_view(text).substr(at, step)));
  EXPECT_TRUE(writer->finish());
  return out;
}

base::Result<std::string> opened(const std::string& bytes, std::string_view passphrase = kPassphrase, std::size_t step = 7'777) {
  std::size_t at = 0;
  auto reader = SealReader::begin(passphrase, [&, step](char* to, std::size_t size) -> base::Result<std::size_t> {
    const std::size_t count = std::min({size, step, bytes.size() - at});
    std::memcpy(to, bytes.data() + at, count);
    at += count;
    return count;
  });
  if (!reader) return std::unexpected(std::move(reader).error());
  std::string out;
  for (;;) {
    auto piece = reader->next();
    if (!piece) return std::unexpected(std::move(piece).error());
    if (piece->empty()) return out;
    out += *piece;
  }
}

std::string text_of(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 31 + i / 251);
  return text;
}

TEST(SealedStream, anySize_comesBackAndIsNotReadable) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kPiece - 1, kPiece, kPiece + 1, 3 * kPiece}) {
    const std::string text = text_of(size), bytes = sealed(text);
    auto back = opened(bytes);
    ASSERT_TRUE(back) << size << back.error().text(base::Lang::en);
    EXPECT_EQ(*back, text) << size;
    if (size > 64) {
      EXPECT_EQ(bytes.find(text.substr(0, 64)), std::string::npos);
    }
  }
}

TEST(SealedStream, sameTwice_differs_bytes) {
  EXPECT_NE(sealed("abc").substr(kHead), sealed("abc").substr(kHead));
}

TEST(SealedStream, wrongPassphrase_isRefused) {
  const auto back = opened(sealed("abc"), "another");
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, base::Code::permission);
}

TEST(SealedStream, altered_isRefused) {
  const std::string good = sealed(text_of(2 * kPiece + 100));
  // A byte of the head (salt, prefix), of each piece and of each tag.
  for (const std::size_t at : {std::size_t{25}, kHead - 1, kHead + 5, kHead + kPiece + 3, kHead + kPiece + 16 + 9, good.size() - 40, good.size() - 1}) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    EXPECT_FALSE(opened(bad)) << at;
  }
}

TEST(SealedStream, cutOffExtendedOrReordered_isRefused) {
  const std::string text = text_of(3 * kPiece), good = sealed(text);
  constexpr std::size_t kWhole = kPiece + 16;
  for (const std::size_t keep : {kHead, kHead + kWhole, kHead + 2 * kWhole, good.size() - 1}) EXPECT_FALSE(opened(good.substr(0, keep))) << keep;
  EXPECT_FALSE(opened(good + "x"));
  EXPECT_FALSE(opened(good + good.substr(kHead)));
  std::string swapped = good;
  std::memcpy(swapped.data() + kHead, good.data() + kHead + kWhole, kWhole);
  std::memcpy(swapped.data() + kHead + kWhole, good.data() + kHead, kWhole);
  EXPECT_FALSE(opened(swapped));
}

TEST(SealedStream, costOutOfBounds_isRefusedBeforeItIsPaid) {
  std::string bytes = sealed("abc");
  std::memset(bytes.data() + 16, 0x7f, 4);  // memory
  const auto back = opened(bytes);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, base::Code::limit);
  EXPECT_EQ(opened("").error().code, base::Code::invalid_input);
  EXPECT_EQ(opened("GDSEALED").error().code, base::Code::invalid_input);
  EXPECT_EQ(opened(std::string(100, 'x')).error().code, base::Code::invalid_input);
}

}  // namespace
}  // namespace gongdun::crypto
