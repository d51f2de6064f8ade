// A bounded queue between threads. push() waits while the queue is full: that wait is the back-pressure.
// close() lets pop() drain what is left and then return nothing; after it push() returns false.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace gongdun::base {

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  bool push(T value) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || queue_.size() < capacity_; });
    if (closed_) return false;
    queue_.push_back(std::move(value));
    filled_.notify_one();
    return true;
  }

  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return closed_ || !queue_.empty(); });
    if (queue_.empty()) return std::nullopt;
    T value = std::move(queue_.front());
    queue_.pop_front();
    room_.notify_one();
    return value;
  }

  // As pop(), for at most so long. `open`: whether something can still come.
  std::optional<T> pop_for(std::chrono::milliseconds most, bool& open) {
    std::unique_lock lock(mutex_);
    filled_.wait_for(lock, most, [&] { return closed_ || !queue_.empty(); });
    open = !closed_ || !queue_.empty();
    if (queue_.empty()) return std::nullopt;
    T value = std::move(queue_.front());
    queue_.pop_front();
    room_.notify_one();
    return value;
  }

  void close() {
    std::lock_guard lock(mutex_);
    closed_ = true;
    room_.notify_all();
    filled_.notify_all();
  }

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable room_, filled_;
  std::deque<T> queue_;
  bool closed_ = false;
};

}  // namespace gongdun::base
