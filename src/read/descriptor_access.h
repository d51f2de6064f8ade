// Random access to an open descriptor: a file, a memfd or an unnamed file. Private to read.
#pragma once
#include <utility>

#include "read/byte_source.h"

namespace gongdun::read {

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

class DescriptorAccess final : public RandomAccess {
 public:
  DescriptorAccess(Descriptor fd, std::uint64_t size) : fd_(std::move(fd)), size_(size) {}
  std::uint64_t size() const override { return size_; }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) override;
  base::Result<int> descriptor() override { return fd_.get(); }

 private:
  Descriptor fd_;
  std::uint64_t size_;
};

// Reads until `into` is full or the end; errno becomes an Error.
base::Result<std::size_t> read_fully(int fd, std::uint64_t offset, std::span<std::byte> into);
base::Status write_fully(int fd, std::span<const std::byte> bytes);
// A file without a name in memory, or on disk (never left behind, even after kill -9).
base::Result<Descriptor> unnamed_memory();
base::Result<Descriptor> unnamed_file();

// An Error from errno, in words.
std::unexpected<base::Error> system_failure(int error_number, const char* zh, const char* en);
std::unexpected<base::Error> shrank();

}  // namespace gongdun::read
