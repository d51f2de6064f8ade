#include "bench/made_rules.h"

#include <fmt/core.h>

#include <random>

namespace gongdun::bench {
namespace {

class Maker {
 public:
  pack::Detector rule(unsigned number) {
    pack::Detector detector;
    detector.meta.id = fmt::format("made.{}", number);
    switch (number % 10) {
      case 3: detector.patterns = {shape()}; break;
      case 5:
      case 8: detector.words = {word(), word(), word()}; break;
      case 1:
      case 6: detector.patterns = {word() + "[:： ]{0,3}(?<v>[A-Za-z0-9-]{4,20})"}; break;
      default: detector.patterns = {fmt::format("\\b{}[-_]?[0-9]{{{},{}}}\\b", capitals(4 + below(3)), 3 + below(3), 6 + below(6))}; break;
    }
    return detector;
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }

  std::string capitals(unsigned count) {
    std::string out;
    while (count-- > 0) out += static_cast<char>('A' + below(26));
    return out;
  }
  // Three common Chinese characters.
  std::string word() {
    std::string out;
    for (unsigned i = 0; i < 3; ++i) {
      const unsigned code = 0x4E00 + below(0x3000);
      out += {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63))};
    }
    return out;
  }
  std::string shape() {
    static constexpr const char* kSeparators[] = {"-", "_", "/", "\\.", ":", ""};
    return fmt::format("\\b[A-Z]{{{}}}{}[0-9]{{{}}}{}[0-9]{{{}}}\\b", 2 + below(4), kSeparators[below(6)], 2 + below(6), kSeparators[below(6)], 2 + below(6));
  }

  std::mt19937_64 random_{11};
};

}  // namespace

pack::PackSet made_rules(unsigned count) {
  Maker maker;
  pack::PackSet packs;
  for (unsigned i = 0; i < count; ++i) packs.detectors.push_back(maker.rule(i));
  return packs;
}

}  // namespace gongdun::bench
