// Events on their way to one listener (server-sent events, WHATWG HTML §9.2). Any thread pushes; the connection takes. Bounded: a listener that does not
// keep up loses its channel and connects again, which makes it ask for the present state.
#pragma once
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace gongdun::net {

class EventChannel {
 public:
  static constexpr std::size_t kMostWaiting = 256 * 1024;  // bytes

  // `data` is one line (JSON).
  void push(std::string_view event, std::string_view data);
  void close();
  bool closed() const;

  // For the connection: what waits, and whom to wake when more comes. The waker is called from the pushing thread.
  std::string take();
  void on_push(std::function<void()> waker);

 private:
  mutable std::mutex mutex_;
  std::string waiting_;
  std::function<void()> waker_;
  bool closed_ = false;
};

}  // namespace gongdun::net
