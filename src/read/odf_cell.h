// One cell of an OpenDocument table while it is read (ISO/IEC 26300-1 §9.1.4): its typed value and the paragraphs it shows.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "read/xml_scan.h"

namespace gongdun::read {

struct OdfCell {
  std::string type, value;  // office:value-type and the value attribute that belongs to it
  std::string shown;        // text:p, joined by '\n'
  std::uint32_t repeated = 1;
  std::uint32_t spanned = 1;

  void start(XmlScan& xml);
  // As people see it: dates as ISO text, identity numbers with all digits, codes with their leading zeros.
  std::string visible() const;
};

// number-rows-repeated, number-columns-repeated and the like; 1 when absent or nonsense.
std::uint64_t odf_count(XmlScan& xml, std::string_view attribute);

}  // namespace gongdun::read
