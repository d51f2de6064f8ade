// A forgiving, streaming tokenizer for HTML as it is found: unclosed tags, unquoted attributes, stray '<'. Memory is one window.
// Script and style content is passed over; entities stay encoded in text() (decode_html_text turns them into characters).
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace gongdun::read {

enum class HtmlToken { text, start, end, comment, finished, failed };

class HtmlScan {
 public:
  // Appends more UTF-8 text to the string; false at the end.
  using Input = std::function<base::Result<bool>(std::string&)>;
  explicit HtmlScan(Input input) : input_(std::move(input)) {}

  HtmlToken next();
  std::string_view tag() const { return tag_; }    // lower case
  std::string_view text() const { return text_; }  // of a text or comment; valid until next()
  // Value as written, entities still in it.
  std::optional<std::string_view> attribute(std::string_view name) const;
  const base::Error& error() const { return error_; }

 private:
  static constexpr std::size_t kMarkup = 256 << 10;  // a longer tag or comment is taken as text
  static constexpr std::size_t kText = 64 << 10;     // size of a piece of text

  bool more();
  std::string_view rest() const { return std::string_view(buffer_).substr(at_); }
  HtmlToken text_token();
  std::optional<HtmlToken> markup_token();
  HtmlToken comment_token(std::size_t close);
  HtmlToken tag_token(std::size_t close);
  std::size_t find_tag_close() const;
  void take_attributes(std::string_view inside);
  HtmlToken take_text(std::size_t count);
  bool pass_raw();

  Input input_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool ended_ = false, broken_ = false;
  std::string tag_, raw_until_;  // raw_until_: the element whose content is passed over ("script")
  std::string_view text_;
  std::vector<std::pair<std::string, std::string_view>> attributes_;
  base::Error error_;
};

// Appends `raw` with character references decoded and white space folded to single blanks (kept when `preformatted`).
void decode_html_text(std::string_view raw, bool preformatted, std::string& out);

}  // namespace gongdun::read
