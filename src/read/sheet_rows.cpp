#include "read/sheet_rows.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "read/delimited_split.h"
#include "read/text_reader.h"
#include "read/xlsx_parts.h"

namespace gongdun::read {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kMostDamages = 20;
constexpr std::size_t kPiece = 256 << 10;
constexpr std::size_t kLongestLine = 4 << 20;

// Takes note of what could not be read; everything else of a document is of no interest here.
class Damages final : public ContentSink {
 public:
  explicit Damages(SheetRows& report) : report_(report) {}
  bool begin_item(const Item&, const ItemInfo&) override { return true; }
  bool text(const TextBlock&) override { return true; }
  bool begin_table(const Table&) override { return true; }
  bool add_column(const Column&) override { return true; }
  bool rows(const RowBatch&) override { return true; }
  bool end_table() override { return true; }
  void unread(const base::Error& reason) override {
    if (report_.damages.size() < kMostDamages) report_.damages.push_back(reason);
  }
  void end_item() override {}

 private:
  SheetRows& report_;
};

class NoMembers final : public MemberReader {
 public:
  Status read_member(const std::string&, base::TimeUs, ByteSource&) override { return {}; }
};

// Puts cells together to rows.
class RowMaker {
 public:
  explicit RowMaker(RowSink& sink) : sink_(sink) {}
  bool cell(std::uint32_t column, std::uint64_t row, std::string_view value) {
    if (row != number_ && !finish()) return false;
    number_ = row;
    if (cells_.size() <= column) cells_.resize(column + 1);
    cells_[column].assign(value);
    return true;
  }
  bool finish() {
    const bool going = cells_.empty() || sink_.row(number_, cells_);
    cells_.clear();
    number_ = 0;
    return going;
  }

 private:
  RowSink& sink_;
  std::vector<std::string> cells_;
  std::uint64_t number_ = 0;
};

Status read_workbook_rows(ByteSource& source, ExtractContext& context, RowSink& sink, SheetRows& report) {
  report.workbook = true;
  auto bytes = source.random_access();
  if (!bytes) return std::unexpected(std::move(bytes).error());
  auto package = OoxmlPackage::open(**bytes, context.limits);
  if (!package) return std::unexpected(std::move(package).error());
  if ((*package)->salvaged())
    return base::fail(Code::truncated, "工作簿不完整（压缩目录缺失），请重新取得完整文件", "the workbook is incomplete (no directory); obtain the whole file");
  std::string main = main_part_of(**package);
  if (!is_workbook(**package, main)) return base::fail(Code::unsupported, "这不是 Excel 工作簿（.xlsx）", "this is no Excel workbook (.xlsx)");
  OfficeDocument document(**package, context, std::move(main));
  Workbook workbook;
  workbook.forms = true;
  load_workbook(document, workbook);
  for (const SheetEntry& sheet : workbook.sheets) {
    if (context.stop.requested()) return base::fail(Code::interrupted, "已停止", "stopped");
    if (!sink.sheet(sheet.name, sheet.hidden)) continue;
    // A table of its own for each sheet: enough of one says nothing of the next.
    OfficeDocument one(**package, context, document.main_part);
    RowMaker rows(sink);
    one.table.as_it_comes([&](std::uint32_t column, std::uint64_t row, std::string_view value) { return rows.cell(column, row, value); });
    report.merged += read_sheet(one, workbook, sheet);
    if (!one.table.stopped()) rows.finish();
  }
  if (context.stop.requested()) return base::fail(Code::interrupted, "已停止", "stopped");
  return {};
}

// The separator of the lines that have most of one; files people save as CSV have ',', ';' or tabs.
char separator_of(std::string_view head, char line_end) {
  constexpr std::array kMarks{',', '\t', ';'};
  std::array<std::size_t, kMarks.size()> most{};
  std::size_t lines = 0;
  for (std::size_t at = 0; at < head.size() && lines < 10; ++lines) {
    const std::string_view line = head.substr(at, head.find(line_end, at) - at);
    bool quoted = false;
    std::array<std::size_t, kMarks.size()> count{};
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      for (std::size_t i = 0; i < kMarks.size() && !quoted; ++i) count[i] += c == kMarks[i] ? 1 : 0;
    }
    for (std::size_t i = 0; i < kMarks.size(); ++i) most[i] = std::max(most[i], count[i]);
    at += line.size() + 1;
  }
  return kMarks[static_cast<std::size_t>(std::ranges::max_element(most) - most.begin())];
}

class TextRows {
 public:
  TextRows(TextReader reader, const ExtractContext& context, RowSink& sink, SheetRows& report)
      : reader_(std::move(reader)), context_(context), rows_(sink), report_(report) {
    state_.cell_bytes = context.limits.cell_bytes;
    state_.max_columns = context.limits.columns;
  }

  Status run() {
    TextChunk chunk;
    for (bool last = false; !last;) {
      if (context_.stop.requested()) return base::fail(Code::interrupted, "已停止", "stopped");
      auto more = reader_.next_block(chunk);
      if (!more) return std::unexpected(std::move(more).error());
      last = !*more;
      if (!last) waiting_.append(chunk.utf8);
      if (waiting_.size() > kLongestLine + kPiece)
        return base::fail(Code::limit, "有一行过长（超过 4 MiB），请检查文件是否为表格", "a line is longer than 4 MiB; is the file a table?",
                          std::to_string(state_.line));
      if (!split(last)) return {};
    }
    rows_.finish();
    report_.encoding = base::encoding_name(reader_.encoding());
    return {};
  }

 private:
  bool split(bool last) {
    if (first_) {
      state_.dialect = {.delimiter = separator_of(waiting_, reader_.line_end()), .line_end = reader_.line_end()};
      first_ = false;
    }
    buffer_.assign(waiting_);
    buffer_.append(kSplitPadding, kCellSeparator);
    const std::size_t used = split_records(buffer_.data(), waiting_.size(), last, state_);
    waiting_.erase(0, used);
    for (const Cell& cell : state_.cells)
      if (!rows_.cell(cell.column, cell.row, std::string_view(buffer_).substr(cell.begin, cell.end - cell.begin))) return false;
    for (const Overflow& rest : state_.overflow)
      if (report_.damages.size() < kMostDamages)
        report_.damages.push_back({Code::limit,
                                   {"单元格过长或列数过多，超出部分未读取", "a cell is too long or there are too many columns; the rest was not read"},
                                   std::to_string(rest.row)});
    return true;
  }

  TextReader reader_;
  const ExtractContext& context_;
  RowMaker rows_;
  SheetRows& report_;
  SplitState state_;
  std::string waiting_, buffer_;
  bool first_ = true;
};

}  // namespace

Result<SheetRows> read_sheet_rows(ByteSource& source, const Limits& limits, const base::StopFlag& stop, RowSink& sink) {
  SheetRows report;
  Damages damages(report);
  NoMembers members;
  const Item item;
  ExtractContext context{limits, stop, damages, item, members};
  auto head = source.head();
  if (!head) return std::unexpected(std::move(head).error());
  const std::string_view begin(reinterpret_cast<const char*>(head->data()), head->size());
  if (begin.starts_with("PK")) {
    GD_TRY(read_workbook_rows(source, context, sink, report));
    return report;
  }
  if (begin.starts_with("\xD0\xCF\x11\xE0"))
    return base::fail(Code::unsupported, "这是旧格式（.xls）或加密的工作簿，请去掉密码并另存为 .xlsx 后重试",
                      "this is a workbook in the old format (.xls) or with a password; save it as .xlsx without one");
  auto text = head_text(source);
  if (!text) return std::unexpected(std::move(text).error());
  if (text->encoding.encoding == base::Encoding::binary && !begin.empty())
    return base::fail(Code::unsupported, "既不是 Excel 工作簿（.xlsx）也不是文本（CSV）", "neither an Excel workbook (.xlsx) nor text (CSV)");
  auto reader = TextReader::open(source, limits, {.block_bytes = kPiece});
  if (!reader) return std::unexpected(std::move(reader).error());
  if (sink.sheet("", false)) GD_TRY(TextRows(std::move(*reader), context, sink, report).run());
  return report;
}

}  // namespace gongdun::read
