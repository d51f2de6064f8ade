// 现场情况确认单: what was asked, seen and taken along on site, for both sides to sign before they part. It states and does not judge: no score.
#pragma once
#include <string>
#include <vector>

#include "assess/diagnosis_report.h"

namespace gongdun::assess {

report::Document build_site_summary(const DiagnosisInput& input, const std::string& met);

// site-summary.pdf and .docx in the folder, which is made; their paths.
base::Result<std::vector<std::string>> write_site_summary(const DiagnosisInput& input, const std::string& met, const std::string& folder);

}  // namespace gongdun::assess
