#include "net/outbound.h"

#include <gtest/gtest.h>

namespace gongdun::net {

namespace {

const MailServer kServer{
    .host = "127.0.0.1", .port = 25, .safety = MailSafety::plain, .login = {}, .password = {}, .from = "node@example.org", .from_name = "工盾"};

Mail mail() {
  return {.to = "li@example.org", .to_name = {}, .subject = "plain", .text = "正文\n", .id = "R-1"};
}

}  // namespace

TEST(CheckAddress, HttpsAnywhereAndHttpOnThisMachine_areTaken) {
  for (const char* url : {"https://id.example.org", "https://id.example.org:8443/a/b?c=d", "http://127.0.0.1:9000/x", "http://localhost/x", "http://[::1]:80/"})
    EXPECT_TRUE(check_address(url)) << url;
}

TEST(CheckAddress, OtherSchemesUsersAndTricks_areRefused) {
  for (const char* url :
       {"http://id.example.org", "file:///etc/passwd", "ftp://x/", "https://", "", "x", "https://u:p@host/", "https://host/#a", "https://host/ a",
        "https://host/\r\nX: y", "http://127.0.0.1.example.org/", "http://localhost.example.org/", "gopher://127.0.0.1/", "https:\\\\host"})
    EXPECT_FALSE(check_address(url)) << url;
}

TEST(Call, NobodyThere_isSaid) {
  const auto reply = call({.method = "GET", .url = "http://127.0.0.1:1/", .headers = {}, .body = {}}, {});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, base::Code::io);
}

TEST(Call, HeaderWithLineBreak_isRefused) {
  const auto reply = call({.method = "GET", .url = "http://127.0.0.1:1/", .headers = {{"X-A", "b\r\nX-C: d"}}, .body = {}}, {});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, base::Code::invalid_input);
}

TEST(IsMailAddress, OnlyOneAddress_isTaken) {
  for (const char* text : {"a@b", "wang.wei+x@mail.factory.cn"}) EXPECT_TRUE(is_mail_address(text)) << text;
  for (const char* text :
       {"", "a", "@b", "a@", "a@b\r\nBcc: c@d", "a@b,c@d", "a@b c@d", "a b@c", "<a@b>", "a@b>", ".a@b", "a..b@c", "a@.b", "王@b", "a@-b", "a@b@c"})
    EXPECT_FALSE(is_mail_address(text)) << text;
}

TEST(MailText, LineBreaksInSubjectAndName_stayInTheirHeader) {
  Mail one = mail();
  one.subject = "x\r\nBcc: evil@example.org\r\n\r\nbody";
  one.to_name = "李\r\nBcc: evil@example.org";
  const std::string text = mail_text(kServer, one, 0);
  EXPECT_EQ(text.find("\nBcc:"), std::string::npos);
  EXPECT_EQ(text.find("\r\n\r\n"), text.find("base64\r\n") + 6);
}

TEST(MailText, ChineseSubject_isEncodedInWordsOfWholeCharacters) {
  Mail one = mail();
  one.subject = "本次扫描新发现三项候选重要数据和一项候选核心数据请尽快核实并确认";
  const std::string text = mail_text(kServer, one, 1'772'000'000);
  const std::size_t begin = text.find("Subject: ") + 9, end = text.find("Message-ID");
  EXPECT_NE(text.find("Subject: =?UTF-8?B?5pys5qyh5omr5o+P"), std::string::npos) << text;
  std::size_t words = 0;
  for (std::size_t at = text.find("=?UTF-8?B?", begin); at < end; at = text.find("=?UTF-8?B?", at + 1)) {
    EXPECT_LE(text.find("?=", at) + 2 - at, 75U);
    ++words;
  }
  EXPECT_EQ(words, 3U);
  EXPECT_TRUE(text.starts_with("Date: Wed, 25 Feb 2026 06:13:20 +0000\r\n")) << text;
  EXPECT_NE(text.find("Message-ID: <R-1@example.org>\r\n"), std::string::npos);
}

TEST(MailText, EveryLine_isShort) {
  Mail one = mail();
  one.text = std::string(10'000, 'x');
  const std::string text = mail_text(kServer, one, 0);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - at, 78U);
    at = end + 2;
  }
}

TEST(CheckMailServer, PlainBeyondThisMachine_isRefused) {
  MailServer server = kServer;
  EXPECT_TRUE(check_mail_server(server));
  server.host = "mail.example.org";
  EXPECT_FALSE(check_mail_server(server));
  server.safety = MailSafety::starttls;
  EXPECT_TRUE(check_mail_server(server));
  server.host = "mail.example.org/x";
  EXPECT_FALSE(check_mail_server(server));
  server.host = "mail.example.org";
  server.from = "a@b\r\nx";
  EXPECT_FALSE(check_mail_server(server));
}

}  // namespace gongdun::net
