#include "serve/assess_open.h"

#include <algorithm>
#include <list>
#include <mutex>

#include "crypto/sm3.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kQuestionnairesKept = 8, kFreshenAtOnce = 500;

// The same few questionnaires are asked for again and again, and each is text to be read and checked.
Result<std::shared_ptr<const pack::Questionnaire>> questionnaire_of(assess::AssessStore& store, const std::string& digest) {
  static std::mutex mutex;
  static std::list<std::shared_ptr<const pack::Questionnaire>> kept;
  {
    std::lock_guard lock(mutex);
    const auto found = std::ranges::find_if(kept, [&](const auto& one) { return one->digest == digest; });
    if (found != kept.end()) {
      kept.splice(kept.begin(), kept, found);
      return kept.front();
    }
  }
  auto read = store.questionnaire(digest);
  if (!read) return std::unexpected(std::move(read).error());
  auto out = std::make_shared<const pack::Questionnaire>(std::move(*read));
  std::lock_guard lock(mutex);
  kept.push_front(out);
  if (kept.size() > kQuestionnairesKept) kept.pop_back();
  return out;
}

std::string digest_of(std::vector<std::string> ids) {
  std::ranges::sort(ids);
  crypto::Sm3 hash;
  for (const std::string& id : ids) hash.update(id).update("\n");
  return crypto::hex(hash.finish()).substr(0, 24);
}

}  // namespace

Result<std::unique_ptr<OpenedAssessment>> read_assessment(store::Db& db, const std::string& id) {
  assess::AssessStore store = assess::AssessStore::over(db);
  auto out = std::make_unique<OpenedAssessment>(OpenedAssessment{{}, {}, {}, {}, {assess::FactBook({}, {}), {}, {}}, {}});
  auto assessment = store.find(id);
  if (!assessment) return std::unexpected(std::move(assessment).error());
  if (assessment->id != id) return base::fail(Code::not_found, "没有这次诊断", "there is no such assessment", id);
  out->assessment = std::move(*assessment);
  auto questions = questionnaire_of(store, out->assessment.questionnaire);
  if (!questions) return std::unexpected(std::move(questions).error());
  out->questions = std::move(*questions);
  auto log = store.log(id);
  if (!log) return std::unexpected(std::move(log).error());
  out->log = std::move(*log);
  out->picture = assess::look(*out->questions, out->log);
  out->score = assess::score(*out->questions, out->picture);
  return out;
}

Result<std::unique_ptr<OpenedAssessment>> open_assessment(Context& c, const std::string& id, AssessNeed need) {
  assess::AssessList list(c.db());
  auto row = list.row(c.scope(Permission::assessments_see), id);
  if (!row) return std::unexpected(std::move(row).error());
  auto out = read_assessment(c.db(), id);
  if (!out) return out;
  OpenedAssessment& opened = **out;
  opened.organisation = row->organisation;
  opened.may_read = assess::work_of(opened.log).shared;
  const std::tuple<Permission, bool*> rights[] = {{Permission::assessments_read, &opened.may_read},
                                                  {Permission::assessments_answer, &opened.may_answer},
                                                  {Permission::assessments_review, &opened.may_review}};
  for (const auto& [permission, may] : rights) {
    if (*may) continue;
    auto reached = list.reaches(c.scope(permission), id);
    if (!reached) return std::unexpected(std::move(reached).error());
    *may = *reached;
  }
  const bool fine = need == AssessNeed::see || (need == AssessNeed::read && opened.may_read) || (need == AssessNeed::answer && opened.may_answer) ||
                    (need == AssessNeed::review && opened.may_review);
  if (fine) return out;
  if (need == AssessNeed::read)
    return base::fail(Code::permission, "只能查看得分与问题类别；作答和证据须由企业同意后才能查看",
                      "you see scores and classes of findings; answers and evidence only once the enterprise agreed", id);
  return base::fail(Code::permission, "您在该企业的角色不能这样做", "your role for this enterprise does not allow this", id);
}

Status write_row(store::Db& db, const OpenedAssessment& opened) {
  return assess::AssessList(db).write(opened.assessment, opened.picture, opened.score, opened.log);
}

Status freshen_rows(Context& c) {
  assess::AssessList list(c.db());
  auto behind = list.stale(kFreshenAtOnce);
  if (!behind) return std::unexpected(std::move(behind).error());
  if (behind->empty()) return {};
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(list.adopt(c.node.home()));
  // One that cannot be read stays as it was, and keeps no other from being shown.
  for (const std::string& id : *behind)
    if (auto opened = read_assessment(c.db(), id)) GD_TRY(write_row(c.db(), **opened));
  return tx->commit();
}

Result<std::unique_ptr<OpenedAssessment>> add_to_log(Context& c, const OpenedAssessment& opened, assess::Entry entry) {
  entry.author = c.caller.name;
  entry.device = kConsoleDevice;
  auto fresh = assess::AssessStore::over(c.db()).extend_within(opened.assessment.id, [&](assess::AnswerLog& log) -> Status {
    log.say(std::move(entry), base::now_us());
    return {};
  });
  if (!fresh) return std::unexpected(std::move(fresh).error());
  auto now = read_assessment(c.db(), opened.assessment.id);
  if (!now) return now;
  (*now)->organisation = opened.organisation;
  (*now)->may_read = opened.may_read;
  (*now)->may_answer = opened.may_answer;
  (*now)->may_review = opened.may_review;
  if (auto status = write_row(c.db(), **now); !status) return std::unexpected(std::move(status).error());
  return now;
}

std::string version_of(const OpenedAssessment& opened, const std::string& about) {
  std::vector<std::string> ids = opened.log.open_ids(about);
  for (const assess::Entry* one : opened.log.standing(assess::EntryKind::review, about).heads) ids.push_back(one->id);
  return digest_of(std::move(ids));
}

std::string version_of(const OpenedAssessment& opened) {
  std::vector<std::string> ids;
  for (const auto& [id, entry] : opened.log.entries()) ids.push_back(id);
  return digest_of(std::move(ids));
}

std::string seen_version(const Context& c) {
  std::string_view seen = c.request.header("if-match");
  if (seen.size() > 1 && seen.starts_with('"') && seen.ends_with('"')) seen = seen.substr(1, seen.size() - 2);
  return std::string(seen);
}

void tell_assessment_changed(Context& c, const std::string& organisation) {
  c.node.events().tell("changed", R"({"what":"assessments"})", organisation, c.caller.person);
}

}  // namespace gongdun::serve
