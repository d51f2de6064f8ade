// INI, .env, Java properties, desktop and unit files, TOML: sections and key = value lines become pairs "section.key" with their line.
// Only files that are clearly that: scripts, source code and prose stay plain text.
#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "base/utf8.h"
#include "read/cell_writer.h"
#include "read/comment_lines.h"
#include "read/path_tree.h"
#include "read/sniff.h"
#include "read/text_reader.h"

namespace gongdun::read {
namespace {

constexpr int kIniScore = 70;
constexpr std::size_t kKeyBytes = 120;

struct IniLine {
  enum class Kind { blank, comment, section, pair, other } kind = Kind::other;
  std::string_view key, value;  // section name in key
};

bool key_byte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return std::isalnum(u) != 0 || u >= 0x80 || std::string_view("_.-/:@$[]*%+#\\").find(c) != std::string_view::npos;
}

// Words of a key: bare identifiers, or up to four words in a file with sections ("Baud Rate = 9600").
bool is_key(std::string_view key) {
  if (key.empty() || key.size() > kKeyBytes) return false;
  if (key.size() >= 2 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front()) return true;
  std::size_t blanks = 0;
  for (const char c : key) {
    if (c == ' ') {
      ++blanks;
    } else if (!key_byte(c)) {
      return false;
    }
  }
  return blanks <= 3;
}

// "value" # remark, value ; remark: the value alone.
std::string_view unquote(std::string_view value) {
  if (value.size() < 2 || (value.front() != '"' && value.front() != '\'')) {
    return base::trim(value.substr(0, std::min(value.find(" # "), value.find(" ; "))));
  }
  const std::size_t close = value.find(value.front(), 1);
  if (close == value.npos) return value;
  const std::string_view after = base::trim(value.substr(close + 1));
  if (after.empty() || after.front() == '#' || after.front() == ';') return value.substr(1, close - 1);
  return value;
}

IniLine parse(std::string_view line) {
  line = base::trim(line);
  if (line.empty()) return {.kind = IniLine::Kind::blank};
  if (line.front() == '#' || line.front() == ';' || line.front() == '!' || (line.starts_with("//") && line.find('=') == line.npos)) {
    return {.kind = IniLine::Kind::comment};
  }
  if (line.front() == '[') {
    std::string_view name = line.substr(line.starts_with("[[") ? 2 : 1);
    const std::size_t close = name.find(']');
    if (close == name.npos || close == 0) return {};
    std::string_view after = name.substr(close);
    after.remove_prefix(std::min(after.find_first_not_of("] \t"), after.size()));
    if (!after.empty() && after.front() != '#' && after.front() != ';') return {};
    return {.kind = IniLine::Kind::section, .key = base::trim(name.substr(0, close)), .value = {}};
  }
  if (line.starts_with("export ")) line = base::trim(line.substr(7));
  if (line.starts_with("set ")) line = base::trim(line.substr(4));
  const std::size_t equals = line.find('=');
  if (equals == line.npos || equals == 0 || line.substr(equals).starts_with("==")) return {};
  std::string_view key = base::trim(line.substr(0, equals));
  if (key.ends_with(':') || key.ends_with('?') || key.ends_with('+')) key.remove_suffix(1);
  if (!is_key(key)) return {};
  return {.kind = IniLine::Kind::pair, .key = key, .value = base::trim(line.substr(equals + 1))};
}

// A value that goes on: a backslash at the end, an open TOML array or triple quote.
struct Continuation {
  bool backslash = false;
  std::string_view close;  // "]", "\"\"\"", "'''"
  void begin(std::string_view value) {
    backslash = value.ends_with('\\');
    close = {};
    for (const std::string_view quote : {"\"\"\"", "'''"}) {
      if (value.starts_with(quote) && value.find(quote, 3) == value.npos) close = quote;
    }
    if (value.starts_with('[') && value.find(']') == value.npos && (value.size() == 1 || value.ends_with(','))) close = "]";
  }
  bool open() const { return backslash || !close.empty(); }
  void line(std::string_view text) {
    if (backslash) backslash = text.ends_with('\\');
    if (!close.empty() && text.find(close) != text.npos) close = {};
  }
};

struct Evidence {
  std::size_t pairs = 0, sections = 0, other = 0, code = 0, spaced = 0;
  std::set<std::string> keys;
};

Evidence examine(const Sniff& s) {
  Evidence seen;
  Continuation open;
  std::string section;
  std::string_view rest = sniff::body(s);
  for (int lines = 0; lines < 2000 && !rest.empty(); ++lines) {
    const std::string_view line = sniff::take_line(rest);
    if (rest.empty() && !s.whole && lines > 0) break;
    if (open.open()) {
      open.line(base::trim(line));
      continue;
    }
    const IniLine parsed = parse(line);
    if (parsed.kind == IniLine::Kind::section) ++seen.sections, section = parsed.key;
    if (parsed.kind == IniLine::Kind::other) ++seen.other;
    if (parsed.kind != IniLine::Kind::pair) continue;
    ++seen.pairs;
    seen.keys.insert(section + "." + std::string(parsed.key));
    seen.spaced += parsed.key.find(' ') != parsed.key.npos ? 1 : 0;
    seen.code += parsed.value.ends_with(';') || parsed.value.ends_with('{') || parsed.value.ends_with('(') ? 1 : 0;
    open.begin(parsed.value);
  }
  return seen;
}

int ini(const Sniff& s) {
  const std::string_view text = sniff::body(s);
  if (text.empty() || text.starts_with("#!") || text.starts_with('<') || text.starts_with('{')) return 0;
  const Evidence seen = examine(s);
  const std::size_t good = seen.pairs + seen.sections;
  if (seen.pairs < 1 || good < 2 || seen.other * 10 > good || seen.code * 5 > seen.pairs) return 0;
  if (seen.keys.size() * 2 < seen.pairs) return 0;  // the same keys again and again: a log
  if (seen.sections == 0 && seen.spaced * 4 > seen.pairs) return 0;
  return kIniScore;
}

class IniExtractor {
 public:
  explicit IniExtractor(ExtractContext& context)
      : writer_(context.sink, context.limits, TableKind::pairs), comments_(writer_), others_(writer_, {}), tree_(4 * context.limits.columns) {}

  void line(std::string_view text, std::uint64_t number, std::uint64_t offset) {
    if (open_.open()) return continued(text, number);
    const IniLine parsed = parse(text);
    switch (parsed.kind) {
      case IniLine::Kind::blank: return;
      case IniLine::Kind::comment: comments_.add(text, number, offset); return;
      case IniLine::Kind::section: section_ = tree_.child(PathTree::kRoot, parsed.key); return;
      case IniLine::Kind::other: others_.add(text, number, offset); return;
      case IniLine::Kind::pair: break;
    }
    pair(parsed, number);
  }

  bool stopped() const { return writer_.stopped(); }
  void finish() {
    flush_value();
    comments_.flush();
    others_.flush();
    writer_.finish();
  }

 private:
  void pair(const IniLine& parsed, std::uint64_t number) {
    const std::string_view key = unquote(parsed.key);
    node_ = section_ == PathTree::kNone ? PathTree::kNone : tree_.child(section_, key);
    key_.assign(key);
    line_ = number;
    open_.begin(parsed.value);
    value_.assign(open_.open() ? parsed.value : unquote(parsed.value));
    if (open_.open()) return;
    const std::size_t used = parsed.value.find(value_) + value_.size();
    if (used + 2 < parsed.value.size()) comments_.add(parsed.value.substr(used), number, 0);
    flush_value();
  }

  void continued(std::string_view text, std::uint64_t number) {
    open_.line(base::trim(text));
    if (open_.backslash || value_.ends_with('\\')) {
      if (value_.ends_with('\\')) value_.pop_back();
      value_.append(base::trim(text));
    } else {
      value_.append("\n").append(text);
    }
    if (!open_.open() || value_.size() > kValueBytes) {
      open_ = {};
      flush_value();
      line_ = number;
    }
  }

  void flush_value() {
    const std::string value = std::exchange(value_, {});
    std::uint32_t column = node_ == PathTree::kNone ? PathTree::kNone : tree_.column(node_);
    if (column == PathTree::kNone && node_ != PathTree::kNone && line_ != 0) {
      column = writer_.add_column(tree_.path(node_));
      tree_.set_column(node_, column);
    }
    if (value.empty()) return;
    if (column == CellWriter::kNoColumn) {
      writer_.put_loose(key_, value, line_);
    } else {
      writer_.put(column, line_, value, line_);
    }
  }

  static constexpr std::size_t kValueBytes = 256 << 10;
  CellWriter writer_;
  CommentLines comments_, others_;
  PathTree tree_;
  Continuation open_;
  std::uint32_t section_ = PathTree::kRoot, node_ = PathTree::kRoot;
  std::string key_, value_;
  std::uint64_t line_ = 0;
};

base::Status extract_ini(ByteSource& source, ExtractContext& context) {
  auto reader = TextReader::open(source, context.limits);
  if (!reader) return std::unexpected(reader.error());
  IniExtractor extractor(context);
  TextChunk chunk;
  while (!extractor.stopped() && !context.stop.requested()) {
    auto more = reader->next_block(chunk);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    std::string_view rest = chunk.utf8;
    std::uint64_t number = chunk.first_line;
    while (!rest.empty() && !extractor.stopped()) {
      const std::uint64_t offset = chunk.raw_offset + (chunk.utf8.size() - rest.size());
      std::string_view line = sniff::take_line(rest);
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      extractor.line(line, number++, offset);
    }
  }
  extractor.finish();
  return {};
}

GD_FORMAT({"ini", "配置文件（INI／properties／env／TOML）", "configuration (INI, properties, env, TOML)",
           "ini conf cfg properties env toml cnf inf desktop service npmrc editorconfig gitconfig", ini, extract_ini});

}  // namespace
}  // namespace gongdun::read
