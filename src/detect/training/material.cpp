#include "detect/training/material.h"

#include <algorithm>

#include <fmt/core.h>

namespace gongdun::detect::training {

namespace {

bool lists(std::string_view list, std::string_view word) {
  const auto all = words(list);
  return std::ranges::find(all, word) != all.end();
}

// One of the kind's words: Chinese, English or pinyin.
std::string header_word(Random& random, const Kind& kind) {
  const std::string_view all = kind.headers;
  const std::size_t first = all.find('|'), second = all.find('|', first + 1);
  const std::uint64_t choice = random.below(10);
  const std::string_view list = choice < 6 ? all.substr(0, first) : choice < 9 ? all.substr(first + 1, second - first - 1) : all.substr(second + 1);
  return random.pick(words(list));
}

std::string decorated(Random& random, const std::string& word) {
  static const auto kForms = words("{} {} {} {} {} {}（必填） *{} {}： {}2 [{}] 其他{} t_{}");
  return fmt::format(fmt::runtime(random.pick(kForms)), word);
}

const Kind& any_kind(Random& random, bool industrial) {
  for (;;) {
    const Kind& kind = random.pick(kinds());
    if (!industrial || kind.truth[0] == '\0') return kind;
  }
}

void give_header(Random& random, MadeColumn& column, Told style, std::size_t index) {
  static const auto kVague = words("字段{} col{} F{} 列{} attr_{} 数据{} column{} V{} field_{}");
  column.told = style;
  if (style == Told::right && random.one_in(6)) column.told = Told::silent;  // 其他 headers of a good table are sometimes a word nobody knows
  if (style == Told::wrong && random.percent(40)) column.told = Told::right;
  switch (column.told) {
    case Told::right: column.header_of = column.kind; break;
    case Told::wrong: column.header_of = &any_kind(random, false); break;
    case Told::silent:
      column.header = fmt::format(fmt::runtime(random.pick(kVague)), index + 1);
      // The word is in the comment, as in many databases.
      if (random.percent(40)) {
        column.comment = header_word(random, *column.kind);
        column.header_of = column.kind;
        column.told = Told::right;
      }
      return;
    case Told::nothing: return;
  }
  if (column.header_of->headers == column.kind->headers) column.told = Told::right;
  column.header = decorated(random, header_word(random, *column.header_of));
}

// Of a good kind sometimes a handful of values again and again (the operators of a shift), and typing errors; of others now and then a value that is
// looked for (a supplier in the remarks), which makes the column none of it.
std::vector<std::string> make_cells(Random& random, const Kind& kind, std::uint64_t rows, std::uint64_t& strays) {
  static const auto kStray = words("待定 同上 见附件 其他 未登记 12 A 公司 外协 12345678 test aaaa 000000 1");
  const bool wanted = kind.truth[0] != '\0';
  const Kind& guest = any_kind(random, false);
  std::uint64_t dirt = random.percent(25) ? static_cast<std::uint64_t>(random.between(2, wanted ? 40 : 25)) : 0;
  if (wanted && random.percent(8)) dirt = static_cast<std::uint64_t>(random.between(70, 97));
  std::vector<std::string> pool;
  if (wanted && random.percent(25)) {
    for (std::int64_t i = random.between(2, 12); i > 0; --i) pool.push_back(kind.make(random, static_cast<std::uint64_t>(i)));
  }
  std::vector<std::string> cells;
  for (std::uint64_t row = 0; row < rows; ++row) {
    const bool stray = random.percent(dirt);
    strays += stray;
    if (stray)
      cells.push_back(wanted || random.percent(30) ? random.pick(kStray) : guest.make(random, row));
    else
      cells.push_back(pool.empty() ? kind.make(random, row) : random.pick(pool));
  }
  return cells;
}

}  // namespace

MadeTable make_table(Random& random) {
  static constexpr std::array<std::uint64_t, 8> kRows{3, 5, 12, 25, 25, 50, 80, 110};
  const bool industrial = random.percent(45);
  const std::uint64_t rows = random.pick(kRows), columns = static_cast<std::uint64_t>(random.between(3, 8)), choice = random.below(100);
  const Told style = choice < 50 ? Told::right : choice < 62 ? Told::silent : choice < 80 ? Told::nothing : Told::wrong;
  MadeTable table;
  for (std::uint64_t i = 0; i < columns; ++i) {
    MadeColumn column;
    column.kind = &any_kind(random, industrial);
    column.cells = make_cells(random, *column.kind, rows, column.dirt);
    column.dirt = column.dirt * 100 / rows;
    give_header(random, column, style, i);
    table.columns.push_back(std::move(column));
  }
  return table;
}

Answer answer_for(const MadeColumn& column, std::string_view detector) {
  const Kind& kind = *column.kind;
  const bool told = column.told == Told::right;
  if (kind.truth == detector) {
    if (column.dirt > 45) return column.dirt >= 70 ? Answer::no : Answer::undecided;
    if (told || kind.proof == Proof::proved) return Answer::yes;
    if (kind.proof == Proof::header) return detector == "cn.phone" || detector == "cn.passport" ? Answer::no : Answer::undecided;
    // Under the word of something that is only a number or a thing a judge may believe either; under another kind of person's data content wins.
    return column.told == Told::wrong && column.header_of->truth[0] == '\0' ? Answer::undecided : Answer::yes;
  }
  if (lists(kind.always, detector)) return Answer::undecided;
  if (!lists(kind.akin, detector)) return Answer::no;
  return told && kind.truth[0] == '\0' ? Answer::no : Answer::undecided;
}

}  // namespace gongdun::detect::training
