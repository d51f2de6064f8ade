#include "base/encoding.h"

#include <algorithm>
#include <cstring>

#include "base/encoding_tables.h"
#include "base/utf8.h"

namespace gongdun::base {
namespace {

using Byte = unsigned char;

// Writes UTF-8 into memory that is known to be large enough.
class Writer {
 public:
  explicit Writer(char* out) : out_(out) {}

  void put(char32_t c) {
    if (c < 0x80) {
      *out_++ = static_cast<char>(c);
    } else if (c < 0x800) {
      *out_++ = static_cast<char>(0xC0 | (c >> 6));
      *out_++ = static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      *out_++ = static_cast<char>(0xE0 | (c >> 12));
      *out_++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      *out_++ = static_cast<char>(0x80 | (c & 0x3F));
    } else {
      *out_++ = static_cast<char>(0xF0 | (c >> 18));
      *out_++ = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
      *out_++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      *out_++ = static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  void copy(const Byte* p, std::size_t size) {
    std::memcpy(out_, p, size);
    out_ += size;
  }
  char* end() const { return out_; }

 private:
  char* out_;
};

// One conversion step: how much was eaten and how much of it was malformed. A character that may be cut is left over unless `last`.
struct Step {
  std::size_t eaten = 0;
  std::uint64_t malformed = 0;
};

std::string_view view(const Byte* p, std::size_t size) {
  return {reinterpret_cast<const char*>(p), size};
}

// Can `left` bytes at p be the beginning of a longer legal UTF-8 sequence?
bool cut_utf8(const Byte* p, std::size_t left) {
  const std::size_t need = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : p[0] >= 0xC2 ? 2 : 1;
  if (left >= need || p[0] > 0xF4) return false;
  return std::all_of(p + 1, p + left, [](Byte b) { return (b & 0xC0) == 0x80; });
}

Step from_utf8(const Byte* p, std::size_t size, Writer& out, bool last) {
  Step step;
  while (step.eaten < size) {
    const std::size_t good = valid_utf8_length(view(p + step.eaten, size - step.eaten));
    out.copy(p + step.eaten, good);
    step.eaten += good;
    if (step.eaten == size || (!last && cut_utf8(p + step.eaten, size - step.eaten))) break;
    out.put(kReplacement);
    ++step.malformed;
    ++step.eaten;
  }
  return step;
}

template <bool kBig>
char32_t unit16(const Byte* p) {
  return kBig ? static_cast<char32_t>(p[0] << 8 | p[1]) : static_cast<char32_t>(p[1] << 8 | p[0]);
}

template <bool kBig>
Step from_utf16(const Byte* p, std::size_t size, Writer& out, bool last) {
  Step step;
  while (step.eaten + 2 <= size) {
    const char32_t unit = unit16<kBig>(p + step.eaten);
    if (unit < 0xD800 || unit >= 0xE000) {
      out.put(unit);
      step.eaten += 2;
      continue;
    }
    if (unit < 0xDC00 && step.eaten + 4 > size && !last) return step;
    const char32_t low = step.eaten + 4 <= size ? unit16<kBig>(p + step.eaten + 2) : 0;
    if (unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
      out.put(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
      step.eaten += 4;
    } else {
      out.put(kReplacement);
      ++step.malformed;
      step.eaten += 2;
    }
  }
  if (last && step.eaten < size) {
    out.put(kReplacement);
    ++step.malformed;
    step.eaten = size;
  }
  return step;
}

template <bool kBig>
Step from_utf32(const Byte* p, std::size_t size, Writer& out, bool last) {
  Step step;
  for (; step.eaten + 4 <= size; step.eaten += 4) {
    const char32_t high = unit16<kBig>(p + step.eaten + (kBig ? 0 : 2));
    const char32_t value = high << 16 | unit16<kBig>(p + step.eaten + (kBig ? 2 : 0));
    const bool good = value <= 0x10FFFF && (value < 0xD800 || value >= 0xE000);
    out.put(good ? value : kReplacement);
    if (!good) ++step.malformed;
  }
  if (last && step.eaten < size) {
    out.put(kReplacement);
    ++step.malformed;
    step.eaten = size;
  }
  return step;
}

bool is_digit(Byte b) {
  return b >= 0x30 && b <= 0x39;
}
bool is_gb_lead(Byte b) {
  return b >= 0x81 && b <= 0xFE;
}

// Length of the character at p: 0 when it may be cut, 1 with c = 0 when malformed.
std::size_t double_byte_character(const DoubleByteTable& table, bool four, const Byte* p, std::size_t left, bool last, char32_t& c) {
  c = 0;
  if (!table.lead[p[0]]) {
    c = table.single[p[0]];
    return 1;
  }
  if (left < 2) return last ? 1 : 0;
  if (four && is_digit(p[1])) {
    if (left < 4 && !last && (left < 3 || is_gb_lead(p[2]))) return 0;
    if (left < 4 || !is_gb_lead(p[2]) || !is_digit(p[3])) return 1;
    c = gb18030_four_byte(gb18030_linear(p));
    return c == 0 ? 1 : 4;
  }
  c = table.pair[static_cast<std::size_t>(p[0]) << 8 | p[1]];
  return c == 0 ? 1 : 2;
}

Step from_double_byte(const DoubleByteTable& table, bool four, const Byte* p, std::size_t size, Writer& out, bool last) {
  Step step;
  while (step.eaten < size) {
    if (p[step.eaten] < 0x80) {
      const std::size_t run = ascii_length(view(p + step.eaten, size - step.eaten));
      out.copy(p + step.eaten, run);
      step.eaten += run;
      continue;
    }
    char32_t c = 0;
    const std::size_t length = double_byte_character(table, four, p + step.eaten, size - step.eaten, last, c);
    if (length == 0) break;
    if (c == 0) ++step.malformed;
    out.put(c == 0 ? kReplacement : c);
    step.eaten += length;
  }
  return step;
}

Step from_cp1252(const Byte* p, std::size_t size, Writer& out) {
  Step step;
  for (; step.eaten < size; ++step.eaten) {
    const Byte b = p[step.eaten];
    const char32_t c = b >= 0x80 && b < 0xA0 ? kCp1252High[b - 0x80U] : b;
    if (c == 0 && b != 0) ++step.malformed;
    out.put(c == 0 && b != 0 ? kReplacement : c);
  }
  return step;
}

Step convert(Encoding encoding, const Byte* p, std::size_t size, Writer& out, bool last) {
  switch (encoding) {
    case Encoding::utf8:
    case Encoding::utf8_bom:
    case Encoding::binary: return from_utf8(p, size, out, last);
    case Encoding::utf16le:
    case Encoding::utf16le_bom: return from_utf16<false>(p, size, out, last);
    case Encoding::utf16be:
    case Encoding::utf16be_bom: return from_utf16<true>(p, size, out, last);
    case Encoding::utf32le: return from_utf32<false>(p, size, out, last);
    case Encoding::utf32be: return from_utf32<true>(p, size, out, last);
    case Encoding::gb18030:
    case Encoding::big5:
    case Encoding::shift_jis: return from_double_byte(double_byte_table(encoding), encoding == Encoding::gb18030, p, size, out, last);
    case Encoding::cp1252: return from_cp1252(p, size, out);
  }
  return {};
}

// No encoding here makes more than three bytes of UTF-8 from one byte.
Step append_converted(Encoding encoding, const Byte* p, std::size_t size, std::string& out, bool last) {
  Step step;
  const std::size_t before = out.size();
  out.resize_and_overwrite(before + size * 3 + 4, [&](char* data, std::size_t) {
    Writer writer(data + before);
    step = convert(encoding, p, size, writer, last);
    return static_cast<std::size_t>(writer.end() - data);
  });
  return step;
}

}  // namespace

const char* encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return "utf-8";
    case Encoding::utf8_bom: return "utf-8-bom";
    case Encoding::utf16le: return "utf-16le";
    case Encoding::utf16le_bom: return "utf-16le-bom";
    case Encoding::utf16be: return "utf-16be";
    case Encoding::utf16be_bom: return "utf-16be-bom";
    case Encoding::utf32le: return "utf-32le";
    case Encoding::utf32be: return "utf-32be";
    case Encoding::gb18030: return "gb18030";
    case Encoding::big5: return "big5";
    case Encoding::shift_jis: return "shift-jis";
    case Encoding::cp1252: return "cp1252";
    case Encoding::binary: return "binary";
  }
  return "binary";
}

struct Decoder::Impl {
  Encoding encoding;
  std::string pending;  // at most three bytes
  std::uint64_t malformed = 0;
};

Decoder::Decoder(Encoding encoding) : impl_(std::make_unique<Impl>(Impl{encoding, {}, 0})) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
std::uint64_t Decoder::malformed() const {
  return impl_->malformed;
}
std::size_t Decoder::pending() const {
  return impl_->pending.size();
}

void Decoder::decode(std::span<const std::byte> in, std::string& out, bool last) {
  const Byte* p = reinterpret_cast<const Byte*>(in.data());
  std::size_t size = in.size();
  // The cut character is completed in a small buffer, so the rest of `in` is converted where it lies.
  while (!impl_->pending.empty() && (size > 0 || last)) {
    std::string joined = impl_->pending;
    const std::size_t taken = std::min<std::size_t>(size, 4);
    joined.append(reinterpret_cast<const char*>(p), taken);
    const std::size_t held = impl_->pending.size();
    const bool all = taken == size;
    const Step step = append_converted(impl_->encoding, reinterpret_cast<const Byte*>(joined.data()), joined.size(), out, last && all);
    impl_->malformed += step.malformed;
    if (step.eaten >= held) {
      impl_->pending.clear();
      p += step.eaten - held;
      size -= step.eaten - held;
    } else {
      impl_->pending = joined.substr(step.eaten);
      p += taken;
      size -= taken;
      if (size == 0) return;
    }
  }
  if (size == 0) return;
  const Step step = append_converted(impl_->encoding, p, size, out, last);
  impl_->malformed += step.malformed;
  impl_->pending.assign(reinterpret_cast<const char*>(p + step.eaten), size - step.eaten);
}

std::string to_utf8(std::span<const std::byte> bytes, Encoding encoding) {
  std::string out;
  Decoder(encoding).decode(bytes, out, true);
  return out;
}

}  // namespace gongdun::base
