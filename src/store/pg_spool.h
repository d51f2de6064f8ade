// Rows of a statement that is still being read when another one needs the connection: up to 8 MiB of them in memory, the rest in a file without
// a name that no other account can open. First in, first out.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace gongdun::store {

struct PgCell {
  const char* data = nullptr;  // null: NULL
  std::size_t size = 0;
};

class PgSpool {
 public:
  explicit PgSpool(std::size_t memory = std::size_t{8} << 20) : memory_(memory) {}
  ~PgSpool();
  PgSpool(const PgSpool&) = delete;
  PgSpool& operator=(const PgSpool&) = delete;

  base::Status add(const std::vector<PgCell>& row);
  // false: no more. The cells live until the next call.
  base::Result<bool> next(std::vector<PgCell>& row);

 private:
  base::Status to_file();
  base::Status refill();

  std::size_t memory_;
  int file_ = -1;
  std::size_t written_ = 0, read_ = 0;  // bytes of the file
  std::string head_;                    // being read; what stands in the file comes after it
  std::size_t at_ = 0;
  std::string tail_;  // being written; comes last
};

}  // namespace gongdun::store
