// gongdun pack keygen, sign, verify, diff.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/passphrase.h"
#include "cli/scratch_folder.h"
#include "cli/terminal.h"
#include "pack/bundle.h"
#include "pack/difference.h"
#include "pack/load.h"

namespace gongdun::cli {

using base::Code;
using base::Lang;
using base::Result;
using base::Status;
namespace fs = std::filesystem;

namespace {

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(pack::kLargestBundle + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad() || (!in.eof() && text.empty())) return base::fail(Code::not_found, "文件无法读取", "the file cannot be read", path);
  return text;
}

// A new file; nothing is written over.
Status write_file(const std::string& path, std::string_view text, mode_t mode) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) return base::fail(Code::conflict, "文件已存在或无法建立，请换一个名字", "the file exists already or cannot be made; choose another name", path);
  const bool whole = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  ::close(fd);
  if (!whole) return base::fail(Code::io, "无法写入文件", "cannot write the file", path);
  return {};
}

Result<std::string> new_key(const PackFileOptions& options, bool zh) {
  auto passphrase = read_passphrase(options.passphrase_file, true, options.common.lang);
  if (!passphrase) return passphrase;
  if (passphrase->size() < 12) return base::fail(Code::invalid_input, "口令至少 12 个字节", "the passphrase takes at least 12 bytes");
  const auto key = crypto::Sm2PrivateKey::generate();
  GD_TRY(write_file(options.output, key.pem(*passphrase), 0600));
  GD_TRY(write_file(options.output + ".pub", key.public_key().pem(), 0644));
  return fmt::format(fmt::runtime(zh ? "私钥 {}，公钥 {}.pub，公钥指纹 {}\n" : "private key {}, public key {}.pub, fingerprint {}\n"), options.output,
                     options.output, key.public_key().fingerprint());
}

Result<std::string> sign_folder(const PackFileOptions& options, bool zh) {
  auto bundle = pack::bundle_folder(options.first);
  if (!bundle) return std::unexpected(std::move(bundle).error());
  auto pem = read_file(options.key);
  if (!pem) return pem;
  auto passphrase = read_passphrase(options.passphrase_file, false, options.common.lang);
  if (!passphrase) return passphrase;
  auto key = crypto::Sm2PrivateKey::parse(*pem, *passphrase);
  if (!key) return std::unexpected(std::move(key).error().at(options.key));
  pack::sign(*bundle, *key, options.signer);
  const std::string text = pack::bundle_text(*bundle);
  if (auto whole = pack::parse_bundle(text); !whole) return std::unexpected(std::move(whole).error());
  GD_TRY(write_file(options.output, text, 0644));
  return fmt::format(fmt::runtime(zh ? "已签名 {} {}（{} 个文件），公钥指纹 {}\n" : "signed {} {} ({} files), fingerprint {}\n"), bundle->id, bundle->version,
                     bundle->files.size(), key->public_key().fingerprint());
}

Result<pack::Bundle> open_bundle(const std::string& path) {
  auto text = read_file(path);
  if (!text) return std::unexpected(std::move(text).error());
  auto bundle = pack::parse_bundle(*text);
  if (!bundle) return std::unexpected(std::move(bundle).error().at(path));
  return bundle;
}

Result<std::string> verify_file(const PackFileOptions& options, bool zh) {
  auto bundle = open_bundle(options.first);
  if (!bundle) return std::unexpected(std::move(bundle).error());
  auto key = crypto::Sm2PublicKey::parse(bundle->key);
  if (!key) return std::unexpected(std::move(key).error());
  return fmt::format(
      fmt::runtime(
          zh ? "签名有效：{} {}，签名单位自称“{}”，公钥指纹 {}\n请向对方核对指纹。\n"
             : "The signature is valid: {} {}, signer calls itself \"{}\", fingerprint {}\nCompare the fingerprint with what the signer says it is.\n"),
      bundle->id, bundle->version, bundle->signer, key->fingerprint());
}

// What the rules say, of one pack (folder or file) or of a folder of packs. References into other packs are no matter here.
Result<pack::RuleTexts> texts_of(const std::string& path) {
  pack::RuleTexts out;
  const ScratchFolder scratch("gongdun-diff");
  if (scratch.path().empty()) return base::fail(Code::io, "无法建立临时目录", "cannot make a temporary folder");
  std::error_code error;
  std::string set = path;
  if (fs::is_regular_file(path, error)) {
    auto bundle = open_bundle(path);
    if (!bundle) return std::unexpected(std::move(bundle).error());
    GD_TRY(pack::unpack_bundle(*bundle, scratch.path() + "/" + bundle->id));
    set = scratch.path();
  } else if (fs::exists(fs::path(path) / "pack.yaml", error)) {
    const fs::path folder = fs::canonical(path, error);
    fs::create_directory_symlink(folder, fs::path(scratch.path()) / folder.filename(), error);
    set = scratch.path();
  } else if (!fs::is_directory(path, error)) {
    return base::fail(Code::not_found, "没有这个规则包", "there is no such pack", path);
  }
  (void)pack::load_packs(set, {}, &out);
  if (out.empty()) return base::fail(Code::invalid_input, "这里没有读到任何规则", "no rules were read here", path);
  return out;
}

std::string difference_json(const std::vector<pack::RuleChange>& changes) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& change : changes) {
    nlohmann::ordered_json fields = nlohmann::ordered_json::array();
    for (const auto& field : change.fields) fields.push_back({{"field", field.field}, {"removed", field.removed}, {"added", field.added}});
    list.push_back({{"id", change.id},
                    {"what", pack::what_name(change.what)},
                    {"pack", change.pack},
                    {"kind", change.kind},
                    {"name", {{"zh", change.name.zh}, {"en", change.name.en}}},
                    {"fields", std::move(fields)}});
  }
  return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string difference_text(const std::vector<pack::RuleChange>& changes, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (changes.empty()) return zh ? "没有差异。\n" : "No difference.\n";
  std::string out;
  for (const auto& change : changes) {
    using What = pack::RuleChange::What;
    const char* sign = change.what == What::added ? "+" : change.what == What::removed ? "-" : "~";
    out += fmt::format("{} {}  {}\n", sign, change.id, change.name.in(lang));
    if (change.what != What::changed) continue;
    for (const auto& field : change.fields) {
      out += fmt::format("    {}:", field.field);
      if (!field.removed.empty()) out += fmt::format(" −[{}]", fmt::join(field.removed, "、"));
      if (!field.added.empty()) out += fmt::format(" +[{}]", fmt::join(field.added, "、"));
      out += "\n";
    }
  }
  return out + (zh ? fmt::format("共 {} 条规则有变化。\n", changes.size()) : fmt::format("{} rules differ.\n", changes.size()));
}

Result<std::string> compare(const PackFileOptions& options) {
  auto before = texts_of(options.first);
  if (!before) return std::unexpected(std::move(before).error());
  auto after = texts_of(options.second);
  if (!after) return std::unexpected(std::move(after).error());
  const auto changes = pack::difference(*before, *after);
  return options.format == "json" ? difference_json(changes) : difference_text(changes, options.common.lang);
}

}  // namespace

int run(const PackFileOptions& options) {
  using What = PackFileOptions::What;
  const bool zh = options.common.lang == Lang::zh;
  auto said = options.what == What::new_key  ? new_key(options, zh)
              : options.what == What::sign   ? sign_folder(options, zh)
              : options.what == What::verify ? verify_file(options, zh)
                                             : compare(options);
  if (!said) return report_error(said.error(), options.common.lang);
  print(*said);
  return kDone;
}

}  // namespace gongdun::cli
