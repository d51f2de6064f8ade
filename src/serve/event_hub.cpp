#include "serve/event_hub.h"

namespace gongdun::serve {

bool EventHub::add(Listener listener) {
  std::lock_guard lock(mutex_);
  std::erase_if(listeners_, [](const Listener& one) { return one.channel->closed(); });
  if (listeners_.size() >= kMostListeners) return false;
  listeners_.push_back(std::move(listener));
  return true;
}

void EventHub::tell(std::string_view event, std::string_view data, const std::string& organisation, const std::string& person) {
  std::vector<std::shared_ptr<net::EventChannel>> to;
  {
    std::lock_guard lock(mutex_);
    for (const Listener& one : listeners_)
      if (one.organisations.contains(organisation) || (!person.empty() && one.person == person)) to.push_back(one.channel);
  }
  for (const auto& channel : to) channel->push(event, data);
}

void EventHub::end_session(const std::string& session) {
  std::lock_guard lock(mutex_);
  for (const Listener& one : listeners_)
    if (one.session == session) one.channel->close();
}

void EventHub::end_person(const std::string& person) {
  std::lock_guard lock(mutex_);
  for (const Listener& one : listeners_)
    if (one.person == person) one.channel->close();
}

void EventHub::close_all() {
  std::lock_guard lock(mutex_);
  for (const Listener& one : listeners_) one.channel->close();
}

std::size_t EventHub::listeners() {
  std::lock_guard lock(mutex_);
  std::erase_if(listeners_, [](const Listener& one) { return one.channel->closed(); });
  return listeners_.size();
}

}  // namespace gongdun::serve
