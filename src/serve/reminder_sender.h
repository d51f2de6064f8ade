// The thread that finds what people are to be reminded of, keeps it in the outbox, and sends what is due: at least once, with the same delivery id for every
// try, at ever longer intervals (5 s to 1 h) for a week. Once a day it reads the audit log again.
#pragma once
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "access/person_store.h"
#include "base/stop_flag.h"
#include "serve/reminder_kinds.h"
#include "serve/reminder_store.h"

namespace gongdun::serve {

class ReminderSender {
 public:
  explicit ReminderSender(Node& node) : node_(node) {}
  ~ReminderSender();

  void start();
  void wake();  // something happened or a setting changed: look now
  void stop();
  // One test mail a person in so long a time.
  bool may_test(const std::string& person, base::TimeUs between);

 private:
  void run();
  base::Status sweep(store::Db& db);
  base::Status look_for(store::Db& db, const ReminderKind& kind, const Onlooker& who, const std::string& recipient, base::TimeUs since, int digest);
  base::Status verify_audit(store::Db& db);
  base::Status send_due(store::Db& db);
  base::Status deliver(store::Db& db, Delivery& delivery);
  base::Status by_mail(store::Db& db, Delivery& delivery);
  base::Status by_webhook(store::Db& db, Delivery& delivery);
  // What of the delivery still holds for this onlooker.
  base::Result<std::vector<std::pair<const ReminderKind*, Occurrence>>> present(store::Db& db, const std::string& delivery, const std::string& person,
                                                                                const access::Rights* rights);

  Node& node_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::thread thread_;
  base::StopFlag stop_;
  bool woken_ = false;
  std::map<std::string, base::TimeUs> swept_;   // recipient → when last
  std::map<std::string, base::TimeUs> tested_;  // person → when last; under mutex_
};

// The next time it is `hour` o'clock here.
base::TimeUs next_hour(int hour, base::TimeUs now);

}  // namespace gongdun::serve
