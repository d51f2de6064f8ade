// Reports: ask for one, list, fetch, remove.
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "serve/context.h"
#include "serve/jobs.h"
#include "serve/report_store.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

Json report_json(const Report& report) {
  Json files = Json::array();
  for (const ReportFile& file : report.files) files.push_back({{"name", file.name}, {"format", file.format}, {"bytes", file.bytes}, {"sm3", file.sm3}});
  return {{"id", report.id}, {"title", report.title},  {"scan", nullptr}, {"lang", report.lang}, {"by", report.by}, {"created", base::iso8601(report.created)},
          {"files", files},  {"assets", report.assets}};
}

Answer list_reports(Context& c) {
  auto reports = load_reports(c.db(), c.scope(Permission::assets_read), c.caller.person);
  if (!reports) return std::unexpected(std::move(reports).error());
  Json items = Json::array();
  for (const Report& report : *reports) items.push_back(report_json(report));
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

Answer make_report(Context& c) {
  const std::string lang = c.body["lang"].get<std::string>();
  const std::string title = c.body.value("title", "");
  Job job{.kind = "report",
          .title = title.empty() ? (lang == "en" ? "Data classification and grading report" : "数据分类分级报告") : title,
          .person = c.caller.person,
          .by = c.caller.name,
          .organisation = c.node.home(),
          .source = {},
          .request = Json{{"lang", lang}}.dump()};
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(insert_job(c.db(), job));
  GD_TRY(c.audit("report.make", job.id));
  GD_TRY(tx->commit());
  c.node.jobs().add(job);
  return json_answer(c.node.jobs().json_of(job), 202);
}

Answer remove_report(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto report = load_report(c.db(), c.scope(Permission::reports_make), c.caller.person, c.path("id"));
  if (!report) return std::unexpected(std::move(report).error());
  GD_TRY(delete_report(c.db(), report->id));
  GD_TRY(c.audit("report.remove", report->id, report_json(*report).dump()));
  GD_TRY(tx->commit());
  std::error_code ignored;
  std::filesystem::remove_all(report_folder(c.node.options().data, report->id), ignored);
  return no_content();
}

}  // namespace

const char* report_type(const std::string& format) {
  if (format == "pdf") return "application/pdf";
  if (format == "docx") return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return "text/html; charset=utf-8";
}

namespace {

Answer report_file(Context& c) {
  auto report = load_report(c.db(), c.scope(Permission::assets_read), c.caller.person, c.path("id"));
  if (!report) return std::unexpected(std::move(report).error());
  const auto file = std::ranges::find(report->files, c.path("name"), &ReportFile::name);
  if (file == report->files.end()) return base::fail(Code::not_found, "没有这个文件", "no such file", c.path("name"));
  GD_TRY(c.audit_alone("report.read", report->id, Json{{"file", file->name}}.dump()));
  net::Response response;
  response.file = (std::filesystem::path(report_folder(c.node.options().data, report->id)) / file->name).string();
  // Always saved, never shown: a page of the node's own origin would share its session.
  response.set("Content-Type", report_type(file->format))
      .set("Content-Disposition", "attachment; filename=\"" + report->id + "." + file->format + "\"")
      .set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_report_routes(Handlers& to) {
  to.on("listReports", list_reports).on("makeReport", make_report).on("removeReport", remove_report).on("reportFile", report_file);
}

}  // namespace gongdun::serve
