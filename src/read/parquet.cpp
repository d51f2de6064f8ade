// Apache Parquet (format 2.10): the table of all row groups, as the footer describes it. Columns of nested types are dotted paths; lists give
// several values in one row. Row groups are read column beside column, a page of each at a time.
#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "read/parquet_column.h"
#include "read/parquet_value.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::int64_t kUsualPages = 2 << 20;  // what a column holds as a rule: a page and a dictionary of a megabyte each

class ParquetReader {
 public:
  ParquetReader(const PieceAccess& access, ExtractContext& context, const ParquetMeta& meta)
      : access_(access), context_(context), meta_(meta), failed_(meta.leaves.size()) {
    memory_.most = 2 * context.limits.whole_bytes;
  }

  void read() {
    for (std::size_t begin = 0; begin < meta_.leaves.size() && !stopped_;) {
      const std::size_t end = band_end(begin);
      read_band(begin, end);
      begin = end;
    }
    if (unreadable_ > 0) {
      context_.sink.unread(base::fail(base::Code::unsupported, fmt::format("{} 个二进制值不是文字，未读取", unreadable_),
                                      fmt::format("{} binary values are no text and were not read", unreadable_))
                               .error());
    }
  }

 private:
  // As many columns as fit into memory beside each other; a very wide table is handed on as several narrower ones.
  std::size_t band_end(std::size_t begin) const {
    std::uint64_t bytes = 0;
    std::size_t end = begin;
    for (; end < meta_.leaves.size(); ++end) {
      std::int64_t most = 0;
      for (const ParquetGroup& group : meta_.groups) most = std::max(most, std::clamp<std::int64_t>(group.chunks[end].unpacked, 0, kUsualPages));
      bytes += static_cast<std::uint64_t>(most);
      if (end > begin && bytes > context_.limits.whole_bytes) break;
    }
    return end;
  }

  void read_band(std::size_t begin, std::size_t end) {
    const bool whole = begin == 0 && end == meta_.leaves.size();
    CellWriter writer(context_.sink, context_.limits, TableKind::records, whole ? std::string{} : fmt::format("columns {}-{}", begin + 1, end));
    std::vector<std::uint32_t> columns;
    for (std::size_t i = begin; i < end; ++i) {
      columns.push_back(writer.add_column(Column{.name = meta_.leaves[i].name, .comment = {}, .unit = {}, .type = meta_.leaves[i].declared}));
    }
    writer.announce();
    row_ = 0;
    for (const ParquetGroup& group : meta_.groups) {
      if (writer.stopped() || context_.stop.requested()) break;
      read_group(group, begin, columns, writer);
    }
    writer.finish();
    stopped_ = writer.stopped() || context_.stop.requested();
  }

  void read_group(const ParquetGroup& group, std::size_t begin, const std::vector<std::uint32_t>& targets, CellWriter& writer) {
    std::vector<std::unique_ptr<ParquetColumn>> columns;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const ParquetChunk& chunk = group.chunks[begin + i];
      const ParquetLeaf& leaf = meta_.leaves[begin + i];
      if (chunk.elsewhere) {
        refuse(begin + i, base::fail(base::Code::unsupported, "Parquet 列已加密或存放在其他文件，未读取",
                                     "a Parquet column is encrypted or kept in another file; it was not read", leaf.name)
                              .error());
      }
      columns.push_back(chunk.elsewhere ? nullptr : std::make_unique<ParquetColumn>(access_, context_.limits, leaf, chunk, memory_));
    }
    std::int64_t rows = 0;
    for (bool any = true; any && rows < group.rows && !writer.stopped(); ++rows) {
      if (rows % 256 == 0 && context_.stop.requested()) return;
      ++row_;
      any = false;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i] == nullptr) continue;
        auto more = columns[i]->record([&](std::string_view raw) { put(writer, targets[i], begin + i, raw); });
        any = any || (more && *more);
        if (!more || !*more) columns[i].reset();
        if (!more) refuse(begin + i, more.error());
      }
    }
    const bool reported = std::any_of(failed_.begin(), failed_.end(), [](bool failed) { return failed; });
    if (rows < group.rows && !writer.stopped() && !reported) {
      context_.sink.unread(base::fail(base::Code::truncated, "Parquet 行组的行数少于所述，请核对文件是否完整",
                                      "a Parquet row group has fewer rows than it says; check that the file is complete")
                               .error());
    }
  }

  void put(CellWriter& writer, std::uint32_t target, std::size_t leaf, std::string_view raw) {
    if (!parquet_text(meta_.leaves[leaf], raw, text_)) {
      ++unreadable_;
    } else if (target == CellWriter::kNoColumn) {
      writer.put_loose(meta_.leaves[leaf].name, text_, row_);
    } else if (!text_.empty()) {
      writer.put(target, row_, text_, row_);
    }
  }

  // Once a column, however many row groups it fails in.
  void refuse(std::size_t leaf, const base::Error& error) {
    if (!failed_[leaf]) context_.sink.unread(error);
    failed_[leaf] = true;
  }

  const PieceAccess& access_;
  ExtractContext& context_;
  const ParquetMeta& meta_;
  ParquetMemory memory_;
  std::vector<bool> failed_;
  std::uint64_t row_ = 0, unreadable_ = 0;
  std::string text_;
  bool stopped_ = false;
};

// Arrow's copy of the schema is no text.
void read_pairs(const ParquetMeta& meta, ExtractContext& context) {
  PairSheet pairs(context, "file");
  pairs.add("rows", std::to_string(meta.rows));
  pairs.add("row groups", std::to_string(meta.groups.size()));
  pairs.add("created by", meta.created_by);
  for (const auto& [key, value] : meta.pairs) {
    if (key != "ARROW:schema") pairs.add(field_text(key), field_text(value));
  }
  pairs.finish();
}

base::Status extract_parquet(ByteSource& source, ExtractContext& context) {
  auto access = PieceAccess::open(source, context.limits);
  if (!access) return std::unexpected(access.error());
  constexpr std::uint64_t kTail = 8;
  if (access->size() < kTail + 4) return std::unexpected(cut_short(access->size()));
  auto tail = access->at(access->size() - kTail, kTail);
  if (!tail) return std::unexpected(tail.error());
  if (tail->ends_with("PARE")) {
    return base::fail(base::Code::encrypted, "Parquet 文件已加密，未读取；请提供解密后的文件",
                      "the Parquet file is encrypted and was not read; provide it decrypted");
  }
  if (!tail->ends_with("PAR1")) return std::unexpected(cut_short(access->size()));
  const std::uint64_t size = ByteCursor(*tail).u32();
  if (size + kTail + 4 > access->size()) return std::unexpected(cut_short(access->size()));
  auto footer = access->at(access->size() - kTail - size, size);
  if (!footer) return std::unexpected(footer.error());
  auto meta = read_parquet_meta(*footer, context.limits);
  if (!meta) return std::unexpected(meta.error());
  read_pairs(*meta, context);
  ParquetReader(*access, context, *meta).read();
  return {};
}

int parquet(const Sniff& s) {
  return s.text.empty() && (starts(s, "PAR1") || starts(s, "PARE")) ? kMagic : 0;
}

GD_FORMAT({"parquet", "列式数据（Parquet）", "Parquet", "parquet", parquet, extract_parquet});

}  // namespace
}  // namespace gongdun::read
