// What an assessment holds beside answers: the evidence bag and its custody, files that travel, and the report as a job.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "assess/diagnosis_report.h"
#include "assess/known_signers.h"
#include "assess/task_parts.h"
#include "assess/travel_file.h"
#include "base/utf8.h"
#include "crypto/sm3.h"
#include "serve/assess_json.h"
#include "serve/job_work.h"
#include "serve/report_store.h"
#include "serve/transfer_store.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;
using base::Result;

namespace {

Json custody_json(const assess::CustodyEvent& event) {
  return {{"id", event.id},     {"what", assess::custody_id(event.what)}, {"by", event.by}, {"device", event.device},
          {"note", event.note}, {"at", base::iso8601(event.when)}};
}

Json evidence_json(const OpenedAssessment& opened, const assess::EvidenceFile& file, const std::vector<assess::CustodyEvent>& custody) {
  Json answers = Json::array(), events = Json::array();
  for (const AskedThing& thing : asked_things(opened)) {
    const assess::Standing standing = opened.log.standing(assess::EntryKind::answer, thing.about);
    const bool named =
        std::ranges::any_of(standing.heads, [&](const assess::Entry* one) { return std::ranges::find(one->evidence, file.digest) != one->evidence.end(); });
    if (named) answers.push_back(thing.about);
  }
  for (const assess::CustodyEvent& event : custody)
    if (event.digest == file.digest) events.push_back(custody_json(event));
  return {{"digest", file.digest}, {"name", file.name}, {"bytes", file.bytes}, {"answers", answers}, {"custody", events}};
}

Result<Json> evidence_of(Context& c, const OpenedAssessment& opened, const std::string& digest) {
  assess::AssessStore store = assess::AssessStore::over(c.db());
  auto files = store.evidence(opened.assessment.id);
  if (!files) return std::unexpected(std::move(files).error());
  auto custody = store.custody(opened.assessment.id);
  if (!custody) return std::unexpected(std::move(custody).error());
  Json out = Json::array();
  for (const assess::EvidenceFile& file : *files)
    if (digest.empty() || file.digest == digest) out.push_back(evidence_json(opened, file, *custody));
  if (!digest.empty() && out.empty()) return base::fail(Code::not_found, "证据袋中没有该文件", "the evidence bag does not hold this file", digest);
  return out;
}

Answer list_evidence(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::read);
  if (!opened) return std::unexpected(std::move(opened).error());
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  auto all = evidence_of(c, **opened, {});
  if (!all) return std::unexpected(std::move(all).error());
  const std::size_t from = std::min<std::size_t>(static_cast<std::size_t>(std::max(0LL, std::atoll(cursor->c_str()))), all->size());
  const std::size_t to = std::min(from + c.limit(), all->size());
  Json items = Json::array();
  for (std::size_t i = from; i < to; ++i) items.push_back((*all)[i]);
  return json_answer(page_json(std::move(items), to < all->size() ? std::to_string(to) : std::string(), all->size()));
}

assess::CustodyEvent event_of(const Context& c, const std::string& digest, assess::Custody what, const std::string& note) {
  assess::CustodyEvent out{{}, digest, what, c.caller.name, kConsoleDevice, base::printable(note), base::now_us()};
  assess::seal(out);
  return out;
}

Result<std::string> uploaded(Context& c, const Upload& upload) {
  std::ifstream file(upload_path(c.node.options().data, upload.id), std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || content.size() != upload.bytes)
    return base::fail(Code::not_found, "没有这个上传的文件，或已过期，请重新上传", "no such uploaded file, or it expired; upload it again", upload.id);
  return content;
}

// Taken: nothing of it is left lying about.
void forget_upload(Context& c, const Upload& upload) {
  std::error_code ignored;
  std::filesystem::remove(upload_path(c.node.options().data, upload.id), ignored);
}

Answer add_evidence(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::answer);
  if (!opened) return std::unexpected(std::move(opened).error());
  auto upload = load_upload(c.db(), c.body["upload"].get<std::string>(), c.caller.person);
  if (!upload) return std::unexpected(std::move(upload).error());
  auto content = uploaded(c, *upload);
  if (!content) return std::unexpected(std::move(content).error());
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  const assess::EvidenceFile file{upload->sm3, upload->name.empty() ? upload->sm3.substr(0, 12) : upload->name, static_cast<std::int64_t>(content->size())};
  GD_TRY(assess::AssessStore::over(c.db()).add_evidence_within((*opened)->assessment.id, file, *content,
                                                               event_of(c, file.digest, assess::Custody::collected, c.body.value("note", ""))));
  GD_TRY(c.audit("assessment.evidence.add", c.path("id"), {}, Json{{"name", file.name}, {"sm3", file.digest}, {"bytes", file.bytes}}.dump()));
  auto json = evidence_of(c, **opened, file.digest);
  if (!json) return std::unexpected(std::move(json).error());
  GD_TRY(tx->commit());
  forget_upload(c, *upload);
  tell_assessment_changed(c, (*opened)->organisation);
  return json_answer(json->front(), 201);
}

// Letters, digits, dot, dash and underline: a name that every system and every header takes.
std::string plain_name(const std::string& name) {
  std::string out;
  for (const char letter : std::filesystem::path(name).extension().string())
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '.') out += letter;
  return out;
}

Answer evidence_file(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::read);
  if (!opened) return std::unexpected(std::move(opened).error());
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  assess::AssessStore store = assess::AssessStore::over(c.db());
  auto json = evidence_of(c, **opened, c.path("digest"));
  if (!json) return std::unexpected(std::move(json).error());
  auto content = store.content(c.path("id"), c.path("digest"));
  if (!content) return std::unexpected(std::move(content).error());
  if (auto added = store.add_custody(c.path("id"), event_of(c, c.path("digest"), assess::Custody::viewed, {})); !added)
    return std::unexpected(std::move(added).error());
  GD_TRY(c.audit("assessment.evidence.read", c.path("id"), {}, Json{{"sm3", c.path("digest")}}.dump()));
  GD_TRY(tx->commit());
  net::Response response;
  response.body = std::move(*content);
  // Always saved, never shown: a page of the node's own origin would share its session.
  response.set("Content-Type", "application/octet-stream")
      .set("Content-Disposition", "attachment; filename=\"" + c.path("digest").substr(0, 16) + plain_name(json->front()["name"].get<std::string>()) + "\"")
      .set("Cache-Control", "no-store");
  return response;
}

Answer add_custody(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto opened = open_assessment(c, c.path("id"), AssessNeed::answer);
  if (!opened) return std::unexpected(std::move(opened).error());
  if (auto there = evidence_of(c, **opened, c.path("digest")); !there) return std::unexpected(std::move(there).error());
  assess::Custody what = assess::Custody::collected;
  for (std::size_t i = 0; i < assess::kCustodies; ++i)
    if (assess::custody_id(static_cast<assess::Custody>(i)) == c.body["what"].get<std::string>()) what = static_cast<assess::Custody>(i);
  assess::AssessStore store = assess::AssessStore::over(c.db());
  if (auto added = store.add_custody(c.path("id"), event_of(c, c.path("digest"), what, c.body.value("note", ""))); !added)
    return std::unexpected(std::move(added).error());
  GD_TRY(c.audit("assessment.custody", c.path("id"), {}, Json{{"sm3", c.path("digest")}, {"what", c.body["what"]}}.dump()));
  auto json = evidence_of(c, **opened, c.path("digest"));
  if (!json) return std::unexpected(std::move(json).error());
  GD_TRY(tx->commit());
  tell_assessment_changed(c, (*opened)->organisation);
  return json_answer(json->front(), 201);
}

Answer export_file(Context& c) {
  auto opened = open_assessment(c, c.path("id"), AssessNeed::read);
  if (!opened) return std::unexpected(std::move(opened).error());
  assess::AssessStore store = assess::AssessStore::over(c.db());
  auto text = assess::travel_text(store, (*opened)->assessment);
  if (!text) return std::unexpected(std::move(text).error());
  GD_TRY(c.audit_alone("assessment.export", c.path("id"), Json{{"sm3", crypto::sm3_hex(*text)}}.dump()));
  net::Response response;
  response.body = std::move(*text);
  response.set("Content-Type", "application/octet-stream")
      .set("Content-Disposition", "attachment; filename=\"" + c.path("id") + ".gdx\"")
      .set("Cache-Control", "no-store");
  return response;
}

// Whose key signed a file, as the store knows it; null where it is not signed.
base::Result<Json> signature_json(store::Db& db, const assess::Travelled& travelled) {
  if (!travelled.signature) return Json(nullptr);
  auto met = assess::KnownSigners::over(db).meet(*travelled.signature, travelled.assessment.id, base::now_us());
  if (!met) return std::unexpected(std::move(met).error());
  return Json{{"signer", travelled.signature->signer},
              {"fingerprint", travelled.signature->fingerprint},
              {"known_since", met->before ? time_json(met->before->since) : Json(nullptr)},
              {"known_as", met->before ? Json(met->before->name) : Json(nullptr)},
              {"other_keys", met->namesakes.size()}};
}

// A file names its assessment itself. What is here already must be in reach; what is new comes under an organisation in reach.
Answer merge_file(Context& c) {
  auto upload = load_upload(c.db(), c.body["upload"].get<std::string>(), c.caller.person);
  if (!upload) return std::unexpected(std::move(upload).error());
  auto content = uploaded(c, *upload);
  if (!content) return std::unexpected(std::move(content).error());
  auto travelled = assess::parse_travel(*content);
  if (!travelled) return std::unexpected(std::move(travelled).error().at(upload->name));
  const std::string id = travelled->assessment.id;
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  assess::AssessList list(c.db());
  const access::Scope scope = c.scope(Permission::assessments_answer);
  auto known = list.is_known(id);
  if (!known) return std::unexpected(std::move(known).error());
  std::string organisation = c.body.value("organisation", "");
  if (organisation.empty()) organisation = c.node.home();
  auto reached = *known ? list.reaches(scope, id) : scope.covers(c.db(), {"territory", organisation, 0});
  if (!reached) return std::unexpected(std::move(reached).error());
  if (!*reached) return base::fail(Code::permission, "文件中的诊断不在您的授权范围内", "the assessment of the file is not in your reach", upload->name);
  assess::AssessStore store = assess::AssessStore::over(c.db());
  auto merged = assess::take_in_within(store, *travelled);
  if (!merged) return std::unexpected(std::move(merged).error().at(upload->name));
  if (merged->made) GD_TRY(list.set_organisation(id, organisation));
  auto signature = signature_json(c.db(), *travelled);
  if (!signature) return std::unexpected(std::move(signature).error());
  if (travelled->parts.previous) GD_TRY(assess::keep_previous(c.db(), id, *travelled->parts.previous));
  auto opened = read_assessment(c.db(), id);
  if (!opened) return std::unexpected(std::move(opened).error());
  GD_TRY(write_row(c.db(), **opened));
  Json conflicts = Json::array();
  for (const AskedThing& thing : asked_things(**opened))
    if (is_in_conflict(**opened, thing)) conflicts.push_back(thing.about);
  const Json out{{"assessment", id},          {"made", merged->made},   {"entries", merged->entries}, {"evidence", merged->files},
                 {"custody", merged->events}, {"conflicts", conflicts}, {"signature", *signature}};
  GD_TRY(c.audit("assessment.merge", id, {},
                 Json{{"file", upload->name},
                      {"sm3", upload->sm3},
                      {"signed", travelled->signature ? travelled->signature->fingerprint : ""},
                      {"entries", merged->entries},
                      {"evidence", merged->files}}
                     .dump()));
  GD_TRY(tx->commit());
  forget_upload(c, *upload);
  tell_assessment_changed(c, organisation);
  return json_answer(out);
}

}  // namespace

Result<JobOutcome> do_diagnosis_report(Node& node, const Job& job) {
  auto lease = node.lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  store::Db& db = (*lease)->db();
  const Json request = Json::parse(job.request, nullptr, false);
  const std::string id = request.value("assessment", "");
  // Rights as they are now, not as they were when it was asked for.
  auto rights = access::load_rights(db, job.person, base::now_us());
  if (!rights) return std::unexpected(std::move(rights).error());
  auto opened = read_assessment(db, id);
  if (!opened) return std::unexpected(std::move(opened).error());
  const Permission needed = assess::work_of((*opened)->log).shared ? Permission::assessments_see : Permission::assessments_read;
  auto row = assess::AssessList(db).row(rights->scope(needed), id);
  if (!row) return std::unexpected(std::move(row).error());
  assess::AssessStore store = assess::AssessStore::over(db);
  auto evidence = store.evidence(id);
  if (!evidence) return std::unexpected(std::move(evidence).error());
  auto custody = store.custody(id);
  if (!custody) return std::unexpected(std::move(custody).error());
  Report report{.id = "D-" + crypto::random_hex(6),
                .title = job.title,
                .lang = request.value("lang", "zh"),
                .person = job.person,
                .by = job.by,
                .organisation = row->organisation};
  report.assessment = id;
  const base::Lang lang = report.lang == "en" ? base::Lang::en : base::Lang::zh;
  auto files = assess::write_diagnosis_report({(*opened)->assessment, *(*opened)->questions, (*opened)->log, *evidence, *custody, lang},
                                              report_folder(node.options().data, report.id));
  if (!files) return std::unexpected(std::move(files).error());
  GD_TRY(describe_files(report, *files));
  GD_TRY(insert_report(db, report));
  return JobOutcome{Json{{"report", report.id}, {"assessment", id}}.dump(), false};
}

void add_evidence_routes(Handlers& to) {
  to.on("assessmentEvidence", list_evidence)
      .on("addEvidence", add_evidence)
      .on("evidenceFile", evidence_file)
      .on("addCustody", add_custody)
      .on("exportAssessment", export_file)
      .on("mergeAssessment", merge_file);
}

}  // namespace gongdun::serve
