#include "report/docx_parts.h"

#include <fmt/format.h>

#include "base/clock.h"
#include "report/text.h"
#include "report/theme.h"

namespace gongdun::report::docx {
namespace {

const std::string kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const std::string kPackage = "http://schemas.openxmlformats.org/package/2006/";
const std::string kWord = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return fmt::format("<Relationship Id=\"{}\" Type=\"{}\" Target=\"{}\"/>", id, type, target);
}

std::string override_type(const std::string& part, const std::string& type) {
  return fmt::format("<Override PartName=\"{}\" ContentType=\"{}\"/>", part, type);
}

std::string run(const std::string& text) {
  return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
}

std::string small_paragraph(const std::string& style, const std::string& left, const std::string& right) {
  const int tab = static_cast<int>(theme::kBodyWidth * 20);
  return fmt::format("<w:p><w:pPr><w:pStyle w:val=\"{}\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>{}</w:p>", style,
                     tab, run(left), right);
}

}  // namespace

const std::string kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const std::string kNamespaces =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
    " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

std::string relationships(const std::vector<Media>& media) {
  std::string out = kXmlHead + "<Relationships xmlns=\"" + kPackage + "relationships\">";
  out += relation("rIdStyles", kOffice + "styles", "styles.xml");
  out += relation("rIdNumbering", kOffice + "numbering", "numbering.xml");
  out += relation("rIdFonts", kOffice + "fontTable", "fontTable.xml");
  out += relation("rIdSettings", kOffice + "settings", "settings.xml");
  out += relation("rIdHeader", kOffice + "header", "header1.xml");
  out += relation("rIdHeaderFirst", kOffice + "header", "header2.xml");
  out += relation("rIdFooter", kOffice + "footer", "footer1.xml");
  for (std::size_t i = 0; i < media.size(); ++i) out += relation(fmt::format("rIdImage{}", i + 1), kOffice + "image", "media/" + media[i].file);
  return out + "</Relationships>";
}

std::string root_relationships() {
  std::string out = kXmlHead + "<Relationships xmlns=\"" + kPackage + "relationships\">";
  out += relation("rId1", kOffice + "officeDocument", "word/document.xml");
  out += relation("rId2", kPackage + "relationships/metadata/core-properties", "docProps/core.xml");
  out += relation("rId3", kOffice + "extended-properties", "docProps/app.xml");
  return out + "</Relationships>";
}

std::string content_types() {
  std::string out = kXmlHead + "<Types xmlns=\"" + kPackage + "content-types\">";
  out += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>";
  out += "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>";
  out += "<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>";
  out += override_type("/word/document.xml", kWord + "document.main+xml");
  out += override_type("/word/styles.xml", kWord + "styles+xml");
  out += override_type("/word/numbering.xml", kWord + "numbering+xml");
  out += override_type("/word/fontTable.xml", kWord + "fontTable+xml");
  out += override_type("/word/settings.xml", kWord + "settings+xml");
  out += override_type("/word/header1.xml", kWord + "header+xml");
  out += override_type("/word/header2.xml", kWord + "header+xml");
  out += override_type("/word/footer1.xml", kWord + "footer+xml");
  out += override_type("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  out += override_type("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
  return out + "</Types>";
}

std::string field(const std::string& instruction, const std::string& shown, const std::string& run_properties) {
  const std::string open = "<w:r>" + run_properties;
  return open + "<w:fldChar w:fldCharType=\"begin\"/></w:r>" + open + "<w:instrText xml:space=\"preserve\"> " + instruction + " </w:instrText></w:r>" + open +
         "<w:fldChar w:fldCharType=\"separate\"/></w:r>" + open + "<w:t>" + shown + "</w:t></w:r>" + open + "<w:fldChar w:fldCharType=\"end\"/></w:r>";
}

std::string settings(base::Lang lang) {
  const char* language = lang == base::Lang::zh ? "zh-CN" : "en-US";
  return kXmlHead + "<w:settings" + kNamespaces + "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/>" +
         "<w:characterSpacingControl w:val=\"compressPunctuation\"/>" +
         "<w:compat><w:useFELayout/><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
         "w:val=\"15\"/></w:compat>" +
         fmt::format("<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"{}\"/>", lang == base::Lang::zh ? "zh-CN" : language) +
         "<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>";
}

std::string header(const Document& document) {
  return kXmlHead + "<w:hdr" + kNamespaces + ">" + small_paragraph("Header", clean_xml(document.header), run(clean_xml(document.cover.classification))) +
         "</w:hdr>";
}

std::string empty_header() {
  return kXmlHead + "<w:hdr" + kNamespaces + "><w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr></w:p></w:hdr>";
}

std::string footer(const Document& document) {
  const std::string page = field("PAGE", "2"), pages = field("NUMPAGES", "2");
  const std::string numbers =
      document.lang == base::Lang::zh ? run("第 ") + page + run(" 页 / 共 ") + pages + run(" 页") : run("Page ") + page + run(" of ") + pages;
  return kXmlHead + "<w:ftr" + kNamespaces + ">" + small_paragraph("Footer", clean_xml(document.cover.organization), numbers) + "</w:ftr>";
}

std::string core_properties(const Document& document) {
  const std::string date = base::iso8601(document.date);
  return kXmlHead + fmt::format(
                        "<cp:coreProperties xmlns:cp=\"{}metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                        "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                        "<dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>Gongdun</dc:creator>"
                        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{}"
                        "</dcterms:modified></cp:coreProperties>",
                        kPackage, clean_xml(document.cover.title), clean_xml(document.cover.subtitle), date, date);
}

std::string app_properties(const Document& document) {
  return kXmlHead + fmt::format(
                        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
                        "<Application>Gongdun</Application><Company>{}</Company></Properties>",
                        clean_xml(document.cover.organization));
}

}  // namespace gongdun::report::docx
