// A stream of bytes sealed under a passphrase: nobody without it reads or alters, cuts or reorders it unnoticed. Made for files that leave the machine.
//
// Key: argon2id (RFC 9106) over passphrase and a random salt. Bytes: SM4-GCM (GB/T 32907, GB/T 36624) in pieces of 64 KiB, after the STREAM construction
// (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015): the nonce of a piece is a random
// prefix, its number and whether it is the last; the head is authenticated with every piece. Layout: docs/backup.md.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::crypto {

// What guessing one passphrase costs: passes over memory. As given, about half a second and 256 MiB.
struct SealCost {
  std::uint32_t passes = 3, kib = 262'144;
};

class SealWriter {
 public:
  using Sink = std::function<base::Status(std::string_view bytes)>;
  static base::Result<SealWriter> begin(std::string_view passphrase, Sink sink, SealCost cost = {});
  SealWriter(SealWriter&&) noexcept;
  ~SealWriter();

  base::Status write(std::string_view bytes);
  // Without it the stream counts as cut off.
  base::Status finish();

 private:
  struct Impl;
  explicit SealWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class SealReader {
 public:
  // Up to `size` bytes; 0 at the end.
  using Source = std::function<base::Result<std::size_t>(char* to, std::size_t size)>;
  // Fails: permission where the passphrase does not fit or the first piece was altered, invalid_input where this is no sealed stream.
  static base::Result<SealReader> begin(std::string_view passphrase, Source source);
  SealReader(SealReader&&) noexcept;
  ~SealReader();

  // The next piece, empty at the end. Fails where a piece was altered, moved, or the end is missing; nothing of such a piece is handed out.
  base::Result<std::string> next();

 private:
  struct Impl;
  explicit SealReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::crypto
