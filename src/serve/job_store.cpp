#include "crypto/sm3.h"
#include "serve/jobs.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kSelect =
    "SELECT id, kind, title, state, person, by_name, org_id, source, request, result, error, created, started, finished, position FROM job WHERE ";

Job read_job(store::Stmt& row) {
  return {.id = row.text(0),
          .kind = row.text(1),
          .title = row.text(2),
          .state = row.text(3),
          .person = row.text(4),
          .by = row.text(5),
          .organisation = row.text(6),
          .source = row.text(7),
          .request = row.text(8),
          .result = row.text(9),
          .error = row.text(10),
          .position = row.text(14),
          .created = row.integer(11),
          .started = row.integer(12),
          .finished = row.integer(13)};
}

}  // namespace

Status insert_job(store::Db& db, Job& job) {
  job.id = "J-" + crypto::random_hex(6);
  job.created = base::now_us();
  return store::run(db, "INSERT INTO job(id, kind, title, state, person, by_name, org_id, source, request, created) VALUES(?,?,?,?,?,?,?,?,?,?)", job.id,
                    job.kind, job.title, job.state, job.person, job.by, job.organisation, job.source, job.request, job.created);
}

Result<Job> load_job(store::Db& db, const std::string& id) {
  std::optional<Job> found;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { found = read_job(row); }, std::string(kSelect) + "id = ?", id));
  if (!found) return base::fail(Code::not_found, "没有这个任务", "no such job", id);
  return std::move(*found);
}

Result<std::vector<Job>> load_jobs(store::Db& db, const JobFilter& filter) {
  store::Sql sql(kSelect);
  sql.add("(person = ? OR ", filter.person).add(filter.scope.condition({"org_id", ""})).add(")");
  if (!filter.kind.empty()) sql.add(" AND kind = ?", filter.kind);
  if (!filter.state.empty()) sql.add(" AND state = ?", filter.state);
  if (!filter.cursor.empty()) {
    const std::size_t mark = filter.cursor.find('\n');
    const std::int64_t created = std::atoll(filter.cursor.c_str());
    const std::string id = mark == std::string::npos ? "" : filter.cursor.substr(mark + 1);
    sql.add(" AND (created < ? OR (created = ? AND id > ?))", created, created, id);
  }
  sql.add(" ORDER BY created DESC, id LIMIT ?", filter.limit);
  std::vector<Job> out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back(read_job(row)); }));
  return out;
}

}  // namespace gongdun::serve
