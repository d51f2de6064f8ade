// Token vetoes: a match that is only a piece of a larger token of another kind is none (the middle of a GUID is not a telephone number).
//
// guid       inside 8-4-4-4-12 hexadecimal groups
// float      digits of a decimal fraction or of a number with exponent: 123.45678901234, 1.38e10
// hash       inside a longer run of hexadecimal digits (24 and more, letters and digits mixed)
// path       inside a file path: /var/x/…, C:\x\…
// url        inside scheme://…, before the first space
// version    inside a dotted version: v1.2.3.4, 1.2.3-rc1
// timestamp  a compact date-time or epoch: 20240131123055, 1706677855123
// base64     inside a long base64 run
// word       touches a letter, digit or underscore on either side (for patterns without \b)
// decimal_list  one of many decimals in a row of numbers
// email      inside an e-mail address
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace gongdun::detect {

struct Veto {
  std::string_view id;
  std::string_view name_zh, name_en;
  // True: the bytes [begin, end) of `buffer` belong to a larger token and are no match.
  bool (*forbids)(std::string_view buffer, std::size_t begin, std::size_t end);
  // How far it looks past the ends of the token, into the cells of a table beside it, in bytes.
  std::size_t before = 0, behind = 0;
};

const Veto* find_veto(std::string_view id);
std::vector<const Veto*> all_vetoes();

}  // namespace gongdun::detect
