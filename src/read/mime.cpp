#include "read/mime.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <span>

#include "base/utf8.h"
#include "read/sniff.h"
#include "read/xml_entities.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kWordBytes = 1200;  // RFC 2047 allows 75; some programs write more

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

std::string convert(std::string_view bytes, std::optional<base::Encoding> encoding) {
  const auto raw = std::as_bytes(std::span(bytes));
  if (!encoding) {
    if (base::is_valid_utf8(bytes)) return std::string(bytes);
    encoding = base::detect_encoding(raw, true).encoding;
    if (*encoding == base::Encoding::binary) encoding = base::Encoding::cp1252;
  }
  return base::to_utf8(raw, *encoding);
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out.push_back(static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

// The parameters of a field as written, names in lower case.
std::map<std::string, std::string> parameters(std::string_view field) {
  std::map<std::string, std::string> found;
  std::size_t at = field.find(';');
  while (at != field.npos && found.size() < 64) {
    field.remove_prefix(at + 1);
    const std::size_t equals = field.find_first_of("=;");
    if (equals == field.npos) break;
    if (field[equals] == ';') {
      at = equals;
      continue;
    }
    const std::string name = base::ascii_lower(base::trim(field.substr(0, equals)));
    std::string_view rest = base::trim(field.substr(equals + 1));
    std::string value;
    if (rest.starts_with('"')) {
      std::size_t i = 1;
      for (; i < rest.size() && rest[i] != '"'; ++i) {
        if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
        value.push_back(rest[i]);
      }
      rest.remove_prefix(std::min(i + 1, rest.size()));
      at = rest.find(';');
    } else {
      at = rest.find(';');
      value = std::string(base::trim(rest.substr(0, at)));
    }
    found.emplace(name, std::move(value));
    field = rest;
  }
  return found;
}

std::string decode_extended(std::string_view value) {  // charset'language'percent-encoded
  const std::size_t first = value.find('\'');
  const std::size_t second = first == value.npos ? value.npos : value.find('\'', first + 1);
  if (second == value.npos) return percent_decoded(value);
  return convert(percent_decoded(value.substr(second + 1)), mail_charset(value.substr(0, first)));
}

struct EncodedWord {
  std::string text;
  std::size_t length = 0;
};

// =?charset?B|Q?text?=
std::optional<EncodedWord> encoded_word(std::string_view value) {
  if (!value.starts_with("=?")) return std::nullopt;
  const std::size_t kind = value.find('?', 2);
  if (kind == value.npos || kind + 2 >= value.size() || value[kind + 2] != '?') return std::nullopt;
  const std::size_t close = value.find("?=", kind + 3);
  if (close == value.npos) return std::nullopt;
  const std::string_view coded = value.substr(kind + 3, close - kind - 3);
  std::string bytes;
  if (value[kind + 1] == 'B' || value[kind + 1] == 'b') {
    TransferDecoder(TransferEncoding::base64).add(coded, bytes);
  } else {
    std::string blanks(coded);
    std::replace(blanks.begin(), blanks.end(), '_', ' ');
    TransferDecoder(TransferEncoding::quoted_printable).add(blanks, bytes);
  }
  std::string_view charset = value.substr(2, kind - 2);
  return EncodedWord{convert(bytes, mail_charset(charset.substr(0, charset.find('*')))), close + 2};
}

}  // namespace

std::string mime_type(std::string_view field) {
  return base::ascii_lower(base::trim(field.substr(0, field.find(';'))));
}

std::string mime_parameter(std::string_view field, std::string_view name) {
  const auto all = parameters(field);
  const std::string key(name);
  if (const auto plain = all.find(key); plain != all.end()) return decode_header(plain->second);
  if (const auto extended = all.find(key + "*"); extended != all.end()) return decode_extended(extended->second);
  std::string joined;
  bool coded = false;
  for (int part = 0; part < 32; ++part) {
    const std::string numbered = key + "*" + std::to_string(part);
    if (const auto piece = all.find(numbered); piece != all.end()) {
      joined += piece->second;
    } else if (const auto extended = all.find(numbered + "*"); extended != all.end()) {
      joined += extended->second;
      coded = true;
    } else {
      break;
    }
  }
  return coded ? decode_extended(joined) : joined;
}

std::string decode_header(std::string_view value) {
  std::string out, raw;
  bool after_word = false;
  std::size_t at = 0;
  while (at < value.size()) {
    if (const auto word = encoded_word(value.substr(at, kWordBytes))) {
      const bool only_space = base::trim(raw).empty();
      if (!(after_word && only_space)) out += convert(raw, std::nullopt);  // space between encoded words does not count
      raw.clear();
      out += word->text;
      at += word->length;
      after_word = true;
    } else {
      raw.push_back(value[at++]);
      if (after_word && raw.back() != ' ' && raw.back() != '\t') after_word = false;
    }
  }
  return out + convert(raw, std::nullopt);
}

std::optional<base::Encoding> mail_charset(std::string_view label) {
  const std::string lower = base::ascii_lower(base::trim(label));
  if (lower.empty() || lower == "us-ascii" || lower == "ascii" || lower == "unknown-8bit") return std::nullopt;
  const base::Encoding encoding = encoding_from_label(lower);
  if (encoding == base::Encoding::binary) return std::nullopt;
  return encoding;
}

TransferEncoding transfer_encoding(std::string_view field) {
  const std::string name = mime_type(field);
  if (name == "base64") return TransferEncoding::base64;
  return name == "quoted-printable" ? TransferEncoding::quoted_printable : TransferEncoding::none;
}

void TransferDecoder::add(std::string_view line, std::string& out) {
  if (encoding_ == TransferEncoding::base64) return base64(line, out);
  if (encoding_ == TransferEncoding::quoted_printable) return quoted_printable(line, out);
  out.append(line);
}

void TransferDecoder::base64(std::string_view line, std::string& out) {
  for (const char c : line) {
    if (c == '=') ended_ = true;
    const int digit = base64_digit(c);
    if (digit < 0 || ended_) continue;
    bits_ = (bits_ << 6) | static_cast<std::uint32_t>(digit);
    count_ = count_ % 4 + 1;
    if (count_ == 1) continue;
    const int left = 8 - 2 * count_;  // 4, 2, 0 bits stay behind
    out.push_back(static_cast<char>((bits_ >> left) & 0xFF));
  }
}

void TransferDecoder::quoted_printable(std::string_view line, std::string& out) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '=') {
      out.push_back(line[i]);
      continue;
    }
    const std::string_view rest = line.substr(i + 1);
    if (rest.size() >= 2 && hex_digit(rest[0]) >= 0 && hex_digit(rest[1]) >= 0) {
      out.push_back(static_cast<char>(hex_digit(rest[0]) * 16 + hex_digit(rest[1])));
      i += 2;
    } else if (base::trim(rest).empty()) {
      return;  // soft line end
    } else {
      out.push_back('=');
    }
  }
}

}  // namespace gongdun::read
