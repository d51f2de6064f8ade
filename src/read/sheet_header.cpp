#include "read/sheet_header.h"

#include <algorithm>

namespace gongdun::read {

std::string plain_sheet_header(std::string_view coded) {
  std::string plain;
  for (std::size_t i = 0; i < coded.size(); ++i) {
    if (coded[i] != '&' || i + 1 >= coded.size()) {
      plain.push_back(coded[i]);
      continue;
    }
    ++i;
    if (coded[i] == '"') i = std::min(coded.find('"', i + 1), coded.size());
    if (i < coded.size() && coded[i] == '&') plain.push_back('&');
    if (i < coded.size() && coded[i] >= '0' && coded[i] <= '9') i = std::min(coded.find_first_not_of("0123456789", i), coded.size()) - 1;
    if (i < coded.size() && (coded[i] == 'L' || coded[i] == 'C' || coded[i] == 'R')) plain.push_back(' ');
  }
  return plain;
}

}  // namespace gongdun::read
