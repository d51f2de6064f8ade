#include "read/shared_strings.h"

#include <charconv>
#include <cstring>

#include "base/utf8.h"

namespace gongdun::read {

void unescape_string(std::string& text) {
  std::size_t from = text.find("_x");
  if (from == std::string::npos) return;
  std::string out;
  std::size_t at = 0;
  while (from != std::string::npos) {
    unsigned value = 0;
    const bool room = from + 7 <= text.size() && text[from + 6] == '_';
    const char* const hex = text.data() + from + 2;
    if (room && std::from_chars(hex, hex + 4, value, 16).ptr == hex + 4 && (value < 0xD800 || value > 0xDFFF)) {
      out.append(text, at, from - at);
      base::append_utf8(out, value == '\r' ? U'\n' : static_cast<char32_t>(value));
      at = from + 7;
      from = text.find("_x", at);
    } else {
      from = text.find("_x", from + 2);
    }
  }
  out.append(text, at);
  text = std::move(out);
}

bool read_string_item(XmlScan& xml, std::string& out, std::size_t most) {
  const std::size_t inside = xml.depth();
  bool in_text = false;
  for (;;) {
    const XmlEvent event = xml.next();
    if (event == XmlEvent::failed || event == XmlEvent::finished) return false;
    if (event == XmlEvent::start) {
      if (xml.local() == "rPh") {
        if (xml.skip() != XmlEvent::end) return false;
        continue;
      }
      in_text = xml.local() == "t";
      if (const auto text = in_text && out.size() < most ? xml.leaf() : std::nullopt; text) {
        out.append(text->substr(0, most - out.size()));
        in_text = false;
      }
    } else if (event == XmlEvent::end) {
      in_text = false;
      if (xml.depth() < inside) return unescape_string(out), true;
    } else if (in_text && out.size() < most) {
      out.append(xml.text().substr(0, most - out.size()));
    }
  }
}

base::Status SharedStrings::load(XmlInput input, const Limits& limits) {
  XmlScan xml(std::move(input), {.depth = 32});
  std::string text;
  for (;;) {
    const XmlEvent event = xml.next();
    if (event == XmlEvent::finished) return {};
    if (event == XmlEvent::failed) return std::unexpected(xml.error());
    if (event != XmlEvent::start || xml.local() != "si") continue;
    text.clear();
    if (!read_string_item(xml, text, kChunk)) return std::unexpected(xml.error());
    if (!add(text, limits)) return {};
  }
}

// A string lies in one chunk: its length in 32 bits, then its bytes.
bool SharedStrings::add(std::string_view text, const Limits& limits) {
  text = text.substr(0, kChunk - sizeof(std::uint32_t));
  const std::size_t bytes = text.size() + sizeof(std::uint32_t);
  const bool new_chunk = used_ + bytes > kChunk;
  // A vector that grows holds its old half for a moment: counted.
  if ((chunks_.size() + (new_chunk ? 1 : 0)) * kChunk + places_.size() * sizeof(std::uint32_t) * 3 / 2 > limits.whole_bytes) {
    cut_ = true;
    return false;
  }
  if (new_chunk) {
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(kChunk));
    used_ = 0;
  }
  char* const place = chunks_.back().get() + used_;
  const auto size = static_cast<std::uint32_t>(text.size());
  std::memcpy(place, &size, sizeof(size));
  std::memcpy(place + sizeof(size), text.data(), text.size());
  places_.push_back(static_cast<std::uint32_t>((chunks_.size() - 1) * kChunk + used_));
  used_ += bytes;
  return true;
}

std::optional<std::string_view> SharedStrings::get(std::size_t index) const {
  if (index >= places_.size()) return std::nullopt;
  const char* const place = chunks_[places_[index] / kChunk].get() + places_[index] % kChunk;
  std::uint32_t size = 0;
  std::memcpy(&size, place, sizeof(size));
  return std::string_view(place + sizeof(size), size);
}

}  // namespace gongdun::read
