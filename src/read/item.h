// An Item is one thing that can be read: a file, or a member of an archive. Its URI is the path as the user gave it;
// archive members are `path!/member`, nested ones `path!/inner.zip!/member`.
#pragma once
#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/error.h"

namespace gongdun::read {

struct Item {
  std::string uri;
  std::string real_path;  // canonical absolute path of the top-level file: the identity used for rescans
  std::uint64_t bytes = 0;
  base::TimeUs modified = 0;
  std::uint64_t device = 0, inode = 0;
  std::string owner;  // user name, or uid as text
};

// One line of the `unread` list.
struct Unread {
  std::string item;
  base::Error reason;
};

}  // namespace gongdun::read
