// Is a text a table of delimited or blank-separated columns, and how is it written? Pure and conservative: prose, logs and code are text.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "read/delimited_split.h"
#include "read/header_guess.h"

namespace gongdun::read {

enum class DialectFamily { any, marks, tabs, blanks };

struct DialectGuess {
  Dialect dialect;
  double score = 0;  // 0..2.5; comparable between families
};

// The head of a text, without byte-order mark; `whole`: nothing follows.
std::optional<DialectGuess> guess_dialect(std::string_view head, bool whole, DialectFamily family = DialectFamily::any);

// The first records as strings, blank lines as empty rows; `lines` gets the line each begins at (1-based).
SampleRows sample_records(std::string_view head, bool whole, const Dialect& dialect, std::size_t at_most, std::vector<std::uint64_t>& lines);

}  // namespace gongdun::read
