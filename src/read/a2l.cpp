// Calibration and measurement descriptions of control units: names, addresses, limits, units of what can be measured and adjusted.
// Source: ASAM MCD-2 MC (ASAP2) 1.6/1.7, keywords PROJECT, HEADER, MOD_PAR, MEASUREMENT, CHARACTERISTIC, AXIS_PTS, COMPU_METHOD, FUNCTION.
#include <algorithm>

#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

class A2lParser final : public LineTaker {
 public:
  explicit A2lParser(LineTables& out) : out_(out) {
    objects_ = out_.add_table("objects", {{.name = "kind", .comment = "种类"},
                                          {.name = "object", .comment = "对象"},
                                          {.name = "long_identifier", .comment = "说明"},
                                          {.name = "data_type", .comment = "数据类型"},
                                          {.name = "conversion", .comment = "换算方法"},
                                          {.name = "lower_limit", .comment = "下限"},
                                          {.name = "upper_limit", .comment = "上限"},
                                          {.name = "unit", .comment = "单位"},
                                          {.name = "address", .comment = "地址"}});
    conversions_ = out_.add_table("conversions", {{.name = "conversion", .comment = "换算方法"},
                                                  {.name = "long_identifier", .comment = "说明"},
                                                  {.name = "method", .comment = "方式"},
                                                  {.name = "unit", .comment = "单位"},
                                                  {.name = "coefficients", .comment = "系数"}});
    functions_ = out_.add_table("functions", {{.name = "function", .comment = "功能"}, {.name = "long_identifier", .comment = "说明"}});
  }

  void line(const TextLine& line) override {
    number_ = line.number;
    std::string_view rest = line.text;
    while (!rest.empty()) token(rest, line);
    if (quoted_)
      word_.push_back('\n');
    else if (!word_.empty())
      take();
    if (!loose_.empty()) out_.rest({loose_, line.number, line.offset});
    loose_.clear();
  }

  void finish() override {
    if (!word_.empty()) loose(word_);
    while (!open_.empty()) end();
    if (!loose_.empty()) out_.rest({loose_, number_, 0});
  }

 private:
  struct Block {
    std::string kind;
    bool known = false;
    std::vector<std::string> words;
    std::uint64_t line = 0;
  };
  static constexpr std::size_t kWordBytes = 64 << 10, kHeldBytes = 1 << 20;  // a word; all words of the blocks that are open

  void token(std::string_view& rest, const TextLine& line) {
    if (in_comment_) {
      const std::size_t close = rest.find("*/");
      out_.comment({rest.substr(0, close), line.number, line.offset});
      in_comment_ = close == rest.npos;
      rest.remove_prefix(close == rest.npos ? rest.size() : close + 2);
    } else if (quoted_) {
      const std::size_t close = rest.find('"');
      word_.append(rest.substr(0, close));
      rest.remove_prefix(close == rest.npos ? rest.size() : close + 1);
      if (close != rest.npos) {
        quoted_ = !rest.starts_with('"') && close == rest.npos;
        if (rest.starts_with('"')) word_.push_back('"'), rest.remove_prefix(1), quoted_ = true;  // "" stands for a quote
        if (!quoted_) take(true);
      }
      if (word_.size() > kWordBytes) quoted_ = false, take(true);
    } else if (rest.starts_with("/*")) {
      in_comment_ = true;
      rest.remove_prefix(2);
    } else if (rest.starts_with("//")) {
      out_.comment({rest.substr(2), line.number, line.offset});
      rest = {};
    } else if (rest.front() == '"') {
      quoted_ = true;
      rest.remove_prefix(1);
    } else if (rest.front() == ' ' || rest.front() == '\t') {
      rest.remove_prefix(1);
    } else {
      std::size_t end = std::min(rest.find_first_of(" \t\""), rest.size());
      end = std::min(end, std::max<std::size_t>(1, std::min(rest.find("/*"), rest.size())));
      word_.assign(rest.substr(0, end));
      rest.remove_prefix(end);
      take();
    }
  }

  void take(bool quoted = false) {
    const std::string word = std::exchange(word_, {});
    if (!quoted && word == "/begin") {
      expects_ = Expects::begin;
    } else if (!quoted && word == "/end") {
      expects_ = Expects::end;
    } else if (expects_ == Expects::begin) {
      expects_ = Expects::word;
      begin(word);
    } else if (expects_ == Expects::end) {
      expects_ = Expects::word;
      if (!open_.empty()) end();
    } else if (!open_.empty() && open_.back().known && held_ < kHeldBytes) {
      held_ += word.size() + sizeof(std::string);
      open_.back().words.push_back(word);
    } else {
      loose(word);
    }
  }

  void loose(std::string_view word) { loose_.append(loose_.empty() ? "" : " ").append(word); }

  void begin(const std::string& kind) {
    if (open_.size() >= out_.limits().depth) return loose(kind);
    static constexpr std::string_view kKnown[] = {"PROJECT",        "HEADER",   "MODULE",       "MOD_PAR", "MEASUREMENT",
                                                  "CHARACTERISTIC", "AXIS_PTS", "COMPU_METHOD", "FUNCTION"};
    const bool known = std::find(std::begin(kKnown), std::end(kKnown), std::string_view(kind)) != std::end(kKnown);
    open_.push_back({.kind = kind, .known = known, .words = {}, .line = number_});
    if (!known) loose(kind);
  }

  static std::string_view at(const Block& block, std::size_t i) { return i < block.words.size() ? std::string_view(block.words[i]) : std::string_view(); }
  static std::string_view after(const Block& block, std::string_view keyword, std::size_t from) {
    for (std::size_t i = from; i + 1 < block.words.size(); ++i) {
      if (block.words[i] == keyword) return block.words[i + 1];
    }
    return {};
  }

  void end() {
    const Block block = std::move(open_.back());
    open_.pop_back();
    for (const std::string& word : block.words) held_ -= word.size() + sizeof(std::string);
    const std::string_view kind = block.kind;
    if (kind == "MEASUREMENT") {
      object(block, at(block, 2), at(block, 3), {at(block, 6), at(block, 7)}, after(block, "ECU_ADDRESS", 8));
    } else if (kind == "CHARACTERISTIC") {
      object(block, at(block, 2), at(block, 6), {at(block, 7), at(block, 8)}, at(block, 3));
    } else if (kind == "AXIS_PTS") {
      object(block, "AXIS_PTS", at(block, 6), {at(block, 8), at(block, 9)}, at(block, 2));
    } else if (kind == "COMPU_METHOD") {
      std::string coefficients;
      for (std::size_t i = 5; i < block.words.size(); ++i) coefficients.append(coefficients.empty() ? "" : " ").append(block.words[i]);
      out_.row(conversions_, block.line, {at(block, 0), at(block, 1), at(block, 2), at(block, 4), coefficients});
    } else if (kind == "FUNCTION") {
      out_.row(functions_, block.line, {at(block, 0), at(block, 1)});
    } else if (block.known) {
      about(block);
    }
  }

  // Words of an object that no column shows are still read: the rest of its block goes out as text.
  void object(const Block& block, std::string_view type, std::string_view conversion, std::pair<std::string_view, std::string_view> range,
              std::string_view address) {
    out_.row(objects_, block.line,
             {block.kind, at(block, 0), at(block, 1), type, conversion, range.first, range.second, after(block, "PHYS_UNIT", 6), address});
    std::string more;
    for (std::size_t i = block.kind == "MEASUREMENT" ? 8 : block.kind == "AXIS_PTS" ? 10 : 9; i < block.words.size(); ++i)
      more.append(more.empty() ? "" : " ").append(block.words[i]);
    if (!more.empty()) out_.rest({more, block.line, 0});
  }

  // PROJECT, HEADER, MODULE, MOD_PAR: a name, a description and KEYWORD "value" pairs.
  void about(const Block& block) {
    const std::string prefix = base::ascii_lower(block.kind);
    std::size_t i = 0;
    if (block.kind == "PROJECT" || block.kind == "MODULE") out_.pair(prefix, at(block, i++), block.line);
    out_.pair(prefix + ".description", at(block, i++), block.line);
    for (; i < block.words.size(); i += 2) {
      if (block.words[i] == "SYSTEM_CONSTANT" && i + 2 < block.words.size()) {
        out_.pair("system_constant." + block.words[i + 1].substr(0, 60), block.words[i + 2], block.line);
        ++i;
        continue;
      }
      if (i + 1 < block.words.size())
        out_.pair(prefix + "." + base::ascii_lower(block.words[i].substr(0, 60)), block.words[i + 1], block.line);
      else
        out_.rest({block.words[i], block.line, 0});
    }
  }

  enum class Expects { word, begin, end };
  LineTables& out_;
  std::size_t objects_, conversions_, functions_;
  std::vector<Block> open_;
  std::string word_, loose_;
  std::uint64_t number_ = 0;
  std::size_t held_ = 0;
  Expects expects_ = Expects::word;
  bool quoted_ = false, in_comment_ = false;
};

}  // namespace

base::Status extract_a2l(ByteSource& source, ExtractContext& context) {
  return extract_lines<A2lParser>(source, context);
}

}  // namespace gongdun::read
