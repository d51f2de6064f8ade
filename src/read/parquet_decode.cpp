#include "read/parquet_decode.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>

namespace gongdun::read {
namespace {

constexpr std::uint64_t kMostLengths = 8U << 20;  // lengths of one page that must be known before its first value

// `width` bits at bit `at`, the lowest first; bits beyond the end are 0.
std::uint64_t bits_at(std::string_view bytes, std::size_t at, unsigned width) {
  std::uint64_t value = 0;
  for (unsigned done = 0; done < width;) {
    const std::size_t byte = (at + done) / 8, within = (at + done) % 8;
    const unsigned count = std::min<unsigned>(width - done, 8 - static_cast<unsigned>(within));
    const std::uint64_t part = byte < bytes.size() ? static_cast<unsigned char>(bytes[byte]) >> within & ((1U << count) - 1U) : 0;
    value |= part << done;
    done += count;
  }
  return value;
}

class PlainValues final : public ValueDecoder {
 public:
  PlainValues(std::string_view bytes, std::size_t fixed) : in_(bytes), fixed_(fixed) {}
  bool next(std::string_view& value) override {
    const std::size_t size = fixed_ != 0 ? fixed_ : in_.u32();
    value = in_.take(size);
    return !in_.failed();
  }

 private:
  ByteCursor in_;
  std::size_t fixed_;
};

class PlainBits final : public ValueDecoder {
 public:
  explicit PlainBits(std::string_view bytes) : bytes_(bytes) {}
  bool next(std::string_view& value) override {
    if (at_ / 8 >= bytes_.size()) return false;
    bit_ = static_cast<char>(bits_at(bytes_, at_++, 1));
    value = std::string_view(&bit_, 1);
    return true;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  char bit_ = 0;
};

class RunBits final : public ValueDecoder {
 public:
  explicit RunBits(std::string_view bytes) : runs_(bytes, 1) {}
  bool next(std::string_view& value) override {
    std::uint32_t bit = 0;
    if (!runs_.next(bit)) return false;
    bit_ = static_cast<char>(bit & 1U);
    value = std::string_view(&bit_, 1);
    return true;
  }

 private:
  RunDecoder runs_;
  char bit_ = 0;
};

class DictionaryValues final : public ValueDecoder {
 public:
  DictionaryValues(RunDecoder runs, const ParquetDictionary& dictionary) : runs_(runs), dictionary_(dictionary) {}
  bool next(std::string_view& value) override {
    std::uint32_t index = 0;
    return runs_.next(index) && dictionary_.at(index, value);
  }

 private:
  RunDecoder runs_;
  const ParquetDictionary& dictionary_;
};

class DeltaNumbers final : public ValueDecoder {
 public:
  DeltaNumbers(std::string_view bytes, std::size_t size) : deltas_(bytes), size_(size) {}
  bool next(std::string_view& value) override {
    std::int64_t number = 0;
    if (!deltas_.next(number)) return false;
    for (std::size_t i = 0; i < size_; ++i) raw_[i] = static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
    value = std::string_view(raw_, size_);
    return true;
  }

 private:
  DeltaDecoder deltas_;
  std::size_t size_;
  char raw_[8] = {};
};

// All lengths stand before the first value.
bool read_lengths(std::string_view& bytes, std::uint64_t most, std::vector<std::uint32_t>& lengths) {
  DeltaDecoder deltas(bytes);
  if (deltas.count() > std::min(most, kMostLengths)) return false;
  std::int64_t length = 0;
  while (deltas.next(length)) {
    if (length < 0 || length > static_cast<std::int64_t>(bytes.size())) return false;
    lengths.push_back(static_cast<std::uint32_t>(length));
  }
  if (lengths.size() != deltas.count()) return false;
  bytes = deltas.rest();
  return true;
}

class DeltaLengthValues final : public ValueDecoder {
 public:
  DeltaLengthValues(std::string_view bytes, std::vector<std::uint32_t> lengths) : in_(bytes), lengths_(std::move(lengths)) {}
  bool next(std::string_view& value) override {
    if (at_ >= lengths_.size()) return false;
    value = in_.take(lengths_[at_++]);
    return !in_.failed();
  }

 private:
  ByteCursor in_;
  std::vector<std::uint32_t> lengths_;
  std::size_t at_ = 0;
};

class DeltaStrings final : public ValueDecoder {
 public:
  DeltaStrings(std::vector<std::uint32_t> prefixes, DeltaLengthValues suffixes) : prefixes_(std::move(prefixes)), suffixes_(std::move(suffixes)) {}
  bool next(std::string_view& value) override {
    std::string_view suffix;
    if (at_ >= prefixes_.size() || prefixes_[at_] > last_.size() || !suffixes_.next(suffix)) return false;
    last_.resize(prefixes_[at_++]);
    last_ += suffix;
    value = last_;
    return true;
  }

 private:
  std::vector<std::uint32_t> prefixes_;
  DeltaLengthValues suffixes_;
  std::size_t at_ = 0;
  std::string last_;
};

// The first bytes of all values, then the second ones …
class SplitValues final : public ValueDecoder {
 public:
  SplitValues(std::string_view bytes, std::size_t size) : bytes_(bytes), count_(bytes.size() / size), value_(size, '\0') {}
  bool next(std::string_view& value) override {
    if (at_ >= count_) return false;
    for (std::size_t i = 0; i < value_.size(); ++i) value_[i] = bytes_[i * count_ + at_];
    ++at_;
    value = value_;
    return true;
  }

 private:
  std::string_view bytes_;
  std::size_t count_, at_ = 0;
  std::string value_;
};

using Opened = std::unique_ptr<ValueDecoder>;

Opened open_bits(const EncodedValues& values) {
  if (values.encoding == 0) return std::make_unique<PlainBits>(values.bytes);
  if (values.encoding != 3 || values.bytes.size() < 4) return nullptr;
  return std::make_unique<RunBits>(values.bytes.substr(4));
}

Opened open_strings(const EncodedValues& values) {
  std::string_view bytes = values.bytes;
  std::vector<std::uint32_t> prefixes, lengths;
  if (values.encoding == 7 && !read_lengths(bytes, values.most, prefixes)) return nullptr;
  if (!read_lengths(bytes, values.most, lengths)) return nullptr;
  DeltaLengthValues suffixes(bytes, std::move(lengths));
  if (values.encoding == 6) return std::make_unique<DeltaLengthValues>(std::move(suffixes));
  return std::make_unique<DeltaStrings>(std::move(prefixes), std::move(suffixes));
}

Opened open_any(const EncodedValues& values, const ParquetLeaf& leaf, const ParquetDictionary* dictionary) {
  if (values.encoding == 2 || values.encoding == 8) {
    const unsigned width = values.bytes.empty() ? 33 : static_cast<unsigned char>(values.bytes[0]);
    if (dictionary == nullptr || width > 32) return nullptr;
    return std::make_unique<DictionaryValues>(RunDecoder(values.bytes.substr(1), width), *dictionary);
  }
  if (leaf.type == ParquetType::boolean) return open_bits(values);
  const std::size_t size = fixed_size(leaf);
  const bool whole_number = leaf.type == ParquetType::int32 || leaf.type == ParquetType::int64;
  switch (values.encoding) {
    case 0: return std::make_unique<PlainValues>(values.bytes, size);
    case 5: return whole_number ? std::make_unique<DeltaNumbers>(values.bytes, size) : nullptr;
    case 6:
    case 7: return leaf.type == ParquetType::byte_array || leaf.type == ParquetType::fixed ? open_strings(values) : nullptr;
    case 9: return size != 0 ? std::make_unique<SplitValues>(values.bytes, size) : nullptr;
    default: return nullptr;
  }
}

}  // namespace

bool RunDecoder::begin_run() {
  if (in_.left() == 0) return false;
  const std::uint64_t head = in_.varint();
  if (in_.failed()) return false;
  packed_ = (head & 1U) != 0;
  if (packed_) {
    const std::uint64_t groups = head >> 1U;
    // The last run of a page may be cut behind its last value.
    bits_ = in_.take(static_cast<std::size_t>(std::min<std::uint64_t>(in_.left(), std::min<std::uint64_t>(groups, in_.left()) * width_)));
    bit_ = 0;
    left_ = width_ == 0 ? std::min<std::uint64_t>(groups, 1U << 28U) * 8 : std::min<std::uint64_t>(groups * 8, bits_.size() * 8 / width_);
    return true;
  }
  left_ = head >> 1U;
  repeated_ = 0;
  for (unsigned i = 0; i < (width_ + 7) / 8; ++i) repeated_ |= static_cast<std::uint32_t>(in_.u8()) << (8 * i);
  return !in_.failed();
}

bool RunDecoder::next(std::uint32_t& value) {
  while (left_ == 0) {
    if (!begin_run()) return false;
  }
  --left_;
  if (!packed_) {
    value = repeated_;
    return true;
  }
  value = static_cast<std::uint32_t>(bits_at(bits_, bit_, width_));
  bit_ += width_;
  return true;
}

DeltaDecoder::DeltaDecoder(std::string_view bytes) : in_(bytes) {
  const std::uint64_t block = in_.varint();
  miniblocks_ = in_.varint();
  total_ = in_.varint();
  const std::uint64_t first = in_.varint();
  value_ = (first >> 1U) ^ (0 - (first & 1U));
  per_miniblock_ = miniblocks_ == 0 ? 0 : block / miniblocks_;
  if (in_.failed() || miniblocks_ > 4096 || per_miniblock_ == 0 || per_miniblock_ > (1U << 20U)) total_ = 0;
}

bool DeltaDecoder::begin_miniblock() {
  if (miniblock_ >= widths_.size()) {
    const std::uint64_t least = in_.varint();
    least_ = (least >> 1U) ^ (0 - (least & 1U));
    widths_ = in_.take(static_cast<std::size_t>(miniblocks_));
    miniblock_ = 0;
    if (in_.failed()) return false;
  }
  width_ = static_cast<unsigned char>(widths_[miniblock_++]);
  if (width_ > 64) return false;
  in_miniblock_ = per_miniblock_;
  bit_ = 0;
  // Not every writer fills the last miniblock up.
  bits_ = in_.take(std::min<std::size_t>(in_.left(), static_cast<std::size_t>(per_miniblock_ * width_ / 8)));
  return width_ == 0 || !bits_.empty();
}

bool DeltaDecoder::next(std::int64_t& value) {
  if (given_ >= total_) return false;
  if (given_ > 0) {
    if (in_miniblock_ == 0 && !begin_miniblock()) return false;
    --in_miniblock_;
    value_ += least_ + bits_at(bits_, bit_, width_);
    bit_ += width_;
  }
  ++given_;
  value = static_cast<std::int64_t>(value_);
  return true;
}

std::size_t fixed_size(const ParquetLeaf& leaf) {
  switch (leaf.type) {
    case ParquetType::int32:
    case ParquetType::real: return 4;
    case ParquetType::int64:
    case ParquetType::double_real: return 8;
    case ParquetType::int96: return 12;
    case ParquetType::fixed: return leaf.fixed_bytes;
    default: return 0;
  }
}

unsigned bits_for(unsigned most) {
  return static_cast<unsigned>(std::bit_width(most));
}

base::Result<ParquetDictionary> ParquetDictionary::make(std::string bytes, const ParquetLeaf& leaf) {
  ParquetDictionary dictionary;
  dictionary.bytes = std::move(bytes);
  dictionary.fixed_bytes = fixed_size(leaf);
  if (leaf.type == ParquetType::boolean) return std::unexpected(damaged_parquet(leaf.name));
  if (dictionary.fixed_bytes != 0) return dictionary;
  ByteCursor in(dictionary.bytes);
  while (in.left() >= 4) {
    const std::uint32_t size = in.u32();
    dictionary.begins.push_back(static_cast<std::uint32_t>(in.position()));
    in.skip(size);
    if (in.failed()) return std::unexpected(damaged_parquet(leaf.name));
  }
  return dictionary;
}

bool ParquetDictionary::at(std::uint32_t index, std::string_view& value) const {
  const std::string_view all = bytes;
  if (fixed_bytes != 0) {
    if (index >= all.size() / fixed_bytes) return false;
    value = all.substr(index * fixed_bytes, fixed_bytes);
    return true;
  }
  if (index >= begins.size()) return false;
  value = all.substr(begins[index], ByteCursor(all.substr(begins[index] - 4)).u32());
  return true;
}

base::Result<std::unique_ptr<ValueDecoder>> open_values(const EncodedValues& values, const ParquetLeaf& leaf, const ParquetDictionary* dictionary) {
  auto opened = open_any(values, leaf, dictionary);
  if (opened) return opened;
  return base::fail(base::Code::unsupported, fmt::format("Parquet 编码 {} 无法用于该列，其余值未读取", values.encoding),
                    fmt::format("Parquet encoding {} is damaged or not known for this column; the rest of it was not read", values.encoding), leaf.name);
}

base::Error damaged_parquet(const std::string& column) {
  return base::fail(base::Code::invalid_input, "Parquet 列数据已损坏，其余值未读取", "the data of a Parquet column are damaged; the rest of it was not read",
                    column)
      .error();
}

}  // namespace gongdun::read
