// Which files must be read: those that are new or changed since the store last saw them, or were read with other detection rules.
// A file under a new path whose old path is gone, with the same size, time and identity (or name), has moved: it keeps its history.
#pragma once
#include <memory>
#include <string>

#include "base/error.h"
#include "read/item.h"
#include "store/db.h"

namespace gongdun::catalog {

class ChangeCheck {
 public:
  struct Answer {
    bool read = true;
    std::string moved_from;  // canonical path, empty if it did not move
  };

  static base::Result<std::unique_ptr<ChangeCheck>> load(store::Db& db, const std::string& detect_digest);
  ~ChangeCheck();

  Answer check(const read::Item& item);  // one thread

 private:
  ChangeCheck();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::catalog
