#include "net/event_channel.h"

#include <utility>

namespace gongdun::net {

void EventChannel::push(std::string_view event, std::string_view data) {
  std::function<void()> wake;
  {
    std::lock_guard lock(mutex_);
    if (closed_) return;
    if (waiting_.size() + data.size() > kMostWaiting) {
      closed_ = true;
    } else {
      waiting_.append("event: ").append(event).append("\ndata: ").append(data).append("\n\n");
    }
    wake = waker_;
  }
  if (wake) wake();
}

void EventChannel::close() {
  std::function<void()> wake;
  {
    std::lock_guard lock(mutex_);
    closed_ = true;
    wake = waker_;
  }
  if (wake) wake();
}

bool EventChannel::closed() const {
  std::lock_guard lock(mutex_);
  return closed_;
}

std::string EventChannel::take() {
  std::lock_guard lock(mutex_);
  return std::exchange(waiting_, {});
}

void EventChannel::on_push(std::function<void()> waker) {
  std::lock_guard lock(mutex_);
  waker_ = std::move(waker);
}

}  // namespace gongdun::net
