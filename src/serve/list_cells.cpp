#include "serve/list_cells.h"

#include <nlohmann/json.hpp>

#include "base/split.h"
#include "grade/grade.h"

namespace gongdun::serve {

namespace {

std::string time_cell(const std::string& iso) {
  const auto time = parse_time(iso);
  return time ? base::local_minute(*time) : iso;
}

std::string one_cell(const ListColumn& column, const Json& value, base::Lang lang) {
  if (value.is_null()) return {};
  if (value.is_boolean()) return !value.get<bool>() ? "" : lang == base::Lang::zh ? "是" : "yes";
  if (value.is_object() && column.show == Show::bilingual) {
    const std::string en = value.value("en", "");
    return lang == base::Lang::en && !en.empty() ? en : value.value("zh", "");
  }
  if (value.is_object() && value.contains("kind") && value.contains("id"))  // what an organisation stands under
    return word_of(edge_words(), value["kind"].get<std::string>(), lang) + " " + value["id"].get<std::string>();
  if (!value.is_string()) return value.dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::string& text = value.get_ref<const std::string&>();
  if (column.show == Show::grade) return word_of(grade_words(), text, lang);
  if (column.show == Show::word && column.words != nullptr) return word_of(column.words(), text, lang);
  return column.show == Show::time ? time_cell(text) : text;
}

}  // namespace

const Json& member_of(const Json& row, std::string_view key) {
  static const Json none;
  const Json* at = &row;
  for (const std::string& part : base::split(key, '/')) {
    if (!at->is_object()) return none;
    const auto found = at->find(part);
    if (found == at->end()) return none;
    at = &*found;
  }
  return *at;
}

std::string cell_of(const ListColumn& column, const Json& row, base::Lang lang) {
  const Json& value = member_of(row, column.key);
  if (!value.is_array()) return one_cell(column, value, lang);
  std::string out;
  for (const Json& one : value) out += (out.empty() ? "" : lang == base::Lang::zh ? "；" : "; ") + one_cell(column, one, lang);
  return out;
}

}  // namespace gongdun::serve
