// GeoEAS / GSLIB data: a title line, the number of variables, one name per line, then rows of white-space separated numbers.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/format.h"

namespace gongdun::read {

struct GeoeasHeader {
  std::string title;
  std::vector<std::string> names;
  std::size_t lines = 0;  // header lines in front of the first row
};

// Nothing unless the header is complete and the row after it holds exactly as many numbers.
std::optional<GeoeasHeader> geoeas_header(std::string_view text);
base::Status extract_geoeas(ByteSource& source, ExtractContext& context);

}  // namespace gongdun::read
