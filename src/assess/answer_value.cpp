// What people write in a cell or after a key, as entries keep it.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "assess/answer_input.h"
#include "assess/picture.h"
#include "base/split.h"
#include "base/utf8.h"
#include "pack/fields.h"

namespace gongdun::assess {

using base::Code;
using base::Result;

namespace {

constexpr std::size_t kLongestText = 20'000;  // bytes of one answer

bool names(const pack::Named& one, const std::string& folded) {
  return folded == pack::fold_word(one.id) || folded == pack::fold_word(one.name.zh) || folded == pack::fold_word(one.name.en);
}

Result<std::string> one_of(const std::vector<pack::Named>& choices, std::string_view text) {
  const std::string folded = pack::fold_word(text);
  const auto found = std::ranges::find_if(choices, [&](const pack::Named& one) { return names(one, folded); });
  if (found != choices.end()) return found->id;
  std::string zh, en;
  for (const pack::Named& one : choices) {
    zh += (zh.empty() ? "" : "、") + one.name.zh;
    en += (en.empty() ? "" : ", ") + one.id;
  }
  return base::fail(Code::invalid_input, fmt::format("“{}”不是可选答案，应为：{}", text, zh),
                    fmt::format("\"{}\" is no answer here; use one of: {}", text, en));
}

Result<std::string> several_of(const std::vector<pack::Named>& choices, std::string_view text) {
  std::string flat(text), out;
  for (const std::string_view sign : {"、", "；", "，", ";", ","})
    for (std::size_t at = flat.find(sign); at != std::string::npos; at = flat.find(sign, at + 1)) flat.replace(at, sign.size(), "\n");
  for (const std::string& piece : base::split(flat, '\n')) {
    if (base::trim(piece).empty()) continue;
    auto id = one_of(choices, piece);
    if (!id) return id;
    out += (out.empty() ? "" : "\n") + *id;
  }
  return out;
}

Result<std::string> number(std::string_view text) {
  std::string digits = base::fold_width(base::trim(text));
  std::erase(digits, ',');
  double value = 0;
  if (pack::parse_number(digits, value) && value >= 0) return digits;
  return base::fail(Code::invalid_input, fmt::format("“{}”不是数字", text), fmt::format("\"{}\" is not a number", text));
}

Result<std::string> plain(std::string_view text) {
  if (text.size() <= kLongestText) return std::string(base::trim(text));
  return base::fail(Code::limit, "文字过长", "the text is too long");
}

Result<std::string> yes_no(std::string_view text) {
  constexpr std::array<std::string_view, 5> kYes{"yes", "true", "y", "是", "有"}, kNo{"no", "false", "n", "否", "无"};
  const std::string folded = pack::fold_word(text);
  if (std::ranges::find(kYes, folded) != kYes.end()) return "yes";
  if (std::ranges::find(kNo, folded) != kNo.end()) return "no";
  return base::fail(Code::invalid_input, fmt::format("“{}”应为 是 或 否", text), fmt::format("\"{}\" should be yes or no", text));
}

}  // namespace

Result<std::string> answer_value(const pack::Question& question, std::string_view text) {
  if (base::trim(text).empty()) return std::string();
  switch (question.type) {
    case pack::AnswerType::choice: return one_of(question.choices, text);
    case pack::AnswerType::number: return number(text);
    case pack::AnswerType::text: return plain(text);
    case pack::AnswerType::profile:
      return base::fail(Code::invalid_input, "此题由企业信息回答，请在 facts 中填写", "facts answer this question; write them under facts");
    case pack::AnswerType::table: return base::fail(Code::invalid_input, "表格题请在 YAML 中按行填写", "write the rows of a table in YAML");
    case pack::AnswerType::score: break;
  }
  std::vector<pack::Named> states;
  for (std::size_t i = 0; i < pack::kStates; ++i) {
    const auto id = std::string(pack::state_id(static_cast<pack::State>(i)));
    states.push_back({id, {}});
  }
  static const std::array<base::Bilingual, pack::kStates> kUsual{
      {{"符合", "met"}, {"部分符合", "partly met"}, {"不符合", "not met"}, {"不适用", "not applicable"}}};
  for (std::size_t i = 0; i < pack::kStates; ++i) states[i].name = kUsual[i];
  return one_of(states, text);
}

Result<std::string> fact_text(const pack::FactField& field, std::string_view text) {
  if (base::trim(text).empty()) return std::string();
  switch (field.type) {
    case pack::FactType::yes_no: return yes_no(text);
    case pack::FactType::number: return number(text);
    case pack::FactType::choice: return one_of(field.choices, text);
    case pack::FactType::multi: return several_of(field.choices, text);
    case pack::FactType::table: return base::fail(Code::invalid_input, "此处应为行的列表", "a list of rows is expected here");
    case pack::FactType::text: break;
  }
  return plain(text);
}

}  // namespace gongdun::assess
