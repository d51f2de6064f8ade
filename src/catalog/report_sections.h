// The sections of the report, one function each, in the order in which they appear.
#pragma once
#include "catalog/report_model.h"

namespace gongdun::catalog {

void add_summary(report::Document& document, const ReportInput& input);
void add_candidates(report::Document& document, const ReportInput& input);
void add_personal_inventory(report::Document& document, const ReportInput& input);
void add_credentials(report::Document& document, const ReportInput& input);
void add_catalog(report::Document& document, const ReportInput& input);
void add_unread(report::Document& document, const ReportInput& input);
void add_method(report::Document& document, const ReportInput& input);

// Shared wording.
report::Tone grade_tone(const grade::Grade& grade);
std::string sector_name(const ReportInput& input, const std::string& id);
std::string detector_name(const ReportInput& input, const std::string& id);
std::string category_name(const ReportInput& input, const std::string& path);
// A path as the page shows it: inside the scanned folder where there is but one, whose name stands on the cover.
std::string place_text(const ReportInput& input, const std::string& path);
std::string carriers_text(const ReportInput& input, const Asset& asset);
std::string decision_text(const Asset& asset, base::Lang lang);
// Verified is shown as in the rule packs, so a reader sees how firm the ground is.
std::string reason_text(const grade::Reason& reason, base::Lang lang);
// The first clause of a reason, for lists; the whole of it stands with the candidate.
std::string headline(const std::string& reason);
report::TableCell number_cell(std::uint64_t value);

}  // namespace gongdun::catalog
