// What each kind of job does. Private to serve.
#pragma once
#include <string>

#include "base/stop_flag.h"
#include "serve/jobs.h"
#include "serve/node.h"
#include "work/progress.h"

namespace gongdun::serve {

struct JobOutcome {
  std::string result;  // JSON
  bool interrupted = false;
};
base::Result<JobOutcome> do_scan(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress);
base::Result<JobOutcome> do_report(Node& node, const Job& job);
base::Result<JobOutcome> do_diagnosis_report(Node& node, const Job& job);
base::Result<JobOutcome> do_export(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress);
base::Result<JobOutcome> do_import(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress);

// A scan of the source, stored and started. The caller is in a transaction or not; the job counts once it is committed.
base::Result<Job> queue_scan(store::Db& db, const std::string& source, const std::string& source_name, const std::string& organisation,
                             const std::string& person, const std::string& by);

}  // namespace gongdun::serve
