// PowerPoint presentations of 97 to 2003 ([MS-PPT]): slides in order, page = slide number; speaker notes, comments, footers, links.
// The stream keeps older versions of slides; which ones count says the directory of the last saving (§2.1.2).
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "read/block_codec.h"
#include "read/code_page.h"
#include "read/delegate.h"
#include "read/legacy_document.h"
#include "read/little_endian.h"
#include "read/stream_source.h"

namespace gongdun::read {
namespace {

using little::u32;

constexpr int kDepth = 24;
constexpr std::size_t kMostEdits = 10'000, kMostObjects = 1'000'000, kMostSlides = 50'000, kMostEmbedded = 1000;
constexpr std::uint32_t kEncryptedToken = 0xF3D1C4DF;
// Record types (§2.13.24).
constexpr std::uint16_t kDocument = 0x3E8, kSlide = 0x3EE, kNotes = 0x3F0, kNotesAtom = 0x3F1, kSlidePersist = 0x3F3, kTextChars = 0xFA0, kTextBytes = 0xFA8,
                        kString = 0xFBA, kLink = 0xFD7, kFooters = 0xFD9, kSlideList = 0xFF0, kUserEdit = 0xFF5, kOleStorage = 0x1011,
                        kPersistDirectory = 0x1772, kComment = 0x2EE0;

struct PptRecord {
  bool container = false;
  unsigned instance = 0;
  std::uint16_t type = 0;
  std::string_view body;
};

// Takes one record from the front; false when there is none.
bool take_record(std::string_view& rest, PptRecord& record) {
  if (rest.size() < 8) return false;
  const std::uint16_t head = little::u16(rest, 0);
  record.container = (head & 0xFU) == 0xF;
  record.instance = head >> 4;
  record.type = little::u16(rest, 2);
  record.body = little::part(rest, 8, u32(rest, 4));
  rest.remove_prefix(8 + record.body.size());
  return true;
}

struct SlideEntry {
  std::uint32_t object = 0, id = 0;
  std::vector<std::string> texts;  // as the outline has them
};

class PresentationReader {
 public:
  PresentationReader(LegacyDocument& document, std::string_view stream) : document_(document), stream_(stream) {}

  base::Status read(std::string_view current_user) {
    if (u32(current_user, 12) == kEncryptedToken) return std::unexpected(legacy_encrypted());
    load_objects(u32(current_user, 16));
    if (encrypted_) return std::unexpected(legacy_encrypted());
    PptRecord record;
    if (!object(document_object_, kDocument, record)) {
      read_as_it_stands();
      return {};
    }
    read_document(record.body);
    read_slides();
    read_embedded();
    return {};
  }

 private:
  // From the last saving back to the first; the newest place of an object counts.
  void load_objects(std::uint64_t place) {
    std::set<std::uint64_t> seen;
    while (place != 0 && seen.size() < kMostEdits && seen.insert(place).second) {
      std::string_view rest = little::part(stream_, static_cast<std::size_t>(place));
      PptRecord edit;
      if (!take_record(rest, edit) || edit.type != kUserEdit) return;
      if (edit.body.size() >= 32 && u32(edit.body, 28) != 0) encrypted_ = true;
      if (document_object_ == 0) document_object_ = u32(edit.body, 16);
      std::string_view list = little::part(stream_, u32(edit.body, 12));
      PptRecord directory;
      if (take_record(list, directory) && directory.type == kPersistDirectory) load_directory(directory.body);
      place = u32(edit.body, 8);
    }
  }

  void load_directory(std::string_view body) {
    for (std::size_t at = 0; at + 4 <= body.size();) {
      const std::uint32_t head = u32(body, at), first = head & 0xFFFFF, count = head >> 20;
      at += 4;
      for (std::uint32_t i = 0; i < count && at + 4 <= body.size() && objects_.size() < kMostObjects; ++i, at += 4) objects_.emplace(first + i, u32(body, at));
    }
  }

  // Each place once: many numbers for one place would be a trap.
  bool object(std::uint32_t number, std::uint16_t type, PptRecord& record) {
    const auto place = objects_.find(number);
    if (place == objects_.end() || met_.contains({type, place->second})) return false;
    std::string_view rest = little::part(stream_, place->second);
    if (!take_record(rest, record) || record.type != type) return false;
    met_.insert({type, place->second});
    return true;
  }

  void read_document(std::string_view body) {
    PptRecord record;
    while (take_record(body, record)) {
      if (record.type == kSlideList && record.instance == 0) load_slides(record.body, slides_);
      if (record.type == kSlideList && record.instance == 2) load_slides(record.body, notes_);
      if (record.type == kFooters) read_strings(record.body, "header", 0, 0);
      if (record.container && record.type != kSlideList) read_links(record.body, 0);
    }
  }

  void load_slides(std::string_view body, std::vector<SlideEntry>& into) {
    PptRecord record;
    while (take_record(body, record)) {
      if (record.type == kSlidePersist && into.size() < kMostSlides) into.push_back({u32(record.body, 0), u32(record.body, 12), {}});
      if (into.empty()) continue;
      if (record.type == kTextChars || record.type == kTextBytes) into.back().texts.push_back(text_of(record));
    }
  }

  static std::string text_of(const PptRecord& record) { return plain_lines(record.type == kTextBytes ? from_latin1(record.body) : from_utf16(record.body)); }

  void read_slides() {
    std::map<std::uint32_t, std::uint32_t> pages;  // by the identifier of the slide
    std::uint32_t page = 0;
    for (const SlideEntry& slide : slides_) {
      if (!document_.going()) return;
      pages[slide.id] = ++page;
      document_.text.enter("", page);
      for (const std::string& text : slide.texts) document_.text.paragraph(text);
      PptRecord record;
      if (object(slide.object, kSlide, record)) read_texts(record.body, "", page, 0);
    }
    for (const SlideEntry& notes : notes_) {
      if (!document_.going()) return;
      PptRecord record;
      if (!object(notes.object, kNotes, record)) continue;
      const auto found = pages.find(slide_of(record.body));
      document_.text.enter("notes", found == pages.end() ? 0 : found->second);
      for (const std::string& text : notes.texts) document_.text.paragraph(text);
      read_texts(record.body, "notes", found == pages.end() ? 0 : found->second, 0);
    }
  }

  static std::uint32_t slide_of(std::string_view notes) {
    PptRecord record;
    while (take_record(notes, record)) {
      if (record.type == kNotesAtom) return u32(record.body, 0);
    }
    return 0;
  }

  // Texts of shapes at any depth; comments and footers go to parts of their own.
  void read_texts(std::string_view body, std::string_view part, std::uint32_t page, int depth) {
    PptRecord record;
    while (take_record(body, record) && document_.going()) {
      if (record.type == kTextChars || record.type == kTextBytes) {
        document_.text.enter(part, page);
        document_.text.paragraph(text_of(record));
      } else if (record.type == kComment || record.type == kFooters) {
        read_strings(record.body, record.type == kComment ? "comment" : "header", page, depth + 1);
      } else if (record.container && depth < kDepth) {
        read_texts(record.body, part, page, depth + 1);
      }
    }
  }

  void read_strings(std::string_view body, std::string_view part, std::uint32_t page, int depth) {
    document_.text.enter(part, page);
    PptRecord record;
    while (take_record(body, record)) {
      if (record.type == kString) document_.text.paragraph(plain_lines(from_utf16(record.body)));
      if (record.container && depth < kDepth) read_strings(record.body, part, page, depth + 1);
    }
  }

  void read_links(std::string_view body, int depth) {
    PptRecord record;
    while (take_record(body, record) && document_.going()) {
      if (record.type == kLink && record.container)
        read_strings(record.body, "link", 0, depth + 1);
      else if (record.container && depth < kDepth)
        read_links(record.body, depth + 1);
    }
  }

  // The directory is lost: whatever slides there are, in the order in which they lie.
  void read_as_it_stands() {
    document_.lost({base::Code::truncated,
                    {"演示文稿目录损坏，按存放顺序读取，可能含已删除的旧版本",
                     "the directory of the presentation is damaged; slides were read as they lie, older versions too"},
                    {}},
                   {});
    std::string_view rest = stream_;
    PptRecord record;
    std::uint32_t page = 0;
    while (take_record(rest, record) && document_.going()) {
      if (record.type == kSlide) ++page;
      if (record.container) read_texts(record.body, record.type == kNotes ? "notes" : "", page, 0);
    }
  }

  // Embedded documents (and the project of macros) are compound files, mostly compressed (§2.10.34).
  void read_embedded() {
    std::size_t count = 0;
    for (const auto& [number, place] : objects_) {
      PptRecord record;
      if (!object(number, kOleStorage, record) || !document_.going()) continue;
      if (++count > kMostEmbedded) {
        return document_.lost({base::Code::limit, {"嵌入文件过多，其余未读取", "too many embedded files; the others were not read"}, {}}, {});
      }
      std::string bytes = record.instance == 0 ? std::string(record.body) : inflated(record.body);
      if (bytes.empty()) {
        document_.lost({base::Code::invalid_input, {"嵌入文件损坏或过大，未读取", "an embedded file is damaged or too large and was not read"}, {}}, {});
        continue;
      }
      MemorySource source(std::as_bytes(std::span(bytes)));
      if (!document_.context.members.read_member("object-" + std::to_string(number), 0, source)) return;
    }
  }

  std::string inflated(std::string_view packed) const {
    const std::size_t size = u32(packed, 0);
    packed = little::part(packed, 4);
    if (size > document_.context.limits.whole_bytes / 4 || size > 1040 * (packed.size() + 1)) return {};
    return unpack_block(BlockCodec::zlib, packed, size).value_or(std::string());
  }

  LegacyDocument& document_;
  std::string_view stream_;
  std::map<std::uint32_t, std::uint32_t> objects_;  // place by number
  std::set<std::pair<std::uint16_t, std::uint32_t>> met_;
  std::uint32_t document_object_ = 0;
  bool encrypted_ = false;
  std::vector<SlideEntry> slides_, notes_;
};

}  // namespace

base::Status read_legacy_presentation(LegacyDocument& document) {
  const CompoundFile& file = *document.file;
  const CompoundEntry* const entry = file.find_stream("PowerPoint Document");
  if (entry == nullptr) return std::unexpected(legacy_damaged());
  auto stream = file.read_whole(*entry, document.context.limits.whole_bytes);
  if (!stream) return std::unexpected(std::move(stream).error());
  std::string current;
  if (const CompoundEntry* const user = file.find_stream("Current User")) current = file.read_whole(*user, 64 << 10).value_or("");
  return PresentationReader(document, *stream).read(current);
}

namespace {
GD_FORMAT({"ppt", "PowerPoint 97-2003 演示文稿", "PowerPoint 97-2003 presentation", "ppt pps dps", nullptr, as<"ole">});
}

}  // namespace gongdun::read
