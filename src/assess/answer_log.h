// The entries of one assessment, and what stands after all of them. Laying logs together is a union of entries, so it can be done in any order, any number of
// times, with the same result; what stands is a function of the set. Pure.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "assess/entry.h"

namespace gongdun::assess {

// What is said about one thing by entries nobody replaced.
struct Standing {
  std::vector<const Entry*> heads;    // latest first; more than one: said by people who did not know of each other
  const Entry* entry = nullptr;       // the one that counts: of several that say the same the best founded; of a conflict the latest; null: nothing said
  bool conflict = false;              // heads say different things
  std::vector<std::string> evidence;  // of all heads that say the same
};

class AnswerLog {
 public:
  // False: it was there already. The entry must be sealed.
  bool add(Entry entry);
  // Everything of `other`; how many entries were new.
  std::size_t merge(const AnswerLog& other);

  // What the next entry of this log is to carry: behind everything here, whatever the wall clock says.
  LogTime next_time(base::TimeUs now) const;
  // Fills `when` and `replaces` from what stands now, seals and adds it. Consents stand side by side: one replaces only what it names itself.
  const Entry& say(Entry entry, base::TimeUs now);

  Standing standing(EntryKind kind, const std::string& about) const;       // of answers and reviews
  std::map<std::string, Standing> probes(const std::string& about) const;  // by probe
  std::vector<const Entry*> consents() const;                              // that nobody took back, latest first
  // Everything nobody replaced that an answer or a probe says about it: what a review has to have seen.
  std::vector<std::string> open_ids(const std::string& about) const;
  std::vector<std::string> abouts() const;                                  // sorted
  const std::map<std::string, Entry>& entries() const { return entries_; }  // by id
  std::vector<const Entry*> in_order() const;                               // by time

 private:
  std::vector<const Entry*> heads(EntryKind kind, const std::string& about, const std::string* author) const;

  std::map<std::string, Entry> entries_;
  std::map<std::string, std::vector<std::string>> by_about_;  // ids
  LogTime latest_;
};

}  // namespace gongdun::assess
