#include "read/xlsx_parts.h"

#include <charconv>
#include <map>
#include <utility>

namespace gongdun::read {

namespace {

constexpr std::size_t kMaxSheets = 10'000;
constexpr std::size_t kMaxFormats = 100'000;

unsigned number_or(std::optional<std::string_view> text, unsigned fallback) {
  unsigned value = fallback;
  if (text) std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

void load_sheets(OfficeDocument& document, const std::map<std::string, std::string>& targets, Workbook& workbook) {
  scan_part(document, document.main_part, [&](XmlScan& xml, XmlEvent event) {
    if (event != XmlEvent::start) return true;
    if (xml.local() == "workbookPr") {
      const std::string_view flag = xml.attribute("date1904").value_or("0");
      workbook.epoch_1904 = flag == "1" || flag == "true";
    }
    if (xml.local() != "sheet" || workbook.sheets.size() >= kMaxSheets) return true;
    const std::string name(xml.attribute("name").value_or(""));
    const std::string_view state = xml.attribute("state").value_or("visible");
    const bool hidden = state != "visible";
    const auto target = targets.find(std::string(xml.prefixed_attribute("id").value_or("")));
    if (target != targets.end()) workbook.sheets.push_back({name, target->second, hidden});
    return true;
  });
}

// A workbook part that is gone or names nothing: the sheets that are there are read all the same.
void find_sheets(OfficeDocument& document, Workbook& workbook) {
  for (const std::string& part : document.package.parts()) {
    const bool sheet = part.find("worksheets/") != std::string::npos && part.ends_with(".xml");
    if (sheet && workbook.sheets.size() < kMaxSheets) workbook.sheets.push_back({part.substr(part.rfind('/') + 1), part, false});
  }
}

void load_formats(OfficeDocument& document, std::string_view part, Workbook& workbook) {
  std::map<unsigned, NumberFormat> codes;
  bool in_cell_formats = false;
  scan_part(document, part, [&](XmlScan& xml, XmlEvent event) {
    if (xml.local() == "cellXfs" && event != XmlEvent::text) in_cell_formats = event == XmlEvent::start;
    if (event != XmlEvent::start) return true;
    if (xml.local() == "numFmt" && codes.size() < kMaxFormats) {
      const unsigned id = number_or(xml.attribute("numFmtId"), 0);
      codes[id] = parse_number_format(xml.attribute("formatCode").value_or(""));
    }
    if (in_cell_formats && xml.local() == "xf" && workbook.formats.size() < kMaxFormats) {
      const unsigned id = number_or(xml.attribute("numFmtId"), 0);
      const auto own = codes.find(id);
      workbook.formats.push_back(own == codes.end() ? builtin_number_format(id) : own->second);
    }
    return true;
  });
}

void load_strings(OfficeDocument& document, std::string_view part, Workbook& workbook) {
  auto input = document.package.open_part(part);
  if (!input) return document.lost(std::move(input).error(), part);
  auto loaded = workbook.strings.load(std::move(*input), document.context.limits);
  if (!loaded) document.lost(std::move(loaded).error(), part);
}

}  // namespace

void load_workbook(OfficeDocument& document, Workbook& workbook) {
  const std::vector<Relationship> relationships = document.package.relationships(document.main_part);
  std::map<std::string, std::string> sheets;
  std::string styles = "xl/styles.xml", strings = "xl/sharedStrings.xml";
  for (const Relationship& relationship : relationships) {
    if (relationship.external) continue;
    if (relationship.type == "worksheet" || relationship.type == "xlMacrosheet" || relationship.type == "dialogsheet") {
      sheets[relationship.id] = relationship.target;
    }
    if (relationship.type == "styles") styles = relationship.target;
    if (relationship.type == "sharedStrings") strings = relationship.target;
  }
  load_sheets(document, sheets, workbook);
  if (workbook.sheets.empty()) find_sheets(document, workbook);
  if (document.package.has(styles)) load_formats(document, styles, workbook);
  if (document.package.has(strings)) load_strings(document, strings, workbook);
  read_links(document, relationships);
}

std::optional<CellPlace> parse_cell_place(std::string_view reference) {
  std::uint64_t column = 0;
  std::size_t at = 0;
  while (at < reference.size() && at < 4 && reference[at] >= 'A' && reference[at] <= 'Z') {
    column = column * 26 + static_cast<std::uint64_t>(reference[at] - 'A' + 1);
    ++at;
  }
  std::uint64_t row = 0;
  const char* const end = reference.data() + reference.size();
  if (column == 0 || std::from_chars(reference.data() + at, end, row).ec != std::errc{} || row == 0) return std::nullopt;
  return CellPlace{static_cast<std::uint32_t>(column - 1), row};
}

}  // namespace gongdun::read
