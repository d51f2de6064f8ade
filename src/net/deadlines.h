// When a connection has to be done with what it is at. Looked at once a second for all of them: a timer for each read and write would cost more than they do.
// Of net/http_server.cpp only.
#pragma once
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>

#include "base/clock.h"

namespace gongdun::net {

class Deadline {
 public:
  explicit Deadline(boost::asio::ip::tcp::socket& socket) : strand_(socket.get_executor()), socket_(&socket) {}
  void after(std::chrono::seconds time) { until_ = base::monotonic_seconds() + static_cast<double>(time.count()); }
  bool passed() const { return base::monotonic_seconds() > until_; }
  const boost::asio::any_io_executor& strand() const { return strand_; }

  // On the strand only. What waits on the socket ends with operation_aborted.
  void close() {
    boost::system::error_code ignored;
    if (socket_ != nullptr) socket_->close(ignored);
  }
  // Before the socket goes: somebody else may still hold this.
  void let_go() { socket_ = nullptr; }

 private:
  const boost::asio::any_io_executor strand_;
  boost::asio::ip::tcp::socket* socket_;
  std::atomic<double> until_{0};
};

class Deadlines {
 public:
  void add(const std::shared_ptr<Deadline>& one) {
    std::lock_guard lock(mutex_);
    all_.push_back(one);
  }
  void close_passed() {
    std::lock_guard lock(mutex_);
    std::erase_if(all_, [](const auto& one) { return one.expired(); });
    for (const auto& weak : all_) {
      const auto one = weak.lock();
      if (!one || !one->passed()) continue;
      boost::asio::post(one->strand(), [weak] {
        if (const auto still = weak.lock(); still && still->passed()) still->close();
      });
    }
  }

 private:
  std::mutex mutex_;
  std::vector<std::weak_ptr<Deadline>> all_;
};

}  // namespace gongdun::net
