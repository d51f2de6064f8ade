#include "catalog/grouping.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace gongdun::catalog {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view without_extension(std::string_view name) {
  constexpr std::size_t kLongestExtension = 8;
  for (int round = 0; round < 2; ++round) {  // x.csv.gz
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || name.size() - dot - 1 > kLongestExtension || name.size() - dot < 2) break;
    const std::string_view extension = name.substr(dot + 1);
    if (std::all_of(extension.begin(), extension.end(), is_digit)) break;  // report_v1.2
    name = name.substr(0, dot);
  }
  return name;
}

std::string fold_digits(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_digit(c))
      out.push_back(c);
    else if (out.empty() || out.back() != '#')
      out.push_back('#');
  }
  return out;
}

// A folder named after a date or a number is one of a row of folders.
bool is_dated(std::string_view folder) {
  std::string rest(folder);
  for (const std::string_view unit : {"年", "月", "日", "季度"})
    for (std::size_t at; (at = rest.find(unit)) != std::string::npos;) rest.erase(at, unit.size());
  return !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) { return is_digit(c) || c == '-' || c == '_' || c == '.'; });
}

std::string fold_location(std::string_view location) {
  std::string out;
  std::size_t begin = 0;
  while (begin <= location.size()) {
    std::size_t end = location.find('/', begin);
    if (end == std::string_view::npos) end = location.size();
    const std::string_view part = location.substr(begin, end - begin);
    const bool archive = part.ends_with('!');
    if (begin != 0) out.push_back('/');
    if (archive)
      out += series_name(part.substr(0, part.size() - 1)) + "!";
    else
      out += is_dated(part) ? std::string("#") : std::string(part);
    begin = end + 1;
  }
  return out;
}

bool is_default_sheet(std::string_view name) {
  const std::string lower = base::ascii_lower(name);
  for (const std::string_view prefix : {"sheet", "工作表", "table", "表"})
    if (lower.starts_with(prefix)) {
      const std::string_view rest = std::string_view(lower).substr(prefix.size());
      if (std::all_of(rest.begin(), rest.end(), is_digit)) return true;
    }
  return name.empty();
}

std::string clean_name(std::string_view text) {
  constexpr std::size_t kLongestName = 60;
  std::string name = base::printable(base::trim(text));
  std::replace(name.begin(), name.end(), '\n', ' ');
  return std::string(base::utf8_prefix(name, kLongestName));
}

std::string table_name(const Part& part, std::string_view file) {
  std::string stem = clean_name(without_extension(file));
  if (!part.title.empty()) return clean_name(part.title);
  if (is_default_sheet(part.name)) return stem;
  const bool is_dump = part.facts.formats.size() == 1 && part.facts.formats[0].starts_with("sql");
  return is_dump ? clean_name(part.name) : stem + " · " + clean_name(part.name);
}

}  // namespace

bool grouped_alike(std::string_view folder, std::string_view other) {
  return fold_location(folder) == fold_location(other);
}

std::string moved_asset_key(std::string_view key, std::string_view folder) {
  const std::size_t line = key.find('\n');
  return fold_location(folder) + std::string(line == std::string_view::npos ? std::string_view() : key.substr(line));
}

std::string series_name(std::string_view file_name) {
  return fold_digits(without_extension(file_name));
}

// Files of these kinds in one folder are one thing if they are of one format.
constexpr std::array<std::string_view, 5> kByFormat = {"config", "code", "media", "binary", "archive"};

AssetKey asset_key(std::string_view path, const Part& part, const DocumentTraits& document) {
  const std::size_t slash = path.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  const std::string_view file = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::string series = series_name(file);
  AssetKey out;
  out.location = std::string(folder);
  std::string tail;
  if (part.kind == "table") {
    tail = !part.header_key.empty() ? "head|" + part.header_key : "series|" + series + "|" + part.name;
    out.name = table_name(part, file);
  } else if (!document.kind.empty() && part.kind == "document") {
    tail = "doc|" + document.kind + "|" + document.sector;
    out.name = clean_name(document.title);
  } else if (std::ranges::find(kByFormat, part.kind) != kByFormat.end()) {
    tail = part.facts.formats.empty() ? "" : part.facts.formats[0];
    out.name = clean_name(file);
  } else {
    // A run of numbered files (m0001.txt …) or files of one special format are one thing; other documents stand alone.
    const std::string format = part.facts.formats.empty() ? "" : part.facts.formats[0];
    static constexpr std::array<std::string_view, 8> kPlain = {"text", "plain-text", "log", "docx", "pdf", "html", "pptx", "odt"};
    const bool special = !format.empty() && std::find(kPlain.begin(), kPlain.end(), format) == kPlain.end();
    tail = special ? "format|" + format : "series|" + series;
    out.name = clean_name(without_extension(file));
  }
  out.key = fold_location(folder) + "\n" + part.kind + "\n" + tail;
  return out;
}

}  // namespace gongdun::catalog
