#include "read/sql_schema.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <span>

#include "base/utf8.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

struct Token {
  enum class Kind { end, word, name, string, mark } kind = Kind::end;
  std::string text;  // without quotes
  bool is(std::string_view word) const { return kind == Kind::word && base::ascii_lower(text) == word; }
  bool mark(char c) const { return kind == Kind::mark && text.starts_with(c); }
  bool names() const { return kind == Kind::word || kind == Kind::name; }
};

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) { advance(); }

  const Token& peek() const { return token_; }
  Token take() {
    Token taken = std::move(token_);
    advance();
    return taken;
  }
  bool accept(std::string_view word) {
    if (!token_.is(word)) return false;
    advance();
    return true;
  }
  bool accept(char mark) {
    if (!token_.mark(mark)) return false;
    advance();
    return true;
  }
  bool done() const { return token_.kind == Token::Kind::end; }
  // a.b.c, quotes removed.
  std::string qualified_name() {
    std::string name;
    while (token_.names()) {
      name += (name.empty() ? "" : ".") + take().text;
      if (!accept('.')) break;
    }
    return name;
  }
  // Skips to the mark that closes the parenthesis just opened.
  void skip_parenthesis() {
    for (int depth = 1; depth > 0 && !done();) {
      if (token_.mark('(')) ++depth;
      if (token_.mark(')')) --depth;
      advance();
    }
  }

 private:
  void advance() {
    skip_space();
    token_ = {};
    if (text_.empty()) return;
    const char c = text_.front();
    if (c == '\'') return quoted(Token::Kind::string, '\'');
    if (c == '"' || c == '`') return quoted(Token::Kind::name, c);
    if (c == '[') return quoted(Token::Kind::name, ']');
    std::size_t end = 0;
    while (end < text_.size() && word_byte(text_[end])) ++end;
    if (end == 0) {
      token_ = {Token::Kind::mark, std::string(1, c)};
      text_.remove_prefix(1);
      return;
    }
    if (end == 1 && (c == 'N' || c == 'E' || c == 'n' || c == 'e') && text_.size() > 1 && text_[1] == '\'') {
      text_.remove_prefix(1);
      return quoted(Token::Kind::string, '\'');
    }
    token_ = {Token::Kind::word, std::string(text_.substr(0, end))};
    text_.remove_prefix(end);
  }

  static bool word_byte(char c) {
    const auto u = static_cast<unsigned char>(c);
    return std::isalnum(u) != 0 || c == '_' || c == '$' || c == '@' || c == '#' || u >= 0x80;
  }

  void skip_space() {
    while (!text_.empty()) {
      if (std::isspace(static_cast<unsigned char>(text_.front())) != 0) {
        text_.remove_prefix(1);
      } else if (text_.starts_with("--")) {
        text_.remove_prefix(std::min(text_.find('\n'), text_.size()));
      } else if (text_.starts_with("/*")) {
        const std::size_t end = text_.find("*/", 2);
        text_.remove_prefix(end == text_.npos ? text_.size() : end + 2);
      } else {
        return;
      }
    }
  }

  void quoted(Token::Kind kind, char close) {
    token_.kind = kind;
    std::size_t at = 1;
    for (; at < text_.size(); ++at) {
      const bool doubled = text_[at] == close && at + 1 < text_.size() && text_[at + 1] == close;
      const bool escaped = close == '\'' && text_[at] == '\\' && at + 1 < text_.size() && (text_[at + 1] == '\'' || text_[at + 1] == '\\');
      if (doubled || escaped) ++at;
      if (text_[at] == close && !doubled && !escaped) break;
      token_.text.push_back(text_[at]);
    }
    text_.remove_prefix(std::min(at + 1, text_.size()));
  }

  std::string_view text_;
  Token token_;
};

bool opens_constraint(const Token& token, SqlDialect dialect) {
  constexpr std::string_view kKnown[] = {"primary", "unique",   "constraint", "foreign", "check",  "key",
                                         "index",   "fulltext", "spatial",    "exclude", "period", "like"};
  constexpr std::size_t kSqlite = 5;
  if (token.kind != Token::Kind::word) return false;
  const std::string word = base::ascii_lower(token.text);
  const auto known = std::span(kKnown).first(dialect == SqlDialect::sqlite ? kSqlite : std::size(kKnown));
  return std::find(known.begin(), known.end(), word) != known.end();
}

// [CONSTRAINT name] PRIMARY KEY (a, b): leaves the rest of the definition to its end.
void primary_key(Tokens& tokens, SqlTable& table) {
  if (tokens.accept("constraint")) tokens.take();
  if (!tokens.accept("primary") || !tokens.accept("key") || !tokens.accept('(')) return;
  bool name = true;
  while (!tokens.done() && !tokens.accept(')')) {
    const Token token = tokens.take();
    if (name && token.names()) table.primary_key.push_back(token.text);
    name = token.mark(',');
  }
}

// Up to the comma or parenthesis that ends the definition; finds the type and COMMENT '…' on the way.
Column column_definition(Tokens& tokens, SqlTable* table = nullptr) {
  Column column;
  bool generated = false, stored = false;
  column.name = tokens.take().text;
  bool in_type = true;
  for (int depth = 0; !tokens.done();) {
    if (depth == 0 && (tokens.peek().mark(',') || tokens.peek().mark(')'))) break;
    const Token token = tokens.take();
    if (token.mark('(')) ++depth;
    if (token.mark(')')) --depth;
    if (depth == 0 && token.is("primary") && table != nullptr) table->primary_key.push_back(column.name);
    generated = generated || (depth == 0 && token.is("as"));
    stored = stored || (depth == 0 && token.is("stored"));
    if (token.is("comment") && tokens.peek().kind == Token::Kind::string) {
      column.comment = tokens.take().text;
      continue;
    }
    const bool ends_type = token.is("not") || token.is("null") || token.is("default") || token.is("primary") || token.is("auto_increment") ||
                           token.is("collate") || token.is("constraint") || token.is("references") || token.is("unique") || token.is("generated") ||
                           token.is("as") || token.is("identity") || token.is("check") || (token.is("character") && !column.type.empty());
    in_type = in_type && !ends_type;
    if (!in_type || token.kind == Token::Kind::string) continue;
    const bool tight = token.kind == Token::Kind::mark || column.type.empty() || column.type.ends_with('(') || column.type.ends_with(',');
    column.type += (tight ? "" : " ") + token.text;
  }
  if (table != nullptr && generated && !stored) table->computed.push_back(column.name);
  return column;
}

void column_list(Tokens& tokens, std::vector<std::string>& names) {
  while (!tokens.done() && !tokens.accept(')')) {
    if (tokens.peek().names()) {
      names.push_back(tokens.take().text);
    } else {
      tokens.take();
    }
  }
}

std::optional<SqlComment> extended_property(Tokens& tokens) {
  std::vector<std::string> strings;
  while (!tokens.done()) {
    const Token token = tokens.take();
    if (token.kind == Token::Kind::string) strings.push_back(token.text);
  }
  SqlComment comment;
  for (std::size_t i = 0; i + 1 < strings.size(); ++i) {
    const std::string level = base::ascii_lower(strings[i]);
    if (level == "ms_description")
      comment.text = strings[++i];
    else if (level == "table")
      comment.table = strings[++i];
    else if (level == "column")
      comment.column = strings[++i];
  }
  if (comment.table.empty() || comment.text.empty()) return std::nullopt;
  return comment;
}

std::optional<SqlComment> alter_comment(Tokens& tokens) {
  if (!tokens.accept("table")) return std::nullopt;
  SqlComment comment;
  comment.table = tokens.qualified_name();
  if (tokens.accept("modify") || tokens.accept("change")) {
    tokens.accept("column");
    comment.column = tokens.take().text;
  }
  while (!tokens.done()) {
    if (!tokens.take().is("comment")) continue;
    tokens.accept('=');
    if (tokens.peek().kind != Token::Kind::string) continue;
    comment.text = tokens.take().text;
    return comment;
  }
  return std::nullopt;
}

}  // namespace

std::optional<SqlTable> parse_create_table(std::string_view statement, SqlDialect dialect) {
  Tokens tokens(statement);
  if (!tokens.accept("create")) return std::nullopt;
  while (tokens.accept("global") || tokens.accept("local") || tokens.accept("temporary") || tokens.accept("temp") || tokens.accept("unlogged") ||
         tokens.accept("foreign") || tokens.accept("external")) {
  }
  if (!tokens.accept("table")) return std::nullopt;
  if (tokens.accept("if")) tokens.accept("not"), tokens.accept("exists");
  SqlTable table;
  table.name = tokens.qualified_name();
  if (table.name.empty() || !tokens.accept('(')) return std::nullopt;
  while (!tokens.done() && !tokens.accept(')')) {
    if (tokens.accept(',')) continue;
    if (opens_constraint(tokens.peek(), dialect)) {
      primary_key(tokens, table);
      if (!tokens.peek().mark(',') && !tokens.peek().mark(')')) column_definition(tokens);
    } else if (tokens.peek().names()) {
      table.columns.push_back(column_definition(tokens, &table));
    } else {
      tokens.take();
    }
  }
  while (!tokens.done()) {
    const Token token = tokens.take();
    table.without_rowid = table.without_rowid || (token.is("without") && tokens.peek().is("rowid"));
    if (!token.is("comment")) continue;
    tokens.accept('=');
    if (tokens.peek().kind == Token::Kind::string) table.comment = tokens.take().text;
  }
  return table;
}

std::optional<SqlComment> parse_sql_comment(std::string_view statement) {
  Tokens tokens(statement);
  if (tokens.accept("alter")) return alter_comment(tokens);
  if (tokens.accept("exec") || tokens.accept("execute")) {
    const std::string procedure = base::ascii_lower(tokens.qualified_name());
    return procedure.ends_with("sp_addextendedproperty") ? extended_property(tokens) : std::nullopt;
  }
  if (!tokens.accept("comment") || !tokens.accept("on")) return std::nullopt;
  const bool column = tokens.accept("column");
  if (!column && !tokens.accept("table")) return std::nullopt;
  SqlComment comment;
  comment.table = tokens.qualified_name();
  if (column) {
    const std::size_t dot = comment.table.rfind('.');
    if (dot == std::string::npos) return std::nullopt;
    comment.column = comment.table.substr(dot + 1);
    comment.table.resize(dot);
  }
  if (!tokens.accept("is") || tokens.peek().kind != Token::Kind::string) return std::nullopt;
  comment.text = tokens.take().text;
  return comment;
}

std::optional<SqlTarget> parse_insert_head(std::string_view head) {
  Tokens tokens(head);
  if (tokens.accept("insert") || tokens.accept("replace")) {
    while (tokens.accept("low_priority") || tokens.accept("delayed") || tokens.accept("high_priority") || tokens.accept("ignore") || tokens.accept("or") ||
           tokens.accept("replace") || tokens.accept("all") || tokens.accept("overwrite")) {
    }
  }
  tokens.accept("into");
  tokens.accept("table");
  SqlTarget target;
  target.table = tokens.qualified_name();
  if (target.table.empty()) return std::nullopt;
  if (tokens.accept('(')) column_list(tokens, target.columns);
  return target;
}

std::optional<SqlTarget> parse_copy(std::string_view statement) {
  Tokens tokens(statement);
  if (!tokens.accept("copy")) return std::nullopt;
  SqlTarget target;
  target.table = tokens.qualified_name();
  if (target.table.empty()) return std::nullopt;
  if (tokens.accept('(')) column_list(tokens, target.columns);
  if (!tokens.accept("from") || !tokens.accept("stdin")) return std::nullopt;
  while (!tokens.done()) {
    const Token token = tokens.take();
    if (token.is("csv") || token.is("binary") || token.is("delimiter") || token.is("delimiters")) return std::nullopt;
  }
  return target;
}

std::string_view sql_base_name(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == name.npos ? name : name.substr(dot + 1);
}

}  // namespace gongdun::read
