// Reads what a secret word in running text is assigned to: password = "x", pwd: x, <Pass>x</Pass>, export TOKEN=x, define('DB_PASSWORD', 'x'),
// name="password" value="x", .netrc and mail-client lines (password x), IDENTIFIED BY 'x', 口令：x. Pure: bytes in, positions out.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "detect/secret_words.h"

namespace gongdun::detect {

struct Assignment {
  std::size_t name_begin = 0, name_end = 0;
  std::size_t value_begin = 0, value_end = 0;
  SecretKind kind = SecretKind::none;
  bool masked = false;
};

// `word_begin`, `word_end`: the secret word the engine found in `text`. The reading stays on its line (and the next one for an XML or JSON
// value that begins there). `prose`: running text, where a bare "password x" is no assignment.
std::optional<Assignment> read_assignment(std::string_view text, std::size_t word_begin, std::size_t word_end, bool prose);

}  // namespace gongdun::detect
