// Jobs and live events.
#include <nlohmann/json.hpp>

#include "access/organisation_store.h"
#include "serve/context.h"
#include "serve/jobs.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

Answer list_jobs(Context& c) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  auto jobs = load_jobs(c.db(), {.kind = c.query("kind"),
                                 .state = c.query("state"),
                                 .cursor = *cursor,
                                 .limit = c.limit() + 1,
                                 .person = c.caller.person,
                                 .scope = c.scope(Permission::assets_read)});
  if (!jobs) return std::unexpected(std::move(jobs).error());
  std::string next;
  if (jobs->size() > c.limit()) {
    jobs->pop_back();
    next = std::to_string(jobs->back().created) + "\n" + jobs->back().id;
  }
  Json items = Json::array();
  for (const Job& job : *jobs) items.push_back(c.node.jobs().json_of(job));
  const std::size_t total = items.size();
  Json page = page_json(std::move(items), next, total);
  page["total_is_estimate"] = !next.empty() || !cursor->empty();
  return json_answer(page);
}

base::Result<Job> job_in_reach(Context& c) {
  auto job = load_job(c.db(), c.path("id"));
  if (!job) return job;
  if (job->person == c.caller.person) return job;
  auto covered = c.scope(Permission::assets_read).covers(c.db(), {"territory", job->organisation, 0});
  if (!covered) return std::unexpected(std::move(covered).error());
  if (!*covered) return base::fail(Code::not_found, "没有这个任务", "no such job", c.path("id"));
  return job;
}

Answer get_job(Context& c) {
  auto job = job_in_reach(c);
  if (!job) return std::unexpected(std::move(job).error());
  return json_answer(c.node.jobs().json_of(*job));
}

Answer cancel_job(Context& c) {
  auto job = job_in_reach(c);
  if (!job) return std::unexpected(std::move(job).error());
  if (job->person != c.caller.person && !c.caller.may(Permission::scans_run))
    return base::fail(Code::permission, "只能取消自己的任务", "you may cancel your own jobs only", job->id);
  GD_TRY(c.node.jobs().cancel(c.db(), *job));
  GD_TRY(c.audit_alone("job.cancel", job->id));
  auto after = load_job(c.db(), job->id);
  if (!after) return std::unexpected(std::move(after).error());
  return json_answer(c.node.jobs().json_of(*after));
}

Answer events(Context& c) {
  auto organisations = access::load_organisations(c.db(), c.scope(Permission::assets_read));
  if (!organisations) return std::unexpected(std::move(organisations).error());
  Listener listener{.channel = std::make_shared<net::EventChannel>(), .person = c.caller.person, .session = c.caller.session_hash, .organisations = {}};
  for (const auto& one : *organisations) listener.organisations.insert(one.id);
  net::Response response;
  response.set("Content-Type", "text/event-stream").set("Cache-Control", "no-store").set("X-Accel-Buffering", "no");
  response.events = listener.channel;
  listener.channel->push("hello", "{}");
  if (!c.node.events().add(std::move(listener))) return problem(503, "too_many_listeners", "too many event streams are open");
  return response;
}

}  // namespace

void add_job_routes(Handlers& to) {
  to.on("listJobs", list_jobs).on("getJob", get_job).on("cancelJob", cancel_job).on("events", events);
}

}  // namespace gongdun::serve
