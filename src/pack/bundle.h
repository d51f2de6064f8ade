// A rule pack as one signed file (*.gdpack): what one organisation hands to another. JSON:
//   {"form": "gongdun-pack/1", "id": …, "version": …, "files": {"pack.yaml": "…", …}, "signer": …, "key": …, "signature": …}
// The SM2 signature is over the statement: "gongdun-pack/1", id, version, signer, and SM3 and name of every file, a line each, files in order of name. It
// proves that whoever holds the key made exactly these files; whether that key is to be trusted is the receiver's decision.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/error.h"
#include "crypto/sm2.h"

namespace gongdun::pack {

inline constexpr std::size_t kLargestBundle = 8u << 20;  // bytes of the file
inline constexpr std::size_t kMostBundleFiles = 200;

struct Bundle {
  std::string id, version;
  std::map<std::string, std::string> files;  // name → text; names are those of YAML files of one folder
  std::string signer;                        // as the signer calls itself
  std::string key, signature;                // base64

  std::string statement() const;
  std::string digest() const;  // SM3 of the statement, hex: names this content of this pack
};

// The pack of a folder, which must be sound (`gongdun pack check` on its own is not enough: rules may refer to other packs; the receiver checks the whole set).
base::Result<Bundle> bundle_folder(const std::string& folder);
void sign(Bundle& bundle, const crypto::Sm2PrivateKey& key, const std::string& signer);

std::string bundle_text(const Bundle& bundle);
// Checks form, names, sizes and the signature with the key in it.
base::Result<Bundle> parse_bundle(std::string_view text);

// Writes the files into a new folder.
base::Status unpack_bundle(const Bundle& bundle, const std::string& folder);

}  // namespace gongdun::pack
