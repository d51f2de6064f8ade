#include "detect/null_words.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kLongest = 18;  // bytes

constexpr std::array<std::string_view, 33> kWords{"无",     "空",      "暂无",          "没有",         "未知",      "不详",   "不明",   "缺失", "待补",
                                                  "待补充", "待定",    "待录入",        "未填",         "未填写",    "未提供", "未登记", "同上", "〃",
                                                  "n/a",    "#n/a",    "null",          "(null)",       "<null>",    "none",   "nil",    "nan",  "\\n",
                                                  "tbd",    "unknown", "not available", "not provided", "undefined", "missing"};

// -, ——, //, ..., ??? : only strokes.
bool only_strokes(std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const char32_t c = base::next_code_point(value, at);
    const bool stroke = c == '-' || c == '/' || c == '\\' || c == '.' || c == '_' || c == '?' || (c >= 0x2010 && c <= 0x2015) || c == 0x2026 || c == 0xFF0D ||
                        c == 0xFF0F || c == 0xFF1F || c == 0x3001;
    if (!stroke) return false;
  }
  return true;
}

constexpr std::uint8_t kMayBeWord = 1, kMayBeStrokes = 2;

// What a value with this first byte may be.
constexpr std::array<std::uint8_t, 256> make_first_bytes() {
  std::array<std::uint8_t, 256> may{};
  for (const std::string_view word : kWords) {
    const char c = word[0];
    may[static_cast<unsigned char>(c)] |= kMayBeWord;
    if (c >= 'a' && c <= 'z') may[static_cast<unsigned char>(c - 32)] |= kMayBeWord;
  }
  for (const char c : std::string_view("-/\\._?")) may[static_cast<unsigned char>(c)] |= kMayBeStrokes;
  for (const std::size_t lead : {0xE2U, 0xE3U, 0xEFU}) may[lead] |= kMayBeStrokes;  // of the wide strokes
  return may;
}
constexpr auto kFirstBytes = make_first_bytes();

// Third bytes of the words: turns most Chinese values away.
constexpr std::array<bool, 256> make_third_bytes() {
  std::array<bool, 256> may{};
  for (const std::string_view word : kWords) {
    const char c = word.size() > 2 ? word[2] : 0;
    may[static_cast<unsigned char>(c)] = true;
    if (c >= 'a' && c <= 'z') may[static_cast<unsigned char>(c - 32)] = true;
  }
  return may;
}
constexpr auto kThirdBytes = make_third_bytes();

}  // namespace

bool says_nothing(std::string_view value) {
  if (value.empty()) return true;
  const std::uint8_t may = kFirstBytes[static_cast<unsigned char>(value[0])];
  if (may == 0 || value.size() > kLongest) return false;
  if ((may & kMayBeStrokes) != 0 && only_strokes(value)) return true;
  if ((may & kMayBeWord) == 0 || !kThirdBytes[value.size() > 2 ? static_cast<unsigned char>(value[2]) : 0]) return false;
  std::array<char, kLongest> lower{};
  std::ranges::transform(value, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::find(kWords, std::string_view(lower.data(), value.size())) != kWords.end();
}

}  // namespace gongdun::detect
