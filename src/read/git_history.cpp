#include "read/git_history.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <queue>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "read/git_layout.h"
#include "read/git_objects.h"
#include "read/stream_source.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kShortId = 10;  // digits of a commit in a name
constexpr std::size_t kDeepestFolder = 200;

using Ids = std::unordered_set<GitId, GitIdHash>;

struct Commit {
  GitId id, tree;
  std::int64_t seconds = 0;
  std::vector<std::uint32_t> children;
  std::uint32_t waits_for = 0;  // parents not yet passed
};

// Damage is counted by kind and said once, with how often.
class Damage {
 public:
  void note(const base::Error& error) {
    const auto known = std::ranges::find_if(kinds_, [&](const auto& kind) { return kind.first.message.en == error.message.en; });
    if (known == kinds_.end())
      kinds_.emplace_back(error, 1);
    else
      ++known->second;
  }
  void say(ContentSink& sink) const {
    for (auto [error, count] : kinds_) {
      if (count > 1) {
        error.message.zh += fmt::format("（{} 处）", count);
        error.message.en += fmt::format(" ({} times)", count);
      }
      sink.unread(error);
    }
  }

 private:
  std::vector<std::pair<base::Error, std::size_t>> kinds_;
};

class History {
 public:
  History(ExtractContext& context, GitObjects& objects, const GitState& state, std::size_t most_objects)
      : context_(context), objects_(objects), state_(state), most_objects_(most_objects) {}

  base::Status run(Ids checked_out) {
    seen_ = std::move(checked_out);
    for (const GitId& root : state_.roots) follow(root);
    GD_TRY(read_commits());
    if (!full()) GD_TRY(read_rest());
    damage_.say(context_.sink);
    return {};
  }

 private:
  bool stopped() const { return context_.stop.requested(); }
  bool full() {
    if (seen_.size() < most_objects_) return false;
    if (!said_full_) {
      context_.sink.unread({base::Code::limit,
                            {"版本库对象数超过上限，其余历史未读取",
                             "the repository has more objects than allowed; "
                             "the rest of its history was not read"},
                            {}});
    }
    return said_full_ = true;
  }

  // Commits from one beginning on, without recursion; tags lead to what they
  // name.
  void follow(GitId root) {
    for (int tags = 0; tags < 10; ++tags) {
      if (known_.contains(root) || seen_.contains(root)) return;
      const auto head = objects_.header(root);
      if (!head) {
        // A reflog may outlive its commits: git gc takes them.
        if (head.error().code != base::Code::not_found) damage_.note(head.error());
        return;
      }
      if (head->kind == GitKind::commit) return follow_commits(root);
      if (head->kind == GitKind::tree || head->kind == GitKind::blob) loose_.push_back({root, head->kind});
      if (head->kind != GitKind::tag) return;
      seen_.insert(root);
      const auto target = objects_.tag_target(root);
      if (!target) return damage_.note(target.error());
      root = *target;
    }
  }

  void follow_commits(const GitId& root) {
    std::vector<std::pair<GitId, std::uint32_t>> waiting{{root, kNone}};
    while (!waiting.empty() && !stopped() && commits_.size() < most_objects_) {
      const auto [id, child] = waiting.back();
      waiting.pop_back();
      auto [place, fresh] = known_.try_emplace(id, static_cast<std::uint32_t>(commits_.size()));
      if (!fresh) {
        if (place->second != kNone) join(place->second, child);
        continue;
      }
      const auto commit = objects_.commit(id);
      if (!commit) {
        place->second = kNone;
        if (!(state_.shallow && commit.error().code == base::Code::not_found)) damage_.note(commit.error());
        cut_ |= state_.shallow;
        continue;
      }
      const auto number = static_cast<std::uint32_t>(commits_.size());
      commits_.push_back({.id = id, .tree = commit->tree, .seconds = commit->seconds, .children = {}});
      join(number, child);
      for (const GitId& parent : commit->parents) waiting.emplace_back(parent, number);
    }
  }
  void join(std::uint32_t parent, std::uint32_t child) {
    if (child == kNone) return;
    commits_[parent].children.push_back(child);
    ++commits_[child].waits_for;
  }

  // Parents before children, of those that may come the oldest first: a blob is
  // named by the commit that brought it.
  base::Status read_commits() {
    using Entry = std::pair<std::int64_t, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> ready;
    for (std::uint32_t i = 0; i < commits_.size(); ++i) {
      if (commits_[i].waits_for == 0) ready.emplace(commits_[i].seconds, i);
    }
    while (!ready.empty() && !stopped() && !full()) {
      Commit& commit = commits_[ready.top().second];
      ready.pop();
      GD_TRY(read_tree(commit.tree, commit.id.hex(kShortId), commit.seconds));
      for (const std::uint32_t child : commit.children) {
        if (--commits_[child].waits_for == 0) ready.emplace(commits_[child].seconds, child);
      }
      commit.children = {};
    }
    commits_.clear();
    for (auto& [id, number] : known_) number = kNone;
    if (cut_) {
      cut_ = false;
      context_.sink.unread({base::Code::not_found,
                            {"浅克隆版本库，更早的历史不在本机，未读取；如需要请先执行 git "
                             "fetch --unshallow",
                             "a shallow clone: earlier history is not here and was not read; "
                             "run git fetch --unshallow first if needed"},
                            {}});
    }
    return {};
  }

  struct Folder {
    GitId id;
    std::string path;
    std::size_t depth = 0;
  };
  base::Status read_tree(const GitId& root, const std::string& name, std::int64_t seconds) {
    std::vector<Folder> waiting{{root, name, 0}};
    while (!waiting.empty() && !stopped() && !full()) {
      const Folder folder = std::move(waiting.back());
      waiting.pop_back();
      if (folder.depth > kDeepestFolder || !seen_.insert(folder.id).second) continue;
      const auto entries = objects_.tree(folder.id);
      if (!entries) {
        damage_.note(entries.error());
        continue;
      }
      for (const GitEntry& entry : *entries) {
        const std::string path = folder.path + "/" + entry.name;
        if (entry.kind == GitEntry::Kind::folder)
          waiting.push_back({entry.id, path, folder.depth + 1});
        else if (entry.kind == GitEntry::Kind::file && seen_.insert(entry.id).second)
          GD_TRY(read_blob(entry.id, path, seconds));
      }
    }
    return {};
  }

  base::Status read_blob(const GitId& id, const std::string& path, std::int64_t seconds) {
    if (stopped()) return {};
    const auto limit = std::numeric_limits<std::int64_t>::max() / 1'000'000;
    const base::TimeUs modified = std::clamp<std::int64_t>(seconds, 0, limit) * 1'000'000;
    base::Status carried_on;
    const base::Status read = objects_.blob(id, [&](std::span<const std::byte> bytes) -> base::Status {
      if (bytes.empty()) return {};
      MemorySource source(bytes);
      carried_on = context_.members.read_member(path, modified, source);
      return {};
    });
    if (read) return carried_on;
    StreamSource source([&](std::span<std::byte>) -> base::Result<std::size_t> { return std::unexpected(read.error()); }, std::nullopt, 0);
    return context_.members.read_member(path, modified, source);
  }

  // What no reference leads to (dropped stashes, amended commits) until git gc
  // takes it.
  base::Status read_rest() {
    std::vector<GitId> rest;
    const auto listed = objects_.each([&](const GitId& id) {
      if (!seen_.contains(id) && !known_.contains(id)) rest.push_back(id);
      return !stopped() && rest.size() < most_objects_;
    });
    if (!listed) damage_.note(listed.error());
    for (const GitId& id : rest) follow(id);
    GD_TRY(read_commits());
    for (const auto& [id, kind] : std::exchange(loose_, {})) {
      if (kind == GitKind::tree) GD_TRY(read_tree(id, "tree-" + id.hex(kShortId), 0));
    }
    for (const GitId& id : rest) {
      const auto head = objects_.header(id);
      if (head && head->kind == GitKind::blob && !full() && seen_.insert(id).second) GD_TRY(read_blob(id, "blob-" + id.hex(kShortId), 0));
    }
    return {};
  }

  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  ExtractContext& context_;
  GitObjects& objects_;
  const GitState& state_;
  std::size_t most_objects_;
  Ids seen_;  // trees, blobs and tags passed
  std::unordered_map<GitId, std::uint32_t, GitIdHash> known_;
  std::vector<Commit> commits_;
  std::vector<std::pair<GitId, GitKind>> loose_;
  Damage damage_;
  bool cut_ = false, said_full_ = false;
};

}  // namespace

base::Status read_git_history(const std::string& within, ExtractContext& context, std::size_t most_objects) {
  const auto state = git_state(context.item.real_path, within);
  if (!state) return std::unexpected(state.error());
  for (const base::Error& problem : state->problems) context.sink.unread(problem);
  if (state->object_directories.empty()) return {};
  const auto objects = GitObjects::open(state->object_directories, context.limits.whole_bytes);
  if (!objects) return std::unexpected(objects.error());
  Ids checked_out;
  each_checked_out(context.item.real_path, within, [&](const GitId& id) { checked_out.insert(id); });
  return History(context, **objects, *state, most_objects).run(std::move(checked_out));
}

}  // namespace gongdun::read
