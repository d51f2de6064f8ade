// Base64 as it is met in files, and as we write it: both alphabets (RFC 4648 §4, §5), padded or not, broken into lines.
#pragma once
#include <string>
#include <string_view>

namespace gongdun::base {

int base64_value(char c);  // 0…63, -1 for other characters

// Appends the bytes of `text` to `out`; white space is passed over. False where another character stands before the padding, something follows
// the padding, or the length is impossible: `out` then holds what was decoded so far.
bool decode_base64(std::string_view text, std::string& out);

// Without line breaks; the URL form (RFC 4648 §5) has no padding.
std::string encode_base64(std::string_view bytes);
std::string encode_base64url(std::string_view bytes);
// The URL form as tokens write it (RFC 7515 §2): no padding, no white space, no other alphabet, no bits left over. Everything else is false.
bool decode_base64url(std::string_view text, std::string& out);

}  // namespace gongdun::base
