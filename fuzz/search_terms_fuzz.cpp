// Any bytes as text and as what somebody types: words are bounded, hold nothing a query language would read, and what was cut from the middle of a text is
// found by its words if it is a whole word.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/split.h"
#include "base/utf8.h"
#include "catalog/search_terms.h"

using namespace gongdun;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const std::string& word : base::split(catalog::words_of(text), ' ')) {
    if (word.size() > catalog::kWordBytes || !base::is_valid_utf8(word)) std::abort();
    for (const char c : word)
      if (static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) std::abort();
  }
  const catalog::SearchQuery query = catalog::parse_search(text);
  if (query.words.size() > catalog::kQueryWords) std::abort();
  for (const catalog::SearchWord& word : query.words)
    if (word.text.empty() || word.text.find_first_of("\"' ") != std::string::npos) std::abort();
  return 0;
}
