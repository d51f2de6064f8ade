#include "read/parquet_column.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "read/block_codec.h"
#include "read/thrift_compact.h"

namespace gongdun::read {

struct ParquetColumn::PageHeader {
  std::int64_t type = -1, unpacked = 0, packed = 0;
  std::int64_t values = 0, encoding = 0, level_encoding = 3;
  std::int64_t definition_bytes = 0, repetition_bytes = 0;
  bool compressed = true;
  std::size_t header_bytes = 0;
};

namespace {

constexpr std::size_t kUsualHeader = 4 << 10, kLargestHeader = 4 << 20;  // statistics may hold whole values
constexpr std::array<std::optional<BlockCodec>, 8> kCodecs{BlockCodec::none,   BlockCodec::snappy,     BlockCodec::gzip, std::nullopt,
                                                           BlockCodec::brotli, BlockCodec::lz4_hadoop, BlockCodec::zstd, BlockCodec::lz4_raw};

bool is_integer(ThriftType type) {
  return type == ThriftType::i16 || type == ThriftType::i32 || type == ThriftType::i64;
}

}  // namespace

ParquetColumn::ParquetColumn(const PieceAccess& access, const Limits& limits, const ParquetLeaf& leaf, const ParquetChunk& chunk, ParquetMemory& memory)
    : access_(access), limits_(limits), leaf_(leaf), chunk_(chunk), memory_(memory) {
  const std::int64_t begin = chunk.dictionary_at > 0 ? std::min(chunk.dictionary_at, chunk.data_at) : chunk.data_at;
  at_ = static_cast<std::uint64_t>(std::max<std::int64_t>(begin, 0));
  end_ = at_ + static_cast<std::uint64_t>(std::max<std::int64_t>(chunk.packed, 0));
}

base::Result<ParquetColumn::PageHeader> ParquetColumn::read_header() {
  for (const std::size_t size : {kUsualHeader, kLargestHeader}) {
    auto bytes = access_.up_to(at_, size);
    if (!bytes) return std::unexpected(bytes.error());
    PageHeader page;
    ThriftReader in(*bytes);
    in.structure([&](ThriftField field) {
      if (is_integer(field.type) && field.id <= 3) {
        (field.id == 1 ? page.type : field.id == 2 ? page.unpacked : page.packed) = in.integer();
        return true;
      }
      if (field.type != ThriftType::structure || (field.id != 5 && field.id != 7 && field.id != 8)) return false;
      const bool second = field.id == 8;
      in.structure([&](ThriftField part) {
        if (second && part.id == 7) page.compressed = part.type == ThriftType::yes;
        if (!is_integer(part.type)) return false;
        const std::int64_t value = in.integer();
        if (part.id == 1) page.values = value;
        if (part.id == (second ? 4 : 2)) page.encoding = value;
        if (!second && part.id == 3) page.level_encoding = value;
        if (second && part.id == 5) page.definition_bytes = value;
        if (second && part.id == 6) page.repetition_bytes = value;
        return true;
      });
      return true;
    });
    page.header_bytes = in.position();
    if (!in.failed() && page.packed >= 0 && page.unpacked >= 0 && page.values >= 0) return page;
    if (!in.failed() || bytes->size() < size) break;
  }
  return std::unexpected(damaged_parquet(leaf_.name));
}

base::Status ParquetColumn::hold(std::size_t dictionary, std::size_t page) {
  memory_.held -= held_;
  held_ = dictionary + page;
  memory_.held += held_;
  if (memory_.held <= memory_.most) return {};
  return base::fail(base::Code::limit, "Parquet 各列的数据页合计超过内存限额，该列其余值未读取",
                    "the pages of the Parquet columns are together more than may be held in memory; the rest of this column was not read", leaf_.name);
}

base::Result<std::string> ParquetColumn::unpack(std::string_view packed, std::int64_t unpacked) {
  if (chunk_.codec < 0 || chunk_.codec >= static_cast<std::int64_t>(kCodecs.size()) || !kCodecs.at(static_cast<std::size_t>(chunk_.codec))) {
    return base::fail(base::Code::unsupported, fmt::format("不支持的 Parquet 压缩方式 {}，该列未读取", chunk_.codec),
                      fmt::format("Parquet compression {} is not supported; the column was not read", chunk_.codec), leaf_.name);
  }
  if (unpacked < 0 || static_cast<std::uint64_t>(unpacked) > limits_.whole_bytes) {
    return base::fail(base::Code::limit, "Parquet 数据页超过内存限额，该列其余值未读取",
                      "a Parquet page is more than may be held in memory; the rest of the column was not read", leaf_.name);
  }
  return unpack_block(*kCodecs.at(static_cast<std::size_t>(chunk_.codec)), packed, static_cast<std::size_t>(unpacked));
}

base::Status ParquetColumn::open_plain_levels(const PageHeader& header) {
  ByteCursor in(page_);
  for (const bool repetition : {true, false}) {
    const unsigned most = repetition ? leaf_.max_repetition : leaf_.max_definition;
    if (most == 0) continue;
    if (header.level_encoding != 3) {
      return base::fail(base::Code::unsupported, "旧式 Parquet 层级编码不支持，该列未读取",
                        "the old Parquet level encoding is not supported; the column was not read", leaf_.name);
    }
    (repetition ? repetitions_ : definitions_) = RunDecoder(in.take(in.u32()), bits_for(most));
  }
  if (in.failed()) return std::unexpected(damaged_parquet(leaf_.name));
  auto values = open_values({in.rest(), header.encoding, static_cast<std::uint64_t>(header.values)}, leaf_, dictionary_ ? &*dictionary_ : nullptr);
  if (!values) return std::unexpected(values.error());
  values_ = std::move(*values);
  return {};
}

// Data page 2: levels stand before the compressed part, without lengths of their own.
base::Status ParquetColumn::open_split_levels(const PageHeader& header, std::string_view packed) {
  if (header.definition_bytes < 0 || header.repetition_bytes < 0) return std::unexpected(damaged_parquet(leaf_.name));
  const auto repetition = static_cast<std::uint64_t>(header.repetition_bytes), definition = static_cast<std::uint64_t>(header.definition_bytes);
  if (repetition + definition > packed.size() || static_cast<std::uint64_t>(header.unpacked) < repetition + definition) {
    return std::unexpected(damaged_parquet(leaf_.name));
  }
  levels_ = packed.substr(0, static_cast<std::size_t>(repetition + definition));
  repetitions_ = RunDecoder(std::string_view(levels_).substr(0, static_cast<std::size_t>(repetition)), bits_for(leaf_.max_repetition));
  definitions_ = RunDecoder(std::string_view(levels_).substr(static_cast<std::size_t>(repetition)), bits_for(leaf_.max_definition));
  const std::string_view rest = packed.substr(levels_.size());
  if (header.compressed) {
    auto unpacked = unpack(rest, header.unpacked - header.repetition_bytes - header.definition_bytes);
    if (!unpacked) return std::unexpected(unpacked.error());
    page_ = std::move(*unpacked);
  } else {
    page_ = rest;
  }
  if (page_.empty()) return {};  // all values are null
  auto values = open_values({page_, header.encoding, static_cast<std::uint64_t>(header.values)}, leaf_, dictionary_ ? &*dictionary_ : nullptr);
  if (!values) return std::unexpected(values.error());
  values_ = std::move(*values);
  return {};
}

base::Status ParquetColumn::load_page() {
  auto header = read_header();
  if (!header) return std::unexpected(header.error());
  auto packed = access_.at(at_ + header->header_bytes, static_cast<std::uint64_t>(header->packed));
  if (!packed) return std::unexpected(packed.error());
  at_ += header->header_bytes + static_cast<std::uint64_t>(header->packed);
  const std::size_t dictionary_bytes = dictionary_ ? dictionary_->bytes.size() + 4 * dictionary_->begins.size() : 0;
  if (header->type == 2) {
    auto bytes = unpack(*packed, header->unpacked);
    if (!bytes) return std::unexpected(bytes.error());
    auto dictionary = ParquetDictionary::make(std::move(*bytes), leaf_);
    if (!dictionary) return std::unexpected(dictionary.error());
    dictionary_ = std::move(*dictionary);
    return hold(dictionary_->bytes.size() + 4 * dictionary_->begins.size(), 0);
  }
  if (header->type != 0 && header->type != 3) return {};  // an index
  values_.reset();
  page_left_ = static_cast<std::uint64_t>(header->values);
  if (header->type == 3) {
    GD_TRY(open_split_levels(*header, *packed));
    return hold(dictionary_bytes, page_.size() + levels_.size());
  }
  auto unpacked = unpack(*packed, header->unpacked);
  if (!unpacked) return std::unexpected(unpacked.error());
  page_ = std::move(*unpacked);
  GD_TRY(hold(dictionary_bytes, page_.size()));
  return open_plain_levels(*header);
}

base::Result<bool> ParquetColumn::next_level() {
  if (waiting_) return true;
  while (page_left_ == 0) {
    if (at_ >= end_) return false;
    if (auto loaded = load_page(); !loaded) return std::unexpected(loaded.error());
  }
  --page_left_;
  repetition_ = 0;
  definition_ = 0;
  const bool good = (leaf_.max_repetition == 0 || repetitions_.next(repetition_)) && (leaf_.max_definition == 0 || definitions_.next(definition_));
  if (!good || (definition_ >= leaf_.max_definition && !values_)) return std::unexpected(damaged_parquet(leaf_.name));
  waiting_ = true;
  return true;
}

}  // namespace gongdun::read
