#include <fmt/format.h>

#include "report/atomic_file.h"
#include "report/document.h"
#include "report/html_blocks.h"
#include "report/html_style.h"
#include "report/outline.h"
#include "report/text.h"
#include "report/words.h"

namespace gongdun::report {
namespace {

std::string cover_html(const Cover& cover) {
  std::string out = "<header class=\"cover\">\n";
  if (!cover.classification.empty()) out += fmt::format("<div class=\"secrecy\">{}</div>\n", clean_xml(cover.classification));
  out += fmt::format("<h1>{}</h1>\n", clean_xml(cover.title));
  if (!cover.subtitle.empty()) out += fmt::format("<p class=\"subtitle\">{}</p>\n", clean_xml(cover.subtitle));
  if (!cover.organization.empty()) out += fmt::format("<p class=\"organization\">{}</p>\n", clean_xml(cover.organization));
  if (!cover.lines.empty()) {
    out += "<dl>\n";
    for (const auto& [key, value] : cover.lines) out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", clean_xml(key), clean_xml(value, 400));
    out += "</dl>\n";
  }
  if (!cover.footer.empty()) out += fmt::format("<p class=\"foot\">{}</p>\n", clean_xml(cover.footer, 400));
  return out + "</header>\n";
}

std::string contents_html(const Document& document, const Outline& outline) {
  std::string out = fmt::format("<nav aria-label=\"{0}\"><h2>{0}</h2>\n<ol>\n", words::contents(document.lang));
  for (const auto& entry : outline.entries) {
    if (entry.level > kContentsDepth) continue;
    const std::string number = entry.number.empty() ? "" : fmt::format("<span class=\"no\">{}</span>", entry.number);
    out += fmt::format("<li class=\"l{}\"><a href=\"#{}\">{}{}</a></li>\n", entry.level, entry.anchor, number, xml(entry.text));
  }
  return out + "</ol></nav>\n";
}

std::string head_html(const Document& document) {
  // The policy forbids scripts and every request, so that not even hostile text that slipped through could do anything.
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n",
      document.lang == base::Lang::zh ? "zh-CN" : "en", clean_xml(document.cover.title), html_style(document));
}

}  // namespace

base::Status write_html(const Document& document, const std::string& path) {
  const Outline outline = make_outline(document);
  const bool contents = document.table_of_contents && !outline.entries.empty();
  const bool zh = document.lang == base::Lang::zh;
  std::string html = head_html(document);
  html += fmt::format("<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n", zh ? "跳到正文" : "Skip to content");
  html += cover_html(document.cover);
  html += contents ? "<div class=\"layout with-contents\">\n" : "<div class=\"layout\">\n";
  if (contents) html += contents_html(document, outline);
  html += "<main id=\"main\">\n";
  HtmlBlocks blocks(document.lang, outline);
  for (const Block& block : document.blocks) blocks.add(block);
  html += blocks.html();
  html += "</main>\n</div>\n</body>\n</html>\n";
  return write_file(path, html);
}

}  // namespace gongdun::report
