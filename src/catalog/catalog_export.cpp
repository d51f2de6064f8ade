#include "catalog/catalog_export.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/clock.h"
#include "catalog/json_output.h"
#include "report/document.h"

namespace gongdun::catalog {

using base::Code;
using base::Lang;
using base::Status;

namespace {

std::vector<std::string> header(Lang lang) {
  if (lang == Lang::zh)
    return {"编号",   "数据资产", "类型",   "行业",     "类别", "建议级别", "本单位决定", "决定理由", "决定人",   "确认级别",
            "文件数", "行数",     "字节数", "约计人数", "位置", "识别结果", "主要理由",   "依据",     "首次发现", "最近发现"};
  return {"id",    "asset", "kind",  "sector",  "category", "proposed",  "decided",     "decision reason", "decided by", "confirmed",
          "files", "rows",  "bytes", "persons", "place",    "detectors", "main reason", "basis",           "first seen", "last seen"};
}

std::vector<std::string> row(const Asset& asset, Lang lang) {
  std::string detectors;
  for (const auto& fact : asset.facts.detectors) detectors += (detectors.empty() ? "" : " ") + fact.detector;
  const auto& reasons = asset.assessment.reasons;
  return {asset.id,
          asset.name,
          asset.kind,
          asset.assessment.sector.id,
          asset.assessment.category,
          grade::grade_code(asset.assessment.proposed),
          asset.decided ? grade::grade_code(asset.decided->grade) : "",
          asset.decided ? asset.decided->reason : "",
          asset.decided ? asset.decided->by : "",
          asset.confirmed ? grade::grade_code(asset.confirmed->grade) : "",
          fmt::format("{}", asset.items.size()),
          fmt::format("{}", asset.facts.rows),
          fmt::format("{}", asset.facts.bytes),
          fmt::format("{}", asset.facts.persons),
          asset.location,
          detectors,
          reasons.empty() ? "" : reasons.front().text.in(lang),
          reasons.empty() ? "" : reasons.front().basis,
          base::iso8601(asset.first_seen),
          base::iso8601(asset.last_seen)};
}

bool is_number_column(std::size_t column) {
  return column >= 10 && column <= 13;
}

std::string csv_cell(const std::string& text, bool number) {
  std::string value = text;
  if (!number && !value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos) value.insert(value.begin(), '\'');
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + csv_cell(cells[i], is_number_column(i));
  return line + "\r\n";
}

Status write_file(const std::string& path, const std::string& bytes) {
  FILE* file = std::fopen(path.c_str(), "wb");
  const bool written = file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (!written || !closed)
    return base::fail(Code::io, "无法写入文件，请检查路径、权限和磁盘空间", "cannot write the file; check path, permissions and disk space", path);
  return {};
}

Status write_workbook(const std::vector<Asset>& assets, const std::string& path, Lang lang) {
  report::Document document;
  document.lang = lang;
  document.cover.title = lang == Lang::zh ? "数据资源清单" : "Data catalog";
  for (const Asset& asset : assets) document.date = std::max(document.date, asset.last_seen);
  report::TableBlock table;
  table.sheet = document.cover.title;
  for (const std::string& title : header(lang)) table.columns.push_back({.title = title});
  for (const Asset& asset : assets) {
    std::vector<report::TableCell> cells;
    for (const std::string& text : row(asset, lang)) {
      const bool number = is_number_column(cells.size());
      cells.push_back({.text = text, .number = number, .value = number ? std::strtod(text.c_str(), nullptr) : 0});
    }
    table.rows.push_back(std::move(cells));
  }
  document.blocks.emplace_back(std::move(table));
  return report::write_xlsx(document, path);
}

std::string catalog_json(const std::vector<Asset>& assets, Lang lang) {
  std::string out = "[";
  for (std::size_t i = 0; i < assets.size(); ++i) out += (i == 0 ? "\n" : ",\n") + asset_object(assets[i], lang);
  return out + "\n]\n";
}

}  // namespace

std::string catalog_csv(const std::vector<Asset>& assets, Lang lang) {
  std::string out = "\xEF\xBB\xBF" + csv_line(header(lang));
  for (const Asset& asset : assets) out += csv_line(row(asset, lang));
  return out;
}

Status export_catalog(const std::vector<Asset>& assets, const std::string& format, const std::string& path, Lang lang,
                      const std::function<void(std::string_view)>& print) {
  if (format == "xlsx") {
    if (path == "-")
      return base::fail(Code::invalid_input, "XLSX 不能写到标准输出，请用 -o 指定文件", "XLSX cannot go to standard output; name a file with -o");
    return write_workbook(assets, path, lang);
  }
  const std::string text = format == "csv" ? catalog_csv(assets, lang) : catalog_json(assets, lang);
  if (path != "-") return write_file(path, text);
  print(text);
  return {};
}

}  // namespace gongdun::catalog
