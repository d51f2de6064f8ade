#include "base/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <string>

namespace gongdun::base {
namespace {

struct Ran {
  Result<ProcessOutcome> outcome;
  std::string output;
};

Ran run(const std::vector<std::string>& argv, const ProcessLimits& limits = {}, int input = -1) {
  Ran ran{fail(Code::internal, "未运行", "not run"), {}};
  ran.outcome = run_process(argv, input, limits, [&](std::string_view piece) {
    ran.output += piece;
    return true;
  });
  return ran;
}

TEST(RunProcess_output, comes_with_exit_code_and_errors) {
  const Ran ran = run({"sh", "-c", "echo out; echo err >&2; exit 3"});
  ASSERT_TRUE(ran.outcome);
  EXPECT_EQ(ran.output, "out\n");
  EXPECT_EQ(ran.outcome->error_output, "err\n");
  EXPECT_EQ(ran.outcome->exit_code, 3);
  EXPECT_FALSE(ran.outcome->timed_out);
}

TEST(RunProcess_input, is_descriptor_three) {
  const int file = ::memfd_create("input", MFD_CLOEXEC);
  ASSERT_EQ(::write(file, "内容", 6), 6);
  const Ran ran = run({"cat", "/proc/self/fd/3"}, {}, file);
  ::close(file);
  ASSERT_TRUE(ran.outcome);
  EXPECT_EQ(ran.output, "内容");
}

TEST(RunProcess_isolation, no_other_descriptors_and_no_environment) {
  const int leak = ::open("/dev/null", O_RDONLY);  // deliberately without close-on-exec
  ::setenv("GD_SECRET_FOR_TEST", "x", 1);
  const Ran ran = run({"sh", "-c", "ls /proc/$$/fd; echo \"[$GD_SECRET_FOR_TEST]\""});
  ::close(leak);
  ASSERT_TRUE(ran.outcome);
  EXPECT_EQ(ran.output, "0\n1\n2\n[]\n");
}

TEST(RunProcess_timeout, kills_the_program_and_its_children) {
  ProcessLimits limits;
  limits.wall = std::chrono::milliseconds(200);
  const auto start = std::chrono::steady_clock::now();
  const Ran ran = run({"sh", "-c", "echo begun; sleep 30 & sleep 30"}, limits);
  ASSERT_TRUE(ran.outcome);
  EXPECT_TRUE(ran.outcome->timed_out);
  EXPECT_EQ(ran.output, "begun\n");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(RunProcess_limits, memory_is_bounded) {
  ProcessLimits limits;
  limits.address_space_bytes = 64 << 20;
  const Ran ran = run({"sh", "-c", "x=$(head -c 200000000 /dev/zero | tr '\\0' a); echo ${#x}"}, limits);
  ASSERT_TRUE(ran.outcome);
  EXPECT_NE(ran.outcome->exit_code, 0);
}

TEST(RunProcess_limits, it_can_write_no_file) {
  const Ran ran = run({"sh", "-c", "trap '' XFSZ; echo plaintext > /tmp/gongdun_process_test && cat /tmp/gongdun_process_test"});
  ::unlink("/tmp/gongdun_process_test");
  ASSERT_TRUE(ran.outcome);
  EXPECT_EQ(ran.output, "");
}

TEST(RunProcess_stop, ends_an_endless_program) {
  std::size_t bytes = 0;
  const auto outcome = run_process({"sh", "-c", "while :; do echo yes; done"}, -1, {}, [&](std::string_view piece) {
    bytes += piece.size();
    return bytes < 1000;
  });
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(outcome->timed_out);
  EXPECT_GE(outcome->exit_code, 128);
}

TEST(RunProcess_missing, program_is_named) {
  const Ran ran = run({"gongdun-no-such-program"});
  ASSERT_FALSE(ran.outcome);
  EXPECT_EQ(ran.outcome.error().code, Code::not_found);
  EXPECT_NE(ran.outcome.error().message.zh.find("gongdun-no-such-program"), std::string::npos);
}

}  // namespace
}  // namespace gongdun::base
