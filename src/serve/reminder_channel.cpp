#include "serve/reminder_channel.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "crypto/digest.h"
#include "crypto/sm3.h"
#include "serve/answer.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;

namespace {

net::MailSafety safety_of(const std::string& name) {
  return name == "tls" ? net::MailSafety::tls : name == "plain" ? net::MailSafety::plain : net::MailSafety::starttls;
}

const char* name_of(net::MailSafety safety) {
  return safety == net::MailSafety::tls ? "tls" : safety == net::MailSafety::plain ? "plain" : "starttls";
}

// A password is sealed for the server and login it was entered for.
std::string mail_purpose(const net::MailServer& server) {
  return fmt::format("mail {} {}", server.host, server.login);
}

std::string hex_of(const std::string& bytes) {
  return crypto::hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

}  // namespace

Result<MailSettings> load_mail_settings(const Node& node, store::Db& db, bool open) {
  auto text = load_setting(db, "mail");
  if (!text) return std::unexpected(std::move(text).error());
  MailSettings out;
  const Json json = Json::parse(text->empty() ? "{}" : *text, nullptr, false);
  if (!json.is_object() || json.empty()) return out;
  out.on = json.value("on", false);
  out.server = {.host = json.value("host", ""),
                .port = json.value("port", 587),
                .safety = safety_of(json.value("safety", "")),
                .login = json.value("login", ""),
                .password = {},
                .from = json.value("sender", ""),
                .from_name = json.value("sender_name", "")};
  const std::string sealed = json.value("password", "");
  out.password_set = !sealed.empty();
  if (!open || sealed.empty()) return out;
  auto password = node.seal().open(mail_purpose(out.server), sealed);
  if (!password) return std::unexpected(std::move(password).error().at("mail"));
  out.server.password = std::move(*password);
  return out;
}

Status save_mail_settings(const Node& node, store::Db& db, const MailSettings& settings, const std::optional<std::string>& password) {
  auto text = load_setting(db, "mail");
  if (!text) return std::unexpected(std::move(text).error());
  const Json before = Json::parse(text->empty() ? "{}" : *text, nullptr, false);
  const net::MailServer& server = settings.server;
  std::string sealed;
  if (password)
    sealed = password->empty() ? "" : node.seal().close(mail_purpose(server), *password);
  else if (before.is_object() && before.value("host", "") == server.host && before.value("login", "") == server.login)
    sealed = before.value("password", "");
  return save_setting(db, "mail",
                      Json{{"on", settings.on},
                           {"host", server.host},
                           {"port", server.port},
                           {"safety", name_of(server.safety)},
                           {"login", server.login},
                           {"sender", server.from},
                           {"sender_name", server.from_name},
                           {"password", sealed}}
                          .dump());
}

std::string seal_webhook_secret(const Node& node, const std::string& url, const std::string& secret) {
  return node.seal().close("webhook " + url, secret);
}

Status post_webhook(const Node& node, const Webhook& webhook, const std::string& delivery, const std::string& body, const base::StopFlag* stop) {
  auto secret = node.seal().open("webhook " + webhook.url, webhook.secret);
  if (!secret) return std::unexpected(std::move(secret).error());
  const std::string timestamp = std::to_string(base::now_us() / 1'000'000);
  net::Call call{.method = "POST",
                 .url = webhook.url,
                 .headers = {{"Content-Type", "application/json"},
                             {"X-Gongdun-Delivery", delivery},
                             {"X-Gongdun-Timestamp", timestamp},
                             {"X-Gongdun-Signature", "sha256=" + hex_of(crypto::hmac_sha256(*secret, timestamp + "." + delivery + "." + body))}},
                 .body = body,
                 .time = std::chrono::seconds(15),
                 .most_bytes = 64 * 1024,
                 .stop = stop};
  auto reply = net::call(call, node.options().way);
  if (!reply) return std::unexpected(std::move(reply).error());
  if (reply->status / 100 != 2)
    return base::fail(Code::io, fmt::format("接收方应答 {}", reply->status), fmt::format("the receiver answered {}", reply->status), webhook.name);
  return {};
}

}  // namespace gongdun::serve
