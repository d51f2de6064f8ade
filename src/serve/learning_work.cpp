#include "serve/learning_work.h"

#include <set>

#include <nlohmann/json.hpp>

#include "store/rows.h"

namespace gongdun::serve {

using base::Result;

namespace {

std::string about_word(catalog::About about) {
  return about == catalog::About::finding ? "finding" : "grade";
}

}  // namespace

Result<Job> queue_learning(Context& c, const std::vector<std::string>& assets, catalog::About about) {
  std::string waiting;
  Json request{{"about", about_word(about)}, {"assets", assets}};
  GD_TRY(store::rows(
      c.db(),
      [&](store::Stmt& row) {
        Json before = Json::parse(row.text(1), nullptr, false);
        if (!waiting.empty() || before.value("about", "") != about_word(about)) return;
        waiting = row.text(0);
        std::set<std::string> all(assets.begin(), assets.end());
        all.merge(before.value("assets", std::set<std::string>{}));
        before["assets"] = all;
        request = std::move(before);
      },
      "SELECT id, request FROM job WHERE kind = 'learn' AND state = 'queued' AND person = ? ORDER BY created DESC", c.caller.person));
  if (!waiting.empty()) {
    GD_TRY(store::run(c.db(), "UPDATE job SET request = ? WHERE id = ? AND state = 'queued'", request.dump(), waiting));
    if (c.db().changes() == 1) return load_job(c.db(), waiting);
  }
  Job job{.kind = "learn", .title = assets.size() == 1 ? assets.front() : "", .person = c.caller.person, .by = c.caller.login};
  job.organisation = c.node.home();
  job.request = request.dump();
  GD_TRY(insert_job(c.db(), job));
  return job;
}

Result<JobOutcome> do_learn(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress) {
  auto lease = node.lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  auto now = load_job((*lease)->db(), job.id);  // more may have joined it until it began
  if (!now) return std::unexpected(std::move(now).error());
  const Json request = Json::parse(now->request, nullptr, false);
  const auto assets = request.value("assets", std::vector<std::string>{});
  const auto about = request.value("about", "") == about_word(catalog::About::finding) ? catalog::About::finding : catalog::About::grade;
  for (;;) {
    const catalog::Toolbox& tools = node.tools();
    bool other_rules = false;
    auto changed = (*lease)->catalog->learn_later(assets, *tools.grader, tools.packs->digest, about, [&](std::uint64_t done, std::uint64_t all) {
      progress.items_found = all;
      progress.items_done = done;
      other_rules = node.tools().packs->digest != tools.packs->digest;
      return !other_rules && !stop.requested();
    });
    if (!changed) return std::unexpected(std::move(changed).error());
    if (!other_rules) return JobOutcome{Json{{"changed", *changed}}.dump(), stop.requested()};
  }
}

}  // namespace gongdun::serve
