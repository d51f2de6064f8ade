#include "read/ocr.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

// Ten by fourteen dots a letter, one bit a dot, drawn large in a grey TIFF: recognition sees what a scanner would have seen.
constexpr std::pair<char, std::array<const char*, 7>> kLetters[] = {
    {'H', {"#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"}}, {'E', {"#####", "#....", "#....", "####.", "#....", "#....", "#####"}},
    {'A', {".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"}}, {'T', {"#####", "..#..", "..#..", "..#..", "..#..", "..#..", "..#.."}},
    {'L', {"#....", "#....", "#....", "#....", "#....", "#....", "#####"}}, {'N', {"#...#", "##..#", "##..#", "#.#.#", "#..##", "#..##", "#...#"}},
};

std::string little(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
  return out;
}

std::string picture_of(std::string_view words) {
  constexpr std::uint32_t kDot = 6, kEdge = 40;
  const std::uint32_t width = static_cast<std::uint32_t>(words.size()) * 7 * kDot + 2 * kEdge, height = 7 * kDot + 2 * kEdge;
  std::string pixels(static_cast<std::size_t>(width) * height, '\xFF');
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (const auto& [letter, rows] : kLetters) {
      if (letter != words[at]) continue;
      for (std::uint32_t y = 0; y < 7 * kDot; ++y)
        for (std::uint32_t x = 0; x < 5 * kDot; ++x)
          if (rows.at(y / kDot)[x / kDot] == '#') pixels[static_cast<std::size_t>(kEdge + y) * width + kEdge + at * 7 * kDot + x] = 0;
    }
  }
  const std::uint32_t entries[][3] = {{256, 4, width}, {257, 4, height}, {258, 3, 8},
                                      {259, 3, 1},     {262, 3, 1},      {273, 4, 122},
                                      {277, 3, 1},     {278, 4, height}, {279, 4, static_cast<std::uint32_t>(pixels.size())}};
  std::string file("II*\0", 4);
  file += little(8, 4) + little(9, 2);
  for (const auto& entry : entries) file += little(entry[0], 2) + little(entry[1], 2) + little(1, 4) + little(entry[2], 4);
  return file + little(0, 4) + pixels;
}

struct WithOcr {
  explicit WithOcr(OcrSettings settings = {.languages = "eng"}) { use_ocr(std::move(settings)); }
  ~WithOcr() { use_ocr(std::nullopt); }
};

bool installed() {
  return std::system("tesseract --list-langs 2>/dev/null | grep -qx eng") == 0;  // NOLINT(concurrency-mt-unsafe): one thread
}

TEST(Ocr_of_a_picture, reads_what_is_drawn_and_marks_it) {
  if (!installed()) GTEST_SKIP() << "tesseract with English is not installed";
  const WithOcr on;
  const Extracted got = extract_in_memory("tiff", picture_of("HEAT"));
  ASSERT_TRUE(got.status);
  EXPECT_NE(got.item.text.find("HEAT"), std::string::npos) << got.item.text;
  EXPECT_TRUE(got.item.unread.empty());
}

TEST(Ocr_of_a_picture, is_off_unless_asked_for) {
  EXPECT_EQ(ocr(), nullptr);
  EXPECT_EQ(ocr_digest(), "");
  EXPECT_EQ(extract_in_memory("tiff", picture_of("HEAT")).item.text, "");
}

TEST(Ocr_without_its_program, says_what_to_install_and_keeps_the_rest) {
  const WithOcr on({.program = "gongdun-no-such-program"});
  EXPECT_EQ(ocr_digest(), "+ocr:chi_sim+eng");
  const Extracted got = extract_in_memory("tiff", picture_of("HEAT"));
  ASSERT_TRUE(got.status);
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_NE(got.item.unread.front().message.zh.find("tesseract"), std::string::npos);
  EXPECT_EQ(got.item.tables.size(), 1U);
}

TEST(Ocr_of_a_damaged_or_large_picture, is_said_and_ends_nothing) {
  const WithOcr on({.languages = "eng", .picture_bytes = 1000});
  const Extracted got = extract_in_memory("tiff", picture_of("HEAT"));
  ASSERT_TRUE(got.status);
  EXPECT_EQ(got.item.unread.size(), 1U);
}

TEST(Ocr_text, loses_the_gaps_between_chinese_characters_only) {
  EXPECT_EQ(close_up("质 量  证 明 书 No 7"), "质量证明书 No 7");
  EXPECT_EQ(close_up("heat no 炉 号"), "heat no 炉号");
  EXPECT_EQ(close_up("炉号 "), "炉号");
}

}  // namespace
}  // namespace gongdun::read
