// YAML by its events: no tree is built and aliases are never expanded.
// A sequence of mappings that makes up most of a file is a table of records; everything else is pairs with lines.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "base/utf8.h"
#include "base/yaml_events.h"
#include "read/cell_writer.h"
#include "read/comment_lines.h"
#include "read/delegate.h"
#include "read/path_tree.h"
#include "read/sniff.h"
#include "read/text_reader.h"

namespace gongdun::read {
namespace {

constexpr int kYamlScore = 65;
constexpr std::size_t kWholeBytes = 8 << 20;  // larger ones go on as plain text
constexpr std::size_t kPlanBytes = 64 << 10;
constexpr std::size_t kMinRecords = 3;

struct TooDeep {};
struct Stopped {};

// Keeps the path of every value. Children decide what happens with values and sequences.
class PathHandler {
 public:
  PathHandler(PathTree& tree, std::size_t depth_limit) : tree_(tree), depth_limit_(depth_limit) {}
  virtual ~PathHandler() = default;

  void add(const base::YamlEvent& event) {
    using Kind = base::YamlEvent::Kind;
    switch (event.kind) {
      case Kind::document: return frames_.clear();
      case Kind::scalar: return scalar(event.line, event.value);
      case Kind::alias: return scalar(event.line, {});
      case Kind::sequence: return begin(event.line, true);
      case Kind::mapping: return begin(event.line, false);
      case Kind::end: return end();
      default: return;
    }
  }
  std::uint64_t line() const { return line_; }  // of the last event

 protected:
  struct Frame {
    bool sequence = false;
    bool key_next = true;  // of a mapping
    std::uint32_t node = PathTree::kRoot;
    std::uint32_t key = PathTree::kNone;
    std::size_t elements = 0, mappings = 0;
    std::uint64_t line = 0;
  };

  virtual void value(std::uint32_t node, std::string_view text, std::uint64_t line) = 0;
  virtual void element(const Frame& sequence, bool mapping) = 0;  // counted already
  virtual void closed(const Frame& frame) = 0;

  std::uint32_t node_here() const {
    if (frames_.empty()) return PathTree::kRoot;
    return frames_.back().sequence ? frames_.back().node : frames_.back().key;
  }

  std::vector<Frame> frames_;
  std::uint64_t line_ = 0;
  PathTree& tree_;

 private:
  void begin(int line, bool sequence) {
    if (frames_.size() >= depth_limit_) throw TooDeep{};
    line_ = static_cast<std::uint64_t>(line);
    Frame frame;
    frame.sequence = sequence;
    frame.line = line_;
    if (!frames_.empty()) {
      Frame& parent = frames_.back();
      if (!parent.sequence && parent.key_next) parent.key = PathTree::kNone;  // a collection as a key
      frame.node = node_here();
      if (parent.sequence) {
        ++parent.elements;
        parent.mappings += sequence ? 0 : 1;
        element(parent, !sequence);
      }
    }
    frames_.push_back(frame);
  }

  void end() {
    if (frames_.empty()) return;
    const Frame frame = frames_.back();
    frames_.pop_back();
    closed(frame);
    if (!frames_.empty() && !frames_.back().sequence) frames_.back().key_next = !frames_.back().key_next;
  }

  void scalar(int line, std::string_view text) {
    line_ = static_cast<std::uint64_t>(line);
    if (frames_.empty()) return value(PathTree::kRoot, text, line_);
    Frame& frame = frames_.back();
    if (frame.sequence) {
      ++frame.elements;
      element(frame, false);
      return value(frame.node, text, line_);
    }
    if (frame.key_next) {
      frame.key = frame.node == PathTree::kNone ? PathTree::kNone : tree_.child(frame.node, text);
    } else {
      value(frame.key, text, line_);
    }
    frame.key_next = !frame.key_next;
  }

  std::size_t depth_limit_;
};

// First pass: which sequences hold the records.
class Planner final : public PathHandler {
 public:
  using PathHandler::PathHandler;

  std::vector<std::uint32_t> records() const {
    std::vector<std::uint32_t> nodes;
    std::uint64_t covered = 0, reach = 0;
    auto sorted = candidates_;
    std::sort(sorted.begin(), sorted.end(), [](const Candidate& a, const Candidate& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    for (const Candidate& candidate : sorted) {
      if (candidate.begin < reach) continue;
      reach = candidate.end;
      covered += candidate.end - candidate.begin;
      nodes.push_back(candidate.node);
    }
    for (auto open = frames_.rbegin(); open != frames_.rend(); ++open) {  // the text may go on
      if (!open->sequence || open->mappings < kMinRecords || !nodes.empty()) continue;
      covered += line_ - open->line;
      nodes.push_back(open->node);
    }
    return covered * 2 >= line_ ? nodes : std::vector<std::uint32_t>{};
  }

 private:
  struct Candidate {
    std::uint32_t node = 0;
    std::uint64_t begin = 0, end = 0;
  };
  void value(std::uint32_t, std::string_view, std::uint64_t) override {}
  void element(const Frame&, bool) override {}
  void closed(const Frame& frame) override {
    if (frame.sequence && frame.mappings >= kMinRecords && frame.mappings * 10 >= frame.elements * 9) {
      candidates_.push_back({frame.node, frame.line, line_ + 1});
    }
  }
  std::vector<Candidate> candidates_;
};

class Emitter final : public PathHandler {
 public:
  Emitter(PathTree& tree, ExtractContext& context, std::vector<std::uint32_t> records)
      : PathHandler(tree, context.limits.depth),
        context_(context),
        table_(context.sink, context.limits, TableKind::records, {}, &turn_),
        pairs_(context.sink, context.limits, TableKind::pairs, {}, &turn_),
        records_(std::move(records)) {}

  void finish() {
    table_.finish();
    pairs_.finish();
  }

 private:
  void value(std::uint32_t node, std::string_view text, std::uint64_t line) override {
    if (table_.stopped() || pairs_.stopped() || context_.stop.requested()) throw Stopped{};
    std::uint32_t column = node == PathTree::kNone ? PathTree::kNone : tree_.column(node);
    if (column == PathTree::kNone && node != PathTree::kNone) {
      column = table_.add_column(tree_.path(node));
      pairs_.add_column(tree_.path(node));  // both tables share the numbering
      tree_.set_column(node, column);
    }
    if (text.empty()) return;
    if (column == CellWriter::kNoColumn) {
      pairs_.put_loose(node == PathTree::kNone ? std::string_view{} : tree_.key(node), text, line);
    } else if (record_depth_ != 0) {
      table_.put(column, row_, text, line);
    } else {
      pairs_.put(column, line, text, line);
    }
  }

  void element(const Frame& sequence, bool mapping) override {
    if (record_depth_ != 0 || !mapping || std::find(records_.begin(), records_.end(), sequence.node) == records_.end()) return;
    record_depth_ = frames_.size() + 1;
    row_ = ++rows_;
  }

  void closed(const Frame&) override {
    if (record_depth_ != 0 && frames_.size() < record_depth_) record_depth_ = 0;
  }

  ExtractContext& context_;
  TableTurn turn_;
  CellWriter table_, pairs_;
  std::vector<std::uint32_t> records_;
  std::size_t record_depth_ = 0;
  std::uint64_t row_ = 0, rows_ = 0;
};

// Lines that begin with #, and what stands after " #" in others.
void hand_on_comments(std::string_view text, CellWriter& writer) {
  CommentLines comments(writer);
  std::string_view rest = text;
  for (std::uint64_t line = 1; !rest.empty() && !writer.stopped(); ++line) {
    const std::uint64_t offset = text.size() - rest.size();
    const std::string_view whole = sniff::take_line(rest);
    const std::string_view trimmed = base::trim(whole);
    const std::size_t mark = trimmed.starts_with('#') ? whole.find('#') : whole.find(" #");
    if (mark != whole.npos) comments.add(whole.substr(mark), line, offset + mark);
  }
}

base::Error not_yaml(int line) {
  return {base::Code::invalid_input,
          {fmt::format("第 {} 行不是合法的 YAML，其余部分按纯文本读取", line), fmt::format("line {} is not valid YAML; the rest was read as plain text", line)},
          {}};
}

std::optional<base::Error> parse(std::string_view text, PathHandler& handler) {
  base::YamlEvents events(text);
  try {
    while (true) {
      const base::YamlEvent event = events.next();
      if (event.kind == base::YamlEvent::Kind::finished) return std::nullopt;
      if (event.kind == base::YamlEvent::Kind::broken) return not_yaml(event.line);
      handler.add(event);
    }
  } catch (const TooDeep&) {
    return base::Error{base::Code::limit, {"YAML 嵌套过深，其余部分按纯文本读取", "the YAML nests too deeply; the rest was read as plain text"}, {}};
  } catch (const Stopped&) {
    return std::nullopt;
  }
}

// The first whole lines are enough to see which sequences hold records; that they end in the middle of something does no harm.
std::vector<std::uint32_t> plan_records(const std::string& text, PathTree& tree, std::size_t depth) {
  Planner planner(tree, depth);
  if (text.size() <= kPlanBytes) {
    parse(text, planner);
  } else {
    parse(std::string_view(text).substr(0, text.rfind('\n', kPlanBytes) + 1), planner);
  }
  return planner.records();
}

std::string_view from_line(std::string_view text, std::uint64_t line) {
  for (; line > 1 && !text.empty(); --line) sniff::take_line(text);
  return text;
}

void extract_tree(const std::string& text, ExtractContext& context) {
  PathTree tree(4 * context.limits.columns);
  Emitter emitter(tree, context, plan_records(text, tree, context.limits.depth));
  const auto error = parse(text, emitter);
  emitter.finish();
  CellWriter writer(context.sink, context.limits);
  hand_on_comments(text, writer);
  if (!error) return;
  writer.unread(*error);
  const std::uint64_t line = std::max<std::uint64_t>(emitter.line(), 1);
  const std::string_view rest = from_line(text, line);
  writer.text(rest, line, text.size() - rest.size());
}

base::Status extract_yaml(ByteSource& source, ExtractContext& context) {
  if (source.size().value_or(0) > kWholeBytes) return extract_listing(source, context);
  auto reader = TextReader::open(source, context.limits);
  if (!reader) return std::unexpected(reader.error());
  std::string text;
  TextChunk chunk;
  bool plain = false;
  std::uint64_t line = 1;
  while (!context.stop.requested()) {
    auto more = reader->next_block(chunk);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    text.append(chunk.utf8);
    plain = plain || text.size() > kWholeBytes;
    if (!plain) continue;
    CellWriter writer(context.sink, context.limits);
    writer.text(text, line, 0);
    line += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    text.clear();
    if (writer.stopped()) return {};
  }
  if (!plain) extract_tree(text, context);
  return {};
}

// "key:", "key: value", "- item", "- key: value"; keys are short and plain.
bool mapping_line(std::string_view line) {
  while (line.starts_with("- ")) line = base::trim(line.substr(2));
  if (line.starts_with('"') || line.starts_with('\'')) {
    const std::size_t close = line.find(line.front(), 1);
    return close != line.npos && line.substr(close + 1).starts_with(':');
  }
  std::size_t colon = line.find(": ");
  if (colon == line.npos) colon = line.ends_with(':') ? line.size() - 1 : line.npos;
  if (colon == line.npos || colon == 0 || colon > 64) return false;
  const std::string_view key = line.substr(0, colon);
  return key.find_first_of("{}()=;,<>\"|") == key.npos && std::count(key.begin(), key.end(), ' ') <= 2;
}

int yaml(const Sniff& s) {
  const std::string_view text = sniff::body(s);
  if (text.empty() || text.starts_with('<') || text.starts_with("#!")) return 0;
  std::size_t mappings = 0, items = 0, nested = 0, other = 0, block_indent = 0;
  bool block = false;
  std::string_view rest = text;
  for (int lines = 0; lines < 1000 && !rest.empty(); ++lines) {
    const std::string_view whole = sniff::take_line(rest);
    if (rest.empty() && !s.whole && lines > 0) break;
    const std::size_t indent = std::min(whole.find_first_not_of(' '), whole.size());
    const std::string_view line = base::trim(whole);
    if (line.empty() || line.starts_with('#') || line == "---" || line == "...") continue;
    if (block && indent > block_indent) continue;  // inside a block scalar
    block = line.ends_with('|') || line.ends_with('>') || line.ends_with("|-") || line.ends_with(">-");
    block_indent = indent;
    if (whole.starts_with('\t')) ++other;
    if (mapping_line(line)) {
      ++mappings;
      nested += indent > 0 || line.starts_with("- ") ? 1 : 0;
    } else if (line.starts_with("- ") || line == "-") {
      ++items;
    } else {
      ++other;
    }
  }
  const bool marked = text.starts_with("---\n") || text.starts_with("---\r\n") || text.starts_with("%YAML");
  if (mappings < (marked ? 1U : 2U) || other * 10 > mappings + items) return 0;
  if (!marked && nested == 0 && items == 0) return mappings >= 3 && other == 0 ? kYamlScore - 20 : 0;
  return kYamlScore;
}

GD_FORMAT({"yaml", "YAML 文件", "YAML", "yaml yml", yaml, extract_yaml});

}  // namespace
}  // namespace gongdun::read
