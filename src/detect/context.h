// Words around a value. HeaderIndex hears which detectors a column name or key speaks for or against; NearWords looks for supporting and opposing
// words beside a value in running text. Chinese has no word boundaries: Han words are looked for as they stand; Latin ones as whole words of
// snake_case, camelCase and dotted names.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pack/spec.h"

namespace gongdun::detect {

struct HeaderSpeech {
  std::uint16_t detector = 0;
  std::int8_t strength = 0;  // 3 the whole name, 2 its head (the end), 1 somewhere in it, -1 against
  std::uint32_t word = 0;    // HeaderIndex::word
};

class HeaderIndex {
 public:
  explicit HeaderIndex(const std::vector<pack::Detector>& detectors);
  // At most one entry per detector, by detector.
  std::vector<HeaderSpeech> listen(std::string_view name) const;
  const std::string& word(std::uint32_t index) const { return words_[index]; }

 private:
  struct Entry {
    std::uint16_t detector;
    bool against;
    std::uint32_t word;
  };
  struct Heard {
    std::uint16_t detector;
    bool against;
    std::uint32_t word;
    std::size_t begin, end;
    std::int8_t strength;
  };
  void hear_latin(std::string_view name, std::vector<Heard>& out) const;
  void hear_han(std::string_view name, std::vector<Heard>& out) const;
  void add_word(std::uint16_t detector, const std::string& word, bool against);

  std::vector<std::string> words_;
  std::unordered_map<std::string, std::vector<Entry>> latin_;  // letters and digits only, lower case
  std::unordered_map<unsigned, std::vector<Entry>> han_;       // by the first three bytes
};

struct NearContext {
  int word = -1;         // index into NearWords::word, or -1
  bool against = false;  // an opposing word stands closer
};

class NearWords {
 public:
  explicit NearWords(const std::vector<pack::Detector>& detectors);
  NearContext look(std::uint16_t detector, std::string_view text, std::size_t begin, std::size_t end) const;
  const std::string& word(int index) const { return words_[static_cast<std::size_t>(index)]; }

 private:
  struct Entry {
    std::uint16_t lead;
    std::uint32_t word;
    bool against;
  };
  struct Rule {
    std::vector<Entry> entries;  // by the first two bytes of their word
    std::vector<bool> leads;     // which first two bytes occur
    std::size_t window = 30;
  };
  struct Best {
    std::size_t support = 0, oppose = 0;
    int word = -1;
  };
  void search(const Rule& rule, std::string_view text, bool before, Best& best) const;
  std::vector<std::string> words_;
  std::vector<Rule> rules_;
};

// The name without units and remarks in brackets, full width folded, lower case.
std::string plain_header(std::string_view name);

// The words of an identifier as they are spoken: HotMetalTemp_01, hot_metal_temp → "hot metal temp". Empty where that is nothing new: a single word, or no
// Latin letters.
std::string spoken_name(std::string_view name);

}  // namespace gongdun::detect
