// Mails as text: headers that cannot be broken out of, words that are not ASCII encoded, bodies in base64.
#include <ctime>

#include <fmt/format.h>

#include "base/base64.h"
#include "base/utf8.h"
#include "net/outbound.h"

namespace gongdun::net {

namespace {

constexpr std::size_t kEncodedWord = 45;  // bytes; with =?UTF-8?B?…?= it stays within the 75 characters of RFC 2047 §2
constexpr std::size_t kLine = 57;         // bytes; 76 characters of base64

bool is_plain(std::string_view text) {
  for (const char c : text)
    if (c < 0x20 || c == 0x7f || static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

// Control characters become blanks: no header ends early.
std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return out;
}

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

// Whole characters in each word, as RFC 2047 §5 wants it.
std::string encoded_words(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.size(), at + kEncodedWord);
    while (end < text.size() && end > at + 1 && continues(text[end])) --end;
    out += fmt::format("{}=?UTF-8?B?{}?=", at == 0 ? "" : "\r\n ", base::encode_base64(text.substr(at, end - at)));
    at = end;
  }
  return out;
}

std::string header_words(std::string_view text) {
  const std::string line = one_line(text);
  // A text that looks like an encoded word would be read as one.
  if (is_plain(line) && line.size() <= 200 && line.find("=?") == std::string::npos) return line;
  return encoded_words(line);
}

std::string mailbox(const std::string& name, const std::string& address) {
  if (name.empty()) return "<" + address + ">";
  return encoded_words(one_line(name)) + "\r\n <" + address + ">";
}

std::string date_text(std::int64_t seconds) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", kDays[parts.tm_wday], parts.tm_mday, kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
}

}  // namespace

bool is_mail_address(std::string_view text) {
  constexpr std::string_view kLocal = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.";
  constexpr std::string_view kHost = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
  const std::size_t at = text.find('@');
  if (text.size() > 254 || at == std::string_view::npos || at == 0 || at > 64 || at + 1 == text.size()) return false;
  const std::string_view local = text.substr(0, at), host = text.substr(at + 1);
  const auto dotted = [](std::string_view part) { return part.front() != '.' && part.back() != '.' && part.find("..") == std::string_view::npos; };
  return local.find_first_not_of(kLocal) == std::string_view::npos && host.find_first_not_of(kHost) == std::string_view::npos && dotted(local) &&
         dotted(host) && host.front() != '-';
}

std::string mail_text(const MailServer& server, const Mail& mail, std::int64_t date) {
  const std::size_t at = server.from.find('@');
  const std::string host = at == std::string::npos ? "localhost" : server.from.substr(at + 1);
  std::string out = fmt::format("Date: {}\r\nFrom: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\n", date_text(date),
                                mailbox(server.from_name, server.from), mailbox(mail.to_name, mail.to), header_words(mail.subject), one_line(mail.id), host);
  // Auto-Submitted (RFC 3834): nobody's holiday notice answers a reminder.
  out += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  const std::string_view text = mail.text;
  for (std::size_t from = 0; from < text.size(); from += kLine) out += base::encode_base64(text.substr(from, kLine)) + "\r\n";
  return out;
}

}  // namespace gongdun::net
