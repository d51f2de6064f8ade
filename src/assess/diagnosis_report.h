// 诊断报告: the report of a diagnosis as a Document, a function of questionnaire, log and evidence alone: the same data give the same bytes.
#pragma once
#include <string>
#include <vector>

#include "assess/assess_store.h"
#include "assess/scoring.h"
#include "report/document.h"

namespace gongdun::assess {

struct DiagnosisInput {
  const Assessment& assessment;
  const pack::Questionnaire& questions;
  const AnswerLog& log;
  const std::vector<EvidenceFile>& evidence;
  const std::vector<CustodyEvent>& custody;
  base::Lang lang = base::Lang::zh;
};

report::Document build_diagnosis_report(const DiagnosisInput& input);

// diagnosis.docx, .pdf, .html, .xlsx in the folder, which is made; their paths.
base::Result<std::vector<std::string>> write_diagnosis_report(const DiagnosisInput& input, const std::string& folder);

}  // namespace gongdun::assess
