// Lists the regular files under the given paths. Real entries come first, symbolic links after them, so that a file reached both ways keeps
// its own name; the (device, inode) pairs seen so far keep links from leading in a circle.
#include <dirent.h>
#include <fnmatch.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <set>

#include "read/descriptor_access.h"
#include "read/member_name.h"
#include "read/reader.h"

namespace gongdun::read {
namespace {

using Key = std::pair<std::uint64_t, std::uint64_t>;

Key key_of(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_dev), static_cast<std::uint64_t>(info.st_ino)};
}

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

// A place to look at: `shown` as the user would write it, `real` for the system.
struct Place {
  std::string shown;
  std::string real;
  bool given = false;  // named by the user
};

std::string canonical(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::string(real.get()) : std::string();
}

std::string join(const std::string& directory, const std::string& name) {
  return directory.ends_with('/') ? directory + name : directory + "/" + name;
}

bool is_below(const std::string& path, const std::string& directory) {
  return path == directory || (path.starts_with(directory) && (directory.ends_with('/') || path[directory.size()] == '/'));
}

class Walker {
 public:
  Walker(const WalkOptions& options, const base::StopFlag& stop, const std::function<bool(Item)>& found, const std::function<void(Unread)>& unread)
      : options_(options), stop_(stop), found_(found), unread_(unread) {}

  base::Status run() {
    std::optional<base::Error> first;
    std::size_t opened = 0;
    for (const std::string& path : options_.paths) {
      struct stat info{};
      if (::stat(path.c_str(), &info) == 0) {
        ++opened;
        visit({decode_name(path), canonical(path), true});
        continue;
      }
      base::Error error = system_failure(errno, "打不开", "cannot be opened").error();
      unread_({decode_name(path), error});
      if (!first) first = std::move(error).at(decode_name(path));
    }
    while (!links_.empty() && going_) {
      const Place link = links_.front();
      links_.pop_front();
      follow(link);
    }
    if (opened == 0) {
      if (first) return std::unexpected(*first);
      return base::fail(base::Code::invalid_input, "没有给出要扫描的路径，请至少给一个文件或目录", "no path to scan; name at least one file or folder");
    }
    return {};
  }

 private:
  bool excluded(const Place& place) const {
    if (place.given) return false;
    const std::string name = place.real.substr(place.real.rfind('/') + 1);
    return std::any_of(options_.excludes.begin(), options_.excludes.end(), [&](std::string pattern) {
      while (pattern.size() > 1 && pattern.ends_with('/')) pattern.pop_back();
      return ::fnmatch(pattern.c_str(), place.shown.c_str(), 0) == 0 || ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
    });
  }

  void refuse(const Place& place, base::Error reason) { unread_({place.shown, std::move(reason)}); }

  // Depth first without recursion: a directory's files, then its folders, each in order of name.
  void visit(const Place& start) {
    std::vector<Place> waiting{start};
    while (!waiting.empty() && going_) {
      const Place place = std::move(waiting.back());
      waiting.pop_back();
      if (stop_.requested()) going_ = false;
      if (!going_ || excluded(place)) continue;
      std::vector<Place> folders = look(place);
      waiting.insert(waiting.end(), std::make_move_iterator(folders.rbegin()), std::make_move_iterator(folders.rend()));
    }
  }

  // Reports a file, or lists a folder and returns the folders in it.
  std::vector<Place> look(const Place& place) {
    struct stat info{};
    if (::lstat(place.real.c_str(), &info) != 0) {
      refuse(place, system_failure(errno, "读不到文件信息", "its attributes cannot be read").error());
      return {};
    }
    if (S_ISDIR(info.st_mode)) return list(place, info);
    report(place, info);
    return {};
  }

  void report(const Place& place, const struct stat& info) {
    if (S_ISLNK(info.st_mode)) {
      links_.push_back(place);
      return;
    }
    if (!S_ISREG(info.st_mode)) {
      refuse(
          place,
          base::fail(base::Code::unsupported, "不是普通文件（管道、套接字或设备），未读取", "not a regular file (pipe, socket or device); not read").error());
      return;
    }
    if (!files_.insert(key_of(info)).second) return;
    Item item;
    item.uri = place.shown;
    item.real_path = place.real;
    item.bytes = static_cast<std::uint64_t>(info.st_size);
    item.modified = static_cast<base::TimeUs>(info.st_mtim.tv_sec) * 1'000'000 + info.st_mtim.tv_nsec / 1000;
    item.device = static_cast<std::uint64_t>(info.st_dev);
    item.inode = static_cast<std::uint64_t>(info.st_ino);
    item.owner = owner(info.st_uid);
    going_ = found_(std::move(item)) && !stop_.requested();
  }

  std::vector<Place> list(const Place& place, const struct stat& info) {
    if (!folders_.insert(key_of(info)).second) return {};
    const std::unique_ptr<DIR, CloseDirectory> directory(::opendir(place.real.c_str()));
    if (!directory) {
      refuse(place, system_failure(errno, "目录打不开", "the folder cannot be opened").error());
      return {};
    }
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(directory.get())) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names.emplace_back(name);
      errno = 0;
    }
    if (errno != 0) refuse(place, system_failure(errno, "目录没有列完", "the folder could not be listed to its end").error());
    std::sort(names.begin(), names.end());
    return split(place, names);
  }

  // Reports the files of a folder and returns its folders.
  std::vector<Place> split(const Place& place, const std::vector<std::string>& names) {
    std::vector<Place> folders;
    for (const std::string& name : names) {
      if (!going_) break;
      const Place child{join(place.shown, decode_name(name)), join(place.real, name)};
      struct stat info{};
      if (excluded(child)) continue;
      if (::lstat(child.real.c_str(), &info) != 0) {
        refuse(child, system_failure(errno, "读不到文件信息", "its attributes cannot be read").error());
      } else if (S_ISDIR(info.st_mode)) {
        folders.push_back(child);
      } else {
        report(child, info);
      }
    }
    return folders;
  }

  void follow(const Place& link) {
    struct stat info{};
    if (::stat(link.real.c_str(), &info) != 0) {
      const int reason = errno;
      if (reason == ENOENT) {
        refuse(link, base::fail(base::Code::not_found, "符号链接指向的文件不存在", "the symbolic link leads nowhere").error());
      } else {
        refuse(link, system_failure(reason, "符号链接打不开", "the symbolic link cannot be followed").error());
      }
      return;
    }
    const std::string target = canonical(link.real);
    const std::string holder = canonical(link.real.substr(0, link.real.rfind('/') + 1));
    if (S_ISDIR(info.st_mode) && is_below(holder, target)) {
      refuse(link, base::fail(base::Code::invalid_input, "符号链接指回上级目录，形成循环，未跟随；其内容已在原处读取",
                              "the symbolic link leads back to a folder above it; not followed, the content is read in its place")
                       .error());
      return;
    }
    visit({link.shown, target, true});
  }

  std::string owner(uid_t user) {
    auto [place, fresh] = owners_.try_emplace(user);
    if (!fresh) return place->second;
    std::array<char, 4096> buffer{};
    passwd record{};
    passwd* result = nullptr;
    const bool known = ::getpwuid_r(user, &record, buffer.data(), buffer.size(), &result) == 0 && result != nullptr;
    place->second = known ? record.pw_name : std::to_string(user);
    return place->second;
  }

  const WalkOptions& options_;
  const base::StopFlag& stop_;
  const std::function<bool(Item)>& found_;
  const std::function<void(Unread)>& unread_;
  std::set<Key> files_, folders_;
  std::deque<Place> links_;
  std::map<uid_t, std::string> owners_;
  bool going_ = true;
};

}  // namespace

base::Status walk(const WalkOptions& options, const base::StopFlag& stop, const std::function<bool(Item)>& found, const std::function<void(Unread)>& unread) {
  return Walker(options, stop, found, unread).run();
}

}  // namespace gongdun::read
