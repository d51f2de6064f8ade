// Who listens to live events, and who may hear which: an event about an organisation reaches only listeners whose grants reach it.
#pragma once
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "net/event_channel.h"

namespace gongdun::serve {

struct Listener {
  std::shared_ptr<net::EventChannel> channel;
  std::string person, session;
  std::set<std::string> organisations;  // in reach when it began to listen
};

class EventHub {
 public:
  static constexpr std::size_t kMostListeners = 2000;

  bool add(Listener listener);  // false: too many
  // To everybody who reaches the organisation, and to the person it is about.
  void tell(std::string_view event, std::string_view data, const std::string& organisation, const std::string& person);
  void end_session(const std::string& session);
  void end_person(const std::string& person);  // disabled, or with a new password
  void close_all();
  std::size_t listeners();

 private:
  std::mutex mutex_;
  std::vector<Listener> listeners_;
};

}  // namespace gongdun::serve
