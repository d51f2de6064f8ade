#include "assess/assess_store.h"

#include <array>

#include "base/base64.h"
#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::assess {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE assess_questionnaire (
  digest TEXT PRIMARY KEY, pack_id TEXT NOT NULL, version TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE TABLE assessment (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  questionnaire TEXT NOT NULL REFERENCES assess_questionnaire(digest),
  made INTEGER NOT NULL, made_by TEXT NOT NULL, device TEXT NOT NULL
);
CREATE TABLE assess_entry (
  assessment TEXT NOT NULL REFERENCES assessment(id),
  id TEXT NOT NULL,
  about TEXT NOT NULL, kind TEXT NOT NULL,
  author TEXT NOT NULL, device TEXT NOT NULL, said_at INTEGER NOT NULL, counter INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (assessment, id)
);
CREATE TABLE assess_evidence (
  assessment TEXT NOT NULL REFERENCES assessment(id),
  digest TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (assessment, digest)
);
CREATE TABLE assess_custody (
  assessment TEXT NOT NULL REFERENCES assessment(id),
  id TEXT NOT NULL, digest TEXT NOT NULL, what TEXT NOT NULL,
  done_by TEXT NOT NULL, device TEXT NOT NULL, done_at INTEGER NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (assessment, id)
);
)sql";

constexpr std::array<std::string_view, kCustodies> kCustodyIds{"collected", "sealed", "handed_over", "viewed", "issued"};
constexpr std::size_t kLargestEvidence = 64u << 20;

Assessment assessment_of(store::Stmt& row) {
  return {row.text(0), row.text(1), row.text(2), row.integer(3), row.text(4), row.text(5)};
}
constexpr std::string_view kAssessmentColumns = "SELECT id, name, questionnaire, made, made_by, device FROM assessment ";

}  // namespace

Status migrate_assess(store::Db& db, std::int64_t up_to) {
  return db.migrate("assess", store::up_to(up_to, {{1, kFirst}}));
}

std::string_view custody_id(Custody custody) {
  return kCustodyIds[static_cast<std::size_t>(custody)];
}

const base::Bilingual& custody_name(Custody custody) {
  static const std::array<base::Bilingual, kCustodies> kNames{
      {{"采集", "Collected"}, {"封存", "Sealed"}, {"移交", "Handed over"}, {"查看", "Viewed"}, {"出具", "Issued"}}};
  return kNames[static_cast<std::size_t>(custody)];
}

void seal(CustodyEvent& event) {
  crypto::Sm3 hash;
  for (const std::string& text :
       {std::string("gongdun-custody/1"), event.digest, std::string(custody_id(event.what)), event.by, event.device, event.note, std::to_string(event.when)})
    hash.update(std::to_string(text.size())).update(":").update(text);
  event.id = crypto::hex(hash.finish());
}

Result<AssessStore> AssessStore::open(store::Db& db) {
  if (auto status = migrate_assess(db); !status) return std::unexpected(std::move(status).error());
  if (auto status = migrate_assess_list(db); !status) return std::unexpected(std::move(status).error());
  return AssessStore(db);
}

Status AssessStore::create(const Assessment& assessment, const pack::Questionnaire& questions) {
  auto tx = store::Tx::begin(*db_);
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(create_within(assessment, questions));
  return tx->commit();
}

Status AssessStore::create_within(const Assessment& assessment, const pack::Questionnaire& questions) {
  GD_TRY(store::run(*db_, "INSERT INTO assess_questionnaire(digest, pack_id, version, body) VALUES (?,?,?,?) ON CONFLICT(digest) DO NOTHING", questions.digest,
                    questions.meta.id, questions.version, questions.text));
  GD_TRY(store::run(*db_, "INSERT INTO assessment(id, name, questionnaire, made, made_by, device) VALUES (?,?,?,?,?,?)", assessment.id, assessment.name,
                    assessment.questionnaire, assessment.made, assessment.made_by, assessment.device));
  return mark_changed(assessment.id);
}

// In the transaction of every change, so that what lists show is known to be out of date.
Status AssessStore::mark_changed(const std::string& assessment) {
  return store::run(*db_, "INSERT INTO assess_row(assessment, stale) VALUES (?, 1) ON CONFLICT(assessment) DO UPDATE SET stale = 1", assessment);
}

Result<Assessment> AssessStore::find(const std::string& id) {
  std::vector<Assessment> found;
  auto status = store::rows(
      *db_, [&](store::Stmt& row) { found.push_back(assessment_of(row)); }, std::string(kAssessmentColumns) + "WHERE id LIKE ? ESCAPE '\\' ORDER BY id LIMIT 2",
      store::beginning_with(id));
  if (!status) return std::unexpected(std::move(status).error());
  if (found.empty())
    return base::fail(Code::not_found, "没有这次诊断；用 gongdun diagnose list 查看", "there is no such assessment; see gongdun diagnose list", id);
  if (found.size() > 1 && found[0].id != id) return base::fail(Code::invalid_input, "编号开头不唯一，请多写几位", "several ids begin so; write more of it", id);
  return found[0];
}

Result<std::vector<Assessment>> AssessStore::all() {
  std::vector<Assessment> out;
  auto status = store::rows(*db_, [&](store::Stmt& row) { out.push_back(assessment_of(row)); }, std::string(kAssessmentColumns) + "ORDER BY made DESC, id");
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

Result<pack::Questionnaire> AssessStore::questionnaire(const std::string& digest) {
  auto body = store::text(*db_, "SELECT body FROM assess_questionnaire WHERE digest = ?", digest);
  if (!body) return std::unexpected(std::move(body).error());
  if (!*body) return base::fail(Code::not_found, "存储库中没有该版本的调研表", "the store does not hold this version of the questionnaire", digest);
  auto out = pack::read_questionnaire(**body, digest);
  if (out && out->digest != digest)
    return base::fail(Code::invalid_input, "存储库中的调研表与其摘要不符", "the questionnaire in the store does not agree with its digest", digest);
  return out;
}

Result<AnswerLog> AssessStore::log(const std::string& assessment) {
  AnswerLog out;
  std::optional<base::Error> wrong;
  auto status = store::rows(
      *db_,
      [&](store::Stmt& row) {
        auto entry = parse_entry(row.text(0));
        if (!entry)
          wrong = std::move(entry).error().at(assessment);
        else
          out.add(std::move(*entry));
      },
      "SELECT body FROM assess_entry WHERE assessment = ? ORDER BY said_at, counter, id", assessment);
  if (!status) return std::unexpected(std::move(status).error());
  if (wrong) return std::unexpected(std::move(*wrong));
  return out;
}

Result<std::size_t> AssessStore::insert_new(const std::string& assessment, const AnswerLog& before, const AnswerLog& after) {
  auto insert = db_->prepare("INSERT INTO assess_entry(assessment, id, about, kind, author, device, said_at, counter, body) VALUES (?,?,?,?,?,?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  std::size_t fresh = 0;
  for (const auto& [id, entry] : after.entries()) {
    if (before.entries().contains(id)) continue;
    store::Stmt& row = **insert;
    row.bind(1, assessment).bind(2, id).bind(3, entry.about).bind(4, kind_id(entry.kind)).bind(5, entry.author).bind(6, entry.device);
    row.bind(7, entry.when.time).bind(8, entry.when.counter).bind(9, entry_json(entry));
    if (auto status = row.run(); !status) return std::unexpected(std::move(status).error());
    ++fresh;
  }
  return fresh;
}

Result<std::size_t> AssessStore::extend(const std::string& assessment, const std::function<Status(AnswerLog&)>& say) {
  auto tx = store::Tx::begin(*db_);
  if (!tx) return std::unexpected(std::move(tx).error());
  auto fresh = extend_within(assessment, say);
  if (!fresh) return fresh;
  if (auto status = tx->commit(); !status) return std::unexpected(std::move(status).error());
  return fresh;
}

Result<std::size_t> AssessStore::extend_within(const std::string& assessment, const std::function<Status(AnswerLog&)>& say) {
  auto before = log(assessment);
  if (!before) return std::unexpected(std::move(before).error());
  AnswerLog after = *before;
  if (auto status = say(after); !status) return std::unexpected(std::move(status).error());
  auto fresh = insert_new(assessment, *before, after);
  if (!fresh || *fresh == 0) return fresh;
  if (auto status = mark_changed(assessment); !status) return std::unexpected(std::move(status).error());
  return fresh;
}

Status AssessStore::add_evidence(const std::string& assessment, const EvidenceFile& file, std::string_view content, const CustodyEvent& event) {
  auto tx = store::Tx::begin(*db_);
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(add_evidence_within(assessment, file, content, event));
  return tx->commit();
}

Status AssessStore::add_evidence_within(const std::string& assessment, const EvidenceFile& file, std::string_view content, const CustodyEvent& event) {
  if (content.size() > kLargestEvidence) return base::fail(Code::limit, "证据文件超过 64 MiB", "the file is larger than 64 MiB", file.name);
  if (crypto::sm3_hex(content) != file.digest)
    return base::fail(Code::invalid_input, "证据文件与其摘要不符", "the file does not agree with its digest", file.name);
  GD_TRY(store::run(*db_, "INSERT INTO assess_evidence(assessment, digest, name, bytes, content) VALUES (?,?,?,?,?) ON CONFLICT(assessment, digest) DO NOTHING",
                    assessment, file.digest, file.name, file.bytes, base::encode_base64(content)));
  if (auto added = add_custody(assessment, event); !added) return std::unexpected(std::move(added).error());
  return {};
}

Result<std::vector<EvidenceFile>> AssessStore::evidence(const std::string& assessment) {
  std::vector<EvidenceFile> out;
  auto status = store::rows(
      *db_, [&](store::Stmt& row) { out.push_back({row.text(0), row.text(1), row.integer(2)}); },
      "SELECT digest, name, bytes FROM assess_evidence WHERE assessment = ? ORDER BY digest", assessment);
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

Result<std::string> AssessStore::content(const std::string& assessment, const std::string& digest) {
  auto text = store::text(*db_, "SELECT content FROM assess_evidence WHERE assessment = ? AND digest = ?", assessment, digest);
  if (!text) return std::unexpected(std::move(text).error());
  std::string out;
  if (!*text || !base::decode_base64(**text, out)) return base::fail(Code::not_found, "证据袋中没有该文件", "the evidence bag does not hold this file", digest);
  return out;
}

Result<bool> AssessStore::add_custody(const std::string& assessment, const CustodyEvent& event) {
  auto status = store::run(*db_,
                           "INSERT INTO assess_custody(assessment, id, digest, what, done_by, device, done_at, note) VALUES (?,?,?,?,?,?,?,?) "
                           "ON CONFLICT(assessment, id) DO NOTHING",
                           assessment, event.id, event.digest, custody_id(event.what), event.by, event.device, event.when, event.note);
  if (!status) return std::unexpected(std::move(status).error());
  return db_->changes() > 0;
}

Result<std::vector<CustodyEvent>> AssessStore::custody(const std::string& assessment) {
  std::vector<CustodyEvent> out;
  auto status = store::rows(
      *db_,
      [&](store::Stmt& row) {
        CustodyEvent one{row.text(0), row.text(1), Custody::collected, row.text(3), row.text(4), row.text(5), row.integer(6)};
        const std::string what = row.text(2);
        for (std::size_t i = 0; i < kCustodies; ++i)
          if (kCustodyIds[i] == what) one.what = static_cast<Custody>(i);
        out.push_back(std::move(one));
      },
      "SELECT id, digest, what, done_by, device, note, done_at FROM assess_custody WHERE assessment = ? ORDER BY done_at, id", assessment);
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

}  // namespace gongdun::assess
