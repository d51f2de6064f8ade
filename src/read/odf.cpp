// OpenDocument (ISO/IEC 26300): spreadsheets, texts, presentations. One reader serves all: what differs is only which elements occur.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/odf_cell.h"
#include "read/office_document.h"
#include "read/sniff.h"
#include "read/zip_names.h"

namespace gongdun::read {

namespace {

// Copies made because a cell or row says it repeats; a sheet's 1,048,576 empty rows cost nothing.
constexpr std::uint64_t kRepeatedCells = 1'000'000;
constexpr std::size_t kRowBytes = 16 << 20;
constexpr std::size_t kSideBytes = 1 << 20;

class OdfReader {
 public:
  // `sheets`: a table of one column is a list; in a text document it is a frame around text.
  OdfReader(OfficeDocument& document, std::string_view part, std::string_view label, bool sheets)
      : document_(document), part_(part), label_(label), sheets_(sheets) {}

  void read() {
    document_.text.enter(label_, page_);
    scan_part(document_, part_, [this](XmlScan& xml, XmlEvent event) {
      if (event == XmlEvent::text) return in_paragraph_ == 0 || put(xml.text());
      return event == XmlEvent::start ? start(xml) : end(xml.local(), xml.depth());
    });
    if (tables_ > 0) finish_row(), document_.table.end();
    flush_side();
    if (over_budget_) {
      document_.lost({base::Code::limit,
                      {"表格声明的重复单元格过多，超出部分未逐个展开", "the table claims too many repeated cells; those beyond the limit were not expanded"},
                      {}},
                     part_);
    }
  }

 private:
  bool start(XmlScan& xml) {
    const std::string_view name = xml.local();
    if (name == "automatic-styles" || name == "font-face-decls" || name == "scripts" || name == "content-validations") return xml.skip() == XmlEvent::end;
    if (name == "p" || name == "h") ++in_paragraph_;
    if (name == "s") return put(std::string(static_cast<std::size_t>(std::min<std::uint64_t>(odf_count(xml, "c"), 1000)), ' '));
    if (name == "tab") return put("\t");
    if (name == "line-break") return put("\n");
    if (name == "annotation") divert("comment", xml.depth());
    if (name == "note") divert("note", xml.depth());
    if (name == "tracked-changes") divert("deleted", xml.depth());
    if (name == "shapes") divert("drawing", xml.depth());
    if (name == "notes") divert("notes", xml.depth());
    if (name == "page") document_.text.enter(label_, ++page_);
    if (name == "table") return start_table(xml);
    if (tables_ != 1 || diverted_) return true;
    if (name == "table-row") repeated_rows_ = odf_count(xml, "number-rows-repeated");
    if (name == "table-cell" || name == "covered-table-cell") cell_.start(xml);
    return true;
  }

  bool end(std::string_view name, std::size_t depth) {
    if (diverted_ && depth < divert_depth_) return end_side();
    if (name == "p" || name == "h") return end_paragraph();
    if (name == "table" && tables_ > 0) return end_table();
    if (diverted_ || tables_ != 1) return true;
    if (name == "table-cell" || name == "covered-table-cell") return finish_cell();
    if (name == "table-row") return finish_row();
    return true;
  }

  bool put(std::string_view text) {
    if (diverted_) {
      side_.append(text);
      return side_.size() < kSideBytes || flush_side();
    }
    if (tables_ == 0) return document_.text.add(text);
    if (cell_.shown.size() < kSideBytes) cell_.shown.append(text);
    return true;
  }

  bool end_paragraph() {
    if (in_paragraph_ > 0) --in_paragraph_;
    if (diverted_ || tables_ > 0) return put("\n");
    return document_.text.end_paragraph();
  }

  // Notes and comments stand inside the paragraph they belong to; they are handed on apart.
  void divert(std::string_view label, std::size_t depth) {
    if (diverted_) return;
    flush_side();
    side_label_ = label;
    divert_depth_ = depth;
    diverted_ = true;
    outer_paragraph_ = std::exchange(in_paragraph_, label == "comment" ? 1 : 0);  // dc:creator stands outside a paragraph
  }

  bool end_side() {
    diverted_ = false;
    in_paragraph_ = outer_paragraph_;
    return tables_ > 0 || flush_side();
  }

  bool flush_side() {
    if (side_.empty()) return true;
    document_.text.enter(side_label_, page_);
    document_.text.paragraph(side_);
    side_.clear();
    return document_.text.enter(label_, page_);
  }

  bool start_table(XmlScan& xml) {
    if (diverted_ || ++tables_ > 1) return true;
    document_.text.end_paragraph();
    document_.table.begin(std::string(xml.attribute("name").value_or("")), page_, !sheets_);
    row_ = 1;
    column_ = 0;
    return true;
  }

  bool end_table() {
    if (diverted_ || --tables_ > 0) return true;
    const bool going = document_.table.end();
    flush_side();
    return going;
  }

  bool finish_cell() {
    const std::string value = cell_.visible();
    const std::uint32_t repeated = cell_.repeated;
    cell_.shown.clear();
    if (value.empty()) return column_ += repeated, true;
    for (std::uint32_t i = 0; i < repeated && (i == 0 || spend(1)); ++i) {
      row_bytes_ += value.size();
      row_cells_.emplace_back(column_ + i, value);
    }
    column_ += repeated;
    return row_bytes_ < kRowBytes || hand_on_row(row_);
  }

  bool finish_row() {
    if (!row_cells_.empty()) {
      const std::size_t width = row_cells_.size();
      for (std::uint64_t i = 0; i < repeated_rows_ && document_.going() && (i == 0 || spend(width)); ++i) hand_on_row(row_ + i, i + 1 < repeated_rows_);
      row_cells_.clear();
    }
    row_bytes_ = 0;
    row_ += repeated_rows_;
    column_ = 0;
    return document_.going();
  }

  bool hand_on_row(std::uint64_t row, bool keep = false) {
    for (const auto& [column, value] : row_cells_) {
      if (!document_.table.cell(column, row, value)) return false;
    }
    if (!keep) row_cells_.clear(), row_bytes_ = 0;
    return true;
  }

  bool spend(std::uint64_t cells) {
    copies_ += cells;
    if (copies_ <= kRepeatedCells) return true;
    over_budget_ = true;
    return false;
  }

  OfficeDocument& document_;
  std::string_view part_, label_;
  bool sheets_, diverted_ = false, over_budget_ = false;
  int in_paragraph_ = 0, outer_paragraph_ = 0, tables_ = 0;
  std::size_t divert_depth_ = 0;
  std::uint32_t page_ = 0, column_ = 0;
  std::uint64_t row_ = 1, repeated_rows_ = 1, copies_ = 0;
  OdfCell cell_;
  std::vector<std::pair<std::uint32_t, std::string>> row_cells_;
  std::size_t row_bytes_ = 0;
  std::string_view side_label_;
  std::string side_;
};

// Encryption is stated entry by entry in the manifest (ISO/IEC 26300-3 §4).
bool is_encrypted(OfficeDocument& document) {
  if (document.package.has("encrypted-package")) return true;
  bool encrypted = false;
  if (!document.package.has("META-INF/manifest.xml")) return false;
  scan_part(document, "META-INF/manifest.xml", [&](XmlScan& xml, XmlEvent event) {
    encrypted = encrypted || (event == XmlEvent::start && xml.local() == "encryption-data");
    return !encrypted;
  });
  return encrypted;
}

bool is_spreadsheet(OfficeDocument& document) {
  auto type = document.package.read_part("mimetype", 256);
  if (type && !type->empty()) return type->find("spreadsheet") != std::string::npos;
  return false;
}

base::Status extract_odf(ByteSource& source, ExtractContext& context) {
  auto bytes = source.random_access();
  if (!bytes) return std::unexpected(std::move(bytes).error());
  auto package = OoxmlPackage::open(**bytes, context.limits);
  if (!package) return std::unexpected(std::move(package).error());
  OfficeDocument document(**package, context, "content.xml");
  if (document.package.salvaged()) {
    document.lost({base::Code::truncated,
                   {"文档包不完整（目录缺失），只读取了尚存的部件；请取得完整文件",
                    "the document package is incomplete (no directory); only the parts that are left were read; obtain the complete file"},
                   {}},
                  {});
  }
  if (is_encrypted(document)) {
    return base::fail(base::Code::encrypted, "文档已加密（需要密码），内容未读取；请提供解密后的文件",
                      "the document is encrypted (a password is needed) and was not read; provide a decrypted copy");
  }
  OdfReader(document, "content.xml", "", is_spreadsheet(document)).read();
  if (document.going() && document.package.has("styles.xml")) OdfReader(document, "styles.xml", "header", false).read();
  if (document.going() && document.package.has("meta.xml")) read_property_part(document, "meta.xml");
  document.text.flush();
  return {};
}

// The kind is the content of the first, stored member `mimetype` (ISO/IEC 26300-3 §3.3).
template <sniff::Literal Kind>
int identify_odf(const Sniff& sniff) {
  for (const ZipHeadEntry& entry : zip_head_entries(sniff.bytes())) {
    if (entry.name == "mimetype" && entry.stored.starts_with("application/vnd.oasis.opendocument.")) {
      return entry.stored.substr(35).starts_with(Kind.view()) ? sniff::kMagic : 0;
    }
  }
  return 0;
}

// Without that member: the parts only OpenDocument has together.
int identify_unnamed_odf(const Sniff& sniff) {
  bool content = false, styles = false;
  for (const ZipHeadEntry& entry : zip_head_entries(sniff.bytes())) {
    content = content || entry.name == "content.xml";
    styles = styles || entry.name == "styles.xml" || entry.name == "META-INF/manifest.xml";
  }
  return content && styles ? sniff::kSpecific - 3 : 0;
}

GD_FORMAT({"ods", "OpenDocument 电子表格", "OpenDocument spreadsheet", "ods ots", identify_odf<"spreadsheet">, extract_odf});
GD_FORMAT({"odt", "OpenDocument 文本", "OpenDocument text", "odt ott odm", identify_odf<"text">, extract_odf});
GD_FORMAT({"odp", "OpenDocument 演示文稿", "OpenDocument presentation", "odp otp", identify_odf<"presentation">, extract_odf});
GD_FORMAT({"odg", "OpenDocument 图形", "OpenDocument drawing", "odg otg", identify_odf<"graphics">, extract_odf});
GD_FORMAT({"odf", "OpenDocument 文档", "OpenDocument document", "ods odt odp odg", identify_unnamed_odf, extract_odf});

}  // namespace

}  // namespace gongdun::read
