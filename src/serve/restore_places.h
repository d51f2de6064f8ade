// Where a backup is brought back to: beside the places named, under other names, until everything is there; then both get their names. Private to serve.
#pragma once
#include <filesystem>
#include <string>

#include "serve/backup.h"

namespace gongdun::serve {

class RestorePlaces {
 public:
  explicit RestorePlaces(const BackupPlace& to);
  ~RestorePlaces();  // without end(): removes what begin() made
  RestorePlaces(const RestorePlaces&) = delete;
  RestorePlaces& operator=(const RestorePlaces&) = delete;

  // Fails where something is there already.
  base::Status begin();
  base::Status end();

  const std::string& address() const { return address_; }  // of the store, as long as it is filled
  std::filesystem::path data() const;

 private:
  std::filesystem::path data_, file_;  // file_: of an SQLite store
  std::string address_;
  bool begun_ = false, done_ = false;
};

}  // namespace gongdun::serve
