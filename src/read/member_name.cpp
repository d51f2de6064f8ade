#include "read/member_name.h"

#include <span>

#include "base/encoding.h"
#include "base/utf8.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMaxName = 1024;

bool is_drive(std::string_view part) {
  return part.size() == 2 && part[1] == ':' && ((part[0] | 0x20) >= 'a' && (part[0] | 0x20) <= 'z');
}

}  // namespace

std::string decode_name(std::string_view raw) {
  if (base::is_valid_utf8(raw)) return std::string(raw);
  const std::span bytes(reinterpret_cast<const std::byte*>(raw.data()), raw.size());
  const base::Encoding found = base::detect_encoding(bytes, true).encoding;
  const bool narrow =
      found == base::Encoding::gb18030 || found == base::Encoding::big5 || found == base::Encoding::shift_jis || found == base::Encoding::cp1252;
  return base::to_utf8(bytes, narrow ? found : base::Encoding::gb18030);
}

std::string safe_member_name(std::string_view raw) {
  const std::string name = decode_name(raw);
  std::string safe;
  std::string_view rest = name;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of("/\\");
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (part.empty() || part == "." || part == ".." || (safe.empty() && is_drive(part))) continue;
    if (!safe.empty()) safe.push_back('/');
    for (const char c : base::printable(part)) safe.push_back(c == '\n' || c == '\t' ? ' ' : c);
  }
  if (safe.empty()) return "未命名";
  if (safe.size() <= kMaxName) return safe;
  std::size_t end = kMaxName;
  while (end > 0 && (static_cast<unsigned char>(safe[end]) & 0xC0) == 0x80) --end;
  return safe.substr(0, end);
}

}  // namespace gongdun::read
