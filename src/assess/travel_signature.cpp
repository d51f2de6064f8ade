#include "assess/travel_signature.h"

#include <nlohmann/json.hpp>

#include "base/json_depth.h"
#include "crypto/sm3.h"

namespace gongdun::assess {

using base::Code;
using base::Result;
using base::Status;
using nlohmann::json;

namespace {

constexpr const char* kMember = "signature";
constexpr std::size_t kLongestSigner = 200;

// `file` without its signature.
std::string statement(const json& file, const std::string& signer) {
  return "gongdun-diagnosis-signature/1\n" + signer + "\n" + crypto::sm3_hex(file.dump()) + "\n";
}

bool is_name(const std::string& signer) {
  return !signer.empty() && signer.size() <= kLongestSigner && signer.find_first_of("\r\n") == std::string::npos;
}

}  // namespace

Status sign_travel(json& file, const crypto::Sm2PrivateKey& key, const std::string& signer) {
  if (!is_name(signer))
    return base::fail(Code::invalid_input, "签名者名称应为一行，不超过 200 字节", "the signer's name should be one line of at most 200 bytes");
  file.erase(kMember);
  const std::string value = key.sign(statement(file, signer));
  file[kMember] = {{"signer", signer}, {"key", key.public_key().text()}, {"value", value}};
  return {};
}

Result<std::string> sign_travel(std::string_view text, const crypto::Sm2PrivateKey& key, const std::string& signer) {
  json file = base::is_too_deep(text, 8) ? json(json::value_t::discarded) : json::parse(text, nullptr, false);
  if (!file.is_object()) return base::fail(Code::invalid_input, "诊断文件无法读取", "the diagnosis file cannot be read");
  if (auto status = sign_travel(file, key, signer); !status) return std::unexpected(std::move(status).error());
  return file.dump(1) + "\n";
}

Result<std::optional<TravelSignature>> take_signature(json& file) {
  const auto place = file.find(kMember);
  if (place == file.end()) return std::nullopt;
  const json given = std::move(*place);
  file.erase(place);
  const auto refuse = [] {
    return base::fail(Code::permission, "签名不符：诊断文件在签名之后被改动过，请向对方重新索取",
                      "the signature does not fit: the diagnosis file was altered after it was signed; ask for it again");
  };
  try {
    const std::string signer = given.at("signer"), value = given.at("value");
    if (!is_name(signer)) return refuse();
    auto key = crypto::Sm2PublicKey::parse(given.at("key").get<std::string>());
    if (!key) return std::unexpected(std::move(key).error());
    if (!key->verify(statement(file, signer), value)) return refuse();
    return TravelSignature{signer, key->fingerprint()};
  } catch (const json::exception&) {
    return refuse();
  }
}

}  // namespace gongdun::assess
