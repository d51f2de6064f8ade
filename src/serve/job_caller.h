// Who a job works for: the person as they are now, not as they were when they asked.
#pragma once
#include "serve/context.h"
#include "serve/jobs.h"

namespace gongdun::serve {

// Into the job's request: where it was asked from, and what the token of who asked carried.
void keep_caller(const Context& context, Json& request);
// Refused: an account that was disabled meanwhile. Rights are those of this moment.
base::Result<access::Caller> caller_of_job(store::Db& db, const Job& job, const Json& request);

}  // namespace gongdun::serve
