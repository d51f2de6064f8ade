// JSON, JSON Lines and JSON with comments. An array of objects is a table of records with dotted columns; a configuration object is
// a list of pairs with lines; what is not valid goes on as plain text.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "read/cell_writer.h"
#include "read/header_guess.h"
#include "read/json_plan.h"
#include "read/json_scan.h"
#include "read/path_tree.h"
#include "read/sniff.h"
#include "read/text_reader.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kSampleRows = 30;  // rows looked at for the header of an array of arrays
constexpr std::size_t kSampleBytes = 4 << 20;
constexpr std::size_t kStopInterval = 4096;  // events between two looks at the stop flag

class JsonExtractor {
 public:
  JsonExtractor(ExtractContext& context, JsonScan& scan, JsonPlan plan)
      : context_(context),
        scan_(scan),
        plan_(std::move(plan)),
        writer_(context.sink, context.limits, TableKind::records, {}, &turn_),
        pairs_(context.sink, context.limits, TableKind::pairs, {}, &turn_),
        tree_(4 * context.limits.columns) {}

  base::Status run() {
    for (std::size_t events = 0; !writer_.stopped() && !pairs_.stopped(); ++events) {
      if (events % kStopInterval == 0 && context_.stop.requested()) break;
      const JsonEvent event = scan_.next();
      if (event == JsonEvent::finished) break;
      if (event == JsonEvent::failed) {
        if (!recover()) break;
        continue;
      }
      take(event);
    }
    flush_sample();
    writer_.finish();
    pairs_.finish();
    if (bad_lines_ > 1) writer_.unread(bad_lines_error());
    return {};
  }

 private:
  struct Frame {
    bool array = false;
    bool record = false;  // a record begins with this value
    std::uint32_t node = PathTree::kRoot;
    bool records = false;  // an array whose elements are records
    std::uint64_t elements = 0;
  };

  void take(JsonEvent event) {
    switch (event) {
      case JsonEvent::key:
        key_node_ = frames_.back().node == PathTree::kNone ? PathTree::kNone : tree_.child(frames_.back().node, scan_.text());
        if (key_node_ == PathTree::kNone) loose_key_ = scan_.text().substr(0, 200);
        return;
      case JsonEvent::object_begin:
      case JsonEvent::array_begin: begin(event == JsonEvent::array_begin); return;
      case JsonEvent::object_end:
      case JsonEvent::array_end: end(); return;
      case JsonEvent::comment: writer_.text(scan_.text(), scan_.line(), scan_.offset() - scan_.text().size(), "comment"); return;
      case JsonEvent::string_more: writer_.text(scan_.text(), scan_.line(), scan_.offset() - scan_.text().size()); return;
      default: scalar(event == JsonEvent::null ? std::string_view{} : scan_.text()); return;
    }
  }

  std::uint32_t node_of_value() {
    if (frames_.empty()) return PathTree::kRoot;
    return frames_.back().array ? frames_.back().node : key_node_;
  }

  // Whether the value that begins now is a record of its own; counts elements.
  bool begins_record(bool array) {
    if (frames_.empty()) return plan_.sequence && (!array || plan_.grid);
    Frame& parent = frames_.back();
    if (!parent.array) return false;
    ++parent.elements;
    return parent.records && !in_record_;
  }

  void begin(bool array) {
    Frame frame;
    frame.array = array;
    frame.record = begins_record(array);
    frame.node = node_of_value();
    if (frame.record) start_record();
    if (array && !in_record_) frame.records = is_record_array(frame.node);
    frames_.push_back(frame);
  }

  bool is_record_array(std::uint32_t node) {
    if (frames_.empty()) return plan_.root_records || (plan_.grid && !plan_.sequence);
    if (plan_.record_arrays.empty() || node == PathTree::kNone) return false;
    return std::find(plan_.record_arrays.begin(), plan_.record_arrays.end(), tree_.path(node)) != plan_.record_arrays.end();
  }

  void start_record() {
    in_record_ = true;
    position_ = 0;
    row_ = frames_.empty() ? scan_.line() : frames_.back().elements;
    if (frames_.empty() && !plan_.lines && row_ <= last_row_) row_ = last_row_ + 1;
    last_row_ = row_;
  }

  void end() {
    const bool record = frames_.back().record;
    frames_.pop_back();
    if (!record) {
      if (!frames_.empty() && frames_.back().record) ++position_;
      return;
    }
    in_record_ = false;
    if (plan_.grid && !sample_done_ && sample_.size() >= kSampleRows) flush_sample();
  }

  void scalar(std::string_view value) {
    const bool single = begins_record(false);  // an array of bare values: every element is a row
    if (single) start_record();
    if (plan_.grid && in_record_) {
      grid_cell(value);
    } else {
      cell(node_of_value(), value);
    }
    if (single) in_record_ = false;
  }

  void cell(std::uint32_t node, std::string_view value) {
    std::uint32_t column = node == PathTree::kNone ? PathTree::kNone : tree_.column(node);
    if (column == PathTree::kNone && node != PathTree::kNone) {
      column = writer_.add_column(tree_.path(node));
      pairs_.add_column(tree_.path(node));  // both tables share the numbering
      tree_.set_column(node, column);
    }
    if (value.empty()) return;
    if (column == CellWriter::kNoColumn) {
      writer_.put_loose(node == PathTree::kNone ? std::string_view(loose_key_) : tree_.key(node), value, scan_.line());
      return;
    }
    CellWriter& table = in_record_ || plan_.sequence ? writer_ : pairs_;
    table.put(column, in_record_ ? row_ : scan_.line(), value, scan_.line());
  }

  // Arrays of arrays: the first rows are kept until it is known whether they are a header.
  void grid_cell(std::string_view value) {
    const std::size_t position = position_;
    if (!frames_.empty() && frames_.back().record) ++position_;  // a bare value beside the rows is a row of one cell
    if (sample_done_) {
      put_grid(position, row_, value);
      return;
    }
    if (sample_rows_.empty() || sample_rows_.back() != row_) {
      sample_rows_.push_back(row_);
      sample_.emplace_back();
    }
    auto& row = sample_.back();
    if (position >= context_.limits.columns) return put_grid(position, row_, value);
    if (row.size() <= position) row.resize(position + 1);
    row[position] += (row[position].empty() ? "" : " ") + std::string(value);
    sample_bytes_ += value.size() + sizeof(std::string);
    if (sample_bytes_ > kSampleBytes) flush_sample();
  }

  void put_grid(std::size_t position, std::uint64_t row, std::string_view value) {
    if (position >= context_.limits.columns) {
      writer_.put_loose("", value, scan_.line());
      return;
    }
    while (writer_.columns() <= position) writer_.add_column(std::string{});
    if (!value.empty()) writer_.put(static_cast<std::uint32_t>(position), row, value, scan_.line());
  }

  void flush_sample() {
    if (sample_done_ || !plan_.grid) return;
    sample_done_ = true;
    const HeaderGuess guess = guess_header(sample_);
    for (const Column& column : guess.columns) writer_.add_column(column);
    for (std::size_t i = guess.has_header ? guess.first_data_row() : 0; i < sample_.size(); ++i) {
      for (std::size_t column = 0; column < sample_[i].size(); ++column) put_grid(column, sample_rows_[i], sample_[i][column]);
    }
    sample_.clear();
  }

  // Hands on what is not JSON as text: one line of a sequence, or everything that is left.
  bool recover() {
    base::Error error = scan_.error();
    in_record_ = false;
    if (plan_.lines && error.code == base::Code::invalid_input && scan_.resume_at_next_line()) {
      if (++bad_lines_ == 1) first_bad_ = error;
      writer_.text(scan_.text(), scan_.line(), scan_.offset() - scan_.text().size());
      if (bad_lines_ == 1) writer_.unread(error);
      frames_.clear();
      return true;
    }
    writer_.unread(error);
    writer_.text(scan_.rest(), scan_.rest_line(), scan_.offset());
    while (!writer_.stopped() && !context_.stop.requested() && scan_.more()) writer_.text(scan_.rest(), scan_.rest_line(), scan_.offset());
    return false;
  }

  base::Error bad_lines_error() const {
    base::Error error = first_bad_;
    error.message = {fmt::format("共 {} 行不是合法的 JSON，已按纯文本读取", bad_lines_),
                     fmt::format("{} lines are not valid JSON; they were read as plain text", bad_lines_)};
    return error;
  }

  ExtractContext& context_;
  JsonScan& scan_;
  JsonPlan plan_;
  TableTurn turn_;
  CellWriter writer_, pairs_;
  PathTree tree_;
  std::vector<Frame> frames_;
  std::uint32_t key_node_ = PathTree::kRoot;
  std::string loose_key_;
  bool in_record_ = false;
  std::uint64_t row_ = 0, last_row_ = 0;
  std::size_t position_ = 0;
  SampleRows sample_;
  std::vector<std::uint64_t> sample_rows_;
  std::size_t sample_bytes_ = 0;
  bool sample_done_ = false;
  std::uint64_t bad_lines_ = 0;
  base::Error first_bad_;
};

base::Status extract_json(ByteSource& source, ExtractContext& context) {
  auto head = head_text(source);
  if (!head) return std::unexpected(head.error());
  JsonPlan plan = plan_json(head->utf8, head->whole);
  auto reader = TextReader::open(source, context.limits);
  if (!reader) return std::unexpected(reader.error());
  TextChunk chunk;
  JsonScan scan(
      [&]() -> base::Result<std::string_view> {
        auto more = reader->next_block(chunk);
        if (!more) return std::unexpected(more.error());
        return *more ? chunk.utf8 : std::string_view{};
      },
      context.limits.cell_bytes, context.limits.depth);
  return JsonExtractor(context, scan, std::move(plan)).run();
}

int json(const Sniff& s) {
  const std::string_view text = sniff::body(s);
  if (sniff::json_opening(text) == '\0') return 0;
  const JsonPlan plan = plan_json(text, s.whole);
  return plan.is_json && !plan.lines ? sniff::kGeneric : 0;
}

int json_lines(const Sniff& s) {
  const std::string_view text = sniff::body(s);
  if (sniff::json_opening(text) == '\0') return 0;
  const JsonPlan plan = plan_json(text, s.whole);
  return plan.is_json && plan.lines ? sniff::kGeneric : 0;
}

GD_FORMAT({"json", "JSON 数据", "JSON", "json geojson ipynb har map webmanifest", json, extract_json});
GD_FORMAT({"jsonl", "JSON 行", "JSON Lines", "jsonl ndjson json log", json_lines, extract_json});

}  // namespace
}  // namespace gongdun::read
