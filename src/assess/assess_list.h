// What lists show of assessments: where each stands, its score, how far it is, when it is due. Derived from the log; written anew whenever the log has grown,
// so that lists read no answers. An assessment belongs to an organisation of the node; the scope predicate stands over that.
#pragma once
#include <string>
#include <vector>

#include "access/scope.h"
#include "assess/assess_store.h"
#include "assess/scoring.h"

namespace gongdun::assess {

// Entries about the work itself. They are part of the log, so that they travel and merge like answers; scores do not look at them.
inline constexpr std::string_view kAboutState = "work.state";      // submitted | returned | approved
inline constexpr std::string_view kAboutDue = "work.due";          // a day, 2026-12-05: the last on which it is in time
inline constexpr std::string_view kAboutSharing = "work.sharing";  // yes: the enterprise agreed that who supervises it reads answers and evidence

struct Work {
  std::string state;  // fresh | answering | submitted | returned | approved; what is said of answers after a word on the state takes that back
  std::string due;
  bool shared = false;
};
Work work_of(const AnswerLog& log);

// Whether the text is a day of the calendar, written 2026-12-05.
bool is_day(const std::string& text);

struct ListedAssessment {
  std::string id, organisation, name, made_by, changed_by, state, due, level;  // level: id of a band, empty without score
  base::TimeUs made = 0, changed = 0;
  std::int64_t score = -1, floor = 0;  // hundredths, cut; -1: none
  std::int64_t applicable = 0, answered = 0, conflicts = 0, vetoes = 0;
  bool shared = false;
};

enum class AssessOrder { made, name, score, due, progress };

struct AssessFilter {
  std::string text;  // part of name or id
  std::string organisation;
  std::vector<std::string> states;
  std::string overdue_on;  // a day: due before it, and not approved
  AssessOrder order = AssessOrder::made;
  bool descending = true;
  std::string cursor;  // of the last row seen
  std::size_t limit = 50;
};

class AssessList {
 public:
  explicit AssessList(store::Db& db) : db_(&db) {}

  // In the caller's transaction: the row of one assessment as its log has it now. `questions` are those of the assessment.
  base::Status write(const Assessment& assessment, const Picture& picture, const Score& score, const AnswerLog& log);
  base::Status set_organisation(const std::string& id, const std::string& organisation);
  // Ids whose row is behind its log.
  base::Result<std::vector<std::string>> stale(std::size_t most);
  // What the command line made belongs to the node's own organisation.
  base::Status adopt(const std::string& organisation);

  base::Result<std::vector<ListedAssessment>> rows(const access::Scope& scope, const AssessFilter& filter);
  base::Result<std::uint64_t> count(const access::Scope& scope, const AssessFilter& filter);
  static std::string cursor_of(const ListedAssessment& row, AssessOrder order);
  // Outside the scope: not_found. The whole id.
  base::Result<ListedAssessment> row(const access::Scope& scope, const std::string& id);
  base::Result<bool> is_known(const std::string& id);
  base::Result<bool> reaches(const access::Scope& scope, const std::string& id);

 private:
  store::Db* db_;
};

}  // namespace gongdun::assess
