#include "read/text_reader.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "read/byte_scan.h"

namespace gongdun::read {

using base::Encoding;

namespace {

std::span<const std::byte> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

std::size_t unit_bytes(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf16le:
    case Encoding::utf16le_bom:
    case Encoding::utf16be:
    case Encoding::utf16be_bom: return 2;
    case Encoding::utf32le:
    case Encoding::utf32be: return 4;
    default: return 1;
  }
}

bool big_endian(Encoding encoding) {
  return encoding == Encoding::utf16be || encoding == Encoding::utf16be_bom || encoding == Encoding::utf32be;
}

bool is_utf8(Encoding encoding) {
  return encoding == Encoding::utf8 || encoding == Encoding::utf8_bom;
}

// One past the last line end in `raw`, 0 if there is none. Trail bytes of the double-byte encodings are never line ends.
std::size_t after_last_line(std::string_view raw, Encoding encoding, char line_end) {
  const std::size_t unit = unit_bytes(encoding);
  if (unit == 1) return raw.rfind(line_end) + 1;
  std::string mark(unit, '\0');
  mark[big_endian(encoding) ? unit - 1 : 0] = line_end;
  for (std::size_t at = raw.size() / unit * unit; at >= unit; at -= unit) {
    if (raw.substr(at - unit, unit) == mark) return at;
  }
  return 0;
}

// Where a piece of UTF-8 may end without cutting a character.
std::size_t whole_characters(std::string_view raw) {
  std::size_t end = raw.size();
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, end); ++back) {
    const auto byte = static_cast<unsigned char>(raw[end - back]);
    if (byte < 0x80) break;
    if (byte < 0xC0) continue;
    const std::size_t need = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return need > back ? end - back : end;
  }
  return end;
}

// How many bytes `text` takes in the item.
std::uint64_t stored_length(std::string_view text, Encoding encoding) {
  if (is_utf8(encoding)) return text.size();
  const std::size_t unit = unit_bytes(encoding);
  std::uint64_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (unit == 4) {
      length += 4;
    } else if (unit == 2) {
      length += c >= 0x10000 ? 4 : 2;
    } else {
      length += c < 0x80 || encoding == Encoding::cp1252 ? 1 : c >= 0x10000 ? 4 : 2;
    }
  }
  return length;
}

// Lines that are not UTF-8 are read as what they are: logs written by programs that do not agree.
std::uint64_t repair_lines(std::string_view raw, std::string& out) {
  std::uint64_t malformed = 0;
  while (!raw.empty()) {
    const std::size_t good = base::valid_utf8_length(raw);
    if (good == raw.size()) {
      out.append(raw);
      break;
    }
    const std::size_t before = good == 0 ? 0 : raw.substr(0, good).rfind('\n') + 1;
    out.append(raw.substr(0, before));
    const std::size_t end = raw.find('\n', good);
    const std::string_view line = end == std::string_view::npos ? raw.substr(before) : raw.substr(before, end + 1 - before);
    const base::DetectedEncoding found = base::detect_encoding(as_bytes(line), true);
    const bool trust = found.confidence >= 0.6 && unit_bytes(found.encoding) == 1 && found.encoding != Encoding::binary;
    base::Decoder decoder(trust ? found.encoding : Encoding::utf8);
    decoder.decode(as_bytes(line), out, true);
    malformed += decoder.malformed();
    raw.remove_prefix(before + line.size());
  }
  return malformed;
}

}  // namespace

struct TextReader::Impl {
  ByteSource& source;
  std::size_t block;
  std::size_t overlap;
  Encoding encoding = Encoding::utf8;
  bool ascii_so_far = false;
  char line_end = '\n';
  base::Decoder decoder{Encoding::utf8};
  std::vector<char> raw;  // bytes read and not yet handed on lie at [begin, end)
  std::size_t begin = 0, end = 0;
  std::uint64_t offset = 0;  // of raw[begin] in the item
  std::uint64_t line = 1;
  std::uint64_t bad = 0;
  bool at_end = false;
  bool finished = false;
  std::optional<base::Error> failure;  // told after what came before it
  std::string text;                    // decoded form of the current chunk
  std::string tail;                    // what the next chunk repeats

  std::string_view waiting() const { return {raw.data() + begin, end - begin}; }

  void fill() {
    std::memmove(raw.data(), raw.data() + begin, end - begin);
    end -= begin;
    begin = 0;
    while (!at_end && end < raw.size()) {
      auto got = source.read(std::as_writable_bytes(std::span(raw)).subspan(end));
      if (!got) {
        failure = got.error();
        at_end = true;
      } else if (*got == 0) {
        at_end = true;
      } else {
        end += *got;
      }
    }
  }

  // Unwritten parts of sparse files and zero padding hold nothing to read.
  bool drop_zeros() {
    if (unit_bytes(encoding) != 1 || !all_zero(waiting())) return false;
    offset += end - begin;
    begin = end = 0;
    if (!at_end) offset += source.skip_hole();
    return true;
  }

  std::size_t cut() const {
    const std::string_view raw_text = waiting();
    if (at_end) return raw_text.size();
    const std::size_t line_cut = after_last_line(raw_text, encoding, line_end);
    if (line_cut > 0) return line_cut;
    return is_utf8(encoding) ? whole_characters(raw_text) : raw_text.size();
  }

  // The text was ASCII until here; what is it now?
  void settle(std::string_view piece) {
    const std::size_t ascii = base::ascii_length(piece);
    if (ascii == piece.size()) return;
    ascii_so_far = false;
    const std::size_t from = ascii == 0 ? 0 : piece.substr(0, ascii).rfind('\n') + 1;
    const auto window = as_bytes(piece.substr(from, kHeadBytes));
    const base::DetectedEncoding found = base::detect_encoding(window, from + window.size() == piece.size());
    if (found.encoding == Encoding::binary || unit_bytes(found.encoding) != 1 || is_utf8(found.encoding)) return;
    encoding = found.encoding;
    decoder = base::Decoder(encoding);
  }

  // Sets `view` to the UTF-8 form of `piece`; zero-copy when it is that already and nothing is repeated before it.
  std::string_view convert(std::string_view piece, bool last) {
    if (ascii_so_far) settle(piece);
    text.clear();
    if (is_utf8(encoding)) {
      const bool valid = base::is_valid_utf8(piece);
      if (valid && tail.empty()) return piece;
      text = tail;
      if (valid) {
        text.append(piece);
      } else {
        bad += repair_lines(piece, text);
      }
      return text;
    }
    text = tail;
    const std::uint64_t before = decoder.malformed();
    decoder.decode(as_bytes(piece), text, last);
    bad += decoder.malformed() - before;
    return text;
  }

  void keep_tail(std::string_view utf8, bool inside_line) {
    if (!inside_line || overlap == 0) {
      tail.clear();
      return;
    }
    std::size_t from = utf8.size() - std::min(utf8.size(), overlap);
    while (from < utf8.size() && (static_cast<unsigned char>(utf8[from]) & 0xC0) == 0x80) ++from;
    std::string kept(utf8.substr(from));
    tail = std::move(kept);
  }

  base::Result<bool> next(TextChunk& chunk) {
    do {
      if (finished) {
        if (failure) return std::unexpected(*std::exchange(failure, std::nullopt));
        return false;
      }
      fill();
      if (begin == end) finished = true;
    } while (finished || drop_zeros());
    const std::size_t size = cut();
    const std::string_view piece = waiting().substr(0, size);
    const bool last = at_end && size == end - begin;
    const std::uint64_t held = decoder.pending();
    chunk = {};
    chunk.overlap = static_cast<std::uint32_t>(tail.size());
    chunk.raw_offset = offset - held - stored_length(tail, encoding);
    chunk.first_line = line;
    chunk.utf8 = convert(piece, last);
    chunk.lines = count_byte(chunk.utf8.substr(chunk.overlap), line_end);
    chunk.last = last;
    line += chunk.lines;
    begin += size;
    offset += size;
    keep_tail(chunk.utf8, !last && !chunk.utf8.ends_with(line_end));
    if (last) finished = true;
    return true;
  }
};

TextReader::TextReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TextReader::~TextReader() = default;
TextReader::TextReader(TextReader&&) noexcept = default;
TextReader& TextReader::operator=(TextReader&&) noexcept = default;
Encoding TextReader::encoding() const {
  return impl_->encoding;
}
char TextReader::line_end() const {
  return impl_->line_end;
}
std::uint64_t TextReader::malformed() const {
  return impl_->bad;
}
base::Result<bool> TextReader::next_block(TextChunk& chunk) {
  return impl_->next(chunk);
}

base::Result<TextReader> TextReader::open(ByteSource& source, const Limits& limits, TextOptions options) {
  auto head = head_text(source);
  if (!head) return std::unexpected(head.error());
  const std::size_t block = std::max<std::size_t>(options.block_bytes == 0 ? limits.block_bytes : options.block_bytes, 64);
  auto impl = std::make_unique<Impl>(Impl{.source = source, .block = block, .overlap = std::min(options.overlap_bytes, block / 2)});
  impl->encoding = head->encoding.encoding == Encoding::binary ? Encoding::utf8 : head->encoding.encoding;
  impl->decoder = base::Decoder(impl->encoding);
  impl->ascii_so_far = impl->encoding == Encoding::utf8 && !head->whole && base::ascii_length(head->utf8) == head->utf8.size();
  if (head->utf8.find('\n') == std::string::npos && head->utf8.find('\r') != std::string::npos) impl->line_end = '\r';
  // A small item does not need a large buffer.
  const auto size = source.size();
  impl->raw.resize(size ? static_cast<std::size_t>(std::min<std::uint64_t>(block, *size + 64)) : block);
  for (std::size_t mark = head->encoding.mark_bytes; mark > 0;) {
    auto got = source.read(std::as_writable_bytes(std::span(impl->raw)).first(mark));
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    mark -= *got;
    impl->offset += *got;
  }
  return TextReader(std::move(impl));
}

base::Result<HeadText> head_text(ByteSource& source) {
  auto head = source.head();
  if (!head) return std::unexpected(head.error());
  HeadText result;
  const auto size = source.size();
  result.whole = head->size() < kHeadBytes || (size && *size == head->size());
  result.encoding = base::detect_encoding(*head, result.whole);
  if (result.encoding.encoding == Encoding::binary) return result;
  base::Decoder decoder(result.encoding.encoding);
  decoder.decode(head->subspan(result.encoding.mark_bytes), result.utf8, result.whole);
  return result;
}

}  // namespace gongdun::read
