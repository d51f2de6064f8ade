#include "catalog/part.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "read/ocr.h"

namespace gongdun::catalog {

using detect::ScannedItem;
using detect::TableScan;

namespace {

constexpr std::size_t kHeadersKept = 500;
constexpr std::size_t kTermsKept = 400;
constexpr std::size_t kHeaderKeyColumns = 3;  // fewer named columns say too little to make two files one series
constexpr std::size_t kPartsPerItem = 2000;   // tables of one dump beyond this share one part

// Formats whose tables are part of a text that people handle as one thing.
const std::set<std::string_view> kDocumentFormats = {"docx", "pptx", "odt", "odp", "pdf", "html",     "eml",
                                                     "mbox", "rtf",  "msg", "doc", "ppt", "markdown", "vsdx"};
// Formats that carry tables people made. Tables found in other formats (an OPC UA model, a bill of materials, a project file) are parts of that
// one document.
const std::set<std::string_view> kTableFormats = {"csv",  "tsv",   "columns", "text", "xls", "xlsx",     "xlsm",   "ods",     "excel-2003-xml",
                                                  "json", "jsonl", "xml",     "yaml", "ini", "sql-dump", "geoeas", "geojson", "adsb"};
// Databases and columnar files: every table is one of its own.
const std::set<std::string_view> kDatabaseFormats = {"dbf", "parquet", "sqlite", "geopackage"};
// Pictures of which only what is written about them is read.
const std::set<std::string_view> kPictureFormats = {"png", "jpeg", "tiff"};
// Where key → value pairs mean configuration.
const std::set<std::string_view> kConfigFormats = {"ini", "json", "xml", "yaml", "text"};
const std::set<std::string_view> kArchiveFormats = {"zip", "tar",      "gzip", "xz",   "zstd", "bzip2", "7z", "rar",
                                                    "lz4", "compress", "cab",  "cpio", "ar",   "iso",   "git"};
const std::set<std::string_view> kCodeFormats = {"source-code", "shell",   "python",          "javascript", "java",       "c",
                                                 "php",         "verilog", "structured-text", "makefile",   "dockerfile", "code"};

using TermMap = std::map<std::string, grade::TermFact>;

void add_terms(TermMap& into, const std::vector<detect::TermCount>& counts, const std::vector<std::string>& vocabulary) {
  for (const auto& count : counts) {
    if (count.term >= vocabulary.size()) continue;
    auto& fact = into[vocabulary[count.term]];
    fact.term = vocabulary[count.term];
    fact.body += count.body;
    fact.header += count.header;
  }
}

std::vector<grade::TermFact> strongest_terms(const TermMap& terms) {
  std::vector<grade::TermFact> out;
  out.reserve(terms.size());
  for (const auto& [word, fact] : terms) out.push_back(fact);
  if (out.size() > kTermsKept) {
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.header * 3 + a.body > b.header * 3 + b.body; });
    out.resize(kTermsKept);
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.term < b.term; });
  }
  return out;
}

grade::DetectorFact& fact_of(grade::Facts& facts, const std::string& detector) {
  for (auto& fact : facts.detectors)
    if (fact.detector == detector) return fact;
  facts.detectors.push_back({.detector = detector});
  return facts.detectors.back();
}

void add_counts(grade::Facts& facts, const std::vector<detect::DetectorCount>& counts) {
  for (const auto& count : counts) {
    auto& fact = fact_of(facts, count.detector);
    fact.found += count.found;
    fact.distinct += count.distinct;
  }
}

void add_claim(Part& part, detect::ColumnClaim claim) {
  auto& fact = fact_of(part.facts, claim.detector);
  fact.masked_only = claim.masked && (!fact.in_column || fact.masked_only);
  fact.in_column = true;
  fact.column_share = std::max(fact.column_share, claim.share);
  fact.found = std::max(fact.found, claim.matches);
  fact.distinct = std::max(fact.distinct, claim.distinct);
  claim.item.clear();
  part.claims.push_back(std::move(claim));
}

void add_headers(grade::Facts& facts, const TableScan& table) {
  for (const auto& column : table.columns) {
    if (facts.headers.size() >= kHeadersKept) return;
    for (const std::string& text : {column.name, column.comment})
      if (!text.empty() && std::find(facts.headers.begin(), facts.headers.end(), text) == facts.headers.end()) facts.headers.push_back(text);
  }
}

// Of the widest table: what most of an asset's rows look like.
void add_shapes(grade::Facts& facts, const TableScan& table) {
  if (table.columns.size() < facts.columns || table.pairs) return;
  facts.columns = table.columns.size();
  facts.number_columns = static_cast<std::uint64_t>(
      std::ranges::count_if(table.columns, [](const detect::ColumnSummary& column) { return column.shape == "number" || column.shape == "integer"; }));
}

std::string header_key(const TableScan& table) {
  std::string key;
  std::size_t named = 0;
  for (const auto& column : table.columns) {
    const std::string folded = base::ascii_lower(base::fold_width(base::trim(column.name)));
    named += folded.empty() ? 0 : 1;
    key += folded + "|";
  }
  return table.has_header && named >= kHeaderKeyColumns ? key : std::string();
}

Part whole_item(const ScannedItem& scanned, std::string kind) {
  Part part;
  part.kind = part.facts.kind = std::move(kind);
  part.facts.formats = {scanned.info.format};
  part.facts.bytes = scanned.item.bytes;
  part.facts.characters = scanned.scan.characters;
  return part;
}

// One part for everything the item holds.
Part whole_with_content(const ScannedItem& scanned, std::string kind, const std::vector<std::string>& vocabulary) {
  Part part = whole_item(scanned, std::move(kind));
  TermMap terms;
  add_terms(terms, scanned.scan.terms, vocabulary);
  part.facts.terms = strongest_terms(terms);
  add_counts(part.facts, scanned.scan.counts);
  for (const auto& claim : scanned.scan.claims) add_claim(part, claim);
  for (const auto& table : scanned.scan.tables) {
    add_headers(part.facts, table);
    add_shapes(part.facts, table);
    part.facts.rows += table.rows;
    if (part.title.empty()) part.title = table.title;
  }
  if (scanned.scan.tables.empty()) part.facts.rows = scanned.scan.text_lines;
  part.facts.persons = scanned.scan.persons;
  return part;
}

bool is_data_table(const TableScan& table) {
  return !table.pairs && table.rows > 0 && !table.columns.empty();
}

std::string whole_kind(const ScannedItem& scanned) {
  const std::string& format = scanned.info.format;
  if (kArchiveFormats.contains(format)) return "archive";
  if (scanned.info.recognised_only) return format == "binary" || format.empty() ? "binary" : "media";
  // A picture whose drawn text was recognised is the page it shows.
  if (kPictureFormats.contains(format)) return read::ocr() != nullptr && scanned.scan.text_lines > 1 ? "document" : "media";
  if (kDocumentFormats.contains(format)) return "document";
  if (kCodeFormats.contains(format)) return "code";
  if (!kConfigFormats.contains(format)) return "document";
  const bool pairs = std::any_of(scanned.scan.tables.begin(), scanned.scan.tables.end(), [](const TableScan& table) { return table.pairs; });
  return pairs ? "config" : "document";
}

struct TableGroup {
  Part part;
  TermMap terms;
};

// Tables of one item with the same name or the same columns are one part: a dump interleaves them, a workbook repeats them by month.
std::map<std::string, TableGroup> group_tables(const ScannedItem& scanned, const std::vector<std::string>& vocabulary,
                                               std::map<std::string, std::string>& group_of_table) {
  std::map<std::string, TableGroup> groups;
  for (const auto& table : scanned.scan.tables) {
    if (!is_data_table(table)) continue;
    const std::string key = header_key(table);
    std::string group_key = key.empty() ? "name:" + table.name : "head:" + key;
    if (groups.size() >= kPartsPerItem && !groups.contains(group_key)) group_key = "rest";
    auto& group = groups[group_key];
    Part& part = group.part;
    if (part.kind.empty()) {
      part.kind = part.facts.kind = "table";
      part.name = table.name;
      part.header_key = key;
      part.facts.formats = {scanned.info.format};
    }
    if (part.title.empty()) part.title = !table.comment.empty() ? table.comment : table.title;
    group_of_table[table.name] = group_key;
    add_headers(part.facts, table);
    add_shapes(part.facts, table);
    add_terms(group.terms, table.terms, vocabulary);
    add_counts(part.facts, table.counts);
    part.facts.rows += table.rows;
    part.facts.persons += table.persons;
  }
  return groups;
}

// What the item says outside its data tables (statements of a dump, notes of a workbook, settings beside a list), if that holds findings.
std::optional<Part> loose_part(const ScannedItem& scanned, const std::map<std::string, std::string>& group_of_table) {
  Part part = whole_item(scanned, "config");
  part.facts.bytes = 0;
  std::map<std::string, std::uint64_t> found;
  for (const auto& finding : scanned.scan.findings)
    if (finding.column_index < 0 || !group_of_table.contains(finding.table)) ++found[finding.detector];
  for (const auto& [detector, count] : found) fact_of(part.facts, detector).found = count;
  for (const auto& claim : scanned.scan.claims)
    if (!group_of_table.contains(claim.table)) add_claim(part, claim);
  if (part.facts.detectors.empty()) return std::nullopt;
  return part;
}

}  // namespace

std::vector<Part> split_into_parts(const ScannedItem& scanned, const std::vector<std::string>& vocabulary) {
  const std::string kind = whole_kind(scanned);
  std::map<std::string, std::string> group_of_table;
  std::map<std::string, TableGroup> groups;
  if (kTableFormats.contains(scanned.info.format) || kDatabaseFormats.contains(scanned.info.format)) groups = group_tables(scanned, vocabulary, group_of_table);
  if (groups.empty()) {
    std::vector<Part> whole;
    whole.push_back(whole_with_content(scanned, kind, vocabulary));
    return whole;
  }
  for (const auto& claim : scanned.scan.claims)
    if (const auto found = group_of_table.find(claim.table); found != group_of_table.end()) add_claim(groups[found->second].part, claim);

  std::uint64_t all_rows = 0;
  for (const auto& [key, group] : groups) all_rows += group.part.facts.rows;
  TermMap text_terms;
  add_terms(text_terms, scanned.scan.terms, vocabulary);
  std::vector<Part> parts;
  for (auto& [key, group] : groups) {
    // One table: titles and notes outside it speak for it too.
    group.part.facts.terms = strongest_terms(groups.size() == 1 ? text_terms : group.terms);
    group.part.facts.bytes =
        all_rows == 0
            ? 0
            : static_cast<std::uint64_t>(static_cast<double>(scanned.item.bytes) * static_cast<double>(group.part.facts.rows) / static_cast<double>(all_rows));
    group.part.facts.characters = groups.size() == 1 ? scanned.scan.characters : 0;
    parts.push_back(std::move(group.part));
  }
  if (auto loose = loose_part(scanned, group_of_table)) parts.push_back(std::move(*loose));
  return parts;
}

void merge_facts(grade::Facts& into, const grade::Facts& more) {
  if (into.kind.empty()) into.kind = more.kind;
  if (into.name.empty()) into.name = more.name;
  for (const std::string& format : more.formats)
    if (std::find(into.formats.begin(), into.formats.end(), format) == into.formats.end()) into.formats.push_back(format);
  TermMap terms;
  for (const grade::Facts* facts : {static_cast<const grade::Facts*>(&into), &more}) {
    for (const auto& term : facts->terms) {
      auto& sum = terms[term.term];
      const bool fresh = sum.term.empty();
      sum.term = term.term;
      sum.body += term.body;
      sum.header += term.header;
      sum.items = fresh ? term.items : sum.items + term.items;
    }
  }
  into.terms = strongest_terms(terms);
  for (const auto& fact : more.detectors) {
    const bool fresh = std::none_of(into.detectors.begin(), into.detectors.end(), [&](const auto& known) { return known.detector == fact.detector; });
    auto& sum = fact_of(into, fact.detector);
    sum.found += fact.found;
    sum.distinct += fact.distinct;
    sum.column_share = std::max(sum.column_share, fact.column_share);
    sum.masked_only = fresh ? fact.masked_only : sum.masked_only && fact.masked_only;
    sum.in_column = sum.in_column || fact.in_column;
  }
  for (const std::string& header : more.headers)
    if (into.headers.size() < kHeadersKept && std::find(into.headers.begin(), into.headers.end(), header) == into.headers.end()) into.headers.push_back(header);
  if (more.columns >= into.columns) {
    into.columns = more.columns;
    into.number_columns = more.number_columns;
  }
  into.rows += more.rows;
  into.bytes += more.bytes;
  into.persons += more.persons;
  into.items += more.items;
  into.characters += more.characters;
}

}  // namespace gongdun::catalog
