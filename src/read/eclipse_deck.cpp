// Reservoir simulation decks: the title, which keywords with how many numbers, records that name wells, groups and files; not the grids.
// Source: the ECLIPSE input layout as openly documented by OPM Flow's reference manual (keywords, records ended by "/", "--" remarks).
#include <algorithm>
#include <cctype>
#include <charconv>

#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

class DeckParser final : public LineTaker {
 public:
  explicit DeckParser(LineTables& out) : out_(out) {
    records_ =
        out_.add_table("records", {{.name = "keyword", .comment = "关键字"}, {.name = "object", .comment = "对象"}, {.name = "record", .comment = "记录"}});
    keywords_ = out_.add_table("keywords", {{.name = "keyword", .comment = "关键字"}, {.name = "values", .comment = "数值个数"}});
  }

  void line(const TextLine& line) override {
    std::string_view text = line.text;
    if (const std::size_t remark = text.find("--"); remark != text.npos) {
      out_.comment({text.substr(remark + 2), line.number, line.offset});
      text = text.substr(0, remark);
    }
    const bool first_column = !text.empty() && text.front() != ' ' && text.front() != '\t';
    text = base::trim(text);
    if (text.empty()) return;
    if (title_) {
      title_ = false;
      return out_.pair("title", text, line.number, "题名");
    }
    if (first_column && is_keyword(text)) {
      keyword_ends();
      keyword_ = text;
      first_ = line.number;
      title_ = text == "TITLE";
    } else {
      record(text, line);
    }
  }

  void finish() override { keyword_ends(); }

 private:
  static bool is_keyword(std::string_view text) {
    return text.size() <= 8 && std::isupper(static_cast<unsigned char>(text.front())) != 0 &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isupper(c) != 0 || std::isdigit(c) != 0 || c == '_' || c == '-'; });
  }

  void record(std::string_view text, const TextLine& line) {
    if (text.find_first_not_of("0123456789.+-*eEdD/ \t") == text.npos) {
      for (const std::string_view word : words_of(text)) {
        std::uint32_t repeated = 1;  // "600*0.2"
        if (word.find('*') != word.npos) std::from_chars(word.data(), word.data() + word.size(), repeated);
        if (word != "/") values_ += repeated;
      }
    } else if (keyword_.empty()) {
      out_.rest(line);
    } else {
      std::string_view rest = text;
      std::string_view object = next_word(rest);
      while (object.size() >= 2 && object.front() == '\'' && object.back() == '\'') object = object.substr(1, object.size() - 2);
      out_.row(records_, line.number, {keyword_, object, base::trim(rest)});
    }
  }

  void keyword_ends() {
    if (!keyword_.empty()) out_.row(keywords_, first_, {keyword_, values_ == 0 ? "" : std::to_string(values_)});
    values_ = 0;
  }

  LineTables& out_;
  std::size_t records_, keywords_;
  std::string keyword_;
  std::uint64_t first_ = 1, values_ = 0;
  bool title_ = false;
};

}  // namespace

base::Status extract_eclipse_deck(ByteSource& source, ExtractContext& context) {
  return extract_lines<DeckParser>(source, context);
}

}  // namespace gongdun::read
