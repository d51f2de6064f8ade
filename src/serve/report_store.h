// Reports made and kept: their files lie in the node's data folder, what they are in the store, with the reach they were made for — who reaches less may
// not open them.
#pragma once
#include <string>
#include <vector>

#include "access/scope.h"
#include "base/clock.h"

namespace gongdun::serve {

struct ReportFile {
  std::string name, format, sm3;
  std::uint64_t bytes = 0;
};

struct Report {
  std::string id, title, lang, person, by, organisation;
  std::vector<access::Reach> reaches;
  std::vector<ReportFile> files;
  std::uint64_t assets = 0;
  base::TimeUs created = 0;
  std::string assessment;  // what it is a report of; empty: the catalog. The functions below for people speak of the catalog's alone
};

const char* report_type(const std::string& format);  // content type of "pdf", "docx" …
std::string report_folder(const std::string& data, const std::string& id);
base::Status describe_files(Report& report, const std::vector<std::string>& paths);
base::Status insert_report(store::Db& db, Report& report);
// Those the person made or whose every reach is covered, newest first.
base::Result<std::vector<Report>> load_reports(store::Db& db, const access::Scope& scope, const std::string& person);
base::Result<Report> load_report(store::Db& db, const access::Scope& scope, const std::string& person, const std::string& id);
// Whoever may read the assessment may read these: the caller has looked at that.
base::Result<std::vector<Report>> reports_of_assessment(store::Db& db, const std::string& assessment);
base::Status delete_report(store::Db& db, const std::string& id);

}  // namespace gongdun::serve
