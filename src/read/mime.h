// Pieces of Internet mail (RFC 5322, 2045-2047, 2231): header fields, parameters, encoded words, transfer encodings. Pure functions
// and small stream decoders; mail.cpp walks the messages.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"

namespace gongdun::read {

struct MailField {
  std::string name;   // lower case
  std::string value;  // unfolded, as written
  std::uint64_t line = 0;
};

// "text/html; charset=gb2312; boundary=x": the value before the first semicolon, lower case.
std::string mime_type(std::string_view field);
// A parameter of a field; also name*=utf-8''… and name*0=….
std::string mime_parameter(std::string_view field, std::string_view name);
// =?gb2312?B?…?= and unencoded 8-bit text become UTF-8.
std::string decode_header(std::string_view value);
// Encoding named by a charset label; nothing for unknown ones.
std::optional<base::Encoding> mail_charset(std::string_view label);

enum class TransferEncoding { none, base64, quoted_printable };
TransferEncoding transfer_encoding(std::string_view field);

// Decodes the lines of one part as they come.
class TransferDecoder {
 public:
  explicit TransferDecoder(TransferEncoding encoding) : encoding_(encoding) {}
  // `line` includes its end.
  void add(std::string_view line, std::string& out);

 private:
  void base64(std::string_view line, std::string& out);
  static void quoted_printable(std::string_view line, std::string& out);

  TransferEncoding encoding_;
  std::uint32_t bits_ = 0;
  int count_ = 0;
  bool ended_ = false;
};

}  // namespace gongdun::read
