#include "cli/signing_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "catalog/catalog.h"
#include "cli/passphrase.h"
#include "cli/terminal.h"

namespace gongdun::cli {

using base::Code;
using base::Result;
using base::Status;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestFile = 16'384, kShortestPassphrase = 12;

Result<std::string> usual_place() {
  auto store = catalog::default_store_url();  // makes the folder, for its owner alone
  if (!store) return store;
  const fs::path file = fs::path(store->substr(std::string_view("sqlite:").size())).parent_path() / "signing.key";
  return file.string();
}

Status write_new(const std::string& path, std::string_view text, mode_t mode) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) return base::fail(Code::conflict, "文件已存在或无法建立", "the file exists already or cannot be made", path);
  const bool whole = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  ::close(fd);
  if (!whole) return base::fail(Code::io, "无法写入文件", "cannot write the file", path);
  return {};
}

Result<crypto::Sm2PrivateKey> make(const std::string& path, const SigningKeyWish& wish) {
  const bool zh = wish.lang == base::Lang::zh;
  print_error(zh ? "首次签名：为您建立签名密钥，请设定口令（至少 12 个字节）。"
                 : "Your first signature: a key is made for you; choose a passphrase (at least 12 bytes).");
  auto passphrase = read_passphrase(wish.passphrase_file, true, wish.lang);
  if (!passphrase) return std::unexpected(std::move(passphrase).error());
  if (passphrase->size() < kShortestPassphrase) return base::fail(Code::invalid_input, "口令至少 12 个字节", "the passphrase takes at least 12 bytes");
  auto key = crypto::Sm2PrivateKey::generate();
  if (auto status = write_new(path, key.pem(*passphrase), 0600); !status) return std::unexpected(std::move(status).error());
  if (auto status = write_new(path + ".pub", key.public_key().pem(), 0644); !status) return std::unexpected(std::move(status).error());
  print_error(fmt::format(fmt::runtime(zh ? "签名密钥 {}，公钥指纹 {}" : "signing key {}, fingerprint {}"), path, key.public_key().fingerprint()));
  return key;
}

}  // namespace

Result<crypto::Sm2PrivateKey> signing_key(const SigningKeyWish& wish) {
  std::string path = wish.file;
  if (path.empty()) {
    auto usual = usual_place();
    if (!usual) return std::unexpected(std::move(usual).error());
    path = *usual;
  }
  struct stat about{};
  if (::stat(path.c_str(), &about) != 0) return make(path, wish);
  if (!S_ISREG(about.st_mode) || static_cast<std::size_t>(about.st_size) > kLongestFile)
    return base::fail(Code::invalid_input, "不是签名密钥文件", "not the file of a signing key", path);
  std::ifstream in(path, std::ios::binary);
  const std::string pem(std::istreambuf_iterator<char>(in), {});
  auto passphrase = read_passphrase(wish.passphrase_file, false, wish.lang);
  if (!passphrase) return std::unexpected(std::move(passphrase).error());
  auto key = crypto::Sm2PrivateKey::parse(pem, *passphrase);
  if (!key) return std::unexpected(std::move(key).error().at(path));
  return key;
}

}  // namespace gongdun::cli
