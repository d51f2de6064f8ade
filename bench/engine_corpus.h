// Seeded text for the engine bench, one section per kind of factory text. All persons and numbers are invented.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace gongdun::bench {

struct CorpusSection {
  std::string name;
  std::string text;
};
std::vector<CorpusSection> engine_corpus(std::size_t bytes_per_section);

}  // namespace gongdun::bench
