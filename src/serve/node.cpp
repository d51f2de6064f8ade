#include "serve/node.h"

#include <sys/stat.h>

#include <charconv>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "access/audit_log.h"
#include "access/organisation_store.h"
#include "access/schema.h"
#include "assess/assess_list.h"
#include "assess/field_tables.h"
#include "catalog/asset_groups.h"
#include "catalog/asset_row.h"
#include "catalog/scan_store.h"
#include "pack/load.h"
#include "serve/api.h"
#include "serve/console.h"
#include "serve/embedded.h"
#include "serve/jobs.h"
#include "serve/pack_shelf.h"
#include "serve/reminder_sender.h"
#include "serve/rule_book.h"
#include "serve/schema.h"
#include "serve/transfer_store.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Result;
using base::Status;

namespace {

constexpr std::size_t kIdleConnections = 8;

std::int64_t number_or(const std::string& text, std::int64_t otherwise) {
  std::from_chars(text.data(), text.data() + text.size(), otherwise);
  return otherwise;
}

}  // namespace

Knowledge::Knowledge(catalog::Toolbox box) : tools(std::move(box)), rules(std::make_unique<RuleBook>(*tools.packs)) {}
Knowledge::~Knowledge() = default;

Node::Node(NodeOptions options)
    : options_(std::move(options)),
      shipped_packs_(options_.packs.empty() ? pack::default_pack_directory() : options_.packs),
      started_(base::now_us()),
      oidc_(options_.way) {}
Node::~Node() = default;

Status Node::take_up(catalog::Toolbox box) {
  auto next = std::make_unique<const Knowledge>(std::move(box));
  std::lock_guard lock(mutex_);
  if (all_knowledge_.size() == kMostKnowledge)
    return base::fail(base::Code::limit, "自启动以来已多次更换规则包，请重新启动节点后再换",
                      "packs were exchanged many times since the start; restart the node, then do it again");
  knowledge_ = next.get();
  all_knowledge_.push_back(std::move(next));
  packs_problem_.clear();
  return {};
}

Status Node::take_up_packs(store::Db& db) {
  auto digests = active_digests(db);
  if (!digests) return std::unexpected(std::move(digests).error());
  auto box = open_choice({shipped_packs_, options_.data, std::move(*digests)});
  if (!box) return std::unexpected(std::move(box).error());
  return take_up(std::move(*box));
}

// A version in force that no longer loads must not keep the node from starting: it starts with the packs of the program, and says so.
Status Node::open_knowledge(store::Db& db) {
  auto status = take_up_packs(db);
  if (status) return {};
  auto box = catalog::open_toolbox(shipped_packs_, base::Lang::zh);
  if (!box) return std::unexpected(std::move(box).error());
  GD_TRY(take_up(std::move(*box)));
  log_line("error", "packs", {{"error", status.error().text(base::Lang::en)}});
  std::lock_guard lock(mutex_);
  packs_problem_ = status.error().text(base::Lang::zh);
  return {};
}

std::string Node::packs_problem() const {
  std::lock_guard lock(mutex_);
  return packs_problem_;
}

Result<std::unique_ptr<Node>> Node::open(const NodeOptions& options) {
  std::unique_ptr<Node> node(new Node(options));
  std::error_code error;
  for (const char* folder : {"reports", "transfers"})
    if (!error) std::filesystem::create_directories(std::filesystem::path(options.data) / folder, error);
  if (error) return base::fail(base::Code::permission, "无法建立数据目录", "cannot make the data folder", options.data);
  ::chmod(options.data.c_str(), 0700);
  auto seal = crypto::Seal::open(std::filesystem::path(options.data) / "node.key");
  if (!seal) return std::unexpected(std::move(seal).error());
  node->seal_ = std::move(*seal);
  auto lease = node->lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  store::Db& db = (*lease)->db();
  GD_TRY(access::migrate_access(db));
  GD_TRY(migrate_serve(db));
  GD_TRY(assess::migrate_assess(db));
  GD_TRY(assess::migrate_assess_list(db));
  GD_TRY(assess::migrate_field(db));
  GD_TRY(node->open_knowledge(db));
  GD_TRY(catalog::index_waiting_assets(db, *node->tools().packs, [](std::uint64_t left) { log_line("info", "index", {{"assets_left", left}}); }));
  GD_TRY(catalog::end_stale_scans(db));
  auto home = access::ensure_home(db, "本单位");
  if (!home) return std::unexpected(std::move(home).error());
  node->home_ = *home;
  // What the command line scanned belongs to the node's own organisation.
  GD_TRY(catalog::adopt_assets(db, *home));
  GD_TRY(assess::AssessList(db).adopt(*home));
  GD_TRY(node->load_settings(db));
  auto console = Console::parse(embedded_console());
  if (!console) return std::unexpected(std::move(console).error());
  node->console_ = std::make_unique<Console>(std::move(*console));
  node->reminders_ = std::make_unique<ReminderSender>(*node);
  node->jobs_ = std::make_unique<JobRunner>(*node);
  node->ready_ = true;
  return node;
}

std::string Node::store_shown() const {
  const std::size_t scheme = options_.store.find("://");
  const std::size_t at = options_.store.rfind('@');
  if (scheme == std::string::npos || at == std::string::npos) return options_.store;
  return options_.store.substr(0, scheme + 3) + options_.store.substr(at + 1);
}

Result<Node::Lease> Node::lease() {
  {
    std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(connection));
    }
  }
  auto catalog = ready_ ? catalog::Catalog::connect(options_.store) : catalog::Catalog::open(options_.store);
  if (!catalog) return std::unexpected(std::move(catalog).error());
  return Lease(*this, std::make_unique<Connection>(Connection{std::move(*catalog)}));
}

void Node::give_back(std::unique_ptr<Connection> connection) {
  std::lock_guard lock(mutex_);
  if (idle_.size() < kIdleConnections) idle_.push_back(std::move(connection));
}

Settings Node::settings() const {
  std::lock_guard lock(mutex_);
  return settings_;
}

Status Node::load_settings(store::Db& db) {
  Settings settings{.name = "工盾", .login = {}};
  GD_TRY(store::rows(
      db,
      [&](store::Stmt& row) {
        const std::string name = row.text(0), value = row.text(1);
        if (name == "name") settings.name = value;
        if (name == "session_minutes") settings.login.session_minutes = number_or(value, settings.login.session_minutes);
        if (name == "lockout_attempts") settings.login.attempts = static_cast<int>(number_or(value, settings.login.attempts));
        if (name == "audit_keep_days") settings.audit_keep_days = number_or(value, settings.audit_keep_days);
        if (name == "public_address") settings.public_address = value;
        if (name == "version") settings.version = number_or(value, 0);
      },
      "SELECT name, value FROM setting"));
  std::lock_guard lock(mutex_);
  settings_ = std::move(settings);
  return {};
}

Status Node::save_settings(store::Db& db, const Settings& settings) {
  const std::pair<const char*, std::string> values[] = {{"name", settings.name},
                                                        {"session_minutes", std::to_string(settings.login.session_minutes)},
                                                        {"lockout_attempts", std::to_string(settings.login.attempts)},
                                                        {"audit_keep_days", std::to_string(settings.audit_keep_days)},
                                                        {"public_address", settings.public_address},
                                                        {"version", std::to_string(settings.version + 1)}};
  for (const auto& [name, value] : values)
    GD_TRY(store::run(db, "INSERT INTO setting(name, value) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", name, value));
  return {};
}

void Node::keep_house() {
  constexpr base::TimeUs kDay = 86'400'000'000;
  auto connection = lease();
  if (!connection) return;
  (void)access::drop_expired((*connection)->db());
  (void)remove_expired_transfers((*connection)->db(), options_.data);
  auto tx = store::Tx::begin((*connection)->db());
  if (!tx) return;
  if (access::trim_audit((*connection)->db(), base::now_us() - settings().audit_keep_days * kDay)) (void)tx->commit();
}

}  // namespace gongdun::serve
