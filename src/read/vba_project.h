// The source of macros in Office documents: secrets, addresses and databases hide there. Source: [MS-OVBA] (compression §2.4.1, "dir" stream §2.3.4.2).
// Macros are read, never run.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "read/compound_file.h"

namespace gongdun::read {

struct MacroModule {
  std::string name, source;  // UTF-8, lines end in \n
};

// The modules of all projects anywhere in the file. What is broken adds an error and is left out.
std::vector<MacroModule> read_macros(const CompoundFile& file, std::size_t most, std::vector<base::Error>& errors);
// Expands a compressed container, at most `most` bytes; what comes before a break stands.
std::string vba_expand(std::string_view container, std::size_t most);

}  // namespace gongdun::read
