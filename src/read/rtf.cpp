// RTF: the text of a document without its formatting. Code pages of fonts and of the document, and \u characters, become UTF-8.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/utf8.h"
#include "read/cell_writer.h"
#include "read/code_page.h"
#include "read/format.h"
#include "read/raw_lines.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kDepth = 1000;
constexpr std::size_t kDestinationWord = 32;

base::Encoding of_font_charset(int charset, base::Encoding otherwise) {
  switch (charset) {
    case 134: return base::Encoding::gb18030;
    case 136: return base::Encoding::big5;
    case 128: return base::Encoding::shift_jis;
    default: return otherwise;
  }
}

class RtfReader {
 public:
  RtfReader(ByteSource& source, ExtractContext& context) : context_(context), lines_(source), writer_(context.sink, context.limits) {}

  base::Status run() {
    std::string_view line;
    while (!done_ && !writer_.stopped() && !context_.stop.requested() && lines_.next(line)) {
      for (const char c : line) take(c);
      if (text_.size() >= context_.limits.block_bytes / 4) flush();
    }
    flush();
    if (lines_.error() != nullptr) return std::unexpected(*lines_.error());
    return {};
  }

 private:
  struct Group {
    bool skip = false;  // a destination that is not text
    bool fonts = false;
    int font = 0;
    int unicode_skip = 1;
  };
  enum class Mode { text, slash, word, number, hex };

  void take(char c) {
    switch (mode_) {
      case Mode::text: return text(c);
      case Mode::slash: return slash(c);
      case Mode::word:
        if (std::isalpha(static_cast<unsigned char>(c)) != 0 && word_.size() < kDestinationWord) {
          word_.push_back(c);
          return;
        }
        if (c == '-' || std::isdigit(static_cast<unsigned char>(c)) != 0) {
          number_.assign(1, c);
          mode_ = Mode::number;
          return;
        }
        return end_word(c);
      case Mode::number:
        if (std::isdigit(static_cast<unsigned char>(c)) != 0 && number_.size() < 9) {
          number_.push_back(c);
          return;
        }
        return end_word(c);
      case Mode::hex:
        number_.push_back(c);
        if (number_.size() < 2) return;
        mode_ = Mode::text;
        if (const long code = std::strtol(number_.c_str(), nullptr, 16); code > 0) byte(static_cast<char>(code));
        return;
    }
  }

  void text(char c) {
    if (c == '\\') {
      mode_ = Mode::slash;
    } else if (c == '{') {
      if (groups_.size() < kDepth)
        groups_.push_back(groups_.back());
      else
        ++too_deep_;
    } else if (c == '}') {
      settle();
      if (too_deep_ > 0)
        --too_deep_;
      else if (groups_.size() > 1)
        groups_.pop_back();
      done_ = groups_.size() == 1;
    } else if (c != '\r' && c != '\n' && c != '\0') {
      byte(c);
    }
  }

  void slash(char c) {
    mode_ = Mode::text;
    word_.clear();
    number_.clear();
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      word_.push_back(c);
      mode_ = Mode::word;
    } else if (c == '\'') {
      mode_ = Mode::hex;
    } else if (c == '*') {
      groups_.back().skip = true;
    } else if (c == '~') {
      byte(' ');
    } else if (c == '\\' || c == '{' || c == '}') {
      byte(c);
    } else if (c == '\n' || c == '\r') {
      line_end();
    }
  }

  void end_word(char c) {
    mode_ = Mode::text;
    control(number_.empty() ? 1 : std::atoi(number_.c_str()));
    if (c != ' ') text(c);
  }

  void control(int value) {
    Group& group = groups_.back();
    if (word_ == "par" || word_ == "line" || word_ == "row" || word_ == "sect" || word_ == "page") return line_end();
    if (word_ == "tab" || word_ == "cell") return byte('\t');
    if (word_ == "ansicpg") default_ = of_code_page(value);
    if (word_ == "uc") group.unicode_skip = std::clamp(value, 0, 8);
    if (word_ == "fonttbl") group.skip = group.fonts = true;
    if (word_ == "f") settle(), group.font = value;
    if (word_ == "fcharset" && group.fonts && fonts_.size() < 4096) fonts_[group.font] = value;
    if (word_ == "u") unicode(value);
    for (const std::string_view destination : {"colortbl", "stylesheet", "info", "pict", "object", "generator", "themedata", "datastore", "listtable",
                                               "listoverridetable", "rsidtbl", "xmlnstbl", "latentstyles", "fldinst", "filetbl", "revtbl"}) {
      if (word_ == destination) group.skip = true;
    }
  }

  void unicode(int value) {
    if (groups_.back().skip) return;
    settle();
    auto code = static_cast<char32_t>(value < 0 ? value + 65536 : value);
    pending_skip_ = groups_.back().unicode_skip;
    if (code >= 0xD800 && code < 0xDC00) {
      high_ = code;
      return;
    }
    if (code >= 0xDC00 && code < 0xE000) code = high_ == 0 ? base::kReplacement : 0x10000 + ((high_ - 0xD800) << 10) + (code - 0xDC00);
    high_ = 0;
    base::append_utf8(text_, code);
  }

  void byte(char c) {
    if (groups_.back().skip) return;
    if (pending_skip_ > 0) {
      --pending_skip_;
      return;
    }
    bytes_.push_back(c);
  }

  void line_end() {
    if (groups_.back().skip) return;
    settle();
    text_.push_back('\n');
  }

  // Bytes of one font become text.
  void settle() {
    if (bytes_.empty()) return;
    const auto font = fonts_.find(groups_.back().font);
    const base::Encoding encoding = font == fonts_.end() ? default_ : of_font_charset(font->second, default_);
    text_ += base::to_utf8(std::as_bytes(std::span(bytes_)), encoding);
    bytes_.clear();
  }

  void flush() {
    settle();
    writer_.text(text_, 0, offset_, {}, true);
    offset_ += text_.size();
    text_.clear();
  }

  ExtractContext& context_;
  RawLines lines_;
  CellWriter writer_;
  std::vector<Group> groups_{Group{}};
  std::map<int, int> fonts_;  // font number → charset
  base::Encoding default_ = base::Encoding::cp1252;
  Mode mode_ = Mode::text;
  std::string word_, number_, bytes_, text_;
  std::size_t too_deep_ = 0;
  int pending_skip_ = 0;
  char32_t high_ = 0;
  std::uint64_t offset_ = 0;
  bool done_ = false;
};

base::Status extract_rtf(ByteSource& source, ExtractContext& context) {
  return RtfReader(source, context).run();
}

int rtf(const Sniff& s) {
  return sniff::starts(s, "{\\rtf") ? sniff::kMagic : 0;
}

GD_FORMAT({"rtf", "RTF 文档", "RTF document", "rtf doc", rtf, extract_rtf});

}  // namespace
}  // namespace gongdun::read
