// The parts of XML that are about characters: references, safe places to cut a long run, and the encoding of a document.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/encoding.h"

namespace gongdun::read {

// Appends `raw` with the five built-in entities and character references decoded and CR LF made LF; other entities stay as they are.
void decode_xml_text(std::string_view raw, std::string& out);

// The longest prefix of `text` that ends neither inside a UTF-8 character nor, within the last `entity_bytes`, inside "&...;".
std::size_t safe_cut(std::string_view text, std::size_t entity_bytes);

struct XmlEncoding {
  base::Encoding encoding = base::Encoding::utf8;
  std::size_t mark_bytes = 0;
};
// From the byte-order mark, the zero pattern of UTF-16, the declaration, and last the content itself (a GBK file that says nothing).
XmlEncoding detect_xml_encoding(std::string_view head, bool whole);

// The encoding a label such as "gb2312" or "ISO-8859-1" stands for; binary when unknown. Also used for HTML.
base::Encoding encoding_from_label(std::string_view label);

}  // namespace gongdun::read
