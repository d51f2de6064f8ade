// An assessment as one file: what a laptop takes out and brings back. JSON:
//   {"form": "gongdun-diagnosis/1", "assessment": {…}, "questionnaire": "the YAML, whole", "entries": [{…}], "evidence": [{digest, name, content}], "custody":
//   [{…}], "previous": {…}, "packs": [{…}], "signature": {…}}
// Each entry and event is named by the digest of what it says and each file by its SM3, and all of them are checked. `previous` and `packs` make it a task
// package (task_parts.h); `signature`, over everything else, says who wrote the file (travel_signature.h). These three may be missing.
#pragma once
#include <string>
#include <vector>

#include "assess/assess_store.h"
#include "assess/task_parts.h"
#include "assess/travel_signature.h"

namespace gongdun::assess {

struct Travelled {
  Assessment assessment;
  std::string questionnaire;  // text
  AnswerLog log;
  struct File {
    EvidenceFile file;
    std::string content;
  };
  std::vector<File> evidence;
  std::vector<CustodyEvent> custody;
  TaskParts parts;
  std::optional<TravelSignature> signature;  // valid; none: the file is not signed
};

// Not signed yet: sign_travel().
base::Result<std::string> travel_text(AssessStore& store, const Assessment& assessment, const TaskParts& parts = {});
// Refuses a file that was altered, by its signature or by the digests in it.
base::Result<Travelled> parse_travel(std::string_view text);

struct Merged {
  std::string id;
  bool made = false;  // the assessment was not here
  std::size_t entries = 0, events = 0, files = 0;
};
// Lays it together with what is here, all of it or, after an error, nothing; doing so again changes nothing. Rule packs and earlier answers are left to the
// caller.
base::Result<Merged> take_in(AssessStore& store, const Travelled& travelled);
base::Result<Merged> take_in_within(AssessStore& store, const Travelled& travelled);  // in the caller's transaction

}  // namespace gongdun::assess
