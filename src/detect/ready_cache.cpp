#include "detect/ready_cache.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "crypto/sm3.h"

namespace gongdun::detect {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kDigestBytes = 64;  // hex
constexpr std::string_view kKind = ".ready";

bool only_ours(const std::string& path) {
  struct stat about{};
  return lstat(path.c_str(), &about) == 0 && about.st_uid == geteuid() && (about.st_mode & (S_IWGRP | S_IWOTH)) == 0 && !S_ISLNK(about.st_mode);
}

}  // namespace

ReadyCache ReadyCache::of_user() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  if (cache != nullptr && *cache == '/') return ReadyCache(std::string(cache) + "/gongdun");
  if (home != nullptr && *home == '/') return ReadyCache(std::string(home) + "/.cache/gongdun");
  return none();
}

std::string ReadyCache::path_of(std::string_view key) const {
  return folder_ + "/" + std::string(key) + std::string(kKind);
}

std::optional<std::string> ReadyCache::find(std::string_view key) const {
  if (folder_.empty() || !only_ours(folder_)) return std::nullopt;
  const std::string path = path_of(key);
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error || size < kDigestBytes || size > kMaxBytes + kDigestBytes || !only_ours(path)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string digest(kDigestBytes, '\0'), bytes(size - kDigestBytes, '\0');
  if (!file.read(digest.data(), static_cast<std::streamsize>(digest.size()))) return std::nullopt;
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return std::nullopt;
  if (crypto::sm3_hex(std::string(key) + bytes) != digest) return std::nullopt;
  return bytes;
}

void ReadyCache::keep(std::string_view key, std::string_view bytes) const {
  if (folder_.empty() || bytes.size() > kMaxBytes) return;
  std::error_code error;
  fs::create_directories(fs::path(folder_).parent_path(), error);
  if (::mkdir(folder_.c_str(), 0700) != 0 && !only_ours(folder_)) return;
  drop_oldest();
  // Written beside and moved into place: another process sees all of it or nothing.
  const std::string path = path_of(key), draft = path + "." + std::to_string(::getpid());
  {
    std::ofstream file(draft, std::ios::binary | std::ios::trunc);
    file << crypto::sm3_hex(std::string(key).append(bytes)) << bytes;
    if (!file.flush()) {
      fs::remove(draft, error);
      return;
    }
  }
  fs::permissions(draft, fs::perms::owner_read | fs::perms::owner_write, error);
  fs::rename(draft, path, error);
  if (error) fs::remove(draft, error);
}

void ReadyCache::drop_oldest() const {
  std::vector<std::pair<fs::file_time_type, fs::path>> entries;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().extension() == kKind) entries.emplace_back(entry.last_write_time(error), entry.path());
  }
  std::sort(entries.begin(), entries.end());
  for (std::size_t i = 0; i + kMaxEntries <= entries.size(); ++i) fs::remove(entries[i].second, error);
}

}  // namespace gongdun::detect
