#include "read/doc_layout.h"

#include <algorithm>

#include "read/code_page.h"
#include "read/legacy_document.h"
#include "read/little_endian.h"

namespace gongdun::read {
namespace {

using little::u16;
using little::u32;
using little::u8;

constexpr std::uint16_t kWord97 = 0xA5EC, kWord6 = 0xA5DC;
constexpr std::uint16_t kEncrypted = 0x0100, kTable1 = 0x0200, kWideText = 0x1000;
constexpr std::size_t kPage = 512, kMostAuthors = 1000;
constexpr int kClx = 33, kPapx = 13, kCommentAuthors = 36;  // numbers of the entries in the list of places

struct Place {
  std::size_t at, bytes;
};

Place place_of(std::string_view main, bool legacy, int number) {
  const std::size_t at = (legacy ? 0x58 : 0x9A) + 8 * static_cast<std::size_t>(number);
  return {u32(main, at), u32(main, at + 4)};
}

int page_of_language(std::uint16_t language) {
  switch (language & 0x3FFU) {
    case 0x04: return language == 0x0404 || language == 0x0C04 || language == 0x1404 ? 950 : 936;
    case 0x11: return 932;
    default: return 1252;
  }
}

// A Clx: lists of property changes, then the pieces.
std::string_view piece_table(std::string_view clx) {
  std::size_t at = 0;
  while (at + 3 <= clx.size() && u8(clx, at) == 1) at += 3 + u16(clx, at + 1);
  return u8(clx, at) == 2 ? little::part(clx, at + 5, u32(clx, at + 1)) : std::string_view{};
}

void read_pieces(std::string_view table, bool legacy, bool wide, std::vector<DocPiece>& pieces) {
  if (table.size() < 16) return;
  const std::size_t count = (table.size() - 4) / 12;
  for (std::size_t i = 0; i < count; ++i) {
    DocPiece piece{.first = u32(table, 4 * i), .last = u32(table, 4 * i + 4), .place = u32(table, 4 * (count + 1) + 8 * i + 2), .wide = wide};
    if (!legacy) {
      piece.wide = (piece.place & 0x40000000U) == 0;
      piece.place &= 0x3FFFFFFF;
      if (!piece.wide) piece.place /= 2;
    }
    if (piece.last <= piece.first || (!pieces.empty() && piece.first < pieces.back().last)) continue;
    pieces.push_back(piece);
  }
}

// A row of texts, each with its length before it.
std::vector<std::string> read_names(std::string_view table, Place place) {
  std::vector<std::string> names;
  const std::string_view list = little::part(table, place.at, place.bytes);
  for (std::size_t at = 0; at + 2 <= list.size() && names.size() < kMostAuthors;) {
    const std::size_t bytes = 2 * static_cast<std::size_t>(u16(list, at));
    if (bytes > 0) names.push_back(plain_lines(from_utf16(little::part(list, at + 2, bytes))));
    at += 2 + bytes;
  }
  return names;
}

}  // namespace

std::string_view doc_table_stream(std::string_view main) {
  if (u16(main, 0) != kWord97) return {};
  return (u16(main, 0x0A) & kTable1) != 0 ? "1Table" : "0Table";
}

base::Result<DocLayout> read_doc_layout(std::string_view main, std::string_view table) {
  DocLayout layout;
  const std::uint16_t magic = u16(main, 0), flags = u16(main, 0x0A);
  layout.legacy = u16(main, 2) < 0x69 || (magic & 0xFFF0U) == (kWord6 & 0xFFF0U);
  if (magic != kWord97 && !layout.legacy) return std::unexpected(legacy_damaged());
  layout.encrypted = (flags & kEncrypted) != 0;
  if (layout.encrypted) return layout;
  layout.code_page = layout.legacy ? page_of_language(u16(main, 6)) : 1252;
  const std::size_t counts = layout.legacy ? 0x34 : 0x4C;
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < kDocStories; ++i) all += layout.characters[i] = u32(main, counts + 4 * i);
  const bool wide = (flags & kWideText) != 0;
  if (!layout.legacy) layout.comment_authors = read_names(table, place_of(main, false, kCommentAuthors));
  const Place clx = place_of(main, layout.legacy, kClx);
  const std::string_view from = layout.legacy ? main : table;
  read_pieces(piece_table(little::part(from, clx.at, clx.bytes)), layout.legacy, wide, layout.pieces);
  if (layout.pieces.empty()) {
    if (!layout.legacy) return std::unexpected(legacy_damaged());
    layout.pieces.push_back({.first = 0, .last = all, .place = u32(main, 0x18), .wide = wide});
  }
  return layout;
}

namespace {

// Bytes of the operand behind a property change ([MS-DOC] §2.6.1); `at` is behind its code.
std::size_t operand_bytes(std::uint16_t code, std::string_view list, std::size_t at) {
  switch (code >> 13) {
    case 0:
    case 1: return 1;
    case 2:
    case 4:
    case 5: return 2;
    case 3: return 4;
    case 7: return 3;
    default: break;
  }
  if (code == 0xD608 || code == 0xD606) return 1 + static_cast<std::size_t>(u16(list, at));  // table definitions: two bytes of length
  return 1 + static_cast<std::size_t>(u8(list, at));
}

// Of Word 6: the codes are bytes, the lengths a table. Those up to 50 concern paragraphs; behind others nothing is looked for.
std::size_t legacy_operand_bytes(unsigned code, std::string_view list, std::size_t at) {
  constexpr std::uint8_t kBytes[] = {0, 0, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 2, 2, 2, 2, 4, 2, 2, 0, 1, 1,
                                     2, 2, 2, 1, 1, 0, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 1};
  if (code >= std::size(kBytes)) return list.size();
  if (kBytes[code] != 0) return kBytes[code];
  return 1 + static_cast<std::size_t>(u8(list, at));
}

struct TableMarks {
  bool in_table = false, row_end = false;
};

TableMarks marks_of(std::string_view list, bool legacy) {
  TableMarks marks;
  std::size_t at = 0;
  while (at + (legacy ? 2 : 3) <= list.size()) {
    const std::uint16_t code = legacy ? u8(list, at) : u16(list, at);
    at += legacy ? 1 : 2;
    const bool on = u8(list, at) != 0;
    if (code == (legacy ? 24 : 0x2416)) marks.in_table = on;
    if (code == (legacy ? 25 : 0x2417)) marks.row_end = on;
    if (!legacy && (code == 0x6645 || code == 0x6646)) marks.row_end = true;  // too long for the page, as only definitions of rows are
    at += legacy ? legacy_operand_bytes(code, list, at) : operand_bytes(code, list, at);
  }
  return marks;
}

// The property changes of one paragraph in a page (§2.9.174).
std::string_view changes_at(std::string_view page, std::size_t at, bool legacy) {
  std::size_t words = u8(page, at), bytes = 2 * words;
  if (!legacy) {
    if (words == 0)
      bytes = 2 * static_cast<std::size_t>(u8(page, ++at));
    else
      --bytes;
  }
  return bytes < 2 ? std::string_view{} : little::part(page, at + 3, bytes - 2);  // behind the number of the style
}

}  // namespace

DocParagraphs::DocParagraphs(std::string_view main, std::string_view table, bool legacy) {
  const Place place = place_of(main, legacy, kPapx);
  const std::string_view list = little::part(legacy ? main : table, place.at, place.bytes);
  const std::size_t number_bytes = legacy ? 2 : 4;
  if (list.size() < 4 + 4 + number_bytes) return;
  const std::size_t count = std::min((list.size() - 4) / (4 + number_bytes), main.size() / kPage + 1);
  const std::size_t stated = (list.size() - 4) / (4 + number_bytes);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = 4 * (stated + 1) + number_bytes * i;
    const std::size_t number = legacy ? u16(list, at) : u32(list, at) & 0x3FFFFF;
    add_page(little::part(main, number * kPage, kPage), legacy);
  }
  std::sort(spans_.begin(), spans_.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
}

void DocParagraphs::add_page(std::string_view page, bool legacy) {
  if (page.size() < kPage) return;
  const std::size_t count = u8(page, kPage - 1), entry = legacy ? 7 : 13;
  if (4 * (count + 1) + entry * count > kPage) return;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t from = u32(page, 4 * i), to = u32(page, 4 * i + 4);
    known_from_ = std::min(known_from_, from);
    known_to_ = std::max(known_to_, to);
    const std::size_t at = 2 * static_cast<std::size_t>(u8(page, 4 * (count + 1) + entry * i));
    if (at == 0 || to <= from) continue;
    const TableMarks marks = marks_of(changes_at(page, at, legacy), legacy);
    if (marks.in_table || marks.row_end) spans_.push_back({from, to, marks.in_table, marks.row_end});
  }
}

DocParagraphs::Flags DocParagraphs::at(std::uint64_t place) const {
  Flags flags{.known = place >= known_from_ && place < known_to_};
  auto span = std::upper_bound(spans_.begin(), spans_.end(), place, [](std::uint64_t wanted, const Span& s) { return wanted < s.from; });
  if (span == spans_.begin()) return flags;
  --span;
  if (place >= span->to) return flags;
  flags.in_table = span->in_table;
  flags.row_end = span->row_end;
  return flags;
}

}  // namespace gongdun::read
