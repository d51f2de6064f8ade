#include "net/tls_hello.h"

#include <algorithm>
#include <array>

namespace gongdun::net {

namespace {

constexpr std::size_t kLongestRecord = 16'384 + 2'048;

void put16(std::string& out, std::size_t value) {
  out += static_cast<char>((value >> 8) & 0xFF);
  out += static_cast<char>(value & 0xFF);
}

std::string with_length(const std::string& body) {
  std::string out;
  put16(out, body.size());
  return out + body;
}

std::string extension(std::uint16_t type, const std::string& body) {
  std::string out;
  put16(out, type);
  return out + with_length(body);
}

std::uint16_t take16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>((static_cast<unsigned char>(bytes[at]) << 8) | static_cast<unsigned char>(bytes[at + 1]));
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() < 254 && name.find(':') == std::string_view::npos && name.find_first_not_of("0123456789.") != std::string_view::npos;
}

std::string extensions(std::string_view name) {
  std::string out;
  if (is_name(name)) {
    std::string entry(1, '\0');
    entry += with_length(std::string(name));
    out += extension(0, with_length(entry));
  }
  out += extension(10, with_length(std::string("\x00\x17\x00\x18\x00\x19\x00\x1d", 8)));  // curves: P-256, P-384, P-521, X25519
  out += extension(11, std::string("\x01\x00", 2));                                       // points as they are
  out += extension(13, with_length(std::string("\x04\x01\x05\x01\x06\x01\x04\x03\x05\x03\x06\x03\x08\x04\x02\x01\x02\x03", 18)));
  return out;
}

}  // namespace

std::span<const std::uint16_t> weak_suites() {
  static constexpr std::array<std::uint16_t, 23> kSuites{0x0001, 0x0002, 0x003B, 0xC001, 0xC006, 0xC00B, 0xC010,  // NULL
                                                         0x0003, 0x0006, 0x0008, 0x0014, 0x0017, 0x0019,          // export
                                                         0x0018, 0x0034, 0x001B, 0xC018,                          // anonymous
                                                         0x0004, 0x0005, 0xC011, 0x0009, 0x000A, 0xC012};         // RC4, DES, 3DES
  return kSuites;
}

std::span<const std::uint16_t> usual_suites() {
  static constexpr std::array<std::uint16_t, 16> kSuites{0xC02B, 0xC02F, 0xC02C, 0xC030, 0xC009, 0xC013, 0xC00A, 0xC014,
                                                         0x009C, 0x009D, 0x002F, 0x0035, 0x0033, 0x0039, 0x000A, 0x0005};
  return kSuites;
}

std::span<const std::uint16_t> tlcp_suites() {
  static constexpr std::array<std::uint16_t, 4> kSuites{0xE053, 0xE013, 0xE051, 0xE011};  // ECC and ECDHE with SM4-GCM, SM4-CBC, SM3
  return kSuites;
}

std::string client_hello(std::uint16_t version, std::span<const std::uint16_t> suites, std::string_view name, std::string_view random32) {
  std::string body;
  put16(body, version);
  std::string random(random32.substr(0, 32));
  random.resize(32, '\0');
  body += random;
  body += '\0';  // no session to go on with
  std::string list;
  for (const std::uint16_t suite : suites) put16(list, suite);
  body += with_length(list);
  body += std::string("\x01\x00", 2);  // no compression
  if (version >= kTls10) body += with_length(extensions(name));
  std::string handshake("\x01\x00", 2);
  handshake += with_length(body);
  std::string out("\x16", 1);
  put16(out, version == kTlcp || version == kSsl3 ? version : kTls10);
  return out + with_length(handshake);
}

ServerHello server_hello(std::string_view bytes) {
  using What = ServerHello::What;
  if (bytes.empty()) return {};
  const auto type = static_cast<unsigned char>(bytes[0]);
  if (type != 0x15 && type != 0x16) return {What::not_tls};
  if (bytes.size() < 5) return {};
  const auto major = static_cast<unsigned char>(bytes[1]);
  const std::size_t length = take16(bytes, 3);
  if ((major != 3 && major != 1) || length == 0 || length > kLongestRecord) return {What::not_tls};
  if (type == 0x15) return {What::refused};
  if (bytes.size() < 5 + 4 + 2 + 32 + 1) return length < 39 ? ServerHello{What::not_tls} : ServerHello{};
  if (static_cast<unsigned char>(bytes[5]) != 2) return {What::not_tls};
  ServerHello out{What::accepted, take16(bytes, 9), 0};
  const std::size_t suite = 5 + 4 + 2 + 32 + 1 + static_cast<unsigned char>(bytes[43]);
  if (bytes.size() < suite + 2) return {};
  out.suite = take16(bytes, suite);
  return out;
}

}  // namespace gongdun::net
