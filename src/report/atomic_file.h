// A file that appears whole or not at all: bytes go to a hidden neighbour, which is flushed to disk and renamed on commit().
// Without commit() the neighbour is removed.
#pragma once
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::report {

class AtomicFile {
 public:
  static base::Result<AtomicFile> create(const std::string& path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  base::Status write(std::string_view bytes);
  base::Status commit();
  const std::string& temporary_path() const { return temporary_; }  // for libraries that insist on a name

 private:
  AtomicFile(std::string path, std::string temporary, int fd) : path_(std::move(path)), temporary_(std::move(temporary)), fd_(fd) {}
  base::Status refused(const char* zh, const char* en) const;

  std::string path_, temporary_;
  int fd_ = -1;
};

base::Status write_file(const std::string& path, std::string_view bytes);

}  // namespace gongdun::report
