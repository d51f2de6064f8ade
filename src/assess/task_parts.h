// What a task package (任务包) holds beside the assessment: what was answered the time before, and the rule packs the work is to be done with.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "assess/assess_store.h"
#include "pack/bundle.h"

namespace gongdun::assess {

struct PreviousAnswer {
  std::string value, note;
  Basis basis = Basis::said;
};

struct PreviousAnswers {
  std::string assessment, version;                // id of the earlier assessment; version of its questionnaire
  base::TimeUs as_of = 0;                         // of its last entry
  std::map<std::string, PreviousAnswer> answers;  // by question
};

// What stands in an earlier assessment; questions on which people disagree are left out.
base::Result<PreviousAnswers> answers_of(AssessStore& store, const Assessment& earlier);
// The ones that were brought along, else of the latest earlier assessment here of an enterprise of the same name.
base::Result<std::optional<PreviousAnswers>> previous_answers(store::Db& db, AssessStore& store, const Assessment& assessment);
// Keeps what was brought along; what is there already stays.
base::Status keep_previous(store::Db& db, const std::string& assessment, const PreviousAnswers& previous);

nlohmann::json previous_json(const PreviousAnswers& previous);
PreviousAnswers parse_previous(const nlohmann::json& value);  // throws nlohmann's exceptions

// All packs of a folder of packs, as bundles without a signature of their own: the file that carries them is signed.
base::Result<std::vector<pack::Bundle>> packs_of(const std::string& folder);
nlohmann::json packs_json(const std::vector<pack::Bundle>& packs);
// Names, sizes and manifests are checked when they are unpacked (pack/bundle.h). Throws nlohmann's exceptions.
std::vector<pack::Bundle> parse_packs(const nlohmann::json& value);

struct TaskParts {
  std::optional<PreviousAnswers> previous;
  std::vector<pack::Bundle> packs;
};

}  // namespace gongdun::assess
