#include "read/compound_writer.h"

#include <algorithm>

#include "base/utf8.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMini = 64, kCutoff = 4096;
constexpr std::uint32_t kEnd = 0xFFFFFFFE, kFree = 0xFFFFFFFF, kFatSector = 0xFFFFFFFD, kDifatSector = 0xFFFFFFFC;
constexpr std::size_t kNameUnits = 31, kHeaderDifat = 109;

template <std::size_t Bytes>
void put(std::string& out, std::uint64_t value) {
  for (std::size_t i = 0; i < Bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

void pad(std::string& out, std::size_t unit) {
  out.resize((out.size() + unit - 1) / unit * unit, '\0');
}

std::string to_utf16(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() / 2 < kNameUnits;) {
    const char32_t c = base::next_code_point(text, at);
    if (c >= 0x10000) put<2>(out, 0xD800 + ((c - 0x10000) >> 10));
    put<2>(out, c >= 0x10000 ? 0xDC00 + ((c - 0x10000) & 0x3FF) : c);
  }
  out.resize(std::min(out.size(), 2 * kNameUnits));
  return out;
}

// Appends a chain of `count` to a table; returns its first number.
std::uint32_t add_chain(std::vector<std::uint32_t>& table, std::size_t count) {
  if (count == 0) return kEnd;
  const auto first = static_cast<std::uint32_t>(table.size());
  for (std::size_t i = 1; i < count; ++i) table.push_back(static_cast<std::uint32_t>(first + i));
  table.push_back(kEnd);
  return first;
}

// The sectors of a file as they are added, with the table that chains them.
struct Sectors {
  std::size_t sector;
  std::string bytes;
  std::vector<std::uint32_t> fat;

  std::uint32_t add(std::string content) {
    pad(content, sector);
    bytes += content;
    return add_chain(fat, content.size() / sector);
  }
};

std::string numbers(const std::vector<std::uint32_t>& values, std::size_t sector) {
  std::string out;
  for (const std::uint32_t value : values) put<4>(out, value);
  while (out.size() % sector != 0) put<4>(out, kFree);
  return out;
}

}  // namespace

std::uint32_t CompoundWriter::add(Slot slot) {
  const auto index = static_cast<std::uint32_t>(slots_.size());
  slots_[slot.parent].children.push_back(index);
  slots_.push_back(std::move(slot));
  return index;
}

std::uint32_t CompoundWriter::storage(std::uint32_t parent, std::string_view name, std::string class_id) {
  return add({CompoundEntry::Kind::storage, parent, to_utf16(name), std::move(class_id), {}, {}});
}

void CompoundWriter::stream(std::uint32_t parent, std::string_view name, std::string bytes) {
  add({CompoundEntry::Kind::stream, parent, to_utf16(name), {}, std::move(bytes), {}});
}

// The middle one on top, so that trees stay shallow.
std::uint32_t CompoundWriter::tree(const std::vector<std::uint32_t>& sorted, std::size_t from, std::size_t to) {
  if (from >= to) return kFree;
  const std::size_t middle = from + (to - from) / 2;
  slots_[sorted[middle]].left = tree(sorted, from, middle);
  slots_[sorted[middle]].right = tree(sorted, middle + 1, to);
  return sorted[middle];
}

std::string CompoundWriter::directory() const {
  std::string out;
  for (const Slot& slot : slots_) {
    std::string entry = slot.name;
    entry.resize(64, '\0');
    put<2>(entry, slot.name.size() + 2);
    put<1>(entry, static_cast<std::uint8_t>(slot.kind));
    put<1>(entry, 1);
    put<4>(entry, slot.left);
    put<4>(entry, slot.right);
    put<4>(entry, slot.child);
    std::string id = slot.class_id;
    id.resize(16, '\0');
    entry += id;
    entry.resize(116, '\0');  // state and times
    put<4>(entry, slot.start);
    put<8>(entry, slot.size);
    out += entry;
  }
  pad(out, sector_);
  return out;
}

std::string CompoundWriter::finish() {
  const std::size_t per_sector = sector_ / 4;
  Sectors sectors{sector_, {}, {}};
  std::string mini;
  std::vector<std::uint32_t> mini_fat;
  slots_.front().name = to_utf16("Root Entry");
  for (Slot& slot : slots_) {
    std::sort(slot.children.begin(), slot.children.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(slots_[a].name.size(), slots_[a].name) < std::pair(slots_[b].name.size(), slots_[b].name);
    });
    slot.child = tree(slot.children, 0, slot.children.size());
    slot.size = slot.bytes.size();
    if (slot.kind != CompoundEntry::Kind::stream || slot.size == 0) continue;
    if (slot.size >= kCutoff) {
      slot.start = sectors.add(std::move(slot.bytes));
      continue;
    }
    pad(slot.bytes, kMini);
    slot.start = add_chain(mini_fat, slot.bytes.size() / kMini);
    mini += slot.bytes;
  }
  slots_.front().size = mini.size();
  slots_.front().start = sectors.add(std::move(mini));
  const std::uint32_t directory_at = sectors.add(directory());
  const std::uint32_t mini_at = sectors.add(numbers(mini_fat, sector_));

  // The tables count the sectors they lie in themselves.
  std::size_t fats = 0, difats = 0;
  for (bool grown = true; grown;) {
    const std::size_t all = sectors.fat.size() + fats + difats;
    const std::size_t need = (all + per_sector - 1) / per_sector,
                      need_difat = need > kHeaderDifat ? (need - kHeaderDifat + per_sector - 2) / (per_sector - 1) : 0;
    grown = need != fats || need_difat != difats;
    fats = need;
    difats = need_difat;
  }
  const auto fat_at = static_cast<std::uint32_t>(sectors.fat.size());
  sectors.fat.insert(sectors.fat.end(), fats, kFatSector);
  sectors.fat.insert(sectors.fat.end(), difats, kDifatSector);

  std::string file(kCompoundMagic);
  file.resize(24, '\0');
  const bool large = sector_ > 512;
  for (const unsigned value : {0x3EU, large ? 4U : 3U, 0xFFFEU, large ? 12U : 9U, 6U}) put<2>(file, value);
  file.resize(44, '\0');
  put<4>(file, fats);
  put<4>(file, directory_at);
  put<4>(file, 0);
  put<4>(file, kCutoff);
  put<4>(file, mini_at);
  put<4>(file, (mini_fat.size() + per_sector - 1) / per_sector);
  put<4>(file, difats == 0 ? kEnd : fat_at + fats);
  put<4>(file, difats);
  for (std::size_t i = 0; i < kHeaderDifat; ++i) put<4>(file, i < fats ? fat_at + i : kFree);
  file.resize(sector_, '\0');
  file += sectors.bytes;
  file += numbers(sectors.fat, sector_);
  std::size_t next = kHeaderDifat;
  for (std::size_t d = 0; d < difats; ++d) {
    for (std::size_t i = 0; i + 1 < per_sector; ++i, ++next) put<4>(file, next < fats ? fat_at + next : kFree);
    put<4>(file, d + 1 < difats ? fat_at + fats + d + 1 : kEnd);
  }
  return file;
}

base::Result<std::string> storage_as_file(const CompoundFile& file, std::uint32_t storage, std::size_t most) {
  CompoundWriter writer(file.entries()[storage].class_id);
  struct Step {
    std::uint32_t from, to;
  };
  std::vector<Step> open{{storage, 0}};
  while (!open.empty()) {
    const Step step = open.back();
    open.pop_back();
    for (const std::uint32_t index : file.children(step.from)) {
      const CompoundEntry& entry = file.entries()[index];
      if (entry.kind == CompoundEntry::Kind::storage) {
        open.push_back({index, writer.storage(step.to, entry.name, entry.class_id)});
        continue;
      }
      auto bytes = file.read_whole(entry, most);
      if (!bytes) return bytes;
      most -= bytes->size();
      writer.stream(step.to, entry.name, std::move(*bytes));
    }
  }
  return writer.finish();
}

}  // namespace gongdun::read
