// What an item may cost. Exceeding a limit makes the item (or the rest of it) `unread` with a reason; the run goes on.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace gongdun::read {

struct Limits {
  int nesting = 8;                             // archives within archives
  std::uint64_t expanded_bytes = 64ULL << 30;  // all that one top-level archive may unpack to
  double expansion_ratio = 2000;               // unpacked : packed, judged beyond expansion_floor
  std::uint64_t expansion_floor = 256ULL << 20;
  std::uint64_t archive_memory = 192ULL << 20;  // by which the process may grow while an archive is unpacked: dictionaries are as large as it likes
  std::uint64_t archive_members = 1'000'000;
  std::size_t whole_bytes = 64ULL << 20;   // nothing larger is ever held whole in memory
  std::size_t inflate_bytes = 4ULL << 20;  // a part of a document that is said to be no larger is inflated in one piece; 0: all are streamed
  std::size_t block_bytes = 1ULL << 20;    // size of a text block handed on
  std::size_t cell_bytes = 64ULL << 10;    // a longer cell is cut; the rest is handed on as text
  std::size_t columns = 16'384;
  std::size_t depth = 200;                      // JSON, XML, YAML nesting
  std::chrono::milliseconds item_time{20'000};  // per MiB-independent work, e.g. one poppler run
  // One file with all that is in it: so long, and longer by its size at a pace no honest file falls below.
  std::chrono::milliseconds file_time{60'000};
  std::uint64_t file_pace = 512ULL << 10;  // bytes per second
};

}  // namespace gongdun::read
