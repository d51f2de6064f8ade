#include "catalog/finding_text.h"

#include <fmt/format.h>

#include <iterator>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace gongdun::catalog {

namespace {

void append_or_null(std::string& out, std::string_view key, std::string_view text) {
  out += key;
  if (text.empty())
    out += "null";
  else
    append_json_string(out, text);
}

void append_strings(std::string& out, std::string_view key, const std::vector<std::string>& strings) {
  out += key;
  out += '[';
  for (std::size_t i = 0; i < strings.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(out, strings[i]);
  }
  out += ']';
}

std::string number_or_null(std::uint64_t value) {
  return value == 0 ? "null" : fmt::to_string(value);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  std::string clean;
  if (!base::is_valid_utf8(text)) {
    clean = base::printable(text);
    text = clean;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_finding(std::string& lines, const std::string& id, const detect::Finding& finding) {
  lines += id;
  lines += '\t';
  append_or_null(lines, ",\"table\":", finding.table);
  append_or_null(lines, ",\"column\":", finding.column);
  fmt::format_to(std::back_inserter(lines), ",\"column_index\":{},\"row\":{},\"page\":{},\"offset\":{}",
                 finding.column_index < 0 ? "null" : fmt::to_string(finding.column_index), number_or_null(finding.row), number_or_null(finding.page),
                 finding.offset);
  append_or_null(lines, ",\"detector\":", finding.detector);
  fmt::format_to(std::back_inserter(lines), ",\"confidence\":{:.4g}", finding.confidence);
  lines += ",\"sample\":";
  append_json_string(lines, finding.sample);
  append_strings(lines, ",\"validators\":", finding.validators);
  append_strings(lines, ",\"context\":", finding.context);
  lines += finding.masked ? ",\"masked\":true}\n" : ",\"masked\":false}\n";
}

void each_finding_line(std::string_view lines, const std::function<bool(std::string_view, std::string_view)>& visit) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    const std::size_t tab = line.find('\t');
    if (tab != std::string_view::npos && !visit(line.substr(0, tab), line.substr(tab + 1))) return;
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

std::string printed_finding(std::string_view id, std::string_view uri, std::string_view rest) {
  std::string out = "{\"id\":";
  append_json_string(out, id);
  out += ",\"item\":";
  append_json_string(out, uri);
  out += rest;
  return out;
}

base::Result<detect::Finding> parse_finding(std::string_view id, std::string_view uri, std::string_view rest) {
  try {
    const auto in = nlohmann::json::parse(printed_finding(id, uri, rest));
    const auto text = [&](const char* key) { return in.at(key).is_null() ? std::string() : in.at(key).get<std::string>(); };
    const auto number = [&](const char* key) { return in.at(key).is_null() ? std::uint64_t{0} : in.at(key).get<std::uint64_t>(); };
    detect::Finding finding;
    finding.item = std::string(uri);
    finding.table = text("table");
    finding.column = text("column");
    finding.column_index = in.at("column_index").is_null() ? -1 : in.at("column_index").get<std::int64_t>();
    finding.row = number("row");
    finding.page = static_cast<std::uint32_t>(number("page"));
    finding.offset = number("offset");
    finding.detector = text("detector");
    finding.confidence = in.at("confidence").get<double>();
    finding.sample = text("sample");
    finding.validators = in.at("validators").get<std::vector<std::string>>();
    finding.context = in.at("context").get<std::vector<std::string>>();
    finding.masked = in.at("masked").get<bool>();
    return finding;
  } catch (const std::exception& error) {
    return base::fail(base::Code::invalid_input, std::string("存储库中的一条识别结果已损坏，请重新扫描（") + error.what() + "）",
                      std::string("a finding in the store is damaged, scan again (") + error.what() + ")", std::string(id));
  }
}

}  // namespace gongdun::catalog
