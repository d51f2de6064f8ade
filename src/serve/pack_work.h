// Looking at, and putting in force, another version of a rule pack. Private to serve.
#pragma once
#include "serve/job_work.h"

namespace gongdun::serve {

// A job of kind "regrade", stored. `digest` "": the pack as it came with the program. It runs after scans, never beside one: a scan grades by the rules it
// began with.
base::Result<Job> queue_regrade(store::Db& db, const std::string& pack, const std::string& version, const std::string& digest, bool in_force,
                                const std::string& person, const std::string& by, const std::string& organisation);
base::Result<JobOutcome> do_regrade(Node& node, const Job& job);

}  // namespace gongdun::serve
