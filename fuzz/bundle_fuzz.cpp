// Signed pack files: any bytes are refused or taken without a crash; what is taken comes back the same. The sealed stream of backups rides along: any head, any
// pieces.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "crypto/sealed_stream.h"
#include "pack/bundle.h"

using namespace gongdun;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto bundle = pack::parse_bundle(text)) {
    const auto again = pack::parse_bundle(pack::bundle_text(*bundle));
    if (!again || again->digest() != bundle->digest()) std::abort();
  }
  (void)crypto::Sm2PublicKey::parse(text);
  // A key costs what the head says: only cheap ones here.
  if (text.size() > 20 && text.starts_with("GDSEALED") && (text[12] | text[13] | text[14] | text[16] | text[17] | text[18]) != 0) return 0;
  std::size_t at = 0;
  auto reader = crypto::SealReader::begin("passphrase", [&](char* to, std::size_t room) -> base::Result<std::size_t> {
    const std::size_t count = std::min(room, text.size() - at);
    std::memcpy(to, text.data() + at, count);
    at += count;
    return count;
  });
  while (reader) {
    const auto piece = reader->next();
    if (!piece || piece->empty()) break;
  }
  return 0;
}
