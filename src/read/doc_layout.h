// Where the text of a legacy Word document lies: its header (FIB), the pieces it was edited together from, the paragraphs that belong to tables.
// Source: [MS-DOC] §2.5 (FIB), §2.8.35 and §2.9.38 (Clx, pieces), §2.8.6 and §2.9.175 (paragraph properties); Word 6 and 95 as their
// "Word 6 binary file format" has it. Private to the DOC reader.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace gongdun::read {

struct DocPiece {
  std::uint64_t first = 0, last = 0;  // characters of the document
  std::uint64_t place = 0;            // of the first one in the stream WordDocument
  bool wide = false;                  // UTF-16, else 8-bit
};

// The stories follow one another in the text.
enum class DocStory : std::uint8_t { body, footnotes, headers, macros, comments, endnotes, boxes, header_boxes };
inline constexpr std::size_t kDocStories = 8;

struct DocLayout {
  int code_page = 1252;  // of 8-bit text
  bool legacy = false;   // Word 6 or 95
  bool encrypted = false;
  std::uint64_t characters[kDocStories] = {};
  std::vector<DocPiece> pieces;
  std::vector<std::string> comment_authors;
};

// The names of the table stream, for which the header has to be read first.
std::string_view doc_table_stream(std::string_view main);
// `main`: the stream WordDocument; `table`: the stream named above, empty for Word 6.
base::Result<DocLayout> read_doc_layout(std::string_view main, std::string_view table);

// Which paragraphs stand in tables, by their place in the stream WordDocument.
class DocParagraphs {
 public:
  DocParagraphs() = default;
  DocParagraphs(std::string_view main, std::string_view table, bool legacy);

  struct Flags {
    bool known = false, in_table = false, row_end = false;
  };
  Flags at(std::uint64_t place) const;
  bool empty() const { return spans_.empty(); }

 private:
  struct Span {
    std::uint64_t from, to;
    bool in_table, row_end;
  };
  void add_page(std::string_view page, bool legacy);

  std::vector<Span> spans_;  // only those in tables, by place
  std::uint64_t known_from_ = ~0ULL, known_to_ = 0;
};

}  // namespace gongdun::read
