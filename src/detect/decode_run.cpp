// What an encoded run holds.
#include <algorithm>
#include <array>
#include <span>

#include "base/base64.h"
#include "base/encoding.h"
#include "base/utf8.h"
#include "detect/byte_set.h"
#include "detect/encoded_runs.h"

namespace gongdun::detect {
namespace {

constexpr std::size_t kTrial = 256;       // characters decoded first to see whether it is text at all
constexpr std::size_t kShortestText = 8;  // bytes

unsigned digit(char c) {
  return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}
bool hex_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return false;
  return std::ranges::all_of(text.substr(at, count), [](char c) { return is_hex_byte(static_cast<unsigned char>(c)); });
}

bool control(char c) {
  const auto b = static_cast<unsigned char>(c);
  return (b < 0x20 && b != '\n' && b != '\r' && b != '\t') || b == 0x7F;
}

// Text in UTF-16 (PowerShell's -EncodedCommand): nearly every second byte is zero.
bool wide(std::string_view bytes) {
  if (bytes.size() < 2 * kShortestText) return false;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    even += bytes[i] == '\0';
    odd += bytes[i + 1] == '\0';
  }
  return even == 0 && odd * 4 >= bytes.size();
}

// A character cut at either end is left out.
std::string_view whole_characters(std::string_view bytes) {
  std::size_t head = 0;
  while (head < 3 && head < bytes.size() && (static_cast<unsigned char>(bytes[head]) & 0xC0) == 0x80) ++head;
  bytes.remove_prefix(head);
  const std::size_t valid = base::valid_utf8_length(bytes);
  return bytes.size() - valid < 4 ? bytes.substr(0, valid) : std::string_view();
}

// UTF-8 of bytes that are text; empty if they are not.
std::string text_of(std::string_view bytes) {
  std::string converted;
  if (wide(bytes)) {
    const std::string_view even = bytes.substr(0, bytes.size() / 2 * 2);
    converted = base::to_utf8({reinterpret_cast<const std::byte*>(even.data()), even.size()}, base::Encoding::utf16le);
    bytes = converted;
  }
  bytes = whole_characters(bytes);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.size() < kShortestText || std::ranges::any_of(bytes, control)) return {};
  return std::string(bytes);
}

bool decode_hex(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) out += static_cast<char>(digit(text[i]) << 4 | digit(text[i + 1]));
  return text.size() % 2 == 0;
}

bool decode_binary(std::string_view text, Encoding encoding, std::string& out) {
  const auto decode = [&](std::string_view part, std::string& bytes) {
    return encoding == Encoding::hex ? decode_hex(part, bytes) : base::decode_base64(part, bytes);
  };
  std::string bytes;
  if (text.size() > 2 * kTrial) {
    decode(text.substr(0, kTrial), bytes);
    if (text_of(bytes).empty()) return false;
    bytes.clear();
  }
  if (!decode(text, bytes)) return false;
  const std::string readable = text_of(bytes);
  out += readable;
  return !readable.empty();
}

// One step of a text with escapes: `size` bytes of it became the bytes appended to `out`.
std::size_t percent_step(std::string_view text, std::size_t at, std::string& out) {
  if (text[at] == '%' && hex_at(text, at + 1, 2)) {
    const char byte = static_cast<char>(digit(text[at + 1]) << 4 | digit(text[at + 2]));
    out += control(byte) ? ' ' : byte;
    return 3;
  }
  out += text[at];
  return 1;
}

std::size_t unicode_step(std::string_view text, std::size_t at, std::string& out) {
  const auto unit = [&](std::size_t from) { return digit(text[from]) << 12 | digit(text[from + 1]) << 8 | digit(text[from + 2]) << 4 | digit(text[from + 3]); };
  if (text[at] != '\\' || at + 1 >= text.size() || text[at + 1] != 'u' || !hex_at(text, at + 2, 4)) {
    out += text[at];
    return 1;
  }
  char32_t character = unit(at + 2);
  std::size_t size = 6;
  if (character >= 0xD800 && character < 0xDC00 && at + 7 < text.size() && text[at + 6] == '\\' && text[at + 7] == 'u' && hex_at(text, at + 8, 4)) {
    const char32_t low = unit(at + 8);
    if (low >= 0xDC00 && low < 0xE000) {
      character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
      size = 12;
    }
  }
  const bool bad = character < 0x20 || character == 0x7F || (character >= 0xD800 && character < 0xE000);
  base::append_utf8(out, bad ? U' ' : character);
  return size;
}

std::size_t step(std::string_view text, Encoding encoding, std::size_t at, std::string& out) {
  return encoding == Encoding::percent ? percent_step(text, at, out) : unicode_step(text, at, out);
}

bool decode_escapes(std::string_view text, Encoding encoding, std::string& out) {
  const std::size_t before = out.size();
  for (std::size_t at = 0; at < text.size();) at += step(text, encoding, at, out);
  if (base::is_valid_utf8(std::string_view(out).substr(before))) return true;
  out.resize(before);  // escapes of another character set
  return false;
}

}  // namespace

bool decode_run(std::string_view text, const EncodedRun& run, bool cut, std::string& out) {
  const std::string_view encoded = text.substr(run.begin, run.end - run.begin);
  if (run.encoding == Encoding::percent || run.encoding == Encoding::unicode) return decode_escapes(encoded, run.encoding, out);
  if (decode_binary(encoded, run.encoding, out)) return true;
  for (std::size_t phase = 1; cut && phase < 4 && phase < encoded.size(); ++phase) {
    if (decode_binary(encoded.substr(phase), run.encoding, out)) return true;
  }
  // Digits and the first six letters are base64 too.
  return run.encoding == Encoding::hex && decode_binary(encoded, Encoding::base64, out);
}

SourceSpan source_of(std::string_view text, const EncodedRun& run, std::size_t begin, std::size_t end) {
  if (run.encoding != Encoding::percent && run.encoding != Encoding::unicode) return {run.begin, run.end};
  SourceSpan span{run.end, run.end};
  const std::string_view encoded = text.substr(run.begin, run.end - run.begin);
  std::string piece;
  std::size_t made = 0;
  for (std::size_t at = 0; at < encoded.size();) {
    piece.clear();
    const std::size_t size = step(encoded, run.encoding, at, piece);
    if (made <= begin) span.begin = run.begin + at;
    made += piece.size();
    at += size;
    if (made < end) continue;
    span.end = run.begin + at;
    break;
  }
  return span;
}

}  // namespace gongdun::detect
