// Whose turn it is to write, among the connections of this process to one SQLite file: first come, first served. SQLite itself lets whoever polls at the
// right moment go first, and a scan that writes all the time would keep a person's decision waiting for good.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace gongdun::store {

class WriteGate {
 public:
  static std::shared_ptr<WriteGate> of(const std::string& path);

  // false: not within the time; the caller may still try its luck with other processes' lock.
  bool enter(std::chrono::milliseconds most);
  void leave();
  bool others_wait();

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::deque<std::uint64_t> queue_;  // the front has the turn
  std::uint64_t next_ = 0;
};

}  // namespace gongdun::store
