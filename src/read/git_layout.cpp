#include "read/git_layout.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "base/utf8.h"
#include "read/descriptor_access.h"

namespace gongdun::read {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestList = 256U << 20;  // packed-refs, a reflog
constexpr std::size_t kMostFiles = 2'000'000;       // references and loose objects
constexpr std::size_t kDeepestReference = 64;       // folders
constexpr int kAlternates = 5;                      // chained

bool is_below(const std::string& path, const std::string& directory) {
  return path == directory || (path.starts_with(directory) && (directory.ends_with('/') || path[directory.size()] == '/'));
}

// A regular file's bytes; links and special files are not opened.
std::string small_file(const std::string& path, std::uint64_t most) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return {};
  std::string text;
  struct stat info{};
  if (::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode) && static_cast<std::uint64_t>(info.st_size) <= most) {
    text.resize(static_cast<std::size_t>(info.st_size));
    std::size_t have = 0;
    while (have < text.size()) {
      const ssize_t got = ::read(descriptor, text.data() + have, text.size() - have);
      if (got <= 0) break;
      have += static_cast<std::size_t>(got);
    }
    text.resize(have);
  }
  ::close(descriptor);
  return text;
}

bool is_real_directory(const std::string& path) {
  struct stat info{};
  return ::lstat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

std::string canonical(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? std::string() : real.string();
}

std::uint64_t mix(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return (hash ^ 0xFF) * 0x100000001b3ULL;
}

// Regular files below a folder, in order of name; links and special files are
// named in `odd`.
struct Listing {
  std::vector<std::string> files;
  std::vector<std::string> odd;
};
void list(const std::string& directory, std::size_t depth, Listing& out) {
  std::error_code error;
  std::vector<std::string> folders;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    const fs::file_status status = at->symlink_status(error);
    if (fs::is_directory(status))
      folders.push_back(at->path().string());
    else
      (fs::is_regular_file(status) ? out.files : out.odd).push_back(at->path().string());
    if (out.files.size() > kMostFiles) break;
  }
  std::ranges::sort(folders);
  for (const std::string& folder : folders) {
    if (depth < kDeepestReference && out.files.size() <= kMostFiles) list(folder, depth + 1, out);
  }
}

bool looks_like_repository(const std::string& directory) {
  struct stat info{};
  return is_real_directory(directory + "/objects") && (is_real_directory(directory + "/refs") || ::lstat((directory + "/packed-refs").c_str(), &info) == 0);
}

// A regular file below the work tree, reached without links.
std::optional<struct stat> is_inside(const std::string& work_tree, std::string_view rest) {
  std::string path = work_tree;
  struct stat info{};
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    if (part.empty() || part == "." || part == "..") return std::nullopt;
    path += '/';
    path += part;
    if (::lstat(path.c_str(), &info) != 0 || (rest.empty() ? !S_ISREG(info.st_mode) : !S_ISDIR(info.st_mode))) return std::nullopt;
  }
  return info;
}

bool untouched(const struct stat& info, const GitIndexed& file) {
  return static_cast<std::uint32_t>(info.st_size) == file.bytes && static_cast<std::int32_t>(info.st_mtim.tv_sec) == file.seconds &&
         static_cast<std::uint32_t>(info.st_mtim.tv_nsec) == file.nanoseconds;
}

// Empty: bare, or outside of what is scanned.
std::string work_tree_of(const std::string& git_directory, const std::string& within) {
  if (!git_directory.ends_with("/.git")) return {};
  std::string work_tree = git_directory.substr(0, git_directory.size() - 5);
  struct stat info{};
  const bool indexed = ::lstat((git_directory + "/index").c_str(), &info) == 0 && S_ISREG(info.st_mode);
  return indexed && is_below(work_tree, within) ? work_tree : std::string();
}

// What tells one state of a repository from another: references, and which
// packs and loose objects there are.
void fingerprint(const std::string& directory, const std::string& within, Item& item) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  item.bytes = 0;
  Listing lists;
  for (const char* part : {"refs", "logs", "worktrees"}) list(directory + "/" + part, 0, lists);
  for (const char* part : {"HEAD", "packed-refs", "shallow"}) lists.files.push_back(directory + "/" + part);
  list(directory + "/objects", 0, lists);
  std::ranges::sort(lists.files);
  for (const std::string& path : lists.files) {
    struct stat info{};
    if (::lstat(path.c_str(), &info) != 0) continue;
    const bool object = path.starts_with(directory + "/objects/");
    if (object) item.bytes += static_cast<std::uint64_t>(info.st_size);
    hash = mix(hash, path.substr(directory.size()));
    hash = mix(hash, std::to_string(info.st_size) + (object ? std::string() : small_file(path, 4096) + std::to_string(info.st_mtim.tv_sec)));
  }
  for (const std::string& path : lists.odd) hash = mix(hash, path);
  // What differs from the index is read from the history too.
  const std::string work_tree = work_tree_of(directory, within);
  if (!work_tree.empty()) {
    (void)GitObjects::each_indexed(directory + "/index", [&](const GitIndexed& file) {
      if (const auto info = is_inside(work_tree, file.path); !info || !untouched(*info, file)) hash = mix(hash, file.path);
    });
  }
  item.inode = hash >> 1;  // the store keeps signed numbers
  item.device = 0;
  item.modified = 0;
}

void add_ids(std::string_view text, std::size_t columns, std::vector<GitId>& ids) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with('^')) line.remove_prefix(1);
    for (std::size_t column = 0; column < columns && line.size() >= 40; ++column) {
      const auto id = GitId::parse(line.substr(0, 40));
      if (!id) break;
      ids.push_back(*id);
      line.remove_prefix(std::min<std::size_t>(41, line.size()));
    }
  }
}

bool sha256(std::string_view text) {
  text = base::trim(text);
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void add_objects(const std::string& directory, const std::string& within, int depth, GitState& state) {
  const std::string real = canonical(directory);
  if (real.empty()) return;
  if (!is_below(real, within)) {
    state.problems.push_back({base::Code::invalid_input,
                              {"版本库引用的对象目录在扫描范围之外，未跟随；如需要请一并扫描",
                               "the repository borrows objects from outside the scanned folder; not "
                               "followed; scan that folder too if needed"},
                              {}});
    return;
  }
  if (std::ranges::find(state.object_directories, real) != state.object_directories.end()) return;
  Listing files;
  list(real, 0, files);
  if (!files.odd.empty()) {
    state.problems.push_back({base::Code::invalid_input,
                              {"版本库对象目录中有链接或特殊文件，未读取其历史",
                               "the object folder of the repository holds links or special files; "
                               "its history was not read"},
                              {}});
    return;
  }
  state.object_directories.push_back(real);
  const std::string alternates = small_file(real + "/info/alternates", 1U << 20);
  for (std::size_t at = 0; at < alternates.size() && depth < kAlternates;) {
    const std::size_t end = std::min(alternates.find('\n', at), alternates.size());
    const std::string line = alternates.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && !line.starts_with('#')) add_objects(line.starts_with('/') ? line : real + "/" + line, within, depth + 1, state);
  }
}

}  // namespace

void each_checked_out(const std::string& git_directory, const std::string& within, const std::function<void(const GitId&)>& visit) {
  const std::string work_tree = work_tree_of(git_directory, within);
  if (work_tree.empty()) return;
  (void)GitObjects::each_indexed(git_directory + "/index", [&](const GitIndexed& file) {
    const auto info = is_inside(work_tree, file.path);
    if (!info || static_cast<std::uint32_t>(info->st_size) != file.bytes) return;
    if (untouched(*info, file)) return visit(file.id);
    const auto id = GitObjects::id_of_file(work_tree + "/" + file.path);
    if (id && *id == file.id) visit(file.id);
  });
}

GitPlace git_place(const Item& file, const std::string& within) {
  const std::size_t slash = file.real_path.rfind('/');
  const std::size_t shown = file.uri.rfind('/');
  if (slash == std::string::npos || slash == 0 || shown == std::string::npos || shown == 0) return {};
  const std::string name = file.real_path.substr(slash + 1);
  if (name == ".git") {
    const std::string text = small_file(file.real_path, 64U << 10);
    if (!text.starts_with("gitdir: ")) return {};
    const std::string target(base::trim(std::string_view(text).substr(8)));
    const std::string real = canonical(target.starts_with('/') ? target : file.real_path.substr(0, slash) + "/" + target);
    if (!real.empty() && is_below(real, within)) return {};  // found there by its own HEAD
    return {.history = {},
            .refused = base::Error{base::Code::invalid_input,
                                   {"工作树的版本库不在扫描范围内，未读取其历史；如需要请一并扫描",
                                    "the repository of this work tree lies outside the scanned "
                                    "folder; its history was not read; scan it too if needed"},
                                   {}}};
  }
  const std::string directory = file.real_path.substr(0, slash);
  if (name != "HEAD" || !looks_like_repository(directory)) return {};
  Item item = file;
  item.uri = file.uri.substr(0, shown);
  item.real_path = directory;
  fingerprint(directory, within, item);
  return {.history = std::move(item), .refused = {}};
}

base::Result<GitState> git_state(const std::string& git_directory, const std::string& within) {
  GitState state;
  Listing files;
  list(git_directory + "/refs", 0, files);
  Listing logs;
  list(git_directory + "/logs", 0, logs);
  Listing trees;
  list(git_directory + "/worktrees", 0, trees);
  for (const char* name : {"HEAD", "ORIG_HEAD", "FETCH_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "packed-refs"})
    files.files.push_back(git_directory + "/" + name);
  for (const std::string& path : trees.files) (path.find("/logs/") != std::string::npos ? logs : files).files.push_back(path);
  bool other_format = false;
  for (const std::string& path : files.files) {
    const std::string text = small_file(path, kLargestList);
    add_ids(text, 1, state.roots);
    other_format |= sha256(text);
  }
  for (const std::string& path : logs.files) add_ids(small_file(path, kLargestList), 2, state.roots);
  if (other_format) {
    return base::fail(base::Code::unsupported, "版本库使用 SHA-256 对象格式，暂不支持，未读取其历史",
                      "the repository uses the SHA-256 object format, which is "
                      "not supported; its history was not read");
  }
  std::ranges::sort(state.roots, {}, &GitId::bytes);
  const auto same = std::ranges::unique(state.roots);
  state.roots.erase(same.begin(), same.end());
  state.shallow = !small_file(git_directory + "/shallow", kLargestList).empty();
  add_objects(git_directory + "/objects", within, 0, state);
  return state;
}

}  // namespace gongdun::read
