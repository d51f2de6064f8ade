// What was made from the rule packs and need not be made again: files in the user's cache folder ($XDG_CACHE_HOME/gongdun or ~/.cache/gongdun).
// Nothing is lost when it is missing, full, broken or of another version; then things are made anew. It holds rules only, never data.
// Trust: the folder is the user's own, like the program's store; a folder that others may write to is not used, and each entry carries its SM3.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gongdun::detect {

class ReadyCache {
 public:
  // An empty folder: keeps nothing.
  explicit ReadyCache(std::string folder) : folder_(std::move(folder)) {}
  static ReadyCache of_user();
  static ReadyCache none() { return ReadyCache({}); }

  // `key`: letters, digits and hyphens. At most kMaxBytes.
  std::optional<std::string> find(std::string_view key) const;
  void keep(std::string_view key, std::string_view bytes) const;

  static constexpr std::size_t kMaxBytes = 64U << 20;
  static constexpr std::size_t kMaxEntries = 16;  // the oldest go first

 private:
  std::string path_of(std::string_view key) const;
  void drop_oldest() const;

  std::string folder_;
};

}  // namespace gongdun::detect
