#pragma once
#include <atomic>

namespace gongdun::net {

// One of `most` places, if one was free.
struct FreePlace {
  FreePlace(std::atomic<unsigned>& taken_places, unsigned most) : count(taken_places), taken(count.fetch_add(1) < most) {
    if (!taken) --count;
  }
  ~FreePlace() {
    if (taken) --count;
  }
  FreePlace(const FreePlace&) = delete;
  FreePlace& operator=(const FreePlace&) = delete;
  std::atomic<unsigned>& count;
  const bool taken;
};

}  // namespace gongdun::net
