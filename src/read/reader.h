// The one entrance: walks sources and reads items into a ContentSink. Never throws for bad input, never follows links in a circle,
// never blocks on a FIFO or device, never executes anything.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/stop_flag.h"
#include "read/content.h"
#include "read/limits.h"

namespace gongdun::read {

struct WalkOptions {
  std::vector<std::string> paths;     // as the user gave them
  std::vector<std::string> excludes;  // shell patterns against the path as given and against its last part
};

// Calls `found` for every regular file (each file once, even through links) and `unread` for what cannot be listed.
// `found` returns false to stop. Order: by directory, then name. Returns an error only if no path at all can be opened.
base::Status walk(const WalkOptions& options, const base::StopFlag& stop, const std::function<bool(Item)>& found, const std::function<void(Unread)>& unread);

// Reads one file, archives included, into `sink`. Failures arrive through sink.unread().
void read_item(const Item& item, const Limits& limits, const base::StopFlag& stop, ContentSink& sink);

// Reads what a Git repository keeps beside its checked-out files; `item` is GitPlace::history, `within` the folder it was found with. The blobs
// come as members, as from an archive.
void read_git_repository(const Item& item, const std::string& within, const Limits& limits, const base::StopFlag& stop, ContentSink& sink);

}  // namespace gongdun::read
