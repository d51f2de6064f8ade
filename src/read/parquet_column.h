// One column chunk of a Parquet file, read record by record: one page and the dictionary are held at a time.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "read/parquet_decode.h"

namespace gongdun::read {

// What all open columns hold together.
struct ParquetMemory {
  std::size_t held = 0, most = 0;
};

class ParquetColumn {
 public:
  ParquetColumn(const PieceAccess& access, const Limits& limits, const ParquetLeaf& leaf, const ParquetChunk& chunk, ParquetMemory& memory);
  ~ParquetColumn() { memory_.held -= held_; }
  ParquetColumn(const ParquetColumn&) = delete;
  ParquetColumn& operator=(const ParquetColumn&) = delete;

  // Calls emit(raw) for each value of the next record (none for null, several for a list). false: there is no further record.
  template <class Emit>
  base::Result<bool> record(Emit emit) {
    for (bool first = true;; first = false) {
      auto more = next_level();
      if (!more) return std::unexpected(more.error());
      if (!*more) return !first;
      if (repetition_ == 0 && !first) return true;
      waiting_ = false;
      if (definition_ < leaf_.max_definition) continue;
      std::string_view raw;
      if (!values_->next(raw)) return std::unexpected(damaged_parquet(leaf_.name));
      emit(raw);
    }
  }

 private:
  struct PageHeader;
  // Makes the levels of the next value current, if there is one.
  base::Result<bool> next_level();
  base::Status load_page();
  base::Result<PageHeader> read_header();
  base::Status open_plain_levels(const PageHeader& header);
  base::Status open_split_levels(const PageHeader& header, std::string_view packed);
  base::Status hold(std::size_t dictionary, std::size_t page);
  base::Result<std::string> unpack(std::string_view packed, std::int64_t unpacked);

  const PieceAccess& access_;
  const Limits& limits_;
  const ParquetLeaf& leaf_;
  const ParquetChunk& chunk_;
  ParquetMemory& memory_;
  std::size_t held_ = 0;
  std::uint64_t at_ = 0, end_ = 0;
  std::uint64_t page_left_ = 0;
  bool waiting_ = false;
  std::uint32_t repetition_ = 0, definition_ = 0;
  RunDecoder repetitions_, definitions_;
  std::string page_, levels_;
  std::optional<ParquetDictionary> dictionary_;
  std::unique_ptr<ValueDecoder> values_;
};

}  // namespace gongdun::read
