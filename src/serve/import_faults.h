// Rows an import refused, while it runs: one JSON line each, in the job's folder, so that a restart loses none and memory does not grow with them.
#pragma once
#include <cstdio>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "serve/list_kind.h"

namespace gongdun::serve {

class FaultFile {
 public:
  // Cut back to `bytes`, what was known to be there when the node stopped.
  static base::Result<std::unique_ptr<FaultFile>> open(const std::string& path, std::uint64_t bytes);
  explicit FaultFile(std::string path) : path_(std::move(path)) {}
  ~FaultFile();
  FaultFile(const FaultFile&) = delete;
  FaultFile& operator=(const FaultFile&) = delete;

  base::Status add(const Json& line);
  // On disk when it returns; how long the file is now.
  base::Result<std::uint64_t> settle();
  // Every line from the beginning; stops when the callback returns false.
  base::Status each(const std::function<base::Result<bool>(const Json& line)>& visit) const;

 private:
  std::string path_;
  FILE* file_ = nullptr;
};

// {"row", "cell", "zh", "en", "values"} of a refused row.
Json fault_line(const ImportRow& row, const std::string& cell, const base::Bilingual& why);
// The workbook of refused rows: what was wrong before each, in a form that can be corrected and imported again.
base::Status write_fault_book(const std::string& path, const FaultFile& faults, const ListKind& list, base::Lang lang, const std::string& mark);

}  // namespace gongdun::serve
