#include <sys/stat.h>

#include <unordered_map>

#include "catalog/change_check.h"
#include "catalog/item_store.h"

namespace gongdun::catalog {

using base::Result;

namespace {

// About 100 bytes and the path per file: a million files fit in 200 MB; larger estates are split over stores.
struct Entry {
  std::string path;
  std::uint64_t bytes = 0, device = 0, inode = 0;
  base::TimeUs modified = 0;
  bool usable = false;  // read with the same rules, nothing left to try again
};

std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

bool is_gone(const std::string& path) {
  struct stat info{};
  return ::lstat(path.c_str(), &info) != 0;
}

}  // namespace

struct ChangeCheck::Impl {
  std::vector<Entry> entries;
  std::unordered_map<std::string, std::size_t> by_path;
  std::unordered_multimap<std::uint64_t, std::size_t> by_size;

  const Entry* find_moved(const read::Item& item);
};

ChangeCheck::ChangeCheck() : impl_(std::make_unique<Impl>()) {}
ChangeCheck::~ChangeCheck() = default;

Result<std::unique_ptr<ChangeCheck>> ChangeCheck::load(store::Db& db, const std::string& detect_digest) {
  auto query = db.prepare("SELECT path, bytes, modified, device, inode, digest, unread FROM item WHERE member = ''");
  if (!query) return std::unexpected(std::move(query).error());
  auto out = std::unique_ptr<ChangeCheck>(new ChangeCheck);
  Impl& impl = *out->impl_;
  store::Stmt& row = **query;
  for (;;) {
    auto more = row.step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return out;
    const std::string unread = row.text(6);
    const bool retry = !unread.empty() && may_pass_next_time(unread);
    impl.by_path[row.text(0)] = impl.entries.size();
    impl.by_size.emplace(static_cast<std::uint64_t>(row.integer(1)), impl.entries.size());
    impl.entries.push_back({row.text(0), static_cast<std::uint64_t>(row.integer(1)), static_cast<std::uint64_t>(row.integer(3)),
                            static_cast<std::uint64_t>(row.integer(4)), row.integer(2), row.text(5) == detect_digest && !retry});
  }
}

const Entry* ChangeCheck::Impl::find_moved(const read::Item& item) {
  if (item.bytes == 0) return nullptr;
  const auto [first, last] = by_size.equal_range(item.bytes);
  for (auto it = first; it != last; ++it) {
    const Entry& entry = entries[it->second];
    const bool same_file = entry.device == item.device && entry.inode == item.inode;
    if (entry.modified == item.modified && (same_file || base_name(entry.path) == base_name(item.real_path)) && is_gone(entry.path)) {
      by_size.erase(it);  // one old path becomes one new path
      return &entry;
    }
  }
  return nullptr;
}

ChangeCheck::Answer ChangeCheck::check(const read::Item& item) {
  const auto found = impl_->by_path.find(item.real_path);
  if (found != impl_->by_path.end()) {
    const Entry& known = impl_->entries[found->second];
    const bool same = known.usable && known.bytes == item.bytes && known.modified == item.modified && known.device == item.device && known.inode == item.inode;
    return {!same, {}};
  }
  const Entry* moved = impl_->find_moved(item);
  if (moved == nullptr) return {};
  return {!moved->usable, moved->path};
}

}  // namespace gongdun::catalog
