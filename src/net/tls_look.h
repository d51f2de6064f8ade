// Looks at a TLS service of somebody else: the versions and classes of suites it accepts and the certificate it shows. A handful of connections, one after
// the other; nothing is sent after a handshake.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"

namespace gongdun::net {

struct SeenCertificate {
  std::string subject, issuer, serial, signature, key;  // key: "rsa", "ec", "sm2", "other"; signature: OpenSSL's name
  int key_bits = 0;
  std::int64_t not_before = 0, not_after = 0;  // seconds since 1970
  bool trusted = false, name_fits = false, weak_digest = false;
  std::string chain_problem;  // OpenSSL's words; empty: none
};

struct TlsLook {
  bool reached = false;                 // a TCP connection came about
  std::vector<std::uint16_t> versions;  // accepted: 0x0300 … 0x0304
  bool tlcp = false, weak_suite = false;
  std::uint16_t weak_suite_seen = 0;
  std::string cipher;  // of the handshake a present client gets
  bool has_certificate = false;
  SeenCertificate certificate;
};

struct TlsQuestion {
  std::string host;
  std::uint16_t port = 443;
  std::string ca_file;                    // PEM; empty: the system's authorities
  std::chrono::milliseconds time{5'000};  // for each connection
};

// `io`: it cannot be reached. What speaks no TLS has no versions.
base::Result<TlsLook> look_at_tls(const TlsQuestion& question);

}  // namespace gongdun::net
