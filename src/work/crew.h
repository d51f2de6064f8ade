// A crew of threads that take tasks from one bounded queue. The queue's capacity is the back-pressure on whoever lists the tasks.
#pragma once
#include <functional>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"

namespace gongdun::work {

template <class Task>
class Crew {
 public:
  // `make_worker` runs in each thread and gives the function that handles tasks there (so every thread has its own state).
  Crew(unsigned threads, std::size_t queue_capacity, const std::function<std::function<void(Task)>()>& make_worker) : queue_(queue_capacity) {
    for (unsigned i = 0; i < threads; ++i)
      threads_.emplace_back([this, make_worker] {
        auto handle = make_worker();
        while (auto task = queue_.pop()) handle(std::move(*task));
      });
  }
  ~Crew() { finish(); }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  bool add(Task task) { return queue_.push(std::move(task)); }

  // No more tasks; waits until all are done.
  void finish() {
    queue_.close();
    for (std::thread& thread : threads_)
      if (thread.joinable()) thread.join();
  }

 private:
  base::BoundedQueue<Task> queue_;
  std::vector<std::thread> threads_;
};

}  // namespace gongdun::work
