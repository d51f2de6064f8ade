// The encodings of Parquet pages (Encodings.md of the format): levels, dictionary indices and values, one after the other, without holding more
// than the page. Values come as the raw bytes of their physical type.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "read/binary_input.h"
#include "read/parquet_meta.h"

namespace gongdun::read {

// The RLE / bit-packing hybrid.
class RunDecoder {
 public:
  RunDecoder() = default;
  RunDecoder(std::string_view bytes, unsigned width) : in_(bytes), width_(width) {}
  bool next(std::uint32_t& value);

 private:
  bool begin_run();

  ByteCursor in_{std::string_view{}};
  unsigned width_ = 0;
  std::uint64_t left_ = 0;
  std::uint32_t repeated_ = 0;
  bool packed_ = false;
  std::string_view bits_;
  std::size_t bit_ = 0;
};

// DELTA_BINARY_PACKED.
class DeltaDecoder {
 public:
  explicit DeltaDecoder(std::string_view bytes);
  bool next(std::int64_t& value);
  std::uint64_t count() const { return total_; }
  // What follows the last miniblock; only after all values were taken.
  std::string_view rest() { return in_.rest(); }

 private:
  bool begin_miniblock();

  ByteCursor in_;
  std::uint64_t miniblocks_ = 0, per_miniblock_ = 0, total_ = 0, given_ = 0;
  std::uint64_t value_ = 0, least_ = 0;
  std::string_view widths_, bits_;
  std::size_t miniblock_ = 0;
  std::uint64_t in_miniblock_ = 0;  // values left in it
  unsigned width_ = 0;
  std::size_t bit_ = 0;
};

// A dictionary page, kept raw.
struct ParquetDictionary {
  std::string bytes;
  std::vector<std::uint32_t> begins;  // of byte arrays, behind their length; else values have a fixed size
  std::size_t fixed_bytes = 0;

  static base::Result<ParquetDictionary> make(std::string bytes, const ParquetLeaf& leaf);
  bool at(std::uint32_t index, std::string_view& value) const;
};

class ValueDecoder {
 public:
  virtual ~ValueDecoder() = default;
  // Valid until the next call.
  virtual bool next(std::string_view& value) = 0;
};

struct EncodedValues {
  std::string_view bytes;
  std::int64_t encoding = 0;
  std::uint64_t most = 0;  // values the page holds at most
};

base::Result<std::unique_ptr<ValueDecoder>> open_values(const EncodedValues& values, const ParquetLeaf& leaf, const ParquetDictionary* dictionary);

// Bytes of a value of the physical type; 0 where they differ.
std::size_t fixed_size(const ParquetLeaf& leaf);
// Bits that hold the numbers up to `most`.
unsigned bits_for(unsigned most);

base::Error damaged_parquet(const std::string& column);

}  // namespace gongdun::read
