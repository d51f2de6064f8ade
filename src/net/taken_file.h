// A file a request left behind goes with the request, unless the handler has moved it elsewhere.
#pragma once
#include <cstdio>
#include <string>
#include <utility>

namespace gongdun::net {

class TakenFile {
 public:
  explicit TakenFile(std::string path) : path_(std::move(path)) {}
  ~TakenFile() {
    if (!path_.empty()) std::remove(path_.c_str());
  }
  TakenFile(const TakenFile&) = delete;
  TakenFile& operator=(const TakenFile&) = delete;

 private:
  std::string path_;
};

}  // namespace gongdun::net
