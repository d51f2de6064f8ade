#include "base/own_program.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>

namespace gongdun::base {
namespace {

constexpr const char* kLoader = "/lib64/ld-linux-x86-64.so.2";

TEST(OwnProgram_path, isOfThisProgram_alsoUnderALoader) {
  const std::string path = own_program(), link = std::filesystem::read_symlink("/proc/self/exe").string();
  EXPECT_TRUE(path.ends_with("/base_tests")) << path;
  if (path != link) return;  // we are the one started below
  if (!std::filesystem::exists(kLoader)) GTEST_SKIP() << "no loader of x86-64 glibc here";
  const std::string command = std::string(kLoader) + " --argv0 tests '" + path + "' --gtest_filter=OwnProgram_path.* 2>&1";
  FILE* again = ::popen(command.c_str(), "r");  // NOLINT(cert-env33-c): our own path
  ASSERT_NE(again, nullptr);
  std::string said;
  for (std::array<char, 256> piece{}; std::fgets(piece.data(), piece.size(), again) != nullptr;) said += piece.data();
  EXPECT_EQ(::pclose(again), 0) << said;
}

}  // namespace
}  // namespace gongdun::base
