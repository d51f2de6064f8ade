// Asked to stop by the user (Ctrl-C, console, shutdown). Checked between blocks of work; stopping is clean, never half-written.
#pragma once
#include <atomic>

namespace gongdun::base {

class StopFlag {
 public:
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const noexcept { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_{false};
};

}  // namespace gongdun::base
