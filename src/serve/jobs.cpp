#include "serve/jobs.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "catalog/source_store.h"
#include "serve/api.h"
#include "serve/job_work.h"
#include "serve/learning_work.h"
#include "serve/node.h"
#include "serve/pack_work.h"
#include "serve/reminder_kinds.h"
#include "serve/reminder_sender.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Status;

namespace {

constexpr std::chrono::milliseconds kTell{500};  // how often listeners hear of progress
constexpr base::TimeUs kLookForDue = 20'000'000, kKeepHouse = 3600'000'000;
constexpr base::TimeUs kLate = 3600'000'000;  // a scheduled scan begun later than this did not run when it should have

base::Result<JobOutcome> do_job(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress) {
  if (job.kind == "scan") return do_scan(node, job, stop, progress);
  if (job.kind == "export") return do_export(node, job, stop, progress);
  if (job.kind == "import") return do_import(node, job, stop, progress);
  if (job.kind == "regrade") return do_regrade(node, job);
  if (job.kind == "learn") return do_learn(node, job, stop, progress);
  if (job.kind == "diagnosis") return do_diagnosis_report(node, job);
  return do_report(node, job);
}

}  // namespace

JobRunner::JobRunner(Node& node) : node_(node) {}
JobRunner::~JobRunner() {
  stop();
}

Status JobRunner::start() {
  auto lease = node_.lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  GD_TRY(store::run((*lease)->db(), "UPDATE job SET state = 'queued', started = 0 WHERE state IN ('running', 'interrupted')"));
  auto waiting = load_jobs((*lease)->db(), {.kind = {}, .state = "queued", .cursor = {}, .limit = 1000, .person = {}, .scope = access::Scope::all()});
  if (!waiting) return std::unexpected(std::move(waiting).error());
  std::ranges::reverse(*waiting);
  for (const Job& job : *waiting) lane_of(job).queue.push_back(job.id);
  scans_.thread = std::thread([this] { run_lane(scans_); });
  reports_.thread = std::thread([this] { run_lane(reports_); });
  transfers_.thread = std::thread([this] { run_lane(transfers_); });
  learning_.thread = std::thread([this] { run_lane(learning_); });
  watcher_ = std::thread([this] { watch(); });
  return {};
}

void JobRunner::add(const Job& job) {
  {
    std::lock_guard lock(mutex_);
    lane_of(job).queue.push_back(job.id);
  }
  wake_.notify_all();
  tell(job);
}

Status JobRunner::cancel(store::Db& db, const Job& job) {
  {
    std::lock_guard lock(mutex_);
    if (const auto found = active_.find(job.id); found != active_.end()) {
      found->second->cancelled = true;
      found->second->stop.request();
      return {};
    }
    std::erase(scans_.queue, job.id);
    std::erase(reports_.queue, job.id);
    std::erase(transfers_.queue, job.id);
    std::erase(learning_.queue, job.id);
  }
  GD_TRY(store::run(db, "UPDATE job SET state = 'cancelled', finished = ? WHERE id = ? AND state = 'queued'", base::now_us(), job.id));
  if (db.changes() != 1) return base::fail(base::Code::conflict, "任务已经结束", "the job has ended already", job.id);
  return {};
}

void JobRunner::stop() {
  {
    std::lock_guard lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
    for (auto& [id, active] : active_) active->stop.request();
  }
  wake_.notify_all();
  for (std::thread* thread : {&scans_.thread, &reports_.thread, &transfers_.thread, &learning_.thread, &watcher_})
    if (thread->joinable()) thread->join();
}

JobRunner::Lane& JobRunner::lane_of(const Job& job) {
  if (job.kind == "learn") return learning_;
  return job.kind == "scan" || job.kind == "regrade" ? scans_ : job.kind == "report" || job.kind == "diagnosis" ? reports_ : transfers_;
}

void JobRunner::run_lane(Lane& lane) {
  for (;;) {
    std::string id;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return stopping_ || !lane.queue.empty(); });
      if (stopping_) return;
      id = std::move(lane.queue.front());
      lane.queue.pop_front();
      active_[id] = std::make_shared<Active>();
    }
    ++running_;
    try {
      run_one(id);
    } catch (const std::exception& error) {
      log_line("error", "job", {{"job", id}, {"error", error.what()}});
    }
    --running_;
    std::lock_guard lock(mutex_);
    active_.erase(id);
  }
}

void JobRunner::run_one(const std::string& id) {
  auto lease = node_.lease();
  if (!lease) return log_line("error", "job", {{"job", id}, {"error", lease.error().message.en}});
  store::Db& db = (*lease)->db();
  auto job = load_job(db, id);
  if (!job || job->state != "queued") return;
  std::shared_ptr<Active> active;
  {
    std::lock_guard lock(mutex_);
    active = active_.at(id);
  }
  job->state = "running";
  job->started = base::now_us();
  if (!store::run(db, "UPDATE job SET state = 'running', started = ? WHERE id = ?", job->started, id)) return;
  tell(*job);
  auto outcome = do_job(node_, *job, active->stop, active->progress);
  job->finished = base::now_us();
  if (!outcome) {
    job->state = "failed";
    job->error = problem_of(outcome.error()).body;
  } else {
    // Stopped by somebody is an end; stopped with the node goes on when the node does.
    job->state = !outcome->interrupted ? "done" : active->cancelled ? "cancelled" : "interrupted";
    job->result = outcome->result;
  }
  auto status =
      store::run(db, "UPDATE job SET state = ?, result = ?, error = ?, finished = ? WHERE id = ?", job->state, job->result, job->error, job->finished, id);
  if (!status) log_line("error", "job", {{"job", id}, {"error", status.error().message.en}});
  log_line("info", "job", {{"job", id}, {"kind", job->kind}, {"state", job->state}});
  {
    std::lock_guard lock(mutex_);
    active_.erase(id);
  }
  tell(*job);
  node_.reminders().wake();
  if (job->kind == "export" || job->kind == "import") return;
  const char* const what = job->kind == "report" ? R"({"what":"reports"})" : job->kind == "diagnosis" ? R"({"what":"assessments"})" : R"({"what":"assets"})";
  node_.events().tell("changed", what, job->organisation, job->person);
}

void JobRunner::watch() {
  base::TimeUs looked = 0, kept = 0;
  for (;;) {
    std::vector<std::string> ids;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kTell, [&] { return stopping_; });
      if (stopping_) return;
      for (const auto& [id, active] : active_) ids.push_back(id);
    }
    if (node_.events().listeners() > 0)
      for (const std::string& id : ids)
        if (auto lease = node_.lease())
          if (auto job = load_job((*lease)->db(), id)) tell(*job);
    if (const base::TimeUs now = base::now_us(); now - looked > kLookForDue) {
      looked = now;
      run_due_sources();
      find_learning();
      if (now - kept > kKeepHouse) {
        kept = now;
        node_.keep_house();
      }
    }
  }
}

void JobRunner::run_due_sources() {
  auto lease = node_.lease();
  if (!lease) return;
  store::Db& db = (*lease)->db();
  const base::TimeUs now = base::now_us();
  auto due = catalog::due_sources(db, now);
  if (!due) return log_line("error", "schedule", {{"error", due.error().message.en}});
  for (const catalog::Source& source : *due) {
    if (auto status = catalog::set_next_run(db, source.id, source.schedule ? catalog::next_run(*source.schedule, now) : 0); !status) continue;
    auto job = queue_scan(db, source.id, source.name, source.organisation, "", source.created_by);
    if (job) add(*job);
    const bool busy = !job && job.error().code == base::Code::conflict;
    if (!busy && now - source.next_run < kLate) continue;
    if (auto noted = note_missed_run(db, source.id, source.organisation, source.next_run, busy ? "busy" : "late"); !noted)
      log_line("error", "schedule", {{"source", source.id}, {"error", noted.error().message.en}});
  }
}

void JobRunner::find_learning() {
  auto lease = node_.lease();
  if (!lease) return;
  auto jobs = load_jobs((*lease)->db(), {.kind = "learn", .state = "queued", .cursor = {}, .limit = 100, .person = {}, .scope = access::Scope::all()});
  if (!jobs) return log_line("error", "job", {{"error", jobs.error().message.en}});
  for (const Job& job : *jobs) {
    {
      std::lock_guard lock(mutex_);
      if (active_.contains(job.id) || std::ranges::find(learning_.queue, job.id) != learning_.queue.end()) continue;
    }
    add(job);
  }
}

void JobRunner::tell(const Job& job) {
  node_.events().tell("job", json_of(job).dump(-1, ' ', false, Json::error_handler_t::replace), job.organisation, job.person);
}

Json JobRunner::json_of(const Job& job) const {
  Json out{{"id", job.id},
           {"kind", job.kind},
           {"title", job.title},
           {"state", job.state},
           {"by", job.by},
           {"created", time_json(job.created)},
           {"started", time_json(job.started)},
           {"finished", time_json(job.finished)},
           {"progress", nullptr},
           {"share", nullptr}};
  {
    std::lock_guard lock(mutex_);
    if (const auto found = active_.find(job.id); found != active_.end() && job.kind != "report" && job.kind != "diagnosis") {
      const work::Progress& progress = found->second->progress;
      out["progress"] = {{"items_found", progress.items_found.load()},
                         {"items_done", progress.items_done.load()},
                         {"items_skipped", progress.items_skipped.load()},
                         {"bytes_found", progress.bytes_found.load()},
                         {"bytes_done", progress.bytes_done.load()},
                         {"listing_done", progress.listing_done.load()},
                         {"current", progress.current()}};
      if (job.kind != "scan" && progress.items_found > 0)
        out["share"] = static_cast<double>(progress.items_done) / static_cast<double>(progress.items_found);
      else if (progress.listing_done && progress.bytes_found > 0)
        out["share"] = static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_found);
    }
  }
  const auto parsed = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json::parse(text, nullptr, false); };
  out["error"] = parsed(job.error);
  out["result"] = parsed(job.result);
  out["source"] = text_or_null(job.source);
  return out;
}

}  // namespace gongdun::serve
