// Runs a helper program (poppler) apart from ours: own memory and CPU limits, no inherited descriptors, no shell, no network need,
// killed with its children on time-out. What it prints is handed over in chunks, so output size is bounded by the caller.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace gongdun::base {

struct ProcessLimits {
  std::chrono::milliseconds wall{30'000};
  std::uint64_t address_space_bytes = 1ULL << 30;
  std::uint64_t cpu_seconds = 30;
};

struct ProcessOutcome {
  int exit_code = -1;  // 128+signal when killed by a signal
  bool timed_out = false;
  std::string error_output;  // the first 4 KiB of stderr
};

// `input_fd` (or -1) becomes descriptor 3 of the child: open it there as /proc/self/fd/3. `on_output` returns false to stop early.
Result<ProcessOutcome> run_process(const std::vector<std::string>& argv, int input_fd, const ProcessLimits& limits,
                                   const std::function<bool(std::string_view)>& on_output);

}  // namespace gongdun::base
