#include "assess/answer_form.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "assess/answer_input.h"
#include "base/split.h"
#include "base/utf8.h"
#include "pack/fields.h"
#include "read/file_source.h"
#include "read/sheet_rows.h"
#include "report/list_workbook.h"

namespace gongdun::assess {

using base::Code;
using base::Lang;

namespace {

enum Column : std::size_t { kQuestion, kDomain, kText, kBasisOfDuty, kAsked, kAnswer, kHow, kNote, kEvidence };
constexpr std::uint64_t kHeaderWithin = 20;  // rows looked at for the header

std::string joined(const std::vector<std::string>& list, std::string_view between) {
  std::string out;
  for (const std::string& one : list) out += (out.empty() ? std::string() : std::string(between)) + one;
  return out;
}

std::vector<std::string> form_row(const pack::Questionnaire& questions, const ItemView& item, Lang lang) {
  const pack::Question& question = *item.question;
  const bool zh = lang == Lang::zh;
  const auto domain = std::ranges::find_if(questions.domains, [&](const pack::Domain& one) { return one.named.id == question.domain; });
  std::vector<std::string> row(kFormColumns);
  row[kQuestion] = question.meta.id;
  row[kDomain] = domain->named.name.in(lang);
  row[kText] = question.text.in(lang) + (question.veto ? (zh ? "（否决项）" : " (veto item)") : "");
  row[kBasisOfDuty] = question.meta.basis;
  row[kAsked] = item.asked == ItemView::Asked::yes ? (zh ? "是" : "yes") : (zh ? "不适用于本企业" : "does not apply");
  if (item.answer.entry == nullptr) return row;
  row[kAnswer] = value_words(questions, question, item.answer.entry->value, lang);
  row[kHow] = basis_name(item.answer.entry->basis).in(lang);
  row[kNote] = item.answer.entry->note;
  row[kEvidence] = joined(item.answer.entry->evidence, "；");
  return row;
}

// Finds the columns of the form and turns rows into entries.
class FormRows final : public read::RowSink {
 public:
  FormRows(const pack::Questionnaire& questions, const std::string& file, AnswerInput& out) : questions_(questions), problems_(file, out.problems), out_(out) {}

  bool sheet(const std::string& name, bool hidden) override {
    sheet_ = name;
    return !found_ && !hidden;
  }
  bool row(std::uint64_t number, const std::vector<std::string>& cells) override {
    if (!found_) {
      found_ = take_header(cells);
      return found_ || number < kHeaderWithin;
    }
    if (cell(cells, kQuestion) == form_columns()[kQuestion].key) return true;  // the hidden row of stable names
    take(number, cells);
    return true;
  }
  bool found() const { return found_; }

 private:
  bool take_header(const std::vector<std::string>& cells) {
    at_.fill(-1);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string folded = pack::fold_word(cells[i]);
      for (std::size_t k = 0; k < kFormColumns; ++k) {
        const FormColumn& column = form_columns()[k];
        if (folded == column.key || folded == pack::fold_word(column.title.zh) || folded == pack::fold_word(column.title.en)) at_[k] = static_cast<int>(i);
      }
    }
    return at_[kQuestion] >= 0 && at_[kAnswer] >= 0;
  }
  std::string cell(const std::vector<std::string>& cells, Column column) const {
    const int at = at_[column];
    return at < 0 || static_cast<std::size_t>(at) >= cells.size() ? std::string() : std::string(base::trim(cells[static_cast<std::size_t>(at)]));
  }
  void fault(std::uint64_t number, Column column, std::string zh, std::string en) {
    std::string place;
    for (int at = at_[column] + 1; at > 0; at = (at - 1) / 26) place.insert(place.begin(), static_cast<char>('A' + (at - 1) % 26));
    problems_.add(static_cast<int>(number), place + std::to_string(number), std::move(zh), std::move(en));
  }
  void take(std::uint64_t number, const std::vector<std::string>& cells) {
    const std::string id = cell(cells, kQuestion), answer = cell(cells, kAnswer);
    if (id.empty() && answer.empty()) return;
    const pack::Question* question = questions_.question(id);
    if (question == nullptr) return fault(number, kQuestion, fmt::format("没有题目“{}”", id), fmt::format("there is no question \"{}\"", id));
    if (answer.empty()) return;  // not answered here: says nothing
    if (answer == "\x1a") return fault(number, kAnswer, "公式没有保存的结果，请改填文字", "a formula without a stored result; write the value itself");
    if (!seen_.insert(id).second) return fault(number, kQuestion, fmt::format("题目“{}”出现两次", id), fmt::format("the question \"{}\" appears twice", id));
    Entry entry;
    entry.about = id;
    auto value = answer_value(*question, answer);
    if (!value) return fault(number, kAnswer, value.error().message.zh, value.error().message.en);
    entry.value = *value;
    if (!take_basis(cell(cells, kHow), entry)) fault(number, kHow, "取得方式应为：自报、查看、测试", "should be one of: said, seen, tested");
    entry.note = cell(cells, kNote);
    if (question->type == pack::AnswerType::score && entry.value == pack::state_id(pack::State::na) && entry.note.empty())
      fault(number, kNote, "回答“不适用”须说明理由", "an answer \"not applicable\" needs its reason");
    std::string evidence = cell(cells, kEvidence);
    for (std::size_t at = evidence.find("；"); at != std::string::npos; at = evidence.find("；", at)) evidence.replace(at, std::string_view("；").size(), ";");
    std::ranges::replace(evidence, '\n', ';');
    for (const std::string& one : base::split(evidence, ';'))
      if (!base::trim(one).empty()) entry.evidence.emplace_back(base::trim(one));
    out_.entries.push_back(std::move(entry));
  }
  static bool take_basis(const std::string& text, Entry& entry) {
    if (text.empty()) return true;
    const std::string folded = pack::fold_word(text);
    for (std::size_t i = 0; i < kBases; ++i) {
      const auto basis = static_cast<Basis>(i);
      if (folded != basis_id(basis) && folded != basis_name(basis).zh && folded != base::ascii_lower(basis_name(basis).en)) continue;
      entry.basis = basis;
      return true;
    }
    return false;
  }

  const pack::Questionnaire& questions_;
  pack::Problems problems_;
  AnswerInput& out_;
  std::array<int, kFormColumns> at_{};
  std::set<std::string> seen_;
  std::string sheet_;
  bool found_ = false;
};

}  // namespace

const std::array<FormColumn, kFormColumns>& form_columns() {
  static const std::array<FormColumn, kFormColumns> kColumns{{{"question", {"编号", "No."}, 9},
                                                              {"domain", {"域", "Domain"}, 16},
                                                              {"text", {"题目", "Question"}, 60},
                                                              {"basis", {"依据", "Basis"}, 22},
                                                              {"asked", {"是否适用", "Applies"}, 14},
                                                              {"answer", {"答案", "Answer"}, 12},
                                                              {"how", {"取得方式", "How known"}, 10},
                                                              {"note", {"说明", "Note"}, 40},
                                                              {"evidence", {"证据", "Evidence"}, 30}}};
  return kColumns;
}

std::string value_words(const pack::Questionnaire& questions, const pack::Question& question, const std::string& value, Lang lang) {
  if (question.type == pack::AnswerType::score) {
    const auto state = parse_state(value);
    return state ? questions.scoring.state_name[static_cast<std::size_t>(*state)].in(lang) : value;
  }
  for (const pack::Named& one : question.choices)
    if (one.id == value) return one.name.in(lang);
  return value;
}

std::string fact_words(const pack::FactField& field, const std::string& value, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (value.empty()) return {};
  if (field.type == pack::FactType::yes_no) return value == "yes" ? (zh ? "是" : "yes") : (zh ? "否" : "no");
  if (field.type == pack::FactType::number) return field.unit.empty() ? value : value + " " + field.unit;
  if (field.type == pack::FactType::text) return value;
  if (field.type == pack::FactType::table) {
    const auto rows = nlohmann::json::parse(value, nullptr, false);
    return fmt::format(fmt::runtime(zh ? "{} 行" : "{} rows"), rows.is_array() ? rows.size() : 0);
  }
  std::string out;
  for (const std::string& id : base::split(value, '\n'))
    for (const pack::Named& one : field.choices)
      if (one.id == id) out += (out.empty() ? std::string() : std::string(zh ? "、" : ", ")) + one.name.in(lang);
  return out;
}

base::Status write_form(const pack::Questionnaire& questions, const Picture& picture, const FormWish& wish) {
  const bool zh = wish.lang == Lang::zh;
  report::ListSheet sheet{.name = zh ? "调研表" : "Questionnaire", .notes_name = zh ? "填写说明" : "How to fill in", .choices_name = zh ? "可选值" : "Choices"};
  sheet.mark = fmt::format("{}　{} {}　{}", questions.meta.name.in(wish.lang), questions.meta.id, questions.version, wish.enterprise);
  for (const FormColumn& column : form_columns())
    sheet.columns.push_back({.title = column.title.in(wish.lang), .width = column.width, .text = true, .key = std::string(column.key)});
  for (std::size_t i = 0; i < pack::kStates; ++i) sheet.columns[kAnswer].choices.push_back(questions.scoring.state_name[i].in(wish.lang));
  for (std::size_t i = 0; i < kBases; ++i) sheet.columns[kHow].choices.push_back(basis_name(static_cast<Basis>(i)).in(wish.lang));
  sheet.notes = zh ? std::vector<std::vector<std::string>>{{"答案", "从列表中选择；空着表示未答，不会覆盖已有答案"},
                                                           {"取得方式", "自报：企业口头或书面陈述；查看：看过文件或界面；测试：用工具测过"},
                                                           {"说明", "回答“不适用”必须写明理由"},
                                                           {"证据", "文件名或证据袋中文件的 SM3，多项以分号隔开"}}
                   : std::vector<std::vector<std::string>>{{"Answer", "choose from the list; empty means not answered and overwrites nothing"},
                                                           {"How known", "Said, Seen or Tested"},
                                                           {"Note", "an answer \"Not applicable\" needs its reason"},
                                                           {"Evidence", "names of files or their SM3 in the evidence bag, separated by semicolons"}};
  auto book = report::ListWorkbook::open(wish.path, wish.csv, sheet);
  if (!book) return std::unexpected(std::move(book).error());
  for (const ItemView& item : picture.items)
    if (item.question->type != pack::AnswerType::profile) GD_TRY((*book)->add(form_row(questions, item, wish.lang)));
  return (*book)->close();
}

base::Result<AnswerInput> read_form(const pack::Questionnaire& questions, const std::string& file) {
  auto opened = read::open_file(file);
  if (!opened) return std::unexpected(std::move(opened).error());
  AnswerInput out;
  FormRows rows(questions, file, out);
  const base::StopFlag stop;
  auto done = read::read_sheet_rows(*opened->source, {}, stop, rows);
  if (!done) return std::unexpected(std::move(done).error().at(file));
  for (const base::Error& damage : done->damages) out.problems.push_back({file, 0, damage.where, damage.message});
  if (!rows.found() && out.problems.empty())
    return base::fail(Code::invalid_input, "文件中没有“编号”和“答案”两列；请使用 gongdun diagnose form 生成的表",
                      "the columns No. and Answer are not there; use the form that `gongdun diagnose form` makes", file);
  return out;
}

}  // namespace gongdun::assess
