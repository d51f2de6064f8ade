// An import: every row of an uploaded file through the code of the single operation, some hundred rows a transaction, so that others write in between. What
// was counted, where it stands and which rows were refused is committed with the rows: after a restart it goes on behind them.
// A dry run goes the same way, outside of any transaction, and writes nothing.
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "read/file_source.h"
#include "serve/import_faults.h"
#include "serve/import_rows.h"
#include "serve/job_caller.h"
#include "serve/job_work.h"
#include "serve/list_form.h"
#include "serve/transfer_store.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Code;
using base::Lang;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kBatch = 200;
constexpr double kLongest = 1;            // seconds of one transaction: others wait ten and then fail
constexpr std::size_t kFirstFaults = 20;  // shown with the job; the workbook has all
constexpr const char* kFaultLines = "faults.jsonl";
constexpr const char* kFaultBook = "errors.xlsx";

struct Position {
  std::uint64_t row = 0, created = 0, changed = 0, unchanged = 0, review = 0, failed = 0, fault_bytes = 0;
  bool finished = false;
};

Json json_of(const Position& at) {
  return {{"row", at.row},       {"created", at.created}, {"changed", at.changed},         {"unchanged", at.unchanged},
          {"review", at.review}, {"failed", at.failed},   {"fault_bytes", at.fault_bytes}, {"finished", at.finished}};
}

Position position_of(const std::string& text) {
  Position out;
  const Json json = text.empty() ? Json::object() : Json::parse(text, nullptr, false);
  for (const auto& [name, place] :
       {std::pair("row", &out.row), std::pair("created", &out.created), std::pair("changed", &out.changed), std::pair("unchanged", &out.unchanged),
        std::pair("review", &out.review), std::pair("failed", &out.failed), std::pair("fault_bytes", &out.fault_bytes)})
    *place = json.value(name, std::uint64_t{0});
  out.finished = json.value("finished", false);
  return out;
}

// Not the row's doing: what made the store or the disk fail ends the job.
bool ends_the_job(Code code) {
  return code == Code::io || code == Code::internal || code == Code::interrupted || code == Code::truncated;
}

read::Limits limits_of_upload() {
  read::Limits limits;
  limits.expanded_bytes = 2ULL << 30;
  limits.expansion_ratio = 500;
  limits.expansion_floor = 64ULL << 20;
  limits.columns = 256;
  limits.cell_bytes = 32 << 10;
  return limits;
}

std::uint64_t short_hash(const std::string& text) {
  return std::hash<std::string>()(text);
}

class Import {
 public:
  Import(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress)
      : node_(node), job_(job), stop_(stop), progress_(progress), request_(Json::parse(job.request, nullptr, false)) {}

  Result<JobOutcome> run() {
    list_ = find_list(request_.value("list", ""));
    if (list_ == nullptr || list_->import == nullptr) return base::fail(Code::not_found, "没有这个清单", "no such list", request_.value("list", ""));
    dry_ = request_.value("mode", "check") != "apply";
    lang_ = request_.value("lang", "zh") == "en" ? Lang::en : Lang::zh;
    at_ = dry_ ? Position{} : position_of(job_.position);
    GD_TRY(look());
    GD_TRY(make_job_folder(node_.options().data, job_.id));
    auto faults = FaultFile::open(job_file_path(node_.options().data, job_.id, kFaultLines), at_.fault_bytes);
    if (!faults) return std::unexpected(std::move(faults).error());
    faults_ = std::move(*faults);
    importer_ = list_->import->make();
    if (!at_.finished) GD_TRY(work());
    return outcome();
  }

 private:
  std::string path() const { return upload_path(node_.options().data, request_.value("upload", "")); }

  Result<read::SheetRows> read(ImportSheet& sheet) {
    auto file = read::open_file(path());
    if (!file) return base::fail(Code::not_found, "上传的文件已不在，请重新上传", "the uploaded file is gone; upload it again", request_.value("name", ""));
    auto report = read::read_sheet_rows(*file->source, limits_, stop_, sheet);
    if (report && !report->damages.empty()) return std::unexpected(report->damages.front());
    return report;
  }

  // Once through the file: is it the file that was uploaded, are the columns there, how many rows are there?
  Status look() {
    auto digest = sm3_of_file(path());
    if (!digest || *digest != request_.value("sm3", ""))
      return base::fail(Code::not_found, "上传的文件已不在或被改动，请重新上传", "the uploaded file is gone or was altered; upload it again",
                        request_.value("name", ""));
    std::uint64_t rows = 0;
    ImportSheet sheet(*list_, [&](ReadRow&&) { return ++rows <= kMostImportRows; });
    auto report = read(sheet);
    if (!report) return std::unexpected(std::move(report).error());
    if (auto problem = sheet.problem()) return std::unexpected(std::move(*problem));
    if (rows > kMostImportRows)
      return base::fail(Code::limit, fmt::format("超过 {} 行，请拆分后分别导入", kMostImportRows),
                        fmt::format("more than {} rows; split the file", kMostImportRows), request_.value("name", ""));
    rows_ = rows;
    progress_.items_found = rows;
    merged_ = report->merged;
    encoding_ = report->encoding;
    passed_by_ = sheet.passed_by();
    return {};
  }

  Status work() {
    ImportSheet sheet(*list_, [this](ReadRow&& row) { return take(std::move(row)); });
    sheet_ = &sheet;
    auto report = read(sheet);
    if (failure_) return std::unexpected(std::move(*failure_));
    if (stop_.requested()) return stopped();
    if (!report) return std::unexpected(std::move(report).error());
    GD_TRY(settle());
    if (stop_.requested()) return stopped();
    return finish();
  }

  Status stopped() {
    interrupted_ = true;
    return {};
  }

  bool take(ReadRow&& row) {
    const std::string identity = importer_->identity(row.row);
    const auto [first, fresh] = identity.empty() ? std::pair(seen_.end(), true) : seen_.try_emplace(short_hash(identity), row.row.number);
    ++passed_;
    if (row.row.number <= at_.row) return true;  // before the restart
    if (!fresh && row.faults.empty())
      row.faults.push_back(fault("", {Code::conflict, {fmt::format("与第 {} 行重复", first->second), fmt::format("repeats row {}", first->second)}, {}}));
    batch_.push_back(std::move(row));
    if (batch_.size() < kBatch) return true;
    if (auto status = settle(); !status) {
      failure_ = std::move(status).error();
      return false;
    }
    return !stop_.requested();
  }

  // The rows that wait, in as many transactions as others who want to write make it.
  Status settle() {
    std::size_t from = 0;
    while (from < batch_.size()) {
      auto upto = some(from);
      if (!upto) return std::unexpected(std::move(upto).error());
      from = *upto;
    }
    batch_.clear();
    return {};
  }

  // Rows and where they leave us: committed together. Returns the first row that is still to come.
  Result<std::size_t> some(std::size_t from) {
    auto lease = node_.lease();
    if (!lease) return std::unexpected(std::move(lease).error());
    store::Db& db = (*lease)->db();
    auto caller = caller_of_job(db, job_, request_);
    if (!caller) return std::unexpected(std::move(caller).error());
    net::Request request;
    request.peer = request_.value("address", "");
    const Json nothing;
    Context context{node_, **lease, request, nothing, {}, std::move(*caller)};
    std::optional<store::Tx> tx;
    if (!dry_) {
      auto begun = store::Tx::begin(db);
      if (!begun) return std::unexpected(std::move(begun).error());
      tx.emplace(std::move(*begun));
    }
    Position now = at_;
    const double begin = base::monotonic_seconds();
    do {
      now.row = batch_[from].row.number;
      GD_TRY(one(context, batch_[from], now));
    } while (++from < batch_.size() && base::monotonic_seconds() - begin < kLongest && !db.others_wait());
    auto bytes = faults_->settle();
    if (!bytes) return std::unexpected(std::move(bytes).error());
    now.fault_bytes = *bytes;
    if (tx) {
      GD_TRY(save(db, now));
      GD_TRY(tx->commit());
      node_.events().tell("changed", Json{{"what", list_->id}}.dump(), node_.home(), job_.person);
    }
    at_ = now;
    progress_.items_done = passed_ - (batch_.size() - from);
    return from;
  }

  Status one(Context& context, ReadRow& row, Position& now) {
    if (row.faults.empty()) {
      auto result = importer_->row(context, row.row, dry_);
      if (result) {
        (*result == Did::created ? now.created : *result == Did::changed ? now.changed : *result == Did::review ? now.review : now.unchanged) += 1;
        return {};
      }
      if (ends_the_job(result.error().error.code)) return std::unexpected(std::move(result.error().error));
      row.faults.push_back(std::move(result.error()));
    }
    ++now.failed;
    std::string cells;
    base::Bilingual why;
    for (const RowFault& one_fault : row.faults) {
      const std::string& column = one_fault.column;
      cells += (cells.empty() ? "" : ", ") + sheet_->place(row.row.number, column);
      const auto named = std::ranges::find(list_->import->columns, column, &ImportColumn::key);
      const bool has = named != list_->import->columns.end();
      why.zh += (why.zh.empty() ? "" : "；") + (has ? named->title.zh + "：" : "") + one_fault.error.message.zh;
      why.en += (why.en.empty() ? "" : "; ") + (has ? named->title.en + ": " : "") + one_fault.error.message.en;
    }
    return faults_->add(fault_line(row.row, cells, why));
  }

  Status save(store::Db& db, const Position& now) { return store::run(db, "UPDATE job SET position = ? WHERE id = ?", json_of(now).dump(), job_.id); }

  // The workbook of those refused, and one record of the whole.
  Status finish() {
    auto lease = node_.lease();
    if (!lease) return std::unexpected(std::move(lease).error());
    store::Db& db = (*lease)->db();
    auto caller = caller_of_job(db, job_, request_);
    if (!caller) return std::unexpected(std::move(caller).error());
    if (at_.failed > 0)
      GD_TRY(write_fault_book(job_file_path(node_.options().data, job_.id, kFaultBook), *faults_, *list_, lang_, watermark(node_, *caller, lang_)));
    net::Request request;
    request.peer = request_.value("address", "");
    const Json nothing;
    Context context{node_, **lease, request, nothing, {}, std::move(*caller)};
    auto tx = store::Tx::begin(db);
    if (!tx) return std::unexpected(std::move(tx).error());
    if (at_.failed > 0) {
      JobFile file{.job = job_.id, .name = kFaultBook, .list = std::string(list_->id), .format = "xlsx", .rows = at_.failed};
      GD_TRY(keep_job_file(db, node_.options().data, file));
    }
    at_.finished = true;
    GD_TRY(save(db, at_));
    GD_TRY(context.audit(dry_ ? "list.import.check" : "list.import", std::string(list_->id), {}, counts().dump()));
    return tx->commit();
  }

  Json counts() const {
    return {{"list", list_->id},
            {"mode", dry_ ? "check" : "apply"},
            {"name", request_.value("name", "")},
            {"sm3", request_.value("sm3", "")},
            {"upload", request_.value("upload", "")},
            {"rows", rows_},
            {"created", at_.created},
            {"changed", at_.changed},
            {"unchanged", at_.unchanged},
            {"review", at_.review},
            {"failed", at_.failed}};
  }

  Result<JobOutcome> outcome() {
    Json result = counts();
    result["passed_by"] = passed_by_;
    result["merged"] = merged_;
    result["encoding"] = text_or_null(encoding_);
    Json first = Json::array();
    GD_TRY(faults_->each([&](const Json& line) -> Result<bool> {
      Json shown = line;
      shown.erase("values");
      first.push_back(std::move(shown));
      return first.size() < kFirstFaults;
    }));
    result["first_faults"] = std::move(first);
    result["files"] = Json::array();
    if (at_.failed > 0 && at_.finished) {
      auto lease = node_.lease();
      if (!lease) return std::unexpected(std::move(lease).error());
      auto file = load_job_file((*lease)->db(), job_.id, kFaultBook);
      if (file) result["files"].push_back(job_file_json(*file));
    }
    return JobOutcome{result.dump(-1, ' ', false, Json::error_handler_t::replace), interrupted_};
  }

  Node& node_;
  const Job& job_;
  const base::StopFlag& stop_;
  work::Progress& progress_;
  const Json request_;
  const read::Limits limits_ = limits_of_upload();
  const ListKind* list_ = nullptr;
  const ImportSheet* sheet_ = nullptr;
  bool dry_ = true, interrupted_ = false;
  Lang lang_ = Lang::zh;
  Position at_;
  std::uint64_t rows_ = 0, merged_ = 0, passed_ = 0;
  std::string encoding_;
  std::vector<std::string> passed_by_;
  std::unique_ptr<FaultFile> faults_;
  std::unique_ptr<Importer> importer_;
  std::vector<ReadRow> batch_;
  std::unordered_map<std::uint64_t, std::uint64_t> seen_;
  std::optional<base::Error> failure_;
};

}  // namespace

Result<JobOutcome> do_import(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress) {
  return Import(node, job, stop, progress).run();
}

}  // namespace gongdun::serve
