// Runs a helper program (poppler) apart from ours: own memory and CPU limits, no inherited descriptors, no shell, no network need,
// killed with its children on time-out. What it prints is handed over in chunks, so output size is bounded by the caller.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace gongdun::base {

struct ProcessLimits {
  std::chrono::milliseconds wall{30'000};
  std::uint64_t address_space_bytes = 1ULL << 30;
  std::uint64_t cpu_seconds = 30;
  bool network = false;  // for programs that speak to another machine (ssh), or look at this one's network
};

struct ProcessOutcome {
  int exit_code = -1;  // 128+signal when killed by a signal
  bool timed_out = false;
  std::string error_output;  // the first 4 KiB of stderr
};

// `input_fd` (or -1) becomes descriptor 3 of the child: open it there as /proc/self/fd/3. `on_output` returns false to stop early.
Result<ProcessOutcome> run_process(const std::vector<std::string>& argv, int input_fd, const ProcessLimits& limits,
                                   const std::function<bool(std::string_view)>& on_output);

// A helper program of ours that stays: it loads what it needs once and forks for each document, so a document costs no program start and still has
// a process with limits of its own. One at a time; when the helper dies or is killed at a time-out, the next run starts another.
// Its side of the socket (descriptor 3) is described in helpers/pdf_text.cpp. Ends with the thread that first ran it.
class ForkServer {
 public:
  // `name`: a file beside our own program, or in /usr/libexec/gongdun.
  explicit ForkServer(const std::string& name);
  ~ForkServer();
  ForkServer(const ForkServer&) = delete;
  ForkServer& operator=(const ForkServer&) = delete;

  bool installed() const { return !program_.empty(); }
  // As run_process(). The memory limit of the first run holds for all.
  Result<ProcessOutcome> run(int input_fd, const ProcessLimits& limits, const std::function<bool(std::string_view)>& on_output);
  int pid() const;  // -1 while it does not run

 private:
  struct Running;
  Result<ProcessOutcome> run_once(int input_fd, const ProcessLimits& limits, const std::function<bool(std::string_view)>& on_output);
  Status start(const ProcessLimits& limits);
  bool send(int input_fd, int output, int errors, std::uint64_t cpu_seconds);

  std::string program_;
  std::unique_ptr<Running> running_;
};

}  // namespace gongdun::base
