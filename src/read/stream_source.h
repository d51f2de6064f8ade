// A ByteSource over something that can only be read forwards (an archive member). Random access is made by copying into an unnamed file:
// in memory up to `memory_bytes`, beyond that on disk without a name.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "read/byte_source.h"

namespace gongdun::read {

// Reads the next bytes; 0 means the end.
using PullBytes = std::function<base::Result<std::size_t>(std::span<std::byte>)>;

class StreamSource final : public ByteSource {
 public:
  StreamSource(PullBytes pull, std::optional<std::uint64_t> size, std::size_t memory_bytes);
  ~StreamSource() override;

  std::optional<std::uint64_t> size() const override { return size_; }
  base::Result<std::span<const std::byte>> head() override;
  base::Result<std::size_t> read(std::span<std::byte> into) override;
  base::Result<RandomAccess*> random_access() override;

 private:
  base::Result<std::size_t> read_stream(std::span<std::byte> into);

  PullBytes pull_;
  std::optional<std::uint64_t> size_;
  std::size_t memory_bytes_;
  std::vector<std::byte> head_;
  bool head_read_ = false;
  std::size_t taken_ = 0;          // of head_, by read()
  std::uint64_t copy_offset_ = 0;  // of read() in copy_
  std::unique_ptr<RandomAccess> copy_;
};

// Bytes already in memory (small documents, tests, fuzzing). The bytes must outlive the source.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::span<const std::byte> bytes);
  ~MemorySource() override;

  std::optional<std::uint64_t> size() const override { return bytes_.size(); }
  base::Result<std::span<const std::byte>> head() override;
  base::Result<std::size_t> read(std::span<std::byte> into) override;
  base::Result<RandomAccess*> random_access() override;

 private:
  std::span<const std::byte> bytes_;
  std::size_t taken_ = 0;
  std::unique_ptr<RandomAccess> access_;
};

}  // namespace gongdun::read
