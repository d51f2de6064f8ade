#include "store/write_gate.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace gongdun::store {

std::shared_ptr<WriteGate> WriteGate::of(const std::string& path) {
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<WriteGate>> gates;
  std::error_code error;
  const auto canonical = std::filesystem::weakly_canonical(path, error);
  std::lock_guard lock(mutex);
  auto& known = gates[error ? path : canonical.string()];
  auto gate = known.lock();
  if (!gate) {
    gate = std::make_shared<WriteGate>();
    known = gate;
  }
  return gate;
}

bool WriteGate::enter(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  const std::uint64_t mine = next_++;
  queue_.push_back(mine);
  if (turn_.wait_for(lock, most, [&] { return queue_.front() == mine; })) return true;
  std::erase(queue_, mine);
  return false;
}

void WriteGate::leave() {
  {
    std::lock_guard lock(mutex_);
    queue_.pop_front();
  }
  turn_.notify_all();
}

bool WriteGate::others_wait() {
  std::lock_guard lock(mutex_);
  return queue_.size() > 1;
}

}  // namespace gongdun::store
