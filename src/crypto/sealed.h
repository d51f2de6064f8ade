// Secrets that must be readable again — passwords of mail servers, client secrets, keys of webhooks — are kept sealed: SM4-GCM (GB/T 32907-2016, NIST SP
// 800-38D) under the node's own key, a file of mode 0600 that is never in the store. Each is bound to its purpose, so that a sealed text copied to another
// place does not open there.
#pragma once
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::crypto {

class Seal {
 public:
  // Reads the key, or makes it if there is none. Refused: a file others may read, one of another size.
  static base::Result<Seal> open(const std::string& key_file);
  explicit Seal(std::string_view key);  // 16 bytes
  ~Seal();
  Seal(const Seal&) = default;
  Seal& operator=(const Seal&) = default;

  // base64url of nonce, text and tag. The nonce is random: 2³² texts under one key are far more than a node ever seals.
  std::string close(std::string_view purpose, std::string_view secret) const;
  // Altered, of another purpose or under another key: `permission`.
  base::Result<std::string> open(std::string_view purpose, std::string_view sealed) const;

 private:
  std::string key_;
};

}  // namespace gongdun::crypto
