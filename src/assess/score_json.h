#pragma once
#include <string>

#include "assess/assess_store.h"
#include "assess/scoring.h"

namespace gongdun::assess {

// Everything a score rests on, question by question, as machines read it. The same log and questionnaire give the same text.
std::string score_json(const Assessment& assessment, const pack::Questionnaire& questions, const Picture& picture, const Score& score);

}  // namespace gongdun::assess
