// What the enterprise has consented to in writing: an entry of the answer log, so that it travels and merges like all that was said. Value, as JSON:
//   {"scope": ["db:postgres://10.0.0.5", …], "until": 1764000000000000}
// Its author is who consents; the evidence names the signed paper by its SM3.
#pragma once
#include <string>
#include <vector>

#include "assess/answer_log.h"
#include "probe/target.h"

namespace gongdun::probe {

struct Consent {
  std::string id;  // of the entry
  std::string by;
  std::vector<Target> scope;
  base::TimeUs from = 0, until = 0;
};

// An entry for the log, neither sealed nor timed.
assess::Entry consent_entry(const std::vector<Target>& scope, base::TimeUs until, const std::string& by, const std::vector<std::string>& evidence);
// One that takes the consent with this id back.
assess::Entry withdrawal(const std::string& consent, const std::string& by, const std::string& note);

// Those of the log that nobody took back, latest first; what cannot be read is no consent.
std::vector<Consent> consents(const assess::AnswerLog& log);
// One that is valid at `now` and covers the target; null: none is.
const Consent* covering(const std::vector<Consent>& consents, const Target& target, base::TimeUs now);

// "2026-12-01" (until the end of that day), "2026-12-01 18:00" or "2026-12-01T18:00", in the time of the machine.
base::Result<base::TimeUs> parse_until(const std::string& text);

}  // namespace gongdun::probe
