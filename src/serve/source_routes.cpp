// Data sources and their scans.
#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "catalog/item_store.h"
#include "catalog/scan_store.h"
#include "catalog/source_store.h"
#include "read/reader.h"
#include "serve/conflict.h"
#include "serve/context.h"
#include "serve/job_work.h"
#include "serve/scan_json.h"
#include "serve/source_change.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

Answer list_sources(Context& c) {
  auto sources = catalog::load_sources(c.db(), c.scope(Permission::assets_read));
  if (!sources) return std::unexpected(std::move(sources).error());
  Json items = Json::array();
  for (const auto& source : *sources) {
    auto json = source_json(c.db(), source);
    if (!json) return std::unexpected(std::move(json).error());
    items.push_back(std::move(*json));
  }
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

Answer source_answer(Context& c, const std::string& id, int status) {
  auto source = catalog::load_source(c.db(), access::Scope::all(), id);
  if (!source) return std::unexpected(std::move(source).error());
  auto json = source_json(c.db(), *source);
  if (!json) return std::unexpected(std::move(json).error());
  net::Response response = json_answer(*json, status);
  response.set("ETag", fmt::format("\"{}\"", source->version));
  return response;
}

void tell_changed(Context& c, const std::string& organisation) {
  c.node.events().tell("changed", R"({"what":"sources"})", organisation, c.caller.person);
}

std::string_view version_seen(const Context& c) {
  std::string_view seen = c.request.header("if-match");
  if (seen.starts_with('"') && seen.ends_with('"') && seen.size() > 1) seen = seen.substr(1, seen.size() - 2);
  return seen;
}

Answer put_source(Context& c, const std::string& id) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto saved = save_source(c, id, c.body, version_seen(c), false);
  // Somebody else's change of this very source, not another source of the same path.
  if (!saved && saved.error().code == Code::conflict && saved.error().where == id) return changed_meanwhile(c, "source.", id, saved.error().message);
  if (!saved) return std::unexpected(std::move(saved).error());
  GD_TRY(tx->commit());
  auto source = catalog::load_source(c.db(), access::Scope::all(), saved->id);
  if (!source) return std::unexpected(std::move(source).error());
  tell_changed(c, source->organisation);
  return source_answer(c, saved->id, id.empty() ? 201 : 200);
}

base::Result<catalog::Source> source_in_reach(Context& c, Permission permission) {
  return catalog::load_source(c.db(), c.scope(permission), c.path("id"));
}

Answer get_source(Context& c) {
  auto source = source_in_reach(c, Permission::assets_read);
  if (!source) return std::unexpected(std::move(source).error());
  return source_answer(c, source->id, 200);
}

base::Status remove(Context& c, const catalog::Source& source, const char* action) {
  auto busy = store::text(c.db(), "SELECT id FROM job WHERE kind = 'scan' AND source = ? AND state IN ('queued', 'running')", source.id);
  if (!busy) return std::unexpected(std::move(busy).error());
  if (*busy) return base::fail(Code::conflict, "数据源正在扫描，请先取消扫描", "the source is being scanned; cancel the scan first", **busy);
  auto before = source_json(c.db(), source);
  if (!before) return std::unexpected(std::move(before).error());
  GD_TRY(catalog::remove_source(c.db(), source.id));
  return c.audit(action, source.id, before->dump());
}

Answer remove_source(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto source = source_in_reach(c, Permission::sources_manage);
  if (!source) return std::unexpected(std::move(source).error());
  GD_TRY(remove(c, *source, "source.remove"));
  GD_TRY(tx->commit());
  tell_changed(c, source->organisation);
  return no_content();
}

Answer remove_demo(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto sources = catalog::load_sources(c.db(), c.scope(Permission::sources_manage));
  if (!sources) return std::unexpected(std::move(sources).error());
  for (const auto& source : *sources)
    if (source.demo) GD_TRY(remove(c, source, "demo.remove"));
  GD_TRY(tx->commit());
  tell_changed(c, c.node.home());
  return no_content();
}

// Looks for at most so long and so far: enough to know whether it can be read at all.
Answer test_source(Context& c) {
  constexpr std::uint64_t kEnough = 20'000;
  constexpr std::size_t kProblems = 20;
  auto source = wanted_source(c, c.body);
  if (!source) return std::unexpected(std::move(source).error());
  const double begin = base::monotonic_seconds();
  const base::StopFlag whole;
  const base::StopFlag stop(whole, base::StopFlag::Clock::now() + std::chrono::seconds(5));
  std::uint64_t files = 0, bytes = 0;
  Json problems = Json::array();
  const auto note = [&](const read::Unread& unread) {
    if (problems.size() < kProblems) problems.push_back({{"place", unread.item}, {"message", bilingual_json(unread.reason.message)}});
  };
  const read::WalkOptions options{{source->address}, source->excludes};
  auto status = read::walk(
      options, stop,
      [&](const read::Item& item) {
        files += 1;
        bytes += item.bytes;
        return files < kEnough;
      },
      note);
  if (!status && problems.empty()) problems.push_back({{"place", source->address}, {"message", bilingual_json(status.error().message)}});
  std::error_code error;
  if (!std::filesystem::exists(source->address, error))
    problems.push_back({{"place", source->address},
                        {"message", bilingual_json({"路径不存在，或服务程序无权访问", "the path does not exist, or the server may not read it"})}});
  if (files == 0 && problems.empty())
    problems.push_back({{"place", source->address}, {"message", bilingual_json({"文件夹里没有可扫描的文件", "there is no file to scan in this folder"})}});
  GD_TRY(c.audit_alone("source.test", source->address));
  return json_answer({{"ok", files > 0},
                      {"files", files},
                      {"bytes", bytes},
                      {"more", files >= kEnough || stop.late()},
                      {"problems", problems},
                      {"took_ms", static_cast<int>((base::monotonic_seconds() - begin) * 1000)}});
}

Answer start_scan(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto source = source_in_reach(c, Permission::scans_run);
  if (!source) return std::unexpected(std::move(source).error());
  auto job = queue_scan(c.db(), source->id, source->name, source->organisation, c.caller.person, c.caller.name);
  if (!job) return std::unexpected(std::move(job).error());
  GD_TRY(c.audit("scan.start", source->id));
  GD_TRY(tx->commit());
  c.node.jobs().add(*job);
  return json_answer(c.node.jobs().json_of(*job), 202);
}

Answer list_scans(Context& c) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  auto sources = catalog::load_sources(c.db(), c.scope(Permission::assets_read));
  if (!sources) return std::unexpected(std::move(sources).error());
  auto scans = catalog::load_scans(c.db(), c.query("source"), std::atoll(cursor->c_str()), c.limit() * 4 + 1);
  if (!scans) return std::unexpected(std::move(scans).error());
  Json items = Json::array();
  std::string next;
  for (const auto& record : *scans) {
    const auto source = std::ranges::find(*sources, record.source, &catalog::Source::id);
    if (source == sources->end()) continue;
    if (items.size() == c.limit()) {
      next = std::to_string(items.back()["id"].get<std::int64_t>());
      break;
    }
    auto json = scan_json(c.db(), record, source->name);
    if (!json) return std::unexpected(std::move(json).error());
    items.push_back(std::move(*json));
  }
  const std::size_t total = items.size();
  Json page = page_json(std::move(items), next, total);
  page["total_is_estimate"] = !next.empty() || !cursor->empty();
  return json_answer(page);
}

// A scan whose source is in reach.
base::Result<std::pair<catalog::ScanRecord, catalog::Source>> scan_in_reach(Context& c) {
  const std::string& text = c.path("id");
  auto record = catalog::load_scan(c.db(), std::atoll(text.c_str()));
  if (!record) return std::unexpected(std::move(record).error());
  auto source = catalog::load_source(c.db(), c.scope(Permission::assets_read), record->source);
  if (!source) return base::fail(Code::not_found, "没有这次扫描", "no such scan", text);
  return std::pair(std::move(*record), std::move(*source));
}

Answer get_scan(Context& c) {
  auto found = scan_in_reach(c);
  if (!found) return std::unexpected(std::move(found).error());
  auto json = scan_json(c.db(), found->first, found->second.name);
  if (!json) return std::unexpected(std::move(json).error());
  return json_answer(*json);
}

Answer scan_unread(Context& c) {
  auto found = scan_in_reach(c);
  if (!found) return std::unexpected(std::move(found).error());
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  auto items = catalog::ItemStore::open(c.db());
  if (!items) return std::unexpected(std::move(items).error());
  const auto from = static_cast<std::size_t>(std::max(0LL, std::atoll(cursor->c_str())));
  std::size_t at = 0;
  Json list = Json::array();
  GD_TRY((*items)->each_unread(found->first.id, [&](const read::Unread& unread) {
    if (at >= from && list.size() < c.limit())
      list.push_back({{"item", unread.item},
                      {"code", base::code_name(unread.reason.code)},
                      {"message", bilingual_json(unread.reason.message)},
                      {"where", text_or_null(unread.reason.where)}});
    ++at;
  }));
  const std::size_t got = list.size();
  return json_answer(page_json(std::move(list), from + got < at ? std::to_string(from + got) : "", at));
}

}  // namespace

void add_source_routes(Handlers& to) {
  to.on("listSources", list_sources)
      .on("addSource", [](Context& c) { return put_source(c, ""); })
      .on("getSource", get_source)
      .on("changeSource", [](Context& c) { return put_source(c, c.path("id")); })
      .on("removeSource", remove_source)
      .on("removeDemo", remove_demo)
      .on("testSource", test_source)
      .on("startScan", start_scan)
      .on("listScans", list_scans)
      .on("getScan", get_scan)
      .on("scanUnread", scan_unread);
}

}  // namespace gongdun::serve
