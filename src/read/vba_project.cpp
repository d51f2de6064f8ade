#include "read/vba_project.h"

#include <algorithm>
#include <bit>

#include "base/utf8.h"
#include "read/code_page.h"
#include "read/little_endian.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kChunk = 4096, kMostModules = 10'000, kMostProjects = 100, kMostErrors = 20;

// One compressed chunk (§2.4.1.3.2): flag bytes, each for eight tokens that are a byte or a copy of what the chunk gave before.
void expand_chunk(std::string_view tokens, std::string& out) {
  const std::size_t begin = out.size();
  std::size_t at = 0;
  while (at < tokens.size()) {
    const unsigned flags = little::u8(tokens, at++);
    for (int bit = 0; bit < 8 && at < tokens.size() && out.size() - begin < kChunk; ++bit) {
      if ((flags >> bit & 1U) == 0) {
        out.push_back(tokens[at++]);
        continue;
      }
      const std::size_t done = out.size() - begin;
      if (at + 2 > tokens.size() || done == 0) return;
      const unsigned token = little::u16(tokens, at);
      at += 2;
      const int offset_bits = std::max(4, static_cast<int>(std::bit_width(done - 1)));
      const std::size_t length = (token & (0xFFFFU >> offset_bits)) + 3, offset = (token >> (16 - offset_bits)) + 1;
      if (offset > done) return;
      for (std::size_t i = 0; i < length && out.size() - begin < kChunk; ++i) out.push_back(out[out.size() - offset]);
    }
    if (out.size() - begin >= kChunk) return;
  }
}

struct ModulePlace {
  std::string name, stream;
  std::size_t offset = 0;
};

struct Project {
  int page = 0;
  std::vector<ModulePlace> modules;
};

Project read_dir(std::string_view dir) {
  Project project;
  for (std::size_t at = 0; at + 6 <= dir.size();) {
    const std::uint16_t id = little::u16(dir, at);
    std::size_t size = little::u32(dir, at + 2);
    if (id == 9) size = 6;  // the version: its size says 4, and two more bytes follow
    const std::string_view value = little::part(dir, at + 6, size);
    at += 6 + size;
    if (id == 3) project.page = little::u16(value, 0);
    if (id == 0x19 && project.modules.size() < kMostModules) project.modules.push_back({from_code_page(value, project.page), {}, 0});
    if (project.modules.empty()) continue;
    if (id == 0x1A) project.modules.back().stream = from_code_page(value, project.page);
    if (id == 0x32 && !value.empty()) project.modules.back().stream = from_utf16(value);  // the same name, not bound to a code page
    if (id == 0x31) project.modules.back().offset = little::u32(value, 0);
  }
  return project;
}

}  // namespace

std::string vba_expand(std::string_view container, std::size_t most) {
  std::string out;
  if (little::u8(container, 0) != 1) return out;
  std::size_t at = 1;
  while (at + 2 <= container.size() && out.size() < most) {
    const unsigned header = little::u16(container, at);
    const std::size_t size = (header & 0xFFFU) + 1;
    const std::string_view chunk = little::part(container, at + 2, size);
    if ((header >> 12 & 7U) != 3) break;  // the signature of every chunk
    if ((header & 0x8000U) != 0)
      expand_chunk(chunk, out);
    else
      out.append(chunk);
    at += 2 + size;
  }
  out.resize(std::min(out.size(), most));
  return out;
}

std::vector<MacroModule> read_macros(const CompoundFile& file, std::size_t most, std::vector<base::Error>& errors) {
  std::vector<MacroModule> found;
  const std::vector<CompoundEntry>& entries = file.entries();
  std::size_t projects = 0;
  for (std::uint32_t i = 0; i < entries.size() && projects < kMostProjects && errors.size() < kMostErrors; ++i) {
    if (entries[i].kind != CompoundEntry::Kind::stream || base::ascii_lower(entries[i].name) != "dir") continue;
    if (base::ascii_lower(entries[entries[i].parent].name) != "vba") continue;
    ++projects;
    auto packed = file.read_whole(entries[i], most);
    if (!packed) {
      errors.push_back(std::move(packed).error());
      continue;
    }
    most -= packed->size();
    const Project project = read_dir(vba_expand(*packed, most));
    for (const ModulePlace& module : project.modules) {
      if (errors.size() >= kMostErrors) break;  // nothing here is whole
      const CompoundEntry* const entry = file.find_stream(module.stream.empty() ? module.name : module.stream, entries[i].parent);
      auto bytes = entry == nullptr ? base::Result<std::string>(std::string{}) : file.read_whole(*entry, most);
      most -= bytes ? bytes->size() : 0;
      std::string source = bytes ? vba_expand(little::part(*bytes, module.offset), most) : std::string{};
      if (source.empty()) {
        errors.push_back(bytes ? base::Error{base::Code::invalid_input, {"宏模块损坏，未读取", "a macro module is damaged and was not read"}, module.name}
                               : std::move(bytes).error());
        continue;
      }
      most -= std::min(most, source.size());
      found.push_back({module.name, plain_lines(from_code_page(source, project.page))});
    }
  }
  return found;
}

}  // namespace gongdun::read
