#include "serve/pack_work.h"

#include <map>

#include <nlohmann/json.hpp>

#include "access/audit_log.h"
#include "detect/examples.h"
#include "serve/pack_shelf.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Code;
using base::Result;

namespace {

Json summary_of(const std::vector<catalog::GradeChange>& changes, bool finds_otherwise, const std::string& packs_digest) {
  std::map<std::pair<std::string, std::string>, std::uint64_t> steps;
  std::uint64_t decided = 0, grades = 0;
  for (const catalog::GradeChange& change : changes) {
    if (change.before == change.after) continue;
    ++grades;
    ++steps[{change.before, change.after}];
    decided += change.decided ? 1 : 0;
  }
  Json list = Json::array();
  for (const auto& [step, count] : steps) list.push_back({{"before", step.first}, {"after", step.second}, {"assets", count}});
  return {{"at", base::iso8601(base::now_us())},
          {"packs_digest", packs_digest},
          {"assets", changes.size()},
          {"grades", grades},
          {"decided", decided},
          {"steps", std::move(list)},
          {"rescan", finds_otherwise}};
}

}  // namespace

Result<Job> queue_regrade(store::Db& db, const std::string& pack, const std::string& version, const std::string& digest, bool in_force,
                          const std::string& person, const std::string& by, const std::string& organisation) {
  auto waiting = store::text(db, "SELECT id FROM job WHERE kind = 'regrade' AND state IN ('queued', 'running')");
  if (!waiting) return std::unexpected(std::move(waiting).error());
  if (*waiting) return base::fail(Code::conflict, "另一次规则包预览或启用正在进行", "another preview or change of packs is under way", **waiting);
  Job job{.kind = "regrade", .title = version.empty() ? pack : pack + " " + version, .person = person, .by = by, .organisation = organisation, .source = {}};
  job.request = Json{{"pack", pack}, {"digest", digest}, {"in_force", in_force}}.dump();
  GD_TRY(insert_job(db, job));
  return job;
}

Result<JobOutcome> do_regrade(Node& node, const Job& job) {
  const Json request = Json::parse(job.request, nullptr, false);
  const std::string pack = request.value("pack", ""), digest = request.value("digest", "");
  auto lease = node.lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  store::Db& db = (*lease)->db();
  auto digests = digests_with(db, pack, digest);
  if (!digests) return std::unexpected(std::move(digests).error());
  auto box = open_choice({node.shipped_packs(), node.options().data, std::move(*digests)});
  if (!box) return std::unexpected(std::move(box).error());
  auto engine = box->engine->get();
  if (!engine) return std::unexpected(std::move(engine).error());
  if (const auto problems = detect::run_examples(*engine); !problems.empty())
    return base::fail(Code::invalid_input, "规则自带的正反例没有通过：\n" + pack::format_problems(problems, base::Lang::zh),
                      "examples of the rules failed:\n" + pack::format_problems(problems, base::Lang::en), job.title);
  const bool finds_otherwise = box->packs->detect_digest != node.tools().packs->detect_digest;
  if (!request.value("in_force", false)) {
    auto changes = (*lease)->catalog->regrade(*box->grader, box->packs->digest, false);
    if (!changes) return std::unexpected(std::move(changes).error());
    const Json summary = summary_of(*changes, finds_otherwise, box->packs->digest);
    if (!digest.empty()) GD_TRY(keep_changes(db, digest, *changes, summary.dump()));
    return JobOutcome{summary.dump(), false};
  }
  auto tx = store::Tx::begin(db);
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(activate(db, pack, digest));
  GD_TRY(tx->commit());
  GD_TRY(node.take_up_packs(db));
  // Killed here, the job runs again at the next start and grades by what is in force then: the same.
  auto changes = (*lease)->catalog->regrade(*node.tools().grader, node.tools().packs->digest, true);
  if (!changes) return std::unexpected(std::move(changes).error());
  return JobOutcome{summary_of(*changes, finds_otherwise, node.tools().packs->digest).dump(), false};
}

}  // namespace gongdun::serve
