// Assessments in the store: who was assessed with which questionnaire, the log of what was said, the evidence bag and who handled what is in it. Nothing is
// ever changed or removed here, only added; a questionnaire is kept whole, so an assessment is read with the version it began with.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "assess/answer_log.h"
#include "pack/questionnaire.h"
#include "store/db.h"
#include "store/migrations.h"

namespace gongdun::assess {

base::Status migrate_assess(store::Db& db, std::int64_t up_to = store::kNewest);
// What lists show of assessments (assess_list.h); a component of its own, behind the first.
base::Status migrate_assess_list(store::Db& db, std::int64_t up_to = store::kNewest);

struct Assessment {
  std::string id;
  std::string name;           // of the enterprise
  std::string questionnaire;  // digest
  base::TimeUs made = 0;
  std::string made_by, device;
};

// A file in the evidence bag. The content is kept with it.
struct EvidenceFile {
  std::string digest;  // SM3, hexadecimal
  std::string name;
  std::int64_t bytes = 0;
};

// 采集 封存 移交 查看 出具
enum class Custody { collected, sealed, handed_over, viewed, issued };
inline constexpr std::size_t kCustodies = 5;
std::string_view custody_id(Custody custody);
const base::Bilingual& custody_name(Custody custody);

struct CustodyEvent {
  std::string id;      // SM3 of all the rest
  std::string digest;  // of the file
  Custody what = Custody::collected;
  std::string by, device, note;
  base::TimeUs when = 0;
};
void seal(CustodyEvent& event);

class AssessStore {
 public:
  // Raises the store to the present schema.
  static base::Result<AssessStore> open(store::Db& db);
  // Over a store that was raised already.
  static AssessStore over(store::Db& db) { return AssessStore(db); }
  store::Db& db() { return *db_; }

  // What writes comes in two forms: in a transaction of its own, and `…_within` that of the caller.
  base::Status create(const Assessment& assessment, const pack::Questionnaire& questions);
  base::Status create_within(const Assessment& assessment, const pack::Questionnaire& questions);
  // The beginning of an id will do.
  base::Result<Assessment> find(const std::string& id);
  base::Result<std::vector<Assessment>> all();  // latest first
  base::Result<pack::Questionnaire> questionnaire(const std::string& digest);
  base::Result<AnswerLog> log(const std::string& assessment);
  // Lets `say` add to the log as it stands, and keeps what was added: all of it or, after an error, nothing. How many entries.
  base::Result<std::size_t> extend(const std::string& assessment, const std::function<base::Status(AnswerLog&)>& say);
  base::Result<std::size_t> extend_within(const std::string& assessment, const std::function<base::Status(AnswerLog&)>& say);

  // The same file twice is there once; every time is an event.
  base::Status add_evidence(const std::string& assessment, const EvidenceFile& file, std::string_view content, const CustodyEvent& event);
  base::Status add_evidence_within(const std::string& assessment, const EvidenceFile& file, std::string_view content, const CustodyEvent& event);
  base::Result<std::vector<EvidenceFile>> evidence(const std::string& assessment);
  base::Result<std::string> content(const std::string& assessment, const std::string& digest);
  base::Result<bool> add_custody(const std::string& assessment, const CustodyEvent& event);  // false: it was there
  base::Result<std::vector<CustodyEvent>> custody(const std::string& assessment);            // by time

 private:
  explicit AssessStore(store::Db& db) : db_(&db) {}
  base::Status mark_changed(const std::string& assessment);
  base::Result<std::size_t> insert_new(const std::string& assessment, const AnswerLog& before, const AnswerLog& after);
  store::Db* db_;
};

}  // namespace gongdun::assess
