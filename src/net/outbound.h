// What the node asks of others: one HTTP(S) request, one mail. Bounded in time and size, no redirects, certificates always checked, plain text to this
// machine alone. Where it goes is set by the node's system administrator, never by who sends a request to us: an address may well be one inside the
// network (that is where providers and mail servers of a factory stand), so it is the administrator's choice and nobody else's. libcurl behind it.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/stop_flag.h"

namespace gongdun::net {

// Of the machine the node runs on; from its settings file.
struct Way {
  std::string ca_file;  // PEM; instead of the system's certificate authorities
  std::string proxy;    // http://host:port; empty: straight. The environment is never asked.
};

struct Call {
  std::string method = "GET";  // GET, POST
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::seconds time{15};
  std::size_t most_bytes = 1024 * 1024;  // of the answer
  const base::StopFlag* stop = nullptr;  // ends it early
};

struct Reply {
  int status = 0;
  std::string content_type, body;
};

// `io`: no answer, and why; `limit`: too long or too slow; `invalid_input`: an address that is not taken. Any status is an answer.
base::Result<Reply> call(const Call& call, const Way& way);

// https://host[:port]/path, or http:// to this machine. No user, no fragment, no control characters.
base::Status check_address(std::string_view url);
// For forms and query strings.
std::string percent_encode(std::string_view text);

enum class MailSafety { starttls, tls, plain };  // plain: to this machine alone

struct MailServer {
  std::string host;
  int port = 587;
  MailSafety safety = MailSafety::starttls;
  std::string login, password;  // empty: none
  std::string from, from_name;
};
base::Status check_mail_server(const MailServer& server);

struct Mail {
  std::string to, to_name, subject, text;
  std::string id;  // left side of the Message-ID; the same for every try
  std::chrono::seconds time{30};
  const base::StopFlag* stop = nullptr;
};

base::Status send_mail(const MailServer& server, const Mail& mail, const Way& way);

// name@host, ASCII, at most 254 characters; nothing that could end a line or begin another recipient.
bool is_mail_address(std::string_view text);
// The mail as it goes over the wire (RFC 5322; RFC 2047 for what is not ASCII). `date` in seconds since 1970.
std::string mail_text(const MailServer& server, const Mail& mail, std::int64_t date);

}  // namespace gongdun::net
