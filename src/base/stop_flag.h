// Asked to stop: by the user (Ctrl-C, console, shutdown), or because the time for a piece of work is up. Checked between blocks of work;
// stopping is clean, never half-written.
#pragma once
#include <atomic>
#include <chrono>

namespace gongdun::base {

class StopFlag {
 public:
  using Clock = std::chrono::steady_clock;

  StopFlag() = default;
  // Also up when `whole` is, and from `deadline` on. `whole` must live longer.
  StopFlag(const StopFlag& whole, Clock::time_point deadline) : whole_(&whole), deadline_(deadline) {}

  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const noexcept { return requested_.load(std::memory_order_relaxed) || (whole_ != nullptr && (whole_->requested() || late())); }
  bool late() const noexcept { return whole_ != nullptr && Clock::now() >= deadline_; }

 private:
  std::atomic<bool> requested_{false};
  const StopFlag* whole_ = nullptr;
  Clock::time_point deadline_ = Clock::time_point::max();
};

}  // namespace gongdun::base
