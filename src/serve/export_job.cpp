// An export: the list as its operation shows it to who asked, in one file. Made anew after a restart.
#include <algorithm>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "serve/job_caller.h"
#include "serve/job_work.h"
#include "serve/list_cells.h"
#include "serve/list_form.h"
#include "serve/list_walk.h"
#include "serve/transfer_store.h"

namespace gongdun::serve {

using base::Code;
using base::Lang;
using base::Result;
using base::Status;

namespace {

struct Wish {
  const ListKind* list = nullptr;
  std::string as;
  Lang lang = Lang::zh;
  bool form = false;  // in the form that is imported
  Json filter;
  std::vector<ListColumn> columns;
};

Result<Wish> wish_of(const Json& request) {
  Wish out{.list = find_list(request.value("list", "")), .as = request.value("as", "xlsx"), .lang = request.value("lang", "zh") == "en" ? Lang::en : Lang::zh};
  if (out.list == nullptr) return base::fail(Code::not_found, "没有这个清单", "no such list", request.value("list", ""));
  out.form = request.value("form", false);
  out.filter = request.value("filter", Json::object());
  const Json wanted = request.value("columns", Json::array());
  for (const ListColumn& column : out.list->columns)
    if (wanted.empty() || std::ranges::find(wanted, Json(std::string(column.key))) != wanted.end()) out.columns.push_back(column);
  return out;
}

// The file as it grows: a workbook, CSV, or one JSON object a line.
class ListFile {
 public:
  static Result<std::unique_ptr<ListFile>> open(const std::string& path, const Wish& wish, const std::string& mark) {
    auto out = std::make_unique<ListFile>(wish, path);
    if (wish.as == "jsonl") {
      out->lines_ = std::fopen(path.c_str(), "wbe");
      if (out->lines_ == nullptr) return base::fail(Code::io, "无法写入导出文件，请检查磁盘空间", "cannot write the export; check the disk space", path);
      GD_TRY(out->line({{"export", wish.list->id}, {"mark", mark}, {"filter", wish.filter}}));
      return out;
    }
    auto book = report::ListWorkbook::open(path, wish.as == "csv", sheet_of(wish, mark));
    if (!book) return std::unexpected(std::move(book).error());
    out->book_ = std::move(*book);
    return out;
  }
  ListFile(const Wish& wish, std::string path) : wish_(wish), path_(std::move(path)) {}
  ~ListFile() {
    if (lines_ != nullptr) std::fclose(lines_);
  }
  ListFile(const ListFile&) = delete;
  ListFile& operator=(const ListFile&) = delete;

  Status add(Context& context, const Json& row) {
    if (lines_ != nullptr) return line(row);
    std::vector<std::string> cells;
    if (wish_.form) {
      auto form = wish_.list->import->form(context, row);
      if (!form) return std::unexpected(std::move(form).error());
      cells = std::move(*form);
      for (std::size_t i = 0; i < cells.size(); ++i)
        if (const auto& words = wish_.list->import->columns[i].choices; !words.empty()) cells[i] = word_of(words, cells[i], wish_.lang);
    } else {
      for (const ListColumn& column : wish_.columns) cells.push_back(cell_of(column, row, wish_.lang));
    }
    return book_->add(cells);
  }

  Status close() {
    if (book_) return book_->close();
    if (std::fclose(std::exchange(lines_, nullptr)) == 0) return {};
    return base::fail(Code::io, "无法写入导出文件，请检查磁盘空间", "cannot write the export; check the disk space", path_);
  }

 private:
  static report::ListSheet sheet_of(const Wish& wish, const std::string& mark) {
    if (wish.form) return import_sheet(*wish.list, wish.lang, mark, false);
    const bool zh = wish.lang == Lang::zh;
    report::ListSheet sheet{.name = std::string(base::utf8_prefix(wish.list->title.in(wish.lang), 31)), .mark = mark, .notes_name = zh ? "导出说明" : "About"};
    for (const ListColumn& column : wish.columns)
      sheet.columns.push_back({.title = column.title.in(wish.lang), .width = column.width, .text = column.show != Show::number});
    sheet.notes = {{mark}, {zh ? "清单" : "List", wish.list->title.in(wish.lang)}};
    for (const auto& [name, value] : wish.filter.items())
      sheet.notes.push_back({zh ? "筛选条件" : "Filter", name, value.is_string() ? value.get<std::string>() : value.dump()});
    return sheet;
  }

  Status line(const Json& value) {
    const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    if (std::fwrite(text.data(), 1, text.size(), lines_) == text.size()) return {};
    return base::fail(Code::io, "无法写入导出文件，请检查磁盘空间", "cannot write the export; check the disk space", path_);
  }

  const Wish& wish_;
  std::string path_;
  std::unique_ptr<report::ListWorkbook> book_;
  FILE* lines_ = nullptr;
};

access::Scope shown_scope(const access::Caller& caller) {
  return caller.rights.anywhere();
}

// The file is known and the export is in the log together or not at all.
Status keep(Node& node, const Wish& wish, const access::Caller& caller, const Json& request, JobFile& file) {
  auto lease = node.lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  store::Db& db = (*lease)->db();
  auto tx = store::Tx::begin(db);
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(keep_job_file(db, node.options().data, file));
  const Json after{{"job", file.job},   {"filter", wish.filter}, {"as", wish.as}, {"form", wish.form}, {"columns", request.value("columns", Json::array())},
                   {"rows", file.rows}, {"sm3", file.sm3}};
  GD_TRY(access::append_audit(db, {.person = caller.person,
                                   .login = caller.login,
                                   .address = request.value("address", ""),
                                   .action = "list.export",
                                   .object = std::string(wish.list->id),
                                   .before = {},
                                   .after = after.dump(),
                                   .hash = {}}));
  return tx->commit();
}

}  // namespace

Result<JobOutcome> do_export(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress) {
  const Json request = Json::parse(job.request, nullptr, false);
  auto wish = wish_of(request);
  if (!wish) return std::unexpected(std::move(wish).error());
  access::Caller caller;
  {
    auto lease = node.lease();
    if (!lease) return std::unexpected(std::move(lease).error());
    auto now = caller_of_job((*lease)->db(), job, request);
    if (!now) return std::unexpected(std::move(now).error());
    caller = wish->form ? std::move(*now) : exporter(std::move(*now), *wish->list);
  }
  GD_TRY(make_job_folder(node.options().data, job.id));
  JobFile made{
      .job = job.id, .name = std::string(wish->list->id) + (wish->form ? "-form." : ".") + wish->as, .list = std::string(wish->list->id), .format = wish->as};
  made.reaches = shown_scope(caller).reaches();
  const std::string path = job_file_path(node.options().data, job.id, made.name);
  auto file = ListFile::open(path, *wish, watermark(node, caller, wish->lang));
  if (!file) return std::unexpected(std::move(file).error());
  const ListWalk walk{node, *wish->list, wish->filter, caller, request.value("address", "")};
  const Status walked = walk.each([&](Context& context, const Json& row, std::uint64_t total) -> Result<bool> {
    GD_TRY((*file)->add(context, row));
    progress.items_done = ++made.rows;
    progress.items_found = std::max({total, made.rows, progress.items_found.load()});
    return !stop.requested();
  });
  if (!walked) return std::unexpected(walked.error());
  GD_TRY((*file)->close());
  if (stop.requested()) {
    std::remove(path.c_str());
    return JobOutcome{Json{{"list", made.list}, {"rows", made.rows}, {"files", Json::array()}}.dump(), true};
  }
  GD_TRY(keep(node, *wish, caller, request, made));
  return JobOutcome{Json{{"list", made.list}, {"rows", made.rows}, {"files", Json::array({job_file_json(made)})}}.dump(), false};
}

}  // namespace gongdun::serve
