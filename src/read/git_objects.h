// The object store of a Git repository, read only. The one place that knows
// libgit2: object directories are opened by themselves, never a repository, so
// neither its settings nor global ones are looked at, nothing is executed, and
// no alternate is followed that was not named here.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace gongdun::read {

struct GitId {
  std::array<unsigned char, 20> bytes{};
  static std::optional<GitId> parse(std::string_view hex);  // 40 hexadecimal digits
  std::string hex(std::size_t digits = 40) const;
  bool operator==(const GitId&) const = default;
};
struct GitIdHash {
  std::size_t operator()(const GitId& id) const;
};

enum class GitKind { commit, tree, blob, tag, other };
struct GitHeader {
  GitKind kind = GitKind::other;
  std::uint64_t bytes = 0;
};

// Neither author nor message is kept.
struct GitCommit {
  GitId tree;
  std::vector<GitId> parents;
  std::int64_t seconds = 0;  // committed at, UTC
};

struct GitEntry {
  enum class Kind { file, link, folder, submodule } kind = Kind::file;
  std::string name;  // raw bytes
  GitId id;
};

// A file of the index (what is checked out).
struct GitIndexed {
  std::string path;
  GitId id;
  std::uint32_t bytes = 0;
  std::int32_t seconds = 0;  // modification time of the file when it was entered
  std::uint32_t nanoseconds = 0;
};

class GitObjects {
 public:
  // Objects (and chains they are put together from) larger than `largest` are
  // refused. Fails if no directory can be opened.
  static base::Result<std::unique_ptr<GitObjects>> open(const std::vector<std::string>& directories, std::uint64_t largest);
  ~GitObjects();
  GitObjects(const GitObjects&) = delete;
  GitObjects& operator=(const GitObjects&) = delete;

  // Code::not_found for objects that are not here (shallow and partial clones),
  // Code::limit for too large ones, else damaged.
  base::Result<GitHeader> header(const GitId& id);
  base::Result<GitCommit> commit(const GitId& id);
  base::Result<GitId> tag_target(const GitId& id);
  base::Result<std::vector<GitEntry>> tree(const GitId& id);
  // `use` gets the bytes while they are there.
  base::Status blob(const GitId& id, const std::function<base::Status(std::span<const std::byte>)>& use);
  // Every object once or more, in no order; `visit` returns false to stop.
  base::Status each(const std::function<bool(const GitId&)>& visit);

  static base::Status each_indexed(const std::string& index_file, const std::function<void(const GitIndexed&)>& visit);
  static base::Result<GitId> id_of_file(const std::string& path);

 private:
  GitObjects();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::read
