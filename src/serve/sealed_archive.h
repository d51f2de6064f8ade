// A file of many named parts, compressed and sealed under a passphrase: tar (POSIX pax) in Zstandard in crypto/sealed_stream.h. Whoever has the
// passphrase reads it in one pass; nobody else reads, alters or cuts it unnoticed.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::serve {

class ArchiveWriter {
 public:
  // Writes PATH.part (mode 0600) and gives it its name at the end; PATH must not be there yet.
  static base::Result<std::unique_ptr<ArchiveWriter>> begin(const std::string& path, std::string_view passphrase);
  ~ArchiveWriter();  // without finish(): removes what was written

  base::Status add(const std::string& name, std::string_view bytes);
  // A file as long as it is when opened; one that shrinks meanwhile fails.
  base::Status add_file(const std::string& name, const std::string& path, std::string& sm3, std::uint64_t& size);
  base::Status finish();  // on the disk when it returns

 private:
  struct Impl;
  explicit ArchiveWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class ArchiveReader {
 public:
  static base::Result<std::unique_ptr<ArchiveReader>> begin(const std::string& path, std::string_view passphrase);
  ~ArchiveReader();

  base::Result<bool> next();  // false: no more
  const std::string& name() const;
  base::Result<std::string> bytes(std::size_t at_most);
  base::Status copy_to(const std::string& path, std::string& sm3);  // a new file, mode 0600

 private:
  struct Impl;
  explicit ArchiveReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::serve
