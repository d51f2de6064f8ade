// Colours, fonts and sizes shared by all writers, so that the four formats look like one house. Colours are six hex digits, as CSS, OOXML and
// SVG want them. Meaning is never carried by colour alone: every grade also has a mark and a word.
#pragma once
#include <array>
#include <string_view>

#include "report/document.h"

namespace gongdun::report::theme {

using Hex = std::string_view;

inline constexpr Hex kInk = "1A2233";      // text
inline constexpr Hex kInk2 = "4A5568";     // secondary text
inline constexpr Hex kInk3 = "5B6678";     // captions, running header
inline constexpr Hex kNavy = "0B1D3A";     // headings, cover band
inline constexpr Hex kPrimary = "1554C7";  // accents and links
inline constexpr Hex kLine = "CBD3DF";
inline constexpr Hex kLineSoft = "E3E8F0";
inline constexpr Hex kHead = "F0F3F8";  // table head
inline constexpr Hex kSoft = "F6F8FB";  // cards
inline constexpr Hex kWhite = "FFFFFF";

// fg on bg reaches 4.5:1; `fill` is for chart areas and bars, told apart by lightness as well as by hue.
struct Look {
  Hex fg, bg, border, fill;
  std::string_view mark;  // shape that repeats what the colour says
  std::string_view css;   // class name in HTML
};

constexpr Look look(Tone tone) {
  switch (tone) {
    case Tone::normal: return {kInk, "EAF1FD", "BBD0F5", "2B5DA8", "", "normal"};
    case Tone::muted: return {kInk3, "F0F3F8", "CBD3DF", "A9B4C2", "", "muted"};
    case Tone::good: return {"14633A", "E9F6EE", "B5DDC4", "2A8C7C", "✓", "good"};
    case Tone::warning: return {"8A4B00", "FFF4E0", "F0CF94", "E39A1D", "!", "warning"};
    case Tone::danger: return {"A30F14", "FDECEC", "F3B6B8", "C4383C", "×", "danger"};
    case Tone::core: return {"A30F14", "FDECEC", "F3B6B8", "9B1C20", "◆", "core"};
    case Tone::important: return {"8A4B00", "FFF4E0", "F0CF94", "E39A1D", "▲", "important"};
    case Tone::general: return {"35557D", "E8EEF5", "BCCBDD", "5F82A8", "●", "general"};
    case Tone::general1: return {"52647A", "F3F6F9", "D6DEE8", "CBD8E6", "●", "general1"};
    case Tone::general2: return {"45607F", "EAF0F6", "C3D0DF", "9DB4CF", "●", "general2"};
    case Tone::general3: return {"2F4F77", "DFE9F3", "A9BED6", "6688AF", "●", "general3"};
    case Tone::general4: return {"1F3F69", "D2DFEE", "8AA7C8", "345A8A", "●", "general4"};
  }
  return {kInk, kSoft, kLine, "2B5DA8", "", "normal"};
}

inline constexpr std::array kAllTones = {Tone::normal,    Tone::muted,   Tone::good,     Tone::warning,  Tone::danger,   Tone::core,
                                         Tone::important, Tone::general, Tone::general1, Tone::general2, Tone::general3, Tone::general4};

// Series without a tone take these in turn; neighbours differ in lightness.
inline constexpr std::array<Hex, 6> kSeries = {"2B5DA8", "E39A1D", "0E8A8A", "7F6BB3", "9B1C20", "8492A6"};

inline constexpr std::string_view kSans = "Noto Sans CJK SC";
inline constexpr std::string_view kSerif = "Noto Serif CJK SC";
inline constexpr std::string_view kMono = "Noto Sans Mono CJK SC";

// A4 in points, and the type area all three printed forms share.
inline constexpr double kPageWidth = 595.276, kPageHeight = 841.89;
inline constexpr double kMarginX = 62.4, kMarginTop = 79, kMarginBottom = 74;
inline constexpr double kBodyWidth = kPageWidth - 2 * kMarginX;

inline constexpr double kBodySize = 10.5, kBodyLine = 18;  // 五号, about 1.7 em as in 1.5-line typing
inline constexpr double kTableSize = 8.8, kTableLine = 13.4;
inline constexpr double kSmallSize = 8.5, kSmallLine = 13;

struct HeadingSize {
  double size, line, before, after;
};
constexpr HeadingSize heading_size(int level) {
  if (level <= 1) return {17, 25, 22, 11};
  if (level == 2) return {13.5, 20, 17, 7};
  if (level == 3) return {11.5, 18, 13, 5};
  return {10.5, 17, 10, 4};
}

}  // namespace gongdun::report::theme
