// Progress of a long job, written by its threads and read by whoever shows it (terminal, later the console).
#pragma once
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

namespace gongdun::work {

class Progress {
 public:
  std::atomic<std::uint64_t> items_found{0}, bytes_found{0};  // so far; final once listing_done
  std::atomic<std::uint64_t> items_done{0}, bytes_done{0};
  std::atomic<std::uint64_t> items_skipped{0};  // unchanged since the last run
  std::atomic<bool> listing_done{false};

  void set_current(const std::string& what) {
    std::lock_guard lock(mutex_);
    current_ = what;
  }
  std::string current() const {
    std::lock_guard lock(mutex_);
    return current_;
  }

 private:
  mutable std::mutex mutex_;
  std::string current_;
};

}  // namespace gongdun::work
