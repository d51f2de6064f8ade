// Long work: scans, reports, exports, imports. Kept in the store from the moment it is accepted; after a restart what was queued or running runs again (a
// scan reads only what it had not read, an import goes on behind the rows it had committed, reports and exports are made anew). One scan at a time — it
// uses every core by itself — and beside it one report, one export or import, and what follows from
// people's words.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "access/scope.h"
#include "base/stop_flag.h"
#include "serve/answer.h"
#include "store/db.h"
#include "work/progress.h"

namespace gongdun::serve {

class Node;

struct Job {
  std::string id, kind, title, state = "queued", person, by, organisation, source;
  std::string request;        // JSON
  std::string result, error;  // JSON or empty
  std::string position;       // JSON or empty: how far it got before the node stopped
  base::TimeUs created = 0, started = 0, finished = 0;
};

base::Status insert_job(store::Db& db, Job& job);  // gives it its id
base::Result<Job> load_job(store::Db& db, const std::string& id);
struct JobFilter {
  std::string kind, state, cursor;
  std::size_t limit = 50;
  std::string person;   // theirs are always listed …
  access::Scope scope;  // … and those of organisations in reach
};
base::Result<std::vector<Job>> load_jobs(store::Db& db, const JobFilter& filter);

class JobRunner {
 public:
  explicit JobRunner(Node& node);
  ~JobRunner();

  // Takes up what a stopped node left, and starts the threads.
  base::Status start();
  // Stored already (insert_job), committed already.
  void add(const Job& job);
  // Running: asks it to stop; queued: takes it back.
  base::Status cancel(store::Db& db, const Job& job);
  void stop();
  std::size_t running() const { return running_; }
  // A job as the API shows it, with progress while it runs.
  Json json_of(const Job& job) const;

 private:
  struct Active {
    base::StopFlag stop;
    work::Progress progress;
    bool cancelled = false;
  };
  struct Lane {
    std::deque<std::string> queue;
    std::thread thread;
  };
  // Rules change between scans, never during one.
  Lane& lane_of(const Job& job);
  void run_lane(Lane& lane);
  void run_one(const std::string& id);
  void watch();
  void run_due_sources();
  void find_learning();  // what was stored, but not handed to add()
  void tell(const Job& job);

  Node& node_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  Lane scans_, reports_, transfers_, learning_;
  std::thread watcher_;
  std::map<std::string, std::shared_ptr<Active>> active_;
  std::atomic<std::size_t> running_{0};
  bool stopping_ = false;
};

}  // namespace gongdun::serve
