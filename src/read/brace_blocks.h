// Walks texts of the shape "head { statement; statement; head { … } }" (LIN descriptions, Liberty): heads, statements and comments with their
// lines. Quotes protect; nesting is counted to a limit; a statement without an end is cut at kLongest bytes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "read/line_tables.h"

namespace gongdun::read {

class BraceBlocks : public LineTaker {
 public:
  // A line break ends a statement too (Liberty, where the semicolon may be missing), unless the line ends with a backslash or comma.
  explicit BraceBlocks(LineTables& out, bool lines_end = false) : out_(out), lines_end_(lines_end) {}

  void line(const TextLine& line) final {
    number_ = line.number;
    std::string_view text = line.text;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (in_comment_) {
        const std::size_t close = text.find("*/", i);
        out_.comment({text.substr(i, close == text.npos ? close : close - i), number_, 0});
        if (close == text.npos) break;
        in_comment_ = false;
        i = close + 1;
      } else if (quoted_) {
        add(c);
        if (c == '\\' && i + 1 < text.size())
          add(text[++i]);
        else if (c == '"')
          quoted_ = false;
      } else if (text.substr(i).starts_with("/*")) {
        in_comment_ = true;
        ++i;
      } else if (text.substr(i).starts_with("//")) {
        out_.comment({text.substr(i + 2), number_, 0});
        break;
      } else if (c == '\\' && i + 1 == text.size()) {
        return;  // the statement goes on
      } else {
        plain(c);
      }
    }
    if (quoted_ || (!pending_.empty() && pending_.back() != ' ')) add(quoted_ ? '\n' : ' ');
    if (lines_end_ && !quoted_ && !in_comment_ && parentheses_ == 0 && pending_.find(':') != pending_.npos) flush();
  }

  void finish() final {
    flush();
    while (!path_.empty()) leave();
    done();
  }

 protected:
  virtual void opened(std::string_view head, std::uint64_t line) = 0;  // path() ends with it
  virtual void closed() {}                                             // before it leaves path()
  virtual void statement(std::string_view text, std::uint64_t line) = 0;
  virtual void done() {}
  const std::vector<std::string>& path() const { return path_; }
  LineTables& out_;

 private:
  static constexpr std::size_t kLongest = 64 << 10, kHead = 300;

  void plain(char c) {
    if (c == '"') quoted_ = true;
    if (c == '(') ++parentheses_;
    if (c == ')' && parentheses_ > 0) --parentheses_;
    if (c == ';') return flush();
    if (c == '{') {
      const std::string head(base::utf8_prefix(base::trim(pending_), kHead));
      pending_.clear();
      parentheses_ = 0;
      if (path_.size() >= out_.limits().depth) {
        ++too_deep_;
        return;
      }
      path_.push_back(head);
      return opened(head, number_);
    }
    if (c == '}') {
      flush();
      if (too_deep_ > 0)
        --too_deep_;
      else if (!path_.empty())
        leave();
      return;
    }
    add(c);
  }

  void add(char c) {
    if (pending_.empty()) {
      if (c == ' ' || c == '\t') return;
      first_ = number_;
    }
    pending_.push_back(c);
    if (pending_.size() >= kLongest) quoted_ = false, flush();
  }

  void flush() {
    parentheses_ = 0;
    const std::string_view text = base::trim(pending_);
    if (!text.empty()) statement(text, first_);
    pending_.clear();
  }

  void leave() {
    closed();
    path_.pop_back();
  }

  bool lines_end_;
  std::vector<std::string> path_;
  std::string pending_;
  std::uint64_t number_ = 0, first_ = 0;
  std::size_t too_deep_ = 0, parentheses_ = 0;
  bool quoted_ = false, in_comment_ = false;
};

}  // namespace gongdun::read
