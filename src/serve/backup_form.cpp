#include "serve/backup_form.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using store::ColumnType;

namespace {

constexpr std::pair<ColumnType, const char*> kTypes[] = {{ColumnType::integer, "integer"}, {ColumnType::real, "real"}, {ColumnType::text, "text"}};

std::unexpected<base::Error> malformed() {
  return base::fail(Code::invalid_input, "备份的内容不符合格式", "the content of the backup is malformed");
}

ColumnType type_named(const std::string& name) {
  for (const auto& [type, text] : kTypes)
    if (name == text) return type;
  throw Json::other_error::create(501, "type", nullptr);
}

// The library throws where a text is malformed; here that is one answer.
template <class Read>
auto read_json(std::string_view text, Read read) -> Result<decltype(read(Json()))> {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception&) {
    return malformed();
  }
}

nlohmann::json cell_json(const store::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (base::is_valid_utf8(*text)) return *text;
    return nlohmann::json::binary({text->begin(), text->end()});
  }
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return nullptr;
}

store::Value cell_value(const nlohmann::json& cell, ColumnType type) {
  if (cell.is_null()) return {};
  if (type == ColumnType::integer) return cell.get<std::int64_t>();
  if (type == ColumnType::real) return cell.get<double>();
  if (cell.is_binary()) return std::string(cell.get_binary().begin(), cell.get_binary().end());
  return cell.get<std::string>();
}

}  // namespace

Json manifest_json(const Manifest& manifest) {
  Json tables = Json::array();
  for (const store::Table& table : manifest.tables) {
    Json columns = Json::array();
    for (const store::Column& column : table.columns)
      for (const auto& [type, text] : kTypes)
        if (type == column.type) columns.push_back({column.name, text});
    tables.push_back({{"name", table.name}, {"columns", std::move(columns)}});
  }
  return {{"form", kBackupForm},   {"program", manifest.program}, {"engine", manifest.engine},
          {"made", manifest.made}, {"schema", manifest.schema},   {"tables", std::move(tables)}};
}

Result<Manifest> parse_manifest(std::string_view text) {
  return read_json(text, [](const Json& json) {
    Manifest out;
    if (json.at("form").get<int>() != kBackupForm) throw Json::other_error::create(501, "form", nullptr);
    json.at("program").get_to(out.program);
    json.at("engine").get_to(out.engine);
    json.at("made").get_to(out.made);
    json.at("schema").get_to(out.schema);
    for (const Json& table : json.at("tables")) {
      out.tables.push_back({table.at("name").get<std::string>(), {}});
      for (const Json& column : table.at("columns"))
        out.tables.back().columns.push_back({column.at(0).get<std::string>(), type_named(column.at(1).get<std::string>())});
    }
    return out;
  });
}

Json summary_json(const Summary& summary) {
  Json tables = Json::object(), files = Json::object();
  for (const auto& [name, table] : summary.tables) tables[name] = {{"rows", table.rows}, {"sm3", table.sm3}};
  for (const auto& [name, file] : summary.files) files[name] = {{"bytes", file.bytes}, {"sm3", file.sm3}};
  return {{"tables", std::move(tables)}, {"files", std::move(files)}, {"missing", summary.missing}};
}

Result<Summary> parse_summary(std::string_view text) {
  return read_json(text, [](const Json& json) {
    Summary out;
    for (const auto& [name, table] : json.at("tables").items()) out.tables[name] = {table.at("rows").get<std::uint64_t>(), table.at("sm3").get<std::string>()};
    for (const auto& [name, file] : json.at("files").items()) out.files[name] = {file.at("bytes").get<std::uint64_t>(), file.at("sm3").get<std::string>()};
    json.at("missing").get_to(out.missing);
    return out;
  });
}

void RowPart::add(const store::Row& row) {
  nlohmann::json cells = nlohmann::json::array();
  for (const store::Value& value : row) {
    cells.push_back(cell_json(value));
    const auto* text = std::get_if<std::string>(&value);
    weight_ += 9 + (text != nullptr ? text->size() : 0);
  }
  rows_.push_back(std::move(cells));
}

std::string RowPart::take() {
  std::string out;
  nlohmann::json::to_cbor(rows_, out);
  rows_ = nlohmann::json::array();
  weight_ = 0;
  return out;
}

Result<std::vector<store::Row>> parse_rows(std::string_view bytes, const store::Table& table) {
  try {
    const auto rows = nlohmann::json::from_cbor(bytes);
    std::vector<store::Row> out;
    for (const auto& cells : rows) {
      if (!cells.is_array() || cells.size() != table.columns.size()) return malformed();
      store::Row row;
      for (std::size_t i = 0; i < cells.size(); ++i) row.push_back(cell_value(cells[i], table.columns[i].type));
      out.push_back(std::move(row));
    }
    return out;
  } catch (const nlohmann::json::exception&) {
    return malformed();
  }
}

}  // namespace gongdun::serve
