#include "serve/report_store.h"

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "crypto/sm3.h"
#include "serve/answer.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kSelect = "SELECT id, title, lang, person, by_name, org_id, reaches, assets, files, created, assessment FROM report ";

Report read_report(store::Stmt& row) {
  Report out{.id = row.text(0), .title = row.text(1), .lang = row.text(2), .person = row.text(3), .by = row.text(4), .organisation = row.text(5)};
  for (const Json& reach : Json::parse(row.text(6), nullptr, false))
    out.reaches.push_back({reach.value("edge", ""), reach.value("organisation", ""), reach.value("ceiling", 0)});
  out.assets = static_cast<std::uint64_t>(row.integer(7));
  for (const Json& file : Json::parse(row.text(8), nullptr, false))
    out.files.push_back({file.value("name", ""), file.value("format", ""), file.value("sm3", ""), file.value("bytes", std::uint64_t{0})});
  out.created = row.integer(9);
  out.assessment = row.text(10);
  return out;
}

Result<bool> may_open(store::Db& db, const access::Scope& scope, const std::string& person, const Report& report) {
  if (report.person == person) return true;
  for (const access::Reach& reach : report.reaches) {
    auto covered = scope.covers(db, reach);
    if (!covered || !*covered) return covered;
  }
  return !report.reaches.empty();
}

}  // namespace

std::string report_folder(const std::string& data, const std::string& id) {
  return (std::filesystem::path(data) / "reports" / id).string();
}

Status describe_files(Report& report, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    crypto::Sm3 digest;
    std::string piece(1 << 16, '\0');
    std::uint64_t bytes = 0;
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
      digest.update(std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount())));
      bytes += static_cast<std::uint64_t>(file.gcount());
    }
    if (bytes == 0) return base::fail(Code::io, "报告文件写入失败", "a report file could not be written", path);
    const std::filesystem::path name(path);
    report.files.push_back({name.filename().string(), name.extension().string().substr(1), crypto::hex(digest.finish()), bytes});
  }
  return {};
}

Status insert_report(store::Db& db, Report& report) {
  Json reaches = Json::array(), files = Json::array();
  for (const access::Reach& reach : report.reaches) reaches.push_back({{"edge", reach.edge}, {"organisation", reach.organisation}, {"ceiling", reach.ceiling}});
  for (const ReportFile& file : report.files) files.push_back({{"name", file.name}, {"format", file.format}, {"sm3", file.sm3}, {"bytes", file.bytes}});
  report.created = base::now_us();
  return store::run(
      db, "INSERT INTO report(id, title, lang, person, by_name, org_id, reaches, assets, files, created, assessment) VALUES(?,?,?,?,?,?,?,?,?,?,?)", report.id,
      report.title, report.lang, report.person, report.by, report.organisation, reaches.dump(), report.assets, files.dump(), report.created, report.assessment);
}

Result<std::vector<Report>> load_reports(store::Db& db, const access::Scope& scope, const std::string& person) {
  std::vector<Report> all, out;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { all.push_back(read_report(row)); }, std::string(kSelect) + "WHERE assessment = '' ORDER BY created DESC, id"));
  for (Report& one : all) {
    auto may = may_open(db, scope, person, one);
    if (!may) return std::unexpected(std::move(may).error());
    if (*may) out.push_back(std::move(one));
  }
  return out;
}

Result<Report> load_report(store::Db& db, const access::Scope& scope, const std::string& person, const std::string& id) {
  std::optional<Report> found;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { found = read_report(row); }, std::string(kSelect) + "WHERE id = ? AND assessment = ''", id));
  auto may = found ? may_open(db, scope, person, *found) : Result<bool>(false);
  if (!may) return std::unexpected(std::move(may).error());
  if (!*may) return base::fail(Code::not_found, "没有这份报告", "no such report", id);
  return std::move(*found);
}

Result<std::vector<Report>> reports_of_assessment(store::Db& db, const std::string& assessment) {
  std::vector<Report> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back(read_report(row)); }, std::string(kSelect) + "WHERE assessment = ? ORDER BY created DESC, id", assessment));
  return out;
}

Status delete_report(store::Db& db, const std::string& id) {
  return store::run(db, "DELETE FROM report WHERE id = ?", id);
}

}  // namespace gongdun::serve
