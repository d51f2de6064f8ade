// The SM2 key with which a person signs what leaves the machine: made at first use, kept under a passphrase (encrypted PKCS #8, mode 0600).
#pragma once
#include <string>

#include "crypto/sm2.h"

namespace gongdun::cli {

struct SigningKeyWish {
  std::string file;             // empty: signing.key beside the default store
  std::string passphrase_file;  // empty: asked for at the terminal
  base::Lang lang = base::Lang::zh;
};

// Tells on standard error when it makes one, with its fingerprint. The public key is beside it, as .pub.
base::Result<crypto::Sm2PrivateKey> signing_key(const SigningKeyWish& wish);

}  // namespace gongdun::cli
