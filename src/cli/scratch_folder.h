// A folder that lives as long as it is needed.
#pragma once
#include <stdlib.h>

#include <filesystem>
#include <string>

namespace gongdun::cli {

class ScratchFolder {
 public:
  explicit ScratchFolder(const std::string& stem) {
    path_ = (std::filesystem::temp_directory_path() / (stem + "-XXXXXX")).string();
    if (::mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::string& path() const { return path_; }  // empty: it could not be made

 private:
  std::string path_;
};

}  // namespace gongdun::cli
