#include "read/git_objects.h"

#include <git2.h>
#include <git2/odb_backend.h>
#include <git2/sys/alloc.h>

#include <cstdlib>
#include <cstring>

namespace gongdun::read {
namespace {

constexpr std::size_t kLargestBlock = 160U << 20;       // of memory asked for at once: bases of deltas are as large as
                                                        // a hostile pack likes
constexpr std::size_t kWindow = 8U << 20;               // of a pack mapped at once
constexpr std::size_t kMapped = 64U << 20;              // of all packs
constexpr ssize_t kCached = ssize_t{16} << 20;          // commits and trees
constexpr std::uint64_t kLargestStructure = 32U << 20;  // a commit, tag or tree

void* bounded_malloc(std::size_t size, const char*, int) {
  return size > kLargestBlock ? nullptr : std::malloc(size == 0 ? 1 : size);
}
bool too_many(std::size_t count, std::size_t size) {
  return size != 0 && count > kLargestBlock / size;
}
void* bounded_calloc(std::size_t count, std::size_t size, const char*, int) {
  return too_many(count, size) ? nullptr : std::calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);
}
char* bounded_copy(const char* text, std::size_t size, const char* file, int line) {
  auto* copy = static_cast<char*>(bounded_malloc(size + 1, file, line));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, text, size);
  copy[size] = '\0';
  return copy;
}
char* bounded_strdup(const char* text, const char* file, int line) {
  return bounded_copy(text, std::strlen(text), file, line);
}
char* bounded_strndup(const char* text, std::size_t size, const char* file, int line) {
  return bounded_copy(text, ::strnlen(text, size), file, line);
}
void* bounded_realloc(void* block, std::size_t size, const char*, int) {
  return size > kLargestBlock ? nullptr : std::realloc(block, size == 0 ? 1 : size);
}
void* bounded_reallocarray(void* block, std::size_t count, std::size_t size, const char* file, int line) {
  return too_many(count, size) ? nullptr : bounded_realloc(block, count * size, file, line);
}
void* bounded_mallocarray(std::size_t count, std::size_t size, const char* file, int line) {
  return too_many(count, size) ? nullptr : bounded_malloc(count * size, file, line);
}

// The library is set up once and stays: its settings are those of the process.
bool library_ready() {
  static const bool kReady = [] {
    static git_allocator bounded{.gmalloc = bounded_malloc,
                                 .gcalloc = bounded_calloc,
                                 .gstrdup = bounded_strdup,
                                 .gstrndup = bounded_strndup,
                                 .gsubstrdup = bounded_copy,
                                 .grealloc = bounded_realloc,
                                 .greallocarray = bounded_reallocarray,
                                 .gmallocarray = bounded_mallocarray,
                                 .gfree = [](void* block) { std::free(block); }};
    if (git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &bounded) < 0 || git_libgit2_init() < 0) return false;
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, kWindow);
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, kMapped);
    git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, kCached);
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION,
                     0);  // damage shows when unpacking; hashing all would cost
                          // more than reading
    return true;
  }();
  return kReady;
}

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
template <class T, auto Free>
using Owned = std::unique_ptr<T, Freer<Free>>;
using OwnedOdb = Owned<git_odb, git_odb_free>;
using OwnedRepository = Owned<git_repository, git_repository_free>;

GitId id_from(const git_oid& oid) {
  GitId id;
  std::memcpy(id.bytes.data(), oid.id, id.bytes.size());
  return id;
}
git_oid oid_from(const GitId& id) {
  git_oid oid;
  std::memcpy(oid.id, id.bytes.data(), id.bytes.size());
  return oid;
}

// The library's own words are not shown: they may quote what was read.
base::Error failure(int code) {
  if (code == GIT_ENOTFOUND) return {base::Code::not_found, {"版本库缺少对象", "an object is missing from the repository"}, {}};
  const git_error* last = git_error_last();
  if (last != nullptr && last->klass == GIT_ERROR_NOMEMORY)
    return {base::Code::limit, {"Git 对象所需内存超过上限，未读取", "a Git object needs more memory than allowed; not read"}, {}};
  return {
      base::Code::invalid_input, {"Git 对象损坏，未读取；请检查版本库（git fsck）", "a Git object is damaged; not read; check the repository (git fsck)"}, {}};
}

GitKind kind_of(git_object_t type) {
  switch (type) {
    case GIT_OBJECT_COMMIT: return GitKind::commit;
    case GIT_OBJECT_TREE: return GitKind::tree;
    case GIT_OBJECT_BLOB: return GitKind::blob;
    case GIT_OBJECT_TAG: return GitKind::tag;
    default: return GitKind::other;
  }
}

}  // namespace

std::optional<GitId> GitId::parse(std::string_view hex) {
  if (hex.size() != 40) return std::nullopt;
  GitId id;
  for (std::size_t i = 0; i < 40; ++i) {
    const char c = hex[i];
    const bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!letter && (c < '0' || c > '9')) return std::nullopt;
    const int value = letter ? (c | 0x20) - 'a' + 10 : c - '0';
    id.bytes[i / 2] = static_cast<unsigned char>(id.bytes[i / 2] << 4 | value);
  }
  return id;
}

std::string GitId::hex(std::size_t digits) const {
  std::string out;
  for (std::size_t i = 0; i < digits && i < 40; ++i) out += "0123456789abcdef"[i % 2 == 0 ? bytes[i / 2] >> 4 : bytes[i / 2] & 15];
  return out;
}

std::size_t GitIdHash::operator()(const GitId& id) const {
  std::size_t hash = 0;
  std::memcpy(&hash, id.bytes.data(), sizeof hash);
  return hash;
}

struct GitObjects::Impl {
  OwnedOdb odb;
  OwnedRepository repository;  // in memory, around the object store alone
  std::uint64_t largest = 0;

  base::Status structure(const GitId& id, GitKind wanted, GitObjects& objects) const {
    const auto head = objects.header(id);
    if (!head) return std::unexpected(head.error());
    if (head->kind != wanted) return std::unexpected(failure(GIT_ERROR));
    if (head->bytes <= kLargestStructure) return {};
    return base::fail(base::Code::limit, "Git 目录或提交对象过大，未读取", "a Git tree or commit is too large; not read");
  }
};

GitObjects::GitObjects() : impl_(std::make_unique<Impl>()) {}
GitObjects::~GitObjects() = default;

base::Result<std::unique_ptr<GitObjects>> GitObjects::open(const std::vector<std::string>& directories, std::uint64_t largest) {
  auto objects = std::unique_ptr<GitObjects>(new GitObjects);
  git_odb* odb = nullptr;
  if (!library_ready() || git_odb_new(&odb) < 0) {
    return base::fail(base::Code::internal, "Git 读取组件不可用，请检查 libgit2 的安装", "the Git library is not available; check the installation of libgit2");
  }
  objects->impl_->odb.reset(odb);
  objects->impl_->largest = largest;
  int priority = 100;
  for (const std::string& directory : directories) {
    git_odb_backend *loose = nullptr, *packed = nullptr;
    if (git_odb_backend_loose(&loose, directory.c_str(), 0, 0, 0, 0) < 0 || git_odb_add_backend(odb, loose, priority--) < 0)
      return std::unexpected(failure(GIT_ERROR));
    if (git_odb_backend_pack(&packed, directory.c_str()) < 0 || git_odb_add_backend(odb, packed, priority--) < 0) return std::unexpected(failure(GIT_ERROR));
  }
  git_repository* repository = nullptr;
  if (git_repository_wrap_odb(&repository, odb) < 0) return std::unexpected(failure(GIT_ERROR));
  objects->impl_->repository.reset(repository);
  return objects;
}

base::Result<GitHeader> GitObjects::header(const GitId& id) {
  const git_oid oid = oid_from(id);
  std::size_t bytes = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (const int code = git_odb_read_header(&bytes, &type, impl_->odb.get(), &oid); code < 0) return std::unexpected(failure(code));
  return GitHeader{kind_of(type), bytes};
}

base::Result<GitCommit> GitObjects::commit(const GitId& id) {
  GD_TRY(impl_->structure(id, GitKind::commit, *this));
  const git_oid oid = oid_from(id);
  git_commit* raw = nullptr;
  if (const int code = git_commit_lookup(&raw, impl_->repository.get(), &oid); code < 0) return std::unexpected(failure(code));
  const Owned<git_commit, git_commit_free> commit(raw);
  GitCommit out{.tree = id_from(*git_commit_tree_id(raw)), .parents = {}, .seconds = git_commit_time(raw)};
  for (unsigned i = 0; i < git_commit_parentcount(raw); ++i) out.parents.push_back(id_from(*git_commit_parent_id(raw, i)));
  return out;
}

base::Result<GitId> GitObjects::tag_target(const GitId& id) {
  GD_TRY(impl_->structure(id, GitKind::tag, *this));
  const git_oid oid = oid_from(id);
  git_tag* raw = nullptr;
  if (const int code = git_tag_lookup(&raw, impl_->repository.get(), &oid); code < 0) return std::unexpected(failure(code));
  const Owned<git_tag, git_tag_free> tag(raw);
  return id_from(*git_tag_target_id(raw));
}

base::Result<std::vector<GitEntry>> GitObjects::tree(const GitId& id) {
  GD_TRY(impl_->structure(id, GitKind::tree, *this));
  const git_oid oid = oid_from(id);
  git_tree* raw = nullptr;
  if (const int code = git_tree_lookup(&raw, impl_->repository.get(), &oid); code < 0) return std::unexpected(failure(code));
  const Owned<git_tree, git_tree_free> tree(raw);
  std::vector<GitEntry> entries;
  const std::size_t count = git_tree_entrycount(raw);
  entries.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const git_tree_entry* entry = git_tree_entry_byindex(raw, i);
    const git_filemode_t mode = git_tree_entry_filemode(entry);
    const auto kind = mode == GIT_FILEMODE_TREE     ? GitEntry::Kind::folder
                      : mode == GIT_FILEMODE_COMMIT ? GitEntry::Kind::submodule
                      : mode == GIT_FILEMODE_LINK   ? GitEntry::Kind::link
                                                    : GitEntry::Kind::file;
    entries.push_back({kind, git_tree_entry_name(entry), id_from(*git_tree_entry_id(entry))});
  }
  return entries;
}

base::Status GitObjects::blob(const GitId& id, const std::function<base::Status(std::span<const std::byte>)>& use) {
  const auto head = header(id);
  if (!head) return std::unexpected(head.error());
  if (head->bytes > impl_->largest)
    return base::fail(base::Code::limit, "Git 历史中的大文件超过上限，未读取；如确需读取，请检出后扫描",
                      "a large file of the Git history is over the limit; not read; check it "
                      "out and scan it if it is needed");
  const git_oid oid = oid_from(id);
  git_odb_object* raw = nullptr;
  if (const int code = git_odb_read(&raw, impl_->odb.get(), &oid); code < 0) return std::unexpected(failure(code));
  const Owned<git_odb_object, git_odb_object_free> object(raw);
  return use({static_cast<const std::byte*>(git_odb_object_data(raw)), git_odb_object_size(raw)});
}

base::Status GitObjects::each(const std::function<bool(const GitId&)>& visit) {
  constexpr int kStopped = -1000;
  const auto one = [](const git_oid* oid, void* payload) {
    return (*static_cast<const std::function<bool(const GitId&)>*>(payload))(id_from(*oid)) ? 0 : kStopped;
  };
  const int code = git_odb_foreach(impl_->odb.get(), one, const_cast<std::function<bool(const GitId&)>*>(&visit));
  if (code < 0 && code != kStopped) return std::unexpected(failure(code));
  return {};
}

base::Status GitObjects::each_indexed(const std::string& index_file, const std::function<void(const GitIndexed&)>& visit) {
  git_index* raw = nullptr;
  if (!library_ready() || git_index_open(&raw, index_file.c_str()) < 0) return std::unexpected(failure(GIT_ERROR));
  const Owned<git_index, git_index_free> index(raw);
  for (std::size_t i = 0; i < git_index_entrycount(raw); ++i) {
    const git_index_entry* entry = git_index_get_byindex(raw, i);
    if (git_index_entry_stage(entry) != 0 || (entry->mode & 0170000) != 0100000) continue;
    visit({entry->path, id_from(entry->id), entry->file_size, entry->mtime.seconds, entry->mtime.nanoseconds});
  }
  return {};
}

base::Result<GitId> GitObjects::id_of_file(const std::string& path) {
  git_oid oid;
  if (!library_ready() || git_odb_hashfile(&oid, path.c_str(), GIT_OBJECT_BLOB) < 0) return std::unexpected(failure(GIT_ERROR));
  return id_from(oid);
}

}  // namespace gongdun::read
