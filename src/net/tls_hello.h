// The first words of TLS and TLCP as bytes: what we say, and what comes back. Enough to learn which old versions and weak suites a server accepts, which a
// present library refuses to speak. Pure. Sources: RFC 6101 (SSL 3.0), RFC 5246 (TLS 1.2) §7.4.1, GB/T 38636-2020 §6.4 (TLCP, version 0x0101).
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gongdun::net {

inline constexpr std::uint16_t kTlcp = 0x0101, kSsl3 = 0x0300, kTls10 = 0x0301, kTls11 = 0x0302, kTls12 = 0x0303, kTls13 = 0x0304;

// One record with a ClientHello of exactly this version. `name`: the server's name for SNI; empty or a number: none.
std::string client_hello(std::uint16_t version, std::span<const std::uint16_t> suites, std::string_view name, std::string_view random32);

struct ServerHello {
  enum class What { accepted, refused, not_tls, more } what = What::more;  // more: too few bytes yet
  std::uint16_t version = 0, suite = 0;
};
ServerHello server_hello(std::string_view bytes);

// Suites without real protection: NULL, anonymous, export, RC4, DES, 3DES.
std::span<const std::uint16_t> weak_suites();
std::span<const std::uint16_t> usual_suites();
std::span<const std::uint16_t> tlcp_suites();

}  // namespace gongdun::net
