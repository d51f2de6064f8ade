// Reminders: what a person chooses under their own account, and the node's channels with what became of the deliveries.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "crypto/sm3.h"
#include "serve/context.h"
#include "serve/jobs.h"
#include "serve/reminder_channel.h"
#include "serve/reminder_kinds.h"
#include "serve/reminder_sender.h"

namespace gongdun::serve {

using base::Code;

namespace {

constexpr std::size_t kMostWebhooks = 20;
constexpr base::TimeUs kBetweenTests = 30'000'000;

Json whole_page(Json items) {
  const std::size_t total = items.size();
  return page_json(std::move(items), "", total);
}

Json tried(const base::Status& status) {
  if (status) return {{"ok", true}, {"error", nullptr}};
  return {{"ok", false}, {"error", {{"zh", status.error().text(base::Lang::zh)}, {"en", status.error().text(base::Lang::en)}}}};
}

Json kind_json(const ReminderKind& kind) {
  return {{"kind", kind.code}, {"name", bilingual_json(kind.name)}};
}

base::Result<std::vector<std::string>> kinds_of(const Json& body) {
  std::vector<std::string> out;
  for (const Json& one : body["kinds"]) {
    const std::string code = one.get<std::string>();
    if (find_reminder_kind(code) == nullptr) return base::fail(Code::invalid_input, "没有这种提醒", "no such kind of reminder", code);
    if (std::ranges::find(out, code) == out.end()) out.push_back(code);
  }
  return out;
}

base::Result<Json> choice_json(Context& c) {
  auto choice = load_choice(c.db(), c.caller.person);
  if (!choice) return std::unexpected(std::move(choice).error());
  auto mail = load_mail_settings(c.node, c.db(), false);
  if (!mail) return std::unexpected(std::move(mail).error());
  Json possible = Json::array();
  for (const ReminderKind& kind : reminder_kinds())
    if (c.caller.rights.may(kind.permission)) possible.push_back(kind_json(kind));
  return Json{{"mail", choice->mail},   {"lang", choice->lang}, {"digest", choice->digest < 0 ? Json(nullptr) : Json(choice->digest)},
              {"kinds", choice->kinds}, {"possible", possible}, {"mail_ready", mail->on}};
}

Answer get_choice(Context& c) {
  auto json = choice_json(c);
  if (!json) return std::unexpected(std::move(json).error());
  return json_answer(*json);
}

Answer change_choice(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto before = choice_json(c);
  if (!before) return std::unexpected(std::move(before).error());
  auto kinds = kinds_of(c.body);
  if (!kinds) return std::unexpected(std::move(kinds).error());
  const std::string mail = c.body["mail"].get<std::string>();
  if (!mail.empty() && !net::is_mail_address(mail)) return base::fail(Code::invalid_input, "邮件地址不正确", "not a mail address", "/mail");
  GD_TRY(save_choice(c.db(), {.person = c.caller.person,
                              .mail = mail,
                              .lang = c.body["lang"].get<std::string>(),
                              .digest = c.body["digest"].is_null() ? -1 : c.body["digest"].get<int>(),
                              .kinds = std::move(*kinds)}));
  auto after = choice_json(c);
  if (!after) return std::unexpected(std::move(after).error());
  before->erase("possible");
  Json kept = *after;
  kept.erase("possible");
  GD_TRY(c.audit("reminders.change", c.caller.person, before->dump(), kept.dump()));
  GD_TRY(tx->commit());
  c.node.reminders().wake();
  return json_answer(*after);
}

// A test is a mail to an address somebody typed in: not more than one at a time, and the log says who sent it.
Answer send_test(Context& c, const std::string& to, const std::string& name, bool zh) {
  auto mail = load_mail_settings(c.node, c.db(), true);
  if (!mail) return std::unexpected(std::move(mail).error());
  if (mail->server.host.empty()) return base::fail(Code::invalid_input, "尚未设置邮件服务器", "no mail server is set up", "mail");
  if (!net::is_mail_address(to)) return base::fail(Code::invalid_input, "邮件地址不正确", "not a mail address", "to");
  if (!c.node.reminders().may_test(c.caller.person, kBetweenTests))
    return base::fail(Code::limit, "每 30 秒只能发送一封测试邮件", "one test in 30 seconds", "test");
  GD_TRY(c.audit_alone("reminders.test", c.caller.person, Json{{"to", to}}.dump()));
  const net::Mail test{
      .to = to,
      .to_name = name,
      .subject = fmt::format("[{}] {}", c.node.settings().name, zh ? "测试邮件" : "Test mail"),
      .text = zh ? "这是工盾节点发送的测试邮件，收到即表示提醒邮件可以送达。\n" : "This is a test mail of a Gongdun node: reminders will reach you.\n",
      .id = "T-" + crypto::random_hex(8),
      .time = std::chrono::seconds(15)};
  return json_answer(tried(net::send_mail(mail->server, test, c.node.options().way)));
}

Answer test_choice(Context& c) {
  auto choice = load_choice(c.db(), c.caller.person);
  if (!choice) return std::unexpected(std::move(choice).error());
  if (choice->mail.empty()) return base::fail(Code::invalid_input, "请先填写并保存邮件地址", "enter and save an address first", "mail");
  return send_test(c, choice->mail, c.caller.name, choice->lang != "en");
}

Answer test_mail(Context& c) {
  return send_test(c, c.body["to"].get<std::string>(), "", true);
}

Answer list_kinds(Context&) {
  Json items = Json::array();
  for (const ReminderKind& kind : reminder_kinds()) items.push_back(kind_json(kind));
  return json_answer(whole_page(std::move(items)));
}

base::Result<Json> mail_json(Context& c) {
  auto mail = load_mail_settings(c.node, c.db(), false);
  if (!mail) return std::unexpected(std::move(mail).error());
  const net::MailServer& server = mail->server;
  return Json{
      {"on", mail->on},        {"host", server.host},
      {"port", server.port},   {"safety", server.safety == net::MailSafety::tls ? "tls" : server.safety == net::MailSafety::plain ? "plain" : "starttls"},
      {"login", server.login}, {"password_set", mail->password_set},
      {"sender", server.from}, {"sender_name", server.from_name}};
}

Answer get_mail(Context& c) {
  auto json = mail_json(c);
  if (!json) return std::unexpected(std::move(json).error());
  return json_answer(*json);
}

Answer change_mail(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto before = mail_json(c);
  if (!before) return std::unexpected(std::move(before).error());
  const std::string safety = c.body["safety"].get<std::string>();
  MailSettings mail;
  mail.on = c.body["on"].get<bool>();
  mail.server = {.host = c.body["host"].get<std::string>(),
                 .port = c.body["port"].get<int>(),
                 .safety = safety == "tls"     ? net::MailSafety::tls
                           : safety == "plain" ? net::MailSafety::plain
                                               : net::MailSafety::starttls,
                 .login = c.body["login"].get<std::string>(),
                 .password = {},
                 .from = c.body["sender"].get<std::string>(),
                 .from_name = c.body["sender_name"].get<std::string>()};
  if (mail.on || !mail.server.host.empty()) GD_TRY(net::check_mail_server(mail.server));
  const auto password = c.body.contains("password") ? std::optional(c.body["password"].get<std::string>()) : std::nullopt;
  GD_TRY(save_mail_settings(c.node, c.db(), mail, password));
  GD_TRY(try_again(c.db(), 'P'));
  auto after = mail_json(c);
  if (!after) return std::unexpected(std::move(after).error());
  GD_TRY(c.audit("mail.change", "node", before->dump(), after->dump()));
  GD_TRY(tx->commit());
  c.node.reminders().wake();
  return json_answer(*after);
}

Json webhook_json(const Webhook& webhook) {
  return {{"id", webhook.id},       {"name", webhook.name},       {"url", webhook.url},
          {"kinds", webhook.kinds}, {"enabled", webhook.enabled}, {"created", base::iso8601(webhook.since)}};
}

Answer list_webhooks(Context& c) {
  auto all = load_webhooks(c.db());
  if (!all) return std::unexpected(std::move(all).error());
  Json items = Json::array();
  for (const Webhook& one : *all) items.push_back(webhook_json(one));
  return json_answer(whole_page(std::move(items)));
}

base::Result<Webhook> known_or_new(Context& c, const std::string& id) {
  if (!id.empty()) return load_webhook(c.db(), id);
  auto all = load_webhooks(c.db());
  if (!all) return std::unexpected(std::move(all).error());
  if (all->size() >= kMostWebhooks) return base::fail(Code::limit, "Webhook 最多 20 个", "there are 20 webhooks at most");
  return Webhook{};
}

Answer store_webhook(Context& c, const std::string& id, int status) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto webhook = known_or_new(c, id);
  if (!webhook) return std::unexpected(std::move(webhook).error());
  const std::string before = id.empty() ? "" : webhook_json(*webhook).dump(), url = c.body["url"].get<std::string>();
  GD_TRY(net::check_address(url));
  auto kinds = kinds_of(c.body);
  if (!kinds) return std::unexpected(std::move(kinds).error());
  // A secret belongs to one address: another one gets another secret.
  std::string secret;
  if (url != webhook->url || c.body.value("new_secret", false)) secret = crypto::random_hex(32);
  webhook->name = c.body["name"].get<std::string>();
  webhook->url = url;
  webhook->kinds = std::move(*kinds);
  webhook->enabled = c.body.value("enabled", webhook->enabled);
  if (!secret.empty()) webhook->secret = seal_webhook_secret(c.node, url, secret);
  auto saved = save_webhook(c.db(), *webhook);
  if (!saved) return std::unexpected(std::move(saved).error());
  GD_TRY(try_again(c.db(), 'W'));
  auto now = load_webhook(c.db(), *saved);
  if (!now) return std::unexpected(std::move(now).error());
  GD_TRY(c.audit(id.empty() ? "webhook.add" : "webhook.change", *saved, before, webhook_json(*now).dump()));
  GD_TRY(tx->commit());
  c.node.reminders().wake();
  return json_answer({{"webhook", webhook_json(*now)}, {"secret", text_or_null(secret)}}, status);
}

Answer add_webhook(Context& c) {
  return store_webhook(c, "", 201);
}

Answer change_webhook(Context& c) {
  return store_webhook(c, c.path("id"), 200);
}

Answer drop_webhook(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto known = load_webhook(c.db(), c.path("id"));
  if (!known) return std::unexpected(std::move(known).error());
  GD_TRY(remove_webhook(c.db(), known->id));
  GD_TRY(c.audit("webhook.remove", known->id, webhook_json(*known).dump()));
  GD_TRY(tx->commit());
  return no_content();
}

Answer test_webhook(Context& c) {
  auto webhook = load_webhook(c.db(), c.path("id"));
  if (!webhook) return std::unexpected(std::move(webhook).error());
  GD_TRY(c.audit_alone("webhook.test", webhook->id));
  const std::string delivery = "T-" + crypto::random_hex(8);
  const Json body{{"version", 1}, {"delivery", delivery}, {"node", c.node.settings().name}, {"test", true}, {"reminders", Json::array()}};
  return json_answer(tried(post_webhook(c.node, *webhook, delivery, body.dump(-1, ' ', false, Json::error_handler_t::replace), nullptr)));
}

Json delivery_json(const Delivery& delivery) {
  Json kinds = Json::array();
  for (std::size_t at = 0; at < delivery.kinds.size();) {
    const std::size_t end = std::min(delivery.kinds.find(',', at), delivery.kinds.size());
    kinds.push_back(delivery.kinds.substr(at, end - at));
    at = end + 1;
  }
  return {{"id", delivery.id},
          {"channel", delivery.recipient.starts_with("W-") ? "webhook" : "mail"},
          {"recipient", delivery.shown},
          {"kinds", kinds},
          {"reminders", delivery.reminders},
          {"state", delivery.state},
          {"attempts", delivery.attempts},
          {"created", base::iso8601(delivery.created)},
          {"next_try", delivery.state == "waiting" ? time_json(delivery.next_try) : Json(nullptr)},
          {"sent", time_json(delivery.sent)},
          {"error", delivery.error.empty() ? Json(nullptr) : Json::parse(delivery.error, nullptr, false)}};
}

Answer list_deliveries(Context& c) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  auto rows = load_deliveries(c.db(), *cursor, c.limit() + 1);
  if (!rows) return std::unexpected(std::move(rows).error());
  auto total = count_deliveries(c.db());
  if (!total) return std::unexpected(std::move(total).error());
  std::string next;
  if (rows->size() > c.limit()) {
    rows->pop_back();
    next = std::to_string(rows->back().created) + "\n" + rows->back().id;
  }
  Json items = Json::array();
  for (const Delivery& one : *rows) items.push_back(delivery_json(one));
  return json_answer(page_json(std::move(items), next, static_cast<std::uint64_t>(*total)));
}

}  // namespace

void add_reminder_routes(Handlers& to) {
  to.on("getReminders", get_choice)
      .on("changeReminders", change_choice)
      .on("testReminders", test_choice)
      .on("listReminderKinds", list_kinds)
      .on("getMailServer", get_mail)
      .on("changeMailServer", change_mail)
      .on("testMailServer", test_mail)
      .on("listWebhooks", list_webhooks)
      .on("addWebhook", add_webhook)
      .on("changeWebhook", change_webhook)
      .on("removeWebhook", drop_webhook)
      .on("testWebhook", test_webhook)
      .on("listDeliveries", list_deliveries);
}

}  // namespace gongdun::serve
