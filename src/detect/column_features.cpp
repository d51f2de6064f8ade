#include "detect/column_features.h"

#include <algorithm>
#include <bit>
#include <string>

#include "base/utf8.h"

namespace gongdun::detect {

constinit const std::array<FeatureName, kFeatures> kFeatureNames{{
    {"bias", "基准", "base rate"},
    {"valid", "有效取值占比", "share of valid values"},
    {"sound", "几乎全部有效", "nearly all valid"},
    {"inside", "与其他文字同格", "inside wider cells"},
    {"headed", "须由表头确认的取值", "values only a header can tell"},
    {"fitting", "形状相符", "right shape"},
    {"masked", "已脱敏取值", "masked values"},
    {"told_whole", "表头即其名称", "the header names it"},
    {"told_head", "表头以其名称结尾", "the header ends with its name"},
    {"told_part", "表头含其名称", "the header holds its name"},
    {"told_valid", "表头与取值一致", "header and values agree"},
    {"told_inside", "表头与格内取值一致", "header and contained values agree"},
    {"told_headed", "表头确认取值", "the header confirms the values"},
    {"told_fitting", "表头与形状一致", "header and shape agree"},
    {"loose_word", "表头用词宽泛", "the header word is loose"},
    {"silent", "表头未提及", "the header is silent"},
    {"vague", "表头无含义", "the header is meaningless"},
    {"other_name", "表头是他物之名", "the header is the name of something else"},
    {"against", "表头另有所指", "the header speaks against it"},
    {"numbering", "表头为编号", "the header numbers things"},
    {"other_header", "表头指向他类", "the header names another kind"},
    {"other_person", "表头指向他类个人或单位信息", "the header names another kind of personal data"},
    {"comment", "字段注释支持", "the comment names it"},
    {"spread", "取值分散", "spread of values"},
    {"running", "连续编号", "running numbers"},
    {"look_alike", "同形而无效的取值", "look-alikes that fail"},
    {"uniform", "形状整齐", "uniform make"},
    {"few", "取值很少", "few values"},
    {"length", "平均长度", "mean length"},
    {"breadth", "长文本", "long values"},
    {"digits", "数字占比", "share of digits"},
    {"words", "文字单元格", "cells of words"},
    {"numbers", "数值单元格", "cells that are numbers"},
    {"names", "姓名占比", "share of personal names"},
    {"surnames", "常见姓氏", "common surnames"},
    {"given", "常用名字", "usual given names"},
    {"full_given", "双字名", "two-character given names"},
    {"dotted", "带间隔号的姓名", "names with a middle dot"},
    {"name_like", "形似姓名", "words like names"},
    {"things", "物品词", "words for things"},
    {"endings", "尾字分散", "spread of last characters"},
    {"beginnings", "首字分散", "spread of first characters"},
    {"latin", "拉丁字母姓名", "Latin names"},
    {"latin_known", "已知外文名", "known Latin names"},
    {"latin_full", "外文全名", "full Latin names"},
    {"personal_near", "相邻列为个人或单位信息", "neighbours hold persons or firms"},
    {"industry_near", "相邻列为工业数据", "neighbours hold industrial data"},
}};

namespace {

std::int16_t hundredths(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? std::int16_t{0} : static_cast<std::int16_t>((std::min(part, whole) * 100 + whole / 2) / whole);
}
std::int16_t flag(bool value) {
  return value ? std::int16_t{100} : std::int16_t{0};
}

// Words that head columns of things and firms as well: 名称, name, operator; 坐标 heads the axes of machines.
bool loose(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kLoose{"name", "owner", "contact", "operator", "author", "patient name", "设计",
                                                           "编制", "审核",  "批准",    "坐标",     "定位",   "location",     "gps"};
  return std::ranges::find(kLoose, word) != kLoose.end();
}

// 字段3, col_2, F5, Unnamed: 4, B: numbered or lettered for want of a name, whatever it is nested in.
bool vague(std::string_view header) {
  const std::size_t nested = header.find_last_of("/.");
  if (nested != std::string_view::npos && nested + 1 < header.size()) header.remove_prefix(nested + 1);
  std::string word;
  for (const char c : base::ascii_lower(plain_header(header))) {
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) word += c;
  }
  static constexpr std::array<std::string_view, 18> kEmpty{"字段",   "列",    "数据", "值",        "内容", "属性",  "栏",  "项",  "col",
                                                           "column", "field", "attr", "attribute", "data", "value", "val", "var", "unnamed"};
  return word.size() <= 1 || std::ranges::find(kEmpty, word) != kEmpty.end();
}

// 品名, 船名, 设备名称, dish_name: the name of a thing, where the word for persons was not heard.
bool names_something(std::string_view header) {
  const std::string plain = base::ascii_lower(plain_header(header));
  return plain.ends_with("名") || plain.ends_with("名称") || plain.ends_with("name") || plain.ends_with("品");
}

class Reading {
 public:
  Reading(const ScanPlan& plan, const ColumnState& column, const Tally& tally) : plan_(plan), column_(column), tally_(tally) {}

  Features read(const Neighbours& neighbours) {
    out_[Feature::bias] = 100;
    values();
    header();
    profile();
    if (static_cast<int>(tally_.detector) == plan_.person) names();
    out_[Feature::personal_near] = hundredths(neighbours.personal, neighbours.columns);
    out_[Feature::industry_near] = hundredths(neighbours.industrial, neighbours.columns);
    return out_;
  }

 private:
  std::int16_t share(std::uint64_t cells) const { return hundredths(cells, column_.filled); }

  void values() {
    out_[Feature::valid] = share(tally_.valid());
    out_[Feature::sound] = static_cast<std::int16_t>(std::max(0, out_[Feature::valid] - 80) * 5);
    out_[Feature::inside] = share(tally_.partial);
    out_[Feature::headed] = share(tally_.headed);
    out_[Feature::fitting] = share(tally_.fit);
    out_[Feature::masked] = share(tally_.masked);
    const std::uint64_t alike = column_.makes.count(tally_.make_kinds, tally_.make_bytes);
    if (alike >= 10) out_[Feature::look_alike] = static_cast<std::int16_t>(100 - hundredths(tally_.full, alike));
  }

  void header() {
    const HeaderSpeech* speech = column_.hears(tally_.detector);
    const int strength = speech ? speech->strength : 0;
    out_[Feature::told_whole] = flag(strength == 3);
    out_[Feature::told_head] = flag(strength == 2);
    out_[Feature::told_part] = flag(strength == 1);
    out_[Feature::against] = flag(strength < 0);
    const bool unheard = strength == 0 && !column_.meta.name.empty(), empty_word = unheard && vague(column_.meta.name);
    out_[Feature::silent] = flag(unheard && !empty_word);
    out_[Feature::vague] = flag(empty_word);
    out_[Feature::other_name] = flag(unheard && names_something(column_.meta.name));
    out_[Feature::comment] =
        flag(std::ranges::any_of(column_.comment_speech, [&](const HeaderSpeech& said) { return said.detector == tally_.detector && said.strength > 0; }));
    if (strength > 0) {
      out_[Feature::loose_word] = flag(loose(plan_.headers.word(speech->word)));
      out_[Feature::told_valid] = out_[Feature::valid];
      out_[Feature::told_inside] = out_[Feature::inside];
      out_[Feature::told_headed] = out_[Feature::headed];
      out_[Feature::told_fitting] = out_[Feature::fitting];
    } else {
      // In a database the comment is the header people read.
      out_[Feature::numbering] = flag(numbering_header(column_.meta.name) || numbering_header(column_.meta.comment));
      const auto heads = [&](bool person) {
        return std::ranges::any_of(column_.speech, [&](const HeaderSpeech& said) { return said.strength >= 2 && of_persons(said.detector) == person; });
      };
      out_[Feature::other_header] = flag(heads(false));
      out_[Feature::other_person] = flag(heads(true));
    }
  }

  bool of_persons(std::uint16_t detector) const { return plan_.personal(detector) || plan_.rule(detector).data_class == pack::DataClass::organization; }

  void profile() {
    out_[Feature::spread] = hundredths(column_.distinct.estimate(), std::min<std::uint64_t>(column_.filled, 60));
    if (column_.steps >= 2) out_[Feature::running] = hundredths(column_.small_steps, column_.steps);
    out_[Feature::uniform] = share(column_.makes.most());
    out_[Feature::few] = flag(column_.filled < 5);
    out_[Feature::length] = hundredths(column_.characters, column_.filled * 20);
    out_[Feature::breadth] = hundredths(column_.characters, column_.filled * 60);
    out_[Feature::digits] = hundredths(column_.digits, column_.characters);
    const auto shaped = [&](Shape shape) { return column_.shapes[static_cast<std::size_t>(shape)]; };
    out_[Feature::words] = share(shaped(Shape::text));
    out_[Feature::numbers] = share(shaped(Shape::integer) + shaped(Shape::number));
  }

  void names() {
    const NameCounts& names = column_.names;
    out_[Feature::names] = share(names.han);
    out_[Feature::surnames] = hundredths(names.common, names.han);
    out_[Feature::given] = hundredths(names.given, names.han);
    out_[Feature::full_given] = hundredths(names.full, names.han);
    out_[Feature::dotted] = share(names.dotted);
    out_[Feature::name_like] = share(names.plausible);
    out_[Feature::things] = share(names.things);
    const std::uint64_t different = std::min<std::uint64_t>({names.han_text, column_.distinct.estimate(), 40});
    out_[Feature::endings] = hundredths(static_cast<std::uint64_t>(std::popcount(names.endings)), different);
    out_[Feature::beginnings] = hundredths(static_cast<std::uint64_t>(std::popcount(names.beginnings)), different);
    out_[Feature::latin] = share(names.latin);
    out_[Feature::latin_known] = hundredths(names.latin_known, names.latin);
    out_[Feature::latin_full] = hundredths(names.latin_full, names.latin);
  }

  const ScanPlan& plan_;
  const ColumnState& column_;
  const Tally& tally_;
  Features out_;
};

// Without looking at neighbours: values that prove themselves, or header and shape that agree.
bool evidently(const ScanPlan& plan, const ColumnState& column, pack::DataClass wanted, bool persons) {
  return std::ranges::any_of(column.tallies, [&](const Tally& tally) {
    const pack::DataClass own = plan.rule(tally.detector).data_class;
    if (persons ? !plan.personal(tally.detector) && own != pack::DataClass::organization : own != wanted) return false;
    const HeaderSpeech* speech = column.hears(tally.detector);
    const bool told = speech && speech->strength >= 2, proved = plan.strong(tally.detector);
    const std::uint64_t cells = tally.valid() + (told ? std::max(tally.fit, tally.headed) : 0);
    return (told || proved) && column.share(cells) >= 0.6;
  });
}

}  // namespace

bool numbering_header(std::string_view header) {
  const std::string plain = plain_header(header);
  for (const std::string_view word :
       {"编号", "编码", "代码", "序号", "流水号", "单号", "表号", "条码", "条形码", "批号", "炉号", "件号", "箱号", "卷号", "合同号", "追溯码"}) {
    if (plain.ends_with(word)) return true;
  }
  const auto words = name_words(plain);
  static constexpr std::array<std::string_view, 10> kWords{"id", "no", "code", "num", "seq", "key", "index", "serial", "sn", "uid"};
  return !words.empty() && std::ranges::find(kWords, words.back()) != kWords.end();
}

std::vector<Neighbours> neighbours_of(const ScanPlan& plan, const std::vector<ColumnState>& columns) {
  std::vector<Neighbours> out(columns.size());
  Neighbours all;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out[i] = {.columns = columns[i].filled > 0,
              .personal = evidently(plan, columns[i], pack::DataClass::personal, true),
              .industrial = evidently(plan, columns[i], pack::DataClass::industrial, false)};
    all.columns += out[i].columns;
    all.personal += out[i].personal;
    all.industrial += out[i].industrial;
  }
  for (Neighbours& own : out) own = {all.columns - own.columns, all.personal - own.personal, all.industrial - own.industrial};
  return out;
}

Features features_of(const ScanPlan& plan, const ColumnState& column, const Tally& tally, const Neighbours& neighbours) {
  return Reading(plan, column, tally).read(neighbours);
}

}  // namespace gongdun::detect
