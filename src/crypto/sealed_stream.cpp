#include "crypto/sealed_stream.h"

#include <gcrypt.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "crypto/library.h"

namespace gongdun::crypto {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kMagic = "GDSEALED";
constexpr char kVersion = 1, kArgon2id = 1, kSm4Gcm = 1, kPieceBits = 16;
constexpr std::size_t kPiece = std::size_t{1} << kPieceBits;
constexpr std::size_t kTag = 16, kKey = 16, kSalt = crypto_pwhash_SALTBYTES, kPrefix = 7, kNonce = kPrefix + 4 + 1;
constexpr std::size_t kCostAt = kMagic.size() + 4, kSaltAt = kCostAt + 8, kPrefixAt = kSaltAt + kSalt, kHead = kPrefixAt + kPrefix;
constexpr std::uint32_t kMostPasses = 16, kMostKib = 1 << 20;  // what a stranger's file may make us spend
constexpr std::uint32_t kPieces = 0xffff'ffff;

void put32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

std::uint32_t get32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string random_bytes(std::size_t size) {
  std::string out(size, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

base::Error out_of_memory() {
  return {
      Code::limit, {"内存不足，无法由口令导出密钥（需要约 256 MiB）", "not enough memory to derive the key from the passphrase (about 256 MiB is needed)"}, {}};
}

// One key, pieces in order.
class PieceCipher {
 public:
  static Result<PieceCipher> make(std::string_view passphrase, std::string head) {
    initialise_libraries();
    std::array<unsigned char, kKey> key{};
    const bool derived =
        crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), reinterpret_cast<const unsigned char*>(head.data() + kSaltAt),
                      get32(head, kCostAt), std::size_t{get32(head, kCostAt + 4)} << 10, crypto_pwhash_ALG_ARGON2ID13) == 0;
    if (!derived) return std::unexpected(out_of_memory());
    PieceCipher cipher(std::move(head));
    gcry_cipher_hd_t handle = nullptr;
    gcry_error_t error = gcry_cipher_open(&handle, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_GCM, 0);
    cipher.handle_.reset(handle);
    if (error == 0) error = gcry_cipher_setkey(handle, key.data(), key.size());
    sodium_memzero(key.data(), key.size());
    if (error != 0) return base::fail(Code::internal, "无法使用 SM4-GCM", "SM4-GCM cannot be used", gcry_strerror(error));
    return cipher;
  }

  Status seal(std::string& piece, bool last, std::string& tag) {
    GD_TRY(start(last));
    tag.resize(kTag);
    if ((!piece.empty() && gcry_cipher_encrypt(handle_.get(), piece.data(), piece.size(), nullptr, 0) != 0) ||
        gcry_cipher_gettag(handle_.get(), tag.data(), kTag) != 0)
      return base::fail(Code::internal, "加密失败", "encryption failed");
    ++number_;
    return {};
  }

  // False: not what was sealed.
  Result<bool> open(std::string& piece, std::string_view tag, bool last) {
    GD_TRY(start(last));
    if (!piece.empty() && gcry_cipher_decrypt(handle_.get(), piece.data(), piece.size(), nullptr, 0) != 0)
      return base::fail(Code::internal, "解密失败", "decryption failed");
    if (gcry_cipher_checktag(handle_.get(), tag.data(), tag.size()) != 0) return false;
    ++number_;
    return true;
  }

  std::uint32_t number() const { return number_; }

 private:
  struct Close {
    void operator()(gcry_cipher_hd_t handle) const { gcry_cipher_close(handle); }
  };
  explicit PieceCipher(std::string head) : head_(std::move(head)) {}

  Status start(bool last) {
    if (number_ == kPieces) return base::fail(Code::limit, "内容超过 256 TiB", "more than 256 TiB");
    std::string nonce = head_.substr(kPrefixAt, kPrefix);
    put32(nonce, number_);
    nonce += static_cast<char>(last ? 1 : 0);
    if (gcry_cipher_reset(handle_.get()) != 0 || gcry_cipher_setiv(handle_.get(), nonce.data(), kNonce) != 0 ||
        gcry_cipher_authenticate(handle_.get(), head_.data(), head_.size()) != 0)
      return base::fail(Code::internal, "加密失败", "encryption failed");
    return {};
  }

  std::string head_;
  std::unique_ptr<std::remove_pointer_t<gcry_cipher_hd_t>, Close> handle_;
  std::uint32_t number_ = 0;
};

std::string new_head(SealCost cost) {
  std::string head(kMagic);
  head += {kVersion, kArgon2id, kSm4Gcm, kPieceBits};
  put32(head, cost.passes);
  put32(head, cost.kib);
  return head + random_bytes(kSalt) + random_bytes(kPrefix);
}

Status check_head(std::string_view head) {
  if (head.size() < kHead || !head.starts_with(kMagic)) return base::fail(Code::invalid_input, "不是工盾的密封文件", "not a sealed file of Gongdun");
  if (head.substr(kMagic.size(), 4) != std::string{kVersion, kArgon2id, kSm4Gcm, kPieceBits})
    return base::fail(Code::unsupported, "密封文件由更新的版本写成，请使用新版程序打开",
                      "the sealed file was written by a newer version; open it with the newer program");
  const std::uint32_t passes = get32(head, kCostAt), kib = get32(head, kCostAt + 4);
  if (passes < 1 || passes > kMostPasses || kib < 8 || kib > kMostKib)
    return base::fail(Code::limit, "密封文件要求的密钥导出代价超出允许范围", "the sealed file asks for a costlier key than is allowed");
  return {};
}

}  // namespace

struct SealWriter::Impl {
  PieceCipher cipher;
  Sink sink;
  std::string waiting;  // at most one piece: whether it is the last is known only when more comes

  Status put(bool last) {
    std::string tag;
    GD_TRY(cipher.seal(waiting, last, tag));
    GD_TRY(sink(waiting));
    GD_TRY(sink(tag));
    waiting.clear();
    return {};
  }
};

SealWriter::SealWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SealWriter::SealWriter(SealWriter&&) noexcept = default;
SealWriter::~SealWriter() = default;

Result<SealWriter> SealWriter::begin(std::string_view passphrase, Sink sink, SealCost cost) {
  initialise_libraries();
  const std::string head = new_head(cost);
  auto cipher = PieceCipher::make(passphrase, head);
  if (!cipher) return std::unexpected(std::move(cipher).error());
  GD_TRY(sink(head));
  return SealWriter(std::make_unique<Impl>(Impl{std::move(*cipher), std::move(sink), {}}));
}

Status SealWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    if (impl_->waiting.size() == kPiece) GD_TRY(impl_->put(false));
    const std::size_t taken = std::min(bytes.size(), kPiece - impl_->waiting.size());
    impl_->waiting += bytes.substr(0, taken);
    bytes.remove_prefix(taken);
  }
  return {};
}

Status SealWriter::finish() {
  return impl_->put(true);
}

struct SealReader::Impl {
  PieceCipher cipher;
  Source source;
  std::string ahead;  // read, not yet opened: up to one piece with its tag and one byte more, which tells that another follows
  bool ended = false;

  Status fill(std::size_t size) {
    while (ahead.size() < size) {
      const std::size_t have = ahead.size();
      ahead.resize(size);
      auto got = source(ahead.data() + have, size - have);
      ahead.resize(have + (got ? *got : 0));
      if (!got) return std::unexpected(std::move(got).error());
      if (*got == 0) return {};
    }
    return {};
  }
};

SealReader::SealReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SealReader::SealReader(SealReader&&) noexcept = default;
SealReader::~SealReader() = default;

Result<SealReader> SealReader::begin(std::string_view passphrase, Source source) {
  std::string head;
  while (head.size() < kHead) {
    std::array<char, kHead> buffer{};
    auto got = source(buffer.data(), kHead - head.size());
    if (!got) return std::unexpected(std::move(got).error());
    if (*got == 0) break;
    head.append(buffer.data(), *got);
  }
  GD_TRY(check_head(head));
  auto cipher = PieceCipher::make(passphrase, head);
  if (!cipher) return std::unexpected(std::move(cipher).error());
  return SealReader(std::make_unique<Impl>(Impl{std::move(*cipher), std::move(source), {}}));
}

Result<std::string> SealReader::next() {
  if (impl_->ended) return std::string();
  constexpr std::size_t kWhole = kPiece + kTag;
  GD_TRY(impl_->fill(kWhole + 1));
  std::string& ahead = impl_->ahead;
  const bool last = ahead.size() <= kWhole;
  const std::size_t size = std::min(ahead.size(), kWhole);
  const bool first = impl_->cipher.number() == 0;
  bool fits = false;
  std::string piece;
  if (size >= kTag) {
    piece = ahead.substr(0, size - kTag);
    auto opened = impl_->cipher.open(piece, std::string_view(ahead).substr(size - kTag, kTag), last);
    if (!opened) return std::unexpected(std::move(opened).error());
    fits = *opened;
  }
  if (!fits && first) return base::fail(Code::permission, "口令不对，或者文件被改动过", "the passphrase is wrong, or the file was altered");
  if (!fits) return base::fail(Code::invalid_input, "密封文件不完整或被改动过，请使用另一份", "the sealed file is cut off or was altered; use another copy");
  ahead.erase(0, size);
  impl_->ended = last;
  return piece;
}

}  // namespace gongdun::crypto
