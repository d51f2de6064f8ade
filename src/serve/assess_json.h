// Assessments as the API shows them.
#pragma once
#include "assess/scoring.h"
#include "serve/assess_open.h"

namespace gongdun::serve {

Json assessment_json(const assess::ListedAssessment& row, const std::string& today);
Json assessment_detail(Context& c, const OpenedAssessment& opened);
Json score_answer(const OpenedAssessment& opened);
Json head_json(const assess::Entry& entry);
Json named_json(const pack::Named& named);

// A question or a fact with what stands about it.
struct AskedThing {
  const pack::Question* question = nullptr;  // one of the two
  const pack::FactField* fact = nullptr;
  const assess::ItemView* item = nullptr;  // of a question
  std::string about;
};
// All that is asked, facts first; questions of the profile ask for facts and are not listed themselves.
std::vector<AskedThing> asked_things(const OpenedAssessment& opened);
// Nothing: no such question or fact.
std::optional<AskedThing> asked_thing(const OpenedAssessment& opened, const std::string& about);
Json thing_json(const OpenedAssessment& opened, const AskedThing& thing);
bool is_unanswered(const OpenedAssessment& opened, const AskedThing& thing);
bool lacks_evidence(const AskedThing& thing);
bool is_in_conflict(const OpenedAssessment& opened, const AskedThing& thing);

// A day of the node's time zone.
std::string day_of(base::TimeUs time);

}  // namespace gongdun::serve
