// SQL dumps: every SQL table is a table with names, types and comments of its columns; a row is the line where its tuple begins.
// INSERT (also with many tuples), COPY … FROM stdin, CREATE TABLE, comments; statements that are not data go on as text.
#include <algorithm>
#include <cctype>
#include <string>

#include <fmt/core.h>

#include "base/utf8.h"
#include "read/cell_writer.h"
#include "read/comment_lines.h"
#include "read/sniff.h"
#include "read/sql_input.h"
#include "read/sql_tables.h"
#include "read/text_reader.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kStatementBytes = 2 << 20;  // a longer statement that is not data goes on as text in pieces
constexpr int kTuplesPerCheck = 1024;

bool word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}
bool space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// PostgreSQL, SQL Server, Oracle and SQLite keep a backslash in '…' as it is; MySQL does not.
bool backslash_escapes(std::string_view head) {
  for (const std::string_view mark : {"PostgreSQL database dump", "standard_conforming_strings", "[dbo]", "PRAGMA foreign_keys", "sqlite_sequence", "TO_DATE(",
                                      "to_date(", "SET DEFINE OFF", "VARCHAR2", "\nGO\n", "\nGO\r\n"}) {
    if (sniff::has(head, mark)) return false;
  }
  return true;
}

class SqlExtractor {
 public:
  SqlExtractor(ExtractContext& context, SqlInput& in, bool backslash)
      : context_(context), in_(in), tables_(context), loose_(context.sink, context.limits), comments_(loose_), backslash_(backslash) {}

  base::Status run() {
    while (!stopped() && next_statement()) {
    }
    comments_.flush();
    if (!stopped()) tables_.finish();
    if (in_.error() != nullptr) return std::unexpected(*in_.error());
    return {};
  }

 private:
  enum class Ending { statement, values, end };

  bool stopped() const { return tables_.stopped() || loose_.stopped() || context_.stop.requested(); }

  bool next_statement() {
    if (!skip_to_statement()) return false;
    comments_.flush();
    statement_.clear();
    first_word_.clear();
    statement_line_ = in_.line();
    statement_offset_ = in_.offset();
    const Ending ending = read_statement();
    if (ending == Ending::values) {
      insert();
    } else {
      take_statement();
    }
    return ending != Ending::end || !in_.at_end();
  }

  // Over white space, semicolons and comments; comments go on as text.
  bool skip_to_statement() {
    while (!in_.at_end()) {
      const char c = in_.peek();
      if (space(c) || c == ';') {
        in_.get();
      } else if (c == '-' || c == '/' || c == '#') {
        if (!top_comment(c)) return true;
      } else {
        return true;
      }
    }
    return false;
  }

  // False when it was not a comment: what was taken stands in pending_.
  bool top_comment(char c) {
    const std::uint64_t line = in_.line(), offset = in_.offset();
    in_.get();
    if (c != '#' && in_.peek() != (c == '-' ? '-' : '*')) {
      pending_ = c;
      return false;
    }
    if (c != '/') {
      std::string text;
      while (!in_.at_end() && in_.peek() != '\n' && text.size() < kStatementBytes) text.append(in_.run([](unsigned char b) { return b != '\n'; }));
      comments_.add(std::string_view(text).substr(c == '-' ? 1 : 0), line, offset);
      return true;
    }
    in_.get();
    comments_.flush();
    block_comment([&](std::string_view text) { loose_.text(text, line, offset, "comment"); });
    return true;
  }

  template <class Take>
  void block_comment(Take take) {
    std::string text;
    while (!in_.at_end()) {
      const char c = in_.get();
      if (c == '*' && in_.peek() == '/') {
        in_.get();
        break;
      }
      text.push_back(c);
      if (text.size() < kStatementBytes) continue;
      take(text);
      text.clear();
    }
    take(text);
  }

  // Collects a statement up to its end, or an INSERT up to VALUES.
  Ending read_statement() {
    word_.clear();
    bool line_start = true;
    if (pending_ != '\0') statement_.push_back(std::exchange(pending_, '\0'));
    while (!in_.at_end()) {
      const char c = in_.peek();
      if (word_byte(c) || static_cast<unsigned char>(c) >= 0x80) {
        word_.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
        statement_.push_back(in_.get());
        continue;
      }
      if (!word_.empty()) {
        const Ending ending = end_of_word(line_start);
        if (ending != Ending::end) return ending;
        line_start = false;
        if (in_.peek() != c) continue;
      }
      if (c == '\n') {
        line_start = true;
        if (ends_with_line()) return in_.get(), Ending::statement;
      }
      if (c == ';' && delimiter_ == ";") return in_.get(), Ending::statement;
      take_one(c);
      if (delimiter_ != ";" && statement_.ends_with(delimiter_)) return Ending::statement;
      if (statement_.size() > kStatementBytes) flush_statement();
    }
    return Ending::end;
  }

  // Ending::end here means: go on.
  Ending end_of_word(bool line_start) {
    const std::string word = std::exchange(word_, {});
    if (first_word_.empty()) {
      first_word_ = word;
      return Ending::end;
    }
    const bool insert_like = first_word_ == "INSERT" || first_word_ == "REPLACE" || first_word_ == "INTO";
    if (insert_like && (word == "VALUES" || word == "VALUE")) return Ending::values;
    const bool loose_end = first_word_ == "SET" || first_word_ == "PRINT" || first_word_ == "USE" || first_word_ == "BEGIN" || first_word_ == "GO";
    if (line_start && loose_end && (word == "INSERT" || word == "CREATE" || word == "COPY")) {  // no semicolon between
      statement_.resize(statement_.size() - word.size());
      take_statement();
      statement_ = word;
      statement_line_ = in_.line();
      first_word_ = word;
    }
    return Ending::end;
  }

  // Commands that end with their line: GO, psql's \connect, DELIMITER, SQL*Plus.
  bool ends_with_line() {
    const std::string_view text = base::trim(statement_);
    const std::size_t last = text.rfind('\n');
    const std::string_view line = base::trim(last == text.npos ? text : text.substr(last + 1));
    if (line.size() == 2 && base::ascii_lower(line) == "go") return true;
    if (first_word_ == "DELIMITER") {
      delimiter_ = std::string(base::trim(text.substr(std::min<std::size_t>(9, text.size()))));
      if (delimiter_.empty() || delimiter_.size() > 16) delimiter_ = ";";
      return true;
    }
    return text.starts_with('\\') || first_word_ == "PROMPT" || first_word_ == "REM" || first_word_ == "SPOOL";
  }

  void take_one(char c) {
    statement_.push_back(in_.get());
    if (c == '\'' || c == '"' || c == '`') return quoted(c);
    if (c == '[' && first_word_ != "COPY") return bracketed();
    if (c == '$') return dollar_quoted();
    if (c == '-' && in_.peek() == '-') {
      while (!in_.at_end() && in_.peek() != '\n') statement_.append(in_.run([](unsigned char b) { return b != '\n'; }));
    } else if (c == '/' && in_.peek() == '*') {
      statement_.push_back(in_.get());
      block_comment([&](std::string_view text) { statement_.append(text).append("*/"); });
    }
  }

  void quoted(char quote) {
    while (!in_.at_end()) {
      const char c = in_.get();
      statement_.push_back(c);
      if (c == '\\' && backslash_ && quote == '\'') {
        statement_.push_back(in_.get());
      } else if (c == quote) {
        return;
      }
      if (statement_.size() > kStatementBytes) flush_statement();
    }
  }

  void bracketed() {
    for (int i = 0; i < 256 && !in_.at_end() && in_.peek() != '\n'; ++i) {
      statement_.push_back(in_.get());
      if (statement_.back() == ']') return;
    }
  }

  // $tag$ … $tag$ of PostgreSQL function bodies.
  void dollar_quoted() {
    std::string tag = "$";
    while (word_byte(in_.peek()) && in_.peek() != '$' && tag.size() < 64) tag.push_back(in_.get());
    statement_.append(tag, 1);
    if (in_.peek() != '$') return;
    tag.push_back(in_.get());
    statement_.push_back('$');
    std::string body;
    while (!in_.at_end() && body.size() < kStatementBytes) {
      body.push_back(in_.get());
      if (body.ends_with(tag)) break;
    }
    statement_.append(body);
  }

  void flush_statement() {
    loose_.text(statement_, statement_line_, statement_offset_);
    statement_line_ = in_.line();
    statement_offset_ = in_.offset();
    statement_.clear();
  }

  void take_statement() {
    if (!word_.empty() && first_word_.empty()) first_word_ = std::exchange(word_, {});
    word_.clear();
    if (first_word_ == "CREATE") {
      if (auto table = parse_create_table(statement_)) return tables_.create(std::move(*table));
    } else if (first_word_ == "COPY") {
      if (auto target = parse_copy(statement_)) return copy(*target);
    } else if (first_word_ == "COMMENT" || first_word_ == "EXEC" || first_word_ == "EXECUTE" || first_word_ == "ALTER") {
      if (auto comment = parse_sql_comment(statement_)) return tables_.comment(*comment);
    }
    if (const std::string_view text = base::trim(statement_); text.empty() || (text.size() == 2 && base::ascii_lower(text) == "go")) return;
    loose_.text(statement_, statement_line_, statement_offset_);
  }

  void insert() {
    const auto target = parse_insert_head(statement_);
    if (!target) return flush_statement();
    tables_.select(*target);
    for (int tuples = 1; !in_.at_end(); ++tuples) {
      skip_space();
      if (in_.peek() != '(') break;
      tuple();
      skip_space();
      if (in_.peek() == ',')
        in_.get();
      else
        break;
      if (tuples % kTuplesPerCheck == 0 && stopped()) return;
    }
  }

  void skip_space() {
    while (space(in_.peek()) && !in_.at_end()) in_.get();
  }

  void tuple() {
    const std::uint64_t row = in_.line();
    tables_.begin_row();
    in_.get();
    for (std::size_t position = 0; !in_.at_end(); ++position) {
      value();
      tables_.put(position, row, value_);
      if (in_.at_end() || in_.get() == ')') return;
    }
  }

  // One value up to the comma or parenthesis behind it. A lone string is decoded; of a call or conversion the first string counts;
  // strings joined by || or adjacent are put together; anything else stays as written.
  void value() {
    value_.clear();
    raw_.clear();
    int depth = 0, strings = 0;
    bool joined = false;
    while (!in_.at_end()) {
      raw_.append(in_.run([](unsigned char c) { return c != '\'' && c != ',' && c != '(' && c != ')' && c != '"' && c != '\n' && c != '|'; }));
      const char c = in_.peek();
      if (depth == 0 && (c == ',' || c == ')')) break;
      in_.get();
      if (c == '\'' || (c == '"' && backslash_)) {
        const bool keep = strings == 0 || joined;
        const bool escapes = backslash_ || raw_.ends_with('E') || raw_.ends_with('e');
        string_value(c, escapes, keep);
        ++strings;
        continue;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      joined = joined || c == '|';
      raw_.push_back(c);
      spill(raw_);
    }
    if (strings > 0) return;
    const std::string_view bare = base::trim(raw_);
    if (base::ascii_lower(bare.substr(0, 5)) != "null") value_.assign(bare);
  }

  void string_value(char quote, bool escapes, bool keep) {
    const std::size_t before = value_.size();
    while (!in_.at_end()) {
      value_.append(in_.run([quote](unsigned char c) { return c != static_cast<unsigned char>(quote) && c != '\\' && c != '\n'; }));
      if (in_.at_end()) break;
      const char c = in_.get();
      if (c == quote) {
        if (in_.peek() != quote) break;
        value_.push_back(in_.get());
      } else if (c == '\\' && escapes) {
        escape();
      } else {
        value_.push_back(c);
      }
      spill(value_);
    }
    if (!keep) value_.resize(std::min(before, value_.size()));
  }

  void escape() {
    const char c = in_.get();
    switch (c) {
      case 'n': value_.push_back('\n'); break;
      case 'r': value_.push_back('\r'); break;
      case 't': value_.push_back('\t'); break;
      case 'b': value_.push_back('\b'); break;
      case 'f': value_.push_back('\f'); break;
      case 'v': value_.push_back('\v'); break;
      case '0':
      case 'Z': break;
      default: value_.push_back(c);
    }
  }

  // Keeps a value bounded: what exceeds a cell goes on as text.
  void spill(std::string& text) {
    const std::size_t limit = context_.limits.cell_bytes;
    if (text.size() < 2 * limit) return;
    std::size_t cut = limit;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    loose_.text(std::string_view(text).substr(cut), in_.line(), in_.offset());
    text.resize(cut);
  }

  void copy(const SqlTarget& target) {
    tables_.select(target);
    while (!in_.at_end() && in_.peek() != '\n') in_.get();
    in_.get();
    for (int lines = 1; !in_.at_end(); ++lines) {
      if (!copy_line()) return;
      if (lines % kTuplesPerCheck == 0 && stopped()) return;
    }
  }

  // Tab-separated values; false behind the line "\.".
  bool copy_line() {
    const std::uint64_t row = in_.line();
    std::size_t position = 0;
    bool null = false;
    value_.clear();
    while (true) {
      value_.append(in_.run([](unsigned char c) { return c != '\t' && c != '\n' && c != '\\'; }));
      const char c = in_.at_end() ? '\n' : in_.get();
      if (c == '\\') {
        const char next = in_.peek();
        if (next == '.' && position == 0 && value_.empty()) {
          while (!in_.at_end() && in_.get() != '\n') {
          }
          return false;
        }
        null = next == 'N' && value_.empty();
        if (null)
          in_.get();
        else
          escape();
        spill(value_);
        continue;
      }
      if (c == '\n' && value_.ends_with('\r')) value_.pop_back();
      if (!null) tables_.put(position, row, value_);
      value_.clear();
      null = false;
      ++position;
      if (c == '\n') return true;
    }
  }

  ExtractContext& context_;
  SqlInput& in_;
  SqlTables tables_;
  CellWriter loose_;  // statements and comments
  CommentLines comments_;
  bool backslash_;
  std::string delimiter_ = ";";
  std::string statement_, word_, first_word_, value_, raw_;
  std::uint64_t statement_line_ = 1, statement_offset_ = 0;
  char pending_ = '\0';
};

base::Status extract_sql(ByteSource& source, ExtractContext& context) {
  auto head = head_text(source);
  if (!head) return std::unexpected(head.error());
  auto reader = TextReader::open(source, context.limits);
  if (!reader) return std::unexpected(reader.error());
  TextChunk chunk;
  bool first = true;
  SqlInput input([&]() -> base::Result<std::string_view> {
    auto more = reader->next_block(chunk);
    if (!more) return std::unexpected(more.error());
    if (!*more) return std::string_view{};
    std::string_view text = chunk.utf8;
    if (std::exchange(first, false) && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return text;
  });
  return SqlExtractor(context, input, backslash_escapes(head->utf8)).run();
}

// The first statement begins with a word of the language, and data or a table definition comes in the head.
int sql(const Sniff& s) {
  std::string_view text = sniff::body(s);
  while (!text.empty()) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n;"), text.size()));
    if (text.starts_with("--") || text.starts_with("#")) {
      sniff::take_line(text);
    } else if (text.starts_with("/*")) {
      const std::size_t end = text.find("*/");
      text.remove_prefix(end == text.npos ? text.size() : end + 2);
    } else {
      break;
    }
  }
  bool opens = false;
  for (const std::string_view word :
       {"set ",         "use ",    "drop ",     "create ",    "insert ", "begin", "start ", "pragma ", "alter ",   "comment ", "select pg_catalog",
        "replace into", "delete ", "truncate ", "lock ",      "go\n",    "go\r",  "if ",    "exec ",   "declare ", "print ",   "copy ",
        "prompt ",      "rem ",    "\\connect", "\\restrict", "spool "}) {
    opens = opens || sniff::starts_ignoring_case(text, word);
  }
  if (!opens) return 0;
  const bool values = sniff::has(text, "VALUES") || sniff::has(text, "values") || sniff::has(text, "Values") || !s.whole;
  const bool data = (values && sniff::line_starts(text, "insert into ")) || sniff::line_starts(text, "insert [") ||
                    sniff::line_starts(text, "insert ignore ") || (sniff::has(text, "(") && sniff::line_starts(text, "create table ")) ||
                    sniff::line_starts(text, "replace into ") || sniff::line_starts(text, "insert all") ||
                    (sniff::line_starts(text, "copy ") && sniff::has(text, "stdin"));
  return data ? sniff::kGeneric + 2 : 0;
}

GD_FORMAT({"sql-dump", "SQL 转储", "SQL dump", "sql dump dmp", sql, extract_sql});

}  // namespace
}  // namespace gongdun::read
