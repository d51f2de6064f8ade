// The two ways a reminder goes: the node's mail server, and a webhook. Settings are read from the store each time, secrets opened just before use.
#pragma once
#include <optional>

#include "base/stop_flag.h"
#include "net/outbound.h"
#include "serve/node.h"
#include "serve/reminder_store.h"

namespace gongdun::serve {

struct MailSettings {
  bool on = false;
  net::MailServer server;  // the password opened, or empty
  bool password_set = false;
};
// `open`: with the password.
base::Result<MailSettings> load_mail_settings(const Node& node, store::Db& db, bool open);
// `password`: nothing keeps the one there is.
base::Status save_mail_settings(const Node& node, store::Db& db, const MailSettings& settings, const std::optional<std::string>& password);

std::string seal_webhook_secret(const Node& node, const std::string& url, const std::string& secret);
// A POST signed by HMAC-SHA-256 over "<timestamp>.<delivery>.<body>"; everything but 2xx is an error.
base::Status post_webhook(const Node& node, const Webhook& webhook, const std::string& delivery, const std::string& body, const base::StopFlag* stop);

}  // namespace gongdun::serve
