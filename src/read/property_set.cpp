#include "read/property_set.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "base/utf8.h"
#include "read/code_page.h"
#include "read/little_endian.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMostProperties = 200, kMostBytes = 4096;
constexpr std::uint16_t kAnsi = 0x1E, kWide = 0x1F;

struct Name {
  std::uint32_t id;
  std::string_view name;
};
constexpr Name kSummary[] = {{2, "title"}, {3, "subject"}, {4, "creator"}, {5, "keywords"}, {6, "description"}, {8, "lastModifiedBy"}};
constexpr Name kDocument[] = {{2, "category"}, {14, "Manager"}, {15, "Company"}, {21, "HyperlinkBase"}, {27, "contentStatus"}};

// The identifier of a set, as its first four bytes tell it.
constexpr std::uint32_t kSummarySet = 0xF29F85E0, kDocumentSet = 0xD5CDD502, kUserSet = 0xD5CDD505;

// A text with its length before it; `at` is moved behind it.
std::string take_text(std::string_view set, std::size_t& at, std::uint16_t type, int page) {
  const std::size_t count = little::u32(set, at), bytes = type == kWide ? 2 * count : count;
  const std::string_view raw = little::part(set, at + 4, std::min(bytes, 2 * kMostBytes));
  at += 4 + (bytes + 3) / 4 * 4;
  return type == kWide ? from_utf16(raw) : from_code_page(raw, page);
}

std::string text_of(std::string_view set, std::size_t at, int page) {
  const std::uint16_t type = little::u16(set, at);
  at += 4;
  if (type == kAnsi || type == kWide) return take_text(set, at, type, page);
  return {};
}

// Property 0 of the set of people's own properties: their names.
std::map<std::uint32_t, std::string> dictionary_of(std::string_view set, std::size_t at, int page) {
  std::map<std::uint32_t, std::string> names;
  const std::size_t count = std::min<std::size_t>(little::u32(set, at), kMostProperties);
  at += 4;
  for (std::size_t i = 0; i < count && at < set.size(); ++i) {
    const std::uint32_t id = little::u32(set, at), length = little::u32(set, at + 4);
    const std::size_t bytes = page == 1200 ? 2 * static_cast<std::size_t>(length) : length;
    names[id] = from_code_page(little::part(set, at + 8, std::min(bytes, kMostBytes)), page);
    at += 8 + (page == 1200 ? (bytes + 3) / 4 * 4 : bytes);
  }
  return names;
}

std::map<std::uint32_t, std::string> known_names(std::uint32_t kind) {
  std::map<std::uint32_t, std::string> names;
  if (kind == kSummarySet) {
    for (const Name& name : kSummary) names[name.id] = name.name;
  } else if (kind == kDocumentSet) {
    for (const Name& name : kDocument) names[name.id] = name.name;
  }
  return names;
}

void read_set(std::string_view set, std::uint32_t kind, NamedTexts& into) {
  const std::size_t count = std::min<std::size_t>(little::u32(set, 4), kMostProperties);
  std::map<std::uint32_t, std::size_t> places;
  for (std::size_t i = 0; i < count && 16 + 8 * i <= set.size(); ++i) places.emplace(little::u32(set, 8 + 8 * i), little::u32(set, 12 + 8 * i));
  int page = 0;
  if (const auto found = places.find(1); found != places.end()) page = little::u16(set, found->second + 4);
  auto names = known_names(kind);
  if (const auto found = places.find(0); kind == kUserSet && found != places.end()) names = dictionary_of(set, found->second, page);
  for (const auto& [id, place] : places) {
    const auto name = names.find(id);
    if (id < 2 || name == names.end()) continue;
    const std::string text = plain_lines(text_of(set, place, page));
    const bool of_program =
        kind == kUserSet && (name->second == "ICV" || name->second == "KSOProductBuildVer" || name->second == "_TemplateID" || name->second == "AppVersion");
    if (of_program || base::trim(text).empty()) continue;
    into.emplace_back(name->second, std::string(base::trim(text)));
  }
}

}  // namespace

NamedTexts read_property_set(std::string_view stream) {
  NamedTexts found;
  if (little::u16(stream, 0) != 0xFFFE) return found;
  const std::size_t sets = std::min<std::size_t>(little::u32(stream, 24), 2);
  for (std::size_t i = 0; i < sets; ++i) {
    const std::size_t at = little::u32(stream, 28 + 20 * i + 16);
    read_set(little::part(stream, at), little::u32(stream, 28 + 20 * i), found);
  }
  return found;
}

}  // namespace gongdun::read
