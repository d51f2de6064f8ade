#include "pack/bundle.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "crypto/sm3.h"
#include "pack/fields.h"
#include "pack/tree.h"

namespace gongdun::pack {

using base::Code;
using base::Result;
using base::Status;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kForm = "gongdun-pack/1";
constexpr std::size_t kLongestName = 100, kLongestSigner = 200;

std::unexpected<base::Error> unfit(const std::string& zh, const std::string& en, const std::string& where = {}) {
  return base::fail(Code::invalid_input, zh, en, where);
}

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= kLongestName && text[0] != '.' && text[0] != '-' && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

Status check_file(const std::string& name, const std::string& text) {
  if (!is_word(name) || !name.ends_with(".yaml")) return unfit("规则包内的文件名不符合要求", "a file name in the pack is not acceptable", name);
  if (text.size() > kMaxFileBytes || !base::is_valid_utf8(text))
    return unfit("规则包内的文件过大或不是 UTF-8", "a file of the pack is too large or not UTF-8", name);
  return {};
}

Status check_content(const Bundle& bundle) {
  if (!is_word(bundle.id) || !is_word(bundle.version)) return unfit("规则包的编号或版本不符合要求", "the pack's id or version is not acceptable", bundle.id);
  if (bundle.files.empty() || bundle.files.size() > kMostBundleFiles || !bundle.files.contains("pack.yaml"))
    return unfit("规则包没有 pack.yaml，或文件过多", "the pack has no pack.yaml, or too many files", bundle.id);
  for (const auto& [name, text] : bundle.files) GD_TRY(check_file(name, text));
  if (bundle.signer.empty() || bundle.signer.size() > kLongestSigner || bundle.signer.find_first_of("\r\n") != std::string::npos)
    return unfit("签名者名称不符合要求", "the signer's name is not acceptable");
  return {};
}

// id and version as pack.yaml says them: the file beside must not say otherwise.
Status check_manifest(const Bundle& bundle) {
  std::vector<LoadProblem> problems;
  Problems collector("pack.yaml", problems);
  const Node root = parse_tree(bundle.files.at("pack.yaml"), collector);
  if (!problems.empty()) return unfit(problems[0].message.zh, problems[0].message.en, fmt::format("pack.yaml:{}", problems[0].line));
  std::string id, version;
  for (const Entry& entry : root.entries) {
    if (entry.key == "id") id = entry.value.text;
    if (entry.key == "version") version = entry.value.text;
  }
  if (id == bundle.id && version == bundle.version) return {};
  return unfit("pack.yaml 中的编号或版本与签名文件不一致", "id or version in pack.yaml differ from those of the signed file", "pack.yaml");
}

Result<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kMaxFileBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad() || (!in.eof() && text.empty())) return base::fail(Code::io, "文件无法读取", "the file cannot be read", path.string());
  return text;
}

}  // namespace

std::string Bundle::statement() const {
  std::string out = fmt::format("{}\n{}\n{}\n{}\n", kForm, id, version, signer);
  for (const auto& [name, text] : files) out += fmt::format("{} {}\n", crypto::sm3_hex(text), name);
  return out;
}

std::string Bundle::digest() const {
  return crypto::sm3_hex(statement());
}

Result<Bundle> bundle_folder(const std::string& folder) {
  Bundle bundle;
  std::error_code error;
  for (fs::directory_iterator walk(folder, error); !error && walk != fs::directory_iterator(); walk.increment(error)) {
    const std::string name = walk->path().filename().string();
    if (!name.ends_with(".yaml") || name.starts_with('.')) continue;
    auto text = read_file(walk->path());
    if (!text) return std::unexpected(std::move(text).error());
    bundle.files[name] = std::move(*text);
  }
  if (error) return base::fail(Code::not_found, "目录无法打开：" + error.message(), "the folder cannot be opened: " + error.message(), folder);
  if (!bundle.files.contains("pack.yaml")) return unfit("这里没有 pack.yaml，不是规则包目录", "there is no pack.yaml here: not the folder of a pack", folder);
  std::vector<LoadProblem> problems;
  Problems collector("pack.yaml", problems);
  for (const Entry& entry : parse_tree(bundle.files["pack.yaml"], collector).entries) {
    if (entry.key == "id") bundle.id = entry.value.text;
    if (entry.key == "version") bundle.version = entry.value.text;
  }
  bundle.signer = "-";
  GD_TRY(check_content(bundle));
  GD_TRY(check_manifest(bundle));
  return bundle;
}

void sign(Bundle& bundle, const crypto::Sm2PrivateKey& key, const std::string& signer) {
  bundle.signer = signer;
  bundle.key = key.public_key().text();
  bundle.signature = key.sign(bundle.statement());
}

std::string bundle_text(const Bundle& bundle) {
  const Json json{{"form", kForm},           {"id", bundle.id},   {"version", bundle.version},    {"files", bundle.files},
                  {"signer", bundle.signer}, {"key", bundle.key}, {"signature", bundle.signature}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Bundle> parse_bundle(std::string_view text) {
  if (text.size() > kLargestBundle) return base::fail(Code::limit, "规则包文件超过 8 MiB", "the pack file is larger than 8 MiB");
  Bundle bundle;
  try {
    const Json json = Json::parse(text);
    if (json.at("form") != kForm) return unfit("不是工盾的规则包文件，或由更新的版本写成", "not a pack file of Gongdun, or one of a newer version");
    json.at("id").get_to(bundle.id);
    json.at("version").get_to(bundle.version);
    json.at("files").get_to(bundle.files);
    json.at("signer").get_to(bundle.signer);
    json.at("key").get_to(bundle.key);
    json.at("signature").get_to(bundle.signature);
  } catch (const Json::exception&) {
    return unfit("不是完好的规则包文件（*.gdpack）", "not a sound pack file (*.gdpack)");
  }
  GD_TRY(check_content(bundle));
  GD_TRY(check_manifest(bundle));
  auto key = crypto::Sm2PublicKey::parse(bundle.key);
  if (!key) return std::unexpected(std::move(key).error());
  bundle.key = key->text();
  if (!key->verify(bundle.statement(), bundle.signature))
    return base::fail(Code::permission, "签名不符：规则包在签名之后被改动过", "the signature does not fit: the pack was altered after it was signed",
                      bundle.id);
  return bundle;
}

Status unpack_bundle(const Bundle& bundle, const std::string& folder) {
  GD_TRY(check_content(bundle));
  std::error_code error;
  if (!fs::create_directories(folder, error)) return base::fail(Code::io, "无法建立目录", "cannot create the folder", folder);
  for (const auto& [name, text] : bundle.files) {
    std::ofstream out(fs::path(folder) / name, std::ios::binary);
    out << text;
    out.close();
    if (!out) return base::fail(Code::io, "无法写入文件，请检查磁盘空间", "cannot write the file; check the free space", (fs::path(folder) / name).string());
  }
  return {};
}

}  // namespace gongdun::pack
