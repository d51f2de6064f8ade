#include "net/tls_hello.h"

#include <gtest/gtest.h>

namespace gongdun::net {
namespace {

using What = ServerHello::What;

std::string hello_from_server(char major, char minor, const std::string& session) {
  std::string body{major, minor};
  body += std::string(32, 'r');
  body += static_cast<char>(session.size());
  body += session + std::string("\xC0\x2F\x00", 3);
  std::string handshake = std::string("\x02\x00\x00", 3) + static_cast<char>(body.size()) + body;
  return std::string("\x16", 1) + major + minor + std::string(1, '\0') + static_cast<char>(handshake.size()) + handshake;
}

TEST(ServerHello, names_version_and_suite) {
  for (const std::string& session : {std::string(), std::string(32, 's')}) {
    const ServerHello said = server_hello(hello_from_server(3, 2, session));
    EXPECT_EQ(said.what, What::accepted);
    EXPECT_EQ(said.version, kTls11);
    EXPECT_EQ(said.suite, 0xC02F);
  }
}

TEST(ServerHello, every_beginning_asks_for_more_and_never_reads_beyond) {
  const std::string whole = hello_from_server(3, 3, std::string(32, 's'));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const What what = server_hello(std::string_view(whole).substr(0, size)).what;
    EXPECT_TRUE(what == What::more || (what == What::accepted && size + 1 >= whole.size())) << size;
  }
}

TEST(ServerHello, alerts_and_strangers) {
  EXPECT_EQ(server_hello(std::string("\x15\x03\x01\x00\x02\x02\x28", 7)).what, What::refused);
  EXPECT_EQ(server_hello("HTTP/1.1 400 Bad Request").what, What::not_tls);
  EXPECT_EQ(server_hello(std::string("\x16\x03\x03\x00\x00", 5)).what, What::not_tls);
}

TEST(ClientHello, lengths_agree_with_what_follows) {
  for (const std::uint16_t version : {kSsl3, kTls10, kTls12, kTlcp}) {
    const std::string hello = client_hello(version, usual_suites(), "www.example", std::string(32, 'r'));
    const auto number = [&](std::size_t at) {
      return static_cast<std::size_t>(static_cast<unsigned char>(hello[at]) << 8 | static_cast<unsigned char>(hello[at + 1]));
    };
    EXPECT_EQ(number(3), hello.size() - 5);
    EXPECT_EQ(number(7), hello.size() - 9);
    EXPECT_EQ(number(9), version);
    EXPECT_EQ(hello.find("www.example") != std::string::npos, version >= kTls10);
  }
}

}  // namespace
}  // namespace gongdun::net
