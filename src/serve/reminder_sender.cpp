#include "serve/reminder_sender.h"

#include <algorithm>
#include <chrono>
#include <ctime>

#include <fmt/format.h>

#include "access/audit_log.h"
#include "serve/api.h"
#include "serve/node.h"
#include "serve/reminder_channel.h"

namespace gongdun::serve {

using base::Result;
using base::Status;

namespace {

constexpr std::chrono::seconds kRest{5};
constexpr base::TimeUs kSecond = 1'000'000, kDay = 86'400 * kSecond;
constexpr base::TimeUs kLookBack = 7 * kDay;      // after a start: what a stopped node may have missed
constexpr base::TimeUs kOverlap = 120 * kSecond;  // a record may be stored some time after the time it carries
constexpr base::TimeUs kGiveUp = 7 * kDay, kKeep = 120 * kDay;
constexpr std::size_t kMostReminders = 100, kMostDeliveries = 20;

base::TimeUs back_off(std::int64_t attempts) {
  return std::min<base::TimeUs>(3600, 5LL << std::min<std::int64_t>(attempts, 10)) * kSecond;
}

std::string error_json(const base::Error& error) {
  return Json{{"zh", error.text(base::Lang::zh)}, {"en", error.text(base::Lang::en)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

using Present = std::vector<std::pair<const ReminderKind*, Occurrence>>;

std::string mail_body(const Node& node, const access::Person& person, const Present& present, bool zh) {
  const std::string address = node.settings().public_address;
  std::string out = zh ? person.name + "，您好：\n\n" : "Dear " + person.name + ",\n\n";
  int number = 0;
  for (const auto& [kind, one] : present) {
    out += fmt::format("{}. [{}] {}（{}）\n", ++number, zh ? kind->name.zh : kind->name.en, zh ? one.text.zh : one.text.en, base::local_minute(one.at));
    if (!address.empty()) out += "   " + address + one.place + "\n";
  }
  return out + (zh ? "\n在控制台「我的账号」中可以更改要接收的提醒。\n" : "\nChoose which reminders you get under “My account” in the console.\n");
}

std::string subject(const Node& node, const Present& present, bool zh) {
  const auto& first = present.front().first->name;
  if (present.size() == 1) return fmt::format("[{}] {}", node.settings().name, zh ? first.zh : first.en);
  return fmt::format(fmt::runtime(zh ? "[{}] {} 条提醒" : "[{}] {} reminders"), node.settings().name, present.size());
}

}  // namespace

base::TimeUs next_hour(int hour, base::TimeUs now) {
  const std::time_t seconds = now / kSecond;
  std::tm parts{};
  localtime_r(&seconds, &parts);
  parts.tm_hour = hour;
  parts.tm_min = parts.tm_sec = 0;
  parts.tm_isdst = -1;
  base::TimeUs at = static_cast<base::TimeUs>(mktime(&parts)) * kSecond;
  if (at > now) return at;
  ++parts.tm_mday;
  parts.tm_isdst = -1;
  return static_cast<base::TimeUs>(mktime(&parts)) * kSecond;
}

ReminderSender::~ReminderSender() {
  stop();
}

void ReminderSender::start() {
  thread_ = std::thread([this] { run(); });
}

void ReminderSender::wake() {
  {
    std::lock_guard lock(mutex_);
    woken_ = true;
  }
  wake_.notify_all();
}

void ReminderSender::stop() {
  {
    std::lock_guard lock(mutex_);
    stop_.request();
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool ReminderSender::may_test(const std::string& person, base::TimeUs between) {
  std::lock_guard lock(mutex_);
  const base::TimeUs now = base::now_us();
  std::erase_if(tested_, [&](const auto& one) { return now - one.second > between; });
  return tested_.emplace(person, now).second;
}

void ReminderSender::run() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kRest, [&] { return woken_ || stop_.requested(); });
      if (stop_.requested()) return;
      woken_ = false;
    }
    auto lease = node_.lease();
    if (!lease) continue;
    store::Db& db = (*lease)->db();
    for (const auto step : {&ReminderSender::verify_audit, &ReminderSender::sweep, &ReminderSender::send_due})
      if (auto status = (this->*step)(db); !status && status.error().code != base::Code::interrupted)
        log_line("error", "reminders", {{"error", status.error().message.en}, {"where", status.error().where}});
  }
}

Status ReminderSender::verify_audit(store::Db& db) {
  auto last = audit_verified_at(db);
  if (!last) return std::unexpected(std::move(last).error());
  const base::TimeUs now = base::now_us();
  if (now - *last < kDay) return {};
  auto verdict = access::verify_audit(db);
  // Records written meanwhile could look like a fault: a bad verdict is checked while nobody writes.
  auto tx = store::Tx::begin(db);
  if (!tx) return std::unexpected(std::move(tx).error());
  if (verdict && !verdict->ok) verdict = access::verify_audit(db);
  if (!verdict) return std::unexpected(std::move(verdict).error());
  GD_TRY(note_audit_verdict(db, verdict->ok, verdict->first_bad, verdict->problem));
  GD_TRY(drop_old_reminders(db, now - kKeep));
  return tx->commit();
}

Status ReminderSender::look_for(store::Db& db, const ReminderKind& kind, const Onlooker& who, const std::string& recipient, base::TimeUs since, int digest) {
  auto found = kind.find(node_, db, who, since);
  if (!found) return std::unexpected(std::move(found).error());
  const base::TimeUs now = base::now_us();
  for (const Occurrence& one : *found)
    GD_TRY(keep_reminder(db, {std::string(kind.code), one.object, recipient, one.at, digest < 0 ? now : next_hour(digest, now)}));
  return {};
}

Status ReminderSender::sweep(store::Db& db) {
  const base::TimeUs now = base::now_us();
  const auto since_of = [&](const std::string& recipient, base::TimeUs begun) {
    const auto last = swept_.find(recipient);
    return std::max(begun, last == swept_.end() ? now - kLookBack : last->second - kOverlap);
  };
  auto choices = load_choices(db);
  if (!choices) return std::unexpected(std::move(choices).error());
  for (const ReminderChoice& choice : *choices) {
    auto rights = access::load_rights(db, choice.person, now);
    if (!rights) return std::unexpected(std::move(rights).error());
    for (const std::string& code : choice.kinds)
      if (const ReminderKind* kind = find_reminder_kind(code); kind != nullptr && rights->may(kind->permission))
        GD_TRY(look_for(db, *kind, {choice.person, rights->scope(kind->permission)}, choice.person, since_of(choice.person, choice.since), choice.digest));
    swept_[choice.person] = now;
  }
  auto webhooks = load_webhooks(db);
  if (!webhooks) return std::unexpected(std::move(webhooks).error());
  for (const Webhook& webhook : *webhooks) {
    if (!webhook.enabled) continue;
    for (const std::string& code : webhook.kinds)
      if (const ReminderKind* kind = find_reminder_kind(code); kind != nullptr)
        GD_TRY(look_for(db, *kind, {"", access::Scope::all()}, webhook.id, since_of(webhook.id, webhook.since), -1));
    swept_[webhook.id] = now;
  }
  return form_deliveries(db, now, kMostReminders);
}

Result<Present> ReminderSender::present(store::Db& db, const std::string& delivery, const std::string& person, const access::Rights* rights) {
  auto reminders = reminders_of(db, delivery);
  if (!reminders) return std::unexpected(std::move(reminders).error());
  Present out;
  for (const Reminder& reminder : *reminders) {
    const ReminderKind* kind = find_reminder_kind(reminder.kind);
    if (kind == nullptr || (rights != nullptr && !rights->may(kind->permission))) continue;
    auto found = kind->find(node_, db, {person, rights != nullptr ? rights->scope(kind->permission) : access::Scope::all()}, reminder.at - 1);
    if (!found) return std::unexpected(std::move(found).error());
    if (const auto one = std::ranges::find(*found, reminder.object, &Occurrence::object); one != found->end()) out.emplace_back(kind, std::move(*one));
  }
  return out;
}

Status ReminderSender::by_mail(store::Db& db, Delivery& delivery) {
  auto settings = load_mail_settings(node_, db, true);
  if (!settings) return std::unexpected(std::move(settings).error());
  if (!settings->on) return base::fail(base::Code::not_found, "尚未设置邮件服务器", "no mail server is set up", "mail");
  auto choice = load_choice(db, delivery.recipient);
  if (!choice) return std::unexpected(std::move(choice).error());
  auto person = access::load_person(db, delivery.recipient);
  auto rights = access::load_rights(db, delivery.recipient, base::now_us());
  if (!rights) return std::unexpected(std::move(rights).error());
  auto now = present(db, delivery.id, delivery.recipient, &*rights);
  if (!now) return std::unexpected(std::move(now).error());
  if (now->empty() || !person || person->disabled || choice->mail.empty()) {
    delivery.state = "withdrawn";
    return {};
  }
  const bool zh = choice->lang != "en";
  return net::send_mail(settings->server,
                        {.to = choice->mail,
                         .to_name = person->name,
                         .subject = subject(node_, *now, zh),
                         .text = mail_body(node_, *person, *now, zh),
                         .id = delivery.id,
                         .stop = &stop_},
                        node_.options().way);
}

Status ReminderSender::by_webhook(store::Db& db, Delivery& delivery) {
  auto webhook = load_webhook(db, delivery.recipient);
  if (!webhook) return std::unexpected(std::move(webhook).error());
  auto now = present(db, delivery.id, "", nullptr);
  if (!now) return std::unexpected(std::move(now).error());
  if (now->empty()) {
    delivery.state = "withdrawn";
    return {};
  }
  if (!webhook->enabled) return base::fail(base::Code::not_found, "这个 Webhook 已停用", "this webhook is turned off", webhook->name);
  Json reminders = Json::array();
  for (const auto& [kind, one] : *now)
    reminders.push_back({{"kind", kind->code},
                         {"name", bilingual_json(kind->name)},
                         {"object", one.object},
                         {"at", base::iso8601(one.at)},
                         {"organisation", text_or_null(one.organisation)},
                         {"place", one.place},
                         {"facts", one.facts}});
  const Json body{{"version", 1}, {"delivery", delivery.id}, {"node", node_.settings().name}, {"test", false}, {"reminders", reminders}};
  return post_webhook(node_, *webhook, delivery.id, body.dump(-1, ' ', false, Json::error_handler_t::replace), &stop_);
}

Status ReminderSender::deliver(store::Db& db, Delivery& delivery) {
  const Status sent = delivery.recipient.starts_with("W-") ? by_webhook(db, delivery) : by_mail(db, delivery);
  if (!sent && sent.error().code == base::Code::interrupted) return sent;  // the node stops: as if it had not been tried
  const base::TimeUs now = base::now_us();
  ++delivery.attempts;
  delivery.error.clear();
  if (!sent) {
    delivery.error = error_json(sent.error());
    delivery.next_try = now + back_off(delivery.attempts - 1);
    if (now - delivery.created > kGiveUp) delivery.state = "failed";
    log_line("warning", "reminders", {{"delivery", delivery.id}, {"attempts", delivery.attempts}, {"error", sent.error().message.en}});
  } else if (delivery.state == "waiting") {
    delivery.state = "sent";
    delivery.sent = now;
  }
  return end_delivery(db, delivery);
}

Status ReminderSender::send_due(store::Db& db) {
  auto due = due_deliveries(db, base::now_us(), kMostDeliveries);
  if (!due) return std::unexpected(std::move(due).error());
  for (Delivery& delivery : *due) {
    if (stop_.requested()) return {};
    GD_TRY(deliver(db, delivery));
  }
  return {};
}

}  // namespace gongdun::serve
