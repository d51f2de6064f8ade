// Plots: the labels of the drawing, remarks and job settings; not the pen's way.
// Source: HP-GL/2 and HP RTL reference guide (LB, DT, CO, PE, PS), PJL job headers.
#include <array>
#include <cctype>

#include "base/encoding.h"
#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kLongestLabel = 64 << 10;

class HpglParser {
 public:
  explicit HpglParser(LineTables& out) : out_(out) { labels_ = out_.add_table("labels", {{.name = "label", .comment = "标注文字"}}); }

  void byte(char c) {
    switch (state_) {
      case State::command: return command(c);
      case State::label:
        if (c == terminator_) return label_ends();
        if (text_.size() < kLongestLabel) text_.push_back(c);
        return;
      case State::terminator:
        if (c != ';') terminator_ = c;
        state_ = State::command;
        return;
      case State::encoded:  // a polyline in bytes that may be anything but a semicolon
        if (c == ';') state_ = State::command;
        return;
      case State::remark:
        if (c == '"' && quotes_++ == 0) return;
        if (c == '"' || (quotes_ == 0 && c == ';')) return remark_ends();
        if (text_.size() < kLongestLabel) text_.push_back(c);
        return;
      case State::size:
        if (c != ';' && text_.size() < 60) return text_.push_back(c);
        out_.pair("plot_size", text_, 1, "图幅");
        text_.clear();
        state_ = State::command;
        return;
      case State::job:
        if (c == '\n') return remark_ends();
        if (text_.size() < kLongestLabel) text_.push_back(c);
    }
  }

  void finish() {
    if (state_ == State::label)
      label_ends();
    else if (state_ == State::remark || state_ == State::job)
      remark_ends();
    out_.finish();
  }

 private:
  enum class State { command, label, terminator, encoded, remark, size, job };

  void command(char c) {
    if (c == '@') {
      state_ = State::job;
      previous_ = 0;
      return;
    }
    // Commands are pairs of letters that may follow each other without anything between.
    const bool letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    const char name[2] = {previous_, letter ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : '\0'};
    previous_ = letter && previous_ == 0 ? name[1] : '\0';
    const std::string_view word(name, 2);
    const State next = word == "LB" || word == "BL" ? State::label
                       : word == "DT"               ? State::terminator
                       : word == "PE"               ? State::encoded
                       : word == "CO"               ? State::remark
                       : word == "PS"               ? State::size
                                                    : State::command;
    if (next == State::command) return;
    state_ = next;
    quotes_ = 0;
  }

  std::string decoded() {
    const auto bytes = std::as_bytes(std::span(text_));
    const auto encoding = base::detect_encoding(bytes, true).encoding;
    std::string text = base::to_utf8(bytes, encoding == base::Encoding::binary ? base::Encoding::cp1252 : encoding);
    text_.clear();
    state_ = State::command;
    return text;
  }
  void label_ends() {
    const std::string text = decoded();
    if (!base::trim(text).empty()) out_.row(labels_, ++rows_, {base::trim(text)});
  }
  void remark_ends() {
    const std::string text = decoded();
    if (!text.empty()) out_.comment({text, ++rows_, 0});
  }

  LineTables& out_;
  std::size_t labels_;
  State state_ = State::command;
  std::string text_;
  char previous_ = 0, terminator_ = '\x03';
  int quotes_ = 0;
  std::uint64_t rows_ = 0;
};

}  // namespace

base::Status extract_hpgl(ByteSource& source, ExtractContext& context) {
  LineTables out(context);
  HpglParser parser(out);
  std::array<std::byte, 64 << 10> buffer;
  while (!out.stopped()) {
    auto got = source.read(buffer);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    for (std::size_t i = 0; i < *got; ++i) parser.byte(static_cast<char>(buffer[i]));
  }
  parser.finish();
  return {};
}

}  // namespace gongdun::read
