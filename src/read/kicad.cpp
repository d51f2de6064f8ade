// KiCad boards and schematics: the title block, components with their properties, nets, texts and labels; not the geometry.
// Source: KiCad file formats (s-expressions), developer documentation, versions 5–8. Older line-based schematics stay text.
#include <algorithm>

#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

bool any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class KicadParser final : public LineTaker {
 public:
  explicit KicadParser(LineTables& out) : out_(out) {
    components_ = out_.add_table(
        "components", {{.name = "library_part", .comment = "库元件"}, {.name = "property", .comment = "属性"}, {.name = "value", .comment = "取值"}});
    nets_ = out_.add_table("nets", {{.name = "net", .comment = "网络"}});
    texts_ = out_.add_table("texts", {{.name = "kind", .comment = "种类"}, {.name = "text", .comment = "文字"}});
  }

  void line(const TextLine& line) override {
    if (lists_ == Form::unknown && !base::trim(line.text).empty()) lists_ = base::trim(line.text).starts_with('(') ? Form::lists : Form::lines;
    if (lists_ == Form::lines) return out_.rest(line);
    number_ = line.number;
    for (std::size_t i = 0; i < line.text.size(); ++i) {
      const char c = line.text[i];
      if (quoted_ && c == '\\' && i + 1 < line.text.size()) {
        const char next = line.text[++i];
        add(next == 'n' ? '\n' : next);
      } else if (c == '"') {
        quoted_ = !quoted_;
        was_quoted_ = true;
      } else if (quoted_) {
        add(c);
      } else if (c == '(') {
        word_ends();
        if (open_.size() >= out_.limits().depth)
          ++too_deep_;
        else
          open_.push_back({.words = {}, .quoted = false, .line = number_});
      } else if (c == ')') {
        word_ends();
        if (too_deep_ > 0)
          --too_deep_;
        else if (!open_.empty())
          list_ends();
      } else if (c == ' ' || c == '\t') {
        word_ends();
      } else {
        add(c);
      }
    }
    if (quoted_)
      add('\n');
    else
      word_ends();
  }

  void finish() override {
    word_ends();
    while (!open_.empty()) list_ends();
  }

 private:
  struct List {
    std::vector<std::string> words;
    bool quoted = false;  // one of them at least: something a person or a library named
    std::uint64_t line = 0;
  };
  enum class Form { unknown, lists, lines };
  static constexpr std::size_t kWords = 6, kWord = 16 << 10;

  void add(char c) {
    if (word_.size() < kWord) return word_.push_back(c);
    out_.rest({word_, number_, 0});
    word_.assign(1, c);
  }

  void word_ends() {
    if (!word_.empty() || was_quoted_) {
      if (!open_.empty() && open_.back().words.size() < kWords) {
        open_.back().words.push_back(word_);
        open_.back().quoted = open_.back().quoted || (was_quoted_ && !word_.empty());
      } else if (was_quoted_ && !word_.empty()) {
        out_.rest({word_, number_, 0});
      }
    }
    word_.clear();
    was_quoted_ = false;
  }

  static std::string_view word(const List& list, std::size_t at) { return at < list.words.size() ? std::string_view(list.words[at]) : std::string_view(); }

  void list_ends() {
    const List list = std::move(open_.back());
    open_.pop_back();
    const std::string_view kind = word(list, 0), parent = open_.empty() ? std::string_view() : word(open_.back(), 0);
    if (parent == "title_block") {
      out_.pair(kind == "comment" ? "comment " + std::string(word(list, 1)) : std::string(kind), word(list, kind == "comment" ? 2 : 1), list.line);
    } else if (any_of(kind, {"version", "generator", "generator_version", "host"}) && open_.size() == 1) {
      out_.pair(kind, word(list, 1), list.line);
    } else if (kind == "net" && open_.size() == 1) {
      out_.row(nets_, list.line, {word(list, 2)});
    } else if (kind == "property") {
      out_.row(components_, list.line, {part(), word(list, 1), word(list, 2)});
    } else if (kind == "fp_text") {
      out_.row(components_, list.line, {part(), word(list, 1), word(list, 2)});
    } else if (any_of(kind, {"gr_text", "text", "label", "global_label", "hierarchical_label"})) {
      out_.row(texts_, list.line, {kind, word(list, 1)});
    } else if (kind == "lib_id" && !open_.empty() && open_.back().words.size() < kWords) {
      open_.back().words.insert(open_.back().words.begin() + std::min<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(open_.back().words.size())),
                                std::string(word(list, 1)));
    } else if (list.quoted && !any_of(kind, {"layer", "layers", "uuid", "tstamp", "tedit", "net", "pad", "pin", "number", "name", "path", "project",
                                             "reference", "footprint", "symbol"})) {
      for (std::size_t i = 1; i < list.words.size(); ++i) {
        if (!list.words[i].empty()) out_.rest({list.words[i], list.line, 0});
      }
    }
  }

  // The footprint or symbol around the list that ended.
  std::string_view part() const {
    for (auto list = open_.rbegin(); list != open_.rend(); ++list) {
      if (any_of(word(*list, 0), {"footprint", "module", "symbol"})) return word(*list, 1);
    }
    return {};
  }

  LineTables& out_;
  std::size_t components_, nets_, texts_;
  std::vector<List> open_;
  std::string word_;
  std::uint64_t number_ = 1;
  std::size_t too_deep_ = 0;
  Form lists_ = Form::unknown;
  bool quoted_ = false, was_quoted_ = false;
};

}  // namespace

base::Status extract_kicad(ByteSource& source, ExtractContext& context) {
  return extract_lines<KicadParser>(source, context);
}

}  // namespace gongdun::read
