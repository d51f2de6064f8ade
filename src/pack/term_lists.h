// Every list of words in a pack set: the vocabulary that reading counts.
#pragma once
#include <vector>

#include "pack/spec.h"

namespace gongdun::pack {

// Pointers into `set`.
std::vector<const std::vector<Term>*> term_lists(const PackSet& set);

}  // namespace gongdun::pack
