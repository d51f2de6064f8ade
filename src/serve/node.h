// What a running node consists of: its store, its rules, its listeners and its long work. One for the life of the server; every part is safe to use from
// any thread.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "access/login.h"
#include "access/oidc.h"
#include "catalog/catalog.h"
#include "catalog/tools.h"
#include "crypto/sealed.h"
#include "net/outbound.h"
#include "serve/event_hub.h"

namespace gongdun::serve {

class JobRunner;
class ReminderSender;
class RuleBook;
class Console;

struct NodeOptions {
  std::string store;        // address of the store
  std::string data;         // folder for reports, certificates
  std::string packs;        // empty: those that came with the program
  std::string certificate;  // PEM file in use; empty: no TLS
  unsigned threads = 0;     // workers
  net::Way way;             // how the node reaches others
};

// One connection to the store with everything a handler needs; handed from request to request.
struct Connection {
  std::unique_ptr<catalog::Catalog> catalog;
  store::Db& db() { return catalog->db(); }
};

struct Settings {
  std::string name;
  access::LoginPolicy login;
  std::int64_t audit_keep_days = 190;  // at least six months
  std::string public_address;          // https://node.example.org, without a path; where browsers reach the node
  std::int64_t version = 0;
};

// The rules at work. A new set takes the place of the old one while requests and jobs still read the old, so old ones are kept until the node stops; there are
// at most kMostKnowledge of them.
struct Knowledge {
  explicit Knowledge(catalog::Toolbox box);
  ~Knowledge();
  catalog::Toolbox tools;
  std::unique_ptr<RuleBook> rules;
};
inline constexpr std::size_t kMostKnowledge = 16;

class Node {
 public:
  static base::Result<std::unique_ptr<Node>> open(const NodeOptions& options);
  ~Node();

  const NodeOptions& options() const { return options_; }
  const catalog::Toolbox& tools() const { return knowledge_.load()->tools; }
  const std::string& home() const { return home_; }  // id of the node's own organisation
  base::TimeUs started() const { return started_; }
  EventHub& events() { return events_; }
  JobRunner& jobs() { return *jobs_; }
  ReminderSender& reminders() { return *reminders_; }
  const RuleBook& rules() const { return *knowledge_.load()->rules; }
  // Puts the versions of packs the store says are in force to work. Fails, and leaves everything as it is, where they do not load.
  base::Status take_up_packs(store::Db& db);
  const std::string& shipped_packs() const { return shipped_packs_; }
  std::string packs_problem() const;  // why versions said to be in force are not; empty: they are
  const Console& console() const { return *console_; }
  const crypto::Seal& seal() const { return *seal_; }
  access::OidcClient& oidc() { return oidc_; }
  std::string store_shown() const;  // without a password

  // A connection for the time the Lease lives.
  class Lease {
   public:
    Lease(Node& node, std::unique_ptr<Connection> connection) : node_(&node), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    ~Lease() {
      if (connection_) node_->give_back(std::move(connection_));
    }
    Connection& operator*() { return *connection_; }
    Connection* operator->() { return connection_.get(); }

   private:
    Node* node_;
    std::unique_ptr<Connection> connection_;
  };
  base::Result<Lease> lease();

  Settings settings() const;
  base::Status save_settings(store::Db& db, const Settings& settings);
  base::Status load_settings(store::Db& db);

  // What only the passing of time asks for: sessions that ended, log records kept long enough.
  void keep_house();

  struct Counters {
    std::atomic<std::uint64_t> requests{0}, refused{0}, failed{0};
  } counters;

 private:
  explicit Node(NodeOptions options);
  base::Status take_up(catalog::Toolbox box);
  base::Status open_knowledge(store::Db& db);
  void give_back(std::unique_ptr<Connection> connection);

  NodeOptions options_;
  std::string shipped_packs_, packs_problem_;
  std::atomic<const Knowledge*> knowledge_{nullptr};
  std::string home_;
  base::TimeUs started_ = 0;
  bool ready_ = false;  // the store has the present schema; before the first request
  EventHub events_;
  std::optional<crypto::Seal> seal_;
  access::OidcClient oidc_;
  mutable std::mutex mutex_;  // guards idle_, settings_, all_knowledge_, packs_problem_
  std::vector<std::unique_ptr<Connection>> idle_;
  Settings settings_;
  std::vector<std::unique_ptr<const Knowledge>> all_knowledge_;  // the last one is at work
  std::unique_ptr<Console> console_;
  std::unique_ptr<ReminderSender> reminders_;
  std::unique_ptr<JobRunner> jobs_;  // these two last: their threads use the rest
};

}  // namespace gongdun::serve
