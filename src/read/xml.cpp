// XML: elements that repeat are records of a table named after them; everything else is a list of pairs with dotted paths and lines.
// Names are local names; attributes stand beside child elements. Comments and long texts go on as text.
#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "base/utf8.h"
#include "read/cell_writer.h"
#include "read/path_tree.h"
#include "read/sniff.h"
#include "read/text_reader.h"
#include "read/xml_plan.h"
#include "read/xml_scan.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kLongText = 1024;  // running text rather than a value
constexpr std::size_t kKeyBytes = 64;    // of a name="…" that serves as a column
constexpr std::size_t kStopInterval = 4096;
constexpr std::size_t kPendingText = 64 << 10;  // of one element; more goes out as text at once

// <add key="DbPassword" value="…"/> and <Setting name="Host">…</Setting>: the key is the column.
bool usable_key(std::string_view key) {
  return !key.empty() && key.size() <= kKeyBytes && key.find_first_of(" \t\r\n/") == key.npos && key.find_first_not_of("0123456789") != key.npos;
}

// Keeps the last bytes handed to the scanner, so that what it cannot read is not lost.
class Tee {
 public:
  explicit Tee(ByteSource& source) : source_(source) {}

  base::Result<std::size_t> read(std::span<std::byte> into) {
    auto got = source_.read(into);
    if (!got) return got;
    if (kept_.size() > 2 * kKeep) kept_.erase(0, kept_.size() - kKeep);
    kept_.append(reinterpret_cast<const char*>(into.data()), *got);
    total_ += *got;
    return got;
  }
  // What was handed over from `offset` on, as far as it is kept.
  std::string_view from(std::uint64_t offset) const {
    const std::uint64_t begin = total_ - kept_.size();
    return std::string_view(kept_).substr(offset > begin ? std::min<std::size_t>(offset - begin, kept_.size()) : 0);
  }

 private:
  static constexpr std::size_t kKeep = 512 << 10;
  ByteSource& source_;
  std::string kept_;
  std::uint64_t total_ = 0;
};

class XmlExtractor {
 public:
  XmlExtractor(ExtractContext& context, ByteSource& source, std::vector<std::string> records)
      : context_(context),
        source_(source),
        tee_(source),
        scan_([this](std::span<std::byte> into) { return tee_.read(into); }, {.depth = context.limits.depth}),
        record_paths_(std::move(records)) {
    tables_.push_back(std::make_unique<Target>(context, std::string{}, TableKind::pairs, turn_));
    for (const std::string& path : record_paths_) {
      tables_.push_back(std::make_unique<Target>(context, path.substr(path.rfind('.') + 1), TableKind::records, turn_));
    }
    scan_.on_comment([this](std::string_view piece) { pairs().writer.text(piece, scan_.line(), scan_.offset(), "comment"); });
  }

  base::Status run() {
    for (std::size_t events = 0; !stopped(); ++events) {
      if (events % kStopInterval == 0 && context_.stop.requested()) break;
      const XmlEvent event = scan_.next();
      if (event == XmlEvent::finished) break;
      if (event == XmlEvent::failed) {
        hand_on_rest();
        break;
      }
      if (event == XmlEvent::start) begin();
      if (event == XmlEvent::text) collect();
      if (event == XmlEvent::end) end();
    }
    for (auto& table : tables_) table->writer.finish();
    return {};
  }

 private:
  struct Target {
    Target(ExtractContext& context, std::string name, TableKind table_kind, TableTurn& turn)
        : writer(context.sink, context.limits, table_kind, std::move(name), &turn), tree(4 * context.limits.columns), kind(table_kind) {}
    CellWriter writer;
    PathTree tree;
    TableKind kind;
    std::uint64_t rows = 0;
  };
  struct Frame {
    std::uint32_t node = PathTree::kRoot;
    std::size_t target = 0;
    bool record = false;
  };

  Target& pairs() { return *tables_[0]; }
  bool stopped() const {
    return std::any_of(tables_.begin(), tables_.end(), [](const auto& table) { return table->writer.stopped(); });
  }

  void begin() {
    flush_text();
    Frame frame;
    if (!frames_.empty()) {
      const Frame& parent = frames_.back();
      frame.target = parent.target;
      frame.node = step(parent, scan_.local());
      if (parent.target == 0) open_record(frame);
    }
    attributes(frame);
    frames_.push_back(frame);
    text_line_ = scan_.line();
  }

  std::uint32_t step(const Frame& parent, std::string_view name) {
    return parent.node == PathTree::kNone ? PathTree::kNone : tables_[parent.target]->tree.child(parent.node, name);
  }

  void open_record(Frame& frame) {
    if (record_paths_.empty() || frame.node == PathTree::kNone) return;
    const std::string path = pairs().tree.path(frame.node);
    const auto found = std::find(record_paths_.begin(), record_paths_.end(), path);
    if (found == record_paths_.end()) return;
    frame.record = true;
    frame.target = static_cast<std::size_t>(found - record_paths_.begin()) + 1;
    frame.node = PathTree::kRoot;
    ++tables_[frame.target]->rows;
  }

  void attributes(Frame& frame) {
    const std::size_t count = scan_.attribute_count();
    std::size_t key = count, value = count, own = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view name = scan_.attribute_name(i);
      if (name.starts_with("xmlns") || name.starts_with("xsi:")) continue;
      ++own;
      if (name == "name" || name == "key") key = i;
      if (name == "value") value = i;
    }
    const bool setting = !frame.record && key < count && own <= 2 && (own == 1 || value < count) && usable_key(scan_.attribute_value(key));
    if (setting && frame.node != PathTree::kNone) {
      frame.node = tables_[frame.target]->tree.child(frame.node, scan_.attribute_value(key));
      if (value < count) put(frame, scan_.attribute_value(value), scan_.line());
      return;
    }
    for (std::size_t i = 0; i < count; ++i) {
      std::string_view name = scan_.attribute_name(i);
      if (name.starts_with("xmlns") || name.starts_with("xsi:")) continue;
      if (const std::size_t colon = name.find(':'); colon != name.npos) name.remove_prefix(colon + 1);
      Frame field = frame;
      field.node = step(frame, name);
      put(field, scan_.attribute_value(i), scan_.line());
    }
  }

  void put(const Frame& frame, std::string_view value, std::uint64_t line) {
    value = base::trim(value);
    Target& target = *tables_[frame.target];
    std::uint32_t column = frame.node == PathTree::kNone ? PathTree::kNone : target.tree.column(frame.node);
    if (column == PathTree::kNone && frame.node != PathTree::kNone) {
      std::string path = target.tree.path(frame.node);
      if (path.empty()) path = frames_.empty() || target.kind == TableKind::records ? std::string(scan_.local()) : "text";
      column = target.writer.add_column(std::move(path));
      target.tree.set_column(frame.node, column);
    }
    if (value.empty()) return;
    if (value.size() > kLongText) {
      target.writer.text(value, line, scan_.offset(), {}, true);
    } else if (column == CellWriter::kNoColumn) {
      target.writer.put_loose(scan_.local(), value, line);
    } else {
      target.writer.put(column, target.kind == TableKind::records ? target.rows : line, value, line);
    }
  }

  void collect() {
    if (text_.empty()) {
      const std::string_view piece = scan_.text();
      const std::size_t first = piece.find_first_not_of(" \t\r\n");
      if (first == piece.npos) return;
      text_line_ = scan_.line() + static_cast<std::uint64_t>(std::count(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(first), '\n'));
    }
    text_.append(scan_.text());
    if (text_.size() < kPendingText) return;
    pairs().writer.text(text_, text_line_, scan_.offset(), {}, true);
    text_.clear();
  }

  void flush_text() {
    if (!text_.empty() && !frames_.empty()) put(frames_.back(), text_, text_line_);
    text_.clear();
  }

  void end() {
    flush_text();
    if (!frames_.empty()) frames_.pop_back();
  }

  void hand_on_rest() {
    base::Error error = scan_.error();
    if (error.code == base::Code::invalid_input) {
      error.message = {fmt::format("第 {} 行起不是合法的 XML，其后内容按纯文本读取", scan_.line()),
                       fmt::format("not valid XML from line {} on; what follows is read as plain text", scan_.line())};
    }
    pairs().writer.unread(error);
    const base::Encoding encoding = scan_.encoding();
    const bool utf8 = encoding == base::Encoding::utf8 || encoding == base::Encoding::utf8_bom;
    const std::uint64_t line = scan_.line();
    const std::uint64_t offset = utf8 ? scan_.offset() : 0;
    base::Decoder decoder(utf8 ? base::Encoding::utf8 : encoding);
    std::string text;
    const std::string_view kept = tee_.from(offset);
    decoder.decode(std::as_bytes(std::span(kept)), text, false);
    pairs().writer.text(text, line, offset);
    std::uint64_t next_line = line + static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    std::vector<std::byte> buffer(256 << 10);
    while (!stopped() && !context_.stop.requested()) {
      auto got = source_.read(buffer);
      if (!got || *got == 0) break;
      text.clear();
      decoder.decode(std::span(buffer).first(*got), text, false);
      pairs().writer.text(text, next_line, 0);
      next_line += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    }
  }

  ExtractContext& context_;
  ByteSource& source_;
  Tee tee_;
  XmlScan scan_;
  std::vector<std::string> record_paths_;
  TableTurn turn_;
  std::vector<std::unique_ptr<Target>> tables_;  // [0]: pairs, then one for every kind of record
  std::vector<Frame> frames_;
  std::string text_;
  std::uint64_t text_line_ = 0;
};

base::Status extract_xml(ByteSource& source, ExtractContext& context) {
  auto head = source.head();
  if (!head) return std::unexpected(head.error());
  return XmlExtractor(context, source, plan_xml_records(*head, head->size() < kHeadBytes)).run();
}

int xml(const Sniff& s) {
  const std::string_view text = sniff::body(s);
  if (!text.starts_with('<')) return 0;
  const sniff::XmlRoot root = sniff::xml_root(text);
  if (root.name.empty() || sniff::starts_ignoring_case(root.name, "html") || root.name.find_first_of("<>\"'=(){};,") != root.name.npos) return 0;
  if (text.starts_with("<?xml")) return sniff::kGeneric;
  const std::string closing = "</" + std::string(root.tag.substr(1, std::min(root.tag.size(), root.tag.find_first_of(" \t\r\n/>", 1)) - 1));
  const bool closes = text.find(closing) != text.npos || root.tag.ends_with('/');
  return closes || (!s.whole && root.tag.find("xmlns") != root.tag.npos) ? sniff::kGeneric : 0;
}

GD_FORMAT({"xml", "XML 文档", "XML", "xml config xsd xsl plist csproj resx", xml, extract_xml});

}  // namespace
}  // namespace gongdun::read
