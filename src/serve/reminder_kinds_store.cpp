#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "catalog/review_store.h"
#include "net/self_made_certificate.h"
#include "serve/node.h"
#include "serve/reminder_kinds.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Result;
using base::Status;
using Found = Result<std::vector<Occurrence>>;

namespace {

constexpr int kMostOfOne = 200, kImportant = 10, kCore = 20;
constexpr base::TimeUs kDay = 86'400'000'000;
constexpr std::string_view kVerdict = "audit.verdict";

Found failed_jobs(Node&, store::Db& db, const Onlooker& who, base::TimeUs since) {
  std::vector<Occurrence> out;
  store::Sql sql("SELECT id, kind, title, finished, org_id FROM job WHERE state = 'failed' AND finished > ? AND (person = ? OR ", since, who.person);
  sql.add(who.scope.condition({"org_id", ""})).add(") ORDER BY finished, id LIMIT ?", kMostOfOne);
  GD_TRY(sql.rows(db, [&](store::Stmt& row) {
    const std::string kind = row.text(1), title = row.text(2).empty() ? row.text(0) : row.text(2);
    const base::Bilingual text = kind == "scan"     ? base::Bilingual{"扫描「" + title + "」失败", "The scan of “" + title + "” failed"}
                                 : kind == "report" ? base::Bilingual{"报告「" + title + "」生成失败", "Making the report “" + title + "” failed"}
                                                    : base::Bilingual{"任务「" + title + "」失败", "The job “" + title + "” failed"};
    out.push_back({.object = row.text(0),
                   .at = row.integer(3),
                   .organisation = row.text(4),
                   .text = text,
                   .place = kind == "scan"     ? "/sources"
                            : kind == "report" ? "/reports"
                                               : "/jobs",
                   .facts = {{"job", row.text(0)}, {"job_kind", row.text(1)}}});
  }));
  return out;
}

Found candidates(Node&, store::Db& db, const Onlooker& who, base::TimeUs since) {
  std::vector<Occurrence> out;
  store::Sql sql(
      "SELECT scan.id, scan.finished, source.id, source.name, source.org_id, count(*), sum(CASE WHEN asset.grade_rank >= ? THEN 1 ELSE 0 END) FROM scan JOIN "
      "source ON source.id = scan.source_id JOIN asset ON asset.source_id = scan.source_id AND asset.first_seen >= scan.started AND asset.first_seen <= "
      "scan.finished WHERE scan.finished > ? AND asset.state = 'pending' AND asset.vanished = 0 AND asset.grade_rank >= ? AND ",
      kCore, since, kImportant);
  sql.add(who.scope.condition({"asset.org_id", "asset.grade_rank"}));
  sql.add(" GROUP BY scan.id, scan.finished, source.id, source.name, source.org_id ORDER BY scan.finished, scan.id LIMIT ?", kMostOfOne);
  GD_TRY(sql.rows(db, [&](store::Stmt& row) {
    const std::int64_t core = row.integer(6), important = row.integer(5) - core;
    out.push_back({.object = "scan " + row.text(0),
                   .at = row.integer(1),
                   .organisation = row.text(4),
                   .text = {fmt::format("扫描「{}」新发现候选重要数据 {} 项、候选核心数据 {} 项，请核实", row.text(3), important, core),
                            fmt::format("The scan of “{}” found {} candidates for important data and {} for core data; please look at them", row.text(3),
                                        important, core)},
                   .place = "/assets?source=" + row.text(2) + "&grade=important,core",
                   .facts = {{"scan", row.integer(0)}, {"source", row.text(2)}, {"important", important}, {"core", core}}});
  }));
  return out;
}

Found open_reviews(Node&, store::Db& db, const Onlooker& who, base::TimeUs since) {
  auto reviews = catalog::load_reviews(db, who.scope);
  if (!reviews) return std::unexpected(std::move(reviews).error());
  std::vector<Occurrence> out;
  for (const catalog::Review& one : *reviews) {
    // Who decided may not review it.
    if (one.decision.at <= since || one.person == who.person || out.size() >= kMostOfOne) continue;
    out.push_back({.object = one.id,
                   .at = one.decision.at,
                   .organisation = {},
                   .text = {"「" + one.asset_name + "」的定级决定等待第二人复核", "A decision on “" + one.asset_name + "” waits for a second person"},
                   .place = "/reviews",
                   .facts = {{"review", one.id}, {"asset", one.asset}}});
  }
  return out;
}

Found certificate(Node& node, store::Db&, const Onlooker&, base::TimeUs) {
  std::vector<Occurrence> out;
  if (node.options().certificate.empty()) return out;
  const auto facts = net::read_certificate(node.options().certificate);
  if (!facts) return out;
  const base::TimeUs now = base::now_us(), left = facts->not_after - now;
  for (const int days : {1, 7, 30}) {
    if (left > days * kDay) continue;
    const std::string until = base::local_minute(facts->not_after);
    out.push_back({.object = fmt::format("certificate {} {}", facts->not_after, days),
                   .at = now,
                   .organisation = {},
                   .text = left < 0 ? base::Bilingual{"节点证书已于 " + until + " 过期", "The node's certificate ended on " + until}
                                    : base::Bilingual{"节点证书将于 " + until + " 到期", "The node's certificate ends on " + until},
                   .place = "/node",
                   .facts = {{"not_after", base::iso8601(facts->not_after)}, {"days", left < 0 ? 0 : left / kDay}}});
    break;
  }
  return out;
}

Result<Json> last_verdict(store::Db& db) {
  auto text = store::text(db, "SELECT value FROM setting WHERE name = ?", kVerdict);
  if (!text) return std::unexpected(std::move(text).error());
  Json verdict = Json::parse(text->value_or("{}"), nullptr, false);
  return verdict.is_object() ? verdict : Json::object();
}

Found broken_audit(Node&, store::Db& db, const Onlooker&, base::TimeUs since) {
  auto verdict = last_verdict(db);
  if (!verdict) return std::unexpected(std::move(verdict).error());
  std::vector<Occurrence> out;
  const base::TimeUs at = verdict->value("at", base::TimeUs{0});
  if (verdict->value("ok", true) || at <= since) return out;
  const auto number = verdict->value("first_bad", std::int64_t{0});
  const std::string problem = verdict->value("problem", "");
  out.push_back(
      {.object = fmt::format("audit {} {}", number, problem),
       .at = at,
       .organisation = {},
       .text = {fmt::format("审计日志校验未通过：自第 {} 条记录起不完整", number), fmt::format("The audit log does not verify from record {} on", number)},
       .place = "/audit",
       .facts = {{"record", number}, {"problem", problem}}});
  return out;
}

Found missed_runs(Node&, store::Db& db, const Onlooker& who, base::TimeUs since) {
  std::vector<Occurrence> out;
  store::Sql sql(
      "SELECT missed_run.id, missed_run.noticed, missed_run.due, source.id, source.name, missed_run.org_id, missed_run.why FROM missed_run JOIN source ON "
      "source.id = missed_run.source WHERE missed_run.noticed > ? AND ",
      since);
  sql.add(who.scope.condition({"missed_run.org_id", ""})).add(" ORDER BY missed_run.noticed, missed_run.id LIMIT ?", kMostOfOne);
  GD_TRY(sql.rows(db, [&](store::Stmt& row) {
    const std::string due = base::local_minute(row.integer(2));
    const bool busy = row.text(6) == "busy";
    out.push_back({.object = "run " + row.text(0),
                   .at = row.integer(1),
                   .organisation = row.text(5),
                   .text = {"「" + row.text(4) + "」" + due + " 的定时扫描没有按时运行：" + (busy ? "上一次扫描尚未结束" : "节点当时没有运行，已补扫"),
                            "The scan of “" + row.text(4) + "” due at " + due +
                                (busy ? " did not run: the one before had not ended" : " did not run in time: the node was not running; it runs now")},
                   .place = "/sources",
                   .facts = {{"source", row.text(3)}, {"due", base::iso8601(row.integer(2))}, {"why", row.text(6)}}});
  }));
  return out;
}

// The registry: one line a kind. Codes are stable; receivers of webhooks know them.
const std::array kKinds{
    ReminderKind{"job.failed", {"任务失败", "A job failed"}, Permission::assets_read, failed_jobs},
    ReminderKind{"scan.candidates", {"发现候选重要数据、核心数据", "Candidates for important or core data"}, Permission::assets_read, candidates},
    ReminderKind{"review.waiting", {"待第二人复核", "A review waits for a second person"}, Permission::assets_review, open_reviews},
    ReminderKind{"scan.missed", {"定时扫描未按时运行", "A scheduled scan did not run"}, Permission::scans_run, missed_runs},
    ReminderKind{"certificate.expiring", {"节点证书即将到期", "The node's certificate is about to end"}, Permission::node_manage, certificate},
    ReminderKind{"audit.broken", {"审计日志校验未通过", "The audit log does not verify"}, Permission::audit_read, broken_audit},
};

}  // namespace

std::span<const ReminderKind> reminder_kinds() {
  return kKinds;
}

const ReminderKind* find_reminder_kind(std::string_view code) {
  const auto found = std::ranges::find(kKinds, code, &ReminderKind::code);
  return found == kKinds.end() ? nullptr : &*found;
}

Status note_missed_run(store::Db& db, const std::string& source, const std::string& organisation, base::TimeUs due, std::string_view why) {
  return store::run(db, "INSERT INTO missed_run(source, org_id, due, noticed, why) VALUES(?,?,?,?,?)", source, organisation, due, base::now_us(), why);
}

Status note_audit_verdict(store::Db& db, bool ok, std::int64_t first_bad, const std::string& problem) {
  const std::string text = Json{{"at", base::now_us()}, {"ok", ok}, {"first_bad", first_bad}, {"problem", problem}}.dump();
  return store::run(db, "INSERT INTO setting(name, value) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", kVerdict, text);
}

Result<base::TimeUs> audit_verified_at(store::Db& db) {
  auto verdict = last_verdict(db);
  if (!verdict) return std::unexpected(std::move(verdict).error());
  return verdict->value("at", base::TimeUs{0});
}

}  // namespace gongdun::serve
