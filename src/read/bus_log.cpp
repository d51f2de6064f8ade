// Logs of CAN buses: time, channel, identifier, direction, length and data of each frame as a row.
// Source: candump of can-utils (screen and -l forms); Vector ASC as publicly described; PEAK CAN TRC file format 1.0–2.1 (PEAK-System).
#include <algorithm>
#include <charconv>
#include <vector>

#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"
#include "read/nmea2000.h"

namespace gongdun::read {
namespace {

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789.") == word.npos;
}
bool is_hex(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789abcdefABCDEF") == word.npos;
}

// The rest of a line from word `at` on.
std::string_view from_word(std::string_view line, const std::vector<std::string_view>& words, std::size_t at) {
  return at < words.size() ? base::trim(line.substr(static_cast<std::size_t>(words[at].data() - line.data()))) : std::string_view();
}

class FrameLog : public LineTaker {
 public:
  explicit FrameLog(LineTables& out) : out_(out) {
    frames_ = out_.add_table("frames", {{.name = "time", .comment = "时间"},
                                        {.name = "channel", .comment = "通道"},
                                        {.name = "id", .comment = "标识"},
                                        {.name = "direction", .comment = "方向"},
                                        {.name = "length", .comment = "长度", .unit = "byte"},
                                        {.name = "data", .comment = "数据"}});
  }

 protected:
  // On a ship's bus the identifier says what the message is about.
  void frame(std::uint64_t line, std::initializer_list<std::string_view> cells) {
    const std::string_view id = cells.size() > 2 ? cells.begin()[2] : std::string_view();
    std::uint32_t number = 0;
    const bool read = id.size() == 8 && std::from_chars(id.data(), id.data() + id.size(), number, 16).ptr == id.data() + id.size();
    const std::string_view name = read && nmea2000_only(pgn_of(number)) ? pgn_name(pgn_of(number)) : std::string_view();
    if (name.empty()) return out_.row(frames_, line, cells);
    if (!named_) out_.add_column(frames_, {.name = "NMEA 2000 message", .comment = "报文名称"});
    named_ = true;
    std::vector<std::string_view> all(cells);
    all.resize(6);
    all.push_back(name);
    out_.row(frames_, line, all);
  }
  LineTables& out_;

 private:
  std::size_t frames_;
  bool named_ = false;
};

class CandumpParser final : public FrameLog {
 public:
  using FrameLog::FrameLog;
  void line(const TextLine& line) override {
    const std::string_view text = base::trim(line.text);
    if (text.empty()) return;
    if (text.front() == '#') return out_.comment(line);
    const auto words = words_of(text);
    std::size_t at = 0;
    std::string_view time;
    if (words[0].starts_with('(')) {
      std::size_t close = 0;
      while (close < words.size() && !words[close].ends_with(')')) ++close;
      if (close + 1 >= words.size()) return out_.rest(line);
      const char* const end = words[close].data() + words[close].size() - 1;
      time = base::trim({words[0].data() + 1, static_cast<std::size_t>(end - words[0].data() - 1)});
      at = close + 1;
    }
    const std::string_view channel = words[at], id = field(words, at + 1);
    if (const std::size_t mark = id.find('#'); mark != id.npos && is_hex(id.substr(0, mark))) {
      const std::string_view data = id.substr(mark + 1);
      frame(line.number, {time, channel, id.substr(0, mark), field(words, at + 2),
                          data.starts_with('#') || data.starts_with('R') ? "" : std::to_string(data.size() / 2), data});
      return;
    }
    std::size_t length = at + 2;
    while (length < words.size() && !words[length].starts_with('[')) ++length;
    if (!is_hex(id) || length >= words.size() || words[length].size() < 3) return out_.rest(line);
    frame(line.number,
          {time, channel, id, length > at + 2 ? words[at + 2] : "", words[length].substr(1, words[length].size() - 2), from_word(text, words, length + 1)});
  }
};

class AscParser final : public FrameLog {
 public:
  using FrameLog::FrameLog;
  void line(const TextLine& line) override {
    const std::string_view text = base::trim(line.text);
    if (text.empty()) return;
    if (text.starts_with("//")) return out_.comment(line);
    if (text.starts_with("date ")) return out_.pair("date", base::trim(text.substr(5)), line.number, "记录时间");
    const auto words = words_of(text);
    const bool flexible = field(words, 1) == "CANFD";
    const std::size_t direction = flexible ? 3 : 3;
    const std::string_view id = field(words, flexible ? 4 : 2);
    if (!is_number(words[0]) || (field(words, direction) != "Rx" && field(words, direction) != "Tx") ||
        !(is_hex(id) || is_hex(id.substr(0, id.size() - (id.ends_with('x') ? 1 : 0))))) {
      return out_.rest(line);  // settings, events and errors of other kinds
    }
    if (flexible) return frame(line.number, {words[0], field(words, 2), id, words[3], {}, from_word(text, words, 5)});
    frame(line.number, {words[0], words[1], id, words[3], field(words, 5), from_word(text, words, 6)});
  }
};

class TrcParser final : public FrameLog {
 public:
  using FrameLog::FrameLog;
  void line(const TextLine& line) override {
    const std::string_view text = base::trim(line.text);
    if (text.empty()) return;
    if (text.starts_with(";$")) {
      const std::size_t equals = std::min(text.find('='), text.size() - 1);
      const std::string_view key = text.substr(2, equals - 2), value = text.substr(equals + 1);
      if (key == "FILEVERSION") version_ = value;
      if (key == "COLUMNS") columns_ = value;
      return out_.pair(key, value, line.number);
    }
    if (text.front() == ';') return out_.comment({text.substr(1), line.number, line.offset});
    const auto words = words_of(text);
    const std::string_view columns = !columns_.empty()           ? std::string_view(columns_)
                                     : version_.starts_with("2") ? "N,O,T,I,d,l,D"
                                     : version_ == "1.3"         ? "N,O,B,d,I,R,L,D"
                                     : version_ == "1.2"         ? "N,O,B,d,I,L,D"
                                     : version_ == "1.1"         ? "N,O,d,I,L,D"
                                                                 : "N,O,I,L,D";
    std::string_view cell[128] = {};
    std::size_t at = 0;
    for (const char c : columns) {
      if (c == ',' || static_cast<unsigned char>(c) >= 128) continue;
      const auto slot = static_cast<std::size_t>(c);
      cell[slot] = c == 'D' ? from_word(text, words, at) : field(words, at);
      ++at;
    }
    const std::string_view id = cell[static_cast<std::size_t>('I')];
    if (!is_hex(id) || !is_number(cell[static_cast<std::size_t>('O')])) return out_.rest(line);
    const std::string_view length = cell[static_cast<std::size_t>('l')].empty() ? cell[static_cast<std::size_t>('L')] : cell[static_cast<std::size_t>('l')];
    frame(line.number, {cell[static_cast<std::size_t>('O')], cell[static_cast<std::size_t>('B')], id, cell[static_cast<std::size_t>('d')], length,
                        cell[static_cast<std::size_t>('D')]});
  }

 private:
  std::string version_, columns_;
};

}  // namespace

base::Status extract_candump(ByteSource& source, ExtractContext& context) {
  return extract_lines<CandumpParser>(source, context);
}
base::Status extract_vector_asc(ByteSource& source, ExtractContext& context) {
  return extract_lines<AscParser>(source, context);
}
base::Status extract_pcan_trace(ByteSource& source, ExtractContext& context) {
  return extract_lines<TrcParser>(source, context);
}

}  // namespace gongdun::read
