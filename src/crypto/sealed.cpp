#include "crypto/sealed.h"

#include <fcntl.h>
#include <gcrypt.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>

#include "base/base64.h"
#include "crypto/digest.h"
#include "crypto/library.h"

namespace gongdun::crypto {

using base::Code;
using base::Result;

namespace {

constexpr std::size_t kKey = 16, kNonce = 12, kTag = 16;

struct Closed {
  void operator()(gcry_cipher_hd_t handle) const { gcry_cipher_close(handle); }
};
using Cipher = std::unique_ptr<gcry_cipher_handle, Closed>;

// Ready for text; ends the program where the library has no SM4, since nothing safe could follow.
Cipher start(const std::string& key, std::string_view nonce, std::string_view purpose) {
  initialise_libraries();
  gcry_cipher_hd_t handle = nullptr;
  if (gcry_cipher_open(&handle, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_GCM, 0) != 0) std::abort();
  Cipher cipher(handle);
  if (gcry_cipher_setkey(handle, key.data(), key.size()) != 0 || gcry_cipher_setiv(handle, nonce.data(), nonce.size()) != 0 ||
      gcry_cipher_authenticate(handle, purpose.data(), purpose.size()) != 0)
    std::abort();
  return cipher;
}

std::unexpected<base::Error> bad_file(const std::string& file) {
  return base::fail(Code::io, "无法读取或建立节点密钥文件", "cannot read or make the node's key file", file);
}

// Whole or not at all: a node that lost power must not find half a key.
bool write_key(const std::string& file, const std::string& key) {
  const std::string draft = file + ".new";
  ::unlink(draft.c_str());
  const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return false;
  const bool written = ::write(fd, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(fd) == 0;
  ::close(fd);
  // Never over a key that is there: what was sealed with it would be lost.
  return written && ::link(draft.c_str(), file.c_str()) == 0 && ::unlink(draft.c_str()) == 0;
}

}  // namespace

Seal::Seal(std::string_view key) : key_(key) {
  if (key_.size() != kKey) std::abort();
}

Seal::~Seal() {
  sodium_memzero(key_.data(), key_.size());
}

Result<Seal> Seal::open(const std::string& key_file) {
  if (::access(key_file.c_str(), F_OK) != 0 && !write_key(key_file, random_bytes(kKey))) return bad_file(key_file);
  const int fd = ::open(key_file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return bad_file(key_file);
  struct stat facts{};
  std::string key(kKey + 1, '\0');
  const bool known = ::fstat(fd, &facts) == 0;
  const ssize_t got = ::read(fd, key.data(), key.size());
  ::close(fd);
  if (!known || got < 0) return bad_file(key_file);
  if ((facts.st_mode & 077) != 0)
    return base::fail(Code::permission, "节点密钥文件可被他人读取，请把权限改为 0600", "others may read the node's key file; give it mode 0600", key_file);
  if (got != static_cast<ssize_t>(kKey)) return base::fail(Code::invalid_input, "节点密钥文件已损坏", "the node's key file is damaged", key_file);
  Seal seal(std::string_view(key).substr(0, kKey));
  sodium_memzero(key.data(), key.size());
  return seal;
}

std::string Seal::close(std::string_view purpose, std::string_view secret) const {
  const std::string nonce = random_bytes(kNonce);
  const Cipher cipher = start(key_, nonce, purpose);
  std::string text(secret.size(), '\0'), tag(kTag, '\0');
  if ((!secret.empty() && gcry_cipher_encrypt(cipher.get(), text.data(), text.size(), secret.data(), secret.size()) != 0) ||
      gcry_cipher_gettag(cipher.get(), tag.data(), tag.size()) != 0)
    std::abort();
  return base::encode_base64url(nonce + text + tag);
}

Result<std::string> Seal::open(std::string_view purpose, std::string_view sealed) const {
  const auto refused = [] {
    return base::fail(Code::permission, "密封的内容无法用本节点的密钥打开，请重新填写", "what was sealed does not open with this node's key; enter it again");
  };
  std::string bytes;
  if (!base::decode_base64url(sealed, bytes) || bytes.size() < kNonce + kTag) return refused();
  const std::string_view all(bytes);
  const std::string_view text = all.substr(kNonce, all.size() - kNonce - kTag), tag = all.substr(all.size() - kTag);
  const Cipher cipher = start(key_, all.substr(0, kNonce), purpose);
  std::string secret(text.size(), '\0');
  if (!text.empty() && gcry_cipher_decrypt(cipher.get(), secret.data(), secret.size(), text.data(), text.size()) != 0) return refused();
  if (gcry_cipher_checktag(cipher.get(), tag.data(), tag.size()) != 0) return refused();
  return secret;
}

}  // namespace gongdun::crypto
