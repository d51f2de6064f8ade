// The kinds of archive we open and how their first bytes look. Private to read.
#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

struct archive;

namespace gongdun::read {

using SupportFormat = int (*)(struct archive*);

struct ArchiveKind {
  int filter = 0;  // ARCHIVE_FILTER_*, 0: none
  std::array<SupportFormat, 3> formats{};
  bool seeks = false;                                                // the directory is at the end or members are found by position
  base::Status (*check)(std::span<const std::byte> head) = nullptr;  // refuses what would need too much memory
};

bool is_tar(std::string_view head);
// An xz stream names the size of its dictionary; more than 128 MiB is refused.
base::Status check_xz_dictionary(std::span<const std::byte> head);
// "path/data.csv.gz" → "data.csv", "x.tgz" → "x.tar"; without a known ending the name itself.
std::string uncompressed_name(std::string_view uri);

}  // namespace gongdun::read
