// What people and probes say in an assessment, as entries of a log that only grows. An entry names those it replaces, so that two copies of a log which went
// apart can be laid together again: what neither replaced stands, and what both replaced differently is a conflict for a person to settle.
// Whose clock was right plays no part in that; clocks only order what is shown.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/error.h"

namespace gongdun::assess {

// 自报: said by the enterprise; 查看: seen by the assessor; 测试: tested.
enum class Basis { said, seen, tested };
inline constexpr std::size_t kBases = 3;
std::string_view basis_id(Basis basis);
const base::Bilingual& basis_name(Basis basis);

// answer: what a person says; probe: what a tool found (author: the probe, and after a blank what it looked at); review: what a person decides where the two
// disagree; consent: what the enterprise lets be probed until when (probe/consent.h), or that it no longer does.
enum class EntryKind { answer, probe, review, consent };
std::string_view kind_id(EntryKind kind);

inline constexpr std::string_view kConsentAbout = "consent";  // what a consent is about: the assessment as a whole

// Wall clock that never runs backwards within a log (a hybrid logical clock): time, and a counter where the wall clock did not move on.
struct LogTime {
  base::TimeUs time = 0;
  std::int64_t counter = 0;
  auto operator<=>(const LogTime&) const = default;
};

struct Entry {
  std::string id;  // SM3 of all the rest: nobody can change an entry without changing its name
  EntryKind kind = EntryKind::answer;
  std::string about;  // id of a question, or "fact." and the id of a fact
  std::string value;  // id of a state or choice (several: one a line), number, text, rows as JSON; empty: taken back
  Basis basis = Basis::said;
  std::string note;
  std::vector<std::string> evidence;  // SM3 of files in the evidence bag, or words that name a document
  std::string author, device;
  LogTime when;
  std::vector<std::string> replaces;  // ids, sorted
  bool operator==(const Entry&) const = default;
};

// Sorts `replaces`, then names the entry by what it says.
void seal(Entry& entry);

std::string entry_json(const Entry& entry);  // one line
// Refuses an entry whose id is not that of what it says.
base::Result<Entry> parse_entry(std::string_view json);

}  // namespace gongdun::assess
