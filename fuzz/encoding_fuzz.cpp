// Detection and decoding of any bytes: no crash, valid UTF-8 out, the same text however the input is cut.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/encoding.h"
#include "base/utf8.h"

using namespace gongdun::base;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto encoding = static_cast<Encoding>(data[0] % (static_cast<int>(Encoding::binary) + 1));
  const std::span bytes(reinterpret_cast<const std::byte*>(data + 2), size - 2);
  detect_encoding(bytes, (data[1] & 1) != 0);
  const std::string whole = to_utf8(bytes, encoding);
  if (!is_valid_utf8(whole)) std::abort();
  const std::size_t cut = bytes.empty() ? 0 : data[1] % bytes.size();
  Decoder decoder(encoding);
  std::string pieces;
  decoder.decode(bytes.first(cut), pieces, false);
  decoder.decode(bytes.subspan(cut), pieces, true);
  if (pieces != whole) std::abort();
  return 0;
}
