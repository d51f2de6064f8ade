// Web pages: text without markup, tables as tables. Scripts and styles are passed over, nothing is fetched or run.
#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "base/utf8.h"
#include "read/document_table.h"
#include "read/document_text.h"
#include "read/format.h"
#include "read/html_scan.h"
#include "read/sniff.h"
#include "read/xml_entities.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kChunk = 64 << 10;
constexpr std::size_t kMetaWithin = 4096;
constexpr std::size_t kDepth = 200;
constexpr std::uint32_t kMaxSpan = 1000;
constexpr std::size_t kSideBytes = 256 << 10;

// The encoding of a page: its mark or its bytes decide for Unicode; a legacy page is believed when it names its encoding (HTML §13.2.3).
base::DetectedEncoding page_encoding(std::span<const std::byte> head, bool whole) {
  base::DetectedEncoding found = base::detect_encoding(head, whole);
  const bool legacy = found.encoding == base::Encoding::gb18030 || found.encoding == base::Encoding::big5 || found.encoding == base::Encoding::shift_jis ||
                      found.encoding == base::Encoding::cp1252;
  if (found.mark_bytes > 0 || !legacy) return found;
  const std::string lower = base::ascii_lower({reinterpret_cast<const char*>(head.data()), std::min(head.size(), kMetaWithin)});
  const std::size_t at = lower.find("charset=");
  if (at == std::string::npos) return found;
  std::string_view label = std::string_view(lower).substr(at + 8);
  while (label.starts_with('"') || label.starts_with('\'')) label.remove_prefix(1);
  const base::Encoding stated = encoding_from_label(label.substr(0, label.find_first_of("\"' />;")));
  if (stated != base::Encoding::binary && stated != base::Encoding::utf8) found.encoding = stated;
  return found;
}

bool is_block(std::string_view tag) {
  static constexpr std::array<std::string_view, 40> kBlocks{
      "address", "article", "aside", "blockquote", "br", "caption", "center",  "dd",      "details", "dir",  "div",    "dl",      "dt", "fieldset",
      "figure",  "footer",  "form",  "h1",         "h2", "h3",      "h4",      "h5",      "h6",      "head", "header", "hr",      "li", "main",
      "menu",    "nav",     "ol",    "option",     "p",  "pre",     "section", "summary", "title",   "ul",   "legend", "textarea"};
  return std::find(kBlocks.begin(), kBlocks.end(), tag) != kBlocks.end();
}

std::uint32_t span_of(const HtmlScan& html, std::string_view name) {
  std::uint32_t value = 1;
  if (const auto text = html.attribute(name)) std::from_chars(text->data(), text->data() + text->size(), value);
  return std::clamp<std::uint32_t>(value, 1, kMaxSpan);
}

class PageReader {
 public:
  PageReader(HtmlScan& html, ExtractContext& context)
      : html_(html), context_(context), text_(context.sink, context.limits), table_(context.sink, context.limits, text_) {}

  base::Status read() {
    base::Status status;
    for (;;) {
      const HtmlToken token = html_.next();
      if (token == HtmlToken::finished) break;
      if (token == HtmlToken::failed) {
        status = std::unexpected(html_.error());
        break;
      }
      handle(token);
      if (text_.stopped() || table_.stopped() || context_.stop.requested()) break;
    }
    while (!levels_.empty()) end_table();
    line_break();
    flush_side();
    text_.flush();
    return status;
  }

 private:
  // A table that holds another one is layout: it becomes text. Once rows have streamed it is too late, and the inner one is text.
  enum class Level { layout, records, inner_text };

  bool in_records() const { return !levels_.empty() && levels_.back() != Level::layout; }

  void handle(HtmlToken token) {
    if (token == HtmlToken::text) return put(html_.text());
    if (token == HtmlToken::comment) return remember(html_.text());
    if (token == HtmlToken::start) {
      take_attributes();
      start(html_.tag());
    } else {
      end(html_.tag());
    }
  }

  void start(std::string_view tag) {
    if (tag == "table") return start_table();
    if (tag == "pre" || tag == "textarea") ++preformatted_;
    if (!levels_.empty() && (tag == "tr" || tag == "td" || tag == "th")) return tag == "tr" ? start_row() : start_cell();
    if (is_block(tag)) line_break();
  }

  void end(std::string_view tag) {
    if ((tag == "pre" || tag == "textarea") && preformatted_ > 0) --preformatted_;
    if (tag == "table" && !levels_.empty()) return end_table();
    if (!levels_.empty() && (tag == "tr" || tag == "td" || tag == "th")) return finish_cell();
    if (is_block(tag)) line_break();
  }

  void put(std::string_view raw) {
    std::string& into = in_records() ? cell_ : line_;
    if (in_records() && !in_cell_) return;  // white space between the rows
    if (into.size() < (4U << 20)) decode_html_text(raw, preformatted_ > 0, into);
    if (!in_records() && line_.size() >= kChunk) text_.add(line_), line_.clear();
  }

  void line_break() {
    if (in_records()) {
      if (!cell_.empty() && cell_.back() != '\n') cell_.push_back('\n');
      return;
    }
    text_.add(base::trim(line_));
    line_.clear();
    text_.end_paragraph();
  }

  void start_table() {
    if (levels_.size() >= kDepth) return levels_.push_back(Level::inner_text);
    if (!levels_.empty() && levels_.back() != Level::layout) {
      finish_cell();
      if (levels_.back() == Level::inner_text || !table_.abandon()) return in_cell_ = true, levels_.push_back(Level::inner_text);
      levels_.back() = Level::layout;
    }
    line_break();
    flush_side();
    levels_.push_back(Level::records);
    table_.begin({}, 0, true);
    row_ = 0;
    column_ = 0;
    below_.clear();
  }

  void end_table() {
    finish_cell();
    const Level level = levels_.back();
    levels_.pop_back();
    if (level == Level::records) table_.end();
    in_cell_ = in_records();
  }

  void start_row() {
    if (levels_.back() != Level::records) return line_break();
    finish_cell();
    ++row_;
    column_ = 0;
  }

  void start_cell() {
    if (levels_.back() != Level::records) return line_break();
    finish_cell();
    while (column_ < below_.size() && below_[column_] >= row_ + 1) ++column_;  // taken by a cell of a row above
    in_cell_ = true;
    span_ = span_of(html_, "colspan");
    const std::uint32_t rows = span_of(html_, "rowspan");
    if (rows > 1 && column_ < context_.limits.columns) {
      below_.resize(std::max<std::size_t>(below_.size(), column_ + span_));
      for (std::uint32_t i = 0; i < span_; ++i) below_[column_ + i] = row_ + rows;
    }
  }

  // Closes the open cell of the table that takes records.
  void finish_cell() {
    if (levels_.empty() || levels_.back() != Level::records || !in_cell_) return;
    in_cell_ = false;
    table_.cell(column_, std::max<std::uint64_t>(row_, 1), base::trim(trim_lines(cell_)));
    column_ += span_;
    span_ = 1;
    cell_.clear();
  }

  static std::string_view trim_lines(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
    return text;
  }

  // What a page holds besides its text: addresses, field values, comments.
  void take_attributes() {
    if (const auto link = html_.attribute("href"); link && (link->starts_with("mailto:") || link->starts_with("tel:"))) remember(*link);
    if (html_.attribute("http-equiv")) return;
    for (const std::string_view name : {"value", "content", "alt", "title"}) {
      if (const auto value = html_.attribute(name); value && !value->empty()) remember(*value);
    }
  }

  void remember(std::string_view raw) {
    if (raw.size() > kChunk || base::trim(raw).empty()) return;
    std::string decoded;
    decode_html_text(raw, false, decoded);
    side_.append(decoded).push_back('\n');
    if (side_.size() >= kSideBytes) flush_side();
  }

  void flush_side() {
    if (side_.empty()) return;
    text_.enter("attribute", 0, false);
    text_.paragraph(side_);
    side_.clear();
    text_.enter("");
  }

  HtmlScan& html_;
  ExtractContext& context_;
  DocumentText text_;
  DocumentTable table_;
  std::vector<Level> levels_;
  std::string line_, cell_, side_;
  bool in_cell_ = false;
  int preformatted_ = 0;
  std::uint64_t row_ = 0;
  std::uint32_t column_ = 0, span_ = 1;
  std::vector<std::uint64_t> below_;  // by column: the last row a cell from above reaches
};

base::Status extract_html(ByteSource& source, ExtractContext& context) {
  auto head = source.head();
  if (!head) return std::unexpected(std::move(head).error());
  const base::DetectedEncoding encoding = page_encoding(*head, head->size() < kHeadBytes);
  auto decoder = std::make_shared<base::Decoder>(encoding.encoding == base::Encoding::binary ? base::Encoding::cp1252 : encoding.encoding);
  auto buffer = std::make_shared<std::vector<std::byte>>(kChunk);  // one owner; a function object must be copyable
  HtmlScan html([&source, decoder, buffer, skip = encoding.mark_bytes](std::string& out) mutable -> base::Result<bool> {
    auto got = source.read(*buffer);
    if (!got) return std::unexpected(std::move(got).error());
    const std::size_t marked = std::min(skip, *got);
    skip -= marked;
    decoder->decode(std::span(*buffer).subspan(marked, *got - marked), out, *got == 0);
    return *got > 0;
  });
  return PageReader(html, context).read();
}

bool is_html_tag(std::string_view name) {
  static constexpr std::array<std::string_view, 24> kTags{"html",  "head", "body", "table",  "tr", "td", "th", "div",  "p",     "h1",     "h2",   "meta",
                                                          "title", "span", "font", "center", "ul", "li", "br", "form", "style", "script", "link", "a"};
  return std::find(kTags.begin(), kTags.end(), name) != kTags.end();
}

// A page without <html>: it opens with a tag of HTML and holds several different ones.
int score_fragment(std::string_view text) {
  std::vector<std::string> seen;
  std::size_t tags = 0, known = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos && tags < 60; at = text.find('<', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    const std::size_t from = rest.starts_with('/') ? 1 : 0;
    const std::string name = base::ascii_lower(rest.substr(from, std::min<std::size_t>(rest.find_first_of(" \t\r\n/>", from), 12) - from));
    if (name.empty() || name.front() == '!' || name.front() == '?') continue;
    ++tags;
    if (!is_html_tag(name)) continue;
    ++known;
    if (std::find(seen.begin(), seen.end(), name) == seen.end()) seen.push_back(name);
  }
  return seen.size() >= 3 && known * 10 >= tags * 7 ? sniff::kStructure - 2 : 0;
}

int identify_html(const Sniff& sniff) {
  std::string_view text = sniff::body(sniff);
  if (!text.starts_with('<')) return 0;
  while (text.starts_with("<!--")) {
    const std::size_t close = text.find("-->");
    if (close == std::string_view::npos) return 0;
    text = base::trim(text.substr(close + 3));
    while (text.starts_with('\n') || text.starts_with('\r')) text.remove_prefix(1);
  }
  if (sniff::starts_ignoring_case(text, "<!doctype html") || sniff::starts_ignoring_case(text, "<html")) return sniff::kMagic;
  if (text.starts_with("<?xml")) return sniff::xml_root(text).name == "html" ? sniff::kMagic : 0;
  return text.size() > 1 && text[1] != '!' ? score_fragment(text) : 0;
}

GD_FORMAT({"html", "网页（HTML）", "web page (HTML)", "html htm xhtml shtml xls", identify_html, extract_html});

}  // namespace

}  // namespace gongdun::read
