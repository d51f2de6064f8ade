// For tests of this room: reads bytes as an item of their own, and writes texts in other encodings.
#pragma once
#include <string>
#include <string_view>

#include "read/limits.h"
#include "read/recorder.h"

namespace gongdun::read {

// The outermost item of reading `bytes` as a file; the members of an archive come before it in `all`, if wanted.
RecordedItem read_bytes(std::string_view bytes, const Limits& limits = {}, std::vector<RecordedItem>* all = nullptr);
std::string encode_as(std::string_view utf8, const char* charset);

// A directory that is gone at the end of the test.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::string& path() const { return path_; }
  std::string write(const std::string& name, std::string_view bytes) const;  // returns the path

 private:
  std::string path_;
};

}  // namespace gongdun::read
