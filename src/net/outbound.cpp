#include "net/outbound.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <memory>

#include <fmt/format.h>

#include "base/freed.h"

namespace gongdun::net {

using base::Code;
using base::Result;
using base::Status;

namespace {

using Handle = std::unique_ptr<CURL, base::Freed<curl_easy_cleanup>>;
using List = std::unique_ptr<curl_slist, base::Freed<curl_slist_free_all>>;
using Url = std::unique_ptr<CURLU, base::Freed<curl_url_cleanup>>;

constexpr long kConnectSeconds = 10;

void initialise_library() {
  static const bool done = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  (void)done;
}

bool is_this_machine(std::string_view host) {
  if (host == "localhost" || host == "::1" || host == "[::1]") return true;
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

struct Sink {
  std::string* body = nullptr;
  std::size_t most = 0;
  bool too_long = false;
};

std::size_t take(char* bytes, std::size_t one, std::size_t count, void* to) {
  Sink& sink = *static_cast<Sink*>(to);
  const std::size_t size = one * count;
  if (sink.body == nullptr) return size;
  if (sink.body->size() + size > sink.most) {
    sink.too_long = true;
    return 0;
  }
  sink.body->append(bytes, size);
  return size;
}

struct Source {
  std::string_view rest;
};

std::size_t give(char* bytes, std::size_t one, std::size_t count, void* from) {
  Source& source = *static_cast<Source*>(from);
  const std::size_t size = std::min(one * count, source.rest.size());
  std::copy_n(source.rest.data(), size, bytes);
  source.rest.remove_prefix(size);
  return size;
}

int look_at_flag(void* flag, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const base::StopFlag*>(flag)->requested() ? 1 : 0;
}

// What holds for every connection we open.
void common(CURL* curl, const Way& way, std::chrono::seconds time, const base::StopFlag* stop, const char* protocols) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(time.count()));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  // libcurl has one place built in, Debian's; OpenSSL's variable names the one of the machine (the kit sets it).
  const char* of_machine = std::getenv("SSL_CERT_FILE");
  if (!way.ca_file.empty())
    curl_easy_setopt(curl, CURLOPT_CAINFO, way.ca_file.c_str());
  else if (of_machine != nullptr && *of_machine != '\0')
    curl_easy_setopt(curl, CURLOPT_CAINFO, of_machine);
  curl_easy_setopt(curl, CURLOPT_PROXY, way.proxy.c_str());  // "" also keeps the environment's away
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  if (stop == nullptr) return;
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_at_flag);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, stop);
}

std::unexpected<base::Error> not_reached(CURLcode code, const char* detail, const std::string& where) {
  const std::string en = *detail != '\0' ? detail : curl_easy_strerror(code);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return base::fail(Code::limit, "对方超时未应答", "no answer in time", where);
    case CURLE_ABORTED_BY_CALLBACK: return base::fail(Code::interrupted, "节点正在停止", "the node is stopping", where);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return base::fail(Code::io, "对方证书未通过校验（" + en + "）；内部证书机构请在配置文件中用 outbound_ca 指定",
                        "the certificate does not hold (" + en + "); name an authority of your own as outbound_ca in the configuration file", where);
    case CURLE_COULDNT_RESOLVE_HOST: return base::fail(Code::io, "找不到这个主机名", "no such host name", where);
    case CURLE_COULDNT_CONNECT: return base::fail(Code::io, "无法连接", "cannot connect", where);
    case CURLE_LOGIN_DENIED: return base::fail(Code::io, "邮件服务器拒绝了用户名或口令", "the mail server refused the user name or password", where);
    case CURLE_USE_SSL_FAILED: return base::fail(Code::io, "邮件服务器不支持 STARTTLS", "the mail server offers no STARTTLS", where);
    default: return base::fail(Code::io, "连接失败：" + en, "the connection failed: " + en, where);
  }
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string url_part(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

std::string host_of(const std::string& url) {
  const Url parsed(curl_url());
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return url.substr(0, 100);
  return url_part(parsed.get(), CURLUPART_HOST);
}

}  // namespace

Status check_address(std::string_view text) {
  const auto wrong = [&](const char* zh, const char* en) { return base::fail(Code::invalid_input, zh, en, "url"); };
  const std::string address(text);
  const Url url(curl_url());
  if (text.size() > 2000 || has_control(text) || text.find_first_of(" \\") != std::string_view::npos || !url ||
      curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK || url_part(url.get(), CURLUPART_HOST).empty())
    return wrong("地址格式不正确，应写作 https://主机/路径", "not an address; write it as https://host/path");
  if (!url_part(url.get(), CURLUPART_USER).empty() || !url_part(url.get(), CURLUPART_PASSWORD).empty() || !url_part(url.get(), CURLUPART_FRAGMENT).empty())
    return wrong("地址中不能带用户名、口令或 #", "an address carries no user, password or #");
  const std::string scheme = url_part(url.get(), CURLUPART_SCHEME);
  if (scheme == "https") return {};
  if (scheme == "http" && is_this_machine(url_part(url.get(), CURLUPART_HOST))) return {};
  return wrong("地址须以 https:// 开头（http 仅限本机）", "an address begins with https:// (http only for this machine)");
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kKept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text)
    if (kKept.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

Result<Reply> call(const Call& call, const Way& way) {
  initialise_library();
  GD_TRY(check_address(call.url));
  const Handle curl(curl_easy_init());
  if (!curl) return base::fail(Code::internal, "无法建立连接", "cannot open a connection");
  Reply reply;
  Sink sink{&reply.body, call.most_bytes, false};
  char detail[CURL_ERROR_SIZE] = "";
  common(curl.get(), way, call.time, call.stop, "http,https");
  List headers;
  for (const auto& [name, value] : call.headers) {
    if (has_control(name) || has_control(value)) return base::fail(Code::invalid_input, "请求头含有控制字符", "a header holds control characters", name);
    headers.reset(curl_slist_append(headers.release(), (name + ": " + value).c_str()));
  }
  headers.reset(curl_slist_append(headers.release(), "Expect:"));
  curl_easy_setopt(curl.get(), CURLOPT_URL, call.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "Gongdun");
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &sink);
  if (call.method == "POST") {
    curl_easy_setopt(curl.get(), CURLOPT_POST, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, call.body.c_str());
  }
  const CURLcode code = curl_easy_perform(curl.get());
  if (sink.too_long) return base::fail(Code::limit, "对方的应答过长", "the answer is too long", host_of(call.url));
  if (code != CURLE_OK) return not_reached(code, detail, host_of(call.url));
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  reply.status = static_cast<int>(status);
  const char* type = nullptr;
  if (curl_easy_getinfo(curl.get(), CURLINFO_CONTENT_TYPE, &type) == CURLE_OK && type != nullptr) reply.content_type = type;
  return reply;
}

Status check_mail_server(const MailServer& server) {
  constexpr std::string_view kHost = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:";
  if (server.host.empty() || server.host.size() > 253 || server.host.find_first_not_of(kHost) != std::string::npos || server.host.front() == '-')
    return base::fail(Code::invalid_input, "邮件服务器应为主机名或地址", "the mail server is a host name or an address", "host");
  if (server.port < 1 || server.port > 65535) return base::fail(Code::invalid_input, "端口应在 1–65535", "a port is 1–65535", "port");
  if (server.safety == MailSafety::plain && !is_this_machine(server.host))
    return base::fail(Code::invalid_input, "只有本机的邮件服务器可以不加密", "only a mail server on this machine may go without encryption", "safety");
  if (!is_mail_address(server.from)) return base::fail(Code::invalid_input, "发件地址不正确", "not a mail address", "from");
  if (has_control(server.login) || has_control(server.password))
    return base::fail(Code::invalid_input, "用户名或口令含有控制字符", "the user name or password holds control characters", "login");
  return {};
}

Status send_mail(const MailServer& server, const Mail& mail, const Way& way) {
  initialise_library();
  GD_TRY(check_mail_server(server));
  if (!is_mail_address(mail.to)) return base::fail(Code::invalid_input, "收件地址不正确", "not a mail address", "to");
  const Handle curl(curl_easy_init());
  if (!curl) return base::fail(Code::internal, "无法建立连接", "cannot open a connection");
  const bool six = server.host.find(':') != std::string::npos;
  const std::string url =
      fmt::format("{}://{}{}{}:{}", server.safety == MailSafety::tls ? "smtps" : "smtp", six ? "[" : "", server.host, six ? "]" : "", server.port);
  const std::string text = mail_text(server, mail, std::time(nullptr));
  const std::string from = "<" + server.from + ">", to = "<" + mail.to + ">";
  const List recipients(curl_slist_append(nullptr, to.c_str()));
  Source source{text};
  Sink nowhere;
  char detail[CURL_ERROR_SIZE] = "";
  // An HTTP proxy would have to be asked for a tunnel; mail goes straight.
  common(curl.get(), Way{way.ca_file, {}}, mail.time, mail.stop, "smtp,smtps");
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  if (server.safety == MailSafety::starttls) curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  if (!server.login.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, server.login.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, server.password.c_str());
  }
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &source);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &nowhere);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code == CURLE_OK) return {};
  return not_reached(code, detail, server.host);
}

}  // namespace gongdun::net
