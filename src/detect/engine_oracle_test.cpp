// The engine against a slow oracle: PCRE2 tried at every offset, without kernel, literals or anchors.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "detect/confirm.h"
#include "detect/engine.h"
#include "detect/oracle_patterns.h"

namespace gongdun::detect {
namespace {

struct Place {
  std::string detector;
  std::size_t begin, end;
  auto operator<=>(const Place&) const = default;
};

pack::PackSet oracle_packs() {
  pack::PackSet packs;
  for (const auto& [id, pattern] : kOraclePatterns) {
    pack::Detector detector;
    detector.meta.id = std::string(id);
    detector.patterns = {std::string(pattern)};
    packs.detectors.push_back(detector);
  }
  return packs;
}

std::vector<Place> by_oracle(std::string_view text, const std::vector<Confirmer>& confirmers) {
  std::vector<Place> places;
  Confirmer::State state;
  for (std::size_t i = 0; i < confirmers.size(); ++i) {
    for (std::size_t at = 0; at < text.size();) {
      Span span;
      const bool continuation = (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
      if (continuation || !confirmers[i].match_at(text, at, text.size(), state, span)) {
        ++at;
        continue;
      }
      places.push_back({std::string(kOraclePatterns[i].id), span.begin, span.end});
      at = span.end;
    }
  }
  std::sort(places.begin(), places.end());
  return places;
}

std::vector<Place> by_engine(std::string_view text, const Engine& engine, Engine::Scratch& scratch, std::size_t offset = 0) {
  engine.scan(text, scratch);
  std::vector<Place> places;
  for (const Match& match : scratch.matches) places.push_back({engine.detectors()[match.detector].meta.id, match.begin - offset, match.end - offset});
  std::sort(places.begin(), places.end());
  return places;
}

// Text that comes close to the patterns: their own shapes, broken in small ways, glued by separators.
class TextMaker {
 public:
  explicit TextMaker(std::uint64_t seed) : random_(seed) {}

  std::string make(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
      std::string piece(kOracleSnippets[pick(kOracleSnippets.size())]);
      for (char& c : piece) {
        if (c >= '0' && c <= '9' && pick(3) != 0) c = static_cast<char>('0' + pick(10));
      }
      if (pick(3) == 0) damage(piece);
      text += piece;
      static constexpr std::string_view kGlue[] = {" ", ",", "\n", "", ":", "-", ".", "，", "号", "\t", "a", "7", "\"", "@", "_"};
      text += kGlue[pick(std::size(kGlue))];
    }
    return text;
  }

  std::string noise(std::size_t bytes, std::string_view alphabet) {
    std::string text;
    while (text.size() < bytes) text += alphabet[pick(alphabet.size())];
    return text;
  }

  std::size_t pick(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

 private:
  void damage(std::string& piece) {
    if (piece.empty()) return;
    const std::size_t at = pick(piece.size());
    static constexpr std::string_view kAny = "0123456789ABCDEFXYZabcdefxyz.:-_@/ ,%";
    switch (pick(4)) {
      case 0: piece.erase(at, 1); break;
      case 1: piece.insert(at, 1, kAny[pick(kAny.size())]); break;
      case 2: piece[at] = kAny[pick(kAny.size())]; break;
      default: piece = piece.substr(0, at) + piece; break;
    }
  }

  std::mt19937_64 random_;
};

class EngineOracle : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = Engine::compile(oracle_packs());
    ASSERT_TRUE(made) << made.error().text(base::Lang::en);
    engine_ = *made;
    scratch_.emplace(*engine_);
    for (const auto& entry : kOraclePatterns) {
      auto confirmer = Confirmer::compile(std::string(entry.pattern));
      ASSERT_TRUE(confirmer) << entry.id;
      confirmers_.push_back(std::move(*confirmer));
    }
  }

  void expect_same(const std::string& text) {
    const auto expected = by_oracle(text, confirmers_);
    const auto found = by_engine(text, *engine_, *scratch_);
    std::vector<Place> missing, extra;
    std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(), std::back_inserter(missing));
    std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(), std::back_inserter(extra));
    total_ += expected.size();
    if (!missing.empty()) {
      ADD_FAILURE() << "missing " << missing[0].detector << " at " << missing[0].begin << ": "
                    << text.substr(missing[0].begin, missing[0].end - missing[0].begin);
    }
    if (!extra.empty()) {
      ADD_FAILURE() << "extra " << extra[0].detector << " at " << extra[0].begin << ": " << text.substr(extra[0].begin, extra[0].end - extra[0].begin);
    }
  }

  std::shared_ptr<const Engine> engine_;
  std::optional<Engine::Scratch> scratch_;
  std::vector<Confirmer> confirmers_;
  std::size_t total_ = 0;
};

TEST_F(EngineOracle, StructuredText_sameMatches) {
  for (std::uint64_t seed = 1; seed <= 60 && !HasFailure(); ++seed) {
    TextMaker maker(seed);
    expect_same(maker.make(1000 + maker.pick(9000)));
  }
  EXPECT_GT(total_, 5000U);
}

TEST_F(EngineOracle, RandomBytes_sameMatches) {
  for (std::uint64_t seed = 1; seed <= 30 && !HasFailure(); ++seed) {
    TextMaker maker(seed);
    expect_same(maker.noise(4000, "0123456789"));
    expect_same(maker.noise(4000, "0123456789.:- ,"));
    expect_same(maker.noise(4000, "01ABCDEFGHab-_ \n"));
    expect_same(maker.noise(4000, "a@b.c:/-eyJ0 "));
    expect_same(maker.noise(2000, "\xE7\x9C\x81\xE5\x8F\xB7\xE8\xB7\xAF 1\xF0\xFF\x80"));
  }
}

TEST_F(EngineOracle, SmallBuffers_sameMatches) {
  TextMaker maker(99);
  for (int i = 0; i < 2000 && !HasFailure(); ++i) expect_same(maker.make(1 + maker.pick(150)));
}

TEST_F(EngineOracle, ShiftedText_sameMatchesShifted) {
  TextMaker maker(7);
  const std::string text = maker.make(9000);
  const auto expected = by_engine(text, *engine_, *scratch_);
  for (std::size_t shift = 1; shift < 200; shift += 3) {
    ASSERT_EQ(by_engine(std::string(shift, '\n') + text, *engine_, *scratch_, shift), expected) << shift;
  }
}

TEST_F(EngineOracle, BufferOfAnyLength_nothingReadPastTheEnd) {
  TextMaker maker(11);
  const std::string text = maker.make(300);
  for (std::size_t length = 0; length <= text.size() && !HasFailure(); ++length) {
    const std::string part = text.substr(0, length);  // its own allocation: a sanitizer sees reads past it
    expect_same(part);
  }
}

}  // namespace
}  // namespace gongdun::detect
