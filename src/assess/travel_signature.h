// Who wrote a travel file: an SM2 signature (crypto/sm2.h) over the statement "gongdun-diagnosis-signature/1", signer, and SM3 of everything else in the file
// as JSON with sorted keys and no spaces, a line each. It proves that whoever holds the key wrote exactly this; whose key it is, people settle by comparing
// fingerprints, and the store remembers (known_signers.h).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "crypto/sm2.h"

namespace gongdun::assess {

struct TravelSignature {
  std::string signer;       // as the signer calls itself
  std::string fingerprint;  // of the key, hex
};

// Puts the signature into the file's object, in place of any that is there. `signer`: one line of at most 200 bytes.
base::Status sign_travel(nlohmann::json& file, const crypto::Sm2PrivateKey& key, const std::string& signer);
base::Result<std::string> sign_travel(std::string_view text, const crypto::Sm2PrivateKey& key, const std::string& signer);

// Takes the signature out of the file's object and checks it. None: the file is not signed. `permission` where it does not fit what the file says.
base::Result<std::optional<TravelSignature>> take_signature(nlohmann::json& file);

}  // namespace gongdun::assess
