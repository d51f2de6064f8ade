// Any bytes as a web page: the bytes after a fixed opening, so that the reader is always this one.
#include <cstddef>
#include <cstdint>
#include <string>

#include "read/office_test_kit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun::read;
  std::string page = "<!DOCTYPE html>";
  page.append(reinterpret_cast<const char*>(data), size);
  test::read_bytes(page);
  return 0;
}
