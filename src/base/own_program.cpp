#include "base/own_program.h"

#include <sys/auxv.h>
#include <unistd.h>

#include <array>
#include <string_view>

namespace gongdun::base {

std::string own_program() {
  std::array<char, 4096> link{};
  const ssize_t size = ::readlink("/proc/self/exe", link.data(), link.size());
  std::string path(link.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  if (!name.starts_with("ld-linux")) return path;
  // glibc's loader, called as a command, puts the path of the program it was given here (elf/rtld.c).
  const auto* given = reinterpret_cast<const char*>(::getauxval(AT_EXECFN));
  return given != nullptr && *given == '/' ? given : std::string();
}

}  // namespace gongdun::base
