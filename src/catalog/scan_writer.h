// The one thread that writes a scan into the store, in transactions of about a second.
#pragma once
#include <memory>

#include "catalog/change_check.h"
#include "catalog/scan.h"
#include "detect/item_scanner.h"

namespace gongdun::catalog {

struct ScanEvent {
  enum class Kind { scanned, finished, unchanged, moved, unread, failed } kind = Kind::scanned;
  detect::ScannedItem scanned;
  read::Item item;         // finished, unchanged, moved
  std::string moved_from;  // canonical path it had
  read::Unread unread;
  base::Error error;  // failed: nothing can be read at all
};

class ScanWriter {
 public:
  static base::Result<std::unique_ptr<ScanWriter>> open(Catalog& catalog, const ScanTools& tools, const ScanRequest& request, ScanOutcome& outcome);
  ~ScanWriter();

  // For the listing thread; the answers rest on what the store knew when the scan began.
  ChangeCheck& change_check();
  base::Status handle(ScanEvent event);
  // Nothing comes just now (a big item is being read): stores what there is, so that others may write meanwhile.
  base::Status rest();
  // Marks what vanished (unless interrupted), grades what changed, gives it to the source, fills the outcome.
  base::Status finish(bool interrupted);

 private:
  ScanWriter();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::catalog
