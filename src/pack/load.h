// Reads and checks rule packs. Every mistake is reported with file, line and field; one call reports all of them.
#pragma once
#include <string>
#include <vector>

#include "base/error.h"
#include "pack/spec.h"

namespace gongdun::pack {

struct LoadProblem {
  std::string file;
  int line = 0;
  std::string field;
  base::Bilingual message;
};

struct Loaded {
  PackSet set;
  std::vector<LoadProblem> problems;   // not empty: the set must not be used
};

// Each folder under `directory` that holds a pack.yaml is a pack.
Loaded load_packs(const std::string& directory);

// Where the packs that came with the program are: $GONGDUN_PACKS, beside the binary, or the installed place.
std::string default_pack_directory();

}  // namespace gongdun::pack
