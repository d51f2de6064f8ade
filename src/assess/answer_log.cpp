#include "assess/answer_log.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace gongdun::assess {

namespace {

auto order(const Entry& entry) {
  return std::tie(entry.when, entry.author, entry.device, entry.id);
}

void sort_latest_first(std::vector<const Entry*>& entries) {
  std::ranges::sort(entries, [](const Entry* a, const Entry* b) { return order(*b) < order(*a); });
}

Standing settle(std::vector<const Entry*> heads) {
  Standing out;
  sort_latest_first(heads);
  // Silence never overwrites an answer.
  if (std::ranges::any_of(heads, [](const Entry* one) { return !one->value.empty(); }))
    std::erase_if(heads, [](const Entry* one) { return one->value.empty(); });
  out.heads = std::move(heads);
  if (out.heads.empty() || out.heads.front()->value.empty()) return out;
  out.entry = out.heads.front();
  out.conflict = std::ranges::any_of(out.heads, [&](const Entry* one) { return one->value != out.entry->value; });
  if (out.conflict) return out;
  for (const Entry* one : out.heads) {
    if (one->basis > out.entry->basis) out.entry = one;
    out.evidence.insert(out.evidence.end(), one->evidence.begin(), one->evidence.end());
  }
  std::ranges::sort(out.evidence);
  const auto twice = std::ranges::unique(out.evidence);
  out.evidence.erase(twice.begin(), twice.end());
  return out;
}

}  // namespace

bool AnswerLog::add(Entry entry) {
  const auto [place, fresh] = entries_.try_emplace(entry.id, entry);
  if (!fresh) return false;
  by_about_[entry.about].push_back(entry.id);
  latest_ = std::max(latest_, entry.when);
  return true;
}

std::size_t AnswerLog::merge(const AnswerLog& other) {
  std::size_t fresh = 0;
  for (const auto& [id, entry] : other.entries_) fresh += add(entry) ? 1 : 0;
  return fresh;
}

LogTime AnswerLog::next_time(base::TimeUs now) const {
  return now > latest_.time ? LogTime{now, 0} : LogTime{latest_.time, latest_.counter + 1};
}

const Entry& AnswerLog::say(Entry entry, base::TimeUs now) {
  entry.when = next_time(now);
  if (entry.kind == EntryKind::consent) {
    seal(entry);
    const std::string id = entry.id;
    add(std::move(entry));
    return entries_.at(id);
  }
  entry.replaces.clear();
  const std::string* author = entry.kind == EntryKind::probe ? &entry.author : nullptr;
  for (const Entry* head : heads(entry.kind, entry.about, author)) entry.replaces.push_back(head->id);
  if (entry.kind == EntryKind::review)
    for (const std::string& id : open_ids(entry.about)) entry.replaces.push_back(id);
  seal(entry);
  const std::string id = entry.id;
  add(std::move(entry));
  return entries_.at(id);
}

std::vector<const Entry*> AnswerLog::heads(EntryKind kind, const std::string& about, const std::string* author) const {
  std::vector<const Entry*> out;
  const auto ids = by_about_.find(about);
  if (ids == by_about_.end()) return out;
  std::set<std::string_view> replaced;  // by entries of the same kind alone: a review settles answers and does not take them back
  for (const std::string& id : ids->second) {
    const Entry& entry = entries_.at(id);
    if (entry.kind == kind) replaced.insert(entry.replaces.begin(), entry.replaces.end());
  }
  for (const std::string& id : ids->second) {
    const Entry& entry = entries_.at(id);
    if (entry.kind == kind && (author == nullptr || entry.author == *author) && !replaced.contains(id)) out.push_back(&entry);
  }
  return out;
}

Standing AnswerLog::standing(EntryKind kind, const std::string& about) const {
  return settle(heads(kind, about, nullptr));
}

std::map<std::string, Standing> AnswerLog::probes(const std::string& about) const {
  std::set<std::string> names;
  for (const Entry* one : heads(EntryKind::probe, about, nullptr)) names.insert(one->author);
  std::map<std::string, Standing> out;
  for (const std::string& name : names) out[name] = settle(heads(EntryKind::probe, about, &name));
  return out;
}

std::vector<const Entry*> AnswerLog::consents() const {
  std::vector<const Entry*> out = heads(EntryKind::consent, std::string(kConsentAbout), nullptr);
  std::erase_if(out, [](const Entry* one) { return one->value.empty(); });
  sort_latest_first(out);
  return out;
}

std::vector<std::string> AnswerLog::open_ids(const std::string& about) const {
  std::vector<std::string> out;
  for (const EntryKind kind : {EntryKind::answer, EntryKind::probe})
    for (const Entry* one : heads(kind, about, nullptr)) out.push_back(one->id);
  std::ranges::sort(out);
  return out;
}

std::vector<std::string> AnswerLog::abouts() const {
  std::vector<std::string> out;
  for (const auto& [about, ids] : by_about_) out.push_back(about);
  return out;
}

std::vector<const Entry*> AnswerLog::in_order() const {
  std::vector<const Entry*> out;
  for (const auto& [id, entry] : entries_) out.push_back(&entry);
  std::ranges::sort(out, [](const Entry* a, const Entry* b) { return order(*a) < order(*b); });
  return out;
}

}  // namespace gongdun::assess
