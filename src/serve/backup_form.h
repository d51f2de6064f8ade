// What stands in a backup, shared by its writer and its reader. Private to serve.
#pragma once
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "serve/answer.h"
#include "serve/backup.h"
#include "store/tables.h"

namespace gongdun::serve {

inline constexpr int kBackupForm = 1;
inline constexpr std::string_view kManifestName = "manifest.json", kSummaryName = "summary.json", kStorePrefix = "store/", kDataPrefix = "data/";
inline constexpr std::size_t kPartBytes = 4 << 20, kLargestPart = 512 << 20, kLargestText = 64 << 20;

struct Manifest {
  std::string program, engine;
  base::TimeUs made = 0;
  std::map<std::string, std::int64_t> schema;  // component → number
  std::vector<store::Table> tables;
};
Json manifest_json(const Manifest& manifest);
base::Result<Manifest> parse_manifest(std::string_view text);

struct TableSummary {
  std::uint64_t rows = 0;
  std::string sm3;  // over its parts, one after the other
};
struct FileSummary {
  std::uint64_t bytes = 0;
  std::string sm3;
};
struct Summary {
  std::map<std::string, TableSummary> tables;
  std::map<std::string, FileSummary> files;
  std::vector<std::string> missing;
};
Json summary_json(const Summary& summary);
base::Result<Summary> parse_summary(std::string_view text);

// Rows as one CBOR array of arrays (RFC 8949). Texts that are not UTF-8 are byte strings.
class RowPart {
 public:
  void add(const store::Row& row);
  bool full() const { return weight_ >= kPartBytes; }
  bool empty() const { return rows_.empty(); }
  std::string take();

 private:
  nlohmann::json rows_ = nlohmann::json::array();
  std::size_t weight_ = 0;
};
base::Result<std::vector<store::Row>> parse_rows(std::string_view bytes, const store::Table& table);

}  // namespace gongdun::serve
