#include "read/compound_file.h"

#include <algorithm>

#include "base/utf8.h"
#include "read/code_page.h"
#include "read/little_endian.h"

namespace gongdun::read {

// A directory entry as stored (§2.6.1): the children of a storage are a tree of siblings.
struct CompoundSlot {
  CompoundEntry entry;
  std::uint32_t left = 0, right = 0, child = 0;
};

namespace {

using base::Code;
using base::Result;
using base::Status;
using Run = CompoundStream::Run;

constexpr std::uint32_t kMostSector = 0xFFFFFFFA;  // above: end of chain, free and the like (§2.1)
constexpr std::size_t kHeaderBytes = 512, kHeaderDifat = 109, kSlotBytes = 128, kPathLevels = 40;

std::unexpected<base::Error> broken() {
  return base::fail(Code::invalid_input, "复合文档结构损坏，未读取；请取得完整文件", "the compound file is damaged and was not read; obtain an intact copy");
}

std::span<std::byte> bytes_of(std::string& text) {
  return std::as_writable_bytes(std::span(text));
}

CompoundSlot slot_of(std::string_view bytes, bool wide_sizes) {
  CompoundSlot slot;
  const std::size_t name_bytes = std::min<std::size_t>(little::u16(bytes, 64), 64);
  slot.entry.name = from_utf16(bytes.substr(0, name_bytes));
  slot.entry.kind = static_cast<CompoundEntry::Kind>(little::u8(bytes, 66));
  slot.left = little::u32(bytes, 68);
  slot.right = little::u32(bytes, 72);
  slot.child = little::u32(bytes, 76);
  slot.entry.class_id = std::string(bytes.substr(80, 16));
  slot.entry.start = little::u32(bytes, 116);
  slot.entry.size = wide_sizes ? little::u64(bytes, 120) : little::u32(bytes, 120);  // version 3 leaves rubbish in the upper half
  return slot;
}

}  // namespace

Result<std::size_t> CompoundStream::read_at(std::uint64_t offset, std::span<std::byte> into) const {
  std::size_t done = 0;
  if (offset >= size_) return done;
  into = into.first(static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset)));
  auto run = std::upper_bound(runs_.begin(), runs_.end(), offset, [](std::uint64_t at, const Run& r) { return at < r.at; });
  if (run == runs_.begin()) return done;
  for (--run; run != runs_.end() && done < into.size(); ++run) {
    const std::uint64_t inside = offset + done - run->at;
    const auto part = into.subspan(done, static_cast<std::size_t>(std::min<std::uint64_t>(run->bytes - inside, into.size() - done)));
    auto got = container_ != nullptr ? container_->read_at(run->where + inside, part) : file_->read_at(run->where + inside, part);
    if (!got) return got;
    done += *got;
    if (*got < part.size()) break;
  }
  return done;
}

Result<std::unique_ptr<CompoundFile>> CompoundFile::open(RandomAccess& file, const Limits& limits) {
  std::unique_ptr<CompoundFile> made(new CompoundFile(file));
  GD_TRY(made->load(limits));
  return made;
}

Status CompoundFile::load(const Limits& limits) {
  std::string header(kHeaderBytes, '\0');
  auto got = file_.read_at(0, bytes_of(header));
  if (!got) return std::unexpected(std::move(got).error());
  if (*got < kHeaderBytes || !header.starts_with(kCompoundMagic)) return broken();
  sector_shift_ = little::u16(header, 30);
  mini_shift_ = little::u16(header, 32);
  cutoff_ = little::u32(header, 56);
  if (sector_shift_ < 7 || sector_shift_ > 16 || mini_shift_ < 4 || mini_shift_ > sector_shift_) return broken();
  const std::size_t most = limits.whole_bytes / 4;
  GD_TRY(load_fat(header, most));
  GD_TRY(load_directory(little::u32(header, 48), most));
  mini_ = CompoundStream(file_, nullptr, chain(fat_, entries_.front().start, sector_shift_, 1, entries_.front().size), entries_.front().size);
  if (auto mini = table_of(little::u32(header, 60), most))
    mini_fat_ = std::move(*mini);
  else
    damaged_ = true;
  return {};
}

Result<std::string> CompoundFile::read_sector(std::uint32_t sector) const {
  std::string bytes(std::size_t{1} << sector_shift_, '\0');
  auto got = file_.read_at((static_cast<std::uint64_t>(sector) + 1) << sector_shift_, bytes_of(bytes));
  if (!got) return std::unexpected(std::move(got).error());
  bytes.resize(*got);
  return bytes;
}

// §2.5: the first 109 sectors of the table are named in the header, the others in sectors chained by their last number.
Status CompoundFile::load_fat(std::string_view header, std::size_t most) {
  const std::uint64_t sectors = file_.size() >> sector_shift_;
  const std::size_t per_sector = std::size_t{1} << (sector_shift_ - 2);
  const std::uint64_t wanted = sectors / per_sector + 1;  // no table needs more, whatever the header says
  std::vector<std::uint32_t> places;
  const auto take = [&](std::string_view bytes, std::size_t from, std::size_t count) {
    for (std::size_t i = 0; i < count && places.size() < wanted; ++i) {
      if (const std::uint32_t place = little::u32(bytes, from + 4 * i); place < sectors) places.push_back(place);
    }
  };
  take(header, 76, kHeaderDifat);
  std::uint32_t next = little::u32(header, 68);
  for (std::uint64_t steps = 0; next < sectors && steps <= wanted && places.size() < wanted; ++steps) {
    auto sector = read_sector(next);
    if (!sector) return std::unexpected(std::move(sector).error());
    if (sector->size() < per_sector * 4) break;
    take(*sector, 0, per_sector - 1);
    next = little::u32(*sector, 4 * (per_sector - 1));
  }
  if (places.size() * per_sector * 4 > most)
    return base::fail(Code::limit, "复合文档过大，扇区表超过内存上限，未读取", "the compound file is too large: its sector table exceeds the memory limit");
  for (const std::uint32_t place : places) {
    auto sector = read_sector(place);
    if (!sector) return std::unexpected(std::move(sector).error());
    for (std::size_t i = 0; i < per_sector; ++i) fat_.push_back(4 * i + 4 <= sector->size() ? little::u32(*sector, 4 * i) : 0xFFFFFFFF);
  }
  if (fat_.empty()) return broken();
  return {};
}

std::vector<Run> CompoundFile::chain(const std::vector<std::uint32_t>& table, std::uint32_t first, std::uint32_t shift, std::uint64_t origin,
                                     std::uint64_t bytes) const {
  std::vector<Run> runs;
  std::uint64_t at = 0;
  std::uint32_t sector = first;
  for (std::size_t steps = 0; steps < table.size() && sector < kMostSector && at < bytes; ++steps) {
    const std::uint64_t where = (sector + origin) << shift, length = std::uint64_t{1} << shift;
    if (!runs.empty() && runs.back().where + runs.back().bytes == where)
      runs.back().bytes += length;
    else
      runs.push_back({at, where, length});
    at += length;
    sector = sector < table.size() ? table[sector] : 0xFFFFFFFF;
  }
  return runs;
}

// A chain of sectors read as numbers: the table of short streams.
Result<std::vector<std::uint32_t>> CompoundFile::table_of(std::uint32_t first, std::size_t most) const {
  std::vector<std::uint32_t> numbers;
  std::uint32_t sector = first;
  for (std::size_t steps = 0; steps < fat_.size() && sector < fat_.size() && numbers.size() * 4 < most; ++steps) {
    auto bytes = read_sector(sector);
    if (!bytes) return std::unexpected(std::move(bytes).error());
    for (std::size_t i = 0; i + 4 <= bytes->size(); i += 4) numbers.push_back(little::u32(*bytes, i));
    sector = fat_[sector];
  }
  return numbers;
}

Status CompoundFile::load_directory(std::uint32_t first, std::size_t most) {
  std::vector<CompoundSlot> slots;
  std::uint32_t sector = first;
  for (std::size_t steps = 0; steps < fat_.size() && sector < fat_.size(); ++steps) {
    auto bytes = read_sector(sector);
    if (!bytes) return std::unexpected(std::move(bytes).error());
    for (std::size_t at = 0; at + kSlotBytes <= bytes->size(); at += kSlotBytes)
      slots.push_back(slot_of(std::string_view(*bytes).substr(at), sector_shift_ > 9));
    sector = fat_[sector];
    if (slots.size() * sizeof(CompoundSlot) <= most) continue;
    damaged_ = true;
    break;
  }
  if (slots.empty() || slots.front().entry.kind != CompoundEntry::Kind::root) return broken();
  reach(slots);
  return {};
}

// Walks the trees of siblings from the root; an entry met twice (a circle) is left where it was met first.
void CompoundFile::reach(const std::vector<CompoundSlot>& slots) {
  struct Step {
    std::uint32_t slot, parent;
  };
  std::vector<bool> met(slots.size());
  met[0] = true;
  entries_.push_back(slots.front().entry);
  std::vector<Step> open{{slots.front().child, 0}};
  while (!open.empty()) {
    const Step step = open.back();
    open.pop_back();
    if (step.slot >= kMostSector) continue;
    if (step.slot >= slots.size() || met[step.slot]) {
      damaged_ = true;
      continue;
    }
    met[step.slot] = true;
    const CompoundSlot& slot = slots[step.slot];
    open.push_back({slot.left, step.parent});
    open.push_back({slot.right, step.parent});
    if (slot.entry.kind != CompoundEntry::Kind::storage && slot.entry.kind != CompoundEntry::Kind::stream) {
      damaged_ = true;
      continue;
    }
    const auto index = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(slot.entry);
    entries_.back().parent = step.parent;
    by_name_.insert({{step.parent, base::ascii_lower(slot.entry.name)}, index});
    if (slot.entry.kind == CompoundEntry::Kind::storage) open.push_back({slot.child, index});
  }
}

const CompoundEntry* CompoundFile::find(std::string_view name, std::uint32_t parent) const {
  const auto found = by_name_.find({parent, base::ascii_lower(name)});
  return found == by_name_.end() ? nullptr : &entries_[found->second];
}

const CompoundEntry* CompoundFile::find_stream(std::string_view name, std::uint32_t parent) const {
  const CompoundEntry* const entry = find(name, parent);
  return entry != nullptr && entry->kind == CompoundEntry::Kind::stream ? entry : nullptr;
}

std::vector<std::uint32_t> CompoundFile::children(std::uint32_t parent) const {
  std::vector<std::uint32_t> found;
  for (auto at = by_name_.lower_bound({parent, {}}); at != by_name_.end() && at->first.first == parent; ++at) found.push_back(at->second);
  return found;
}

std::string CompoundFile::path_of(std::uint32_t index) const {
  std::string path;
  for (std::size_t levels = 0; index != 0 && index < entries_.size() && levels < kPathLevels; ++levels) {
    std::string name;
    for (const char c : entries_[index].name) {
      if (static_cast<unsigned char>(c) >= 0x20) name.push_back(c);
    }
    path = path.empty() ? name : name + "/" + path;
    index = entries_[index].parent;
  }
  return path;
}

CompoundStream CompoundFile::stream(const CompoundEntry& entry) const {
  const bool mini = entry.size < cutoff_ && entry.kind != CompoundEntry::Kind::root;
  std::vector<Run> runs = mini ? chain(mini_fat_, entry.start, mini_shift_, 0, entry.size) : chain(fat_, entry.start, sector_shift_, 1, entry.size);
  const std::uint64_t there = runs.empty() ? 0 : runs.back().at + runs.back().bytes;
  return {file_, mini ? &mini_ : nullptr, std::move(runs), std::min(entry.size, there)};
}

Result<std::string> CompoundFile::read_whole(const CompoundEntry& entry, std::size_t most) const {
  const CompoundStream from = stream(entry);
  if (from.size() > most)
    return base::fail(Code::limit, "复合文档中的数据流超过内存上限，未读取", "a stream of the compound file exceeds the memory limit and was not read",
                      entry.name);
  std::string bytes(static_cast<std::size_t>(from.size()), '\0');
  auto got = from.read_at(0, bytes_of(bytes));
  if (!got) return std::unexpected(std::move(got).error());
  bytes.resize(*got);
  return bytes;
}

}  // namespace gongdun::read
