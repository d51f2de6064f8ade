// An assessment as one file: what a laptop takes out and brings back. JSON:
//   {"form": "gongdun-diagnosis/1", "assessment": {…}, "questionnaire": "the YAML, whole", "entries": [{…}], "evidence": [{digest, name, content}], "custody":
//   [{…}]}
// Each entry and event is named by the digest of what it says and each file by its SM3, and all of them are checked; who wrote the file is not proven by it.
#pragma once
#include <string>
#include <vector>

#include "assess/assess_store.h"

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
};

base::Result<std::string> travel_text(AssessStore& store, const Assessment& assessment);
base::Result<Travelled> parse_travel(std::string_view text);

struct Merged {
  std::string id;
  bool made = false;  // the assessment was not here
  std::size_t entries = 0, events = 0, files = 0;
};
// Lays it together with what is here, all of it or, after an error, nothing; doing so again changes nothing.
base::Result<Merged> take_in(AssessStore& store, const Travelled& travelled);
base::Result<Merged> take_in_within(AssessStore& store, const Travelled& travelled);  // in the caller's transaction

}  // namespace gongdun::assess
