#include "assess/assess_list.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "pack/fields.h"
#include "store/rows.h"

namespace gongdun::assess {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE assess_row (
  assessment TEXT PRIMARY KEY REFERENCES assessment(id),
  org_id TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '', folded TEXT NOT NULL DEFAULT '',
  made INTEGER NOT NULL DEFAULT 0, made_by TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL DEFAULT 0, changed_by TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'fresh', due TEXT NOT NULL DEFAULT '', level TEXT NOT NULL DEFAULT '',
  score INTEGER NOT NULL DEFAULT -1, floor INTEGER NOT NULL DEFAULT 0,
  applicable INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL DEFAULT 0, progress INTEGER NOT NULL DEFAULT 0,
  conflicts INTEGER NOT NULL DEFAULT 0, vetoes INTEGER NOT NULL DEFAULT 0, shared INTEGER NOT NULL DEFAULT 0,
  stale INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX assess_row_by_stale ON assess_row(stale);
CREATE INDEX assess_row_by_made ON assess_row(made, assessment);
CREATE INDEX assess_row_by_score ON assess_row(score, assessment);
CREATE INDEX assess_row_by_organisation ON assess_row(org_id);
INSERT INTO assess_row(assessment) SELECT id FROM assessment;
)sql";

constexpr std::string_view kColumns =
    "SELECT assessment, org_id, name, made_by, changed_by, state, due, level, made, changed, score, floor, applicable, answered, conflicts, vetoes, shared "
    "FROM "
    "assess_row ";

ListedAssessment read_row(store::Stmt& row) {
  return {.id = row.text(0),
          .organisation = row.text(1),
          .name = row.text(2),
          .made_by = row.text(3),
          .changed_by = row.text(4),
          .state = row.text(5),
          .due = row.text(6),
          .level = row.text(7),
          .made = row.integer(8),
          .changed = row.integer(9),
          .score = row.integer(10),
          .floor = row.integer(11),
          .applicable = row.integer(12),
          .answered = row.integer(13),
          .conflicts = row.integer(14),
          .vetoes = row.integer(15),
          .shared = row.integer(16) != 0};
}

// Without a date: after every date, and before them where the latest come first.
constexpr std::string_view kNoDay = "9999-12-31";

std::string_view column_of(AssessOrder order) {
  switch (order) {
    case AssessOrder::made: return "made";
    case AssessOrder::name: return "name";
    case AssessOrder::score: return "score";
    case AssessOrder::due: return "CASE WHEN due = '' THEN '9999-12-31' ELSE due END";
    case AssessOrder::progress: return "progress";
  }
  return "made";
}

bool is_of_text(AssessOrder order) {
  return order == AssessOrder::name || order == AssessOrder::due;
}

std::int64_t share(std::int64_t answered, std::int64_t applicable) {
  return applicable == 0 ? 0 : answered * 10'000 / applicable;
}

std::string key_of(const ListedAssessment& row, AssessOrder order) {
  switch (order) {
    case AssessOrder::made: return std::to_string(row.made);
    case AssessOrder::name: return row.name;
    case AssessOrder::score: return std::to_string(row.score);
    case AssessOrder::due: return row.due.empty() ? std::string(kNoDay) : row.due;
    case AssessOrder::progress: return std::to_string(share(row.answered, row.applicable));
  }
  return {};
}

store::Sql condition_of(const access::Scope& scope, const AssessFilter& filter) {
  store::Sql out("WHERE ");
  out.add(scope.condition({"org_id", ""}));
  if (!filter.text.empty()) out.add(" AND folded LIKE ? ESCAPE '\\'", store::containing(pack::fold_word(filter.text)));
  if (!filter.organisation.empty()) out.add(" AND org_id = ?", filter.organisation);
  if (!filter.states.empty()) {
    out.add(" AND state IN (");
    for (std::size_t i = 0; i < filter.states.size(); ++i) out.add(i == 0 ? "?" : ",?", filter.states[i]);
    out.add(")");
  }
  if (!filter.overdue_on.empty()) out.add(" AND due <> '' AND due < ? AND state <> 'approved'", filter.overdue_on);
  return out;
}

std::int64_t hundredths(double score) {
  return std::llround(std::stod(score_text(score)) * 100);
}

bool is_word_on_work(const Entry& entry) {
  return entry.about.starts_with("work.");
}

}  // namespace

Status migrate_assess_list(store::Db& db, std::int64_t up_to) {
  return db.migrate("assess_list", store::up_to(up_to, {{1, kFirst}}));
}

bool is_day(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t at : {0, 1, 2, 3, 5, 6, 8, 9})
    if (text[at] < '0' || text[at] > '9') return false;
  return std::chrono::year_month_day{std::chrono::year(std::atoi(text.substr(0, 4).c_str())),
                                     std::chrono::month(static_cast<unsigned>(std::atoi(text.substr(5, 2).c_str()))),
                                     std::chrono::day(static_cast<unsigned>(std::atoi(text.substr(8, 2).c_str())))}
      .ok();
}

Work work_of(const AnswerLog& log) {
  Work out;
  LogTime answered;
  bool any = false;
  for (const auto& [id, entry] : log.entries()) {
    if (is_word_on_work(entry) || entry.about.starts_with(kFactPrefix)) continue;
    any = true;
    answered = std::max(answered, entry.when);
  }
  out.state = any ? "answering" : "fresh";
  const Standing state = log.standing(EntryKind::answer, std::string(kAboutState));
  if (state.entry != nullptr && state.entry->when > answered) out.state = state.entry->value;
  if (const Standing due = log.standing(EntryKind::answer, std::string(kAboutDue)); due.entry != nullptr && is_day(due.entry->value))
    out.due = due.entry->value;
  // Where people disagree on it, nobody agreed.
  const Standing sharing = log.standing(EntryKind::answer, std::string(kAboutSharing));
  out.shared = sharing.entry != nullptr && !sharing.conflict && sharing.entry->value == "yes";
  return out;
}

Status AssessList::write(const Assessment& assessment, const Picture& picture, const Score& score, const AnswerLog& log) {
  const Work work = work_of(log);
  const Entry* last = nullptr;
  for (const auto& [id, entry] : log.entries())
    if (last == nullptr || last->when < entry.when) last = &entry;
  // The name may have been corrected since.
  const std::string& said = picture.facts.text("name");
  const std::string& name = said.empty() ? assessment.name : said;
  const auto conflicts = score.contradicted + score.disagreements + static_cast<int>(picture.facts.conflicts().size());
  return store::run(
      *db_,
      "UPDATE assess_row SET name = ?, folded = ?, made = ?, made_by = ?, changed = ?, changed_by = ?, state = ?, due = ?, level = ?, score = ?, floor = ?, "
      "applicable = ?, answered = ?, progress = ?, conflicts = ?, vetoes = ?, shared = ?, stale = 0 WHERE assessment = ?",
      name, pack::fold_word(name + " " + assessment.id), assessment.made, assessment.made_by, last == nullptr ? assessment.made : last->when.time,
      last == nullptr ? assessment.made_by : last->author, work.state, work.due, score.level == nullptr ? std::string() : score.level->named.id,
      score.total ? hundredths(*score.total) : -1, hundredths(score.floor), score.applicable, score.answered, share(score.answered, score.applicable),
      conflicts, score.vetoes.size(), work.shared ? 1 : 0, assessment.id);
}

Status AssessList::set_organisation(const std::string& id, const std::string& organisation) {
  return store::run(*db_, "UPDATE assess_row SET org_id = ? WHERE assessment = ?", organisation, id);
}

Status AssessList::adopt(const std::string& organisation) {
  return store::run(*db_, "UPDATE assess_row SET org_id = ? WHERE org_id = ''", organisation);
}

Result<std::vector<std::string>> AssessList::stale(std::size_t most) {
  std::vector<std::string> out;
  auto status = store::rows(*db_, [&](store::Stmt& row) { out.push_back(row.text(0)); }, "SELECT assessment FROM assess_row WHERE stale = 1 LIMIT ?", most);
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

std::string AssessList::cursor_of(const ListedAssessment& row, AssessOrder order) {
  return row.id + "\n" + key_of(row, order);
}

Result<std::vector<ListedAssessment>> AssessList::rows(const access::Scope& scope, const AssessFilter& filter) {
  store::Sql sql(kColumns);
  sql.add(condition_of(scope, filter));
  const std::string column(column_of(filter.order));
  if (const std::size_t mark = filter.cursor.find('\n'); mark != std::string::npos) {
    const std::string id = filter.cursor.substr(0, mark), key = filter.cursor.substr(mark + 1);
    sql.add(" AND (" + column + ", assessment) " + (filter.descending ? "<" : ">") + " (");
    if (is_of_text(filter.order))
      sql.add("?, ?)", key, id);
    else
      sql.add("?, ?)", static_cast<std::int64_t>(std::atoll(key.c_str())), id);
  }
  const std::string way = filter.descending ? " DESC" : "";
  sql.add(" ORDER BY " + column + way + ", assessment" + way + " LIMIT ?", filter.limit);
  std::vector<ListedAssessment> out;
  auto status = sql.rows(*db_, [&](store::Stmt& row) { out.push_back(read_row(row)); });
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

Result<std::uint64_t> AssessList::count(const access::Scope& scope, const AssessFilter& filter) {
  store::Sql sql("SELECT count(*) FROM assess_row ");
  sql.add(condition_of(scope, filter));
  std::uint64_t out = 0;
  auto status = sql.rows(*db_, [&](store::Stmt& row) { out = static_cast<std::uint64_t>(row.integer(0)); });
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

Result<ListedAssessment> AssessList::row(const access::Scope& scope, const std::string& id) {
  store::Sql sql(kColumns);
  sql.add("WHERE assessment = ? AND ", id).add(scope.condition({"org_id", ""}));
  std::optional<ListedAssessment> found;
  auto status = sql.rows(*db_, [&](store::Stmt& row) { found = read_row(row); });
  if (!status) return std::unexpected(std::move(status).error());
  if (!found) return base::fail(Code::not_found, "没有这次诊断", "there is no such assessment", id);
  return std::move(*found);
}

Result<bool> AssessList::is_known(const std::string& id) {
  auto found = store::integer(*db_, "SELECT 1 FROM assessment WHERE id = ?", id);
  if (!found) return std::unexpected(std::move(found).error());
  return found->has_value();
}

Result<bool> AssessList::reaches(const access::Scope& scope, const std::string& id) {
  auto found = row(scope, id);
  if (found) return true;
  if (found.error().code == Code::not_found) return false;
  return std::unexpected(std::move(found).error());
}

}  // namespace gongdun::assess
