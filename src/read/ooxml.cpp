#include "read/ooxml.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/utf8.h"
#include "read/office_document.h"
#include "read/stream_source.h"
#include "read/zip_names.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kMaxEmbedded = 1000;

bool is_package_folder(std::string_view name) {
  return name.starts_with("_rels/") || name.starts_with("docProps/") || name.starts_with("customXml/") || name.starts_with("docMetadata/");
}

struct Kind {
  std::string_view folder, content_mark, main_part;
  void (*read)(OfficeDocument&);
};

constexpr Kind kKinds[] = {
    {"xl/", "spreadsheetml", "xl/workbook.xml", read_workbook},
    {"xl/", "ms-excel", "xl/workbook.xml", read_workbook},
    {"word/", "wordprocessingml", "word/document.xml", read_word},
    {"word/", "ms-word", "word/document.xml", read_word},
    {"ppt/", "presentationml", "ppt/presentation.xml", read_presentation},
    {"ppt/", "ms-powerpoint", "ppt/presentation.xml", read_presentation},
    {"visio/", "ms-visio", "visio/document.xml", read_visio},
};

const Kind* kind_of(OoxmlPackage& package, std::string_view main_part) {
  const std::string type = package.content_type(main_part);
  for (const Kind& kind : kKinds) {
    if (type.find(kind.content_mark) != std::string::npos) return &kind;
  }
  for (const Kind& kind : kKinds) {
    if (main_part.starts_with(kind.folder)) return &kind;
  }
  return nullptr;
}

// A damaged package without its main part: whichever folder has parts.
const Kind* kind_by_parts(const OoxmlPackage& package) {
  const std::vector<std::string> parts = package.parts();
  for (const Kind& kind : kKinds) {
    if (std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return part.starts_with(kind.folder); })) return &kind;
  }
  return nullptr;
}

}  // namespace

std::string main_part_of(OoxmlPackage& package) {
  for (const Relationship& relationship : package.relationships("")) {
    if (relationship.type == "officeDocument" && !relationship.external && package.has(relationship.target)) return relationship.target;
  }
  for (const Kind& kind : kKinds) {
    if (package.has(kind.main_part)) return std::string(kind.main_part);
  }
  return {};
}

int score_ooxml(const Sniff& sniff, std::string_view folder) {
  bool types = false, found = false, foreign = false;
  for (const ZipHeadEntry& entry : zip_head_entries(sniff.bytes())) {
    const bool is_types = entry.name == "[Content_Types].xml";
    types = types || is_types;
    const bool mine = !folder.empty() && entry.name.starts_with(folder);
    if (mine && entry.name.ends_with("workbook.bin")) return 0;
    found = found || mine;
    foreign = foreign || (!mine && !is_types && !is_package_folder(entry.name));
  }
  if (folder.empty()) return types && !foreign ? kOoxmlScore - 3 : 0;
  if (!found) return 0;
  const std::string_view all = sniff.bytes();
  types = types || all.find("[Content_Types].xml") != std::string_view::npos;
  return types ? kOoxmlScore : kOoxmlScore - 6;
}

bool is_workbook(OoxmlPackage& package, std::string_view main_part) {
  const Kind* const kind = main_part.empty() ? nullptr : kind_of(package, main_part);
  return kind != nullptr && kind->read == read_workbook;
}

base::Status extract_ooxml(ByteSource& source, ExtractContext& context) {
  auto bytes = source.random_access();
  if (!bytes) return std::unexpected(std::move(bytes).error());
  auto package = OoxmlPackage::open(**bytes, context.limits);
  if (!package) return std::unexpected(std::move(package).error());
  OoxmlPackage& parts = **package;
  if (parts.salvaged()) {
    context.sink.unread({base::Code::truncated,
                         {"文档包不完整（目录缺失），只读取了尚存的部件；请取得完整文件",
                          "the document package is incomplete (no directory); only the parts that are left were read; obtain the complete file"},
                         {}});
  }
  std::string main = main_part_of(parts);
  const Kind* kind = main.empty() ? kind_by_parts(parts) : kind_of(parts, main);
  if (kind == nullptr) {
    if (parts.salvaged()) return {};
    return base::fail(base::Code::unsupported, "文档包内没有可识别的正文部件，未读取", "the document package has no main part we know; not read");
  }
  if (main.empty()) main = kind->main_part;
  OfficeDocument document(parts, context, std::move(main));
  kind->read(document);
  document.text.flush();
  if (document.going()) read_properties(document);
  document.text.flush();
  if (document.going()) read_embedded(parts, context, "/embeddings/");
  if (document.going()) read_embedded(parts, context, "/vbaProject.bin");  // a compound file with the source of the macros
  return {};
}

void OfficeDocument::lost(base::Error error, std::string_view part) {
  if (error.where.empty()) error.where = part;
  context.sink.unread(error);
}

// Who and what, not when and with which program.
static bool worth_keeping(std::string_view name, std::string_view value) {
  constexpr std::string_view kLeftOut[] = {"Application",      "Template",           "lpstr",         "created", "modified",  "lastPrinted",
                                           "AppVersion",       "PresentationFormat", "creation-date", "date",    "generator", "print-date",
                                           "editing-duration", "language",           "DocSecurity"};
  if (std::find(std::begin(kLeftOut), std::end(kLeftOut), name) != std::end(kLeftOut)) return false;
  return value.find_first_not_of("0123456789.: \n") != std::string_view::npos && value != "false" && value != "true";
}

void read_property_part(OfficeDocument& document, std::string_view part) {
  document.text.enter("properties", 0, false);
  std::string value;
  scan_part(document, part, [&](XmlScan& xml, XmlEvent event) {
    if (event == XmlEvent::text && value.size() < 4096) value.append(xml.text());
    if (event == XmlEvent::end && worth_keeping(xml.local(), value)) document.text.paragraph(std::string(xml.local()) + ": " + value);
    if (event != XmlEvent::text) value.clear();
    return true;
  });
}

void read_properties(OfficeDocument& document) {
  for (const std::string_view part : {"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"}) {
    if (document.package.has(part)) read_property_part(document, part);
  }
}

void read_embedded(OoxmlPackage& package, ExtractContext& context, std::string_view folder_mark) {
  std::size_t count = 0;
  for (const std::string& part : package.parts()) {
    if (part.find(folder_mark) == std::string::npos || part.ends_with(".rels") || part.ends_with('/')) continue;
    if (++count > kMaxEmbedded || context.stop.requested()) return;
    auto input = package.open_part(part);
    if (!input) {
      context.sink.unread(std::move(input).error());
      continue;
    }
    // Shared only because a function object must be copyable; there is one owner.
    auto stream = std::make_shared<XmlInput>(std::move(*input));
    StreamSource member([stream](std::span<std::byte> into) { return (*stream)(into); }, package.part_bytes(part), context.limits.whole_bytes / 4);
    if (!context.members.read_member(part, 0, member)) return;
  }
}

void read_links(OfficeDocument& document, const std::vector<Relationship>& relationships) {
  for (const Relationship& relationship : relationships) {
    const bool link = relationship.external && relationship.type == "hyperlink" && relationship.target.find(':') != std::string::npos;
    if (!link) continue;
    document.text.enter("link", 0, false);
    if (!document.text.paragraph(relationship.target)) return;
  }
}

void read_drawing_text(OfficeDocument& document, std::string_view part) {
  bool in_text = false;
  scan_part(document, part, [&](XmlScan& xml, XmlEvent event) {
    if (event == XmlEvent::text) return !in_text || document.text.add(xml.text());
    if (event == XmlEvent::start && xml.local() == "Fallback") return xml.skip() == XmlEvent::end;
    in_text = event == XmlEvent::start && xml.local() == "t";
    return event == XmlEvent::start || xml.local() != "p" || document.text.end_paragraph();
  });
}

namespace {

int identify_unnamed(const Sniff& sniff) {
  return score_ooxml(sniff, "");
}

GD_FORMAT({"ooxml", "Office 文档包（OOXML）", "Office Open XML document", "docx xlsx pptx docm xlsm pptm", identify_unnamed, extract_ooxml});

}  // namespace

}  // namespace gongdun::read
