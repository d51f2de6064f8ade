// What the footer of a Parquet file says (Apache Parquet format 2.10, parquet.thrift): the schema with the levels of its leaves, and where the
// columns of each row group lie. Pure functions of the footer's bytes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "read/limits.h"

namespace gongdun::read {

enum class ParquetType : std::uint8_t { boolean, int32, int64, int96, real, double_real, byte_array, fixed };
// What a physical value means.
enum class ParquetMeaning : std::uint8_t { plain, text, decimal, date, time, timestamp, unsigned_number, uuid };

struct ParquetLeaf {
  std::string name;  // dotted path without the levels that only make lists
  std::string declared;
  ParquetType type = ParquetType::byte_array;
  std::uint32_t fixed_bytes = 0;
  ParquetMeaning meaning = ParquetMeaning::plain;
  int scale = 0;
  std::int64_t per_second = 1'000'000;  // of time and timestamp
  unsigned max_definition = 0, max_repetition = 0;
};

struct ParquetChunk {
  std::int64_t codec = 0, values = 0, packed = 0, unpacked = 0, data_at = 0, dictionary_at = 0;
  bool elsewhere = false;  // in another file, or encrypted
};

struct ParquetGroup {
  std::int64_t rows = 0;
  std::vector<ParquetChunk> chunks;  // one per leaf
};

struct ParquetMeta {
  std::int64_t rows = 0;
  std::string created_by;
  std::vector<ParquetLeaf> leaves;
  std::vector<ParquetGroup> groups;
  std::vector<std::pair<std::string, std::string>> pairs;
};

base::Result<ParquetMeta> read_parquet_meta(std::string_view footer, const Limits& limits);

}  // namespace gongdun::read
