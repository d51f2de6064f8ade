// An assessment as a request sees it: read whole, with what the caller may do with it. Answers and evidence are for those whose reach carries assessments.read,
// and for those who supervise the enterprise (assessments.see) once it agreed to that.
#pragma once
#include <memory>
#include <string>

#include "assess/assess_list.h"
#include "assess/picture.h"
#include "assess/scoring.h"
#include "serve/context.h"

namespace gongdun::serve {

struct OpenedAssessment {
  assess::Assessment assessment;
  std::string organisation;
  std::shared_ptr<const pack::Questionnaire> questions;
  assess::AnswerLog log;
  assess::Picture picture;  // points into the two above
  assess::Score score;      // points into the picture
  bool may_read = false, may_answer = false, may_review = false;
};

enum class AssessNeed { see, read, answer, review };

// Out of reach: not_found; in reach, but not for this: permission.
base::Result<std::unique_ptr<OpenedAssessment>> open_assessment(Context& c, const std::string& id, AssessNeed need);
// For jobs: nobody asks.
base::Result<std::unique_ptr<OpenedAssessment>> read_assessment(store::Db& db, const std::string& id);
// Within a transaction: what lists show of it.
base::Status write_row(store::Db& db, const OpenedAssessment& opened);
// Rows behind their logs, which the command line wrote to. In transactions of its own.
base::Status freshen_rows(Context& c);

// Within a transaction: adds to the log, renews the row, and gives the assessment as it is then.
base::Result<std::unique_ptr<OpenedAssessment>> add_to_log(Context& c, const OpenedAssessment& opened, assess::Entry entry);

// ETag of what stands about one thing, and of the whole.
std::string version_of(const OpenedAssessment& opened, const std::string& about);
std::string version_of(const OpenedAssessment& opened);
// If-Match without its quotes; empty: the caller does not say what they saw.
std::string seen_version(const Context& c);

inline constexpr const char* kConsoleDevice = "console";

void tell_assessment_changed(Context& c, const std::string& organisation);

}  // namespace gongdun::serve
