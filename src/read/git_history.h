// What a Git repository keeps beside the files that are checked out: every blob
// of every commit that a reference, a reflog or nothing at all still holds on
// to, each once, named by the oldest commit that brought it. Members are called
// COMMIT/PATH.
#pragma once
#include "read/format.h"

namespace gongdun::read {

// `context.item` is one made by git_place(), `within` the folder it was made
// with. Blobs larger than Limits::whole_bytes are unread; at most
// `most_objects` are looked at.
base::Status read_git_history(const std::string& within, ExtractContext& context, std::size_t most_objects = 2'000'000);

}  // namespace gongdun::read
