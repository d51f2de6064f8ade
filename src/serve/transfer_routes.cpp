// Exports and imports: which lists there are, asking for an export, templates, uploads, asking for an import, and fetching what a job made.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "crypto/sm3.h"
#include "serve/job_caller.h"
#include "serve/jobs.h"
#include "serve/list_form.h"
#include "serve/list_walk.h"
#include "serve/openapi.h"
#include "serve/transfer_store.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;
using base::Lang;
using base::Result;

namespace {

Lang lang_of(std::string_view text) {
  return text == "en" ? Lang::en : Lang::zh;
}

bool may_read(const Context& c, const ListKind& list) {
  const Operation* operation = OpenApi::get().operation(list.operation);
  if (operation == nullptr) return false;
  const auto needed = access::parse_permission(operation->permission);
  if (list.id == "people") return c.caller.may(Permission::people_manage) || c.caller.may(Permission::grants_manage);
  return !needed || c.caller.may(*needed);
}

bool may_export(const Context& c, const ListKind& list) {
  return may_read(c, list) && (!list.of_data || c.caller.may(Permission::exports_make));
}

bool may_import(const Context& c, const ListKind& list) {
  return list.import != nullptr && std::ranges::any_of(list.import->any_of, [&](Permission one) { return c.caller.may(one); });
}

net::Response not_permitted(std::string_view needed) {
  return problem(403, "permission", "not permitted", {{"needed", needed}});
}

Result<const ListKind*> wanted_list(const Context& c) {
  const ListKind* list = find_list(c.path("list"));
  if (list == nullptr) return base::fail(Code::not_found, "没有这个清单", "no such list", c.path("list"));
  return list;
}

Json list_json(const Context& c, const ListKind& list) {
  Json columns = Json::array(), imported = Json::array();
  for (const ListColumn& column : list.columns) columns.push_back({{"key", column.key}, {"title", bilingual_json(column.title)}});
  if (may_import(c, list))
    for (const ImportColumn& column : list.import->columns)
      imported.push_back({{"key", column.key},
                          {"title", bilingual_json(column.title)},
                          {"note", bilingual_json(column.note)},
                          {"required", column.required},
                          {"read", !column.told}});
  return {{"id", list.id},
          {"title", bilingual_json(list.title)},
          {"operation", list.operation},
          {"may_export", may_export(c, list)},
          {"may_import", may_import(c, list)},
          {"columns", columns},
          {"import_columns", imported}};
}

Answer list_lists(Context& c) {
  Json items = Json::array();
  for (const ListKind& list : list_kinds())
    if (may_export(c, list) || may_import(c, list)) items.push_back(list_json(c, list));
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

// Belongs to no organisation: what it says of rows is for who asked alone.
Answer start(Context& c, Job job, const char* action, const std::string& object) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(insert_job(c.db(), job));
  GD_TRY(c.audit(action, object, {}, Json{{"job", job.id}}.dump()));
  GD_TRY(tx->commit());
  c.node.jobs().add(job);
  return json_answer(c.node.jobs().json_of(job), 202);
}

Answer make_export(Context& c) {
  auto list = wanted_list(c);
  if (!list) return std::unexpected(std::move(list).error());
  const bool form = c.body.value("form", false);
  if (form && (*list)->import == nullptr) return base::fail(Code::invalid_input, "这个清单不能导入", "this list is not imported", "/form");
  if (form ? !(may_import(c, **list) && may_read(c, **list)) : !may_export(c, **list))
    return not_permitted(form ? "" : access::permission_name(Permission::exports_make));
  Json request{{"list", (*list)->id},
               {"as", c.body["as"]},
               {"lang", c.body.value("lang", "zh")},
               {"form", form},
               {"columns", c.body.value("columns", Json::array())},
               {"filter", c.body.value("filter", Json::object())}};
  for (const Json& key : request["columns"])
    if (std::ranges::find((*list)->columns, key.get<std::string>(), &ListColumn::key) == (*list)->columns.end())
      return base::fail(Code::invalid_input, "没有这一列", "no such column", key.get<std::string>());
  if (form && request["as"] == "jsonl") return base::fail(Code::invalid_input, "导入用的格式为 xlsx 或 csv", "the form for imports is xlsx or csv", "/as");
  const ListWalk walk{c.node, **list, request["filter"], form ? c.caller : exporter(c.caller, **list), c.request.peer};
  GD_TRY(walk.check());
  // A list within something that is not in reach is refused here, not by a job.
  const Operation* operation = OpenApi::get().operation((*list)->operation);
  if (std::ranges::any_of(operation->path, [](const std::string& segment) { return segment.starts_with('{'); }))
    GD_TRY(walk.each([](Context&, const Json&, std::uint64_t) -> Result<bool> { return false; }));
  keep_caller(c, request);
  Job job{.kind = "export",
          .title = (*list)->title.in(lang_of(request["lang"].get<std::string>())),
          .person = c.caller.person,
          .by = c.caller.name,
          .organisation = {},
          .source = {},
          .request = request.dump()};
  return start(c, std::move(job), "list.export.ask", std::string((*list)->id));
}

std::string content_type(const std::string& format) {
  if (format == "csv") return "text/csv; charset=utf-8";
  if (format == "jsonl") return "application/x-ndjson";
  return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

Answer import_template(Context& c) {
  auto list = wanted_list(c);
  if (!list) return std::unexpected(std::move(list).error());
  if ((*list)->import == nullptr) return base::fail(Code::not_found, "这个清单不能导入", "this list is not imported", c.path("list"));
  if (!may_import(c, **list)) return not_permitted("");
  const Lang lang = lang_of(c.query("lang"));
  const bool csv = c.query("as") == "csv";
  const std::string path = (std::filesystem::path(transfer_folder(c.node.options().data)) / ("template-" + crypto::random_hex(8))).string();
  const std::string mark = lang == Lang::zh ? (*list)->title.zh + "：导入模板。请从标题行的下一行开始填写"
                                            : (*list)->title.en + ": import template. Fill in from the row below the titles";
  auto book = report::ListWorkbook::open(path, csv, import_sheet(**list, lang, mark, false));
  if (!book) return std::unexpected(std::move(book).error());
  auto written = (*book)->close();
  net::Response response;
  {
    std::ifstream file(path, std::ios::binary);
    response.body.assign(std::istreambuf_iterator<char>(file), {});
  }
  std::filesystem::remove(path);
  if (!written) return std::unexpected(std::move(written).error());
  const std::string format = csv ? "csv" : "xlsx";
  response.set("Content-Type", content_type(format))
      .set("Content-Disposition", "attachment; filename=\"" + c.path("list") + "-template." + format + "\"")
      .set("Cache-Control", "no-store");
  return response;
}

// Who may send one was looked at before the body was read (Api::body_place).
Answer add_upload(Context& c) {
  std::error_code error;
  const auto bytes = c.request.body_file.empty() ? 0 : std::filesystem::file_size(c.request.body_file, error);
  if (error || bytes == 0) return base::fail(Code::invalid_input, "文件是空的", "the file is empty", "body");
  auto sm3 = sm3_of_file(c.request.body_file);
  if (!sm3) return std::unexpected(std::move(sm3).error());
  const base::TimeUs now = base::now_us();
  Upload upload{.id = "U-" + crypto::random_hex(8),
                .person = c.caller.person,
                .name = base::printable(c.query("name")),
                .sm3 = std::move(*sm3),
                .bytes = bytes,
                .created = now,
                .expires = now + kTransferLife};
  std::filesystem::rename(c.request.body_file, upload_path(c.node.options().data, upload.id), error);
  if (error) return base::fail(Code::io, "无法保存上传的文件，请检查数据目录", "cannot keep the uploaded file; look at the data folder");
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(insert_upload(c.db(), upload));
  GD_TRY(c.audit("upload.add", upload.id, {}, Json{{"name", upload.name}, {"bytes", upload.bytes}, {"sm3", upload.sm3}}.dump()));
  GD_TRY(tx->commit());
  return json_answer({{"id", upload.id}, {"name", upload.name}, {"bytes", upload.bytes}, {"sm3", upload.sm3}, {"expires", base::iso8601(upload.expires)}}, 201);
}

Answer make_import(Context& c) {
  auto list = wanted_list(c);
  if (!list) return std::unexpected(std::move(list).error());
  if ((*list)->import == nullptr) return base::fail(Code::not_found, "这个清单不能导入", "this list is not imported", c.path("list"));
  if (!may_import(c, **list)) return not_permitted("");
  auto upload = load_upload(c.db(), c.body["upload"].get<std::string>(), c.caller.person);
  if (!upload) return std::unexpected(std::move(upload).error());
  Json request{{"list", (*list)->id},  {"mode", c.body["mode"]}, {"lang", c.body.value("lang", "zh")},
               {"upload", upload->id}, {"name", upload->name},   {"sm3", upload->sm3}};
  keep_caller(c, request);
  const Lang lang = lang_of(request["lang"].get<std::string>());
  const bool check = c.body["mode"] == "check";
  const std::string what = lang == Lang::zh ? (check ? "（检查）" : "") : (check ? " (check)" : "");
  Job job{.kind = "import",
          .title = (*list)->title.in(lang) + what,
          .person = c.caller.person,
          .by = c.caller.name,
          .organisation = {},
          .source = {},
          .request = request.dump()};
  return start(c, std::move(job), "list.import.ask", std::string((*list)->id));
}

// Only for who asked, and only while they reach all that it shows.
Answer job_file(Context& c) {
  const auto missing = [&] { return base::fail(Code::not_found, "没有这个文件，或已过期", "no such file, or it expired", c.path("name")); };
  auto job = load_job(c.db(), c.path("id"));
  if (!job || job->person != c.caller.person) return missing();
  auto file = load_job_file(c.db(), job->id, c.path("name"));
  if (!file) return std::unexpected(std::move(file).error());
  const ListKind* list = find_list(file->list);
  if (list == nullptr) return missing();
  const bool form = Json::parse(job->request, nullptr, false).value("form", false);
  if (job->kind == "export") {
    if (form ? !may_import(c, *list) : !may_export(c, *list)) return missing();
    const access::Scope scope = form ? c.caller.rights.anywhere() : exporter(c.caller, *list).rights.anywhere();
    for (const access::Reach& reach : file->reaches) {
      auto covered = scope.covers(c.db(), reach);
      if (!covered) return std::unexpected(std::move(covered).error());
      if (!*covered) return missing();
    }
  }
  GD_TRY(c.audit_alone("job.file.read", job->id, Json{{"file", file->name}, {"sm3", file->sm3}}.dump()));
  net::Response response;
  response.file = job_file_path(c.node.options().data, job->id, file->name);
  response.set("Content-Type", content_type(file->format))
      .set("Content-Disposition", "attachment; filename=\"" + file->name + "\"")
      .set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_transfer_routes(Handlers& to) {
  to.on("listLists", list_lists)
      .on("makeExport", make_export)
      .on("importTemplate", import_template)
      .on("addUpload", add_upload)
      .on("makeImport", make_import)
      .on("jobFile", job_file);
}

}  // namespace gongdun::serve
