#include "base/memory.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <string_view>

namespace gongdun::base {

std::uint64_t resident_bytes() {
  const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::array<char, 128> text{};
  const ssize_t got = ::read(file, text.data(), text.size());
  ::close(file);
  const std::string_view words(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  const std::size_t second = words.find(' ') + 1;  // size, then resident, in pages
  std::uint64_t pages = 0;
  if (second == 0 || std::from_chars(words.data() + second, words.data() + words.size(), pages).ec != std::errc{}) return 0;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace gongdun::base
