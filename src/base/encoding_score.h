// How much bytes read like ordinary text under one encoding, 0..1. Private to base; encoding_detect.cpp decides.
#pragma once
#include <string_view>

#include "base/encoding.h"

namespace gongdun::base {

double utf16_plausibility(std::string_view text, bool big_endian);
// gb18030, big5 or shift_jis; `whole`: the text is not cut at its end.
double double_byte_plausibility(std::string_view text, Encoding encoding, bool whole);
double cp1252_plausibility(std::string_view text);

}  // namespace gongdun::base
