#include "detect/english_names.h"

#include <gtest/gtest.h>

#include <string>

namespace gongdun::detect {
namespace {

std::string names(std::string_view text) {
  std::vector<Piece> pieces;
  english_names(text, pieces);
  std::string out;
  for (const Piece& piece : pieces) out += (out.empty() ? "" : "|") + std::string(text.substr(piece.begin, piece.end - piece.begin));
  return out;
}

TEST(EnglishNames, TitlesLabelsAndFirstNames_areRead) {
  EXPECT_EQ(names("For my take on Mrs. Labrie, see below."), "Labrie");
  EXPECT_EQ(names("Hello, this is Dr. Kyle Kuefer. Who are you?"), "Kyle Kuefer");
  EXPECT_EQ(names("My name is Aantje Mourik."), "Aantje Mourik");
  EXPECT_EQ(names("Signed by William D. Hughes and Nicole O'Brien-Smith"), "William D. Hughes|Nicole O'Brien-Smith");
}

TEST(EnglishNames, OtherCapitals_areNot) {
  for (const char* text : {"Max Temperature and Mark Position", "Virginia Beach", "Victoria Station in Jordan River", "David March", "Main Pump Motor",
                           "mr. nobody", "Dr 12", "Susan", "1737 Cheriton Dr Extensions", "int Thomas_Value = Robert.Value;", "Richard Pressure Valve"})
    EXPECT_EQ(names(text), "") << text;
}

}  // namespace
}  // namespace gongdun::detect
