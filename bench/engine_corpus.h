// Text for the benches: one seeded section per kind of factory text (all persons and numbers are invented), and text of the system that nobody here
// wrote — the headers under /usr/include and the documents under /usr/share/doc — as far as there is any.
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
