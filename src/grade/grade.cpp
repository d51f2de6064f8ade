#include "grade/grade.h"

#include <algorithm>

#include <array>

namespace gongdun::grade {

namespace {

constexpr std::array<const char*, 3> kNames{"general", "important", "core"};

}  // namespace

const char* class_name(Class value) {
  return kNames[static_cast<std::size_t>(value)];
}

base::Bilingual class_title(Class value) {
  switch (value) {
    case Class::general: return {"一般数据", "General data"};
    case Class::important: return {"重要数据", "Important data"};
    case Class::core: return {"核心数据", "Core data"};
  }
  return {"一般数据", "General data"};
}

std::optional<Class> parse_class(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (name == kNames[i]) return static_cast<Class>(i);
  }
  return std::nullopt;
}

std::string grade_title(const Grade& grade, base::Lang lang) {
  std::string title = class_title(grade.data_class).in(lang);
  if (grade.data_class != Class::general || grade.level == 0) return title;
  return lang == base::Lang::zh ? title + " " + std::to_string(grade.level) + "级" : title + ", level " + std::to_string(grade.level);
}

std::string grade_code(const Grade& grade) {
  std::string code = class_name(grade.data_class);
  if (grade.data_class == Class::general) code += "-" + std::to_string(grade.level);
  return code;
}

std::optional<Grade> parse_grade(std::string_view code) {
  constexpr std::string_view kGeneral = "general-";
  if (code.starts_with(kGeneral)) {
    const std::string_view level = code.substr(kGeneral.size());
    if (level.size() != 1 || level[0] < '1' || level[0] > '4') return std::nullopt;
    return Grade{Class::general, level[0] - '0'};
  }
  const auto data_class = parse_class(code);
  if (!data_class || *data_class == Class::general) return std::nullopt;
  return Grade{*data_class, 0};
}

int rank_of(const Grade& grade) {
  return grade.data_class == Class::general ? grade.level : grade.data_class == Class::important ? 10 : 20;
}

Grade grade_of_rank(int rank) {
  if (rank >= 20) return {Class::core, 0};
  if (rank >= 10) return {Class::important, 0};
  return {Class::general, std::clamp(rank, 1, 4)};
}

}  // namespace gongdun::grade
