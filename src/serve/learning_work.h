// What people said may bear on more assets than one answer can wait for: those are looked at by a job. Private to serve.
#pragma once
#include <optional>

#include "serve/context.h"
#include "serve/job_work.h"

namespace gongdun::serve {

// A job of kind "learn" for these assets, stored in the caller's transaction; what the same person said before and waits still goes with it. Once committed
// it is to be given to the runner; one that is not (rows of an import) is found by the runner itself within seconds.
base::Result<Job> queue_learning(Context& context, const std::vector<std::string>& assets, catalog::About about);
base::Result<JobOutcome> do_learn(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress);

}  // namespace gongdun::serve
