// The member names a ZIP file shows in its first bytes, walked from local header to local header (APPNOTE 4.3.7): a package inside
// a stored member is not mistaken for the file itself.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::read {

struct ZipHeadEntry {
  std::string_view name;
  std::string_view stored;  // the content, when it is stored and lies in the head
};

std::vector<ZipHeadEntry> zip_head_entries(std::string_view head);

}  // namespace gongdun::read
