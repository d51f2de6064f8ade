// Where a text holds something encoded that may be read after decoding: base64 (both alphabets, broken lines), hexadecimal text, percent-encoding
// (RFC 3986 §2.1) and \uXXXX escapes (RFC 8259 §7). Finding costs one pass of byte classes over the text; runs that cannot be text are passed over
// by their first characters.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::detect {

enum class Encoding : std::uint8_t { none, base64, hex, percent, unicode };
const char* encoding_name(Encoding encoding);

struct EncodedRun {
  std::size_t begin = 0, end = 0;  // bytes of the text
  Encoding encoding = Encoding::none;
};

// Shorter base64 or hexadecimal runs hold too little to be told from words.
inline constexpr std::size_t kShortestRun = 20;

// In ascending order, not overlapping; percent-encoding is given as the whole word, \uXXXX as the whole line around it.
void find_encoded_runs(std::string_view text, std::vector<EncodedRun>& runs);

// Appends what the run holds, as UTF-8. False, with `out` as it was, if that is no text: pictures, certificates, digests.
// `cut`: the run may begin in the middle of a group of four.
bool decode_run(std::string_view text, const EncodedRun& run, bool cut, std::string& out);

// The bytes of `text` that stand for [begin, end) of what decode_run() made of the run; the whole run for base64 and hexadecimal.
struct SourceSpan {
  std::size_t begin = 0, end = 0;
};
SourceSpan source_of(std::string_view text, const EncodedRun& run, std::size_t begin, std::size_t end);

}  // namespace gongdun::detect
