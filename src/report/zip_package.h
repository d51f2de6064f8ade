// A zip made in memory whose bytes depend on its parts only: fixed times, fixed order, fixed compression.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"

namespace gongdun::report {

class ZipPackage {
 public:
  void add(std::string name, std::string bytes) { parts_.emplace_back(std::move(name), std::move(bytes)); }
  base::Result<std::string> bytes() const;

 private:
  std::vector<std::pair<std::string, std::string>> parts_;
};

}  // namespace gongdun::report
